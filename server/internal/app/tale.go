package app

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/boards/order"

	"github.com/google/uuid"
)

// tale is a board's history in the making: everybody in it acts through the same admission as in a live session.
type tale struct {
	state    *boards.State
	now      time.Time
	clients  map[string]string // member → client id
	counts   map[string]int64  // member → mutations so far
	payloads [][]byte
}

// newTale begins an hour ago, so that its last entry is not in the future.
func newTale(now time.Time) *tale {
	return &tale{state: boards.NewState(), now: now.Add(-time.Hour), clients: map[string]string{}, counts: map[string]int64{}}
}

// does lets a member do something, or the system, if member is "".
func (t *tale) does(member string, ops ...boards.Op) error {
	t.now = t.now.Add(20 * time.Second)
	m := boards.Mutation{Ops: ops}
	if member != "" {
		if t.clients[member] == "" {
			t.clients[member] = uuid.NewString()
		}
		t.counts[member]++
		m.Client, m.N = t.clients[member], t.counts[member]
	}
	env := boards.Env{Now: t.now.UnixMilli()}
	rand.Read(env.Seed[:])
	entry, refused := boards.Admit(t.state, env, boards.Actor{Member: member, System: member == ""}, m)
	if refused != nil {
		return refused
	}
	t.state.Apply(entry)
	t.payloads = append(t.payloads, entry.Encode())
	return nil
}

func (t *tale) put(member, typ string, f map[string]any) (id string, err error) {
	id = uuid.NewString()
	return id, t.does(member, boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}})
}

// tell tells the whole story and returns the member who hosts it.
func (t *tale) tell(story fixture.Story, board, title, owner string) (host string, err error) {
	template, _ := boards.TemplateByID("empathy-map")
	host = uuid.NewString()
	ops := template.Ops(boards.BoardInfo{
		ID: board, Title: title, Goal: story.Goal, Persona: story.Persona, Situation: story.Situation, Lang: story.Lang,
	}, uuid.NewString)
	ops = append(ops, boards.JoinOps(t.state, boards.Join{Member: host, Name: owner, Role: boards.Facilitator, Draw: draw()})...)
	if err := t.does("", ops...); err != nil {
		return "", err
	}
	for _, f := range []map[string]any{ // in the last phase everybody sees everything, and may write; no clock runs
		{"phase": t.lastPhase()}, {"timer": map[string]any{"at": int64(0), "ms": int64(0), "run": false}},
	} {
		if err := t.does("", boards.Op{Kind: boards.Set, ID: t.state.Of("session")[0].ID, F: f}); err != nil {
			return "", err
		}
	}
	members := map[string]string{} // the story's person → member
	companies := map[string]bool{}
	for _, p := range story.People {
		members[p.ID] = uuid.NewString()
		join := boards.JoinOps(t.state, boards.Join{Member: members[p.ID], Name: p.Name, Role: boards.Role(p.Role), Draw: draw()})
		join[0].Rec.F["consent"] = p.Consent
		if !companies[p.Customer] { // one of each, so that people and customers are as many wherever they are counted
			join[0].Rec.F["customer"], companies[p.Customer] = p.Customer, true
		}
		if err := t.does("", join...); err != nil {
			return "", fmt.Errorf("%s joins: %w", p.ID, err)
		}
	}
	notes, err := t.write(story, members)
	if err != nil {
		return "", err
	}
	if err := t.feel(story, members, notes); err != nil {
		return "", err
	}
	return host, t.conclude(story, members["mia"], notes)
}

// lastPhase is the id of the last phase of the agenda.
func (t *tale) lastPhase() string {
	return slices.MaxFunc(t.state.Of("phase"), func(a, b *boards.Record) int { return strings.Compare(a.Str("order"), b.Str("order")) }).ID
}

// draw is fresh randomness for somebody who joins.
func draw() uint64 {
	var b [8]byte
	rand.Read(b[:]) // never fails
	return binary.NativeEndian.Uint64(b[:])
}

// write lets everybody say their statements; it returns the notes' ids, one per statement.
func (t *tale) write(story fixture.Story, members map[string]string) (notes []string, err error) {
	zones, last := map[string]string{}, map[string]string{}
	for _, z := range t.state.Of("zone") {
		zones[z.Str("title")] = z.ID
	}
	for i, s := range story.Statements {
		if last[s.Zone], err = order.Between(last[s.Zone], ""); err != nil {
			return nil, fmt.Errorf("statement %d: %w", i, err)
		}
		f := map[string]any{
			"text": s.Text, "kind": s.Kind, "side": t.state.Record(members[s.By]).Str("side"),
			"place": map[string]any{"zone": zones[s.Zone], "order": last[s.Zone]},
		}
		if s.Emotion != nil {
			f["emotion"] = *s.Emotion
		}
		if s.Source != "" {
			f["source"] = map[string]any{"type": s.Source, "ref": "", "date": ""}
		}
		id, err := t.put(members[s.By], "note", f)
		if err != nil {
			return nil, fmt.Errorf("statement %d: %w", i, err)
		}
		notes = append(notes, id)
	}
	return notes, nil
}

// feel lets customers say "Felt this too" to others' notes of the themes that hurt most.
func (t *tale) feel(story fixture.Story, members map[string]string, notes []string) error {
	for i, s := range story.Statements {
		if s.Theme != "hold" && s.Theme != "fees" && s.Theme != "refund" {
			continue
		}
		for j, p := range story.People {
			if p.Role != "client" || p.ID == s.By || (i+j)%4 != 0 {
				continue
			}
			if _, err := t.put(members[p.ID], "reaction", map[string]any{"note": notes[i]}); err != nil {
				return fmt.Errorf("%s felt statement %d: %w", p.ID, i, err)
			}
		}
	}
	return nil
}
