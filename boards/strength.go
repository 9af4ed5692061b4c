package boards

// IsEvidence says whether a note supports an insight at all (B-70); nil does not.
func IsEvidence(note *Record) bool {
	if note == nil || note.Type != "note" || note.Deleted || inTray(note) || note.Str("state") != "revealed" {
		return false
	}
	switch note.Str("kind") {
	case "quote", "observation", "data":
		return note.Str("side") == "customer"
	}
	return false
}
