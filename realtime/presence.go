package realtime

import (
	"maps"
	"slices"
	"time"

	"feltboard/boards"
)

// hereEvery is the shortest time between two here frames: who is there matters less than who moves where.
const hereEvery = 500 * time.Millisecond

// move keeps a session's newest presence; it is told with the next tick.
func (b *board) move(s *session, f *presenceFrame) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.shut {
		b.moved[s] = f
		b.poke()
	}
}

// arm makes the next tick come when there is something for it, at once if the last one is long enough ago.
func (b *board) arm() {
	b.mu.Lock()
	moved := len(b.moved) > 0
	b.mu.Unlock()
	moved = moved || len(b.left)+len(b.away)+len(b.elsewhere) > 0
	if b.ticking || !moved && !b.unlisted {
		return
	}
	now := time.Now()
	wait := b.ticked.Add(b.hub.o.Tick).Sub(now)
	if !moved {
		wait = max(wait, b.listed.Add(hereEvery).Sub(now))
	}
	b.ticking = true
	b.ticker.Reset(max(0, wait))
}

// tick tells who moved and who is there.
func (b *board) tick() {
	b.ticking, b.ticked = false, time.Now()
	b.mu.Lock()
	moved := b.moved
	b.moved = map[*session]*presenceFrame{}
	b.mu.Unlock()
	b.tellMoves(moved)
	if b.unlisted && b.ticked.Sub(b.listed) >= hereEvery {
		b.unlisted, b.listed = false, b.ticked
		b.tellHere()
	}
	b.arm()
}

func (b *board) tellMoves(moved map[*session]*presenceFrame) {
	var who []mover
	for _, s := range b.sessions { // in a fixed order; of two tabs of one person the later speaks last
		if f := moved[s]; f != nil {
			who = append(who, mover{s.viewer.Member, f})
		}
	}
	told, trust := who, b.hub.o.Faults.TrustNodes
	who = b.showable(slices.Clone(who))
	if !trust {
		told = who
	}
	if mine := slices.DeleteFunc(slices.Clone(b.left), b.isElsewhere); len(told)+len(mine) > 0 {
		b.tellNodes(people{who: told, left: mine})
	}
	left := append(b.left, b.away...)
	slices.Sort(left)
	b.left, b.away = nil, nil
	others := make([]mover, 0, len(b.elsewhere))
	for _, id := range slices.Sorted(maps.Keys(b.elsewhere)) {
		others = append(others, b.elsewhere[id])
	}
	clear(b.elsewhere)
	if !trust {
		others = b.showable(others)
	}
	who = append(who, others...)
	left = slices.DeleteFunc(slices.Compact(left), b.isHere)
	if len(who)+len(left) == 0 || !b.state.Rules().Cursors {
		return
	}
	list := make([]any, len(who))
	for i, m := range who {
		list[i] = m.json()
	}
	f := control(map[string]any{"t": "presence", "who": list, "left": strs(left)})
	for _, s := range b.sessions {
		if s.poll == "" && !s.out.crowded() { // what is newer by then is worth more
			s.push(0, f)
		}
	}
}

// showable leaves out what not everybody may know: that somebody is at something hidden, just when it changes, tells whose
// it is. It owns the list, not the frames in it.
func (b *board) showable(who []mover) []mover {
	if !b.state.Rules().Cursors {
		return nil
	}
	who = slices.DeleteFunc(who, func(m mover) bool {
		return m.note != "" && !b.isOpen(m.note) || m.place != "" && !b.isPlace(m.place)
	})
	for i, m := range who {
		if m.over != nil && !b.isNote(m.over.note) { // the pointer is somewhere in its zone, as over nothing
			bare := *m.presenceFrame
			bare.over = nil
			who[i].presenceFrame = &bare
		}
	}
	return who
}

// isNote says whether presence may name a note that somebody points at.
func (b *board) isNote(id string) bool {
	r := b.state.Record(id)
	return r != nil && r.Type == "note" && b.isOpen(id)
}

// isPlace says whether presence may name what is in view: a zone, or a note that it may name.
func (b *board) isPlace(id string) bool {
	r := b.state.Record(id)
	return r != nil && (r.Type == "zone" || r.Type == "note") && b.isOpen(id)
}

// tellHere tells this node's clients who is there, and the other nodes who is there through this one.
func (b *board) tellHere() {
	members := map[string]bool{}
	for _, s := range b.sessions {
		members[s.viewer.Member] = true
	}
	for m := range b.between {
		members[m] = true
	}
	if here := slices.Sorted(maps.Keys(members)); !slices.Equal(here, b.here) {
		b.here = here
		b.tellNodes(people{here: orEmpty(here)})
	}
	for _, n := range b.nodes {
		for _, m := range n.members {
			members[m] = true
		}
	}
	f := control(map[string]any{"t": "here", "members": strs(slices.Sorted(maps.Keys(members)))})
	for _, s := range b.sessions {
		s.push(0, f)
	}
}

func orEmpty(l []string) []string {
	if l == nil {
		return []string{}
	}
	return l
}

// isHere says whether a member is on the board, through whichever node.
func (b *board) isHere(member string) bool {
	_, polls := b.between[member]
	return polls || b.isElsewhere(member) || slices.ContainsFunc(b.sessions, func(s *session) bool { return s.viewer.Member == member })
}

func strs(l []string) []any {
	out := make([]any, len(l))
	for i, s := range l {
		out[i] = s
	}
	return out
}

// isOpen says whether presence may name a note: everybody sees it, and being at it does not tell who wrote it.
func (b *board) isOpen(id string) bool {
	r := b.state.Record(id)
	if r == nil || r.Type == "note" && b.state.Rules().Of(r) != boards.Named {
		return false
	}
	for _, a := range boards.Audiences {
		ops, _ := b.state.Changed(boards.Viewer{Audience: a}, []string{id})
		if len(ops) == 0 || ops[0].Kind != boards.Put {
			return false
		}
	}
	return true
}

// untilBeat is the time to the next beat. The beats of many boards come together, at one of fifty moments in a beat's time:
// to wake up costs the process about as much as to tell ten people where they are.
func (b *board) untilBeat() time.Duration {
	every := b.hub.o.Beat
	return every - time.Duration(time.Now().UnixNano())%max(1, every/50)
}

// beat tells everybody where they are. It comes on one tick for the whole board, whatever happens on it, and the digest
// depends on what the viewer's audience was told alone.
func (b *board) beat() {
	b.forgetSilent()
	b.forgetPolls()
	if len(b.here) > 0 {
		b.tellNodes(people{here: b.here})
	}
	now := b.hub.o.Now().UnixMilli()
	digests := map[boards.Audience]string{}
	for _, s := range b.sessions {
		a := s.viewer.Audience
		if _, done := digests[a]; done {
			continue
		}
		p := b.part(a)
		digests[a] = ""
		if p.quiet == p.version {
			digests[a] = b.digest(p)
		}
		p.quiet = p.version
	}
	for _, p := range b.parts {
		b.rest(p)
	}
	for _, s := range b.sessions {
		if s.poll != "" {
			if s.beats++; s.beats == pollBeats {
				b.pollOver(s)
			}
			continue
		}
		b.beatTo(s, now, digests[s.viewer.Audience])
	}
}

// beatTo tells one session where it is.
func (b *board) beatTo(s *session, now int64, digest string) {
	token, err := b.tokens.seal(b.hub.o.Rand, placeOf(b.pos, b.state.Epoch, s.viewer))
	if err != nil {
		b.hub.log.Error("no token", "board", b.id, "err", err)
		return
	}
	s.push(0, b.placed(s, beatFrame(token, s.frames, s.answers, now, digest))...)
}
