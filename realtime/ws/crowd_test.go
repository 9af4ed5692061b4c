package ws_test

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/realtime/ws"
)

var quick = realtime.Limits{Rate: 1e6, Burst: 1e6, BoardRate: 1e6, BoardBurst: 1e6}

// tape is the text of one note as a peer sees it: a letter more with every edit. A change that is missing, or there twice,
// breaks the alphabet.
type tape struct {
	id   string
	text string
}

func (x *tape) takeIn(f map[string]any) error {
	switch f["t"] {
	case "snap":
		x.text = ""
		for _, r := range f["records"].([]any) {
			if rec := r.(map[string]any); rec["id"] == x.id {
				x.text, _ = rec["f"].(map[string]any)["text"].(string)
			}
		}
	case "chg":
		for _, change := range f["ops"].([]any) {
			for _, o := range change.([]any) {
				op := o.(map[string]any)
				if op["id"] != x.id || op["op"] != "text" {
					continue
				}
				edit := op["edit"].([]any) // [keep, letter], or [letter]
				keep := 0
				if n, ok := edit[0].(float64); ok {
					keep, edit = int(n), edit[1:]
				}
				if keep != len(x.text) {
					return fmt.Errorf("an edit for %d letters came to %d", keep, len(x.text))
				}
				x.text += edit[0].(string)
			}
		}
	}
	for i := 1; i < len(x.text); i++ {
		if x.text[i] != 'a'+(x.text[i-1]-'a'+1)%26 {
			return fmt.Errorf("after %d letters the alphabet breaks", i)
		}
	}
	return nil
}

// F23 under the race detector; the thousand joins are in server/internal/failure: joining while others write leaves no gap and
// nothing double at the seam between snapshot and changes.
func TestR1JoiningWhileOthersWrite(t *testing.T) {
	const joins, joiners = 200, 8
	r := newRoom(t, realtime.Options{Limits: quick})
	members := make([]string, joiners)
	for i := range members {
		members[i] = r.member(t, boards.Team)
	}
	note := uuid.NewString()
	writer := r.join(t, r.member(t, boards.Team))
	writer.mutate(r.note(note, ""))
	writer.until("chg")
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		pace := time.NewTicker(5 * time.Millisecond)
		defer pace.Stop()
		for i := 0; i < 4900; i++ {
			select {
			case <-stop:
				return
			case <-pace.C:
			}
			edit := []any{i, string(rune('a' + i%26))}
			writer.mutate(map[string]any{"op": "text", "id": note, "field": "text", "edit": edit[min(1, max(0, 1-i)):]})
			for {
				f, err := writer.read()
				if err != nil {
					t.Error(err)
					return
				}
				if f["t"] == "nack" {
					t.Errorf("refused: %v", f)
					return
				}
				if f["t"] == "chg" {
					break
				}
			}
		}
	})
	var joined atomic.Int64
	var all sync.WaitGroup
	for _, m := range members {
		all.Go(func() {
			for joined.Add(1) <= joins && !t.Failed() {
				p := r.dial(t, m)
				p.hello()
				x := &tape{id: note}
				for left := 1 + rand.IntN(3); left > 0; {
					f, err := p.read()
					if err == nil {
						err = x.takeIn(f)
					}
					if err != nil {
						t.Error(err)
						return
					}
					if f["t"] == "chg" && len(x.text) > 0 {
						left--
					}
				}
				p.ws.Close()
			}
		})
	}
	all.Wait()
	close(stop)
	writing.Wait()
}

// slowDial connects with small buffers, as a phone far away has them.
func (r *room) slowDial(t *testing.T, member string) *peer {
	t.Helper()
	d := websocket.Dialer{Subprotocols: []string{ws.Subprotocol}, NetDial: func(network, addr string) (net.Conn, error) {
		c, err := net.Dial(network, addr)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(64 << 10)
		}
		return c, err
	}}
	c, _, err := d.Dial(r.url+"?m="+member, http.Header{"Origin": {"http://felt.example"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &peer{t: t, ws: c, clients: [2]string{uuid.NewString(), uuid.NewString()}}
}

// F24: half of a hundred clients stop reading. The others get everything; the stopped ones cost little, and are resynced
// when they read on, or closed.
func TestSlowConsumersAreAlone(t *testing.T) {
	const good, slow, ops = 50, 50, 400
	limits := quick
	limits.Queue = 64 << 10
	metrics := &realtime.Metrics{}
	r := newRoom(t, realtime.Options{Limits: limits, Metrics: metrics})
	m := r.member(t, boards.Team)
	var stopped []*peer
	for range slow {
		p := r.slowDial(t, m)
		p.hello()
		p.until("own")
		stopped = append(stopped, p)
	}
	var reading sync.WaitGroup
	var behind atomic.Int64 // notes that the good ones have yet to see, all together
	last := uuid.NewString()
	for range good {
		p := r.join(t, m)
		reading.Go(func() {
			notes := 0
			for {
				f, err := p.read()
				if err != nil {
					t.Errorf("after %d notes: %v", notes, err)
					return
				}
				if f["t"] == "resync" {
					t.Error("a client that reads was resynced")
					return
				}
				if f["t"] != "chg" {
					continue
				}
				for _, change := range f["ops"].([]any) {
					for _, o := range change.([]any) {
						rec, _ := o.(map[string]any)["rec"].(map[string]any)
						if rec["type"] == "note" {
							notes++
							behind.Add(-1)
						}
						if rec["id"] == last {
							if notes != ops+1 {
								t.Errorf("got %d notes of %d", notes, ops+1)
							}
							return
						}
					}
				}
			}
		})
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	writer := r.join(t, m)
	for range ops {
		// as fast as those who read can; what they leave unread is far less than what they may
		until(t, "the good ones keep up", func() bool { return behind.Load() < 5*good || t.Failed() })
		behind.Add(good)
		writer.mutate(r.note(uuid.NewString(), strings.Repeat("w", 3000)))
		writer.until("ack")
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > slow<<20 {
		t.Errorf("the heap grew by %d KiB", grown>>10)
	}
	writer.mutate(r.note(last, "last"))
	reading.Wait()
	// half of the stopped ones read on in time, the others never
	for _, p := range stopped[:slow/2] {
		notes := map[any]bool{}
		for !notes[last] || len(notes) < ops+1 {
			f, err := p.read()
			if err != nil { // closed as slow: it comes back
				q := r.dial(t, m)
				q.clients = p.clients
				q.hello()
				p = q
				continue
			}
			if f["t"] == "snap" {
				clear(notes)
			}
			records, _ := f["records"].([]any)
			for _, change := range asList(f["ops"]) {
				for _, o := range asList(change) {
					if rec := o.(map[string]any)["rec"]; rec != nil {
						records = append(records, rec)
					}
				}
			}
			for _, rec := range records {
				if rec := rec.(map[string]any); rec["type"] == "note" {
					notes[rec["id"]] = true
				}
			}
		}
	}
	until(t, "those that never read are closed", func() bool { return metrics.Connections.Load() <= int64(good+1+slow/2) })
	if metrics.Slow.Load() == 0 || metrics.Resyncs.Load()+metrics.Slow.Load() < slow {
		t.Errorf("%d resynced, %d closed as slow, of %d", metrics.Resyncs.Load(), metrics.Slow.Load(), slow)
	}
}

func asList(v any) []any { l, _ := v.([]any); return l }
