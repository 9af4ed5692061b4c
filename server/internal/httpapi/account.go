package httpapi

import (
	"context"
	"errors"
	"net/http"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

// selfBody is a person as they see themselves.
type selfBody struct {
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	Email    string            `json:"email" doc:"Empty: they cannot sign in with a password."`
	Role     accounts.Standing `json:"role" enum:"owner,member"`
	Password bool              `json:"password" doc:"Whether they have one."`
	SSO      bool              `json:"sso" doc:"Whether they sign in by the provider."`
}

type accountIn struct {
	Body struct {
		Name  string `json:"name" minLength:"1" maxLength:"200"`
		Email string `json:"email" maxLength:"254"`

		Password string `json:"password,omitempty" maxLength:"256" doc:"One's own, for another address; where there is one."`
	}
}

type accountOut struct{ Body selfBody }

type passwordIn struct {
	Body struct {
		Old string `json:"old,omitempty" maxLength:"256" doc:"The password so far, if there is one."`
		New string `json:"new" maxLength:"256" doc:"At least 8 characters."`
	}
}

type placesOut struct {
	Body []placeBody `nullable:"false"`
}

type placeBody struct {
	ID        string `json:"id"`
	Current   bool   `json:"current" doc:"Whether it is this browser."`
	CreatedAt int64  `json:"created_at" doc:"Milliseconds since 1970 UTC."`
	SeenAt    int64  `json:"seen_at" doc:"Milliseconds since 1970 UTC, give or take ten minutes."`
	Agent     string `json:"agent" doc:"Browser and system, like “Firefox, Linux”; empty if unknown."`
}

type placeIn struct {
	ID string `path:"session" maxLength:"64"`
}

var (
	errTaken       = fail(Conflict, "email", "Somebody else here has this e-mail address. If that is you, sign in with it instead.")
	errOwnPassword = fail(BadValue, "password", "Another e-mail address needs your password.")
)

// account is what somebody does with their own account.
func (a *api) account(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/account", "change-account", "Change one's name and e-mail address."), a.changeAccount)
	change := operation(http.MethodPost, "/api/v1/account/password", "set-password", "Set one's password. All other browsers are signed out, and this one gets a new token.")
	change.DefaultStatus = http.StatusNoContent
	huma.Register(h, change, a.setPassword)
	huma.Register(h, operation(http.MethodGet, "/api/v1/account/sessions", "list-sessions", "Where one is signed in."), a.listPlaces)
	apart := operation(http.MethodDelete, "/api/v1/account/sso", "unlink-sso", "Sign in by the password alone from now on; for who has one.")
	apart.DefaultStatus = http.StatusNoContent
	huma.Register(h, apart, a.disconnect)
	end := operation(http.MethodDelete, "/api/v1/account/sessions/{session}", "end-session", "Sign another browser out, or this one. What is open there closes within two seconds.")
	end.DefaultStatus = http.StatusNoContent
	huma.Register(h, end, a.endPlace)
}

func selfOf(p accounts.Person) selfBody {
	return selfBody{p.ID, p.Name, p.Email, p.Standing, p.Password, p.SSO}
}

// mail reads an e-mail address that may be left out.
func mail(written string) (string, error) {
	if written == "" {
		return "", nil
	}
	email, ok := accounts.FoldEmail(written)
	if !ok {
		return "", fail(BadValue, "email", "This is no e-mail address. It looks like ada@example.com.")
	}
	return email, nil
}

func (a *api) changeAccount(ctx context.Context, in *accountIn) (*accountOut, error) {
	me, err := a.signedIn(ctx)
	if err != nil {
		return nil, err
	}
	name, ok := boards.CleanName(in.Body.Name)
	if !ok || name == "" {
		return nil, errName
	}
	email, err := mail(in.Body.Email)
	if err != nil {
		return nil, err
	}
	if email == "" && me.Password {
		return nil, fail(BadValue, "email", "You sign in with it: an account with a password has an e-mail address.")
	}
	at := visitOf(ctx)
	change := func() error {
		return a.asking("p "+me.ID, func() error { return a.Accounts.Rename(ctx, at.session, name, email, in.Body.Password) })
	}
	if me.Password && email != me.Email {
		if in.Body.Password == "" {
			return nil, errOwnPassword
		}
		err = a.doors.pass(at.addr, me.Email, at.session.Browser, change)
	} else {
		err = change()
	}
	switch {
	case errors.Is(err, accounts.ErrEmailTaken):
		return nil, errTaken
	case errors.Is(err, accounts.ErrBadPassword):
		return nil, errOwnPassword
	case err != nil:
		return nil, a.refusal("change an account", err)
	}
	if me, err = a.signedIn(ctx); err != nil {
		return nil, err
	}
	return &accountOut{selfOf(me)}, nil
}

// takenTries is how often who asks is told at once that an address is somebody's.
const takenTries = 10

// asking calls do, whose ErrEmailTaken tells who has an account: few times in a while for who asks, by what they ask with.
func (a *api) asking(by string, do func() error) error {
	if wait, ok := a.taken.try(by); !ok {
		return tooMany(wait)
	}
	err := do()
	if !errors.Is(err, accounts.ErrEmailTaken) {
		a.taken.back(by)
	}
	return err
}

func (a *api) setPassword(ctx context.Context, in *passwordIn) (*signedOut, error) {
	me, err := a.signedIn(ctx)
	if err != nil {
		return nil, err
	}
	if wrong := accounts.GoodPassword(in.Body.New, me.Email); wrong != "" {
		return nil, fail(BadValue, "new", wrong)
	}
	at := visitOf(ctx)
	var token string
	var gone []string
	err = a.doors.pass(at.addr, me.Email, at.session.Browser, func() (err error) {
		token, gone, err = a.Accounts.SetPassword(ctx, at.session, in.Body.Old, in.Body.New, at.agent)
		return err
	})
	switch {
	case errors.Is(err, accounts.ErrBadPassword):
		return nil, fail(BadValue, "old", "This is not your password so far.")
	case errors.Is(err, accounts.ErrNoEmail):
		return nil, fail(Conflict, "email", "Add your e-mail address first: you sign in with both.")
	case err != nil:
		return nil, a.refusal("set a password", err)
	}
	a.leave(gone...)
	return &signedOut{[]http.Cookie{a.cookie.set(token)}}, nil
}

func (a *api) disconnect(ctx context.Context, _ *struct{}) (*struct{}, error) {
	if _, err := a.signedIn(ctx); err != nil {
		return nil, err
	}
	err := a.Accounts.Disconnect(ctx, visitOf(ctx).session)
	if errors.Is(err, accounts.ErrBadPassword) {
		return nil, fail(Conflict, "", "Set a password first: you would have no way to sign in.")
	}
	if err != nil {
		return nil, a.refusal("disconnect the provider", err)
	}
	return nil, nil
}

func (a *api) listPlaces(ctx context.Context, _ *struct{}) (*placesOut, error) {
	me, err := a.signedIn(ctx)
	if err != nil {
		return nil, err
	}
	all, err := a.Accounts.Places(ctx, me.ID)
	if err != nil {
		return nil, a.refusal("list sessions", err)
	}
	out, here := &placesOut{}, visitOf(ctx).session.Browser
	for _, p := range all {
		out.Body = append(out.Body, placeBody{p.Browser, p.Browser == here, p.Created, p.Seen, p.Agent})
	}
	return out, nil
}

func (a *api) endPlace(ctx context.Context, in *placeIn) (*signedOut, error) {
	me, err := a.signedIn(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.Accounts.SignOut(ctx, me.ID, in.ID); errors.Is(err, accounts.ErrNoSession) {
		return nil, fail(NotFound, "", "This session has ended already.")
	} else if err != nil {
		return nil, a.refusal("end a session", err)
	}
	a.leave(in.ID)
	if in.ID == visitOf(ctx).session.Browser {
		return &signedOut{[]http.Cookie{a.cookie.end()}}, nil
	}
	return &signedOut{}, nil
}
