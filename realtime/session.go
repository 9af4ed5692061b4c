package realtime

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// maxBases is how many numbered frames back a mutation's base may be.
const maxBases = 1024

// session is one connection on one board.
type session struct {
	hub   *Hub
	id    string // the board's
	conn  Conn
	who   Identity
	rate  *rate.Limiter
	moves *rate.Limiter
	slots chan struct{} // one token per mutation read and not yet answered
	done  chan struct{} // closed when the connection is to end

	began   time.Time
	unwatch func() bool // of the context that Serve was given; nil if that one cannot end
	once    sync.Once
	code    CloseCode // why it ended; read after done
	closers sync.WaitGroup
	gone    atomic.Bool // nothing it sent counts any more
	greeted atomic.Bool // its join was given to a board

	received int // messages after hello

	board *board // set before the join is posted
	out   outbox

	// Owned by the board's goroutine.
	joined  bool
	posts   bool   // it posts its mutations, so it is told positions (SPEC §7)
	poll    string // of hello: it ends when it has said something; "" if it is no poll
	over    bool   // it is a poll that has
	beats   int    // of a poll
	viewer  boards.Viewer
	clients [2]string
	page    string // as in helloFrame
	try     int64
	behind  bool    // frames were dropped; a resync follows when the outbox has drained
	frames  int64   // numbered frames sent
	answers int64   // acks and nacks sent since the last resync
	bases   []int64 // the board's seq that each of the newest numbered frames stands for, or noBase
}

// noBase marks a frame in the middle of a turn, on which no text edit can be based: the rest of the turn follows.
const noBase = -1

// Serve runs one connection to a board, from hello to close, and blocks till it has ended. It returns nil if the other
// side left, and a [*CloseError] with the code it was closed with otherwise. Cancelling the context closes it.
//
// Thousands of goroutines wait in it, each with a stack that the runtime halves once less than a quarter is in use. So what
// is below a waiting Read is kept small: begin and finish have their variables to themselves.
func (h *Hub) Serve(ctx context.Context, id string, conn Conn, who Identity) error {
	s := h.begin(ctx, id, conn, who)
	if s == nil {
		return &CloseError{CloseRestart}
	}
	s.run()
	return s.finish()
}

// begin counts a connection in. The session is nil if the hub takes no more; the connection is closed then.
//
//go:noinline
func (h *Hub) begin(ctx context.Context, id string, conn Conn, who Identity) *session {
	s := &session{
		hub: h, id: id, conn: conn, who: who, began: time.Now(),
		moves: rate.NewLimiter(rate.Limit(h.limits.Presence), h.limits.Presence),
		slots: make(chan struct{}, h.limits.Unanswered),
		done:  make(chan struct{}),
	}
	s.out = outbox{conn: conn, limit: h.limits.Queue, metrics: h.metrics, onClosed: s.end, onDrained: s.drained}
	if !h.admit(s) {
		s.end(CloseRestart)
		s.closers.Wait()
		return nil
	}
	if ctx.Done() != nil {
		s.unwatch = context.AfterFunc(ctx, func() { s.end(CloseGone) })
	}
	return s
}

// finish takes leave of the board and of the hub; it returns what Serve does.
//
//go:noinline
func (s *session) finish() error {
	defer s.hub.release(s)
	if s.unwatch != nil {
		defer s.unwatch()
	}
	s.leave()
	s.out.writers.Wait()
	s.closers.Wait()
	s.hub.log.Info("connection", "board", s.id, "link", s.who.Link, "ms", time.Since(s.began).Milliseconds(), "received", s.received, "end", s.why())
	if s.code == 0 {
		return nil
	}
	return &CloseError{s.code}
}

// why says how a connection ended, for the log.
func (s *session) why() string {
	if s.code == 0 {
		return "left"
	}
	return s.code.String()
}

// admit counts a connection in, unless the hub is draining.
func (h *Hub) admit(s *session) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.draining.Load() || h.closed {
		return false
	}
	if h.sessions[s.id] == nil {
		h.sessions[s.id] = map[*session]bool{}
	}
	if s.rate = h.rateOf(s.id, s.who.Member); s.rate == nil { // more tabs are no more than one person
		s.rate = rate.NewLimiter(rate.Limit(h.limits.Rate), h.limits.Burst)
	}
	h.sessions[s.id][s] = true
	h.serving.Add(1)
	h.metrics.Connections.Add(1)
	return true
}

func (h *Hub) release(s *session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.sessions[s.id], s)
	if len(h.sessions[s.id]) == 0 {
		delete(h.sessions, s.id)
	}
	h.metrics.Connections.Add(-1)
	h.serving.Done()
}

// run reads till the connection ends. A panic in it ends this connection alone (S-16).
func (s *session) run() {
	defer func() {
		if v := recover(); v != nil {
			s.hub.metrics.Panics.Add(1)
			s.hub.log.Error("a connection panicked", "board", s.id, "panic", v, "stack", string(debug.Stack()))
			s.end(CloseInternal)
		}
	}()
	if err := s.open(); err != nil {
		s.fail(err)
		return
	}
	for {
		b, err := s.conn.Read(context.Background())
		if err != nil {
			s.fail(err)
			return
		}
		s.received++
		if err := s.take(b); err != nil {
			s.fail(err)
			return
		}
	}
}

// fail ends the connection for what Read or a frame said.
func (s *session) fail(err error) {
	var c *CloseError
	if errors.As(err, &c) {
		s.hub.metrics.BadFrames.Add(1)
		s.end(c.Code)
		return
	}
	s.end(0)
}

// open reads hello and hands the session to its board.
func (s *session) open() error {
	ctx, cancel := context.WithTimeout(context.Background(), s.hub.limits.Hello)
	b, err := s.conn.Read(ctx)
	late := err != nil && ctx.Err() != nil
	cancel()
	if late {
		return &CloseError{CloseSlow}
	}
	if err != nil {
		return err
	}
	f, err := decodeFrame(b)
	if err != nil {
		return err
	}
	hello, ok := f.(*helloFrame)
	if !ok {
		return &CloseError{CloseHello}
	}
	s.greeted.Store(true)
	for {
		b, err := s.hub.live(s.id)
		if err != nil {
			return &CloseError{CloseRestart}
		}
		s.board = b
		if b.post(&join{s: s, hello: hello}) {
			return nil
		}
		<-b.done
	}
}

// take handles one frame after hello.
func (s *session) take(b []byte) error {
	f, err := decodeFrame(b)
	if err != nil {
		return err
	}
	switch f := f.(type) {
	case *mutateFrame:
		select {
		case s.slots <- struct{}{}:
		case <-s.done:
			return nil
		}
		m := &mutation{by: s, f: f}
		fast := !s.rate.AllowN(s.hub.o.Now(), 1+len(b)/costly)
		if fast {
			m.refused, f.Ops = errRate, nil
		}
		if !s.board.post(m) {
			m.settle(nil, ErrClosed)
			return &CloseError{CloseInternal} // the board went away under an open connection: it could not be read again
		}
		if fast { // what is refused is read no faster than what is taken, so that a flood costs others little (F28)
			s.pause(time.Duration(float64(time.Second) / float64(s.rate.Limit())))
		}
	case *presenceFrame:
		// Too many are not dropped, since the last one counts: reading slows down instead.
		now := s.hub.o.Now()
		s.pause(s.moves.ReserveN(now, 1).DelayFrom(now))
		s.board.move(s, f)
	case *helloFrame:
		return &CloseError{CloseHello}
	}
	return nil
}

// pause reads nothing for so long, or until the connection ends.
func (s *session) pause(d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.done:
	}
}

// costly is how many bytes of a mutation cost as much as another mutation, so that nobody fills the disk within the rate.
const costly = 4096

// settled makes room for one more mutation; the answer goes with its turn.
func (s *session) settled(*mutation, *boards.Error, error) { <-s.slots }

func (s *session) heard(*board) bool { return s.joined && !s.gone.Load() }

// end closes the connection, once, with a code; 0 where the other side has left already. It does not block.
func (s *session) end(code CloseCode) {
	s.once.Do(func() {
		s.code = code
		if code == CloseSlow {
			s.hub.metrics.Slow.Add(1)
		}
		s.out.end()
		close(s.done)
		s.closers.Go(func() {
			if code == 0 {
				code = CloseGone
			}
			s.conn.Close(code, code.String())
		})
	})
}

// detach is end for a connection whose waiting mutations must not be admitted either.
func (s *session) detach(code CloseCode) {
	s.gone.Store(true)
	s.end(code)
}

// leave tells the board that the connection has ended.
func (s *session) leave() {
	if s.board != nil {
		s.board.post(&task{call: newCall(), run: func(b *board) { b.remove(s) }})
	}
}

// drained is called when the outbox is empty after frames had to be dropped.
func (s *session) drained() {
	s.board.post(&task{call: newCall(), run: func(b *board) {
		if s.joined {
			b.resync(s)
		}
	}})
}

// actor is who acts in the lane of a client id; ok is false for an id that hello did not name.
func (s *session) actor(client string) (a boards.Actor, ok bool) {
	a = boards.Actor{Member: s.viewer.Member, Owner: s.viewer.Owner, Anon: client == s.clients[1]}
	return a, a.Anon || client == s.clients[0]
}

// push puts frames on their way, all or none, and counts them. base is the seq that the last numbered one stands for.
// It belongs to the board's goroutine.
func (s *session) push(base int64, frames ...frame) {
	if s.behind {
		return
	}
	dropped, over := s.out.push(frames...)
	if over {
		s.uncount(dropped)
		s.behind = true
		return
	}
	numbered := 0
	for _, f := range frames {
		if f.numbered {
			numbered++
		}
		if f.answer {
			s.answers++
		}
	}
	if numbered == 0 {
		return
	}
	for range numbered {
		s.bases = append(s.bases, noBase)
	}
	s.frames += int64(numbered)
	s.bases = s.bases[max(0, len(s.bases)-maxBases):]
	s.standAt(base)
}

// standAt says that who has received all frames so far knows everything up to seq.
func (s *session) standAt(seq int64) {
	if n := len(s.bases); n > 0 && !s.behind {
		s.bases[n-1] = seq
	}
}

// uncount takes back numbered frames that were dropped unsent.
func (s *session) uncount(dropped int) {
	s.frames -= int64(dropped)
	s.bases = s.bases[:max(0, len(s.bases)-dropped)]
}

// baseOf translates a mutation's base into a seq; ok is false if it is too old or between the frames of one turn. A base
// that was not sent yet breaks the protocol.
func (s *session) baseOf(_ *board, _ *turn, f *mutateFrame) (seq int64, ok bool, err error) {
	frame := f.Base
	if frame > s.frames {
		return 0, false, errFrame
	}
	i := len(s.bases) - int(s.frames-frame) - 1
	if i < 0 || s.bases[i] == noBase {
		return 0, false, nil
	}
	seq = s.bases[i]
	s.bases = s.bases[i:] // bases never go back
	return seq, true, nil
}

// closeFor is the code for a board that cannot be served.
func closeFor(err error) CloseCode {
	switch {
	case errors.Is(err, journal.ErrNotFound):
		return CloseNoBoard
	case errors.Is(err, ErrClosed):
		return CloseRestart
	}
	return CloseInternal
}
