package accounts

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	tallyEvery = time.Minute
	maxTally   = 1000 // kinds of event in a minute; what is more is counted by what was done alone
)

// Tally counts events that somebody can bring about as often as they like, and writes each kind down once a minute: a flood
// becomes no flood here. Its methods are safe for use by many goroutines.
type Tally struct {
	store *Store
	log   *slog.Logger

	mu     sync.Mutex
	counts map[Event]*tallied
}

type tallied struct {
	at    int64 // of the first
	times int
}

// NewTally returns one that writes into s while Run runs.
func NewTally(s *Store, log *slog.Logger) *Tally {
	return &Tally{store: s, log: log, counts: map[Event]*tallied{}}
}

// Count takes in an event, whose time is now. It never waits for the disk.
func (t *Tally) Count(e Event) {
	at := t.store.millis()
	e.ID, e.At, e.Times = 0, 0, 0
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.counts[e] == nil && len(t.counts) >= maxTally {
		e = Event{Act: e.Act}
	}
	if t.counts[e] == nil {
		t.counts[e] = &tallied{at: at}
	}
	t.counts[e].times++
}

// Run writes down what was counted, every minute and once more as ctx ends.
func (t *Tally) Run(ctx context.Context) {
	tick := time.NewTicker(tallyEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
		t.write(context.WithoutCancel(ctx))
		if ctx.Err() != nil {
			return
		}
	}
}

// write writes down what was counted, or keeps it for the next time.
func (t *Tally) write(ctx context.Context) {
	t.mu.Lock()
	counts := t.counts
	t.counts = map[Event]*tallied{}
	t.mu.Unlock()
	if len(counts) == 0 {
		return
	}
	err := t.store.db.Write(ctx, func(tx Tx) error {
		for e, n := range counts {
			e.At, e.Times = n.at, n.times
			if err := t.store.audit(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		return
	}
	t.log.Error("write down the audit", "err", err)
	t.mu.Lock()
	defer t.mu.Unlock()
	for e, n := range counts {
		if now := t.counts[e]; now != nil {
			now.at, now.times = n.at, now.times+n.times
		} else if len(t.counts) < 2*maxTally {
			t.counts[e] = n
		}
	}
}
