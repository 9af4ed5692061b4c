package main_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/server/internal/app"
)

// TestTheMainJob is the whole way: set-up link, board, guest link, notes on both screens, insight, action, export.
func TestTheMainJob(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var session struct {
		Owner       bool   `json:"owner"`
		Name        string `json:"name"`
		LAN         bool   `json:"lan"`
		BaseURL     string `json:"base_url"`
		Reachable   bool   `json:"reachable"`
		SetupNeeded bool   `json:"setup_needed"`
		Version     string `json:"version"`
	}
	ok(t, owner.get("/api/session"), &session)
	if !session.Owner || session.Name != "Ada" || session.SetupNeeded || session.BaseURL != p.base || session.Reachable || session.LAN {
		t.Errorf("the owner's session: %+v", session)
	}
	board := owner.newBoard("Ticket shop")
	host := owner.open(board.ID)

	guest := newBrowser(t, p.base)
	j := guest.join(board.ID, board.key("client"), "Carla")
	if j.Role != "client" || j.Board.Title != "Ticket shop" {
		t.Errorf("joined as %+v", j)
	}
	screen := guest.open(board.ID)
	if screen.Member != j.Member || screen.Audience != "client" {
		t.Errorf("on the board as %s, %s", screen.Member, screen.Audience)
	}
	note := screen.note("Says", "I lost my seats while I was typing.")
	if code := screen.does(note); code != "" {
		t.Fatalf("the guest's note: %s", code)
	}
	host.until("the note is on the other screen", func() bool { return host.Record(note.ID) != nil })

	insight := put("insight", map[string]any{"statement": "Seats vanish while people pay.", "evidence": []any{note.ID}})
	if code := host.does(insight); code != "" {
		t.Fatalf("the insight: %s", code)
	}
	action := put("action", map[string]any{"title": "Hold the seats", "insights": []any{insight.ID}})
	if code := host.does(action); code != "" {
		t.Fatalf("the action: %s", code)
	}

	path := "/api/v1/boards/" + board.ID + "/export?format=markdown"
	one := owner.get(path + "&action=" + action.ID)
	ok(t, one, nil)
	if !bytes.Contains(one.body, []byte("title: 'Hold the seats'")) || !strings.HasPrefix(one.header.Get("Content-Type"), "text/markdown") {
		t.Errorf("the export: %s\n%s", one.header.Get("Content-Type"), one.body)
	}
	if d := one.header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment; filename=") || strings.ContainsAny(d, "/\\") {
		t.Errorf("Content-Disposition: %s", d) // S-21
	}
	all := owner.get(path)
	ok(t, all, nil)
	if again := owner.get(path); !bytes.Equal(again.body, all.body) {
		t.Error("two exports in a row differ")
	}
	var preview struct {
		Files []struct{ Name, Text, HTML string } `json:"files"`
		Left  []struct {
			Reason, Sentence string
			Count            int
		} `json:"left_out"`
	}
	decodeFolded(t, owner.get(path+"&preview=1"), &preview)
	if len(preview.Files) != 1 || preview.Files[0].Text != string(one.body) || !strings.Contains(preview.Files[0].HTML, "<h2>Description</h2>") {
		t.Errorf("the preview: %+v", preview)
	}
	if len(preview.Left) != 1 || preview.Left[0].Reason != "consent_room" || preview.Left[0].Count != 1 {
		t.Errorf("left out: %+v", preview.Left)
	}
	if a := guest.get(path); a.status != http.StatusForbidden {
		t.Errorf("a guest's export: %d", a.status)
	}

	var list struct {
		Boards []struct {
			ID, Title, Template  string
			Notes, Customers     int
			CreatedAt, UpdatedAt int64
			ActionsOpen          int
		} `json:"boards"`
	}
	decodeFolded(t, owner.get("/api/v1/boards"), &list)
	if len(list.Boards) != 1 || list.Boards[0].Title != "Ticket shop" || list.Boards[0].Notes != 1 || list.Boards[0].Customers != 1 || list.Boards[0].ActionsOpen != 1 {
		t.Errorf("the list of boards: %+v", list)
	}

	// The command line gives the same bytes, once the server has let go of the data.
	export := func(args ...string) (string, string, int) {
		var out, errs bytes.Buffer
		code := app.Main(t.Context(), append([]string{"export", "--data", p.dir, "--addr", strings.TrimPrefix(p.base, "http://"), "--board", board.ID}, args...), "test", &out, &errs)
		return out.String(), errs.String(), code
	}
	if _, errs, code := export(); code == 0 || !strings.Contains(errs, "in use") {
		t.Errorf("beside the running server: exit %d, %s", code, errs)
	}
	p.stop()
	if out, errs, code := export("--action", action.ID); code != 0 || out != string(one.body) {
		t.Errorf("the command line's one: exit %d, %s\n%s", code, errs, out)
	}
	if out, errs, code := export(); code != 0 || out != string(all.body) || !strings.Contains(errs, "left out") {
		t.Errorf("the command line's zip: exit %d, %s", code, errs)
	}
	folder := t.TempDir()
	if _, errs, code := export("--out", folder); code != 0 {
		t.Errorf("into a folder: exit %d, %s", code, errs)
	}
	archive, err := zip.NewReader(bytes.NewReader(all.body), int64(len(all.body)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		written, err := os.ReadFile(filepath.Join(folder, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if zipped, err := io.ReadAll(r); err != nil || !bytes.Equal(zipped, written) {
			t.Errorf("%s differs between folder and zip (%v)", f.Name, err)
		}
	}
}

func TestJoiningAgainFromTheSameBrowserIsTheSameMember(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Again")
	guest := newBrowser(t, p.base)
	first := guest.join(board.ID, board.key("client"), "Carla")
	if again := guest.join(board.ID, board.key("client"), "Carla"); again.Member != first.Member {
		t.Errorf("first %s, then %s", first.Member, again.Member)
	}
	if up := guest.join(board.ID, board.key("team"), ""); up.Member != first.Member || up.Role != "team" {
		t.Errorf("by the team's link: %+v", up)
	}
	if down := guest.join(board.ID, board.key("viewer"), ""); down.Member != first.Member || down.Role != "team" {
		t.Errorf("by the viewers' link: %+v", down)
	}
	if me := owner.join(board.ID, board.key("client"), ""); me.Role != "facilitator" {
		t.Errorf("the owner by a guest's link: %+v", me)
	}
	var me struct{ Member, Role string }
	decodeFolded(t, guest.get("/api/v1/boards/"+board.ID+"/me"), &me)
	if me.Member != first.Member || me.Role != "team" {
		t.Errorf("me: %+v", me)
	}
	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/team", "")), nil)
	if a := guest.get("/api/v1/boards/" + board.ID + "/me"); a.status != http.StatusNotFound {
		t.Errorf("me, after the link was revoked: %d", a.status)
	}
	if back := guest.join(board.ID, board.key("client"), ""); back.Member != first.Member || back.Role != "client" {
		t.Errorf("back by the guests' link: %+v", back)
	}
}

func TestTheDemoBoardIsMadeOnce(t *testing.T) {
	cfg := settings(t, "--demo")
	p := start(t, cfg)
	if !strings.Contains(p.out.String(), "as a guest") {
		t.Errorf("printed:\n%s", p.out)
	}
	owner := p.owner()
	var list struct {
		Boards []struct {
			ID                     string
			Notes, Customers       int
			UpdatedAt              int64
			Title, Template        string
			CreatedAt, ActionsOpen int64
		} `json:"boards"`
	}
	decodeFolded(t, owner.get("/api/v1/boards"), &list)
	story := fixture.TicketShop()
	customers := len(slices.DeleteFunc(story.People, func(p fixture.Person) bool { return p.Role != "client" }))
	if len(list.Boards) != 1 || list.Boards[0].Notes != len(story.Statements) || list.Boards[0].Customers != customers || list.Boards[0].ActionsOpen != 1 {
		t.Fatalf("the list of boards: %+v", list)
	}
	host := owner.open(list.Boards[0].ID)
	count := map[string]int{}
	for _, r := range host.Shared {
		count[r.Type]++
		if r.Type == "note" && r.By == "" {
			t.Errorf("a note without its author")
		}
	}
	if count["insight"] != 2 || count["action"] != 1 || count["reaction"] < 10 {
		t.Errorf("records: %v", count)
	}
	if code := host.does(host.note("Says", "one more")); code != "" {
		t.Errorf("a note of the owner: %s", code)
	}
	host.disconnect()
	p.stop()
	again := start(t, cfg)
	if strings.Contains(again.out.String(), "as a guest") || !strings.Contains(again.out.String(), "as the owner") {
		t.Errorf("printed at the second start:\n%s", again.out)
	}
	owner.base = again.base
	if a := owner.get("/api/v1/boards/" + list.Boards[0].ID + "/me"); a.status != http.StatusOK {
		t.Errorf("the owner after a restart: %d", a.status)
	}
}

func TestTheTemplatesAndLimitsAreTold(t *testing.T) {
	p := start(t, settings(t))
	b := newBrowser(t, p.base)
	var templates struct {
		Templates []struct {
			ID, Title string
			UseWhen   string `json:"use_when"`
			Credit    string
			Minutes   int
			Zones     []struct{ Title, Prompt, Area string }
		}
	}
	decodeFolded(t, b.get("/api/v1/templates"), &templates)
	if len(templates.Templates) != len(boards.Templates) || len(templates.Templates[0].Zones) != 4 || templates.Templates[0].UseWhen == "" {
		t.Errorf("templates: %+v", templates)
	}
	if a := b.get("/api/v1/limits"); !bytes.Contains(a.body, []byte(`"note_text":5000`)) {
		t.Errorf("limits: %s", a.body)
	}
	if a := b.get("/api/v1/openapi.json"); a.status != http.StatusOK || !bytes.Contains(a.body, []byte(`"/api/join"`)) {
		t.Errorf("the description: %d", a.status)
	}
}
