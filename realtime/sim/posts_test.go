package sim

import (
	"context"
	"errors"
	"testing/synctest"

	"feltboard/realtime"
)

// post sends what waits of a person without a websocket to whichever node the balancer picks, and takes in the answer. What
// is not answered stays p.body, and is sent again.
func (w *world) post(p *person, n int) {
	if p.body == nil {
		n = min(n, len(p.up))
		p.body, p.up = p.tab.Body(p.up[:n]...), p.up[n:]
		p.past = append(p.past, p.body)
	}
	node := w.nodes[w.rng.IntN(len(w.nodes))]
	if node.hub == nil {
		return
	}
	chance := 15
	if !w.healing {
		chance = w.rng.IntN(16)
	}
	switch chance {
	case 0:
		w.tally.LostPosts++
		return
	case 1:
		if w.plan.Rewind {
			return
		}
		w.tally.Ghosts++
		w.ghosts = append(w.ghosts, &ghost{p: p, body: p.body})
		return
	}
	w.tally.Posts++
	trace("%d > node %d, a post: %s", p.index, node.number, p.body)
	nacks, err := w.arrive(node, p, p.body)
	if chance == 2 {
		w.tally.LostPosts++
		return
	}
	if closed, ok := errors.AsType[*realtime.CloseError](err); ok && closed.Code >= 4001 {
		w.oracle.fail("I-4", "a post of person %d was refused with %v: %.300s", p.index, closed.Code, p.body)
	}
	if err != nil {
		trace("%d < node %d, no answer: %v", p.index, node.number, err)
		return
	}
	p.body = nil
	for _, nack := range nacks {
		trace("%d < node %d, an answer: %s", p.index, node.number, nack)
		answer, err := p.tab.Posted(nack)
		if !w.took(p, nack, answer, err) {
			return
		}
	}
}

// arrive lets a post arrive at a node, and returns what comes of it.
func (w *world) arrive(n *node, p *person, body []byte) (nacks [][]byte, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		nacks, err = n.hub.Post(ctx, w.board, realtime.Identity{Member: p.viewer.Member}, body, nil)
	}()
	synctest.Wait()
	select {
	case <-done:
	default:
		cancel()
		<-done
	}
	return nacks, err
}
