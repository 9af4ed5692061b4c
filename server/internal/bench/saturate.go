package bench

import (
	"context"
	"fmt"
	"maps"
	"math"
	"time"
)

// How workload B looks for the rate that a server still carries.
const (
	firstRate   = 1000 // edits a second; it doubles, up to the last
	lastRate    = 128_000
	narrowings  = 2 // of what lies between the last rate that went well and the first that did not
	tooSlow     = 100 * time.Millisecond
	enough      = 0.95 // of the edits that were due must have been sent
	drainWithin = 15 * time.Second
)

// saturate is workload B: a rate that rises until delays pass tooSlow or something is lost, and then twice that rate.
func (b *bench) saturate(ctx context.Context, s *server, people int) (figures, error) {
	r, err := b.room(ctx, s, party{boards: 1, people: people, writers: writers, many: true, frail: true})
	if err != nil {
		return nil, err
	}
	defer r.close()
	idle, err := memoryOf(s.pids)
	if err != nil {
		return nil, err
	}
	l := &load{room: r, last: b.fastest, took: b.Duration / 4}
	best, err := l.search()
	if err != nil {
		return nil, err
	}
	forgetPeak(s.pids)
	l.took = b.Duration / 2
	var over step
	if l.cut() == 0 {
		if over, err = l.step(2 * best.rate); err != nil {
			return nil, err
		}
	}
	peak, err := memoryOf(s.pids)
	if err != nil {
		return nil, err
	}
	if err := r.close(); err != nil {
		return nil, err
	}
	f := best.figures
	f["edits_s"], f["per_s"] = best.rate, best.perSecond
	f["over_per_s"], f["lost"], f["cut"], f["resyncs"] = over.perSecond, float64(over.lost), float64(l.cut()), float64(r.resyncs())
	f["idle_mb"], f["rss_mb"] = float64(idle.now)/mega, float64(peak.peak)/mega
	f["rss_times"] = float64(peak.peak) / float64(idle.now)
	return f, nil
}

// load presses a room.
type load struct {
	room *room
	last float64       // rate to be tried
	took time.Duration // of a step
	sent int64         // edits so far
	over figures       // of the last step that did not go well
}

// step is what came of one rate.
type step struct {
	rate      float64
	figures   figures
	perSecond float64 // deliveries
	lost      int64   // deliveries that never came
	good      bool
}

// search returns the last step that went well. On the way up it notes what a delivery costs at each rate, in figures named
// by atRate.
func (l *load) search() (best step, err error) {
	low, high := 0.0, 0.0 // rates that did and did not go well
	costs := figures{}
	for rate := float64(firstRate); rate <= l.last && high == 0; rate *= 2 {
		s, err := l.attempt(rate)
		switch {
		case err != nil:
			return best, err
		case s.good:
			low, best = rate, s
			costs[atRate(rate)] = s.figures["cpu_us"]
		default:
			high = rate
		}
	}
	for range narrowings {
		if high == 0 || l.cut() > 0 {
			break
		}
		rate := math.Sqrt(max(low, high/4) * high)
		s, err := l.attempt(rate)
		switch {
		case err != nil:
			return best, err
		case s.good:
			low, best = rate, s
		default:
			high = rate
		}
	}
	if low == 0 {
		return best, fmt.Errorf("%s does not carry %.0f edits a second", l.room.server.name, high)
	}
	maps.Copy(best.figures, costs)
	for _, name := range []string{"server_cores", "generator_cores"} {
		best.figures["over_"+name] = l.over[name]
	}
	return best, nil
}

// atRate is the figure of what a delivery costs at a rate.
func atRate(rate float64) string { return fmt.Sprintf("cpu_us_%.0f", rate) }

// attempt is step, and once more where it does not go well: it may have been a neighbour.
func (l *load) attempt(rate float64) (step, error) {
	s, err := l.step(rate)
	if err == nil && !s.good && l.cut() == 0 {
		s, err = l.step(rate)
	}
	if err == nil && !s.good {
		l.over = s.figures
	}
	return s, err
}

// step edits at a rate, measures the last three quarters of it, and waits until everybody has seen everything.
func (l *load) step(rate float64) (step, error) {
	r := l.room
	s := step{rate: rate}
	ctx, cancel := context.WithTimeout(r.ctx, l.took)
	defer cancel()
	counts := make(chan int64, r.writers)
	for _, w := range r.clients[:r.writers] {
		r.run(func(context.Context) error {
			var buf []byte
			n := int64(0)
			err := pace(ctx, rate/float64(r.writers), func(_ int, at time.Duration) (err error) {
				buf, err = w.edit(ctx, buf, at)
				n++
				return err
			})
			counts <- n
			return r.outcome(w, err)
		})
	}
	m, err := r.measure(l.took/4, l.took*3/4)
	if err != nil {
		return s, err
	}
	sent := int64(0)
	for range r.writers {
		select {
		case n := <-counts:
			sent += n
		case <-r.ctx.Done():
			return s, r.wait(0)
		}
	}
	l.sent += sent
	if s.lost, err = l.drain(); err != nil {
		return s, err
	}
	r.record.Store(false)
	delays := r.delays()
	if m.deliveries == 0 {
		return s, nil
	}
	s.figures = m.delivering(delays)
	s.perSecond = m.deliveries / m.wall.Seconds()
	s.good = s.lost == 0 && delays.percentile(99) <= tooSlow && float64(sent) >= enough*rate*l.took.Seconds()
	return s, nil
}

// cut returns how many connections have ended.
func (l *load) cut() int64 {
	return l.room.sum(func(c *client) int64 {
		if c.cut.Load() {
			return 1
		}
		return 0
	})
}

// drain waits until everybody has seen every edit and returns how many deliveries are missing in the end. Who was sent a
// snapshot instead has lost nothing, and is not counted any more.
func (l *load) drain() (lost int64, err error) {
	for deadline := time.Now().Add(drainWithin); ; {
		lost = l.room.sum(func(c *client) int64 {
			if c.resyncs.Load() > 0 && !c.cut.Load() {
				return 0
			}
			return l.sent - c.seen.Load()
		})
		if lost <= 0 || l.cut() > 0 || time.Now().After(deadline) {
			return max(0, lost), nil
		}
		if err := l.room.wait(5 * time.Millisecond); err != nil {
			return lost, err
		}
	}
}
