package main_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"feltboard/boards"
)

// B-78: "You said, we did" answers without a link while a facilitator keeps it open, and is otherwise not there, as a board is
// not that never was.
func TestThePublicPageIsOpenedAndClosed(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var m made
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": owner.plain(), "title": "Shop <i>", "lang": "de"}), &m)
	host := owner.open(m.ID)
	guest := newBrowser(t, p.base)
	guest.join(m.ID, m.key("client"), "Carla Geheim")
	screen := guest.open(m.ID)
	said := screen.note("Says", "MARK-room <script>")
	quoted := screen.note("Says", "MARK-quote </blockquote><script>alert(1)</script>")
	quoted.Rec.F["consent"] = "quote"
	for _, note := range []boards.Op{said, quoted} {
		if code := screen.does(note); code != "" {
			t.Fatal(code)
		}
		host.until("the note is here", func() bool { return host.Record(note.ID) != nil })
	}
	insight := boards.Op{Kind: boards.Put, ID: "5e2a1e8a-5b0a-4f6e-9d7a-0c6f5e1d2a31", Rec: &boards.Record{Type: "insight", F: map[string]any{
		"statement": "Plätze <b>gehen</b> verloren", "evidence": []any{said.ID, quoted.ID}, "status": "declined", "reason": "das Gesetz & mehr",
	}}}
	insight.Rec.ID = insight.ID
	if code := host.does(insight); code != "" {
		t.Fatal(code)
	}
	stranger := &http.Client{}
	get := func(id, tag string) (int, string, http.Header) {
		t.Helper()
		r, _ := http.NewRequest(http.MethodGet, p.base+"/said/"+id, nil)
		r.Header.Set("If-None-Match", tag)
		w, err := stranger.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Body.Close()
		body, _ := io.ReadAll(w.Body)
		return w.StatusCode, string(body), w.Header
	}
	same := func(when string) {
		t.Helper()
		status, body, h := get(m.ID, "")
		nowhere, nothing, none := get("0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f", "")
		if status != http.StatusNotFound || status != nowhere || body != nothing || h.Get("Cache-Control") != none.Get("Cache-Control") || h.Get("Etag") != "" {
			t.Errorf("%s: %d %q %v, for a board that never was %d %q", when, status, body, h, nowhere, nothing)
		}
	}
	same("before it is opened")
	info := ""
	for _, r := range host.Shared {
		if r.Type == "board" {
			info = r.ID
		}
	}
	open := func(yes bool) {
		t.Helper()
		if code := host.does(boards.Op{Kind: boards.Set, ID: info, F: map[string]any{"public": yes}}); code != "" {
			t.Fatal(code)
		}
	}
	if code := screen.does(boards.Op{Kind: boards.Set, ID: info, F: map[string]any{"public": true}}); code == "" {
		t.Error("a guest has opened it")
	}
	open(true)
	status, body, h := get(m.ID, "")
	if status != http.StatusOK || h.Get("Content-Type") != "text/html; charset=utf-8" || h.Get("Cache-Control") != "no-cache" || h.Get("X-Robots-Tag") != "noindex" || h.Get("Set-Cookie") != "" {
		t.Errorf("%d %v", status, h)
	}
	for _, part := range []string{`lang="de"`, "Plätze &lt;b&gt;gehen&lt;/b&gt; verloren", "MARK-quote", "weil: das Gesetz &amp; mehr", "Jetzt nicht", `content="noindex"`, "Shop &lt;i&gt;"} {
		if !strings.Contains(body, part) {
			t.Errorf("%q is missing in %s", part, body)
		}
	}
	for _, part := range []string{"MARK-room", "Carla", "Geheim", "P1", "<script", "<b>", said.ID, insight.ID} {
		if strings.Contains(body, part) {
			t.Errorf("%q is in %s", part, body)
		}
	}
	if status, body, _ := get(m.ID, h.Get("Etag")); status != http.StatusNotModified || body != "" {
		t.Errorf("what is known already: %d %q", status, body)
	}
	_, style, ok := strings.Cut(body, `rel="stylesheet" href="`)
	style, _, _ = strings.Cut(style, `"`)
	if status, css, h := get(style, ""); !ok || status != http.StatusOK || h.Get("Content-Type") != "text/css; charset=utf-8" || !strings.Contains(css, "--felt") {
		t.Errorf("the style sheet %q: %d %v", style, status, h)
	}
	open(false)
	same("after it is closed")
	if status, _, _ := get(m.ID, h.Get("Etag")); status != http.StatusNotFound {
		t.Errorf("closed, and somebody has it still: %d", status)
	}
}
