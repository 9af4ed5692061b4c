package boards_test

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

// bounded reads a journal with bounds of a small server.
func bounded(t *testing.T, journal [][]byte, looks, bytes, steps, told int) *boards.Chronicle {
	t.Helper()
	c := boards.NewChronicle()
	c.Bound(looks, bytes, steps, told)
	for i, payload := range journal {
		e, err := boards.DecodeEntry(int64(i+1), payload)
		if err != nil {
			t.Fatal(err)
		}
		c.Take(e)
		if l, b := c.Kept(); l > looks || b > bytes {
			t.Fatalf("entry %d: %d looks and %d bytes are kept", i+1, l, b)
		}
	}
	return c
}

// end is the moment after the last step.
func end(p boards.Past) string {
	m := maps.Clone(p.Start)
	for _, s := range p.Steps {
		boards.Apply(m, s.Ops)
	}
	b, _ := boards.EncodePart(m)
	return string(b)
}

// within checks what a bounded history tells against the whole one.
func within(t *testing.T, c, whole *boards.Chronicle, v boards.Viewer, most, bytes int) boards.Past {
	t.Helper()
	if s, b := c.Peak(v); s > most || b > bytes {
		t.Errorf("while it is told %d steps of %d bytes are held", s, b)
	}
	p, all := told(t, c, v), told(t, whole, v)
	if !p.Earlier || len(p.Steps) == 0 || len(p.Steps) >= len(all.Steps) {
		t.Errorf("%d of %d steps are told, earlier %v", len(p.Steps), len(all.Steps), p.Earlier)
	}
	if end(p) != end(all) {
		t.Error("it ends with another moment than the whole history")
	}
	return p
}

// B-84: changes of many notes at once are counted by what they touch, not by their number.
func TestB84ChangesOfManyNotesAreBounded(t *testing.T) {
	s := tell(t)
	var ids []string
	for range 64 {
		ids = append(ids, s.note(anna, "a note of the team"))
	}
	zones := s.State.Of("zone")
	for i := range 60 {
		var ops []boards.Op
		for _, id := range ids {
			ops = append(ops, set(id, map[string]any{"place": map[string]any{"zone": zones[i%2].ID, "order": "a0"}}))
		}
		s.yes(s.as(anna), ops...)
	}
	v := boards.Viewer{Member: s.as(anna).Member, Audience: boards.TeamRoom}
	whole := chronicle(t, s.Journal)
	within(t, bounded(t, s.Journal, 640, 1<<30, 1000, 1<<30), whole, v, 10, 1<<30)
	within(t, bounded(t, s.Journal, 1<<30, 500_000, 1000, 1<<30), whole, v, 10, 1<<30)
	within(t, bounded(t, s.Journal, 1<<30, 1<<30, 1000, 100_000), whole, v, 1000, 100_000)
	p := within(t, bounded(t, s.Journal, 1<<30, 1<<30, 7, 1<<30), whole, v, 7, 1<<30)
	if len(p.Steps) != 7 {
		t.Errorf("%d steps are told", len(p.Steps))
	}
}

// B-84: a change of what the rules show counts as a change of all there is.
func TestB84ChangesOfTheRulesAreBounded(t *testing.T) {
	s := tell(t)
	for range 200 {
		s.note(anna, "a note of the team")
	}
	var own, all string
	for _, p := range s.State.Of("phase") {
		if boards.RulesOf(p).SeeAll {
			all = p.ID
		} else {
			own = p.ID
		}
	}
	if own == "" || all == "" {
		t.Fatal("no phases to go to and fro between")
	}
	for range 20 {
		s.yes(s.as(host), set(s.session().ID, map[string]any{"phase": own}))
		s.yes(s.as(host), set(s.session().ID, map[string]any{"phase": all}))
	}
	whole := chronicle(t, s.Journal)
	c := bounded(t, s.Journal, 1000, 1<<30, 1000, 1<<30)
	if len(s.State.Records()) > 400 {
		t.Fatal("there are more records than this test counts on")
	}
	for _, who := range []int{host, anna} {
		v := boards.Viewer{Member: s.as(who).Member, Audience: boardtest.Roles[who].Audience()}
		within(t, c, whole, v, 5, 1<<30)
		within(t, bounded(t, s.Journal, 1<<30, 1<<30, 1000, 70_000), whole, v, 1000, 70_000)
	}
}

// B-83 holds wherever a history begins, and where one begins changes nothing about how it ends.
func TestB83ABoundedPastTellsNoMore(t *testing.T) {
	forSeeds(t, 20, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		session(r, rng, 250, func([]boards.View, *boards.Change) {})
		c := bounded(t, r.Journal, 200+rng.IntN(400), 1<<30, 5+rng.IntN(50), 2000+rng.IntN(20_000))
		whole := chronicle(t, r.Journal)
		for i, v := range viewers(r) {
			v.Audience = r.State.Role(v.Member).Audience()
			if v.Audience&(boards.Host|boards.TeamRoom) == 0 {
				continue
			}
			c.Peak(v)
			p := told(t, c, v)
			if leak := pastOf(t, r.Journal, c.Now(), v, p); leak != "" {
				t.Fatalf("viewer %d: %s", i, leak)
			}
			if end(p) != end(told(t, whole, v)) {
				t.Fatalf("viewer %d: it ends with another moment than the whole history", i)
			}
		}
	})
}

// Whoever has left, or waited too long, is told nothing more.
func TestPastEndsWithItsContext(t *testing.T) {
	s := tell(t)
	s.note(anna, "team")
	late := errors.New("too late")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(late)
	if _, err := chronicle(t, s.Journal).Tell(ctx, boards.Viewer{Member: s.as(host).Member, Audience: boards.Host}); !errors.Is(err, late) {
		t.Fatal(err)
	}
}
