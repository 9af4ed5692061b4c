package ws_test

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/realtime/ws"
)

// raw is a websocket frame as it stands on the wire: first is FIN, RSV and opcode.
func raw(first byte, masked bool, payload []byte) []byte {
	b := []byte{first}
	bit := byte(0)
	if masked {
		bit = 0x80
	}
	switch n := len(payload); {
	case n < 126:
		b = append(b, bit|byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, bit|126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, bit|127), uint64(n))
	}
	if masked {
		b = append(b, 0, 0, 0, 0)
	}
	return append(b, payload...)
}

func text(s string) []byte { return raw(0x81, true, []byte(s)) }

// bomb is 60 MiB of zeros in about 60 KiB.
var bomb = func() []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	w.Write(make([]byte, 60<<20))
	w.Close()
	return b.Bytes()
}()

const secretWord = "xyzzy" // stands in every hostile frame and must come back in no answer

// hostile are the frame classes of RELIABILITY S-13: what is sent after a good hello (unless it holds one), and what
// comes of it: a close code, or a nack.
var hostile = map[string]struct {
	send func(r *room, p *peer) []byte
	code realtime.CloseCode
	nack string
}{
	"not json":           {fixed(text("xyzzy{")), 4001, ""},
	"wrong type":         {mutateWith(`"n":1`, `"n":"xyzzy"`), 4001, ""},
	"missing field":      {mutateWith(`"n":1,`, ``), 4001, ""},
	"extra field":        {mutateWith(`"n":1`, `"n":1,"xyzzy":1`), 4001, ""},
	"duplicate key":      {mutateWith(`"n":1`, `"n":1,"n":1`), 4001, ""},
	"case variant":       {mutateWith(`"n":1`, `"n":1,"N":2`), 4001, ""},
	"role in capitals":   {fixed(text(`{"t":"presence","ROLE":"facilitator"}`)), 4001, ""},
	"deep":               {fixed(text(strings.Repeat(`[`, 10000) + strings.Repeat(`]`, 10000))), 4001, ""},
	"2^53+1":             {mutateWith(`"n":1`, `"n":9007199254740993`), 4001, ""},
	"-0":                 {mutateWith(`"n":1`, `"n":-0`), 4001, ""},
	"1e999":              {mutateWith(`"n":1`, `"n":1e999`), 4001, ""},
	"NaN":                {mutateWith(`"n":1`, `"n":NaN`), 4001, ""},
	"2^63":               {mutateWith(`"n":1`, `"n":9223372036854775808`), 4001, ""},
	"n = 0":              {mutateWith(`"n":1`, `"n":0`), 4001, ""},
	"a gap":              {mutateWith(`"n":1`, `"n":7`), 0, "unknown_client"},
	"unknown op":         {mutateWith(`"op":"del"`, `"op":"xyzzy"`), 4001, ""},
	"unknown type":       {mutateWith(`{"op":"del","id":"ID"}`, `{"op":"put","rec":{"id":"ID","type":"xyzzy","f":{}}}`), 0, "unknown_type"},
	"unknown field":      {mutateWith(`{"op":"del","id":"ID"}`, `{"op":"put","rec":{"id":"ID","type":"note","f":{"xyzzy":1}}}`), 0, "unknown_field"},
	"__proto__":          {mutateWith(`{"op":"del","id":"ID"}`, `{"op":"put","rec":{"id":"ID","type":"note","f":{"__proto__":{}}}}`), 0, "unknown_field"},
	"constructor":        {mutateWith(`"n":1`, `"n":1,"constructor":{"xyzzy":1}`), 4001, ""},
	"257 ops":            {mutateWith(`{"op":"del","id":"ID"}`, `{"op":"del","id":"ID"}`+strings.Repeat(`,{"op":"del","id":"ID"}`, 256)), 0, "bad_op"},
	"no ops":             {mutateWith(`{"op":"del","id":"ID"}`, ``), 0, "bad_op"},
	"lone surrogate":     {fixed(text(`{"t":"presence","note":"\ud800xyzzy"}`)), 4001, ""},
	"nul":                {fixed(text(`{"t":"presence","note":"\u0000xyzzy"}`)), 4001, ""},
	"not utf-8":          {fixed(text("{\"t\":\"xyzzy\xff\"}")), 1007, ""},
	"64 KiB and one":     {fixed(text(strings.Repeat("x", 64<<10+1))), 1009, ""},
	"a huge length":      {fixed(raw(0x81, true, nil)[:1], []byte{0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0}), 1009, ""},
	"endless fragments":  {fixed(raw(0x01, true, []byte("x")), bytes.Repeat(raw(0x00, true, []byte("x")), 64<<10+1)), 1009, ""},
	"binary":             {fixed(raw(0x82, true, []byte("xyzzy"))), 1003, ""},
	"unmasked":           {fixed(raw(0x81, false, []byte("xyzzy"))), 1002, ""},
	"reserved bit":       {fixed(raw(0x81|0x20, true, []byte("xyzzy"))), 1002, ""},
	"reserved opcode":    {fixed(raw(0x83, true, []byte("xyzzy"))), 1002, ""},
	"compressed bomb":    {fixed(raw(0x81|0x40, true, bomb)), 1002, ""},
	"large control":      {fixed(raw(0x89, true, bytes.Repeat([]byte("x"), 126))), 1002, ""},
	"fragmented control": {fixed(raw(0x09, true, []byte("xyzzy"))), 1002, ""},
	"odd close code":     {fixed(raw(0x88, true, []byte{0, 1})), 1002, ""},
	"second hello": {func(_ *room, p *peer) []byte {
		b, _ := json.Marshal(map[string]any{"t": "hello", "v": 1, "clients": p.clients, "own": strings.Repeat("s", 22)})
		return text(string(b))
	}, 4007, ""},
	"ping flood, then nonsense":     {fixed(bytes.Repeat(raw(0x89, true, []byte("xyzzy")), 2000), text("?")), 4001, ""},
	"presence flood, then nonsense": {fixed(bytes.Repeat(text(`{"t":"presence"}`), 30), text("?")), 4001, ""},
}

func fixed(parts ...[]byte) func(*room, *peer) []byte {
	return func(*room, *peer) []byte { return slices.Concat(parts...) }
}

// mutateWith is a mutation with one thing replaced; "ID" becomes a fresh id.
func mutateWith(old, new string) func(*room, *peer) []byte {
	return func(_ *room, p *peer) []byte {
		s := `{"t":"mutate","c":"` + p.clients[0] + `","n":1,"base":2,"ops":[{"op":"del","id":"ID"}]}`
		return text(strings.ReplaceAll(strings.Replace(s, old, new, 1), "ID", uuid.NewString()))
	}
}

// F26, S-13: each gets a nack or a close with its code, nothing of it comes back, nobody else notices, nothing is left over.
func TestR30HostileFrames(t *testing.T) {
	const times = 20
	metrics := &realtime.Metrics{}
	r := newRoom(t, realtime.Options{Metrics: metrics})
	witness := r.join(t, r.member(t, boards.Team))
	member := r.member(t, boards.Team)
	witness.until("chg")
	before := runtime.NumGoroutine()
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		c := hostile[name]
		t.Run(name, func(t *testing.T) {
			n := times
			if strings.Contains(name, "flood") {
				n = 1
			}
			for range n {
				p := r.join(t, member)
				if _, err := p.ws.NetConn().Write(c.send(r, p)); err != nil && c.code == 0 {
					t.Fatal(err)
				}
				if c.nack != "" {
					f := p.until("nack")
					if b, _ := json.Marshal(f); f["code"] != c.nack || strings.Contains(string(b), secretWord) {
						t.Fatalf("answered with %s", b)
					}
					p.ws.Close()
					continue
				}
				code, reason := p.closed()
				if code != int(c.code) || strings.Contains(reason, secretWord) || len(reason) > 123 {
					t.Fatalf("closed with %d %q, want %d", code, reason, c.code)
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
		frame = text(string(b))
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
	p.until("here")
	select {
	case s := <-pong:
		if s != "hi" {
			t.Errorf("pong %q", s)
		}
	default:
		p.until("beat")
		if s := <-pong; s != "hi" {
			t.Errorf("pong %q", s)
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
