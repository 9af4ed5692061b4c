package stream_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/realtime"
	"feltboard/realtime/bus"
	"feltboard/realtime/journal"
	"feltboard/realtime/stream"
	"feltboard/realtime/ws"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 20 * time.Second

// node is a server over a hub.
type node struct {
	hub *realtime.Hub
	url string
}

// room is a board that several nodes serve.
type room struct {
	nodes []*node
	board string
	zone  string
}

// newRoom makes one whose servers give requests so much time, 0 for any.
func newRoom(t *testing.T, nodes int, limit time.Duration, o realtime.Options) *room {
	t.Helper()
	r := &room{board: uuid.NewString()}
	o.Journal, o.Key = journal.NewMemory(), [32]byte{7}
	var buses bus.Net
	for range nodes {
		if nodes > 1 {
			o.Bus = buses.Node()
		}
		n := &node{hub: realtime.New(o)}
		server := httptest.NewUnstartedServer(n.handler(r.board))
		server.Config.ReadTimeout, server.Config.WriteTimeout = limit, limit
		server.Start()
		n.url = server.URL
		t.Cleanup(server.Close)
		t.Cleanup(n.hub.Close)
		r.nodes = append(r.nodes, n)
	}
	tmpl := boardtest.Plain()
	ops := tmpl.Ops(boards.BoardInfo{ID: r.board, Title: "A board"}, uuid.NewString)
	for _, op := range ops {
		if op.Rec.Type == "zone" {
			r.zone = op.ID
		}
	}
	if err := r.nodes[0].hub.Create(t.Context(), r.board, ops); err != nil {
		t.Fatal(err)
	}
	return r
}

func (n *node) handler(board string) http.Handler {
	mux := http.NewServeMux()
	who := func(r *http.Request) realtime.Identity {
		return realtime.Identity{Member: r.URL.Query().Get("m"), Link: "link"}
	}
	mux.HandleFunc("POST /stream", func(w http.ResponseWriter, r *http.Request) {
		hello, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		n.hub.Serve(context.WithoutCancel(r.Context()), board, stream.Open(w, r, hello), who(r))
	})
	mux.HandleFunc("POST /mutations", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		nacks, err := n.hub.Post(r.Context(), board, who(r), body, nil)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintf(w, `{"nacks":[%s]}`, bytes.Join(nacks, []byte(",")))
	})
	mux.HandleFunc("/ws", func(w http.ResponseWriter, r *http.Request) {
		ws.Serve(n.hub, w, r, func(*http.Request) bool { return true }, board, who(r))
	})
	return mux
}

func (r *room) member(t *testing.T, role boards.Role) string {
	t.Helper()
	m := uuid.NewString()
	err := r.nodes[0].hub.Do(context.Background(), r.board, func(s *boards.State) ([]boards.Op, error) {
		return boards.JoinOps(s, boards.Join{Member: m, Role: role}), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (r *room) note(id, words string) map[string]any {
	return map[string]any{"op": "put", "rec": map[string]any{"id": id, "type": "note", "f": map[string]any{
		"place": map[string]any{"zone": r.zone, "order": ""}, "side": "team", "text": words,
	}}}
}

// peer is a client whose frames come down a stream and whose mutations are posted.
type peer struct {
	t       *testing.T
	member  string
	clients [2]string
	n       int64
	at      string
	down    *bufio.Reader
	end     func()
}

var web = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// ask sends a request and returns the answer, whose body stays open till ctx ends.
func ask(ctx context.Context, client *http.Client, url string, body any) (*http.Response, error) {
	b, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return client.Do(q)
}

// open opens a stream without reading from it.
func (n *node) open(t *testing.T, client *http.Client, member string) *peer {
	t.Helper()
	p := &peer{t: t, member: member, clients: [2]string{uuid.NewString(), uuid.NewString()}}
	ctx, cancel := context.WithTimeout(context.Background(), 3*patience)
	res, err := ask(ctx, client, n.url+"/stream?m="+member, map[string]any{"t": "hello", "v": 1, "clients": p.clients, "own": strings.Repeat("s", 22), "posts": true})
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Content-Type": "text/event-stream", "X-Accel-Buffering": "no", "Cache-Control": "no-store, no-transform"} {
		if got := res.Header.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	p.down = bufio.NewReaderSize(res.Body, 1<<10)
	p.end = func() { cancel(); res.Body.Close() }
	t.Cleanup(p.end)
	return p
}

func (n *node) join(t *testing.T, member string) *peer {
	t.Helper()
	p := n.open(t, web, member)
	p.until("own")
	p.until("at")
	return p
}

// read returns the next event's name, "" for a frame, and what it brings.
func (p *peer) read() (event string, m map[string]any, err error) {
	for {
		line, err := p.down.ReadString('\n')
		if err != nil {
			return "", nil, err
		}
		switch {
		case strings.HasPrefix(line, "event: "):
			event = strings.TrimSpace(line[7:])
		case strings.HasPrefix(line, "data: "):
			if err := json.Unmarshal([]byte(line[6:]), &m); err != nil {
				return "", nil, err
			}
			if m["t"] == "at" {
				p.at = m["at"].(string)
			}
			return event, m, nil
		}
	}
}

func (p *peer) until(typ string) map[string]any {
	p.t.Helper()
	for {
		event, m, err := p.read()
		if err != nil || event != "" {
			p.t.Fatalf("waiting for %s: %s %v, %v", typ, event, m, err)
		}
		if m["t"] == typ {
			return m
		}
	}
}

// ends reads up to the close event and returns its code.
func (p *peer) ends() (code int) {
	p.t.Helper()
	for {
		event, m, err := p.read()
		if err != nil {
			p.t.Fatalf("cut without a word: %v", err)
		}
		if event == "close" {
			if m["reason"] != realtime.CloseCode(m["code"].(float64)).String() {
				p.t.Errorf("closed with %v", m)
			}
			if _, _, err := p.read(); err != io.EOF {
				p.t.Errorf("after the close event: %v", err)
			}
			return int(m["code"].(float64))
		}
	}
}

// post asks a node for a mutation, based on the newest position, and returns the refusals.
func (p *peer) post(n *node, ops ...any) []map[string]any {
	p.t.Helper()
	p.n++
	return p.again(n, ops...)
}

// again posts the newest mutation.
func (p *peer) again(n *node, ops ...any) []map[string]any {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	res, err := ask(ctx, web, n.url+"/mutations?m="+p.member, map[string]any{
		"clients": p.clients, "own": strings.Repeat("s", 22),
		"frames": []any{map[string]any{"t": "mutate", "c": p.clients[0], "n": p.n, "at": p.at, "ops": ops}},
	})
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	var out struct{ Nacks []map[string]any }
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil || res.StatusCode != http.StatusOK {
		p.t.Fatalf("%s, %v", res.Status, err)
	}
	return out.Nacks
}

// acked waits for the acknowledgement of the newest mutation, and returns the places of its changes.
func (p *peer) acked() (own, chg float64) {
	p.t.Helper()
	for {
		for _, row := range p.until("ack")["a"].([]any) {
			if row := row.([]any); row[1] == float64(p.n) {
				return row[2].(float64), row[3].(float64)
			}
		}
	}
}

func edit(id string, keep int, words string) map[string]any {
	e := []any{words}
	if keep > 0 {
		e = []any{keep, words}
	}
	return map[string]any{"op": "text", "id": id, "field": "text", "edit": e}
}

// Two people over two nodes: what one posts to either is acknowledged to them alone, seen by the other, and merged with what
// somebody types over a websocket.
func TestTwoPeopleOverStreams(t *testing.T) {
	r := newRoom(t, 2, 0, realtime.Options{})
	one, two := r.nodes[0], r.nodes[1]
	a, b := one.join(t, r.member(t, boards.Team)), two.join(t, r.member(t, boards.Team))
	note := uuid.NewString()
	for i, n := range []*node{one, two} {
		if nacks := a.post(n, r.note(uuid.NewString(), fmt.Sprint("note ", i))); len(nacks) > 0 {
			t.Fatal(nacks)
		}
		if own, chg := a.acked(); own >= 0 || chg != 0 {
			t.Errorf("the change is at %v, %v", own, chg)
		}
		a.until("at")
		for f := b.until("chg"); !strings.Contains(fmt.Sprint(f), fmt.Sprint("note ", i)); f = b.until("chg") {
		}
	}
	if nacks := a.post(two, r.note(note, "ab")); len(nacks) > 0 {
		t.Fatal(nacks)
	}
	a.acked()
	a.until("at")
	late := a.at
	b.until("chg")
	b.until("at")

	d := websocket.Dialer{Subprotocols: []string{ws.Subprotocol}}
	c, _, err := d.Dial("ws"+strings.TrimPrefix(one.url, "http")+"/ws?m="+r.member(t, boards.Team), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ids := [2]string{uuid.NewString(), uuid.NewString()}
	c.WriteJSON(map[string]any{"t": "hello", "v": 1, "clients": ids, "own": strings.Repeat("s", 22)})
	for frames := 0; frames < 2; {
		var f map[string]any
		if err := c.ReadJSON(&f); err != nil {
			t.Fatal(err)
		}
		if f["t"] == "snap" || f["t"] == "own" {
			frames++
		}
	}
	c.WriteJSON(map[string]any{"t": "mutate", "c": ids[0], "n": 1, "base": 2, "ops": []any{edit(note, 1, "-socket-")}})
	for !strings.Contains(fmt.Sprint(a.until("chg")), "-socket-") {
	}
	a.at = late // as if that had crossed with the post
	if nacks := a.post(two, edit(note, 1, "-post-")); len(nacks) > 0 {
		t.Fatal(nacks)
	}
	a.acked()
	if nacks := a.again(one, edit(note, 1, "-post-")); len(nacks) > 0 { // the answer was lost, say
		t.Fatal(nacks)
	}
	for _, n := range r.nodes {
		var words string
		if err := n.hub.Read(t.Context(), r.board, func(s *boards.State) { words = s.Record(note).Str("text") }); err != nil {
			t.Fatal(err)
		}
		if words != "a-socket--post-b" {
			t.Errorf("the text is %q", words)
		}
	}
	if nacks := a.post(one, map[string]any{"op": "del", "id": uuid.NewString()}); len(nacks) != 1 || nacks[0]["code"] != "not_found" || nacks[0]["n"] != float64(a.n) {
		t.Errorf("refusals: %v", nacks)
	}
}

// The server's limits on requests are over before the first of these beats.
func TestAStreamOutlivesTheServersTimeLimits(t *testing.T) {
	r := newRoom(t, 1, time.Second, realtime.Options{Beat: 400 * time.Millisecond})
	p := r.nodes[0].join(t, r.member(t, boards.Team))
	for range 5 {
		p.until("beat")
	}
}

func TestAStreamEndsWithAReason(t *testing.T) {
	r := newRoom(t, 1, 0, realtime.Options{})
	n := r.nodes[0]
	anna := r.member(t, boards.Team)
	p := n.join(t, anna)
	n.hub.Disconnect(r.board, func(who realtime.Identity) bool { return who.Link == "link" }, realtime.CloseRevoked)
	if code := p.ends(); code != 4003 {
		t.Errorf("revoked: %d", code)
	}
	for name, c := range map[string]struct {
		hello string
		code  int
	}{
		"nothing": {"", 4001}, "not json": {"xyzzy", 4001}, "no hello": {`{"t":"presence"}`, 4007},
		"not utf-8": {"{\"t\":\"xyzzy\xff\"}", 1007}, "a wrong poll": {`{"t":"hello","v":1,"clients":["` + uuid.NewString() + `","` + uuid.NewString() + `"],"own":"ssssssssssssssssssssss","poll":"xyzzy"}`, 4001},
	} {
		res, err := http.Post(n.url+"/stream?m="+anna, "application/json", strings.NewReader(c.hello))
		if err != nil {
			t.Fatal(err)
		}
		q := &peer{t: t, down: bufio.NewReader(res.Body)}
		if code := q.ends(); code != c.code {
			t.Errorf("%s: %d, want %d", name, code, c.code)
		}
		res.Body.Close()
	}
	q := n.join(t, anna)
	q.end()
	p = n.join(t, anna)
	drained := make(chan struct{})
	go func() { defer close(drained); n.hub.Drain(context.Background()) }()
	p.until("bye")
	if code := p.ends(); code != 1012 {
		t.Errorf("drained: %d", code)
	}
	<-drained
}

func TestWhoLeavesIsForgotten(t *testing.T) {
	metrics := &realtime.Metrics{}
	r := newRoom(t, 1, 0, realtime.Options{Metrics: metrics})
	before := runtime.NumGoroutine()
	anna := r.member(t, boards.Team)
	for range 20 {
		r.nodes[0].join(t, anna).end()
	}
	until(t, "the connections are gone", func() bool { return metrics.Connections.Load() == 0 && runtime.NumGoroutine() <= before+5 })
}

// F24: one who stops reading is closed, and delays nobody.
func TestASlowReaderIsAlone(t *testing.T) {
	metrics := &realtime.Metrics{}
	r := newRoom(t, 1, 0, realtime.Options{Metrics: metrics, Limits: realtime.Limits{Queue: 64 << 10, Rate: 1e6, Burst: 1e6, BoardRate: 1e6, BoardBurst: 1e6}})
	n := r.nodes[0]
	narrow := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, ReadBufferSize: 1 << 10, DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, addr)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(4 << 10)
		}
		return c, err
	}}}
	anna, ben := r.member(t, boards.Team), r.member(t, boards.Team)
	n.open(t, narrow, anna)
	p := n.join(t, ben)
	for range 2000 { // 8 MB, more than the systems on both sides keep for a connection
		if nacks := p.post(n, r.note(uuid.NewString(), strings.Repeat("w", 4000))); len(nacks) > 0 {
			t.Fatal(nacks)
		}
		p.acked()
	}
	until(t, "the one who does not read is closed", func() bool { return metrics.Slow.Load() == 1 && metrics.Connections.Load() == 1 })
	p.post(n, r.note(uuid.NewString(), "and the other goes on"))
	p.acked()
}

// until waits for a condition.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
		<-time.After(time.Millisecond)
	}
}
