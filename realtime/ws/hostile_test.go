package ws_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/realtime/ws"
	"feltboard/realtime/ws/wstest"
)

// F26, S-13, under the race detector; the figures are server/internal/failure's: each gets a nack or a close with its code, nothing of it comes back, nobody else notices, nothing is left over.
func TestR30HostileFrames(t *testing.T) {
	const times = 20
	metrics := &realtime.Metrics{}
	r := newRoom(t, realtime.Options{Metrics: metrics})
	witness := r.join(t, r.member(t, boards.Team))
	member := r.member(t, boards.Team)
	witness.until("chg")
	before := runtime.NumGoroutine()
	for _, c := range wstest.Classes {
		t.Run(c.Name, func(t *testing.T) {
			n := times
			if c.Flood {
				n = 1
			}
			for range n {
				p := r.join(t, member)
				if _, err := p.ws.NetConn().Write(c.Bytes(p.clients)); err != nil && c.Close == 0 {
					t.Fatal(err)
				}
				if c.Nack != "" {
					f := p.until("nack")
					if b, _ := json.Marshal(f); f["code"] != c.Nack || strings.Contains(string(b), wstest.SecretWord) {
						t.Fatalf("answered with %s", b)
					}
					p.ws.Close()
					continue
				}
				code, reason := p.closed()
				if code != int(c.Close) || strings.Contains(reason, wstest.SecretWord) || len(reason) > 123 {
					t.Fatalf("closed with %d %q, want %d", code, reason, c.Close)
				}
				p.ws.Close()
			}
		})
	}
	// A witness sees who is there, and nothing else.
	note := uuid.NewString()
	n := witness.mutate(r.note(note, "all is well"))
	for {
		f, err := witness.read()
		if err != nil {
			t.Fatal(err)
		}
		if f["t"] == "ack" {
			if row := f["a"].([]any)[0].([]any); row[1] != float64(n) {
				t.Errorf("the witness got %v", f)
			}
			break
		}
		if f["t"] != "here" && f["t"] != "beat" && f["t"] != "presence" {
			t.Errorf("the witness noticed %v", f)
		}
	}
	if p := metrics.Panics.Load(); p != 0 {
		t.Errorf("%d panics", p)
	}
	until(t, "goroutines are back", func() bool { return runtime.NumGoroutine() <= before+5 })
}

// until waits for a condition.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
		runtime.Gosched()
		<-time.After(time.Millisecond)
	}
}

func TestAFloodIsAnsweredNotDropped(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	p := r.join(t, r.member(t, boards.Team))
	const all = 1000
	go func() {
		for n := range all {
			b, _ := json.Marshal(map[string]any{"t": "mutate", "c": p.clients[0], "n": n + 1, "base": 2, "ops": []any{r.note(uuid.NewString(), "x")}})
			if p.ws.WriteMessage(websocket.TextMessage, b) != nil {
				return
			}
		}
	}()
	answered := 0
	codes := map[any]int{}
	for answered < all {
		switch f, err := p.read(); {
		case err != nil:
			t.Fatal(err)
		case f["t"] == "ack":
			answered += len(f["a"].([]any))
		case f["t"] == "nack":
			answered++
			codes[f["code"]]++
		}
	}
	delete(codes, "gap")
	if codes["rate"] == 0 || len(codes) != 1 {
		t.Errorf("refused with %v", codes)
	}
}

func TestWhoMayUpgrade(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	m := r.member(t, boards.Team)
	for name, c := range map[string]struct {
		origin, protocol string
		status           int
	}{
		"good":              {"http://felt.example", ws.Subprotocol, 101},
		"no origin":         {"", ws.Subprotocol, 403},
		"another origin":    {"https://felt.example", ws.Subprotocol, 403},
		"null":              {"null", ws.Subprotocol, 403},
		"no subprotocol":    {"http://felt.example", "", 400},
		"other subprotocol": {"http://felt.example", "feltboard.v9", 400},
	} {
		t.Run(name, func(t *testing.T) {
			d := websocket.Dialer{EnableCompression: true}
			if c.protocol != "" {
				d.Subprotocols = []string{c.protocol}
			}
			h := http.Header{}
			if c.origin != "" {
				h.Set("Origin", c.origin)
			}
			conn, res, err := d.Dial(r.url+"?m="+m, h)
			if conn != nil {
				defer conn.Close()
			}
			if res == nil || res.StatusCode != c.status {
				t.Fatalf("answered with %v, %v", res, err)
			}
			if ext := res.Header.Get("Sec-WebSocket-Extensions"); ext != "" {
				t.Errorf("negotiated %s", ext)
			}
		})
	}
}

// F20: a line may break anywhere, in the middle of a frame too; coming back, nothing is lost and nothing twice.
func TestALineThatBreaksAnywhere(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	m := r.member(t, boards.Team)
	clients := [2]string{uuid.NewString(), uuid.NewString()}
	notes := map[string]bool{}
	var frame []byte
	for n := 1; n <= 30; n++ {
		id := uuid.NewString()
		notes[id] = true
		b, _ := json.Marshal(map[string]any{"t": "mutate", "c": clients[0], "n": n, "base": 2, "ops": []any{r.note(id, "x")}})
		frame = wstest.Text(string(b))
		for _, cut := range []int{n * len(frame) / 31, len(frame)} { // part of it first, then again and whole
			p := r.dial(t, m)
			p.clients = clients
			p.hello()
			w := p.until("welcome")
			last := w["last"].(map[string]any)[clients[0]].(map[string]any)["n"].(float64)
			if int(last) != n-1 {
				t.Fatalf("welcome says %v before %d was sent", last, n)
			}
			p.ws.NetConn().Write(frame[:cut])
			if cut == len(frame) {
				p.until("ack")
			}
			p.ws.NetConn().Close()
		}
	}
	err := r.hub.Read(t.Context(), r.board, func(s *boards.State) {
		for _, rec := range s.Of("note") {
			if !notes[rec.ID] {
				t.Errorf("a note that nobody sent: %s", rec.ID)
			}
			delete(notes, rec.ID)
		}
	})
	if err != nil || len(notes) > 0 {
		t.Errorf("%d notes were lost, %v", len(notes), err)
	}
}

func TestPingsAreAnsweredAndCloseIsHeard(t *testing.T) {
	r := newRoom(t, realtime.Options{Beat: 20 * time.Millisecond})
	p := r.join(t, r.member(t, boards.Team))
	pong := make(chan string, 1)
	p.ws.SetPongHandler(func(s string) error { pong <- s; return nil })
	if err := p.ws.WriteControl(websocket.PingMessage, []byte("hi"), time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	for said := ""; said == ""; { // with a beat at the latest, also if it came in the middle of a write
		p.until("beat")
		select {
		case said = <-pong:
			if said != "hi" {
				t.Errorf("pong %q", said)
			}
		default:
		}
	}
	start := time.Now()
	if n := r.hub.Disconnect(r.board, func(realtime.Identity) bool { return true }, realtime.CloseRevoked); n != 1 {
		t.Errorf("%d connections", n)
	}
	code, reason := p.closed()
	if code != 4003 || reason != "revoked" || time.Since(start) > 2*time.Second {
		t.Errorf("closed with %d %q after %v", code, reason, time.Since(start))
	}
}

func TestLongFramesArriveWhole(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	a := r.join(t, r.member(t, boards.Team))
	for _, n := range []int{1, 100, 130, 4000} {
		id := uuid.NewString()
		a.mutate(r.note(id, strings.Repeat("é", n)))
		for {
			f := a.until("chg")
			if b, _ := json.Marshal(f); bytes.Contains(b, []byte(id)) {
				if strings.Count(string(b), "é") != n {
					t.Errorf("%d characters came as %d", n, strings.Count(string(b), "é"))
				}
				break
			}
		}
	}
	for range 40 {
		a.mutate(r.note(uuid.NewString(), strings.Repeat("w", 4900)))
		a.until("chg")
	}
	b := r.dial(t, r.member(t, boards.Team)) // its snapshot takes many writes
	b.hello()
	if got, want := len(b.until("snap")["records"].([]any)), 40; got < want {
		t.Errorf("%d records", got)
	}
	if _, err := b.read(); errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}
