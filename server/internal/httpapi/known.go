package httpapi

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// knownCookie says that an account was signed in to in this browser, by a password: wrong ones from elsewhere do not count for it
// . It opens nothing, tells nobody which account that was, and outlives the session.
func (a *api) knownCookie(value string) http.Cookie {
	c := a.cookie.set(value) // #nosec G124 -- set sets them
	c.Name = strings.TrimSuffix(c.Name, "s") + "known"
	return c
}

// home adds the cookie to an answer to who has signed in to an account by a password.
func (a *api) home(ctx context.Context, account string) func(*sessionOut, error) (*sessionOut, error) {
	return func(out *sessionOut, err error) (*sessionOut, error) {
		if err != nil {
			return nil, err
		}
		nonce := rand.Text()
		sum, err := a.knownSum(ctx, nonce, account)
		if err != nil {
			return nil, a.refusal("keep a browser in mind", err)
		}
		out.SetCookie = append(out.SetCookie, a.knownCookie(nonce+"."+sum))
		return out, nil
	}
}

// knows is what a browser is called in which an account was signed in to; "" for another one.
func (a *api) knows(ctx context.Context, account string) (by string, err error) {
	nonce, sum, _ := strings.Cut(visitOf(ctx).known, ".")
	if nonce == "" || account == "" {
		return "", nil
	}
	want, err := a.knownSum(ctx, nonce, account)
	if err != nil || !hmac.Equal([]byte(sum), []byte(want)) {
		return "", err
	}
	return nonce, nil
}

func (a *api) knownSum(ctx context.Context, nonce, account string) (string, error) {
	key, err := a.Accounts.Secret(ctx, "known")
	if err != nil {
		return "", err
	}
	m := hmac.New(sha256.New, key)
	m.Write([]byte(nonce + "." + account))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)), nil
}
