package httpapi

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
)

type combineIn struct {
	Body struct {
		Title  string   `json:"title,omitempty" maxLength:"120" doc:"What the new board is called; who is mapped, if left out."`
		Boards []string `json:"boards" minItems:"1" maxItems:"40" nullable:"false" doc:"The boards it is made of, by id: of all of them who asks is in the team."`
	}
}

type combineOut struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		ID    string `json:"id"`
		Added int    `json:"added" doc:"Notes on it."`
	}
}

type gatherOut struct {
	Body struct {
		Added   int `json:"added" doc:"Notes that were new."`
		Changed int `json:"changed" doc:"Notes whose words, consent or the like had changed."`
		Gone    int `json:"gone" doc:"Notes that are not there any more."`
	}
}

// maxGatherOps is how many ops one entry of a gathering takes.
const maxGatherOps = 200

func (a *api) gathering(h huma.API) {
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/gather", "combine-boards", "Make one map of several boards about the same people; for who is in the team of all."), a.combine)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/gather", "gather-again", "Bring a board that is made of others up to date with them."), a.gatherAgain)
}

// sources reads the boards that one is made of; who asks must be in the team of each.
func (a *api) sources(ctx context.Context, ids []string) ([]boards.Source, error) {
	key, err := a.Accounts.Secret(ctx, "gather")
	if err != nil {
		return nil, a.refusal("read a secret", err)
	}
	var all []boards.Source
	alone := false
	for _, id := range ids {
		if _, err := a.teamOf(ctx, id); errors.Is(err, errNoBoard) {
			return nil, fail(NotFound, "boards", "One of the boards does not exist any more, or you are not on it.")
		} else if err != nil {
			return nil, err
		}
		one, err := a.teamAlone(ctx, id)
		if err != nil {
			return nil, err
		}
		alone = alone || one
		src := boards.Source{ID: id, Alias: func(name string) string { return alias(key, id, name) }}
		if err := a.Live.Read(ctx, id, func(s *boards.State) { src.View = boards.Project(s, boards.Viewer{Audience: boards.Host}) }); err != nil {
			return nil, a.refusal("read a board", err)
		}
		all = append(all, src)
	}
	if bad := boards.MayGather(all); bad != nil {
		return nil, fail(Conflict, bad.Field, bad.Message)
	}
	if alone {
		return nil, fail(Forbidden, "boards", "What a team says among itself stays there: choose boards with customers.")
	}
	return all, nil
}

// alias stands for a name on another board. Nobody finds out the name by trying some.
func alias(key []byte, board, name string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(board + " " + name))
	return "X" + strings.ToUpper(hex.EncodeToString(mac.Sum(nil)[:3]))
}

func (a *api) combine(ctx context.Context, in *combineIn) (*combineOut, error) {
	at := visitOf(ctx)
	turn, err := a.gathers.take(ctx) // whole boards are held: one after the other
	if err != nil {
		return nil, a.refusal("make a board of others", err)
	}
	defer turn()
	sources, err := a.sources(ctx, in.Body.Boards)
	if err != nil {
		return nil, err
	}
	if wait, ok := a.creations.take(at.addr); !ok {
		return nil, tooMany(wait)
	}
	t, first, by, err := a.likeThe(ctx, sources)
	if err != nil {
		return nil, err
	}
	leads, err := a.leads(ctx, sources, a.mySeat(ctx))
	if err != nil {
		return nil, err
	}
	host, self, err := a.leader(ctx, sources, leads)
	if err != nil {
		return nil, err
	}
	id, owner := uuid.NewString(), boards.Join{Member: uuid.NewString(), Name: host.Name, Role: boards.Facilitator, Draw: draw()}
	title := strings.TrimSpace(in.Body.Title)
	if title == "" {
		title = sources[0].Segment()
	}
	ops := t.Ops(boards.BoardInfo{ID: id, Title: title, Lang: first.Lang, Persona: sources[0].Segment(), Situation: first.Situation}, uuid.NewString)
	ops = append(ops, boards.JoinOps(boards.NewState(), owner)...)
	combines := make([]any, len(sources))
	for i, src := range sources {
		combines[i] = src.ID
	}
	ops = append(ops, boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"combines": combines}})
	if open := inTheOpen(ops); len(open) > 0 {
		ops = append(ops, open...)
	}
	ctx = context.WithoutCancel(ctx) // from here on it is made to its end
	if err := a.Live.Create(ctx, id, ops); err != nil {
		return nil, a.refusal("make a board of others", err)
	}
	creator := owner.Member
	if !self { // the host is there, too, as on all boards
		creator = uuid.NewString()
		role := boards.Team
		if leads {
			role = boards.Facilitator
		}
		j := boards.Join{Member: creator, Name: by, Role: role, Draw: draw()}
		if err := a.Live.Do(ctx, id, func(s *boards.State) ([]boards.Op, error) { return boards.JoinOps(s, j), nil }); err != nil {
			return nil, a.refusal("make a board of others", err)
		}
	}
	done, err := a.gather(ctx, id, creator, sources)
	if err != nil {
		return nil, err
	}
	// Last, as this makes it somebody's: one that was left half-way opens to nobody and is removed.
	secrets, err := a.Accounts.Host(ctx, id, host.ID, owner.Member, boards.Team)
	if err != nil {
		return nil, a.refusal("make a board's links", err)
	}
	a.tellSources(ctx, sources, id)
	out := &combineOut{}
	out.Body.ID, out.Body.Added = id, done.Added
	if self {
		return out, nil
	}
	token, err := a.sit(ctx, at.session, id, creator, secrets[boards.Team])
	if err != nil {
		return nil, a.refusal("take a seat", err)
	}
	out.SetCookie = []http.Cookie{a.cookie.set(token)}
	return out, nil
}

// seatOn is somebody's seat on a board.
type seatOn func(board string) (accounts.Seat, error)

func (a *api) mySeat(ctx context.Context) seatOn {
	return func(board string) (accounts.Seat, error) { return a.Accounts.Seat(ctx, visitOf(ctx).session, board) }
}

// leads says whether somebody is a facilitator of all boards: they alone are that on a board made of them, and open its page to
// strangers and invite (B-79).
func (a *api) leads(ctx context.Context, sources []boards.Source, of seatOn) (bool, error) {
	for _, src := range sources {
		seat, err := of(src.ID)
		if errors.Is(err, accounts.ErrNoSeat) || errors.Is(err, accounts.ErrRevoked) {
			return false, nil
		}
		if err != nil {
			return false, a.refusal("look up a seat", err)
		}
		role := boards.NoRole
		if err := a.Live.Read(ctx, src.ID, func(s *boards.State) { role = s.Role(seat.Member) }); err != nil {
			return false, a.refusal("read a board", err)
		}
		if role != boards.Facilitator {
			return false, nil
		}
	}
	return true, nil
}

// leader is who hosts a board that is made of others, somebody who leads all of them: who asks, if they do and have signed in, and
// else the first of their hosts who does. Boards that nobody hosts any more are the owners', and so is what is made of them.
func (a *api) leader(ctx context.Context, sources []boards.Source, leads bool) (host accounts.Person, self bool, err error) {
	if leads && visitOf(ctx).session.Person != "" {
		host, err = a.signedIn(ctx)
		return host, true, err
	}
	asked := map[string]bool{}
	for _, src := range sources {
		host, _, err := a.Accounts.HostOf(ctx, src.ID)
		if errors.Is(err, accounts.ErrNoPerson) || asked[host.ID] {
			continue
		}
		if err != nil {
			return host, false, a.refusal("read a host", err)
		}
		asked[host.ID] = true
		all, err := a.leads(ctx, sources, func(board string) (accounts.Seat, error) { return a.Accounts.SeatOf(ctx, host.ID, board) })
		if all || err != nil {
			return host, false, err
		}
	}
	if len(asked) > 0 {
		return host, false, fail(Forbidden, "boards", "Nobody who hosts one of these boards is a facilitator of all of them. Ask for one of them to be made that, or choose boards of one host.")
	}
	return accounts.Person{}, false, nil
}

// tellSources writes down, where their facilitators see it, that boards went into another one.
func (a *api) tellSources(ctx context.Context, sources []boards.Source, board string) {
	for _, src := range sources {
		seat, err := a.mySeat(ctx)(src.ID)
		if err == nil {
			err = a.Accounts.Audit(ctx, accounts.Event{Board: src.ID, Member: seat.Member, Act: "gathered", Outcome: board})
		}
		if err != nil {
			a.log.Warn("a gathering is not in the audit of its source", "board", src.ID, "err", err)
		}
	}
}

// like is what a board takes over of the first one it is made of.
type like struct{ Lang, Situation string }

// likeThe is the template of the boards, if they have the same built-in one, and else the empathy map; and what who asks is
// called on the first.
func (a *api) likeThe(ctx context.Context, sources []boards.Source) (t boards.Template, first like, by string, err error) {
	template := ""
	for i, src := range sources {
		for _, r := range src.View.Shared {
			switch {
			case r.Type == "board":
				b := r.Record()
				if i == 0 {
					first.Lang, template = b.Str("lang"), b.Str("template")
				} else if b.Str("template") != template {
					template = ""
				}
			case r.Type == "persona" && i == 0 && first.Situation == "" && !r.Deleted:
				first.Situation = r.Record().Str("situation")
			}
		}
	}
	t, ok := boards.TemplateByID(template)
	if !ok || t.TeamOnly {
		t, _ = boards.TemplateByID("empathy-map")
	}
	seat, _, err := a.seat(ctx, sources[0].ID)
	if err != nil {
		return t, first, "", err
	}
	if m := sources[0].View.Shared[seat.Member]; m != nil {
		by, _ = m.F["name"].(string)
	}
	return t, first, by, nil
}

// inTheOpen makes the first phase that shows notes and lets the team sort them the running one.
func inTheOpen(ops []boards.Op) []boards.Op {
	session := ""
	for _, o := range ops {
		if o.Rec != nil && o.Rec.Type == "session" {
			session = o.ID
		}
	}
	for _, o := range ops {
		if o.Rec == nil || o.Rec.Type != "phase" {
			continue
		}
		if rules := boards.RulesOf(o.Rec); rules.SeeAll && len(rules.Move) > 0 {
			return []boards.Op{{Kind: boards.Set, ID: session, F: map[string]any{"phase": o.ID}}}
		}
	}
	return nil
}

func (a *api) gatherAgain(ctx context.Context, in *BoardPath) (*gatherOut, error) {
	seat, err := a.teamOf(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if wait, ok := a.intakes.take(visitOf(ctx).addr); !ok {
		return nil, tooMany(wait)
	}
	turn, err := a.gathers.take(ctx)
	if err != nil {
		return nil, a.refusal("gather notes", err)
	}
	defer turn()
	var ids []string
	if err := a.Live.Read(ctx, in.ID, func(s *boards.State) { ids = s.Record(in.ID).Strs("combines") }); err != nil {
		return nil, a.refusal("read a board", err)
	}
	if len(ids) == 0 {
		return nil, fail(Conflict, "", "This board is not made of others.")
	}
	sources, err := a.sources(ctx, ids)
	if err != nil {
		return nil, err
	}
	done, err := a.gather(ctx, in.ID, seat.Member, sources)
	if err != nil {
		return nil, err
	}
	out := &gatherOut{}
	out.Body.Added, out.Body.Changed, out.Body.Gone = done.Added, done.Changed, done.Gone
	return out, nil
}

// gather brings a board up to date with its sources, a few entries one after the other: each does the first of what is left.
func (a *api) gather(ctx context.Context, board, member string, sources []boards.Source) (done boards.Gathered, err error) {
	for first, left := true, true; left; first = false {
		err := a.Live.Do(ctx, board, func(s *boards.State) ([]boards.Op, error) {
			ops, all, err := boards.Gather(s, board, sources, uuid.NewString)
			if first {
				done = all
			}
			left = len(ops) > maxGatherOps
			return ops[:min(len(ops), maxGatherOps)], err
		})
		if err != nil {
			return done, a.refusal("gather notes", err)
		}
	}
	if err := a.Erase.Copied(ctx, board); err != nil {
		return done, a.refusal("erase what was erased meanwhile", err)
	}
	err = a.Accounts.Audit(ctx, accounts.Event{Board: board, Member: member, Act: "gathered", Outcome: fmt.Sprintf("%d boards, %d new, %d changed, %d gone", len(sources), done.Added, done.Changed, done.Gone)})
	if err != nil {
		a.log.Warn("a gathering is not in the audit", "board", board, "member", member, "err", err)
	}
	return done, nil
}
