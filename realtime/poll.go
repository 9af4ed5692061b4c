package realtime

import "feltboard/boards"

// How a board tells those whose way to it lets no websocket through (SPEC §7).

// pollBeats is how many beats a poll waits for something new.
const pollBeats = 3

// placed puts the position behind frames for a client that posts: what it asks for from then on is based there. Between the
// frames of one turn there is no position, as nothing may be based there.
func (b *board) placed(s *session, frames ...frame) []frame {
	if !s.posts {
		return frames
	}
	at, err := b.places.seal(b.hub.o.Rand, b.pos)
	if err != nil {
		b.hub.log.Error("no position", "board", b.id, "err", err)
		return frames
	}
	return append(frames, control(map[string]any{"t": "at", "at": at}))
}

// pollOver ends a poll that has said something. Its last frame is a beat, from whose token the next one goes on.
func (b *board) pollOver(s *session) {
	if s.poll == "" || s.over || s.behind {
		return
	}
	s.over = true
	b.beatTo(s, b.hub.o.Now().UnixMilli(), "")
	s.out.finish(CloseDone)
}

// has says whether a poll's client holds what there is for it, as it says itself: then it need not be told again, on a node
// where its token means nothing.
func (b *board) has(s *session, have [2]string) bool {
	if s.poll == "" || have[0] == "" || have[0] != b.digest(b.part(s.viewer.Audience)) {
		return false
	}
	own := map[string]*boards.ViewRecord{}
	boards.Apply(own, b.own(s.viewer))
	_, digest := boards.EncodePart(own)
	return have[1] == digest
}

// forgetPolls says that members have left who did not ask again.
func (b *board) forgetPolls() {
	for m, since := range b.between {
		if b.hub.o.Now().Sub(since) > b.hub.o.Beat {
			delete(b.between, m)
			b.left, b.unlisted = append(b.left, m), true
		}
	}
}
