package boards

import "strconv"

// Join is what the server does when somebody joins for the first time.
type Join struct {
	Member string // a fresh id
	Name   string // "" until they give one
	Role   Role
	Draw   uint64 // fresh randomness, which their letter is drawn by
	Seat   string // "none" for somebody without a device; "" is a device
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
	return []Op{{Kind: Put, ID: j.Member, Rec: &Record{ID: j.Member, Type: "member", F: f}}}
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
