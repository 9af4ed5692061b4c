package bench

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// room is boards with everybody in it.
type room struct {
	ctx     context.Context
	end     context.CancelCauseFunc
	server  *server
	boards  int
	people  int       // of a board
	clients []*client // those of board 0 first
	writers int       // of a board, its first ones
	cursors *cursors
	frail   bool
	record  atomic.Bool
	going   sync.WaitGroup
}

// party says who is in a room.
type party struct {
	boards, people int
	writers        int      // of a board
	many           bool     // they have many edits in flight
	cursors        bool     // they move cursors instead
	frail          bool     // a connection that is cut is counted, and the others go on
	standing       []string // notes on the board of a session; nil: there is no session
}

var errOver = errors.New("the run is over")

// room makes boards and lets everybody in; the writers are ready to write, and everybody reads.
func (b *bench) room(ctx context.Context, s *server, p party) (*room, error) {
	r := &room{server: s, boards: p.boards, people: p.people, writers: min(p.writers, p.people), frail: p.frail, clients: make([]*client, p.boards*p.people)}
	r.ctx, r.end = context.WithCancelCause(ctx)
	if p.cursors {
		r.cursors = &cursors{}
	}
	prepare := func() error { return s.prepare(ctx, p.boards) }
	if p.standing != nil {
		prepare = func() error { return s.session(ctx, p.standing) }
	}
	if err := prepare(); err != nil {
		return nil, err
	}
	buffer := busyBuffer
	if p.boards > 1 {
		buffer = 8 << 10
	}
	err := each(r.ctx, len(r.clients), func(ctx context.Context, i int) error {
		who, err := s.enter(ctx, i/p.people, i%p.people)
		if err != nil {
			return err
		}
		socket, o, err := who.door.open(ctx, buffer)
		if err != nil {
			return err
		}
		c := &client{index: i % p.people, nodes: s.nodes, socket: socket, record: &r.record, cursors: r.cursors, slots: make(chan struct{}, 1)}
		c.frames.Store(o.frames)
		if p.standing != nil {
			c.desk = &desk{}
		}
		if c.index < r.writers {
			if p.cursors {
				c.points = who.pointer(o)
			} else {
				c.work = who.pen(o, p.many)
			}
		}
		r.clients[i] = c
		r.run(func(context.Context) error { return r.outcome(c, c.read()) })
		return nil
	})
	if err != nil {
		_ = r.close()
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	s.settle()
	return r, nil
}

// writer returns the i-th writer of all, board by board in turn.
func (r *room) writer(i int) *client {
	return r.clients[i%r.boards*r.people+i/r.boards%r.writers]
}

// run does something until the room closes; if it fails before, so does the room.
func (r *room) run(f func(context.Context) error) {
	r.going.Go(func() {
		if err := f(r.ctx); err != nil {
			r.end(err)
		}
	})
}

// outcome is what a client's error means for the room.
func (r *room) outcome(c *client, err error) error {
	if r.frail && err != nil && r.ctx.Err() == nil {
		c.cut.Store(true)
		return nil
	}
	return err
}

// close ends everything in the room and returns what failed before.
func (r *room) close() error {
	r.end(errOver)
	for _, c := range r.clients {
		if c != nil {
			_ = c.socket.close()
		}
	}
	r.going.Wait()
	if err := context.Cause(r.ctx); err != errOver {
		return fmt.Errorf("%s: %w", r.server.name, err)
	}
	return nil
}

// measure waits until things run warm, and then for the time given. Delays are noted from then on.
func (r *room) measure(warmUp, d time.Duration) (measured, error) {
	if err := r.wait(warmUp); err != nil {
		return measured{}, err
	}
	r.record.Store(true)
	before, err := begin(r.ctx, r.server)
	if err != nil {
		return measured{}, err
	}
	seen, bytes, shown := r.seen(), r.bytes(), r.shown()
	if err := r.wait(d); err != nil {
		return measured{}, err
	}
	m, err := before.until(r.server)
	m.deliveries, m.bytes, m.shown = float64(r.seen()-seen), float64(r.bytes()-bytes), float64(r.shown()-shown)
	if r.cursors == nil {
		// Everybody sees every edit, its author too, whose view of it is no delivery.
		m.deliveries *= float64(r.people-1) / float64(r.people)
	}
	return m, err
}

func (r *room) wait(d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-r.ctx.Done():
		return fmt.Errorf("%s: %w", r.server.name, context.Cause(r.ctx))
	}
}

func (r *room) seen() int64    { return r.sum(func(c *client) int64 { return c.seen.Load() }) }
func (r *room) bytes() int64   { return r.sum(func(c *client) int64 { return c.socket.wire.Load() }) }
func (r *room) shown() int64   { return r.sum(func(c *client) int64 { return c.shown.Load() }) }
func (r *room) resyncs() int64 { return r.sum(func(c *client) int64 { return c.resyncs.Load() }) }

func (r *room) sum(of func(*client) int64) (sum int64) {
	for _, c := range r.clients {
		sum += of(c)
	}
	return sum
}

// delays returns all that were noted since it was called last.
func (r *room) delays() *histogram {
	all := &histogram{}
	for _, c := range r.clients {
		c.mu.Lock()
		all.merge(&c.delays)
		c.delays.reset()
		c.mu.Unlock()
	}
	return all
}

// far returns the delays between nodes; the room must be closed.
func (r *room) far() *histogram {
	all := &histogram{}
	for _, c := range r.clients {
		all.merge(&c.far)
	}
	return all
}

// peak is the most memory the server has held, in MB.
func (r *room) peak() (float64, error) {
	m, err := memoryOf(r.server.pids)
	return float64(m.peak) / mega, err
}
