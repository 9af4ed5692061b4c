package httpapi

import (
	"crypto/sha256"
	"errors"
	"net/netip"
	"sync"

	"feltboard/server/internal/accounts"
)

// guesses bound how many wrong keys a network address tries: of links, contributions, hand-offs, invitations and the set-up, all
// of 130 bits. A key is looked at first, so that whoever has a right one comes in whatever others behind their address tried;
// a bound before the look would let one browser with an old link turn everybody else away. No search gets anywhere by it.
// What opened something once and does so no more is no guess and does not count, but is answered as a wrong key is at that
// moment.
//
// It is kept in memory, and so by node.
type guesses struct {
	*limiter

	mu   sync.Mutex
	once map[[32]byte]bool // hashes of keys that were right
	last map[[32]byte]bool // those before, which are forgotten next
}

func newGuesses(l *limiter) *guesses { return &guesses{limiter: l, once: map[[32]byte]bool{}} }

// look calls check, which looks a key up, and counts it where its error is wrong.
func (g *guesses) look(addr netip.Addr, key string, wrong error, check func() error) error {
	err := check()
	switch {
	case err == nil:
		g.remember(key)
		return nil
	case !errors.Is(err, wrong):
		return err
	case errors.Is(err, accounts.ErrOver) || g.remembers(key):
		if wait, full := g.full(addr); full {
			return tooMany(wait)
		}
	default:
		if wait, ok := g.take(addr); !ok {
			return tooMany(wait)
		}
	}
	return err
}

func (g *guesses) remember(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.once) >= maxKeys {
		g.once, g.last = map[[32]byte]bool{}, g.once
	}
	g.once[sha256.Sum256([]byte(key))] = true
}

func (g *guesses) remembers(key string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	hash := sha256.Sum256([]byte(key))
	return g.once[hash] || g.last[hash]
}
