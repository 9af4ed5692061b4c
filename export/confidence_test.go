package export_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/export"
)

// crowd is a board with n more customers, c1 … cn, who may be quoted, and an action on one insight with no evidence yet.
func crowd(n int) shop {
	s := newShop()
	for i := range n {
		s.member(fmt.Sprintf("c%d", i+1), "Somebody", fmt.Sprintf("P%d", i+11), "client", "quote")
	}
	s.insight("ins", "They leave")
	s.action("act", "Keep them", "ins")
	return s
}

func (s shop) evidence(r *boards.ViewRecord, list string) {
	now, _ := s.Shared["ins"].F[list].([]any)
	s.Shared["ins"].F[list] = append(now, r.ID)
}

func TestConfidence(t *testing.T) {
	say := func(s shop, by string, more ...fields) {
		now, _ := s.Shared["ins"].F["evidence"].([]any)
		s.evidence(s.note(fmt.Sprintf("n%d", len(now)+1), by, "quote", "it is so", more...), "evidence")
	}
	from := func(n int, more ...fields) func(shop) {
		return func(s shop) {
			for i := range n {
				say(s, fmt.Sprintf("c%d", i+1), more...)
			}
		}
	}
	company := func(s shop, name string, members ...string) {
		for _, m := range members {
			s.Shared[m].F["customer"] = name
		}
	}
	survey := source("survey", "", "")
	for _, c := range []struct {
		name, level, heading string
		build                func(shop)
	}{
		{"nothing", "assumption", "none", func(shop) {}},
		{"a team's observation", "assumption", "none", func(s shop) { say(s, "t1") }},
		{"a customer's idea", "assumption", "none", func(s shop) { say(s, "c1", fields{"kind": "idea"}) }},
		{"a deleted quote", "assumption", "none", func(s shop) { from(1)(s); s.Shared["n1"].Deleted = true }},
		{"one customer", "low", "1 independent customer, 1 type of source", from(1)},
		{"one customer, often", "low", "1 independent customer, 1 type of source", func(s shop) {
			for range 9 {
				say(s, "c1")
			}
		}},
		{"two customers", "low", "2 independent customers, 1 type of source", from(2)},
		{"three customers", "medium", "3 independent customers, 1 type of source", from(3)},
		{"three guests of two companies", "low", "2 independent customers, 1 type of source", func(s shop) {
			from(3)(s)
			company(s, "Acme ", "c1")
			company(s, "acme", "c2")
		}},
		{"for this room only: it counts, unseen", "medium", "3 independent customers, 1 type of source", func(s shop) { from(2)(s); say(s, "p3") }},
		{"five customers, one source", "medium", "5 independent customers, 1 type of source", from(5)},
		{"five customers, two sources", "high", "5 independent customers, 2 types of source", func(s shop) { from(4)(s); say(s, "c5", survey) }},
		{"the same, and one objects", "medium", "5 independent customers, 2 types of source", func(s shop) {
			from(4)(s)
			say(s, "c5", survey)
			s.evidence(s.note("no", "c6", "quote", "it is not"), "counter")
		}},
		{"the same, and the team doubts", "high", "5 independent customers, 2 types of source", func(s shop) {
			from(4)(s)
			say(s, "c5", survey)
			s.evidence(s.note("no", "t1", "assumption", "is it?"), "counter")
		}},
		{"anonymous alone", "low", "at least 1 independent customer, 1 type of source", func(s shop) {
			for range 5 {
				say(s, "", fields{"consent": "quote"})
			}
		}},
		{"two customers and an anonymous one, who may be one of them", "low", "at least 2 independent customers, 1 type of source", func(s shop) { from(2)(s); say(s, "") }},
		{"hearsay of three", "low", "3 independent customers, 1 type of source", func(s shop) {
			for _, whose := range []string{"Erna", "Otto", " erna", "Kurt"} {
				say(s, "t1", fields{"side": "customer", "whose": whose})
			}
		}},
		{"interviews with three", "medium", "3 independent customers, 1 type of source", func(s shop) {
			for _, whose := range []string{"Erna", "Otto", "Kurt"} {
				say(s, "t1", fields{"side": "customer", "whose": whose}, source("interview", "", ""))
			}
		}},
		{"written down for three on the board", "medium", "3 independent customers, 1 type of source", func(s shop) {
			for _, id := range []string{"c1", "c2", "c3"} {
				say(s, "t2", fields{"side": "customer", "behalf": id, "confirmed": "yes"})
			}
		}},
		{"the same, which nobody has confirmed", "low", "at least 1 independent customer, 1 type of source", func(s shop) {
			for _, id := range []string{"c1", "c2", "c3"} {
				say(s, "t2", fields{"side": "customer", "behalf": id})
			}
		}},
		{"two who are named and three letters, who may be the same people", "medium", "at least 3 independent customers, 1 type of source", func(s shop) {
			from(2)(s)
			for _, letter := range []string{"A", "B", "C"} {
				n := s.note("under "+letter, "c1", "quote", "so it is", fields{"voice": letter, "signed": "pseudonym"})
				n.By, n.At = "", 0 // as the projection shows it
				s.evidence(n, "evidence")
			}
		}},
		{"stitches are no evidence", "low", "1 independent customer, 1 type of source", func(s shop) { from(1)(s); s.felt("n1", 9) }},
		{"the same note twice", "low", "1 independent customer, 1 type of source", func(s shop) {
			from(1)(s)
			s.evidence(s.Shared["n1"], "evidence")
		}},
	} {
		s := crowd(6)
		c.build(s)
		f := markdown(t, s, options).Files[0]
		m, body := split(t, f)
		if !slices.Contains(m.Labels, "confidence-"+c.level) || !strings.Contains(string(body), "(confidence: "+c.level+")") ||
			!strings.Contains(string(body), "### Evidence ("+c.heading+")\n") {
			t.Errorf("E-6 … E-9: %s: want %s, %s, in\n%s", c.name, c.level, c.heading, f.Data)
		}
	}
}

// E-8: an action is as sure as the surest of its insights.
func TestConfidenceOfAnAction(t *testing.T) {
	s := crowd(3)
	for _, id := range []string{"c1", "c2", "c3"} {
		s.evidence(s.note("n"+id, id, "quote", "so it is"), "evidence")
	}
	s.insight("weak", "Perhaps")
	s.action("act", "Keep them", "weak", "ins", "weak")
	m, body := split(t, markdown(t, s, options).Files[0])
	if want := []string{"insight", "confidence-medium", "change"}; !slices.Equal(m.Labels, want) {
		t.Errorf("E-8: %v, want %v", m.Labels, want)
	}
	if len(m.References) != 3 || strings.Contains(string(body), "Insight 3") {
		t.Errorf("an insight linked twice is told twice:\n%s", body)
	}
}

// What an action's own fields become.
func TestActionFields(t *testing.T) {
	for _, c := range []struct {
		name string
		f    fields
		as   export.Form
		want []string
		not  string
	}{
		{"an owner whose name cannot be a handle", fields{"owner": "t2"}, "", []string{"assignee: []", "Owner: Ulrich Klarname."}, "T2"},
		{"an owner with one", fields{"owner": "t1"}, "", []string{"  - '@anna-k'", "Owner: @\u200banna-k."}, "@x"},
		{"a customer is never an assignee", fields{"owner": "p1"}, "", []string{"assignee: []", "Owner: P1."}, "rosalind"},
		{"a fix", fields{"type": "fix"}, "", []string{"type: 'bug'", "  - 'fix'"}, "enhancement"},
		{"an experiment", fields{"type": "experiment"}, "", []string{"type: 'spike'", "  - 'experiment'"}, "enhancement"},
		{"research", fields{"type": "research"}, "", []string{"type: 'spike'", "  - 'research'"}, "enhancement"},
		{"a user story", fields{"story": fields{"form": "user", "when": "buyer", "want": "time", "so": "I can pay"}}, "", []string{"As a buyer, I want time, so that I can pay.\n"}, "When"},
		{"half a story", fields{"story": fields{"form": "job", "want": "to know?"}}, "", []string{"\nI want to know?\n"}, "When"},
		{"no story", fields{"story": fields{"form": "none", "want": "to know"}}, "", nil, "to know"},
		{"a date", fields{"due": "2028-02-29"}, "", []string{"due_date: '2028-02-29'"}, "2026-12"},
		{"no date", fields{"due": "2027-02-29"}, "", nil, "due_date"},
		{"a draft has one status", fields{"status": "done"}, "", []string{"status: 'Draft'", "Status on the board: done."}, "'Done'"},
		{"a task has the tool's", fields{"status": "verified"}, export.Task, []string{"status: 'Done'", "Status on the board: verified."}, "Draft"},
		{"declined, with the reason", fields{"status": "declined", "reason": "too dear!"}, export.Task, []string{"status: 'Declined'", "declined, because: too dear!"}, "To Do"},
		{"no criteria", fields{"acceptance": []any{criterion("", " ", "", true)}}, "", nil, "Acceptance"},
		{"a criterion", fields{"acceptance": []any{criterion("a", "b", "c", true)}}, "", []string{"- [x] #1 Given a, When b, Then c\n"}, "#2"},
		{"nobody to tell", nil, "", nil, "Definition of Done"},
		{"no insight", fields{"insights": list()}, "", []string{"references:\n  - 'https://board.example/b/board-7#action-act'"}, "#insight"},
	} {
		s := crowd(0)
		for k, v := range c.f {
			s.Shared["act"].F[k] = v
		}
		data := string(markdown(t, s, export.Options{BaseURL: "https://board.example/", As: c.as, Actions: []string{"act"}}).Files[0].Data)
		for _, w := range c.want {
			if !strings.Contains(data, w) {
				t.Errorf("%s: no %q in\n%s", c.name, w, data)
			}
		}
		if strings.Contains(data, c.not) {
			t.Errorf("%s: %q in\n%s", c.name, c.not, data)
		}
	}
}

// Ground rule 7, E-5: what was left out is counted once, in the words the product uses.
func TestLeftOutSentences(t *testing.T) {
	s := crowd(0)
	for _, id := range []string{"r1", "r2"} {
		s.evidence(s.note(id, "p3", "quote", "no"), "evidence")
	}
	s.evidence(s.note("d1", "p1", "quote", "gone"), "evidence")
	s.Shared["d1"].Deleted = true
	s.insight("gone", "Gone too").Deleted = true
	s.action("act", "Keep them", "ins", "gone")
	s.action("act-2", "Keep them all", "ins")
	s.evidence(s.note("p1q", "p2", "observation", "para"), "counter")
	var got []string
	for _, l := range markdown(t, s, options).LeftOut {
		got = append(got, fmt.Sprintf("%s %d %s", l.Reason, l.Count, l.Sentence))
	}
	want := []string{
		"consent_room 2 2 quotes left out: nobody has allowed them to leave this room.",
		"consent_paraphrase 1 1 note without its words: its author allowed a paraphrase only.",
		"deleted 2 2 items left out: they were deleted on the board.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
