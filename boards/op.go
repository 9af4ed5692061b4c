package boards

import (
	"feltboard/boards/text"
)

// OpKind is what an op does.
type OpKind string

// The ops. A mutation asks with the first five, an entry decides with the same, a view is told with Put, Set, EditText and Gone.
const (
	Put      OpKind = "put"   // create a record; in a view also: replace it whole
	Set      OpKind = "set"   // replace fields
	EditText OpKind = "text"  // edit one text field
	Del      OpKind = "del"   // delete: leave a tombstone
	Res      OpKind = "res"   // restore
	Gone     OpKind = "gone"  // views only: forget the record
	Erase    OpKind = "erase" // entries only, by the system: take the words out of the record, for good
)

// Op is one step of a mutation, an entry or a change of a view.
type Op struct {
	Kind  OpKind
	ID    string         // the record; with Put it is Rec.ID
	Rec   *Record        // Put in mutations and entries
	View  *ViewRecord    // Put in views
	F     map[string]any // Set
	Was   map[string]any // Set in mutations: set a field only where it still has this value (B-15)
	Field string         // EditText
	Edit  text.Edit      // EditText
	As    As             // Del; a mutation asks for Undone alone
}

// As is how a note was deleted, where that says more than that it was (B-87).
type As string

// The ways.
const (
	Undone    As = "undone"    // its author took its making back: for everybody else it never was
	Withdrawn As = "withdrawn" // a customer's note, by its author: what brings many back leaves it out
)

// Mutation is what a client asks for, all or nothing. Its actor is never in it: that is the session's business.
type Mutation struct {
	Client string  // the client id: one browser tab and lane
	N      int64   // 1, 2, 3 … per client id
	Base   int64   // the board's seq that its text edits were made on
	Void   []int64 // numbers below N that the client knows were refused
	Ops    []Op
}

// Refusal remembers a mutation that was answered with no.
type Refusal struct {
	N    int64
	Code Code
}

// Entry is a decision: what a board's journal holds. Apply never refuses one.
type Entry struct {
	Seq     int64  // given by the journal; not in the payload
	T       int64  // milliseconds since 1970 UTC, never before the entry before it (B-5)
	By      string // the member who did it; "" for the system and for the anonymous
	Owner   string // the anonymous author's key instead
	Client  string // "" for the system
	N       int64
	Refused []Refusal // refusals of this client since its last entry
	Ops     []Op
}
