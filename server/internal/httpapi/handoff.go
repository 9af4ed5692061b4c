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

type handOut struct {
	Body struct {
		URL       string `json:"url" doc:"Opens the board as the same person, once. The page adds what it keeps of its own after a dot."`
		ExpiresAt int64  `json:"expires_at" doc:"Milliseconds since 1970 UTC."`
	}
}

type handLookIn struct {
	Body struct {
		Key string `json:"key" maxLength:"64" doc:"The fragment's part before the dot."`
	}
}

type handLookOut struct {
	Body struct {
		Board string      `json:"board"`
		Title string      `json:"title"`
		As    string      `json:"as" doc:"The pseudonym of whom you would be there: P1, T2 …"`
		Name  string      `json:"name" doc:"Their name; may be empty."`
		Role  boards.Role `json:"role"`
		Here  *hereNow    `json:"here,omitempty" doc:"Whom you are there now, if that is somebody else."`
	}
}

type hereNow struct {
	As    string `json:"as"`
	Name  string `json:"name"`
	Stays bool   `json:"stays" doc:"You are signed in as them, and stay who you are."`
}

type handIn struct {
	Body struct {
		Key     string `json:"key" maxLength:"64" doc:"The fragment's part before the dot."`
		Replace bool   `json:"replace,omitempty" doc:"Also if you are somebody else there now, and will not be any more."`
	}
}

type handedOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		Board  string      `json:"board"`
		Member string      `json:"member"`
		Role   boards.Role `json:"role"`
	}
}

var errBadHand = fail(NotFound, "key", "This code has been used, or is too old. Make a new one on the other device.")

var errSeated = fail(Conflict, "key", "You are somebody else on this board already.")

// handoffs make one person of two browsers.
func (a *api) handoffs(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/handoff", "make-handoff", "An address that opens the board on another device as the same person, once and within ten minutes; an earlier one ends."), a.handOff)
	huma.Register(h, operation(http.MethodPost, "/api/handoff/look", "look-at-handoff", "Who made the hand-off, and on which board. It is not used up."), a.lookAtHand)
	huma.Register(h, operation(http.MethodPost, "/api/handoff", "use-handoff", "Become who made the hand-off, on their board."), a.handOver)
}

// HandURL is the address that hands a board over to another device, with the secret in the fragment.
func HandURL(base *url.URL, secret string) string {
	return base.JoinPath("hand").String() + "#k=" + secret
}

func (a *api) handOff(ctx context.Context, in *BoardPath) (*handOut, error) {
	seat, _, err := a.seat(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.act("handoff", in.ID, seat.Member, costOfHandoff); err != nil {
		return nil, err
	}
	secret, expires, err := a.Accounts.HandOff(ctx, visitOf(ctx).session, seat)
	if err != nil {
		return nil, a.refusal("hand off", err)
	}
	a.tally(ctx, accounts.Event{Board: in.ID, Member: seat.Member, Act: "handoff_made", Outcome: "ok"})
	out := &handOut{}
	out.Body.URL, out.Body.ExpiresAt = HandURL(a.Base, secret), expires
	return out, nil
}

func (a *api) lookAtHand(ctx context.Context, in *handLookIn) (*handLookOut, error) {
	at := visitOf(ctx)
	seat, err := a.handed(ctx, in.Body.Key)
	if err != nil {
		return nil, a.refusal("look at a hand-off", err)
	}
	now, err := a.Accounts.Seat(ctx, at.session, seat.Board)
	revoked := errors.Is(err, accounts.ErrRevoked)
	if err != nil && !revoked && !errors.Is(err, accounts.ErrNoSeat) {
		return nil, a.refusal("look up a seat", err)
	}
	out := &handLookOut{}
	out.Body.Board = seat.Board
	err = a.Live.Read(ctx, seat.Board, func(s *boards.State) {
		if b := s.Record(seat.Board); b != nil {
			out.Body.Title = b.Str("title")
		}
		out.Body.As, out.Body.Name = called(s, seat.Member)
		out.Body.Role = s.Role(seat.Member)
		if now.Member != "" && now.Member != seat.Member {
			here := &hereNow{Stays: at.session.Person != "" && !revoked}
			here.As, here.Name = called(s, now.Member)
			out.Body.Here = here
		}
	})
	if err != nil {
		return nil, a.refusal("read a board", err)
	}
	if out.Body.Role == boards.NoRole { // removed meanwhile
		return nil, errBadHand
	}
	return out, nil
}

// handed returns the seat that a hand-off gives; a key that gives none counts as a try.
func (a *api) handed(ctx context.Context, key string) (seat accounts.Seat, err error) {
	err = a.guesses.look(visitOf(ctx).addr, key, accounts.ErrBadHand, func() (err error) {
		seat, err = a.Accounts.Handed(ctx, key)
		return err
	})
	return seat, err
}

// called returns a member's pseudonym and name.
func called(s *boards.State, member string) (as, name string) {
	if m := s.Record(member); m != nil {
		return m.Str("pseudonym"), m.Str("name")
	}
	return "", ""
}

func (a *api) handOver(ctx context.Context, in *handIn) (*handedOut, error) {
	at := visitOf(ctx)
	if _, err := a.handed(ctx, in.Body.Key); err != nil { // before anything is written
		return nil, a.refusal("hand over", err)
	}
	seat, token, err := a.Accounts.HandOver(ctx, at.session, in.Body.Key, in.Body.Replace)
	if err != nil {
		return nil, a.refusal("hand over", err)
	}
	a.tally(ctx, accounts.Event{Board: seat.Board, Member: seat.Member, Act: "handoff_used", Outcome: "ok"})
	out := &handedOut{SetCookie: []http.Cookie{a.cookie.set(token)}}
	out.Body.Board, out.Body.Member = seat.Board, seat.Member
	if err := a.Live.Read(ctx, seat.Board, func(s *boards.State) { out.Body.Role = standing(s, seat.Member) }); err != nil {
		return nil, a.refusal("read a board", err)
	}
	return out, nil
}
