package realtime

import (
	"crypto/sha256"
	"encoding/hex"

	"feltboard/boards"
)

// Faults switches deliberate mistakes on, so that tests can show that they would notice them. The zero value makes none.
// Each breaks one of the invariants of DESIGN §3.
type Faults struct {
	DoubleCommit  bool // 3: a mutation that was decided is admitted again
	LoseFrames    bool // 4: every 20th chg frame is neither sent nor counted
	StaleSnapshot bool // 4: a join gets the newest snapshot that was ever made for its audience
	EarlyAck      bool // 5: acks and frames leave before the commit
	KeepFailed    bool // 6: what could not be committed stays in memory
	LeakOwn       bool // 7: what only the author may see goes to everybody
	CountHidden   bool // 7: entries that an audience may not notice leave an empty change in its frames
	TrustToken    bool // 4: a token is believed although visibility has changed since
	IgnoreGap     bool // 6: news of another node are followed although some before them were lost
	TrustNodes    bool // 7: a node tells the others who is at what, and believes them, without asking who may know
	KeepErased    bool // 7: what was erased stays in what is kept for joins and late edits
	StaleWelcome  bool // 3: a join is answered without asking what other nodes have committed

	Tidy func(*boards.State, *boards.Entry) // B-61: what going to another step of the agenda destroys; nil is nothing
}

// admit decides a mutation, and has a step of the agenda destroy something, with the fault.
func (f *Faults) admit(s *boards.State, env boards.Env, a boards.Actor, m boards.Mutation) (*boards.Entry, *boards.Error) {
	e, refused := boards.Admit(s, env, a, m)
	if f.Tidy != nil && refused == nil {
		for _, o := range e.Ops {
			if r := s.Record(o.ID); r != nil && r.Type == "session" && o.F["phase"] != nil {
				f.Tidy(s, e)
				break
			}
		}
	}
	return e, refused
}

// loses is true for every 20th chg frame, with the fault.
func (b *board) loses() bool {
	if !b.hub.o.Faults.LoseFrames {
		return false
	}
	b.lost++
	return b.lost%20 == 0
}

// afresh gives a mutation that was decided already another client id, so that it is admitted again.
func afresh(s *boards.State, m boards.Mutation) boards.Mutation {
	if _, decided := s.Decided(m.Client, m.N); decided {
		sum := sha256.Sum256(append([]byte(m.Client), byte(s.Seq), byte(s.Seq>>8)))
		x := hex.EncodeToString(sum[:])
		m.Client, m.N = x[:8]+"-"+x[8:12]+"-4"+x[13:16]+"-8"+x[17:20]+"-"+x[20:32], 1
	}
	return m
}
