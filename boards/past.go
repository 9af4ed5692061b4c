package boards

import (
	"context"
	"maps"
	"slices"

	"feltboard/boards/text"
)

// Bounds of the history that is told (B-84).
const (
	MaxPastSteps = 20000
	MaxPastBytes = 8 << 20
	typingPause  = 5000 // milliseconds

	// What is kept of the entries before that: looks are the records they touched, and all records there are where the rules
	// show another lot of them; bytes are about what they take in memory.
	keptLooks = 400_000
	keptBytes = 96 << 20
)

// pastBounds is how much a Chronicle keeps, and tells, at most.
type pastBounds struct{ looks, bytes, steps, told int }

// Chronicle takes a board's entries in, from the first on, and tells its history. It is owned by one goroutine.
type Chronicle struct {
	most    pastBounds
	now     *State
	changes []keptChange       // the newest of those that touched anything
	first   map[string]*Record // the board before changes
	rules   Rules              // of that

	looks, bytes int // of changes
}

// keptChange is of a change what is told of.
type keptChange struct {
	*Change
	looks, bytes int
}

// NewChronicle returns one of an empty board.
func NewChronicle() *Chronicle {
	return &Chronicle{most: pastBounds{keptLooks, keptBytes, MaxPastSteps, MaxPastBytes}, now: NewState(), first: map[string]*Record{}}
}

// Take takes the next entry in.
func (c *Chronicle) Take(e *Entry) {
	k := keep(c.now.Apply(e))
	if len(k.Touched) == 0 {
		return
	}
	c.changes = append(c.changes, k)
	c.looks, c.bytes = c.looks+k.looks, c.bytes+k.bytes
	for len(c.changes) > 0 && (c.looks > c.most.looks || c.bytes > c.most.bytes) {
		c.fold()
	}
}

// keep returns of a change what is kept: no list of all records, and nothing to take it back by.
func keep(c *Change) keptChange {
	k := keptChange{looks: len(c.Touched) + len(c.All), bytes: 400}
	for _, t := range c.Touched {
		k.bytes += 600 + t.After.size()
		for _, edit := range t.Texts {
			k.bytes += sizeOf(edit.Edit)
		}
	}
	by := &Entry{Seq: c.Entry.Seq, T: c.Entry.T, By: c.Entry.By, Owner: c.Entry.Owner}
	k.Change = &Change{Entry: by, Touched: c.Touched, Before: c.Before, After: c.After}
	return k
}

// fold takes the oldest change into the board before it.
func (c *Chronicle) fold() {
	old := c.changes[0]
	for _, t := range old.Touched {
		c.first[t.After.ID] = t.After
	}
	c.rules = old.After
	c.looks, c.bytes = c.looks-old.looks, c.bytes-old.bytes
	c.changes[0] = keptChange{}
	c.changes = c.changes[1:]
}

// Now is the board after the last entry.
func (c *Chronicle) Now() *State { return c.now }

// Past is the history of a board as one viewer is told it.
type Past struct {
	Earlier bool                   // there is more before Start
	Start   map[string]*ViewRecord // the moment before the first step
	Steps   []PastStep
}

// PastStep is one step of a history: view ops that make one moment of the one before it, for [Apply].
type PastStep struct {
	T   int64  // milliseconds since 1970 UTC; 0 where it is not told
	By  string // the member who did it; "" where that is not told, and for the system
	Ops []Op
	Seq int64 // of its last entry; never told, as its gaps tell of hidden acts

	last   int64  // the time of that entry
	typing string // the text it is typing in; "" for other steps
	bytes  int
}

// Tell returns the history as a viewer of the team, or a facilitator, may know it now (B-83, B-84). It fails only as ctx ends,
// with its cause.
func (c *Chronicle) Tell(ctx context.Context, v Viewer) (Past, error) {
	p := c.begin(v)
	for _, change := range c.changes {
		if ctx.Err() != nil {
			return Past{}, context.Cause(ctx)
		}
		p.take(change.Change)
	}
	return Past{Earlier: p.earlier, Start: p.start, Steps: p.steps}, nil
}

// begin returns a telling that has taken nothing yet.
func (c *Chronicle) begin(v Viewer) *telling {
	p := &telling{v: v, most: c.most, now: Project(c.now, v), rules: c.now.rules, records: maps.Clone(c.first), at: map[string]*ViewRecord{}}
	for id, rec := range c.first {
		if m := p.moment(c.rules, rec); m != nil {
			p.at[id] = m
		}
	}
	p.start, p.earlier = maps.Clone(p.at), len(c.first) > 0
	return p
}

func (s PastStep) size() int {
	n := 60
	for _, o := range s.Ops {
		n += 60 + sizeOfValue(o.F) + sizeOf(o.Edit)
		if o.View != nil {
			n += 60 + sizeOfValue(o.View.F)
		}
	}
	return n
}

// tells lists what a history tells of each type; what stands in no list is not in it.
var tells = map[string][]string{
	"board":   {"title", "goal", "template", "lang"},
	"persona": {"name", "situation"},
	"zone":    {"title", "prompt", "area", "inferred", "order", "kind", "column"},
	"phase":   {"title", "order"},
	"session": {"phase", "state"},
	"theme":   {"name", "order"},
	"member":  {"name", "pseudonym", "role", "side", "hue", "alike"},
	"note":    {"text", "kind", "side", "anon", "state", "emotion", "severity", "place", "theme", "score", "behalf", "whose", "voice"},
}

// room are the types that facilitators and the team make in the open: no phase hides them, or who made them.
var room = map[string]bool{"board": true, "persona": true, "zone": true, "phase": true, "session": true}

// placed are the fields of a note that are not its words; whoseFields say whose words they are.
var (
	placed      = []string{"place", "theme", "score", "state"}
	whoseFields = []string{"behalf", "whose", "voice"}
)

// telling is one viewer's history as it is made.
type telling struct {
	v       Viewer
	most    pastBounds
	now     View
	rules   Rules                  // of now
	records map[string]*Record     // the board as far as it has been told
	at      map[string]*ViewRecord // that, as it is told

	earlier bool
	start   map[string]*ViewRecord // the moment before steps
	steps   []PastStep
	bytes   int // of steps
}

// sees is a record as the viewer sees it now; nil if they do not, and for what they have undone.
func (p *telling) sees(id string) *ViewRecord {
	r := p.now.Own[id]
	if r == nil {
		r = p.now.Shared[id]
	}
	if r != nil && r.As == Undone {
		return nil
	}
	return r
}

// moment is a record of the past as the viewer may know it now, or nil.
func (p *telling) moment(rules Rules, rec *Record) *ViewRecord {
	names := tells[rec.Type]
	if names == nil {
		return nil
	}
	then := rules.own(p.v, rec)
	if then == nil {
		then = rules.shared(p.v.Audience, rec)
	}
	now := p.sees(rec.ID)
	if then == nil || then.Deleted {
		return nil
	}
	if now != nil && (now.F["state"] == Erased || now.As == Withdrawn && !now.Mine) {
		return nil // what is erased, or taken back by its author, was never there
	}
	if now == nil {
		if rec.Type != "zone" && rec.Type != "phase" {
			return nil
		}
		now = then
	}
	m := &ViewRecord{ID: rec.ID, Type: rec.Type, F: map[string]any{}}
	if then.By == now.By {
		m.By = then.By
	}
	customers := rec.Type == "note" && (then.F["side"] != "team" || now.F["side"] != "team")
	for _, name := range names {
		from := then.F
		if rec.Type == "member" || customers && !slices.Contains(placed, name) {
			from = now.F
		}
		v, ok := from[name]
		if ok && !(slices.Contains(whoseFields, name) && !equal(then.F[name], now.F[name])) {
			m.F[name] = v
		}
	}
	return m
}

// seen is what one entry did to one record of the history.
type seen struct {
	was, now *ViewRecord
	touch    *Touch // nil where the rules alone changed
}

// take adds the step that an entry is, if it is one.
func (p *telling) take(c *Change) {
	var all []seen
	touched := make(map[string]bool, len(c.Touched))
	look := func(rec *Record, t *Touch) {
		was, now := p.at[rec.ID], p.moment(c.After, rec)
		if was == nil && now == nil || was != nil && now != nil && was.By == now.By && len(changedFields(was, now)) == 0 {
			return
		}
		all = append(all, seen{was, now, t})
	}
	for i := range c.Touched {
		rec := c.Touched[i].After
		touched[rec.ID], p.records[rec.ID] = true, rec
		look(rec, &c.Touched[i])
	}
	if !c.Before.shows(c.After) {
		for _, id := range sortedKeys(p.records) {
			if !touched[id] {
				look(p.records[id], nil)
			}
		}
	}
	if len(all) == 0 {
		return
	}
	step := PastStep{Seq: c.Entry.Seq, last: c.Entry.T}
	if e := c.Entry; e.Owner == "" && (e.By == "" || e.By == p.v.Member || p.open(c, all)) {
		step.By, step.T = e.By, e.T
	}
	for _, s := range all {
		step.Ops = p.tell(step.Ops, s)
	}
	if len(all) == 1 {
		step.typing = typed(step.Ops)
	}
	p.add(step)
}

// add appends a step. The oldest are taken into the start as soon as they are too many.
func (p *telling) add(step PastStep) {
	if !p.goesOn(step) {
		step.bytes = step.size()
		p.steps, p.bytes = append(p.steps, step), p.bytes+step.bytes
	}
	for len(p.steps) > p.most.steps || p.bytes > p.most.told {
		old := p.steps[0]
		Apply(p.start, old.Ops)
		p.steps[0] = PastStep{}
		p.steps, p.bytes, p.earlier = p.steps[1:], p.bytes-old.bytes, true
	}
}

// open says whether who did it, and when, may be told.
func (p *telling) open(c *Change, all []seen) bool {
	named := c.Before.Authors == Named && c.After.Authors == Named && p.rules.Authors == Named
	steps := slices.ContainsFunc(all, func(s seen) bool { return s.now != nil && s.now.Type == "session" })
	for _, s := range all {
		m := s.now
		if m == nil {
			m = s.was
		}
		follows := s.touch == nil || s.touch.Before != nil && len(s.touch.Texts) == 0
		switch {
		case room[m.Type]:
		case steps && m.Type == "note" && follows: // notes that come with a step are nobody's act
		case !named, m.Type == "note" && (m.By == "" || s.was != nil && s.was.By == ""):
			return false
		}
	}
	return true
}

// tell appends the ops that one record's change is, and takes them in.
func (p *telling) tell(ops []Op, s seen) []Op {
	if s.now == nil {
		delete(p.at, s.was.ID)
		return append(ops, Op{Kind: Gone, ID: s.was.ID})
	}
	p.at[s.now.ID] = s.now
	if s.was == nil || s.was.By != s.now.By {
		return append(ops, Op{Kind: Put, ID: s.now.ID, View: s.now})
	}
	set := map[string]any{}
	for _, name := range changedFields(s.was, s.now) {
		f := fieldOf(s.now.Type, name)
		if f.Kind == Text {
			ops = append(ops, Op{Kind: EditText, ID: s.now.ID, Field: name, Edit: s.edit(name)})
			continue
		}
		v, ok := s.now.F[name]
		if !ok {
			v = f.Default()
		}
		set[name] = v
	}
	if len(set) > 0 {
		ops = append(ops, Op{Kind: Set, ID: s.now.ID, F: set})
	}
	return ops
}

// edit is what the entry did to a text, as it was done if that leads to what is told.
func (s seen) edit(name string) text.Edit {
	was, _ := s.was.F[name].(string)
	now, _ := s.now.F[name].(string)
	if s.touch != nil {
		var e text.Edit
		for _, t := range s.touch.Texts {
			if t.Field == name {
				e = text.Compose(e, t.Edit)
			}
		}
		if got, err := e.Apply(was); err == nil && got == now {
			return e
		}
	}
	return text.Diff(was, now)
}

// typed names the text that ops do nothing but edit; "" if they do more.
func typed(ops []Op) string {
	if len(ops) != 1 || ops[0].Kind != EditText {
		return ""
	}
	return ops[0].ID + "/" + ops[0].Field
}

// goesOn takes a step into the one before it, if both are the same typing.
func (p *telling) goesOn(step PastStep) bool {
	if len(p.steps) == 0 || step.typing == "" {
		return false
	}
	last := &p.steps[len(p.steps)-1]
	if last.typing != step.typing || last.By != step.By || step.T-last.last > typingPause && step.T != 0 {
		return false
	}
	last.Ops[0].Edit = text.Compose(last.Ops[0].Edit, step.Ops[0].Edit)
	last.Seq, last.last = step.Seq, step.last
	p.bytes -= last.bytes
	last.bytes = last.size()
	p.bytes += last.bytes
	if len(last.Ops[0].Edit) == 0 { // it was typed and taken back
		p.bytes -= last.bytes
		p.steps = p.steps[:len(p.steps)-1]
	}
	return true
}

// Binned is a note of a viewer's bin.
type Binned struct {
	ID     string
	T      int64  // when it was deleted, in milliseconds since 1970 UTC; 0 where that is not told
	By     string // the member who did; "" where that is not told, and for the system
	Lately bool   // it comes back with all that went lately
}

// Bin lists the notes in a viewer's bin, those deleted last first (B-88). Lately is since a time.
func (c *Chronicle) Bin(v Viewer, since int64) []Binned {
	p := &telling{v: v, now: Project(c.now, v), rules: c.now.rules}
	in := func(id string) *ViewRecord {
		r := p.sees(id)
		if r == nil || r.Type != "note" || !r.Deleted {
			return nil
		}
		return r
	}
	var bin []Binned
	known := map[string]bool{}
	for _, change := range slices.Backward(c.changes) {
		for _, t := range change.Touched {
			id := t.After.ID
			if known[id] || !t.After.Deleted || t.Before != nil && t.Before.Deleted {
				continue
			}
			r := in(id)
			if r == nil {
				continue
			}
			known[id] = true
			b := Binned{ID: id, Lately: change.Entry.T >= since && !withdrawn(t.After, change.Entry)}
			if e := change.Entry; e.Owner == "" && (e.By == "" || e.By == v.Member || p.open(change.Change, []seen{{now: r, touch: &t}})) {
				b.T, b.By = e.T, e.By
			}
			bin = append(bin, b)
		}
	}
	for _, part := range []map[string]*ViewRecord{p.now.Shared, p.now.Own} { // longer ago than changes are kept
		for _, id := range sortedKeys(part) {
			if !known[id] && in(id) != nil {
				known[id] = true
				bin = append(bin, Binned{ID: id})
			}
		}
	}
	return bin
}

// withdrawn says whether a customer's note was deleted by its author.
func withdrawn(r *Record, e *Entry) bool {
	return r.As == Withdrawn || e.isOf(r) && r.Str("side") == "customer"
}
