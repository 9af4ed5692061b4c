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

// Rules are what the running phase allows and shows (METHOD §2.2). They are data, a field of the phase's record; the zero
// Rules allow nothing and hide other people's notes.
type Rules struct {
	Write, Move []Role
	Edit        string // who edits a team note besides its author: "own" nobody, "side" its side, "all" whoever may write
	SeeAll      bool   // false: everybody sees only their own notes
	Named       bool   // false: nobody sees who wrote what
	Cursors     bool   // false: no presence
}

func (r Rules) mayWrite(role Role) bool { return slices.Contains(r.Write, role) }
func (r Rules) mayMove(role Role) bool  { return slices.Contains(r.Move, role) }

func (r Rules) equal(o Rules) bool {
	return slices.Equal(r.Write, o.Write) && slices.Equal(r.Move, o.Move) && r.Edit == o.Edit &&
		r.SeeAll == o.SeeAll && r.Named == o.Named && r.Cursors == o.Cursors
}

// RulesOf reads the rules of a phase record; those of nil are zero.
func RulesOf(phase *Record) Rules {
	if phase == nil {
		return Rules{}
	}
	o, _ := phase.Get("rules").(map[string]any)
	roles := func(name string) (out []Role) {
		l, _ := o[name].([]any)
		for _, e := range l {
			if s, ok := e.(string); ok {
				out = append(out, Role(s))
			}
		}
		return out
	}
	is := func(name, v string) bool { return o[name] == v }
	edit, _ := o["edit"].(string)
	return Rules{
		Write: roles("write"), Move: roles("move"), Edit: edit,
		SeeAll: is("see", "all"), Named: is("authors", "named"), Cursors: is("presence", "cursors"),
	}
}
