package boards_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/text"
)

// TestB70InsightsKeepTheirEvidence: whatever is grouped, merged, split, moved, edited, deleted and restored at random, every
// insight names the notes that were put under it, each reads as its author left it or as withdrawn, and how sure the insight
// is equals a naive count of who said what.
func TestB70InsightsKeepTheirEvidence(t *testing.T) {
	forSeeds(t, 40, func(t *testing.T, rng *rand.Rand) {
		d := newDesk(t, rng)
		for range 150 {
			d.step()
			d.check(t, boards.Strength)
		}
		if d.done < 60 {
			t.Fatalf("only %d steps were allowed: this shows little", d.done)
		}
	})
}

// Each way to get it wrong is found.
func TestB70WrongCountsAreFound(t *testing.T) {
	type find = func(string) *boards.Record
	wrong := map[string]func(find, ...*boards.Record) boards.Weight{
		"withdrawn words count": func(f find, in ...*boards.Record) boards.Weight {
			return boards.Strength(func(id string) *boards.Record {
				r := f(id)
				if r != nil && r.Deleted {
					c := *r
					c.Deleted = false
					r = &c
				}
				return r
			}, in...)
		},
		"a company counts by the head": func(f find, in ...*boards.Record) boards.Weight {
			w := boards.Strength(f, in...)
			w.Customers = w.People
			return w
		},
		"what contradicts is forgotten": func(f find, in ...*boards.Record) boards.Weight {
			w := boards.Strength(f, in...)
			if w.Customers >= 5 && w.Sources >= 2 {
				w.Level = boards.High
			}
			return w
		},
	}
	for name, strength := range wrong {
		t.Run(name, func(t *testing.T) {
			for seed := uint64(1); seed <= 60; seed++ {
				d, found := newDesk(t, rand.New(rand.NewPCG(seed, 0))), &finder{}
				for range 150 {
					d.step()
					d.check(found, strength)
				}
				if found.n > 0 {
					return
				}
			}
			t.Fatal("nothing was found")
		})
	}
}

type finder struct{ n int }

func (f *finder) Errorf(string, ...any) { f.n++ }

// word is what a test knows of a note by itself.
type word struct {
	text, company, person, source string
	evidence, gone, told          bool
}

// aim is what a test knows of an insight.
type aim struct {
	evidence, counter []string
	settled           bool
}

type desk struct {
	*story
	words  map[string]*word
	aims   map[string]*aim
	themes []string
	done   int
}

func newDesk(t *testing.T, rng *rand.Rand) *desk {
	d := &desk{&story{t, boardtest.NewRoom(rng), rng}, map[string]*word{}, map[string]*aim{}, nil, 0}
	company := map[int]string{carla: "acme", dora: "acme", emil: ""}
	for _, who := range []int{carla, dora} {
		d.yes(d.as(host), set(d.as(who).Member, map[string]any{"customer": strings.ToUpper(company[who])}))
	}
	for i := range 12 {
		who := []int{carla, dora, emil, anna}[rng.IntN(4)]
		words := fmt.Sprintf("words %d", i)
		w := &word{text: words, company: company[who], person: d.as(who).Member, source: "in-session", evidence: who != anna}
		d.words[d.note(who, words)] = w
	}
	for i := range 8 {
		w := &word{text: fmt.Sprintf("row %d", i), company: one(rng, "bolt", "coil", "acme", ""), source: one(rng, "interview", "survey", "other"), evidence: true}
		f := map[string]any{"text": w.text, "customer": w.company, "source": map[string]any{"type": w.source, "ref": "", "date": ""}}
		if w.company == "" {
			w.person = one(rng, "gus", "hal", "ida")
			f["whose"] = w.person
		}
		w.told = w.source == "other"
		f["place"] = map[string]any{"zone": d.zone(), "order": "a0"}
		d.words[d.brought(f)] = w
	}
	for range 3 {
		d.aims[d.insight()] = &aim{}
	}
	d.yes(d.as(host), set(d.State.Phase(), map[string]any{"rules": map[string]any{
		"write": []any{"facilitator", "team", "client"}, "edit": "all", "move": []any{"facilitator", "team", "client"}, "see": "all", "authors": "named", "presence": "cursors",
	}}))
	return d
}

func one[T any](rng *rand.Rand, of ...T) T { return of[rng.IntN(len(of))] }

func (d *desk) zone() string { z := d.State.Of("zone"); return z[d.rng.IntN(len(z))].ID }

func (d *desk) any(of []string) string { return of[d.rng.IntN(len(of))] }

// tried asks, and says whether it was done.
func (d *desk) tried(who int, ops ...boards.Op) bool {
	_, err := d.Ask(d.as(who), ops...)
	if err == nil {
		d.done++
	}
	return err == nil
}

// step does one thing at random, and keeps what the test knows in step.
func (d *desk) step() {
	ids, aims := slices.Sorted(mapKeys(d.words)), slices.Sorted(mapKeys(d.aims))
	id, who := d.any(ids), []int{host, anna, carla, dora, emil}[d.rng.IntN(5)]
	w, in := d.words[id], d.any(aims)
	switch d.rng.IntN(16) {
	case 0: // a new group
		op := put(d.rng, "theme", map[string]any{"order": "a0"})
		if d.tried(anna, op, set(id, map[string]any{"theme": op.ID})) {
			d.themes = append(d.themes, op.ID)
		}
	case 1, 2: // regroup, or take out of its group
		theme := ""
		if len(d.themes) > 0 && d.rng.IntN(3) > 0 {
			theme = d.any(d.themes)
		}
		d.tried(who, set(id, map[string]any{"theme": theme}))
	case 3: // merge two groups, or split one
		if len(d.themes) < 2 {
			return
		}
		from, to := d.any(d.themes), d.any(d.themes)
		var ops []boards.Op
		for i, n := range d.State.Of("note") {
			if n.Str("theme") == from && (i%2 == 0 || d.rng.IntN(2) == 0) {
				ops = append(ops, set(n.ID, map[string]any{"theme": to}))
			}
		}
		if from != to && d.rng.IntN(2) == 0 {
			ops = append(ops, del(from))
		}
		if len(ops) > 0 {
			d.tried(anna, ops...)
		}
	case 4: // rename a group, or bring one back
		if len(d.themes) > 0 {
			theme := d.any(d.themes)
			d.tried(anna, boards.Op{Kind: boards.EditText, ID: theme, Field: "name", Edit: text.New(text.Insert("x"))})
			d.tried(host, boards.Op{Kind: boards.Res, ID: theme})
		}
	case 5:
		d.tried(who, set(id, map[string]any{"place": map[string]any{"zone": d.zone(), "order": boardtest.Key(d.rng)}}))
	case 6:
		if !w.gone && d.tried(who, del(id)) {
			w.gone = true
		}
	case 7:
		if w.gone && d.tried(one(d.rng, who, host), boards.Op{Kind: boards.Res, ID: id}) {
			w.gone = false
		}
	case 8:
		if d.tried(who, edit(id, text.Insert("!"))) {
			w.text = "!" + w.text
		}
	case 9, 10, 11, 12, 13, 14: // what rests on what
		list, name := &d.aims[in].evidence, "evidence"
		if d.rng.IntN(6) == 0 {
			list, name = &d.aims[in].counter, "counter"
		}
		next := slices.Clone(*list)
		if at := slices.Index(next, id); at < 0 {
			next = append(next, id)
		} else if d.rng.IntN(3) == 0 {
			next = slices.Delete(next, at, at+1)
		}
		named := []any{}
		for _, id := range next {
			named = append(named, id)
		}
		if d.tried(anna, set(in, map[string]any{name: named})) {
			*list = next
		}
	default:
		settled := d.rng.IntN(2) == 0
		if d.tried(anna, set(in, map[string]any{"settled": map[bool]string{true: "We asked them"}[settled]})) {
			d.aims[in].settled = settled
		}
	}
}

func mapKeys[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// check compares the board, as the team sees it, with what the test knows.
func (d *desk) check(t interface{ Errorf(string, ...any) }, strength func(func(string) *boards.Record, ...*boards.Record) boards.Weight) {
	v := boards.Project(d.State, boards.Viewer{Member: d.as(host).Member, Audience: boards.Host})
	find := func(id string) *boards.Record {
		if r := v.Shared[id]; r != nil {
			return r.Record()
		}
		return nil
	}
	for id, a := range d.aims {
		r := find(id)
		if !slices.Equal(r.Strs("evidence"), a.evidence) || !slices.Equal(r.Strs("counter"), a.counter) {
			t.Errorf("insight %s rests on %v and not on %v", id, r.Strs("evidence"), a.evidence)
		}
		for _, note := range a.evidence {
			w, n := d.words[note], find(note)
			reads := w.text
			if r := v.Shared[note]; r != nil && r.As == boards.Withdrawn {
				reads = "" // its author took it back (B-87)
			}
			if n == nil || n.Deleted != w.gone || n.Str("text") != reads {
				t.Errorf("evidence %s reads %v and not %q (withdrawn: %v)", note, n, reads, w.gone)
			}
		}
		want, level := d.naive(a)
		got := strength(find, r)
		if got.Customers != want || got.Level != level {
			t.Errorf("insight %s weighs %+v and not %d, %s", id, got, want, level)
		}
	}
}

// naive counts by METHOD's table: each note goes to the first customer who is the same, one after the other.
func (d *desk) naive(a *aim) (customers int, level boards.Level) {
	var first []*word
	sources, notes, direct, contested := map[string]bool{}, 0, false, false
	for _, id := range a.counter {
		contested = contested || d.words[id].evidence && !d.words[id].gone && !a.settled
	}
	for _, id := range a.evidence {
		w := d.words[id]
		if !w.evidence || w.gone {
			continue
		}
		notes++
		direct = direct || !w.told
		sources[w.source] = true
		if !slices.ContainsFunc(first, func(o *word) bool {
			return w.company != "" && o.company == w.company || w.company == "" && o.company == "" && o.person == w.person
		}) {
			first = append(first, w)
		}
	}
	n := len(first)
	switch {
	case notes == 0:
		return n, boards.Assumption
	case n <= 2, !direct:
		return n, boards.Low
	case n >= 5 && len(sources) > 1 && !contested:
		return n, boards.High
	}
	return n, boards.Medium
}
