// Package boardtest makes boards, people and random work for the tests of this module. All of it is drawn from the
// given source, so a seed replays it.
package boardtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/boards/order"
	"feltboard/boards/text"
)

// Room is a board with people: a facilitator, two of the team, three clients and a viewer.
type Room struct {
	Board   string
	State   *boards.State
	Actors  []boards.Actor // in the named lane; Owner is set
	Journal [][]byte       // the payloads of all entries so far
	rng     *rand.Rand
	n       map[string]int64
}

// Roles of a Room's actors, by index.
var Roles = []boards.Role{boards.Facilitator, boards.Team, boards.Team, boards.Client, boards.Client, boards.Client, boards.Observer}

// Plain is the template of fixture.Plain.
func Plain() boards.Template {
	t, err := boards.ParseTemplate(fixture.Plain)
	if err != nil {
		panic(err)
	}
	t.ID = "plain"
	return t
}

// NewRoom starts a plain board and lets everybody in.
func NewRoom(rng *rand.Rand) *Room {
	r := &Room{State: boards.NewState(), rng: rng, n: map[string]int64{}}
	r.Board = ID(rng)
	r.System(Plain().Ops(boards.BoardInfo{ID: r.Board, Title: "Room", Persona: "First-time buyers"}, func() string { return ID(rng) }))
	for i, role := range Roles {
		a := boards.Actor{Member: ID(rng), Owner: boards.OwnerKey(fmt.Sprintf("secret-of-participant-%d", i), r.Board)}
		r.System(boards.JoinOps(r.State, boards.Join{Member: a.Member, Name: fmt.Sprintf("Person %d", i), Role: role, Draw: hash(a.Member)}))
		r.Actors = append(r.Actors, a)
	}
	return r
}

// System admits and applies a mutation of the system; it must be allowed.
func (r *Room) System(ops []boards.Op) *boards.Change {
	c, err := r.Try(boards.Actor{System: true}, boards.Mutation{Ops: ops})
	if err != nil {
		panic(err)
	}
	return c
}

// Try admits a mutation and applies its entry, by way of its encoded form.
func (r *Room) Try(a boards.Actor, m boards.Mutation) (*boards.Change, *boards.Error) {
	var seed [32]byte
	for i := range seed {
		seed[i] = byte(r.rng.Uint32())
	}
	e, refused := boards.Admit(r.State, boards.Env{Now: 1_700_000_000_000 + r.State.Seq*1000, Seed: seed}, a, m)
	if refused != nil {
		return nil, refused
	}
	payload := e.Encode()
	decided, err := boards.DecodeEntry(e.Seq, payload)
	if err != nil {
		panic(err)
	}
	r.Journal = append(r.Journal, payload)
	return r.State.Apply(decided), nil
}

// Ask numbers ops as the next mutation of the actor's client id (one per lane) on the newest base, and tries them.
// A final refusal is remembered as the live path does.
func (r *Room) Ask(a boards.Actor, ops ...boards.Op) (*boards.Change, *boards.Error) {
	return r.AskOn(a, r.State.Seq, ops...)
}

// AskOn is Ask with text edits made on an older base.
func (r *Room) AskOn(a boards.Actor, base int64, ops ...boards.Op) (*boards.Change, *boards.Error) {
	c := r.Client(a)
	m := boards.Mutation{Client: c, N: r.n[c] + 1, Base: base, Ops: ops}
	change, err := r.Try(a, m)
	if err == nil || err.Code.Final() {
		r.n[c]++
	}
	if err != nil && err.Code.Final() {
		r.State.Refuse(c, a, m.N, err.Code)
	}
	return change, err
}

// Client is the client id of an actor's lane.
func (r *Room) Client(a boards.Actor) string {
	src := rand.New(rand.NewPCG(1, hash(fmt.Sprint(a.Member, a.Anon))))
	return ID(src)
}

func hash(s string) (h uint64) {
	h = 14695981039346656037
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// ToPhase moves the board to its i-th phase, as the facilitator.
func (r *Room) ToPhase(i int) { r.ToPhaseAs(0, i) }

// ToPhaseAs is ToPhase as another actor.
func (r *Room) ToPhaseAs(who, i int) {
	phases := Sorted(r.State, "phase")
	if _, err := r.Ask(r.Actors[who], boards.Op{Kind: boards.Set, ID: r.State.Of("session")[0].ID, F: map[string]any{"phase": phases[i].ID}}); err != nil {
		panic(err)
	}
}

// Sorted returns the records of a type by their order field.
func Sorted(s *boards.State, typ string) []*boards.Record {
	return slices.SortedStableFunc(slices.Values(s.Of(typ)), func(a, b *boards.Record) int {
		switch x, y := a.Str("order"), b.Str("order"); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
}

// ID draws a random record id.
func ID(rng *rand.Rand) string {
	a, b := rng.Uint64(), rng.Uint64()
	a = a&^0xf000 | 0x4000
	b = b&^(3<<62) | 2<<62
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", a>>32, a>>16&0xffff, a&0xffff, b>>48, b&0xffffffffffff)
}

// NoteOp makes a note as a role would, in a zone of its choice.
func NoteOp(rng *rand.Rand, s *boards.State, role boards.Role, words string, anon bool) boards.Op {
	zones := s.Of("zone")
	return noteIn(rng, zones[rng.IntN(len(zones))].ID, role, words, anon)
}

func noteIn(rng *rand.Rand, zone string, role boards.Role, words string, anon bool) boards.Op {
	f := map[string]any{
		"text":  words,
		"place": map[string]any{"zone": zone, "order": Key(rng)},
		"side":  role.Side(),
		"kind":  "quote",
	}
	if role != boards.Client {
		f["kind"] = "assumption"
	}
	if anon {
		f["anon"] = true
	}
	id := ID(rng)
	return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "note", F: f}}
}

// Key draws an order key.
func Key(rng *rand.Rand) string {
	keys, err := order.N("", "", 50)
	if err != nil {
		panic(err)
	}
	return keys[rng.IntN(len(keys))]
}

// words is what people type at random: joins, splits and characters that count differently in Go and JavaScript.
var words = []string{"a", "seat ", "Warteschlange ", "¿por qué? ", "😀", "👩‍👩‍👧", "é", "x\n", "queue, again", "\u2028", "<b>"}

// Words draws something short to type.
func Words(rng *rand.Rand) string { return words[rng.IntN(len(words))] }

// EditOf draws an edit that fits a text.
func EditOf(rng *rand.Rand, s string) text.Edit {
	n := len([]rune(s))
	at := rng.IntN(n + 1)
	steps := []text.Component{text.Retain(at)}
	if n > at && rng.IntN(3) == 0 {
		steps = append(steps, text.Delete(1+rng.IntN(min(n-at, 8))))
	}
	if rng.IntN(4) > 0 || len(steps) == 1 {
		steps = append(steps, text.Insert(Words(rng)))
	}
	return text.New(steps...)
}

// Seen is a board as somebody who works on it sees it.
type Seen struct {
	boards.View
	Member string
	Role   boards.Role
	Text   func(id, field string) string // with what they have typed and nobody has answered yet
}

// See is what an actor sees of a state.
func See(s *boards.State, a boards.Actor) Seen {
	role := s.Role(a.Member)
	seen := Seen{Member: a.Member, Role: role, View: boards.Project(s, boards.Viewer{Member: a.Member, Owner: a.Owner, Audience: role.Audience()})}
	seen.Text = func(id, field string) string {
		words, _ := seen.record(id).F[field].(string)
		return words
	}
	return seen
}

func (s Seen) record(id string) *boards.ViewRecord {
	if r := s.Own[id]; r != nil {
		return r
	}
	return s.Shared[id]
}

// of returns the records of a type, sorted by id, so that a seed draws the same.
func (s Seen) of(typ string) (out []*boards.ViewRecord) {
	for id, r := range s.Shared {
		if r.Type == typ && s.Own[id] == nil {
			out = append(out, r)
		}
	}
	for _, r := range s.Own {
		if r.Type == typ {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *boards.ViewRecord) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func (s Seen) any(rng *rand.Rand, typ string) string {
	all := s.of(typ)
	return all[rng.IntN(len(all))].ID
}

// Work draws what somebody might do next, and in which lane: well over half of it edits text at a random place;
// the rest makes, moves, deletes and restores notes, stitches, makes insights and actions and answers them, takes part in a session, and now and then leads it.
// It may be refused;
// that is part of it.
func Work(rng *rand.Rand, s Seen) (anon bool, ops []boards.Op) {
	set := func(id string, f map[string]any) []boards.Op { return []boards.Op{{Kind: boards.Set, ID: id, F: f}} }
	if s.Role == boards.Facilitator && rng.IntN(6) == 0 {
		return false, set(s.any(rng, "session"), map[string]any{"phase": s.any(rng, "phase")})
	}
	if rng.IntN(11) == 0 {
		return lead(rng, s)
	}
	if rng.IntN(9) == 0 {
		return desk(rng, s)
	}
	if action := s.asked(); action != nil && rng.IntN(4) == 0 {
		return ack(rng, s, action)
	}
	notes := s.of("note")
	if len(notes) == 0 || rng.IntN(12) == 0 {
		anon = rng.IntN(4) == 0
		return anon, []boards.Op{noteIn(rng, s.any(rng, "zone"), s.Role, Words(rng), anon)}
	}
	n := notes[rng.IntN(len(notes))]
	put := func(typ string, f map[string]any) []boards.Op {
		id := ID(rng)
		return []boards.Op{{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}}}
	}
	mine := n.Mine && n.F["anon"] == true
	if rng.IntN(4) > 0 {
		return mine, []boards.Op{{Kind: boards.EditText, ID: n.ID, Field: "text", Edit: EditOf(rng, s.Text(n.ID, "text"))}}
	}
	switch k := rng.IntN(9); {
	case k < 3:
		return mine, set(n.ID, map[string]any{"place": map[string]any{"zone": s.any(rng, "zone"), "order": Key(rng)}})
	case k == 3:
		return mine, []boards.Op{{Kind: boards.Del, ID: n.ID, As: one(rng, "", boards.Undone)}}
	case k == 4:
		return mine, []boards.Op{{Kind: boards.Res, ID: n.ID}}
	case k == 5:
		return false, put("reaction", map[string]any{"note": n.ID, "kind": one(rng, boards.Felt, boards.Felt, "agree", "heart", "surprise", "unsure")})
	case k == 6:
		return false, put("insight", map[string]any{"statement": Words(rng), "evidence": []any{n.ID}})
	case k == 7:
		return mine, set(n.ID, map[string]any{"emotion": int64(rng.IntN(5) - 2)})
	default:
		consents := []any{"room", "paraphrase", "quote"}
		return false, set(s.Member, map[string]any{"consent": consents[rng.IntN(3)]})
	}
}

// WorkAs is Work for an actor of a room, with the lane in the returned actor.
func WorkAs(rng *rand.Rand, s *boards.State, a boards.Actor) (boards.Actor, []boards.Op) {
	anon, ops := Work(rng, See(s, a))
	a.Anon = anon
	return a, ops
}
