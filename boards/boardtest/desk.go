package boardtest

import (
	"math/rand/v2"
	"slices"

	"feltboard/boards"
)

// desk draws what somebody might do with insights and actions, and what those say whose words they rest on: decisions,
// tensions, words brought in from elsewhere, and whether it helped, in both lanes. Much of it is refused.
func desk(rng *rand.Rand, s Seen) (anon bool, ops []boards.Op) {
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
	n, insight, action := some("note"), some("insight"), some("action")
	if action != nil && rng.IntN(3) == 0 {
		return ack(rng, s, action)
	}
	switch rng.IntN(10) {
	case 0, 1:
		if n != nil {
			notes := []any{n.ID}
			for range 3 {
				if id := some("note").ID; !slices.Contains(notes, any(id)) {
					notes = append(notes, id)
				}
			}
			return false, put("action", map[string]any{"title": Words(rng), "notes": notes, "status": one(rng, "proposed", "done", "done", "declined"), "due": one(rng, "", "2026-12-01")})
		}
	case 2:
		if action != nil {
			f := map[string]any{"status": one(rng, "committed", "done", "verified", "declined", "parked", "reopened")}
			if rng.IntN(2) == 0 {
				f["reason"] = one(rng, "", "No time")
			}
			return false, set(action.ID, f)
		}
	case 3:
		if action != nil && insight != nil {
			return false, set(action.ID, map[string]any{"insights": []any{insight.ID}, "due": one(rng, "", "2027-01-01"), "reply": "Thank you"})
		}
	case 4:
		if insight != nil {
			return false, set(insight.ID, map[string]any{"status": one(rng, "draft", "accepted", "answered", "declined"), "reason": one(rng, "", "Not ours"), "settled": one(rng, "", "Asked them")})
		}
	case 5:
		if insight != nil && n != nil {
			return false, set(insight.ID, map[string]any{"evidence": []any{n.ID}, "counter": one(rng, []any{}, []any{n.ID})})
		}
	case 6:
		if insight != nil {
			return false, one(rng, set(insight.ID, map[string]any{"override": map[string]any{"level": "high", "reason": "Support says so"}}),
				put("hmw", map[string]any{"insight": insight.ID, "text": Words(rng)}))
		}
	case 7:
		if n != nil {
			return false, put("tension", map[string]any{"one": n.ID, "other": some("note").ID, "why": Words(rng)[:0]})
		}
	case 8:
		return false, put("note", map[string]any{
			"text": Words(rng), "kind": "quote", "side": "customer", "whose": one(rng, "", "Gus"), "customer": one(rng, "Acme", "Bolt"),
			"source": map[string]any{"type": one(rng, "interview", "survey", "in-session"), "ref": "", "date": ""}, "place": map[string]any{"zone": "", "order": Key(rng)},
		})
	default:
		for _, n := range s.of("note") { // what was brought in goes to a zone, and back
			if n.F["customer"] != nil {
				return false, set(n.ID, map[string]any{"place": map[string]any{"zone": one(rng, "", s.any(rng, "zone")), "order": Key(rng)}})
			}
		}
	}
	return false, put("hmw", map[string]any{"text": "x"})
}

// ack draws a word on whether an action helped: mostly from who may say it, in the lane of their note.
func ack(rng *rand.Rand, s Seen, action *boards.ViewRecord) (anon bool, ops []boards.Op) {
	for _, r := range s.of("ack") {
		if r.Mine && rng.IntN(2) == 0 {
			op := boards.Op{Kind: one(rng, boards.Del, boards.Res, boards.Set, boards.Set), ID: r.ID}
			if op.Kind == boards.Set {
				op.F = map[string]any{"says": one(rng, "helped", "not_yet"), "why": one(rng, "", "Still slow")}
			}
			return r.F["anon"] == true, []boards.Op{op}
		}
	}
	anon = rng.IntN(3) == 0
	notes, _ := action.F["notes"].([]any)
	for _, id := range notes {
		if n := s.record(id.(string)); n != nil && s.wrote(n) && rng.IntN(3) > 0 {
			anon = n.F["anon"] == true
		}
	}
	f := map[string]any{"action": action.ID, "says": one(rng, "helped", "not_yet", "not_yet")}
	if anon {
		f["anon"] = true
	}
	id := ID(rng)
	return anon, []boards.Op{{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "ack", F: f}}}
}

func (s Seen) wrote(r *boards.ViewRecord) bool { return r.Mine || r.By == s.Member }

// asked is a done action that rests on the viewer's own words, and of which they have not said yet whether it helped.
func (s Seen) asked() *boards.ViewRecord {
	said := map[any]bool{}
	for _, r := range s.of("ack") {
		said[r.F["action"]] = said[r.F["action"]] || r.Mine
	}
	for _, a := range s.of("action") {
		notes, _ := a.F["notes"].([]any)
		for _, id := range notes {
			if n := s.record(id.(string)); a.F["status"] == "done" && !said[a.ID] && n != nil && s.wrote(n) {
				return a
			}
		}
	}
	return nil
}
