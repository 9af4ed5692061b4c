package httpapi

import (
	"context"
	"errors"
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
// who was not let in, too, whatever link they have; who waits may say who they are, and goes in where nobody asks any more: as
// what they asked for, or as what this link gives if that is less, since the link that they asked by may let nobody in today.
// Somebody whose link ended asks as the same member (B-91 … B-93).
func (a *api) knock(s *boards.State, member, name string, given boards.Role, revoked bool) (boards.Role, []boards.Op, error) {
	var ops []boards.Op
	at := s.Standing(member)
	switch {
	case at == boards.Removed:
		return "", nil, errRemoved
	case at == boards.Declined:
		return asDeclined, nil, nil
	case !s.Asks():
		role := askedFor(s, member)
		if revoked || role.Above(given) {
			role = given
		}
		return role, []boards.Op{{Kind: boards.Set, ID: member, F: map[string]any{"role": string(role), "side": role.Side(), "waits": string(boards.NoRole)}}}, nil
	case revoked:
		ops = boards.AskOps(member, given)
	}
	if name != "" && name != s.Record(member).Str("name") {
		if wait, ok := a.namings.try(member); !ok {
			return "", nil, tooMany(wait)
		}
		ops = append(ops, boards.Op{Kind: boards.Set, ID: member, F: map[string]any{"name": name}})
	}
	return asWaiting, ops, nil
}

// namingEvery is how often who waits may say another name, after five of them.
const namingEvery = 5 * time.Second

// askedFor is the role that a member waits for, or none.
func askedFor(s *boards.State, member string) boards.Role {
	if m := s.Record(member); m != nil {
		return boards.Role(m.Str("waits"))
	}
	return boards.NoRole
}

// mostAtDoor is how many wait, or were not let in, by one link: who floods a board's door fills neither the board nor its list.
const mostAtDoor = 100

var errAtDoor = fail(Conflict, "", "As many people wait to be let in by this link as may. Ask the facilitator for a new one.")

// crowded says whether as many as may wait among those who came by a link.
func crowded(s *boards.State, came map[string]bool) bool {
	n := 0
	for member := range came {
		if at := s.Standing(member); at == boards.Waiting || at == boards.Declined {
			n++
		}
	}
	return n >= mostAtDoor
}

var errPhrase = fail(Passphrase, "passphrase", "This link asks for a passphrase. Ask who sent it to you, and write it as they did.")

// phrase refuses who does not know a link's passphrase. Not to have written one yet is not a wrong one.
func (a *api) phrase(ctx context.Context, link accounts.Link, words string) error {
	if !link.Phrase {
		return nil
	}
	at, words := visitOf(ctx), tidyPhrase(words)
	if words == "" {
		return errPhrase
	}
	err := a.phrases.look(ctx, at.addr, at.session.Browser, func() error { return link.Knows(ctx, words) })
	if errors.Is(err, accounts.ErrPhrase) {
		a.tally(ctx, accounts.Event{Board: link.Board, Act: "join_failed", Outcome: "bad_passphrase"})
		return errPhrase
	}
	if err != nil {
		return a.refusal("check a passphrase", err)
	}
	return nil
}
