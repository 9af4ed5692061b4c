package boards_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/order"
	"feltboard/boards/text"
)

// story is a room with shorthands, for tests that tell one.
type story struct {
	*testing.T
	*boardtest.Room
	rng *rand.Rand
}

const (
	host = iota
	anna
	ben
	carla
	dora
	emil
	viewer
)

func tell(t *testing.T) *story {
	rng := rand.New(rand.NewPCG(7, 7))
	return &story{t, boardtest.NewRoom(rng), rng}
}

func (s *story) as(who int) boards.Actor { return s.Actors[who] }

func (s *story) anon(who int) boards.Actor {
	a := s.Actors[who]
	a.Anon = true
	return a
}

// note has somebody write; it must be allowed.
func (s *story) note(who int, words string) string {
	s.Helper()
	op := boardtest.NoteOp(s.rng, s.State, boardtest.Roles[who], words, false)
	s.yes(s.as(who), op)
	return op.ID
}

func (s *story) yes(a boards.Actor, ops ...boards.Op) *boards.Change {
	s.Helper()
	c, err := s.Ask(a, ops...)
	if err != nil {
		s.Fatalf("refused: %v", err)
	}
	return c
}

func (s *story) no(code boards.Code, a boards.Actor, ops ...boards.Op) {
	s.Helper()
	before := string(s.State.Encode())
	_, err := s.Ask(a, ops...)
	if err == nil || err.Code != code {
		s.Fatalf("want %s, got %v", code, err)
	}
	if string(s.State.Encode()) != before {
		s.Fatal("a refusal changed the board")
	}
	if err.Message == "" || strings.Contains(err.Message, "MARKER") {
		s.Fatalf("message %q", err.Message)
	}
}

func set(id string, f map[string]any) boards.Op { return boards.Op{Kind: boards.Set, ID: id, F: f} }
func edit(id string, steps ...text.Component) boards.Op {
	return boards.Op{Kind: boards.EditText, ID: id, Field: "text", Edit: text.New(steps...)}
}
func del(id string) boards.Op { return boards.Op{Kind: boards.Del, ID: id} }

func TestB2SchemaRefusesByName(t *testing.T) {
	s := tell(t)
	zone := s.State.Of("zone")[0].ID
	note := func(f map[string]any) boards.Op {
		id := boardtest.ID(s.rng)
		base := map[string]any{"side": "team", "place": map[string]any{"zone": zone, "order": ""}}
		for k, v := range f {
			base[k] = v
		}
		return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "note", F: base}}
	}
	for _, c := range []struct {
		name string
		code boards.Code
		op   boards.Op
	}{
		{"a field nobody knows", boards.UnknownField, note(map[string]any{"colour": "red"})},
		{"__proto__", boards.UnknownField, note(map[string]any{"__proto__": "x"})},
		{"a kind that is none", boards.BadValue, note(map[string]any{"kind": "MARKER"})},
		{"a number for text", boards.BadValue, note(map[string]any{"text": int64(1)})},
		{"emotion out of range", boards.BadValue, note(map[string]any{"emotion": int64(3)})},
		{"text too long", boards.TooLong, note(map[string]any{"text": strings.Repeat("é", 5001)})},
		{"half a place", boards.BadValue, note(map[string]any{"place": map[string]any{"zone": zone}})},
		{"a place with more", boards.BadValue, note(map[string]any{"place": map[string]any{"zone": zone, "order": "", "x": int64(1)}})},
		{"a zone that is no zone", boards.NotFound, note(map[string]any{"place": map[string]any{"zone": s.as(anna).Member, "order": ""}})},
		{"no zone", boards.NotFound, note(map[string]any{"place": map[string]any{"zone": "", "order": "a0"}})},
		{"a bidi override", boards.BadValue, note(map[string]any{"text": "a\u202Eb"})},
		{"a bell", boards.BadValue, note(map[string]any{"text": "a\ab"})},
		{"state by hand", boards.Forbidden, note(map[string]any{"state": "private"})},
		{"somebody who is not here", boards.NotFound, note(map[string]any{"side": "customer", "behalf": boardtest.ID(s.rng)})},
		{"a record of no type", boards.UnknownType, boards.Op{Kind: boards.Put, Rec: &boards.Record{ID: boardtest.ID(s.rng), Type: "MARKER"}}},
		{"an id with a time in it", boards.BadValue, boards.Op{Kind: boards.Put, Rec: &boards.Record{ID: "01890000-0000-7000-8000-000000000000", Type: "theme"}}},
		{"an id that exists", boards.Exists, boards.Op{Kind: boards.Put, Rec: &boards.Record{ID: zone, Type: "theme"}}},
		{"text by set", boards.BadOp, set(s.note(anna, "x"), map[string]any{"text": "y"})},
		{"an edit past the end", boards.BadOp, edit(s.note(anna, "x"), text.Retain(9), text.Insert("y"))},
		{"no step of ours", boards.BadOp, boards.Op{Kind: "merge", ID: s.note(anna, "x")}},
		{"nothing at all", boards.NotFound, del("")},
	} {
		t.Run(c.name, func(t *testing.T) { (&story{t, s.Room, s.rng}).no(c.code, s.as(anna), c.op) })
	}
	s.no(boards.BadOp, s.as(anna))
	s.no(boards.BadOp, s.as(anna), make([]boards.Op, boards.MaxOps+1)...)
}

func TestB2TooManyRecords(t *testing.T) {
	s := tell(t)
	theme := func() boards.Op {
		id := boardtest.ID(s.rng)
		return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "theme"}}
	}
	for range 200 {
		s.yes(s.as(anna), theme())
	}
	s.no(boards.Limit, s.as(anna), theme())
}

// S-18: a board's state is bounded, whatever it is made of.
func TestB2ABoardThatIsFullTakesWhatMakesItNoLarger(t *testing.T) {
	s := tell(t)
	long := strings.Repeat("\U0001F9F5", boards.MaxNoteText)
	var id string
	for {
		op := boardtest.NoteOp(s.rng, s.State, boards.Client, long, false)
		_, err := s.Ask(s.as(carla), op)
		if err != nil {
			if err.Code != boards.Limit {
				t.Fatal(err)
			}
			break
		}
		if id = op.ID; len(s.Journal) > 5000 {
			t.Fatal("the board takes more and more")
		}
	}
	if n := len(s.State.Encode()); n > boards.MaxBytes*11/10 || n < boards.MaxBytes*9/10 {
		t.Errorf("it is full at %d bytes", n)
	}
	s.no(boards.Limit, s.as(host), boardtest.NoteOp(s.rng, s.State, boards.Facilitator, long, false))
	s.yes(s.as(carla), edit(id, text.Delete(13)))
	s.yes(s.as(carla), edit(id, text.Insert("room for this")))
	loaded, err := boards.DecodeState(s.State.Encode())
	if err != nil {
		t.Fatal(err)
	}
	_, refused := boards.Admit(loaded, boards.Env{}, s.as(host), boards.Mutation{Client: boardtest.ID(s.rng), N: 1, Ops: []boards.Op{
		boardtest.NoteOp(s.rng, s.State, boards.Facilitator, long, false),
	}})
	if refused == nil || refused.Code != boards.Limit {
		t.Errorf("a loaded board has forgotten that it is full: %v", refused)
	}
}

func TestB2ANoteStaysInAZone(t *testing.T) {
	s := tell(t)
	s.no(boards.NotFound, s.as(dora), set(s.note(carla, "x"), map[string]any{"place": map[string]any{"zone": "", "order": ""}}))
}

func TestB3DefaultsAreLeftOut(t *testing.T) {
	s := tell(t)
	id := s.note(anna, "x")
	s.yes(s.as(anna), set(id, map[string]any{"emotion": int64(1), "kind": "observation"}))
	s.yes(s.as(anna), set(id, map[string]any{"emotion": nil}))
	r := s.State.Record(id)
	for _, name := range []string{"emotion", "kind", "anon"} {
		if _, there := r.F[name]; there {
			t.Errorf("%s is stored though it is the default", name)
		}
	}
	if r.Get("kind") != "observation" || r.Get("anon") != false || len(r.List("because")) != 0 {
		t.Error("an unset field does not read as its default")
	}
}

func TestB6WhoAndWhen(t *testing.T) {
	s := tell(t)
	id := s.note(anna, "x")
	r := s.State.Record(id)
	if r.By != s.as(anna).Member || r.At == 0 {
		t.Errorf("by %q at %d", r.By, r.At)
	}
	s.yes(s.as(ben), edit(id, text.Insert("y")))
	if r := s.State.Record(id); r.EditedBy != s.as(ben).Member || r.EditedAt <= r.At {
		t.Errorf("edited by %q at %d", r.EditedBy, r.EditedAt)
	}
	before := s.State.Time
	op := boardtest.NoteOp(s.rng, s.State, boards.Client, "x", true)
	c := s.yes(s.anon(carla), op)
	s.yes(s.anon(carla), edit(op.ID, text.Insert("y")))
	s.yes(s.as(anna), set(op.ID, map[string]any{"place": s.State.Record(id).Get("place")}))
	r = s.State.Record(op.ID)
	if r.By != "" || r.At != 0 || r.EditedBy != "" || r.EditedAt != 0 || r.Owner != s.as(carla).Owner {
		t.Errorf("an anonymous note keeps %+v", r)
	}
	if c.Entry.By != "" || c.Entry.T != before {
		t.Errorf("its entry tells who or when: %+v", c.Entry)
	}
}

func TestB11DecidedOnce(t *testing.T) {
	s := tell(t)
	a, c := s.as(anna), boardtest.ID(s.rng)
	ask := func(n int64, void []int64, ops ...boards.Op) *boards.Error {
		_, err := s.Try(a, boards.Mutation{Client: c, N: n, Base: s.State.Seq, Void: void, Ops: ops})
		return err
	}
	op := func() boards.Op { return boardtest.NoteOp(s.rng, s.State, boards.Team, "x", false) }
	if err := ask(3, nil, op()); err == nil || err.Code != boards.UnknownClient {
		t.Fatalf("an id nobody knows that starts at 3: %v", err)
	}
	if err := ask(1, nil, op()); err != nil {
		t.Fatal(err)
	}
	if code, decided := s.State.Decided(c, 1); !decided || code != "" {
		t.Fatalf("1 is decided %q %v", code, decided)
	}
	if err := ask(1, nil, op()); err == nil || err.Code != boards.Gap || err.Next != 2 {
		t.Fatalf("1 again: %v", err)
	}
	if err := ask(3, nil, op()); err == nil || err.Code != boards.Gap || err.Next != 2 {
		t.Fatalf("3 before 2: %v", err)
	}
	s.State.Refuse(c, a, 2, boards.Forbidden)
	if code, decided := s.State.Decided(c, 2); !decided || code != boards.Forbidden {
		t.Fatalf("2 is decided %q %v", code, decided)
	}
	if err := ask(3, nil, op()); err != nil {
		t.Fatalf("3 after 2 was refused: %v", err)
	}
	if n, refused := s.State.Last(c, a); n != 3 || len(refused) != 1 || refused[0] != (boards.Refusal{N: 2, Code: boards.Forbidden}) {
		t.Fatalf("last %d %v", n, refused)
	}
	if err := ask(5, []int64{4}, op()); err != nil {
		t.Fatalf("5 with 4 void, as after a server that forgot: %v", err)
	}
	if n, _ := s.State.Last(c, s.as(ben)); n != 0 {
		t.Fatal("somebody else learns of the client id")
	}
	if _, err := s.Try(s.as(ben), boards.Mutation{Client: c, N: 6, Base: s.State.Seq, Ops: []boards.Op{op()}}); err == nil || err.Code != boards.ClientTaken {
		t.Fatalf("somebody else goes on with it: %v", err)
	}
}

func TestB12TooManyRefusalsInARowAskForAFreshClientID(t *testing.T) {
	s := tell(t)
	c := boardtest.ID(s.rng)
	ask := func(n int64, void []int64) *boards.Error {
		_, err := s.Try(s.as(anna), boards.Mutation{Client: c, N: n, Void: void, Ops: []boards.Op{set(s.as(anna).Member, map[string]any{"hue": int64(1)})}})
		return err
	}
	for n := range int64(boards.MaxRefused) {
		s.State.Refuse(c, s.as(anna), n+1, boards.Forbidden)
	}
	s.State.Refuse(c, s.as(anna), 65, boards.Forbidden)
	if err := ask(66, []int64{1}); err == nil || err.Code != boards.UnknownClient {
		t.Errorf("number 66 after 65 refusals: %v", err)
	}
}

func TestB12TheLongestUnusedClientIsForgotten(t *testing.T) {
	s := tell(t)
	ask := func(c string, n int64) *boards.Error {
		_, err := s.Try(s.as(anna), boards.Mutation{Client: c, N: n, Base: s.State.Seq, Ops: []boards.Op{set(s.as(anna).Member, map[string]any{"hue": n % 360})}})
		return err
	}
	first := boardtest.ID(s.rng)
	if err := ask(first, 1); err != nil {
		t.Fatal(err)
	}
	for range boards.MaxClients {
		if s.State.MayHaveForgotten(first) {
			t.Fatal("it is forgotten too early")
		}
		if err := ask(boardtest.ID(s.rng), 1); err != nil {
			t.Fatal(err)
		}
	}
	if !s.State.MayHaveForgotten(first) {
		t.Fatal("nobody says that it may have been forgotten")
	}
	if err := ask(first, 2); err == nil || err.Code != boards.UnknownClient {
		t.Fatalf("the forgotten one goes on: %v", err)
	}
}

func TestB13EditsMergeByCharacter(t *testing.T) {
	s := tell(t)
	id := s.note(anna, "seats")
	base := s.State.Seq
	s.yes(s.as(ben), edit(id, text.Retain(5), text.Insert(" gone")))
	if _, err := s.AskOn(s.as(carla), base, edit(id, text.Insert("my "))); err != nil {
		t.Fatal(err)
	}
	if _, err := s.AskOn(s.as(anna), base, edit(id, text.Retain(5), text.Insert("!"))); err != nil {
		t.Fatal(err)
	}
	if got := s.State.Record(id).Str("text"); got != "my seats gone!" {
		t.Fatalf("%q", got)
	}
	if _, err := s.AskOn(s.as(anna), s.State.Seq+1, edit(id, text.Insert("x"))); err == nil || err.Code != boards.StaleBase {
		t.Fatalf("a base from the future: %v", err)
	}
	loaded, err := boards.DecodeState(s.State.Encode())
	if err != nil {
		t.Fatal(err)
	}
	_, refused := boards.Admit(loaded, boards.Env{}, s.as(anna), boards.Mutation{Client: boardtest.ID(s.rng), N: 1, Base: base, Ops: []boards.Op{edit(id, text.Insert("x"))}})
	if refused == nil || refused.Code != boards.StaleBase {
		t.Fatalf("a base before the snapshot: %v", refused)
	}
}

// A late edit is as much work as what it is rebased over, and all boards wait for it.
func TestB13RebasingIsBounded(t *testing.T) {
	s := tell(t)
	id := s.note(carla, strings.Repeat("a", boards.MaxNoteText))
	base := s.State.Seq
	var even, odd []text.Component
	for range boards.MaxNoteText / 2 {
		even = append(even, text.Insert("b"), text.Delete(1), text.Retain(1))
		odd = append(odd, text.Retain(1), text.Delete(1))
	}
	for range 20 {
		s.yes(s.as(carla), edit(id, even...))
	}
	if _, err := s.AskOn(s.as(carla), s.State.Seq-1, edit(id, odd[:2]...)); err != nil {
		t.Errorf("a small edit, a little late: %v", err)
	}
	for range 10 {
		s.yes(s.as(carla), edit(id, even...))
	}
	if _, err := s.AskOn(s.as(carla), base, edit(id, odd...)); err == nil || err.Code != boards.StaleBase {
		t.Errorf("a large edit, over 31 large ones: %v", err)
	}
}

func TestB14ATextMayAlwaysShrink(t *testing.T) {
	s := tell(t)
	id := s.note(anna, strings.Repeat("é", boards.MaxNoteText))
	s.no(boards.TooLong, s.as(anna), edit(id, text.Insert("é")))
	s.yes(s.as(anna), edit(id, text.Delete(1)))
	s.yes(s.as(anna), edit(id, text.Insert("é")))
}

func TestB15UndoTakesBackOnlyWhatStillStands(t *testing.T) {
	s := tell(t)
	id := s.note(anna, "x")
	was := func(f, was map[string]any) boards.Op { return boards.Op{Kind: boards.Set, ID: id, F: f, Was: was} }
	s.yes(s.as(anna), set(id, map[string]any{"severity": int64(2), "kind": "data"}))
	s.yes(s.as(ben), set(id, map[string]any{"severity": int64(4)}))
	s.yes(s.as(anna), was(map[string]any{"severity": nil, "kind": "assumption"}, map[string]any{"severity": int64(2), "kind": "data"}))
	r := s.State.Record(id)
	if n, _ := r.Int("severity"); n != 4 || r.Str("kind") != "assumption" {
		t.Fatalf("severity %d, kind %s", n, r.Str("kind"))
	}
	s.no(boards.Changed, s.as(anna), was(map[string]any{"severity": nil}, map[string]any{"severity": int64(2)}))
}

func TestB16WhatWasTypedIntoADeletedNoteIsKept(t *testing.T) {
	s := tell(t)
	id := s.note(anna, "seat")
	s.yes(s.as(anna), del(id))
	s.yes(s.as(ben), edit(id, text.Retain(4), text.Insert("s")))
	s.yes(s.as(anna), boards.Op{Kind: boards.Res, ID: id})
	if got := s.State.Record(id).Str("text"); got != "seats" {
		t.Fatalf("%q", got)
	}
}

func TestB17PrivateNotesAreEvidenceForNothing(t *testing.T) {
	s := tell(t)
	insight := func(note string) boards.Op {
		id := boardtest.ID(s.rng)
		return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "insight", F: map[string]any{"evidence": []any{note}}}}
	}
	open := s.note(carla, "x")
	s.yes(s.as(anna), insight(open))
	s.no(boards.NotFound, s.as(anna), insight(boardtest.ID(s.rng)))
	s.no(boards.NotFound, s.as(anna), insight(s.as(anna).Member[:35]+"0"))
	s.ToPhase(1)
	mine := s.note(anna, "x")
	s.no(boards.NotFound, s.as(anna), insight(mine))
}

func TestB18Lanes(t *testing.T) {
	s := tell(t)
	op := boardtest.NoteOp(s.rng, s.State, boards.Client, "x", true)
	s.no(boards.WrongLane, s.as(carla), op)
	s.yes(s.anon(carla), op)
	s.no(boards.WrongLane, s.as(carla), edit(op.ID, text.Insert("y")))
	s.no(boards.WrongLane, s.anon(carla), boardtest.NoteOp(s.rng, s.State, boards.Client, "x", false))
	s.no(boards.WrongLane, s.anon(carla), set(s.as(carla).Member, map[string]any{"name": "Carla"}))
	s.no(boards.WrongLane, s.anon(dora), edit(op.ID, text.Insert("y")))
	s.no(boards.Forbidden, s.as(dora), edit(op.ID, text.Insert("y")))
	s.yes(s.anon(carla), edit(op.ID, text.Insert("y")))
	s.yes(s.anon(carla), del(op.ID))
	nobody := s.anon(dora)
	nobody.Owner = ""
	s.no(boards.WrongLane, nobody, op)
}

func TestB22RevealIsOneEntryInRandomOrder(t *testing.T) {
	s := tell(t)
	open := s.note(anna, "open")
	s.ToPhase(1)
	if boards.Project(s.State, viewers(s.Room)[host]).Shared[open] != nil {
		t.Error("see: own shows an earlier note of somebody else")
	}
	zone := s.State.Of("zone")[0].ID
	var ids []string
	for range 40 {
		op := boardtest.NoteOp(s.rng, s.State, boards.Client, "x", false)
		op.Rec.F["place"] = map[string]any{"zone": zone, "order": "a0"}
		s.yes(s.as(carla), op)
		ids = append(ids, op.ID)
	}
	seq := s.State.Seq
	s.ToPhase(2)
	if s.State.Seq != seq+1 {
		t.Error("the reveal took more than one entry")
	}
	keys, ascending := map[string]bool{}, 0
	for i, id := range ids {
		r := s.State.Record(id)
		if r.Str("state") != "revealed" {
			t.Fatalf("note %d is still private", i)
		}
		keys[r.Part("place", "order")] = true
		if i > 0 && r.Part("place", "order") > s.State.Record(ids[i-1]).Part("place", "order") {
			ascending++
		}
	}
	if len(keys) != 40 {
		t.Errorf("%d different order keys for 40 notes", len(keys))
	}
	if ascending < 8 || ascending > 31 {
		t.Errorf("the order after the reveal follows the order of writing: %d of 39 ascend", ascending)
	}
	s.ToPhase(1)
	s.ToPhase(0)
	if got := boards.Project(s.State, viewers(s.Room)[host]).Shared; got[open] == nil || got[ids[0]] == nil {
		t.Error("going back and forth lost a note")
	}
}

func TestB33DeletedNotes(t *testing.T) {
	s := tell(t)
	id := s.note(carla, "regretted")
	s.yes(s.as(carla), del(id))
	for i, v := range viewers(s.Room) {
		view := boards.Project(s.State, v)
		sees := view.Shared[id] != nil || view.Own[id] != nil
		if want := i == host || i == carla; sees != want {
			t.Errorf("actor %d sees the deleted note: %v", i, sees)
		}
	}
}

// What somebody wrote privately and deleted before the reveal was never anybody else's to see.
func TestB33ARevealLeavesDeletedPrivateNotesToTheirAuthor(t *testing.T) {
	s := tell(t)
	s.ToPhase(1)
	zone := s.State.Of("zone")[0].ID
	write := func() string {
		op := boardtest.NoteOp(s.rng, s.State, boards.Client, "x", false)
		op.Rec.F["place"] = map[string]any{"zone": zone, "order": "a0"}
		s.yes(s.as(carla), op)
		return op.ID
	}
	regretted := write()
	s.yes(s.as(carla), del(regretted))
	kept := []string{write(), write()}
	s.ToPhase(2)
	sees := func(who int) bool {
		view := boards.Project(s.State, viewers(s.Room)[who])
		return view.Shared[regretted] != nil || view.Own[regretted] != nil
	}
	for who := range viewers(s.Room) {
		if got := sees(who); got != (who == carla) {
			t.Errorf("actor %d sees the deleted note: %v", who, got)
		}
	}
	s.no(boards.NotFound, s.as(host), boards.Op{Kind: boards.Res, ID: regretted})
	want, err := order.N("", "", len(kept))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, id := range kept {
		got = append(got, s.State.Record(id).Part("place", "order"))
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the keys %q leave room for a note that nobody may know of; without it they are %q", got, want)
	}
	s.yes(s.as(carla), boards.Op{Kind: boards.Res, ID: regretted})
	for who := range viewers(s.Room) {
		if !sees(who) {
			t.Errorf("actor %d does not see the note its author restored", who)
		}
	}
}

// One mutation may write, restore and go on to the next phase: the reveal sees the board as its ops leave it.
func TestB22ARevealTakesWhatItsOwnMutationWrote(t *testing.T) {
	s := tell(t)
	s.ToPhase(1)
	old := s.note(host, "restored")
	s.yes(s.as(host), del(old))
	fresh := boardtest.NoteOp(s.rng, s.State, boards.Facilitator, "fresh", false)
	phase := boardtest.Sorted(s.State, "phase")[2].ID
	s.yes(s.as(host), fresh, boards.Op{Kind: boards.Res, ID: old}, set(s.State.Of("session")[0].ID, map[string]any{"phase": phase}))
	for _, id := range []string{old, fresh.ID} {
		if boards.Project(s.State, viewers(s.Room)[viewer]).Shared[id] == nil {
			t.Errorf("a note stays hidden for ever")
		}
	}
}

func TestB35ConsentIsNotForOtherCustomers(t *testing.T) {
	s := tell(t)
	s.yes(s.as(carla), set(s.as(carla).Member, map[string]any{"consent": "quote"}))
	s.yes(s.as(host), set(s.as(carla).Member, map[string]any{"customer": "Opera North"}))
	for i, v := range viewers(s.Room) {
		view := boards.Project(s.State, v)
		rec := view.Shared[s.as(carla).Member]
		if o := view.Own[s.as(carla).Member]; o != nil {
			rec = o
		}
		sees := rec.F["consent"] == "quote" && rec.F["customer"] == "Opera North"
		if want := i <= ben || i == carla; sees != want {
			t.Errorf("actor %d sees Carla's consent: %v", i, sees)
		}
	}
}

func TestB25WhoseWordsAndWhoAllowsThem(t *testing.T) {
	s := tell(t)
	op := boardtest.NoteOp(s.rng, s.State, boards.Team, "too dear", false)
	op.Rec.F["side"], op.Rec.F["kind"], op.Rec.F["behalf"] = "customer", "quote", s.as(carla).Member
	s.yes(s.as(anna), op)
	consent := func(v string) boards.Op { return set(op.ID, map[string]any{"consent": v}) }
	s.no(boards.Forbidden, s.as(anna), consent("quote"))
	s.no(boards.Forbidden, s.as(dora), consent("quote"))
	s.yes(s.as(carla), consent("quote"))
	s.no(boards.Forbidden, s.as(carla), set(op.ID, map[string]any{"behalf": s.as(dora).Member}))
	s.no(boards.Forbidden, s.as(anna), set(op.ID, map[string]any{"behalf": ""}))
	s.yes(s.as(anna), set(op.ID, map[string]any{"behalf": s.as(dora).Member}))
	if got := s.State.Record(op.ID).Str("consent"); got != "default" {
		t.Errorf("after it turned out to be Dora's, consent is %q", got)
	}
	own := s.note(carla, "mine")
	s.no(boards.Forbidden, s.as(carla), set(own, map[string]any{"whose": "my brother"}))
	s.no(boards.Forbidden, s.as(anna), set(s.note(anna, "x"), map[string]any{"whose": "a customer"}))
	wrong := boardtest.NoteOp(s.rng, s.State, boards.Team, "x", false)
	wrong.Rec.F["side"] = "customer"
	s.no(boards.Forbidden, s.as(anna), wrong)
}

func TestB8NamesShowThemselves(t *testing.T) {
	s := tell(t)
	name := func(v string) boards.Op { return set(s.as(carla).Member, map[string]any{"name": v}) }
	for _, good := range []string{"", "Carla", "Kirsten Wolff-Hagenström", "Zoë 👩‍🌾", "山田"} {
		s.yes(s.as(carla), name(good))
	}
	for _, bad := range []string{" ", "  Carla", "Carla\u200b", "\u202eadmin", "a\u0301\u0301\u0301\u0301", strings.Repeat("x", 41), "\u2800", "\uff21nna"} {
		s.no(boards.BadValue, s.as(carla), name(bad))
	}
}

func TestB29Pseudonyms(t *testing.T) {
	s := tell(t)
	want := []string{"T1", "T2", "T3", "P1", "P2", "P3", "T4"}
	for i, a := range s.Actors {
		m := s.State.Record(a.Member)
		consent := map[bool]string{true: "room", false: "quote"}[boardtest.Roles[i] == boards.Client]
		if m.Str("pseudonym") != want[i] || m.Str("consent") != consent {
			t.Errorf("actor %d is %s with consent %s", i, m.Str("pseudonym"), m.Str("consent"))
		}
	}
}
