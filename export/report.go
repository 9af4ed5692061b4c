package export

import (
	"slices"
	"strings"

	"feltboard/boards"
)

// report tells a session in one Markdown file: what was decided, what was said, what was voted, and what is open.
func report(e edition) ([]File, error) {
	b := e.board
	p := page{[]block{{kind: title, lines: []line{said("Session report")}}}}
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
	e.decisions(&p)
	e.insights(&p)
	told := e.themes(&p)
	if votes := b.votes(func(r *boards.Record) bool { return r.Type != "theme" || told[r.ID] }); len(votes)+len(b.scales()) > 0 {
		p.section("Votes")
		p.list(append(lines(votes, func(v Vote) line { return said(v.String()) }), b.scales()...))
	}
	e.open(&p)
	if left := e.left.list(); len(left) > 0 {
		p.section("Left out")
		p.list(lines(left, func(l LeftOut) line { return said(l.Sentence) }))
	}
	return []File{{Name: "session-report.md", Data: []byte(inMarkdown(p.blocks, forGitHub) + "\n")}}, nil
}

func (e edition) decisions(p *page) {
	p.section("Decisions")
	if len(e.items) == 0 {
		p.say("No action has been decided on.")
	}
	p.list(lines(e.items, func(it Item) line {
		s := strings.ReplaceAll(it.Status, "_", " ") + " · " + it.Title
		if it.Owner != nil {
			s += " · owner: " + it.Owner.Name
		}
		if it.Due != "" {
			s += " · due " + it.Due
		}
		if it.Original != "" && it.Due != "" && it.Original != it.Due {
			s += " (first promised for " + it.Original + ")"
		}
		if it.Confidence != "" {
			s += " · confidence: " + it.Confidence
		}
		if it.Reason != "" {
			s += " · because: " + it.Reason
		}
		if it.Link == "" {
			return said(s)
		}
		return line{{text: s + " · "}, {text: "on the board", style: link, href: it.Link}}
	}))
}

func (e edition) insights(p *page) {
	var all []*boards.Record
	for _, r := range slices.SortedFunc(slices.Values(e.board.of("insight")), byOrder) {
		if !r.Deleted {
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return
	}
	p.section("Insights")
	for _, r := range all {
		s := e.board.insight(r, newGathered(), e.left, e.Options)
		name := "Insight"
		if s.Confidence != "" {
			name += " (confidence: " + s.Confidence + ")"
		}
		text := s.Statement
		if !s.Hidden {
			text = stop(text) + " Evidence: " + weight(s.weight)
		}
		text = stop(text) + " Status: " + words(s.Status)
		if s.Reason != "" {
			text += ", because: " + s.Reason
		}
		p.titled(name, stop(text))
		var more []line
		if s.Override != nil && s.Confidence != "" {
			more = append(more, said("The team says "+s.Override.Level+" instead, because: "+s.Override.Reason))
		}
		if s.Need != nil {
			more = append(more, said("Need: "+s.Need.String()))
		}
		if s.So != "" {
			more = append(more, said("So what: "+s.So))
		}
		for _, h := range s.HMW {
			more = append(more, said("How might we … "+h))
		}
		if s.Settled != "" {
			more = append(more, said("Counter-evidence: "+s.Settled))
		}
		for _, t := range s.Tensions {
			l := append(line{{text: "Contradiction: "}}, t.One.line()...)
			l = append(append(l, span{text: " — but "}), t.Other.line()...)
			if t.Why != "" {
				l = append(l, span{text: ". Why: " + t.Why})
			}
			more = append(more, l)
		}
		p.list(more)
	}
}

// themes tells the notes of the board, as far as they may leave, theme by theme. It returns those themes; one whose notes all
// stay in the room is not named (E-3).
func (e edition) themes(p *page) map[string]bool {
	b, told := e.board, map[string]bool{}
	if !b.rules.SeeAll {
		e.left.note(PhaseHides, "", "note")
		return told
	}
	of := map[string][]*boards.Record{}
	for _, n := range b.of("note") {
		if n.Deleted {
			continue
		}
		if !onMap(n) {
			e.left.note(NotIn, n.ID, "note")
			continue
		}
		id := n.Str("theme")
		if t := b.get("theme", id); t == nil || t.Deleted {
			id = ""
		}
		of[id] = append(of[id], n)
	}
	tell := func(id, name, text string, notes []*boards.Record) {
		ids := make([]string, len(notes))
		var out []line
		for i, n := range notes {
			ids[i] = n.ID
			if q, ok := b.quote(n, b.voice(n), e.left); ok {
				out = append(out, q.line())
			}
		}
		if len(out) == 0 {
			name, text = "One more theme", "Nothing of it leaves the room"
		} else {
			told[id] = true
		}
		text += ": " + count(len(notes), "note")
		if w := b.weigh(resting(ids)); b.certain() && w.Notes > 0 {
			text += ", evidence of " + weight(w)
		}
		p.titled(name, stop(text))
		p.list(out)
	}
	if len(of) > 0 {
		p.section("Themes")
	}
	for _, t := range slices.SortedFunc(slices.Values(b.of("theme")), byOrder) {
		if name := clean(t.Str("name")); !t.Deleted && len(of[t.ID]) > 0 {
			if name == "" {
				name = "(no name yet)"
			}
			tell(t.ID, "Theme", name, of[t.ID])
		}
	}
	if rest := of[""]; len(rest) > 0 {
		tell("", "In no theme", "What nobody has sorted", rest)
	}
	return told
}

// open lists what nobody has answered yet.
func (e edition) open(p *page) {
	b := e.board
	var out []line
	if b.rules.SeeAll {
		for _, n := range b.of("note") {
			if n.Str("kind") != "question" || n.Deleted || !onMap(n) {
				continue
			}
			if q, ok := b.quote(n, b.voice(n), e.left); ok {
				out = append(out, q.line())
			}
		}
	}
	for _, r := range slices.SortedFunc(slices.Values(b.of("topic")), byOrder) {
		if state := r.Str("state"); !r.Deleted && (state == "proposed" || state == "later") && clean(r.Str("title")) != "" {
			out = append(out, said("For another time: "+clean(r.Str("title"))))
		}
	}
	used := map[string]bool{}
	for _, a := range b.of("action") {
		for _, id := range a.Strs("insights") {
			used[id] = used[id] || !a.Deleted
		}
	}
	for _, r := range slices.SortedFunc(slices.Values(b.of("insight")), byOrder) {
		if s := r.Str("status"); !r.Deleted && !used[r.ID] && (s == "draft" || s == "accepted") && clean(r.Str("statement")) != "" {
			out = append(out, said("An insight without an action: "+clean(r.Str("statement"))))
		}
	}
	for _, it := range e.items {
		switch {
		case it.Closed() || it.Status == "parked":
		case it.Owner == nil:
			out = append(out, said("An action without an owner: "+it.Title))
		case it.Due == "":
			out = append(out, said("An action without a date: "+it.Title))
		}
	}
	if len(out) > 0 {
		p.section("Open questions")
		p.list(out)
	}
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
