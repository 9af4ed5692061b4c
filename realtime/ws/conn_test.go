package ws_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/realtime/ws"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 10 * time.Second

// room is a server with one board.
type room struct {
	hub     *realtime.Hub
	metrics *realtime.Metrics
	url     string
	board   string
	zone    string
	phase   []string
	sess    string
}

func newRoom(t *testing.T, o realtime.Options) *room {
	t.Helper()
	o.Journal = journal.NewMemory()
	if o.Metrics == nil {
		o.Metrics = &realtime.Metrics{}
	}
	r := &room{hub: realtime.New(o), metrics: o.Metrics, board: uuid.NewString()}
	tmpl := boardtest.Plain()
	ops := tmpl.Ops(boards.BoardInfo{ID: r.board, Title: "A board"}, uuid.NewString)
	for _, op := range ops {
		switch op.Rec.Type {
		case "zone":
			r.zone = op.ID
		case "phase":
			r.phase = append(r.phase, op.ID)
		case "session":
			r.sess = op.ID
		}
	}
	if err := r.hub.Create(t.Context(), r.board, ops); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		same := func(q *http.Request) bool { return q.Header.Get("Origin") == "http://felt.example" }
		ws.Serve(r.hub, w, q, same, r.board, realtime.Identity{Member: q.URL.Query().Get("m")})
	}))
	r.url = "ws" + strings.TrimPrefix(server.URL, "http")
	t.Cleanup(server.Close)
	t.Cleanup(r.hub.Close)
	return r
}

func (r *room) member(t *testing.T, role boards.Role) string {
	t.Helper()
	m := uuid.NewString()
	err := r.hub.Do(context.Background(), r.board, func(s *boards.State) ([]boards.Op, error) {
		return boards.JoinOps(s, boards.Join{Member: m, Role: role}), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// peer is a client at the other end of a real socket.
type peer struct {
	t       *testing.T
	ws      *websocket.Conn
	clients [2]string
	n       int64
	frames  int64
}

func (r *room) dial(t *testing.T, member string) *peer {
	t.Helper()
	d := websocket.Dialer{Subprotocols: []string{ws.Subprotocol}}
	c, _, err := d.Dial(r.url+"?m="+member, http.Header{"Origin": {"http://felt.example"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &peer{t: t, ws: c, clients: [2]string{uuid.NewString(), uuid.NewString()}}
}

func (r *room) join(t *testing.T, member string) *peer {
	t.Helper()
	p := r.dial(t, member)
	p.hello()
	p.until("own")
	return p
}

func (p *peer) hello() {
	p.send(map[string]any{"t": "hello", "v": 1, "clients": p.clients, "own": strings.Repeat("s", 22)})
}

func (p *peer) send(v any) {
	p.t.Helper()
	if err := p.ws.WriteJSON(v); err != nil {
		p.t.Fatal(err)
	}
}

func (p *peer) mutate(ops ...any) int64 {
	p.n++
	p.send(map[string]any{"t": "mutate", "c": p.clients[0], "n": p.n, "base": p.frames, "ops": ops})
	return p.n
}

func (p *peer) read() (map[string]any, error) {
	p.ws.SetReadDeadline(time.Now().Add(patience))
	_, b, err := p.ws.ReadMessage()
	if err != nil {
		return nil, err
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, err
	}
	switch m["t"] {
	case "snap", "own", "chg", "catch":
		p.frames++
	}
	return m, nil
}

func (p *peer) until(typ string) map[string]any {
	p.t.Helper()
	for {
		m, err := p.read()
		if err != nil {
			p.t.Fatalf("waiting for %s: %v", typ, err)
		}
		if m["t"] == typ {
			return m
		}
	}
}

// closed reads up to the close frame and returns its code and reason.
func (p *peer) closed() (int, string) {
	p.t.Helper()
	for {
		_, err := p.read()
		if c, ok := err.(*websocket.CloseError); ok {
			return c.Code, c.Text
		}
		if err != nil {
			p.t.Fatalf("cut without a close frame: %v", err)
		}
	}
}

func (r *room) note(id, words string) map[string]any {
	return map[string]any{"op": "put", "rec": map[string]any{"id": id, "type": "note", "f": map[string]any{
		"place": map[string]any{"zone": r.zone, "order": ""}, "side": "team", "text": words,
	}}}
}

func TestTwoPeopleOverSockets(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	a, b := r.join(t, r.member(t, boards.Facilitator)), r.join(t, r.member(t, boards.Team))
	note := uuid.NewString()
	a.mutate(r.note(note, "hello"))
	for _, p := range []*peer{a, b} {
		for !strings.Contains(string(must(json.Marshal(p.until("chg")))), note) {
		}
	}
}

func TestR18CompressedSnapshotsAreBinaryMessages(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	m := r.member(t, boards.Team)
	writer := r.join(t, m)
	for range 8 {
		writer.mutate(r.note(uuid.NewString(), strings.Repeat("words ", 100)))
		writer.until("ack")
	}
	p := r.dial(t, m)
	p.send(map[string]any{"t": "hello", "v": 1, "clients": p.clients, "own": strings.Repeat("s", 22), "zip": true})
	p.until("welcome")
	kind, b, err := p.ws.ReadMessage()
	if err != nil || kind != websocket.BinaryMessage {
		t.Fatalf("R-18: a message of kind %d came, %v", kind, err)
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var snap map[string]any
	if err := json.NewDecoder(z).Decode(&snap); err != nil || snap["t"] != "snap" {
		t.Errorf("R-18: it holds %v, %v", snap["t"], err)
	}
	if own, err := p.read(); err != nil || own["t"] != "own" {
		t.Errorf("R-18: %v, %v comes after it", own, err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
