package realtime

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"feltboard/boards"
	"feltboard/realtime/bus"
	"feltboard/realtime/journal"
)

// Conn carries frames to and from one client. Read is called by one goroutine at a time, Write by one; Close by any.
type Conn interface {
	// Read returns the next text message, at most 64 KiB long. The context bounds the wait; ending it may break the
	// connection. A message that no client may send is a [*CloseError] with the code to close with; any other error means
	// that the connection is gone.
	Read(ctx context.Context) ([]byte, error)
	// Write sends the frames in order, each as one text message (where it begins with gzip's 0x1f, as a binary one), in as
	// few writes as it can. It blocks for 5 s at most without getting anything out, and then returns an error. The bytes
	// are shared: it neither changes nor keeps them.
	Write(frames [][]byte) error
	// Close says goodbye if it can, within a second, and ends the connection; a blocked Read or Write returns. Closing
	// again is harmless.
	Close(code CloseCode, reason string) error
}

// Identity is who is at the other end of a connection, as the server found out before Serve.
type Identity struct {
	Member  string // the member's record id on this board
	Link    string // the link they joined by, for Disconnect; may be empty
	Session string // their session, for Disconnect; may be empty
}

// Limits are settings; a zero field is its default.
type Limits struct {
	Queue      int           // bytes waiting for one connection; 1 MiB
	Unanswered int           // mutations of one connection; 64
	Rate       float64       // mutations a second of one member, all their connections together; 50. A long one counts as several
	Burst      int           // mutations at once; 200
	BoardRate  float64       // mutations a second and board; 500
	BoardBurst int           // mutations at once on a board; 1000
	Presence   int           // presence frames a second and connection; 20
	Batch      int           // mutations in one commit; 256
	Hello      time.Duration // to wait for hello; 5 s
	Snapshot   int           // entries between two snapshots of a board; 500
	Past       int           // entries kept in memory for resumes; 8192
	Idle       time.Duration // after which a board without connections is put away; 1 min
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Queue: or(l.Queue, 1<<20), Unanswered: or(l.Unanswered, 64), Rate: or(l.Rate, 50), Burst: or(l.Burst, 200),
		BoardRate: or(l.BoardRate, 500), BoardBurst: or(l.BoardBurst, 1000), Presence: or(l.Presence, 20), Batch: or(l.Batch, 256),
		Hello: or(l.Hello, 5*time.Second), Snapshot: or(l.Snapshot, 500), Past: or(l.Past, 8192), Idle: or(l.Idle, time.Minute),
	}
}

func or[T comparable](v, d T) T {
	var zero T
	if v == zero {
		return d
	}
	return v
}

// Options are what a Hub works with. Journal is required; everything else has a default.
type Options struct {
	Journal journal.Journal  // stays the caller's to close, after Close
	Bus     bus.Bus          // to the other nodes that share the journal, bus.None if only it; nil: there are none. The caller's to close
	Now     func() time.Time // time.Now; timers are those of package time
	Rand    io.Reader        // crypto/rand; calls are serialised
	Log     *slog.Logger     // none; never given anything that people wrote
	Metrics *Metrics         // a fresh one
	Limits  Limits
	Witness Witness       // nil: nobody is told
	Key     [32]byte      // the same on all nodes: seals the positions that posts are based on; zero: random, for one node alone
	Beat    time.Duration // between heartbeats; 5 s
	Tick    time.Duration // between presence frames; 50 ms
	Faults  Faults        // for tests of the tests
}

// What the hub's methods return beside the journal's errors.
var (
	ErrReadOnly = errors.New("this board can only be read at the moment")
	ErrClosed   = errors.New("the hub is closed")
	errReloaded = errors.New("the board was read again from the journal; whether this happened is not known")
)

// Hub holds the live boards of one node. Its methods are safe for use by many goroutines.
type Hub struct {
	o       Options
	limits  Limits
	log     *slog.Logger
	metrics *Metrics
	node    string        // tells this node from others on the bus
	ended   chan struct{} // closed by Close

	mu       sync.Mutex
	boards   map[string]*board
	sessions map[string]map[*session]bool // by board, from the first moment of Serve
	posts    map[string]map[*post]bool    // by board, from the first moment of Post
	posters  map[poster]*rate.Limiter     // of members who posted of late
	troubles map[string]trouble
	closed   bool
	draining atomic.Bool
	work     sync.WaitGroup // boards' goroutines, and what else Close waits for
	serving  sync.WaitGroup // calls of Serve and Post
}

// trouble is what the hub remembers of a board that fell.
type trouble struct {
	seq    int64  // of the state it fell at
	falls  int    // at that same seq
	reason string // why it is served read-only; "" if it is not
}

// New returns a hub with no board live.
func New(o Options) *Hub {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	} else {
		o.Rand = &lockedReader{r: o.Rand}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = &Metrics{}
	}
	o.Beat, o.Tick = or(o.Beat, 5*time.Second), or(o.Tick, 50*time.Millisecond)
	h := &Hub{
		o: o, limits: o.Limits.withDefaults(), log: o.Log, metrics: o.Metrics, ended: make(chan struct{}),
		boards: map[string]*board{}, sessions: map[string]map[*session]bool{}, troubles: map[string]trouble{},
		posts: map[string]map[*post]bool{}, posters: map[poster]*rate.Limiter{},
	}
	if o.Key == ([32]byte{}) {
		if _, err := io.ReadFull(h.o.Rand, h.o.Key[:]); err != nil {
			panic("realtime: no randomness: " + err.Error())
		}
	}
	if o.Bus != nil {
		seed := h.env().Seed
		h.node = hex.EncodeToString(seed[:8])
		h.work.Go(h.look)
	}
	return h
}

type lockedReader struct {
	mu sync.Mutex
	r  io.Reader
}

func (l *lockedReader) Read(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.r.Read(p)
}

// Create starts a board with what the given ops make. It returns [journal.ErrExists] if there is one with this id, or a
// [*boards.Error].
func (h *Hub) Create(ctx context.Context, id string, ops []boards.Op) error {
	entry, refused := boards.Admit(boards.NewState(), h.env(), boards.Actor{System: true}, boards.Mutation{Ops: ops})
	if refused != nil {
		return refused
	}
	_, err := h.o.Journal.Create(ctx, id, [][]byte{entry.Encode()})
	return err
}

// Do makes a change that nobody asked for by a mutation: somebody joins, a role is taken away. It is committed and told to
// everybody like any other. build is called in the board's goroutine with the newest state, must be quick and must not call
// the hub; no ops mean that there is nothing to do, and its error is returned. Other errors are a [*boards.Error],
// [ErrReadOnly], [ErrClosed], or the journal's.
func (h *Hub) Do(ctx context.Context, id string, build func(*boards.State) ([]boards.Op, error)) error {
	return h.call(ctx, id, func(c *call) item { return &system{call: c, build: build} })
}

// Read lets look read the board's state, in the board's goroutine: it must be quick, must not call the hub and must keep
// nothing but records. The state is not older than what any node had committed before. Errors are the journal's, or
// [ErrClosed].
func (h *Hub) Read(ctx context.Context, id string, look func(*boards.State)) error {
	return h.call(ctx, id, func(c *call) item { return &task{call: c, fresh: true, run: func(b *board) { look(b.state) }} })
}

// call hands an item to a board and waits for it. Once the board has begun with it, the context no longer matters.
func (h *Hub) call(ctx context.Context, id string, make func(*call) item) error {
	c := newCall()
	if err := h.post(id, make(c)); err != nil {
		return err
	}
	select {
	case err := <-c.done:
		return err
	case <-ctx.Done():
		if c.begun.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return <-c.done
	}
}

// post gives items to a board, which is loaded if it is not live.
func (h *Hub) post(id string, it ...item) error {
	for {
		b, err := h.live(id)
		if err != nil {
			return err
		}
		if b.post(it...) {
			return nil
		}
		<-b.done // it is being put away; the next one takes its place
	}
}

// live returns the live board with this id, starting to load it if need be.
func (h *Hub) live(id string) (*board, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, ErrClosed
	}
	b := h.boards[id]
	if b == nil {
		b = newBoard(h, id)
		h.boards[id] = b
		h.work.Add(1)
		h.metrics.Boards.Add(1)
		go b.run()
	}
	return b, nil
}

// Disconnect closes every connection to a board (to all boards if it is "") that match accepts, those still before hello
// too, and returns how many; it ends their posts, too. Nothing that they sent and that is not yet decided will be.
func (h *Hub) Disconnect(id string, match func(Identity) bool, code CloseCode) int {
	h.mu.Lock()
	var out []*session
	for board, set := range h.sessions {
		if id != "" && board != id {
			continue
		}
		for s := range set {
			if match(s.who) {
				out = append(out, s)
			}
		}
	}
	for board, set := range h.posts {
		for p := range set {
			if (id == "" || board == id) && match(p.who) {
				p.detach(code)
			}
		}
	}
	h.mu.Unlock()
	for _, s := range out {
		s.detach(code)
	}
	return len(out)
}

// Drop ends a live board that the journal does not hold any more, or shall not be served: its connections are told that there
// is no such board. The next to ask for it reads the journal again.
func (h *Hub) Drop(id string) {
	h.mu.Lock()
	b := h.boards[id]
	h.mu.Unlock()
	if b != nil {
		b.post(&task{call: newCall(), run: func(b *board) { b.dropped = true }})
	}
}

// Problem is a board that needs a person to look at it.
type Problem struct {
	Board  string
	Seq    int64 // of the entry after which it went wrong
	Reason string
}

// Problems lists the boards that are served read-only, or not at all, because something is wrong with them; sorted.
func (h *Hub) Problems() []Problem {
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []Problem
	for _, id := range slices.Sorted(maps.Keys(h.troubles)) {
		if t := h.troubles[id]; t.reason != "" {
			out = append(out, Problem{Board: id, Seq: t.seq, Reason: t.reason})
		}
	}
	return out
}

func (h *Hub) trouble(id string) trouble {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.troubles[id]
}

func (h *Hub) setTrouble(id string, t trouble) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.troubles[id] = t
}

// Drain lets everybody go: no new connections, what was read is committed and answered, `bye` with a wait of up to 2 s
// that spreads the reconnects, close 1012. It returns when all connections have ended, or with the context, which cuts
// those that remain.
func (h *Hub) Drain(ctx context.Context) {
	h.mu.Lock()
	h.draining.Store(true)
	all := slices.Collect(maps.Values(h.boards))
	var early []*session // not yet joined: no board tells them
	for _, set := range h.sessions {
		for s := range set {
			early = append(early, s)
		}
	}
	h.mu.Unlock()
	for _, b := range all {
		b.post(&task{call: newCall(), run: (*board).sayBye})
	}
	for _, s := range early {
		if !s.greeted.Load() {
			s.end(CloseRestart)
		}
	}
	ended := make(chan struct{})
	go func() { h.serving.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-ctx.Done():
		h.Disconnect("", func(Identity) bool { return true }, CloseRestart)
		<-ended
	}
}

// Close ends all connections at once and puts every board away, newest snapshots saved. The journal stays open.
func (h *Hub) Close() {
	cut, cancel := context.WithCancel(context.Background())
	cancel()
	h.Drain(cut)
	h.mu.Lock()
	if !h.closed {
		h.closed = true
		close(h.ended)
	}
	all := slices.Collect(maps.Values(h.boards))
	h.mu.Unlock()
	for _, b := range all {
		b.post(&task{call: newCall(), run: func(b *board) { b.leaving = true }})
	}
	h.work.Wait()
}

func (h *Hub) env() boards.Env {
	e := boards.Env{Now: h.o.Now().UnixMilli()}
	if _, err := io.ReadFull(h.o.Rand, e.Seed[:]); err != nil {
		panic("realtime: no randomness: " + err.Error())
	}
	return e
}
