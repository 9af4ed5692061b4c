package boards

// What people say of notes besides their own: reactions (B-26, B-81), and whom a comment calls on (B-82).

// Felt is the kind of reaction that is a customer's seconding; every other is a nod, and counts for nothing else.
const Felt = "felt"

// maxNods leaves room among a board's reactions for "felt this too", whatever else a lively room clicks.
const maxNods = 8000

// MaxOwnNods is how many of them may be one person's, so that nobody uses them up.
const MaxOwnNods = 1000

// reactor: a customer stitches another's note, once; everybody but viewers nods, once for each kind.
func reactor(d *draft, r *Record) *Error {
	if d.role != Facilitator && d.role != Team && d.role != Client {
		return forbid("Viewers read along; they do not take part.")
	}
	felt := r.Str("kind") == Felt
	if felt && d.role != Client {
		return forbid("“Felt this too” is for customers.")
	}
	if !d.s.rules.SeeAll {
		return refuse(InPhase, "", "Reactions wait until the notes have been revealed.")
	}
	note := d.record(r.Str("note"))
	if note == nil || note.Deleted {
		return refuse(NotFound, "note", "The note is not on this board, or not any more.")
	}
	if felt && (d.isAuthor(note) || note.Owner != "" && note.Owner == d.a.Owner || note.Str("behalf") == d.a.Member) {
		return forbid("These are your own words.")
	}
	if !felt {
		switch all, own := d.nods(); {
		case all >= maxNods:
			return refuse(Limit, "", "A board holds at most %d reactions.", maxNods)
		case own >= MaxOwnNods:
			return refuse(Limit, "", "One person gives a board at most %d reactions.", MaxOwnNods)
		}
	}
	return d.once(r, "note", "kind")
}

// nods are the reactions of all kinds but "felt", and those of them that are the actor's own, deleted ones too.
func (d *draft) nods() (all, own int) {
	for r := range d.each("reaction") {
		if r.Str("kind") != Felt {
			all++
			if d.isAuthor(r) {
				own++
			}
		}
	}
	return all, own
}

// mayMention: a comment calls on people of this board. Whether they see it is the projection's business.
func (d *draft) mayMention(ids []any) *Error {
	for _, id := range ids {
		m := d.record(id.(string))
		if m == nil || m.Deleted || Role(m.Str("role")) == NoRole {
			return refuse(NotFound, "mentions", "Somebody who is mentioned is not on this board, or not any more.")
		}
	}
	return nil
}
