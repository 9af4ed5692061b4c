package main_test

import (
	"net/http"
	"slices"
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

// B-79: who has signed in and is of the team of boards leads nothing that is made of them, nor does who leads only some.
func TestWhoCombinesOthersBoardsDoesNotLeadThem(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	make := func(by *browser, title string) (m made) {
		ok(t, by.post("/api/v1/boards", map[string]string{"template": owner.plain(), "title": title, "persona": "Buyer"}), &m)
		return m
	}
	bea := p.member(owner, "member", "bea@example.com")
	one, two, beas := make(owner, "Monday"), make(owner, "Friday"), make(bea, "Of Bea")
	for _, m := range []made{one, two} {
		bea.join(m.ID, m.key("team"), "Bea")
	}
	gather := func(by *browser, all ...made) answer {
		var ids []string
		for _, m := range all {
			ids = append(ids, m.ID)
		}
		return by.post("/api/v1/boards/gather", map[string]any{"boards": ids})
	}
	role := func(by *browser, board string) string {
		t.Helper()
		var me struct{ Role string }
		decodeFolded(t, by.get("/api/v1/boards/"+board+"/me"), &me)
		return me.Role
	}
	var all struct{ ID string }
	decodeFolded(t, gather(bea, one, two), &all)
	if hers, hosts := role(bea, all.ID), role(owner, all.ID); hers != "team" || hosts != "facilitator" {
		t.Errorf("who asks is %q, the host of the boards %q", hers, hosts)
	}
	tab := bea.open(all.ID)
	if code := tab.does(boards.Op{Kind: boards.Set, ID: all.ID, F: map[string]any{"public": true}}); code != "forbidden" {
		t.Errorf("she opened a page to strangers: %q", code)
	}
	for what, a := range map[string]answer{
		"invites": bea.post("/api/v1/boards/"+all.ID+"/links", map[string]any{"role": "team"}), "deletes": bea.delete("/api/v1/boards/" + all.ID),
	} {
		if a.status != http.StatusForbidden && a.status != http.StatusNotFound {
			t.Errorf("she %s: %d %s", what, a.status, a.body)
		}
	}
	if _, mine := bea.boards(); mine != 1 {
		t.Errorf("she hosts %d boards", mine)
	}
	lines := owner.audit("/api/v1/boards/" + two.ID + "/audit")
	if !slices.ContainsFunc(lines, func(l auditLine) bool { return l.Act == "gathered" && l.Outcome == all.ID }) {
		t.Errorf("the board's audit is %+v", lines)
	}

	// Nobody leads hers and Ada's, so neither she, nor Ada, nor a guest may make one of both, whichever comes first.
	guest := newBrowser(t, p.base)
	guest.join(beas.ID, beas.key("team"), "Tom")
	guest.join(one.ID, one.key("team"), "Tom")
	owner.join(beas.ID, beas.key("team"), "Ada")
	for name, by := range map[string]*browser{"Bea": bea, "Ada": owner, "a guest": guest} {
		for _, both := range [][]made{{beas, one}, {one, beas}} {
			if a := gather(by, both...); a.status != http.StatusForbidden || !strings.Contains(string(a.body), "facilitator of all of them") {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
		}
	}
	// Once she leads both, whoever asks may, and she hosts it.
	host := owner.open(one.ID)
	var me struct{ Member string }
	decodeFolded(t, bea.get("/api/v1/boards/"+one.ID+"/me"), &me)
	if code := host.does(boards.Op{Kind: boards.Set, ID: me.Member, F: map[string]any{"role": "facilitator"}}); code != "" {
		t.Fatal(code)
	}
	decodeFolded(t, gather(owner, one, beas), &all)
	if hers, asks := role(bea, all.ID), role(owner, all.ID); hers != "facilitator" || asks != "team" {
		t.Errorf("who leads both is %q, who asks %q", hers, asks)
	}
	decodeFolded(t, gather(bea, one, beas), &all)
	if hers := role(bea, all.ID); hers != "facilitator" {
		t.Errorf("who leads both and asks is %q", hers)
	}
}
