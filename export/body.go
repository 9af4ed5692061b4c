package export

import (
	"strings"
)

// span is a piece of a line.
type span struct {
	text  string
	style style
	href  string // of a link
}

type style uint8

// The styles. What is plain may hold what somebody typed; everything else is ours.
const (
	plain style = iota
	bold
	slanted
	link
)

type line []span

// block is a paragraph, a heading, bullets or boxes to tick. Every format writes the same blocks its own way.
type block struct {
	kind  blockKind
	lines []line
	done  []bool // of boxes
}

type blockKind uint8

const (
	para blockKind = iota
	heading
	bullets
	boxes
	section // a heading above heading
	title   // and one above that
)

// page is blocks in the making.
type page struct{ blocks []block }

func (p *page) para(l ...span) {
	if len(l) > 0 {
		p.blocks = append(p.blocks, block{kind: para, lines: []line{l}})
	}
}

func (p *page) say(text string) {
	if text != "" {
		p.para(span{text: text})
	}
}

// titled writes a paragraph behind a bold word of ours.
func (p *page) titled(title, text string) {
	if text != "" {
		p.para(span{text: title + ":", style: bold}, span{text: " " + text})
	}
}

func (p *page) head(title string) {
	p.blocks = append(p.blocks, block{kind: heading, lines: []line{{{text: title}}}})
}

func (p *page) section(name string) {
	p.blocks = append(p.blocks, block{kind: section, lines: []line{said(name)}})
}

func (p *page) list(lines []line) {
	if len(lines) > 0 {
		p.blocks = append(p.blocks, block{kind: bullets, lines: lines})
	}
}

func lines[T any](of []T, write func(T) line) []line {
	out := make([]line, len(of))
	for i, e := range of {
		out[i] = write(e)
	}
	return out
}

func said(text string) line { return line{{text: text}} }

// description is what an action rests on and what is to be done, without its acceptance criteria.
func (it Item) description() []block {
	var p page
	for i, s := range it.Insights {
		title := "Insight"
		if len(it.Insights) > 1 {
			title += " " + itoa(i+1)
		}
		if s.Confidence != "" {
			title += " (confidence: " + s.Confidence + ")"
		}
		l := line{{text: title + ":", style: bold}, {text: " " + stop(s.Statement)}}
		if s.Link != "" {
			l = append(l, span{text: " "}, span{text: "On the board", style: link, href: s.Link})
		}
		p.para(l...)
		if s.Override != nil && s.Confidence != "" {
			why := "Its team says " + s.Override.Level + " instead of the computed " + s.Confidence
			if s.Override.Reason != "" {
				why += ", because: " + s.Override.Reason
			}
			p.titled("Confidence", stop(why))
		}
		if s.Need != nil {
			p.titled("Need", s.Need.String())
		}
		if s.So != "" {
			p.titled("So what", stop(s.So))
		}
		for _, h := range s.HMW {
			p.para(span{text: "How might we …", style: bold}, span{text: " " + h})
		}
		for _, who := range s.Personas {
			p.titled("Persona", who.String())
		}
	}
	if it.Story != nil {
		p.say(it.Story.String())
	}
	p.say(it.standing())
	if scores := it.scores(); scores != "" {
		p.say(scores)
	}
	if it.Reply != "" {
		p.titled("Answer to who spoke", stop(it.Reply))
	}
	for i, s := range it.Insights {
		of := ""
		if len(it.Insights) > 1 {
			of = " for insight " + itoa(i+1)
		}
		s.write(&p, of)
		if s.Settled != "" && len(s.Counter) > 0 {
			p.titled("What became of it", stop(s.Settled))
		}
	}
	if it.Notes != nil {
		of := ""
		if len(it.Insights) > 0 {
			of = " for the action itself"
		}
		it.Notes.write(&p, of)
	}
	if len(it.Votes) > 0 {
		p.head("Votes")
		p.list(lines(it.Votes, func(v Vote) line { return said(v.String()) }))
	}
	if len(it.Log) > 0 {
		p.head("Decisions")
		p.list(lines(it.Log, func(d Decision) line { return said(d.String()) }))
	}
	if len(it.LeftOut) > 0 {
		p.head("Left out")
		p.list(lines(it.LeftOut, func(l LeftOut) line { return said(l.Sentence) }))
	}
	return p.blocks
}

// body is the description with what is to be ticked, for formats that have no place of their own for it.
func (it Item) body() []block {
	p := page{it.description()}
	if len(it.Acceptance) > 0 {
		p.head("Acceptance criteria")
		b := block{kind: boxes}
		for _, c := range it.Acceptance {
			b.lines, b.done = append(b.lines, said(c.String())), append(b.done, c.Done)
		}
		p.blocks = append(p.blocks, b)
	}
	if it.Duty != "" {
		p.head("Definition of done")
		p.blocks = append(p.blocks, block{kind: boxes, lines: []line{said(it.Duty)}, done: []bool{false}})
	}
	if it.Link != "" {
		p.para(span{text: "This action on the board", style: link, href: it.Link})
	}
	return p.blocks
}

func (it Item) standing() string {
	s := "Status on the board: " + strings.ReplaceAll(it.Status, "_", " ")
	if it.Reason != "" {
		s += ", because: " + it.Reason
	}
	s = stop(s)
	if it.Owner != nil {
		s += " " + stop("Owner: "+it.Owner.Name)
	}
	if it.Original != "" && it.Due != "" && it.Original != it.Due {
		s += " Due " + it.Due + ", first promised for " + it.Original + "."
	}
	return s
}

func (it Item) scores() string {
	var parts []string
	if it.Impact > 0 {
		parts = append(parts, "Impact "+itoa(it.Impact)+" of 5.")
	}
	if it.Effort > 0 {
		parts = append(parts, "Effort "+itoa(it.Effort)+" of 5.")
	}
	if it.RICE != nil {
		parts = append(parts, it.RICE.String()+".")
	}
	return strings.Join(parts, " ")
}

func (p Persona) String() string {
	s := stop(p.Name)
	if p.Situation != "" {
		s += " " + stop(p.Situation)
	}
	if p.Evidence != "" {
		s += " How we know: " + stop(p.Evidence)
	}
	return s
}

func (d Decision) String() string {
	s := d.Status
	if d.Day != "" {
		s = d.Day + " · " + s
	}
	if d.Reason != "" {
		s += ", because: " + d.Reason
	}
	return s
}

// write tells the evidence; of says of what.
func (g Ground) write(p *page, of string) {
	if g.Hidden {
		return
	}
	p.head("Evidence" + of + " (" + weight(g.weight) + ")")
	if g.weight.Notes == 0 {
		p.say("No customer has said or done this yet: it is an assumption.")
	}
	p.list(g.voices())
	if len(g.Counter) > 0 {
		p.head("Counter-evidence" + of)
		p.list(lines(g.Counter, Quote.line))
	}
	if len(g.Others) > 0 {
		p.head("Not evidence" + of)
		p.say("Assumptions and other notes, which count for nothing above; on the board their edges are dashed.")
		p.list(lines(g.Others, Quote.line))
	}
	if len(g.Tensions) > 0 {
		p.head("Contradictions" + of)
		p.list(lines(g.Tensions, Tension.line))
	}
}

// voices are the evidence, and how much more of it counts without leaving.
func (g Ground) voices() []line {
	out := lines(g.Evidence, Quote.line)
	if more := g.weight.Notes - len(g.Evidence); more > 0 && g.Confidence != "" {
		out = append(out, said("Counted above, and kept on the board: "+count(more, "note")))
	}
	return out
}

func (t Tension) line() line {
	l := append(t.One.line(), span{text: " — but "})
	l = append(l, t.Other.line()...)
	if t.Why != "" {
		l = append(l, span{text: ". Why: " + t.Why})
	}
	return l
}

func (q Quote) line() line {
	who := q.Who
	if q.Scribed {
		who += ", written down by the team"
	}
	l := line{{text: who + " · "}}
	if q.Kind == "assumption" {
		l = append(l, span{text: q.Kind, style: slanted})
	} else {
		l = append(l, span{text: q.Kind})
	}
	rest := ""
	for _, part := range q.details() {
		rest += " · " + part
	}
	return append(l, span{text: rest})
}

func (q Quote) details() []string {
	var parts []string
	if q.Source != "in-session" {
		parts = append(parts, strings.ReplaceAll(q.Source, "-", " "))
	}
	if q.Day != "" {
		parts = append(parts, q.Day)
	}
	switch {
	case !q.Paraphrase && q.Words == "":
		parts = append(parts, "(no words)")
	case !q.Paraphrase:
		parts = append(parts, "“"+q.Words+"”")
	case q.known:
		parts = append(parts, "(paraphrase only: ask "+q.Who+")")
	default:
		parts = append(parts, "(paraphrase only)")
	}
	if q.Felt > 0 {
		parts = append(parts, "felt by "+itoa(q.Felt)+" of "+count(q.Of, "customer"))
	}
	return parts
}
