package realtime

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"unicode/utf8"

	"golang.org/x/time/rate"

	"feltboard/boards"
	"feltboard/boards/canon"
)

// ErrUndecided says that it is not known what became of a post, as the board had to be read again: send it again.
var ErrUndecided = errors.New("what became of this is not known")

// ErrPosts says that a member has too many posts under way: send it again later.
var ErrPosts = errors.New("too many posts of one member at a time")

// maxPosts is how many posts of one member may be under way. A tab has one; while a board cannot answer they wait in
// memory.
const maxPosts = 32

// maxPosters is how many members' rates are remembered before those are forgotten that have rested.
const maxPosters = 4096

// poster is a member who posts.
type poster struct{ board, member string }

// post is what a client asks for without a connection: mutations that came together.
type post struct {
	hub     *Hub
	who     Identity
	clients [2]string
	owner   string
	cut     context.CancelCauseFunc // ends it, with a [*CloseError]
	ctx     context.Context         // ended by cut
	done    chan struct{}           // closed when all of it is settled

	// Owned by the board's goroutine until done.
	left  int
	nacks [][]byte
	err   error
}

// Post decides what a client asks for that has no websocket (SPEC §7), and blocks till all of it is decided. It returns the
// refusals, as nack frames in the order of the body; what was accepted is acknowledged on the client's stream alone,
// whichever node holds that.
//
// body is {"clients","own","frames"}. again, if it is not nil, is asked once Disconnect can reach the post: an error ends it,
// as the caller's look at who may be here can be older than that.
//
// Errors are a [*CloseError] (a body that no client may send, nobody of this board, or what Disconnect was told), what again
// said, [ErrClosed], [ErrPosts], [ErrUndecided], the context's, or the journal's. After any of the last five the same may be
// sent again.
func (h *Hub) Post(ctx context.Context, id string, who Identity, body []byte, again func(context.Context) error) (nacks [][]byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			h.metrics.Panics.Add(1)
			h.log.Error("a post panicked", "board", id, "panic", v, "stack", string(debug.Stack()))
			err = fmt.Errorf("a post panicked")
		}
	}()
	p := &post{hub: h, who: who, done: make(chan struct{})}
	p.ctx, p.cut = context.WithCancelCause(ctx)
	defer p.cut(nil)
	rate, err := h.enter(id, p)
	if err != nil {
		return nil, err
	}
	defer h.leave(id, p)
	if again != nil {
		if err := again(p.ctx); err != nil {
			return nil, err
		}
	}
	frames, err := p.read(body, id)
	if err != nil {
		h.metrics.BadFrames.Add(1)
		return nil, err
	}
	if len(frames) == 0 {
		return nil, nil
	}
	p.left = len(frames)
	items := make([]item, len(frames))
	for i, f := range frames {
		cost := 1
		if i == 0 {
			cost += len(body) / costly
		}
		m := &mutation{by: p, f: f}
		if !rate.AllowN(h.o.Now(), cost) {
			m.refused, f.Ops = errRate, nil
		}
		items[i] = m
	}
	if err := h.post(id, items...); err != nil {
		return nil, err
	}
	select {
	case <-p.done:
		return p.nacks, p.err
	case <-p.ctx.Done():
		return nil, context.Cause(p.ctx)
	}
}

// enter counts a post in, unless the hub is draining or too many are under way, and returns its member's rate, which all their connections share.
func (h *Hub) enter(id string, p *post) (*rate.Limiter, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.draining.Load() || h.closed {
		return nil, ErrClosed
	}
	under := 0
	for other := range h.posts[id] {
		if other.who.Member == p.who.Member {
			under++
		}
	}
	if under >= maxPosts {
		return nil, ErrPosts
	}
	limiter := h.rateOf(id, p.who.Member)
	if limiter == nil {
		limiter = rate.NewLimiter(rate.Limit(h.limits.Rate), h.limits.Burst)
	}
	if key := (poster{id, p.who.Member}); h.posters[key] == nil {
		if len(h.posters) >= maxPosters {
			for k, l := range h.posters {
				if l.Tokens() >= float64(h.limits.Burst) {
					delete(h.posters, k)
				}
			}
		}
		h.posters[key] = limiter
	}
	if h.posts[id] == nil {
		h.posts[id] = map[*post]bool{}
	}
	h.posts[id][p] = true
	h.serving.Add(1)
	return limiter, nil
}

func (h *Hub) leave(id string, p *post) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.posts[id], p)
	if len(h.posts[id]) == 0 {
		delete(h.posts, id)
	}
	h.serving.Done()
}

// rateOf returns the rate that a member's connections and posts share, nil if there are none; h.mu is held.
func (h *Hub) rateOf(id, member string) *rate.Limiter {
	for s := range h.sessions[id] {
		if s.who.Member == member {
			return s.rate
		}
	}
	return h.posters[poster{id, member}]
}

// read takes a post's body apart.
func (p *post) read(body []byte, id string) ([]*mutateFrame, error) {
	if len(body) > maxFrame {
		return nil, &CloseError{CloseTooBig}
	}
	if !utf8.Valid(body) {
		return nil, &CloseError{CloseNotUTF8}
	}
	bad := &CloseError{CloseBadFrame}
	v, err := canon.Decode(body)
	if err != nil {
		return nil, bad
	}
	m, _ := v.(map[string]any)
	d := members{m: m}
	own, clients, list := d.str("own"), d.list("clients"), d.list("frames")
	if !d.has("own", "clients", "frames") || d.end() != nil || !validSecret(own) || len(list) > p.hub.limits.Unanswered {
		return nil, bad
	}
	if p.clients, err = clientPair(clients); err != nil {
		return nil, bad
	}
	p.owner = boards.OwnerKey(own, id)
	frames := make([]*mutateFrame, len(list))
	for i, one := range list {
		m, _ := one.(map[string]any)
		d := members{m: m}
		if t, at := d.str("t"), d.str("at"); t == "mutate" {
			if frames[i], err = d.change(); err == nil {
				frames[i].at = at
			}
		} else {
			err = errFrame
		}
		if err != nil || !p.names(frames[i].Client) {
			return nil, bad
		}
	}
	return frames, nil
}

func (p *post) names(client string) bool { return client == p.clients[0] || client == p.clients[1] }

func (p *post) actor(client string) (a boards.Actor, ok bool) {
	return boards.Actor{Member: p.who.Member, Owner: p.owner, Anon: client == p.clients[1]}, p.names(client)
}

// heard is false, too, for who is nobody here any more.
func (p *post) heard(b *board) bool {
	b.idle = b.hub.o.Now()
	if b.state.Role(p.who.Member).Audience() == 0 {
		p.detach(CloseRevoked)
	}
	return p.ctx.Err() == nil
}

// baseOf opens the position that the edit was made at. It may lie in what other nodes have committed since the board's last
// turn. One that is too old, of a history that was replaced, or of another key is answered with stale_base.
func (p *post) baseOf(b *board, t *turn, f *mutateFrame) (seq int64, ok bool, err error) {
	pos, ok := b.places.open(f.at)
	if !ok || b.past.holds(pos) {
		return pos.Seq, ok, nil
	}
	for _, tail := range t.pos {
		if tail == pos {
			return pos.Seq, true, nil
		}
	}
	return 0, false, nil
}

func (p *post) settled(m *mutation, refused *boards.Error, err error) {
	switch {
	case refused == unheard:
		p.err = context.Cause(p.ctx)
	case refused != nil:
		p.hub.metrics.nack(refused.Code)
		p.nacks = append(p.nacks, nackFrame(m.f.Client, m.f.N, refused).data)
	case err != nil:
		p.err = unanswered(err)
	}
	if p.left--; p.left == 0 {
		close(p.done)
	}
}

// unanswered is the error for a post that a board did not decide.
func unanswered(err error) error {
	if closeFor(err) == CloseInternal {
		return ErrUndecided
	}
	return err
}

func (p *post) detach(code CloseCode) { p.cut(&CloseError{code}) }
