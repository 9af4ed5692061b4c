package boards

import (
	"maps"
	"slices"
)

// What is erased, by type of record (B-95). Of those that are locked nothing is left to change: they are gone but for their
// place, and nobody brings them back. Of the others the words go, and what counts stays.
var (
	locked  = map[string]bool{"note": true, "comment": true, "topic": true}
	emptied = map[string]bool{"member": true, "verdict": true, "ack": true}

	// stays are fields that hold text and are nobody's words; goes are others that tell of them.
	stays = map[string][]string{"note": {"voice", "from"}, "member": {"pseudonym", "voice"}}
	goes  = map[string][]string{"note": {"because"}, "comment": {"mentions"}}
)

// Erased is the state of a note that everybody saw and whose words are gone.
const Erased = "erased"

// Erasable says whether records of a type have words to erase.
func Erasable(typ string) bool { return locked[typ] || emptied[typ] }

// Worded says whether a record has words that erasing it takes.
func (r *Record) Worded() bool {
	for name := range r.F {
		if worded(r.Type, name) {
			return true
		}
	}
	return locked[r.Type] && !r.Erased
}

// worded says whether a field of a type is erased with the record.
func worded(typ, field string) bool {
	if !Erasable(typ) || slices.Contains(stays[typ], field) {
		return false
	}
	f := fieldOf(typ, field)
	return f == nil || holdsText(f) || slices.Contains(goes[typ], field) // a field of a later version could be anything
}

func holdsText(f *Field) bool {
	switch f.Kind {
	case Text, Line:
		return true
	case List:
		return holdsText(f.Elem)
	case Object:
		return slices.ContainsFunc(f.Fields, func(m Field) bool { return holdsText(&m) })
	}
	return false
}

// unworded is a record's fields without its words.
func unworded(typ string, f map[string]any) map[string]any {
	out := maps.Clone(f)
	maps.DeleteFunc(out, func(name string, _ any) bool { return worded(typ, name) })
	return out
}

// erase returns the record without its words, and without what tells that they were changed; r itself if that is how it is.
// What it makes of a record does not depend on the words, nor on who changed them: it is the same for one whose history was
// redacted.
func (r *Record) erase() *Record {
	if !Erasable(r.Type) || r.Erased {
		return r
	}
	c := *r
	c.F, c.EditedBy, c.EditedAt, c.As = unworded(r.Type, r.F), "", 0, ""
	if locked[r.Type] {
		c.Erased = true
		if open := r.Type == "note" && r.Str("state") == "revealed"; open {
			c.F["state"] = Erased
			c.Deleted = r.Deleted || inTray(r)
		} else {
			c.Deleted = true // who could not see it is not told that there was something
		}
	}
	return &c
}

// erases checks an op that erases; the system alone asks for it.
func (d *draft) erases(o Op, e *Entry) *Error {
	r := d.record(o.ID)
	switch {
	case !d.a.System:
		return refuse(BadOp, "", "There is no such step.")
	case r == nil:
		return refuse(NotFound, "", "It is not on this board.")
	case !Erasable(r.Type):
		return refuse(Forbidden, "", "This is nobody's own words.")
	}
	d.take(Op{Kind: Erase, ID: o.ID}, e)
	return nil
}

// EraseOps are the ops that erase records; those that have nothing more to erase are left out.
func EraseOps(s *State, ids []string) []Op {
	var ops []Op
	for _, id := range ids {
		r := s.records[id]
		if r == nil || !Erasable(r.Type) || r.Erased {
			continue
		}
		ops = append(ops, Op{Kind: Erase, ID: id})
	}
	return ops
}

// Unsigned says whether a record names nobody to whom it is shown: it was said anonymously, or where authors are not named, or it was
// gathered from another board, where it may have been.
func (r *Record) Unsigned() bool {
	hidden := fieldOf(r.Type, "signed") != nil && openness(r.Str("signed")) != Named
	return hidden || r.Owner != "" || r.Bool("anon") || r.Part("from", "board") != ""
}

// Lots parts records into those that one entry may change: signed ones together, MaxOps at most, and every unsigned one by
// itself, by id, so that no entry says whose it is (B-105). Those that the board does not hold are left out.
func Lots(s *State, ids []string) [][]string {
	var signed []string
	var alone [][]string
	for _, id := range slices.Compact(slices.Sorted(slices.Values(ids))) {
		switch r := s.records[id]; {
		case r == nil:
		case r.Unsigned():
			alone = append(alone, []string{id})
		default:
			signed = append(signed, id)
		}
	}
	return append(slices.Collect(slices.Chunk(signed, MaxOps)), alone...)
}

// Contributor is who somebody is on a board: a member, and the keys that anonymous notes are theirs by.
type Contributor struct {
	Member string
	Owners []string
}

// Notes are the notes that hold a contributor's words, by id: those they wrote for themselves and those written down for
// them. What they wrote down of others is the others' (B-96).
func (c Contributor) Notes(s *State) []*Record {
	var out []*Record
	for _, r := range s.types["note"] {
		if c.says(r) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *Record) int {
		if a.At != b.At {
			return int(min(max(a.At-b.At, -1), 1))
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return out
}

func (c Contributor) says(r *Record) bool {
	if r.Owner != "" {
		return slices.Contains(c.Owners, r.Owner)
	}
	if c.Member == "" {
		return false
	}
	if behalf := r.Str("behalf"); behalf != "" {
		return behalf == c.Member
	}
	return r.By == c.Member && r.Str("whose") == ""
}

// Everything are the records that hold a contributor's words or name, by id: their notes, comments, proposed topics, what they
// said of insights, themes and actions, and their name.
func (c Contributor) Everything(s *State) []string {
	var ids []string
	for _, r := range c.Notes(s) {
		ids = append(ids, r.ID)
	}
	for _, typ := range []string{"comment", "topic", "verdict", "ack"} {
		for _, id := range sortedKeys(s.types[typ]) {
			if c.says(s.types[typ][id]) {
				ids = append(ids, id)
			}
		}
	}
	if m := s.records[c.Member]; m != nil && m.Type == "member" {
		ids = append(ids, c.Member)
	}
	return ids
}

// Erasures learns from a board's entries, all of them in order, what is erased, and then takes that out of them (B-97).
type Erasures struct {
	types map[string]string // of records, by id
	until map[string]int64  // the last entry that erases a record, by id
}

// Take learns from the next entry.
func (x *Erasures) Take(e *Entry) {
	if x.types == nil {
		x.types, x.until = map[string]string{}, map[string]int64{}
	}
	for _, o := range e.Ops {
		switch o.Kind {
		case Put:
			if o.Rec != nil {
				x.types[o.ID] = o.Rec.Type
			}
		case Erase:
			x.until[o.ID] = e.Seq
		}
	}
}

// Any says whether anything was erased, and of which entry on nothing has to be redacted any more.
func (x *Erasures) Any() (before int64, any bool) {
	for _, seq := range x.until {
		before = max(before, seq)
	}
	return before, before > 0
}

// Redact returns the payload of an entry without the words that were erased after it, and whether it held any. Steps stay, so
// that it is still the entry that its number, its client and the refusals in it say: a text edit becomes one that changes
// nothing, as do those after it, since what they were made on is gone with it.
func (x *Erasures) Redact(e *Entry) (payload []byte, changed bool) {
	ops := slices.Clone(e.Ops)
	for i, o := range ops {
		typ := x.types[o.ID]
		if e.Seq >= x.until[o.ID] || typ == "" {
			continue
		}
		switch o.Kind {
		case Put:
			rec := *o.Rec
			rec.F = unworded(typ, o.Rec.F)
			changed = changed || len(rec.F) != len(o.Rec.F)
			ops[i].Rec = &rec
		case Set:
			ops[i].F = unworded(typ, o.F)
			changed = changed || len(ops[i].F) != len(o.F)
		case EditText:
			ops[i].Edit = nil
			changed = changed || len(o.Edit) > 0
		}
	}
	if !changed {
		return nil, false
	}
	without := *e
	without.Ops = ops
	return without.Encode(), true
}

// Erases lists the records that a change erased.
func (c *Change) Erases() []string {
	var ids []string
	for _, o := range c.Entry.Ops {
		if o.Kind == Erase {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// Forget takes erased records' edits out of what late edits are merged with; nobody edits those any more. It is for a change
// that will not be reverted.
func (s *State) Forget(ids []string) { s.history.forget(ids) }

// Tombstones are the ops that leave an erased record in the place of those that a board does not have, by id and type, so that
// nobody brings them back who still has them.
func Tombstones(s *State, types map[string]string) []Op {
	var ops []Op
	for _, id := range sortedKeys(types) {
		if typ := types[id]; locked[typ] && s.records[id] == nil && ValidID(id) {
			ops = append(ops, Op{Kind: Put, ID: id, Rec: &Record{ID: id, Type: typ, F: map[string]any{}}}, Op{Kind: Erase, ID: id})
		}
	}
	return ops
}

// CopiesOf are the notes of a board that were gathered from these of another (B-79).
func CopiesOf(s *State, board string, ids []string) []string {
	var out []string
	for _, id := range sortedKeys(s.types["note"]) {
		n := s.types["note"][id]
		if n.Part("from", "board") == board && slices.Contains(ids, n.Part("from", "note")) {
			out = append(out, id)
		}
	}
	return out
}

// WithdrawOps are the ops by which a contributor takes notes of theirs back, without a seat on the board (B-87, B-103).
func WithdrawOps(s *State, c Contributor, ids []string) []Op {
	var ops []Op
	for _, n := range c.Notes(s) {
		if !n.Deleted && !n.Erased && slices.Contains(ids, n.ID) {
			ops = append(ops, Op{Kind: Del, ID: n.ID, As: Withdrawn})
		}
	}
	return ops
}

// MayRestore says whether a contributor brings back what they withdrew: who may write still (B-103).
func MayRestore(s *State, c Contributor) bool {
	role := s.Role(c.Member)
	return role == Facilitator || role == Team || role == Client
}

// RestoreOps are the ops by which a contributor brings back what they withdrew; not what somebody else deleted, and nothing where
// they may not (B-103).
func RestoreOps(s *State, c Contributor, ids []string) []Op {
	var ops []Op
	if !MayRestore(s, c) {
		return nil
	}
	for _, n := range c.Notes(s) {
		if n.Deleted && n.As == Withdrawn && !n.Erased && slices.Contains(ids, n.ID) {
			ops = append(ops, Op{Kind: Res, ID: n.ID})
		}
	}
	return ops
}
