package boards_test

import (
	"fmt"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

// at the door: a board with a facilitator, and somebody who waits to be let in as a customer.
func atTheDoor(t *testing.T) *boards.State {
	t.Helper()
	s := newBoard(t, boardtest.Plain(), boards.BoardInfo{})
	for _, j := range []boards.Join{{Member: leads, Role: boards.Facilitator}, {Member: waits, Role: boards.Client, Waits: true}} {
		admitted(t, s, boards.Actor{System: true}, boards.JoinOps(s, j)...)
	}
	return s
}

const (
	leads = "11111111-1111-4111-8111-111111111111"
	waits = "22222222-2222-4222-8222-222222222222"
)

func admitted(t *testing.T, s *boards.State, a boards.Actor, ops ...boards.Op) {
	t.Helper()
	if err := asked(s, a, ops...); err != nil {
		t.Fatal(err)
	}
}

func asked(s *boards.State, a boards.Actor, ops ...boards.Op) *boards.Error {
	m := boards.Mutation{Ops: ops}
	if !a.System {
		m.Client, m.N = a.Member, 1
		if last, _ := s.Last(a.Member, a); last > 0 {
			m.N = last + 1
		}
	}
	e, err := boards.Admit(s, boards.Env{}, a, m)
	if err != nil {
		if !a.System {
			s.Refuse(m.Client, a, m.N, err.Code)
		}
		return err
	}
	s.Apply(e)
	return nil
}

func setting(id string, f map[string]any) boards.Op {
	return boards.Op{Kind: boards.Set, ID: id, F: f}
}

// B-90, B-91
func TestWhoWaitsSeesNothing(t *testing.T) {
	s := atTheDoor(t)
	if s.Role(waits) != boards.NoRole || s.Standing(waits) != boards.Waiting || s.Standing(leads) != boards.In {
		t.Fatalf("the waits is %s and %s", s.Role(waits), s.Standing(waits))
	}
	view := boards.Project(s, boards.Viewer{Member: waits, Audience: s.Role(waits).Audience()})
	if len(view.Shared)+len(view.Own) > 0 {
		t.Errorf("they see %d and %d records", len(view.Shared), len(view.Own))
	}
	for _, a := range []boards.Audience{boards.TeamRoom, boards.Client.Audience(), boards.Observer.Audience()} {
		if boards.Project(s, boards.Viewer{Audience: a}).Shared[waits] != nil {
			t.Errorf("audience %v sees who waits", a)
		}
	}
	if r := boards.Project(s, boards.Viewer{Member: leads, Audience: boards.Host}).Shared[waits]; r == nil || r.F["waits"] != "client" {
		t.Errorf("the facilitator sees %+v", r)
	}
	if err := asked(s, boards.Actor{Member: waits}, setting(waits, map[string]any{"name": "Carla"})); err == nil || err.Code != boards.NotFound {
		t.Errorf("they rename themselves: %v", err)
	}
}

// B-91: giving a role is what lets in, whatever else the op says.
func TestWhoIsLetInWaitsNoMore(t *testing.T) {
	s := atTheDoor(t)
	admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"role": "client"}))
	if s.Standing(waits) != boards.In {
		t.Fatalf("let in, they are %s", s.Standing(waits))
	}
	admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"role": "none"}))
	if s.Standing(waits) != boards.Removed {
		t.Errorf("removed, they are %s", s.Standing(waits))
	}
}

// B-92
func TestWhoIsNotLetInMayBeLetInLater(t *testing.T) {
	s := atTheDoor(t)
	admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"declined": true}))
	if s.Standing(waits) != boards.Declined {
		t.Fatalf("they are %s", s.Standing(waits))
	}
	admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"role": "client"}))
	if s.Standing(waits) != boards.In || s.Record(waits).Bool("declined") {
		t.Errorf("let in later, they are %s", s.Standing(waits))
	}
}

// B-90, B-91: the door is the facilitator's, and nobody is made to wait by hand.
func TestTheDoorIsTheFacilitators(t *testing.T) {
	s := atTheDoor(t)
	team := "33333333-3333-4333-8333-333333333333"
	admitted(t, s, boards.Actor{System: true}, boards.JoinOps(s, boards.Join{Member: team, Role: boards.Team})...)
	board := s.Of("board")[0].ID
	for name, op := range map[string]boards.Op{
		"the door": setting(board, map[string]any{"door": "ask"}), "letting in": setting(waits, map[string]any{"role": "client"}),
		"not letting in": setting(waits, map[string]any{"declined": true}),
	} {
		if err := asked(s, boards.Actor{Member: team}, op); err == nil {
			t.Errorf("%s is done by the team", name)
		}
	}
	if err := asked(s, boards.Actor{Member: leads}, setting(team, map[string]any{"waits": "client"})); err == nil || err.Code != boards.Forbidden {
		t.Errorf("made to wait by hand: %v", err)
	}
	admitted(t, s, boards.Actor{Member: leads}, setting(board, map[string]any{"door": "ask"}))
	if !s.Asks() {
		t.Error("the door is open")
	}
}

// B-93
func TestWhoIsRemovedIsRefused(t *testing.T) {
	s := atTheDoor(t)
	admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"role": "client"}))
	admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"role": "none"}))
	note := boards.Op{Kind: boards.Put, ID: waits[:35] + "9", Rec: &boards.Record{ID: waits[:35] + "9", Type: "note", F: map[string]any{"side": "customer"}}}
	if err := asked(s, boards.Actor{Member: waits}, note); err == nil || err.Code != boards.Forbidden {
		t.Errorf("a note that was under way: %v", err)
	}
	for range 3 { // what they see no more is not there for them (B-16)
		if err := asked(s, boards.Actor{Member: waits}, setting(waits, map[string]any{"name": "Back"})); err == nil || err.Code != boards.NotFound {
			t.Errorf("a mutation that was under way: %v", err)
		}
	}
}

// B-90: a greater role is asked for beside the one that somebody has, and the facilitator's word on either answers it.
func TestAGreaterRoleIsAskedFor(t *testing.T) {
	asks := func(t *testing.T) *boards.State {
		s := atTheDoor(t)
		admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"role": "viewer"}))
		for _, role := range []boards.Role{boards.Team, boards.Client, boards.Team} { // less than was asked for already is nothing new
			ops := boards.MoreOps(s, waits, role)
			if first := s.Record(waits).Str("waits") == "none"; first != (len(ops) > 0) {
				t.Fatalf("for %s: %v", role, ops)
			} else if first {
				admitted(t, s, boards.Actor{System: true}, ops...)
			}
		}
		if s.Role(waits) != boards.Observer || s.Standing(waits) != boards.In || s.Record(waits).Str("waits") != "team" {
			t.Fatalf("they are %s and wait for %s", s.Role(waits), s.Record(waits).Str("waits"))
		}
		for _, a := range []boards.Audience{boards.TeamRoom, boards.Client.Audience(), boards.Observer.Audience()} {
			if got := boards.Project(s, boards.Viewer{Member: waits, Audience: a}).Shared[waits].F["waits"]; got != nil {
				t.Errorf("audience %v sees that they ask for %v", a, got)
			}
		}
		return s
	}
	t.Run("given", func(t *testing.T) {
		s := asks(t)
		admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"role": "team"}))
		if m := s.Record(waits); m.Str("waits") != "none" || s.Role(waits) != boards.Team || m.Str("side") != "team" {
			t.Errorf("%v", m.F)
		}
	})
	t.Run("declined", func(t *testing.T) {
		s := asks(t)
		admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"declined": true}))
		if s.Role(waits) != boards.Observer || s.Standing(waits) != boards.In || len(boards.MoreOps(s, waits, boards.Team)) > 0 {
			t.Errorf("they are %s, and may ask for %v", s.Standing(waits), boards.MoreOps(s, waits, boards.Team))
		}
	})
	t.Run("removed", func(t *testing.T) {
		s := asks(t)
		admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"role": "none"}))
		if s.Standing(waits) != boards.Removed {
			t.Errorf("removed, they are %s", s.Standing(waits))
		}
	})
}

// B-106: who waits, or was not let in, is in nobody's number and colour; who is let in gets the next ones.
func TestWhoWaitsIsNotCounted(t *testing.T) {
	s := atTheDoor(t)
	next := func() boards.Op {
		return boards.JoinOps(s, boards.Join{Member: "33333333-3333-4333-8333-333333333333", Role: boards.Client})[0]
	}
	before := next()
	for i := range 5 {
		id := fmt.Sprintf("44444444-4444-4444-8444-44444444444%d", i)
		admitted(t, s, boards.Actor{System: true}, boards.JoinOps(s, boards.Join{Member: id, Role: boards.Client, Waits: true})...)
		if s.Record(id).Str("pseudonym") != "" {
			t.Errorf("who waits is %s", s.Record(id).Str("pseudonym"))
		}
	}
	admitted(t, s, boards.Actor{Member: leads}, setting(waits, map[string]any{"declined": true}))
	if after := next(); after.Rec.F["pseudonym"] != before.Rec.F["pseudonym"] || after.Rec.F["hue"] != before.Rec.F["hue"] {
		t.Errorf("who joins is %v, and was to be %v", after.Rec.F, before.Rec.F)
	}
	// Two at once are two.
	let := func(i int) boards.Op {
		return setting(fmt.Sprintf("44444444-4444-4444-8444-44444444444%d", i), map[string]any{"role": "client"})
	}
	admitted(t, s, boards.Actor{Member: leads}, let(0), let(1))
	admitted(t, s, boards.Actor{System: true}, next())
	named, hues := map[string]bool{}, map[any]bool{}
	for _, m := range s.Of("member") {
		if p := m.Str("pseudonym"); p != "" {
			named[p], hues[m.F["hue"]] = true, true
		}
	}
	if len(named) != 4 || len(hues) != 4 || !named["T1"] || !named["P3"] {
		t.Errorf("they are %v, in %v", named, hues)
	}
	// Removed and let back, somebody is who they were.
	was := s.Record(let(0).ID).Str("pseudonym")
	admitted(t, s, boards.Actor{Member: leads}, setting(let(0).ID, map[string]any{"role": "none"}))
	admitted(t, s, boards.Actor{Member: leads}, let(0))
	if got := s.Record(let(0).ID).Str("pseudonym"); got != was {
		t.Errorf("they were %s and are %s", was, got)
	}
}
