package boards

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// From how many independent customers an insight is more than a single voice, and sure (METHOD's conventions).
const (
	mediumCustomers = 3
	highCustomers   = 5
)

// Level is how sure an insight is (B-73).
type Level string

// The levels of confidence.
const (
	Assumption Level = "assumption"
	Low        Level = "low"
	Medium     Level = "medium"
	High       Level = "high"
)

// Levels lists them, the least first.
var Levels = []Level{Assumption, Low, Medium, High}

// Percent is what RICE takes a level for.
func (l Level) Percent() int64 {
	return map[Level]int64{Low: 50, Medium: 80, High: 100}[l]
}

// IsEvidence says whether a note supports an insight at all (B-70); nil does not.
func IsEvidence(note *Record) bool {
	if note == nil || note.Type != "note" || note.Deleted || inTray(note) || note.Str("state") != "revealed" {
		return false
	}
	switch note.Str("kind") {
	case "quote", "observation", "data":
		return note.Str("side") == "customer"
	}
	return false
}

// Voice is whose words a note holds, as far as the records tell that it is read from.
type Voice struct {
	Person  string // tells them apart from others, and is never shown; "" if nothing does
	Company string // the same of their company; "" if none is given
	Letter  string // tells them apart from those of the same Room alone: they may be named elsewhere
	Room    string // the board a letter is of; "" is this one
	Hearsay bool   // written down for somebody who has not confirmed it
	Told    bool   // what the team tells of somebody who is not here, without a source
}

// VoiceOf reads a note; find gives the records of the same view or state, or nil.
func VoiceOf(note *Record, find func(id string) *Record) Voice {
	member := func(id string) *Record {
		if m := find(id); m != nil && m.Type == "member" && !m.Deleted {
			return m
		}
		return nil
	}
	behalf, whose, company := note.Str("behalf"), note.Str("whose"), note.Str("customer")
	room, source := note.Part("from", "board"), note.Part("source", "type")
	elsewhere := room != "" || whose != "" || company != "" || imported(note) && note.Str("voice") == ""
	v, speaker := Voice{}, note.By
	v.Told = elsewhere && behalf == "" && (source == "other" || source == inSession && room == "")
	switch {
	case note.Bool("anon"):
		return v
	case behalf != "":
		speaker = behalf
		if m := member(behalf); m != nil {
			v.Hearsay = m.Str("seat") != "none" && note.Str("confirmed") != "yes"
		}
	case company != "":
		v.Company, v.Person = fold(company), "of "+fold(company)+": "+fold(whose)
		return v
	case whose != "" && room != "":
		v.Letter, v.Room = fold(whose), room
		return v
	case whose != "":
		v.Person = "not here: " + fold(whose)
		return v
	case elsewhere:
		return v
	case note.By == "":
		v.Letter = note.Str("voice")
	}
	if m := member(speaker); m != nil {
		v.Person, v.Company = m.ID, fold(m.Str("customer"))
	}
	return v
}

// fold makes names equal that a person would call the same.
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(name) {
		if !unicode.Is(unicode.Cf, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Weight is what evidence weighs.
type Weight struct {
	Notes      int  // that are evidence
	Customers  int  // independent ones behind them: companies, and people of whom none is known
	People     int  // who can be told apart
	AtLeast    bool // some cannot be told apart: Customers and People are lower bounds
	Sources    int  // types of source
	SecondHand bool // no note is first hand
	Contested  bool // there is counter-evidence that nobody has settled
	Level      Level
}

// Strength weighs the evidence of insights, taken together. Who calls it with a view, and not with a state, gets what its
// viewer may know; an action is as sure as the surest of its insights (Surest), since weak ones do not add up.
func Strength(find func(id string) *Record, insights ...*Record) Weight {
	w, seen, first := Weight{}, map[string]bool{}, false
	people, customers, sources := map[string]bool{}, map[string]bool{}, map[string]bool{}
	letters := map[string]map[string]bool{}
	for _, insight := range insights {
		if insight == nil || insight.Deleted {
			continue
		}
		for _, id := range insight.Strs("counter") {
			w.Contested = w.Contested || blank(insight.Str("settled")) && IsEvidence(find(id))
		}
		for _, id := range insight.Strs("evidence") {
			note := find(id)
			if seen[id] || !IsEvidence(note) {
				continue
			}
			seen[id] = true
			w.Notes++
			sources[note.Part("source", "type")] = true
			v := VoiceOf(note, find)
			first = first || !v.Told && !v.Hearsay
			switch {
			case v.Hearsay:
				w.AtLeast = true
			case v.Person != "":
				people[v.Person] = true
				if v.Company != "" {
					customers["company "+v.Company] = true
				} else {
					customers[v.Person] = true
				}
			case v.Letter != "":
				if letters[v.Room] == nil {
					letters[v.Room] = map[string]bool{}
				}
				letters[v.Room][v.Letter] = true
			default:
				w.AtLeast = true
			}
		}
	}
	w.AtLeast = w.AtLeast || len(letters) > 1 || len(letters) > 0 && len(people) > 0
	bound := func(n int) int {
		for _, l := range letters {
			n = max(n, len(l))
		}
		if n == 0 && w.AtLeast {
			return 1
		}
		return n
	}
	w.Customers, w.People = bound(len(customers)), bound(len(people))
	w.Sources, w.SecondHand = len(sources), w.Notes > 0 && !first
	switch {
	case w.Notes == 0:
		w.Level = Assumption
	case w.Customers < mediumCustomers || w.SecondHand:
		w.Level = Low
	case w.Customers >= highCustomers && w.Sources >= 2 && !w.Contested:
		w.Level = High
	default:
		w.Level = Medium
	}
	return w
}

// Surest is the level of an action: that of the surest of its insights that are there, each for itself.
func Surest(find func(id string) *Record, action *Record) Level {
	best := 0
	for _, id := range action.Strs("insights") {
		insight := find(id)
		if insight == nil || insight.Type != "insight" {
			continue
		}
		level := Strength(find, insight).Level
		for i, l := range Levels {
			if l == level {
				best = max(best, i)
			}
		}
	}
	return Levels[best]
}

// RICE is an action's score (B-74); ok is false where it has none: nothing supports it, or a number is not said.
func RICE(action *Record, level Level) (score float64, ok bool) {
	o, _ := action.Get("rice").(map[string]any)
	num := func(name string) int64 { n, _ := o[name].(int64); return n }
	n := num("reach") * num("impact") * level.Percent()
	if n == 0 || num("effort") == 0 {
		return 0, false
	}
	return float64(n) / float64(1000*num("effort")), true
}
