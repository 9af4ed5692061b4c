package boards

import (
	"slices"
	"strings"
)

// What becomes of insights and actions: their decisions, what they rest on, and whether it helped (B-70 … B-76).

// reliedOn are the statuses of an insight that somebody relies on; noes those that need a reason.
var (
	reliedOn = []string{"accepted", "actioned", "answered"}
	noes     = []string{"declined", "parked"}
)

// helpable says whether an action's contributors are asked whether it helped (B-76): it is done, or their word opened it
// again, which is logged as nobody's.
func helpable(action *Record) bool {
	switch action.Str("status") {
	case "done", "verified":
		return true
	case "reopened":
		log := action.List("log")
		if len(log) == 0 {
			return false
		}
		last, _ := log[len(log)-1].(map[string]any)
		return last["status"] == "reopened" && last["by"] == ""
	}
	return false
}

// unset refuses a new record that says what only the system says.
func unset(r *Record, names ...string) *Error {
	for _, name := range names {
		if _, set := r.F[name]; set {
			return refuse(Forbidden, name, "Nobody changes this by hand.")
		}
	}
	return nil
}

// settled checks insights and actions as the mutation leaves them, where it changed what a rule is about.
func (d *draft) settled(e *Entry) *Error {
	for _, id := range sortedKeys(d.made) {
		r, before := d.made[id], d.s.records[id]
		if r.Type != "insight" && r.Type != "action" || r.Deleted {
			continue
		}
		changed := func(name string) bool {
			return before == nil && r.F[name] != nil || before != nil && !equal(before.Get(name), r.Get(name))
		}
		if d.a.System {
			continue
		}
		status := r.Str("status")
		if slices.Contains(noes, status) && blank(r.Str("reason")) && (changed("reason") || changed("status") && formerReason(r) == "") {
			return refuse(BadValue, "reason", "Say why: the people who asked will read it.")
		}
		if r.Type == "action" {
			if changed("rice") {
				if err := riceFits(r); err != nil {
					return err
				}
			}
			continue
		}
		if (changed("status") || changed("evidence")) && slices.Contains(reliedOn, status) && !d.rests(r) {
			return refuse(Forbidden, "status", "No customer has said this yet: it is an assumption. Ask them first.")
		}
		if changed("override") && r.Part("override", "level") != "none" {
			if blank(r.Part("override", "reason")) {
				return refuse(BadValue, "override", "Say why it is surer, or less sure, than its evidence.")
			}
			if !d.rests(r) {
				return refuse(Forbidden, "override", "Nothing lifts an insight that no customer's words support.")
			}
		}
	}
	return nil
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// rests says whether an insight has any evidence (B-70).
func (d *draft) rests(insight *Record) bool {
	return slices.ContainsFunc(insight.Strs("evidence"), func(id string) bool { return IsEvidence(d.record(id)) })
}

// riceFits checks the numbers of a RICE score (B-74).
func riceFits(action *Record) *Error {
	o, _ := action.Get("rice").(map[string]any)
	impact, _ := o["impact"].(int64)
	effort, _ := o["effort"].(int64)
	if !slices.Contains([]int64{0, 25, 50, 100, 200, 300}, impact) {
		return refuse(BadValue, "rice", "Impact is 0.25, 0.5, 1, 2 or 3.")
	}
	if effort != 0 && effort < 5 {
		return refuse(BadValue, "rice", "Effort is half a person-month at least.")
	}
	return nil
}

// decide adds to an entry what follows from its decisions: a word that it has not helped yet opens the action again, a change of
// status is logged with its reason, and the first due date is kept.
func (d *draft) decide(e *Entry) {
	d.reopen(e)
	reasoned := map[string]bool{}
	for _, o := range e.Ops {
		if _, set := o.F["reason"]; set {
			reasoned[o.ID] = true
		}
	}
	for _, id := range sortedKeys(d.made) {
		r, before := d.made[id], d.s.records[id]
		if r.Type != "insight" && r.Type != "action" {
			continue
		}
		f := map[string]any{}
		if due := r.Str("due"); due != "" && r.Str("original") == "" {
			f["original"] = due
		}
		status, was := r.Str("status"), firstStatus(r)
		logged := before == nil && len(r.List("log")) > 0 // gathered or copied, log and all
		if before != nil {
			was = before.Str("status")
			logged = !equal(before.Get("log"), r.Get("log"))
		}
		if status != was && !logged {
			reason := r.Str("reason")
			switch no := slices.Contains(noes, status); {
			case no && blank(reason):
				reason = formerReason(r)
			case !no && before != nil && !reasoned[id]:
				reason = ""
			}
			if reason != r.Str("reason") {
				f["reason"] = reason
			}
			f["log"] = d.logged(r, status, reason)
		}
		if len(f) > 0 {
			d.then(e, r, f)
		}
	}
}

// firstStatus is the status that new records of a type have.
func firstStatus(r *Record) string {
	s, _ := fieldOf(r.Type, "status").Default().(string)
	return s
}

// formerReason is why a record had the status before that it has now: who takes a change back need not say it again.
func formerReason(r *Record) string {
	for _, v := range slices.Backward(r.List("log")) {
		if row, ok := v.(map[string]any); ok && row["status"] == r.Str("status") {
			reason, _ := row["reason"].(string)
			return reason
		}
	}
	return ""
}

// logged is a record's log with one row more. What contributors open again tells neither who nor when but the day.
func (d *draft) logged(r *Record, status, reason string) []any {
	log := r.List("log")
	by, at := d.a.Member, d.now
	if d.opened[r.ID] {
		const day = 24 * 3600_000
		by, at = "", d.now-d.now%day
		if len(log) > 0 {
			last, _ := log[len(log)-1].(map[string]any)
			before, _ := last["at"].(int64)
			at = max(at, before)
		}
	}
	row := map[string]any{"status": status, "at": at, "by": by, "reason": reason}
	most := fieldOf(r.Type, "log").Max
	return append(slices.Clone(log[max(0, len(log)+1-most):]), row)
}

// reopen opens every done action again of which the mutation says that it has not helped yet (B-76).
func (d *draft) reopen(e *Entry) {
	for _, o := range slices.Clone(e.Ops) {
		ack := d.made[o.ID]
		if ack == nil || ack.Type != "ack" || ack.Deleted || ack.Str("says") != "not_yet" {
			continue
		}
		if _, says := o.F["says"]; !says && o.Kind != Put && o.Kind != Res {
			continue
		}
		action := d.record(ack.Str("action"))
		if action == nil || action.Deleted || action.Str("status") != "done" && action.Str("status") != "verified" {
			continue
		}
		if d.opened == nil {
			d.opened = map[string]bool{}
		}
		d.opened[action.ID] = true
		d.then(e, action, map[string]any{"status": "reopened"})
	}
}

// acker: whoever's words an action rests on says whether it helped, while it is done.
func acker(d *draft, r *Record) *Error {
	if d.record(r.ID) != nil {
		if err := author(d, r); err != nil {
			return err
		}
	} else if err := everybody(d, r); err != nil {
		return err
	}
	if !d.s.rules.SeeAll {
		return refuse(InPhase, "", "This waits until the notes are shown again.")
	}
	action := d.record(r.Str("action"))
	if action == nil || action.Deleted || action.Type != "action" {
		return refuse(NotFound, "action", "It is not on this board, or not any more.")
	}
	if !d.spoke(action) {
		return forbid("Only the people whose words this rests on say whether it helped.")
	}
	if !helpable(action) {
		return forbid("This is not done yet.")
	}
	return nil
}

// ackRemover: what was said is taken back at any time, and said again while it is asked for.
func ackRemover(d *draft, r *Record) *Error {
	if r.Deleted {
		return acker(d, r)
	}
	return author(d, r)
}

// spoke says whether an action rests on the actor's own words, as far as the lane tells who they are.
func (d *draft) spoke(action *Record) bool {
	ids := action.Strs("notes")
	for _, id := range action.Strs("insights") {
		if insight := d.record(id); insight != nil && !insight.Deleted {
			ids = append(ids, evidence(d, insight)...)
		}
	}
	return slices.ContainsFunc(ids, func(id string) bool {
		note := d.record(id)
		return note != nil && !note.Deleted && !inTray(note) && d.says(note)
	})
}

// evidence is what of an insight's evidence counts.
func evidence(d *draft, insight *Record) []string {
	return slices.DeleteFunc(insight.Strs("evidence"), func(id string) bool { return !IsEvidence(d.record(id)) })
}

// says says whether a note holds the actor's own words.
func (d *draft) says(note *Record) bool {
	switch behalf := note.Str("behalf"); {
	case behalf != "":
		return !d.a.Anon && behalf == d.a.Member && note.Str("confirmed") != "no"
	case note.Str("whose") != "" || note.Str("customer") != "" || note.Part("from", "note") != "":
		return false
	}
	return d.isAuthor(note)
}

// onceAck: one word per person and action, in the lane it is said in.
func (d *draft) onceAck(r *Record) *Error {
	if r.Bool("anon") != d.a.Anon {
		return refuse(WrongLane, "anon", "What is said anonymously is sent apart from everything else.")
	}
	for other := range d.each("ack") {
		if other.Str("action") == r.Str("action") && d.isAuthor(other) {
			return refuse(Exists, "", "You have said so already.")
		}
	}
	return nil
}

// oncePair: a tension is between two different notes that are there, and stands once (B-75).
func (d *draft) oncePair(r *Record) *Error {
	one, other := r.Str("one"), r.Str("other")
	if one == other {
		return refuse(BadValue, "other", "A tension is between two different notes.")
	}
	for _, name := range []string{"one", "other"} {
		if err := d.about(r.Str(name), "note"); err != nil {
			err.Field = name
			return err
		}
	}
	for t := range d.each("tension") {
		if a, b := t.Str("one"), t.Str("other"); a == one && b == other || a == other && b == one {
			return refuse(Exists, "", "These two are joined already.")
		}
	}
	return nil
}
