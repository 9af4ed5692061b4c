package export

import (
	"fmt"
	"strconv"

	"feltboard/boards"
)

// From how many independent customers an insight is more than a single voice, and sure (METHOD's conventions).
const (
	mediumCustomers = 3
	highCustomers   = 5
)

// levels of confidence, the least first.
var levels = []string{"assumption", "low", "medium", "high"}

// weight is what the evidence of one insight weighs (E-7, E-8).
type weight struct {
	notes     int
	persons   map[string]bool // who can be told apart
	customers map[string]bool // their companies, or themselves
	letters   map[string]bool // voices without a name; each may be one of those who are named elsewhere
	sources   map[string]bool
	blurred   bool // some cannot be told apart: numbers are lower bounds
	firstHand bool // some note is
	counter   bool // there is counter-evidence
}

func newWeight() *weight {
	return &weight{persons: map[string]bool{}, customers: map[string]bool{}, letters: map[string]bool{}, sources: map[string]bool{}}
}

// contributors is the number of persons behind the evidence, a lower bound if blurred.
func (w *weight) contributors() int { return w.bound(len(w.persons)) }

// independent is the number of customers behind it, a lower bound if blurred.
func (w *weight) independent() int { return w.bound(len(w.customers)) }

func (w *weight) bound(n int) int {
	n = max(n, len(w.letters))
	if n == 0 && w.blurred {
		return 1
	}
	return n
}

// level is an index of levels.
func (w *weight) level() int {
	switch n := w.independent(); {
	case w.notes == 0:
		return 0
	case n < mediumCustomers || !w.firstHand:
		return 1
	case n >= highCustomers && len(w.sources) >= 2 && !w.counter:
		return 3
	}
	return 2
}

func (w *weight) String() string {
	if w.notes == 0 {
		return "none"
	}
	return w.atLeast() + count(w.independent(), "independent customer") + ", " + count(len(w.sources), "type") + " of source"
}

func (w *weight) atLeast() string {
	if w.blurred {
		return "at least "
	}
	return ""
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func (w *weight) add(n *boards.Record, v voice) {
	w.notes++
	w.sources[n.Part("source", "type")] = true
	switch {
	case v.hearsay:
		w.blurred = true
	case v.letter != "":
		w.letters[v.letter] = true
	case v.company != "":
		w.customers["company: "+v.company] = true
		w.persons[v.person] = true
	case v.person != "":
		w.customers[v.person] = true
		w.persons[v.person] = true
	default:
		w.blurred = true
	}
	w.blurred = w.blurred || len(w.letters) > 0 && len(w.persons) > 0
	told := n.Str("whose")+n.Str("customer") != "" && n.Str("behalf") == "" && (n.Part("source", "type") == "in-session" || n.Part("source", "type") == "other")
	w.firstHand = w.firstHand || !told && !v.hearsay
}

func itoa(n int) string { return strconv.Itoa(n) }
