package sim

import (
	"context"
	"errors"
	"sync"

	"feltboard/realtime"
	"feltboard/realtime/replica"
)

var errCut = errors.New("the connection is gone")

// link is one connection over a network that the run drains by hand: what either side sends waits until it is delivered.
type link struct {
	node *node
	look func(frame []byte) // sees every frame as it leaves the server

	mu     sync.Mutex
	down   [][]byte      // sent by the server, not yet delivered
	up     chan []byte   // delivered to the server
	dead   chan struct{} // closed when either side hung up
	closed bool
	code   realtime.CloseCode // with which the server closed; 0 if it did not
}

func newLink(n *node, look func([]byte)) *link {
	return &link{node: n, look: look, up: make(chan []byte, 4096), dead: make(chan struct{})}
}

func (l *link) Read(ctx context.Context) ([]byte, error) {
	select {
	case b := <-l.up:
		return b, nil
	default:
	}
	select {
	case b := <-l.up:
		return b, nil
	case <-l.dead:
		return nil, errCut
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *link) Write(frames [][]byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return errCut
	}
	for _, f := range frames {
		plain, err := replica.Plain(f)
		if err != nil {
			plain = f
		}
		l.look(plain)
		l.down = append(l.down, append([]byte(nil), f...))
	}
	return nil
}

func (l *link) Close(code realtime.CloseCode, _ string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.code = code
	}
	l.hangUp()
	return nil
}

// cut is the network's doing: what was under way is lost.
func (l *link) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = nil
	l.hangUp()
}

func (l *link) hangUp() {
	if !l.closed {
		l.closed = true
		close(l.dead)
	}
}

// take removes the next frame on its way down; ok is false if there is none.
func (l *link) take() (frame []byte, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.down) == 0 {
		return nil, false
	}
	frame, l.down = l.down[0], l.down[1:]
	return frame, true
}

func (l *link) ended() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closed && len(l.down) == 0
}
