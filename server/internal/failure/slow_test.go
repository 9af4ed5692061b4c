package failure

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"
)

// F24: of 100 clients first one and then 50 stop reading. The others notice nothing; those that stopped cost little, are sent
// away, and have lost nothing when they come back.
func TestF24SlowClientsAreAlone(t *testing.T) {
	play(t, row{id: "F24", count: 0, nightly: 10, chunk: 1, alone: true}, func(r *run) {
		at := single(r)
		node := at.nodes[0]
		enough := 5_000
		if r.soaking {
			enough = 20_000
		}
		c := newCrew(r, at, shape{writers: 50, boards: 1, stroke: 500 * time.Millisecond, wide: true, words: strings.Repeat("w", 2000)})
		var slow []*tab
		for i := range 50 {
			who := newPerson(at.origin)
			r.must(who.join(at.front(), c.boards[0], "team", ""))
			s := newTab(who, c.boards[0].ID, fmt.Sprint("who stops ", i), c.record)
			s.dial = smallBuffers
			slow = append(slow, s)
		}
		stop := func(some []*tab) { // nobody takes in what they are sent
			r.Helper()
			for _, s := range some {
				r.must(s.connect(at.front()))
				r.must(s.until(s.Live))
				r.must(s.ask(s.note(r.rng, "the last before it stopped")))
			}
		}
		sentAway := func() int {
			n, err := node.Metric(r.Context(), "feltboard_slow_total")
			r.must(err)
			return int(n)
		}
		c.write()
		p99 := func(name string) time.Duration {
			d := c.record.Delays(name).Quantile(.99)
			r.say("p99 "+name, d)
			return d
		}
		c.span("all read", enough)
		quiet := p99("all read")
		before, err := node.RSS()
		r.must(err)

		for _, n := range []int{1, len(slow)} {
			name := fmt.Sprintf("%d stopped", n)
			stop(slow[sentAway():n])
			c.record.Call(name)
			peak := before
			r.within("sent away", r.wait("those that stopped are sent away", func() bool {
				rss, err := node.RSS()
				r.must(err)
				peak = max(peak, rss)
				return sentAway() >= n
			}), 15*time.Second)
			c.record.Call("")
			r.within("the others' p99", p99(name), max(250*time.Millisecond, quiet*6/5))
			grown := (peak - before) / int64(n) >> 10
			r.say("KiB each with "+name, grown)
			if n > 1 && grown > 2<<10 {
				r.Errorf("%d KiB more for each of %d", grown, n)
			}
		}
		c.settle()
		for _, s := range slow { // they come back
			s.disconnect()
			r.must(s.connect(at.front()))
			r.must(s.until(func() bool { return s.Live() && len(s.Pending) == 0 }))
			s.disconnect()
		}
		c.verify()
	})
}

// smallBuffers connects as a phone far away does.
func smallBuffers(ctx context.Context, network, addr string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, addr)
	if err == nil {
		err = conn.(*net.TCPConn).SetReadBuffer(64 << 10)
	}
	return conn, err
}
