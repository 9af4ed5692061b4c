package boards_test

import (
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

const (
	clara = "33333333-3333-4333-8333-333333333333"
	doris = "44444444-4444-4444-8444-444444444444"
)

// inARoom is a board with a facilitator called Mia Berg and two customers without a name.
func inARoom(t *testing.T) *boards.State {
	t.Helper()
	s := newBoard(t, boardtest.Plain(), boards.BoardInfo{Runs: "The ticket shop", Use: "To mend the queue", Anon: true})
	for _, j := range []boards.Join{{Member: leads, Name: "Mia Berg", Role: boards.Facilitator}, {Member: clara, Role: boards.Client}, {Member: doris, Role: boards.Client}} {
		admitted(t, s, boards.Actor{System: true}, boards.JoinOps(s, j)...)
	}
	return s
}

func theBoard(s *boards.State) *boards.Record { return s.Of("board")[0] }

// B-100
func TestConsentSaysToWhatAndWhen(t *testing.T) {
	s := inARoom(t)
	if b := theBoard(s); b.Str("runs") != "The ticket shop" || b.Str("use") != "To mend the queue" || !b.Bool("anon") || b.Get("terms") != int64(0) {
		t.Fatalf("the board says %v", b.F)
	}
	terms := func() any { return s.Record(clara).Get("agreed").(map[string]any)["terms"] }
	at := func() any { return s.Record(clara).Get("agreed").(map[string]any)["at"] }
	admitted(t, s, boards.Actor{Member: clara}, setting(clara, map[string]any{"consent": "room"})) // what it is by itself
	if terms() != int64(0) || at() != s.Time || s.Record(clara).Get("agreed").(map[string]any)["words"] != int64(boards.ConsentWords) {
		t.Errorf("she agreed to %v", s.Record(clara).Get("agreed"))
	}
	admitted(t, s, boards.Actor{Member: leads}, setting(theBoard(s).ID, map[string]any{"use": "For an advertisement"}))
	admitted(t, s, boards.Actor{System: true}, setting(theBoard(s).ID, map[string]any{"keep": int64(90)}))
	admitted(t, s, boards.Actor{Member: leads}, setting(theBoard(s).ID, map[string]any{"title": "Another"}))
	if got := theBoard(s).Get("terms"); got != int64(2) || terms() != int64(0) {
		t.Errorf("the terms changed %v times; hers are %v", got, terms())
	}
	admitted(t, s, boards.Actor{Member: clara}, setting(clara, map[string]any{"contact": "carla@example.org"}))
	if terms() != int64(2) {
		t.Errorf("she agreed to %v", terms())
	}
	for who, f := range map[string]map[string]any{clara: {"agreed": map[string]any{"at": int64(1), "terms": int64(9), "words": int64(1)}}, doris: {"consent": "quote"}} {
		if err := asked(s, boards.Actor{Member: clara}, setting(who, f)); err == nil || err.Code != boards.Forbidden {
			t.Errorf("%v by hand: %v", f, err)
		}
	}
	for _, f := range []map[string]any{{"runs": "Me"}, {"use": "Mine"}, {"anon": false}, {"keep": int64(1)}, {"terms": int64(1)}} {
		if err := asked(s, boards.Actor{Member: clara}, setting(theBoard(s).ID, f)); err == nil || err.Code != boards.Forbidden {
			t.Errorf("a customer sets %v: %v", f, err)
		}
	}
}

// B-101
func TestContactIsForThemselvesAndTheFacilitator(t *testing.T) {
	s := inARoom(t)
	for _, bad := range []string{"carla", "@example.org", "carla@", "carla@here", "a b@example.org", "<x>@example.org", "a@b@example.org", "a@example.org, b@example.org"} {
		if err := asked(s, boards.Actor{Member: clara}, setting(clara, map[string]any{"contact": bad})); err == nil || err.Code != boards.BadValue {
			t.Errorf("%q: %v", bad, err)
		}
	}
	admitted(t, s, boards.Actor{Member: clara}, setting(clara, map[string]any{"contact": "carla@example.org"}))
	for viewer, sees := range map[boards.Viewer]bool{
		{Member: leads, Audience: boards.Host}:      true,
		{Member: clara, Audience: boards.Customers}: true,
		{Member: doris, Audience: boards.Customers}: false,
		{Member: doris, Audience: boards.TeamRoom}:  false,
	} {
		view := boards.Project(s, viewer)
		seen := view.Shared[clara]
		if own := view.Own[clara]; own != nil {
			seen = own
		}
		if _, contact := seen.F["contact"]; contact != sees {
			t.Errorf("%+v sees %v", viewer, seen.F)
		}
		if _, agreed := seen.F["agreed"]; agreed != sees {
			t.Errorf("%+v sees %v", viewer, seen.F)
		}
	}
	admitted(t, s, boards.Actor{System: true}, boards.EraseOps(s, []string{clara})...)
	if s.Record(clara).Str("contact") != "" {
		t.Error("the address outlives its owner's words")
	}
}

// B-102
func TestNamesThatLookAlikeAreMarked(t *testing.T) {
	for name, alike := range map[string]bool{
		"Mia Berg": true, "mia berg": true, "MIA BERG": true, "MiaBerg": true, "Mia  Berg.": true,
		"Міа Berg": true, // і and а are Cyrillic
		"Mla Berg": true, "MlA BERG": true, "Mna Berg": false,
		"Μia Βerg": true, // Greek capitals
		"Mia Вerg": true, "Ｍia Berg": true, "Mia Βеrg": true, "Mía Berg": false,
		"T1": true, "P2": true, "Ρ2": true, // what others go by
		"Facilitator": true, "Carla (Facilitator)": true, "Fасilitator": true, "Team": true, "Feltboard": true, "Moderatorin": true,
		"Mia": false, "Carla": false, "Teamplay": false, "": false, "מיה": false,
	} {
		s := inARoom(t)
		clean, ok := boards.CleanName(name)
		if !ok {
			t.Errorf("%q is no name", name)
		}
		admitted(t, s, boards.Actor{Member: clara}, setting(clara, map[string]any{"name": clean}))
		if got := s.Record(clara).Bool("alike"); got != alike {
			t.Errorf("%q is marked: %v", name, got)
		}
	}
}

// B-102: both are marked, and neither once they differ again.
func TestMarksFollowTheNames(t *testing.T) {
	s := inARoom(t)
	marked := func() (out []string) {
		for _, m := range s.Of("member") {
			if m.Bool("alike") {
				out = append(out, m.ID)
			}
		}
		return out
	}
	name := func(who, as string) {
		admitted(t, s, boards.Actor{Member: who}, setting(who, map[string]any{"name": as}))
	}
	name(clara, "Mia Berg")
	name(doris, "MIA BERG")
	if got := marked(); len(got) != 3 {
		t.Errorf("marked: %v", got)
	}
	name(clara, "Carla")
	if got := marked(); len(got) != 2 {
		t.Errorf("marked: %v", got)
	}
	admitted(t, s, boards.Actor{System: true}, boards.EraseOps(s, []string{doris})...)
	if got := marked(); len(got) != 0 {
		t.Errorf("marked: %v", got)
	}
	late := "55555555-5555-4555-8555-555555555555"
	admitted(t, s, boards.Actor{System: true}, boards.JoinOps(s, boards.Join{Member: late, Name: "Cаrla", Role: boards.Team})...)
	if got := marked(); len(got) != 2 {
		t.Errorf("marked: %v", got)
	}
	for _, v := range []any{true, false} {
		if err := asked(s, boards.Actor{Member: clara}, setting(clara, map[string]any{"alike": v})); err == nil || err.Code != boards.Forbidden {
			t.Errorf("by hand: %v", err)
		}
	}
}
