package sim

import (
	"math/rand/v2"
	"sync"

	"feltboard/realtime/bus"
)

// wires join the nodes' buses. Messages wait, per pair of nodes, until the run delivers, loses, doubles or swaps them: all
// chance is the run's own, so that it does not depend on which node's goroutines were faster.
type wires struct {
	mu    sync.Mutex
	ports []*port
}

// maxWaiting is how many messages wait between two nodes; what is more is lost, and the ear told so.
const maxWaiting = 200

// port is one process's access to the bus.
type port struct {
	wires *wires
	node  int // which node this process is

	// Guarded by wires.mu.
	ears map[string]*ear
	cut  bool               // it reaches nobody, for now
	dead bool               // the process was killed
	in   map[int][]*message // not yet delivered, by the sending node
}

// message is something published, or, with no bytes, the word that something may have been missed.
type message struct {
	topic string
	bytes []byte
}

type ear struct {
	ear     bus.Ear
	calling sync.Mutex // held during a call, and for good once stopped
	stopped bool
}

// join adds a process that is a node's newest.
func (w *wires) join(node int) *port {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := &port{wires: w, node: node, ears: map[string]*ear{}, in: map[int][]*message{}}
	for i, old := range w.ports {
		if old.node == node {
			p.cut = old.cut
			w.ports[i] = p
			return p
		}
	}
	w.ports = append(w.ports, p)
	return p
}

func (p *port) Listen(topic string, e bus.Ear) (stop func()) {
	p.wires.mu.Lock()
	defer p.wires.mu.Unlock()
	one := &ear{ear: e}
	p.ears[topic] = one
	if !p.cut {
		p.put(p.node, &message{topic: topic})
	}
	return func() {
		p.wires.mu.Lock()
		if p.ears[topic] == one {
			delete(p.ears, topic)
		}
		p.wires.mu.Unlock()
		one.calling.Lock()
		defer one.calling.Unlock()
		one.stopped = true
	}
}

func (p *port) Publish(topic string, b []byte) {
	p.wires.mu.Lock()
	defer p.wires.mu.Unlock()
	if p.cut || p.dead || len(b) > bus.MaxMessage {
		return
	}
	for _, other := range p.wires.ports {
		if other != p && !other.cut && !other.dead && other.ears[topic] != nil {
			other.put(p.node, &message{topic, append([]byte{}, b...)})
		}
	}
}

func (p *port) put(from int, m *message) {
	if len(p.in[from]) >= maxWaiting {
		p.in[from] = []*message{{topic: m.topic}}
	}
	p.in[from] = append(p.in[from], m)
}

func (p *port) Ready() error { return nil }

func (p *port) Close() error { return nil }

// kill cuts a process off for good.
func (p *port) kill() {
	p.wires.mu.Lock()
	defer p.wires.mu.Unlock()
	p.dead, p.in = true, nil
}

// set cuts a node off, or ends that; then it is told that it may have missed something.
func (p *port) set(cut bool) {
	p.wires.mu.Lock()
	defer p.wires.mu.Unlock()
	if p.cut == cut {
		return
	}
	p.cut = cut
	clear(p.in)
	for _, other := range p.wires.ports {
		delete(other.in, p.node)
	}
	if !cut {
		for topic := range p.ears {
			p.put(p.node, &message{topic: topic})
		}
	}
}

// trouble is what may happen to a message.
type trouble struct{ lost, doubled, swapped *int }

// carry delivers the next message between two nodes that chance picks, or, with trouble, does something else to it; it is
// false if none waits.
func (w *wires) carry(rng *rand.Rand, t *trouble) bool {
	w.mu.Lock()
	type way struct {
		to   *port
		from int
	}
	var ways []way
	for _, to := range w.ports {
		for from := range len(w.ports) {
			if len(to.in[from]) > 0 {
				ways = append(ways, way{to, from})
			}
		}
	}
	if len(ways) == 0 {
		w.mu.Unlock()
		return false
	}
	at := ways[rng.IntN(len(ways))]
	queue := at.to.in[at.from]
	i, keep := 0, false
	if t != nil && queue[0].bytes != nil {
		switch rng.IntN(10) {
		case 0:
			*t.lost++
			at.to.in[at.from] = queue[1:]
			w.mu.Unlock()
			return true
		case 1:
			*t.doubled++
			keep = true
		case 2:
			if i = rng.IntN(len(queue)); i > 0 {
				*t.swapped++
			}
		}
	}
	m := queue[i]
	if !keep {
		at.to.in[at.from] = append(append([]*message{}, queue[:i]...), queue[i+1:]...)
	}
	e := at.to.ears[m.topic]
	w.mu.Unlock()
	if e == nil {
		return true
	}
	e.calling.Lock()
	defer e.calling.Unlock()
	switch {
	case e.stopped:
	case m.bytes == nil:
		e.ear.Missed()
	default:
		e.ear.Heard(append([]byte{}, m.bytes...))
	}
	return true
}
