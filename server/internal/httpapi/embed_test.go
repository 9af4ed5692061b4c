package httpapi

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

// E-2, B-29: who is told nothing but the board's framed page reads the words that an export would quote, and no others.
func TestFramedWordsAreThoseAnExportQuotes(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	room := boardtest.NewRoom(rng)
	team := room.Actors[1]
	zone := room.State.Of("zone")[0].ID
	ticket := map[string]any{"type": "support-ticket", "ref": "T1", "date": ""}
	told := map[string]bool{}
	names := map[string]string{}
	for _, each := range []struct {
		words string
		f     map[string]any
		told  bool
	}{
		{"the team's own", nil, true},
		{"the team's, for the room", map[string]any{"consent": "room"}, false},
		{"the team's, as a paraphrase", map[string]any{"consent": "paraphrase"}, false},
		{"a company's, brought in", map[string]any{"side": "customer", "customer": "ACME", "source": ticket}, false},
		{"a company's and a person's, brought in", map[string]any{"side": "customer", "customer": "ACME", "whose": "Maria", "source": ticket}, false},
		{"somebody's who is not here", map[string]any{"side": "customer", "whose": "Maria"}, false},
		{"brought in, and kept here", map[string]any{"side": "customer", "customer": "ACME", "source": ticket, "consent": "room"}, false},
	} {
		f := map[string]any{"text": each.words, "side": "team", "place": map[string]any{"zone": zone, "order": "a0"}}
		maps.Copy(f, each.f)
		id := boardtest.ID(rng)
		if _, err := room.Ask(team, boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "note", F: f}}); err != nil {
			t.Fatalf("%s: %v", each.words, err)
		}
		told[id], names[id] = each.told, each.words
	}
	seen := frame(room.State)
	for _, r := range seen.Records {
		name, ours := names[r.ID]
		if !ours {
			continue
		}
		if got := r.F["text"] != nil; got != told[r.ID] || slices.Contains(seen.Untold, r.ID) == got {
			t.Errorf("%s: told %t, want %t", name, got, told[r.ID])
		}
		delete(names, r.ID)
	}
	if len(names) > 0 {
		t.Errorf("not framed at all: %v", names)
	}
}

// However many look at once, the board is read once; who asked first may go without taking it from the others.
func TestFramedBoardIsReadOnceForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shots{last: map[string]*shot{}}
		ready, taken := make(chan struct{}), 0
		take := func(ctx context.Context) ([]byte, error) {
			taken++
			<-ready
			return []byte("a board"), ctx.Err()
		}
		first, leave := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for i := range 20 {
			ctx := t.Context()
			if i == 0 {
				ctx = first
			}
			all.Go(func() {
				if got, err := s.of(ctx, "b", take); i > 0 && (err != nil || string(got.body) != "a board") {
					t.Errorf("%v", err)
				}
			})
			synctest.Wait()
		}
		leave()
		close(ready)
		all.Wait()
		if taken != 1 {
			t.Errorf("read %d times", taken)
		}
	})
}
