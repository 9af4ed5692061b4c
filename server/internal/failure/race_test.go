package failure

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// F30: fifty people on three nodes give dots, take them back and tap twice, while thirteen facilitators all press Next and Back
// and close and reopen the vote. Nobody ever has more dots than the step gives (B-58), every click on the next step that is
// taken moved the session on from where its maker saw it (B-51), and all nodes show the same.
func TestF30Races(t *testing.T) {
	play(t, row{id: "F30", count: 1500, nightly: 10000, chunk: 10000}, func(r *run) { raced(r, cluster(r, several{env: unhurried})) })
}

// unhurried lets people act faster than anybody taps.
var unhurried = []string{"FELTBOARD_CHANGES_PER_SECOND=1000000", "FELTBOARD_CHANGES_BURST=1000000", "FELTBOARD_CHANGES_PER_BOARD=1000000"}

// budget is the dots that each person has.
const budget = 3

func raced(r *run, at *stand) {
	r.Helper()
	c := newCrew(r, at, shape{writers: 50, boards: 1})
	board := c.boards[0]
	host := newTab(c.owner, board.ID, "the host", c.record)
	r.must(host.connect(at.front()))
	r.must(host.until(host.Live))
	voting := running(host.Replica.Shared)
	r.must(host.ask(boards.Op{Kind: boards.Set, ID: voting, F: map[string]any{"ask": map[string]any{
		"kind": "dots", "of": "note", "roles": []any{"client", "team", "facilitator"}, "limit": int64(2), "budget": int64(budget), "split": false,
	}}}))
	var leaders []*writer
	for _, w := range c.writers {
		w.full = false // a step may hide all notes
		r.must(w.connect(at.nodes[w.i%len(at.nodes)].Base))
		r.must(w.until(w.Live))
		if w.Audience == boards.TeamRoom.String() && len(leaders) < 12 {
			leaders = append(leaders, w)
			r.must(host.ask(boards.Op{Kind: boards.Set, ID: w.Member, F: map[string]any{"role": "facilitator"}}))
		}
	}
	r.must(host.until(func() bool { return len(host.Pending) == 0 }))
	for _, w := range leaders {
		r.must(w.until(func() bool { return w.Audience == boards.Host.String() }))
	}

	var left atomic.Int64
	left.Store(int64(r.count))
	clicks := &clicks{from: map[Mutation]string{}}
	var racing sync.WaitGroup
	for _, w := range c.writers {
		racing.Go(func() {
			if err := w.race(&left, clicks, voting); err != nil {
				c.record.Problem("%s: %v", w.name, err)
			}
		})
	}
	racing.Wait()
	c.fine()
	for _, w := range leaders { // so that everybody is of an audience that can be compared
		r.must(w.ask(boards.Op{Kind: boards.Set, ID: w.Member, F: map[string]any{"role": "team"}}))
		r.must(w.until(func() bool { return len(w.Pending) == 0 && w.Audience == boards.TeamRoom.String() }))
	}
	for _, w := range c.writers {
		w.disconnect()
	}
	host.disconnect()
	c.verify()
	judge(r, at.history(c.boards)[board.ID], clicks)
}

// clicks are the steps that people wanted to go on from.
type clicks struct {
	mu   sync.Mutex
	from map[Mutation]string
}

// race does what is left of the run's acts, as fast as they are answered, eight at a time.
func (w *writer) race(left *atomic.Int64, all *clicks, voting string) error {
	for n := 0; left.Add(-1) >= 0; {
		op := w.vote(voting)
		if n++; n%12 == 0 { // a yes now and then: after 64 refusals in a row a client goes on under another id
			op = boards.Op{Kind: boards.Set, ID: w.Member, F: map[string]any{"hue": int64(w.rng.IntN(360))}}
		}
		p := w.Shared[voting]
		shut := running(w.Shared) != voting || p != nil && p.F["closed"] == true // to be opened at once, so that people can race
		if w.Audience == boards.Host.String() && (shut || w.rng.IntN(3) == 0) {
			op = w.lead(voting)
			if from, ok := op.Was["phase"].(string); ok {
				all.mu.Lock()
				all.from[Mutation{w.Named, w.Asked(w.Named) + 1}] = from
				all.mu.Unlock()
			}
		}
		if err := w.ask(op); err != nil {
			return err
		}
		if op.ID != w.Member && w.rng.IntN(3) == 0 { // a double tap: the same, again
			twice := op
			if op.Kind == boards.Put {
				twice = put("answer", op.Rec.F)
			}
			if _, click := op.Was["phase"]; !click {
				if err := w.ask(twice); err != nil {
					return err
				}
			}
		}
		if err := w.until(func() bool { return len(w.Pending) < 8 }); err != nil {
			return err
		}
	}
	return w.until(func() bool { return len(w.Pending) == 0 })
}

// vote gives a dot or two, changes what was given, takes it back, or gives it again.
func (w *writer) vote(voting string) boards.Op {
	var mine []string
	for id, r := range w.Own {
		if r.Type == "answer" {
			mine = append(mine, id)
		}
	}
	if len(mine) > 0 && w.rng.IntN(2) == 0 {
		id := mine[w.rng.IntN(len(mine))]
		switch w.rng.IntN(3) {
		case 0:
			return boards.Op{Kind: boards.Del, ID: id}
		case 1:
			return boards.Op{Kind: boards.Res, ID: id}
		}
		return boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"value": int64(w.rng.IntN(3))}}
	}
	round := int64(0)
	if p := w.Shared[voting]; p != nil {
		round, _ = p.F["round"].(int64)
	}
	return put("answer", map[string]any{
		"phase": voting, "round": round, "item": w.place.notes[w.rng.IntN(len(w.place.notes))], "value": int64(1 + w.rng.IntN(2)),
	})
}

// lead goes to another step from the one that this page shows, or closes or opens the vote.
func (w *writer) lead(voting string) boards.Op {
	at, to := running(w.Shared), voting
	if p := w.Shared[voting]; at == voting && p != nil && (p.F["closed"] == true || w.rng.IntN(4) == 0) {
		return boards.Op{Kind: boards.Set, ID: voting, F: map[string]any{"closed": p.F["closed"] != true}}
	}
	if at == voting {
		for id, r := range w.Shared {
			if r.Type == "phase" && id != voting {
				to = id
			}
		}
	}
	for id, r := range w.Shared {
		if r.Type == "session" {
			return boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"phase": to}, Was: map[string]any{"phase": at}}
		}
	}
	panic("a board without a session")
}

// running is the id of the phase that a view shows as running.
func running(view map[string]*boards.ViewRecord) string {
	for _, r := range view {
		if r.Type == "session" {
			phase, _ := r.F["phase"].(string)
			return phase
		}
	}
	return ""
}

// judge goes through the history entry by entry.
func judge(r *run, history []journal.Entry, all *clicks) {
	r.Helper()
	state := boards.NewState()
	taken, votes := 0, 0
	for _, raw := range history {
		e, err := boards.DecodeEntry(raw.Seq, raw.Data)
		r.must(err)
		before := state.Phase()
		state.Apply(e)
		if from, click := all.from[Mutation{e.Client, e.N}]; click {
			taken++
			if from != before || state.Phase() == before {
				r.Errorf("entry %d: a click to go on from %s moved the session from %s to %s", e.Seq, from, before, state.Phase())
			}
		}
		spent := map[string]int64{}
		for _, a := range state.Of("answer") {
			votes++
			value, _ := a.Int("value")
			round, _ := a.Int("round")
			key := fmt.Sprint(a.By, " ", a.Str("phase"), " ", round)
			if spent[key] += value; spent[key] > budget {
				r.Errorf("entry %d: %s has given %d of %d dots", e.Seq, a.By, spent[key], budget)
			}
		}
	}
	r.say("clicks", len(all.from))
	r.say("of them taken", taken)
	if taken == 0 || taken == len(all.from) || votes == 0 {
		r.Errorf("nothing raced: %d clicks, %d taken, %d votes seen", len(all.from), taken, votes)
	}
}
