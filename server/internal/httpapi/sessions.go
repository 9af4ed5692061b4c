package httpapi

import (
	"context"
	"errors"
	"net/http"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

type sessionOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      sessionBody
}

type sessionBody struct {
	Owner       bool   `json:"owner" doc:"Whether who is signed in is an owner of the workspace."`
	Name        string `json:"name" doc:"The name of who is signed in."`
	LAN         bool   `json:"lan" doc:"Whether the server runs as a trial in one room, over plain HTTP."`
	BaseURL     string `json:"base_url" doc:"The address that links begin with."`
	Reachable   bool   `json:"reachable" doc:"Whether other devices can open that address."`
	SetupNeeded bool   `json:"setup_needed" doc:"Whether the server has no owner yet."`
	Version     string `json:"version"`

	Person *selfBody `json:"person" doc:"Who is signed in; null: nobody."`
	SSO    *ssoBody  `json:"sso" doc:"By whom else one can sign in than with a password; null: by nobody."`
}

type ssoBody struct {
	Name string `json:"name" doc:"What people call the provider."`
}

type setupIn struct {
	Body struct {
		Token string `json:"token" maxLength:"64" doc:"The fragment of the one-time set-up link."`
		Name  string `json:"name" maxLength:"200"`
	}
}

type joinIn struct {
	Body struct {
		Board string `json:"board,omitempty" maxLength:"64"`
		Key   string `json:"key,omitempty" maxLength:"64" doc:"The fragment of the board's link."`
		Code  string `json:"code,omitempty" maxLength:"64" doc:"Instead of both: the code that is shown in the room."`

		Passphrase string `json:"passphrase,omitempty" maxLength:"256" doc:"Where the link asks for one."`

		Name    string `json:"name,omitempty" maxLength:"200"`
		Consent string `json:"consent,omitempty" enum:"room,paraphrase,quote"`
	}
}

type joinOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		Member string      `json:"member"`
		Role   boards.Role `json:"role" doc:"Or waiting, declined: then the card tells nothing of the board."`
		Asks   boards.Role `json:"asks,omitempty" doc:"The greater role that this link gives, which the facilitators have been asked for; until they decide it is the one above."`
		Board  boardCard   `json:"board"`
	}
}

type boardCard struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Goal    string `json:"goal"`
	Lang    string `json:"lang"`
	Promise string `json:"promise" doc:"What becomes of what is written here, in a sentence."`
}

func (a *api) sessions(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/session", "session", "Who this browser is, and how the server can be reached."), a.session)
	huma.Register(h, operation(http.MethodPost, "/api/setup", "setup", "Become the owner, by the one-time link that the server prints."), a.setup)
	huma.Register(h, operation(http.MethodPost, "/api/join", "join", "Join a board by one of its links, or by its code."), a.join)
}

func (a *api) session(ctx context.Context, _ *struct{}) (*sessionOut, error) {
	at := visitOf(ctx)
	out, err := a.introduce(ctx, at.session)
	if err != nil {
		return nil, err
	}
	kept, err := a.Accounts.Keep(ctx, at.session)
	if err != nil {
		return nil, a.refusal("keep a session", err)
	}
	if kept {
		out.SetCookie = []http.Cookie{a.cookie.set(at.token)}
	}
	return out, nil
}

// introduce says who a session is, and how the server can be reached.
func (a *api) introduce(ctx context.Context, at accounts.Session) (*sessionOut, error) {
	_, owned, err := a.Accounts.Owner(ctx)
	if err != nil {
		return nil, a.refusal("read the owner", err)
	}
	out := &sessionOut{Body: sessionBody{
		Owner: at.Owner, LAN: a.LAN, BaseURL: a.Base.String(), Reachable: a.Reachable, SetupNeeded: !owned, Version: a.Version,
	}}
	if a.SSO != nil {
		out.Body.SSO = &ssoBody{a.SSOName}
	}
	if at.Person == "" {
		return out, nil
	}
	p, err := a.Accounts.Person(ctx, at.Person)
	if err != nil && !errors.Is(err, accounts.ErrNoPerson) {
		return nil, a.refusal("read a person", err)
	}
	if err == nil {
		self := selfOf(p)
		out.Body.Name, out.Body.Person = p.Name, &self
	}
	return out, nil
}

func (a *api) setup(ctx context.Context, in *setupIn) (*sessionOut, error) {
	at := visitOf(ctx)
	name, ok := boards.CleanName(in.Body.Name)
	if !ok {
		return nil, errName
	}
	if err := a.guesses.look(at.addr, in.Body.Token, accounts.ErrBadSetup, func() error { return a.Accounts.CheckSetup(ctx, in.Body.Token) }); err != nil {
		return nil, a.refusal("look at a set-up link", err)
	}
	fresh, token, err := a.Accounts.Setup(ctx, in.Body.Token, name, at.session, at.agent)
	if err != nil {
		return nil, a.refusal("set up", err)
	}
	a.moved(at.session, fresh)
	out, err := a.entered(ctx, fresh, token)
	if err != nil {
		return nil, err
	}
	if err := a.sign(ctx, fresh.Person, out.Body.Name); err != nil {
		return nil, a.refusal("sign the owner's boards", err)
	}
	return out, nil
}

// sign gives the owner their name on boards that were made before they had one, as the demo is.
func (a *api) sign(ctx context.Context, person, name string) error {
	hosted, err := a.Accounts.Hosted(ctx, person)
	if err != nil || name == "" {
		return err
	}
	for board, member := range hosted {
		if err := a.Live.Do(ctx, board, func(s *boards.State) ([]boards.Op, error) {
			if r := s.Record(member); r == nil || r.Str("name") != "" {
				return nil, nil
			}
			return []boards.Op{{Kind: boards.Set, ID: member, F: map[string]any{"name": name}}}, nil
		}); err != nil {
			return err
		}
	}
	return nil
}

var errName = fail(BadValue, "name", "Please write the name another way: up to 40 letters, without hidden characters.")

func (a *api) join(ctx context.Context, in *joinIn) (*joinOut, error) {
	at := visitOf(ctx)
	name, ok := boards.CleanName(in.Body.Name)
	if !ok {
		return nil, errName
	}
	link, err := a.opened(ctx, in)
	if err != nil {
		return nil, a.refusal("check a link", err)
	}
	seat, seatErr := a.Accounts.Seat(ctx, at.session, link.Board)
	if seatErr != nil && !errors.Is(seatErr, accounts.ErrNoSeat) && !errors.Is(seatErr, accounts.ErrRevoked) {
		return nil, a.refusal("look up a seat", seatErr)
	}
	if seatErr != nil || seat.Link != link.ID {
		if err := a.phrase(ctx, link, in.Body.Passphrase); err != nil {
			return nil, err
		}
	}
	out := &joinOut{}
	newcomer, takes := seat.Member == "", false
	if newcomer {
		seat.Member = uuid.NewString()
	}
	most := a.Limits.JoinsPerLink
	if link.Most > 0 {
		most = min(most, link.Most)
	}
	leave, full, err := a.arriving.enter(link.ID, most, func() (int, error) { return a.Accounts.Seated(ctx, link.ID, seat.Member) })
	if err != nil {
		return nil, a.refusal("count seats", err)
	}
	defer leave()
	var came map[string]bool
	if newcomer {
		if came, err = a.Accounts.SeatedBy(ctx, link.ID); err != nil {
			return nil, a.refusal("count who waits", err)
		}
	}
	had := boards.NoRole
	err = a.Live.Do(ctx, link.Board, func(s *boards.State) (ops []boards.Op, err error) {
		had = s.Role(seat.Member)
		revoked := errors.Is(seatErr, accounts.ErrRevoked)
		if newcomer {
			ops = boards.JoinOps(s, boards.Join{Member: seat.Member, Name: name, Role: link.Role, Draw: draw(), Waits: s.Asks()})
			if in.Body.Consent != "" {
				ops[0].Rec.F["consent"] = in.Body.Consent
			}
			out.Body.Role, takes = link.Role, true
			if s.Asks() {
				out.Body.Role = asWaiting
				if crowded(s, came) {
					return nil, errAtDoor
				}
			}
		} else if s.Standing(seat.Member) != boards.In || revoked && s.Asks() {
			waits := askedFor(s, seat.Member)
			if out.Body.Role, ops, err = a.knock(s, seat.Member, name, link.Role, revoked); err != nil {
				return nil, err
			}
			takes = revoked || out.Body.Role == link.Role && out.Body.Role != waits // they are in by this link alone
		} else if s.Asks() && link.Role.Above(had) {
			// Those inside say who of the board's people does what, as they say who comes (B-90).
			out.Body.Role, out.Body.Asks, ops = had, link.Role, boards.MoreOps(s, seat.Member, link.Role)
			if s.Record(seat.Member).Bool("declined") {
				out.Body.Asks = ""
			}
			if ops != nil && full {
				return nil, accounts.ErrLinkFull
			}
		} else {
			out.Body.Role, ops = rejoin(s, seat.Member, link.Role, revoked)
			takes = revoked || ops != nil // by a link that gives no more, the seat stays with the one it came by
		}
		if takes && full {
			return nil, accounts.ErrLinkFull // before there is a member without a seat
		}
		out.Body.Board = boardCard{ID: link.Board, Promise: promised}
		if out.Body.Role != asWaiting && out.Body.Role != asDeclined {
			out.Body.Board = cardOf(s, link.Board)
		}
		return ops, nil
	})
	if err != nil {
		return nil, a.refusal("join", err)
	}
	out.Body.Member = seat.Member
	if takes {
		_, token, err := a.Accounts.Take(ctx, at.session, link, seat.Member, most)
		if err != nil {
			a.takeBack(ctx, link.Board, seat.Member, had, out.Body.Role)
			return nil, a.refusal("take a seat", err)
		}
		out.SetCookie = []http.Cookie{a.cookie.set(token)}
	}
	return out, nil
}

// opened is the link that somebody has, or whose code they were told. Tries are counted apart: who mistypes a code has time.
func (a *api) opened(ctx context.Context, in *joinIn) (link accounts.Link, err error) {
	at, outcome := visitOf(ctx), "bad_link"
	if in.Body.Code != "" {
		if in.Body.Board != "" || in.Body.Key != "" {
			return link, newError(http.StatusBadRequest, "")
		}
		outcome = "bad_code"
		link, err = a.tries.look(ctx, at.addr, func() (accounts.Link, error) { return a.Accounts.CheckCode(ctx, in.Body.Code) })
	} else {
		err = a.guesses.look(at.addr, in.Body.Key, accounts.ErrBadLink, func() (err error) {
			if link, err = a.Accounts.Check(ctx, in.Body.Board, in.Body.Key); errors.Is(err, accounts.ErrBadLink) {
				err = a.Accounts.WrongLink(ctx, in.Body.Board, in.Body.Key)
			}
			return err
		})
	}
	if err == nil {
		a.tries.know(at.addr)
	} else if errors.Is(err, accounts.ErrBadLink) {
		a.tally(ctx, accounts.Event{Act: "join_failed", Outcome: outcome})
	}
	return link, err
}

// takeBack gives a member the role again that they had, as the seat that goes with the new one was not to be had.
func (a *api) takeBack(ctx context.Context, board, member string, had, given boards.Role) {
	err := a.Live.Do(context.WithoutCancel(ctx), board, func(s *boards.State) ([]boards.Op, error) {
		if had == given || standing(s, member) != given {
			return nil, nil
		}
		f := map[string]any{"role": string(had), "waits": string(boards.NoRole)}
		if had != boards.NoRole {
			f["side"] = had.Side()
		}
		return []boards.Op{{Kind: boards.Set, ID: member, F: f}}, nil
	})
	if err != nil {
		a.log.Error("take back a role", "board", board, "member", member, "err", err)
	}
}

// rejoin says which role somebody of the board has who comes back by a link: the greater of what they have and what the link
// gives, or only that, if what they came by first was revoked.
func rejoin(s *boards.State, member string, given boards.Role, revoked bool) (boards.Role, []boards.Op) {
	has := s.Role(member)
	if given == has || has.Above(given) && !revoked {
		return has, nil
	}
	return given, []boards.Op{{Kind: boards.Set, ID: member, F: map[string]any{"role": string(given), "side": given.Side()}}}
}

const promised = "Only the people on this board can read what you write, and you can take it back at any time."

func cardOf(s *boards.State, board string) boardCard {
	r := s.Record(board)
	if r == nil {
		return boardCard{}
	}
	return boardCard{
		ID: board, Title: r.Str("title"), Goal: r.Str("goal"), Lang: r.Str("lang"),
		Promise: promised,
	}
}
