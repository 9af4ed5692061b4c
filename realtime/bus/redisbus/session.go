package redisbus

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

const (
	timeout   = time.Second            // of connecting, and of each write and read
	pingEvery = 200 * time.Millisecond // of silence
	patience  = 600 * time.Millisecond // with a ping that is not answered
	maxNames  = 256                    // channels in one command
)

// probe is a channel that shows whether Redis lets us publish and listen. Nobody else hears of it: what is published there
// is empty.
var probe = channelOf("~")

var (
	errSilent = errors.New("it does not answer")
	errLost   = errors.New("the connection was lost")
)

func init() {
	// The library reports to stderr what it also returns. There is one such logger per process.
	redis.SetLogger(quiet{})
}

type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}

// session is the time from connecting to Redis until anything goes wrong with it. It never mends: the library's own ways to
// reconnect are shut off, because they tell nobody that messages were missed, and pause for a second at a time.
type session struct {
	bus    *Bus
	ctx    context.Context // ends with the session
	fail   context.CancelCauseFunc
	began  time.Time
	lines  *lines
	nodes  []*node
	layout layout   // which node has which channel; nil: there is one for all
	known  []string // addresses of servers that may be asked next time
	unsure atomic.Int32
}

// node is one Redis server: a connection to publish and a connection to listen.
type node struct {
	client *redis.Client
	sub    *redis.PubSub
	heard  atomic.Int64 // when anything came in, as the time since the session began
	pinged int64        // likewise
}

// newSession makes a session that ends with ctx; the caller calls close.
func (b *Bus) newSession(ctx context.Context) *session {
	s := &session{bus: b, began: time.Now(), lines: newLines(ctx)}
	s.ctx, s.fail = context.WithCancelCause(ctx)
	return s
}

// connect reaches the server at addr and, if it is part of a cluster, all its masters.
func (s *session) connect(addr string) error {
	n := s.join(s.bus.server, addr)
	shards, err := n.client.ClusterShards(s.ctx).Result()
	var reply redis.Error
	switch {
	case err == nil:
		n.client.Close()
		s.nodes = nil
		return s.spread(addr, shards)
	case errors.As(err, &reply) && strings.HasPrefix(reply.Error(), "ERR "): // no cluster, or a Redis 6 that has no shards
		return nil
	}
	return err
}

// join adds a server to the session.
func (s *session) join(at server, addr string) *node {
	o := &redis.Options{
		Network: at.network, Addr: addr, Username: at.username, Password: at.password, TLSConfig: at.tls,
		// RESP2 has what is needed here, and no messages that nobody asked for.
		Protocol: 2, DisableIdentity: true,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
		DialTimeout:              timeout, ReadTimeout: timeout, WriteTimeout: timeout,
		MaxRetries: -1, DialerRetries: 1,
		PoolSize: 2, // of which one is used: a pool that failed to dial as often as it is large pauses
		// Connections are not given up for their age.
		ConnMaxIdleTime: -1,
	}
	o.Dialer = s.lines.dialer(redis.NewDialer(o), 2)
	n := &node{client: redis.NewClient(o)}
	n.sub = n.client.Subscribe(s.ctx)
	s.nodes = append(s.nodes, n)
	return n
}

// hold listens and publishes until something fails or the bus is closed, and returns what failed.
func (s *session) hold() error {
	if err := s.begin(); err != nil {
		return err
	}
	var all sync.WaitGroup
	all.Go(s.publish)
	all.Go(s.keep)
	for _, n := range s.nodes {
		all.Go(func() { s.fail(s.read(n)) })
	}
	<-s.ctx.Done()
	for _, n := range s.nodes {
		n.sub.Close()
	}
	all.Wait() // also for the batch that is under way: the other connection may well be sound
	return context.Cause(s.ctx)
}

// close gives up all connections.
func (s *session) close() {
	s.fail(errLost)
	s.lines.close()
	for _, n := range s.nodes {
		n.sub.Close()
		n.client.Close()
	}
}

// begin finds out whether Redis lets us publish and listen, and subscribes to all that is listened to.
func (s *session) begin() error {
	n := s.node(probe)
	if err := s.append(n.client, s.ctx, probe, nil).Err(); err != nil {
		return err
	}
	if err := s.subscribe(n, []string{probe}); err != nil {
		return err
	}
	s.bus.sayAll()
	if err := s.tell(); err != nil {
		return err
	}
	s.unsure.Store(int32(len(s.nodes)))
	for _, n := range s.nodes {
		if err := s.ping(n); err != nil {
			return err
		}
	}
	return nil
}

// publish sends what waits, everything that has gathered in one round trip.
func (s *session) publish() {
	for s.ctx.Err() == nil {
		batch, stale := s.bus.outbox.take(time.Now())
		s.bus.metrics.Dropped.Add(int64(stale))
		if len(batch) == 0 {
			select {
			case <-s.ctx.Done():
			case <-s.bus.outbox.filled:
			}
			continue
		}
		if err := s.send(batch); err != nil {
			s.fail(err)
		}
	}
}

// send sends a batch, to all nodes that it concerns at once.
func (s *session) send(batch []letter) error {
	if len(s.nodes) == 1 {
		return s.sendTo(s.nodes[0], batch)
	}
	shares := map[*node][]letter{}
	for _, l := range batch {
		n := s.node(l.channel)
		shares[n] = append(shares[n], l)
	}
	var all sync.WaitGroup
	errs := make(chan error, len(shares))
	for n, share := range shares {
		all.Go(func() { errs <- s.sendTo(n, share) })
	}
	all.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *session) sendTo(n *node, letters []letter) error {
	pipe := n.client.Pipeline()
	for _, l := range letters {
		s.append(pipe, context.Background(), l.channel, s.bus.sealer.seal(l.channel, l.message))
	}
	cmds, err := pipe.Exec(context.Background())
	m := s.bus.metrics
	m.Batches.Add(1)
	for _, c := range cmds {
		if c.Err() == nil {
			m.Published.Add(1)
		} else {
			m.Dropped.Add(1)
		}
	}
	return err
}

// append publishes, or has a pipeline publish, under the server's mode.
func (s *session) append(to redis.PubSubCmdable, ctx context.Context, channel string, sealed []byte) *redis.IntCmd {
	if s.layout != nil {
		return to.SPublish(ctx, channel, sealed)
	}
	return to.Publish(ctx, channel, sealed)
}

// keep tells Redis what is listened to, and finds out when it no longer answers.
func (s *session) keep() {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-s.ctx.Done():
			return
		case <-s.bus.changed:
			err = s.tell()
		case <-tick.C:
			err = s.check()
		}
		if err != nil {
			s.fail(err)
			return
		}
	}
}

// tell subscribes and unsubscribes what Redis was not told yet. What is listened to is always subscribed again, even where it
// was before: somebody who began anew waits for the confirmation.
func (s *session) tell() error {
	join, leave := map[*node][]string{}, map[*node][]string{}
	b := s.bus
	b.mu.Lock()
	for channel := range b.unsaid {
		to := leave
		if b.listeners[channel] != nil {
			to = join
		}
		n := s.node(channel)
		to[n] = append(to[n], channel)
	}
	clear(b.unsaid)
	b.mu.Unlock()
	for n, channels := range leave {
		if err := s.unsubscribe(n, channels); err != nil {
			return err
		}
	}
	for n, channels := range join {
		if err := s.subscribe(n, channels); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) subscribe(n *node, channels []string) error {
	do, most := n.sub.Subscribe, maxNames
	if s.layout != nil {
		do, most = n.sub.SSubscribe, 1 // one command takes channels of one slot only
	}
	return inParts(s.ctx, do, channels, most)
}

func (s *session) unsubscribe(n *node, channels []string) error {
	do, most := n.sub.Unsubscribe, maxNames
	if s.layout != nil {
		do, most = n.sub.SUnsubscribe, 1
	}
	return inParts(s.ctx, do, channels, most)
}

func inParts(ctx context.Context, do func(context.Context, ...string) error, channels []string, most int) error {
	for part := range slices.Chunk(channels, most) {
		if err := do(ctx, part...); err != nil {
			return err
		}
	}
	return nil
}

// check pings the connections that have been quiet, and fails where one does not answer.
func (s *session) check() error {
	now := int64(time.Since(s.began))
	for _, n := range s.nodes {
		heard := n.heard.Load()
		waiting := n.pinged > heard
		switch {
		case waiting && now-n.pinged > int64(patience):
			return errSilent
		case !waiting && now-heard > int64(pingEvery):
			if err := s.ping(n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *session) ping(n *node) error {
	n.pinged = int64(time.Since(s.began))
	return n.sub.Ping(s.ctx)
}

// read takes what comes in until the connection ends.
func (s *session) read(n *node) (err error) {
	defer func() {
		if v := recover(); v != nil { // the library does so at replies of a form it does not know
			err = fmt.Errorf("it replied with nonsense: %v", v)
		}
	}()
	sure := false
	for {
		reply, err := n.sub.Receive(s.ctx)
		if err != nil {
			return fmt.Errorf("%w: %w", errLost, err)
		}
		n.heard.Store(int64(time.Since(s.began)))
		switch reply := reply.(type) {
		case *redis.Message:
			s.bus.receive(reply.Channel, reply.Payload)
		case *redis.Subscription:
			switch reply.Kind {
			case "subscribe", "ssubscribe":
				s.bus.confirmed(reply.Channel)
			case "unsubscribe", "sunsubscribe":
				s.bus.withdrawn(reply.Channel)
			}
		case *redis.Pong:
			// The first one comes after the confirmations of all that was listened to at the beginning.
			if !sure && s.unsure.Add(-1) == 0 {
				s.bus.found()
			}
			sure = true
		}
	}
}

// node is where a channel lives.
func (s *session) node(channel string) *node {
	if s.layout == nil {
		return s.nodes[0]
	}
	return s.layout.node(channel)
}
