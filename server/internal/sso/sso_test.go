package sso_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"feltboard/server/internal/sso"
)

// fake is a provider that says what a test wants it to: of one person, in the token and when it is asked about them.
type fake struct {
	*httptest.Server
	key         *rsa.PrivateKey
	nonce       string
	token, info map[string]any
	slow        chan struct{} // until it is closed nothing is said of the provider itself; nil: at once
	asked       chan bool     // told when that is asked for
}

func newFake(t *testing.T) *fake {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{key: key}
	mux := http.NewServeMux()
	says := func(path string, what func() any) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			json.NewEncoder(w).Encode(what())
		})
	}
	says("/.well-known/openid-configuration", func() any {
		if f.slow != nil {
			f.asked <- true
			<-f.slow
		}
		return map[string]any{
			"issuer": f.URL, "authorization_endpoint": f.URL + "/auth", "token_endpoint": f.URL + "/token", "userinfo_endpoint": f.URL + "/me", "jwks_uri": f.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256"},
		}
	})
	b64 := base64.RawURLEncoding.EncodeToString
	says("/keys", func() any {
		return map[string]any{"keys": []any{map[string]any{
			"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": b64(key.N.Bytes()), "e": b64(big.NewInt(int64(key.E)).Bytes()),
		}}}
	})
	says("/me", func() any { return f.info })
	says("/token", func() any {
		claims := map[string]any{"iss": f.URL, "aud": "felt", "sub": "ada", "nonce": f.nonce, "exp": time.Now().Add(time.Minute).Unix(), "iat": time.Now().Unix()}
		for name, value := range f.token {
			claims[name] = value
		}
		body, _ := json.Marshal(claims)
		signed := b64([]byte(`{"alg":"RS256","kid":"1"}`)) + "." + b64(body)
		sum := sha256.Sum256([]byte(signed))
		mark, _ := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
		return map[string]any{"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": signed + "." + b64(mark)}
	})
	f.Server = httptest.NewServer(mux)
	t.Cleanup(f.Close)
	return f
}

func (f *fake) provider(t *testing.T) *sso.Provider {
	t.Helper()
	p, err := sso.New(sso.Options{Issuer: f.URL, ClientID: "felt", Redirect: "http://localhost/back", Key: make([]byte, 32)})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// where the token does not say whether the address is verified, the provider is asked; of nobody else, and of no other address.
func TestWhetherAnAddressIsVerified(t *testing.T) {
	f := newFake(t)
	p := f.provider(t)
	const email = "ada@example.com"
	for what, c := range map[string]struct {
		token, info map[string]any
		want        bool
	}{
		"the token says so":           {map[string]any{"email": email, "email_verified": true}, map[string]any{"sub": "ada", "email": email, "email_verified": false}, true},
		"as a text":                   {map[string]any{"email": email, "email_verified": "true"}, nil, true},
		"the token says no":           {map[string]any{"email": email, "email_verified": false}, map[string]any{"sub": "ada", "email": email, "email_verified": true}, false},
		"it says so when it is asked": {map[string]any{"email": email}, map[string]any{"sub": "ada", "email": email, "email_verified": true}, true},
		"it has the address there":    {nil, map[string]any{"sub": "ada", "email": email, "email_verified": true}, true},
		"nobody says so":              {map[string]any{"email": email}, map[string]any{"sub": "ada", "email": email}, false},
		"it says so of somebody else": {map[string]any{"email": email}, map[string]any{"sub": "eve", "email": email, "email_verified": true}, false},
		"it says so of no address":    {map[string]any{"email": email}, map[string]any{"sub": "ada", "email_verified": true}, false},
	} {
		t.Run(what, func(t *testing.T) {
			f.token, f.info = c.token, c.info
			address, kept, err := p.Begin(t.Context(), sso.Wish{})
			if err != nil {
				t.Fatal(err)
			}
			u, _ := url.Parse(address)
			f.nonce = u.Query().Get("nonce")
			who, err := p.Finish(t.Context(), kept, u.Query().Get("state"), "code")
			if err != nil || who.Subject != "ada" || who.Email != email || who.Verified != c.want {
				t.Errorf("they are %+v, %v", who, err)
			}
		})
	}
}

// while the provider takes its time, nobody waits for it who has gone.
func TestNobodyWaitsForLong(t *testing.T) {
	f := newFake(t)
	f.slow, f.asked = make(chan struct{}), make(chan bool, 1)
	p := f.provider(t)
	first := make(chan error)
	go func() {
		_, _, err := p.Begin(t.Context(), sso.Wish{})
		first <- err
	}()
	<-f.asked
	ctx, cancel := context.WithCancel(t.Context())
	second := make(chan error)
	go func() {
		_, _, err := p.Begin(ctx, sso.Wish{})
		second <- err
	}()
	cancel()
	select {
	case err := <-second:
		if !errors.Is(err, sso.ErrAway) {
			t.Errorf("who has gone: %v", err)
		}
		close(f.slow)
		if err := <-first; err != nil {
			t.Errorf("who waits: %v", err)
		}
	case err := <-first:
		t.Errorf("%v before the provider said anything", err)
	}
}
