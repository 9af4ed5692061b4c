package bench

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	writers   = 4 // at most, of all participants
	inFlight  = 64
	joins     = 20 // of one round of D
	joinNotes = 2000
	slack     = time.Minute // beyond the time measured, for starting, joining and ending
)

// figures are what one run measured, by name; units are in the names.
type figures map[string]float64

// fanOut is workload A: n participants, rate edits a second in all.
func (b *bench) fanOut(ctx context.Context, s *server, n int) (figures, error) {
	r, err := b.room(ctx, s, n, 1)
	if err != nil {
		return nil, err
	}
	defer r.close()
	r.run(func(ctx context.Context) error {
		var buf []byte
		var err error
		began, interval := time.Since(epoch), time.Second/time.Duration(b.Rate)
		for i := 0; ; i++ {
			at := began + time.Duration(i)*interval
			if now := time.Since(epoch); now < at {
				select {
				case <-time.After(at - now):
				case <-ctx.Done():
					return nil
				}
				at = time.Since(epoch) // else the edit is late, and waits since it was due
			}
			if buf, err = r.clients[i%r.writers].edit(ctx, buf, at); err != nil {
				return err
			}
		}
	})
	m, err := r.measure(b.warmUp, b.Duration)
	if err != nil {
		return nil, err
	}
	if err := r.close(); err != nil {
		return nil, err
	}
	delays := r.delays()
	if m.deliveries == 0 || len(delays) == 0 {
		return nil, fmt.Errorf("workload A with %s: nothing was delivered", s.name)
	}
	return figures{
		"p50_ms":          ms(time.Duration(percentile(delays, 50))),
		"p99_ms":          ms(time.Duration(percentile(delays, 99))),
		"cpu_us":          float64(m.server.Nanoseconds()) / 1e3 / m.deliveries,
		"neighbour_cores": m.neighbours,
	}, nil
}

// saturate is workload B: a few writers with many edits in flight each.
func (b *bench) saturate(ctx context.Context, s *server, n int) (figures, error) {
	r, err := b.room(ctx, s, n, inFlight)
	if err != nil {
		return nil, err
	}
	defer r.close()
	for _, w := range r.clients[:r.writers] {
		r.run(func(ctx context.Context) (err error) {
			var buf []byte
			for err == nil {
				buf, err = w.edit(ctx, buf, time.Since(epoch))
			}
			return err
		})
	}
	m, err := r.measure(b.warmUp, b.Duration)
	if err != nil {
		return nil, err
	}
	if err := r.close(); err != nil {
		return nil, err
	}
	if m.deliveries == 0 || m.server == 0 {
		return nil, fmt.Errorf("workload B with %s: nothing was delivered", s.name)
	}
	return figures{
		"per_cpu_s":       m.deliveries / m.server.Seconds(),
		"per_s":           m.deliveries / m.wall.Seconds(),
		"server_cores":    m.server.Seconds() / m.wall.Seconds(),
		"generator_cores": m.generator.Seconds() / m.wall.Seconds(),
		"resyncs":         float64(r.resyncs()),
		"neighbour_cores": m.neighbours,
	}, nil
}

// coldJoin is workload D: a full board, entered by one person after the other.
func (b *bench) coldJoin(ctx context.Context, s *server, _ int) (figures, error) {
	if err := s.fill(ctx, joinNotes); err != nil {
		return nil, err
	}
	p, err := s.enter(ctx, 1)
	if err != nil {
		return nil, err
	}
	var times []float64
	var size int
	join := func() error {
		began := time.Now()
		conn, o, err := p.door.open(ctx)
		if err != nil {
			return err
		}
		times, size = append(times, ms(time.Since(began))), o.bytes
		return conn.Close()
	}
	for range 2 { // the first may read the board from disk
		if err := join(); err != nil {
			return nil, err
		}
	}
	times = nil
	before, err := stamp(s.pid)
	if err != nil {
		return nil, err
	}
	for range joins {
		if err := join(); err != nil {
			return nil, err
		}
	}
	m, err := before.until(s.pid)
	if err != nil {
		return nil, err
	}
	return figures{
		"join_ms":         median(times),
		"cpu_ms":          ms(m.server) / joins,
		"bytes":           float64(size),
		"neighbour_cores": m.neighbours,
	}, nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// room is a board with everybody in it.
type room struct {
	ctx     context.Context
	end     context.CancelCauseFunc
	server  *server
	clients []*client
	writers int
	record  atomic.Bool
	going   sync.WaitGroup
}

var errOver = errors.New("the run is over")

// room lets n participants in, one after the other; a few of them are ready to write with so many edits in flight.
func (b *bench) room(ctx context.Context, s *server, n, flight int) (*room, error) {
	r := &room{server: s, writers: min(writers, n)}
	r.ctx, r.end = context.WithCancelCause(ctx)
	for i := range n {
		p, err := s.enter(ctx, i)
		if err != nil {
			_ = r.close()
			return nil, err
		}
		conn, o, err := p.door.open(ctx)
		if err != nil {
			_ = r.close()
			return nil, err
		}
		c := &client{index: i, conn: conn, record: &r.record, slots: make(chan struct{}, flight)}
		c.frames.Store(o.frames)
		if i < r.writers {
			c.work = p.writer(o, flight > 1)
		}
		r.clients = append(r.clients, c)
		r.run(func(context.Context) error { return c.read() })
	}
	return r, nil
}

// run does something until the room closes; if it fails before, so does the room.
func (r *room) run(f func(context.Context) error) {
	r.going.Go(func() {
		if err := f(r.ctx); err != nil {
			r.end(err)
		}
	})
}

// close ends everything in the room and returns what failed before.
func (r *room) close() error {
	r.end(errOver)
	for _, c := range r.clients {
		_ = c.conn.Close()
	}
	r.going.Wait()
	if err := context.Cause(r.ctx); err != errOver {
		return fmt.Errorf("%s: %w", r.server.name, err)
	}
	return nil
}

// measure waits until things run warm, and then for the time given.
func (r *room) measure(warmUp, d time.Duration) (measured, error) {
	if err := r.wait(warmUp); err != nil {
		return measured{}, err
	}
	r.record.Store(true)
	before, err := stamp(r.server.pid)
	if err != nil {
		return measured{}, err
	}
	seen := r.seen()
	if err := r.wait(d); err != nil {
		return measured{}, err
	}
	m, err := before.until(r.server.pid)
	// Everybody sees every edit, its author too, whose view of it is no delivery.
	n := float64(len(r.clients))
	m.deliveries = float64(r.seen()-seen) * (n - 1) / n
	r.record.Store(false)
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

func (r *room) seen() (sum int64) {
	for _, c := range r.clients {
		sum += c.seen.Load()
	}
	return sum
}

// delays returns all of them, sorted; the room must be closed.
func (r *room) delays() (all []int64) {
	for _, c := range r.clients {
		all = append(all, c.delays...)
	}
	slices.Sort(all)
	return all
}

func (r *room) resyncs() (sum int) {
	for _, c := range r.clients {
		sum += c.resyncs
	}
	return sum
}
