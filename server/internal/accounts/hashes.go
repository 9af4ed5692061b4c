package accounts

import (
	"context"
	"errors"
	"sync"
)

// hashes bounds the memory that dear hashes can take: two are computed at once, and some wait. One of the two, and half the
// places to wait at, are kept for who signs in or sets a password: passphrases of links, which a board's facilitators and guests
// cause, never keep an account's owner out.
var hashes = newGate()

// How many hashes are computed or waited for at most, and how many of them are of passphrases.
const (
	MaxHashing       = 32
	maxPhraseHashing = 16
)

// ErrBusy says that so many hashes are waited for that one more would take too long.
var ErrBusy = errors.New("too many passwords are being checked")

// gate lets two at a time through, of which one at most is not signing in.
type gate struct {
	both   chan struct{}
	phrase chan struct{}

	mu      sync.Mutex
	all     int // in or waiting
	phrases int // of those
}

func newGate() *gate {
	return &gate{both: make(chan struct{}, 2), phrase: make(chan struct{}, 1)}
}

// take waits for the turn to compute a hash, which ends with done.
func (g *gate) take(ctx context.Context, signing bool) (done func(), err error) {
	if !g.enter(signing) {
		return nil, ErrBusy
	}
	held := 0
	turns := []chan struct{}{g.phrase, g.both}
	if signing {
		turns = turns[1:]
	}
	leave := func() {
		for _, turn := range turns[:held] {
			<-turn
		}
		g.leave(signing)
	}
	for _, turn := range turns {
		select {
		case turn <- struct{}{}:
			held++
		case <-ctx.Done():
			leave()
			return nil, ctx.Err()
		}
	}
	return leave, nil
}

func (g *gate) enter(signing bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.all >= MaxHashing || !signing && g.phrases >= maxPhraseHashing {
		return false
	}
	g.all++
	if !signing {
		g.phrases++
	}
	return true
}

func (g *gate) leave(signing bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all--
	if !signing {
		g.phrases--
	}
}
