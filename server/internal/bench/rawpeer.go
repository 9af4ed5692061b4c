package bench

import (
	"net"
	"sync"

	"github.com/gorilla/websocket"
)

// peer is one connection of a raw server.
type peer interface {
	// send queues messages: prepared ones, or a turn's frames. It waits while the peer is too far behind (nothing is lost and
	// nobody cut off, the best a raw server can look) and never fails: a peer that is gone takes everything.
	send(frames []byte, prepared []*websocket.PreparedMessage)
	write() // until close
	close()
}

type preparedPeer struct {
	conn  *websocket.Conn
	queue chan *websocket.PreparedMessage
	done  chan struct{}
}

func newPreparedPeer(conn *websocket.Conn) peer {
	return &preparedPeer{conn, make(chan *websocket.PreparedMessage, 256), make(chan struct{})}
}

func (p *preparedPeer) send(_ []byte, prepared []*websocket.PreparedMessage) {
	for _, m := range prepared {
		select {
		case p.queue <- m:
		case <-p.done:
			return
		}
	}
}

func (p *preparedPeer) write() {
	for {
		select {
		case m := <-p.queue:
			if p.conn.WritePreparedMessage(m) != nil {
				_ = p.conn.Close() // the reader then notices
				return
			}
		case <-p.done:
			return
		}
	}
}

func (p *preparedPeer) close() { close(p.done) }

// maxPending bounds what waits for one peer, in bytes.
const maxPending = 1 << 20

type batchPeer struct {
	conn    net.Conn
	mu      sync.Mutex
	changed sync.Cond // pending or closed has changed
	pending []byte
	closed  bool
}

func newBatchPeer(conn *websocket.Conn) peer {
	p := &batchPeer{conn: conn.NetConn()}
	p.changed.L = &p.mu
	return p
}

func (p *batchPeer) send(frames []byte, _ []*websocket.PreparedMessage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.pending) > maxPending && !p.closed {
		p.changed.Wait()
	}
	p.pending = append(p.pending, frames...)
	p.changed.Broadcast()
}

func (p *batchPeer) write() {
	var out []byte
	for {
		p.mu.Lock()
		for len(p.pending) == 0 && !p.closed {
			p.changed.Wait()
		}
		if p.closed {
			p.mu.Unlock()
			return
		}
		out, p.pending = p.pending, out[:0]
		p.changed.Broadcast()
		p.mu.Unlock()
		if _, err := p.conn.Write(out); err != nil {
			_ = p.conn.Close()
			return
		}
	}
}

func (p *batchPeer) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.changed.Broadcast()
}
