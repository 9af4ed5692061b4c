package httpapi

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

type personsOut struct {
	Body []personBody `nullable:"false"`
}

type personBody struct {
	selfBody
	Boards    int    `json:"boards" doc:"How many they host."`
	CreatedAt int64  `json:"created_at" doc:"Milliseconds since 1970 UTC."`
	Invited   string `json:"invited" doc:"The name of who invited them; empty if nobody did."`
}

// WorkPath names a person of the workspace.
type WorkPath struct {
	Person string `path:"person" maxLength:"64" doc:"The person's id."`
}

type standIn struct {
	WorkPath
	Body struct {
		Role string `json:"role" enum:"owner,member"`
	}
}

type renewOut struct {
	Body struct {
		URL       string `json:"url" doc:"Works once. Shown once; another one can be made."`
		ExpiresAt int64  `json:"expires_at" doc:"Milliseconds since 1970 UTC."`
	}
}

var (
	errNoPerson  = fail(NotFound, "", "This person is not here, or not any more.")
	errLastOwner = fail(Conflict, "", "This is the only owner. Make somebody else an owner first.")
)

// persons are who may sign in; its owners say who.
func (a *api) persons(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/people", "list-people", "Everybody who may sign in; for owners."), a.listPersons)
	stand := operation(http.MethodPost, "/api/v1/people/{person}", "change-person", "Make somebody an owner, or a member.")
	stand.DefaultStatus = http.StatusNoContent
	huma.Register(h, stand, a.stand)
	huma.Register(h, operation(http.MethodPost, "/api/v1/people/{person}/link", "renew-password", "Make a link by which somebody who forgot their password sets another, once and within a day. They are then signed out everywhere else."), a.renew)
	gone := operation(http.MethodDelete, "/api/v1/people/{person}", "end-person", "Remove somebody: they are signed out everywhere, and the boards they host become those of who asks.")
	gone.DefaultStatus = http.StatusNoContent
	huma.Register(h, gone, a.endPerson)
}

func (a *api) listPersons(ctx context.Context, _ *struct{}) (*personsOut, error) {
	if _, err := a.owner(ctx); err != nil {
		return nil, err
	}
	all, err := a.Accounts.People(ctx)
	if err != nil {
		return nil, a.refusal("list people", err)
	}
	out := &personsOut{}
	for _, p := range all {
		out.Body = append(out.Body, personBody{selfOf(p), p.Boards, p.Created, p.Inviter})
	}
	return out, nil
}

func (a *api) stand(ctx context.Context, in *standIn) (*struct{}, error) {
	me, err := a.owner(ctx)
	if err != nil {
		return nil, err
	}
	return nil, a.unpersoned("change a person", a.Accounts.Stand(ctx, in.Person, accounts.Standing(in.Body.Role), me.ID))
}

func (a *api) renew(ctx context.Context, in *WorkPath) (*renewOut, error) {
	me, err := a.owner(ctx)
	if err != nil {
		return nil, err
	}
	secret, expires, err := a.Accounts.Renew(ctx, in.Person, me.ID)
	if err != nil {
		return nil, a.unpersoned("make a link for a new password", err)
	}
	out := &renewOut{}
	out.Body.URL, out.Body.ExpiresAt = InviteURL(a.Base, secret), expires
	return out, nil
}

func (a *api) endPerson(ctx context.Context, in *WorkPath) (*signedOut, error) {
	me, err := a.owner(ctx)
	if err != nil {
		return nil, err
	}
	browsers, err := a.Accounts.Remove(ctx, in.Person, me.ID)
	if err != nil {
		return nil, a.unpersoned("remove a person", err)
	}
	a.leave(browsers...)
	if in.Person == me.ID { // another owner inherits when they next look at their boards
		return &signedOut{[]http.Cookie{a.cookie.end()}}, nil
	}
	a.inherit(context.WithoutCancel(ctx), me)
	return &signedOut{}, nil
}

func (a *api) unpersoned(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, accounts.ErrNoPerson):
		return errNoPerson
	case errors.Is(err, accounts.ErrLastOwner):
		return errLastOwner
	}
	return a.refusal(doing, err)
}

// inherit makes an owner the host of the boards whose hosts were removed. What fails is done the next time: each board has the
// heir in it, under one id however often that is begun, before it is theirs.
func (a *api) inherit(ctx context.Context, heir accounts.Person) {
	orphans, err := a.Accounts.Orphans(ctx)
	for board, before := range orphans {
		if one := a.inheritOne(ctx, heir, board, before); one != nil {
			a.log.Error("inherit a board", "board", board, "err", one)
		}
	}
	if err != nil {
		a.log.Error("look for boards without a host", "err", err)
	}
}

func (a *api) inheritOne(ctx context.Context, heir accounts.Person, board, before string) error {
	seat, err := a.Accounts.Seat(ctx, visitOf(ctx).session, board)
	if errors.Is(err, accounts.ErrNoSeat) {
		key, err := a.Accounts.Secret(ctx, "inherit") // so that nobody can take the id before
		if err != nil {
			return err
		}
		seat.Member = uuid.NewHash(sha256.New(), uuid.UUID(key[:16]), []byte(heir.ID+" "+board), 4).String()
	} else if err != nil && !errors.Is(err, accounts.ErrRevoked) {
		return err
	}
	err = a.Live.Do(ctx, board, func(s *boards.State) (ops []boards.Op, err error) {
		if s.Record(seat.Member) == nil {
			ops = boards.JoinOps(s, boards.Join{Member: seat.Member, Name: heir.Name, Role: boards.Facilitator, Draw: draw()})
		} else if s.Role(seat.Member) != boards.Facilitator {
			ops = append(ops, boards.Op{Kind: boards.Set, ID: seat.Member, F: map[string]any{"role": string(boards.Facilitator), "side": boards.Facilitator.Side()}})
		}
		if before != seat.Member && s.Role(before) != boards.NoRole {
			ops = append(ops, boards.Op{Kind: boards.Set, ID: before, F: map[string]any{"role": string(boards.NoRole)}})
		}
		return ops, nil
	})
	if err != nil {
		return err
	}
	return a.Accounts.Inherit(ctx, board, heir.ID, seat.Member)
}
