package httpapi

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"

	"feltboard/boards"
	"feltboard/server/internal/accounts"
)

// How somebody stands to a board whose member they are but see nothing of, in the place of a role.
const (
	asWaiting  = boards.Role(boards.Waiting)
	asDeclined = boards.Role(boards.Declined)
)

// standing is a member's role, or how they stand to the board without one.
func standing(s *boards.State, member string) boards.Role {
	if at := s.Standing(member); at != boards.In {
		return boards.Role(at)
	}
	return s.Role(member)
}

// knock says how somebody stands to a board who comes by a link and is a member without a say: who was removed stays so, and
// who was not let in, too, whatever link they have; who waits may say who they are, and goes in where nobody asks any more.
// Somebody whose link ended asks as the same member (B-91 … B-93).
func knock(s *boards.State, member, name string, given boards.Role, revoked bool) (boards.Role, []boards.Op, error) {
	var ops []boards.Op
	at := s.Standing(member)
	switch {
	case at == boards.Removed:
		return "", nil, errRemoved
	case at == boards.Declined:
		return asDeclined, nil, nil
	case !s.Asks():
		f := map[string]any{"role": s.Record(member).Str("waits"), "waits": string(boards.NoRole)}
		if revoked {
			f["role"], f["side"] = string(given), given.Side()
		}
		return boards.Role(f["role"].(string)), []boards.Op{{Kind: boards.Set, ID: member, F: f}}, nil
	case revoked:
		ops = boards.AskOps(member, given)
	}
	if name != "" && name != s.Record(member).Str("name") {
		ops = append(ops, boards.Op{Kind: boards.Set, ID: member, F: map[string]any{"name": name}})
	}
	return asWaiting, ops, nil
}

var errPhrase = fail(Passphrase, "passphrase", "This link asks for a passphrase. Ask who sent it to you, and write it as they did.")

// phrase refuses who does not know a link's passphrase. What was wrong counts by link and address; not to have written one yet
// does not.
func (a *api) phrase(ctx context.Context, link accounts.Link, words string) error {
	if !link.Phrase {
		return nil
	}
	addr, words := visitOf(ctx).addr, tidyPhrase(words)
	if words == "" {
		return errPhrase
	}
	failed := a.phrases.of(link.ID)
	if wait, full := failed.full(addr); full {
		return tooMany(wait)
	}
	err := link.Knows(ctx, words)
	if !errors.Is(err, accounts.ErrPhrase) {
		if err != nil {
			return a.refusal("check a passphrase", err)
		}
		return nil
	}
	failed.take(addr)
	a.tally(ctx, accounts.Event{Board: link.Board, Act: "join_failed", Outcome: "bad_passphrase"})
	return errPhrase
}

// phraseTries is how many wrong passphrases of one link an address has in ten minutes.
const phraseTries = 10

// phrases count wrong passphrases, by address of each link; the links tried longest ago are forgotten.
type phrases struct {
	mu    sync.Mutex
	links map[string]*list.Element
	order *list.List // of *linkTries, the last tried in front
}

type linkTries struct {
	link string
	*limiter
}

func (p *phrases) of(link string) *limiter {
	const most = 256 // each remembers addresses of its own
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.links == nil {
		p.links, p.order = map[string]*list.Element{}, list.New()
	}
	if e, ok := p.links[link]; ok {
		p.order.MoveToFront(e)
		return e.Value.(*linkTries).limiter
	}
	l := &linkTries{link, newLimiter(10*time.Minute, phraseTries, phraseTries)}
	p.links[link] = p.order.PushFront(l)
	if len(p.links) > most {
		oldest := p.order.Back()
		p.order.Remove(oldest)
		delete(p.links, oldest.Value.(*linkTries).link)
	}
	return l.limiter
}
