package boards_test

import (
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/text"
)

// TestB20PolicyTable tries every act in every phase as every role: what is not in the last column is refused.
func TestB20PolicyTable(t *testing.T) {
	const everyone = "hatcdv" // host, team (Anna, author of the team's note), other team, Carla (author), other client, viewer
	people := map[rune]int{'h': host, 'a': anna, 't': ben, 'c': carla, 'd': dora, 'v': viewer}
	type things struct{ team, client, insight, action, theme string }
	value := func(f string, v any) func(string) boards.Op {
		return func(id string) boards.Op { return set(id, map[string]any{f: v}) }
	}
	cases := []struct {
		act   string
		op    func(s *story, x things, who int) boards.Op
		phase int
		may   string
	}{
		{"edit a team note, together", func(s *story, x things, _ int) boards.Op { return edit(x.team, text.Insert("x")) }, 0, "hatcd"},
		{"edit a customer's note, together", func(s *story, x things, _ int) boards.Op { return edit(x.client, text.Insert("x")) }, 0, "c"},
		{"change a customer's kind", func(s *story, x things, _ int) boards.Op { return value("kind", "observation")(x.client) }, 0, "c"},
		{"change a team note's kind", func(s *story, x things, _ int) boards.Op { return value("kind", "data")(x.team) }, 0, "hat"},
		{"move a customer's note", func(s *story, x things, _ int) boards.Op {
			return value("place", s.State.Record(x.team).Get("place"))(x.client)
		}, 0, "hatcd"},
		{"say how a customer felt", func(s *story, x things, _ int) boards.Op { return value("emotion", int64(-2))(x.client) }, 0, "c"},
		{"allow a customer to be quoted", func(s *story, x things, _ int) boards.Op { return value("consent", "quote")(x.client) }, 0, "c"},
		{"keep words in the room that were brought in", func(s *story, _ things, _ int) boards.Op { return brought(s, "room") }, 0, "hat"},
		{"allow words to be quoted that were brought in", func(s *story, _ things, _ int) boards.Op { return brought(s, "quote") }, 0, ""},
		{"delete a customer's note", func(s *story, x things, _ int) boards.Op { return del(x.client) }, 0, "hc"},
		{"delete a team note", func(s *story, x things, _ int) boards.Op { return del(x.team) }, 0, "hat"},
		{"felt a customer's note too", func(s *story, x things, who int) boards.Op {
			id := boardtest.ID(s.rng)
			return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "reaction", F: map[string]any{"note": x.client}}}
		}, 0, "d"},
		{"nod at a customer's note", func(s *story, x things, _ int) boards.Op { return nod(s, x.client, "agree") }, 0, "hatcd"},
		{"nod at a customer's note, privately", func(s *story, x things, _ int) boards.Op { return nod(s, x.client, "agree") }, 1, ""},
		{"make an insight", func(s *story, x things, _ int) boards.Op {
			id := boardtest.ID(s.rng)
			return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "insight", F: map[string]any{"evidence": []any{x.client}}}}
		}, 0, "hat"},
		{"reword an insight", func(s *story, x things, _ int) boards.Op {
			return boards.Op{Kind: boards.EditText, ID: x.insight, Field: "statement", Edit: text.New(text.Insert("x"))}
		}, 0, "hat"},
		{"set an action's due date", func(s *story, x things, _ int) boards.Op { return value("due", "2026-12-01")(x.action) }, 0, "hat"},
		{"make the answers public", func(s *story, x things, _ int) boards.Op { return value("public", true)(s.State.Of("board")[0].ID) }, 0, "h"},
		{"say which boards were gathered", func(s *story, x things, _ int) boards.Op {
			return value("combines", []any{"x"})(s.State.Of("board")[0].ID)
		}, 0, ""},
		{"say why an insight matters", func(s *story, x things, _ int) boards.Op { return value("so", "x")(x.insight) }, 0, "hat"},
		{"answer the people who spoke", func(s *story, x things, _ int) boards.Op { return value("reply", "x")(x.action) }, 0, "hat"},
		{"say what it takes", func(s *story, x things, _ int) boards.Op { return value("effort", int64(2))(x.action) }, 0, "hat"},
		{"link another tool", func(s *story, x things, _ int) boards.Op { return value("links", []any{})(x.action) }, 0, ""},
		{"name a theme", func(s *story, x things, _ int) boards.Op {
			return boards.Op{Kind: boards.EditText, ID: x.theme, Field: "name", Edit: text.New(text.Insert("x"))}
		}, 0, "hatcd"},
		{"change the phase", func(s *story, x things, _ int) boards.Op {
			return value("phase", boardtest.Sorted(s.State, "phase")[2].ID)(s.State.Of("session")[0].ID)
		}, 0, "h"},
		{"change the rules", func(s *story, x things, _ int) boards.Op { return value("minutes", int64(3))(s.State.Phase()) }, 0, "h"},
		{"reword a prompt", func(s *story, x things, _ int) boards.Op { return value("prompt", "x")(s.State.Of("zone")[0].ID) }, 0, "h"},
		{"name the persona", func(s *story, x things, _ int) boards.Op { return value("name", "x")(s.State.Of("persona")[0].ID) }, 0, "hat"},
		{"say which company Carla is from", func(s *story, x things, _ int) boards.Op { return value("customer", "x")(s.as(carla).Member) }, 0, "h"},
		{"make Dora an observer", func(s *story, x things, _ int) boards.Op { return value("role", "viewer")(s.as(dora).Member) }, 0, "h"},
		{"make Ben a facilitator", func(s *story, x things, _ int) boards.Op { return value("role", "facilitator")(s.as(ben).Member) }, 0, "h"},
		{"make Carla a facilitator", func(s *story, x things, _ int) boards.Op { return value("role", "facilitator")(s.as(carla).Member) }, 0, ""},
		{"rename Carla", func(s *story, x things, _ int) boards.Op { return value("name", "x")(s.as(carla).Member) }, 0, "c"},
		{"change Carla's side", func(s *story, x things, _ int) boards.Op { return value("side", "team")(s.as(carla).Member) }, 0, ""},
		{"make somebody up", func(s *story, x things, _ int) boards.Op {
			id := boardtest.ID(s.rng)
			return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "member", F: map[string]any{"role": "facilitator"}}}
		}, 0, ""},
		{"write, privately", func(s *story, x things, who int) boards.Op {
			return boardtest.NoteOp(s.rng, s.State, boardtest.Roles[who], "x", false)
		}, 1, "hatcd"},
		{"edit a team note, privately", func(s *story, x things, _ int) boards.Op { return edit(x.team, text.Insert("x")) }, 1, "a"},
		{"edit a customer's note, privately", func(s *story, x things, _ int) boards.Op { return edit(x.client, text.Insert("x")) }, 1, "c"},
		{"delete a customer's note, privately", func(s *story, x things, _ int) boards.Op { return del(x.client) }, 1, "c"},
		{"reword an insight, privately", func(s *story, x things, _ int) boards.Op {
			return boards.Op{Kind: boards.EditText, ID: x.insight, Field: "statement", Edit: text.New(text.Insert("x"))}
		}, 1, ""},
		{"write, sorting", func(s *story, x things, who int) boards.Op {
			return boardtest.NoteOp(s.rng, s.State, boardtest.Roles[who], "x", false)
		}, 2, "hatcd"},
	}
	for _, c := range cases {
		for _, p := range everyone {
			t.Run(c.act+" as "+string(p), func(t *testing.T) {
				s := tell(t)
				x := things{team: s.note(anna, "we think"), client: s.note(carla, "I felt")}
				put := func(typ string, f map[string]any) string {
					id := boardtest.ID(s.rng)
					s.yes(s.as(anna), boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}})
					return id
				}
				x.insight = put("insight", map[string]any{"evidence": []any{x.client}})
				x.action = put("action", map[string]any{"insights": []any{x.insight}})
				x.theme = put("theme", nil)
				if c.phase > 0 {
					s.ToPhase(c.phase)
				}
				who := people[p]
				allowed := false
				for _, q := range c.may {
					allowed = allowed || q == p
				}
				_, err := s.Ask(s.as(who), c.op(s, x, who))
				switch {
				case allowed && err != nil:
					t.Errorf("refused: %v", err)
				case !allowed && err == nil:
					t.Error("allowed")
				case !allowed && err.Code != boards.Forbidden && err.Code != boards.InPhase && err.Code != boards.NotFound:
					t.Errorf("refused with %s", err.Code)
				}
			})
		}
	}
}

// brought is a note of somebody's words who is not here.
func brought(s *story, consent string) boards.Op {
	return put(s.rng, "note", map[string]any{
		"text": "x", "side": "customer", "whose": "Maria", "consent": consent, "place": map[string]any{"zone": s.State.Of("zone")[0].ID, "order": "a0"},
	})
}
