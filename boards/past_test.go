package boards_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/text"
)

// chronicle reads a journal, as the server does.
func chronicle(t testing.TB, journal [][]byte) *boards.Chronicle {
	t.Helper()
	c := boards.NewChronicle()
	for i, payload := range journal {
		e, err := boards.DecodeEntry(int64(i+1), payload)
		if err != nil {
			t.Fatal(err)
		}
		c.Take(e)
	}
	return c
}

func told(t testing.TB, c *boards.Chronicle, v boards.Viewer) boards.Past {
	t.Helper()
	p, err := c.Tell(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var pastTypes = []string{"board", "persona", "zone", "phase", "session", "theme", "member", "note"}

// inPast says by itself, not by the projection, whether a viewer may know today that a record was there.
func inPast(then, now *boards.State, v boards.Viewer, id string) bool {
	before, after := then.Record(id), now.Record(id)
	if before == nil || before.Deleted || !slices.Contains(pastTypes, before.Type) || !mayRead(then, v, before) || !mayRead(now, v, after) {
		return false
	}
	gone := func(r *boards.Record) bool {
		return r.Type == "member" && r.Str("role") == "none" && v.Audience != boards.Host && r.ID != v.Member
	}
	if gone(before) || gone(after) {
		return false
	}
	mine := after.Type == "note" && (after.By != "" && after.By == v.Member || after.Owner != "" && after.Owner == v.Owner)
	if after.As == boards.Undone {
		return false
	}
	return !after.Deleted || after.Type == "zone" || after.Type == "phase" || mine || v.Audience == boards.Host && after.Type != "member" && after.As != boards.Withdrawn
}

// pastLeak is the first thing in a moment that a viewer may not know today, or "".
func pastLeak(then, now *boards.State, v boards.Viewer, moment map[string]*boards.ViewRecord) string {
	for _, m := range moment {
		before, after := then.Record(m.ID), now.Record(m.ID)
		if !inPast(then, now, v, m.ID) {
			return fmt.Sprintf("%s %s is told of", m.Type, m.ID)
		}
		knew, letterThen := mayKnow(then, v, before)
		knows, letter := mayKnow(now, v, after)
		switch {
		case m.At != 0:
			return m.ID + " tells a time"
		case m.By != "" && !(knew && knows):
			return m.ID + " tells its author"
		}
		if m.Type != "note" {
			continue
		}
		for _, name := range []string{"behalf", "whose"} {
			if told := m.F[name]; told != nil && (!(knew && knows) && told != v.Member || told != before.Get(name) || told != after.Get(name)) {
				return m.ID + " tells whose words it holds"
			}
		}
		for _, name := range []string{"customer", "from", "consent", "meant", "signed"} {
			if m.F[name] != nil {
				return m.ID + " tells its " + name
			}
		}
		if m.F["voice"] != nil && !(letterThen && letter) {
			return m.ID + " tells the letter"
		}
		reads := before.Str("text")
		if before.Str("side") != "team" || after.Str("side") != "team" {
			reads = after.Str("text")
		}
		if told, _ := m.F["text"].(string); told != reads {
			return fmt.Sprintf("%s reads %q, not %q", m.ID, told, reads)
		}
	}
	for _, r := range then.Records() {
		if inPast(then, now, v, r.ID) && moment[r.ID] == nil {
			return fmt.Sprintf("%s %s is lacking", r.Type, r.ID)
		}
	}
	return ""
}

// actLeak is what a step tells of who did it, or when, that the viewer may not know today; or "".
func actLeak(e *boards.Entry, then, now *boards.State, v boards.Viewer, step boards.PastStep) string {
	switch {
	case e.Owner != "" && (step.T != 0 || step.By != ""):
		return "an anonymous act has a time or a name"
	case step.By != "" && step.By != e.By:
		return "somebody else is named"
	case step.T != 0 && step.By == "" && e.By != "":
		return "an act without a name has a time"
	case step.By == "" || step.By == v.Member:
		return ""
	}
	for _, o := range e.Ops {
		r := now.Record(o.ID)
		if r == nil || r.Type != "note" || o.Kind == boards.Set && slices.ContainsFunc(e.Ops, func(o boards.Op) bool { return o.F["phase"] != nil }) {
			continue
		}
		if !inPast(then, now, v, o.ID) && !then.Record(o.ID).Deleted {
			continue // another act of the same entry is told, and its name goes with that
		}
		knew, _ := mayKnow(then, v, then.Record(o.ID))
		knows, _ := mayKnow(now, v, r)
		if !knew || !knows {
			return fmt.Sprintf("who did %s to note %s is told", o.Kind, o.ID)
		}
	}
	return ""
}

// pastOf plays a history to the end, and returns the first leak in what the viewer could see on the way.
func pastOf(t *testing.T, journal [][]byte, now *boards.State, v boards.Viewer, p boards.Past) string {
	t.Helper()
	then, seq := boards.NewState(), int64(0)
	moment := maps.Clone(p.Start)
	for i, step := range p.Steps {
		var e *boards.Entry
		for seq < step.Seq {
			var err error
			if e, err = boards.DecodeEntry(seq+1, journal[seq]); err != nil {
				t.Fatal(err)
			}
			then.Apply(e)
			seq++
		}
		before, _ := boards.EncodePart(moment)
		boards.Apply(moment, step.Ops)
		if after, _ := boards.EncodePart(moment); string(before) == string(after) {
			return fmt.Sprintf("step %d changes nothing", i)
		}
		if leak := pastLeak(then, now, v, moment); leak != "" {
			return fmt.Sprintf("step %d (entry %d): %s", i, seq, leak)
		}
		if e != nil {
			if leak := actLeak(e, then, now, v, step); leak != "" {
				return fmt.Sprintf("step %d (entry %d): %s", i, seq, leak)
			}
		}
	}
	for seq < int64(len(journal)) {
		e, _ := boards.DecodeEntry(seq+1, journal[seq])
		then.Apply(e)
		seq++
	}
	if leak := pastLeak(then, now, v, moment); leak != "" {
		return "at the end: " + leak
	}
	return ""
}

// TestB83ThePastTellsNothingThatIsHiddenToday: under rules that change at random every moment holds what Project gave then,
// as far as the viewer may see it now, and steps say who did it only where both tell.
func TestB83ThePastTellsNothingThatIsHiddenToday(t *testing.T) {
	forSeeds(t, 40, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		session(r, rng, 250, func([]boards.View, *boards.Change) {})
		c := chronicle(t, r.Journal)
		for i, v := range viewers(r) {
			v.Audience = r.State.Role(v.Member).Audience()
			if v.Audience&(boards.Host|boards.TeamRoom) == 0 {
				continue
			}
			if leak := pastOf(t, r.Journal, c.Now(), v, told(t, c, v)); leak != "" {
				t.Fatalf("viewer %d: %s", i, leak)
			}
		}
	})
}

// Each way to break the rule is found.
func TestB83PlantedLeaksInThePastAreFound(t *testing.T) {
	step := func(p boards.Past, rng *rand.Rand) *boards.PastStep { return &p.Steps[rng.IntN(len(p.Steps))] }
	put := func(r *boards.Record, f map[string]any, by string) boards.Op {
		return boards.Op{Kind: boards.Put, ID: r.ID, View: &boards.ViewRecord{ID: r.ID, Type: r.Type, F: f, By: by}}
	}
	plants := map[string]func(p boards.Past, s *boards.State, rng *rand.Rand){
		"a note that is hidden today": func(p boards.Past, s *boards.State, rng *rand.Rand) {
			for _, r := range s.Of("note") {
				if r.Str("state") == "private" {
					at := step(p, rng)
					at.Ops = append(at.Ops, put(r, r.F, ""))
				}
			}
		},
		"an author": func(p boards.Past, s *boards.State, _ *rand.Rand) {
			for _, at := range p.Steps {
				for _, o := range at.Ops {
					if o.View != nil && o.View.Type == "note" && o.View.By == "" {
						o.View.By = s.Record(o.ID).By
					}
				}
			}
		},
		"a customer's old words": func(p boards.Past, s *boards.State, _ *rand.Rand) {
			for _, at := range p.Steps {
				for _, o := range at.Ops {
					if o.View != nil && o.View.Type == "note" && o.View.F["side"] == nil {
						o.View.F["text"] = "what I had written first"
					}
				}
			}
		},
		"who did it": func(p boards.Past, s *boards.State, _ *rand.Rand) {
			for i := range p.Steps {
				for _, o := range p.Steps[i].Ops {
					if n := s.Record(o.ID); p.Steps[i].By == "" && n.Type == "note" && n.By != "" {
						p.Steps[i].By = n.By
					}
				}
			}
		},
		"when anonymous notes were written": func(p boards.Past, s *boards.State, _ *rand.Rand) {
			for i := range p.Steps {
				if p.Steps[i].T == 0 {
					p.Steps[i].T = 1
				}
			}
		},
		"steps of hidden writing": func(p boards.Past, s *boards.State, rng *rand.Rand) {
			step(p, rng).Ops = nil
		},
	}
	for name, plant := range plants {
		t.Run(name, func(t *testing.T) {
			for seed := uint64(1); seed <= 40; seed++ {
				rng := rand.New(rand.NewPCG(seed, 0))
				r := boardtest.NewRoom(rng)
				session(r, rng, 200, func([]boards.View, *boards.Change) {})
				c := chronicle(t, r.Journal)
				v := viewers(r)[rng.IntN(3)]
				v.Audience = r.State.Role(v.Member).Audience()
				p := told(t, c, v)
				plant(p, c.Now(), rng)
				if pastOf(t, r.Journal, c.Now(), v, p) != "" {
					return
				}
			}
			t.Fatal("the planted leak was not found")
		})
	}
}

func TestB84TypingIsOneStep(t *testing.T) {
	s := tell(t)
	note := s.note(anna, "team")
	for range 4 { // a second apart
		s.yes(s.as(anna), edit(note, text.Insert("x")))
	}
	s.yes(s.as(host), edit(note, text.Insert("y")))
	c := chronicle(t, s.Journal)
	p := told(t, c, boards.Viewer{Member: s.as(host).Member, Audience: boards.Host})
	var typed []string
	for _, step := range p.Steps {
		for _, o := range step.Ops {
			if o.Kind == boards.EditText {
				typed = append(typed, fmt.Sprint(step.By == s.as(anna).Member, " ", o.Edit))
			}
		}
	}
	want := []string{fmt.Sprint(true, " ", text.New(text.Insert("xxxx"))), fmt.Sprint(false, " ", text.New(text.Insert("y")))}
	if !slices.Equal(typed, want) {
		t.Fatalf("typed %q, want %q", typed, want)
	}
}

// What a customer has taken back by editing or deleting is not there for the team, and never was (B-83).
func TestB83WhatIsTakenBackStaysTakenBack(t *testing.T) {
	s := tell(t)
	kept, gone := s.note(carla, "customer"), s.note(carla, "customer")
	s.yes(s.as(carla), edit(kept, text.Insert("not ")))
	s.yes(s.as(carla), boards.Op{Kind: boards.Del, ID: gone})
	c := chronicle(t, s.Journal)
	for _, who := range []int{host, anna} {
		v := boards.Viewer{Member: s.as(who).Member, Audience: boardtest.Roles[who].Audience()}
		notes := 0
		for _, step := range told(t, c, v).Steps {
			for _, o := range step.Ops {
				switch {
				case o.Kind == boards.EditText:
					t.Errorf("viewer %d is told of an edit", who)
				case o.View != nil && o.View.Type == "note":
					notes++
					if o.ID == kept && o.View.F["text"] != s.State.Record(kept).Str("text") {
						t.Errorf("viewer %d reads %q", who, o.View.F["text"])
					}
				}
			}
		}
		if notes != 1 {
			t.Errorf("viewer %d is told of %d notes, want one", who, notes)
		}
	}
}

// BenchmarkPast tells a history of 10,000 entries on 2,000 notes, reading the journal included.
func BenchmarkPast(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 0))
	r := boardtest.NewRoom(rng)
	var notes []string
	for len(r.Journal) < 10_000 {
		who := rng.IntN(6)
		if len(notes) < 2000 {
			op := boardtest.NoteOp(rng, r.State, boardtest.Roles[who], boardtest.Words(rng), false)
			if _, err := r.Ask(r.Actors[who], op); err != nil {
				b.Fatal(err)
			}
			notes = append(notes, op.ID)
			continue
		}
		id, zones := notes[rng.IntN(len(notes))], r.State.Of("zone")
		place := map[string]any{"zone": zones[rng.IntN(len(zones))].ID, "order": boardtest.Key(rng)}
		if _, err := r.Ask(r.Actors[0], set(id, map[string]any{"place": place})); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		p := told(b, chronicle(b, r.Journal), boards.Viewer{Member: r.Actors[0].Member, Audience: boards.Host})
		b.ReportMetric(float64(len(p.Steps)), "steps")
	}
}
