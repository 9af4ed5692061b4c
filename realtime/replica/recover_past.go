package replica

import (
	"maps"
	"slices"

	"feltboard/boards"
	"feltboard/boards/text"
)

// maxDeeds is how many acknowledged mutations are kept for giving back.
const maxDeeds = 1000

// deed is an acknowledged mutation.
type deed struct {
	client string
	n      int64
	steps  []Step
}

// past holds the newest acknowledged mutations. Of each text it holds what it was before the first own edit kept, and from
// there the own edits and, between them, what others did: so any end of it can be given back.
type past struct {
	deeds []deed
	high  map[string]int64 // the greatest number acknowledged, per client id
	bases map[textKey]string
	ends  map[textKey]string // what each text was after the newest own edit
}

// acknowledged notes a number of a client id, whether or not there is anything to give back.
func (p *past) acknowledged(client string, n int64) {
	if p.high == nil {
		p.high = map[string]int64{}
	}
	p.high[client] = max(p.high[client], n)
}

// did notes a mutation that has been acknowledged and is about to take effect on the records that rec sees, or on texts of
// records that have gone away (ghosts).
func (p *past) did(m *Mutation, rec func(id string) *boards.ViewRecord, ghosts map[textKey]string) {
	if p.bases == nil {
		p.bases, p.ends = map[textKey]string{}, map[textKey]string{}
	}
	d := deed{client: m.Client, n: m.N}
	made := map[string]bool{}
	for _, o := range m.Ops {
		switch o.Kind {
		case boards.Put:
			made[o.ID] = true
			d.steps = append(d.steps, p.made(o.Rec)...)
		case boards.Set:
			d.steps = append(d.steps, setSteps(o, rec(o.ID))...)
		case boards.EditText:
			key := textKey{o.ID, o.Field}
			end, known := p.ends[key]
			now := end
			if !made[o.ID] {
				ghost, was := ghosts[key]
				if now = ghost; rec(o.ID) != nil {
					now, _ = rec(o.ID).F[o.Field].(string)
				} else if !was {
					continue
				}
			}
			var over text.Edit
			if known {
				over = align(end, now)
			} else {
				p.bases[key] = now
			}
			p.ends[key] = applied(now, o.Edit)
			d.steps = append(d.steps, Step{Kind: o.Kind, ID: o.ID, Field: o.Field, Over: over, Edit: o.Edit})
		case boards.Del, boards.Res:
			d.steps = append(d.steps, Step{Kind: o.Kind, ID: o.ID})
		}
	}
	if len(d.steps) == 0 {
		return
	}
	if p.deeds = append(p.deeds, d); len(p.deeds) > maxDeeds {
		p.forgetOldest()
	}
}

func (p *past) made(r *boards.Record) []Step {
	f := maps.Clone(r.F)
	steps := []Step{{Kind: boards.Put, ID: r.ID, Type: r.Type, F: f}}
	for _, field := range textFields(r.Type) {
		key := textKey{r.ID, field}
		words, _ := f[field].(string)
		delete(f, field)
		p.bases[key], p.ends[key] = "", words
		steps = append(steps, Step{Kind: boards.EditText, ID: r.ID, Field: field, Edit: text.New(text.Insert(words))})
	}
	return steps
}

func setSteps(o boards.Op, r *boards.ViewRecord) (steps []Step) {
	if r == nil {
		return nil
	}
	for _, field := range sortedKeys(o.F) {
		was := valueOf(r, field)
		if stood, ok := o.Was[field]; equal(was, o.F[field]) || ok && !equal(stood, was) {
			continue
		}
		steps = append(steps, Step{Kind: boards.Set, ID: o.ID, Field: field, Was: was, Now: o.F[field]})
	}
	return steps
}

// takeAfter takes out what a history lacks that ends at number n of a client id.
func (p *past) takeAfter(client string, n int64) (lost []Step, bases map[textKey]string) {
	var rest []deed
	for _, d := range p.deeds {
		if d.client == client && d.n > n {
			lost = append(lost, d.steps...)
		} else {
			rest = append(rest, d)
		}
	}
	p.deeds, bases = rest, map[textKey]string{}
	p.high[client] = n
	for _, key := range textsOf(lost) {
		at, held := p.bases[key], false
		for _, d := range rest {
			at, held = replayed(at, held, key, d.steps)
		}
		bases[key] = at
		if p.ends[key] = at; !held {
			delete(p.bases, key)
			delete(p.ends, key)
		}
	}
	return lost, bases
}

func (p *past) forgetOldest() {
	oldest := p.deeds[0]
	p.deeds = p.deeds[1:]
	for _, key := range textsOf(oldest.steps) {
		p.bases[key], _ = replayed(p.bases[key], false, key, oldest.steps)
		if !slices.ContainsFunc(p.deeds, func(d deed) bool { return slices.Contains(textsOf(d.steps), key) }) {
			delete(p.bases, key)
			delete(p.ends, key)
		}
	}
}

func textsOf(steps []Step) (keys []textKey) {
	for _, s := range steps {
		if key := (textKey{s.ID, s.Field}); s.Kind == boards.EditText && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// replayed is a text after the steps that edit it; edited says whether there was one, or had been before.
func replayed(s string, edited bool, key textKey, steps []Step) (string, bool) {
	for _, st := range steps {
		if st.Kind == boards.EditText && st.ID == key.id && st.Field == key.field {
			s, edited = applied(applied(s, st.Over), st.Edit), true
		}
	}
	return s, edited
}
