package boards

// Kind says what values a field takes.
type Kind uint8

// The kinds of fields. Every value is canonical JSON (package canon).
const (
	Text   Kind = iota + 1 // a string that merges by character; changed by text ops alone
	Line                   // one line of text, last writer wins
	Enum                   // one of Field.Enum
	Int                    // Min…Max
	Bool                   //
	ID                     // a record id, or "" for none
	Date                   // "2006-01-02", or "" for none
	Order                  // a fractional key (package order), or "" at the end
	Object                 // an object of exactly Field.Fields
	List                   // an array of Field.Elem, at most Field.Max long
)

// Field describes one field of a record, or one member of an object or list.
type Field struct {
	Name   string
	Kind   Kind
	Max    int      // Text, Line: code points; List: elements; Int: greatest value
	Min    int      // Int: least value
	Enum   []string // Enum: the values; the first is the default
	Null   bool     // null is allowed, and is the default
	Refs   string   // ID: the type of record it names; "" is any
	Fields []Field  // Object
	Elem   *Field   // List
	Only   Audience // the audiences that see the field; zero is everyone
}

// Type describes one type of record.
type Type struct {
	Name   string
	Fields []Field
	Max    int // how many a board may hold, deleted ones included
}

// Limits of a board, in code points, records and bytes; enforced by Admit and shown at /api/v1/limits.
const (
	MaxNoteText = 5000
	MaxLine     = 200
	MaxOps      = 256 // ops in one mutation
	MaxRecords  = 20000
	MaxBytes    = 16 << 20 // of all records, encoded
	MaxClients  = 2000     // client ids remembered; the longest unused is forgotten first (B-12)
	MaxRefused  = 64       // refusals remembered per client id
)

var (
	placeField = Field{Name: "place", Kind: Object, Fields: []Field{
		{Name: "zone", Kind: ID, Refs: "zone"},
		{Name: "order", Kind: Order},
	}}
	roleEnum = []string{string(Facilitator), string(Team), string(Client), string(Observer)}
	roleList = Field{Kind: List, Max: 4, Elem: &Field{Kind: Enum, Enum: roleEnum}}
)

func list(name string, max int, elem *Field) Field {
	return Field{Name: name, Kind: List, Max: max, Elem: elem}
}

func roles(name string) Field {
	f := roleList
	f.Name = name
	return f
}

// Schema lists every type of record and its fields, METHOD's terms for names. A new feature is a new row here, a
// row in the policy and its intents; ops, journal and protocol stay as they are.
var Schema = []Type{
	{Name: "board", Max: 1, Fields: []Field{
		{Name: "title", Kind: Line, Max: 120},
		{Name: "template", Kind: Line, Max: 40},
		{Name: "goal", Kind: Line, Max: 280},
		{Name: "lang", Kind: Enum, Enum: []string{"en", "de", "es"}},
	}},
	{Name: "zone", Max: 60, Fields: []Field{
		{Name: "title", Kind: Line, Max: 60},
		{Name: "prompt", Kind: Line, Max: 280},
		{Name: "area", Kind: Line, Max: 20},
		{Name: "inferred", Kind: Bool}, // claims here are inference: "what makes us think so?"
		{Name: "order", Kind: Order},
	}},
	{Name: "phase", Max: 40, Fields: []Field{
		{Name: "title", Kind: Line, Max: 60},
		{Name: "prompt", Kind: Line, Max: 280},
		{Name: "order", Kind: Order},
		{Name: "minutes", Kind: Int, Min: 0, Max: 600},
		{Name: "rules", Kind: Object, Fields: []Field{
			roles("write"),
			{Name: "edit", Kind: Enum, Enum: []string{"own", "side", "all"}},
			roles("move"),
			{Name: "see", Kind: Enum, Enum: []string{"all", "own"}},
			{Name: "authors", Kind: Enum, Enum: []string{"named", "hidden"}},
			{Name: "presence", Kind: Enum, Enum: []string{"cursors", "none"}},
		}},
	}},
	{Name: "session", Max: 1, Fields: []Field{
		{Name: "phase", Kind: ID, Refs: "phase"},
	}},
	{Name: "persona", Max: 20, Fields: []Field{
		{Name: "name", Kind: Line, Max: 80},
		{Name: "situation", Kind: Line, Max: 280},
		{Name: "evidence", Kind: Line, Max: 280}, // how we know
	}},
	{Name: "note", Max: 5000, Fields: []Field{
		{Name: "text", Kind: Text, Max: MaxNoteText},
		placeField,
		{Name: "kind", Kind: Enum, Enum: []string{"observation", "quote", "data", "inference", "assumption", "idea", "question"}},
		{Name: "side", Kind: Enum, Enum: []string{"customer", "team"}},
		{Name: "behalf", Kind: ID, Refs: "member"},                         // whose words a scribe wrote down
		{Name: "whose", Kind: Line, Max: 80},                               // the same for somebody who is not on the board
		{Name: "anon", Kind: Bool},                                         // fixed at creation
		{Name: "state", Kind: Enum, Enum: []string{"revealed", "private"}}, // set by Admit alone
		{Name: "emotion", Kind: Int, Min: -2, Max: 2, Null: true},
		{Name: "severity", Kind: Int, Min: 1, Max: 4, Null: true},
		{Name: "consent", Kind: Enum, Enum: []string{"default", "room", "paraphrase", "quote"}},
		{Name: "theme", Kind: ID, Refs: "theme"},
		list("because", 20, &Field{Kind: ID, Refs: "note"}),
		{Name: "source", Kind: Object, Fields: []Field{
			{Name: "type", Kind: Enum, Enum: []string{"in-session", "interview", "support-ticket", "survey", "analytics", "other"}},
			{Name: "ref", Kind: Line, Max: MaxLine},
			{Name: "date", Kind: Date},
		}},
	}},
	{Name: "reaction", Max: 20000, Fields: []Field{ // "Felt this too": one per customer and note
		{Name: "note", Kind: ID, Refs: "note"},
		{Name: "kind", Kind: Enum, Enum: []string{"felt"}},
	}},
	{Name: "theme", Max: 200, Fields: []Field{
		{Name: "name", Kind: Text, Max: MaxLine},
		{Name: "order", Kind: Order},
	}},
	{Name: "insight", Max: 500, Fields: []Field{
		{Name: "statement", Kind: Text, Max: 1000},
		{Name: "need", Kind: Object, Fields: []Field{
			{Name: "user", Kind: Line, Max: MaxLine},
			{Name: "verb", Kind: Line, Max: MaxLine},
			{Name: "because", Kind: Line, Max: 400},
		}},
		{Name: "evidence", Kind: List, Max: 200, Elem: &Field{Kind: ID, Refs: "note"}},
		{Name: "counter", Kind: List, Max: 200, Elem: &Field{Kind: ID, Refs: "note"}},
		{Name: "status", Kind: Enum, Enum: []string{"draft", "accepted", "actioned", "answered", "declined", "parked"}},
		{Name: "order", Kind: Order},
	}},
	{Name: "action", Max: 500, Fields: []Field{
		{Name: "title", Kind: Text, Max: MaxLine},
		list("insights", 20, &Field{Kind: ID, Refs: "insight"}),
		{Name: "type", Kind: Enum, Enum: []string{"change", "fix", "experiment", "research", "communicate"}},
		{Name: "story", Kind: Object, Fields: []Field{
			{Name: "form", Kind: Enum, Enum: []string{"job", "user", "none"}},
			{Name: "when", Kind: Line, Max: 400}, // job: When …; user: As a …
			{Name: "want", Kind: Line, Max: 400}, // I want …
			{Name: "so", Kind: Line, Max: 400},   // so I can … / so that …
		}},
		list("acceptance", 30, &Field{Kind: Object, Fields: []Field{
			{Name: "given", Kind: Line, Max: 400},
			{Name: "when", Kind: Line, Max: 400},
			{Name: "then", Kind: Line, Max: 400},
			{Name: "done", Kind: Bool},
		}}),
		{Name: "owner", Kind: ID, Refs: "member"},
		{Name: "due", Kind: Date},
		{Name: "priority", Kind: Enum, Enum: []string{"medium", "high", "low"}},
		{Name: "status", Kind: Enum, Enum: []string{"proposed", "committed", "in_progress", "done", "verified", "declined", "parked", "reopened"}},
		{Name: "reason", Kind: Line, Max: 400},
		{Name: "order", Kind: Order},
	}},
	{Name: "member", Max: 1000, Fields: []Field{
		{Name: "name", Kind: Line, Max: 80},     // "" until they give one
		{Name: "pseudonym", Kind: Line, Max: 8}, // P1, P2 … for customers, T1 … for the team
		{Name: "role", Kind: Enum, Enum: append([]string{string(NoRole)}, roleEnum...)},
		{Name: "side", Kind: Enum, Enum: []string{"customer", "team"}},
		{Name: "hue", Kind: Int, Min: 0, Max: 359},
		{Name: "consent", Kind: Enum, Enum: []string{"room", "paraphrase", "quote"}, Only: Host | TeamRoom},
		{Name: "customer", Kind: Line, Max: 80, Only: Host | TeamRoom}, // which company a guest is from; set by the facilitator
	}},
}
