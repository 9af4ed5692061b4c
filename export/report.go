package export

import (
	"slices"
	"strings"

	"feltboard/boards"
)

// report tells a session in one Markdown file, as minutes do: what was decided, what was learned and on which grounds, what was
// said and voted, and what is open.
func report(e edition) ([]File, error) {
	b := e.board
	m := minutes{edition: e, page: page{[]block{{kind: title, lines: []line{said("Session report")}}}}, told: map[string]bool{}}
	p := &m.page
	p.titled("Session", stop(b.title))
	for _, r := range b.of("board") {
		if goal := clean(r.Str("goal")); goal != "" {
			p.titled("Goal", stop(goal))
		}
	}
	for _, r := range b.of("persona") {
		if who := (Persona{clean(r.Str("name")), clean(r.Str("situation")), clean(r.Str("evidence"))}); !r.Deleted && who.Name != "" {
			p.titled("Persona", who.String())
		}
	}
	m.decisions()
	m.insights()
	m.themes()
	if votes := lines(b.votes(func(r *boards.Record) bool { return r.Type != "theme" }), func(v Vote) line { return said(v.String()) }); len(votes)+len(b.scales()) > 0 {
		p.section("Votes")
		p.list(append(votes, b.scales()...))
	}
	m.open()
	m.log()
	m.loose()
	if left := e.left.list(); len(left) > 0 {
		p.section("Left out")
		p.list(lines(left, func(l LeftOut) line { return said(l.Sentence) }))
	}
	return []File{{Name: "session-report.md", Data: []byte(inMarkdown(p.blocks, forGitHub) + "\n")}}, nil
}

// minutes are a report in the making.
type minutes struct {
	edition
	page
	told map[string]bool // notes that have been told, by id
	rest []*boards.Record
}

// decisions say who does what by when, and what is not done, and why.
func (m *minutes) decisions() {
	m.section("Decisions")
	if len(m.items) == 0 {
		m.say("No action has been decided on.")
	}
	for _, part := range []struct {
		name     string
		statuses []string
		line     func(Item) string
	}{
		{"Who does what by when", []string{"committed", "in_progress", "reopened", "done", "verified"}, Item.promise},
		{"Declined", []string{"declined"}, Item.refusal},
		{"For later", []string{"parked"}, Item.refusal},
		{"Proposed, not decided yet", []string{"proposed"}, Item.promise},
	} {
		var out []line
		for _, it := range m.items {
			if !slices.Contains(part.statuses, it.Status) {
				continue
			}
			l := said(part.line(it))
			if it.Link != "" {
				l = line{{text: l[0].text + " · "}, {text: "on the board", style: link, href: it.Link}}
			}
			out = append(out, l)
		}
		if len(out) > 0 {
			m.head(part.name)
			m.list(out)
		}
	}
}

// promise is when an action is done, and by whom, as far as anybody has said. No line begins with what somebody typed (E-14).
func (it Item) promise() string {
	s := "No date yet"
	switch {
	case it.Closed():
		s = strings.ToUpper(it.Status[:1]) + it.Status[1:]
	case it.Due != "" && it.Original != "" && it.Original != it.Due:
		s = "By " + it.Due + " (first promised for " + it.Original + ")"
	case it.Due != "":
		s = "By " + it.Due
	}
	who := "nobody yet"
	if it.Owner != nil {
		who = it.Owner.Name
	}
	s += " · " + who + ": " + it.Title
	if !it.Closed() && it.Status != "proposed" {
		s += " · " + words(it.Status)
	}
	if it.Confidence != "" {
		s += " · confidence: " + it.Confidence
	}
	if it.Reason != "" {
		s += " · because: " + it.Reason
	}
	return s
}

// refusal is an action that is not done, and why.
func (it Item) refusal() string {
	s := "“" + it.Title + "”"
	if it.Reason != "" {
		s += ", because: " + it.Reason
	}
	if it.Status == "parked" && it.Due != "" {
		s += " · looked at again on " + it.Due
	}
	if it.Confidence != "" {
		s += " · confidence: " + it.Confidence
	}
	return s
}

// log is what was decided when, of actions and insights, day by day.
func (m *minutes) log() {
	type entry struct{ day, text string }
	var all []entry
	add := func(what string, log []Decision) {
		for _, d := range log {
			text := what + ": " + d.Status
			if d.Reason != "" {
				text += ", because: " + d.Reason
			}
			if d.Day != "" {
				text = d.Day + " · " + text
			}
			all = append(all, entry{d.Day, text})
		}
	}
	for _, r := range m.board.living("insight") {
		if statement := clean(r.Str("statement")); statement != "" {
			add("The insight “"+statement+"”", logOf(r))
		}
	}
	for _, it := range m.items {
		add("The action “"+it.Title+"”", it.Log)
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b entry) int { return strings.Compare(a.day, b.day) })
	m.section("What was decided when")
	m.list(lines(all, func(e entry) line { return said(e.text) }))
}

// living are the records of a type that are not deleted, as the board shows them.
func (b *board) living(typ string) []*boards.Record {
	all := slices.DeleteFunc(slices.Clone(b.of(typ)), func(r *boards.Record) bool { return r.Deleted })
	slices.SortFunc(all, byOrder)
	return all
}

// scales are the results of closed steps that asked everybody questions about nothing on the board.
func (b *board) scales() []line {
	var out []line
	phases := slices.Clone(b.of("phase"))
	slices.SortStableFunc(phases, byOrder)
	for _, ph := range phases {
		if ph.Deleted || !ph.Bool("closed") || ph.Part("ask", "kind") != "scale" || b.relief || !b.rules.SeeAll {
			continue
		}
		questions := ph.Strs("questions")
		for _, e := range ph.List("results") {
			row, _ := e.(map[string]any)
			q, _ := row["q"].(int64)
			mid, ok := row["mid"].(int64)
			n, _ := row["n"].(int64)
			if ok && int(q) < len(questions) && q >= 0 {
				out = append(out, said("The question “"+clean(questions[q])+"”: "+decimal(mid*5, 1)+" of 5, the middle of "+count(int(n), "answer")))
			}
		}
	}
	return out
}
