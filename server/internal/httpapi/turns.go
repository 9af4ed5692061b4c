package httpapi

import (
	"context"
	"slices"
	"sync"
	"time"
)

// turns lets one request at a time do what takes much memory, in the order they came. The zero value is ready.
type turns struct {
	mu    sync.Mutex
	taken bool
	queue []chan struct{} // of who waits; closed when it is their turn
}

// maxQueue is how many wait for their turn at most, and maxWait how long.
const (
	maxQueue = 16
	maxWait  = 30 * time.Second
)

var errBusy = &Error{Err: ErrorBody{Unavailable, "The server is busy with other boards. Try again in a moment.", ""}, after: 5 * time.Second}

// take waits for a turn, which ends with done; or fails as ctx ends, or as too many wait or too long.
func (t *turns) take(ctx context.Context) (done func(), err error) {
	t.mu.Lock()
	if !t.taken {
		t.taken = true
		t.mu.Unlock()
		return t.next, nil
	}
	if len(t.queue) == maxQueue {
		t.mu.Unlock()
		return nil, errBusy
	}
	mine := make(chan struct{})
	t.queue = append(t.queue, mine)
	t.mu.Unlock()
	ctx, cancel := context.WithTimeoutCause(ctx, maxWait, errBusy)
	defer cancel()
	select {
	case <-mine:
		return t.next, nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	i := slices.Index(t.queue, mine)
	if i >= 0 {
		t.queue = slices.Delete(t.queue, i, i+1)
	}
	t.mu.Unlock()
	if i < 0 { // it has just become ours
		t.next()
	}
	return nil, context.Cause(ctx)
}

// next ends a turn.
func (t *turns) next() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.queue) == 0 {
		t.taken = false
		return
	}
	close(t.queue[0])
	t.queue = slices.Delete(t.queue, 0, 1)
}
