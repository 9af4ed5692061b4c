package boards_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"

	"github.com/google/go-cmp/cmp"
)

// follows are the fields that going from one step to another may change by itself, by type. Everything else of a record is
// what somebody said, voted, grouped or decided.
var follows = map[string][]string{
	"note": {"state", "place", "signed"}, "phase": {"closed", "results", "budget"}, "session": {"phase", "timer"},
}

// said is what people have put into a board, text by text and dot by dot.
func said(s *boards.State) map[string]string {
	out := map[string]string{}
	for _, r := range s.Records() {
		out[r.ID+" deleted"] = fmt.Sprint(r.Deleted)
		for name, v := range r.F {
			if !slices.Contains(follows[r.Type], name) {
				out[r.ID+" "+name] = fmt.Sprint(v)
			}
		}
	}
	return out
}

// TestB61GoingBackAndForthDestroysNothing: a hundred steps in random order, while everybody writes, groups, votes and leads.
func TestB61GoingBackAndForthDestroysNothing(t *testing.T) {
	forSeeds(t, 20, func(t *testing.T, rng *rand.Rand) {
		r := boardtest.NewRoom(rng)
		zones := map[string]string{} // of notes, which keep theirs whatever their order becomes
		for range 100 {
			for range 1 + rng.IntN(8) {
				a, ops := boardtest.WorkAs(rng, r.State, r.Actors[rng.IntN(len(r.Actors))])
				r.AskOn(a, max(0, r.State.Seq-int64(rng.IntN(6))), ops...) // a no is no harm
			}
			before := said(r.State)
			for _, n := range r.State.Of("note") {
				zones[n.ID] = n.Part("place", "zone")
			}
			phases := r.State.Of("phase")
			op := set(r.State.Of("session")[0].ID, map[string]any{"phase": phases[rng.IntN(len(phases))].ID})
			if _, err := r.Try(boards.Actor{System: true}, boards.Mutation{Ops: []boards.Op{op}}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, said(r.State)); diff != "" {
				t.Fatalf("going to another step changed what was said:\n%s", diff)
			}
			for _, n := range r.State.Of("note") {
				if zones[n.ID] != n.Part("place", "zone") {
					t.Fatalf("note %s is in another zone", n.ID)
				}
			}
		}
		// Whoever has shown something sees it again in a step that shows all.
		rules := map[string]any{
			"write": []any{"facilitator", "team", "client"}, "edit": "all", "move": []any{}, "see": "all", "authors": "named", "presence": "cursors",
		}
		r.System([]boards.Op{
			set(r.State.Phase(), map[string]any{"rules": rules, "zones": []any{}}),
			set(r.State.Of("session")[0].ID, map[string]any{"state": "running"}),
			set(r.Board, map[string]any{"approve": false}),
		})
		view := boards.Project(r.State, boards.Viewer{Audience: boards.Customers})
		for _, n := range r.State.Of("note") {
			if tray := n.Part("place", "zone") == ""; view.Shared[n.ID] == nil && !tray && n.Str("state") != "held" && n.Str("state") != "waiting" {
				t.Fatalf("note %s (%s) has gone", n.ID, n.Str("state"))
			}
		}
	})
}
