package main_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
)

// downstream is a live connection by a stream of events.
type downstream struct {
	t       *testing.T
	browser *browser
	board   string
	clients [2]string
	n       int
	lines   *bufio.Scanner
}

// stream opens one, whose answer is refused with a status if it is not 200.
func (b *browser) stream(board string, header http.Header) (*downstream, answer) {
	b.t.Helper()
	d := &downstream{t: b.t, browser: b, board: board, clients: [2]string{uuid.NewString(), uuid.NewString()}}
	hello, err := json.Marshal(map[string]any{"t": "hello", "v": 1, "clients": d.clients, "own": strings.Repeat("s", 22), "posts": true})
	if err != nil {
		b.t.Fatal(err)
	}
	r := b.request(http.MethodPost, "/api/v1/boards/"+board+"/stream", string(hello))
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	r = r.WithContext(ctx)
	b.t.Cleanup(cancel)
	r.Header.Set("Origin", b.base)
	for name, values := range header {
		r.Header[name] = values
	}
	res, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { res.Body.Close() })
	if res.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(res.Body)
		return nil, answer{res.StatusCode, res.Header, body}
	}
	d.lines = bufio.NewScanner(res.Body)
	d.lines.Buffer(nil, 1<<20)
	return d, answer{status: res.StatusCode, header: res.Header}
}

// until reads up to an event that holds a string.
func (d *downstream) until(what string) string {
	d.t.Helper()
	for d.lines.Scan() {
		if line, is := strings.CutPrefix(d.lines.Text(), "data: "); is && strings.Contains(line, what) {
			return line
		}
	}
	d.t.Fatalf("the stream ended without %s: %v", what, d.lines.Err())
	return ""
}

// ask posts one mutation.
func (d *downstream) ask(header http.Header, ops ...any) answer {
	d.t.Helper()
	d.n++
	body, err := json.Marshal(map[string]any{"clients": d.clients, "own": strings.Repeat("s", 22), "frames": []any{
		map[string]any{"t": "mutate", "c": d.clients[0], "n": d.n, "ops": ops},
	}})
	if err != nil {
		d.t.Fatal(err)
	}
	r := d.browser.request(http.MethodPost, "/api/v1/boards/"+d.board+"/mutations", string(body))
	r.Header.Set("Origin", d.browser.base)
	for name, values := range header {
		r.Header[name] = values
	}
	return d.browser.send(r)
}

// The second transport, from the cookie to the other person's screen.
func TestWhereNoWebsocketGetsThrough(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Through the wall")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Ben")
	witness := owner.open(board.ID)

	down, res := guest.stream(board.ID, nil)
	if got := res.header.Get("Cache-Control"); got != "no-store, no-transform" {
		t.Errorf("cached as %q", got)
	}
	down.until(`"t":"at"`)
	id := uuid.NewString()
	note := map[string]any{"op": "put", "rec": map[string]any{"id": id, "type": "note", "f": map[string]any{
		"text": "heard through the wall", "side": "customer", "place": map[string]any{"zone": witness.zone("Says"), "order": ""},
	}}}
	a := down.ask(nil, note)
	if a.status != http.StatusOK || string(a.body) != `{"nacks":[]}` {
		t.Fatalf("%d %s", a.status, a.body)
	}
	down.until(`{"t":"ack","a":[["` + down.clients[0])
	witness.until("the note is there", func() bool { return witness.Shared[id] != nil })
	if a := down.ask(nil, map[string]any{"op": "del", "id": uuid.NewString()}); a.status != http.StatusOK || !strings.Contains(string(a.body), `"code":"not_found"`) {
		t.Errorf("a refusal: %d %s", a.status, a.body)
	}

	for name, c := range map[string]struct {
		header http.Header
		status int
	}{
		"another site":     {http.Header{"Origin": {"https://evil.example"}}, 403},
		"no origin":        {http.Header{"Origin": nil}, 403},
		"null":             {http.Header{"Origin": {"null"}}, 403},
		"a form":           {http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, 415},
		"says cross-site":  {http.Header{"Sec-Fetch-Site": {"cross-site"}, "Origin": {"https://evil.example"}}, 403},
		"of no JSON at al": {http.Header{"Content-Type": {"text/plain"}}, 415},
	} {
		if a := down.ask(c.header, note); a.status != c.status {
			t.Errorf("mutations, %s: %d %s", name, a.status, a.body)
		}
		if _, a := guest.stream(board.ID, c.header); a.status != c.status {
			t.Errorf("stream, %s: %d %s", name, a.status, a.body)
		}
	}
	post := func(b *browser, board, body string) answer {
		r := b.request(http.MethodPost, "/api/v1/boards/"+board+"/mutations", body)
		r.Header.Set("Origin", b.base)
		return b.send(r)
	}
	for name, c := range map[string]struct {
		body string
		code string
	}{
		"not JSON": {"xyzzy{", "bad_request"}, "not UTF-8": {"\"\xff\"", "bad_request"}, "too large": {strings.Repeat(" ", 64<<10+1), "too_large"}, "nothing": {"", "bad_request"},
	} {
		if a := post(guest, board.ID, c.body); a.code() != c.code || strings.Contains(string(a.body), "xyzzy") {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	stranger := newBrowser(t, p.base)
	if a := post(stranger, board.ID, "{}"); a.code() != "sign_in" {
		t.Errorf("signed out: %s", a.body)
	}
	if d, _ := stranger.stream(board.ID, nil); !strings.Contains(d.until("code"), "4005") {
		t.Error("signed out, the stream says something else")
	}
	if a := post(guest, uuid.NewString(), "{}"); a.code() != "not_found" {
		t.Errorf("no board: %s", a.body)
	}
	if d, _ := guest.stream(uuid.NewString(), nil); !strings.Contains(d.until("code"), "4004") {
		t.Error("no board, and the stream says something else")
	}
	var api struct{ Paths map[string]any }
	decodeFolded(t, owner.get("/api/v1/openapi.json"), &api)
	for _, path := range []string{"/api/v1/boards/{id}/stream", "/api/v1/boards/{id}/mutations"} {
		if api.Paths[path] == nil {
			t.Errorf("the description of the API lacks %s", path)
		}
	}

	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/client", "")), nil)
	if line := down.until(`"code":4`); !strings.Contains(line, `"code":4003`) {
		t.Errorf("revoked: %s", line)
	}
	if a := down.ask(nil, note); a.code() != "not_found" {
		t.Errorf("after its link was revoked: %d %s", a.status, a.body)
	}
	if d, _ := guest.stream(board.ID, nil); !strings.Contains(d.until("code"), "4003") {
		t.Error("a new stream after the link was revoked")
	}
}

func TestConnectionsAreBoundedOverBothTransports(t *testing.T) {
	p := start(t, settings(t, "--connections-per-session", "2"))
	owner := p.owner()
	board := owner.newBoard("Small")
	tab := owner.open(board.ID)
	down, _ := owner.stream(board.ID, nil)
	down.until("welcome")
	if _, a := owner.stream(board.ID, nil); a.code() != "rate" {
		t.Errorf("the third: %d %s", a.status, a.body)
	}
	tab.disconnect()
	wait(t, "there is room again", func() bool {
		_, a := owner.stream(board.ID, nil)
		return a.status == http.StatusOK
	})
	p.stop() // with streams open, which are told
	if line := down.until(`"code":1012,"reason"`); line == "" {
		t.Error("nothing was said at the end")
	}
}
