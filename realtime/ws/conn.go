// Package ws carries the live protocol over websockets: it is the one place that knows the socket library, which does the
// handshake and reads. Writing is done here, since the library cannot send several messages in one write.
//
// Compression is never negotiated, so a message is as long after reading as it was on the wire. The frames that are worth it
// come compressed, and leave as binary messages.
package ws

import (
	"context"
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"feltboard/realtime"
)

// Subprotocol is what a client must ask for.
const Subprotocol = "feltboard.v1"

// The limits of a connection (SPEC §1, §4).
const (
	MaxMessage   = 64 << 10 // bytes of a client's message
	writeTimeout = 5 * time.Second
	pingEvery    = 20 * time.Second
	pongWait     = 45 * time.Second
	pongEvery    = 100 * time.Millisecond // pings that come faster are not answered one by one
	goodbye      = time.Second            // to say why, and to hear that it was heard
	maxReason    = 123                    // bytes, by RFC 6455
	chunk        = 16 << 10               // bytes in one write
	longHeader   = 10
	sendBuffer   = 256 << 10 // bytes that the system may hold for a connection; they cannot be taken back when it falls behind
)

// Opcodes of RFC 6455, with the final bit.
const (
	opText   = 0x81
	opBinary = 0x82
	opClose  = 0x88
	opPing   = 0x89
	opPong   = 0x8A
)

// gzipMagic is the first byte of a compressed frame; the others are JSON objects.
const gzipMagic = 0x1f

var errClosing = errors.New("ws: the connection is being closed")

// Conn is a websocket as a [realtime.Conn].
type Conn struct {
	ws *websocket.Conn
	nc net.Conn

	mu      sync.Mutex // held for one write to nc
	broken  bool       // a message was cut short: nothing may follow
	stuck   bool       // because the other side did not take it in time
	armed   time.Time  // when the deadline for writing was set
	pinged  time.Time
	closing atomic.Bool
	once    sync.Once
	owed    atomic.Pointer[[]byte] // the data of the last ping that is not answered yet

	// The reader's.
	in     source
	ponged time.Time
}

var upgrader = websocket.Upgrader{
	WriteBufferSize: 1 << 10, // of the handshake; Conn writes by itself
	WriteBufferPool: &sync.Pool{},
	Subprotocols:    []string{Subprotocol},
	CheckOrigin:     func(*http.Request) bool { return true }, // Upgrade has asked
	Error: func(w http.ResponseWriter, _ *http.Request, status int, _ error) {
		http.Error(w, http.StatusText(status), status)
	},
}

// Upgrade turns a request into a connection. allowed says whether a page of this origin may connect; a request that may not,
// or that does not ask for [Subprotocol], is answered with an error status and nil is returned.
func Upgrade(w http.ResponseWriter, r *http.Request, allowed func(*http.Request) bool) *Conn {
	if !allowed(r) {
		http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		return nil
	}
	if protocols := websocket.Subprotocols(r); len(protocols) != 1 || protocols[0] != Subprotocol {
		http.Error(w, "This address speaks the subprotocol "+Subprotocol+".", http.StatusBadRequest)
		return nil
	}
	c := &Conn{pinged: time.Now()}
	ws, err := upgrader.Upgrade(&hijacker{w, &c.in}, r, nil)
	if err != nil {
		return nil // answered by the upgrader
	}
	c.ws, c.nc = ws, ws.NetConn()
	c.in.open()
	if tcp, ok := c.nc.(*net.TCPConn); ok {
		tcp.SetWriteBuffer(sendBuffer)
	}
	ws.SetReadLimit(MaxMessage)
	c.alive()
	ws.SetPongHandler(func(string) error { c.alive(); return nil })
	ws.SetPingHandler(c.pong)
	ws.SetCloseHandler(func(int, string) error { return nil }) // Close answers
	return c
}

// Serve upgrades a request and runs the connection, on a goroutine of its own: when the handler has returned, the buffers
// that net/http keeps for it are free. It ends with [realtime.Hub.Drain] or [realtime.Hub.Disconnect].
func Serve(hub *realtime.Hub, w http.ResponseWriter, r *http.Request, allowed func(*http.Request) bool, board string, who realtime.Identity) {
	if c := Upgrade(w, r, allowed); c != nil {
		go hub.Serve(context.Background(), board, c, who)
	}
}

// alive gives the other side time until its next pong.
func (c *Conn) alive() { c.nc.SetReadDeadline(time.Now().Add(pongWait)) }

// Read implements [realtime.Conn]. It waits here and not in the library, where a waiting goroutine has four times as much on
// its stack (see [realtime.Hub.Serve]); pongs do not end the wait.
func (c *Conn) Read(ctx context.Context) ([]byte, error) {
	if ctx.Done() != nil {
		stop := context.AfterFunc(ctx, func() { c.nc.SetReadDeadline(time.Unix(1, 0)) })
		defer stop()
	}
	for ctx.Err() == nil {
		pong, err := c.in.wait()
		switch {
		case c.closing.Load():
			return nil, errClosing
		case err != nil:
			return nil, err
		case !pong:
			return c.message()
		}
		c.alive()
	}
	return nil, ctx.Err()
}

// message reads the next message, which has begun to arrive.
//
//go:noinline
func (c *Conn) message() ([]byte, error) {
	kind, b, err := c.ws.ReadMessage()
	switch {
	case c.closing.Load():
		return nil, errClosing
	case errors.Is(err, websocket.ErrReadLimit):
		return nil, &realtime.CloseError{Code: realtime.CloseTooBig}
	case err != nil:
		return nil, err
	case kind != websocket.TextMessage:
		return nil, &realtime.CloseError{Code: realtime.CloseBinary}
	}
	return b, nil
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, chunk); return &b }}

// Write implements [realtime.Conn]: everything in one write if it is not more than 16 KiB. The time limit is for each write,
// so that a slow line gets what it can carry; setting it costs as much as a tenth of the write, so it is from four to five seconds.
func (c *Conn) Write(frames [][]byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := buffers.Get().(*[]byte)
	defer buffers.Put(p)
	b := c.appendPong((*p)[:0])
	if now := time.Now(); now.Sub(c.pinged) >= pingEvery { // with what there is to say: a beat every 5 s at least
		c.pinged = now
		b = appendHeader(b, opPing, 0)
	}
	for _, f := range frames {
		if len(b)+longHeader > chunk {
			if err := c.write(b); err != nil {
				return err
			}
			b = b[:0]
		}
		op := byte(opText)
		if f[0] == gzipMagic {
			op = opBinary
		}
		b = appendHeader(b, op, len(f))
		for {
			n := min(chunk-len(b), len(f))
			b, f = append(b, f[:n]...), f[n:]
			if len(f) == 0 {
				break
			}
			if err := c.write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	return c.write(b)
}

// write sends raw bytes; c.mu is held.
func (c *Conn) write(b []byte) error {
	if c.closing.Load() || c.broken {
		c.broken = true
		return errClosing
	}
	if now := time.Now(); now.Sub(c.armed) > writeTimeout/5 {
		c.armed = now
		c.nc.SetWriteDeadline(now.Add(writeTimeout))
	}
	_, err := c.nc.Write(b)
	c.broken = err != nil
	c.stuck = errors.Is(err, os.ErrDeadlineExceeded)
	return err
}

func appendHeader(b []byte, op byte, n int) []byte {
	b = append(b, op)
	switch {
	case n < 126:
		return append(b, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(b, 126), uint16(n))
	}
	return binary.BigEndian.AppendUint64(append(b, 127), uint64(n))
}

// pong answers a ping: at once if there is room, or else the last of several with the next message, which RFC 6455 §5.5.3
// allows and which is a beat at the latest. So who floods with pings makes nobody wait.
func (c *Conn) pong(data string) error {
	b := []byte(data)
	c.owed.Store(&b)
	if now := time.Now(); now.Sub(c.ponged) >= pongEvery && c.mu.TryLock() {
		defer c.mu.Unlock()
		c.ponged = now
		c.write(c.appendPong(nil))
	}
	return nil
}

// appendPong appends the answer to a ping that has none yet.
func (c *Conn) appendPong(b []byte) []byte {
	if data := c.owed.Swap(nil); data != nil {
		return append(appendHeader(b, opPong, len(*data)), *data...)
	}
	return b
}

// Close implements [realtime.Conn]. After the close frame it waits for the other side's, as bytes that arrive at a closed
// socket would make the system discard what was just sent. Who did not take a message in time is cut off: the system would
// keep half a megabyte of what can no longer become whole, and offer it less and less often. Who reads on would get it bit by
// bit, for minutes, and could not tell that the line is dead.
func (c *Conn) Close(code realtime.CloseCode, reason string) error {
	var err error
	c.once.Do(func() {
		c.closing.Store(true)
		c.nc.SetDeadline(time.Now().Add(goodbye))
		c.mu.Lock() // a write in progress ends by the deadline
		defer c.mu.Unlock()
		if !c.broken {
			data := binary.BigEndian.AppendUint16(nil, uint16(code))
			data = append(data, reason[:min(len(reason), maxReason)]...)
			if _, werr := c.nc.Write(append(appendHeader(nil, opClose, len(data)), data...)); werr == nil {
				c.linger()
			}
		}
		if tcp, ok := c.nc.(*net.TCPConn); ok && c.stuck {
			tcp.SetLinger(0)
		}
		err = c.nc.Close()
	})
	return err
}

// linger throws away what still arrives, until the other side closes or the deadline has come.
func (c *Conn) linger() {
	if half, ok := c.nc.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
	var waste [512]byte
	for {
		if _, err := c.nc.Read(waste[:]); err != nil {
			return
		}
	}
}
