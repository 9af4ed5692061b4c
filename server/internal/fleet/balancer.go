package fleet

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync"
	"time"
)

// How a balancer looks at its nodes.
const (
	lookEvery = 200 * time.Millisecond
	lookFor   = time.Second
)

// Balancer gives each request, and so each websocket, to the next node that is ready. A node that cannot be reached is passed
// over at once, one that says it is not ready within lookEvery.
type Balancer struct {
	// Base is its address, http://127.0.0.1:port.
	Base string

	server *http.Server
	stop   context.CancelFunc
	done   sync.WaitGroup

	mu    sync.Mutex
	nodes []*backend
	next  int
}

type backend struct {
	addr  string
	ready bool
}

var errNoNode = errors.New("no node can be reached")

// Balance listens on a host:port, or on a free one for "". It knows no nodes yet.
func Balance(addr string) (*Balancer, error) {
	if addr == "" {
		var err error
		if addr, err = FreeAddr(); err != nil {
			return nil, err
		}
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	b := &Balancer{Base: "http://" + addr}
	quiet := log.New(io.Discard, "", 0) // nodes come and go
	b.server = &http.Server{ErrorLog: quiet, Handler: &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: "node"}) // dial chooses which
			r.Out.Host = r.In.Host
			r.SetXForwarded()
		},
		Transport: &http.Transport{DialContext: b.dial, DisableKeepAlives: true, ResponseHeaderTimeout: 10 * time.Second},
		ErrorLog:  quiet, FlushInterval: -1,
	}}
	ctx, cancel := context.WithCancel(context.Background())
	b.stop = cancel
	b.done.Go(func() { b.server.Serve(ln) }) // until Close
	b.done.Go(func() { b.watch(ctx) })
	return b, nil
}

// Add makes a node known, by its host:port. It is asked for readiness before it gets anything.
func (b *Balancer) Add(addr string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.nodes = append(b.nodes, &backend{addr: addr})
}

// Close ends all connections.
func (b *Balancer) Close() {
	b.stop()
	b.server.Close() // leaves websockets, which end with their nodes
	b.done.Wait()
}

// dial connects to the next node that is ready; if none is, to any that can be reached.
func (b *Balancer) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	var d net.Dialer
	for _, addr := range b.order() {
		if conn, err := d.DialContext(ctx, network, addr); err == nil {
			return conn, nil
		}
		b.mark(addr, false)
	}
	return nil, errNoNode
}

// order lists the nodes in the order in which they are to be tried.
func (b *Balancer) order() (addrs []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next++
	for _, ready := range []bool{true, false} {
		for i := range b.nodes {
			if n := b.nodes[(b.next+i)%len(b.nodes)]; n.ready == ready {
				addrs = append(addrs, n.addr)
			}
		}
	}
	return addrs
}

func (b *Balancer) mark(addr string, ready bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, n := range b.nodes {
		if n.addr == addr {
			n.ready = ready
		}
	}
}

// watch looks at all nodes again and again.
func (b *Balancer) watch(ctx context.Context) {
	client := &http.Client{Timeout: lookFor, Transport: &http.Transport{DisableKeepAlives: true}}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		var all sync.WaitGroup
		for _, addr := range b.order() {
			all.Go(func() {
				r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/readyz", nil)
				if err != nil {
					return // an address that is none
				}
				res, err := client.Do(r)
				if err == nil {
					res.Body.Close()
				}
				b.mark(addr, err == nil && res.StatusCode == http.StatusOK)
			})
		}
		all.Wait()
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}
