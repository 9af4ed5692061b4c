package intake

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// builder makes rows of what a file's format gave.
type builder struct {
	o    Options
	read *Read
}

// raw is a row as it stands in the file.
type raw struct {
	n       int
	cell    map[string]string // by field
	problem string
	first   int // see dayFirst
}

// table makes rows of a table: one for each line, or for each answer in it.
func (b *builder) table(t table) {
	cols := b.columns(t)
	b.read.Columns = cols
	byField, answers := map[string]int{}, []int(nil)
	for i, c := range cols {
		if c.Is == answer {
			answers = append(answers, i)
		} else if _, ok := byField[c.Is]; !ok {
			byField[c.Is] = i
		}
	}
	_, hasText := byField["text"]
	if !hasText && len(answers) == 0 {
		b.read.Problem = "No column says that it holds the words. Choose which one does."
		return
	}
	var dates []string
	if at, ok := byField["date"]; ok {
		for _, l := range t.rows {
			if at < len(l.cells) {
				dates = append(dates, l.cells[at])
			}
		}
	}
	first := dayFirst(dates)
	for _, l := range t.rows {
		if len(b.read.Rows) > MaxRows {
			return
		}
		if l.problem != "" {
			b.add(raw{n: l.n, cell: map[string]string{"text": strings.TrimSpace(strings.Join(l.cells, " "))}, problem: l.problem})
			continue
		}
		r := raw{n: l.n, first: first, cell: map[string]string{}}
		for field, i := range byField {
			if i < len(l.cells) && field != "" && field != skip {
				r.cell[field] = l.cells[i]
			}
		}
		if len(l.cells) > len(cols) && !empty(l.cells[len(cols):]) {
			r.problem = fmt.Sprintf("This row has %d fields, but there are %d columns. Put quotation marks around words with the delimiter in them.", len(l.cells), len(cols))
		}
		if hasText && (strings.TrimSpace(r.cell["text"]) != "" || len(answers) == 0) {
			b.add(r)
		}
		for _, i := range answers {
			if i < len(l.cells) && strings.TrimSpace(l.cells[i]) != "" {
				one := r
				one.cell = map[string]string{}
				for k, v := range r.cell {
					one.cell[k] = v
				}
				one.cell["text"] = l.cells[i]
				if cols[i].Zone != "" {
					one.cell["zone"] = cols[i].Zone
				}
				if strings.TrimSpace(one.cell["ref"]) == "" {
					one.cell["ref"] = short(cols[i].Name, maxLine)
				}
				b.add(one)
			}
		}
	}
}

// add checks a row, and keeps it.
func (b *builder) add(in raw) {
	r := Row{N: in.n, Problem: in.problem}
	var notices []string
	notice := func(s string) {
		if s != "" {
			notices = append(notices, s)
		}
	}
	problem := func(format string, args ...any) {
		if r.Problem == "" {
			r.Problem = fmt.Sprintf(format, args...)
		}
	}
	words := in.cell["text"]
	if len(words) > 1 && words[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(words[1])) {
		words = words[1:] // a spreadsheet's mark for words that are no formula
	}
	var removed bool
	if r.Text, removed = plain(words); removed {
		notice("Characters that cannot be seen were taken out.")
	}
	switch n := utf8.RuneCountInString(r.Text); {
	case n == 0:
		problem("There are no words in this row. Write some, or delete the row.")
	case n > maxWords:
		problem("This has %d characters; a note takes %d. Shorten it, or make several rows of it.", n, maxWords)
		r.Text = short(r.Text, 200) // for the list of problems alone
	}
	line := func(field, called string, max int) string {
		s := line1(in.cell[field])
		if n := utf8.RuneCountInString(s); n > max {
			problem("The %s has %d characters; at most %d fit. Shorten it.", called, n, max)
			return short(s, max)
		}
		return s
	}
	r.Whose, r.Customer, r.Ref = line("whose", "name", maxName), line("customer", "customer", maxName), line("ref", "reference", maxLine)

	var said string
	r.Date, said = date(in.cell["date"], in.first)
	notice(said)

	r.Source = b.o.Source
	if s := fold(line1(in.cell["source"])); s != "" {
		if known := sources[strings.ReplaceAll(s, " ", "-")]; known != "" {
			r.Source = known
		} else if known := sources[s]; known != "" {
			r.Source = known
		} else if r.Ref == "" && utf8.RuneCountInString(s) <= maxLine {
			r.Ref = line1(in.cell["source"])
		} else {
			notice("The source “" + short(line1(in.cell["source"]), 40) + "” is none of interview, support-ticket, survey, analytics and other.")
		}
	}
	if r.Source == "" {
		r.Source = "other"
	}

	r.Kind = "observation"
	switch s := fold(line1(in.cell["kind"])); {
	case kinds[s] != "":
		r.Kind = kinds[s]
	case s != "":
		notice("The kind “" + short(s, 40) + "” is not known: it comes in as an observation.")
	case r.Source == "survey" || r.Source == "support-ticket" || isQuoted(r.Text):
		r.Kind = "quote" // they wrote it themselves
	case r.Source == "analytics":
		r.Kind = "data"
	}

	r.Consent = b.o.Consent
	if s := fold(line1(in.cell["consent"])); s != "" {
		if r.Consent = consents[s]; r.Consent == "" {
			r.Consent = consentPhrases[s]
		}
		if r.Consent == "" {
			notice("The consent “" + short(s, 40) + "” is not known: it stays in this room.")
		}
	}
	if r.Consent == "" {
		r.Consent = "room"
	}

	if s := line1(in.cell["zone"]); s != "" {
		if z, ok := b.zone(s); ok {
			r.Zone, r.ZoneID = z.Title, z.ID
		} else {
			notice("There is no zone “" + short(s, 40) + "” on this board.")
		}
	}
	r.Notice = strings.Join(notices, " ")
	b.read.Rows = append(b.read.Rows, r)
}

// isQuoted says whether words stand in quotation marks.
func isQuoted(s string) bool {
	for _, marks := range []string{`""`, "“”", "„“", "„”", "«»", "»«", "‘’"} {
		pair := []rune(marks)
		if r := []rune(s); len(r) > 2 && r[0] == pair[0] && r[len(r)-1] == pair[1] {
			return true
		}
	}
	return false
}
