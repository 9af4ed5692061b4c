package failure

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"feltboard/server/internal/fleet"

	"github.com/gorilla/websocket"
)

// F20: clients' lines break at any byte, in the middle of frames, in either direction, and some without a word. Nothing is
// lost or doubled, and a connection that was taken over does no harm when it ends at last.
func TestF20LinesThatBreakAnywhere(t *testing.T) {
	play(t, row{id: "F20", count: 5, nightly: 300, chunk: 30}, func(r *run) { // counts are breaks of each of 100 clients' lines
		const clients = 100
		at := single(r)
		var mu sync.Mutex
		var broken atomic.Int64
		fates := rand.New(rand.NewPCG(r.seed, 1))
		line, err := fleet.Through(at.nodes[0].Base[len("http://"):], func() fleet.Fate {
			if broken.Add(1) > int64(clients*(r.count+1)) {
				return fleet.Fate{}
			}
			mu.Lock()
			defer mu.Unlock()
			f := fleet.Fate{Mute: fates.IntN(100) == 0}
			if fates.IntN(2) == 0 {
				f.Up = 1 + fates.Int64N(32<<fates.IntN(8))
			} else {
				f.Down = 1 + fates.Int64N(1024<<fates.IntN(7))
			}
			return f
		})
		r.must(err)
		r.Cleanup(line.Close)
		c := newCrew(r, at, shape{writers: clients, boards: 10, stroke: 300 * time.Millisecond, impatient: true})
		cut := "http://" + line.Addr
		at.where.Store(&cut)
		c.write()
		r.wait("the lines have broken often enough", func() bool { return broken.Load() >= int64(clients*(r.count+1)) })
		takeOver(r, c)
		c.settle()
		at.where.Store(nil)
		c.verify()
		r.say("breaks", clients*r.count)
	})
}

// takeOver lets clients come back while their old connection is still there, and ends that one after.
func takeOver(r *run, c *crew) {
	r.Helper()
	for i := range 10 {
		who := newPerson(c.at.origin)
		place := c.boards[i%len(c.boards)]
		r.must(who.join(c.at.nodes[0].Base, place, "team", ""))
		one := newTab(who, place.ID, fmt.Sprint("who comes twice ", i), c.record)
		r.must(one.connect(c.at.nodes[0].Base))
		r.must(one.until(one.Live))
		old, frames := one.ws, one.frames
		one.Lost()
		r.must(one.connect(c.at.nodes[0].Base))
		r.must(one.until(one.Live))
		r.must(one.ask(one.note(r.rng, "before the old one ends")))
		for range frames { // up to its end
		}
		old.WriteControl(websocket.CloseMessage, nil, time.Now().Add(time.Second)) // too late; it may be gone
		old.Close()
		r.must(one.ask(one.note(r.rng, "after it")))
		r.must(one.until(func() bool { return len(one.Pending) == 0 }))
		one.disconnect()
	}
}
