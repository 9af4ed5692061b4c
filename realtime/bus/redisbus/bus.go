package redisbus

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"feltboard/realtime/bus"
)

// Options are what a bus needs besides Redis' address.
type Options struct {
	// Key is the secret that all nodes share, of KeyBytes bytes. Nodes with another key are not heard.
	Key []byte
	// Log is told when Redis is lost and found; nil: nobody is.
	Log *slog.Logger
	// Metrics counts; nil: nothing is counted.
	Metrics *Metrics
}

// Metrics counts what a bus does, since the start. The zero value is ready; reading is safe at any time.
type Metrics struct {
	Published atomic.Int64 // messages that Redis took
	Batches   atomic.Int64 // round trips for them
	Heard     atomic.Int64 // messages of other nodes
	Dropped   atomic.Int64 // messages of this node that were too long, or could not be sent soon
	Overflows atomic.Int64 // times that an ear was too slow and lost what waited for it
	Refused   atomic.Int64 // messages that were not sealed under the key
	Sessions  atomic.Int64 // times that Redis was reached
}

// Bus is one node's access to the others by Redis. It implements [bus.Bus].
type Bus struct {
	server  server
	sealer  *sealer
	outbox  *outbox
	log     *slog.Logger
	metrics *Metrics

	end     context.CancelFunc
	ended   chan struct{}
	changed chan struct{} // holds a token when unsaid may hold something

	mu        sync.Mutex
	listeners map[string]*listener // by channel
	unsaid    map[string]struct{}  // channels that somebody began or ceased to listen to, which Redis was not told yet
	trouble   error                // nil: messages get through
	closed    bool
}

// server is where Redis is and who we are there.
type server struct {
	network, addr      string
	username, password string
	tls                *tls.Config
}

var (
	errURL = errors.New("redisbus: the address of Redis cannot be read; it is like redis://user:password@host:6379, rediss:// " +
		"for TLS, or unix://user:password@/path/to/redis.sock, with special characters in the password percent-encoded")
	errNotYet = errors.New("redisbus: Redis was not reached yet")
	errClosed = errors.New("redisbus: closed")
)

// Open returns a bus over the Redis at url (redis://, rediss:// or unix://, with an optional user and password) and begins to
// connect. It fails only for what waiting cannot heal: a url that cannot be read, or a key of the wrong length. Its errors never
// hold the url. Databases ("/3") mean nothing to channels and are ignored. The caller calls Close.
func Open(url string, o Options) (*Bus, error) {
	parsed, err := redis.ParseURL(url)
	if err != nil {
		return nil, errURL
	}
	sealer, err := newSealer(o.Key)
	if err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = new(Metrics)
	}
	ctx, cancel := context.WithCancel(context.Background())
	b := &Bus{
		server: server{parsed.Network, parsed.Addr, parsed.Username, parsed.Password, parsed.TLSConfig},
		sealer: sealer, outbox: newOutbox(), log: o.Log, metrics: o.Metrics,
		end: cancel, ended: make(chan struct{}), changed: make(chan struct{}, 1),
		listeners: map[string]*listener{}, unsaid: map[string]struct{}{}, trouble: errNotYet,
	}
	go b.run(ctx)
	return b, nil
}

// Listen implements [bus.Bus].
func (b *Bus) Listen(topic string, ear bus.Ear) (stop func()) {
	channel, l := channelOf(topic), newListener(ear)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return func() {}
	}
	b.listeners[channel] = l
	b.say(channel)
	return func() {
		b.mu.Lock()
		if b.listeners[channel] == l {
			delete(b.listeners, channel)
			b.say(channel)
		}
		b.mu.Unlock()
		l.stop()
	}
}

// Publish implements [bus.Bus].
func (b *Bus) Publish(topic string, message []byte) {
	if len(message) > bus.MaxMessage {
		b.metrics.Dropped.Add(1)
		return
	}
	dropped := b.outbox.put(letter{channelOf(topic), message, time.Now()})
	b.metrics.Dropped.Add(int64(dropped))
}

// Ready implements [bus.Bus].
func (b *Bus) Ready() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.trouble
}

// Close implements [bus.Bus].
func (b *Bus) Close() error {
	b.mu.Lock()
	listeners := b.listeners
	b.listeners, b.closed, b.trouble = nil, true, errClosed
	b.mu.Unlock()
	b.end()
	<-b.ended
	for _, l := range listeners {
		l.stop()
	}
	return nil
}

// say has Redis told about a channel. The caller holds b.mu.
func (b *Bus) say(channel string) {
	b.unsaid[channel] = struct{}{}
	select {
	case b.changed <- struct{}{}:
	default:
	}
}

// sayAll has Redis told, after it was lost, about all that is listened to.
func (b *Bus) sayAll() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.unsaid)
	for channel := range b.listeners {
		b.unsaid[channel] = struct{}{}
	}
}

func (b *Bus) listener(channel string) *listener {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.listeners[channel]
}

// receive takes what came in on a channel.
func (b *Bus) receive(channel, sealed string) {
	l := b.listener(channel)
	if l == nil {
		return
	}
	message, own, err := b.sealer.open(channel, []byte(sealed))
	switch {
	case err != nil:
		b.metrics.Refused.Add(1)
	case own:
	default:
		b.metrics.Heard.Add(1)
		if !l.hear(message) {
			b.metrics.Overflows.Add(1)
		}
	}
}

// confirmed takes that a subscription stands: what came before it may have been missed.
func (b *Bus) confirmed(channel string) {
	if l := b.listener(channel); l != nil {
		l.miss()
	}
}

// withdrawn takes that the server ended a subscription. If somebody still listens, either he began anew after that was asked
// for, or the shard gave the channel away; then the server says so when asked again.
func (b *Bus) withdrawn(channel string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.listeners[channel] != nil {
		b.say(channel)
	}
}

// How long to wait before connecting again: double of the last time, up to the limit. A session that lasted begins anew.
const (
	shortestPause = 10 * time.Millisecond
	longestPause  = 200 * time.Millisecond
	refusedPause  = 5 * time.Second // Redis is there and says no
	lasting       = time.Second
)

// run keeps up a session until the bus is closed.
func (b *Bus) run(ctx context.Context) {
	defer close(b.ended)
	addrs := []string{b.server.addr}
	var pause time.Duration
	for attempt := 0; ctx.Err() == nil; attempt++ {
		began := time.Now()
		s := b.newSession(ctx)
		err := s.connect(addrs[attempt%len(addrs)])
		if err == nil {
			addrs = append([]string{b.server.addr}, s.known...)
			err = s.hold()
		}
		s.close()
		if ctx.Err() != nil {
			return
		}
		b.lost(err)
		limit := longestPause
		if refused(err) {
			limit = refusedPause
		}
		if time.Since(began) > lasting && !refused(err) {
			pause = 0
		}
		pause = min(max(2*pause, shortestPause), limit)
		select {
		case <-ctx.Done():
		case <-time.After(pause/2 + rand.N(pause/2)): // #nosec G404 -- a pause, no secret
		}
	}
}

// lost takes why messages do not get through.
func (b *Bus) lost(err error) {
	hint := "boards keep working meanwhile, and nodes catch up from the database; check that Redis runs and can be reached"
	if refused(err) {
		hint = "check the user, the password and the rights of the user, which README.md lists"
	}
	err = fmt.Errorf("redisbus: Redis at %s: %w; %s", b.server.addr, err, hint)
	b.mu.Lock()
	news := b.trouble == nil || b.trouble == errNotYet
	if !b.closed {
		b.trouble = err
	}
	clear(b.unsaid) // the next session tells all that is listened to
	b.mu.Unlock()
	if news {
		b.log.Warn("bus: messages do not reach the other nodes", "err", err)
	}
}

// found takes that messages get through again.
func (b *Bus) found() {
	b.mu.Lock()
	news := b.trouble != nil && !b.closed
	if news {
		b.trouble = nil
	}
	b.mu.Unlock()
	if news {
		b.metrics.Sessions.Add(1)
		b.log.Info("bus: connected to Redis", "addr", b.server.addr)
	}
}

// refused tells whether Redis answered, and trying again at once is of no use.
func refused(err error) bool {
	var reply redis.Error
	if !errors.As(err, &reply) {
		return false
	}
	for _, passing := range []string{"LOADING", "MOVED", "ASK", "TRYAGAIN", "CLUSTERDOWN", "MASTERDOWN", "READONLY"} {
		if strings.HasPrefix(reply.Error(), passing) {
			return false
		}
	}
	return true
}

// channelOf names a topic's channel. The braces make the topic alone decide which shard it belongs to.
func channelOf(topic string) string { return "feltboard:{" + topic + "}" }
