package boards_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"

	"github.com/google/go-cmp/cmp"
)

var seedFlag = flag.Uint64("seed", 0, "replay the random laws with this seed")

// forSeeds runs a law over many seeds and names the one that broke it.
func forSeeds(t *testing.T, n int, law func(t *testing.T, rng *rand.Rand)) {
	t.Helper()
	first := uint64(1)
	if testing.Short() { // under the race detector
		n /= 10
	}
	if *seedFlag != 0 {
		first, n = *seedFlag, 1
	}
	for seed := first; seed < first+uint64(n); seed++ {
		ok := t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) { law(t, rand.New(rand.NewPCG(seed, 0))) })
		if !ok {
			t.Fatalf("replay with -seed=%d", seed)
		}
	}
}

func viewers(r *boardtest.Room) (out []boards.Viewer) {
	for i, a := range r.Actors {
		out = append(out, boards.Viewer{Member: a.Member, Owner: a.Owner, Audience: boardtest.Roles[i].Audience()})
	}
	return out
}

func encodeView(v boards.View) string {
	shared, _ := boards.EncodePart(v.Shared)
	own, _ := boards.EncodePart(v.Own)
	return string(shared) + "\n" + string(own)
}

// session lets people work at random, calling each after every entry.
func session(r *boardtest.Room, rng *rand.Rand, steps int, each func(before []boards.View, c *boards.Change)) {
	vs := viewers(r)
	for range steps {
		a, ops := boardtest.WorkAs(rng, r.State, r.Actors[rng.IntN(len(r.Actors))])
		before := make([]boards.View, len(vs))
		for i, v := range vs {
			before[i] = boards.Project(r.State, v)
		}
		base := max(0, r.State.Seq-int64(rng.IntN(6)))
		if c, err := r.AskOn(a, base, ops...); err == nil {
			each(before, c)
		}
	}
}

func TestB31FramesAreTheDifferenceOfProjections(t *testing.T) {
	forSeeds(t, 60, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		session(r, rng, 80, func(before []boards.View, c *boards.Change) {
			for i, v := range viewers(r) {
				was := encodeView(before[i])
				shared, own := c.Shared(v.Audience), c.Own(v)
				boards.Apply(before[i].Shared, shared)
				boards.Apply(before[i].Own, own)
				got, want := encodeView(before[i]), encodeView(boards.Project(r.State, v))
				if got != want {
					t.Fatalf("viewer %d after entry %d (%v):\n%s", i, c.Entry.Seq, c.Entry.Ops, cmp.Diff(want, got))
				}
				if was == want && len(shared)+len(own) > 0 && !noop(c) {
					t.Fatalf("viewer %d is told of entry %d, which changes nothing for them: %v %v", i, c.Entry.Seq, shared, own)
				}
			}
		})
	})
}

// noop: two text edits can cancel each other out within what the projection shows; only then may a frame change nothing.
func noop(c *boards.Change) bool {
	for _, t := range c.Touched {
		if len(t.Texts) > 0 {
			return true
		}
	}
	return false
}

func TestB40ReplayGivesTheSameBytes(t *testing.T) {
	forSeeds(t, 20, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		var middle []byte
		var at int
		session(r, rng, 120, func(_ []boards.View, c *boards.Change) {
			if rng.IntN(30) == 0 {
				middle, at = r.State.Encode(), len(r.Journal)
			}
		})
		replay := boards.NewState()
		apply(t, replay, r.Journal, 0)
		if !bytes.Equal(replay.Encode(), r.State.Encode()) {
			t.Fatal("a replay from the beginning gives another board")
		}
		if middle == nil {
			return
		}
		fromSnapshot, err := boards.DecodeState(middle)
		if err != nil {
			t.Fatal(err)
		}
		apply(t, fromSnapshot, r.Journal, at)
		if got, want := fromSnapshot.Encode(), r.State.Encode(); !bytes.Equal(got, want) {
			t.Fatalf("a replay from a snapshot gives another board:\n%s", cmp.Diff(string(want), string(got)))
		}
	})
}

func apply(t *testing.T, s *boards.State, journal [][]byte, from int) {
	t.Helper()
	for i := from; i < len(journal); i++ {
		e, err := boards.DecodeEntry(int64(i+1), journal[i])
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(e.Encode(), journal[i]) {
			t.Fatalf("entry %d encodes to other bytes than it was read from", i+1)
		}
		s.Apply(e)
	}
}

func TestRevertLeavesNoTrace(t *testing.T) {
	forSeeds(t, 20, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		session(r, rng, 60, func(_ []boards.View, c *boards.Change) {
			after := r.State.Encode()
			r.State.Revert(c)
			again := r.State.Apply(c.Entry)
			if !bytes.Equal(after, r.State.Encode()) || again.Entry != c.Entry {
				t.Fatalf("entry %d: reverting and applying again gives another board", c.Entry.Seq)
			}
		})
	})
}

func TestResumeCatchesUp(t *testing.T) {
	forSeeds(t, 40, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		vs := viewers(r)
		start := make([]boards.View, len(vs))
		var touched []string
		var epoch int64 = -1
		session(r, rng, 60, func(_ []boards.View, c *boards.Change) {
			if epoch != r.State.Epoch { // visibility changed: everybody gets a snapshot
				epoch, touched = r.State.Epoch, nil
				for i, v := range vs {
					start[i] = boards.Project(r.State, v)
				}
				return
			}
			for _, t := range c.Touched {
				touched = append(touched, t.After.ID)
			}
		})
		if epoch < 0 {
			return
		}
		for i, v := range vs {
			shared, own := r.State.Changed(v, touched)
			boards.Apply(start[i].Shared, shared)
			boards.Apply(start[i].Own, own)
			if diff := cmp.Diff(encodeView(boards.Project(r.State, v)), encodeView(start[i])); diff != "" {
				t.Fatalf("viewer %d:\n%s", i, diff)
			}
		}
	})
}

// TestI7NothingHiddenReachesAnybody greps every byte the pure core can hand to a viewer for markers in what they may not see.
func TestI7NothingHiddenReachesAnybody(t *testing.T) {
	forSeeds(t, 30, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		if leak := sessionWithMarkers(r, rng, func(c *boards.Change, v boards.Viewer) []boards.Op { return c.Shared(v.Audience) }); leak != "" {
			t.Fatal(leak)
		}
	})
}

// The grep finds a leak where there is one: a host that is told private notes.
func TestI7PlantedLeakIsFound(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	r := boardtest.NewRoom(rng)
	leak := sessionWithMarkers(r, rng, func(c *boards.Change, v boards.Viewer) []boards.Op {
		ops := c.Shared(v.Audience)
		for _, touch := range c.Touched {
			if touch.After.Type == "note" && v.Audience == boards.Host {
				rec := touch.After
				ops = append(ops, boards.Op{Kind: boards.Put, ID: rec.ID, View: &boards.ViewRecord{ID: rec.ID, Type: rec.Type, F: rec.F}})
			}
		}
		return ops
	})
	if leak == "" {
		t.Fatal("the planted leak was not found")
	}
}

// sessionWithMarkers has everybody write, named and anonymously, in a private phase, and returns what of it reached
// somebody else.
func sessionWithMarkers(r *boardtest.Room, rng *rand.Rand, shared func(*boards.Change, boards.Viewer) []boards.Op) (leak string) {
	r.ToPhase(1)
	authors := map[string]int{} // marker → actor
	grep := func(what string, b []byte, viewer int) {
		for marker, author := range authors {
			if author != viewer && bytes.Contains(b, []byte(marker)) && leak == "" {
				leak = fmt.Sprintf("%s of viewer %d holds %s of actor %d: %s", what, viewer, marker, author, b)
			}
		}
	}
	for i := range 40 {
		who := rng.IntN(6)
		a := r.Actors[who]
		a.Anon = rng.IntN(2) == 0
		marker := fmt.Sprintf("MARKER%dX", i)
		op := boardtest.NoteOp(rng, r.State, boardtest.Roles[who], marker, a.Anon)
		authors[marker], authors[op.ID] = who, who
		ops := []boards.Op{op}
		c, err := r.Ask(a, ops...)
		if err != nil {
			return err.Error()
		}
		for j, v := range viewers(r) {
			grep("change", boards.EncodeViewOps([][]boards.Op{shared(c, v), c.Own(v)}), j)
			grep("snapshot", []byte(encodeView(boards.Project(r.State, v))), j)
			changedShared, changedOwn := r.State.Changed(v, []string{op.ID})
			grep("resume", boards.EncodeViewOps([][]boards.Op{changedShared, changedOwn}), j)
		}
	}
	// What others do with an id they cannot know is answered as if it did not exist.
	for marker, author := range authors {
		if !strings.HasPrefix(marker, "MARKER") {
			other := r.Actors[(author+1)%6]
			if _, err := r.Ask(other, boards.Op{Kind: boards.Del, ID: marker}); err == nil || err.Code != boards.NotFound {
				return fmt.Sprintf("deleting a note one cannot see: %v", err)
			}
		}
	}
	// After the reveal the words are there for all, the authors of anonymous notes for nobody.
	r.ToPhase(2)
	for j, v := range viewers(r) {
		view := boards.Project(r.State, v)
		for id, rec := range view.Shared {
			if rec.Type == "note" && rec.F["anon"] == true && (rec.By != "" || rec.At != 0) {
				return "an anonymous note tells its author or time: " + id
			}
		}
		for _, a := range r.Actors {
			if bytes.Contains([]byte(encodeView(view)), []byte(a.Owner)) && leak == "" {
				leak = fmt.Sprintf("viewer %d sees an owner key", j)
			}
		}
	}
	for i, payload := range r.Journal {
		for j, a := range r.Actors {
			if bytes.Contains(payload, []byte(a.Owner)) && bytes.Contains(payload, []byte(a.Member)) && leak == "" {
				leak = fmt.Sprintf("entry %d joins actor %d's anonymous key to their name", i+1, j)
			}
		}
	}
	return leak
}
