package httpapi

import (
	"container/list"
	"sync"
	"time"
)

// tally bounds how often something fails for one key: so often at once, and then once in a while. A try counts from its
// beginning, so that many at once are no more than many one after the other, and what did not fail is given back.
type tally[K comparable] struct {
	every time.Duration // until one more may fail
	burst float64

	mu    sync.Mutex
	keys  map[K]*list.Element
	order *list.List // of *fails[K], the last used in front
}

type fails[K comparable] struct {
	key  K
	left float64
	at   time.Time
}

func newTally[K comparable](every time.Duration, burst int) *tally[K] {
	return &tally[K]{every: every, burst: float64(burst), keys: map[K]*list.Element{}, order: list.New()}
}

// try counts a try, or says how long to wait for the next one.
func (t *tally[K]) try(key K) (wait time.Duration, ok bool) { return t.spend(key, 1) }

// spend counts so many tries at once, or says how long to wait until they are to be had; more than there ever are is all there are.
func (t *tally[K]) spend(key K, n float64) (wait time.Duration, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.of(key)
	if n = min(n, t.burst); f.left < n {
		return time.Duration((n - f.left) * float64(t.every)), false
	}
	f.left -= n
	return 0, true
}

// full says whether no try is left, without counting one.
func (t *tally[K]) full(key K) (wait time.Duration, full bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if f := t.of(key); f.left < 1 {
		return time.Duration((1 - f.left) * float64(t.every)), true
	}
	return 0, false
}

// back takes back that a try was counted.
func (t *tally[K]) back(key K) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.of(key)
	f.left = min(f.left+1, t.burst)
}

func (t *tally[K]) of(key K) *fails[K] {
	now := time.Now()
	if e, ok := t.keys[key]; ok {
		t.order.MoveToFront(e)
		f := e.Value.(*fails[K])
		f.left, f.at = min(f.left+float64(now.Sub(f.at))/float64(t.every), t.burst), now
		return f
	}
	f := &fails[K]{key, t.burst, now}
	t.keys[key] = t.order.PushFront(f)
	if len(t.keys) > maxKeys { // the longest unused is forgotten
		oldest := t.order.Back()
		t.order.Remove(oldest)
		delete(t.keys, oldest.Value.(*fails[K]).key)
	}
	return f
}
