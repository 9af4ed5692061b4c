package boards

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"feltboard/boards/canon"
	"feltboard/boards/text"
)

// State is a board at one place in its history. It is owned by one goroutine. Same entries in the same order make
// byte-equal Encode()s, on every machine and under every later version (invariant 1).
type State struct {
	Seq   int64 // of the last entry applied; 0 before the first
	Time  int64 // of the last entry; milliseconds since 1970 UTC
	Epoch int64 // seq of the last entry that changed who may see what

	records map[string]*Record
	clients map[string]*client

	// What follows is not part of the board: it is rebuilt, or lost without harm.
	rules    Rules
	phase    string                        // id of the running phase
	types    map[string]map[string]*Record // the records by type
	bytes    int                           // size of all records
	history  history
	refusals map[string]*pending // refused since the client's last entry
}

// client is what the board remembers of one client id, so that resending is harmless (invariant 3).
type client struct {
	Who     string // the member, or the owner key of an anonymous lane
	Last    int64  // the last number decided
	Seq     int64  // of its last entry: the order of forgetting
	Refused []Refusal
}

type pending struct {
	who  string
	list []Refusal
}

// NewState returns an empty board.
func NewState() *State {
	return &State{records: map[string]*Record{}, clients: map[string]*client{}, types: map[string]map[string]*Record{}, refusals: map[string]*pending{}}
}

// Record returns a record, deleted or not, or nil.
func (s *State) Record(id string) *Record { return s.records[id] }

// Records returns all records, deleted ones too, sorted by id.
func (s *State) Records() []*Record {
	return slices.SortedFunc(maps.Values(s.records), func(a, b *Record) int { return cmp.Compare(a.ID, b.ID) })
}

// Of returns the records of one type that are not deleted, sorted by id.
func (s *State) Of(typ string) []*Record {
	all := slices.SortedFunc(maps.Values(s.types[typ]), func(a, b *Record) int { return cmp.Compare(a.ID, b.ID) })
	return slices.DeleteFunc(all, func(r *Record) bool { return r.Deleted })
}

func (s *State) keep(r *Record) {
	s.records[r.ID] = r
	if s.types[r.Type] == nil {
		s.types[r.Type] = map[string]*Record{}
	}
	s.types[r.Type][r.ID] = r
}

// Rules are those of the running phase.
func (s *State) Rules() Rules { return s.rules }

// Phase is the id of the running phase's record, or "".
func (s *State) Phase() string { return s.phase }

// Role returns the role a member has now; NoRole if there is no such member.
func (s *State) Role(member string) Role {
	r := s.records[member]
	if r == nil || r.Type != "member" || r.Deleted {
		return NoRole
	}
	return Role(r.Str("role"))
}

// Touch is what one entry did to one record. Before is nil if the entry made it.
type Touch struct {
	Before, After *Record
	Texts         []FieldEdit
}

// FieldEdit is one edit of one text field.
type FieldEdit struct {
	Field string
	Edit  text.Edit
}

// Change is what applying one entry did, enough to tell every viewer of it and to take it back.
type Change struct {
	Entry         *Entry
	Touched       []Touch // one per record, in the order first touched
	Before, After Rules
	All           []*Record // every record after the entry, by id, if the rules changed; else nil

	undo undo
}

type undo struct {
	seq, time, epoch int64
	phase            string
	client           *client
	forgot           map[string]*client
	refusals         *pending
}

// Apply takes the next entry in. It is total: an op that makes no sense (none that Admit wrote does) changes nothing.
// The returned Change holds records by reference; they never change.
func (s *State) Apply(e *Entry) *Change {
	c := &Change{Entry: e, Before: s.rules, undo: undo{
		seq: s.Seq, time: s.Time, epoch: s.Epoch, phase: s.phase, client: s.clients[e.Client], refusals: s.refusals[e.Client],
	}}
	s.Seq, s.Time = e.Seq, max(s.Time, e.T)
	at := map[string]int{}
	for _, o := range e.Ops {
		before := s.records[o.ID]
		after := o.apply(before, e)
		if after == nil || after == before {
			continue
		}
		i, seen := at[o.ID]
		if !seen {
			i = len(c.Touched)
			at[o.ID] = i
			c.Touched = append(c.Touched, Touch{Before: before})
		}
		t := &c.Touched[i]
		t.After = after
		if o.Kind == EditText {
			t.Texts = append(t.Texts, FieldEdit{o.Field, o.Edit})
			s.history.add(e.Seq, o.ID, o.Field, o.Edit)
		}
		if before != nil {
			s.bytes -= before.size()
		}
		s.bytes += after.size()
		s.keep(after)
	}
	if slices.ContainsFunc(c.Touched, func(t Touch) bool { return t.After.Type == "session" || t.After.Type == "phase" }) {
		s.readRules()
	}
	c.After = s.rules
	if !c.Before.shows(c.After) {
		s.Epoch = e.Seq
		c.All = s.Records()
	}
	if slices.ContainsFunc(c.Touched, func(t Touch) bool { return t.Before != nil && inTray(t.After) && !inTray(t.Before) }) {
		s.Epoch = e.Seq // who was away is not told which one, but sees anew what there is (B-80)
	}
	s.remember(e, c)
	return c
}

// apply returns the record an op makes of before; nil or before itself if the op does nothing.
func (o Op) apply(before *Record, e *Entry) *Record {
	if o.Kind == Put {
		if before != nil || o.Rec == nil {
			return before
		}
		r := *o.Rec
		if r.Owner = e.Owner; r.Owner == "" && !r.Bool("anon") {
			r.By, r.At = e.By, e.T
		}
		return &r
	}
	if before == nil {
		return nil
	}
	if o.Kind == Erase {
		return before.erase()
	}
	if before.Erased && (o.Kind == EditText || o.Kind == Res) {
		return before
	}
	after := before
	switch o.Kind {
	case Set:
		for _, k := range slices.Sorted(maps.Keys(o.F)) {
			if !equal(after.Get(k), o.F[k]) && !(before.Erased && worded(before.Type, k)) {
				after = after.with(k, o.F[k])
			}
		}
	case EditText:
		now, err := o.Edit.Apply(before.Str(o.Field))
		if err == nil && len(o.Edit) > 0 {
			after = before.with(o.Field, now)
		}
	case Del, Res:
		if before.Deleted != (o.Kind == Del) {
			c := *before
			c.Deleted, c.As = o.Kind == Del, ""
			if c.Deleted {
				c.As = o.As
			}
			after = &c
		}
	}
	if after != before && o.Kind != Del && after.As == Undone && !e.isOf(after) {
		after.As = "" // somebody else has had a hand in it after all
	}
	if after != before && after.Owner == "" && e.By != "" {
		after.EditedBy, after.EditedAt = e.By, e.T // after is ours alone still
	}
	return after
}

func (s *State) readRules() {
	s.phase = ""
	for _, r := range s.types["session"] {
		if !r.Deleted {
			s.phase = r.Str("phase")
		}
	}
	s.rules = RulesOf(s.records[s.phase])
}

// remember notes the client's number and refusals, and forgets the longest unused client id when there are too many (B-12).
func (s *State) remember(e *Entry, c *Change) {
	if e.Client == "" {
		return
	}
	who := e.By
	if e.Owner != "" {
		who = e.Owner
	}
	next := &client{Who: who, Last: e.N, Seq: e.Seq}
	if old := s.clients[e.Client]; old != nil {
		next.Refused = old.Refused
	}
	next.Refused = slices.Concat(next.Refused, e.Refused)
	next.Refused = next.Refused[max(0, len(next.Refused)-MaxRefused):]
	s.clients[e.Client] = next
	delete(s.refusals, e.Client)
	for len(s.clients) > MaxClients {
		oldest := ""
		for id, k := range s.clients {
			if o := s.clients[oldest]; o == nil || k.Seq < o.Seq || k.Seq == o.Seq && id < oldest {
				oldest = id
			}
		}
		if c.undo.forgot == nil {
			c.undo.forgot = map[string]*client{}
		}
		c.undo.forgot[oldest] = s.clients[oldest]
		delete(s.clients, oldest)
	}
}

// Revert takes back the newest change, as if it had never been applied: for entries that could not be committed.
// Changes are reverted in the reverse of the order they were applied in.
func (s *State) Revert(c *Change) {
	s.Seq, s.Time, s.Epoch, s.phase, s.rules = c.undo.seq, c.undo.time, c.undo.epoch, c.undo.phase, c.Before
	for _, t := range c.Touched {
		s.bytes -= t.After.size()
		if t.Before == nil {
			delete(s.records, t.After.ID)
			delete(s.types[t.After.Type], t.After.ID)
		} else {
			s.bytes += t.Before.size()
			s.keep(t.Before)
		}
	}
	s.history.drop(c.Entry.Seq)
	if c.Entry.Client == "" {
		return
	}
	maps.Copy(s.clients, c.undo.forgot)
	if c.undo.client == nil {
		delete(s.clients, c.Entry.Client)
	} else {
		s.clients[c.Entry.Client] = c.undo.client
	}
	if c.undo.refusals != nil {
		s.refusals[c.Entry.Client] = c.undo.refusals
	}
}

// Encode returns the board as canonical JSON: what a snapshot holds, and what invariant 1 compares.
func (s *State) Encode() []byte {
	recs := make([]any, 0, len(s.records))
	for _, r := range s.Records() {
		recs = append(recs, r.encode())
	}
	clients := make(map[string]any, len(s.clients))
	for id, c := range s.clients {
		m := map[string]any{"who": c.Who, "last": c.Last, "seq": c.Seq}
		if len(c.Refused) > 0 {
			m["refused"] = encodeRefused(c.Refused)
		}
		clients[id] = m
	}
	return mustCanon(map[string]any{
		"v": int64(format), "seq": s.Seq, "time": s.Time, "epoch": s.Epoch, "records": recs, "clients": clients,
	})
}

// DecodeState reads what Encode wrote; ErrNewer if a later version did.
func DecodeState(b []byte) (*State, error) {
	v, err := canon.Decode(b)
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	d := reader{what: "snapshot"}
	m := d.object(v)
	if d.int(m, "v") > format {
		return nil, fmt.Errorf("snapshot: %w", ErrNewer)
	}
	s := NewState()
	s.Seq, s.Time, s.Epoch = d.int(m, "seq"), d.int(m, "time"), d.int(m, "epoch")
	for _, v := range d.list(m["records"]) {
		r, err := decodeRecord(v)
		if err != nil {
			return nil, fmt.Errorf("snapshot: %w", err)
		}
		s.keep(r)
		s.bytes += r.size()
	}
	for id, v := range d.object(m["clients"]) {
		c := d.object(v)
		s.clients[id] = &client{Who: d.str(c, "who"), Last: d.int(c, "last"), Seq: d.int(c, "seq"), Refused: d.refused(c["refused"])}
	}
	d.only(m, "v", "seq", "time", "epoch", "records", "clients")
	if d.err != nil {
		return nil, fmt.Errorf("snapshot: %w", d.err)
	}
	s.history.floor = s.Seq
	s.readRules()
	return s, nil
}
