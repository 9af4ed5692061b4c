package export

import (
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"feltboard/boards"
)

// Item is an action as it leaves: chosen, counted, and cut down to what consent allows. What somebody typed is one line
// without anything invisible, and not yet escaped for any format.
type Item struct {
	Action     string      `json:"action"` // its id on the board
	Number     int         `json:"number"` // E-11
	Title      string      `json:"title"`
	Type       string      `json:"type"`
	Priority   string      `json:"priority"`
	Status     string      `json:"status"`
	Reason     string      `json:"reason,omitempty"` // of the status
	Created    string      `json:"created,omitempty"`
	Due        string      `json:"due,omitempty"`
	Original   string      `json:"original_due,omitempty"`
	Owner      *Owner      `json:"owner,omitempty"`
	Story      *Story      `json:"story,omitempty"`
	Acceptance []Criterion `json:"acceptance"`
	Insights   []Insight   `json:"insights"`
	Notes      *Ground     `json:"notes,omitempty"` // what it rests on without an insight between
	Themes     []string    `json:"themes"`          // as labels, without "theme-"
	Personas   []string    `json:"personas"`        // the same
	Confidence string      `json:"confidence,omitempty"`
	Impact     int         `json:"impact,omitempty"` // 1 … 5
	Effort     int         `json:"effort,omitempty"`
	RICE       *RICE       `json:"rice,omitempty"`
	Votes      []Vote      `json:"votes"`
	Log        []Decision  `json:"decisions"`
	Duty       string      `json:"duty,omitempty"` // whom to tell when it is done
	Reply      string      `json:"reply,omitempty"`
	Session    string      `json:"session"` // the board's title
	Link       string      `json:"link,omitempty"`
	LeftOut    []LeftOut   `json:"left_out"`

	left tally
}

// Owner is who sees to an action.
type Owner struct {
	Name   string `json:"name"` // of a customer the pseudonym
	Team   bool   `json:"team"`
	Handle string `json:"handle,omitempty"` // without "@"; "" unless the name is plainly one
}

// Story is a job story, or a user story.
type Story struct {
	Form string `json:"form"`
	When string `json:"when,omitempty"` // of a user story: as whom
	Want string `json:"want,omitempty"`
	So   string `json:"so,omitempty"`
}

// Criterion is one acceptance criterion.
type Criterion struct {
	Given string `json:"given,omitempty"`
	When  string `json:"when,omitempty"`
	Then  string `json:"then,omitempty"`
	Done  bool   `json:"done"`
}

// RICE is a score and what it is made of; confidence comes from the evidence (B-74).
type RICE struct {
	Reach      int64  `json:"reach"`             // people per quarter
	Impact     int64  `json:"impact_hundredths"` //
	Confidence int    `json:"confidence_percent"`
	Effort     int64  `json:"effort_tenths"` // of a person-month
	Score      string `json:"score"`         // with one decimal
}

// Vote is what a step's answers say of one thing.
type Vote struct {
	On        string `json:"on"` // theme, insight or action
	Name      string `json:"name"`
	Step      string `json:"step,omitempty"`
	Ask       string `json:"ask"` // dots or place
	Question  string `json:"question,omitempty"`
	People    int64  `json:"people"`
	Sum       int64  `json:"sum,omitempty"`
	Customers *int64 `json:"customers,omitempty"` // of the sum; nil where too few on a side answered
	Team      *int64 `json:"team,omitempty"`
	Middle    string `json:"middle,omitempty"` // the median
}

// Decision is one entry of a log. Who decided stays on the board.
type Decision struct {
	Status string `json:"status"`
	Day    string `json:"day,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// handle is a name that is plainly meant as one.
var handle = regexp.MustCompile(`^@[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$`)

func (b *board) item(a *boards.Record, number int, o Options) Item {
	it := Item{
		Action: a.ID, Number: number, Title: clean(a.Str("title")), Type: a.Str("type"), Priority: a.Str("priority"), Status: a.Str("status"),
		Reason: clean(a.Str("reason")), Reply: clean(a.Str("reply")), Session: b.title, Link: o.permalink(b.id, "action", a.ID),
		Acceptance: []Criterion{}, Insights: []Insight{}, Votes: []Vote{}, left: tally{},
		Impact: int(num(a, "impact")), Effort: int(num(a, "effort")), Story: storyOf(a), Owner: b.owner(a), Log: logOf(a),
	}
	if it.Title == "" {
		it.Title = "Untitled action"
	}
	if a.At != 0 {
		it.Created = time.UnixMilli(a.At).UTC().Format("2006-01-02 15:04")
	}
	if due := a.Str("due"); validDay(due) {
		it.Due = due
	}
	if first := a.Str("original"); validDay(first) {
		it.Original = first
	}
	for _, e := range a.List("acceptance") {
		if c, ok := criterionOf(e); ok {
			it.Acceptance = append(it.Acceptance, c)
		}
	}
	found, sure, all := newGathered(), boards.Assumption, []*boards.Record{}
	for _, id := range unique(a.Strs("insights")) {
		r := b.get("insight", id)
		switch {
		case r == nil:
			it.left.note(PhaseHides, id, "insight")
		case r.Deleted:
			it.left.note(Deleted, id, "insight")
		default:
			s := b.insight(r, found, it.left, o)
			sure = surer(sure, s.weight.Level)
			it.Insights, all = append(it.Insights, s), append(all, r)
		}
	}
	if b.certain() {
		it.RICE = rice(a, sure) // of insights alone (B-74)
	}
	if notes := a.Strs("notes"); len(notes) > 0 {
		own := resting(notes)
		g := b.ground(own, found, it.left)
		sure, it.Notes, all = surer(sure, g.weight.Level), &g, append(all, own)
	}
	if b.certain() {
		it.Confidence = string(sure)
	}
	it.Themes, it.Personas = sorted(found.themes), sorted(found.personas)
	it.Votes = b.votesOn(found, a)
	it.Duty = b.duty(b.weigh(all...))
	it.LeftOut = append([]LeftOut{}, it.left.list()...)
	return it
}

func sorted(set map[string]bool) []string {
	return append([]string{}, slices.Sorted(maps.Keys(set))...)
}

// certain says whether numbers of people may be computed: nothing of it is hidden by the running phase (E-5).
func (b *board) certain() bool { return b.rules.SeeAll && b.rules.Authors == boards.Named }

func (b *board) duty(all boards.Weight) string {
	n := all.People
	switch {
	case !b.rules.SeeAll:
		return "The contributors have been told what was done"
	case n == 0:
		return ""
	case all.AtLeast:
		return "The contributors, at least " + itoa(n) + ", have been told what was done"
	case n == 1:
		return "The 1 contributor has been told what was done"
	}
	return "The " + count(n, "contributor") + " have been told what was done"
}

func (b *board) owner(r *boards.Record) *Owner {
	m := b.get("member", r.Str("owner"))
	if m == nil {
		return nil
	}
	who := Owner{Name: pseudonym(m)}
	if name := m.Str("name"); m.Str("side") == "team" && clean(name) != "" {
		who.Name, who.Team = clean(name), true
		if at := "@" + strings.TrimPrefix(name, "@"); handle.MatchString(at) {
			who.Handle = at[1:]
		}
	}
	if who.Name == "" {
		return nil
	}
	return &who
}

func storyOf(a *boards.Record) *Story {
	s := Story{a.Part("story", "form"), clean(a.Part("story", "when")), clean(a.Part("story", "want")), clean(a.Part("story", "so"))}
	if s.Form == "none" || s.When+s.Want+s.So == "" {
		return nil
	}
	return &s
}

func criterionOf(v any) (Criterion, bool) {
	m, _ := v.(map[string]any)
	str := func(name string) string { s, _ := m[name].(string); return clean(s) }
	c := Criterion{Given: str("given"), When: str("when"), Then: str("then")}
	c.Done, _ = m["done"].(bool)
	return c, c.Given+c.When+c.Then != ""
}

func (c Criterion) String() string {
	var parts []string
	for _, p := range []struct{ word, text string }{{"Given ", c.Given}, {"When ", c.When}, {"Then ", c.Then}} {
		if p.text != "" {
			parts = append(parts, p.word+p.text)
		}
	}
	return strings.Join(parts, ", ")
}

func logOf(r *boards.Record) []Decision {
	out := []Decision{}
	for _, e := range r.List("log") {
		m, _ := e.(map[string]any)
		status, _ := m["status"].(string)
		reason, _ := m["reason"].(string)
		d := Decision{Status: words(clean(status)), Reason: clean(reason)}
		if at, _ := m["at"].(int64); at > 0 {
			d.Day = time.UnixMilli(at).UTC().Format(time.DateOnly)
		}
		if d.Status != "" {
			out = append(out, d)
		}
	}
	return out
}

// words makes a readable one of a value of an enumeration.
func words(s string) string { return strings.NewReplacer("_", " ", "-", " ").Replace(s) }

func num(r *boards.Record, name string) int64 {
	n, _ := r.Int(name)
	return n
}

func (o Options) permalink(board, kind, id string) string {
	if o.BaseURL == "" {
		return ""
	}
	return o.BaseURL + "/b/" + url.PathEscape(board) + "#" + kind + "-" + url.PathEscape(id)
}

func unique(ids []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		was := seen[id]
		seen[id] = true
		return was
	})
}

// MarshalJSON writes a left-out thing as the API does.
func (l LeftOut) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Reason   Reason `json:"reason"`
		Count    int    `json:"count,omitempty"`
		Sentence string `json:"sentence"`
	}(l))
}
