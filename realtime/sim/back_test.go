package sim

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/order"
	"feltboard/boards/text"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/realtime/replica"
)

// backSteps is how often a run goes to another step of the agenda.
const backSteps = 100

// TestGoingBackAndForthLosesNothing (B-61): in each run the facilitator goes to another step of the agenda a hundred times,
// back and forth and over several, while everybody writes, types, groups and votes, on one node and on three, with all that
// fails otherwise. All that anybody was told yes for is there in the end, in the journal, on every node and in every tab.
func TestGoingBackAndForthLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("without the race detector only: it has seen all of this in the other runs")
	}
	for _, nodes := range []int{1, 3} {
		t.Run(fmt.Sprint(nodes), func(t *testing.T) {
			t.Parallel()
			first, n := seeds()
			n = min(n, 12)
			var tally Tally
			all := walked{}
			for seed := first; seed < first+n; seed++ {
				saw := walked{}
				if err := RunBack(t, Plan{Seed: seed, Nodes: nodes, Back: true}, &saw, &tally); err != nil {
					t.Errorf("seed %d: %v\nreplay: go test ./realtime/sim -run BackAndForth/%d -show -seed=%d", seed, err, nodes, seed)
				} else if saw.Moves < backSteps || saw.Letters < 100 || saw.InHand < 50 {
					t.Errorf("seed %d saw too little: %+v", seed, saw)
				}
				all.add(saw)
			}
			t.Logf("seeds %d to %d: %+v, %+v", first, first+n-1, all, tally)
			if n < 4 || t.Failed() {
				return
			}
			for what, seen := range map[string]int{
				"steps back": all.Back / 100, "steps over others": all.Jumps / 100, "notes": all.Notes / 100, "groups": all.Groups / 50, "themes": all.Themes / 20,
				"votes": all.Votes / 20, "drafts": all.Drafts / 50, "binned notes": all.Binnings, "crashes": tally.Crashes, "failed commits": tally.Failed, "lost replies": tally.Unknown,
				"cut lines": tally.Ghosts, "posts": tally.Posts,
			} {
				if seen == 0 {
					t.Errorf("the runs saw too few %s", what)
				}
			}
		})
	}
}

// TestGoingBackAndForthCatchesMutants: what going to another step drops is missed in the end, whatever it is.
func TestGoingBackAndForthCatchesMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("without the race detector only, like the runs it is about")
	}
	drop := func(typ string, op func(*boards.Record) boards.Op) realtime.Faults {
		return realtime.Faults{Tidy: func(s *boards.State, e *boards.Entry) {
			for _, r := range s.Of(typ) {
				if o := op(r); o.ID != "" && !r.Deleted && r.At < s.Time-60_000 {
					e.Ops = append(e.Ops, o)
					return
				}
			}
		}}
	}
	for name, faults := range map[string]realtime.Faults{
		"a vote":  drop("answer", func(r *boards.Record) boards.Op { return boards.Op{Kind: boards.Del, ID: r.ID} }),
		"a theme": drop("theme", func(r *boards.Record) boards.Op { return boards.Op{Kind: boards.Del, ID: r.ID} }),
		"a note":  drop("note", func(r *boards.Record) boards.Op { return boards.Op{Kind: boards.Del, ID: r.ID} }),
		"a group": drop("note", func(r *boards.Record) (o boards.Op) {
			if r.Str("theme") != "" {
				o = boards.Op{Kind: boards.Set, ID: r.ID, F: map[string]any{"theme": ""}}
			}
			return o
		}),
		"a letter of a draft": drop("note", func(r *boards.Record) (o boards.Op) {
			if r.Str("state") == "private" && r.Str("text") != "" {
				o = boards.Op{Kind: boards.EditText, ID: r.ID, Field: "text", Edit: text.New(text.Delete(1))}
			}
			return o
		}),
	} {
		t.Run(name, func(t *testing.T) {
			for seed := uint64(1); seed <= 5; seed++ {
				err := RunBack(t, Plan{Seed: seed, Nodes: 3, Back: true, Mutant: &Mutant{Name: name, Faults: faults}}, &walked{}, &Tally{})
				if broken, ok := err.(*Broken); ok && broken.Invariant == "B-61" {
					t.Logf("caught with seed %d: %.200s", seed, err)
					return
				}
			}
			t.Errorf("no run noticed that %s gets lost", name)
		})
	}
}

// walked counts what a run saw.
type walked struct {
	Moves, Back, Jumps                              int // steps of the agenda; those to an earlier one; those over others
	Notes, Letters, Groups, Themes, Votes, Binnings int // decided with yes
	Drafts                                          int // hidden notes, at each step
	InHand                                          int // letters typed before a step and decided after it
	Turned                                          int // answered with no and, by a copy under way when that was forgotten, with yes
}

func (a *walked) add(b walked) {
	for to, more := range map[*int]int{
		&a.Moves: b.Moves, &a.Back: b.Back, &a.Jumps: b.Jumps, &a.Notes: b.Notes, &a.Letters: b.Letters, &a.Groups: b.Groups, &a.Themes: b.Themes, &a.Votes: b.Votes,
		&a.Binnings: b.Binnings, &a.Drafts: b.Drafts, &a.InHand: b.InHand, &a.Turned: b.Turned,
	} {
		*to += more
	}
}

// said is a mutation that somebody asked for.
type said struct {
	by     *person
	m      *replica.Mutation
	letter string // of which there is one, if it is typed
	moves  int    // decided when it was asked for
}

// RunBack plays a plan of going back and forth, and returns what broke.
func RunBack(t *testing.T, p Plan, saw *walked, tally *Tally) (err error) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, p, tally)
		w.oracle.blind, w.oracle.turns = p.Mutant != nil, true
		w.playBack()
		w.heal()
		w.walk(w.phases[1]) // where all is shown
		w.heal()
		w.checkSaid(saw)
		for _, n := range w.nodes {
			w.stop(n)
		}
		if w.oracle.broken != nil {
			err = w.oracle.broken
		}
	})
	return err
}

// agenda makes the board's steps: writing in private, reading and sorting, dots, a scale without names, one in which
// customers only listen, and one more of dots.
func (w *world) agenda() {
	all := []any{"facilitator", "team", "client"}
	asks := []map[string]any{
		2: {"kind": "dots", "of": "theme", "budget": int64(9)}, 3: {"kind": "scale", "of": "theme", "budget": int64(0)}, 5: {"kind": "dots", "of": "note", "budget": int64(0)},
	}
	err := w.nodes[0].hub.Do(context.Background(), w.board, func(s *boards.State) (ops []boards.Op, err error) {
		phases := boardtest.Sorted(s, "phase")
		private, shown := phases[1].Get("rules"), phases[0].Get("rules").(map[string]any)
		quiet := map[string]any{"write": []any{"facilitator", "team"}}
		for name, v := range shown {
			if name != "write" {
				quiet[name] = v
			}
		}
		rules := []any{private, shown, shown, private, quiet, shown}
		keys, err := order.N("", "", len(rules))
		w.phases = nil
		for i, r := range rules {
			f := map[string]any{"rules": r, "order": keys[i]}
			if asks[i] != nil {
				asks[i]["roles"], asks[i]["limit"], asks[i]["split"] = all, int64(0), false
				f["ask"], f["questions"] = asks[i], []any{"How are you?", "And now?"}
			}
			op := boards.Op{Kind: boards.Set, F: f}
			if i < len(phases) {
				op.ID = phases[i].ID
			} else {
				op.ID, op.Kind = boardtest.ID(w.rng), boards.Put
				f["title"] = fmt.Sprint("Step ", i)
				op.Rec, op.F = &boards.Record{ID: op.ID, Type: "phase", F: f}, nil
			}
			w.phases, ops = append(w.phases, op.ID), append(ops, op)
		}
		for range 2 {
			id := boardtest.ID(w.rng)
			ops = append(ops, boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "theme", F: map[string]any{"order": boardtest.Key(w.rng)}}})
		}
		return ops, err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.doing = w.say
}

func (w *world) playBack() {
	for steps := 0; w.moves() < backSteps; steps++ {
		if steps > 200*backSteps {
			w.oracle.fail("B-61", "after %d steps the facilitator has moved only %d times", steps, w.moves())
		}
		if w.oracle.broken != nil {
			return
		}
		if host := w.people[0]; w.rng.IntN(16) == 0 && len(host.tab.Shared) > 0 && len(host.tab.Pending) < 8 {
			w.walk(w.phases[w.rng.IntN(len(w.phases))])
		}
		w.step(w.people[w.rng.IntN(len(w.people))])
		switch w.rng.IntN(16) { // calmer than it can be, so that it all happens within the run
		case 0:
			for _, p := range w.people {
				if p.link == nil {
					w.connect(p)
				}
			}
		case 1:
			w.everything()
		}
		synctest.Wait()
	}
}

// moves counts the steps of the agenda that are decided.
func (w *world) moves() int {
	w.oracle.mu.Lock()
	defer w.oracle.mu.Unlock()
	w.oracle.follow()
	return w.oracle.moves
}

func (w *world) walk(to string) {
	host := w.people[0]
	if ids := w.seen("session", host.tab.Shared); len(ids) > 0 {
		w.ask(host, false, "", boards.Op{Kind: boards.Set, ID: ids[0], F: map[string]any{"phase": to}})
	}
}

// ask has a person ask for something, online or not, and notes it.
func (w *world) ask(p *person, anon bool, letter string, ops ...boards.Op) {
	w.tally.Asked++
	frames := p.tab.Do(anon, ops...)
	w.said = append(w.said, &said{by: p, m: p.tab.Pending[len(p.tab.Pending)-1], letter: letter, moves: w.moves()})
	if p.link != nil {
		w.send(p, frames...)
	}
}

// letter draws something to type that there is one of.
func (w *world) letter() string {
	w.letters++
	if w.letters%5 == 0 {
		return string(rune(0x20000 + w.letters)) // two units in JavaScript
	}
	return string(rune(0x4e00 + w.letters))
}

// say has a person write, type, group, vote, or lead.
func (w *world) say(p *person) {
	if len(p.tab.Shared) == 0 || len(p.tab.Pending) > 20 || p.index == 0 && len(p.tab.Pending) > 2 {
		return
	}
	rng, tab := w.rng, p.tab
	one := func(typ string, parts ...map[string]*boards.ViewRecord) string {
		if parts == nil {
			parts = []map[string]*boards.ViewRecord{tab.Shared, tab.Own}
		}
		if ids := w.seen(typ, parts...); len(ids) > 0 {
			return ids[rng.IntN(len(ids))]
		}
		return ""
	}
	put := func(anon bool, letter, typ string, f map[string]any) {
		id := boardtest.ID(rng)
		w.ask(p, anon, letter, boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}})
	}
	set := func(anon bool, id string, f map[string]any) {
		w.ask(p, anon, "", boards.Op{Kind: boards.Set, ID: id, F: f})
	}
	note, theme := one("note"), one("theme")
	if own := one("note", tab.Own); own != "" && rng.IntN(2) == 0 {
		note = own
	}
	anon := false
	if r := tab.Record(note); r != nil {
		anon = r.Mine && r.F["anon"] == true
	}
	switch k := rng.IntN(100); {
	case k < 18 || note == "":
		anon, l := rng.IntN(4) == 0, w.letter()
		f := map[string]any{"text": l, "kind": "quote", "side": boardtest.Roles[p.index].Side(), "place": map[string]any{"zone": one("zone"), "order": boardtest.Key(rng)}}
		if anon {
			f["anon"] = true
		}
		put(anon, l, "note", f)
	case k < 56:
		l, n := w.letter(), len([]rune(tab.Text(note, "text")))
		w.ask(p, anon, l, boards.Op{Kind: boards.EditText, ID: note, Field: "text", Edit: text.New(text.Retain(rng.IntN(n+1)), text.Insert(l))})
	case k < 65 && theme != "":
		set(anon, note, map[string]any{"theme": theme})
	case k < 68:
		l := w.letter()
		put(false, l, "theme", map[string]any{"order": boardtest.Key(rng), "name": l})
	case k < 70:
		w.ask(p, anon, "", boards.Op{Kind: []boards.OpKind{boards.Del, boards.Res}[rng.IntN(2)], ID: note})
	case k < 74:
		if answer := one("answer", tab.Own); answer != "" {
			set(tab.Own[answer].F["anon"] == true, answer, map[string]any{"value": int64(1 + rng.IntN(3))})
		}
	case k < 80 && p.index == 0: // asks again, or goes on asking
		if at := tab.Record(one("session")).F["phase"]; rng.IntN(2) == 0 {
			set(false, at.(string), map[string]any{"closed": false})
		} else if r := tab.Record(at.(string)); r != nil {
			round, _ := r.F["round"].(int64)
			set(false, r.ID, map[string]any{"round": round + 1})
		}
	default:
		anon, ops := boardtest.Answer(rng, boardtest.Seen{View: boards.View{Shared: tab.Shared, Own: tab.Own}, Member: p.viewer.Member, Role: boardtest.Roles[p.index], Text: tab.Text})
		w.ask(p, anon, "", ops...)
	}
}

// checkSaid replays what was asked for, in the order of the journal, by rules of its own, and looks whether it is all there.
func (w *world) checkSaid(saw *walked) {
	if w.oracle.broken != nil {
		return
	}
	asked := map[string]*said{}
	for _, s := range w.said {
		asked[fmt.Sprint(s.m.Client, " ", s.m.N)] = s
	}
	type thing struct {
		typ, theme string
		by         *person
		value      any
		letters    []string
		deleted    bool
	}
	things := map[string]*thing{}
	fail := func(format string, args ...any) { w.oracle.fail("B-61", format, args...) }
	tail, err := w.store.Memory.Read(context.Background(), w.board, journal.Pos{}, 1<<20)
	if err != nil {
		w.t.Fatal(err)
	}
	at, drafts := 0, map[string]bool{}
	for _, t := range tail {
		e, err := boards.DecodeEntry(t.Seq, t.Data)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, o := range e.Ops { // hidden notes, as the entries tell of them
			switch f := o.F; {
			case o.Kind == boards.Put && o.Rec.Type == "note" && o.Rec.F["state"] == "private", o.Kind == boards.Set && f["state"] == "private":
				drafts[o.ID] = true
			case o.Kind == boards.Set && f["state"] != nil:
				delete(drafts, o.ID)
			}
		}
		s := asked[fmt.Sprint(e.Client, " ", e.N)]
		if s == nil {
			continue
		}
		for _, o := range s.m.Ops {
			it := things[o.ID]
			if o.Kind == boards.Put {
				it = &thing{typ: o.Rec.Type, by: s.by, value: o.Rec.F["value"]}
				things[o.ID] = it
				switch it.typ {
				case "note":
					saw.Notes++
				case "theme":
					saw.Themes++
				case "answer":
					saw.Votes++
				}
			}
			if s.letter != "" {
				if saw.Letters++; s.moves < saw.Moves {
					saw.InHand++
				}
			}
			if to, ok := o.F["phase"].(string); ok && o.Kind == boards.Set {
				if i := slices.Index(w.phases, to); i != at {
					saw.Moves++
					saw.Drafts += len(drafts)
					if i < at {
						saw.Back++
					}
					if i > at+1 || i < at-1 {
						saw.Jumps++
					}
					at = i
				}
			}
			if it == nil { // of before, like the first notes
				it = &thing{}
				things[o.ID] = it
			}
			if s.letter != "" {
				it.letters = append(it.letters, s.letter)
			}
			if theme, ok := o.F["theme"].(string); ok {
				saw.Groups++
				it.theme = theme
			}
			if v, ok := o.F["value"]; ok {
				it.value = v
			}
			if o.Kind == boards.Del || o.Kind == boards.Res {
				saw.Binnings++
				it.deleted = o.Kind == boards.Del
			}
		}
	}
	w.oracle.mu.Lock()
	defer w.oracle.mu.Unlock()
	saw.Turned = w.oracle.turned
	for id, it := range things {
		r := w.oracle.state.Record(id)
		if r == nil || r.Deleted != it.deleted {
			fail("%s %s is not as it was left (deleted: %v)", it.typ, id, it.deleted)
			return
		}
		words := r.Str("text") + r.Str("name")
		for _, l := range it.letters {
			if strings.Count(words, l) != 1 {
				fail("%s %s is %q, without a %s, or with more than one", it.typ, id, words, l)
			}
		}
		if it.typ == "answer" && r.Get("value") != it.value {
			fail("answer %s is %v, not %v", id, r.Get("value"), it.value)
		}
		if it.theme != "" && r.Str("theme") != it.theme {
			fail("note %s is in group %q, not %s", id, r.Str("theme"), it.theme)
		}
		for _, p := range w.people {
			seen := p.tab.Record(id)
			switch {
			case it.typ == "answer" && p != it.by, it.deleted:
			case seen == nil:
				fail("person %d does not see %s %s", p.index, r.Type, id)
			case r.Type == "note" && seen.F["text"] != r.Str("text"), it.typ == "answer" && seen.F["value"] != it.value:
				fail("person %d sees %s %s otherwise: %v", p.index, r.Type, id, seen.F)
			}
		}
	}
}
