package main_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"feltboard/boards"

	"github.com/google/uuid"
)

// framing asks for a board as a page does that is framed elsewhere: without a cookie.
func framing(t *testing.T, p *program, board, key, tag string) answer {
	t.Helper()
	b := newBrowser(t, p.base)
	r := b.request(http.MethodGet, "/api/v1/embed/"+board, "")
	r.Header.Set("X-Feltboard-Key", key)
	if tag != "" {
		r.Header.Set("If-None-Match", tag)
	}
	a := b.send(r)
	if b.cookie() != "" {
		t.Error("it sets a cookie")
	}
	return a
}

// S-11: the page for it may be framed by the origins that are listed, and nothing else by anybody.
func TestOnlyOnePageMayBeFramedAndOnlyByThoseListed(t *testing.T) {
	ancestors := func(p *program, path string) string {
		_, rest, _ := strings.Cut(newBrowser(t, p.base).get(path).header.Get("Content-Security-Policy"), "frame-ancestors ")
		list, _, _ := strings.Cut(rest, ";")
		return list
	}
	p := start(t, settings(t, "--embed-origins", "https://wiki.example.com,http://localhost:3000"))
	if got := ancestors(p, "/embed/"+uuid.NewString()); got != "https://wiki.example.com http://localhost:3000" {
		t.Errorf("framed by %s", got)
	}
	for _, path := range []string{"/", "/setup", "/join", "/b/x", "/b/x/room", "/embed/", "/embed/x/y", "/embed", "/embed/../b/x", "/said/x", "/api/session", "/api/v1/embed/x", "/icon.svg"} {
		if got := ancestors(p, path); got != "'none'" {
			t.Errorf("%s may be framed by %s", path, got)
		}
	}
	if got := ancestors(start(t, settings(t)), "/embed/x"); got != "'none'" {
		t.Errorf("with nobody listed it may be framed by %s", got)
	}
}

// What is framed is what readers see, without names and without words that are for the room only; it lets nobody in.
func TestAFramedBoardTellsNothingOfTheRoom(t *testing.T) {
	p := start(t, settings(t, "--embed-origins", "https://wiki.example.com"))
	owner := p.owner()
	var m made
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": owner.plain(), "title": "Shop </script>"}), &m)
	host := owner.open(m.ID)
	guest := newBrowser(t, p.base)
	guest.join(m.ID, m.key("client"), "Carla Geheim")
	screen := guest.open(m.ID)
	kept := screen.note("Says", "MARK-room")
	quoted := screen.note("Says", "MARK-quote </script>")
	quoted.Rec.F["consent"] = "quote"
	ours := host.note("Thinks", "MARK-team")
	for _, note := range []boards.Op{kept, quoted} {
		if code := screen.does(note); code != "" {
			t.Fatal(code)
		}
		host.until("the note is here", func() bool { return host.Record(note.ID) != nil })
	}
	if code := host.does(ours); code != "" {
		t.Fatal(code)
	}
	var link struct {
		URL string `json:"url"`
	}
	ok(t, owner.post("/api/v1/boards/"+m.ID+"/links", map[string]any{"role": "embed"}), &link)
	address, key, found := strings.Cut(link.URL, "#k=")
	if !found || address != p.base+"/embed/"+m.ID {
		t.Fatalf("the link is %s", link.URL)
	}
	a := framing(t, p, m.ID, key, "")
	body := string(a.body)
	if a.status != http.StatusOK || a.header.Get("ETag") == "" || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v %s", a.status, a.header, body)
	}
	for _, in := range []string{"MARK-quote", "MARK-team", "Shop", `"untold":["` + kept.ID + `"]`, `"customers":1`} {
		if !strings.Contains(body, in) {
			t.Errorf("no %s in %s", in, body)
		}
	}
	for _, out := range []string{"MARK-room", "Carla", "Geheim", `"by"`, `"voice"`, `"member"`, `"consent"`} {
		if strings.Contains(body, out) {
			t.Errorf("%s is in %s", out, body)
		}
	}
	if again := framing(t, p, m.ID, key, a.header.Get("ETag")); again.status != http.StatusNotModified || len(again.body) != 0 {
		t.Errorf("nothing has changed, and it answers %d", again.status)
	}
	// It is no way in, and no other link is a way to it.
	if in := newBrowser(t, p.base).post("/api/join", map[string]string{"board": m.ID, "key": key}); in.status != http.StatusNotFound {
		t.Errorf("it lets in: %d", in.status)
	}
	if g := guest.get("/api/v1/boards/" + m.ID + "/frames"); g.status != http.StatusForbidden {
		t.Errorf("a guest asks who may frame it: %d", g.status)
	}
	alike := func(when string, others map[string][2]string) {
		t.Helper()
		want := framing(t, p, uuid.NewString(), key, "")
		for name, try := range others {
			if got := framing(t, p, try[0], try[1], ""); got.status != http.StatusNotFound || !bytes.Equal(got.body, want.body) {
				t.Errorf("%s, %s: %d %s", when, name, got.status, got.body)
			}
		}
	}
	// S-2
	alike("while it works", map[string][2]string{
		"no key": {m.ID, ""}, "a wrong one": {m.ID, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}, "a reader's": {m.ID, m.key("viewer")}, "no board": {"x", key},
	})
	// S-3
	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+m.ID+"/links/embed", "")), nil)
	alike("once it has ended", map[string][2]string{"its key": {m.ID, key}})
	// S-1
	if log := p.log.String(); strings.Contains(log, key) || !strings.Contains(log, m.ID) {
		t.Error("the log holds the key, or nothing")
	}
}

// While notes are hidden, a framed board has none.
func TestAFramedBoardShowsNothingHidden(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var board made // its first step hides notes
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": "empathy-map", "title": "Private first"}), &board)
	host := owner.open(board.ID)
	note := host.note("Says", "MARK-hidden")
	if code := host.does(note); code != "" {
		t.Fatal(code)
	}
	var link struct {
		URL string `json:"url"`
	}
	ok(t, owner.post("/api/v1/boards/"+board.ID+"/links", map[string]any{"role": "embed"}), &link)
	_, key, _ := strings.Cut(link.URL, "#k=")
	if a := framing(t, p, board.ID, key, ""); a.status != http.StatusOK || strings.Contains(string(a.body), "MARK-hidden") || strings.Contains(string(a.body), note.ID) {
		t.Errorf("%d %s", a.status, a.body)
	}
	var frames struct{ Origins []string }
	decodeFolded(t, owner.get("/api/v1/boards/"+board.ID+"/frames"), &frames)
	if len(frames.Origins) != 0 {
		t.Errorf("framed by %v", frames.Origins)
	}
}
