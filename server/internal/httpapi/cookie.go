package httpapi

import (
	"net/http"

	"feltboard/server/internal/accounts"
)

// cookies carry a session's token. Over https the name begins with __Host-, so that no other host or path can plant one.
// Over plain HTTP (this machine, or a trial in one room) not every browser keeps such a cookie, so it has a plain name.
type cookies struct{ secure bool }

func (c cookies) name() string {
	if c.secure {
		return "__Host-s"
	}
	return "s"
}

// read returns the token that a request carries, or "". Two of them are none: one would have been planted.
func (c cookies) read(r *http.Request) string {
	if found := r.CookiesNamed(c.name()); len(found) == 1 {
		return found[0].Value
	}
	return ""
}

// end takes the session's cookie away.
func (c cookies) end() http.Cookie {
	gone := c.set("") // #nosec G124 -- set sets them
	gone.MaxAge = -1
	return gone
}

func (c cookies) set(token string) http.Cookie {
	return http.Cookie{ // #nosec G124 -- it is not secure over plain HTTP alone
		Name: c.name(), Value: token, Path: "/", MaxAge: int(accounts.Lifetime.Seconds()),
		Secure: c.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}
