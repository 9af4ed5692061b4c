package export

import (
	"fmt"
	"strconv"

	"feltboard/boards"
)

// weigh counts the evidence of insights, and of notes that an action rests on without one, taken together (E-6 … E-8). A
// note that the phase hides is not in the view, and does not count.
func (b *board) weigh(of ...*boards.Record) boards.Weight {
	return boards.Strength(func(id string) *boards.Record { return b.records[id] }, of...)
}

// resting is notes in an insight's place, to weigh them.
func resting(notes []string) *boards.Record {
	ids := make([]any, len(notes))
	for i, id := range notes {
		ids[i] = id
	}
	return &boards.Record{Type: "insight", F: map[string]any{"evidence": ids}}
}

// weight says what evidence weighs.
func weight(w boards.Weight) string {
	if w.Notes == 0 {
		return "none"
	}
	s := count(w.Customers, "independent customer") + ", " + count(w.Sources, "type") + " of source"
	if w.AtLeast {
		s = "at least " + s
	}
	return s
}

func surer(a, b boards.Level) boards.Level {
	for _, l := range boards.Levels {
		if l == a {
			return b
		}
		if l == b {
			return a
		}
	}
	return a
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func itoa(n int) string { return strconv.Itoa(n) }
