package replica

import (
	"maps"
	"slices"
	"strings"

	"feltboard/boards"
	"feltboard/boards/text"
)

// recovery is what a replica has yet to give back to a history that was rewound.
type recovery struct {
	past     past
	lacking  []Loss           // to be given back as soon as the view is whole
	doubtful []Loss           // the same, where only the client id may have been forgotten
	again    map[string]int64 // per client id to be numbered anew: the number the server stands at
	waiting  []Loss           // for records that are not there
}

// note notes the mutations that a turn carries, before any of it is taken in: what is deleted in the same turn comes in
// the own part with our edit already in it.
func (r *Replica) note(turns ...map[int64]*Mutation) {
	for _, mine := range turns {
		for _, m := range mine {
			r.noteOne(m)
		}
	}
}

func (r *Replica) noteOne(m *Mutation) {
	if !m.noted {
		m.noted = true
		r.recovery.past.did(m, r.Record)
	}
}

// rewind looks whether the server stands below what it has acknowledged of a client id. If so, its later mutations are
// lost, and everything pending is numbered anew from there. What is being typed in a text that is given back goes with it,
// so that it keeps its place.
func (r *Replica) rewind(last map[string]any, resumed bool) error {
	for c, v := range last {
		told, _ := v.(map[string]any)
		n, _ := told["n"].(int64)
		forgot, _ := told["forgot"].(bool)
		if r.recovery.past.highest(c) <= n {
			continue
		}
		if resumed { // only a whole view says what is lacking
			r.token = ""
			return ErrReconnect
		}
		steps, bases := r.recovery.past.takeAfter(c, n)
		if forgot && n == 0 {
			r.recovery.doubtful = append(r.recovery.doubtful, lossesOf(steps, bases, r.Record, nil)...)
		} else {
			r.recovery.lacking = append(r.recovery.lacking, lossesOf(steps, bases, r.Record, r.withdraw(bases))...)
		}
		if r.recovery.again == nil {
			r.recovery.again = map[string]int64{}
		}
		r.recovery.again[c] = n
		r.renumber(c, n)
	}
	return nil
}

func (r *Replica) renumber(c string, n int64) {
	r.refused[c] = map[int64]bool{}
	for _, m := range r.Pending {
		if m.Client == c {
			n++
			m.N, m.sent = n, false
		}
	}
	r.next[c] = n + 1
}

// withdraw takes the pending edits of texts out, as far as the view shows what they were made on; it returns one per text.
func (r *Replica) withdraw(texts map[textKey]string) map[textKey]text.Edit {
	typed := map[textKey]text.Edit{}
	for _, m := range r.Pending {
		m.Ops = slices.DeleteFunc(slices.Clone(m.Ops), func(o boards.Op) bool {
			key := textKey{o.ID, o.Field}
			_, ours := texts[key]
			if o.Kind != boards.EditText || !ours || r.Record(o.ID) == nil {
				return false
			}
			typed[key] = text.Compose(typed[key], o.Edit)
			return true
		})
	}
	r.Pending = slices.DeleteFunc(r.Pending, func(m *Mutation) bool { return len(m.Ops) == 0 })
	return typed
}

// recover asks for what the history lacks, before everything that is pending; the view has just become whole.
func (r *Replica) recover() {
	rc := &r.recovery
	plans := []Plan{giveBack(rc.lacking, r.Record), giveBackIfMissing(rc.doubtful, r.Record)}
	rc.lacking, rc.doubtful = nil, nil
	var given []*Mutation
	for _, p := range plans {
		for _, ops := range p.Asks {
			given = append(given, &Mutation{Client: r.lane(ops), Ops: ops, given: true})
		}
		rc.waiting = append(rc.waiting, p.Waiting...)
		r.Recovered = append(r.Recovered, p.Unfit...)
	}
	waiting := r.Pending
	r.Pending = slices.Concat(given, waiting)
	for _, m := range given {
		for _, o := range m.Ops {
			if o.Kind == boards.EditText {
				r.rebase(o.ID, o.Field, o.Edit, len(given))
			}
		}
	}
	for c, n := range rc.again {
		r.renumber(c, n)
	}
	rc.again = nil
	r.retry()
}

// retry gives back what has waited for records that are there now.
func (r *Replica) retry() {
	if len(r.recovery.waiting) == 0 || len(r.recovery.again) > 0 {
		return
	}
	p := giveBack(r.recovery.waiting, func(id string) *boards.ViewRecord {
		rec := r.Record(id)
		if rec == nil {
			return nil
		}
		now := *rec
		now.F = maps.Clone(rec.F)
		for _, field := range textFields(rec.Type) {
			now.F[field] = r.Text(id, field)
		}
		return &now
	})
	r.recovery.waiting = p.Waiting
	r.Recovered = append(r.Recovered, p.Unfit...)
	for _, ops := range p.Asks {
		c := r.lane(ops)
		r.Pending = append(r.Pending, &Mutation{Client: c, N: r.next[c], Ops: ops, given: true})
		r.next[c]++
	}
}

// lane is the client id that ops on one record travel under.
func (r *Replica) lane(ops []boards.Op) string {
	o := ops[0]
	if rec := r.Record(o.ID); rec != nil && rec.Type == "note" && rec.Mine && rec.F["anon"] == true {
		return r.Anon
	}
	if o.Kind == boards.Put && o.Rec.Type == "note" && o.Rec.F["anon"] == true {
		return r.Anon
	}
	return r.Named
}

// refusedGift keeps the words of a mutation that was to give something back and was refused. What exists has been given
// back before; a value that has changed has had its say.
func (r *Replica) refusedGift(m *Mutation, code boards.Code) {
	if !m.given || code == boards.Exists {
		return
	}
	l := Loss{ID: m.Ops[0].ID, Texts: map[string]TextLoss{}}
	for _, o := range m.Ops {
		switch o.Kind {
		case boards.Put:
			l.Type = o.Rec.Type
			for _, field := range textFields(l.Type) {
				if words, _ := o.Rec.F[field].(string); words != "" {
					l.Texts[field] = TextLoss{Edit: text.New(text.Insert(words))}
				}
			}
		case boards.EditText:
			l.Texts[o.Field] = TextLoss{Edit: o.Edit}
		}
	}
	if strings.TrimSpace(l.Words()) != "" {
		r.Recovered = append(r.Recovered, l)
	}
}
