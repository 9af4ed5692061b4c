package realtime

import "feltboard/boards"

// Witness is told what an audit holds. It is called on boards' goroutines, so its methods return at once.
type Witness interface {
	// Refused says that a mutation was answered with no, or somebody was not let in; member is "" if it was asked for
	// anonymously, or under a client id that is somebody else's.
	Refused(board, member string, code boards.Code)
	// Changed says that somebody changed a member, or the board as a whole: what its record was, and is. Neither changes any more.
	Changed(board, by string, before, after *boards.Record)
}

// refused tells of somebody who was not let in, or whose frame could not be theirs.
func (b *board) refused(member string, code boards.Code) {
	if w := b.hub.o.Witness; w != nil {
		w.Refused(b.id, member, code)
	}
}

// witness tells of a turn whose answers are settled.
func (b *board) witness(t *turn) {
	w := b.hub.o.Witness
	if w == nil {
		return
	}
	for _, a := range t.answers {
		if a.m == nil || a.refused == nil || a.refused == unheard {
			continue
		}
		who, ours := a.m.by.actor(a.m.f.Client)
		if who.Anon || !ours {
			who.Member = ""
		}
		w.Refused(b.id, who.Member, a.refused.Code)
	}
	for _, c := range t.changes[len(t.changes)-len(t.payloads):] {
		for _, one := range c.Touched {
			if c.Entry.By == "" || one.Before == nil || one.After == nil {
				continue
			}
			if one.After.Type == "member" || one.After.Type == "board" {
				w.Changed(b.id, c.Entry.By, one.Before, one.After)
			}
		}
	}
}
