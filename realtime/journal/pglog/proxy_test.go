package pglog

import (
	"net"
	"net/url"
	"sync"
	"testing"
)

// proxy stands between a Log and its server.
type proxy struct {
	listener net.Listener
	server   string

	mu    sync.Mutex
	fault fault
	spare int // requests that get through before
}

// fault is what happens to a request, and to the connection with it.
type fault int

const (
	none      fault = iota
	loseReply       // the server gets the request; the reply is lost
	loseBoth        // the request is lost
)

// through returns the proxy before the server in url, and the URL by which it is
// reached.
func through(t *testing.T, database string) (*proxy, string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{server: u.Host}
	if p.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.listener.Close() })
	go p.serve()
	u.Host = p.listener.Addr().String()
	return p, u.String()
}

// next sets what happens to the next request but so many.
func (p *proxy) next(f fault, spare int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault, p.spare = f, spare
}

func (p *proxy) take() fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fault == none {
		return none
	}
	if p.spare > 0 {
		p.spare--
		return none
	}
	f := p.fault
	p.fault = none
	return f
}

func (p *proxy) serve() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.server)
		if err != nil {
			client.Close()
			continue
		}
		go p.carry(client, server)
	}
}

func (p *proxy) carry(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	var mu sync.Mutex
	var lost bool // the replies
	go func() {
		defer client.Close()
		buf := make([]byte, 1<<16)
		for {
			n, err := server.Read(buf)
			mu.Lock()
			drop := lost
			mu.Unlock()
			if err != nil || drop {
				return
			}
			if _, err := client.Write(buf[:n]); err != nil {
				return
			}
		}
	}()
	buf := make([]byte, 1<<16)
	for {
		n, err := client.Read(buf)
		if err != nil {
			return
		}
		switch p.take() {
		case loseReply:
			mu.Lock()
			lost = true
			mu.Unlock()
		case loseBoth:
			return
		}
		if _, err := server.Write(buf[:n]); err != nil {
			return
		}
	}
}
