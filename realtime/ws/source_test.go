package ws_test

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
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

// Pongs end no wait, and what follows them is read: in one piece, and byte by byte.
func TestPongsAmongMessages(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	p := r.join(t, r.member(t, boards.Team))
	pongs := append(wstest.Frame(0x8a, true, nil), wstest.Frame(0x8a, true, []byte(strings.Repeat("x", 125)))...)
	for _, piece := range []int{1 << 10, 1} {
		bytes := append(pongs, wstest.Frame(0x89, true, nil)...)
		bytes = append(bytes, pongs...)
		for b := bytes; len(b) > 0; b = b[min(piece, len(b)):] {
			if _, err := p.ws.NetConn().Write(b[:min(piece, len(b))]); err != nil {
				t.Fatal(err)
			}
		}
		p.mutate(r.note(uuid.NewString(), "after the pongs"))
		p.until("ack")
	}
	for _, bad := range [][]byte{
		wstest.Frame(0x8a, false, []byte("x")),
		wstest.Frame(0x8a, true, []byte(strings.Repeat("x", 126))),
		wstest.Frame(0x0a, true, nil),
	} {
		p := r.join(t, r.member(t, boards.Team))
		p.ws.NetConn().Write(bad)
		if code, _ := p.closed(); code != websocket.CloseProtocolError {
			t.Errorf("%x: closed with %d", bad[:2], code)
		}
	}
}

// Pongs are no hello.
func TestPongsDoNotPutOffHello(t *testing.T) {
	r := newRoom(t, realtime.Options{Limits: realtime.Limits{Hello: 50 * time.Millisecond}})
	p := r.dial(t, r.member(t, boards.Team))
	go func() {
		for pong := wstest.Frame(0x8a, true, nil); ; {
			if _, err := p.ws.NetConn().Write(pong); err != nil {
				return
			}
		}
	}()
	p.ws.SetReadDeadline(time.Now().Add(patience))
	if _, _, err := p.ws.ReadMessage(); !websocket.IsCloseError(err, int(realtime.CloseSlow)) {
		t.Errorf("ended with %v", err)
	}
	p.ws.Close()
}

// A connection ends when the other side is gone, in whatever way.
func TestGoneAtTheOtherEnd(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	m := r.member(t, boards.Team)
	for name, leave := range map[string]func(*net.TCPConn){
		"half-closed": func(c *net.TCPConn) { c.CloseWrite() },
		"reset":       func(c *net.TCPConn) { c.SetLinger(0); c.Close() },
		"cut short":   func(c *net.TCPConn) { c.Write([]byte{0x8a}); c.CloseWrite() },
	} {
		t.Run(name, func(t *testing.T) {
			p := r.join(t, m)
			leave(p.ws.NetConn().(*net.TCPConn))
			until(t, "the connection has ended", func() bool { return r.metrics.Connections.Load() == 0 })
		})
	}
}

// Where the socket is not ours to look at, messages are read without.
func TestOverTLS(t *testing.T) {
	r := newRoom(t, realtime.Options{})
	m := r.member(t, boards.Team)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		ws.Serve(r.hub, w, q, func(*http.Request) bool { return true }, r.board, realtime.Identity{Member: m})
	}))
	t.Cleanup(server.Close)
	d := websocket.Dialer{Subprotocols: []string{ws.Subprotocol}, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	c, _, err := d.Dial("wss"+strings.TrimPrefix(server.URL, "https"), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	p := &peer{t: t, ws: c, clients: [2]string{uuid.NewString(), uuid.NewString()}}
	p.hello()
	p.until("own")
	p.mutate(r.note(uuid.NewString(), strings.Repeat("long ", 900)))
	p.until("ack")
	r.hub.Disconnect(r.board, func(realtime.Identity) bool { return true }, realtime.CloseRevoked)
	if code, _ := p.closed(); code != int(realtime.CloseRevoked) {
		t.Errorf("closed with %d", code)
	}
}
