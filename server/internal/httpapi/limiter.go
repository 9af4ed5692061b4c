package httpapi

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"feltboard/server/internal/config"

	"golang.org/x/time/rate"
)

// maxKeys bounds what a limiter remembers; the longest unused key is forgotten first.
const maxKeys = 10000

// limiter counts events by network address. Addresses of one IPv6 subscriber (/64) count as one.
type limiter struct {
	every rate.Limit
	burst int

	mu    sync.Mutex
	keys  map[netip.Addr]*list.Element
	order *list.List // of *bucket, the last used in front
}

type bucket struct {
	key netip.Addr
	*rate.Limiter
}

// newLimiter allows n events per period, and burst at once.
func newLimiter(period time.Duration, n, burst int) *limiter {
	return &limiter{every: rate.Limit(float64(n) / period.Seconds()), burst: burst, keys: map[netip.Addr]*list.Element{}, order: list.New()}
}

func (l *limiter) of(addr netip.Addr) *rate.Limiter {
	key := subscriber(addr)
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.keys[key]; ok {
		l.order.MoveToFront(e)
		return e.Value.(*bucket).Limiter
	}
	b := &bucket{key, rate.NewLimiter(l.every, l.burst)}
	l.keys[key] = l.order.PushFront(b)
	if len(l.keys) > maxKeys {
		oldest := l.order.Back()
		l.order.Remove(oldest)
		delete(l.keys, oldest.Value.(*bucket).key)
	}
	return b.Limiter
}

// take counts an event. If there have been too many it says how long to wait.
func (l *limiter) take(addr netip.Addr) (wait time.Duration, ok bool) {
	r := l.of(addr).Reserve()
	if d := r.Delay(); d > 0 {
		r.Cancel()
		return d, false
	}
	return 0, true
}

// full says whether there have been too many events, without counting one.
func (l *limiter) full(addr netip.Addr) (wait time.Duration, full bool) {
	missing := 1 - l.of(addr).Tokens()
	if missing <= 0 {
		return 0, false
	}
	return time.Duration(missing / float64(l.every) * float64(time.Second)), true
}

func subscriber(addr netip.Addr) netip.Addr {
	addr = addr.Unmap()
	if addr.Is6() {
		p, _ := addr.WithZone("").Prefix(64)
		return p.Addr()
	}
	return addr
}

// census counts the live connections that are open, by what limits bound.
type census struct {
	limits config.Limits

	mu       sync.Mutex
	all      int
	address  map[netip.Addr]int
	links    map[string]int
	browsers map[string]int
}

func newCensus(l config.Limits) *census {
	return &census{limits: l, address: map[netip.Addr]int{}, links: map[string]int{}, browsers: map[string]int{}}
}

// enter counts a connection, unless there are too many already. With ok, leave ends it.
func (c *census) enter(addr netip.Addr, v Visitor) (leave func(), ok bool) {
	addr = subscriber(addr)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all >= c.limits.Connections || c.address[addr] >= c.limits.ConnectionsPerAddress ||
		v.Link != "" && c.links[v.Link] >= c.limits.ConnectionsPerLink || v.Browser != "" && c.browsers[v.Browser] >= c.limits.ConnectionsPerSession {
		return nil, false
	}
	c.all++
	c.address[addr]++
	c.links[v.Link]++
	c.browsers[v.Browser]++
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.all--
		less(c.address, addr)
		less(c.links, v.Link)
		less(c.browsers, v.Browser)
	}, true
}

func less[K comparable](m map[K]int, k K) {
	if m[k]--; m[k] <= 0 {
		delete(m, k)
	}
}
