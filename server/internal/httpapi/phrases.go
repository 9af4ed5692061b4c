package httpapi

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"time"

	"feltboard/server/internal/accounts"
)

// phrases bound how many passphrases may be wrong: of a browser that has a session, and of a network address, whatever the links,
// so that nobody makes room for more tries with links of their own. A passphrase cannot be looked at first, as that would be the
// search itself. One at a time of an address is looked at: many at once are no more than many one after the other, those who
// know it only wait, and what it costs to compute is not one address's to take from everybody else.
//
// It is kept in memory, and so by node.
type phrases struct {
	browser *tally[string]
	address *tally[netip.Addr]
	turn    queues[netip.Addr]
}

// Wrong passphrases in ten minutes.
const (
	phrasesOfBrowser = 10
	phrasesOfAddress = 30
)

func newPhrases() *phrases {
	return &phrases{
		browser: newTally[string](10*time.Minute/phrasesOfBrowser, phrasesOfBrowser),
		address: newTally[netip.Addr](10*time.Minute/phrasesOfAddress, phrasesOfAddress),
	}
}

// look calls check, unless too many were wrong, and counts its ErrPhrase. browser is "" for one without a session.
func (p *phrases) look(ctx context.Context, addr netip.Addr, browser string, check func() error) error {
	addr = subscriber(addr)
	if wait, full := p.address.full(addr); full { // a search waits for nothing
		return tooMany(wait)
	}
	done, err := p.turn.take(ctx, addr)
	if err != nil {
		return err
	}
	defer done()
	if wait, ok := p.address.try(addr); !ok {
		return tooMany(wait)
	}
	if browser != "" {
		if wait, ok := p.browser.try(browser); !ok {
			p.address.back(addr)
			return tooMany(wait)
		}
	}
	if err = check(); !errors.Is(err, accounts.ErrPhrase) {
		p.address.back(addr)
		if browser != "" {
			p.browser.back(browser)
		}
	}
	return err
}

// queues let one at a time through, of each key. The zero value is ready.
type queues[K comparable] struct {
	mu   sync.Mutex
	keys map[K]*queue
}

type queue struct {
	turn chan struct{}
	n    int // who has the turn, or waits for it
}

// maxTurns is how many of one key have the turn or wait for it: a hall full of phones.
const maxTurns = 300

// take waits for a turn, which ends with done; or fails as ctx ends, or as too many wait.
func (q *queues[K]) take(ctx context.Context, key K) (done func(), err error) {
	q.mu.Lock()
	if q.keys == nil {
		q.keys = map[K]*queue{}
	}
	at := q.keys[key]
	if at == nil {
		at = &queue{turn: make(chan struct{}, 1)}
		q.keys[key] = at
	}
	if at.n >= maxTurns {
		q.mu.Unlock()
		return nil, errBusy
	}
	at.n++
	q.mu.Unlock()
	leave := func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		if at.n--; at.n == 0 {
			delete(q.keys, key)
		}
	}
	select {
	case at.turn <- struct{}{}:
		return func() { <-at.turn; leave() }, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}
