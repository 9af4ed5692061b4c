package main_test

import (
	"net/http"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/text"
)

// B-79: boards about the same people make one map, which follows them.
func TestBoardsAreCombined(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	make := func(title, persona string) (made, *tab) {
		var m made
		ok(t, owner.post("/api/v1/boards", map[string]string{"template": owner.plain(), "title": title, "persona": persona}), &m)
		return m, owner.open(m.ID)
	}
	one, first := make("Monday", "First-time buyer")
	two, second := make("Friday", "first-time buyer")
	other, _ := make("Sellers", "Seller")
	guest := newBrowser(t, p.base)
	guest.join(one.ID, one.key("client"), "Carla")
	screen := guest.open(one.ID)
	said := screen.note("Says", "I lost my seats")
	if code := screen.does(said); code != "" {
		t.Fatal(code)
	}
	if code := second.does(second.note("Feels", "They seemed lost")); code != "" {
		t.Fatal(code)
	}
	first.until("the note is here", func() bool { return first.Record(said.ID) != nil })

	var all struct {
		ID    string
		Added int
	}
	decodeFolded(t, owner.post("/api/v1/boards/gather", map[string]any{"title": "All", "boards": []string{one.ID, two.ID}}), &all)
	if all.Added != 2 {
		t.Errorf("gathered %+v", all)
	}
	host := owner.open(all.ID)
	host.until("both notes are on the map", func() bool { return count(host, "note") == 2 })
	gathered := func() *boards.ViewRecord {
		for _, r := range host.Shared {
			if from, _ := r.F["from"].(map[string]any); from["note"] == said.ID && !r.Deleted {
				return r
			}
		}
		return nil
	}
	if r := gathered(); r == nil || r.F["whose"] != "P1" || r.F["consent"] != "room" || r.By != "" || r.F["place"].(map[string]any)["zone"] != host.zone("Says") {
		t.Errorf("the gathered note: %+v", r)
	}

	var again struct{ Added, Changed, Gone int }
	path := "/api/v1/boards/" + all.ID + "/gather"
	decodeFolded(t, owner.post(path, map[string]any{}), &again)
	if again.Added+again.Changed+again.Gone != 0 {
		t.Errorf("gathered again: %+v", again)
	}
	if code := screen.does(boards.Op{Kind: boards.EditText, ID: said.ID, Field: "text", Edit: text.Diff("I lost my seats", "I lost both seats")}); code != "" {
		t.Fatal(code)
	}
	first.until("the words have changed", func() bool { return first.Record(said.ID).F["text"] == "I lost both seats" })
	decodeFolded(t, owner.post(path, map[string]any{}), &again)
	if again.Changed != 1 {
		t.Errorf("after the words changed: %+v", again)
	}
	host.until("the words are here, too", func() bool { r := gathered(); return r != nil && r.F["text"] == "I lost both seats" })
	if code := screen.does(boards.Op{Kind: boards.Del, ID: said.ID}); code != "" {
		t.Fatal(code)
	}
	first.until("it is gone there", func() bool { r := first.Record(said.ID); return r == nil || r.Deleted })
	decodeFolded(t, owner.post(path, map[string]any{}), &again)
	if again.Gone != 1 {
		t.Errorf("after it was deleted: %+v", again)
	}

	for name, refused := range map[string]struct {
		by     *browser
		boards []string
		status int
		words  string
	}{
		"two segments": {owner, []string{one.ID, other.ID}, http.StatusConflict, "maps First-time buyer, and “Sellers” maps Seller"},
		"a guest":      {guest, []string{one.ID}, http.StatusForbidden, "Only the team"},
		"a stranger":   {newBrowser(t, p.base), []string{one.ID}, http.StatusNotFound, "you are not on it"},
		"an aggregate": {owner, []string{one.ID, all.ID}, http.StatusConflict, "made of other boards itself"},
		"none":         {owner, []string{}, 422, ""},
	} {
		a := refused.by.post("/api/v1/boards/gather", map[string]any{"boards": refused.boards})
		if a.status != refused.status || !strings.Contains(string(a.body), refused.words) {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	// Customers spoke in their own rooms (B-79).
	if a := owner.post("/api/v1/boards/"+all.ID+"/links", map[string]any{"role": "client"}); a.status != http.StatusForbidden {
		t.Errorf("a link for customers to a board made of others: %d %s", a.status, a.body)
	}
	// Who is of the team of a board is no facilitator of one made of it, who could open it to strangers.
	member := newBrowser(t, p.base)
	member.join(one.ID, one.key("team"), "Tom")
	decodeFolded(t, member.post("/api/v1/boards/gather", map[string]any{"boards": []string{one.ID}}), &all)
	theirs := member.open(all.ID)
	theirs.until("they are on it", func() bool { return count(theirs, "member") == 2 })
	if code := theirs.does(boards.Op{Kind: boards.Set, ID: all.ID, F: map[string]any{"public": true}}); code != "forbidden" {
		t.Errorf("the team opened a page to strangers: %q", code)
	}
	if a := owner.post("/api/v1/boards/"+one.ID+"/gather", map[string]any{}); a.status != http.StatusConflict {
		t.Errorf("a board that is made of none: %d %s", a.status, a.body)
	}
}
