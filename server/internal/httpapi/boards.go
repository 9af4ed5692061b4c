package httpapi

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

// BoardPath names a board in an address. (It is exported because huma reads only such when they are embedded.)
type BoardPath struct {
	ID string `path:"id" maxLength:"64" doc:"The board's id."`
}

type listOut struct {
	Body struct {
		Boards []listed `json:"boards" nullable:"false"`
	}
}

type listed struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Template    string `json:"template"`
	CreatedAt   int64  `json:"created_at" doc:"Milliseconds since 1970 UTC."`
	UpdatedAt   int64  `json:"updated_at" doc:"Milliseconds since 1970 UTC."`
	Notes       int    `json:"notes" doc:"Those that everybody on the board may read."`
	Customers   int    `json:"customers"`
	ActionsOpen int    `json:"actions_open"`
	Mine        bool   `json:"mine" doc:"Whether who asks hosts it; if not, they have joined it."`
	DeleteAt    int64  `json:"delete_at,omitempty,omitzero" doc:"When it is deleted if nothing changes, in milliseconds since 1970 UTC; left out if it is kept for ever."`
	KeptBy      string `json:"kept_by,omitempty" doc:"Who has said so, for who hosts it, unless it was they themselves."`
}

type createIn struct {
	Body struct {
		Template  string `json:"template" maxLength:"40"`
		Title     string `json:"title" minLength:"1" maxLength:"120"`
		Goal      string `json:"goal,omitempty" maxLength:"280"`
		Persona   string `json:"persona,omitempty" maxLength:"80" doc:"Who is mapped."`
		Situation string `json:"situation,omitempty" maxLength:"280"`
		Lang      string `json:"lang,omitempty" enum:"en,de,es,fr"`
		Previous  string `json:"previous,omitempty" maxLength:"64" doc:"The board of the session before: one that who asks is on."`
		Runs      string `json:"runs,omitempty" maxLength:"120" doc:"Who runs it, as customers would say it."`
		Use       string `json:"use,omitempty" maxLength:"280" doc:"What is written there will be used for."`
		Anon      bool   `json:"anon,omitempty" doc:"Notes are anonymous unless their author says otherwise."`
		Starts    int64  `json:"starts,omitempty" minimum:"0" maximum:"4503599627370496" doc:"Milliseconds since 1970 UTC: the session is planned for then, and runs once its facilitator opens it."`
	}
}

type createOut struct {
	Body struct {
		ID    string                 `json:"id"`
		Links map[boards.Role]string `json:"links" doc:"One address per role. They are shown once and can be made again. A template for the team alone gives the team's alone."`
	}
}

type meOut struct {
	Body struct {
		Member string      `json:"member"`
		Role   boards.Role `json:"role" doc:"Or how they stand to a board that they see nothing of: waiting, declined, removed."`
		Person string      `json:"person" doc:"The id of who is signed in; empty for nobody."`
	}
}

func (a *api) boards(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards", "list-boards", "The boards that who is signed in hosts or has joined, the newest first."), a.list)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards", "create-board", "Make a board from a template."), a.create)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/example", "create-example", "Make a board to try things on, full of notes, for who is signed in."), a.createExample)
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/me", "me", "Which member of a board this browser is."), a.me)
}

func (a *api) list(ctx context.Context, _ *struct{}) (*listOut, error) {
	me, err := a.signedIn(ctx)
	if err != nil {
		return nil, err
	}
	if me.Standing == accounts.Owner {
		a.inherit(ctx, me)
	}
	all, err := a.Accounts.Summaries(ctx, me.ID)
	if err != nil {
		return nil, a.refusal("list boards", err)
	}
	ids := make([]string, len(all))
	for i, old := range all {
		ids[i] = old.Board
	}
	heads, err := a.Heads(ctx, ids)
	if err != nil {
		return nil, a.refusal("list boards", err)
	}
	var stale []accounts.Summary
	for i, old := range all {
		if head, ok := heads[old.Board]; ok && head == old.Seq {
			continue
		}
		err := a.Live.Read(ctx, old.Board, func(s *boards.State) {
			all[i] = accounts.Summarize(old.Board, s, boards.Viewer{Audience: boards.Host})
			all[i].Created = old.Created
			stale = append(stale, all[i])
		})
		if err != nil {
			a.log.Error("summarize a board", "board", old.Board, "err", err) // the others are listed all the same
			if all[i].Title == "" {
				all[i].Title = "This board cannot be read"
			}
		}
	}
	if len(stale) > 0 {
		if err := a.Accounts.SaveSummaries(ctx, stale); err != nil {
			a.log.Warn("save summaries", "err", err) // they are made again next time
		}
	}
	kept, err := a.limited(ctx)
	if err != nil {
		return nil, a.refusal("list boards", err)
	}
	out := &listOut{}
	for _, m := range all {
		var ends int64
		var by string
		if k, ok := kept[m.Board]; ok { // one that cannot be read does not go
			_ = a.Live.Read(ctx, m.Board, func(s *boards.State) {
				ends = k.Ends(s.Time)
				if r := s.Record(k.Keeper); r != nil && k.Keeper != k.Member {
					by = cmp.Or(r.Str("name"), r.Str("pseudonym"))
				}
			})
		}
		out.Body.Boards = append(out.Body.Boards, listed{
			ID: m.Board, Title: m.Title, Template: m.Template, CreatedAt: m.Created, UpdatedAt: max(m.Created, m.Updated),
			Notes: m.Notes, Customers: m.Customers, ActionsOpen: m.Actions, Mine: true, DeleteAt: ends, KeptBy: by,
		})
	}
	return out, a.listSat(ctx, me.ID, kept, out)
}

// listSat adds the boards that a person has joined, as they see them; not those that they were removed from.
func (a *api) listSat(ctx context.Context, person string, kept map[string]accounts.Kept, out *listOut) error {
	sat, err := a.Accounts.Sits(ctx, person)
	if err != nil {
		return a.refusal("list boards", err)
	}
	for _, one := range sat {
		err := a.Live.Read(ctx, one.Board, func(s *boards.State) {
			role := s.Role(one.Member)
			if role == boards.NoRole {
				return
			}
			m := accounts.Summarize(one.Board, s, boards.Viewer{Member: one.Member, Audience: role.Audience()})
			out.Body.Boards = append(out.Body.Boards, listed{
				ID: m.Board, Title: m.Title, Template: m.Template, CreatedAt: one.Created, UpdatedAt: max(one.Created, m.Updated),
				Notes: m.Notes, Customers: m.Customers, ActionsOpen: m.Actions, DeleteAt: kept[one.Board].Ends(s.Time),
			})
		})
		if err != nil {
			a.log.Error("summarize a board", "board", one.Board, "err", err) // the others are listed all the same
		}
	}
	slices.SortStableFunc(out.Body.Boards, func(a, b listed) int { return cmp.Compare(b.CreatedAt, a.CreatedAt) })
	return nil
}

func (a *api) create(ctx context.Context, in *createIn) (*createOut, error) {
	at := visitOf(ctx)
	me, err := a.signedIn(ctx)
	if err != nil {
		return nil, err
	}
	t, err := a.template(ctx, in.Body.Template)
	if errors.Is(err, accounts.ErrNoTemplate) {
		return nil, fail(BadValue, "template", "There is no such template; /api/v1/templates lists them.")
	}
	if err != nil {
		return nil, a.refusal("read a template", err)
	}
	if in.Body.Previous != "" {
		if _, _, err := a.seat(ctx, in.Body.Previous); errors.Is(err, errNoBoard) {
			return nil, fail(BadValue, "previous", "This board does not exist, or you are not on it.")
		} else if err != nil {
			return nil, err
		}
	}
	if wait, ok := a.creations.take(at.addr); !ok {
		return nil, tooMany(wait)
	}
	out := &createOut{}
	out.Body.ID = uuid.NewString()
	ops := t.Ops(boards.BoardInfo{
		ID: out.Body.ID, Title: in.Body.Title, Goal: in.Body.Goal, Lang: in.Body.Lang, Persona: in.Body.Persona, Situation: in.Body.Situation,
		Previous: in.Body.Previous, Starts: in.Body.Starts, Runs: in.Body.Runs, Use: in.Body.Use, Anon: in.Body.Anon,
	}, uuid.NewString)
	member := uuid.NewString()
	ops = append(ops, boards.JoinOps(boards.NewState(), boards.Join{Member: member, Name: me.Name, Role: boards.Facilitator, Draw: draw()})...)
	if err := a.Live.Create(ctx, out.Body.ID, ops); err != nil {
		return nil, a.refusal("create a board", err)
	}
	secrets, err := a.Accounts.Host(ctx, out.Body.ID, me.ID, member, rolesFor(t)...)
	if err != nil {
		return nil, a.refusal("make a board's links", err)
	}
	out.Body.Links = map[boards.Role]string{}
	for role, secret := range secrets {
		out.Body.Links[role] = LinkURL(a.Base, out.Body.ID, secret)
	}
	return out, nil
}

// draw is fresh randomness for somebody who joins.
func draw() uint64 {
	var b [8]byte
	rand.Read(b[:]) // never fails
	return binary.NativeEndian.Uint64(b[:])
}

// LinkURL is the address of a board with the secret of one of its links in the fragment, which browsers do not send.
func LinkURL(base *url.URL, board, secret string) string {
	return base.JoinPath("b", board).String() + "#k=" + secret // #nosec G125 -- an id of ours
}

// SetupURL is the address of the one-time set-up link.
func SetupURL(base *url.URL, token string) string {
	return base.JoinPath("setup").String() + "#k=" + token
}

// seat returns the seat of who asks and the role they have now; for nobody, the error of a board that is not there.
func (a *api) seat(ctx context.Context, board string) (accounts.Seat, boards.Role, error) {
	if !boards.ValidID(board) {
		return accounts.Seat{}, "", errNoBoard
	}
	seat, err := a.Accounts.Seat(ctx, visitOf(ctx).session, board)
	about(ctx, board, seat.Member)
	if err != nil {
		return accounts.Seat{}, "", a.refusal("look up a seat", err)
	}
	role := boards.NoRole
	if err := a.Live.Read(ctx, board, func(s *boards.State) { role = s.Role(seat.Member) }); err != nil {
		return accounts.Seat{}, "", a.refusal("read a board", err)
	}
	if role == boards.NoRole {
		return accounts.Seat{}, "", errNoBoard
	}
	return seat, role, nil
}

func (a *api) me(ctx context.Context, in *BoardPath) (*meOut, error) {
	if !boards.ValidID(in.ID) {
		return nil, errNoBoard
	}
	seat, err := a.Accounts.Seat(ctx, visitOf(ctx).session, in.ID)
	about(ctx, in.ID, seat.Member)
	if err != nil {
		return nil, a.refusal("look up a seat", err)
	}
	out := &meOut{}
	out.Body.Member, out.Body.Person = seat.Member, visitOf(ctx).session.Person
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) { out.Body.Role = standing(s, seat.Member) }); err != nil {
		return nil, a.refusal("read a board", err)
	}
	return out, nil
}
