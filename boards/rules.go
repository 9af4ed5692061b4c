package boards

import "slices"

// Role is what a member may do on a board (METHOD §2.1).
type Role string

// The roles. NoRole is someone removed.
const (
	Facilitator Role = "facilitator"
	Team        Role = "team"
	Client      Role = "client"
	Observer    Role = "viewer"
	NoRole      Role = "none"
)

// Audience is a set of viewer classes. What the members of one class may see of other people's things is the same for
// all of them, so it is computed and encoded once.
type Audience uint8

// The audiences.
const (
	Host      Audience = 1 << iota // facilitators
	TeamRoom                       // the team
	Customers                      // clients
	Observers                      // viewers
)

// Audiences lists them in the order of their bits.
var Audiences = []Audience{Host, TeamRoom, Customers, Observers}

// Audience returns the class a role belongs to; 0 for NoRole and unknown roles, which see nothing.
func (r Role) Audience() Audience {
	switch r {
	case Facilitator:
		return Host
	case Team:
		return TeamRoom
	case Client:
		return Customers
	case Observer:
		return Observers
	}
	return 0
}

func (a Audience) String() string {
	switch a {
	case Host:
		return "host"
	case TeamRoom:
		return "team"
	case Customers:
		return "client"
	case Observers:
		return "viewer"
	}
	return "none"
}

// Side is whose voice a role has: "customer" or "team".
func (r Role) Side() string {
	if r == Client {
		return "customer"
	}
	return "team"
}

// Openness is how much of a note's author others may see.
type Openness uint8

// The degrees of openness, the least first.
const (
	Hidden Openness = iota
	Pseudonym
	Named
)

func openness(word string) Openness {
	switch word {
	case "named":
		return Named
	case "pseudonym":
		return Pseudonym
	}
	return Hidden
}

func (o Openness) String() string { return [...]string{"hidden", "pseudonym", "named"}[o] }

// Rules are what the running phase allows and shows (METHOD §2.2). They are data, fields of the phase's record; the zero
// Rules allow nothing and hide other people's notes.
type Rules struct {
	Write, Move []Role
	Listen      []Role   // who may write what customers say, and nothing else
	Comment     []Role   //
	Zones       []string // ids of the zones that take new notes; empty: all
	Edit        string   // who edits a team note besides its author: "own" nobody, "side" its side, "all" whoever may write
	SeeAll      bool     // false: everybody sees only their own notes
	Authors     Openness // how much of who wrote what is seen
	Cursors     bool     // false: no presence
}

// Of is how openly a note's author may be shown: as the phase does, but never more openly than the note's author was
// promised when they wrote it; and no letter stands where a name has stood, since that would name all of the letter's notes
// (B-55).
func (r Rules) Of(note *Record) Openness {
	signed := openness(note.Str("signed"))
	if note.Bool("anon") || r.Authors == Pseudonym && signed == Named {
		return Hidden
	}
	return min(r.Authors, signed)
}

func (r Rules) mayWrite(role Role) bool { return hasRole(r.Write, role) }
func (r Rules) mayMove(role Role) bool  { return hasRole(r.Move, role) }

func hasRole(roles []Role, role Role) bool { return slices.Contains(roles, role) }

// takes says whether a zone takes new notes.
func (r Rules) takes(zone string) bool { return len(r.Zones) == 0 || slices.Contains(r.Zones, zone) }

// shows says whether both rules show the same of every record.
func (r Rules) shows(o Rules) bool {
	return r.SeeAll == o.SeeAll && r.Authors == o.Authors && r.Cursors == o.Cursors
}

// RulesOf reads the rules of a phase record; those of nil are zero.
func RulesOf(phase *Record) Rules {
	if phase == nil {
		return Rules{}
	}
	o, _ := phase.Get("rules").(map[string]any)
	is := func(name, v string) bool { return o[name] == v }
	edit, _ := o["edit"].(string)
	authors, _ := o["authors"].(string)
	return Rules{
		Write: rolesIn(o["write"]), Move: rolesIn(o["move"]), Edit: edit,
		Listen: rolesIn(phase.Get("listen")), Comment: rolesIn(phase.Get("comment")), Zones: phase.Strs("zones"),
		SeeAll: is("see", "all"), Authors: openness(authors), Cursors: is("presence", "cursors"),
	}
}

func rolesIn(v any) (out []Role) {
	l, _ := v.([]any)
	for _, e := range l {
		if s, ok := e.(string); ok {
			out = append(out, Role(s))
		}
	}
	return out
}
