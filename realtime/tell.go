package realtime

import (
	"slices"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// visible returns, per change, which audiences it is for; unless c changed the rules, all four are looked at. want are the
// audiences whose ops are kept in out.
func (b *board) visible(c *boards.Change, want boards.Audience) seen {
	v := seen{records: map[string]boards.Audience{}, ops: map[boards.Audience][]boards.Op{}}
	for _, a := range boards.Audiences {
		if c.All != nil && a&want == 0 {
			v.audiences |= a // not worth looking: a change of rules ends all resumes
			continue
		}
		ops := c.Shared(a)
		if len(ops) > 0 {
			v.audiences |= a
			for _, o := range ops {
				v.records[o.ID] |= a
			}
			if a&want != 0 {
				v.ops[a] = ops
			}
		}
	}
	return v
}

// seen is one change as the audiences see it.
type seen struct {
	audiences boards.Audience            // that see something of it
	records   map[string]boards.Audience // the same by record
	ops       map[boards.Audience][]boards.Op
}

// remember takes a committed change into what the board keeps beside its state.
func (b *board) remember(pos journal.Pos, c *boards.Change, v seen) {
	e := pastEntry{id: pos.ID}
	for _, t := range c.Touched {
		e.touched = append(e.touched, pastTouch{record: t.After.ID, shared: v.records[t.After.ID]})
		b.note(t.After, t.Before)
	}
	b.past.add(e)
	if c.All != nil && !b.hub.o.Faults.TrustToken { // a change of rules ends all resumes from before it
		b.past.cut(pos)
	}
	b.pos = pos
}

// tell answers and tells everybody of a turn's changes: acks and nacks, then own, then chg.
func (b *board) tell(t *turn) {
	var inUse boards.Audience
	for _, s := range b.sessions {
		inUse |= s.viewer.Audience
	}
	shared := make([]seen, len(t.changes))
	touched := map[string]bool{} // members and owner keys whose own part may have changed
	everybody := false
	var changed boards.Audience // whose shared part has changed
	roles := map[string]bool{}  // members whose role may have changed
	for i, c := range t.changes {
		shared[i] = b.visible(c, inUse)
		if i < len(t.pos) {
			b.remember(t.pos[i], c, shared[i])
		}
		changed |= shared[i].audiences
		for _, p := range b.parts {
			if p.audience&shared[i].audiences != 0 {
				p.version++
			}
		}
		everybody = everybody || c.All != nil
		for _, r := range c.Touched {
			touched[r.After.ID] = true
			for _, who := range r.After.Parties() {
				touched[who] = true
			}
			if r.Before != nil {
				for _, who := range r.Before.Parties() {
					touched[who] = true
				}
			}
			if r.After.Type == "member" {
				roles[r.After.ID] = true
			}
		}
	}
	chgs := map[boards.Audience]*told{}
	for _, a := range boards.Audiences {
		if inUse&a != 0 {
			chgs[a] = b.chg(shared, a)
		}
	}
	if f := b.hub.o.Faults; !f.StaleSnapshot {
		for _, p := range b.parts {
			if changed&p.audience != 0 {
				p.keep(chgs[p.audience])
			}
		}
	}
	owns := map[boards.Viewer]*told{}
	detours := b.detours(t)
	for _, s := range slices.Clone(b.sessions) {
		if roles[s.viewer.Member] && b.state.Role(s.viewer.Member).Audience() != s.viewer.Audience {
			b.resync(s)
			continue
		}
		var own *told
		if everybody || touched[s.viewer.Member] || s.viewer.Owner != "" && touched[s.viewer.Owner] {
			if own = owns[s.viewer]; own == nil {
				own = b.ownChanges(t.changes, s.viewer)
				owns[s.viewer] = own
			}
		}
		if f := b.hub.o.Faults; f.LeakOwn && own == nil {
			for _, other := range owns {
				own = other
			}
		}
		b.tellOne(s, t, detours[s], own, chgs[s.viewer.Audience])
	}
	if len(t.pos) == len(t.changes) { // committed
		b.forget(t.changes)
	}
}

// told is a frame and where in it each change of the turn is, −1 for not at all.
type told struct {
	frame frame
	place []int
	any   bool
}

func (x *told) at(change int) int {
	if x == nil || change < 0 {
		return -1
	}
	return x.place[change]
}

func makeTold(ops [][]boards.Op, make func([][]boards.Op) frame, empty bool) *told {
	x := &told{}
	var kept [][]boards.Op
	for _, o := range ops {
		if len(o) == 0 && !empty {
			x.place = append(x.place, -1)
			continue
		}
		x.place = append(x.place, len(kept))
		kept = append(kept, o)
	}
	if x.any = len(kept) > 0; x.any {
		x.frame = make(kept)
	}
	return x
}

// chg makes the frame of a turn for one audience: visible changes only, so that the others leave no trace.
func (b *board) chg(shared []seen, a boards.Audience) *told {
	ops := make([][]boards.Op, len(shared))
	for i, v := range shared {
		ops[i] = v.ops[a]
	}
	return makeTold(ops, chgFrame, b.hub.o.Faults.CountHidden)
}

func (b *board) ownChanges(changes []*boards.Change, v boards.Viewer) *told {
	ops := make([][]boards.Op, len(changes))
	for i, c := range changes {
		ops[i] = c.Own(v)
	}
	return makeTold(ops, ownFrame, false)
}

// detours finds the changes that the client of a session asked for, but not over it: by a post, here or on another node, or
// over a connection that was cut. Its session alone acknowledges them.
func (b *board) detours(t *turn) map[*session][]int {
	if len(b.byClient) == 0 {
		return nil
	}
	asked := make([]asker, len(t.changes))
	for _, a := range t.answers {
		if a.m != nil && a.change >= 0 {
			asked[a.change] = a.m.by
		}
	}
	var out map[*session][]int
	for i, c := range t.changes {
		s := b.byClient[c.Entry.Client]
		if s == nil || asked[i] == asker(s) {
			continue
		}
		if a, _ := s.actor(c.Entry.Client); a.Anon && c.Entry.Owner != a.Owner || !a.Anon && c.Entry.By != a.Member {
			continue // somebody else's id
		}
		if out == nil {
			out = map[*session][]int{}
		}
		out[s] = append(out[s], i)
	}
	return out
}

// tellOne sends one session its part of a turn. Refusals that came with changes are passing ones: the client's later numbers
// wait for them, so behind the changes they are still in order.
func (b *board) tellOne(s *session, t *turn, detours []int, own, chg *told) {
	frames := b.telling[:0]
	var later []frame
	var acks []ackOf
	for _, i := range detours {
		e := t.changes[i].Entry
		acks = append(acks, ackOf{e.Client, e.N, own.at(i), chg.at(i)})
	}
	for _, a := range t.answers {
		switch {
		case a.m == nil || a.m.by != asker(s) || a.refused == unheard:
		case a.refused == nil:
			acks = append(acks, ackOf{a.m.f.Client, a.m.f.N, own.at(a.change), chg.at(a.change)})
		case len(acks) == 0:
			b.hub.metrics.nack(a.refused.Code)
			frames = append(frames, nackFrame(a.m.f.Client, a.m.f.N, a.refused))
		default:
			b.hub.metrics.nack(a.refused.Code)
			later = append(later, nackFrame(a.m.f.Client, a.m.f.N, a.refused))
		}
	}
	if len(acks) > 0 {
		b.hub.metrics.Acks.Add(int64(len(acks)))
		frames = append(frames, ackFrame(acks))
	}
	if own != nil && own.any {
		frames = append(frames, own.frame)
	}
	if chg != nil && chg.any && !b.loses() {
		frames = append(frames, chg.frame)
	}
	if frames = append(frames, later...); len(frames) > 0 {
		s.push(b.state.Seq, b.placed(s, frames...)...)
		b.pollOver(s)
	}
	clear(frames)
	b.telling = frames
	if len(t.changes) > 0 {
		s.standAt(b.state.Seq)
	}
}
