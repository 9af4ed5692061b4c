package realtime

import (
	"context"
	"errors"
	"slices"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// How a board keeps up with the other nodes that serve it (SPEC §6).

const (
	lookEvery  = time.Second     // between two looks at the journal for what the bus may have lost
	lookTime   = 2 * time.Second // for the journal to answer such a look
	maxHeard   = 1 << 20         // bytes of hints that wait for a board
	silentNode = 3               // heartbeats after which a node that says nothing has nobody on the board
)

// topic is where nodes talk of a board.
func (b *board) topic() string { return "board:" + b.id }

// Heard implements [bus.Ear].
func (b *board) Heard(message []byte) {
	h, err := decodeHint(message)
	if err != nil {
		b.hub.metrics.BadHints.Add(1)
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shut {
		return
	}
	if b.heardBytes += len(message); b.heardBytes > maxHeard {
		b.missed = true
	} else {
		b.heard = append(b.heard, h)
	}
	b.poke()
}

// Missed implements [bus.Ear].
func (b *board) Missed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.shut {
		b.missed, b.asking = true, true
		b.poke()
	}
}

// look finds out every second, for all boards that somebody is on, whether the journal is where they are.
func (h *Hub) look() {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-h.ended:
			return
		}
		h.mu.Lock()
		live := map[string]*board{}
		for id := range h.sessions {
			if b := h.boards[id]; b != nil {
				live[id] = b
			}
		}
		h.mu.Unlock()
		if len(live) == 0 {
			continue
		}
		ids := make([]string, 0, len(live))
		for id := range live {
			ids = append(ids, id)
		}
		ctx, cancel := context.WithTimeout(context.Background(), lookTime)
		heads, err := h.o.Journal.Heads(ctx, ids)
		cancel()
		if err != nil {
			continue // readyz says so; commits do, too
		}
		for id, b := range live {
			if at := b.at.Load(); at == nil || *at != heads[id] {
				b.mu.Lock()
				if !b.shut {
					b.missed = true
					b.poke()
				}
				b.mu.Unlock()
			}
		}
	}
}

// announce tells the other nodes what was committed here.
func (b *board) announce(after journal.Pos, entries []journal.Entry) {
	if b.hub.o.Bus == nil || len(entries) == 0 {
		return
	}
	n := news{after: after, entries: entries, head: entries[len(entries)-1].Pos}
	b.hub.o.Bus.Publish(b.topic(), n.encode())
}

// hear takes in what other nodes said. Its error means that the board cannot be served any longer.
func (b *board) hear() error {
	b.mu.Lock()
	heard, missed, asking := b.heard, b.missed, b.asking
	b.heard, b.heardBytes, b.missed, b.asking = nil, 0, false, false
	b.mu.Unlock()
	if asking {
		b.tellNodes(people{ask: true, here: b.here})
	}
	for _, h := range heard {
		switch h := h.(type) {
		case *people:
			b.hearPeople(h)
		case *news:
			missed = b.heed(h) || missed
		}
	}
	if missed {
		return b.catchUp()
	}
	return nil
}

// follow applies entries that come directly after the board's position, and tells everybody.
func (b *board) follow(entries []journal.Entry) {
	t := &turn{}
	for _, e := range entries {
		entry, err := boards.DecodeEntry(e.Seq, e.Data)
		if err != nil {
			b.freeze(err.Error())
			break
		}
		t.changes = append(t.changes, b.state.Apply(entry))
		t.pos = append(t.pos, e.Pos)
	}
	b.tell(t)
}

// heed follows news if they go on from where the board is; it is true if the journal has to be asked.
func (b *board) heed(n *news) bool {
	switch {
	case b.frozen, n.head == b.pos, n.head.Seq < b.pos.Seq:
		return false // of a past that was rewritten the next look tells
	}
	entries, after := n.entries, n.after
	for len(entries) > 0 && after.Seq < b.pos.Seq {
		after, entries = entries[0].Pos, entries[1:]
	}
	if len(entries) == 0 || after != b.pos && !b.hub.o.Faults.IgnoreGap {
		return true
	}
	b.hub.metrics.Followed.Add(int64(len(entries)))
	b.follow(entries)
	return false
}

// catchUp reads from the journal what the board does not have yet. If it cannot be read just now, the next look tries again.
func (b *board) catchUp() error {
	if b.frozen {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), lookTime)
	defer cancel()
	entries, err := b.hub.o.Journal.Read(ctx, b.id, b.pos, 0)
	var corrupt *journal.CorruptError
	switch {
	case err == nil:
		if len(entries) > 0 {
			b.hub.metrics.Gaps.Add(1)
			b.follow(entries)
		}
		return nil
	case errors.Is(err, journal.ErrRewound):
		b.hub.metrics.Rewinds.Add(1)
		b.hub.log.Warn("a board's history was replaced; it is read again", "board", b.id, "seq", b.pos.Seq)
		return b.reload()
	case errors.As(err, &corrupt):
		b.freeze(err.Error())
		return nil
	case errors.Is(err, journal.ErrNotFound), errors.Is(err, journal.ErrClosed):
		return err
	}
	b.unread = err
	return nil
}

// fresh makes sure that the board is where the journal is, for those who may have seen it somewhere else.
func (b *board) fresh() error {
	if b.hub.o.Bus == nil || b.frozen || b.hub.o.Faults.StaleWelcome {
		return nil
	}
	b.unread = nil
	if err := b.catchUp(); err != nil {
		return err
	}
	return b.unread
}

// hearPeople takes in who is on the board elsewhere.
func (b *board) hearPeople(p *people) {
	for _, m := range p.who {
		b.elsewhere[m.member] = m
	}
	if n, ok := b.nodes[p.node]; ok && len(p.left) > 0 {
		n.members = slices.DeleteFunc(slices.Clone(n.members), func(m string) bool { return slices.Contains(p.left, m) })
		b.nodes[p.node], b.unlisted = n, true
	}
	b.away = append(b.away, p.left...)
	if p.here != nil {
		if !slices.Equal(b.nodes[p.node].members, p.here) {
			b.unlisted = true
		}
		b.nodes[p.node] = nodePeople{p.here, b.hub.o.Now()}
		if len(p.here) == 0 {
			delete(b.nodes, p.node)
		}
	}
	if p.ask && len(b.here) > 0 {
		b.tellNodes(people{here: b.here})
	}
}

// nodePeople are the members with a connection to the board through another node.
type nodePeople struct {
	members []string
	heard   time.Time
}

// forgetSilent drops nodes that have said nothing for too long.
func (b *board) forgetSilent() {
	for node, p := range b.nodes {
		if b.hub.o.Now().Sub(p.heard) > silentNode*b.hub.o.Beat {
			delete(b.nodes, node)
			b.unlisted = true
		}
	}
}

func (b *board) tellNodes(p people) {
	if b.hub.o.Bus == nil {
		return
	}
	p.node = b.hub.node
	b.hub.o.Bus.Publish(b.topic(), p.encode())
}

// isElsewhere says whether a member is on the board through another node.
func (b *board) isElsewhere(member string) bool {
	for _, p := range b.nodes {
		if slices.Contains(p.members, member) {
			return true
		}
	}
	return false
}
