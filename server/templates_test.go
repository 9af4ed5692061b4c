package main_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/server/internal/app"
)

type listedTemplate struct {
	ID       string
	Title    string
	Minutes  int
	Front    bool
	Own      bool
	TeamOnly bool `json:"team_only"`
	Level    string
	Zones    []struct{ Title, Area, Kind string }
	Phases   []struct {
		Title   string
		Minutes int
	}
}

func (b *browser) templates() []listedTemplate {
	b.t.Helper()
	var list struct{ Templates []listedTemplate }
	decodeFolded(b.t, b.get("/api/v1/templates"), &list)
	return list.Templates
}

func TestOwnTemplatesAreKeptTakenAwayAndRestored(t *testing.T) {
	p := start(t, settings(t))
	owner, guest := p.owner(), newBrowser(t, p.base)
	built := owner.templates()
	if len(built) != len(boards.Templates) || !built[0].Front || built[0].Own || len(built[0].Phases) != 5 || built[0].Level != "involve" {
		t.Fatalf("the built-in ones: %+v", built)
	}
	file := owner.get("/api/v1/templates/customer-journey")
	if file.status != http.StatusOK || !strings.Contains(file.header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("a built-in file: %d %v", file.status, file.header)
	}
	kept := struct{ ID string }{}
	decodeFolded(t, owner.send(owner.request(http.MethodPost, "/api/v1/templates", string(file.body))), &kept)
	if again := owner.get("/api/v1/templates/" + kept.ID); !bytes.Equal(again.body, file.body) {
		t.Error("a file comes back otherwise than it went in")
	}
	path := "/api/v1/templates/" + kept.ID
	if all := owner.templates(); len(all) != len(built)+1 || !all[len(built)].Own || all[len(built)].ID != kept.ID {
		t.Errorf("with one of their own: %+v", all)
	}
	if all := guest.templates(); len(all) != len(built) {
		t.Errorf("a guest sees %d", len(all))
	}
	for name, a := range map[string]answer{
		"read":    guest.get(path),
		"import":  guest.send(guest.request(http.MethodPost, "/api/v1/templates", string(fixture.Plain))),
		"delete":  guest.send(guest.request(http.MethodDelete, path, "")),
		"restore": guest.send(guest.request(http.MethodPost, path+"/restore", "{}")),
	} {
		if a.status != http.StatusUnauthorized {
			t.Errorf("a guest may %s: %d", name, a.status)
		}
	}
	ok(t, owner.send(owner.request(http.MethodDelete, path, "")), nil)
	if a := owner.get(path); a.status != http.StatusNotFound || len(owner.templates()) != len(built) {
		t.Errorf("a deleted one: %d", a.status)
	}
	if a := owner.post("/api/v1/boards", map[string]string{"template": kept.ID, "title": "x"}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a board of a deleted one: %d", a.status)
	}
	ok(t, owner.post(path+"/restore", struct{}{}), nil)
	if a := owner.get(path); a.status != http.StatusOK {
		t.Errorf("a restored one: %d", a.status)
	}
	if a := owner.send(owner.request(http.MethodDelete, "/api/v1/templates/empathy-map", "")); a.status != http.StatusNotFound {
		t.Errorf("deleting a built-in one: %d", a.status)
	}
}

func TestABadTemplateIsRefusedByWhereItIsBad(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	bad := strings.Replace(string(fixture.Plain), `"minutes": 15`, `"minutes": 601`, 1)
	a := owner.send(owner.request(http.MethodPost, "/api/v1/templates", bad))
	if a.status != http.StatusUnprocessableEntity || !bytes.Contains(a.body, []byte(`"phases[2].minutes"`)) {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := owner.send(owner.request(http.MethodPost, "/api/v1/templates", "no JSON")); a.status != http.StatusUnprocessableEntity {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// A board kept as a template gives the same zones and agenda, and nothing that anybody wrote or is called.
func TestABoardIsKeptAsATemplate(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Ours")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla Cardinal")
	screen := guest.open(board.ID)
	if code := screen.does(screen.note("Says", "a sentence of hers")); code != "" {
		t.Fatal(code)
	}
	path := "/api/v1/boards/" + board.ID + "/template"
	if a := guest.post(path, struct{}{}); a.status != http.StatusForbidden {
		t.Errorf("a guest keeps it: %d", a.status)
	}
	var kept struct{ ID string }
	decodeFolded(t, owner.post(path, map[string]string{"title": "Our way"}), &kept)
	file := owner.get("/api/v1/templates/" + kept.ID)
	for _, secret := range []string{"a sentence of hers", "Carla", "Ada"} {
		if bytes.Contains(file.body, []byte(secret)) {
			t.Errorf("the template tells %q", secret)
		}
	}
	tmpl, bad := boards.ParseTemplate(file.body)
	if bad != nil || tmpl.Title != "Our way" || len(tmpl.Zones) != 4 || len(tmpl.Phases) != 3 {
		t.Errorf("%v %+v", bad, tmpl)
	}
	var again made
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": kept.ID, "title": "Again"}), &again)
	host := owner.open(again.ID)
	zones := 0
	for _, r := range host.Shared {
		if r.Type == "zone" {
			zones++
		}
		if r.Type == "note" {
			t.Error("there is a note on the new board")
		}
	}
	if zones != 4 {
		t.Errorf("%d zones", zones)
	}
}

func TestATeamOnlyTemplateHasNoLinksForOthers(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var board made
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": "team-pulse", "title": "Us"}), &board)
	if len(board.Links) != 1 || board.Links["team"] == "" {
		t.Errorf("links: %v", board.Links)
	}
	for role, want := range map[string]int{"client": 403, "viewer": 403, "team": 200} {
		if a := owner.post("/api/v1/boards/"+board.ID+"/links", map[string]string{"role": role}); a.status != want {
			t.Errorf("another link for %s: %d", role, a.status)
		}
	}
	if a := owner.post("/api/v1/boards/"+board.ID+"/people", map[string]string{"name": "Otto", "side": "customer"}); a.status != http.StatusForbidden {
		t.Errorf("a customer without a device: %d", a.status)
	}
}

func TestASessionIsPlannedAfterAnother(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	first := owner.newBoard("First")
	var second made
	ok(t, owner.post("/api/v1/boards", map[string]any{"template": "retrospective", "title": "Second", "previous": first.ID, "starts": 1_900_000_000_000}), &second)
	host := owner.open(second.ID)
	for _, r := range host.Shared {
		if r.Type == "session" && (r.F["state"] != "planned" || r.F["starts"] != int64(1_900_000_000_000)) {
			t.Errorf("the session: %v", r.F)
		}
		if r.Type == "board" && r.F["previous"] != first.ID {
			t.Errorf("the board: %v", r.F)
		}
	}
	for _, previous := range []string{"7b1f5d3e-0000-4000-8000-000000000000", "nonsense"} {
		if a := owner.post("/api/v1/boards", map[string]any{"template": "retrospective", "title": "x", "previous": previous}); a.status != http.StatusUnprocessableEntity {
			t.Errorf("after a board that is none: %d %s", a.status, a.body)
		}
	}
}

func TestSomebodyWithoutADeviceIsBroughtIn(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Room")
	path := "/api/v1/boards/" + board.ID + "/people"
	guest := newBrowser(t, p.base)
	carla := guest.join(board.ID, board.key("client"), "Carla")
	if a := guest.post(path, map[string]string{"name": "Otto", "side": "customer"}); a.status != http.StatusForbidden {
		t.Errorf("a guest brings somebody in: %d", a.status)
	}
	if a := owner.post(path, map[string]string{"name": "\u202e", "side": "customer"}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("somebody without a name: %d", a.status)
	}
	var otto struct{ Member string }
	decodeFolded(t, owner.post(path, map[string]string{"name": " Otto ", "side": "customer"}), &otto)
	host := owner.open(board.ID)
	f := host.Record(otto.Member).F
	if f["name"] != "Otto" || f["seat"] != "none" || f["role"] != "client" || f["pseudonym"] != "P2" {
		t.Errorf("%v", f)
	}
	if a := owner.send(owner.request(http.MethodDelete, path+"/"+carla.Member, "")); a.status != http.StatusNotFound {
		t.Errorf("somebody with a device is taken out: %d", a.status)
	}
	for range 2 {
		ok(t, owner.send(owner.request(http.MethodDelete, path+"/"+otto.Member, "")), nil)
	}
	host.until("Otto is gone", func() bool { return host.Record(otto.Member).F["role"] == nil })
}

// I-7: of the session before, only what was promised is told.
func TestSinceLastTime(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	first := owner.newBoard("First")
	guest := newBrowser(t, p.base)
	carla := guest.join(first.ID, first.key("client"), "Carla Cardinal")
	screen := guest.open(first.ID)
	note := screen.note("Says", "a sentence of hers")
	if code := screen.does(note); code != "" {
		t.Fatal(code)
	}
	host := owner.open(first.ID)
	for title, f := range map[string]map[string]any{
		"Only proposed":  {},
		"Hold the seats": {"status": "committed", "due": "2026-12-01", "owner": host.Member, "order": "a0"},
		"Ask them again": {"status": "declined", "reason": "too few asked", "owner": carla.Member, "order": "a1"},
	} {
		f["title"], f["notes"] = title, []any{note.ID}
		if code := host.does(put("action", f)); code != "" {
			t.Fatalf("%s: %s", title, code)
		}
	}
	gone := put("action", map[string]any{"title": "Taken back", "status": "committed"})
	host.does(gone)
	host.does(boards.Op{Kind: boards.Del, ID: gone.ID})

	var second made
	ok(t, owner.post("/api/v1/boards", map[string]any{"template": "empathy-map", "title": "Second", "previous": first.ID}), &second)
	stranger := newBrowser(t, p.base)
	if a := stranger.get("/api/v1/boards/" + second.ID + "/since"); a.status != http.StatusNotFound {
		t.Errorf("to a stranger: %d", a.status)
	}
	stranger.join(second.ID, second.key("viewer"), "")
	a := stranger.get("/api/v1/boards/" + second.ID + "/since")
	var since struct {
		Board, Title string
		At           int64
		Actions      []struct{ Title, Status, Owner, Due, Reason string }
	}
	decodeFolded(t, a, &since)
	if since.Title != "First" || since.Board != first.ID || since.At == 0 || len(since.Actions) != 2 {
		t.Fatalf("%+v", since)
	}
	if one := since.Actions[0]; one.Title != "Hold the seats" || one.Owner != "Ada" || one.Due != "2026-12-01" || one.Status != "committed" {
		t.Errorf("%+v", one)
	}
	if two := since.Actions[1]; two.Reason != "too few asked" || two.Owner != "P1" {
		t.Errorf("%+v", two)
	}
	for _, secret := range []string{"a sentence", "Carla", "Only proposed", "Taken back", note.ID} {
		if bytes.Contains(a.body, []byte(secret)) {
			t.Errorf("it tells %q: %s", secret, a.body)
		}
	}
	var none struct {
		Board   string
		Actions []any
	}
	decodeFolded(t, owner.get("/api/v1/boards/"+first.ID+"/since"), &none)
	if none.Board != "" || none.Actions == nil || len(none.Actions) != 0 {
		t.Errorf("where there was none: %+v", none)
	}
}

// METHOD T7: what a team has said among itself stays there.
func TestSinceATeamWasAmongItself(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var pulse made
	ok(t, owner.post("/api/v1/boards", map[string]any{"template": "team-pulse", "title": "Us"}), &pulse)
	host := owner.open(pulse.ID)
	if code := host.does(put("action", map[string]any{"title": "One afternoon off", "status": "committed"})); code != "" {
		t.Fatal(code)
	}
	for template, tells := range map[string]bool{"empathy-map": false, "team-pulse": true} {
		var next made
		ok(t, owner.post("/api/v1/boards", map[string]any{"template": template, "title": "Next", "previous": pulse.ID}), &next)
		a := owner.get("/api/v1/boards/" + next.ID + "/since")
		ok(t, a, nil)
		if bytes.Contains(a.body, []byte("afternoon")) != tells || bytes.Contains(a.body, []byte("Us")) != tells {
			t.Errorf("on a board of %s: %s", template, a.body)
		}
	}
}

// I-7: a rehearsal knows nothing of what was written on the board, and changes nothing there.
func TestARehearsal(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Ours")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla Cardinal")
	screen := guest.open(board.ID)
	if code := screen.does(screen.note("Says", "a sentence of hers")); code != "" {
		t.Fatal(code)
	}
	_, before := boards.EncodePart(guest.open(board.ID).Shared)
	path := "/api/v1/boards/" + board.ID + "/rehearsal"
	if a := guest.post(path, struct{}{}); a.status != http.StatusForbidden {
		t.Errorf("a guest rehearses: %d", a.status)
	}
	var made struct{ ID string }
	decodeFolded(t, owner.post(path, struct{}{}), &made)
	host := owner.open(made.ID)
	count := map[string]int{}
	for _, r := range host.Shared {
		count[r.Type]++
		for _, v := range r.F {
			if words, _ := v.(string); strings.Contains(words, "Carla") || strings.Contains(words, "a sentence of hers") {
				t.Errorf("it tells of the board: %v", r.F)
			}
		}
		if r.Type == "board" && (r.F["title"] != "Rehearsal: Ours" || r.F["rehearsal"] != true) {
			t.Errorf("the board: %v", r.F)
		}
	}
	if count["note"] != 0 || count["member"] != 4 || count["zone"] != 4 || count["phase"] != 3 {
		t.Errorf("before the reveal: %v", count)
	}
	phases, session := inOrder(host, "phase"), inOrder(host, "session")[0]
	if session.F["phase"] != phases[1].ID {
		t.Errorf("it begins in %v", session.F["phase"])
	}
	if code := host.does(boards.Op{Kind: boards.Set, ID: session.ID, F: map[string]any{"phase": phases[2].ID}}); code != "" {
		t.Fatal(code)
	}
	host.until("a dozen notes are revealed", func() bool { return len(inOrder(host, "note")) == 12 })
	for _, format := range []string{"?format=markdown", "?format=markdown&preview=1"} {
		if a := owner.get("/api/v1/boards/" + made.ID + "/export" + format); a.status != http.StatusConflict || !bytes.Contains(a.body, []byte("rehearsal")) {
			t.Errorf("its export: %d %s", a.status, a.body)
		}
	}
	defer func() {
		p.stop()
		var out, errs bytes.Buffer
		code := app.Main(t.Context(), []string{"export", "--data", p.dir, "--board", made.ID}, "test", &out, &errs)
		if code == 0 || !strings.Contains(errs.String(), "rehearsal") {
			t.Errorf("its export by the command: exit %d, %s", code, errs.String())
		}
	}()
	if guest.get("/api/v1/boards/"+made.ID+"/me").status != http.StatusNotFound {
		t.Error("a guest of the board is on the rehearsal")
	}
	if _, after := boards.EncodePart(guest.open(board.ID).Shared); after != before {
		t.Error("the board has changed")
	}
}

// Somebody of the team whom the owner has made a facilitator rehearses, too, and runs it.
func TestARehearsalOfAnotherFacilitator(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Ours")
	mia := newBrowser(t, p.base)
	joined := mia.join(board.ID, board.key("team"), "Mia")
	host := owner.open(board.ID)
	if code := host.does(boards.Op{Kind: boards.Set, ID: joined.Member, F: map[string]any{"role": "facilitator"}}); code != "" {
		t.Fatal(code)
	}
	var made struct{ ID string }
	decodeFolded(t, mia.post("/api/v1/boards/"+board.ID+"/rehearsal", struct{}{}), &made)
	for _, b := range []*browser{mia, owner} {
		var me struct{ Role string }
		decodeFolded(t, b.get("/api/v1/boards/"+made.ID+"/me"), &me)
		if me.Role != "facilitator" {
			t.Errorf("on the rehearsal they are %q", me.Role)
		}
	}
	if a := mia.get("/api/v1/boards/" + board.ID + "/me"); a.status != http.StatusOK {
		t.Errorf("and on the board: %d", a.status)
	}
}

// inOrder are the records of a type that somebody sees, by their order field.
func inOrder(s *tab, typ string) (all []*boards.ViewRecord) {
	for _, r := range s.Shared {
		if r.Type == typ {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b *boards.ViewRecord) int {
		return strings.Compare(fmt.Sprint(a.F["order"]), fmt.Sprint(b.F["order"]))
	})
	return all
}
