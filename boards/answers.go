package boards

import (
	"cmp"
	"iter"
	"slices"
)

// askOf reads the question of a phase; Kind is "" where it asks none.
func askOf(phase *Record) Ask {
	o, _ := phase.Get("ask").(map[string]any)
	num := func(name string) int { n, _ := o[name].(int64); return int(n) }
	a := Ask{Roles: rolesIn(o["roles"]), Limit: num("limit"), Budget: num("budget")}
	a.Kind, _ = o["kind"].(string)
	a.Of, _ = o["of"].(string)
	a.Split, _ = o["split"].(bool)
	if a.Kind == "none" {
		a.Kind = ""
	}
	return a
}

// lastRound is that of a phase that has asked as often as it may.
const lastRound = 99

// differs says whether answers to one question are none to the other.
func (a Ask) differs(b Ask) bool { return a.Kind != b.Kind || a.Of != b.Of || a.Split != b.Split }

// person is who an answer counts for: one person, one set of dots, whoever gave them.
func person(r *Record) string {
	return cmp.Or(r.Str("behalf"), r.By, r.Owner)
}

// answers returns the answers of a phase's round in any order, those taken back left out.
func (d *draft) answers(phase *Record) []*Record {
	var out []*Record
	for r := range d.each("answer") {
		if counts(phase, r) {
			out = append(out, r)
		}
	}
	return out
}

func counts(phase, answer *Record) bool {
	return !answer.Deleted && answer.Str("phase") == phase.ID && answer.num("round") == phase.num("round")
}

// ballot is the answers that were there before the mutation, by person, sorted once for all of its ops.
type ballot struct {
	phase string
	round int64
	of    map[string][]*Record
}

// given yields one person's answers of a phase's round, or with "" everybody's.
func (d *draft) given(phase *Record, who string) iter.Seq[*Record] {
	if b := &d.ballot; b.of == nil || b.phase != phase.ID || b.round != phase.num("round") {
		*b = ballot{phase.ID, phase.num("round"), map[string][]*Record{}}
		for _, r := range d.s.types["answer"] {
			if counts(phase, r) {
				b.of[person(r)] = append(b.of[person(r)], r)
				b.of[""] = append(b.of[""], r)
			}
		}
	}
	return func(yield func(*Record) bool) {
		for _, r := range d.ballot.of[who] {
			if d.made[r.ID] == nil && !yield(r) {
				return
			}
		}
		for _, r := range d.types["answer"] {
			if counts(phase, r) && (who == "" || person(r) == who) && !yield(r) {
				return
			}
		}
	}
}

// isOption says whether a phase's question is about a thing at all.
func (d *draft) isOption(phase *Record, ask Ask, r *Record) bool {
	if r == nil || r.Deleted || r.Type != ask.Of || r.Type == "note" && (r.Str("state") != "revealed" || inTray(r)) {
		return false
	}
	if ask.Kind == "curve" && r.Str("kind") != "column" {
		return false
	}
	if zones := phase.Strs("zones"); r.Type == "note" && len(zones) > 0 && !slices.Contains(zones, r.Part("place", "zone")) {
		return false
	}
	among := phase.Strs("among")
	return len(among) == 0 || slices.Contains(among, r.ID)
}

// budget is how many dots each person has in a phase's round: what the facilitator said, or a quarter of the options.
func (d *draft) budget(phase *Record, ask Ask) int64 {
	if ask.Budget > 0 {
		return int64(ask.Budget)
	}
	n := 0
	for r := range d.each(ask.Of) {
		if d.isOption(phase, ask, r) {
			n++
		}
	}
	return int64(min(max(1, (n+3)/4), 99))
}

// asks returns the phase whose question an answer belongs to, if that is open.
func (d *draft) asks(r *Record) (*Record, *Error) {
	phase := d.record(r.Str("phase"))
	if phase == nil || phase.Deleted || phase.ID != d.s.phase || phase.Bool("closed") || r.num("round") != phase.num("round") {
		return nil, refuse(InPhase, "", "This question is not open, or not any more.")
	}
	return phase, nil
}

// answer checks an answer as it would stand (B-57, B-58).
func (d *draft) answer(r *Record) *Error {
	phase, err := d.asks(r)
	if err != nil {
		return err
	}
	ask := askOf(phase)
	if !hasRole(ask.Roles, d.role) && r.Str("behalf") == "" {
		return forbid("Others are asked in this step.")
	}
	if (ask.Kind == "scale") != r.Bool("anon") {
		return refuse(WrongLane, "anon", "Answers on a scale are sent anonymously, others are not.")
	}
	if behalf := r.Str("behalf"); behalf != "" {
		m := d.record(behalf)
		if m == nil || m.Str("seat") != "none" || (d.role != Facilitator && d.role != Team) || Role(m.Str("role")) == NoRole || !hasRole(ask.Roles, Role(m.Str("role"))) {
			return refuse(Forbidden, "behalf", "Only for people without a device do others answer.")
		}
	}
	v, q, limit := r.num("value"), r.num("q"), int64(ask.Limit)
	low, high, questions := int64(1), int64(5), int64(1)
	switch ask.Kind {
	case "dots":
		low, high = 0, phase.num("budget")
		if limit > 0 {
			high = min(limit, high)
		}
	case "scale":
		questions = int64(len(phase.List("questions")))
	case "curve":
		low, high = -2, 2
	case "place":
		questions = 2
		if ask.Split && (q == 0) != (r.Str("side") == "customer") {
			return refuse(Forbidden, "q", "Customers set the impact, the team sets the effort.")
		}
	default:
		return refuse(InPhase, "", "This step asks nothing.")
	}
	if q >= questions {
		return refuse(BadValue, "q", "This step does not ask that.")
	}
	if v < low || v > high {
		return refuse(BadValue, "value", "From %d to %d.", low, high)
	}
	if ask.Kind == "scale" {
		if r.Str("item") != "" {
			return refuse(BadValue, "item", "A scale is about nothing on the board.")
		}
	} else if !d.isOption(phase, ask, d.record(r.Str("item"))) {
		return refuse(NotFound, "item", "This cannot be chosen here, or not any more.")
	}
	spent := int64(0)
	for other := range d.given(phase, d.personOf(r)) {
		if other.ID == r.ID {
			continue
		}
		if r.Str("behalf") != "" && !d.isAuthor(other) { // what they have said so far is between them and who holds the pen
			return refuse(Exists, "behalf", "Somebody else answers for this person already.")
		}
		if other.Str("item") == r.Str("item") && other.num("q") == q {
			return refuse(Exists, "item", "This has been answered already.")
		}
		spent += other.num("value")
	}
	if r.Bool("anon") && r.Str("behalf") == "" && (r.Deleted || d.record(r.ID) == nil) && d.unsigned(phase, q) >= d.people(ask) {
		return refuse(Limit, "", "As many have answered as are asked.")
	}
	if ask.Kind == "dots" && v > 0 && spent+v > phase.num("budget") {
		return refuse(Limit, "value", "All of your %d dots are given. Take one back first.", phase.num("budget"))
	}
	return nil
}

// unsigned counts the answers to a question that people gave for themselves in the anonymous lane.
func (d *draft) unsigned(phase *Record, q int64) (n int) {
	for r := range d.given(phase, "") {
		if r.num("q") == q && r.Str("behalf") == "" {
			n++
		}
	}
	return n
}

// people counts those whom a question asks by their own device, and whoever may have been one of them. There are never more
// answers without a name: somebody who takes on secret after secret would speak for many, and know all but one (B-57).
func (d *draft) people(ask Ask) (n int) {
	for m := range d.each("member") {
		if role := Role(m.Str("role")); m.Str("seat") != "none" && (hasRole(ask.Roles, role) || role == NoRole) {
			n++
		}
	}
	return n
}

// personOf is person for an answer that is only asked for yet.
func (d *draft) personOf(r *Record) string {
	if d.a.Anon {
		return cmp.Or(r.Str("behalf"), d.a.Owner)
	}
	return cmp.Or(r.Str("behalf"), d.a.Member)
}

// tally is the answers to one question about one thing.
type tally struct {
	item            string
	q               int64
	values          []int64          // sorted
	by              map[string]int64 // how many of them each person knows, having given them
	customers, team int64            // sums
}

// tells says whether a tally may show how its answers are spread: there are enough, and whoever gave more than their own, for
// people without a device, still cannot subtract what they know from it (B-59).
func (t *tally) tells(least int64) bool {
	n := int64(len(t.values))
	for _, known := range t.by {
		if n > known && n-known < least-1 {
			return false
		}
	}
	return n >= least
}

// results counts the answers of a phase's round: the value of its results field (B-59).
func (d *draft) results(phase *Record) []any {
	ask, least := askOf(phase), int64(3)
	for b := range d.each("board") {
		least = b.num("least")
	}
	type key struct {
		item string
		q    int64
	}
	counts, sides := map[key]*tally{}, map[string]map[string]bool{"customer": {}, "team": {}}
	for _, r := range d.answers(phase) {
		item, v := r.Str("item"), r.num("value")
		if ask.Kind != "scale" && !d.isOption(phase, ask, d.record(item)) || ask.Kind == "dots" && v == 0 {
			continue
		}
		k := key{item, r.num("q")}
		if counts[k] == nil {
			counts[k] = &tally{item: k.item, q: k.q, by: map[string]int64{}}
		}
		t := counts[k]
		t.values = append(t.values, v)
		t.by[cmp.Or(r.By, r.Owner)]++
		sides[r.Str("side")][person(r)] = true
		if r.Str("side") == "customer" {
			t.customers += v
		} else {
			t.team += v
		}
	}
	var all []*tally
	for _, t := range counts {
		slices.Sort(t.values)
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b *tally) int {
		if ask.Kind == "dots" && a.customers+a.team != b.customers+b.team {
			return cmp.Compare(b.customers+b.team, a.customers+a.team)
		}
		return cmp.Or(cmp.Compare(a.item, b.item), cmp.Compare(a.q, b.q))
	})
	apart := len(sides["customer"]) >= 2 && len(sides["team"]) >= 2
	rows := []any{}
	for _, t := range all[:min(len(all), 500)] {
		rows = append(rows, t.row(ask.Kind, apart, least))
	}
	return rows
}

// row is a tally as its phase keeps it. Who is few among many is not told apart.
func (t *tally) row(kind string, apart bool, least int64) map[string]any {
	n := int64(len(t.values))
	row := map[string]any{
		"item": t.item, "q": t.q, "n": n, "sum": int64(0), "customers": nil, "team": nil,
		"dist": []any{}, "mid": nil, "low": nil, "high": nil,
	}
	switch {
	case kind == "dots":
		row["sum"] = t.customers + t.team
		if apart {
			row["customers"], row["team"] = t.customers, t.team
		}
		return row
	case !t.tells(least):
		return row
	}
	row["mid"] = t.values[(n-1)/2] + t.values[n/2]
	if kind != "scale" {
		row["low"], row["high"] = t.values[0], t.values[n-1]
		return row
	}
	dist := make([]any, 5)
	for i := range dist {
		count := int64(0)
		for _, v := range t.values {
			if v == int64(i+1) {
				count++
			}
		}
		dist[i] = count
	}
	row["dist"] = dist
	return row
}

// told says whether a phase's results tell anything that one more answer would change for one person to be seen.
func told(phase *Record) bool {
	for _, e := range phase.List("results") {
		if row, ok := e.(map[string]any); ok && row["mid"] != nil {
			return true
		}
	}
	return false
}
