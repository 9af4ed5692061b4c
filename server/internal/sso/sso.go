// Package sso asks a provider of OpenID Connect who somebody is: with the authorization code, PKCE and a nonce, bound to the
// browser that began. Rules A-11 … are in package accounts.
//
// A Provider asks for its provider's description when it is first needed, so that a server starts while the provider is
// down, and asks again after a failure. It is safe for use by many goroutines.
package sso

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-json-experiment/json"
	"golang.org/x/oauth2"
)

var (
	// ErrState says that an answer belongs to no question that this browser has asked lately.
	ErrState = errors.New("this sign-in was not begun in this browser, or too long ago")
	// ErrAway says that the provider could not be asked.
	ErrAway = errors.New("the provider of single sign-on cannot be reached")
	// ErrAnswer says that what the provider says cannot be believed.
	ErrAnswer = errors.New("the provider of single sign-on gave an answer that cannot be believed")
)

// Lasts is how long somebody may take at the provider.
const Lasts = 10 * time.Minute

const (
	patience = 10 * time.Second // for one answer of the provider
	again    = 5 * time.Second  // after a failure
)

// Options of New. All but Secret must be set.
type Options struct {
	Issuer, ClientID string
	Secret           string // "": a public client
	Redirect         string // the address that the provider sends browsers back to
	Key              []byte // 32 bytes that all nodes share
}

// Provider is one provider.
type Provider struct {
	Options
	seal   cipher.AEAD
	client *http.Client

	mu     sync.Mutex
	found  *oidc.Provider
	failed time.Time
	asking chan struct{} // closed when the provider's description is there, or is not; nil: nobody asks for it
}

// Wish is what somebody began a sign-in for.
type Wish struct {
	Return string `json:"r,omitempty"` // a path of ours
	Link   string `json:"l,omitempty"` // the id of the signed-in person who wants to sign in this way from now on
	Invite string `json:"i,omitempty"` // the secret of an invitation
}

// Who is what the provider says of somebody.
type Who struct {
	Issuer, Subject string
	Name, Email     string
	Verified        bool // the provider says that the address is theirs
}

// pending is what a browser keeps, sealed, while it is at the provider.
type pending struct {
	Wish
	State    string `json:"s"`
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
	Expires  int64  `json:"e"` // milliseconds since 1970 UTC
}

// New returns a provider that nobody has been asked about yet.
func New(o Options) (*Provider, error) {
	block, err := aes.NewCipher(o.Key)
	if err != nil {
		return nil, err
	}
	seal, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Timeout: patience, Transport: http.DefaultTransport.(*http.Transport).Clone()}
	return &Provider{Options: o, seal: seal, client: client}, nil
}

// Begin returns the address that a browser is to open and what it is to keep until it comes back. It is ErrAway if the
// provider is.
func (p *Provider) Begin(ctx context.Context, wish Wish) (address, kept string, err error) {
	_, config, err := p.provider(ctx)
	if err != nil {
		return "", "", err
	}
	begun := pending{Wish: wish, State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Expires: time.Now().Add(Lasts).UnixMilli()}
	plain, err := json.Marshal(begun)
	if err != nil {
		return "", "", err
	}
	nonce := make([]byte, p.seal.NonceSize())
	rand.Read(nonce)
	kept = base64.RawURLEncoding.EncodeToString(p.seal.Seal(nonce, nonce, plain, nil))
	return config.AuthCodeURL(begun.State, oidc.Nonce(begun.Nonce), oauth2.S256ChallengeOption(begun.Verifier)), kept, nil
}

// Begun is what a browser that comes back began, if the state that it brings is that of what it kept; else ErrState.
func (p *Provider) Begun(kept, state string) (Wish, error) {
	begun, err := p.open(kept, state)
	return begun.Wish, err
}

// Finish asks the provider who came back with a code: ErrState, ErrAway or ErrAnswer.
func (p *Provider) Finish(ctx context.Context, kept, state, code string) (Who, error) {
	begun, err := p.open(kept, state)
	if err != nil {
		return Who{}, err
	}
	provider, config, err := p.provider(ctx)
	if err != nil {
		return Who{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(begun.Verifier))
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok && refused.Response.StatusCode < 500 {
		return Who{}, fmt.Errorf("%w: the code was refused (%s)", ErrAnswer, known(refused.ErrorCode))
	}
	if err != nil {
		return Who{}, fmt.Errorf("%w: it did not take the code", ErrAway)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: p.ClientID}).Verify(ctx, raw)
	if err != nil {
		return Who{}, fmt.Errorf("%w: %v", ErrAnswer, err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(begun.Nonce)) != 1 {
		return Who{}, fmt.Errorf("%w: it is for another sign-in", ErrAnswer)
	}
	var said claims
	if err := id.Claims(&said); err != nil {
		return Who{}, fmt.Errorf("%w: its claims cannot be read", ErrAnswer)
	}
	if (said.Email == "" || said.Verified == nil) && provider.UserInfoEndpoint() != "" { // some say it there alone
		if info, err := provider.UserInfo(ctx, config.TokenSource(ctx, token)); err == nil && info.Subject == id.Subject {
			var more claims
			if info.Claims(&more) == nil {
				if more.Email != "" {
					said.Email, said.Verified = more.Email, more.Verified
				}
				if said.name() == "" {
					said = claims{Email: said.Email, Verified: said.Verified, Name: more.Name, Given: more.Given, Family: more.Family, Preferred: more.Preferred}
				}
			}
		}
	}
	return Who{Issuer: id.Issuer, Subject: id.Subject, Name: said.name(), Email: said.Email, Verified: said.Verified != nil && bool(*said.Verified)}, nil
}

// claims are those that we read.
type claims struct {
	Email     string `json:"email"`
	Verified  *truth `json:"email_verified"` // nil: it is not said
	Name      string `json:"name"`
	Given     string `json:"given_name"`
	Family    string `json:"family_name"`
	Preferred string `json:"preferred_username"`
}

func (c claims) name() string {
	if c.Name != "" {
		return c.Name
	}
	if both := strings.TrimSpace(c.Given + " " + c.Family); both != "" {
		return both
	}
	name, _, _ := strings.Cut(c.Preferred, "@")
	return name
}

// truth is a boolean that some providers write as a string.
type truth bool

// UnmarshalJSON takes nothing but true and "true" for yes.
func (t *truth) UnmarshalJSON(b []byte) error {
	*t = string(b) == "true" || string(b) == `"true"`
	return nil
}

func (p *Provider) open(kept, state string) (begun pending, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(kept)
	if err != nil || len(sealed) < p.seal.NonceSize() {
		return pending{}, ErrState
	}
	plain, err := p.seal.Open(nil, sealed[:p.seal.NonceSize()], sealed[p.seal.NonceSize():], nil)
	if err != nil || json.Unmarshal(plain, &begun) != nil {
		return pending{}, ErrState
	}
	if begun.State == "" || subtle.ConstantTimeCompare([]byte(begun.State), []byte(state)) != 1 || time.Now().UnixMilli() > begun.Expires {
		return pending{}, ErrState
	}
	return begun, nil
}

// provider returns the provider's description, which is asked for until it is had: by one at a time, for whom others wait as long
// as they like.
func (p *Provider) provider(ctx context.Context) (*oidc.Provider, *oauth2.Config, error) {
	for {
		p.mu.Lock()
		if p.found != nil {
			defer p.mu.Unlock()
			return p.found, p.config(), nil
		}
		if time.Since(p.failed) < again {
			p.mu.Unlock()
			return nil, nil, ErrAway
		}
		if done := p.asking; done != nil {
			p.mu.Unlock()
			select {
			case <-done:
				continue
			case <-ctx.Done():
				return nil, nil, fmt.Errorf("%w: %v", ErrAway, ctx.Err())
			}
		}
		done := make(chan struct{})
		p.asking = done
		p.mu.Unlock()
		// Its keys are fetched later on by the same client, so that no request's context may be in it.
		found, err := oidc.NewProvider(oidc.ClientContext(context.Background(), p.client), p.Issuer)
		p.mu.Lock()
		p.asking = nil
		close(done)
		if err != nil {
			p.failed = time.Now()
			p.mu.Unlock()
			return nil, nil, fmt.Errorf("%w: %v", ErrAway, err)
		}
		p.found = found
		p.mu.Unlock()
	}
}

// config is how the provider is asked.
func (p *Provider) config() *oauth2.Config {
	endpoint := p.found.Endpoint()
	var how struct {
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	p.found.Claims(&how) // none says that it takes the header
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if p.Secret == "" || how.Methods != nil && !slices.Contains(how.Methods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &oauth2.Config{ClientID: p.ClientID, ClientSecret: p.Secret, Endpoint: endpoint, RedirectURL: p.Redirect, Scopes: []string{oidc.ScopeOpenID, "profile", "email"}}
}

// known is an error code of OAuth, or "another reason": what a provider writes is not repeated.
func known(code string) string {
	if slices.Contains([]string{"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope"}, code) {
		return code
	}
	return "another reason"
}
