package redisbus

import (
	"errors"
	"net"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"
)

const slotCount = 16384

var errUncovered = errors.New("the cluster does not serve all slots: a shard has no master, or slots were never assigned")

// layout says which node has which slots.
type layout []span

type span struct {
	first, last int
	node        *node
}

// spread joins all masters of the cluster that the server at addr described.
func (s *session) spread(addr string, spans []redis.ClusterSlot) error {
	origin, _, err := net.SplitHostPort(addr)
	if err != nil { // a unix socket
		origin = "localhost"
	}
	masters := map[string]*node{}
	s.layout = layout{}
	covered := 0
	for _, shard := range spans {
		for i, n := range shard.Nodes {
			at, err := reachable(n.Addr, origin)
			if err != nil {
				return err
			}
			if !slices.Contains(s.known, at) {
				s.known = append(s.known, at)
			}
			if i > 0 {
				continue // a replica
			}
			if masters[at] == nil {
				masters[at] = s.join(s.bus.server.sibling(at), at)
			}
			s.layout = append(s.layout, span{shard.Start, shard.End, masters[at]})
			covered += shard.End - shard.Start + 1
		}
	}
	if covered != slotCount {
		return errUncovered
	}
	return nil
}

// reachable completes an address of CLUSTER SLOTS: a server may leave its host away, and one that knows itself as a loopback
// address only is where we asked.
func reachable(addr, origin string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", err
	}
	if ip := net.ParseIP(host); host == "" || host == "?" || ip != nil && ip.IsLoopback() {
		host = origin
	}
	return net.JoinHostPort(host, port), nil
}

// sibling is how to reach another server of the cluster.
func (at server) sibling(addr string) server {
	at.network = "tcp"
	if at.tls != nil {
		at.tls = at.tls.Clone()
		at.tls.ServerName, _, _ = net.SplitHostPort(addr)
	}
	return at
}

func (l layout) node(channel string) *node {
	slot := slotOf(channel)
	for _, span := range l {
		if span.first <= slot && slot <= span.last {
			return span.node
		}
	}
	return nil // not reached: all slots are covered
}

// slotOf is the slot of a channel with a hash tag, as Redis computes it: the CRC-16/XMODEM of what is between the first brace
// and the next closing one, or of all if nothing is.
func slotOf(channel string) int {
	if _, rest, ok := strings.Cut(channel, "{"); ok {
		if tag, _, ok := strings.Cut(rest, "}"); ok && tag != "" {
			channel = tag
		}
	}
	crc := uint16(0)
	for _, b := range []byte(channel) {
		crc ^= uint16(b) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return int(crc) % slotCount
}
