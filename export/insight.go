package export

import (
	"strings"

	"feltboard/boards"
)

// Insight is one insight of an item.
type Insight struct {
	ID        string     `json:"id"`
	Statement string     `json:"statement"`
	Need      *Need      `json:"need,omitempty"`
	So        string     `json:"so_what,omitempty"`
	HMW       []string   `json:"how_might_we"`
	Personas  []Persona  `json:"personas"`
	Status    string     `json:"status"`
	Reason    string     `json:"reason,omitempty"`
	Override  *Override  `json:"override,omitempty"` // beside the computed confidence, never instead (B-73)
	Settled   string     `json:"settled,omitempty"`  // what became of the counter-evidence
	Link      string     `json:"link,omitempty"`
	Log       []Decision `json:"decisions"`
	Ground
}

// Need is who needs what, and why.
type Need struct {
	User    string `json:"user,omitempty"`
	Verb    string `json:"verb,omitempty"`
	Because string `json:"because,omitempty"`
}

// Persona is whom an insight is about, and how we know.
type Persona struct {
	Name      string `json:"name"`
	Situation string `json:"situation,omitempty"`
	Evidence  string `json:"how_we_know,omitempty"`
}

// Override is what the team makes of a computed confidence.
type Override struct {
	Level  string `json:"level"`
	Reason string `json:"reason,omitempty"`
}

// Ground is the notes that something rests on, as far as they may leave.
type Ground struct {
	Confidence string    `json:"confidence,omitempty"` // computed; "" while the phase hides who wrote
	Customers  int       `json:"independent_customers"`
	AtLeast    bool      `json:"at_least,omitempty"` // Customers is a lower bound
	Sources    int       `json:"source_types"`
	Evidence   []Quote   `json:"evidence"`
	Counter    []Quote   `json:"counter_evidence"`
	Others     []Quote   `json:"not_evidence"`
	Tensions   []Tension `json:"contradictions"`
	Hidden     bool      `json:"hidden,omitempty"` // the running phase hides the notes

	weight boards.Weight
}

// Tension is two notes that contradict each other.
type Tension struct {
	One   Quote  `json:"one"`
	Other Quote  `json:"other"`
	Why   string `json:"why,omitempty"`
}

// Quote is a note as far as its speaker allows.
type Quote struct {
	Who        string `json:"who"`
	Scribed    bool   `json:"written_down_by_team,omitempty"`
	Kind       string `json:"kind"`
	Source     string `json:"source"`
	Day        string `json:"day,omitempty"`
	Words      string `json:"words,omitempty"`
	Paraphrase bool   `json:"paraphrase_only,omitempty"` // Words is empty
	Felt       int    `json:"felt,omitempty"`
	Of         int    `json:"felt_of,omitempty"` // customers

	known bool // Who can be asked
}

// gathered are the themes, by label and by id, and personas of an item.
type gathered struct {
	themes, personas, themeIDs, insights map[string]bool
}

func newGathered() *gathered {
	return &gathered{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
}

// insight reads one insight, and adds what it belongs to to found.
func (b *board) insight(r *boards.Record, found *gathered, left tally, o Options) Insight {
	s := Insight{
		ID: r.ID, Statement: clean(r.Str("statement")), Need: needOf(r), So: clean(r.Str("so")), HMW: []string{}, Personas: []Persona{},
		Status: r.Str("status"), Reason: clean(r.Str("reason")), Settled: clean(r.Str("settled")), Link: o.permalink(b.id, "insight", r.ID),
		Log: logOf(r),
	}
	if s.Statement == "" {
		s.Statement = "(not written yet)"
	}
	if level := r.Part("override", "level"); level == "low" || level == "medium" || level == "high" {
		s.Override = &Override{level, clean(r.Part("override", "reason"))}
	}
	found.insights[r.ID] = true
	for _, h := range b.hmw[r.ID] {
		if text := clean(h.Str("text")); text != "" {
			s.HMW = append(s.HMW, text)
		}
	}
	for _, id := range unique(r.Strs("personas")) {
		if p := b.get("persona", id); p != nil && !p.Deleted && clean(p.Str("name")) != "" {
			s.Personas = append(s.Personas, Persona{clean(p.Str("name")), clean(p.Str("situation")), clean(p.Str("evidence"))})
			if l := label(p.Str("name")); l != "" {
				found.personas[l] = true
			}
		}
	}
	for _, id := range r.Strs("themes") {
		b.themed(id, found)
	}
	s.Ground = b.ground(r, found, left)
	return s
}

// ground reads the notes that an insight names.
func (b *board) ground(r *boards.Record, found *gathered, left tally) Ground {
	g := Ground{Evidence: []Quote{}, Counter: []Quote{}, Others: []Quote{}, Tensions: []Tension{}, Hidden: !b.rules.SeeAll}
	if g.Hidden {
		left.note(PhaseHides, "", "note")
		return g
	}
	g.weight = b.weigh(r)
	tell := func(list *[]Quote, n *boards.Record) {
		if q, ok := b.quote(n, b.voice(n), left); ok {
			*list = append(*list, q)
			b.themed(n.Str("theme"), found)
		}
	}
	for _, n := range b.notes(r.Strs("counter"), left) {
		tell(&g.Counter, n)
	}
	for _, n := range b.notes(r.Strs("evidence"), left) {
		if boards.IsEvidence(n) {
			tell(&g.Evidence, n)
		} else {
			tell(&g.Others, n)
		}
	}
	b.tense(&g, append(r.Strs("evidence"), r.Strs("counter")...), left)
	g.Customers, g.AtLeast, g.Sources = g.weight.Customers, g.weight.AtLeast, g.weight.Sources
	if b.certain() {
		g.Confidence = string(g.weight.Level)
	}
	return g
}

// tense adds the contradictions that notes are part of, where both of the two may leave.
func (b *board) tense(g *Ground, ids []string, left tally) {
	told := map[string]bool{}
	for _, id := range ids {
		for _, t := range b.tensions[id] {
			one, other := b.get("note", t.Str("one")), b.get("note", t.Str("other"))
			if told[t.ID] || one == nil || other == nil || one.Deleted || other.Deleted || !onMap(one) || !onMap(other) {
				continue
			}
			told[t.ID] = true
			q, ok := b.quote(one, b.voice(one), left)
			p, also := b.quote(other, b.voice(other), left)
			if ok && also {
				g.Tensions = append(g.Tensions, Tension{q, p, clean(t.Str("why"))})
			}
		}
	}
}

func (b *board) themed(id string, found *gathered) {
	if t := b.get("theme", id); t != nil && !t.Deleted {
		found.themeIDs[id] = true
		if l := label(t.Str("name")); l != "" {
			found.themes[l] = true
		}
	}
}

// notes returns the notes of a list that are in the view and not deleted.
func (b *board) notes(ids []string, left tally) (out []*boards.Record) {
	for _, id := range unique(ids) {
		switch n := b.get("note", id); {
		case n == nil:
			left.note(PhaseHides, id, "note")
		case n.Deleted:
			left.note(Deleted, id, "note")
		case !onMap(n):
			left.note(NotIn, id, "note")
		default:
			out = append(out, n)
		}
	}
	return out
}

// onMap says whether a note lies where everybody can see it.
func onMap(n *boards.Record) bool {
	return n.Str("state") == "revealed" && n.Part("place", "zone") != ""
}

// quote cuts a note down to what consent allows; ok is false if it does not go outside at all.
func (b *board) quote(n *boards.Record, v voice, left tally) (q Quote, ok bool) {
	what := "note"
	if n.Str("kind") == "quote" {
		what = "quote"
	}
	switch {
	case v.dark && n.Str("consent") != "room":
		left.note(PhaseHides, n.ID, what) // the author at least, and with them a consent that only they hold
	case v.consent == "room":
		left.note(ConsentRoom, n.ID, what)
	}
	if v.consent == "room" {
		return Quote{}, false
	}
	q = Quote{
		Who: v.name, Scribed: !n.Bool("anon") && n.Str("behalf") != "", Kind: n.Str("kind"), Source: n.Part("source", "type"),
		Day: day(n), known: v.known,
	}
	if v.consent == "quote" {
		q.Words = clean(n.Str("text"))
	} else {
		q.Paraphrase = true
		left.note(ConsentParaphrase, n.ID, what)
	}
	if clean(n.Part("source", "ref")) != "" {
		left.note(SourceReference, n.ID, "source reference")
	}
	if q.Felt = b.felt[n.ID]; q.Felt > 0 {
		q.Of = max(q.Felt, b.people)
	}
	return q, true
}

func needOf(r *boards.Record) *Need {
	n := Need{clean(r.Part("need", "user")), clean(r.Part("need", "verb")), clean(r.Part("need", "because"))}
	if n.User+n.Verb+n.Because == "" {
		return nil
	}
	return &n
}

func (n Need) String() string {
	if n.User == "" {
		n.User = "The customer"
	}
	if n.Verb == "" {
		n.Verb = "…"
	}
	s := n.User + " needs a way to " + n.Verb
	if n.Because != "" {
		s += " because " + n.Because
	}
	return stop(s)
}

func (s Story) String() string {
	before, after := "When ", "so I can "
	if s.Form == "user" {
		before, after = "As a ", "so that "
	}
	var parts []string
	for _, p := range []struct{ word, text string }{{before, s.When}, {"I want ", s.Want}, {after, s.So}} {
		if p.text != "" {
			parts = append(parts, p.word+p.text)
		}
	}
	return stop(strings.Join(parts, ", "))
}
