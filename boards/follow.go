package boards

import (
	"math/rand/v2"
	"slices"
	"strings"

	"feltboard/boards/order"
)

// follow adds to an entry what follows from it for the session: a question that is closed gets its results, a phase that
// begins its timer and the dots it has to give, notes that waited or were hidden come to where everybody sees them. All in
// the same entry, so that nobody ever sees half of it.
func (d *draft) follow(env Env, e *Entry) {
	session := d.session()
	if session == nil {
		return
	}
	touched := d.made[session.ID] != nil
	to := d.record(session.Str("phase"))
	if touched && to != nil && to.ID != d.s.phase {
		d.leave(d.record(d.s.phase), to, e)
		if !d.timed {
			d.then(e, session, map[string]any{"timer": d.timer(to)})
		}
	}
	for _, id := range sortedKeys(d.made) {
		if r := d.made[id]; r.Type == "phase" {
			d.asked(r, e)
			touched = touched || r.ID == session.Str("phase")
		}
	}
	if !touched {
		return
	}
	if to = d.record(session.Str("phase")); to == nil {
		return
	}
	d.reveal(env, RulesOf(to), e) // what comes to light can be chosen, too
	if ask := askOf(to); ask.Kind == "dots" && to.num("budget") == 0 {
		d.then(e, to, map[string]any{"budget": d.budget(to, ask)})
	}
}

// then appends an op that follows.
func (d *draft) then(e *Entry, r *Record, f map[string]any) {
	d.take(Op{Kind: Set, ID: r.ID, F: f}, e)
}

// timer is that of a phase that begins now. On a new board nobody is there yet: it waits.
func (d *draft) timer(phase *Record) map[string]any {
	ms := phase.num("minutes") * 60_000
	return map[string]any{"at": d.now, "ms": ms, "run": ms > 0 && d.s.Seq > 0}
}

// leave closes the question of a phase that is left for a later one, if anybody has answered it.
func (d *draft) leave(from, to *Record, e *Entry) {
	if from == nil || from.Bool("closed") || askOf(from).Kind == "" || !later(to, from) || len(d.answers(from)) == 0 {
		return
	}
	d.then(e, from, map[string]any{"closed": true})
}

// later says whether phase a stands behind phase b in the agenda.
func later(a, b *Record) bool {
	if x, y := a.Str("order"), b.Str("order"); x != y {
		return x > y
	}
	return a.ID > b.ID
}

// asked keeps the state of a phase's question in step with what was done to the phase (B-59, B-60).
func (d *draft) asked(r *Record, e *Entry) {
	before := d.s.records[r.ID]
	if before == nil {
		return
	}
	f := map[string]any{}
	round, ask := r.num("round"), askOf(r)
	if ask.differs(askOf(before)) {
		round = min(max(round, before.num("round")+1), lastRound)
		f["round"], f["among"] = round, []any{}
	}
	switch {
	case round != before.num("round"):
		f["closed"], f["results"] = false, []any{}
		if r.num("budget") == before.num("budget") {
			f["budget"] = int64(0)
		}
	case r.Bool("closed") && !before.Bool("closed"):
		f["results"] = d.results(r)
	case !r.Bool("closed") && before.Bool("closed"):
		f["results"] = []any{}
	}
	if len(f) > 0 {
		d.then(e, r, f)
	}
}

// reveal lets notes come to light when the entry leads to a phase that shows them, all at once and in an order that tells
// nothing about when or by whom they were written (B-22), and those that waited when it takes them (B-54). Deleted ones
// stay as they are: nobody has ever seen them, and nobody will unless their author restores them (B-33).
func (d *draft) reveal(env Env, rules Rules, e *Entry) {
	var dark []*Record
	hidden, last := map[string][]*Record{}, map[string]string{}
	for r := range d.each("note") {
		switch state := r.Str("state"); {
		case state == "revealed" || state == "held" || state == Erased && !r.Deleted:
			zone := r.Part("place", "zone")
			last[zone] = max(last[zone], r.Part("place", "order"))
		case r.Deleted: // not even a gap between the keys tells of it
		default:
			dark = append(dark, r)
		}
	}
	slices.SortFunc(dark, func(a, b *Record) int { return strings.Compare(a.ID, b.ID) })
	for _, r := range dark {
		zone, waits := r.Part("place", "zone"), r.Str("state") == "waiting"
		switch {
		case waits && !d.takes(rules, r):
		case rules.SeeAll:
			hidden[zone] = append(hidden[zone], r)
		case waits:
			d.then(e, r, map[string]any{"state": "private", "signed": min(rules.Authors, openness(r.Str("signed"))).String()})
		}
	}
	rng := rand.New(rand.NewChaCha8(env.Seed)) // #nosec G404 -- of a secret seed, and the same on every replay
	for _, zone := range sortedKeys(hidden) {
		notes := hidden[zone]
		keys, err := order.N(last[zone], "", len(notes))
		if err != nil {
			keys = order.Shuffled(len(notes), env.Seed) // only if a key in the zone is malformed
		}
		rng.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		for i, r := range notes {
			d.take(d.show(r, rules, keys[i]), e)
		}
	}
}

// takes says whether a phase takes a note that its author wrote when it could not be taken.
func (d *draft) takes(rules Rules, r *Record) bool {
	role := d.roleOf(r)
	return d.mayAdd(rules, role, r.Str("behalf") != "" || r.Str("whose") != "") && rules.takes(r.Part("place", "zone"))
}

// roleOf is the role of a note's author, as far as its record tells.
func (d *draft) roleOf(r *Record) Role {
	if !r.Bool("anon") {
		if m := d.record(r.By); m != nil && !m.Deleted {
			return Role(m.Str("role"))
		}
		return NoRole
	}
	if r.Str("side") == "customer" {
		return Client
	}
	return Team
}

// mayAdd says whether a role's new notes are taken now: customers' only while the session runs.
func (d *draft) mayAdd(rules Rules, role Role, behalf bool) bool {
	if s := d.session(); role == Client && s != nil && s.Str("state") != "running" {
		return false
	}
	return rules.mayWrite(role) || behalf && hasRole(rules.Listen, role)
}

// show is the op that lets everybody see a note, at a place in its zone's order; one that is to be approved first goes to
// the facilitator (B-56).
func (d *draft) show(r *Record, rules Rules, order string) Op {
	f := map[string]any{"state": "revealed", "place": map[string]any{"zone": r.Part("place", "zone"), "order": order}}
	if d.holds(r) {
		f["state"] = "held"
	}
	if r.Str("state") == "waiting" {
		f["signed"] = min(rules.Authors, openness(r.Str("signed"))).String()
	}
	return Op{Kind: Set, ID: r.ID, F: f}
}

// holds says whether a note needs a facilitator's approval: what customers write themselves, where the board asks for it.
func (d *draft) holds(r *Record) bool {
	if r.Str("side") != "customer" || r.Str("behalf") != "" || r.Str("whose") != "" {
		return false
	}
	for b := range d.each("board") {
		return b.Bool("approve")
	}
	return false
}

// dismissed takes the baton from whoever can hold it no longer (B-52).
func (d *draft) dismissed(e *Entry) {
	s := d.session()
	if s == nil {
		return
	}
	for _, name := range []string{"baton", "standin"} {
		if id := s.Str(name); id != "" && !d.mayHold(id) {
			d.then(e, s, map[string]any{name: ""})
			s = d.session()
		}
	}
}

// mayHold says whether a member may be given the baton.
func (d *draft) mayHold(id string) bool {
	m := d.record(id)
	if m == nil || m.Type != "member" || m.Deleted || m.Str("seat") == "none" {
		return false
	}
	role := Role(m.Str("role"))
	return role == Facilitator || role == Team || role == Client
}
