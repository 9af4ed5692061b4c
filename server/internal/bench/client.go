package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const subprotocol = "feltboard.v1"

// epoch is where marks count from.
var epoch = time.Now()

// door is how one participant reaches a server.
type door struct {
	url    string
	header http.Header
	hello  []byte // nil: a raw server's, which wants none
}

// opening is what came before a view was complete.
type opening struct {
	frames int64 // numbered ones (realtime/SPEC.md §1)
	bytes  int
	snap   []byte
}

// open dials and reads until the view is complete.
func (d door) open(ctx context.Context) (*websocket.Conn, opening, error) {
	dialer := websocket.Dialer{Subprotocols: []string{subprotocol}, ReadBufferSize: 32 << 10, HandshakeTimeout: 10 * time.Second}
	conn, resp, err := dialer.DialContext(ctx, d.url, d.header)
	if err != nil {
		if resp != nil {
			err = fmt.Errorf("%w (%s)", err, resp.Status)
		}
		return nil, opening{}, fmt.Errorf("dial %s: %w", d.url, err)
	}
	var o opening
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	if d.hello != nil {
		if err := conn.WriteMessage(websocket.TextMessage, d.hello); err != nil {
			_ = conn.Close()
			return nil, o, fmt.Errorf("say hello: %w", err)
		}
	}
	for {
		_, b, err := conn.ReadMessage()
		if err != nil {
			_ = conn.Close()
			return nil, o, fmt.Errorf("open: %w", err)
		}
		o.bytes += len(b)
		switch kind, _ := scan(b); kind {
		case "snap":
			o.frames++
			o.snap = b
		case "own":
			o.frames++
			return conn, o, nil
		}
	}
}

// client is one participant while a workload runs.
type client struct {
	index int
	conn  *websocket.Conn
	work  editing // nil: only reads
	slots chan struct{}
	// record says whether delays are noted, for all clients.
	record *atomic.Bool
	seen   atomic.Int64 // changes received, its own included
	frames atomic.Int64 // numbered frames received

	answered int     // by ack, until the change itself has come
	delays   []int64 // ns; to be read when the client has ended
	resyncs  int
}

// editing makes a writer's messages.
type editing interface {
	// edit appends a message that changes something. base is the number of frames received.
	edit(b []byte, at time.Duration, base int64) []byte
	// acked says whether answers come as acks; otherwise an edit's own echo is its answer.
	acked() bool
}

// read takes in frames until the connection ends; the error says why it did.
func (c *client) read() error {
	var buf bytes.Buffer
	for {
		_, r, err := c.conn.NextReader()
		if err != nil {
			return err
		}
		buf.Reset()
		if _, err := buf.ReadFrom(r); err != nil {
			return err
		}
		if err := c.take(buf.Bytes(), time.Since(epoch)); err != nil {
			return err
		}
	}
}

func (c *client) take(b []byte, now time.Duration) error {
	switch kind, n := scan(b); kind {
	case "chg":
		c.frames.Add(1)
		c.seen.Add(int64(n))
		mine := 0
		if record := c.record.Load(); record || c.work != nil && !c.work.acked() {
			eachMark(b, func(writer int, at time.Duration) {
				if writer == c.index {
					mine++
				} else if record {
					c.delays = append(c.delays, int64(now-at))
				}
			})
		}
		if c.work != nil && c.work.acked() {
			mine, c.answered = c.answered, 0
		}
		return c.release(mine)
	case "own", "snap", "catch":
		c.frames.Add(1)
	case "ack":
		c.answered += n
	case "resync":
		c.resyncs++
	case "nack", "bye":
		return fmt.Errorf("the server says %.200s", b)
	case "":
		return fmt.Errorf("not a frame: %.80q", b)
	}
	return nil
}

func (c *client) release(n int) error {
	for range n {
		select {
		case <-c.slots:
		default:
			return errors.New("more edits were answered than made")
		}
	}
	return nil
}

// edit makes an edit as soon as fewer are in flight than may be.
func (c *client) edit(ctx context.Context, buf []byte, at time.Duration) ([]byte, error) {
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		return buf, context.Cause(ctx)
	}
	buf = c.work.edit(buf[:0], at, c.frames.Load())
	return buf, c.conn.WriteMessage(websocket.TextMessage, buf)
}

// wordsLen is how many characters of a note's text are there and exchanged in an edit.
const wordsLen = 40

const filler = "the queue for early tickets was gone by then"

// appendWords appends wordsLen characters that hold a mark.
func appendWords(b []byte, writer int, at time.Duration) []byte {
	from := len(b)
	b = mark(b, writer, at)
	return append(b, filler[:wordsLen-(len(b)-from)]...)
}

// rawEditing makes what a client of Feltboard would see of a text edit, for a raw server to pass on.
type rawEditing struct {
	writer int
	id     string
}

func (e rawEditing) edit(b []byte, at time.Duration, _ int64) []byte {
	b = append(b, `{"t":"chg","ops":[[{"op":"text","id":"`...)
	b = append(b, e.id...)
	b = fmt.Appendf(b, `","field":"text","edit":[%d,"`, -wordsLen)
	b = appendWords(b, e.writer, at)
	return append(b, `"]}]]}`...)
}

func (rawEditing) acked() bool { return false }

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("bench: " + err.Error()) // plain values only
	}
	return b
}
