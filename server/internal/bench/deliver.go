package bench

import (
	"context"
	"fmt"
	"time"
)

// deliver measures edits at a steady rate, in all boards together: workloads A, E, F and X.
func (b *bench) deliver(ctx context.Context, s *server, p party, rate float64) (figures, error) {
	r, err := b.room(ctx, s, p)
	if err != nil {
		return nil, err
	}
	defer r.close()
	r.run(func(ctx context.Context) error {
		var buf []byte
		return pace(ctx, rate, func(i int, at time.Duration) (err error) {
			buf, err = r.writer(i).edit(ctx, buf, at)
			return err
		})
	})
	_, f, err := b.delivered(r)
	return f, err
}

// delivered measures a room in which something goes on.
func (b *bench) delivered(r *room) (measured, figures, error) {
	m, err := r.measure(b.warmUp, b.Duration)
	if err != nil {
		return m, nil, err
	}
	peak, err := r.peak()
	if err != nil {
		return m, nil, err
	}
	if err := r.close(); err != nil {
		return m, nil, err
	}
	delays := r.delays()
	if delays.n == 0 || m.deliveries == 0 {
		return m, nil, fmt.Errorf("%s: nothing was delivered", r.server.name)
	}
	f := m.delivering(delays)
	f["rss_mb"] = peak
	if r.server.store != nil {
		f["store_us"] = float64(m.store.Nanoseconds()) / 1e3 / m.deliveries
		f["far_p50_ms"] = f["p50_ms"]
		if r.server.nodes > 1 {
			f["far_p50_ms"] = ms(r.far().percentile(50))
		}
	}
	return m, f, nil
}

// point is workload H: everybody moves a cursor, and sees everybody else's.
func (b *bench) point(ctx context.Context, s *server, people int, rate float64) (figures, error) {
	r, err := b.room(ctx, s, party{boards: 1, people: people, writers: people, cursors: true})
	if err != nil {
		return nil, err
	}
	defer r.close()
	r.run(func(ctx context.Context) error {
		var buf []byte
		return pace(ctx, rate*float64(people), func(i int, at time.Duration) error {
			c := r.clients[i%people]
			x, y := r.cursors.move(c.index, i/people, at)
			buf = c.points.move(buf[:0], x, y)
			return c.socket.send(opText, buf)
		})
	})
	for r.shown() == 0 { // the first one may wait for the list of who is there
		if err := r.wait(time.Millisecond); err != nil {
			return nil, err
		}
	}
	m, f, err := b.delivered(r)
	if err != nil {
		return nil, err
	}
	f["frames_s"] = m.shown / m.wall.Seconds() / float64(people)
	// A move that a newer one has overtaken is told to nobody; what counts is what moving costs, for each who might look.
	m.deliveries = rate * float64(people*(people-1)) * m.wall.Seconds()
	f["cpu_us"], f["per_cpu_s"], f["bytes"] = float64(m.server.Nanoseconds())/1e3/m.deliveries, m.deliveries/m.server.Seconds(), m.bytes/m.deliveries
	return f, nil
}
