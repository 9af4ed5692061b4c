package failure

import (
	"fmt"
	"math"
	"slices"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// Verdict counts what a run did and what went wrong in it.
type Verdict struct {
	Asked, Acked, Refused, Entries int
	Lost, Doubled                  int
	Problems                       []string // everything that must not be, Lost and Doubled included
}

// Check compares what was seen with what the journal holds of every board, in the order of its numbers, and in linear time:
//
//	(a) what was answered with yes is there, and what was answered with no is not
//	(b) nothing is there twice, and nothing that nobody asked for
//	(c) the numbers are 1, 2, 3 …
//	(d) what was sent after something else had been answered stands after it
//	(e) what every connection saw is one piece of the order in which notes were made
//	(g) everybody's mutations stand in the order of their numbers
//	(h) everything that was asked for has been answered
//
// (f), equal states, is for who can ask the nodes. Members' arrival and what the server itself does has no client and is not
// asked for.
func (r *Record) Check(history map[string][]journal.Entry) Verdict {
	r.mu.Lock()
	defer r.mu.Unlock()
	v := Verdict{Problems: slices.Clone(r.problems)}
	bad := func(format string, args ...any) { v.Problems = append(v.Problems, fmt.Sprintf(format, args...)) }

	found := map[Mutation]int{}
	for board, entries := range history {
		v.Entries += len(entries)
		r.checkBoard(board, entries, found, bad)
	}
	for m, n := range found {
		if n > 1 {
			v.Doubled++
			bad("(b) %v stands in the journal %d times", m, n)
		}
		if a := r.asked[m]; a == nil {
			bad("(b) %v is in the journal and nobody asked for it", m)
		} else if a.answered && a.code != "" {
			bad("(a) %v was refused with %s and is in the journal", m, a.code)
		}
	}
	for m, a := range r.asked {
		v.Asked++
		switch {
		case !a.answered:
			bad("(h) %v was never answered", m)
		case a.code != "":
			v.Refused++
		default:
			v.Acked++
			if found[m] == 0 {
				v.Lost++
				bad("(a) %v was answered with yes and is lost", m)
			}
		}
	}
	return v
}

// CheckYes is Check for the middle of a run: only (a), (b) and (c), of what has been answered with yes up to now. As the
// journal must have been read after that, the record is asked for it first; see Yes.
func (r *Record) CheckYes(yes []Mutation, history map[string][]journal.Entry) (problems []string) {
	found := map[Mutation]int{}
	bad := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	for board, entries := range history {
		eachEntry(board, entries, bad, func(e *boards.Entry) {
			if e.Client != "" {
				found[Mutation{e.Client, e.N}]++
			}
		})
	}
	for m, n := range found {
		if n > 1 {
			bad("(b) %v stands in the journal %d times", m, n)
		}
	}
	for _, m := range yes {
		if found[m] == 0 {
			bad("(a) %v was answered with yes and is lost", m)
		}
	}
	return problems
}

// Yes lists what has been answered with yes.
func (r *Record) Yes() (all []Mutation) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for m, a := range r.asked {
		if a.answered && a.code == "" {
			all = append(all, m)
		}
	}
	return all
}

func eachEntry(board string, entries []journal.Entry, bad func(string, ...any), do func(*boards.Entry)) {
	for i, raw := range entries {
		if raw.Seq != int64(i+1) {
			bad("(c) board %s: entry %d has the number %d", board, i+1, raw.Seq)
		}
		e, err := boards.DecodeEntry(raw.Seq, raw.Data)
		if err != nil {
			bad("(c) board %s: %v", board, err)
			continue
		}
		do(e)
	}
}

func (r *Record) checkBoard(board string, entries []journal.Entry, found map[Mutation]int, bad func(string, ...any)) {
	last := map[string]int64{}
	var order []*asked // those that stand in the journal
	var made []string  // notes
	eachEntry(board, entries, bad, func(e *boards.Entry) {
		for _, o := range e.Ops {
			if o.Kind == boards.Put && o.Rec.Type == "note" {
				made = append(made, o.ID)
			}
		}
		if e.Client == "" {
			return
		}
		m := Mutation{e.Client, e.N}
		found[m]++
		if e.N <= last[e.Client] {
			bad("(g) board %s: %v comes after number %d", board, m, last[e.Client])
		}
		last[e.Client] = e.N
		if a := r.asked[m]; a != nil && found[m] == 1 {
			order = append(order, a)
			if a.board != board {
				bad("(b) %v was asked for on board %s and is on %s", m, a.board, board)
			}
		}
	})
	answered := time.Duration(math.MaxInt64) // the first answer to anything that stands further down
	for _, a := range slices.Backward(order) {
		if a.out && a.sent > answered {
			bad("(d) board %s: something was sent %v after an answer to what stands below it", board, a.sent-answered)
		}
		if a.answered && a.code == "" {
			answered = min(answered, a.heard)
		}
	}
	r.checkStreams(board, made, bad)
}

// checkStreams compares what connections saw with the notes in the order in which they were made.
func (r *Record) checkStreams(board string, made []string, bad func(string, ...any)) {
	place := make(map[string]int, len(made))
	sums := make([]uint64, len(made)+1) // of so many of them
	for i, id := range made {
		place[id] = i
		sums[i+1] = sums[i] + sumOf(id)
	}
	for _, s := range r.streams {
		if s.board != board {
			continue
		}
	bases:
		for _, b := range s.bases {
			if b.notes > len(made) || b.sum != sums[b.notes] {
				bad("(e) %s began with %d notes that are not the first that were made", s.who, b.notes)
				continue
			}
			for i, id := range b.after {
				at, ok := place[id]
				if !ok {
					bad("(e) %s saw a note that is not in the journal: %s", s.who, id)
					continue bases
				}
				if want := b.notes + i; at != want {
					bad("(e) %s saw note %d where %d was due", s.who, at, want)
					continue bases
				}
			}
		}
	}
}
