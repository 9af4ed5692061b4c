package boards

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"feltboard/boards/fixture"
)

type gatherRoom struct {
	t    *testing.T
	next int
}

func (r *gatherRoom) id() string {
	r.next++
	return fmt.Sprintf("%08x-0000-4000-8000-000000000000", r.next)
}

// do decides ops of the system and applies them.
func (r *gatherRoom) do(s *State, ops ...Op) {
	r.t.Helper()
	e, err := Admit(s, Env{}, Actor{System: true}, Mutation{Base: s.Seq, Ops: ops})
	if err != nil {
		r.t.Fatal(err)
	}
	s.Apply(e)
}

// board is a new one of the plain kind, whose notes everybody sees, with two customers.
func (r *gatherRoom) board(title, persona string) (s *State, id string, people []string) {
	r.t.Helper()
	t, bad := ParseTemplate(fixture.Plain)
	if bad != nil {
		r.t.Fatal(bad)
	}
	s, id = NewState(), r.id()
	r.do(s, t.Ops(BoardInfo{ID: id, Title: title, Persona: persona}, r.id)...)
	for i := range 2 {
		m := r.id()
		r.do(s, JoinOps(s, Join{Member: m, Name: fmt.Sprintf("Name %d of %s", i, title), Role: Client, Draw: uint64(i)})...)
		people = append(people, m)
	}
	return s, id, people
}

func (r *gatherRoom) note(s *State, by string, f map[string]any) string {
	id := r.id()
	zones := inOrder(s.Of("zone"))
	rec := map[string]any{"place": map[string]any{"zone": zones[r.next%len(zones)].ID, "order": ""}, "behalf": by, "kind": "quote", "confirmed": "yes"}
	for k, v := range f {
		rec[k] = v
	}
	r.do(s, Op{Kind: Put, ID: id, Rec: &Record{ID: id, Type: "note", F: rec}})
	return id
}

func (r *gatherRoom) source(s *State, id string) Source {
	return Source{ID: id, View: Project(s, Viewer{Audience: Host}), Alias: func(name string) string { return fmt.Sprintf("X%d", len(name)) }}
}

// all gathers until nothing is left to do, and says what was done.
func (r *gatherRoom) all(to *State, id string, sources ...Source) Gathered {
	r.t.Helper()
	ops, done, err := Gather(to, id, sources, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	if len(ops) > 0 {
		r.do(to, ops...)
	}
	if again, more, _ := Gather(to, id, sources, r.id); len(again) != 0 || more != (Gathered{}) {
		r.t.Fatalf("B-79: gathered twice in a row: %+v, %d ops", more, len(again))
	}
	return done
}

func TestGatherBringsNotesWithoutNames(t *testing.T) {
	r := &gatherRoom{t: t}
	one, a, people := r.board("One", "First-time buyer")
	two, b, others := r.board("Two", " first-time  BUYER")
	to, c, _ := r.board("Both", "First-time buyer")
	r.do(one, Op{Kind: Set, ID: people[0], F: map[string]any{"customer": "Acme", "consent": "quote"}})
	r.do(two, Op{Kind: Set, ID: others[1], F: map[string]any{"customer": "acme"}})
	theme := r.id()
	r.do(one, Op{Kind: Put, ID: theme, Rec: &Record{ID: theme, Type: "theme", F: map[string]any{"name": "Seats are lost"}}})
	zone := inOrder(one.Of("zone"))[1]
	said := r.note(one, people[0], map[string]any{"text": "said", "theme": theme, "place": map[string]any{"zone": zone.ID, "order": ""}})
	r.note(two, others[1], map[string]any{"text": "too"})
	r.note(two, "", map[string]any{"text": "anonymous", "anon": true})
	r.note(two, "", map[string]any{"text": "told", "whose": "Mr. Smith", "consent": "paraphrase"})
	r.note(two, "", map[string]any{"text": "guess", "side": "team", "kind": "assumption"})
	r.note(two, "", map[string]any{"text": "in the tray", "whose": "x", "place": map[string]any{"zone": "", "order": ""}})
	r.note(two, others[0], map[string]any{"text": "private", "state": "private"})

	sources := []Source{r.source(one, a), r.source(two, b)}
	if err := MayGather(sources); err != nil {
		t.Fatal(err)
	}
	if done := r.all(to, c, sources...); done != (Gathered{Added: 5}) {
		t.Errorf("gathered %+v", done)
	}
	got := map[string]string{}
	for _, n := range to.Of("note") {
		z, th := "tray", ""
		if rec := to.Record(n.Part("place", "zone")); rec != nil {
			z = rec.Str("title")
		}
		if rec := to.Record(n.Str("theme")); rec != nil {
			th = rec.Str("name")
		}
		if n.Str("text") != "said" {
			z = ""
		}
		got[n.Str("text")] = strings.Join([]string{n.Str("whose"), n.Str("customer"), n.Str("consent"), n.Str("side"), z, th}, "|")
		if n.Bool("anon") || n.By != "" || n.Str("behalf") != "" {
			t.Errorf("B-79: %q names its author: %+v", n.Str("text"), n)
		}
	}
	for words, want := range map[string]string{
		"said": "P1|Acme|quote|customer|" + zone.Str("title") + "|Seats are lost", "too": "P2|acme|room|customer||", "anonymous": "||room|customer||",
		"told": "X9||paraphrase|customer||", "guess": "||room|team||",
	} {
		if got[words] != want {
			t.Errorf("B-79: %s: %s, want %s", words, got[words], want)
		}
	}

	// What the team does with it stays; what changes there comes along.
	here := to.Of("note")[0]
	for _, n := range to.Of("note") {
		if n.Str("text") == "said" {
			here = n
		}
	}
	r.do(to, Op{Kind: Set, ID: here.ID, F: map[string]any{"theme": "", "place": map[string]any{"zone": inOrder(to.Of("zone"))[0].ID, "order": "a1"}}})
	r.do(one, Op{Kind: Set, ID: said, F: map[string]any{"consent": "room"}})
	if done := r.all(to, c, r.source(one, a), r.source(two, b)); done != (Gathered{Changed: 1}) {
		t.Errorf("B-79: consent shrank: %+v", done)
	}
	if n := to.Record(here.ID); n.Str("consent") != "room" || n.Str("theme") != "" || n.Part("place", "order") != "a1" {
		t.Errorf("after gathering again: %v", n.F)
	}
	r.do(one, Op{Kind: Del, ID: said})
	if done := r.all(to, c, r.source(one, a), r.source(two, b)); done != (Gathered{Gone: 1}) {
		t.Errorf("B-79: it was deleted there: %+v", done)
	}
}

func TestGatherRefusesByName(t *testing.T) {
	r := &gatherRoom{t: t}
	one, a, _ := r.board("One", "Buyer")
	other, b, _ := r.board("Two", "Seller")
	nobody, c, _ := r.board("Three", "")
	pulse, d, _ := r.board("Four", "Buyer")
	r.do(pulse, Op{Kind: Set, ID: d, F: map[string]any{"output": "relief"}})
	made, e, _ := r.board("Five", "Buyer")
	r.do(made, Op{Kind: Set, ID: e, F: map[string]any{"combines": []any{a}}})
	for want, src := range map[string]Source{
		"“One” maps Buyer, and “Two” maps Seller. Only boards about the same people make one map.": r.source(other, b),
		"“Three” does not say who is mapped. Name its persona first.":                              r.source(nobody, c),
		"“Four” is the team's own: what was said there stays there.":                               r.source(pulse, d),
		"“Five” is made of other boards itself. Choose those.":                                     r.source(made, e),
		"“One” is named twice.": r.source(one, a),
	} {
		if err := MayGather([]Source{r.source(one, a), src}); err == nil || err.Message != want {
			t.Errorf("B-79: %v, want %s", err, want)
		}
	}
}

// Whatever happens on the boards, gathering again makes the one like them, and nothing is there twice.
func TestGatherIsAMirror(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 79))
		r := &gatherRoom{t: t}
		var states []*State
		var ids []string
		people := map[string][]string{}
		for i := range 1 + rng.IntN(3) {
			s, id, who := r.board(fmt.Sprintf("B%d", i), "Buyer")
			states, ids, people[id] = append(states, s), append(ids, id), who
		}
		to, c, _ := r.board("All", "Buyer")
		for range 12 {
			for range rng.IntN(6) {
				i := rng.IntN(len(states))
				s := states[i]
				notes := s.types["note"]
				keys := sortedKeys(notes)
				switch k := rng.IntN(5); {
				case k < 2 || len(keys) == 0:
					r.note(s, people[ids[i]][rng.IntN(2)], map[string]any{"text": fmt.Sprintf("note %d", r.next)})
				case k == 2:
					n := notes[keys[rng.IntN(len(keys))]]
					kind := Del
					if n.Deleted {
						kind = Res
					}
					r.do(s, Op{Kind: kind, ID: n.ID})
				case k == 3:
					r.do(s, Op{Kind: Set, ID: keys[rng.IntN(len(keys))], F: map[string]any{"consent": []any{"room", "paraphrase", "quote"}[rng.IntN(3)]}})
				default:
					r.do(s, Op{Kind: Set, ID: people[ids[i]][rng.IntN(2)], F: map[string]any{"customer": fmt.Sprintf("C%d", rng.IntN(3))}})
				}
			}
			var sources []Source
			want := map[string]bool{}
			for i, s := range states {
				sources = append(sources, r.source(s, ids[i]))
				for id, n := range sources[i].read().notes() {
					want[fmt.Sprint(ids[i], id, n.f["text"], n.f["consent"], n.f["customer"])] = true
				}
			}
			r.all(to, c, sources...)
			got := 0
			for _, n := range to.Of("note") {
				got++
				if key := fmt.Sprint(n.Part("from", "board"), n.Part("from", "note"), n.Str("text"), n.Str("consent"), n.Str("customer")); !want[key] {
					t.Fatalf("B-79, seed %d: %s is not on the boards", seed, key)
				}
			}
			if got != len(want) {
				t.Fatalf("B-79, seed %d: %d notes, want %d", seed, got, len(want))
			}
		}
	}
}

// B-73, B-79: what is second-hand on a board is second-hand where it is gathered, and what its person has not confirmed tells
// nobody apart there either.
func TestGatherMakesNothingSurer(t *testing.T) {
	r := &gatherRoom{t: t}
	one, a, people := r.board("One", "Buyer")
	to, c, _ := r.board("Both", "Buyer")
	r.note(one, "", map[string]any{"text": "told", "whose": "Mr. Smith", "source": map[string]any{"type": "in-session", "ref": "a call", "date": ""}})
	r.note(one, people[0], map[string]any{"text": "open", "confirmed": "open"})
	r.all(to, c, r.source(one, a))
	var ids []any
	for _, n := range to.Of("note") {
		ids = append(ids, n.ID)
		if n.Part("source", "type") != "other" || n.Str("text") == "told" && n.Part("source", "ref") != "a call" || n.Str("text") == "open" && n.Str("whose") != "" {
			t.Errorf("B-79: %v", n.F)
		}
	}
	insight := &Record{Type: "insight", F: map[string]any{"evidence": ids}}
	if w := Strength(to.Record, insight); !w.SecondHand || w.Customers != 1 || !w.AtLeast {
		t.Errorf("B-73: %+v", w)
	}
}

// B-79, B-95: what is erased where it was said, and so here, is left as it is, whether the source was read before or after.
func TestGatherLeavesWhatIsErased(t *testing.T) {
	r := &gatherRoom{t: t}
	from, source, people := r.board("One", "Buyer")
	note, other := r.note(from, people[0], map[string]any{"text": "mine"}), r.note(from, people[1], map[string]any{"text": "yours"})
	to, id, _ := r.board("All", "Buyer")
	r.all(to, id, r.source(from, source))
	before := r.source(from, source)

	r.do(from, EraseOps(from, []string{note})...)
	copies := CopiesOf(to, source, []string{note})
	r.do(to, EraseOps(to, copies)...)
	tombstone := to.Record(copies[0])
	for name, src := range map[string]Source{"before": before, "after": r.source(from, source)} {
		if done := r.all(to, id, src); done != (Gathered{}) {
			t.Errorf("read %s, it does %+v", name, done)
		}
	}
	if len(copies) != 1 || to.Record(copies[0]) != tombstone || to.Record(CopiesOf(to, source, []string{other})[0]).Str("text") != "yours" {
		t.Errorf("it is %+v", to.Record(copies[0]))
	}
}
