// Package stream carries the live protocol down to those whose way to the server lets no websocket through (SPEC §7): the
// answer to a request whose body was the hello stays open and brings each frame as one server-sent event. What such a client
// asks for comes by posts, which are no business of this package.
package stream

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"feltboard/realtime"
)

// The limits of a connection (SPEC §4).
const (
	writeTimeout = 5 * time.Second
	goodbye      = time.Second
	chunk        = 16 << 10 // bytes in one write
)

var errClosing = errors.New("stream: the connection is being closed")

// Conn is the answer to a request as a [realtime.Conn]. It must not be used after the request's handler has returned.
type Conn struct {
	w      http.ResponseWriter
	rc     *http.ResponseController
	hello  []byte // until it has been read
	gone   <-chan struct{}
	closed chan struct{}

	mu      sync.Mutex // held for one write
	broken  bool       // an event was cut short: nothing may follow
	closing atomic.Bool
	once    sync.Once
}

// Open begins the answer to a request whose body was hello. It stays open as long as the client does, whatever the server's
// time limits are.
func Open(w http.ResponseWriter, r *http.Request, hello []byte) *Conn {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no") // or nginx keeps frames back until it has a few kilobytes of them
	c := &Conn{w: w, rc: http.NewResponseController(w), hello: hello, gone: r.Context().Done(), closed: make(chan struct{})}
	c.rc.SetReadDeadline(time.Time{}) // that of the server would end the request's context
	c.mu.Lock()
	defer c.mu.Unlock()
	c.send([]byte(":\n\n")) // shows at once that nothing on the way keeps bytes back; an error shows again in the next write
	return c
}

// Read implements [realtime.Conn]: it returns the hello, and from then on waits for the request's end.
func (c *Conn) Read(ctx context.Context) ([]byte, error) {
	if hello := c.hello; hello != nil {
		c.hello = nil
		return hello, nil
	}
	select {
	case <-c.gone:
		c.mu.Lock()
		broken := c.broken
		c.mu.Unlock()
		if !broken {
			return nil, io.EOF
		}
		<-c.closed // the request ended with a write that was too slow, whose error tells that
		return nil, errClosing
	case <-c.closed:
		return nil, errClosing
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, chunk); return &b }}

// Write implements [realtime.Conn]: everything in one write if it is not more than 16 KiB. The time limit is for each write,
// so that a slow line gets what it can carry. No frame has a line break in it.
func (c *Conn) Write(frames [][]byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := buffers.Get().(*[]byte)
	defer buffers.Put(p)
	b := (*p)[:0]
	add := func(s []byte) error {
		for {
			n := min(chunk-len(b), len(s))
			b, s = append(b, s[:n]...), s[n:]
			if len(s) == 0 {
				return nil
			}
			if err := c.send(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	for _, f := range frames {
		for _, part := range [][]byte{before, f, after} {
			if err := add(part); err != nil {
				return err
			}
		}
	}
	return c.send(b)
}

var before, after = []byte("data: "), []byte("\n\n")

// send gets bytes out; c.mu is held.
func (c *Conn) send(b []byte) error {
	if c.closing.Load() || c.broken {
		c.broken = true
		return errClosing
	}
	c.rc.SetWriteDeadline(time.Now().Add(writeTimeout))
	return c.put(b)
}

func (c *Conn) put(b []byte) error {
	_, err := c.w.Write(b)
	if err == nil {
		err = c.rc.Flush()
	}
	c.rc.SetWriteDeadline(time.Time{}) // HTTP/2 would reset a stream that has nothing to write then, too
	c.broken = err != nil
	return err
}

// Close implements [realtime.Conn]: the last event says why, as the close frame of a websocket does.
func (c *Conn) Close(code realtime.CloseCode, reason string) error {
	var err error
	c.once.Do(func() {
		c.closing.Store(true)
		c.rc.SetWriteDeadline(time.Now().Add(goodbye)) // for a write in progress, too
		c.mu.Lock()
		defer c.mu.Unlock()
		if !c.broken {
			b := append([]byte("event: close\ndata: "), `{"code":`...)
			b = strconv.AppendInt(b, int64(code), 10)
			b = append(b, `,"reason":`...)
			b = strconv.AppendQuote(b, reason)
			err = c.put(append(b, "}\n\n"...))
		}
		close(c.closed)
	})
	return err
}
