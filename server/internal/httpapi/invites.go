package httpapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
)

type inviteIn struct {
	Body struct {
		Role  string `json:"role" enum:"owner,member"`
		Email string `json:"email,omitempty" maxLength:"254" doc:"Whom it is for. Left out, it is for whoever has the link."`
	}
}

type invitedOut struct {
	Body struct {
		inviteBody
		URL string `json:"url" doc:"Works once. Shown once; another one can be made."`
	}
}

type inviteBody struct {
	ID        string            `json:"id"`
	Role      accounts.Standing `json:"role" enum:"owner,member"`
	Email     string            `json:"email" doc:"Empty: it is for whoever has the link."`
	By        string            `json:"by" doc:"The name of who made it."`
	CreatedAt int64             `json:"created_at" doc:"Milliseconds since 1970 UTC."`
	ExpiresAt int64             `json:"expires_at" doc:"Milliseconds since 1970 UTC."`
	Renew     string            `json:"renew" doc:"The name of the person whose password it sets anew; empty: it makes somebody a person."`
}

type invitesOut struct {
	Body []inviteBody `nullable:"false"`
}

type invitePath struct {
	ID string `path:"invite" maxLength:"64"`
}

type lookIn struct {
	Body struct {
		Token string `json:"token" maxLength:"64" doc:"The fragment of the invitation's link."`
	}
}

type lookOut struct {
	Body struct {
		Role  accounts.Standing `json:"role" enum:"owner,member"`
		Email string            `json:"email"`
		By    string            `json:"by"`
		Renew string            `json:"renew" doc:"The name of the person whose password it sets anew; empty: it makes somebody a person."`
	}
}

type acceptIn struct {
	Body struct {
		Token    string `json:"token" maxLength:"64"`
		Name     string `json:"name" minLength:"1" maxLength:"200"`
		Email    string `json:"email" maxLength:"254" doc:"The one that the invitation names, if it does."`
		Password string `json:"password" maxLength:"256" doc:"At least 8 characters."`
	}
}

var (
	errBadInvite = fail(NotFound, "token", "This invitation has been used, has ended or was taken back. Ask who sent it to you for a new one.")
	errInviteFor = fail(BadValue, "email", "This invitation is for another e-mail address.")
)

// invites are how people become members of the workspace.
func (a *api) invites(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/invites", "make-invite", "Make a link that makes one person a member or an owner, within seven days; for owners."), a.makeInvite)
	huma.Register(h, operation(http.MethodGet, "/api/v1/invites", "list-invites", "The invitations that work, those for a new password too, without their links; for owners."), a.listInvites)
	end := operation(http.MethodDelete, "/api/v1/invites/{invite}", "end-invite", "Take an invitation back.")
	end.DefaultStatus = http.StatusNoContent
	huma.Register(h, end, a.endInvite)
	huma.Register(h, operation(http.MethodPost, "/api/invite/look", "look-at-invite", "What an invitation is for; nothing is used up."), a.lookAtInvite)
	huma.Register(h, operation(http.MethodPost, "/api/invite", "accept-invite", "Become a person of this workspace, who signs in with a password; or set a new one, by a link that is for that."), a.acceptInvite)
}

// InviteURL is the address of an invitation.
func InviteURL(base *url.URL, token string) string {
	return base.JoinPath("invite").String() + "#k=" + token
}

func inviteOf(i accounts.Invite) inviteBody {
	return inviteBody{i.ID, i.Standing, i.Email, i.By, i.Created, i.Expires, i.Renewed}
}

func (a *api) makeInvite(ctx context.Context, in *inviteIn) (*invitedOut, error) {
	me, err := a.owner(ctx)
	if err != nil {
		return nil, err
	}
	email, err := mail(in.Body.Email)
	if err != nil {
		return nil, err
	}
	invite, secret, err := a.Accounts.MakeInvite(ctx, accounts.Standing(in.Body.Role), email, me.ID)
	switch {
	case errors.Is(err, accounts.ErrEmailTaken):
		return nil, fail(Conflict, "email", "Somebody here has this e-mail address already.")
	case errors.Is(err, accounts.ErrInvites):
		return nil, fail(Conflict, "", "There are as many open invitations as may be. Take some back first.")
	case err != nil:
		return nil, a.refusal("make an invitation", err)
	}
	out := &invitedOut{}
	out.Body.inviteBody, out.Body.URL = inviteOf(invite), InviteURL(a.Base, secret)
	return out, nil
}

func (a *api) listInvites(ctx context.Context, _ *struct{}) (*invitesOut, error) {
	if _, err := a.owner(ctx); err != nil {
		return nil, err
	}
	all, err := a.Accounts.Invites(ctx)
	if err != nil {
		return nil, a.refusal("list invitations", err)
	}
	out := &invitesOut{}
	for _, i := range all {
		out.Body = append(out.Body, inviteOf(i))
	}
	return out, nil
}

func (a *api) endInvite(ctx context.Context, in *invitePath) (*struct{}, error) {
	me, err := a.owner(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.Accounts.EndInvite(ctx, in.ID, me.ID); err != nil {
		return nil, a.refusal("end an invitation", err)
	}
	return nil, nil
}

// opening lets somebody try an invitation, unless too many were wrong from their address.
func (a *api) opening(ctx context.Context, token string, open func() error) error {
	err := a.guesses.look(visitOf(ctx).addr, token, accounts.ErrBadInvite, open)
	if errors.Is(err, accounts.ErrBadInvite) {
		a.tally(ctx, accounts.Event{Act: "sign_in_failed", Outcome: "invite"})
	}
	if err != nil {
		return a.refusal("open an invitation", err)
	}
	return nil
}

func (a *api) lookAtInvite(ctx context.Context, in *lookIn) (*lookOut, error) {
	out := &lookOut{}
	return out, a.opening(ctx, in.Body.Token, func() error {
		i, err := a.Accounts.Invite(ctx, in.Body.Token)
		out.Body.Role, out.Body.Email, out.Body.By = i.Standing, i.Email, i.By
		out.Body.Renew = i.Renewed
		return err
	})
}

func (a *api) acceptInvite(ctx context.Context, in *acceptIn) (*sessionOut, error) {
	name, ok := boards.CleanName(in.Body.Name)
	if !ok || name == "" {
		return nil, errName
	}
	email, ok := accounts.FoldEmail(in.Body.Email)
	if !ok {
		return nil, fail(BadValue, "email", "This is no e-mail address. It looks like ada@example.com.")
	}
	if wrong := accounts.GoodPassword(in.Body.Password, email); wrong != "" {
		return nil, fail(BadValue, "password", wrong)
	}
	at := visitOf(ctx)
	var fresh accounts.Session
	var token string
	var gone []string
	if err := a.opening(ctx, in.Body.Token, func() (err error) {
		return a.asking("i "+in.Body.Token, func() (err error) {
			fresh, token, gone, err = a.Accounts.Accept(ctx, in.Body.Token, name, email, in.Body.Password, at.session, at.agent)
			return err
		})
	}); err != nil {
		return nil, err
	}
	a.leave(gone...)
	a.moved(at.session, fresh)
	return a.home(ctx, email)(a.entered(ctx, fresh, token))
}
