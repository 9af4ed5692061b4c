package boards

// Who leads a session, and who says what in it (B-50 … B-67). The rights named in the table of policy.go.

// driver: who has the baton; where nobody has it, every facilitator.
func driver(d *draft, _ *Record) *Error {
	if d.drives() {
		return nil
	}
	if s := d.session(); s != nil && s.Str("baton") != "" {
		return forbid("Whoever has the baton does this now.")
	}
	return forbid("Only the facilitator can do this.")
}

func (d *draft) drives() bool {
	s := d.session()
	if s == nil || s.Str("baton") == "" {
		return d.role == Facilitator
	}
	return s.Str("baton") == d.a.Member && d.mayHold(d.a.Member)
}

// agenda: steps are put in order by who drives, and by facilitators.
func agenda(d *draft, r *Record) *Error {
	if d.role == Facilitator {
		return nil
	}
	return driver(d, r)
}

// dropper: a step is taken off the agenda, but not the one that runs.
func dropper(d *draft, r *Record) *Error {
	if r.ID == d.s.phase && !r.Deleted {
		return forbid("This step is running. Go to another one first.")
	}
	return agenda(d, r)
}

// taker: the baton is handed over by who drives, taken back by a facilitator and taken over by the stand-in; mayLead says
// from whom to whom.
func taker(d *draft, _ *Record) *Error {
	s := d.session()
	if d.role == Facilitator || d.drives() || s != nil && s.Str("standin") == d.a.Member && d.mayHold(d.a.Member) {
		return nil
	}
	return forbid("The baton is handed over by who has it.")
}

// confirmer: whose words a scribe wrote down.
func confirmer(d *draft, r *Record) *Error {
	if r.Str("behalf") == "" || r.Str("behalf") != d.a.Member {
		return forbid("Only the person whose words these are can say whether they are right.")
	}
	return nil
}

// answerer: an answer is taken back, and given again, by who gave it while the question is open.
func answerer(d *draft, r *Record) *Error {
	if err := author(d, r); err != nil {
		return err
	}
	if r.Deleted {
		return d.answer(r)
	}
	_, err := d.asks(r)
	return err
}

// lowerer: who drives lowers a hand; nobody raises another's.
func lowerer(d *draft, r *Record) *Error {
	if d.isAuthor(r) || r.Deleted {
		return author(d, r)
	}
	return driver(d, r)
}

func proposer(d *draft, r *Record) *Error {
	if d.isAuthor(r) {
		return author(d, r)
	}
	return driver(d, r)
}

func commenter(d *draft, r *Record) *Error {
	if !hasRole(d.s.rules.Comment, d.role) || !d.s.rules.SeeAll {
		return refuse(InPhase, "", "In this phase nobody comments, or only others do.")
	}
	return d.about(r.Str("on"), "note", "theme", "insight")
}

func moderator(d *draft, r *Record) *Error {
	if d.role == Facilitator {
		return nil
	}
	return author(d, r)
}

// judge: customers say whether a name or a wording is right.
func judge(d *draft, r *Record) *Error {
	if d.role != Client {
		return forbid("Customers say whether this is right.")
	}
	if !d.s.rules.SeeAll {
		return refuse(InPhase, "", "This waits until the notes have been revealed.")
	}
	return d.about(r.Str("on"), "theme", "insight")
}

// about refuses what is not there, or not of one of the types.
func (d *draft) about(id string, types ...string) *Error {
	r := d.record(id)
	if r != nil && !r.Deleted {
		for _, t := range types {
			if r.Type == t {
				return nil
			}
		}
	}
	return refuse(NotFound, "on", "It is not on this board, or not any more.")
}

// vetoed says whether a customer who leads disputes an insight's wording (B-65).
func (d *draft) vetoed(id string) bool {
	baton := ""
	if s := d.session(); s != nil {
		baton = s.Str("baton")
	}
	for v := range d.each("verdict") {
		if v.Deleted || v.Str("on") != id || v.Str("says") != "dispute" {
			continue
		}
		if m := d.record(v.By); m != nil && Role(m.Str("role")) == Client && (m.Str("hat") == "lead" || m.ID == baton) {
			return true
		}
	}
	return false
}

// mayLead checks values that the table cannot.
func (d *draft) mayLead(r *Record, name string, v any) *Error {
	switch r.Type + "." + name {
	case "session.phase":
		if phase := d.record(v.(string)); phase == nil || phase.Deleted {
			return refuse(NotFound, name, "This step is not in the agenda, or not any more.")
		}
	case "session.baton":
		return d.mayPass(r.Str("baton"), v.(string))
	case "session.standin":
		if id := v.(string); id != "" && !d.mayHold(id) {
			return refuse(BadValue, name, "The baton goes to somebody with a device who takes part.")
		}
	case "comment.mentions":
		return d.mayMention(v.([]any))
	case "session.spotlight":
		if id := v.(string); id != "" {
			return d.about(id, "note", "theme", "insight")
		}
	case "phase.closed":
		if v == false && r.Bool("closed") && told(r) {
			return refuse(Forbidden, name, "Everybody has seen the results: one more answer would tell whose it is. Begin a new round.")
		}
	case "phase.ask":
		if next := askOf(r.with(name, v)); r.num("round") >= lastRound && next.differs(askOf(r)) {
			return refuse(Limit, name, "This step has asked too often to ask something else. Add another step.")
		}
	case "phase.round":
		if v.(int64) != r.num("round")+1 && v != r.Get("round") {
			return refuse(BadValue, name, "Rounds come one after the other.")
		}
	case "phase.budget":
		if v.(int64) < r.num("budget") {
			return refuse(BadValue, name, "Dots that have been given out are not taken back. Begin a new round.")
		}
	case "insight.status":
		if v != "draft" && v != "declined" && v != "parked" && d.vetoed(r.ID) {
			return refuse(Forbidden, name, "A customer who leads disputes the wording. Change it with them first.")
		}
	}
	return nil
}

// mayPass says whether the baton goes from one to another, "" being any facilitator.
func (d *draft) mayPass(from, to string) *Error {
	if to != "" && !d.mayHold(to) {
		return refuse(BadValue, "baton", "The baton goes to somebody with a device who takes part.")
	}
	switch {
	case d.drives():
	case to == d.a.Member: // taken back by a facilitator, or taken over by the stand-in
	case d.role == Facilitator && to == "":
	default:
		return refuse(Forbidden, "baton", "It is handed on by who has it; take it back first.")
	}
	return nil
}

// mayBegin checks new records of a session beyond their schema and the table.
func (d *draft) mayBegin(r *Record) *Error {
	if fieldOf(r.Type, "signed") != nil {
		if _, set := r.F["signed"]; set {
			return refuse(Forbidden, "signed", "Nobody says this when they write.")
		}
		if open := d.s.rules.Authors; open != Named {
			r.F["signed"] = open.String()
		}
	}
	switch r.Type {
	case "answer":
		r.F["side"] = d.role.Side()
		if m := d.record(r.Str("behalf")); m != nil {
			r.F["side"] = m.Str("side")
		}
		if r.F["side"] == "customer" {
			delete(r.F, "side") // the default
		}
		if r.Bool("anon") != d.a.Anon {
			return refuse(WrongLane, "anon", "Anonymous answers are sent apart from everything else.")
		}
		return d.answer(r)
	case "ready":
		return d.once(r, "phase")
	case "hand":
		return d.once(r)
	case "verdict":
		return d.once(r, "on")
	case "comment":
		return d.mayMention(r.List("mentions"))
	case "ack":
		return d.onceAck(r)
	case "tension":
		return d.oncePair(r)
	case "hmw":
		return d.about(r.Str("insight"), "insight")
	case "action":
		return unset(r, "log", "original", "links")
	case "topic":
		if d.record(r.ID) == nil && r.Str("state") != "proposed" && !d.drives() {
			return refuse(Forbidden, "state", "Whoever has the baton decides on it.")
		}
	case "phase":
		return d.mayAddPhase(r)
	case "insight":
		if err := unset(r, "log"); err != nil {
			return err
		}
		if status := r.Str("status"); status != "draft" && d.vetoed(r.ID) {
			return refuse(Forbidden, "status", "A customer who leads disputes the wording. Change it with them first.")
		}
	}
	return nil
}

// mayAddPhase: who drives without being a facilitator adds steps that do what another step does, so that no promise is
// broken (B-50).
func (d *draft) mayAddPhase(r *Record) *Error {
	for _, name := range []string{"round", "budget", "among", "closed", "results"} {
		if _, set := r.F[name]; set {
			return refuse(Forbidden, name, "A new step begins without answers.")
		}
	}
	if d.role == Facilitator {
		return nil
	}
next:
	for p := range d.each("phase") {
		if p.Deleted {
			continue
		}
		for _, name := range []string{"rules", "listen", "comment", "zones", "ask", "questions", "first", "timeout", "exit", "output"} {
			if !equal(p.Get(name), r.Get(name)) {
				continue next
			}
		}
		return nil
	}
	return refuse(Forbidden, "rules", "Take the rules of a step that is there; the facilitator makes others.")
}
