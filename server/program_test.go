package main_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/realtime/replica"
	"feltboard/realtime/ws"
	"feltboard/server/internal/app"
	"feltboard/server/internal/config"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/gorilla/websocket"
)

// patience is how long a test waits for something that is to happen.
const patience = 20 * time.Second

// program is the whole server, in this process.
type program struct {
	t     *testing.T
	base  string
	dir   string
	out   *buffer // what it printed for the operator
	log   *buffer
	stop  func() // as SIGTERM would; returns when it has stopped
	setup string // the set-up link's token
	app   *app.App
}

// buffer is an io.Writer for several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// settings are those of nobody's setting anything, on a free port.
func settings(t *testing.T, args ...string) config.Config {
	t.Helper()
	cmd, err := config.Load(append([]string{"serve", "--addr", "127.0.0.1:0", "--data", t.TempDir()}, args...), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return cmd.Config
}

var setupLink = regexp.MustCompile(`/setup#k=(\w+)`)

// start runs a server until the test ends.
func start(t *testing.T, cfg config.Config) *program {
	t.Helper()
	p := &program{t: t, dir: cfg.Data, out: &buffer{}, log: &buffer{}}
	a, err := app.Open(t.Context(), cfg, "test", app.NewLog(p.log))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Welcome(p.out); err != nil {
		t.Fatal(err)
	}
	p.base, p.app = "http://"+a.Addr().String(), a
	if cfg.TLS() {
		p.base = "https://" + a.Addr().String()
	}
	if m := setupLink.FindStringSubmatch(p.out.String()); m != nil {
		p.setup = m[1]
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx) }()
	p.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
		if err := a.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	t.Cleanup(p.stop)
	return p
}

// browser is somebody with a cookie jar.
type browser struct {
	t    *testing.T
	base string
	http *http.Client
	tls  *tls.Config // whom it trusts, where the server has a certificate
	tape *tape       // what it asks for; nil: it is not kept
}

// tape keeps what somebody asks for, to be asked for again by others.
type tape struct {
	calls  []call
	frames [][]byte
}

type call struct{ method, path, body string }

func newBrowser(t *testing.T, base string) *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(transport.CloseIdleConnections)
	return &browser{t: t, base: base, http: &http.Client{Jar: jar, Transport: transport, Timeout: patience}}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) code() string {
	var e struct{ Error struct{ Code string } }
	json.Unmarshal(a.body, &e, json.MatchCaseInsensitiveNames(true)) // "" if it is no error
	return e.Error.Code
}

func (b *browser) send(r *http.Request) answer {
	b.t.Helper()
	res, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, body}
}

func (b *browser) request(method, path, body string) *http.Request {
	b.t.Helper()
	if b.tape != nil {
		b.tape.calls = append(b.tape.calls, call{method, path, body})
	}
	r, err := http.NewRequest(method, b.base+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

func (b *browser) get(path string) answer { return b.send(b.request(http.MethodGet, path, "")) }

func (b *browser) post(path string, body any) answer {
	b.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.send(b.request(http.MethodPost, path, string(data)))
}

// ok decodes a good answer into v.
func ok(t *testing.T, a answer, v any) {
	t.Helper()
	if a.status/100 != 2 {
		t.Fatalf("status %d: %s", a.status, a.body)
	}
	if v != nil {
		if err := json.Unmarshal(a.body, v); err != nil {
			t.Fatalf("%v in %s", err, a.body)
		}
	}
}

// cookie is the session's token, or "".
func (b *browser) cookie() string {
	u, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.http.Jar.Cookies(u) {
		if c.Name == "s" || c.Name == "__Host-s" {
			return c.Value
		}
	}
	return ""
}

// owner returns the owner's browser.
func (p *program) owner() *browser {
	p.t.Helper()
	b := newBrowser(p.t, p.base)
	ok(p.t, b.post("/api/setup", map[string]string{"token": p.setup, "name": "Ada"}), nil)
	return b
}

type made struct {
	ID    string            `json:"id"`
	Links map[string]string `json:"links"`
}

// key is the secret of the link for a role.
func (m made) key(role string) string {
	_, key, _ := strings.Cut(m.Links[role], "#k=")
	return key
}

func (b *browser) newBoard(title string) made {
	b.t.Helper()
	var m made
	ok(b.t, b.post("/api/v1/boards", map[string]string{"template": b.plain(), "title": title}), &m)
	return m
}

// plain is the id of the template of fixture.Plain, which begins in the open.
func (b *browser) plain() string {
	b.t.Helper()
	var kept struct {
		ID string `json:"id"`
	}
	ok(b.t, b.send(b.request(http.MethodPost, "/api/v1/templates", string(fixture.Plain))), &kept)
	return kept.ID
}

type joined struct {
	Member, Role string
	Board        struct{ Title, Goal, Lang, Promise string }
}

func (b *browser) join(board, key, name string) (j joined) {
	b.t.Helper()
	a := b.post("/api/join", map[string]string{"board": board, "key": key, "name": name})
	if a.status != http.StatusOK {
		b.t.Fatalf("join: %d %s", a.status, a.body)
	}
	if err := json.Unmarshal(a.body, &j, json.MatchCaseInsensitiveNames(true)); err != nil {
		b.t.Fatal(err)
	}
	return j
}

// dial opens a live connection with this browser's cookie. The status is that of a refused handshake.
func (b *browser) dial(board string, header http.Header) (conn *websocket.Conn, status int, err error) {
	h := header.Clone()
	if h == nil {
		h = http.Header{"Origin": {b.base}}
	}
	d := websocket.Dialer{Jar: b.http.Jar, Subprotocols: []string{ws.Subprotocol}, HandshakeTimeout: patience, TLSClientConfig: b.tls}
	conn, res, err := d.Dial("ws"+strings.TrimPrefix(b.base, "http")+"/ws/boards/"+board, h)
	if res != nil {
		status = res.StatusCode
	}
	return conn, status, err
}

// tab is one open board: a replica at the end of a real websocket. It belongs to one goroutine.
type tab struct {
	*replica.Replica
	browser *browser
	board   string
	ws      *websocket.Conn
	frames  chan []byte // closed when the connection has ended, after closeErr is set
	closed  error
	heard   [][]byte // every frame, if keep is set
	keep    bool
}

func newTab(b *browser, board string) *tab {
	return &tab{Replica: replica.New(uuid.NewString(), uuid.NewString(), strings.ReplaceAll(uuid.NewString(), "-", "")), browser: b, board: board}
}

// open opens a board and waits for the whole view.
func (b *browser) open(board string) *tab {
	b.t.Helper()
	t := newTab(b, board)
	if err := t.connect(); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(t.disconnect)
	t.until("the view is there", t.Live)
	return t
}

func (t *tab) connect() error {
	conn, _, err := t.browser.dial(t.board, nil)
	if err != nil {
		return err
	}
	t.ws, t.frames = conn, make(chan []byte, 64)
	go func(frames chan<- []byte) {
		defer close(frames)
		for {
			_, b, err := conn.ReadMessage()
			if err != nil {
				t.closed = err
				return
			}
			frames <- b
		}
	}(t.frames)
	return t.write(t.Hello())
}

func (t *tab) disconnect() {
	if t.ws == nil {
		return
	}
	t.ws.Close()
	for range t.frames {
	}
	t.ws = nil
	t.Lost()
}

func (t *tab) write(frames ...[]byte) error {
	for _, f := range frames {
		if t.browser.tape != nil {
			t.browser.tape.frames = append(t.browser.tape.frames, f)
		}
		if err := t.ws.WriteMessage(websocket.TextMessage, f); err != nil {
			return err
		}
	}
	return nil
}

// receive takes in one frame.
func (t *tab) receive(b []byte) error {
	if t.keep {
		t.heard = append(t.heard, b)
	}
	out, err := t.Receive(b)
	if err != nil {
		return err
	}
	return t.write(out...)
}

// until takes in frames until something holds.
func (t *tab) until(what string, holds func() bool) {
	t.browser.t.Helper()
	late := time.After(patience)
	for !holds() {
		select {
		case b, more := <-t.frames:
			if !more {
				t.browser.t.Fatalf("waiting until %s: the connection ended: %v", what, t.closed)
			}
			if err := t.receive(b); err != nil {
				t.browser.t.Fatalf("waiting until %s: %v", what, err)
			}
		case <-late:
			t.browser.t.Fatalf("waited in vain until %s", what)
		}
	}
}

// ends takes in frames until the connection ends, and returns its close code.
func (t *tab) ends() int {
	t.browser.t.Helper()
	late := time.After(patience)
	for {
		select {
		case b, more := <-t.frames:
			if !more {
				return closeCode(t.closed)
			}
			t.receive(b) // it may be too late to answer
		case <-late:
			t.browser.t.Fatal("the connection did not end")
		}
	}
}

// does asks for something and waits for the answer.
func (t *tab) does(ops ...boards.Op) boards.Code {
	t.browser.t.Helper()
	if err := t.write(t.Do(false, ops...)...); err != nil {
		t.browser.t.Fatal(err)
	}
	t.until("it is answered", func() bool { return len(t.Pending) == 0 })
	return t.Answers[len(t.Answers)-1].Code
}

func closeCode(err error) int {
	if e, ok := errors.AsType[*websocket.CloseError](err); ok {
		return e.Code
	}
	return 0
}

func put(typ string, f map[string]any) boards.Op {
	id := uuid.NewString()
	return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}}
}

// zone is the id of the zone with a title, as the tab sees it.
func (t *tab) zone(title string) string {
	for id, r := range t.Shared {
		if r.Type == "zone" && r.F["title"] == title {
			return id
		}
	}
	t.browser.t.Fatalf("there is no zone %s", title)
	return ""
}

// note is an op that makes one, of the side the tab's role has.
func (t *tab) note(zone, text string) boards.Op {
	side := "team"
	if t.Audience == boards.Customers.String() {
		side = "customer"
	}
	return put("note", map[string]any{"text": text, "kind": "quote", "side": side, "place": map[string]any{"zone": t.zone(zone), "order": ""}})
}

// decodeFolded decodes a good answer without minding case and underscores in names.
func decodeFolded(t *testing.T, a answer, v any) {
	t.Helper()
	if a.status/100 != 2 {
		t.Fatalf("status %d: %s", a.status, a.body)
	}
	if err := json.Unmarshal(a.body, v, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
}

// again is a browser's jar for the same server at another address.
func again(t *testing.T, b *browser, base string) http.CookieJar {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	jar.SetCookies(u, []*http.Cookie{{Name: "s", Value: b.cookie(), Path: "/"}})
	return jar
}
