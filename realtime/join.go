package realtime

import (
	"slices"

	"feltboard/boards"
)

// join subscribes a session and tells it where it is, in one step of the board's goroutine.
func (b *board) join(j *join) {
	s := j.s
	if s.gone.Load() {
		return
	}
	if b.hub.draining.Load() {
		s.end(CloseRestart)
		return
	}
	s.clients, s.page, s.try = j.hello.clients, j.hello.page, j.hello.try
	s.viewer = boards.Viewer{Member: s.who.Member, Owner: boards.OwnerKey(j.hello.own, b.id)}
	s.viewer.Audience = b.state.Role(s.who.Member).Audience()
	if s.viewer.Audience == 0 {
		b.refused(s.who.Member, boards.Forbidden)
		s.end(CloseRevoked)
		return
	}
	for _, old := range slices.Clone(b.sessions) {
		if old.who.Member == s.who.Member && (slices.Contains(old.clients[:], s.clients[0]) || slices.Contains(old.clients[:], s.clients[1])) {
			if old.page != "" && old.page == j.hello.page && old.try > j.hello.try {
				s.detach(CloseSuperseded) // its hello was long on the way
				return
			}
			old.detach(CloseSuperseded)
			b.remove(old)
		}
	}
	s.joined, s.posts, s.poll = true, j.hello.posts, j.hello.poll
	s.out.zip = j.hello.zip && !s.posts && s.poll == "" // a stream has no binary messages
	b.sessions = append(b.sessions, s)
	for _, c := range s.clients {
		b.byClient[c] = s
	}
	delete(b.between, s.who.Member)
	b.unlisted = true

	shared, own, resumed := b.resume(s, j.hello.token)
	resumed = resumed || b.has(s, j.hello.have)
	l := b.hub.limits
	s.push(b.pos.Seq, control(map[string]any{
		"t": "welcome", "me": b.me(s), "resumed": resumed, "last": b.last(s), "now": b.hub.o.Now().UnixMilli(),
		"limits": map[string]any{
			"frame": int64(maxFrame), "ops": int64(boards.MaxOps), "unanswered": int64(l.Unanswered), "rate": int64(l.Rate),
			"burst": int64(l.Burst), "presence": int64(l.Presence),
		},
	}))
	if resumed {
		b.hub.metrics.Resumes.Add(1)
		s.push(b.pos.Seq, b.placed(s, catchFrame(shared, own))...)
		if s.poll == pollNow || len(shared)+len(own) > 0 {
			b.pollOver(s)
		}
		return
	}
	b.sendAll(s)
}

// maxFrame is how long a client's frame may be, in bytes.
const maxFrame = 64 << 10

func (b *board) me(s *session) map[string]any {
	return map[string]any{
		"member": s.viewer.Member, "role": string(b.state.Role(s.viewer.Member)), "audience": s.viewer.Audience.String(),
	}
}

// last tells what has been decided of a session's two client ids.
func (b *board) last(s *session) map[string]any {
	out := map[string]any{}
	for _, c := range s.clients {
		a, _ := s.actor(c)
		n, refused := b.state.Last(c, a)
		list := make([]any, len(refused))
		for i, r := range refused {
			list[i] = []any{r.N, string(r.Code)}
		}
		told := map[string]any{"n": n, "refused": list}
		if b.state.MayHaveForgotten(c) {
			told["forgot"] = true
		}
		out[c] = told
	}
	return out
}

// resume returns what a viewer missed since a token, if that can be told.
func (b *board) resume(s *session, token string) (shared, own []boards.Op, ok bool) {
	if token == "" {
		return nil, nil, false
	}
	p, ok := b.tokens.open(token)
	now := placeOf(b.pos, b.state.Epoch, s.viewer)
	if b.hub.o.Faults.TrustToken {
		p.epoch = now.epoch
	}
	if !ok || p.epoch != now.epoch || p.audience != now.audience || p.viewer != now.viewer {
		return nil, nil, false
	}
	seen, all, ok := b.past.since(p.pos, s.viewer.Audience)
	if !ok {
		return nil, nil, false
	}
	puts, _ := b.state.Changed(s.viewer, seen)
	shared = putOrGone(puts, seen)
	mine := slices.DeleteFunc(all, func(id string) bool { return !b.isBy(id, s.viewer) })
	_, puts = b.state.Changed(s.viewer, mine)
	return shared, putOrGone(puts, mine), true
}

// putOrGone returns a put for every id that has one, and gone for the others: what a viewer no longer sees is forgotten.
func putOrGone(ops []boards.Op, ids []string) []boards.Op {
	puts := map[string]boards.Op{}
	for _, o := range ops {
		if o.Kind == boards.Put {
			puts[o.ID] = o
		}
	}
	out := make([]boards.Op, 0, len(ids))
	for _, id := range ids {
		if o, ok := puts[id]; ok {
			out = append(out, o)
		} else {
			out = append(out, boards.Op{Kind: boards.Gone, ID: id})
		}
	}
	return out
}

// sendAll sends a viewer's two parts as they are now.
func (b *board) sendAll(s *session) {
	b.hub.metrics.Snapshots.Add(1)
	p := b.part(s.viewer.Audience)
	p.used = true
	frames := append([]frame{b.snap(p), fullFrame(b.own(s.viewer))}, p.since...)
	s.push(b.pos.Seq, b.placed(s, frames...)...)
	b.pollOver(s)
}

// resync takes back what waits for a session and starts it afresh: it fell behind, or sees another part of the board now.
func (b *board) resync(s *session) {
	s.uncount(s.out.forget())
	s.out.caughtUp()
	s.behind, s.answers = false, 0
	s.viewer.Audience = b.state.Role(s.viewer.Member).Audience()
	if s.viewer.Audience == 0 {
		s.detach(CloseRevoked)
		b.remove(s)
		return
	}
	b.hub.metrics.Resyncs.Add(1)
	s.push(b.pos.Seq, control(map[string]any{"t": "resync", "me": b.me(s), "last": b.last(s)}))
	b.sendAll(s)
}

// snap returns a snap frame of a part, which p.since brings up to date: while people write, joins share its bytes, too.
func (b *board) snap(p *part) frame {
	if p.snap.data == nil {
		view := boards.Project(b.state, boards.Viewer{Audience: p.audience})
		records, digest := boards.EncodePart(view.Shared)
		p.snap, p.digest, p.digested = snapFrame(records, digest), digest, p.version
	}
	return p.snap
}

// digest is that of a part as it is now.
func (b *board) digest(p *part) string {
	if p.digest == "" || p.digested != p.version {
		if len(p.since) > 0 {
			p.drop()
		}
		b.snap(p)
	}
	return p.digest
}

// largeSnap is how long a snap frame is that is kept for joins though nobody has joined since the last beat, in bytes. A
// smaller one is made anew in less than a millisecond, and most boards have nobody joining most of the time.
const largeSnap = 64 << 10

// rest lets go of what only joins need.
func (b *board) rest(p *part) {
	if !p.used && len(p.snap.data) < largeSnap && !b.hub.o.Faults.StaleSnapshot {
		p.drop()
	}
	p.used = false
}

// The chg frames that a join takes rather than a new snap frame are bounded: by count, in bytes, and by a part of the snap
// frame's bytes, as one of a small board is soon made.
const (
	maxSince      = 64
	maxSinceBytes = 64 << 10
	maxSincePart  = 4
)

// keep takes what was told of a part behind its snap frame. Only what the audience sees counts for that, so what a
// join is sent tells of nothing else. Without chg nobody of the audience is there, and nothing is known but that it changed.
func (p *part) keep(chg *told) {
	switch {
	case p.snap.data == nil:
	case chg == nil, len(p.since) == maxSince, p.bytes+len(chg.frame.data) > min(maxSinceBytes, len(p.snap.data)/maxSincePart):
		p.drop()
	case chg.any:
		f := chg.frame
		f.cached = true // a resync must fit whatever the bound is, or it would come again and again
		p.since, p.bytes = append(p.since, f), p.bytes+len(f.data)
	}
}

// drop forgets a part's snap frame.
func (p *part) drop() { p.snap, p.since, p.bytes = frame{}, nil, 0 }

// own returns the puts that make up a viewer's own part. What is theirs they made, or said, or it is their member record; that is
// all that boards.Project looks at for it.
func (b *board) own(v boards.Viewer) []boards.Op {
	ids := append([]string{v.Member}, b.written[v.Member]...)
	if v.Owner != "" {
		ids = append(ids, b.written[v.Owner]...)
	}
	_, own := b.state.Changed(v, ids)
	return slices.DeleteFunc(own, func(o boards.Op) bool { return o.Kind != boards.Put })
}

// note keeps whose own part a record may be in, when it is made, or has become somebody else's words. before is nil or how
// it was.
func (b *board) note(r, before *boards.Record) {
	for _, who := range r.Parties() {
		if before == nil || !slices.Contains(before.Parties(), who) {
			b.written[who] = append(b.written[who], r.ID)
		}
	}
}

// isBy says whether a record may be in a viewer's own part.
func (b *board) isBy(id string, v boards.Viewer) bool {
	r := b.state.Record(id)
	return r != nil && (id == v.Member || v.Member != "" && slices.Contains(r.Parties(), v.Member) || v.Owner != "" && r.Owner == v.Owner)
}
