package httpapi

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"time"

	"feltboard/server/internal/accounts"

	"golang.org/x/time/rate"
)

// tries bound how many wrong codes are looked up. Right ones do not count: the phones of a room share an address.
//
// A code has thirty bits. At 300 wrong ones a minute over all addresses, the twelve hours of a code are enough to try one in
// five thousand codes, from however many addresses. That bound has to come before the look: an answer that tells a right code
// from too many wrong ones would be the search itself. So an attack from many addresses does keep strangers from joining by a
// code (links and what a phone's camera reads go on working; they have bounds of their own). It does not keep out a room:
// a third of the tries is kept for addresses that are known, because somebody there runs a board and asked for its code, or
// joined a board within the day.
//
// It is kept in memory, and so by node: n nodes take n times as many wrong ones.
type tries struct {
	turn    chan struct{} // looks happen one by one, or many at once would all be let through before the first one counts
	address *limiter
	all     *rate.Limiter
	most    int

	mu    sync.Mutex
	known map[netip.Addr]time.Time // when, by subscriber
}

// knownFor is how long an address stays known.
const knownFor = accounts.CodeLasts

// newTries allows so many wrong codes of one address in ten minutes, and so many of all in a minute.
func newTries(perAddress, perMinute int) *tries {
	return &tries{
		turn: make(chan struct{}, 1), most: perMinute, known: map[netip.Addr]time.Time{},
		address: newLimiter(10*time.Minute, perAddress, perAddress),
		all:     rate.NewLimiter(rate.Limit(float64(perMinute)/60), perMinute),
	}
}

// look calls check, unless there have been too many wrong tries, and counts its ErrBadLink.
func (t *tries) look(ctx context.Context, addr netip.Addr, check func() (accounts.Link, error)) (accounts.Link, error) {
	if wait, full := t.full(addr); full { // an attack waits for nothing
		return accounts.Link{}, tooMany(wait)
	}
	select {
	case t.turn <- struct{}{}:
		defer func() { <-t.turn }()
	case <-ctx.Done():
		return accounts.Link{}, ctx.Err()
	}
	if wait, full := t.full(addr); full {
		return accounts.Link{}, tooMany(wait)
	}
	link, err := check()
	if errors.Is(err, accounts.ErrBadLink) {
		t.address.take(addr)
		t.all.Allow()
	}
	return link, err
}

func (t *tries) full(addr netip.Addr) (wait time.Duration, full bool) {
	if wait, full := t.address.full(addr); full {
		return wait, true
	}
	kept := t.most / 3
	if t.knows(addr) {
		kept = 0
	}
	missing := float64(kept+1) - t.all.Tokens()
	if missing <= 0 {
		return 0, false
	}
	return time.Duration(missing / float64(t.all.Limit()) * float64(time.Second)), true
}

// know notes that people at an address belong here.
func (t *tries) know(addr netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	addr, now := subscriber(addr), time.Now()
	if _, ok := t.known[addr]; !ok && len(t.known) >= maxKeys {
		oldest := addr
		for each, at := range t.known {
			if first, ok := t.known[oldest]; !ok || at.Before(first) {
				oldest = each
			}
		}
		delete(t.known, oldest)
	}
	t.known[addr] = now
}

func (t *tries) knows(addr netip.Addr) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	at, ok := t.known[subscriber(addr)]
	return ok && time.Since(at) < knownFor
}
