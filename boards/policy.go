package boards

import (
	"maps"
	"slices"
)

// The policy is one table: type × act → who may. An act is a field's name, "+" (create) or "-" (delete and restore).
// What is not in it only the system does. Reads are the projection's business (project.go).

// right says whether an actor may, and if not, why.
type right func(d *draft, r *Record) *Error

var policy = map[string]map[string]right{
	"board": {
		"title": facilitator, "goal": facilitator, "lang": facilitator, "level": facilitator, "ground": facilitator, "least": facilitator,
		"approve": facilitator, "context": facilitator, "public": facilitator, "door": facilitator,
		"runs": facilitator, "use": facilitator, "anon": facilitator,
	},
	"zone": {"+": facilitator, "-": facilitator, "title": facilitator, "prompt": facilitator, "order": facilitator, "area": facilitator},
	"session": {
		"phase": driver, "state": driver, "starts": driver, "timer": driver, "spotlight": driver, "summon": driver,
		"baton": taker, "standin": facilitator, "pass": facilitator,
	},
	"phase": {
		"+": agenda, "-": dropper, "title": agenda, "prompt": agenda, "minutes": agenda, "order": agenda,
		"rules": facilitator, "listen": facilitator, "comment": facilitator, "zones": facilitator, "ask": facilitator, "questions": facilitator,
		"first": facilitator, "timeout": facilitator, "exit": facilitator, "output": facilitator,
		"closed": driver, "round": driver, "among": driver, "budget": driver,
	},
	"persona": {"name": team, "situation": team, "evidence": team},
	"note": {
		"+": writer, "-": keeper(noteRemover),
		"text": noteEditor, "kind": keeper(noteEditor), "severity": triager, "because": noteEditor, "source": noteEditor, "context": noteEditor,
		"place": placer, "theme": mover, "score": mover, "customer": accountant,
		"emotion": author, "consent": keeper(speaker), "behalf": scribe, "whose": keeper(scribe), "confirmed": confirmer, "state": facilitator,
	},
	"reaction": {"+": reactor, "-": author},
	"answer":   {"+": everybody, "-": answerer, "value": author},
	"ready":    {"+": everybody, "-": author},
	"hand":     {"+": everybody, "-": lowerer},
	"topic":    {"+": everybody, "-": proposer, "title": proposer, "minutes": proposer, "state": driver, "order": driver},
	"comment":  {"+": commenter, "-": moderator, "text": author, "mentions": author},
	"verdict":  {"+": judge, "-": author, "says": author, "why": author},
	"theme":    {"+": mover, "-": mover, "name": mover, "order": mover},
	"insight": {
		"+": shaper, "-": shaper, "statement": shaper, "need": shaper, "evidence": shaper, "counter": shaper, "status": shaper, "order": shaper,
		"so": shaper, "themes": shaper, "personas": shaper, "owner": shaper, "reason": shaper, "settled": shaper, "override": shaper,
	},
	"tension": {"+": shaper, "-": shaper, "why": shaper},
	"hmw":     {"+": shaper, "-": shaper, "text": shaper, "order": shaper},
	"action": {
		"+": shaper, "-": shaper, "title": shaper, "insights": shaper, "notes": shaper, "spot": shaper, "type": shaper, "story": shaper,
		"acceptance": shaper, "owner": shaper, "due": shaper, "priority": shaper, "status": shaper, "reason": shaper, "order": shaper,
		"reply": shaper, "impact": shaper, "effort": shaper, "rice": shaper,
	},
	"ack":    {"+": acker, "-": ackRemover, "says": acker, "why": acker},
	"member": {"name": self, "consent": self, "contact": self, "hue": self, "customer": facilitator, "role": appointer, "hat": facilitator, "waits": facilitator, "declined": facilitator},
}

// Acts lists what the policy speaks of for a type of record, sorted: names of fields, "+" and "-". All else is the system's alone.
func Acts(typ string) []string { return sortedKeys(policy[typ]) }

func forbid(format string, args ...any) *Error { return refuse(Forbidden, "", format, args...) }

func facilitator(d *draft, _ *Record) *Error {
	if d.role != Facilitator {
		return forbid("Only the facilitator can do this.")
	}
	return nil
}

func team(d *draft, _ *Record) *Error {
	if d.role != Facilitator && d.role != Team {
		return forbid("Only the team can do this.")
	}
	return nil
}

// shaper: the team makes insights and actions of what everybody may read.
func shaper(d *draft, r *Record) *Error {
	if err := team(d, r); err != nil {
		return err
	}
	if !d.s.rules.SeeAll {
		return refuse(InPhase, "", "Insights wait until the notes have been revealed.")
	}
	return nil
}

// appointer: the facilitator gives roles. One who steps down leaves another.
func appointer(d *draft, r *Record) *Error {
	if err := facilitator(d, r); err != nil {
		return err
	}
	if Role(r.Str("role")) != Facilitator {
		return nil
	}
	if r.ID != d.a.Member {
		return forbid("A facilitator steps down by themselves.")
	}
	for m := range d.each("member") {
		if m.ID != r.ID && !m.Deleted && Role(m.Str("role")) == Facilitator {
			return nil
		}
	}
	return forbid("Make somebody else a facilitator first.")
}

// writer: whoever writes at all may write at any time; what the phase does not take waits (B-54).
func writer(d *draft, _ *Record) *Error {
	if d.role != Facilitator && d.role != Team && d.role != Client {
		return forbid("Viewers read along; they do not write.")
	}
	return nil
}

// everybody but viewers.
func everybody(d *draft, _ *Record) *Error {
	if d.role != Facilitator && d.role != Team && d.role != Client {
		return forbid("Viewers read along; they do not take part.")
	}
	return nil
}

func mover(d *draft, r *Record) *Error {
	if d.isAuthor(r) && r.Str("state") != "revealed" && r.Type == "note" && d.role != Observer && d.role != NoRole {
		return nil
	}
	if !d.s.rules.mayMove(d.role) {
		return refuse(InPhase, "", "In this phase notes stay where they are.")
	}
	return nil
}

func author(d *draft, r *Record) *Error {
	if !d.isAuthor(r) || d.role == Observer || d.role == NoRole {
		return forbid("Only the person who wrote it can do this.")
	}
	return nil
}

// scribe: who wrote down a customer's words may correct whose they are.
func scribe(d *draft, r *Record) *Error {
	if r.Str("side") != "customer" || d.role == Client {
		return forbid("Only a note written for a customer says whose words it holds.")
	}
	return author(d, r)
}

// speaker: whose words they are decides what becomes of them.
func speaker(d *draft, r *Record) *Error {
	if behalf := r.Str("behalf"); behalf != "" && behalf == d.a.Member {
		return nil
	} else if behalf != "" || r.Str("whose") != "" {
		return forbid("Only the person whose words these are can allow them to be quoted.")
	}
	return author(d, r)
}

// noteEditor: a customer's words are edited by their author alone; a team note by whom the phase lets.
func noteEditor(d *draft, r *Record) *Error {
	if d.isAuthor(r) {
		return author(d, r)
	}
	if r.Str("side") == "customer" || r.Bool("anon") {
		return forbid("A customer's words are changed by their author alone.")
	}
	rules := d.s.rules
	if rules.mayWrite(d.role) && (rules.Edit == "all" || rules.Edit == "side" && d.role.Side() == "team") {
		return nil
	}
	return refuse(InPhase, "", "In this phase everybody edits their own notes.")
}

// triager: how bad a report is say who may edit it, and the team where it may move notes.
func triager(d *draft, r *Record) *Error {
	if (d.role == Facilitator || d.role == Team) && d.s.rules.mayMove(d.role) {
		return nil
	}
	return noteEditor(d, r)
}

func noteRemover(d *draft, r *Record) *Error {
	if d.isAuthor(r) {
		return author(d, r)
	}
	if r.takenBack() {
		return forbid("Its author has taken this note back: only they bring it back.")
	}
	if d.role == Facilitator {
		return nil
	}
	if r.Str("side") == "team" && d.role == Team && d.s.rules.Edit != "own" && d.s.rules.mayWrite(Team) && !r.Bool("anon") {
		return nil
	}
	return forbid("Only its author or the facilitator can delete this note.")
}

// once refuses a second record of the same person that says the same of the same.
func (d *draft) once(r *Record, names ...string) *Error {
next:
	for other := range d.each(r.Type) {
		if other.By != d.a.Member {
			continue
		}
		for _, name := range names {
			if other.Get(name) != r.Get(name) {
				continue next
			}
		}
		return refuse(Exists, "", "You have said so already.")
	}
	return nil
}

func self(d *draft, r *Record) *Error {
	if r.ID != d.a.Member {
		return forbid("Everybody looks after their own name.")
	}
	return nil
}

func (d *draft) isAuthor(r *Record) bool {
	if d.a.Anon {
		return r.Owner != "" && r.Owner == d.a.Owner
	}
	return r.By != "" && r.By == d.a.Member
}

// may looks an act up in the table.
func (d *draft) may(r *Record, act string) *Error {
	if d.a.System {
		return nil
	}
	if d.role == NoRole {
		return forbid("You are no longer on this board.")
	}
	allowed := policy[r.Type][act]
	if allowed == nil {
		return refuse(Forbidden, fieldName(act), "Nobody changes this by hand.")
	}
	if err := allowed(d, r); err != nil {
		if err.Field == "" {
			err.Field = fieldName(act)
		}
		return err
	}
	return nil
}

func fieldName(act string) string {
	if act == "+" || act == "-" {
		return ""
	}
	return act
}

// kindsOfClients: customers never choose a kind; theirs is a quote or an observation by what they do.
var kindsOfClients = []any{"quote", "observation"}

func (d *draft) maySet(r *Record, name string, v any) *Error {
	if err := d.may(r, name); err != nil {
		return err
	}
	switch {
	case r.Type == "note" && name == "place":
		return d.mayPlace(r, v.(map[string]any)["zone"].(string))
	case r.Type == "note" && name == "source" && (inTray(r) || r.Str("customer") != "") && v.(map[string]any)["type"] == inSession:
		return refuse(Forbidden, name, "What was brought in from elsewhere was not said in the session.")
	case r.Type == "note" && name == "kind" && d.role == Client && !slices.Contains(kindsOfClients, v):
		return refuse(Forbidden, name, "A customer's note is a quote or an observation.")
	case r.Type == "member" && name == "name":
		if clean, ok := CleanName(v.(string)); !ok || clean != v {
			return refuse(BadValue, name, "Choose a name of up to 40 visible characters.")
		}
	case r.Type == "member" && name == "contact" && !validContact(v.(string)):
		return refuse(BadValue, name, "That is no e-mail address.")
	case r.Type == "member" && name == "role" && v == string(Facilitator) && (r.Str("role") != string(Team) || r.Str("seat") == "none"):
		return refuse(Forbidden, name, "Only somebody of the team, with a device, becomes a facilitator.")
	case r.Type == "member" && name == "waits" && v != string(NoRole):
		return refuse(Forbidden, name, "Whoever waits has asked for it by a link.")
	case r.Type == "note" && name == "state" && (v != "revealed" || r.Str("state") != "held"):
		return refuse(Forbidden, name, "Only a note that is held for approval is let in.")
	}
	return d.mayLead(r, name, v)
}

// mayCreate checks a new record beyond its schema: who may make such a thing, and that it claims nothing false. Fields
// the system sets must be left out.
func (d *draft) mayCreate(r *Record) *Error {
	if err := d.may(r, "+"); err != nil {
		return err
	}
	if r.Type != "note" && r.Type != "answer" && r.Type != "ack" && d.a.Anon {
		return refuse(WrongLane, "", "Only notes and what people answer are anonymous.")
	}
	if r.Type != "note" {
		return d.mayBegin(r)
	}
	if r.Bool("anon") != d.a.Anon {
		return refuse(WrongLane, "anon", "Anonymous notes are sent apart from everything else.")
	}
	if _, set := r.F["state"]; set {
		return refuse(Forbidden, "state", "Nobody changes this by hand.")
	}
	zone := d.record(r.Part("place", "zone"))
	if !(inTray(r) && imported(r) && d.role != Client) && (zone == nil || zone.Deleted || zone.Str("kind") == "column") {
		return refuse(NotFound, "place", "A note needs a zone of this board.")
	}
	if _, set := r.F["customer"]; set && (d.role == Client || !imported(r)) {
		return refuse(Forbidden, "customer", "Only words brought in from elsewhere say whose company it is.")
	}
	for _, name := range []string{"signed", "voice", "confirmed", "score", "from", "meant"} {
		if _, set := r.F[name]; set {
			return refuse(Forbidden, name, "Nobody says this when they write a note.")
		}
	}
	behalf := r.Str("behalf") != "" || r.Str("whose") != "" || r.Str("customer") != ""
	if consent, set := r.F["consent"]; set && behalf && consent != "room" {
		return refuse(Forbidden, "consent", "Only the person whose words these are can allow them to be quoted.")
	}
	switch side := r.Str("side"); {
	case d.role == Client && (side != "customer" || behalf):
		return refuse(Forbidden, "side", "A customer speaks for themselves.")
	case d.role == Client && !slices.Contains(kindsOfClients, any(r.Str("kind"))):
		return refuse(Forbidden, "kind", "A customer's note is a quote or an observation.")
	case d.role != Client && (side == "customer") != behalf:
		return refuse(Forbidden, "side", "A customer's words need to say whose they are.")
	}
	d.sign(r, behalf)
	return nil
}

// sign gives a new note what its author was promised, and the state it begins in (B-22, B-54, B-55, B-56).
func (d *draft) sign(r *Record, behalf bool) {
	rules := d.s.rules
	if rules.Authors != Named {
		r.F["signed"] = rules.Authors.String()
	}
	if m := d.record(d.a.Member); m != nil && !d.a.Anon && m.Str("voice") != "" {
		r.F["voice"] = m.Str("voice")
	}
	switch {
	case inTray(r): // it waits for somebody to sort it in, not for the phase
	case !d.mayAdd(rules, d.role, behalf) || !rules.takes(r.Part("place", "zone")):
		r.F["state"] = "waiting"
	case !rules.SeeAll:
		r.F["state"] = "private"
	case d.holds(r):
		r.F["state"] = "held"
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
