package failure

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"feltboard/realtime/ws"
	"feltboard/realtime/ws/wstest"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
)

// F28: one address wants 2,000 connections and sends 1,000 changes a second on each it gets; two others begin 5,000 handshakes and
// 1,000 bodies, and send a byte a second of each. The caps answer 429, what is too fast is refused, what is too slow is cut off,
// and 20 people who write elsewhere go on seeing each other's notes. A row's count is that of the connections.
func TestF28Flood(t *testing.T) {
	play(t, row{id: "F28", count: 200, nightly: 2000, chunk: 2000, alone: true}, func(r *run) {
		most := max(60, r.count/10) // 200, as it is by default, for 2,000
		at := single(r, fmt.Sprint("FELTBOARD_CONNECTIONS_PER_ADDRESS=", most), "FELTBOARD_HANDSHAKES_PER_SECOND=20",
			"FELTBOARD_CONNECTIONS=5000", "FELTBOARD_CONNECTIONS_PER_LINK=300", "FELTBOARD_CONNECTIONS_PER_SESSION=10", "FELTBOARD_JOINS_PER_LINK=300")
		c := newCrew(r, at, shape{writers: 20, boards: 2, stroke: 200 * time.Millisecond, wide: true})
		c.write()
		enough := 1000
		if r.soaking {
			enough = 10_000
		}
		p99 := func(name string) time.Duration {
			d := c.span(name, enough)
			r.say("p99 "+name, d.Quantile(.99))
			return d.Quantile(.99)
		}
		attacked := &place{}
		r.must(c.owner.call(at.front(), http.MethodPost, "/api/v1/boards", map[string]string{"template": c.plain(), "title": "Attacked"}, attacked))
		f := &flood{r: r, at: at, record: NewRecord(), board: attacked, stop: make(chan struct{})}
		f.arm(max(1, r.count/10))
		quiet := p99("before")
		rss, goroutines, files := measure(r, at)

		for i := range r.count {
			f.all.Go(func() { f.connect(i) })
		}
		host := strings.TrimPrefix(at.front(), "http://")
		for range r.count * 5 / 2 {
			f.all.Go(func() {
				f.drip("127.0.0.3", "GET /ws/boards/x HTTP/1.1\r\nHost: "+host+"\r\nX-Slow: ", 8*time.Second)
			})
		}
		for range r.count / 2 {
			f.all.Go(func() {
				f.drip("127.0.0.4", "POST /api/join HTTP/1.1\r\nHost: "+host+"\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{", 20*time.Second)
			})
		}
		r.wait("all that may come in have", func() bool { return f.open.Load() >= int64(most) })
		began, sent := time.Now(), f.sent.Load()
		among := p99("among them")
		r.say("changes a second", int64(float64(f.sent.Load()-sent)/time.Since(began).Seconds()))
		peak, _, _ := measure(r, at)
		close(f.stop)
		f.all.Wait()

		r.say("KiB more", (peak-rss)>>10)
		r.say("let in at once", f.peak.Load())
		r.say("answered 429", f.refused.Load())
		r.say("refused changes", f.nacks.Load())
		r.say("closed", fmt.Sprint(f.record.Codes()))
		r.say("cut off", f.cut.Load())
		limit := max(300*time.Millisecond, 2*quiet) // a machine that does much else is slow before, too
		if !r.soaking {
			limit = max(limit, 500*time.Millisecond)
		}
		r.within("the others' p99", among, limit)
		if f.peak.Load() > int64(most+most/10) || f.refused.Load() == 0 || f.nacks.Load() == 0 {
			r.Errorf("about %d of %d were in at once, %d answered 429, %d changes refused", f.peak.Load(), most, f.refused.Load(), f.nacks.Load())
		}
		if want := int64(r.count*5/2 + r.count/2); f.cut.Load() != want {
			r.Errorf("%d of %d that were slow were cut off", f.cut.Load(), want)
		}
		took := r.wait("nothing is left over", func() bool {
			_, g, n := measure(r, at)
			r.say("goroutines more", g-goroutines)
			r.say("files more", n-files)
			return g <= goroutines+5 && n <= files+5
		})
		r.within("cleared up", took, 10*time.Second)
		c.settle()
		c.verify()
	})
}

// flood is what comes from addresses of its own, and what became of it.
type flood struct {
	r     *run
	at    *stand
	board *place
	who   []*person
	zone  string

	record *Record       // of close codes
	stop   chan struct{} // closed when no more is sent
	all    sync.WaitGroup

	open, peak   atomic.Int64 // connections
	sent, nacks  atomic.Int64 // changes
	refused, cut atomic.Int64
}

// from dials from one of this machine's own addresses.
func from(ip string) func(ctx context.Context, network, addr string) (net.Conn, error) {
	return (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(ip)}}).DialContext
}

const flooder = "127.0.0.2"

// arm lets so many people join, each of whom may have ten connections.
func (f *flood) arm(people int) {
	f.r.Helper()
	for range people {
		jar, _ := cookiejar.New(nil) // fails for no options
		who := &person{origin: f.at.origin, http: &http.Client{Jar: jar, Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true, DialContext: from(flooder)}}}
		f.r.must(who.join(f.at.front(), f.board, "team", ""))
		f.who = append(f.who, who)
	}
	first := newTab(f.who[0], f.board.ID, "the first of the flood", nil)
	first.dial = from(flooder)
	f.r.must(first.connect(f.at.front()))
	f.r.must(first.until(first.Live))
	f.zone = first.zones()[0]
	first.disconnect()
}

// connect tries to come in until it is, and then sends; what is closed tries again.
func (f *flood) connect(i int) {
	rng := rand.New(rand.NewPCG(f.r.seed, uint64(i)))
	for {
		t := newTab(f.who[i%len(f.who)], f.board.ID, "", nil)
		d := websocket.Dialer{Jar: t.person.http.Jar, Subprotocols: []string{ws.Subprotocol}, HandshakeTimeout: patience, NetDialContext: from(flooder)}
		conn, res, err := d.Dial("ws"+strings.TrimPrefix(f.at.front(), "http")+"/ws/boards/"+f.board.ID, http.Header{"Origin": {f.at.origin}})
		switch {
		case err == nil:
			f.send(conn, t)
		case res != nil && res.StatusCode == http.StatusTooManyRequests:
			f.refused.Add(1)
		case res != nil:
			f.r.Errorf("one of the flood was answered %s", res.Status)
		}
		select {
		case <-f.stop:
			return
		case <-time.After(3*time.Second + time.Duration(rng.IntN(4000))*time.Millisecond):
		}
	}
}

// over says that it is to end.
func (f *flood) over() bool {
	select {
	case <-f.stop:
		return true
	default:
		return false
	}
}

// send says hello, and then makes a thousand notes a second, whatever is answered.
func (f *flood) send(conn *websocket.Conn, t *tab) {
	now := f.open.Add(1)
	for was := f.peak.Load(); was < now && !f.peak.CompareAndSwap(was, now); was = f.peak.Load() {
	}
	defer f.open.Add(-1)
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		for {
			_, b, err := conn.ReadMessage()
			if err != nil {
				if !f.over() {
					f.record.Closed(closeCode(err))
				}
				return
			}
			if bytes.Contains(b, []byte(`"rate"`)) {
				f.nacks.Add(1)
			}
		}
	}()
	defer func() { conn.Close(); <-heard }()
	go func() {
		select {
		case <-f.stop:
		case <-heard:
		}
		conn.Close()
	}()
	if conn.WriteMessage(websocket.TextMessage, t.Hello()) != nil {
		return
	}
	raw := conn.NetConn()
	every := time.NewTicker(100 * time.Millisecond)
	defer every.Stop()
	head := fmt.Sprintf(`{"t":"mutate","c":%q,"n":`, t.Named)
	body := fmt.Sprintf(`,"base":2,"ops":[{"op":"put","rec":{"id":"%s`, uuid.NewString()[:24])
	tail := fmt.Sprintf(`","type":"note","f":{"text":"flood","kind":"quote","side":"team","place":{"zone":%q,"order":""}}}}]}`, f.zone)
	var out []byte
	for n := 1; ; {
		select {
		case <-f.stop:
			return
		case <-heard:
			return
		case <-every.C:
		}
		out = out[:0]
		for range 100 {
			out = append(out, wstest.Text(fmt.Sprint(head, n, body, fmt.Sprintf("%012x", n), tail))...)
			n++
		}
		k, err := raw.Write(out) // who is not read waits
		f.sent.Add(int64(100 * k / len(out)))
		if err != nil {
			return
		}
	}
}

// drip begins something and goes on with a byte a second, until it is cut off or has been borne for too long.
func (f *flood) drip(ip, first string, most time.Duration) {
	conn, err := from(ip)(f.r.Context(), "tcp", strings.TrimPrefix(f.at.front(), "http://"))
	if err != nil {
		f.r.Errorf("a slow one: %v", err)
		return
	}
	defer conn.Close()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		conn.SetReadDeadline(time.Now().Add(2 * most)) // a busy machine is late
		_, err := io.Copy(io.Discard, conn)
		if e, late := errors.AsType[net.Error](err); !late || !e.Timeout() {
			f.cut.Add(1)
		}
	}()
	conn.Write([]byte(first))
	every := time.NewTicker(time.Second)
	defer every.Stop()
	for {
		select {
		case <-ended:
			return
		case <-every.C:
			conn.Write([]byte("x"))
		}
	}
}
