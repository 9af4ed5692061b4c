package httpapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"feltboard/boards"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/sso"

	"github.com/danielgtaylor/huma/v2"
)

type ssoIn struct {
	Body struct {
		Return string `json:"return,omitempty" maxLength:"512" doc:"A path of this server to come back to."`
		Link   bool   `json:"link,omitempty" doc:"For who is signed in: sign in this way from now on."`
		Invite string `json:"invite,omitempty" maxLength:"64" doc:"The fragment of an invitation's link."`
	}
}

type ssoOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		URL string `json:"url" doc:"Where the browser is to go."`
	}
}

// The reasons that a page is told by the fragment #sso=….
const (
	ssoState    = "state"    // not begun in this browser, or too long ago, or come back twice
	ssoDenied   = "denied"   // the provider, or the person there, said no
	ssoProvider = "provider" // it cannot be reached, or cannot be believed
	ssoUnknown  = "unknown"  // nobody has invited them
	ssoEmail    = "email"    // the invitation is for another address, or the provider has not verified it
	ssoInvite   = "invite"   // the invitation does not work any more
	ssoTaken    = "taken"    // somebody here has this address: sign in as them first, then connect on the account's page
	ssoLinked   = "linked"   // to connect: it is somebody else's way in
	ssoServer   = "server"   // a fault of ours
)

// singleSignOn is the door by the provider.
func (a *api) singleSignOn(mux *routes, h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/sso", "begin-sso", "Begin to sign in by the provider: an address to go to, and a cookie for the way back."), a.beginSSO)
	const path = "/api/sso/callback"
	mux.HandleFunc("GET "+path, a.endSSO) // a provider adds parameters of its own
	h.OpenAPI().AddOperation(&huma.Operation{
		Method: http.MethodGet, Path: path, OperationID: "end-sso", Summary: "Where the provider sends a browser back to. Without the cookie of its beginning it does nothing.",
		Parameters: []*huma.Param{
			{Name: "state", In: "query", Schema: &huma.Schema{Type: huma.TypeString}}, {Name: "code", In: "query", Schema: &huma.Schema{Type: huma.TypeString}},
			{Name: "error", In: "query", Schema: &huma.Schema{Type: huma.TypeString}},
		},
		Responses: map[string]*huma.Response{"302": {Description: "To the path that was asked for; or, if it failed, with the fragment #sso=REASON, to /sign-in where nobody is signed in."}},
	})
}

func (a *api) ssoCookie(value string, age int) http.Cookie {
	name := "sso"
	if a.cookie.secure {
		name = "__Host-sso"
	}
	return http.Cookie{Name: name, Value: value, Path: "/", MaxAge: age, Secure: a.cookie.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode} // #nosec G124 -- as for the session's
}

// ownPath says whether an address leads to a page of ours, however a browser reads it.
func ownPath(path string) bool {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || unicode.IsControl(r) || r == ' ' }) {
		return false
	}
	u, err := url.Parse(path)
	return err == nil && u.Scheme == "" && u.Host == "" && u.User == nil && !strings.HasPrefix(u.Path, "/api/") && !strings.HasPrefix(u.Path, "/ws/")
}

func (a *api) beginSSO(ctx context.Context, in *ssoIn) (*ssoOut, error) {
	if a.SSO == nil {
		return nil, errNoAddress
	}
	at := visitOf(ctx)
	if wait, ok := a.asked.take(at.addr); !ok {
		return nil, tooMany(wait)
	}
	wish := sso.Wish{Return: in.Body.Return, Invite: in.Body.Invite}
	if wish.Return == "" {
		wish.Return = "/"
	}
	if !ownPath(wish.Return) {
		return nil, fail(BadValue, "return", "This must be a path of this server, like /.")
	}
	if in.Body.Link {
		me, err := a.signedIn(ctx)
		if err != nil {
			return nil, err
		}
		wish.Link = me.ID
	}
	address, kept, err := a.SSO.Begin(ctx, wish)
	if errors.Is(err, sso.ErrAway) {
		a.log.Warn("single sign-on", "err", err)
		return nil, fail(Unavailable, "", "The sign-in service cannot be reached. Try again in a moment, or sign in with a password.")
	}
	if err != nil {
		return nil, a.refusal("begin single sign-on", err)
	}
	out := &ssoOut{SetCookie: []http.Cookie{a.ssoCookie(kept, int(sso.Lasts.Seconds()))}}
	out.Body.URL = address
	return out, nil
}

func (a *api) endSSO(w http.ResponseWriter, r *http.Request) {
	if a.SSO == nil {
		answer(w, errNoAddress)
		return
	}
	kept := ""
	if found := r.CookiesNamed(a.ssoCookie("", 0).Name); len(found) == 1 {
		kept = found[0].Value
	}
	q := r.URL.Query()
	wish, err := a.SSO.Begun(kept, q.Get("state"))
	if err != nil {
		to(w, "/sign-in#sso="+ssoState)
		return
	}
	gone := a.ssoCookie("", -1)
	http.SetCookie(w, &gone)
	ctx, at := r.Context(), visitOf(r.Context())
	token, reason := "", ""
	if err := a.Accounts.Spend(ctx, q.Get("state"), sso.Lasts); errors.Is(err, accounts.ErrSpent) {
		reason = ssoState
	} else if err != nil {
		a.refusal("note a sign-in", err)
		reason = ssoServer
	} else {
		token, reason = a.arrive(ctx, wish, kept, q)
	}
	if reason == "" {
		if token != "" {
			fresh := a.cookie.set(token)
			http.SetCookie(w, &fresh)
		}
		to(w, wish.Return)
		return
	}
	a.tally(ctx, accounts.Event{Member: wish.Link, Act: "sign_in_failed", Outcome: "sso " + reason})
	back := "/sign-in"
	if wish.Link != "" && at.session.Person == wish.Link {
		back, _, _ = strings.Cut(wish.Return, "#")
	}
	to(w, back+"#sso="+reason)
}

// to sends a browser to a path of ours.
func to(w http.ResponseWriter, path string) {
	w.Header().Set("Location", path)
	w.WriteHeader(http.StatusFound)
}

// arrive asks the provider who is back. Without a reason against it they are in; with a token, in a new session.
func (a *api) arrive(ctx context.Context, wish sso.Wish, kept string, q url.Values) (token, reason string) {
	if q.Get("error") != "" || q.Get("code") == "" {
		return "", ssoDenied
	}
	if iss := q.Get("iss"); iss != "" && iss != a.SSO.Issuer { // RFC 9207
		return "", ssoProvider
	}
	who, err := a.SSO.Finish(ctx, kept, q.Get("state"), q.Get("code"))
	if err != nil {
		a.log.Warn("single sign-on", "err", err)
		return "", ssoProvider
	}
	at := visitOf(ctx)
	known := accounts.Known{Issuer: who.Issuer, Subject: who.Subject}
	if known.Name, _ = boards.CleanName(who.Name); known.Name == "" {
		known.Name = "?"
	}
	if email, ok := accounts.FoldEmail(who.Email); ok && who.Verified {
		known.Email = email
		if known.Name == "?" {
			known.Name, _, _ = strings.Cut(email, "@")
			known.Name, _ = boards.CleanName(known.Name)
		}
	}
	if wish.Link != "" {
		if at.session.Person != wish.Link {
			return "", ssoState
		}
		return "", a.reason(a.Accounts.Connect(ctx, at.session, known), ssoLinked)
	}
	_, domain, _ := strings.Cut(known.Email, "@")
	free := domain != "" && slices.Contains(a.SSODomains, domain)
	fresh, token, err := a.Accounts.Arrive(ctx, known, wish.Invite, free, at.session, at.agent)
	if reason := a.reason(err, ssoTaken); reason != "" {
		return "", reason
	}
	a.moved(at.session, fresh)
	return token, ""
}

// reason is what a page is told of an error; taken is what ErrEmailTaken means.
func (a *api) reason(err error, taken string) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, accounts.ErrEmailTaken):
		return taken
	case errors.Is(err, accounts.ErrNoSession):
		return ssoState
	case errors.Is(err, accounts.ErrNotInvited):
		return ssoUnknown
	case errors.Is(err, accounts.ErrInviteFor):
		return ssoEmail
	case errors.Is(err, accounts.ErrBadInvite):
		return ssoInvite
	}
	a.refusal("single sign-on", err)
	return ssoServer
}
