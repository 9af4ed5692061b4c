package boards

import (
	"slices"

	"feltboard/boards/canon"
)

// Shared returns what an entry changed for everybody of one audience, in the form of view ops; empty if they must not
// notice it at all.
func (c *Change) Shared(a Audience) []Op {
	return c.diff(
		func(r *Record) *ViewRecord { return c.Before.shared(a, r) },
		func(r *Record) *ViewRecord { return c.After.shared(a, r) })
}

// Own returns what an entry changed in one viewer's own part.
func (c *Change) Own(v Viewer) []Op {
	return c.diff(
		func(r *Record) *ViewRecord { return c.Before.own(v, r) },
		func(r *Record) *ViewRecord { return c.After.own(v, r) })
}

func (c *Change) diff(before, after func(*Record) *ViewRecord) []Op {
	var ops []Op
	touched := make(map[string]bool, len(c.Touched))
	for _, t := range c.Touched {
		touched[t.After.ID] = true
		var was *ViewRecord
		if t.Before != nil {
			was = before(t.Before)
		}
		ops = difference(ops, was, after(t.After), t.Texts)
	}
	for _, r := range c.All {
		if !touched[r.ID] {
			ops = difference(ops, before(r), after(r), nil)
		}
	}
	return ops
}

// difference appends the ops that turn one record of a view into another. Text that was edited is told as edits, so that
// who is typing in it can merge.
func difference(ops []Op, was, now *ViewRecord, texts []FieldEdit) []Op {
	switch {
	case was == nil && now == nil:
		return ops
	case now == nil:
		return append(ops, Op{Kind: Gone, ID: was.ID})
	case was == nil || was.By != now.By || was.At != now.At || was.Mine != now.Mine || was.Deleted != now.Deleted || was.As != now.As:
		return append(ops, Op{Kind: Put, ID: now.ID, View: now})
	}
	set := map[string]any{}
	for _, name := range changedFields(was, now) {
		f := fieldOf(now.Type, name)
		v, ok := now.F[name]
		if !ok && f == nil {
			return append(ops, Op{Kind: Put, ID: now.ID, View: now}) // a field of a later version went away
		}
		if f != nil && f.Kind == Text {
			if !slices.ContainsFunc(texts, func(t FieldEdit) bool { return t.Field == name }) {
				return append(ops, Op{Kind: Put, ID: now.ID, View: now}) // erased: a new base
			}
			continue
		}
		if !ok {
			v = f.Default()
		}
		set[name] = v
	}
	if len(set) > 0 {
		ops = append(ops, Op{Kind: Set, ID: now.ID, F: set})
	}
	if now.Deleted && now.As == Withdrawn && !now.Mine {
		return ops // its words are its author's alone
	}
	for _, t := range texts {
		ops = append(ops, Op{Kind: EditText, ID: now.ID, Field: t.Field, Edit: t.Edit})
	}
	return ops
}

func changedFields(a, b *ViewRecord) []string {
	names := map[string]bool{}
	for k, v := range a.F {
		if w, ok := b.F[k]; !ok || !equal(v, w) {
			names[k] = true
		}
	}
	for k := range b.F {
		if _, ok := a.F[k]; !ok {
			names[k] = true
		}
	}
	return sortedKeys(names)
}

// Changed returns, for a resume (SPEC R-2), the whole records of those ids as a viewer's parts hold them now: put, or gone
// where the viewer could have seen it before. Only for a viewer whose visibility has not changed in between.
func (s *State) Changed(v Viewer, ids []string) (shared, own []Op) {
	for _, id := range ids {
		rec := s.records[id]
		if rec == nil {
			continue
		}
		alive := *rec
		alive.Deleted, alive.As = false, ""
		if rec.Type == "member" && Role(rec.Str("role")) == NoRole {
			alive = *alive.with("role", string(Observer)) // whoever was removed was seen before
		}
		shared = catchUp(shared, id, s.rules.shared(v.Audience, rec), s.rules.shared(v.Audience, &alive))
		own = catchUp(own, id, s.rules.own(v, rec), s.rules.own(v, &alive))
	}
	return shared, own
}

func catchUp(ops []Op, id string, now, alive *ViewRecord) []Op {
	switch {
	case now != nil:
		return append(ops, Op{Kind: Put, ID: id, View: now})
	case alive != nil:
		return append(ops, Op{Kind: Gone, ID: id})
	}
	return ops
}

// Apply takes view ops into one part (Shared or Own), as a client does. It is total.
func Apply(part map[string]*ViewRecord, ops []Op) {
	for _, o := range ops {
		r := part[o.ID]
		switch {
		case o.Kind == Put && o.View != nil:
			part[o.ID] = o.View
		case o.Kind == Gone:
			delete(part, o.ID)
		case r == nil:
		case o.Kind == Set:
			for k, v := range o.F {
				r = r.with(k, v)
			}
			part[o.ID] = r
		case o.Kind == EditText:
			old, _ := r.F[o.Field].(string)
			if text, err := o.Edit.Apply(old); err == nil {
				part[o.ID] = r.with(o.Field, text)
			}
		}
	}
}

func (r *ViewRecord) with(name string, v any) *ViewRecord {
	c := *r
	c.F = without(r.F, name)
	if f := fieldOf(r.Type, name); f == nil || !equal(v, f.Default()) {
		c.F[name] = v
	}
	return &c
}

// EncodePart returns one part of a view as canonical JSON, records sorted by id, and its digest.
func EncodePart(part map[string]*ViewRecord) (b []byte, digest string) {
	recs := make([]any, 0, len(part))
	for _, id := range sortedKeys(part) {
		recs = append(recs, part[id].encode())
	}
	b = mustCanon(recs)
	return b, canon.Digest(b)
}

// EncodeViewOps returns the changes of a view (one list of ops per change) as JSON.
func EncodeViewOps(changes [][]Op) []byte {
	out := make([]any, len(changes))
	for i, ops := range changes {
		out[i] = EncodeOps(ops)
	}
	return mustCanon(out)
}
