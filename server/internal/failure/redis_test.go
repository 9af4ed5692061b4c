package failure

import (
	"context"
	"fmt"
	"testing"
	"time"

	"feltboard/server/internal/fleet"
)

// Without Redis nodes see each other's changes by looking at the journal every second; with it at once.
const (
	seenWithout = 2 * time.Second
	seenWith    = 250 * time.Millisecond
)

// healed waits until everybody sees everything as fast as Redis carries it, and says how long that took.
func (c *crew) healed(name string) {
	c.r.Helper()
	began := time.Now()
	for i := 0; ; i++ {
		if d := c.span(fmt.Sprint("again ", name, i), 60); d.Quantile(1) <= seenWith {
			c.r.within("healed", time.Since(began), 10*time.Second)
			return
		}
		if time.Since(began) > patience {
			c.r.Fatalf("%s is back, and nobody sees anything sooner", name)
		}
	}
}

// F12: Redis is not there when three nodes start, comes, is killed and comes again. Nobody waits for it, and nothing is lost.
func TestF12RedisKilled(t *testing.T) {
	play(t, row{id: "F12", count: 3, nightly: 200, chunk: 20}, func(r *run) {
		at := cluster(r, several{noRedis: true})
		c := newCrew(r, at, shape{writers: 16, boards: 4, stroke: 200 * time.Millisecond})
		c.write()
		absent := c.span("absent at start", 200)
		r.within("seen while absent at start", absent.Quantile(1), seenWithout)
		for i := range r.count {
			r.must(at.redis.Restart())
			c.healed(fmt.Sprint("Redis ", i))
			r.within("seen with Redis", c.span(fmt.Sprint("with ", i), 100).Quantile(.99), seenWith)
			at.redis.Kill()
			r.within("seen without", c.span(fmt.Sprint("without ", i), 150).Quantile(1), seenWithout)
			for n, node := range at.nodes {
				if p, err := node.Ready(r.Context()); err != nil || len(p) > 0 {
					r.Errorf("node %d is not ready: %v, %v", n, p, err)
				}
			}
			c.fine()
		}
		r.must(at.redis.Restart())
		c.settle()
		c.verify()
	})
}

// F13: Redis stands still. Commits do not wait for it, and what waits for it does not grow.
func TestF13RedisStandsStill(t *testing.T) {
	play(t, row{id: "F13", count: 0, nightly: 4}, func(r *run) {
		at := cluster(r, several{})
		c := newCrew(r, at, shape{writers: 16, boards: 4, stroke: 200 * time.Millisecond})
		c.write()
		c.span("before", 300)
		before := at.memory()
		for i := range r.count {
			for name, still := range map[string]func() func(){
				"paused 1 s": func() func() {
					r.must(at.redis.Pause())
					pass(time.Second)
					return func() { r.must(at.redis.Resume()) }
				},
				"paused 5 s": func() func() {
					r.must(at.redis.Pause())
					pass(5 * time.Second)
					return func() { r.must(at.redis.Resume()) }
				},
				"paused 30 s": func() func() {
					r.must(at.redis.Pause())
					pass(30 * time.Second)
					return func() { r.must(at.redis.Resume()) }
				},
				"CLIENT PAUSE 5 s": func() func() { at.say("CLIENT", "PAUSE", "5000", "ALL"); pass(5 * time.Second); return func() {} },
				"DEBUG SLEEP 10 s": func() func() { go at.say("DEBUG", "SLEEP", "10"); pass(10 * time.Second); return func() {} },
			} {
				label := fmt.Sprint(name, " ", i)
				c.record.Call(label)
				answers := c.record.Answers()
				end := still()
				c.record.Call("")
				r.worst("seen while "+name, c.record.Delays(label).Quantile(1))
				if d := c.record.Delays(label); d.N() == 0 || d.Quantile(1) > seenWithout {
					r.Errorf("%s: seen %d times, at worst after %v", name, d.N(), d.Quantile(1))
				}
				if c.record.Answers() < answers+20 {
					r.Errorf("%s: commits waited for Redis", name)
				}
				end()
				c.healed(label)
			}
		}
		grown := (at.memory() - before) >> 20
		r.say("MiB more in three nodes", grown)
		if grown > 3*32 {
			r.Errorf("the nodes hold %d MiB more", grown)
		}
		c.settle()
		c.verify()
	})
}

// F17: Redis throws out whoever listens, five times a second, so that messages are lost all the time; then exactly the last
// message is lost. All is repaired from the journal.
func TestF17MessagesLost(t *testing.T) {
	play(t, row{id: "F17", count: 4, nightly: 60, chunk: 60}, func(r *run) { // counts are seconds
		at := cluster(r, several{proxied: true})
		c := newCrew(r, at, shape{writers: 16, boards: 4, stroke: 200 * time.Millisecond})
		c.write()
		c.healed("it")
		c.record.Call("while thrown out")
		kill := time.NewTicker(200 * time.Millisecond)
		defer kill.Stop()
		for range 5 * r.count {
			<-kill.C
			at.say("CLIENT", "KILL", "TYPE", "pubsub")
		}
		c.record.Call("")
		d := c.record.Delays("while thrown out")
		r.say("seen", d.N())
		r.within("repaired", d.Quantile(1), 1500*time.Millisecond)
		c.settle()

		for i := range at.nodes { // what this node's people write last is not heard by the others
			place := c.boards[0]
			who := newPerson(at.origin)
			r.must(who.join(at.front(), place, "team", ""))
			writer := newTab(who, place.ID, "who writes last", c.record)
			r.must(writer.connect(at.nodes[i].Base))
			r.must(writer.until(writer.Live))
			other := newTab(who, place.ID, "who is to see it", c.record)
			r.must(other.connect(at.nodes[(i+1)%3].Base))
			r.must(other.until(other.Live))
			at.toRedis[(i+1)%3].Set(fleet.Faults{Deaf: true})
			last := writer.note(r.rng, "the last")
			r.must(writer.ask(last))
			r.must(writer.until(func() bool { return len(writer.Pending) == 0 }))
			began := time.Now()
			r.must(other.until(func() bool { return other.Shared[last.ID] != nil }))
			r.within("last one repaired", time.Since(began), 1500*time.Millisecond)
			at.toRedis[(i+1)%3].Set(fleet.Faults{})
			writer.disconnect()
			other.disconnect()
		}
		c.verify()
	})
}

// say gives Redis a command.
func (s *stand) say(words ...string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s.redis.Do(ctx, words...) // an answer may be lost with what it is about
}

// memory is what all nodes hold, in bytes.
func (s *stand) memory() (all int64) {
	for _, n := range s.nodes {
		rss, err := n.RSS()
		s.r.must(err)
		all += rss
	}
	return all
}
