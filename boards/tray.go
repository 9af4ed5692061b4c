package boards

// The tray holds what was brought in from elsewhere until somebody puts it in a zone (B-80).

const inSession = "in-session"

// inTray says whether a note lies in no zone yet.
func inTray(note *Record) bool { return note.Type == "note" && note.Part("place", "zone") == "" }

// imported says whether a note holds words from elsewhere, which somebody of the team brought in: by hand, and then it says
// whose they are, or as the system wrote them from a file.
func imported(note *Record) bool {
	named := note.Str("whose") != "" || note.Str("customer") != "" || note.By == ""
	return named && note.Str("side") == "customer" && !note.Bool("anon") && note.Part("source", "type") != inSession
}

// keeper: words that no member wrote are kept by the team.
func keeper(otherwise right) right {
	return func(d *draft, r *Record) *Error {
		if imported(r) && r.By == "" {
			return team(d, r)
		}
		return otherwise(d, r)
	}
}

// placer: the team takes notes out of the tray whenever it likes; the rest is as the phase says.
func placer(d *draft, r *Record) *Error {
	if inTray(r) {
		return team(d, r)
	}
	return mover(d, r)
}

// mayPlace: notes lie in zones; what was brought in goes back to the tray, too.
func (d *draft) mayPlace(r *Record, zone string) *Error {
	if zone == "" && imported(r) {
		return team(d, r)
	}
	if d.record(zone) == nil {
		return refuse(NotFound, "place", "A note needs a zone of this board.")
	}
	return nil
}

// accountant: the team says from which company words are that were brought in, where it may know whose they are.
func accountant(d *draft, r *Record) *Error {
	if err := team(d, r); err != nil {
		return err
	}
	if !imported(r) || d.s.rules.Of(r) != Named && !d.isAuthor(r) {
		return forbid("Only words brought in from elsewhere say whose company it is.")
	}
	return nil
}
