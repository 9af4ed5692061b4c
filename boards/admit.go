package boards

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Actor is who asks, as the server knows it; never what a frame says.
type Actor struct {
	Member string // the member's record id
	Owner  string // OwnerKey of the participant's secret, or "" if they gave none
	Anon   bool   // the mutation came in the anonymous lane
	System bool   // the server itself: bound by the schema, not by the policy; Member may be empty
}

// who is the name a client id is bound to.
func (a Actor) who() string {
	if a.Anon {
		return a.Owner
	}
	return a.Member
}

// Env is what Admit may know of the world: it reads no clock and draws no randomness itself.
type Env struct {
	Now  int64    // milliseconds since 1970 UTC
	Seed [32]byte // fresh and secret; used to shuffle what a reveal shows
}

// Decided says how a mutation was decided, if it was: code is "" for yes.
func (s *State) Decided(client string, n int64) (code Code, decided bool) {
	c := s.clients[client]
	if c != nil && n <= c.Last {
		for _, r := range c.Refused {
			if r.N == n {
				return r.Code, true
			}
		}
		return "", true
	}
	if p := s.refusals[client]; p != nil {
		for _, r := range p.list {
			if r.N == n {
				return r.Code, true
			}
		}
	}
	return "", false
}

// Last returns the last number decided for a client id and the refusals among those remembered. Zero for an unknown
// one and for one bound to somebody else.
func (s *State) Last(client string, a Actor) (n int64, refused []Refusal) {
	if c := s.clients[client]; c != nil && c.Who == a.who() {
		n, refused = c.Last, slices.Clone(c.Refused)
	}
	if p := s.refusals[client]; p != nil && p.who == a.who() {
		for _, r := range p.list {
			n = max(n, r.N)
		}
		refused = slices.Concat(refused, p.list)
	}
	return n, refused
}

// MayHaveForgotten says whether a client id is unknown to a board that remembers as many as it can (B-12): it may have been
// one of those that were here.
func (s *State) MayHaveForgotten(client string) bool {
	return s.clients[client] == nil && len(s.clients) >= MaxClients
}

// Refuse remembers a no, which uses up the number. The client's next entry carries it into the journal (B-11); till
// then it lives in memory only, and a client whose server forgot says so itself (Mutation.Void).
func (s *State) Refuse(client string, a Actor, n int64, code Code) {
	p := s.refusals[client]
	if p == nil || p.who != a.who() {
		p = &pending{who: a.who()}
		s.refusals[client] = p
	}
	for other := range s.refusals { // whoever is forgotten says so itself
		if len(s.refusals) <= MaxClients {
			break
		}
		if other != client {
			delete(s.refusals, other)
		}
	}
	p.list = append(p.list, Refusal{n, code})
	p.list = p.list[max(0, len(p.list)-MaxRefused):]
}

// TakeRefusals keeps what another state of the same board, which this one takes the place of, remembers of refusals that no
// entry carries yet.
func (s *State) TakeRefusals(from *State) {
	for client, p := range from.refusals {
		c := s.clients[client]
		if c != nil && c.Who != p.who {
			continue
		}
		list := slices.DeleteFunc(slices.Clone(p.list), func(r Refusal) bool { return c != nil && r.N <= c.Last })
		if len(list) > 0 {
			s.refusals[client] = &pending{who: p.who, list: list}
		}
	}
}

// Admit decides a mutation: an entry to be appended, with Seq s.Seq+1, or a refusal. It changes nothing; what it
// returns is to be applied and committed, or thrown away. A mutation already decided (Decided) must not be given again.
func Admit(s *State, env Env, a Actor, m Mutation) (*Entry, *Error) {
	e := &Entry{Seq: s.Seq + 1, T: max(s.Time, env.Now), By: a.Member}
	if a.Anon {
		if a.Owner == "" {
			return nil, refuse(WrongLane, "", "This connection gave no secret of its own, so it cannot write anonymously.")
		}
		e.By, e.Owner, e.T = "", a.Owner, s.Time // its time would tell when, and so who (B-6)
	}
	if !a.System {
		if err := s.sequence(a, m, e); err != nil {
			return nil, err
		}
	}
	if len(m.Ops) == 0 || len(m.Ops) > MaxOps {
		return nil, refuse(BadOp, "", "A change has 1 to %d steps.", MaxOps)
	}
	d := &draft{
		s: s, a: a, role: s.Role(a.Member), base: m.Base, made: map[string]*Record{}, types: map[string]map[string]*Record{},
		count: map[string]int{}, edited: map[string]bool{}, left: maxRebase, now: e.T,
	}
	for _, o := range m.Ops {
		if err := d.admit(o, e); err != nil {
			return nil, err
		}
	}
	if len(e.Ops) == 0 && d.stale {
		return nil, refuse(Changed, "", "Somebody has changed it since, so it was left as it is.")
	}
	if !a.System && d.grows() {
		return nil, refuse(Limit, "", "This board is full. Shorten something, or start another board.")
	}
	if err := d.settled(e); err != nil {
		return nil, err
	}
	d.dismissed(e)
	d.decide(e)
	d.follow(env, e)
	d.alike(e)
	d.promised(e)
	return e, nil
}

// sequence checks the client id and number, and gives the entry what it must carry of them.
func (s *State) sequence(a Actor, m Mutation, e *Entry) *Error {
	if !ValidID(m.Client) || m.N < 1 {
		return refuse(BadOp, "", "A change needs a client id and a number from 1 on.")
	}
	c, last := s.clients[m.Client], int64(0)
	if c != nil {
		if c.Who != a.who() {
			return refuse(ClientTaken, "", "This client id belongs to somebody else.")
		}
		last = c.Last
	}
	if p := s.refusals[m.Client]; p != nil {
		if p.who != a.who() {
			return refuse(ClientTaken, "", "This client id belongs to somebody else.")
		}
		for _, r := range p.list {
			if r.N > last {
				e.Refused = append(e.Refused, r)
			}
		}
	}
	for _, n := range m.Void {
		if n > last && n < m.N && !slices.ContainsFunc(e.Refused, func(r Refusal) bool { return r.N == n }) {
			e.Refused = append(e.Refused, Refusal{n, Forbidden})
		}
	}
	if len(e.Refused) > MaxRefused {
		return refuse(UnknownClient, "", "Too many changes were refused in a row; go on under a fresh client id.")
	}
	slices.SortFunc(e.Refused, func(a, b Refusal) int { return int(a.N - b.N) })
	next := last + 1
	for _, r := range e.Refused {
		if r.N == next {
			next++
		}
	}
	if m.N != next {
		err := refuse(Gap, "", "Changes come in order; number %d is next.", next)
		err.Next = next
		if c == nil && s.refusals[m.Client] == nil {
			err.Code = UnknownClient
		}
		return err
	}
	e.Client, e.N = m.Client, m.N
	return nil
}

// draft is a mutation half decided: later ops see what earlier ones did.
type draft struct {
	s      *State
	a      Actor
	role   Role
	base   int64
	made   map[string]*Record            // records as the mutation's ops so far leave them
	types  map[string]map[string]*Record // the same by type
	count  map[string]int                // records it creates, by type
	edited map[string]bool               // text fields edited, "id field"
	stale  bool                          // a Was no longer held
	left   int                           // work that may yet be spent on rebasing
	now    int64                         // the entry's time
	timed  bool                          // the session's timer was set
	ballot ballot
	opened map[string]bool // actions that a contributor opens again
	named  map[string]bool // notes that something else names; nil until it is asked for
}

func (d *draft) record(id string) *Record {
	if r, ok := d.made[id]; ok {
		return r
	}
	return d.s.records[id]
}

// grows says whether the mutation makes a board larger that is, or would be, too large.
func (d *draft) grows() bool {
	n := 0
	for id, r := range d.made {
		n += r.size()
		if before := d.s.records[id]; before != nil {
			n -= before.size()
		}
	}
	return n > 0 && d.s.bytes+n > MaxBytes
}

// each yields the records of a type as the mutation leaves them, deleted ones too, in any order. Nothing may be taken
// meanwhile.
func (d *draft) each(typ string) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		made := d.types[typ]
		for id, r := range d.s.types[typ] {
			if made[id] == nil && !yield(r) {
				return
			}
		}
		for _, r := range made {
			if !yield(r) {
				return
			}
		}
	}
}

// session is the board's session as the mutation leaves it, or nil.
func (d *draft) session() *Record {
	for r := range d.each("session") {
		if !r.Deleted {
			return r
		}
	}
	return nil
}

func (d *draft) admit(o Op, e *Entry) *Error {
	if o.Kind == Put {
		rec, err := d.create(o.Rec)
		if err != nil {
			return err
		}
		d.take(Op{Kind: Put, ID: rec.ID, Rec: rec}, e)
		return nil
	}
	if o.Kind == Erase {
		return d.erases(o, e)
	}
	r := d.record(o.ID)
	if r == nil || !d.a.System && !d.knows(r) {
		return refuse(NotFound, "", "It is not on this board, or not any more.")
	}
	if own := r.Owner != "" && r.Owner == d.a.Owner; !d.a.System && own != d.a.Anon {
		return refuse(WrongLane, "", "Your anonymous notes are changed apart from everything else.")
	}
	if r.Erased {
		return refuse(NotFound, "", "Its author has erased it.")
	}
	switch o.Kind {
	case Set:
		fields, err := d.fields(r, o)
		if err != nil {
			return err
		}
		if len(fields) == 0 {
			return nil
		}
		d.take(Op{Kind: Set, ID: r.ID, F: fields}, e)
		return nil
	case EditText:
		rebased, err := d.editText(r, o)
		if err != nil {
			return err
		}
		d.take(rebased, e)
		return nil
	case Del, Res:
		if err := d.may(r, "-"); err != nil {
			return err
		}
		d.take(Op{Kind: o.Kind, ID: r.ID, As: d.as(r, o)}, e)
		if o.Kind == Res && r.Type == "note" && r.Str("state") == "private" && d.s.rules.SeeAll { // it slept through the reveal
			d.take(d.show(r, d.s.rules, ""), e)
		}
		return nil
	}
	return refuse(BadOp, "", "There is no such step.")
}

// take keeps a decided op and lets the ops after it see its effect.
func (d *draft) take(o Op, e *Entry) {
	if after := o.apply(d.record(o.ID), e); after != nil {
		d.made[o.ID] = after
		if d.types[after.Type] == nil {
			d.types[after.Type] = map[string]*Record{}
		}
		d.types[after.Type][o.ID] = after
	}
	e.Ops = append(e.Ops, o)
}

// create checks a new record and returns it as it will stand.
func (d *draft) create(in *Record) (*Record, *Error) {
	t := typeOf(in.Type)
	if t == nil {
		return nil, refuse(UnknownType, "", "This board does not know such a record; it may be older than your page. Reload.")
	}
	if !ValidID(in.ID) {
		return nil, refuse(BadValue, "id", "A record's id is a random UUID.")
	}
	if d.record(in.ID) != nil {
		return nil, refuse(Exists, "id", "It is on the board already.")
	}
	if d.count[in.Type]++; len(d.s.types[in.Type])+d.count[in.Type] > t.Max || len(d.s.records)+len(d.made) >= MaxRecords {
		return nil, refuse(Limit, "", "A board holds at most %d of these. Delete some, or start another board.", t.Max)
	}
	rec := &Record{ID: in.ID, Type: in.Type, F: map[string]any{}}
	for name, v := range in.F {
		f := fieldOf(in.Type, name)
		if f == nil {
			return nil, refuse(UnknownField, "", "This board does not know such a field; it may be older than your page. Reload.")
		}
		if err := d.value(f, v); err != nil {
			return nil, err
		}
		if !equal(v, f.Default()) {
			rec.F[name] = v
		}
	}
	if d.a.System {
		return rec, nil
	}
	rec.Owner = "" // given by Apply
	return rec, d.mayCreate(rec)
}

// fields returns what of a Set is to be done; empty if nothing changes.
func (d *draft) fields(r *Record, o Op) (map[string]any, *Error) {
	out := map[string]any{}
	for name, v := range o.F {
		f := fieldOf(r.Type, name)
		if f == nil {
			return nil, refuse(UnknownField, "", "This board does not know such a field; it may be older than your page. Reload.")
		}
		if f.Kind == Text {
			return nil, refuse(BadOp, name, "%s is changed by text edits.", name)
		}
		if err := d.value(f, v); err != nil {
			return nil, err
		}
		if !d.a.System {
			if err := d.maySet(r, name, v); err != nil {
				return nil, err
			}
		}
		was, ok := o.Was[name]
		if r.Type == "session" && name == "baton" && !ok && !d.a.System {
			return nil, refuse(BadOp, name, "Say who has the baton now, so that it is not taken from somebody else.")
		}
		if ok && !equal(r.Get(name), was) {
			d.stale = true
			continue
		}
		out[name] = v
	}
	if r.Type == "member" {
		d.letIn(r, out)
	}
	switch {
	case d.a.System:
	case r.Type == "note":
		return out, d.speaks(r, out)
	case r.Type == "session":
		d.stamp(r, out)
	case r.Type == "member":
		d.agreed(out)
	case r.Type == "answer" && len(out) > 0:
		next := r
		for name, v := range out {
			next = next.with(name, v)
		}
		return out, d.answer(next)
	}
	return out, nil
}

// stamp gives a timer the entry's time where it does not go on from the time that stands (B-51).
func (d *draft) stamp(r *Record, fields map[string]any) {
	timer, ok := fields["timer"].(map[string]any)
	if !ok {
		return
	}
	d.timed = true
	stands, _ := r.Get("timer").(map[string]any)
	if at, _ := timer["at"].(int64); at != stands["at"] {
		timer = maps.Clone(timer)
		timer["at"] = d.now
		fields["timer"] = timer
	}
}

// speaks: when a note turns out to be somebody else's words, nobody has allowed those yet (B-25).
func (d *draft) speaks(r *Record, fields map[string]any) *Error {
	behalf, named := fields["behalf"]
	whose, told := fields["whose"]
	if !named && !told {
		return nil
	}
	if !named {
		behalf = r.Get("behalf")
	}
	if !told {
		whose = r.Get("whose")
	}
	if behalf == "" && whose == "" {
		return refuse(Forbidden, "whose", "A customer's words need to say whose they are.")
	}
	fields["consent"] = "default"
	return nil
}

func (d *draft) editText(r *Record, o Op) (Op, *Error) {
	f := fieldOf(r.Type, o.Field)
	if f == nil {
		return o, refuse(UnknownField, "", "This board does not know such a field; it may be older than your page. Reload.")
	}
	key := r.ID + " " + o.Field
	if f.Kind != Text || d.edited[key] {
		return o, refuse(BadOp, o.Field, "A change edits each text once.")
	}
	if !d.a.System {
		if err := d.may(r, o.Field); err != nil {
			return o, err
		}
	}
	for _, c := range o.Edit {
		if !utf8.ValidString(c.Insert) || strings.ContainsFunc(c.Insert, func(r rune) bool { return forbidden(r, true) }) {
			return o, refuse(BadValue, o.Field, "%s has a character that cannot be shown.", o.Field)
		}
	}
	edit := o.Edit
	if _, ours := d.made[r.ID]; !ours || d.s.records[r.ID] != nil {
		rebased, ok := d.s.history.rebase(edit, d.base, r.ID, o.Field, &d.left)
		if !ok || d.base > d.s.Seq {
			return o, refuse(StaleBase, o.Field, "The edit was made on a text too old to merge with.")
		}
		edit = rebased
	}
	now, err := edit.Apply(r.Str(o.Field))
	if err != nil {
		return o, refuse(BadOp, o.Field, "The edit does not fit the text.")
	}
	if n := utf8.RuneCountInString(now); n > f.Max && edit.Delta() > 0 {
		return o, refuse(TooLong, o.Field, "%s would have %d characters; at most %d fit.", o.Field, n, f.Max)
	}
	d.edited[key] = true
	return Op{Kind: EditText, ID: r.ID, Field: o.Field, Edit: edit}, nil
}

// value checks a value against its field, and that what it names is there for the actor to see.
func (d *draft) value(f *Field, v any) *Error {
	if err := f.check(v); err != nil {
		return err
	}
	return d.refs(f, v)
}

func (d *draft) refs(f *Field, v any) *Error {
	switch f.Kind {
	case ID:
		id := v.(string)
		if id == "" || d.a.System {
			return nil
		}
		r := d.record(id)
		if r == nil || f.Refs != "" && r.Type != f.Refs || !d.knows(r) || r.Type == "note" && (r.Str("state") != "revealed" && r.Str("state") != Erased || inTray(r)) {
			return refuse(NotFound, f.Name, "%s names something that is not on this board, or that not everybody may see yet.", f.Name)
		}
	case List:
		elem := *f.Elem
		elem.Name = f.Name
		for _, e := range v.([]any) {
			if err := d.refs(&elem, e); err != nil {
				return err
			}
		}
	case Object:
		o := v.(map[string]any)
		for i := range f.Fields {
			if err := d.refs(&f.Fields[i], o[f.Fields[i].Name]); err != nil {
				err.Field = f.Name
				return err
			}
		}
	}
	return nil
}

// knows says whether the actor can see a record, or could before it was deleted. What they cannot see does not exist for
// them, refusals included.
func (d *draft) knows(r *Record) bool {
	if _, ours := d.made[r.ID]; ours && d.s.records[r.ID] == nil {
		return true
	}
	alive := *r
	alive.Deleted, alive.As = false, ""
	v := Viewer{Member: d.a.Member, Owner: d.a.Owner, Audience: d.role.Audience()}
	return d.s.rules.shared(v.Audience, &alive) != nil || d.s.rules.own(v, &alive) != nil
}
