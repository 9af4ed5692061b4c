package httpapi

import (
	"context"
	"net/http"
	"strings"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

type duplicateIn struct {
	BoardPath
	Body struct {
		Title string `json:"title" minLength:"1" maxLength:"120"`
		Notes bool   `json:"notes,omitempty" doc:"With its notes, by the rules of gathering: the new board is for the team alone. Without, it is for anybody and has nobody on it."`
	}
}

type duplicateOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		ID string `json:"id"`
	}
}

func (a *api) duplicating(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/duplicate", "duplicate-board", "Make a board like this one: its zones, agenda and prompts, and its notes if asked for; for its facilitators."), a.duplicate)
}

// duplicate makes a board like another (B-86).
func (a *api) duplicate(ctx context.Context, in *duplicateIn) (*duplicateOut, error) {
	seat, err := a.facilitator(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	at, title := visitOf(ctx), strings.TrimSpace(in.Body.Title)
	if title == "" {
		return nil, fail(BadValue, "title", "Say what the new board is called.")
	}
	if wait, ok := a.creations.take(at.addr); !ok {
		return nil, tooMany(wait)
	}
	done, err := a.gathers.take(ctx) // whole boards are held: one after the other
	if err != nil {
		return nil, a.refusal("duplicate a board", err)
	}
	defer done()
	t, err := a.templateOf(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	src, err := a.source(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	host, self, err := a.host(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	id, owner := uuid.NewString(), boards.Join{Member: uuid.NewString(), Name: host.Name, Role: boards.Facilitator, Draw: draw()}
	hosts := []boards.Join{owner}
	var ops []boards.Op
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) { // its zones and its notes are of one moment
		origin := t
		t = boards.TemplateOf(s, t.Title)
		t.ID, t.UseWhen, t.Credit, t.TeamOnly = origin.ID, origin.UseWhen, origin.Credit, origin.TeamOnly
		if in.Body.Notes {
			src.View = boards.Project(s, boards.Viewer{Audience: boards.Host})
		}
		ops = boards.Blank(s, in.ID, t, id, title, uuid.NewString)
		if !self { // the host is there, too, as on all boards
			hosts = append(hosts, boards.Join{Member: uuid.NewString(), Name: s.Record(seat.Member).Str("name"), Role: boards.Facilitator, Draw: draw()})
		}
	}); err != nil {
		return nil, a.refusal("read a board", err)
	}
	roles := rolesFor(t)
	if in.Body.Notes {
		if bad := boards.MayCopy(src); bad != nil {
			return nil, fail(Conflict, bad.Field, bad.Message)
		}
		roles = []boards.Role{boards.Team}
		ops = append(ops, boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"combines": []any{in.ID}}})
		ops = append(ops, inTheOpen(ops)...)
	}
	ops = append(ops, boards.JoinOps(boards.NewState(), owner)...)
	ctx = context.WithoutCancel(ctx) // from here on it is made to its end, whether or not anybody waits for it
	if err := a.Live.Create(ctx, id, ops); err != nil {
		return nil, a.refusal("duplicate a board", err)
	}
	for _, j := range hosts[1:] {
		if err := a.Live.Do(ctx, id, func(s *boards.State) ([]boards.Op, error) { return boards.JoinOps(s, j), nil }); err != nil {
			return nil, a.refusal("duplicate a board", err)
		}
	}
	if in.Body.Notes {
		if err := a.copyNotes(ctx, id, src); err != nil {
			return nil, err
		}
		if err := a.Erase.Copied(ctx, id); err != nil {
			return nil, a.refusal("erase what was erased meanwhile", err)
		}
	}
	// Last, as this makes it somebody's: one that was left half-way, by a process that was killed, is on no list and opens to nobody.
	secrets, err := a.Accounts.Host(ctx, id, host.ID, owner.Member, roles...)
	if err != nil {
		return nil, a.refusal("make a board's links", err)
	}
	if err := a.Accounts.Audit(ctx, accounts.Event{Board: in.ID, Member: seat.Member, Act: "duplicated", Outcome: id}); err != nil {
		a.log.Warn("a duplication is not in the audit", "board", in.ID, "member", seat.Member, "err", err)
	}
	out := &duplicateOut{}
	out.Body.ID = id
	if self {
		return out, nil
	}
	token, err := a.sit(ctx, at.session, id, hosts[1].Member, secrets[boards.Team])
	if err != nil {
		return nil, a.refusal("take a seat", err)
	}
	out.SetCookie = []http.Cookie{a.cookie.set(token)}
	return out, nil
}

// source is a board whose notes may be taken along, not yet read.
func (a *api) source(ctx context.Context, id string) (boards.Source, error) {
	src := boards.Source{ID: id}
	key, err := a.Accounts.Secret(ctx, "gather")
	if err != nil {
		return src, a.refusal("read a secret", err)
	}
	src.Alias = func(name string) string { return alias(key, id, name) }
	return src, nil
}

// copyNotes brings the notes to the duplicate, a few entries one after the other.
func (a *api) copyNotes(ctx context.Context, board string, src boards.Source) error {
	for left := true; left; {
		err := a.Live.Do(ctx, board, func(s *boards.State) ([]boards.Op, error) {
			ops, err := boards.Copy(s, board, src, uuid.NewString)
			left = len(ops) > maxGatherOps
			return ops[:min(len(ops), maxGatherOps)], err
		})
		if err != nil {
			return a.refusal("copy notes", err)
		}
	}
	return nil
}
