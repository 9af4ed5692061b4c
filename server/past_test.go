package main_test

import (
	"net/http"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/text"
)

type pastStep struct {
	T   int64
	By  string
	Ops []struct {
		Op, ID string
		Rec    struct {
			ID, Type, By string
			F            map[string]any
		}
	}
}

// B-83, B-84: the team is told what the board looked like; guests are not.
func TestAHistoryIsToldToTheTeam(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var board made
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": owner.plain(), "title": "Monday", "persona": "Buyer"}), &board)
	host := owner.open(board.ID)
	guest, mate := newBrowser(t, p.base), newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	mate.join(board.ID, board.key("team"), "Anna")
	screen := guest.open(board.ID)
	said := screen.note("Says", "MARKER I lost my seats")
	if code := screen.does(said); code != "" {
		t.Fatal(code)
	}
	host.until("the note is there", func() bool { return host.Record(said.ID) != nil })
	path := "/api/v1/boards/" + board.ID + "/history"
	read := func(b *browser) (notes int, body string) {
		var told struct {
			Earlier bool
			Start   []any
			Steps   []pastStep
		}
		a := b.get(path)
		decodeFolded(t, a, &told)
		for _, s := range told.Steps {
			for _, o := range s.Ops {
				if o.Op == "put" && o.Rec.Type == "note" {
					notes++
				}
			}
		}
		return notes, string(a.body)
	}
	for _, b := range []*browser{owner, mate} {
		if notes, _ := read(b); notes != 1 {
			t.Errorf("%d notes in the past", notes)
		}
	}
	if a := guest.get(path); a.status != http.StatusForbidden {
		t.Errorf("a guest asks for the history: %d", a.status)
	}
	if a := newBrowser(t, p.base).get(path); a.status != http.StatusNotFound {
		t.Errorf("a stranger asks for the history: %d", a.status)
	}
	// What they take back was never there.
	if code := screen.does(boards.Op{Kind: boards.EditText, ID: said.ID, Field: "text", Edit: text.Diff("MARKER I lost my seats", "I lost my seats")}); code != "" {
		t.Fatal(code)
	}
	host.until("the words have changed", func() bool { return host.Record(said.ID).F["text"] == "I lost my seats" })
	if _, body := read(owner); strings.Contains(body, "MARKER") {
		t.Error("words that were taken back are in the past")
	}
	if code := screen.does(boards.Op{Kind: boards.Del, ID: said.ID}); code != "" {
		t.Fatal(code)
	}
	host.until("the note is in the bin", func() bool { return host.Record(said.ID).Deleted })
	if notes, body := read(mate); notes != 0 || strings.Contains(body, said.ID) {
		t.Errorf("a note that was withdrawn is in the team's past")
	}
	type binned struct {
		ID     string
		T      int64
		By     string
		Lately bool
	}
	var lately struct{ Notes []binned }
	decodeFolded(t, owner.get("/api/v1/boards/"+board.ID+"/deleted"), &lately)
	if len(lately.Notes) != 1 || lately.Notes[0].Lately {
		t.Errorf("what its author took back is offered as deleted lately: %v", lately.Notes)
	}
	if code := screen.does(boards.Op{Kind: boards.Res, ID: said.ID}); code != "" {
		t.Fatal(code)
	}
	host.until("the note is on the board again", func() bool { return !host.Record(said.ID).Deleted })
	if code := host.does(boards.Op{Kind: boards.Del, ID: said.ID}); code != "" {
		t.Fatal(code)
	}
	decodeFolded(t, owner.get("/api/v1/boards/"+board.ID+"/deleted"), &lately)
	if len(lately.Notes) != 1 || lately.Notes[0].ID != said.ID || !lately.Notes[0].Lately || lately.Notes[0].T == 0 || lately.Notes[0].By == "" {
		t.Errorf("deleted lately by the facilitator: %v", lately.Notes)
	}
	lately.Notes = nil
	decodeFolded(t, mate.get("/api/v1/boards/"+board.ID+"/deleted"), &lately)
	if len(lately.Notes) != 0 {
		t.Errorf("the team finds %v in its bin", lately.Notes)
	}
	if a := guest.get("/api/v1/boards/" + board.ID + "/deleted"); a.status != http.StatusForbidden {
		t.Errorf("a guest asks what was deleted: %d", a.status)
	}
	if notes, _ := read(owner); notes != 2 { // it came twice
		t.Errorf("a note in the bin came %d times in the facilitator's past", notes)
	}
}

// B-86
func TestABoardIsDuplicated(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var board made
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": owner.plain(), "title": "Monday", "persona": "Buyer"}), &board)
	host := owner.open(board.ID)
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	screen := guest.open(board.ID)
	if code := screen.does(screen.note("Feels", "I lost my seats")); code != "" {
		t.Fatal(code)
	}
	host.until("the note is there", func() bool { return count(host, "note") == 1 })
	duplicate := func(b *browser, notes bool) answer {
		return b.post("/api/v1/boards/"+board.ID+"/duplicate", map[string]any{"title": "Again", "notes": notes})
	}
	if a := duplicate(guest, false); a.status != http.StatusForbidden {
		t.Errorf("a guest duplicates: %d", a.status)
	}
	var plain, full struct{ ID string }
	decodeFolded(t, duplicate(owner, false), &plain)
	decodeFolded(t, duplicate(owner, true), &full)
	one, two := owner.open(plain.ID), owner.open(full.ID)
	one.until("the zones are there", func() bool { return count(one, "zone") == count(host, "zone") })
	two.until("the note is there", func() bool { return count(two, "note") == 1 })
	if count(one, "note") != 0 || count(one, "member") != 1 || count(two, "member") != 1 {
		t.Errorf("%d notes, %d and %d people", count(one, "note"), count(one, "member"), count(two, "member"))
	}
	for _, r := range two.Shared {
		if r.Type == "note" && (r.F["place"].(map[string]any)["zone"] != two.zone("Feels") || r.F["whose"] != "P1" || r.F["consent"] != "room" || r.By != "") {
			t.Errorf("the note: %+v", r)
		}
	}
	// A board with its notes is its team's alone.
	if a := owner.post("/api/v1/boards/"+full.ID+"/links", map[string]any{"role": "client"}); a.status != http.StatusConflict && a.status != http.StatusForbidden {
		t.Errorf("a link for customers to a board with notes: %d", a.status)
	}
	if a := owner.post("/api/v1/boards/"+full.ID+"/duplicate", map[string]any{"title": "Third", "notes": true}); a.status != http.StatusConflict {
		t.Errorf("what was gathered is taken on: %d", a.status)
	}
}
