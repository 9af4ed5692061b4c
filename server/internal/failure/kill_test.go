package failure

import (
	"slices"
	"testing"
	"time"
)

// F01: kill -9 at random moments while 16 writers type into 4 boards. Nothing acknowledged is lost, nothing doubled.
func TestF01KillingTheServer(t *testing.T) {
	play(t, row{id: "F01", count: 5, nightly: 500, chunk: 25}, func(r *run) {
		at := single(r)
		c := newCrew(r, at, shape{writers: 16, boards: 4, stroke: 30 * time.Millisecond, impatient: true})
		c.write()
		for range r.count {
			c.progress("somebody is answered", 1)
			pass(time.Duration(20+r.rng.IntN(1980)) * time.Millisecond)
			at.nodes[0].Kill()
			yes := c.record.Yes()
			log := at.open()
			for _, p := range c.record.CheckYes(yes, read(r, log, c.boards)) {
				r.Error(p)
			}
			r.must(log.Close())
			r.within("slowest start", at.up(0), 2*time.Second)
			if r.Failed() {
				r.Fatal(at.logs())
			}
		}
		c.settle()
		if v := c.verify(); v.Acked < 50*r.count {
			r.Errorf("only %d mutations were acknowledged, which shows little", v.Acked)
		}
	})
}

// F08: SIGTERM under load. Everybody is told, comes back, and nothing is lost.
func TestF08StoppingUnderLoad(t *testing.T) {
	play(t, row{id: "F08", count: 60, nightly: 500}, func(r *run) { // counts are clients
		at := single(r)
		c := newCrew(r, at, shape{writers: r.count, boards: 20, stroke: time.Second, wide: true})
		c.write()
		c.progress("everybody writes", 5*r.count)
		code, took := at.nodes[0].Term()
		r.within("exit", took, 10*time.Second)
		if code != 0 {
			r.Errorf("it ended with %d\n%s", code, at.logs())
		}
		r.within("slowest start", at.up(0), 2*time.Second)
		var away []time.Duration
		r.wait("everybody is back", func() bool { away = append(away, c.record.Away()...); return len(away) >= r.count })
		slices.Sort(away)
		r.within("p95 resumed", away[len(away)*95/100], 3*time.Second)
		r.within("all resumed", away[len(away)-1], 8*time.Second)
		if codes := c.record.Codes(); codes[1012] < r.count {
			r.Errorf("connections ended with %v", codes)
		}
		c.settle()
		c.verify()
	})
}
