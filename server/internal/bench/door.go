package bench

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

const subprotocol = "feltboard.v1"

// door is how one participant reaches a server.
type door struct {
	url    string
	header http.Header
	hello  []byte // nil: a raw server's, which wants none
}

// opening is what came before a view was complete.
type opening struct {
	frames    int64 // numbered ones (realtime/SPEC.md §1)
	bytes     int64 // received, as they came over the wire
	snap      []byte
	packed    bool          // snap is compressed
	inflating time.Duration // what unpack took
}

// unpack inflates a compressed snapshot, without which nobody has the view.
func (o *opening) unpack() (err error) {
	if !o.packed {
		return nil
	}
	began := time.Now()
	if o.snap, err = inflate(o.snap); err != nil {
		return err
	}
	o.packed, o.inflating = false, time.Since(began)
	if kind := kindOf(o.snap); kind != "snap" {
		return fmt.Errorf("a compressed frame is no snapshot but %q", kind)
	}
	return nil
}

// Buffers of a connection: one that reads a lot, and one of thousands that hardly do.
const (
	busyBuffer = 64 << 10
	idleBuffer = 1 << 10
)

// open dials, reads until the view is complete, and unpacks it.
func (d door) open(ctx context.Context, buffer int) (*socket, opening, error) {
	s, o, err := d.arrive(ctx, buffer)
	if err != nil {
		return nil, o, err
	}
	if err := o.unpack(); err != nil {
		_ = s.close()
		return nil, o, fmt.Errorf("open: %w", err)
	}
	return s, o, nil
}

// arrive is open without unpacking.
func (d door) arrive(ctx context.Context, buffer int) (_ *socket, o opening, err error) {
	s, err := dial(ctx, d.url, d.header, buffer)
	if err != nil {
		return nil, o, err
	}
	stop := context.AfterFunc(ctx, func() { _ = s.close() })
	defer stop()
	defer func() {
		if err != nil {
			_ = s.close()
			err = fmt.Errorf("open: %w", err)
		}
	}()
	if d.hello != nil {
		if err := s.send(opText, d.hello); err != nil {
			return nil, o, err
		}
	}
	for {
		op, b, err := s.next()
		if err != nil {
			return nil, o, err
		}
		if op == opBinary { // nothing but a snapshot comes like that (realtime/SPEC.md R-18)
			o.frames++
			o.snap, o.packed = append(o.snap[:0], b...), true
			continue
		}
		switch kindOf(b) {
		case "snap":
			o.frames++
			o.snap = append(o.snap[:0], b...)
		case "own":
			o.frames++
			o.bytes = s.wire.Load()
			return s, o, nil
		case "nack", "bye":
			return nil, o, fmt.Errorf("the server says %.200s", b)
		}
	}
}
