package boardtest

import (
	"math/rand/v2"
	"slices"

	"feltboard/boards"
)

var sometimes = []any{[]any{}, []any{"client"}, []any{"team"}, []any{"client", "team"}, []any{"facilitator", "client", "team"}}

func one[T any](rng *rand.Rand, of ...T) T { return of[rng.IntN(len(of))] }

// lead draws what somebody might do to run a session or take part in it: steps and their rules, timer, baton, questions and
// answers, hands, topics, themes, comments, verdicts. Much of it is refused, depending on the rules it draws itself.
func lead(rng *rand.Rand, s Seen) (anon bool, ops []boards.Op) {
	set := func(id string, f map[string]any) []boards.Op { return []boards.Op{{Kind: boards.Set, ID: id, F: f}} }
	put := func(typ string, f map[string]any) []boards.Op {
		id := ID(rng)
		return []boards.Op{{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}}}
	}
	some := func(typ string) *boards.ViewRecord {
		all := s.of(typ)
		if len(all) == 0 {
			return nil
		}
		return all[rng.IntN(len(all))]
	}
	session, phase := some("session"), some("phase")
	at, _ := session.F["phase"].(string)
	running := s.record(at)
	if s.Role == boards.Facilitator && rng.IntN(2) == 0 {
		switch max(0, rng.IntN(12)-3) {
		case 0:
			return false, set(one(rng, phase.ID, at, at), map[string]any{"ask": map[string]any{
				"kind": one(rng, "none", "dots", "dots", "scale", "curve", "place"), "of": one(rng, "theme", "note", "note", "zone"), "roles": one(rng, sometimes...),
				"limit": int64(rng.IntN(3)), "budget": int64(rng.IntN(4)), "split": rng.IntN(2) == 0,
			}, "questions": []any{"How are you?", "And now?"}})
		case 1:
			return false, set(phase.ID, map[string]any{"rules": map[string]any{
				"write": one(rng, sometimes...), "edit": one(rng, "own", "side", "all"), "move": one(rng, sometimes...), "see": one(rng, "all", "own"),
				"authors": one(rng, "named", "pseudonym", "hidden"), "presence": one(rng, "cursors", "none"),
			}})
		case 2:
			return false, set(phase.ID, map[string]any{"listen": one(rng, sometimes...), "comment": one(rng, sometimes...)})
		case 3:
			zones := []any{}
			if rng.IntN(2) == 0 {
				zones = append(zones, s.any(rng, "zone"))
			}
			return false, set(phase.ID, map[string]any{"zones": zones})
		case 4:
			return false, set(s.any(rng, "board"), map[string]any{"approve": rng.IntN(3) == 0, "least": int64(3 + rng.IntN(2))})
		case 5:
			return false, set(s.any(rng, "member"), map[string]any{"hat": one(rng, "none", "lead", "scribe")})
		case 6:
			return false, []boards.Op{{Kind: boards.Set, ID: session.ID, F: map[string]any{"baton": one(rng, "", s.Member, s.any(rng, "member"))}, Was: map[string]any{"baton": orEmpty(session.F["baton"])}}}
		case 7:
			return false, set(session.ID, map[string]any{"state": one(rng, "running", "running", "planned", "closed")})
		default:
			if n := some("note"); n != nil {
				return false, set(n.ID, map[string]any{"state": "revealed"})
			}
		}
	}
	n, theme := some("note"), some("theme")
	switch rng.IntN(16) {
	case 0:
		round, _ := running.F["round"].(int64)
		return false, set(running.ID, map[string]any{"round": round + 1})
	case 1:
		return false, set(running.ID, map[string]any{"closed": rng.IntN(2) == 0})
	case 2:
		return false, set(session.ID, map[string]any{"timer": map[string]any{"at": int64(0), "ms": int64(rng.IntN(600_000)), "run": rng.IntN(2) == 0}})
	case 3:
		return false, put("ready", map[string]any{"phase": at})
	case 4:
		return false, put("hand", nil)
	case 5:
		return false, put("topic", map[string]any{"title": "Prices", "minutes": int64(5)})
	case 6:
		if theme == nil || rng.IntN(2) == 0 {
			return false, put("theme", map[string]any{"order": Key(rng)})
		}
		return false, put("verdict", map[string]any{"on": theme.ID, "says": one(rng, "right", "dispute")})
	case 7:
		if n != nil && theme != nil {
			return n.Mine && n.F["anon"] == true, set(n.ID, map[string]any{"theme": one(rng, "", theme.ID)})
		}
	case 8:
		if n != nil {
			return false, put("comment", map[string]any{"on": n.ID, "text": Words(rng), "mentions": one(rng, []any{}, []any{s.any(rng, "member")})})
		}
	case 9:
		if mine := some(one(rng, "answer", "ready", "hand", "topic", "verdict", "comment")); mine != nil {
			return mine.F["anon"] == true, []boards.Op{{Kind: one(rng, boards.Del, boards.Res), ID: mine.ID}}
		}
	case 10:
		return false, set(session.ID, map[string]any{"phase": s.any(rng, "phase")})
	}
	if mine := some("answer"); mine != nil && rng.IntN(3) == 0 {
		return mine.F["anon"] == true, set(mine.ID, map[string]any{"value": int64(rng.IntN(6) - 1)})
	}
	return Answer(rng, s)
}

// Answer draws an answer to the question of the running phase, or to none.
func Answer(rng *rand.Rand, s Seen) (anon bool, ops []boards.Op) {
	at, _ := s.of("session")[0].F["phase"].(string)
	running := s.record(at)
	ask, _ := running.F["ask"].(map[string]any)
	kind, _ := ask["kind"].(string)
	of, _ := ask["of"].(string)
	f := map[string]any{"phase": at, "round": orZero(running.F["round"]), "value": int64(1 + rng.IntN(2)), "q": int64(0)}
	if kind == "scale" {
		anon, f["anon"], f["q"], f["value"] = true, true, int64(rng.IntN(2)), int64(1+rng.IntN(5))
	} else if all := s.of(of); of != "" && len(all) > 0 {
		f["item"] = all[rng.IntN(len(all))].ID
		if kind == "place" && slices.Contains([]boards.Role{boards.Team, boards.Facilitator}, s.Role) {
			f["q"] = int64(1)
		}
	}
	id := ID(rng)
	return anon, []boards.Op{{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "answer", F: f}}}
}

func orZero(v any) int64 { n, _ := v.(int64); return n }

func orEmpty(v any) string { s, _ := v.(string); return s }
