package boards

import "strings"

// ConsentWords is the version of what Feltboard's own pages say to somebody who is asked what may be done with their words
// (web/src/ui/join). It grows when their meaning changes.
const ConsentWords = 1

// Consent is what may be done with a note's words outside of its room (B-29): "quote", "paraphrase" or "room". The note says so
// itself, or else the member whose own words they are, said or written on the board. Nobody who wrote down or brought in what
// somebody else has said allows it for them; what is not known is for the room only. member finds a member in the records
// that the note is from, or nil.
func Consent(n *Record, member func(id string) *Record) string {
	own, behalf := n.Str("consent"), n.Str("behalf")
	if own == "default" {
		own = "room"
		if m := alive(member(ownVoice(n))); m != nil && (behalf != "" || n.Str("side") != "customer" || m.Str("side") == "customer") {
			own = m.Str("consent")
		}
	}
	if m := member(behalf); m != nil && m.Str("seat") != "none" && !n.Bool("anon") {
		switch n.Str("confirmed") {
		case "no":
			own = "room"
		case "open":
			if own == "quote" {
				own = "paraphrase" // they have allowed to be quoted, but not said that these are their words
			}
		}
	}
	if own != "quote" && own != "paraphrase" {
		return "room"
	}
	return own
}

// ownVoice is the member whose words a note holds, or "" where it is nobody of the board, or nobody may tell.
func ownVoice(n *Record) string {
	switch {
	case n.Bool("anon"):
		return ""
	case n.Str("behalf") != "":
		return n.Str("behalf")
	case n.Str("whose") != "", n.Str("customer") != "", n.Part("from", "board") != "":
		return ""
	case n.Str("side") == "customer" && n.Part("source", "type") != inSession:
		return ""
	}
	return n.By
}

func alive(r *Record) *Record {
	if r == nil || r.Deleted {
		return nil
	}
	return r
}

// agreed writes down to what and when somebody gave their consent (B-100), beside it.
func (d *draft) agreed(fields map[string]any) {
	_, words := fields["consent"]
	_, contact := fields["contact"]
	if !words && !contact {
		return
	}
	terms := int64(0)
	for b := range d.each("board") {
		terms = b.num("terms")
	}
	fields["agreed"] = map[string]any{"at": d.now, "terms": terms, "words": int64(ConsentWords)}
}

// promised counts the changes of what people are told before they consent.
func (d *draft) promised(e *Entry) {
	for b := range d.each("board") {
		was := d.s.records[b.ID]
		if was == nil || d.made[b.ID] == nil {
			continue
		}
		for _, name := range []string{"runs", "use", "anon", "keep"} {
			if !equal(b.Get(name), was.Get(name)) {
				d.then(e, b, map[string]any{"terms": b.num("terms") + 1})
				break
			}
		}
	}
}

// validContact says whether an e-mail address can be one; "" is none.
func validContact(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return s == "" || ok && name != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(host, "@") && !strings.ContainsAny(s, " <>,;:\"()[]\\")
}
