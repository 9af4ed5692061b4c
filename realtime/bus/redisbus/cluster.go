package redisbus

import (
	"errors"
	"net"
	"strconv"
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

// spread joins the masters of the cluster that the server at origin described.
func (s *session) spread(origin string, shards []redis.ClusterShard) error {
	s.layout = layout{}
	covered := int64(0)
	for _, shard := range shards {
		var master *node
		for _, n := range shard.Nodes {
			addr := address(n, origin, s.bus.server.tls != nil)
			s.known = append(s.known, addr)
			if master == nil && len(shard.Slots) > 0 && n.Role == "master" && n.Health == "online" {
				master = s.join(s.bus.server.sibling(addr), addr)
			}
		}
		if master == nil {
			continue
		}
		for _, r := range shard.Slots {
			s.layout = append(s.layout, span{int(r.Start), int(r.End), master})
			covered += r.End - r.Start + 1
		}
	}
	if covered != slotCount {
		return errUncovered
	}
	return nil
}

// address is where to reach a server of the cluster. It may leave its host away; and one that knows itself by a loopback
// address only is where we asked.
func address(n redis.Node, origin string, tls bool) string {
	host, port := n.Endpoint, n.Port
	if ip := net.ParseIP(host); host == "" || host == "?" || ip != nil && ip.IsLoopback() {
		var err error
		if host, _, err = net.SplitHostPort(origin); err != nil { // a unix socket
			host = "localhost"
		}
	}
	if tls && n.TLSPort != 0 {
		port = n.TLSPort
	}
	return net.JoinHostPort(host, strconv.FormatInt(port, 10))
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
