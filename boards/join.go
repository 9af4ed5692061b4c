package boards

import (
	"iter"
	"maps"
	"strconv"
	"strings"
)

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
// drawn among all that nobody on the board has, so that it tells neither who came when nor who is on which side (B-55). Who
// waits is counted, with a pseudonym and a colour, when they are let in (B-106).
func JoinOps(s *State, j Join) []Op {
	consent := "quote"
	if j.Role.Side() == "customer" {
		consent = "room"
	}
	taken := map[string]bool{}
	for _, r := range s.types["member"] {
		taken[r.Str("voice")] = true
	}
	f := map[string]any{"name": j.Name, "role": string(j.Role), "side": j.Role.Side(), "consent": consent, "voice": drawVoice(j.Draw, taken)}
	if j.Seat != "" {
		f["seat"] = j.Seat
	}
	if j.Waits {
		f["role"], f["waits"] = string(NoRole), string(j.Role)
	} else {
		f["pseudonym"], f["hue"] = counted(j.Role, maps.Values(s.types["member"]))
	}
	return []Op{{Kind: Put, ID: j.Member, Rec: &Record{ID: j.Member, Type: "member", F: f}}}
}

// counted returns the pseudonym and the colour of who comes in next. Everybody sees both: they must not count what not
// everybody may see, such as who waits.
func counted(role Role, members iter.Seq[*Record]) (pseudonym string, hue int64) {
	letter, last := "T", 0
	if role.Side() == "customer" {
		letter = "P"
	}
	for r := range members {
		had := r.Str("pseudonym")
		if had != "" {
			hue++
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(had, letter)); err == nil {
			last = max(last, n)
		}
	}
	return letter + strconv.Itoa(last+1), hue * 137 % 360
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

// MoreOps returns the ops by which somebody on a board that asks wants a greater role than theirs (B-90): it waits beside the one
// they have. None are needed where they asked for as much already, or were told no.
func MoreOps(s *State, member string, role Role) []Op {
	m := s.Record(member)
	if m.Bool("declined") || ranks[Role(m.Str("waits"))] >= ranks[role] {
		return nil
	}
	return []Op{{Kind: Set, ID: member, F: map[string]any{"waits": string(role)}}}
}

// ranks order roles by what they may do.
var ranks = map[Role]int{Observer: 1, Client: 2, Team: 3, Facilitator: 4}

// Above says whether a role may do more than another.
func (r Role) Above(other Role) bool { return ranks[r] > ranks[other] }

// AskOps returns the ops by which a member who has no say any more, as their link ended, asks at the door for a role (B-91).
func AskOps(member string, role Role) []Op {
	return []Op{{Kind: Set, ID: member, F: map[string]any{
		"role": string(NoRole), "side": role.Side(), "waits": string(role), "declined": false,
	}}}
}

// letIn: giving a role, or taking it, answers what somebody asked for at the door (B-91). Who is given what they asked for is on
// the side that goes with it, and who comes in for the first time gets their pseudonym and colour.
func (d *draft) letIn(r *Record, fields map[string]any) {
	role, given := fields["role"]
	_, asks := fields["waits"]
	switch {
	case !given:
	case role == string(NoRole):
		if r.Str("role") != string(NoRole) && r.Str("waits") != string(NoRole) && !asks {
			fields["waits"], fields["declined"] = string(NoRole), false
		}
	case r.Str("waits") != string(NoRole):
		if role == r.Str("waits") && r.Str("side") != Role(r.Str("waits")).Side() {
			fields["side"] = Role(r.Str("waits")).Side()
		}
		fields["waits"] = string(NoRole)
		if r.Bool("declined") {
			fields["declined"] = false
		}
		fallthrough
	default:
		if r.Str("pseudonym") == "" {
			fields["pseudonym"], fields["hue"] = counted(Role(role.(string)), d.each("member"))
		}
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
