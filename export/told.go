package export

import (
	"slices"

	"feltboard/boards"
)

// insights tell what was learned: each with what it rests on, what speaks against it, and what is done about it.
func (m *minutes) insights() {
	all := m.board.living("insight")
	if len(all) == 0 {
		return
	}
	m.section("Insights")
	for i, r := range all {
		s := m.board.insight(r, newGathered(), m.left, m.Options)
		m.titled("Insight "+itoa(i+1), stop(s.Statement))
		var about []line
		say := func(text string) { about = append(about, said(stop(text))) }
		if s.Confidence != "" {
			text := "Confidence: " + s.Confidence + ", computed from the evidence"
			if s.Override != nil {
				text = stop(text) + " The team says " + s.Override.Level + " instead"
				if s.Override.Reason != "" {
					text += ", because: " + s.Override.Reason
				}
			}
			say(text)
		}
		if s.Need != nil {
			say("Need: " + s.Need.String())
		}
		if s.So != "" {
			say("So what: " + s.So)
		}
		for _, h := range s.HMW {
			say("How might we … " + h)
		}
		for _, who := range s.Personas {
			say("Persona: " + who.Name)
		}
		if who := m.board.owner(r); who != nil {
			say("Owner: " + who.Name)
		}
		state := "Status: " + words(s.Status)
		if s.Reason != "" {
			state += ", because: " + s.Reason
		}
		say(state)
		for _, it := range m.items {
			if slices.ContainsFunc(it.Insights, func(of Insight) bool { return of.ID == r.ID }) {
				say("Action: " + it.Title + " (" + words(it.Status) + ")")
			}
		}
		m.list(about)
		m.grounds(s)
		if m.board.rules.SeeAll {
			for _, list := range []string{"evidence", "counter"} {
				for _, id := range r.Strs(list) {
					m.told[id] = true
				}
			}
		}
	}
}

// grounds tells the notes behind an insight.
func (m *minutes) grounds(s Insight) {
	if s.Hidden {
		return
	}
	text := weight(s.weight)
	if s.weight.Notes == 0 {
		text = "none. No customer has said or done this yet: it is an assumption"
	}
	m.titled("Evidence", stop(text))
	m.list(s.voices())
	if len(s.Counter) > 0 || s.Settled != "" {
		text := "nobody has said yet what became of it"
		if s.Settled != "" {
			text = s.Settled
		}
		m.titled("Counter-evidence", stop(text))
		m.list(lines(s.Counter, Quote.line))
	}
	if len(s.Others) > 0 {
		m.titled("Not evidence", "assumptions and other notes, which count for nothing above.")
		m.list(lines(s.Others, Quote.line))
	}
	if len(s.Tensions) > 0 {
		m.titled("Contradictions", "both were said or seen.")
		m.list(lines(s.Tensions, Tension.line))
	}
}

// themes tell the notes of the board, as far as they may leave, and the votes, theme by theme. One whose notes all stay in the
// room is not named (E-3).
func (m *minutes) themes() {
	b := m.board
	if !b.rules.SeeAll {
		m.left.note(PhaseHides, "", "note")
		return
	}
	of := map[string][]*boards.Record{}
	for _, n := range b.living("note") {
		if !onMap(n) {
			m.left.note(NotIn, n.ID, "note")
			continue
		}
		id := n.Str("theme")
		if t := b.get("theme", id); t == nil || t.Deleted {
			id = ""
		}
		of[id] = append(of[id], n)
	}
	m.rest = of[""]
	headed := false
	for _, t := range b.living("theme") {
		name, notes := clean(t.Str("name")), of[t.ID]
		if len(notes) == 0 {
			continue
		}
		if !headed {
			m.section("Themes")
			headed = true
		}
		if name == "" {
			name = "(no name yet)"
		}
		customers, team := m.voices(notes)
		label, text := "Theme", name
		if len(customers)+len(team) == 0 {
			label, text = "One more theme", "Nothing of it leaves the room"
		}
		text += ": " + count(len(notes), "note")
		ids := make([]string, len(notes))
		for i, n := range notes {
			ids[i], m.told[n.ID] = n.ID, true
		}
		if w := b.weigh(resting(ids)); b.certain() && w.Notes > 0 {
			text += ", evidence of " + weight(w)
		}
		m.titled(label, stop(text))
		if len(customers)+len(team) == 0 {
			continue
		}
		for _, v := range b.votes(func(r *boards.Record) bool { return r.ID == t.ID }) {
			m.titled("Votes", stop(v.given()))
		}
		if len(customers) > 0 && len(team) > 0 {
			m.titled("Customers", count(len(customers), "note")+" that may leave.")
			m.list(customers)
			m.titled("The team", count(len(team), "note")+" that may leave.")
			m.list(team)
			continue
		}
		m.list(append(customers, team...))
	}
}

// voices are notes as far as they may leave, of customers and of the team.
func (m *minutes) voices(notes []*boards.Record) (customers, team []line) {
	for _, n := range notes {
		q, ok := m.board.quote(n, m.board.voice(n), m.left)
		switch {
		case !ok:
		case n.Str("side") == "team":
			team = append(team, q.line())
		default:
			customers = append(customers, q.line())
		}
	}
	return customers, team
}

// mostLoose is how many notes that nobody has grouped a report tells.
const mostLoose = 10

// loose tells the notes in no theme that nothing above has told.
func (m *minutes) loose() {
	if len(m.rest) == 0 {
		return
	}
	m.section("Not grouped (" + itoa(len(m.rest)) + ")")
	customers, team := m.voices(slices.DeleteFunc(slices.Clone(m.rest), func(n *boards.Record) bool { return m.told[n.ID] }))
	all := append(customers, team...)
	if len(all) == 0 {
		m.say("All that may leave of them is told above.")
		return
	}
	if more := len(all) - mostLoose; more > 0 {
		all = append(all[:mostLoose:mostLoose], said("And "+itoa(more)+" more, which can be read on the board."))
	}
	m.list(all)
}
