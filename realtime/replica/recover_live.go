package replica

import (
	"maps"
	"slices"
	"strings"

	"feltboard/boards"
	"feltboard/boards/text"
)

// recovery is what a replica has of its own past, and has yet to give back to a history that was rewound.
type recovery struct {
	past    past
	told    map[string]told    // of client ids of which the server holds less than it has said, until the view is whole
	waiting []Loss             // for records that are not there
	ghosts  map[textKey]string // texts that pending edits were made on, of records that went away under them
}

// told is where the server stands with a client id; doubtful, if it may only have forgotten it.
type told struct {
	n        int64
	doubtful bool
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
		r.recovery.past.did(m, r.Record, r.recovery.ghosts)
	}
}

// rewind looks whether the server stands below what it has acknowledged of a client id: then its later mutations are lost.
func (r *Replica) rewind(last map[string]any, resumed bool) error {
	r.recovery.told = map[string]told{}
	for c, v := range last {
		is, _ := v.(map[string]any)
		n, _ := is["n"].(int64)
		forgot, _ := is["forgot"].(bool)
		if r.recovery.past.high[c] <= n {
			continue
		}
		if resumed { // only a whole view says what is lacking
			r.token = ""
			return ErrReconnect
		}
		r.recovery.told[c] = told{n, forgot && n == 0}
	}
	return nil
}

// lacking takes out of the past what the server does not hold; the view is still the one from before. What is being typed
// in a text that is given back goes with it, so that it keeps its place.
func (r *Replica) lacking() (sure, doubtful []Loss) {
	for _, c := range sortedKeys(r.recovery.told) {
		is := r.recovery.told[c]
		steps, bases := r.recovery.past.takeAfter(c, is.n)
		if is.doubtful {
			doubtful = append(doubtful, lossesOf(steps, bases, r.Record, nil)...)
		} else {
			sure = append(sure, lossesOf(steps, bases, r.Record, r.withdraw(bases))...)
		}
	}
	return sure, doubtful
}

func (r *Replica) renumber(c string, n int64) {
	r.refused[c] = map[int64]bool{}
	for _, m := range r.Pending {
		if m.Client == c {
			n++
			m.N, m.sent, m.tried = n, false, false
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

// recover asks for what the history lacks, before everything that is pending, and numbers it all from where the server
// stands; the view has just become whole.
func (r *Replica) recover(sure, doubtful []Loss) {
	plans := []Plan{giveBack(sure, r.Record), giveBackIfMissing(doubtful, r.Record)}
	var given []*Mutation
	for _, p := range plans {
		for _, ops := range p.Asks {
			given = append(given, &Mutation{Client: r.lane(ops), Ops: ops, given: true})
		}
		r.recovery.waiting = append(r.recovery.waiting, p.Waiting...)
		r.Recovered = append(r.Recovered, p.Unfit...)
	}
	r.Pending = slices.Concat(given, r.Pending)
	for _, m := range given {
		for _, o := range m.Ops {
			if o.Kind == boards.EditText {
				r.rebase(o.ID, o.Field, o.Edit, len(given))
			}
		}
	}
	for c, is := range r.recovery.told {
		r.renumber(c, is.n)
	}
	r.recovery.told = nil
	r.retry()
}

// retry gives back what has waited for records that are there now.
func (r *Replica) retry() {
	if len(r.recovery.waiting) == 0 {
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

// Waiting is what is given back as soon as the records it belongs to are there.
func (r *Replica) Waiting() []Loss { return slices.Clone(r.recovery.waiting) }
