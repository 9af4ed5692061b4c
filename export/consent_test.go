package export_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/export"
)

// whole is every byte of a bundle, what it says of itself included.
func whole(t testing.TB, b export.Bundle) string {
	t.Helper()
	z, err := b.Zip()
	if err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	for _, f := range b.Files {
		s.WriteString(f.Name + "\n" + string(f.Data))
	}
	fmt.Fprintf(&s, "%+v", b.LeftOut)
	s.Write(z)
	return s.String()
}

// absent fails if any of the words is anywhere in a bundle.
func absent(t *testing.T, rule string, b export.Bundle, words ...string) {
	t.Helper()
	all := whole(t, b)
	for _, w := range words {
		if strings.Contains(all, w) {
			t.Errorf("%s: %q leaves the board", rule, w)
		}
	}
}

// leaves says how much of one note leaves: its words, that it is there, or nothing.
func leaves(t *testing.T, s shop) string {
	t.Helper()
	b := markdown(t, s, options)
	all := whole(t, b)
	switch {
	case strings.Contains(all, "MARK"):
		return "quote"
	case strings.Contains(all, "(paraphrase only"):
		return "paraphrase"
	case strings.Contains(all, "to leave this room"):
		return "room"
	}
	return "hidden"
}

func TestConsent(t *testing.T) {
	behalf := func(id string) fields { return fields{"side": "customer", "behalf": id} }
	for _, c := range []struct {
		name, by string
		f        fields
		want     string
	}{
		{"the author allows quotes", "p1", nil, "quote"},
		{"the author allows a paraphrase", "p2", nil, "paraphrase"},
		{"the author says nothing: this room", "p3", nil, "room"},
		{"this note may not leave", "p1", fields{"consent": "room"}, "room"},
		{"this note only as a paraphrase", "p1", fields{"consent": "paraphrase"}, "paraphrase"},
		{"this note may be quoted", "p3", fields{"consent": "quote"}, "quote"},
		{"written down for somebody who allows quotes and has not confirmed it", "t2", behalf("p1"), "paraphrase"},
		{"the same, confirmed", "t2", fields{"side": "customer", "behalf": "p1", "confirmed": "yes"}, "quote"},
		{"the same, denied", "t2", fields{"side": "customer", "behalf": "p1", "confirmed": "no"}, "room"},
		{"written down by who allows quotes for somebody who does not", "t1", behalf("p3"), "room"},
		{"written down for somebody who left no trace", "t1", behalf("gone"), "room"},
		{"written down for somebody who is not here", "t1", fields{"side": "customer", "whose": "Aunt Erna"}, "room"},
		{"the same, allowed", "t1", fields{"side": "customer", "whose": "Aunt Erna", "consent": "quote"}, "quote"},
		{"anonymous says nothing: this room", "", nil, "room"},
		{"anonymous, allowed", "", fields{"consent": "quote"}, "quote"},
		{"anonymous, as a paraphrase", "", fields{"consent": "paraphrase"}, "paraphrase"},
		{"anonymous on behalf of who allows quotes: nobody may tell", "", behalf("p1"), "room"},
		{"the team's words, allowed", "t1", nil, "quote"},
		{"the team's words, not allowed", "t2", nil, "room"},
		{"an author the view does not know", "stranger", nil, "room"},
		{"brought in by who allows quotes, with a company alone", "t1", fields{"side": "customer", "customer": "ACME"}, "room"},
		{"brought in by who allows quotes, from a ticket", "t1", fields{"side": "customer", "source": fields{"type": "support-ticket"}}, "room"},
		{"gathered, with nobody's consent", "t1", fields{"side": "customer", "from": fields{"board": "b"}}, "room"},
		{"a customer's, whom a team member does not speak for", "t1", fields{"side": "customer"}, "room"},
		{"the team's, of what it counted", "t1", fields{"side": "team", "kind": "data", "source": fields{"type": "analytics"}}, "quote"},
		{"a consent of a later version", "p1", fields{"consent": "carrier-pigeon"}, "room"},
	} {
		for _, list := range []string{"evidence", "counter"} {
			s := newShop()
			s.note("n", c.by, "quote", "MARK", c.f)
			s.insight("ins", "They say something").F[list] = []any{"n"}
			s.action("act", "Do something", "ins")
			if got := leaves(t, s); got != c.want {
				t.Errorf("E-2, E-3: %s (%s): got %s, want %s", c.name, list, got, c.want)
			}
			absent(t, "E-4", markdown(t, s, options), "Aunt Erna", "Rosalind", "Ulrich")
		}
	}
}

// Invariant 7: what is hidden, deleted, for this room only, or who an anonymous author is, is in no byte.
func TestNothingLeaks(t *testing.T) {
	s := seatStory()
	s.note("own", "p3", "quote", "OWN-MARK", fields{"consent": "quote"})
	s.Own["own"] = s.Shared["own"]
	delete(s.Shared, "own")
	s.Shared["ins-3"].F["evidence"] = append(s.Shared["ins-3"].F["evidence"].([]any), "own")
	anon := s.Shared["n4"]
	anon.F["behalf"], anon.F["source"] = "p3", fields{"type": "survey", "ref": "ANON-REF-MARK", "date": "1999-12-31"}
	s.put("theme", "secret", fields{"name": "SECRET THEME MARK"})
	s.Shared["n3"].F["theme"] = "secret"
	s.Shared["p1"].F["customer"], s.Shared["p3"].F["customer"] = "COMPANY-MARK", "COMPANY-MARK-TOO"
	for _, o := range []export.Options{options, {As: export.Task}, {Actions: []string{"act-1"}}} {
		absent(t, "E-1 … E-4", markdown(t, s, o),
			"PARAPHRASE-MARK", "ROOM-MARK", "DELETED", "OWN-MARK", "ANON-REF-MARK", "1999-12-31", "secret-theme", "SECRET", "COMPANY", "company-mark",
			"dorotea@example.org", "Rosalind", "Bertram", "Carla", "Dorotea", "P3")
	}
}

// E-5: while a phase hides the notes, an export says so without a number, and computes none from what it does not see.
func TestPrivatePhase(t *testing.T) {
	s := seatStory()
	s.phase("own", "hidden")
	for id, r := range s.Shared {
		switch r.Type {
		case "note", "reaction":
			delete(s.Shared, id)
		case "insight":
			delete(r.F, "evidence")
			delete(r.F, "counter")
		}
	}
	b := markdown(t, s, options)
	golden(t, "private", b)
	if len(b.LeftOut) != 1 || b.LeftOut[0] != (export.LeftOut{Reason: export.PhaseHides, Sentence: "What a running phase hides is left out."}) {
		t.Errorf("E-5: %+v", b.LeftOut)
	}
	absent(t, "E-5", b, "confidence", "independent", "assumption", "### Evidence", "1 contributor")
}

// E-5: the words are there, but not who wrote them: what only the author's consent allows stays.
func TestPhaseHidesAuthors(t *testing.T) {
	s := seatStory()
	s.phase("all", "hidden")
	for _, r := range s.Shared {
		if r.Type == "note" {
			r.By, r.At = "", 0
		}
	}
	s.Shared["n8"].F["consent"] = "quote"
	golden(t, "authors-hidden", markdown(t, s, options))
}

// The same through the front door: Admit, Apply, Project. An export made in a private phase is byte for byte that of a
// board on which nobody has written.
func TestHiddenNotesMoveNothing(t *testing.T) {
	room := boardtest.NewRoom(rand.New(rand.NewPCG(1, 2)))
	host, team, client := room.Actors[0], room.Actors[1], room.Actors[3]
	id := func(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }
	zone, phase, session := room.State.Of("zone")[0].ID, "", room.State.Of("session")[0].ID
	for _, p := range room.State.Of("phase") {
		if !boards.RulesOf(p).SeeAll {
			phase = p.ID
		}
	}
	ask := func(a boards.Actor, ops ...boards.Op) {
		t.Helper()
		if _, err := room.Ask(a, ops...); err != nil {
			t.Fatalf("%+v", err)
		}
	}
	put := func(typ, id string, f fields) boards.Op {
		return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}}
	}
	place := fields{"zone": zone, "order": ""}
	view := func() boards.View { return boards.Project(room.State, boards.Viewer{Audience: boards.Host}) }
	exported := func() string {
		t.Helper()
		return whole(t, markdown(t, shop{view()}, options))
	}

	ask(client, boards.Op{Kind: boards.Set, ID: client.Member, F: fields{"consent": "quote"}})
	ask(client, put("note", id(1), fields{"text": "OPEN-MARK", "side": "customer", "kind": "quote", "place": place}))
	ask(team, put("insight", id(2), fields{"statement": "They said it", "evidence": []any{id(1)}}))
	ask(team, put("action", id(3), fields{"title": "Do it", "insights": []any{id(2)}}))
	open := exported()
	if !strings.Contains(open, "OPEN-MARK") || !strings.Contains(open, "confidence-low") {
		t.Fatalf("E-6: evidence is missing in\n%s", open)
	}

	ask(host, boards.Op{Kind: boards.Set, ID: session, F: fields{"phase": phase}})
	before := exported()
	if strings.Contains(before, "OPEN-MARK") {
		t.Error("E-5: a note leaves while the phase hides it")
	}
	ask(client, put("note", id(4), fields{"text": "PRIVATE-MARK", "side": "customer", "place": place}))
	anonymous := client
	anonymous.Anon = true
	ask(anonymous, put("note", id(5), fields{"text": "ANON-PRIVATE-MARK", "side": "customer", "anon": true, "place": place}))
	ask(client, boards.Op{Kind: boards.Del, ID: id(1)})
	ask(client, boards.Op{Kind: boards.Res, ID: id(1)})
	if after := exported(); after != before {
		t.Errorf("E-5: writing in private changed the export from\n%s\nto\n%s", before, after)
	}
}
