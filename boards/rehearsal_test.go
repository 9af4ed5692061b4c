package boards_test

import (
	"math/rand/v2"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

func TestARehearsalOfEveryTemplate(t *testing.T) {
	for _, tmpl := range append(boards.Templates, boardtest.Plain()) {
		rng := rand.New(rand.NewPCG(1, 1))
		host := boardtest.ID(rng)
		r := boards.Rehearsal{
			Template: tmpl, Hosts: []boards.Join{{Member: host, Name: "Ada", Role: boards.Facilitator}}, Draw: rng.Uint64,
			NewID: func() string { return boardtest.ID(rng) }, Board: boards.BoardInfo{ID: boardtest.ID(rng), Title: "Rehearsal", Starts: 5},
		}
		ops, err := r.Ops()
		if err != nil {
			t.Errorf("%s: %v", tmpl.ID, err)
			continue
		}
		s := boards.NewState()
		e, refused := boards.Admit(s, boards.Env{}, boards.Actor{System: true}, boards.Mutation{Ops: ops})
		if refused != nil {
			t.Errorf("%s: %v", tmpl.ID, refused)
			continue
		}
		s.Apply(e)
		if !s.Of("board")[0].Bool("rehearsal") || s.Of("session")[0].Str("state") != "running" || len(s.Of("note")) != 12 {
			t.Errorf("%s: %d notes, %v", tmpl.ID, len(s.Of("note")), s.Of("session")[0].F)
		}
		sides, voices := map[string]int{}, map[string]bool{}
		for _, m := range s.Of("member") {
			voices[m.Str("voice")] = true
			if m.Str("seat") == "none" {
				sides[m.Str("side")]++
			}
		}
		want := map[bool][2]int{false: {2, 1}, true: {0, 3}}[tmpl.TeamOnly]
		if sides["customer"] != want[0] || sides["team"] != want[1] || len(voices) != 4 {
			t.Errorf("%s: people %v, voices %v", tmpl.ID, sides, voices)
		}
		for _, n := range s.Of("note") {
			if n.Str("signed") != s.Rules().Authors.String() {
				t.Errorf("%s: %v", tmpl.ID, n.F)
			}
		}
		seen := 12 // where nobody ever writes for themselves
		if hasPrivate(tmpl) {
			seen = 0
		}
		if got := countNotes(boards.Project(s, boards.Viewer{Member: host, Audience: boards.Host})); got != seen {
			t.Errorf("%s: %d notes are seen before the reveal", tmpl.ID, got)
		}
	}
}

// hasPrivate says whether people write for themselves in one of a template's phases.
func hasPrivate(t boards.Template) bool {
	for _, p := range t.Phases {
		if p.Rules["see"] == "own" {
			return true
		}
	}
	return false
}

func countNotes(v boards.View) (n int) {
	for _, part := range []map[string]*boards.ViewRecord{v.Shared, v.Own} {
		for _, r := range part {
			if r.Type == "note" {
				n++
			}
		}
	}
	return n
}
