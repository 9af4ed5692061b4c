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
	inflating time.Duration // part of the time that was spent on a compressed snapshot
}

// Buffers of a connection: one that reads a lot, and one of thousands that hardly do.
const (
	busyBuffer = 64 << 10
	idleBuffer = 1 << 10
)

// open dials and reads until the view is complete.
func (d door) open(ctx context.Context, buffer int) (_ *socket, o opening, err error) {
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
		if op == opBinary {
			began := time.Now()
			if b, err = inflate(b); err != nil {
				return nil, o, err
			}
			o.inflating += time.Since(began)
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
