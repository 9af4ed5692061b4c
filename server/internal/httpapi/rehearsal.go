package httpapi

import (
	"context"
	"net/http"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

type rehearsalOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		ID string `json:"id" doc:"The board to try it out on; who asked runs it."`
	}
}

// noExport is said of a rehearsal that somebody wants to take away.
const noExport = "This is a rehearsal: nothing on it is real, so there is nothing to export."

// Rehearses says whether a view is of a board that somebody only tries a session out on.
func Rehearses(v boards.View) bool {
	for _, r := range v.Shared {
		if r.Type == "board" && r.F["rehearsal"] == true {
			return true
		}
	}
	return false
}

// sessionsToCome are what is done before a session, and what is told of the one before it.
func (a *api) sessionsToCome(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/rehearsal", "rehearse", "Make a board to try this one's session out on, with made-up people and notes. This one stays as it is."), a.rehearse)
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/since", "since", "What became of what was promised in the session before; empty where there was none."), a.since)
}

func (a *api) rehearse(ctx context.Context, in *BoardPath) (*rehearsalOut, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	at := visitOf(ctx)
	if wait, ok := a.creations.take(at.addr); !ok {
		return nil, tooMany(wait)
	}
	t, err := a.templateOf(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	host, self, err := a.host(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	owner := boards.Join{Member: uuid.NewString(), Name: host.Name, Role: boards.Facilitator, Draw: draw()}
	r := boards.Rehearsal{Template: t, Hosts: []boards.Join{owner}, NewID: uuid.NewString, Draw: draw}
	r.Board.ID = uuid.NewString()
	creator := owner.Member
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) {
		b := s.Record(in.ID)
		r.Board.Title, r.Board.Goal, r.Board.Lang = r.Title(b.Str("title")), b.Str("goal"), b.Str("lang")
		if !self { // the host is there, too, as on all boards
			creator = uuid.NewString()
			r.Hosts = append(r.Hosts, boards.Join{Member: creator, Name: s.Record(seat.Member).Str("name"), Role: boards.Facilitator, Draw: draw()})
		}
	}); err != nil {
		return nil, a.refusal("read a board", err)
	}
	ops, err := r.Ops()
	if err != nil {
		return nil, a.refusal("make a rehearsal", err)
	}
	if err := a.Live.Create(ctx, r.Board.ID, ops); err != nil {
		return nil, a.refusal("make a rehearsal", err)
	}
	secrets, err := a.Accounts.Host(ctx, r.Board.ID, host.ID, owner.Member, rolesFor(t)...)
	if err != nil {
		return nil, a.refusal("make a rehearsal's links", err)
	}
	out := &rehearsalOut{}
	out.Body.ID = r.Board.ID
	if self {
		return out, nil
	}
	token, err := a.sit(ctx, at.session, r.Board.ID, creator, secrets[boards.Team])
	if err != nil {
		return nil, a.refusal("take a seat", err)
	}
	out.SetCookie = []http.Cookie{a.cookie.set(token)}
	return out, nil
}

// sit gives a session the seat of a member by the secret of a link.
func (a *api) sit(ctx context.Context, session accounts.Session, board, member, secret string) (token string, err error) {
	link, err := a.Accounts.Check(ctx, board, secret)
	if err != nil {
		return "", err
	}
	_, token, err = a.Accounts.Take(ctx, session, link, member, a.Limits.JoinsPerLink)
	return token, err
}
