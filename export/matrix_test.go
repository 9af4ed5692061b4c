package export_test

import (
	"fmt"
	"strings"
	"testing"

	"feltboard/export"
)

// Issue 5, done-when 4: quote, paraphrase, only here × named, pseudonym, anonymous × withdrawn, over every format. What
// leaves is what consent says, and what is said to be left out is exact.
func TestConsentMatrix(t *testing.T) {
	type cell struct {
		consent, open string
		withdrawn     bool
	}
	var cells []cell
	for _, consent := range []string{"quote", "paraphrase", "room"} {
		for _, open := range []string{"named", "pseudonym", "anonymous"} {
			cells = append(cells, cell{consent, open, false}, cell{consent, open, true})
		}
	}
	put := func(s shop, id string, c cell, by string) {
		n := s.note(id, by, "quote", "MARK-"+id, fields{"consent": c.consent}, source("survey", "REF-"+id, "2026-11-02"))
		switch c.open {
		case "anonymous":
			n.By, n.At, n.F["anon"] = "", 0, true
		case "pseudonym": // as the projection shows what was written under a letter
			n.By, n.At, n.F["signed"], n.F["voice"] = "", 0, "pseudonym", "K"
		}
		n.Deleted = c.withdrawn
	}
	for _, f := range everyFormat {
		all, left := newShop(), map[export.Reason]int{}
		var ids []string
		for i, c := range cells {
			id := fmt.Sprintf("m%02d", i)
			alone := newShop()
			put(alone, id, c, "p1")
			alone.insight("ins", "They say something", id)
			alone.action("act", "Do something", "ins")
			b := render(t, alone, f)
			everything := whole(t, b)
			quoted := c.consent == "quote" && !c.withdrawn
			if strings.Contains(everything, "MARK-"+id) != quoted {
				t.Errorf("E-2: %s: %+v: words leave: %v", f, c, !quoted)
			}
			if strings.Contains(everything, "REF-"+id) || strings.Contains(everything, "Rosalind") {
				t.Errorf("E-4: %s: %+v: a name leaves", f, c)
			}
			if strings.Contains(everything, "P1") != (c.open == "named" && c.consent != "room" && !c.withdrawn) && f != export.JSON {
				t.Errorf("E-3, E-4: %s: %+v: the pseudonym leaves, or does not", f, c)
			}
			want := map[export.Reason]int{}
			switch {
			case c.withdrawn:
				want[export.Deleted] = 1
			case c.consent == "room":
				want[export.ConsentRoom] = 1
			default:
				want[export.SourceReference] = 1
				if c.consent == "paraphrase" {
					want[export.ConsentParaphrase] = 1
				}
			}
			checkLeft(t, f, c, b, want)
			for why, n := range want {
				left[why] += n
			}
			put(all, id, c, "p1")
			ids = append(ids, id)
		}
		// Two actions lead to all of them: each is counted once.
		all.insight("ins", "They say something", ids...)
		all.action("act", "Do something", "ins")
		all.action("act-2", "Do more", "ins").F["notes"] = list(ids...)
		checkLeft(t, f, "all", render(t, all, f), left)
	}
}

func checkLeft(t *testing.T, f export.Format, what any, b export.Bundle, want map[export.Reason]int) {
	t.Helper()
	got := map[export.Reason]int{}
	for _, l := range b.LeftOut {
		got[l.Reason] = l.Count
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("E-5: %s: %+v: left out %v, want %v", f, what, got, want)
	}
}
