package export_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"feltboard/export"
)

// public opens the page of a shop.
func (s shop) public() { s.Shared["board-7"].F["public"] = true }

func youSaid(t *testing.T, s shop) export.Said {
	t.Helper()
	said, public := export.YouSaid(s.View)
	if !public {
		t.Fatal("B-78: the page is closed")
	}
	return said
}

// Issue 5, done-when 4, for the public page: of quote, paraphrase, only here × named, pseudonym, anonymous × withdrawn only the
// words leave that may be quoted, and never whose they are (B-78).
func TestThePublicPageQuotesWhoAllowsIt(t *testing.T) {
	s, want := newShop(), []string{}
	s.public()
	n := 0
	for _, consent := range []string{"quote", "paraphrase", "room"} {
		for _, open := range []string{"named", "pseudonym", "anonymous"} {
			for _, withdrawn := range []bool{false, true} {
				id := fmt.Sprintf("m%02d", n)
				n++
				note := s.note(id, "p1", "quote", "MARK-"+id, fields{"consent": consent}, source("survey", "REF-"+id, "2026-11-02"))
				switch open {
				case "anonymous":
					note.By, note.At, note.F["anon"] = "", 0, true
				case "pseudonym":
					note.By, note.At, note.F["signed"], note.F["voice"] = "", 0, "pseudonym", "K"
				}
				note.Deleted = withdrawn
				s.insight("ins-"+id, "Insight "+id, id).F["status"] = "actioned"
				if consent == "quote" && !withdrawn {
					want = append(want, "MARK-"+id)
				}
			}
		}
	}
	for _, state := range []string{"held", "private", "waiting"} {
		s.note("x-"+state, "p1", "quote", "MARK-"+state, fields{"consent": "quote", "state": state})
		s.insight("ins-"+state, "Insight", "x-"+state).F["status"] = "declined"
	}
	s.note("tray", "", "quote", "MARK-tray", fields{"consent": "quote", "place": fields{"zone": "", "order": ""}, "whose": "Rosalind"})
	s.insight("ins-tray", "Insight", "tray").F["status"] = "answered"
	s.note("denied", "t1", "quote", "MARK-denied", fields{"side": "customer", "behalf": "p1", "confirmed": "no", "consent": "quote"})
	s.insight("ins-denied", "Insight", "denied").F["status"] = "answered"
	var got []string
	said := youSaid(t, s)
	for _, row := range said.Rows {
		got = append(got, row.Quotes...)
		if row.Customers != 0 {
			t.Errorf("%q names %d customers", row.Statement, row.Customers)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("quoted are %v, want %v", got, want)
	}
	everything := fmt.Sprintf("%+v", said)
	for _, name := range []string{"Rosalind", "Wirklich", "P1", "REF-", "anka", "@anna-k", "T1"} {
		if strings.Contains(everything, name) {
			t.Errorf("%q is on the page: %s", name, everything)
		}
	}
}

func TestThePublicPageTellsWhatBecameOfIt(t *testing.T) {
	s := newShop()
	if _, public := export.YouSaid(s.View); public {
		t.Error("B-78: it is open though nobody has opened it")
	}
	s.public()
	for i, by := range []string{"p1", "p2", "p3"} {
		s.note(fmt.Sprintf("n%d", i), by, "quote", "Seats vanish <b>", fields{"consent": "room"})
	}
	s.insight("ins-1", "Seats are lost", "n0", "n1", "n2").F["status"] = "actioned"
	s.insight("ins-2", "Fees surprise", "n0", "n1").F["status"] = "declined"
	s.Shared["ins-2"].F["reason"] = "the law sets them"
	s.insight("ins-3", "A draft", "n0")
	s.insight("ins-4", "Accepted", "n0").F["status"] = "accepted"
	s.insight("ins-5", "Parked", "n0").F["status"] = "parked"
	act := func(id, status string, more fields) {
		f := s.action(id, "Title of "+id, "ins-1").F
		f["status"], f["owner"] = status, "t1"
		for k, v := range more {
			f[k] = v
		}
	}
	log := list()
	log = append(log, map[string]any{"status": "done", "at": int64(1795564800000), "by": "t1", "reason": ""})
	act("a1", "done", fields{"reply": "Seats wait 15 minutes now", "log": log})
	act("a2", "in_progress", fields{"due": "2026-12-01", "original": "2026-11-25"})
	act("a3", "parked", fields{"reason": "after the move"})
	act("a4", "declined", fields{"reason": "too costly"})
	act("a5", "proposed", nil)
	said := youSaid(t, s)
	if len(said.Rows) != 2 {
		t.Fatalf("rows: %+v", said.Rows)
	}
	want := []export.Deed{
		{export.Did, "Seats wait 15 minutes now", "", "2026-11-25"},
		{export.Doing, "Title of a2", "", "2026-12-01"},
		{export.Later, "Title of a3", "after the move", ""},
		{export.No, "Title of a4", "too costly", ""},
	}
	want[0].Day = said.Rows[0].Deeds[0].Day
	if !slices.Equal(said.Rows[0].Deeds, want) || want[0].Day == "" {
		t.Errorf("deeds: %+v", said.Rows[0].Deeds)
	}
	if said.Rows[0].Customers != 3 || len(said.Rows[0].Quotes) != 0 {
		t.Errorf("three said so, in this room only: %+v", said.Rows[0])
	}
	if no := said.Rows[1]; no.Customers != 0 || !slices.Equal(no.Deeds, []export.Deed{{export.No, "", "the law sets them", ""}}) {
		t.Errorf("two are too few to be told, and a no has its reason: %+v", no)
	}
	s.Shared["board-7"].F["least"] = int64(4)
	if got := youSaid(t, s).Rows[0].Customers; got != 0 {
		t.Errorf("three of at least four are told: %d", got)
	}
	s.Shared["board-7"].F["least"] = int64(3)
	s.phase("all", "hidden")
	if got := youSaid(t, s).Rows[0].Customers; got != 0 {
		t.Errorf("E-5: counted while authors are hidden: %d", got)
	}
	s.Shared["board-7"].F["rehearsal"] = true
	if _, public := export.YouSaid(s.View); public {
		t.Error("a rehearsal has a public page")
	}
}

// B-78: what became of an action answers its insight, whose own status nobody has to set.
func TestAnActionAnswersItsInsight(t *testing.T) {
	for status, became := range map[string]export.Became{
		"proposed": "", "committed": export.Doing, "in_progress": export.Doing, "reopened": export.Doing, "done": export.Did,
		"verified": export.Did, "declined": export.No, "parked": export.Later,
	} {
		for _, own := range []string{"draft", "accepted", "parked"} {
			s := newShop()
			s.public()
			s.insight("ins", "Seats are lost").F["status"] = own
			s.insight("other", "Nothing is done about this").F["status"] = own
			s.action("act", "Hold the seat", "ins").F["status"] = status
			gone := s.action("gone", "Gone", "other")
			gone.F["status"], gone.Deleted = "committed", true
			rows := youSaid(t, s).Rows
			switch {
			case became == "" && len(rows) == 0:
			case became == "" || len(rows) != 1 || rows[0].Statement != "Seats are lost" || len(rows[0].Deeds) != 1 || rows[0].Deeds[0].Became != became:
				t.Errorf("a %s insight with a %s action: %+v", own, status, rows)
			}
		}
	}
}

// B-78, E-2: what a team says among itself is no answer to customers, whoever opens the page.
func TestThereIsNoPublicPageOfATeamPulse(t *testing.T) {
	s := newShop()
	s.public()
	s.insight("ins", "We are tired", s.note("n", "t1", "quote", "words", nil).ID).F["status"] = "answered"
	s.Shared["board-7"].F["output"] = "relief"
	if said, public := export.YouSaid(s.View); public || len(said.Rows) > 0 {
		t.Errorf("%+v", said)
	}
}
