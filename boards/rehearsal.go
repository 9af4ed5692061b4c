package boards

import (
	"slices"
)

// Rehearsal is what the server knows when somebody wants to try a session out.
type Rehearsal struct {
	Template Template
	Board    BoardInfo
	Hosts    []Join        // its facilitators
	NewID    func() string // fresh record ids
	Draw     func() uint64 // fresh randomness
}

// Ops are the ops that make a board to try a session out on: in the phase in which people write, with three made-up people
// and a dozen notes of theirs, so that there is something to reveal, to sort and to vote on. They are private, unless the
// template never hides what is written.
func (r Rehearsal) Ops() ([]Op, error) {
	r.Board.Rehearsal, r.Board.Starts = true, 0
	s, all := NewState(), []Op(nil)
	add := func(ops []Op) error {
		e, err := Admit(s, Env{}, Actor{System: true}, Mutation{Ops: ops})
		if err != nil {
			return err
		}
		s.Apply(e)
		all = append(all, ops...)
		return nil
	}
	writing := r.Template.writing()
	ops := r.Template.Ops(r.Board, r.NewID)
	if err := add(ops); err != nil {
		return nil, err
	}
	phase := inOrder(s.Of("phase"))[writing]
	if err := add([]Op{{Kind: Set, ID: s.Of("session")[0].ID, F: map[string]any{"phase": phase.ID}}}); err != nil {
		return nil, err
	}
	people := r.cast()
	for _, j := range append(slices.Clone(r.Hosts), people...) {
		if err := add(JoinOps(s, j)); err != nil {
			return nil, err
		}
	}
	return all, add(r.notes(s, phase, people))
}

// writing is the first phase in which people write for themselves; if there is none, the first in which anybody writes.
func (t Template) writing() int {
	any := 0
	for i, p := range slices.Backward(t.Phases) {
		if rules := RulesOf(&Record{Type: "phase", F: p.fields()}); len(rules.Write) > 0 {
			any = i
		}
	}
	for i, p := range t.Phases {
		if rules := RulesOf(&Record{Type: "phase", F: p.fields()}); len(rules.Write) > 0 && !rules.SeeAll {
			return i
		}
	}
	return any
}

// cast are the made-up people: two customers and one of the team, or three of the team where it is among itself.
func (r Rehearsal) cast() (all []Join) {
	for i, name := range []string{"Robin (made up)", "Kim (made up)", "Toni (made up)"} {
		j := Join{Member: r.NewID(), Name: name, Role: Client, Draw: r.Draw(), Seat: "none"}
		if i == 2 || r.Template.TeamOnly {
			j.Role = Team
		}
		all = append(all, j)
	}
	return all
}

// notes are the made-up people's, in turn, laid into the first zones that are open in a phase.
func (r Rehearsal) notes(s *State, phase *Record, people []Join) (ops []Op) {
	var zones []string
	rules := RulesOf(phase)
	for _, z := range inOrder(s.Of("zone")) {
		if z.Str("kind") != "column" && rules.takes(z.ID) && len(zones) < 4 {
			zones = append(zones, z.ID)
		}
	}
	if len(zones) == 0 {
		return nil
	}
	for i, words := range rehearsed {
		by := people[i%len(people)]
		f := map[string]any{
			"text": words, "place": map[string]any{"zone": zones[i%len(zones)], "order": nth(i, len(rehearsed))}, "state": "private",
			"side": by.Role.Side(), "kind": "quote", "behalf": by.Member, "signed": rules.Authors.String(),
		}
		if by.Role.Side() == "team" {
			f["kind"] = "assumption"
		}
		if rules.Authors == Pseudonym {
			f["voice"] = s.Record(by.Member).Str("voice")
		}
		id := r.NewID()
		ops = append(ops, Op{Kind: Put, ID: id, Rec: &Record{ID: id, Type: "note", F: f}})
	}
	return ops
}

// Title is what a rehearsal of a board is called.
func (Rehearsal) Title(of string) string {
	const before = "Rehearsal: "
	title := []rune(before + of)
	return string(title[:min(len(title), fieldOf("board", "title").Max)])
}

// rehearsed are the notes of made-up people: every third is the team's.
var rehearsed = []string{
	"I had to type everything twice.",
	"I never know whether it has been saved.",
	"We think most people skip the second page.",
	"The confirmation came a day later.",
	"I asked a colleague, that was quicker.",
	"We think the wording on the button is the trouble.",
	"It logged me out in the middle of it.",
	"Once I got through, it was really good.",
	"We think they compare us with what they know from elsewhere.",
	"I was afraid that I had paid twice.",
	"On my phone I could not find the way back.",
	"We think nobody reads the help text.",
}
