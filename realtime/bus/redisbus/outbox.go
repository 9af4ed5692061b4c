package redisbus

import (
	"sync"
	"time"
)

const (
	maxWaiting      = 4096
	maxWaitingBytes = 4 << 20
	soon            = 2 * time.Second // what has waited longer is dropped
	// One batch is one round trip, and must get through within the timeout on a slow line, too.
	maxBatch      = 512
	maxBatchBytes = 256 << 10
)

// letter is a message that waits to be sent.
type letter struct {
	channel string
	message []byte
	at      time.Time
}

// outbox holds what waits to be sent, in order.
type outbox struct {
	filled chan struct{} // holds a token when something may wait

	mu      sync.Mutex
	waiting []letter
	bytes   int
}

func newOutbox() *outbox { return &outbox{filled: make(chan struct{}, 1)} }

// put adds a letter and returns how many older ones had to go for it.
func (o *outbox) put(l letter) (dropped int) {
	o.mu.Lock()
	o.waiting = append(o.waiting, l)
	o.bytes += len(l.message)
	for len(o.waiting) > maxWaiting || o.bytes > maxWaitingBytes {
		o.pop()
		dropped++
	}
	o.mu.Unlock()
	o.signal()
	return dropped
}

// take returns the next batch, and how many letters were dropped because they had waited too long at that time.
func (o *outbox) take(now time.Time) (batch []letter, stale int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.waiting) > 0 && now.Sub(o.waiting[0].at) > soon {
		o.pop()
		stale++
	}
	for size := 0; len(o.waiting) > 0 && len(batch) < maxBatch; {
		size += len(o.waiting[0].message)
		if size > maxBatchBytes && len(batch) > 0 {
			break
		}
		batch = append(batch, o.pop())
	}
	return batch, stale
}

// pop takes the oldest letter. The caller holds o.mu.
func (o *outbox) pop() letter {
	l := o.waiting[0]
	o.waiting[0] = letter{} // the slice's head stays in memory until the next growth; the message must not
	o.waiting = o.waiting[1:]
	o.bytes -= len(l.message)
	return l
}

func (o *outbox) signal() {
	select {
	case o.filled <- struct{}{}:
	default:
	}
}
