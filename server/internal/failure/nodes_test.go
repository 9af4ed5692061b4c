package failure

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// back waits until so many have come back, and checks how long they were away.
func (c *crew) back(n int) {
	c.r.Helper()
	var away []time.Duration
	c.r.wait("everybody is back", func() bool { away = append(away, c.record.Away()...); return len(away) >= n })
	slices.Sort(away)
	if len(away) > 0 {
		c.r.within("p95 resumed", away[len(away)*95/100], 3*time.Second)
		c.r.within("all resumed", away[len(away)-1], 8*time.Second)
	}
}

// on counts the connections of a node.
func (s *stand) on(i int) int {
	n, err := s.nodes[i].Metric(s.r.Context(), "feltboard_connections")
	s.r.must(err)
	return int(n)
}

// stopEach stops each node in turn, in order, and starts it again.
func (c *crew) stopEach() {
	c.r.Helper()
	for i, n := range c.at.nodes {
		c.record.Away()
		people := c.at.on(i)
		code, took := n.Term()
		c.r.within("exit", took, 10*time.Second)
		if code != 0 {
			c.r.Errorf("node %d ended with %d\n%s", i, code, c.at.logs())
		}
		c.back(people)
		c.at.up(i)
		c.fine()
	}
}

// F08 with several nodes: SIGTERM to each of three in turn, with 100 clients writing.
func TestF08StoppingEachNode(t *testing.T) {
	play(t, row{id: "F08", part: "-nodes", count: 60, nightly: 500, chunk: 100}, func(r *run) { // counts are clients
		at := cluster(r, several{})
		c := newCrew(r, at, shape{writers: r.count, boards: 10, stroke: time.Second, wide: true})
		c.write()
		c.stopEach()
		c.settle()
		c.verify()
	})
}

// F09: three nodes behind a balancer are restarted in turn, again and again, while 20 boards are written on.
func TestF09RollingRestart(t *testing.T) {
	play(t, row{id: "F09", count: 0, nightly: 10, chunk: 2}, func(r *run) { // counts are minutes
		at := cluster(r, several{})
		c := newCrew(r, at, shape{writers: 60, boards: 20, stroke: 500 * time.Millisecond, wide: true})
		c.write()
		c.record.Call("writing")
		rounds := 0
		for began := time.Now(); time.Since(began) < time.Duration(r.count)*time.Minute; rounds++ {
			c.stopEach()
			pass(5 * time.Second)
		}
		c.record.Call("")
		r.say("rounds", rounds)
		for _, q := range []float64{.5, .9, .99, 1} {
			r.say(fmt.Sprint("seen ", q), c.record.Delays("writing").Quantile(q))
			r.say(fmt.Sprint("answered ", q), c.record.Delays("writing"+Answers).Quantile(q))
		}
		r.within("write stall p99", c.record.Delays("writing"+Answers).Quantile(.99), 3*time.Second)
		c.settle()
		c.verify()
	})
}

// F10: kill -9 of one node of three, at random moments.
func TestF10KillingANode(t *testing.T) {
	play(t, row{id: "F10", count: 2, nightly: 200, chunk: 20}, func(r *run) {
		at := cluster(r, several{})
		c := newCrew(r, at, shape{writers: 16, boards: 4, stroke: 100 * time.Millisecond, impatient: true})
		c.write()
		for i := range r.count {
			pass(time.Duration(20+r.rng.IntN(1980)) * time.Millisecond)
			at.nodes[i%3].Kill()
			c.progress("people go on at the other nodes", 20)
			r.worst("slowest start", at.up(i%3))
			c.fine()
		}
		c.settle()
		c.verify()
	})
}

// F39: people come and go for an hour. Memory, goroutines and files stay as they are.
func TestF39Soak(t *testing.T) {
	play(t, row{id: "F39", count: 0, nightly: 60}, func(r *run) { // counts are minutes
		at := single(r)
		c := newCrew(r, at, shape{writers: 10, boards: 10, stroke: 20 * time.Second, wide: true})
		c.write()
		type sample struct{ rss, goroutines, files int }
		var samples []sample
		churn := time.NewTicker(200 * time.Millisecond)
		defer churn.Stop()
		for i := range r.count * 60 * 5 {
			<-churn.C
			w := c.writers[i%len(c.writers)]
			visitor := newTab(w.person, w.board, fmt.Sprint("visitor ", i), c.record)
			r.must(visitor.connect(at.front()))
			r.must(visitor.until(visitor.Live))
			visitor.disconnect()
			if i%(60*5) == 0 {
				rss, goroutines, files := measure(r, at)
				samples = append(samples, sample{int(rss >> 10), goroutines, files})
				c.fine()
			}
		}
		warm := samples[min(len(samples)-1, 10)] // caches and pools have their size
		last := samples[len(samples)-1]
		hours := float64(len(samples)-11) / 60
		r.say("KiB an hour", int(float64(last.rss-warm.rss)/max(hours, 1.0/60)))
		r.say("goroutines more", last.goroutines-warm.goroutines)
		r.say("files more", last.files-warm.files)
		if grown := last.rss - warm.rss; float64(grown) > 1024*max(1, hours)+2048 {
			r.Errorf("it holds %d KiB more", grown)
		}
		if last.goroutines > warm.goroutines+10 || last.files > warm.files+10 {
			r.Errorf("goroutines and files: %v, then %v", warm, last)
		}
		c.settle()
		c.verify()
	})
}
