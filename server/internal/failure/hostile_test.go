package failure

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"feltboard/realtime/ws/wstest"
)

// F26: what no client would send, many times each (floods a twentieth of that), beside 20 people who write. Each gets what the protocol says,
// those people notice nothing, and nothing is left over.
func TestF26HostileFrames(t *testing.T) {
	play(t, row{id: "F26", count: 100, nightly: 10_000, chunk: 500, alone: true}, func(r *run) {
		bear(r, wstest.Classes, 64<<20)
	})
}

// F27: 60 MiB of zeros in 61 KB, from 100 connections at once. Compression is never negotiated, so nothing is inflated: the
// connection is closed with 1002, for a bit that has no meaning in it.
func TestF27DecompressionBombs(t *testing.T) {
	play(t, row{id: "F27", count: 100, nightly: 10_000, chunk: 1000, alone: true}, func(r *run) {
		bomb := wstest.Class{Name: "bomb", Close: 1002, Bytes: func([2]string) []byte { return wstest.Frame(0x81|0x40, true, wstest.Bomb()) }}
		bear(r, []wstest.Class{bomb}, 64<<20)
	})
}

// bear sends each class r.count times while 20 people write.
func bear(r *run, classes []wstest.Class, memory int64) {
	r.Helper()
	at := single(r, "FELTBOARD_CHANGES_PER_SECOND=1000000", "FELTBOARD_CHANGES_BURST=1000000", "FELTBOARD_CHANGES_PER_BOARD=1000000")
	node := at.nodes[0]
	c := newCrew(r, at, shape{writers: 20, boards: 2, stroke: 200 * time.Millisecond, wide: true})
	c.write()
	span := func(name string) time.Duration {
		d := c.record.Delays(name)
		r.say("p99 "+name, d.Quantile(.99))
		return d.Quantile(.99)
	}
	c.span("before", 1000)
	c.record.Call("among them")
	who := newPerson(at.origin)
	attacked := &place{}
	r.must(c.owner.call(at.front(), http.MethodPost, "/api/v1/boards", map[string]string{"template": c.plain(), "title": "Attacked"}, attacked))
	r.must(who.join(at.front(), attacked, "team", ""))
	sent := 0
	send := func(times int) {
		todo := make(chan wstest.Class)
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for class := range todo {
					if err := attack(who, at.front(), attacked.ID, class); err != nil {
						c.record.Problem("%s: %v", class.Name, err)
					}
				}
			})
		}
		for _, class := range classes {
			n := times
			if class.Flood {
				n = max(1, n/20)
			}
			for range n {
				todo <- class
				sent++
			}
		}
		close(todo)
		all.Wait()
	}
	send(10) // so that the pools have grown to their size
	rss, goroutines, files := measure(r, at)
	send(r.count - 10)
	peak, _, _ := measure(r, at)
	r.say("frames", sent)
	r.say("KiB more", (peak-rss)>>10)
	if peak-rss > memory {
		r.Errorf("it holds %d KiB more", (peak-rss)>>10)
	}
	quiet, among := span("before"), span("among them")
	if limit := max(time.Second, 2*quiet); among > limit {
		r.Errorf("the others' p99 went from %v to %v", quiet, among)
	}
	took := r.wait("nothing is left over", func() bool {
		_, g, f := measure(r, at)
		r.say("goroutines more", g-goroutines)
		r.say("files more", f-files)
		return g <= goroutines+5 && f <= files+5
	})
	r.within("cleared up", took, 10*time.Second)
	panics, err := node.Metric(r.Context(), "feltboard_panics_total")
	r.must(err)
	if panics > 0 {
		r.Errorf("%v panics\n%s", panics, at.logs())
	}
	c.settle()
	c.verify()
}

func measure(r *run, at *stand) (rss int64, goroutines, files int) {
	r.Helper()
	rss, err := at.nodes[0].RSS()
	r.must(err)
	g, err := at.nodes[0].Metric(r.Context(), "go_goroutines")
	r.must(err)
	files, err = at.nodes[0].FDs()
	r.must(err)
	return rss, int(g), files
}

// attack joins a board as a good client would, sends what no client would, and looks at what comes of it.
func attack(who *person, base, board string, class wstest.Class) error {
	t := newTab(who, board, class.Name, nil)
	if err := t.connect(base); err != nil {
		return err
	}
	defer t.disconnect()
	if err := t.until(t.Live); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	defer context.AfterFunc(ctx, func() { t.ws.Close() })()
	conn := t.ws.NetConn()
	conn.SetWriteDeadline(time.Now().Add(patience))
	if _, err := conn.Write(class.Bytes([2]string{t.Named, t.Anon})); err != nil && class.Close == 0 {
		return err
	}
	for b := range t.frames {
		if bytes.Contains(b, []byte(wstest.SecretWord)) {
			return fmt.Errorf("it came back: %.200s", b)
		}
		if class.Nack == "" || !bytes.Contains(b, []byte(`"t":"nack"`)) {
			continue
		}
		var nack struct{ Code string }
		if err := json.Unmarshal(b, &nack); err != nil || nack.Code != class.Nack {
			return fmt.Errorf("answered with %s, %v", b, err)
		}
		return nil
	}
	if code := closeCode(t.closed); code != int(class.Close) || class.Nack != "" {
		return fmt.Errorf("closed with %d: %v", code, t.closed)
	}
	return nil
}
