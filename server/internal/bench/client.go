package bench

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// client is one participant while a workload runs.
type client struct {
	index  int
	nodes  int // of the server; see there who is where
	socket *socket
	work   pen     // nil: only reads
	points pointer // nil: moves no cursor
	slots  chan struct{}
	// record says whether delays are noted, for all clients.
	record *atomic.Bool
	// cursors are where everybody is, in the workload that moves them.
	cursors *cursors
	// desk is what it waits for, in a session.
	desk *desk

	seen    atomic.Int64 // edits received, its own included; of cursors, positions of others
	frames  atomic.Int64 // numbered frames received
	shown   atomic.Int64 // presence frames received
	resyncs atomic.Int64
	cut     atomic.Bool // the connection ended although the room goes on

	answered int // by ack, until the change itself has come

	mu     sync.Mutex
	delays histogram
	far    histogram // those of them that were on the way between nodes
}

// pen makes a writer's messages.
type pen interface {
	// edit appends a message that changes something. base is the number of frames received.
	edit(b []byte, at time.Duration, base int64) []byte
	// rests says what must have come before the next edit may go.
	rests() rest
}

// rest is what a writer waits for between edits.
type rest int

const (
	restNone rest = iota // nothing
	restAck              // an ack and the change that follows it (realtime/SPEC.md R-12)
	restEcho             // the sight of its own edit
)

// read takes in frames until the connection ends; the error says why it did.
func (c *client) read() error {
	for {
		op, b, err := c.socket.next()
		if err != nil {
			return err
		}
		if op == opBinary {
			if b, err = inflate(b); err != nil {
				return err
			}
		}
		if err := c.take(b, time.Since(epoch)); err != nil {
			return err
		}
	}
}

func (c *client) take(b []byte, now time.Duration) error {
	switch kindOf(b) {
	case "chg":
		c.frames.Add(1)
		if c.desk != nil {
			c.desk.holds(b, now)
		}
		return c.changes(b, now)
	case "presence":
		if c.cursors != nil {
			c.shown.Add(1)
			c.positions(b, now)
		}
	case "own", "snap", "catch":
		c.frames.Add(1)
		if c.desk != nil {
			c.desk.holds(b, now)
		}
	case "ack":
		_, n := scan(b)
		if c.desk != nil {
			return c.desk.answers(n, now)
		}
		c.answered += n
	case "resync":
		c.resyncs.Add(1)
		c.answered = 0
		return c.release(len(c.slots)) // what was in flight is answered by the resync itself
	case "nack", "bye":
		return fmt.Errorf("the server says %.200s", b)
	case "":
		return fmt.Errorf("not a frame: %.80q", b)
	}
	return nil
}

func (c *client) changes(b []byte, now time.Duration) error {
	mine, all, record := 0, int64(0), c.record.Load()
	marks := eachMark
	if c.desk != nil { // texts come in numbers there when all are revealed
		marks = eachKey
	}
	c.mu.Lock()
	marks(b, func(writer int, at time.Duration) {
		all++
		if writer == c.index {
			mine++
		} else if record {
			c.delays.add(now - at)
			if writer%c.nodes != c.index%c.nodes {
				c.far.add(now - at)
			}
		}
	})
	c.mu.Unlock()
	c.seen.Add(all)
	if c.work == nil {
		return nil
	}
	switch c.work.rests() {
	case restAck:
		mine, c.answered = c.answered, 0
		return c.release(mine)
	case restEcho:
		return c.release(mine)
	}
	return nil
}

func (c *client) positions(b []byte, now time.Duration) {
	record := c.record.Load()
	c.mu.Lock()
	defer c.mu.Unlock()
	eachPosition(b, func(writer, n int) {
		if writer == c.index {
			return
		}
		c.seen.Add(1)
		if at, ok := c.cursors.when(writer, n); ok && record {
			c.delays.add(now - at)
		}
	})
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

// edit makes an edit as soon as it may.
func (c *client) edit(ctx context.Context, buf []byte, at time.Duration) ([]byte, error) {
	if c.work.rests() != restNone {
		select {
		case c.slots <- struct{}{}:
		case <-ctx.Done():
			return buf, context.Cause(ctx)
		}
	}
	buf = c.work.edit(buf[:0], at, c.frames.Load())
	return buf, c.socket.send(opText, buf)
}
