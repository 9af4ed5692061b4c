package boards_test

import (
	"slices"
	"testing"

	"feltboard/boards"
	"feltboard/boards/text"
)

func undone(id string) boards.Op    { return boards.Op{Kind: boards.Del, ID: id, As: boards.Undone} }
func discarded(id string) boards.Op { return boards.Op{Kind: boards.Del, ID: id} }

// bin lists what lies in somebody's bin, those that came lately marked with a +.
func (s *story) bin(who int) (out []string) {
	v := boards.Viewer{Member: s.as(who).Member, Audience: s.State.Role(s.as(who).Member).Audience()}
	for _, b := range chronicle(s.T, s.Journal).Bin(v, 0) {
		if b.Lately {
			b.ID = "+" + b.ID
		}
		out = append(out, b.ID)
	}
	return out
}

// B-87: what its author has undone never was for anybody else, and waits for their redo alone.
func TestB87WhatIsUndoneIsItsAuthorsAlone(t *testing.T) {
	s := tell(t)
	for name, tc := range map[string]struct {
		who    int
		since  func(id string)
		want   boards.As
		by     int
		inBins bool
	}{
		"a note just made":               {who: anna, by: anna, want: boards.Undone},
		"one that its author has edited": {who: anna, by: anna, since: func(id string) { s.yes(s.as(anna), edit(id, text.Insert("x"))) }, want: boards.Undone},
		"a customer's":                   {who: carla, by: carla, want: boards.Undone},
		"one that somebody else edited":  {who: anna, by: anna, since: func(id string) { s.yes(s.as(host), edit(id, text.Insert("x"))) }, inBins: true},
		"one that an insight rests on":   {who: anna, by: anna, since: func(id string) { s.put(host, "insight", map[string]any{"evidence": []any{id}}) }, inBins: true},
		"one that somebody reacted to":   {who: anna, by: anna, since: func(id string) { s.put(host, "reaction", map[string]any{"note": id, "kind": "agree"}) }, inBins: true},
		"a customer's, reacted to":       {who: carla, by: carla, since: func(id string) { s.put(host, "reaction", map[string]any{"note": id, "kind": "agree"}) }, want: boards.Withdrawn, inBins: true},
		"somebody else's, by who may":    {who: anna, by: host, inBins: true},
	} {
		t.Run(name, func(t *testing.T) {
			side := "team"
			if tc.who == carla {
				side = "customer"
			}
			id := s.note(tc.who, side)
			if tc.since != nil {
				tc.since(id)
			}
			s.yes(s.as(tc.by), undone(id))
			if as := s.State.Record(id).As; as != tc.want {
				t.Errorf("it is deleted as %q, want %q", as, tc.want)
			}
			if seen := s.sees(host, id) != nil; seen != tc.inBins {
				t.Errorf("the facilitator sees it: %v", seen)
			}
			if in := slices.Contains(s.bin(host), "+"+id); in != (tc.inBins && tc.want == "") {
				t.Errorf("it comes back with what went lately: %v", in)
			}
			s.yes(s.as(tc.who), boards.Op{Kind: boards.Res, ID: id})
			if r := s.State.Record(id); r.Deleted || r.As != "" {
				t.Error("its author cannot redo it")
			}
		})
	}
}

// B-87: a customer's note that its author deletes is withdrawn; an ordinary deletion of another's is not.
func TestB87CustomersWithdrawTheirOwn(t *testing.T) {
	s := tell(t)
	own, others, teams := s.note(carla, "customer"), s.note(carla, "customer"), s.note(anna, "team")
	s.yes(s.as(carla), discarded(own))
	s.yes(s.as(host), discarded(others))
	s.yes(s.as(anna), discarded(teams))
	for id, want := range map[string]boards.As{own: boards.Withdrawn, others: "", teams: ""} {
		if got := s.sees(host, id); got == nil || got.As != want {
			t.Errorf("the facilitator sees %+v, want it deleted as %q", got, want)
		}
	}
	if got, want := s.bin(host), []string{"+" + teams, "+" + others, own}; !slices.Equal(got, want) {
		t.Errorf("the bin is %v, want %v: those deleted last first", got, want)
	}
}

// B-87: what its author has withdrawn nobody else reads or brings back; what the facilitator deleted is another thing.
func TestB87WhatIsWithdrawnIsItsAuthorsAlone(t *testing.T) {
	s := tell(t)
	taken, deleted := s.note(carla, "taken"), s.note(carla, "deleted")
	s.yes(s.as(carla), discarded(taken))
	s.yes(s.as(host), discarded(deleted))
	in := s.sees(host, taken)
	if in == nil || !in.Deleted || in.By != s.as(carla).Member {
		t.Fatalf("the facilitator is not told that it was withdrawn, and by whom: %+v", in)
	}
	for name := range in.F {
		if name != "place" && name != "side" && name != "state" {
			t.Errorf("they read its %s", name)
		}
	}
	if mine := s.sees(carla, taken); mine == nil || mine.F["text"] != "taken" {
		t.Errorf("its author reads %+v", mine)
	}
	for _, who := range []int{host, anna} {
		if _, err := s.Ask(s.as(who), boards.Op{Kind: boards.Res, ID: taken}); err == nil {
			t.Errorf("viewer %d brings it back", who)
		}
	}
	c := s.yes(s.as(carla), edit(taken, text.Insert("MARKER ")))
	for _, o := range c.Shared(boards.Host) {
		if o.Kind == boards.EditText || o.View != nil && o.View.F["text"] != nil {
			t.Errorf("what its author types now is told: %+v", o)
		}
	}
	s.yes(s.as(carla), boards.Op{Kind: boards.Res, ID: taken})
	if r := s.sees(host, taken); r == nil || r.Deleted || r.F["text"] != "MARKER taken" {
		t.Errorf("brought back by its author it reads %+v", r)
	}
	if r := s.sees(host, deleted); r == nil || r.F["text"] != "deleted" {
		t.Errorf("what the facilitator deleted reads %+v", r)
	}
	s.yes(s.as(host), boards.Op{Kind: boards.Res, ID: deleted})
}

// B-87: what somebody typed into a note while its author undid it is not lost with it.
func TestB87ALateEditKeepsWhatWasUndone(t *testing.T) {
	s := tell(t)
	id := s.note(anna, "team")
	base := s.State.Seq
	s.yes(s.as(anna), undone(id))
	if _, err := s.AskOn(s.as(host), base, edit(id, text.Insert("mine too "))); err != nil {
		t.Fatal(err)
	}
	if r := s.sees(host, id); r == nil || !r.Deleted || r.As != "" {
		t.Errorf("the facilitator sees %+v, want it in the bin", r)
	}
}

// B-88: when and by whom is told where the history tells it.
func TestB88TheBinTellsWhoWhereTheHistoryDoes(t *testing.T) {
	s := tell(t)
	open := s.note(anna, "team")
	s.yes(s.as(anna), discarded(open))
	secret := s.secret(carla, "nobody knows whose")
	s.yes(s.as(host), discarded(secret))
	v := boards.Viewer{Member: s.as(anna).Member, Audience: boards.Host}
	for _, b := range chronicle(t, s.Journal).Bin(v, 0) {
		switch told := b.T != 0 && b.By != ""; {
		case b.ID == open && !told:
			t.Error("a deletion in the open is not told")
		case b.ID == secret && told:
			t.Error("who deleted an anonymous note is told")
		}
	}
}
