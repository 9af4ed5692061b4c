package boards_test

import (
	"testing"

	"feltboard/boards"
)

func in(zone string) map[string]any {
	return map[string]any{"place": map[string]any{"zone": zone, "order": "a0"}}
}

// brought is a note that the system brings in from elsewhere.
func (s *story) brought(f map[string]any) string {
	s.Helper()
	all := map[string]any{
		"text": "we gave up at the queue", "side": "customer", "kind": "quote", "place": map[string]any{"zone": "", "order": "a0"},
		"customer": "Acme", "source": map[string]any{"type": "interview", "ref": "", "date": ""},
	}
	for name, v := range f {
		all[name] = v
	}
	op := put(s.rng, "note", all)
	s.System([]boards.Op{op})
	return op.ID
}

func TestB80TheTrayIsSeenByTheTeamAlone(t *testing.T) {
	s := tell(t)
	row := s.brought(nil)
	for phase := range 3 {
		s.ToPhase(phase)
		for _, who := range []int{host, anna, carla, viewer} {
			if got, want := s.sees(who, row) != nil, who == host || who == anna; got != want {
				t.Errorf("phase %d: %d sees it: %v", phase, who, got)
			}
		}
	}
	s.no(boards.NotFound, s.as(carla), set(row, in(s.State.Of("zone")[0].ID)))
	s.ToPhase(0)
	s.no(boards.NotFound, s.as(anna), put(s.rng, "insight", map[string]any{"evidence": []any{row}})) // B-17
	s.yes(s.as(anna), set(row, in(s.State.Of("zone")[0].ID)))
	if s.sees(carla, row) == nil {
		t.Error("in a zone it is a note like any other")
	}
	s.put(anna, "insight", map[string]any{"evidence": []any{row}})
}

func TestB80TheTeamSortsTheTrayInEveryPhase(t *testing.T) {
	s := tell(t)
	row, zone := s.brought(nil), s.State.Of("zone")[0].ID
	s.ToPhase(1) // nobody moves anything, and notes are hidden
	s.yes(s.as(ben), set(row, in(zone)))
	if s.sees(ben, row) != nil || s.sees(carla, row) != nil {
		t.Error("the phase hides what lies in zones")
	}
}

func TestB80OnlyWhatWasBroughtInGoesToTheTray(t *testing.T) {
	s := tell(t)
	row, zone := s.brought(nil), s.State.Of("zone")[0].ID
	s.yes(s.as(anna), set(row, in(zone)))
	s.no(boards.Forbidden, s.as(carla), set(row, in("")))
	s.yes(s.as(anna), set(row, in("")))
	for _, note := range []string{s.note(carla, "mine"), s.note(anna, "ours")} {
		s.no(boards.NotFound, s.as(anna), set(note, in("")))
		s.no(boards.NotFound, s.as(host), set(note, in("")))
	}
	survey := map[string]any{"side": "customer", "kind": "quote", "source": map[string]any{"type": "survey", "ref": "", "date": ""}}
	for name, v := range in("") {
		survey[name] = v
	}
	s.no(boards.NotFound, s.as(carla), put(s.rng, "note", survey))
	s.no(boards.Forbidden, s.as(anna), put(s.rng, "note", survey)) // whose words are they?
	survey["customer"] = "Bolt"
	s.no(boards.NotFound, s.as(carla), put(s.rng, "note", survey))
	s.yes(s.as(anna), put(s.rng, "note", survey))
}

func TestB80TheTeamKeepsWhatWasBroughtIn(t *testing.T) {
	s := tell(t)
	row, zone := s.brought(nil), s.State.Of("zone")[0].ID
	s.yes(s.as(ben), set(row, in(zone)))
	for _, f := range []map[string]any{{"customer": "Bolt"}, {"kind": "observation"}, {"consent": "paraphrase"}, {"whose": "Ann"}} {
		s.yes(s.as(anna), set(row, f))
		s.no(boards.Forbidden, s.as(carla), set(row, f))
	}
	s.no(boards.Forbidden, s.as(anna), edit(row, nil...)) // their words stay as they are
	s.yes(s.as(anna), del(row))
	s.yes(s.as(anna), boards.Op{Kind: boards.Res, ID: row})
	for _, name := range []string{"from", "meant"} {
		if _, err := s.Ask(s.as(anna), set(row, map[string]any{name: "x"})); err == nil {
			t.Errorf("%s is set by hand", name)
		}
	}
	s.no(boards.Forbidden, s.as(host), set(s.note(carla, "mine"), map[string]any{"customer": "Acme"}))
}

func TestB80CompaniesAreHiddenWhereAuthorsAre(t *testing.T) {
	s := tell(t)
	row := s.brought(in(s.State.Of("zone")[0].ID))
	if got := s.sees(anna, row).F["customer"]; got != "Acme" {
		t.Error("the team sees", got)
	}
	if got := s.sees(carla, row).F["customer"]; got != nil {
		t.Error("customers see", got)
	}
	s.yes(s.as(host), set(s.State.Phase(), map[string]any{"rules": map[string]any{
		"write": []any{"team"}, "edit": "own", "move": []any{"team"}, "see": "all", "authors": "hidden", "presence": "none",
	}}))
	if got := s.sees(anna, row).F["customer"]; got != nil {
		t.Error("where authors are hidden the team sees", got)
	}
	s.no(boards.Forbidden, s.as(anna), set(row, map[string]any{"customer": "Bolt"}))
}

func TestB80TheTrayIsNoOption(t *testing.T) {
	s := tell(t)
	row := s.brought(nil)
	s.yes(s.as(host), set(s.State.Phase(), map[string]any{"ask": map[string]any{
		"kind": "dots", "of": "note", "roles": []any{"team", "client"}, "limit": int64(0), "budget": int64(3), "split": false,
	}}))
	answer := func(item string) boards.Op {
		return put(s.rng, "answer", map[string]any{"phase": s.State.Phase(), "round": int64(1), "item": item, "value": int64(1)})
	}
	s.no(boards.NotFound, s.as(anna), answer(row))
	s.yes(s.as(anna), answer(s.note(carla, "x")))
}

// who was away when a note went back to the tray gets a new snapshot; naming it would tell of it who never saw it.
func TestB80PuttingBackIsNoticedAfterAnAbsence(t *testing.T) {
	s := tell(t)
	row := s.brought(in(s.State.Of("zone")[0].ID))
	c := s.yes(s.as(anna), set(row, in("")))
	v := boards.Viewer{Member: s.as(carla).Member, Owner: s.as(carla).Owner, Audience: boards.Customers}
	if shared, own := s.State.Changed(v, touchedBy(c)); s.State.Epoch != c.Entry.Seq || len(shared)+len(own) > 0 {
		t.Errorf("epoch %d, entry %d, told %v %v", s.State.Epoch, c.Entry.Seq, shared, own)
	}
	if ops := c.Shared(boards.Customers); len(ops) != 1 || ops[0].Kind != boards.Gone {
		t.Errorf("who was there is told %v", ops)
	}
	epoch := s.State.Epoch
	if s.yes(s.as(anna), set(row, map[string]any{"customer": "Bolt"})); s.State.Epoch != epoch {
		t.Error("what lies in the tray moves everybody")
	}
}
