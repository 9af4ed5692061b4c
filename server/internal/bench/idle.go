package bench

import (
	"context"
	"time"
)

// beatEvery is how often Feltboard tells everybody that it is there (realtime/SPEC.md §4).
const beatEvery = 5 * time.Second

// idle is workload C: connections on which nothing happens but heartbeats.
func (b *bench) idle(ctx context.Context, s *server, boards, people int) (figures, error) {
	before, err := memoryOf(s.pids)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	r, err := b.room(ctx, s, party{boards: boards, people: people})
	if err != nil {
		return nil, err
	}
	defer r.close()
	entering := time.Since(began)
	if err := r.wait(b.warmUp); err != nil {
		return nil, err
	}
	at, err := begin(r.ctx, s)
	if err != nil {
		return nil, err
	}
	hold := b.Duration
	if s.name == feltboard {
		hold = b.beats
	}
	if err := r.wait(hold); err != nil {
		return nil, err
	}
	m, err := at.until(s)
	if err != nil {
		return nil, err
	}
	after, err := memoryOf(s.pids)
	if err != nil {
		return nil, err
	}
	if err := r.close(); err != nil {
		return nil, err
	}
	f := m.around()
	f["rss_kb"] = float64(after.now-before.now) / 1024 / float64(boards*people)
	f["idle_cores"] = m.server.Seconds() / m.wall.Seconds()
	f["rss_mb"] = float64(after.peak) / mega
	f["enter_s"] = entering.Seconds()
	return f, nil
}
