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

	maxTime = 1 << 52       // milliseconds since 1970 UTC
	maxSpan = 48 * 3600_000 // of a timer, in milliseconds
)

var (
	placeField = Field{Name: "place", Kind: Object, Fields: []Field{
		{Name: "zone", Kind: ID, Refs: "zone"},
		{Name: "order", Kind: Order},
	}}
	// What its author was promised; set by Admit.
	signedField = Field{Name: "signed", Kind: Enum, Enum: []string{"named", "pseudonym", "hidden"}}

	// What was decided, the latest last; set by Admit (B-71).
	logField = Field{Name: "log", Kind: List, Max: 50, Elem: &Field{Kind: Object, Fields: []Field{
		{Name: "status", Kind: Line, Max: 20},
		{Name: "at", Kind: Int, Min: 0, Max: maxTime},
		{Name: "by", Kind: ID},
		{Name: "reason", Kind: Line, Max: 400},
	}}}

	roleEnum = []string{string(Facilitator), string(Team), string(Client), string(Observer)}
	linkEnum = roleEnum[1:] // what a link may give
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
		{Name: "lang", Kind: Enum, Enum: []string{"en", "de", "es", "fr"}},
		{Name: "level", Kind: Enum, Enum: []string{"none", "inform", "consult", "involve", "collaborate", "empower"}}, // IAP2 spectrum
		list("ground", 12, &Field{Kind: Line, Max: MaxLine}),                                                          // ground rules
		{Name: "least", Kind: Int, Min: 3, Max: 10},                                                                   // answers from which a distribution is shown
		{Name: "approve", Kind: Bool},                                                                                 // customers' notes are held until the facilitator lets them in
		{Name: "context", Kind: Bool},                                                                                 // notes carry build, task and environment
		{Name: "output", Kind: Enum, Enum: []string{"insights", "journey", "commitments", "triage", "checklist", "followups", "relief", "shortlist", "matrix", "changes"}},
		{Name: "previous", Kind: Line, Max: 36},                   // the board of the session before, "" for none
		{Name: "rehearsal", Kind: Bool},                           // nothing here counts
		{Name: "public", Kind: Bool},                              // "You said, we did" can be read without a link (B-78)
		{Name: "door", Kind: Enum, Enum: []string{"open", "ask"}}, // ask: who comes by a link waits to be let in (B-90)
		{Name: "runs", Kind: Line, Max: 120},                      // who runs this, as customers would say it
		{Name: "use", Kind: Line, Max: 280},                       // what is written here will be used for
		{Name: "anon", Kind: Bool},                                // notes are anonymous unless their author says otherwise
		{Name: "keep", Kind: Int, Min: 0, Max: 3650},              // days without a change after which it is deleted; 0 never; set by the system
		{Name: "terms", Kind: Int, Min: 0, Max: 1 << 30},          // how often the four above have changed; set by Admit (B-100)
		list("combines", 40, &Field{Kind: Line, Max: 36}),         // the boards whose notes were gathered here (B-79)
	}},
	{Name: "zone", Max: 80, Fields: []Field{
		{Name: "title", Kind: Line, Max: 60},
		{Name: "prompt", Kind: Line, Max: 280},
		{Name: "area", Kind: Line, Max: 20},
		{Name: "inferred", Kind: Bool}, // claims here are inference: "what makes us think so?"
		{Name: "order", Kind: Order},
		{Name: "kind", Kind: Enum, Enum: []string{"notes", "column", "plane"}}, // a column heads cells and takes no notes; a plane shows notes at their score
		{Name: "column", Kind: ID, Refs: "zone"},                               // the column a cell of a grid stands in
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
			{Name: "authors", Kind: Enum, Enum: []string{"named", "hidden", "pseudonym"}},
			{Name: "presence", Kind: Enum, Enum: []string{"cursors", "none"}},
		}},
		roles("listen"),  // who may write only what customers say, on their behalf
		roles("comment"), // who may comment on what everybody sees
		list("zones", 80, &Field{Kind: ID, Refs: "zone"}), // where new notes go; empty: everywhere
		{Name: "ask", Kind: Object, Fields: []Field{
			{Name: "kind", Kind: Enum, Enum: []string{"none", "dots", "scale", "curve", "place"}},
			{Name: "of", Kind: Enum, Enum: []string{"theme", "note", "insight", "action", "zone"}}, // what dots are given to, and points set for
			roles("roles"), // who answers
			{Name: "limit", Kind: Int, Min: 0, Max: 20},  // dots on one thing at most; 0: the whole budget
			{Name: "budget", Kind: Int, Min: 0, Max: 99}, // dots a person has; 0: a quarter of the options
			{Name: "split", Kind: Bool},                  // place: customers set the impact, the team the effort
		}},
		list("questions", 5, &Field{Kind: Line, Max: MaxLine}),                 // of a scale
		{Name: "first", Kind: Enum, Enum: []string{"any", "customer", "team"}}, // who speaks first
		{Name: "timeout", Kind: Enum, Enum: []string{"chime", "silent"}},       // what happens when the time is up; never more
		{Name: "exit", Kind: Line, Max: MaxLine},                               // what tells the facilitator that it is done
		{Name: "output", Kind: Enum, Enum: []string{"none", "notes", "themes", "votes", "insights", "ideas", "actions", "readback", "energy", "curve", "scores"}},
		// What has become of the question it asks (B-57 … B-60).
		{Name: "round", Kind: Int, Min: 0, Max: 99},
		{Name: "budget", Kind: Int, Min: 0, Max: 99}, // dots each person has in this round; set by Admit
		list("among", 200, &Field{Kind: ID}),         // the options of this round; empty: all
		{Name: "closed", Kind: Bool},                 // answers are in; results are shown
		list("results", 500, &Field{Kind: Object, Fields: []Field{ // set by Admit
			{Name: "item", Kind: ID},
			{Name: "q", Kind: Int, Min: 0, Max: 9},
			{Name: "n", Kind: Int, Min: 0, Max: 1000}, // people who answered
			{Name: "sum", Kind: Int, Min: 0, Max: 1 << 20},
			{Name: "customers", Kind: Int, Min: 0, Max: 1 << 20, Null: true}, // of the sum; null where too few on a side answered
			{Name: "team", Kind: Int, Min: 0, Max: 1 << 20, Null: true},
			list("dist", 10, &Field{Kind: Int, Min: 0, Max: 1000}),  // answers by value, the least first; empty below the least number
			{Name: "mid", Kind: Int, Min: -20, Max: 20, Null: true}, // twice the median
			{Name: "low", Kind: Int, Min: -10, Max: 10, Null: true},
			{Name: "high", Kind: Int, Min: -10, Max: 10, Null: true},
		}}),
	}},
	{Name: "session", Max: 1, Fields: []Field{
		{Name: "phase", Kind: ID, Refs: "phase"},
		{Name: "state", Kind: Enum, Enum: []string{"running", "planned", "closed"}},
		{Name: "starts", Kind: Int, Min: 0, Max: maxTime}, // milliseconds since 1970 UTC; 0 not said
		{Name: "timer", Kind: Object, Fields: []Field{ // left: ms − (now − at) while it runs, else ms (B-51)
			{Name: "at", Kind: Int, Min: 0, Max: maxTime},
			{Name: "ms", Kind: Int, Min: -maxSpan, Max: maxSpan},
			{Name: "run", Kind: Bool},
		}},
		{Name: "baton", Kind: ID, Refs: "member"},   // who runs the session; "": any facilitator
		{Name: "standin", Kind: ID, Refs: "member"}, // who may take the baton when its holder is gone
		{Name: "pass", Kind: Int, Min: 0, Max: 600}, // seconds after which the stand-in takes it by itself; 0: it waits
		{Name: "spotlight", Kind: ID},               // the note or theme being walked through
		{Name: "summon", Kind: Object, Fields: []Field{ // everybody is brought to a place; n grows with each call
			{Name: "n", Kind: Int, Min: 0, Max: 1 << 30},
			{Name: "zone", Kind: ID, Refs: "zone"},
			{Name: "note", Kind: ID, Refs: "note"},
		}},
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
		{Name: "behalf", Kind: ID, Refs: "member"},                                                    // whose words a scribe wrote down
		{Name: "whose", Kind: Line, Max: 80},                                                          // the same for somebody who is not on the board
		{Name: "anon", Kind: Bool},                                                                    // fixed at creation
		{Name: "state", Kind: Enum, Enum: []string{"revealed", "private", "waiting", "held", Erased}}, // set by Admit; the facilitator lets held ones in
		signedField,
		{Name: "voice", Kind: Line, Max: 4}, // its author's letter, where the phase shows pseudonyms; set by Admit
		{Name: "confirmed", Kind: Enum, Enum: []string{"open", "yes", "no"}}, // by whose words a scribe wrote down
		{Name: "score", Kind: Object, Fields: []Field{ // 1 … 5, settled together; 0 not yet
			{Name: "impact", Kind: Int, Min: 0, Max: 5},
			{Name: "effort", Kind: Int, Min: 0, Max: 5},
		}},
		{Name: "context", Kind: Object, Fields: []Field{
			{Name: "build", Kind: Line, Max: 60},
			{Name: "task", Kind: Line, Max: MaxLine},
			{Name: "environment", Kind: Line, Max: MaxLine},
		}},
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
		// Whose company or account it is, of words brought in from elsewhere; what makes customers independent (E-7).
		{Name: "customer", Kind: Line, Max: 80, Only: Host | TeamRoom},
		{Name: "from", Kind: Object, Fields: []Field{ // the note of another board that this one was gathered from (B-79)
			{Name: "board", Kind: Line, Max: 36},
			{Name: "note", Kind: Line, Max: 36},
		}},
		{Name: "meant", Kind: ID, Refs: "zone", Only: Host | TeamRoom}, // the zone that what lies in the tray is for, as the file said (B-80)
	}},
	{Name: "reaction", Max: 20000, Fields: []Field{ // one per person, note and kind; "felt" alone is a customer's seconding (B-26, B-81)
		{Name: "note", Kind: ID, Refs: "note"},
		{Name: "kind", Kind: Enum, Enum: []string{Felt, "agree", "heart", "surprise", "unsure"}},
	}},
	{Name: "theme", Max: 200, Fields: []Field{
		{Name: "name", Kind: Text, Max: MaxLine},
		{Name: "order", Kind: Order},
	}},
	{Name: "answer", Max: 6000, Fields: []Field{ // one per person, round, item and question; nobody else ever sees it (B-57)
		{Name: "phase", Kind: ID, Refs: "phase"},
		{Name: "round", Kind: Int, Min: 0, Max: 99},
		{Name: "item", Kind: ID},
		{Name: "q", Kind: Int, Min: 0, Max: 9},
		{Name: "value", Kind: Int, Min: -10, Max: 99},
		{Name: "side", Kind: Enum, Enum: []string{"customer", "team"}}, // set by Admit
		{Name: "behalf", Kind: ID, Refs: "member"},                     // of a person without a device
		{Name: "anon", Kind: Bool},
	}},
	{Name: "ready", Max: 5000, Fields: []Field{ // "I'm done": one per person and phase
		{Name: "phase", Kind: ID, Refs: "phase"},
	}},
	{Name: "hand", Max: 1000, Fields: []Field{}}, // raised while it stands: one per person
	{Name: "topic", Max: 200, Fields: []Field{ // proposed for the agenda
		{Name: "title", Kind: Line, Max: 120},
		{Name: "minutes", Kind: Int, Min: 0, Max: 120},
		{Name: "state", Kind: Enum, Enum: []string{"proposed", "taken", "later", "done"}},
		{Name: "order", Kind: Order},
		signedField,
	}},
	{Name: "comment", Max: 3000, Fields: []Field{
		{Name: "on", Kind: ID},
		{Name: "text", Kind: Text, Max: 500},
		signedField,
		list("mentions", 10, &Field{Kind: ID, Refs: "member"}), // whom it calls on (B-82)
	}},
	{Name: "verdict", Max: 2000, Fields: []Field{ // a customer's word on a theme's name or an insight's wording: one per person and thing
		{Name: "on", Kind: ID},
		{Name: "says", Kind: Enum, Enum: []string{"right", "dispute"}},
		{Name: "why", Kind: Line, Max: 280},
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
		{Name: "so", Kind: Line, Max: 400}, // so what: why it matters
		list("themes", 20, &Field{Kind: ID, Refs: "theme"}),
		list("personas", 5, &Field{Kind: ID, Refs: "persona"}),
		{Name: "owner", Kind: ID, Refs: "member"},
		{Name: "reason", Kind: Line, Max: 400},  // of the status; compulsory for declined and parked (B-71)
		{Name: "settled", Kind: Line, Max: 400}, // what became of the counter-evidence; "" while it is unresolved
		{Name: "override", Kind: Object, Fields: []Field{ // of the computed confidence (B-73)
			{Name: "level", Kind: Enum, Enum: []string{"none", "low", "medium", "high"}},
			{Name: "reason", Kind: Line, Max: 280},
		}},
		logField,
	}},
	{Name: "tension", Max: 300, Fields: []Field{ // two notes that contradict each other: what is said, and what is done
		{Name: "one", Kind: ID, Refs: "note"},
		{Name: "other", Kind: ID, Refs: "note"},
		{Name: "why", Kind: Line, Max: 280},
	}},
	{Name: "hmw", Max: 500, Fields: []Field{ // "How might we …"
		{Name: "insight", Kind: ID, Refs: "insight"},
		{Name: "text", Kind: Text, Max: MaxLine},
		{Name: "order", Kind: Order},
	}},
	{Name: "action", Max: 500, Fields: []Field{
		{Name: "title", Kind: Text, Max: MaxLine},
		list("insights", 20, &Field{Kind: ID, Refs: "insight"}),
		list("notes", 50, &Field{Kind: ID, Refs: "note"}),
		{Name: "spot", Kind: Bool}, // "Fixed now": settled on the spot
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
		{Name: "reason", Kind: Line, Max: 400}, // of the status; compulsory for declined and parked (B-71)
		{Name: "order", Kind: Order},
		{Name: "original", Kind: Date},              // the first due date it ever had; set by Admit (B-72)
		{Name: "reply", Kind: Line, Max: 400},       // what the people who spoke are told
		{Name: "impact", Kind: Int, Min: 0, Max: 5}, // 0 not said
		{Name: "effort", Kind: Int, Min: 0, Max: 5},
		{Name: "rice", Kind: Object, Fields: []Field{ // 0 not said; the score is computed (B-74)
			{Name: "reach", Kind: Int, Min: 0, Max: 1 << 30}, // people per quarter
			{Name: "impact", Kind: Int, Min: 0, Max: 300},    // hundredths: 25, 50, 100, 200 or 300
			{Name: "effort", Kind: Int, Min: 0, Max: 10000},  // tenths of a person-month, 5 at least
		}},
		logField,
		{Name: "links", Kind: List, Max: 10, Only: Host | TeamRoom, Elem: &Field{Kind: Object, Fields: []Field{ // where it stands in other tools; set by the system
			{Name: "target", Kind: Line, Max: 60},
			{Name: "ref", Kind: Line, Max: 60},
			{Name: "url", Kind: Line, Max: 400},
		}}},
	}},
	{Name: "ack", Max: 5000, Fields: []Field{ // "Did it help?": one per contributor and action (B-76)
		{Name: "action", Kind: ID, Refs: "action"},
		{Name: "says", Kind: Enum, Enum: []string{"helped", "not_yet"}},
		{Name: "why", Kind: Line, Max: 280},
		{Name: "anon", Kind: Bool}, // fixed at creation
	}},
	{Name: "member", Max: 1000, Fields: []Field{
		{Name: "name", Kind: Line, Max: 80},     // "" until they give one
		{Name: "pseudonym", Kind: Line, Max: 8}, // P1, P2 … for customers, T1 … for the team
		{Name: "role", Kind: Enum, Enum: append([]string{string(NoRole)}, roleEnum...)},
		{Name: "side", Kind: Enum, Enum: []string{"customer", "team"}},
		{Name: "hue", Kind: Int, Min: 0, Max: 359},
		{Name: "consent", Kind: Enum, Enum: []string{"room", "paraphrase", "quote"}, Only: Host | TeamRoom},
		{Name: "customer", Kind: Line, Max: 80, Only: Host | TeamRoom}, // which company a guest is from; set by the facilitator
		{Name: "hat", Kind: Enum, Enum: []string{"none", "cofacilitator", "lead", "scribe", "decider"}},
		{Name: "seat", Kind: Enum, Enum: []string{"device", "none"}},                                 // none: others write and vote for them
		{Name: "voice", Kind: Line, Max: 4, Only: Host},                                              // their letter where the phase shows pseudonyms; they see it, too
		{Name: "waits", Kind: Enum, Enum: append([]string{string(NoRole)}, linkEnum...), Only: Host}, // the role they asked for at the door (B-91)
		{Name: "declined", Kind: Bool, Only: Host},                                                   // they were not let in (B-92)
		{Name: "contact", Kind: Line, Max: 254, Only: Host},                                          // an e-mail address at which they may be asked again; they see it, too (B-101)
		{Name: "agreed", Kind: Object, Only: Host, Fields: []Field{ // to what they gave their consent, and when; set by Admit (B-100)
			{Name: "at", Kind: Int, Min: 0, Max: maxTime},
			{Name: "terms", Kind: Int, Min: 0, Max: 1 << 30},
			{Name: "words", Kind: Int, Min: 0, Max: 1000},
		}},
		{Name: "alike", Kind: Bool}, // their name looks like another's, or says what they are; set by Admit (B-102)
	}},
}
