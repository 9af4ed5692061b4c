package boards

import "strconv"

// Join is what the server does when somebody joins for the first time.
type Join struct {
	Member string // a fresh id
	Name   string // "" until they give one
	Role   Role
	Draw   uint64 // fresh randomness, which their letter is drawn by
	Seat   string // "none" for somebody without a device; "" is a device
	Waits  bool   // they are to be let in by a facilitator first (B-90)
}

// JoinOps returns the ops that add a member, for a mutation of the system. The pseudonym is the next of their side. What a
// customer writes stays in this room until they say otherwise; what the team writes may leave it (B-29). Their letter is
// drawn among all that nobody on the board has, so that it tells neither who came when nor who is on which side (B-55).
func JoinOps(s *State, j Join) []Op {
	letter, n, consent := "T", 1, "quote"
	if j.Role.Side() == "customer" {
		letter, consent = "P", "room"
	}
	taken := map[string]bool{}
	for _, r := range s.types["member"] {
		taken[r.Str("voice")] = true
		if r.Str("side") == j.Role.Side() {
			n++
		}
	}
	hue := int64(len(s.types["member"])) * 137 % 360 // everybody sees it: it must not count what they may not see
	f := map[string]any{
		"name": j.Name, "role": string(j.Role), "side": j.Role.Side(), "pseudonym": letter + strconv.Itoa(n), "hue": hue, "consent": consent,
		"voice": drawVoice(j.Draw, taken),
	}
	if j.Seat != "" {
		f["seat"] = j.Seat
	}
	if j.Waits {
		f["role"], f["waits"] = string(NoRole), string(j.Role)
	}
	return []Op{{Kind: Put, ID: j.Member, Rec: &Record{ID: j.Member, Type: "member", F: f}}}
}

// Standing is how somebody stands to a board whose member they are.
type Standing string

// The standings. Only who is In sees any of the board.
const (
	In       Standing = "in"
	Waiting  Standing = "waiting"  // to be let in
	Declined Standing = "declined" // they asked, and were not let in
	Removed  Standing = "removed"
)

// Standing returns how a member stands to the board; Removed if there is none such.
func (s *State) Standing(member string) Standing {
	m := s.Record(member)
	switch {
	case s.Role(member) != NoRole:
		return In
	case m == nil || m.Type != "member" || m.Str("waits") == string(NoRole):
		return Removed
	case m.Bool("declined"):
		return Declined
	}
	return Waiting
}

// AskOps returns the ops by which a member who has no say any more, as their link ended, asks at the door for a role (B-91).
func AskOps(member string, role Role) []Op {
	return []Op{{Kind: Set, ID: member, F: map[string]any{
		"role": string(NoRole), "side": role.Side(), "waits": string(role), "declined": false,
	}}}
}

// letIn: who is given a role waits no more (B-91).
func letIn(r *Record, fields map[string]any) {
	if role, given := fields["role"]; !given || role == string(NoRole) || r.Str("waits") == string(NoRole) {
		return
	}
	fields["waits"] = string(NoRole)
	if r.Bool("declined") {
		fields["declined"] = false
	}
}

// Asks says whether who comes by a link waits to be let in.
func (s *State) Asks() bool {
	for _, r := range s.types["board"] {
		return r.Str("door") == "ask"
	}
	return false
}

// drawVoice draws one of the shortest names A … Z, AA … ZZ, … that are free.
func drawVoice(draw uint64, taken map[string]bool) string {
	names := []string{""}
	for {
		var longer, free []string
		for _, name := range names {
			for c := 'A'; c <= 'Z'; c++ {
				longer = append(longer, name+string(c))
			}
		}
		for _, name := range longer {
			if !taken[name] {
				free = append(free, name)
			}
		}
		if len(free) > 0 {
			return free[draw%uint64(len(free))]
		}
		names = longer
	}
}
