package bus

import "sync"

// Net joins nodes within one process, for tests and simulations. The zero value is ready.
type Net struct {
	// Fault is asked for every message on its way from one node to another (numbers in the order of Node): how many times it
	// arrives. Nil: once. Set it before the first message; it may be called by many goroutines.
	Fault func(from, to int, topic string) (copies int)

	mu    sync.Mutex
	nodes []*node
}

type node struct {
	net    *Net
	number int

	// Guarded by net.mu.
	ears   map[string]*listener
	closed bool
}

// listener hands messages to an ear on a goroutine of its own. A nil message stands for Missed.
type listener struct {
	ear   Ear
	mu    sync.Mutex
	queue [][]byte
	busy  bool
	ended bool
	idle  sync.Cond
}

// Node adds a node and returns its access to the others.
func (n *Net) Node() Bus {
	n.mu.Lock()
	defer n.mu.Unlock()
	one := &node{net: n, number: len(n.nodes), ears: map[string]*listener{}}
	n.nodes = append(n.nodes, one)
	return one
}

// Restore tells every ear that it may have missed something, as after an outage.
func (n *Net) Restore() {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, one := range n.nodes {
		for _, l := range one.ears {
			l.put(nil)
		}
	}
}

func (n *node) Listen(topic string, ear Ear) (stop func()) {
	l := &listener{ear: ear}
	l.idle.L = &l.mu
	n.net.mu.Lock()
	defer n.net.mu.Unlock()
	if n.closed {
		return func() {}
	}
	n.ears[topic] = l
	l.put(nil)
	return func() {
		n.net.mu.Lock()
		if n.ears[topic] == l {
			delete(n.ears, topic)
		}
		n.net.mu.Unlock()
		l.end()
	}
}

func (n *node) Publish(topic string, message []byte) {
	n.net.mu.Lock()
	defer n.net.mu.Unlock()
	if n.closed || len(message) > MaxMessage {
		return
	}
	for _, other := range n.net.nodes {
		l := other.ears[topic]
		if other == n || l == nil {
			continue
		}
		copies := 1
		if n.net.Fault != nil {
			copies = n.net.Fault(n.number, other.number, topic)
		}
		for range copies {
			l.put(append([]byte{}, message...))
		}
	}
}

func (n *node) Ready() error { return nil }

func (n *node) Close() error {
	n.net.mu.Lock()
	ears := n.ears
	n.ears, n.closed = map[string]*listener{}, true
	n.net.mu.Unlock()
	for _, l := range ears {
		l.end()
	}
	return nil
}

func (l *listener) put(message []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return
	}
	l.queue = append(l.queue, message)
	if !l.busy {
		l.busy = true
		go l.run()
	}
}

func (l *listener) run() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.queue) > 0 && !l.ended {
		m := l.queue[0]
		l.queue = l.queue[1:]
		l.mu.Unlock()
		if m == nil {
			l.ear.Missed()
		} else {
			l.ear.Heard(m)
		}
		l.mu.Lock()
	}
	l.busy = false
	l.idle.Broadcast()
}

// end waits for a call in progress.
func (l *listener) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
	for l.busy {
		l.idle.Wait()
	}
}
