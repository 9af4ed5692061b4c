package failure

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/text"
)

// F23: joining while others write leaves no gap and nothing double at the seam between snapshot and changes.
func TestF23JoiningWhileOthersWrite(t *testing.T) {
	play(t, row{id: "F23", count: 150, nightly: 10000, chunk: 1000}, func(r *run) {
		joinMany(r, single(r))
	})
}

// F23 with three nodes: newcomers come to any of them.
func TestF23JoiningAnyNode(t *testing.T) {
	play(t, row{id: "F23", part: "-nodes", count: 100, nightly: 10000, chunk: 1000}, func(r *run) {
		joinMany(r, cluster(r, several{}))
	})
}

// joinMany lets newcomers join r.count times. Each sees the notes of 16 writers from its snapshot on one by one (Check), and
// the text of one note grow by the alphabet, a letter with every edit.
func joinMany(r *run, at *stand) {
	r.Helper()
	const joiners = 8
	c := newCrew(r, at, shape{writers: 16, boards: 4, stroke: 80 * time.Millisecond})
	c.write()
	var tapes []string
	stop := make(chan struct{})
	var writing, joining sync.WaitGroup
	for i, p := range c.boards {
		host := newTab(c.owner, p.ID, fmt.Sprint("tape ", i), c.record)
		r.must(host.connect(at.front()))
		r.must(host.until(host.Live))
		note := host.note(r.rng, "")
		r.must(host.ask(note))
		r.must(host.until(func() bool { return len(host.Pending) == 0 }))
		tapes = append(tapes, note.ID)
		writing.Go(func() { spool(c, host, note.ID, stop) })
	}
	var joined atomic.Int64
	for j := range joiners {
		rng := rand.New(rand.NewPCG(r.seed, uint64(1000+j)))
		b := j % len(c.boards)
		who := newPerson(at.origin)
		r.must(who.join(at.front(), c.boards[b], "team", ""))
		joining.Go(func() {
			for joined.Add(1) <= int64(r.count) {
				if err := seam(c, newTab(who, c.boards[b].ID, fmt.Sprint("newcomer ", joined.Load()), c.record), tapes[b], 1+rng.IntN(3)); err != nil {
					c.record.Problem("%v", err)
					return
				}
			}
		})
	}
	joining.Wait()
	close(stop)
	writing.Wait()
	c.settle()
	c.verify()
}

// spool writes the alphabet into a note until stop.
func spool(c *crew, host *tab, note string, stop <-chan struct{}) {
	pace := time.NewTicker(20 * time.Millisecond)
	defer pace.Stop()
	for written := 0; ; {
		select {
		case <-stop:
			if err := host.until(func() bool { return len(host.Pending) == 0 }); err != nil {
				c.record.Problem("%v", err)
			}
			host.disconnect()
			return
		case b, more := <-host.frames:
			if !more {
				c.record.Problem("%s ended: %v", host.name, host.closed)
				return
			}
			if err := host.receive(b); err != nil {
				c.record.Problem("%s: %v", host.name, err)
				return
			}
		case <-pace.C:
			if written >= 4900 || len(host.Pending) > 0 {
				break
			}
			edit := text.New(text.Retain(written), text.Insert(letter(written)))
			if err := host.ask(boards.Op{Kind: boards.EditText, ID: note, Field: "text", Edit: edit}); err != nil {
				c.record.Problem("%s: %v", host.name, err)
			}
			written++
		}
	}
}

func letter(i int) string { return string(rune('a' + i%26)) }

// seam joins, looks at so many changes, and leaves.
func seam(c *crew, newcomer *tab, tape string, changes int) error {
	if err := newcomer.connect(c.at.front()); err != nil {
		return err
	}
	defer newcomer.disconnect()
	if err := newcomer.until(newcomer.Live); err != nil {
		return err
	}
	seen := len(newcomer.known)
	return newcomer.until(func() bool {
		s := ""
		if r := newcomer.Shared[tape]; r != nil {
			s, _ = r.F["text"].(string)
		}
		for i := range s {
			if s[i:i+1] != letter(i) {
				c.record.Problem("%s: the alphabet breaks after %d letters", newcomer.name, i)
				return true
			}
		}
		return len(newcomer.known) >= seen+changes
	})
}
