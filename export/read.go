package export

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"feltboard/boards"
)

// board is a view, indexed for rendering. It holds deleted records too.
type board struct {
	id       string
	records  map[string]*boards.Record
	byType   map[string][]*boards.Record // sorted by id
	rules    boards.Rules
	felt     map[string]int // stitches by note
	people   int            // customers who take part
	title    string
	hmw      map[string][]*boards.Record // by insight, in order
	tensions map[string][]*boards.Record // by note
	relief   bool                        // a team pulse: nobody's words leave it
}

func read(v boards.View) *board {
	b := &board{records: make(map[string]*boards.Record, len(v.Shared)), byType: map[string][]*boards.Record{}, felt: map[string]int{}, hmw: map[string][]*boards.Record{}, tensions: map[string][]*boards.Record{}}
	for id, r := range v.Shared {
		b.records[id] = r.Record()
		b.byType[r.Type] = append(b.byType[r.Type], b.records[id])
	}
	for _, records := range b.byType {
		slices.SortFunc(records, func(a, b *boards.Record) int { return strings.Compare(a.ID, b.ID) })
	}
	for _, r := range b.of("board") {
		b.id, b.relief, b.title = r.ID, r.Str("output") == "relief", clean(r.Str("title"))
	}
	for _, r := range b.of("session") {
		b.rules = boards.RulesOf(b.get("phase", r.Str("phase")))
	}
	for _, r := range b.of("reaction") {
		if !r.Deleted && r.Str("kind") == "felt" {
			b.felt[r.Str("note")]++
		}
	}
	for _, r := range slices.SortedFunc(slices.Values(b.of("hmw")), byOrder) {
		if !r.Deleted {
			b.hmw[r.Str("insight")] = append(b.hmw[r.Str("insight")], r)
		}
	}
	for _, r := range b.of("tension") {
		if !r.Deleted {
			b.tensions[r.Str("one")] = append(b.tensions[r.Str("one")], r)
			b.tensions[r.Str("other")] = append(b.tensions[r.Str("other")], r)
		}
	}
	for _, r := range b.of("member") {
		if r.Str("side") == "customer" && boards.Role(r.Str("role")) != boards.NoRole {
			b.people++
		}
	}
	return b
}

func (b *board) of(typ string) []*boards.Record { return b.byType[typ] }

// get returns a record of that type, deleted or not, or nil.
func (b *board) get(typ, id string) *boards.Record {
	if r := b.records[id]; r != nil && r.Type == typ {
		return r
	}
	return nil
}

func (b *board) member(id string) *boards.Record { return b.get("member", id) }

// Quotable says of the notes of a view whose words may be told to strangers, by any way (E-2).
func Quotable(v boards.View) func(note string) bool {
	b := read(v)
	return func(note string) bool {
		n := b.get("note", note)
		return n != nil && b.voice(n).consent == "quote"
	}
}

// voice is whose words a note holds.
type voice struct {
	name    string // as it may be shown: a pseudonym, "Anonymous" …
	consent string // room, paraphrase or quote (E-2)
	known   bool   // name is a pseudonym one may ask
	dark    bool   // the running phase hides who it is
}

func (b *board) voice(n *boards.Record) voice {
	speaker := n.By
	v := voice{name: "unknown", consent: boards.Consent(n, b.member)}
	switch behalf := n.Str("behalf"); {
	case n.Bool("anon"):
		v.name, speaker = "Anonymous", ""
	case behalf != "":
		speaker = behalf
	case n.Str("whose") != "" || n.Str("customer") != "" || n.Part("from", "board") != "":
		v.name, speaker = "somebody who is not on the board", ""
	case speaker == "" && n.Str("voice") != "": // a letter, so that voices can be told apart
		v.name = "voice " + n.Str("voice")
	case speaker == "" && b.rules.Of(n) != boards.Named:
		v.name, v.dark = "author hidden", true
		if n.Str("signed") == "named" {
			v.name += " for now"
		}
	case speaker == "" && n.Part("source", "type") != "in-session":
		v.name = "somebody who is not on the board"
	}
	if m := b.get("member", speaker); m != nil && !m.Deleted {
		if p := pseudonym(m); p != "" {
			v.name, v.known = p, true
		}
	}
	if b.relief {
		v.consent = "room"
	}
	return v
}

var pseudonyms = regexp.MustCompile(`^[A-Z][0-9]+$`)

// pseudonym is what a member may be called outside, or "". It opens lines, so it is nothing but what the server gives.
func pseudonym(m *boards.Record) string {
	if p := m.Str("pseudonym"); pseudonyms.MatchString(p) {
		return p
	}
	return ""
}

// day returns the date a note belongs to, or "": never one of an anonymous note (E-4).
func day(n *boards.Record) string {
	if n.Bool("anon") {
		return ""
	}
	if d := n.Part("source", "date"); validDay(d) {
		return d
	}
	if n.At == 0 {
		return ""
	}
	return time.UnixMilli(n.At).UTC().Format(time.DateOnly)
}

func validDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
