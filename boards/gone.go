package boards

// as says how a note is deleted (B-87): as never made, where its author asks for that and nobody else has had a hand in it, and
// otherwise as withdrawn, where it is a customer's.
func (d *draft) as(r *Record, o Op) As {
	switch {
	case d.a.System && o.Kind == Del && o.As == Withdrawn: // by a key to one's contributions
		return Withdrawn
	case o.Kind != Del || r.Type != "note" || !d.isAuthor(r):
		return ""
	case o.As == Undone && (r.EditedBy == "" || r.EditedBy == r.By) && !d.names()[r.ID]:
		return Undone
	case r.Str("side") == "customer":
		return Withdrawn
	}
	return ""
}

// takenBack says whether its author has withdrawn it: nobody else reads it, or brings it back (B-87).
func (r *Record) takenBack() bool { return r.Deleted && r.As == Withdrawn }

// names is what anything on the board that is not deleted names of its notes.
func (d *draft) names() map[string]bool {
	if d.named != nil {
		return d.named
	}
	d.named = map[string]bool{}
	for _, typ := range []string{"reaction", "comment", "tension", "insight", "action"} {
		for r := range d.each(typ) {
			if r.Deleted {
				continue
			}
			for _, name := range []string{"note", "on", "one", "other"} {
				d.named[r.Str(name)] = true
			}
			for _, name := range []string{"notes", "evidence", "counter"} {
				for _, id := range r.Strs(name) {
					d.named[id] = true
				}
			}
		}
	}
	return d.named
}

// isOf says whether a record is of who did the entry.
func (e *Entry) isOf(r *Record) bool {
	return e.By != "" && e.By == r.By || e.Owner != "" && e.Owner == r.Owner
}
