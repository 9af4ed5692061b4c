package sim

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"feltboard/boards"
	"feltboard/boards/canon"
	"feltboard/realtime/journal"
	"feltboard/realtime/replica"
)

// Broken is an invariant that did not hold.
type Broken struct{ Invariant, What string }

func (b *Broken) Error() string { return b.Invariant + ": " + b.What }

// oracle follows the journal, not the hub: what is in there is true.
type oracle struct {
	mu      sync.Mutex
	log     *journal.Memory
	board   string
	blind   bool // steps of the agenda are not checked here: what follows from them must be noticed otherwise
	moves   int  // steps of the agenda
	turns   bool // a no may be forgotten, and a copy of what was asked for that is still under way be decided with yes
	turned  int  // how often
	rewinds bool // the history is replaced at some time, and numbers may be given anew
	state   *boards.State
	pos     journal.Pos
	decided map[string]bool        // "client n"
	last    map[string]int64       // the greatest number of each client
	told    map[string]boards.Code // "client n" → what its person was answered
	asked   map[string]int64       // the greatest number of each client when its newest hello arrived
	hidden  map[string]string      // id of a note that has never been anything but private → its author's member id or owner key
	tabs    map[string]bool        // client ids that exist
	broken  *Broken
	older   struct {
		state   *boards.State
		decided map[string]bool
	}
	viewers []boards.Viewer
	raw     map[int64][]byte // payloads as they were read first, by number; nil: they are not kept
}

func (o *oracle) fail(invariant, format string, args ...any) {
	if o.broken == nil {
		o.broken = &Broken{invariant, fmt.Sprintf(format, args...)}
	}
}

// restart follows the journal from its beginning. Of the one that it took the place of a node may go on telling what was
// under way from another, until it looks.
func (o *oracle) restart() {
	o.older.state, o.older.decided = o.state, o.decided
	o.state, o.pos = boards.NewState(), journal.Pos{}
	o.decided, o.last, o.asked = map[string]bool{}, map[string]int64{}, map[string]int64{}
	o.told, o.hidden = map[string]boards.Code{}, map[string]string{}
}

// knows notes the client ids of a tab, which takes another when too much was refused under one.
func (o *oracle) knows(tab *replica.Replica) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.tabs[tab.Named], o.tabs[tab.Anon] = true, true
}

// follow reads what the journal has gained. Callers hold mu.
func (o *oracle) follow() {
	tail, err := o.log.Read(context.Background(), o.board, o.pos, 1<<20)
	if err != nil {
		o.fail("I-6", "the journal cannot be read: %v", err)
		return
	}
	for _, t := range tail {
		e, err := boards.DecodeEntry(t.Seq, t.Data)
		if err != nil {
			o.fail("I-2", "%v", err)
			return
		}
		if e.Client != "" {
			key := fmt.Sprint(e.Client, " ", e.N)
			if o.decided[key] {
				o.fail("I-3", "mutation %s stands in the journal twice", key)
			}
			o.decided[key] = true
			if code := o.told[key]; code != "" && o.turns {
				o.turned++
			} else if code != "" && !o.rewinds {
				o.fail("I-3", "mutation %s was committed after its person was told %q", key, code)
			}
			if !o.tabs[e.Client] {
				o.fail("I-3", "entry %d is of a client that there is not", e.Seq)
			}
			o.last[e.Client] = max(o.last[e.Client], e.N)
		}
		o.steps(o.state.Apply(e))
		o.pos = t.Pos
		if o.raw != nil {
			o.raw[t.Seq] = t.Data
		}
		for _, op := range e.Ops {
			rec := o.state.Record(op.ID)
			if rec == nil || rec.Type != "note" && rec.Type != "answer" {
				continue
			}
			switch state := rec.Str("state"); {
			case op.Kind == boards.Put && (rec.Type == "answer" || state == "private" || state == "waiting"):
				o.hidden[rec.ID] = rec.By + rec.Owner
			case rec.Type == "note" && (state == "revealed" || state == "held"):
				delete(o.hidden, rec.ID)
			}
		}
	}
}

// steps: going to another step of the agenda changes nothing that anybody has said, voted, grouped or decided (B-61).
func (o *oracle) steps(c *boards.Change) {
	moved := false
	for _, t := range c.Touched {
		moved = moved || t.After.Type == "session" && t.Before != nil && t.Before.Str("phase") != t.After.Str("phase")
	}
	if !moved {
		return
	}
	if o.moves++; o.blind {
		return
	}
	follows := map[string][]string{"note": {"state", "place", "signed"}, "phase": {"closed", "results", "budget"}, "session": {"phase", "timer"}}
	for _, t := range c.Touched {
		if t.Before == nil || t.Before.Deleted != t.After.Deleted || t.Before.Part("place", "zone") != t.After.Part("place", "zone") {
			o.fail("I-6", "entry %d, a step of the agenda, makes, deletes or moves %s %s", c.Entry.Seq, t.After.Type, t.After.ID)
			return
		}
		for _, fields := range []map[string]any{t.Before.F, t.After.F} {
			for name := range fields {
				if !reflect.DeepEqual(t.Before.Get(name), t.After.Get(name)) && !slices.Contains(follows[t.After.Type], name) {
					o.fail("I-6", "entry %d, a step of the agenda, changes %s of %s %s", c.Entry.Seq, name, t.After.Type, t.After.ID)
				}
			}
		}
	}
}

// sent looks at a frame as it leaves for a viewer.
func (o *oracle) sent(v boards.Viewer, frame []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.follow()
	for id, author := range o.hidden {
		if author != v.Member && author != v.Owner && bytes.Contains(frame, []byte(id)) {
			o.fail("I-7", "a private note of %s is in a frame for %s: %.300s", author, v.Member, frame)
		}
	}
	for _, w := range o.viewers {
		if bytes.Contains(frame, []byte(w.Owner)) {
			o.fail("I-7", "an owner key is in a frame: %.300s", frame)
		}
	}
	decoded, err := canon.Decode(frame)
	if err != nil {
		o.fail("I-4", "a frame that is none: %v", err)
		return
	}
	m, _ := decoded.(map[string]any)
	switch m["t"] {
	case "welcome":
		for c, l := range m["last"].(map[string]any) {
			if n := l.(map[string]any)["n"].(int64); n < o.asked[c] {
				o.fail("I-3", "a welcome knows of %s only up to %d; the journal had %d when it was asked for", c, n, o.asked[c])
			}
		}
	case "presence":
		for _, one := range m["who"].([]any) {
			for _, member := range []string{"note", "at", "over"} {
				id, _ := one.(map[string]any)[member].(string)
				if r := o.state.Record(id); r != nil && r.Type == "note" && (r.Bool("anon") || r.Str("signed") != "named") {
					o.fail("I-7", "presence tells who is at a note whose author was promised not to be named: %.300s", frame)
				}
			}
		}
	case "ack":
		for _, a := range m["a"].([]any) {
			row := a.([]any)
			if key := fmt.Sprint(row[0], " ", row[1]); !o.decided[key] && !o.older.decided[key] {
				o.fail("I-5", "%s was acknowledged and is not in the journal", key)
			}
		}
	case "chg", "own":
		for _, change := range m["ops"].([]any) {
			ops, _ := change.([]any)
			if len(ops) == 0 && m["full"] != true {
				o.fail("I-7", "an empty change tells that something hidden happened: %s", frame)
			}
			for _, op := range ops {
				rec, ok := op.(map[string]any)["rec"].(map[string]any)
				if r := o.ofSomebodyElse(v, m["t"], op); r != nil {
					o.fail("I-7", "what only its author may see of a %s goes to somebody else: %.300s", r.Type, frame)
				}
				if ok && !o.holds(rec["id"].(string)) {
					o.fail("I-5", "a record was shown before it was in the journal: %.300s", frame)
				}
			}
		}
	}
}

// holds says whether a record is in the journal, or was.
func (o *oracle) holds(id string) bool {
	return o.state.Record(id) != nil || o.older.state != nil && o.older.state.Record(id) != nil
}

// ofSomebodyElse returns the record of an op in an own frame, if the viewer did not make it.
func (o *oracle) ofSomebodyElse(v boards.Viewer, frame any, op any) *boards.Record {
	m := op.(map[string]any)
	id, _ := m["id"].(string)
	if rec, ok := m["rec"].(map[string]any); ok {
		id, _ = rec["id"].(string)
	}
	r := o.state.Record(id)
	if frame != "own" || r == nil || r.ID == v.Member || r.By == v.Member || r.Owner != "" && r.Owner == v.Owner {
		return nil
	}
	return r
}

// greeted notes what the journal knows of a tab whose hello arrives: its welcome may know no less.
func (o *oracle) greeted(tab *replica.Replica) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.follow()
	for _, c := range []string{tab.Named, tab.Anon} {
		o.asked[c] = o.last[c]
	}
}

// compareNode checks I-6 for one node.
func (o *oracle) compareNode(n int, state []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.follow()
	if want := o.state.Encode(); !bytes.Equal(want, state) {
		o.fail("I-6", "node %d holds another board than the journal:\nwant %s\ngot  %s", n, want, state)
	}
}

// compare checks I-6 for one client.
func (o *oracle) compare(i int, v boards.Viewer, shared, own map[string]*boards.ViewRecord) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.follow()
	want := boards.Project(o.state, v)
	for part, pair := range map[string][2]map[string]*boards.ViewRecord{"shared": {want.Shared, shared}, "own": {want.Own, own}} {
		w, _ := boards.EncodePart(pair[0])
		g, _ := boards.EncodePart(pair[1])
		if !bytes.Equal(w, g) {
			o.fail("I-6", "person %d holds another %s part:\nwant %s\ngot  %s", i, part, w, g)
		}
	}
}
