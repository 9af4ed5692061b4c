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
	moved = moved || len(b.left) > 0
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
	if f, any := b.presence(moved); any && b.state.Rules().Cursors {
		for _, s := range b.sessions {
			if !s.out.crowded() { // what is newer by then is worth more
				s.push(0, f)
			}
		}
	}
	b.left = nil
	if b.unlisted && b.ticked.Sub(b.listed) >= hereEvery {
		b.unlisted, b.listed = false, b.ticked
		members := map[string]bool{}
		for _, s := range b.sessions {
			members[s.viewer.Member] = true
		}
		f := control(map[string]any{"t": "here", "members": strs(slices.Sorted(maps.Keys(members)))})
		for _, s := range b.sessions {
			s.push(0, f)
		}
	}
	b.arm()
}

func strs(l []string) []any {
	out := make([]any, len(l))
	for i, s := range l {
		out[i] = s
	}
	return out
}

// presence makes one frame of what moved, the same for everybody: what not everybody may know is left out of it.
func (b *board) presence(moved map[*session]*presenceFrame) (frame, bool) {
	who := []any{}
	for _, s := range b.sessions { // in a fixed order; of two tabs of one person the later speaks last
		f := moved[s]
		if f == nil || f.note != "" && !b.isOpen(f.note) {
			continue // that somebody is at something hidden, just when it changes, tells whose it is
		}
		m := map[string]any{"m": s.viewer.Member}
		if f.at != nil {
			m["zone"], m["x"], m["y"] = f.at.zone, f.at.x, f.at.y
		}
		if f.note != "" {
			m["note"] = f.note
		}
		if f.typing {
			m["typing"] = true
		}
		if f.drag && f.note != "" {
			m["drag"] = true
		}
		who = append(who, m)
	}
	if len(who)+len(b.left) == 0 {
		return frame{}, false
	}
	return control(map[string]any{"t": "presence", "who": who, "left": strs(b.left)}), true
}

// isOpen says whether presence may name a note: everybody sees it, and being at it does not tell who wrote it.
func (b *board) isOpen(id string) bool {
	r := b.state.Record(id)
	if r == nil || r.Type == "note" && (r.Bool("anon") || !b.state.Rules().Named) {
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

// beat tells everybody where they are. It comes on one tick for the whole board, whatever happens on it, and the digest
// depends on what the viewer's audience was told alone.
func (b *board) beat() {
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
			b.snap(p)
			digests[a] = p.digest
		}
		p.quiet = p.version
	}
	for _, s := range b.sessions {
		token, err := b.tokens.seal(b.hub.o.Rand, placeOf(b.pos, b.state.Epoch, s.viewer))
		if err != nil {
			b.hub.log.Error("no token", "board", b.id, "err", err)
			return
		}
		s.push(0, beatFrame(token, s.frames, s.answers, now, digests[s.viewer.Audience]))
	}
}
