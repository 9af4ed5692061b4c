package export

import (
	"slices"
	"time"

	"feltboard/boards"
)

// Said is what strangers may read of a board: what was said, and what became of it (B-78). Nobody is named in it, not even by
// a pseudonym. What somebody typed is one line without anything invisible, and not escaped.
type Said struct {
	Title string
	Lang  string
	Rows  []SaidRow
}

// SaidRow is one insight and its answer.
type SaidRow struct {
	Statement string
	Quotes    []string // the words of those who allow to be quoted
	Customers int      // independent ones who said so; 0 where they are too few to be told
	AtLeast   bool     // Customers is a lower bound
	Deeds     []Deed   // never empty
}

// Became is what an answer comes to.
type Became string

// The answers.
const (
	Did      Became = "did"
	Doing    Became = "doing"
	Later    Became = "later"
	No       Became = "no"
	Answered Became = "answered" // without an action of its own
)

// Deed is one answer to an insight.
type Deed struct {
	Became
	Words  string // the team's reply to those who asked, else what is done; may be "" where only a reason is given
	Reason string // of a no, and of a later
	Day    string // when it was done, or is due; "" where nobody has said
}

// mostQuotes is how many words stand below one insight on the public page.
const mostQuotes = 5

// YouSaid reads the public page from a view, of which only what everybody of its audience sees is read. public says whether
// there is one: the board's facilitator has opened it, and the board is real
// and no team pulse, of which nothing leaves (E-2).
func YouSaid(v boards.View) (s Said, public bool) {
	b := read(v)
	least := 3
	for _, r := range b.of("board") {
		public = r.Bool("public") && !r.Bool("rehearsal") && !b.relief
		s.Lang, least = r.Str("lang"), max(least, int(num(r, "least")))
	}
	if !public {
		return Said{}, false
	}
	s.Title = b.title
	for _, r := range slices.SortedFunc(slices.Values(b.of("insight")), byOrder) {
		statement := clean(r.Str("statement"))
		deeds := b.deeds(r)
		if r.Deleted || statement == "" || len(deeds) == 0 {
			continue
		}
		row := SaidRow{Statement: statement, Deeds: deeds}
		g := b.ground(r, newGathered(), tally{})
		for _, q := range g.Evidence {
			if q.Words != "" && len(row.Quotes) < mostQuotes && !slices.Contains(row.Quotes, q.Words) {
				row.Quotes = append(row.Quotes, q.Words)
			}
		}
		if b.certain() && g.weight.Customers >= least {
			row.Customers, row.AtLeast = g.weight.Customers, g.weight.AtLeast
		}
		s.Rows = append(s.Rows, row)
	}
	return s, true
}

// deeds are the answers to an insight: what its actions come to, or, where none of them is decided, its own state; none if
// that is no answer either.
func (b *board) deeds(insight *boards.Record) []Deed {
	own := Deed{Reason: clean(insight.Str("reason"))}
	switch insight.Str("status") {
	case "declined":
		return []Deed{{Became: No, Reason: own.Reason}}
	case "answered":
		own.Became = Answered
	case "actioned":
		own.Became = Doing
	}
	var out []Deed
	for _, a := range slices.SortedFunc(slices.Values(b.of("action")), byOrder) {
		if a.Deleted || !slices.Contains(a.Strs("insights"), insight.ID) {
			continue
		}
		d := Deed{Words: clean(a.Str("reply"))}
		if d.Words == "" {
			d.Words = clean(a.Str("title"))
		}
		switch a.Str("status") {
		case "done", "verified":
			d.Became, d.Day = Did, doneOn(a)
		case "committed", "in_progress", "reopened":
			d.Became, d.Day = Doing, a.Str("due")
		case "parked":
			d.Became, d.Reason, d.Day = Later, clean(a.Str("reason")), a.Str("due")
		case "declined":
			d.Became, d.Reason = No, clean(a.Str("reason"))
		default:
			continue // nobody has decided it yet
		}
		if !validDay(d.Day) {
			d.Day = ""
		}
		out = append(out, d)
	}
	if len(out) == 0 && own.Became != "" {
		return []Deed{own}
	}
	return out
}

// doneOn is the day on which an action was done, or "".
func doneOn(a *boards.Record) string {
	for _, e := range slices.Backward(a.List("log")) {
		m, _ := e.(map[string]any)
		if at, _ := m["at"].(int64); m["status"] == "done" && at > 0 {
			return time.UnixMilli(at).UTC().Format(time.DateOnly)
		}
	}
	return ""
}
