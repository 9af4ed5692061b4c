package failure

import (
	"context"
	"fmt"
	"testing"
	"time"

	"feltboard/server/internal/fleet"
)

// calm waits until every node is ready and its own people are answered again.
func (c *crew) calm(name string) {
	c.r.Helper()
	began := time.Now()
	for i, n := range c.at.nodes {
		c.r.wait(fmt.Sprintf("node %d is ready after %s", i, name), func() bool {
			p, err := n.Ready(c.r.Context())
			return err == nil && len(p) == 0
		})
	}
	c.progress("everybody is answered again", 3*len(c.writers))
	c.r.worst("calm again", time.Since(began))
}

// F15: PostgreSQL is killed and started again, stands still, and loses its connections in the middle of commits, while 16
// people write through three nodes. Nobody is told yes for what is not there, nor shown an empty board in place of a full one.
func TestF15PostgresKilled(t *testing.T) {
	play(t, row{id: "F15", count: 3, nightly: 200, chunk: 20}, func(r *run) {
		at := cluster(r, several{proxied: true})
		c := newCrew(r, at, shape{writers: 16, boards: 4, stroke: 150 * time.Millisecond})
		c.write()
		for i := range r.count {
			switch { // mostly killed
			case i%5 == 3:
				still := 5 * time.Second
				if r.soaking && i%10 == 8 {
					still = 30 * time.Second
				}
				r.must(at.postgres.Pause())
				pass(still)
				r.must(at.postgres.Resume())
			case i%5 == 1:
				for range 10 {
					at.toPostgres[r.rng.IntN(3)].Reset()
					pass(time.Duration(r.rng.IntN(100)) * time.Millisecond)
				}
			default:
				r.must(at.postgres.Kill())
				pass(time.Duration(r.rng.IntN(1500)) * time.Millisecond)
				ctx, cancel := context.WithTimeout(r.Context(), patience)
				r.must(at.postgres.Restart(ctx))
				cancel()
			}
			c.calm(fmt.Sprint("cycle ", i))
			c.fine()
		}
		c.settle()
		c.verify()
	})
}

// F18: the lines between nodes and what they stand on are broken in every way. A node says within 3 s that its database is
// gone, and does not mind Redis; healed within 3 s.
func TestF18BadLines(t *testing.T) {
	play(t, row{id: "F18", count: 1, nightly: 10, chunk: 5}, func(r *run) {
		at := cluster(r, several{proxied: true})
		c := newCrew(r, at, shape{writers: 18, boards: 3, stroke: 200 * time.Millisecond})
		for _, w := range c.writers {
			w.base = at.nodes[w.i/3%3].Base // two of each board on each node
		}
		c.write()
		hold := 1500 * time.Millisecond
		if r.soaking {
			hold = 10 * time.Second
		}
		for range r.count {
			for _, bad := range []struct {
				name   string
				faults fleet.Faults
				once   func(p *fleet.Proxy)
				gone   bool // no database can be reached
			}{
				{name: "down", faults: fleet.Faults{Down: true}, gone: true},
				{name: "silent", faults: fleet.Faults{Stall: true}, gone: true},
				{name: "2 s late", faults: fleet.Faults{Latency: 2 * time.Second}},
				{name: "1 KB/s", faults: fleet.Faults{Rate: 1 << 10}},
				{name: "in slices", faults: fleet.Faults{Slice: 7}},
				{name: "reset", once: (*fleet.Proxy).Reset},
				{name: "half-open", once: (*fleet.Proxy).Forget},
			} {
				redis, database := at.toRedis[0], at.toPostgres[1] // of two nodes at once
				for _, line := range []*fleet.Proxy{redis, database} {
					if bad.once != nil {
						bad.once(line)
					} else {
						line.Set(bad.faults)
					}
				}
				if bad.gone {
					r.within("said so", r.wait("the node says that its database is gone", func() bool {
						p, err := at.nodes[1].Ready(r.Context())
						return err == nil && len(p) > 0
					}), 3*time.Second)
				}
				if p, err := at.nodes[0].Ready(r.Context()); err != nil || len(p) > 0 {
					r.Errorf("a node whose Redis is %s is not ready: %v %v", bad.name, p, err)
				}
				c.progress("the others go on", 20)
				pass(hold)
				for _, line := range []*fleet.Proxy{redis, database} {
					line.Set(fleet.Faults{})
				}
				r.within("ready again", r.wait("the node is ready again", func() bool {
					p, err := at.nodes[1].Ready(r.Context())
					return err == nil && len(p) == 0
				}), 3*time.Second)
				c.fine()
			}
			c.healed("it")
		}
		c.settle()
		c.verify()
	})
}

// F19: what is asked arrives, and the answer is lost: between nodes and PostgreSQL, and between the people and their nodes.
func TestF19AnswersLost(t *testing.T) {
	play(t, row{id: "F19", count: 500, nightly: 20_000, chunk: 2000}, func(r *run) { // counts are mutations
		at := cluster(r, several{proxied: true})
		c := newCrew(r, at, shape{writers: 18, boards: 3, stroke: 150 * time.Millisecond, impatient: true})
		var lines []*fleet.Proxy
		for i, n := range at.nodes {
			p, err := fleet.Through(n.Base[len("http://"):], nil)
			r.must(err)
			r.Cleanup(p.Close)
			lines = append(lines, p, at.toPostgres[i])
		}
		for _, w := range c.writers {
			w.base = "http://" + lines[w.i%3*2].Addr
		}
		c.write()
		times := 0
		for begun := c.record.Answers(); c.record.Answers() < begun+r.count; times++ {
			line := lines[r.rng.IntN(len(lines))]
			line.Set(fleet.Faults{Deaf: true})
			pass(time.Duration(20+r.rng.IntN(150)) * time.Millisecond)
			line.Set(fleet.Faults{})
			c.progress("somebody is answered", 10)
		}
		r.say("times", times)
		c.settle()
		c.verify()
	})
}
