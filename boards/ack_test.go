package boards_test

import (
	"bytes"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

// answered is a story in which an action that rests on the given notes is done.
func (s *story) done(notes ...string) string {
	s.Helper()
	return s.put(anna, "action", map[string]any{"title": "Hold the seats", "insights": []any{s.insight(notes...)}, "status": "done"})
}

func (s *story) ack(action, says string, anon bool) boards.Op {
	f := map[string]any{"action": action, "says": says, "why": "it is slow"}
	if anon {
		f["anon"] = true
	}
	return put(s.rng, "ack", f)
}

// secret has somebody write anonymously.
func (s *story) secret(who int, words string) string {
	s.Helper()
	op := boardtest.NoteOp(s.rng, s.State, boardtest.Roles[who], words, true)
	s.yes(s.anon(who), op)
	return op.ID
}

func TestB76WhoseWordsItRestsOnSaysWhetherItHelped(t *testing.T) {
	s := tell(t)
	action := s.done(s.note(carla, "I lost my seat"))
	for _, who := range []int{host, anna, dora, viewer} {
		s.no(boards.Forbidden, s.as(who), s.ack(action, "helped", false))
	}
	s.no(boards.Forbidden, s.anon(carla), s.ack(action, "helped", true)) // she spoke by name
	s.no(boards.WrongLane, s.as(carla), s.ack(action, "helped", true))
	s.yes(s.as(carla), s.ack(action, "helped", false))
	s.no(boards.Exists, s.as(carla), s.ack(action, "not_yet", false))
	if got := s.State.Record(action).Str("status"); got != "done" {
		t.Error("a yes changes the action to", got)
	}
}

func TestB76TheirOwnWordsAndNotThoseTheyWroteDown(t *testing.T) {
	s := tell(t)
	scribed := put(s.rng, "note", map[string]any{
		"text": "too slow", "side": "customer", "kind": "quote", "behalf": s.as(dora).Member, "place": map[string]any{"zone": s.State.Of("zone")[0].ID, "order": "a0"},
	})
	s.yes(s.as(anna), scribed)
	action := s.done(scribed.ID)
	s.no(boards.Forbidden, s.as(anna), s.ack(action, "helped", false))
	s.yes(s.as(dora), set(scribed.ID, map[string]any{"confirmed": "no"}))
	s.no(boards.Forbidden, s.as(dora), s.ack(action, "helped", false))
	s.yes(s.as(dora), set(scribed.ID, map[string]any{"confirmed": "yes"}))
	s.yes(s.as(dora), s.ack(action, "helped", false))

	direct := s.put(anna, "action", map[string]any{"notes": []any{s.note(emil, "hm")}, "status": "verified"})
	s.yes(s.as(emil), s.ack(direct, "helped", false))

	gone := s.note(carla, "I lost my seat")
	other := s.done(gone)
	s.yes(s.as(carla), del(gone))
	s.no(boards.Forbidden, s.as(carla), s.ack(other, "helped", false)) // they took their words back
}

func TestB76NotYetOpensItAgainInTheSameEntry(t *testing.T) {
	s := tell(t)
	action := s.done(s.note(carla, "I lost my seat"), s.note(dora, "me too"))
	s.yes(s.as(anna), set(action, map[string]any{"reason": "shipped"}))
	ack := s.ack(action, "not_yet", false)
	c := s.yes(s.as(carla), ack)
	if len(c.Touched) != 2 || s.State.Record(action).Str("status") != "reopened" || s.State.Record(action).Str("reason") != "" {
		t.Errorf("one entry touches %d records, the action is %v", len(c.Touched), s.State.Record(action).F)
	}
	log := s.State.Record(action).List("log")
	last := log[len(log)-1].(map[string]any)
	if last["by"] != "" || last["reason"] != "" || last["at"].(int64) == c.Entry.T {
		t.Errorf("the log tells who or when: %v", last)
	}
	// Their word can be said and changed while it is open by such a word; taking it back changes nothing.
	s.yes(s.as(dora), s.ack(action, "helped", false))
	s.yes(s.as(carla), del(ack.ID))
	if got := s.State.Record(action).Str("status"); got != "reopened" {
		t.Error("taking it back made it", got)
	}
	s.yes(s.as(anna), set(action, map[string]any{"status": "done"}))
	s.yes(s.as(carla), boards.Op{Kind: boards.Res, ID: ack.ID})
	if got := s.State.Record(action).Str("status"); got != "reopened" {
		t.Error("said again, it is", got)
	}
	s.yes(s.as(anna), set(action, map[string]any{"status": "verified"}))
	s.yes(s.as(carla), set(ack.ID, map[string]any{"why": "slower"}))
	if got := s.State.Record(action).Str("status"); got != "verified" {
		t.Error("another why made it", got)
	}
	s.yes(s.as(carla), set(ack.ID, map[string]any{"says": "not_yet"}))
	if got := s.State.Record(action).Str("status"); got != "reopened" {
		t.Error("said once more, it is", got)
	}
	s.yes(s.as(anna), set(action, map[string]any{"status": "done"}), set(action, map[string]any{"status": "reopened"}))
	s.yes(s.as(anna), set(action, map[string]any{"status": "committed"}))
	s.no(boards.Forbidden, s.as(carla), set(ack.ID, map[string]any{"says": "helped"}))
}

func TestB76AnAnonymousNotesAuthorSaysSoAnonymously(t *testing.T) {
	s := tell(t)
	action := s.done(s.secret(carla, "I lost my seat"))
	s.no(boards.Forbidden, s.as(carla), s.ack(action, "not_yet", false))
	s.no(boards.Forbidden, s.anon(dora), s.ack(action, "not_yet", true))
	ack := s.ack(action, "not_yet", true)
	c := s.yes(s.anon(carla), ack)
	if c.Entry.By != "" || bytes.Contains(c.Entry.Encode(), []byte(s.as(carla).Member)) {
		t.Error("the journal tells who it was")
	}
	if s.State.Record(action).Str("status") != "reopened" {
		t.Error("it is not open again")
	}
	s.no(boards.Exists, s.anon(carla), s.ack(action, "helped", true))
	s.no(boards.WrongLane, s.as(carla), set(ack.ID, map[string]any{"says": "helped"}))
	s.yes(s.anon(carla), set(ack.ID, map[string]any{"says": "helped"}))
}

// Twins: two rooms that differ only in who says it, by name or not. What everybody else is told is the same, byte by byte.
func TestB76NobodyCanTellWhoSaidIt(t *testing.T) {
	told := func(t *testing.T, who int, anon bool) [2]string {
		s := tell(t)
		named := []any{s.note(carla, "I lost my seat"), s.note(dora, "me too")}
		action := s.put(anna, "action", map[string]any{"title": "Hold them", "notes": append(named, s.secret(carla, "a"), s.secret(dora, "b")), "status": "done"})
		ack, a := s.ack(action, "not_yet", anon), s.as(who)
		a.Anon = anon
		c := s.yes(a, ack)
		if v := s.sees(who, ack.ID); v == nil || !v.Mine || v.F["why"] != "it is slow" {
			t.Errorf("who said it does not see it: %v", v)
		}
		var out [2]string
		for i, reader := range []int{anna, emil} {
			v := boards.Viewer{Member: s.as(reader).Member, Owner: s.as(reader).Owner, Audience: boardtest.Roles[reader].Audience()}
			shared, own := s.State.Changed(v, touchedBy(c))
			all := [][]boards.Op{c.Shared(v.Audience), c.Own(v), shared, own}
			out[i] = string(boards.EncodeViewOps(all)) + encodeView(boards.Project(s.State, v))
		}
		s.ToPhase(1)
		if s.sees(anna, ack.ID) == nil || s.sees(emil, ack.ID) != nil {
			t.Error("the team sees what was said, other customers do not")
		}
		return out
	}
	want := told(t, carla, false)
	for name, got := range map[string][2]string{"another": told(t, dora, false), "anonymously": told(t, carla, true), "another anonymously": told(t, dora, true)} {
		if got != want {
			t.Errorf("%s: others are told otherwise:\n%s\n%s", name, got[0], want[0])
		}
	}
}
