package realtime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.uber.org/goleak"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/canon"
	"feltboard/boards/text"
	"feltboard/realtime/journal"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// pipe is a Conn in memory.
type pipe struct {
	in  chan []byte   // to the server
	out chan struct{} // holds a token when frames came

	mu     sync.Mutex
	sent   [][]byte // from the server, all of them
	stuck  chan struct{}
	code   CloseCode
	closed chan struct{}
	once   sync.Once
}

func newPipe() *pipe {
	return &pipe{in: make(chan []byte, 1024), out: make(chan struct{}, 1), closed: make(chan struct{})}
}

func (p *pipe) Read(ctx context.Context) ([]byte, error) {
	select {
	case b, ok := <-p.in:
		if !ok {
			return nil, io.EOF
		}
		return b, nil
	case <-p.closed:
		return nil, io.ErrClosedPipe
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipe) Write(frames [][]byte) error {
	p.mu.Lock()
	stuck := p.stuck
	p.mu.Unlock()
	if stuck != nil {
		select {
		case <-stuck:
		case <-p.closed:
			return io.ErrClosedPipe
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range frames {
		p.sent = append(p.sent, bytes.Clone(f))
	}
	select {
	case p.out <- struct{}{}:
	default:
	}
	return nil
}

func (p *pipe) Close(code CloseCode, _ string) error {
	p.once.Do(func() {
		p.mu.Lock()
		p.code = code
		p.mu.Unlock()
		close(p.closed)
	})
	return nil
}

// bytes returns everything sent so far.
func (p *pipe) bytes() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Join(p.sent, []byte("\n"))
}

// stick makes writes block until the returned function is called.
func (p *pipe) stick() (free func()) {
	c := make(chan struct{})
	p.mu.Lock()
	p.stuck = c
	p.mu.Unlock()
	return func() {
		p.mu.Lock()
		p.stuck = nil
		p.mu.Unlock()
		close(c)
	}
}

// client is one connection as a client sees it: it takes the frames in and keeps the view that SPEC says they make.
type client struct {
	t       *testing.T
	p       *pipe
	clients [2]string
	own     string
	n       [2]int64
	ended   chan error

	at     int // frames of p.sent taken in
	frames int64
	shared map[string]map[string]any
	mine   map[string]map[string]any
	acked  map[string]map[int64]bool
	nacked map[string]map[int64]string
	token  string
	raw    []map[string]any // every frame, decoded
}

// world is a hub with one board and its records.
type world struct {
	t     *testing.T
	hub   *Hub
	log   *journal.Memory
	board string
	zone  string
	phase []string // ids in order
	sess  string
	items []string           // notes that a test keeps
	ids   map[*client]string // who joined
}

func id() string { return uuid.NewString() }

func newWorld(t *testing.T, o Options) *world {
	t.Helper()
	w := &world{t: t, board: id()}
	if o.Journal == nil {
		w.log = journal.NewMemory()
		o.Journal = w.log
	}
	w.hub = New(o)
	tmpl := boardtest.Plain()
	ops := tmpl.Ops(boards.BoardInfo{ID: w.board, Title: "A board"}, id)
	for _, op := range ops {
		switch op.Rec.Type {
		case "zone":
			w.zone = op.ID
		case "phase":
			w.phase = append(w.phase, op.ID)
		case "session":
			w.sess = op.ID
		}
	}
	if err := w.hub.Create(t.Context(), w.board, ops); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.hub.Close)
	return w
}

// member adds somebody and returns their id.
func (w *world) member(role boards.Role) string {
	w.t.Helper()
	m := id()
	err := w.hub.Do(context.Background(), w.board, func(s *boards.State) ([]boards.Op, error) {
		return boards.JoinOps(s, boards.Join{Member: m, Name: "N", Role: role}), nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

func (w *world) role(m string, role boards.Role) {
	w.t.Helper()
	w.system(boards.Op{Kind: boards.Set, ID: m, F: map[string]any{"role": string(role)}})
}

func (w *world) system(ops ...boards.Op) {
	w.t.Helper()
	if err := w.hub.Do(context.Background(), w.board, func(*boards.State) ([]boards.Op, error) { return ops, nil }); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) toPhase(i int) {
	w.t.Helper()
	w.system(boards.Op{Kind: boards.Set, ID: w.sess, F: map[string]any{"phase": w.phase[i]}})
}

// connect opens a connection without saying hello.
func (w *world) connect(member string) *client {
	w.t.Helper()
	c := &client{t: w.t, p: newPipe(), clients: [2]string{id(), id()}, own: strings.ReplaceAll(id(), "-", ""), ended: make(chan error, 1)}
	c.forget()
	c.serve(w, member)
	if w.ids == nil {
		w.ids = map[*client]string{}
	}
	w.ids[c] = member
	return c
}

func (w *world) memberOf(c *client) string { return w.ids[c] }

func (c *client) serve(w *world, member string) {
	go func() {
		c.ended <- w.hub.Serve(context.Background(), w.board, c.p, Identity{Member: member, Link: "link", Session: member})
	}()
	w.t.Cleanup(func() { c.p.Close(0, "") })
}

func (c *client) forget() {
	c.frames, c.at = 0, 0
	c.shared, c.mine = map[string]map[string]any{}, map[string]map[string]any{}
	c.acked, c.nacked = map[string]map[int64]bool{}, map[string]map[int64]string{}
	for _, id := range c.clients {
		c.acked[id], c.nacked[id] = map[int64]bool{}, map[int64]string{}
	}
}

// join connects and takes in everything up to the snapshot.
func (w *world) join(member string) *client {
	w.t.Helper()
	c := w.connect(member)
	c.hello("")
	c.until("own", func(f map[string]any) bool { return f["full"] == true })
	return c
}

// again connects once more as the same client, with its newest token; the view is kept.
func (w *world) again(c *client, member string) *client {
	w.t.Helper()
	n := &client{t: w.t, p: newPipe(), clients: c.clients, own: c.own, n: c.n, ended: make(chan error, 1)}
	n.forget()
	n.shared, n.mine, n.acked, n.nacked = c.shared, c.mine, c.acked, c.nacked
	n.serve(w, member)
	n.hello(c.token)
	return n
}

func (c *client) hello(token string) {
	m := map[string]any{"t": "hello", "v": 1, "clients": c.clients[:], "own": c.own}
	if token != "" {
		m["token"] = token
	}
	c.send(m)
}

func (c *client) send(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		c.t.Fatal(err)
	}
	c.p.in <- b
}

// mutate sends the next mutation of a lane and returns its number.
func (c *client) mutate(lane int, ops ...any) int64 {
	c.n[lane]++
	c.send(map[string]any{"t": "mutate", "c": c.clients[lane], "n": c.n[lane], "base": c.frames, "ops": ops})
	return c.n[lane]
}

func (w *world) note(id, words string, more ...any) map[string]any {
	f := map[string]any{"place": map[string]any{"zone": w.zone, "order": ""}, "side": "team", "text": words}
	for i := 0; i < len(more); i += 2 {
		f[more[i].(string)] = more[i+1]
	}
	return map[string]any{"op": "put", "rec": map[string]any{"id": id, "type": "note", "f": f}}
}

const patience = 10 * time.Second

// next returns the next frame, taken in; nil if the connection ended first.
func (c *client) next() map[string]any { c.t.Helper(); return c.nextBy(time.After(patience)) }

func (c *client) nextBy(deadline <-chan time.Time) map[string]any {
	c.t.Helper()
	f := c.tryNext(deadline)
	select {
	case <-c.p.closed:
	default:
		if f == nil {
			c.t.Fatalf("no frame came; the last ones were %v", tail(c.raw, 5))
		}
	}
	return f
}

// tryNext returns nil if the connection ended or the deadline came first.
func (c *client) tryNext(deadline <-chan time.Time) map[string]any {
	c.t.Helper()
	for {
		c.p.mu.Lock()
		var b []byte
		if c.at < len(c.p.sent) {
			b = c.p.sent[c.at]
			c.at++
		}
		c.p.mu.Unlock()
		if b != nil {
			v, err := canon.Decode(b)
			if err != nil {
				c.t.Fatalf("frame %s: %v", b, err)
			}
			m := v.(map[string]any)
			c.takeIn(m)
			return m
		}
		select {
		case <-c.p.out:
		case <-c.p.closed:
			c.p.mu.Lock()
			more := c.at < len(c.p.sent)
			c.p.mu.Unlock()
			if !more {
				return nil
			}
		case <-deadline:
			return nil
		}
	}
}

func tail[T any](l []T, n int) []T { return l[max(0, len(l)-n):] }

// until takes frames in up to one of a type that ok accepts (nil: any).
func (c *client) until(typ string, ok func(map[string]any) bool) map[string]any {
	c.t.Helper()
	deadline := time.After(patience)
	for {
		f := c.nextBy(deadline)
		if f == nil {
			c.t.Fatalf("the connection ended with %v; waited for %s", c.p.code, typ)
		}
		if f["t"] == typ && (ok == nil || ok(f)) {
			return f
		}
	}
}

// answered takes frames in until a mutation is answered, and returns the refusal's code, "" for yes.
func (c *client) answered(lane int, n int64) string {
	c.t.Helper()
	deadline := time.After(patience)
	for {
		if c.acked[c.clients[lane]][n] {
			return ""
		}
		if code, ok := c.nacked[c.clients[lane]][n]; ok {
			return code
		}
		if c.nextBy(deadline) == nil {
			c.t.Fatalf("the connection ended with %v; waited for an answer", c.p.code)
		}
	}
}

// sees takes frames in until the view holds ok.
func (c *client) sees(ok func(view map[string]map[string]any) bool) {
	c.t.Helper()
	deadline := time.After(patience)
	for !ok(c.view()) {
		if c.nextBy(deadline) == nil {
			c.t.Fatalf("the connection ended with %v before it saw that", c.p.code)
		}
	}
}

func (c *client) view() map[string]map[string]any {
	v := map[string]map[string]any{}
	for id, r := range c.shared {
		v[id] = r
	}
	for id, r := range c.mine {
		v[id] = r
	}
	return v
}

// closedWith waits for the connection's end and returns its code.
func (c *client) closedWith() CloseCode {
	c.t.Helper()
	select {
	case err := <-c.ended:
		c.ended <- err
		var closed *CloseError
		if errors.As(err, &closed) {
			return closed.Code
		}
		return 0
	case <-time.After(patience):
		c.t.Fatal("the connection did not end")
		return 0
	}
}

func (c *client) takeIn(m map[string]any) {
	c.raw = append(c.raw, m)
	list := func(name string) []any { l, _ := m[name].([]any); return l }
	switch m["t"] {
	case "snap":
		c.frames++
		c.shared, c.mine = map[string]map[string]any{}, map[string]map[string]any{}
		for _, r := range list("records") {
			rec := r.(map[string]any)
			c.shared[rec["id"].(string)] = rec
		}
	case "own":
		c.frames++
		if m["full"] == true {
			c.mine = map[string]map[string]any{}
		}
		for _, ops := range list("ops") {
			viewOps(c.mine, ops.([]any))
		}
	case "chg":
		c.frames++
		for _, ops := range list("ops") {
			viewOps(c.shared, ops.([]any))
		}
	case "catch":
		c.frames++
		viewOps(c.shared, list("shared"))
		viewOps(c.mine, list("own"))
	case "welcome", "resync":
		for id, l := range m["last"].(map[string]any) {
			last := l.(map[string]any)
			for n := int64(1); n <= last["n"].(int64); n++ {
				c.acked[id][n] = true
			}
			for _, r := range last["refused"].([]any) {
				pair := r.([]any)
				delete(c.acked[id], pair[0].(int64))
				c.nacked[id][pair[0].(int64)] = pair[1].(string)
			}
		}
	case "ack":
		for _, a := range list("a") {
			row := a.([]any)
			c.acked[row[0].(string)][row[1].(int64)] = true
		}
	case "nack":
		c.nacked[m["c"].(string)][m["n"].(int64)] = m["code"].(string)
	case "beat":
		c.token = m["token"].(string)
		if m["frames"].(int64) != c.frames {
			c.t.Errorf("R-16: beat counts %v frames, the client %v", m["frames"], c.frames)
		}
		if d, ok := m["digest"].(string); ok && d != digestOf(c.t, c.shared) {
			c.t.Errorf("the digest of a beat is not that of the shared part")
		}
	}
}

func digestOf(t *testing.T, part map[string]map[string]any) string {
	ids := make([]string, 0, len(part))
	for id := range part {
		ids = append(ids, id)
	}
	list := []any{}
	for _, id := range sorted(ids) {
		list = append(list, part[id])
	}
	b, err := canon.Append(nil, list)
	if err != nil {
		t.Fatal(err)
	}
	return canon.Digest(b)
}

// viewOps applies view ops to one part, by SPEC §3 alone.
func viewOps(part map[string]map[string]any, ops []any) {
	for _, v := range ops {
		o := v.(map[string]any)
		id, _ := o["id"].(string)
		switch o["op"] {
		case "put":
			rec := o["rec"].(map[string]any)
			part[rec["id"].(string)] = rec
		case "gone":
			delete(part, id)
		case "set", "text":
			old := part[id]
			if old == nil {
				continue
			}
			rec, f := clone(old), clone(old["f"].(map[string]any))
			if o["op"] == "set" {
				for k, v := range o["f"].(map[string]any) {
					setField(rec["type"].(string), f, k, v)
				}
			} else {
				field := o["field"].(string)
				was, _ := f[field].(string)
				var e text.Edit
				for _, x := range o["edit"].([]any) {
					switch x := x.(type) {
					case string:
						e = append(e, text.Insert(x))
					case int64:
						e = append(e, text.Component{N: int(x)})
					}
				}
				now, err := e.Apply(was)
				if err != nil {
					panic(err)
				}
				setField(rec["type"].(string), f, field, now)
			}
			rec["f"] = f
			part[id] = rec
		}
	}
}

// setField leaves out a value that is the field's default (B-3).
func setField(typ string, f map[string]any, name string, v any) {
	f[name] = v
	for _, t := range boards.Schema {
		for _, fd := range t.Fields {
			if t.Name == typ && fd.Name == name {
				a, _ := canon.Append(nil, v)
				b, _ := canon.Append(nil, fd.Default())
				if bytes.Equal(a, b) {
					delete(f, name)
				}
			}
		}
	}
}

func clone(m map[string]any) map[string]any {
	c := make(map[string]any, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}

// agrees checks that a client comes to hold the projection of the board, both parts (invariant 6).
func (w *world) agrees(c *client, member string) {
	w.t.Helper()
	deadline := time.After(patience)
	for w.differs(c, member) {
		if f := c.tryNext(deadline); f == nil {
			w.t.Fatalf("the parts differ from the projection\nshared %v\nown %v", c.shared, c.mine)
		}
	}
}

// differs says whether what a client holds now is something else than the projection.
func (w *world) differs(c *client, member string) bool {
	w.t.Helper()
	var shared, own string
	err := w.hub.Read(context.Background(), w.board, func(s *boards.State) {
		v := boards.Viewer{Member: member, Owner: boards.OwnerKey(c.own, w.board), Audience: s.Role(member).Audience()}
		view := boards.Project(s, v)
		_, shared = boards.EncodePart(view.Shared)
		_, own = boards.EncodePart(view.Own)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return digestOf(w.t, c.shared) != shared || digestOf(w.t, c.mine) != own
}

// takeAll takes in everything that has been sent.
func (c *client) takeAll() {
	c.t.Helper()
	for now := make(chan time.Time); ; {
		c.p.mu.Lock()
		more := c.at < len(c.p.sent)
		c.p.mu.Unlock()
		if !more {
			return
		}
		c.tryNext(now)
	}
}
