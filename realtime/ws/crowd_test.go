package ws_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strconv"
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

// words are the text of a note with a number, so long that one left unread weighs something.
func words(i int) string { return fmt.Sprintf("note %04d ", i) + strings.Repeat("w", 3000) }

// numbers are those of the notes in a frame, as they stand there. Nothing is decoded: that a hundred clients do so in this
// process would be slower than what is tested.
func numbers(frame []byte) (found []int) {
	for {
		_, rest, ok := bytes.Cut(frame, []byte(`"text":"note `))
		if !ok || len(rest) < 4 {
			return found
		}
		if n, err := strconv.Atoi(string(rest[:4])); err == nil {
			found = append(found, n)
		}
		frame = rest
	}
}

// frame is the next one as it came.
func (p *peer) frame() ([]byte, error) {
	p.ws.SetReadDeadline(time.Now().Add(patience))
	_, b, err := p.ws.ReadMessage()
	return b, err
}

// readAll reads the notes that are being written, each once and in order, and counts every one as told.
func (p *peer) readAll(notes int, told func()) error {
	for next := 0; next < notes; {
		b, err := p.frame()
		if err != nil {
			return fmt.Errorf("after %d notes: %w", next, err)
		}
		if bytes.Contains(b, []byte(`"t":"resync"`)) {
			return fmt.Errorf("a client that reads was resynced after %d notes", next)
		}
		for _, n := range numbers(b) {
			if n != next {
				return fmt.Errorf("note %d came after %d notes", n, next)
			}
			next++
			told()
		}
	}
	return nil
}

// readOn reads what a client has left unread, and goes on until it has all notes: it comes back if it was closed as slow, and
// begins anew with each snapshot. A line that ended is known to have, before the system tries once more to send on it.
func (r *room) readOn(t *testing.T, p *peer, member string, notes int) error {
	for next, closed := 0, 0; next < notes; {
		b, err := p.frame()
		if err != nil {
			var late net.Error
			if errors.As(err, &late) && late.Timeout() {
				return fmt.Errorf("neither resynced nor closed: %w", err)
			}
			if closed++; closed > 1 {
				return fmt.Errorf("closed again though it read: %w", err)
			}
			q := r.dial(t, member)
			q.clients = p.clients
			q.hello()
			p, next = q, 0
			continue
		}
		if bytes.Contains(b, []byte(`"t":"snap"`)) {
			next = 0
		}
		found := numbers(b)
		slices.Sort(found) // a snapshot has no order
		for _, n := range found {
			if n != next {
				return fmt.Errorf("note %d came after %d notes", n, next)
			}
			next++
		}
	}
	return nil
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
	for range good {
		p := r.join(t, m)
		reading.Go(func() {
			if err := p.readAll(ops+1, func() { behind.Add(-1) }); err != nil {
				t.Error(err)
			}
		})
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	writer := r.join(t, m)
	write := func(i int) {
		// as fast as those who read can; what they leave unread is far less than what they may
		until(t, "the good ones keep up", func() bool { return behind.Load() < 5*good || t.Failed() })
		behind.Add(good)
		writer.mutate(r.note(uuid.NewString(), words(i)))
		writer.until("ack")
	}
	for i := range ops {
		write(i)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > slow<<20 {
		t.Errorf("the heap grew by %d KiB", grown>>10)
	}
	write(ops)
	reading.Wait()
	// half of the stopped ones read on, in time or when they have been closed; the others never
	for _, p := range stopped[:slow/2] {
		reading.Go(func() {
			if err := r.readOn(t, p, m, ops+1); err != nil {
				t.Error(err)
			}
		})
	}
	reading.Wait()
	until(t, "those that never read are closed", func() bool { return metrics.Connections.Load() <= int64(good+1+slow/2) })
	if metrics.Slow.Load() == 0 || metrics.Resyncs.Load()+metrics.Slow.Load() < slow {
		t.Errorf("%d resynced, %d closed as slow, of %d", metrics.Resyncs.Load(), metrics.Slow.Load(), slow)
	}
}
