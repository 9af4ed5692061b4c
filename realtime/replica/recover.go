package replica

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"feltboard/boards"
	"feltboard/boards/text"
)

// What a rewound history lacks of one client's acknowledged mutations, and how it is given back (realtime/SPEC.md R-33).
// web/src/model/recover.ts is its mirror; both read boards/testdata/vectors/recover.json.
//
// Everybody gives back their own: what they deleted, made, set and typed themselves, each thing once, so that nobody's
// words are doubled in whatever order people return.

// Step is a part of an acknowledged mutation with what it takes to do it again. Kind is a mutation's.
type Step struct {
	Kind  boards.OpKind
	ID    string
	Type  string         // Put
	F     map[string]any // Put: the fields that are no texts; the texts are edits of nothing
	Field string         // Set, EditText
	Was   any            // Set: what the field was just before, and what it was set to
	Now   any
	Over  text.Edit // EditText: what others did to the text since the own edit before it
	Edit  text.Edit // as acknowledged
}

// textKey names one text of one record.
type textKey struct{ id, field string }

// Loss is all that a history lacks of one record.
type Loss struct {
	ID    string
	Type  string         // "" where this client does not know it
	Put   map[string]any // the fields to make it with, texts apart; nil unless this client made it
	Bin   boards.OpKind  // Del, Res or ""
	Sets  map[string]SetLoss
	Texts map[string]TextLoss
}

// SetLoss is a field's values as this client found them, and the one it left.
type SetLoss struct {
	Was []any
	Now any
}

// TextLoss is a client's own part of a text, as an edit on what the text was before it.
type TextLoss struct {
	Base string
	Edit text.Edit
}

// Plan says how losses are given back.
type Plan struct {
	Asks    [][]boards.Op // in order, one mutation each
	Waiting []Loss        // for records that are not there
	Unfit   []Loss        // with words that go nowhere
}

// lossesOf returns the losses in lacking steps, by record, in the order they were first touched. bases holds, per text in
// them, what the first Over was made on; last sees the records as the client last saw them, and typed are its own edits
// there that are not decided.
func lossesOf(steps []Step, bases map[textKey]string, last func(id string) *boards.ViewRecord, typed map[textKey]text.Edit) (losses []Loss) {
	by := map[string][]Step{}
	var ids []string
	for _, s := range steps {
		if by[s.ID] == nil {
			ids = append(ids, s.ID)
		}
		by[s.ID] = append(by[s.ID], s)
	}
	for _, id := range ids {
		if l := lossOf(id, by[id], bases, last(id), typed); l.matters() {
			losses = append(losses, l)
		}
	}
	return losses
}

func lossOf(id string, steps []Step, bases map[textKey]string, last *boards.ViewRecord, typed map[textKey]text.Edit) Loss {
	l := Loss{ID: id, Sets: map[string]SetLoss{}, Texts: map[string]TextLoss{}}
	if last != nil {
		l.Type = last.Type
	}
	strokes := map[string][]stroke{}
	for _, s := range steps {
		switch s.Kind {
		case boards.Put:
			l.Type, l.Put = s.Type, maps.Clone(s.F)
		case boards.Set:
			set := l.Sets[s.Field]
			l.Sets[s.Field] = SetLoss{append(set.Was, s.Was), s.Now}
		case boards.EditText:
			strokes[s.Field] = append(strokes[s.Field], stroke{edit: s.Over}, stroke{own: true, edit: s.Edit})
		case boards.Del, boards.Res:
			l.Bin = s.Kind
		}
	}
	for field, list := range strokes {
		key := textKey{id, field}
		start := applied(bases[key], list[0].edit)
		list = list[1:]
		if last != nil {
			end := start
			for _, k := range list {
				end = applied(end, k.edit)
			}
			now, _ := last.F[field].(string)
			list = append(list, stroke{edit: align(end, now)})
		}
		if more, ok := typed[key]; ok {
			list = append(list, stroke{own: true, edit: more})
		}
		l.Texts[field] = TextLoss{start, ownPart(start, list)}
	}
	if l.Put == nil {
		return l
	}
	for name, set := range l.Sets {
		l.Put[name] = set.Now
	}
	if last != nil {
		maps.Copy(l.Put, last.F)
		if last.Deleted {
			l.Bin = boards.Del
		}
	}
	l.Sets = map[string]SetLoss{}
	maps.DeleteFunc(l.Put, func(name string, v any) bool { return !madeWith(l.Type, name, l.Put) || isDefault(l.Type, name, v) })
	return l
}

// madeWith says whether a record may be made with a field: not with texts, which are given apart, and nothing that only
// the system or whose words they are sets.
func madeWith(typ, name string, f map[string]any) bool {
	if d := fieldOf(typ, name); d != nil && d.Kind == boards.Text {
		return false
	}
	if typ != "note" {
		return true
	}
	behalf, _ := f["behalf"].(string)
	whose, _ := f["whose"].(string)
	return name != "state" && (name != "consent" || behalf+whose == "")
}

func (l Loss) matters() bool {
	if l.Put != nil || l.Bin != "" || len(l.Sets) > 0 {
		return true
	}
	for _, t := range l.Texts {
		if len(t.Edit) > 0 {
			return true
		}
	}
	return false
}

// Words are what would be lost if the loss were; "" if there are none.
func (l Loss) Words() string {
	var words []string
	for _, field := range sortedKeys(l.Texts) {
		words = append(words, inserts(l.Texts[field].Edit)...)
	}
	for _, field := range sortedKeys(l.Sets) {
		words = append(words, stringsIn(fieldOf(l.Type, field), l.Sets[field].Now, boards.Line)...)
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// giveBack says how losses are given back to a board whose records are as now sees them: deletions first, words last.
func giveBack(losses []Loss, now func(id string) *boards.ViewRecord) (p Plan) {
	var bins, steering, puts, sets, texts [][]boards.Op
	made := map[string]bool{}
	there := func(v []string) bool {
		return !slices.ContainsFunc(v, func(id string) bool { return !made[id] && now(id) == nil })
	}
	for _, l := range losses {
		rec := now(l.ID)
		if rec == nil {
			if l.Put == nil || !there(named(l.Type, l.Put)) {
				p.Waiting = append(p.Waiting, l)
				continue
			}
			made[l.ID] = true
			puts = append(puts, l.put())
			continue
		}
		if l.Bin != "" && (l.Bin == boards.Del) != rec.Deleted {
			bins = append(bins, []boards.Op{{Kind: l.Bin, ID: l.ID}})
		}
		todo, late, missed := l.standing(rec, there)
		switch {
		case todo == nil:
		case rec.Type == "session":
			steering = append(steering, []boards.Op{*todo})
		default:
			sets = append(sets, []boards.Op{*todo})
		}
		if late != nil {
			p.Waiting = append(p.Waiting, *late)
		}
		if missed != nil {
			p.Unfit = append(p.Unfit, *missed)
		}
		if l.Put != nil { // it has been given back already
			if !l.isIn(rec) {
				l.Sets = map[string]SetLoss{}
				p.Unfit = append(p.Unfit, l)
			}
			continue
		}
		for _, field := range sortedKeys(l.Texts) {
			is, _ := rec.F[field].(string)
			if e := broughtBack(l.Texts[field].Base, l.Texts[field].Edit, is); len(e) > 0 {
				texts = append(texts, []boards.Op{{Kind: boards.EditText, ID: l.ID, Field: field, Edit: e}})
			}
		}
	}
	p.Asks = slices.Concat(bins, steering, puts, sets, texts)
	return p
}

// giveBackIfMissing is the same for a history that may hold it all and only has forgotten this client: records that are
// missing are made again, which does no harm, and words that stand nowhere are not put anywhere by guessing.
func giveBackIfMissing(losses []Loss, now func(id string) *boards.ViewRecord) Plan {
	var missing, unfit []Loss
	for _, l := range losses {
		rec := now(l.ID)
		switch {
		case rec == nil && l.Put != nil:
			missing = append(missing, l)
		case rec == nil && l.Words() != "", rec != nil && !l.isIn(rec):
			unfit = append(unfit, l)
		}
	}
	p := giveBack(missing, now)
	return Plan{Asks: p.Asks, Waiting: p.Waiting, Unfit: unfit}
}

func (l Loss) put() []boards.Op {
	f := maps.Clone(l.Put)
	for field, t := range l.Texts {
		if words := strings.Join(inserts(t.Edit), ""); words != "" {
			f[field] = words
		}
	}
	ops := []boards.Op{{Kind: boards.Put, ID: l.ID, Rec: &boards.Record{ID: l.ID, Type: l.Type, F: f}}}
	if l.Bin == boards.Del {
		ops = append(ops, boards.Op{Kind: boards.Del, ID: l.ID})
	}
	return ops
}

// standing returns what of the sets is to be done, what waits for a record it names, and words that a later value has
// replaced.
func (l Loss) standing(rec *boards.ViewRecord, there func([]string) bool) (todo *boards.Op, late, missed *Loss) {
	keep := func(to **Loss, name string, s SetLoss) {
		if *to == nil {
			*to = &Loss{ID: l.ID, Type: rec.Type, Sets: map[string]SetLoss{}, Texts: map[string]TextLoss{}}
		}
		(*to).Sets[name] = s
	}
	for _, name := range sortedKeys(l.Sets) {
		s, d := l.Sets[name], fieldOf(rec.Type, name)
		value := valueOf(rec, name)
		switch {
		case equal(value, s.Now):
		case !slices.ContainsFunc(s.Was, func(was any) bool { return equal(value, was) }):
			if len(stringsIn(d, s.Now, boards.Line)) > 0 {
				keep(&missed, name, s)
			}
		case !there(stringsIn(d, s.Now, boards.ID)):
			keep(&late, name, s)
		default:
			if todo == nil {
				todo = &boards.Op{Kind: boards.Set, ID: l.ID, F: map[string]any{}, Was: map[string]any{}}
			}
			todo.F[name], todo.Was[name] = s.Now, value
		}
	}
	return todo, late, missed
}

// isIn says whether a record holds all words of the loss.
func (l Loss) isIn(rec *boards.ViewRecord) bool {
	for field, t := range l.Texts {
		is, _ := rec.F[field].(string)
		for _, words := range inserts(t.Edit) {
			if !strings.Contains(is, words) {
				return false
			}
		}
	}
	return true
}

func applied(s string, e text.Edit) string {
	if out, err := e.Apply(s); err == nil {
		return out
	}
	return s
}

func inserts(e text.Edit) (words []string) {
	for _, c := range e {
		if c.Insert != "" {
			words = append(words, c.Insert)
		}
	}
	return words
}

// named returns the ids that fields of a record name.
func named(typ string, f map[string]any) (ids []string) {
	for name, v := range f {
		ids = append(ids, stringsIn(fieldOf(typ, name), v, boards.ID)...)
	}
	return ids
}

// stringsIn returns what is not empty of the strings of one kind in a value.
func stringsIn(d *boards.Field, v any, kind boards.Kind) (found []string) {
	if d == nil {
		return nil
	}
	switch v := v.(type) {
	case string:
		if d.Kind == kind && v != "" {
			found = []string{v}
		}
	case []any:
		for _, e := range v {
			found = append(found, stringsIn(d.Elem, e, kind)...)
		}
	case map[string]any:
		for i := range d.Fields {
			found = append(found, stringsIn(&d.Fields[i], v[d.Fields[i].Name], kind)...)
		}
	}
	return found
}

func fieldOf(typ, name string) *boards.Field {
	for i := range boards.Schema {
		if boards.Schema[i].Name != typ {
			continue
		}
		for j := range boards.Schema[i].Fields {
			if f := &boards.Schema[i].Fields[j]; f.Name == name {
				return f
			}
		}
	}
	return nil
}

func textFields(typ string) (names []string) {
	for _, t := range boards.Schema {
		for _, f := range t.Fields {
			if t.Name == typ && f.Kind == boards.Text {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

func valueOf(rec *boards.ViewRecord, name string) any {
	if v, ok := rec.F[name]; ok {
		return v
	}
	if f := fieldOf(rec.Type, name); f != nil {
		return f.Default()
	}
	return nil
}

func isDefault(typ, name string, v any) bool {
	f := fieldOf(typ, name)
	return f != nil && equal(v, f.Default())
}

func equal(a, b any) bool { return reflect.DeepEqual(a, b) }

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
