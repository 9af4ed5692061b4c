package boards_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

var everybodyWrites = []any{"facilitator", "team", "client"}

// phase sets fields of the running phase, as the facilitator.
func (s *story) phase(f map[string]any) {
	s.Helper()
	s.yes(s.as(host), set(s.State.Phase(), f))
}

// rules sets some of the running phase's rules.
func (s *story) rules(f map[string]any) {
	s.Helper()
	rules := maps.Clone(s.State.Record(s.State.Phase()).Get("rules").(map[string]any))
	maps.Copy(rules, f)
	s.phase(map[string]any{"rules": rules})
}

func (s *story) session() *boards.Record { return s.State.Of("session")[0] }

func (s *story) running() *boards.Record { return s.State.Record(s.State.Phase()) }

func (s *story) put(who int, typ string, f map[string]any) string {
	s.Helper()
	op := put(s.rng, typ, f)
	s.yes(s.as(who), op)
	return op.ID
}

func (s *story) state(id string) string { return s.State.Record(id).Str("state") }

func (s *story) sees(who int, id string) *boards.ViewRecord {
	a := s.as(who)
	v := boards.Project(s.State, boards.Viewer{Member: a.Member, Owner: a.Owner, Audience: boardtest.Roles[who].Audience()})
	if r := v.Own[id]; r != nil {
		return r
	}
	return v.Shared[id]
}

func put(rng *rand.Rand, typ string, f map[string]any) boards.Op {
	id := boardtest.ID(rng)
	return boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: typ, F: f}}
}

func res(id string) boards.Op { return boards.Op{Kind: boards.Res, ID: id} }

func (s *story) baton(from, to string) boards.Op {
	return boards.Op{Kind: boards.Set, ID: s.session().ID, F: map[string]any{"baton": to}, Was: map[string]any{"baton": from}}
}

func TestB50WhoHasTheBatonDrives(t *testing.T) {
	s := tell(t)
	step := func(i int) boards.Op {
		return set(s.session().ID, map[string]any{"phase": boardtest.Sorted(s.State, "phase")[i].ID})
	}
	member := s.as(carla).Member
	s.no(boards.Forbidden, s.as(carla), step(1))
	s.yes(s.as(host), s.baton("", member))
	s.yes(s.as(carla), step(1))
	s.no(boards.Forbidden, s.as(host), step(0))
	s.no(boards.Forbidden, s.as(anna), step(0))
	if got := s.State.Role(member); got != boards.Client {
		t.Errorf("the baton made a client %s", got)
	}
	s.ToPhaseAs(carla, 0)
	// A client who leads adds steps, with the rules of one that is there, and makes no promise of her own.
	as := func(rules any) map[string]any {
		return map[string]any{"title": "Prices", "minutes": int64(5), "rules": rules, "order": boardtest.Key(s.rng)}
	}
	s.yes(s.as(carla), put(s.rng, "phase", as(s.running().Get("rules"))))
	open := maps.Clone(s.running().Get("rules").(map[string]any))
	open["see"], open["authors"], open["move"] = "all", "named", []any{"viewer"}
	s.no(boards.Forbidden, s.as(carla), put(s.rng, "phase", as(open)))
	// A step that the facilitator has taken off the agenda lends its rules to nobody.
	gone := put(s.rng, "phase", as(open))
	s.yes(s.as(host), gone)
	s.yes(s.as(host), del(gone.ID))
	s.no(boards.Forbidden, s.as(carla), put(s.rng, "phase", as(open)))
	s.no(boards.Forbidden, s.as(carla), set(s.State.Phase(), map[string]any{"rules": open}))
	s.no(boards.Forbidden, s.as(carla), del(s.State.Phase()))
}

func TestB51TimersGoByTheServersClock(t *testing.T) {
	s := tell(t)
	timer := func() map[string]any { return s.session().Get("timer").(map[string]any) }
	if timer()["run"] != false {
		t.Error("the timer of a new board runs before anybody is there")
	}
	s.ToPhase(1)
	minutes, _ := s.running().Int("minutes")
	if got := timer(); got["at"] != s.State.Time || got["ms"] != minutes*60_000 || got["run"] != true {
		t.Errorf("the phase of %d min begins with %v at %d", minutes, got, s.State.Time)
	}
	at := timer()["at"]
	s.yes(s.as(host), set(s.session().ID, map[string]any{"timer": map[string]any{"at": at, "ms": int64(720_000), "run": true}}))
	if got := timer(); got["at"] != at || got["ms"] != int64(720_000) {
		t.Errorf("one minute more: %v", got)
	}
	s.yes(s.as(host), set(s.session().ID, map[string]any{"timer": map[string]any{"at": int64(5), "ms": int64(1), "run": false}}))
	if got := timer(); got["at"] != s.State.Time {
		t.Errorf("a time of the client's own is taken: %v", got)
	}
	was := s.State.Phase()
	next := boardtest.Sorted(s.State, "phase")[2].ID
	click := boards.Op{Kind: boards.Set, ID: s.session().ID, F: map[string]any{"phase": next}, Was: map[string]any{"phase": was}}
	s.yes(s.as(host), click)
	s.no(boards.Changed, s.as(host), click)
}

func TestB52TheBatonIsNeverSeizedByAccident(t *testing.T) {
	s := tell(t)
	id := func(who int) string { return s.as(who).Member }
	blind := set(s.session().ID, map[string]any{"baton": id(anna)})
	s.no(boards.BadOp, s.as(host), blind)
	s.no(boards.Forbidden, s.as(anna), s.baton("", id(anna)))
	s.no(boards.BadValue, s.as(host), s.baton("", id(viewer)))
	s.yes(s.as(host), s.baton("", id(carla)))
	s.no(boards.Changed, s.as(host), s.baton("", id(host))) // he did not know who has it
	s.no(boards.Forbidden, s.as(ben), s.baton(id(carla), id(ben)))
	s.yes(s.as(host), set(s.session().ID, map[string]any{"standin": id(ben)}))
	s.no(boards.Forbidden, s.as(ben), s.baton(id(carla), id(anna)))
	s.yes(s.as(ben), s.baton(id(carla), id(ben)))
	s.yes(s.as(host), s.baton(id(ben), id(host)))
	s.yes(s.as(host), s.baton(id(host), id(dora)))
	s.yes(s.as(host), set(id(dora), map[string]any{"role": "viewer"}))
	if got := s.session().Str("baton"); got != "" {
		t.Errorf("somebody who only watches keeps the baton: %s", got)
	}
}

func TestB53AListeningTeamWritesWhatCustomersSay(t *testing.T) {
	s := tell(t)
	s.rules(map[string]any{"write": []any{"client"}})
	s.phase(map[string]any{"listen": []any{"team"}})
	own := s.note(anna, "we think so")
	if s.state(own) != "waiting" {
		t.Errorf("what the team thinks is %s in a phase where it listens", s.state(own))
	}
	op := boardtest.NoteOp(s.rng, s.State, boards.Team, "the queue is long", false)
	op.Rec.F["side"], op.Rec.F["behalf"], op.Rec.F["kind"] = "customer", s.as(carla).Member, "quote"
	s.yes(s.as(anna), op)
	if s.state(op.ID) != "revealed" {
		t.Errorf("what Carla said is %s", s.state(op.ID))
	}
	s.no(boards.Forbidden, s.as(dora), set(op.ID, map[string]any{"confirmed": "yes"}))
	s.no(boards.Forbidden, s.as(anna), set(op.ID, map[string]any{"confirmed": "yes"}))
	s.yes(s.as(carla), set(op.ID, map[string]any{"confirmed": "yes"}))
}

func TestB54WhoComesLateWritesPrivately(t *testing.T) {
	s := tell(t)
	zones := s.State.Of("zone")
	s.rules(map[string]any{"write": []any{"team"}})
	late := s.note(carla, "MARKER late")
	if s.state(late) != "waiting" || s.sees(carla, late) == nil {
		t.Fatalf("a late note is %s", s.state(late))
	}
	for _, who := range []int{host, anna, dora, viewer} {
		if s.sees(who, late) != nil {
			t.Errorf("%d sees a note that waits", who)
		}
	}
	s.no(boards.NotFound, s.as(dora), put(s.rng, "reaction", map[string]any{"note": late}))
	s.rules(map[string]any{"write": everybodyWrites})
	if s.state(late) != "revealed" || s.sees(dora, late) == nil {
		t.Errorf("when the phase takes it, it is %s", s.state(late))
	}
	// Only one zone is open.
	s.phase(map[string]any{"zones": []any{zones[0].ID}})
	other := boardtest.NoteOp(s.rng, s.State, boards.Client, "elsewhere", false)
	other.Rec.F["place"] = map[string]any{"zone": zones[1].ID, "order": "a0"}
	s.yes(s.as(carla), other)
	if s.state(other.ID) != "waiting" {
		t.Errorf("in a closed zone it is %s", s.state(other.ID))
	}
	s.ToPhase(1)
	if s.state(other.ID) != "private" {
		t.Errorf("in a private phase that takes it, it is %s", s.state(other.ID))
	}
	// Before the session, and after it.
	s.yes(s.as(host), set(s.session().ID, map[string]any{"state": "planned"}))
	early := s.note(carla, "before")
	if s.state(early) != "waiting" {
		t.Errorf("before the session it is %s", s.state(early))
	}
	s.yes(s.as(carla), del(early))
	s.yes(s.as(host), set(s.session().ID, map[string]any{"state": "running"}))
	if s.state(early) != "waiting" || s.sees(host, early) != nil {
		t.Error("a note taken back while it waited came to light")
	}
}

func TestB55NobodyIsShownMoreOpenlyThanPromised(t *testing.T) {
	s := tell(t)
	s.rules(map[string]any{"authors": "pseudonym"})
	letter := s.note(carla, "under a letter")
	s.rules(map[string]any{"authors": "hidden"})
	none := s.note(carla, "under nothing")
	s.rules(map[string]any{"authors": "named"})
	named := s.note(carla, "under my name")
	voice := s.State.Record(s.as(carla).Member).Str("voice")
	if voice == "" {
		t.Fatal("Carla has no letter")
	}
	for _, rule := range []string{"hidden", "pseudonym", "named", "hidden", "named"} {
		s.rules(map[string]any{"authors": rule})
		for id, most := range map[string]string{letter: "pseudonym", none: "hidden", named: "named"} {
			for _, who := range []int{host, anna, dora, viewer} {
				r := s.sees(who, id)
				open := "hidden"
				if r.F["voice"] != nil {
					open = "pseudonym"
				}
				if r.By != "" || r.At != 0 {
					open += "named"
				}
				want := map[string]map[string]string{
					"hidden":    {"hidden": "hidden", "pseudonym": "hidden", "named": "hidden"},
					"pseudonym": {"hidden": "hidden", "pseudonym": "pseudonym", "named": "hidden"},
					"named":     {"hidden": "hidden", "pseudonym": "pseudonym", "named": "hiddennamed"},
				}[rule][most]
				if open != want {
					t.Errorf("viewer %d, promised %s, phase %s: %s", who, most, rule, open)
				}
			}
		}
	}
	for _, who := range []int{anna, dora, viewer} {
		if s.sees(who, s.as(carla).Member).F["voice"] != nil {
			t.Errorf("%d sees Carla's letter beside her name", who)
		}
	}
	s.no(boards.Forbidden, s.as(host), set(letter, map[string]any{"signed": "named"}))
}

func TestB55CommentsAndTopicsAreSignedAsPromised(t *testing.T) {
	s := tell(t)
	note := s.note(anna, "x")
	s.phase(map[string]any{"comment": everybodyWrites})
	write := func() (ids []string) {
		t.Helper()
		return []string{s.put(carla, "comment", map[string]any{"on": note, "text": "so it is"}), s.put(carla, "topic", map[string]any{"title": "Prices"})}
	}
	open := write()
	s.rules(map[string]any{"authors": "hidden"})
	dark := write()
	signed := func(ids []string) bool {
		t.Helper()
		by := ""
		for _, id := range ids {
			if s.sees(carla, id).By != s.as(carla).Member {
				t.Error("Carla does not know her own")
			}
			by += s.sees(dora, id).By
		}
		return by != ""
	}
	if signed(open) || signed(dark) {
		t.Error("a phase that hides authors tells them")
	}
	s.rules(map[string]any{"authors": "named"})
	if !signed(open) || signed(dark) {
		t.Error("the next phase tells more than was promised, or less than it says")
	}
	s.no(boards.Forbidden, s.as(carla), put(s.rng, "topic", map[string]any{"title": "x", "signed": "hidden"}))
}

func TestB56NotesAreHeldForApproval(t *testing.T) {
	s := tell(t)
	s.yes(s.as(host), set(s.Board, map[string]any{"approve": true}))
	s.rules(map[string]any{"authors": "hidden"})
	id, team := s.note(carla, "rude?"), s.note(anna, "we think")
	if s.state(id) != "held" || s.state(team) != "revealed" {
		t.Fatalf("%s, %s", s.state(id), s.state(team))
	}
	if r := s.sees(host, id); r == nil || r.By != "" || r.At != 0 {
		t.Errorf("the facilitator sees %+v", r)
	}
	if s.sees(anna, id) != nil || s.sees(dora, id) != nil || s.sees(carla, id) == nil {
		t.Error("others see it, or its author does not")
	}
	s.no(boards.Forbidden, s.as(carla), set(id, map[string]any{"state": "revealed"}))
	s.ToPhase(1)
	private := s.note(carla, "later")
	if s.sees(host, private) != nil || s.sees(host, id) != nil {
		t.Error("in a private phase the facilitator reads what is held")
	}
	s.ToPhase(2)
	if s.state(private) != "held" {
		t.Errorf("after the reveal it is %s", s.state(private))
	}
	s.yes(s.as(host), set(private, map[string]any{"state": "revealed"}))
	s.no(boards.Forbidden, s.as(host), set(private, map[string]any{"state": "held"}))
	if s.sees(dora, private) == nil {
		t.Error("it was let in, and Dora does not see it")
	}
}

func ask(kind, of string, more map[string]any) map[string]any {
	a := map[string]any{"kind": kind, "of": of, "roles": []any{"client", "team"}, "limit": int64(0), "budget": int64(0), "split": false}
	maps.Copy(a, more)
	return map[string]any{"ask": a}
}

func (s *story) answer(item string, value int64, more map[string]any) boards.Op {
	f := map[string]any{"phase": s.State.Phase(), "item": item, "value": value}
	if round, _ := s.running().Int("round"); round > 0 {
		f["round"] = round
	}
	maps.Copy(f, more)
	return put(s.rng, "answer", f)
}

func (s *story) row(item string) map[string]any {
	for _, e := range s.running().List("results") {
		if row := e.(map[string]any); row["item"] == item {
			return row
		}
	}
	return nil
}

func TestB57AnswersAreSeenByNobody(t *testing.T) {
	s := tell(t)
	note := s.note(carla, "queue")
	s.phase(ask("dots", "note", nil))
	op := s.answer(note, 1, nil)
	c := s.yes(s.as(carla), op)
	for who := range boardtest.Roles {
		v := boards.Viewer{Member: s.as(who).Member, Owner: s.as(who).Owner, Audience: boardtest.Roles[who].Audience()}
		if told := len(c.Shared(v.Audience)) + len(c.Own(v)); (who == carla) != (told > 0) {
			t.Errorf("%d is told %d things of Carla's vote", who, told)
		}
	}
	s.no(boards.Exists, s.as(carla), s.answer(note, 0, nil))
	s.no(boards.NotFound, s.as(dora), set(op.ID, map[string]any{"value": int64(0)}))
	s.no(boards.Forbidden, s.as(host), s.answer(note, 1, nil)) // the facilitator is not asked
	s.no(boards.WrongLane, s.anon(dora), s.answer(note, 1, map[string]any{"anon": true}))
	s.no(boards.InPhase, s.as(dora), s.answer(note, 1, map[string]any{"round": int64(7)}))
	s.no(boards.NotFound, s.as(dora), s.answer(boardtest.ID(s.rng), 1, nil))
	s.ToPhase(1)
	s.no(boards.InPhase, s.as(carla), set(op.ID, map[string]any{"value": int64(0)}))
	s.no(boards.InPhase, s.as(carla), del(op.ID))

	s.phase(ask("scale", "theme", nil))
	s.phase(map[string]any{"questions": []any{"Energy?"}})
	s.no(boards.WrongLane, s.as(carla), s.answer("", 3, nil))
	mood := s.answer("", 3, map[string]any{"anon": true})
	s.yes(s.anon(carla), mood)
	if r := s.State.Record(mood.ID); r.By != "" || r.Owner == "" {
		t.Errorf("the database knows who said 3: %+v", r)
	}
	s.no(boards.BadValue, s.anon(dora), s.answer("", 6, map[string]any{"anon": true}))
	s.no(boards.BadValue, s.anon(dora), s.answer("", 1, map[string]any{"anon": true, "q": int64(1)}))
}

func TestB57SecretAfterSecretIsNotManyPeople(t *testing.T) {
	s := tell(t)
	s.phase(ask("scale", "theme", map[string]any{"roles": []any{"client"}}))
	s.phase(map[string]any{"questions": []any{"Energy?", "Clear?"}})
	asked := 0
	for _, m := range s.State.Of("member") {
		if m.Str("role") == "client" {
			asked++
		}
	}
	s.webers(2) // answer by others' hands
	try := func(a boards.Actor, ops ...boards.Op) *boards.Error {
		_, err := s.Try(a, boards.Mutation{Client: boardtest.ID(s.rng), N: 1, Base: s.State.Seq, Ops: ops})
		return err
	}
	say := func(i, q int) (boards.Actor, boards.Op) {
		a := s.anon(carla)
		a.Owner = boards.OwnerKey(fmt.Sprintf("one-more-secret-of-carla-%d", i), s.Board)
		return a, s.answer("", 1, map[string]any{"anon": true, "q": int64(q)})
	}
	for i := range asked {
		a, op := say(i, 0)
		if err := try(a, op, set(op.ID, map[string]any{"value": int64(2)}), del(op.ID), res(op.ID)); err != nil {
			t.Fatal(err)
		}
	}
	if err := try(say(asked, 0)); err == nil || err.Code != boards.Limit {
		t.Errorf("one more: %v", err)
	}
	if err := try(say(asked, 1)); err != nil {
		t.Errorf("another question: %v", err)
	}
}

func TestB58DotsNeverGoOverTheBudget(t *testing.T) {
	s := tell(t)
	var notes []string
	for range 9 {
		notes = append(notes, s.note(anna, "x"))
	}
	s.phase(ask("dots", "note", map[string]any{"limit": int64(2)}))
	if got, _ := s.running().Int("budget"); got != 3 {
		t.Fatalf("a quarter of 9 options, rounded up, is %d", got)
	}
	first := s.answer(notes[0], 2, nil)
	s.yes(s.as(carla), first)
	s.no(boards.BadValue, s.as(carla), set(first.ID, map[string]any{"value": int64(3)}))
	s.no(boards.Limit, s.as(carla), s.answer(notes[1], 2, nil))
	second := s.answer(notes[1], 1, nil)
	s.yes(s.as(carla), second)
	s.yes(s.as(carla), del(second.ID))
	s.yes(s.as(carla), s.answer(notes[2], 1, nil))
	s.no(boards.Limit, s.as(carla), res(second.ID))
	s.no(boards.BadValue, s.as(host), set(s.State.Phase(), map[string]any{"budget": int64(2)}))
	s.yes(s.as(host), set(s.State.Phase(), map[string]any{"budget": int64(4)}))
	s.yes(s.as(carla), res(second.ID))
}

func TestB58WhatIsRevealedByTheStepThatAsksCounts(t *testing.T) {
	s := tell(t)
	s.phase(ask("dots", "note", nil))
	asks := s.State.Phase()
	s.phase(map[string]any{"round": int64(2)}) // its dots are given anew
	s.ToPhase(1)
	for range 12 {
		s.note(carla, "x")
	}
	s.yes(s.as(host), set(asks, map[string]any{"round": int64(3)}))
	s.ToPhase(0)
	if got, _ := s.running().Int("budget"); s.State.Phase() != asks || got != 3 {
		t.Errorf("a quarter of the 12 notes that come to light is %d", got)
	}
}

func TestB59ResultsTellNobodyApart(t *testing.T) {
	s := tell(t)
	note := s.note(carla, "queue")
	other := s.note(carla, "prices")
	s.phase(ask("dots", "note", map[string]any{"budget": int64(2)}))
	s.yes(s.as(carla), s.answer(note, 2, nil))
	s.yes(s.as(dora), s.answer(note, 1, nil))
	s.yes(s.as(anna), s.answer(other, 1, nil))
	if s.row(note) != nil {
		t.Fatal("there are results before the close")
	}
	s.no(boards.Forbidden, s.as(carla), set(s.State.Phase(), map[string]any{"closed": true}))
	s.phase(map[string]any{"closed": true})
	if r := s.row(note); r["sum"] != int64(3) || r["n"] != int64(2) || r["customers"] != nil || r["team"] != nil {
		t.Errorf("one of the team voted, and it is told apart: %v", r)
	}
	s.phase(map[string]any{"closed": false})
	if s.row(note) != nil {
		t.Error("the results stay while the vote is open again")
	}
	s.yes(s.as(ben), s.answer(note, 1, nil))
	s.ToPhase(1) // going on closes it
	s.ToPhase(0)
	if r := s.row(note); r["sum"] != int64(4) || r["customers"] != int64(3) || r["team"] != int64(1) {
		t.Errorf("two of each side voted: %v", r)
	}

	s.phase(ask("scale", "theme", nil))
	s.phase(map[string]any{"questions": []any{"Energy?"}})
	for i, who := range []int{carla, dora, anna} {
		s.yes(s.anon(who), s.answer("", int64(i+1), map[string]any{"anon": true}))
		s.phase(map[string]any{"closed": true})
		r := s.row("")
		if told := r["mid"] != nil || len(r["dist"].([]any)) > 0; told != (i == 2) || r["n"] != int64(i+1) {
			t.Errorf("%d answers: %v", i+1, r)
		}
		if i < 2 {
			s.phase(map[string]any{"closed": false})
		}
	}
	if r := s.row(""); r["mid"] != int64(4) {
		t.Errorf("the median of 1, 2, 3 is %v halves", r["mid"])
	}
	s.no(boards.Forbidden, s.as(host), set(s.State.Phase(), map[string]any{"closed": false})) // B-60
	s.no(boards.BadValue, s.as(host), set(s.Board, map[string]any{"least": int64(2)}))
}

func TestB60ANewRoundBeginsWithoutAnswers(t *testing.T) {
	s := tell(t)
	a, b, c := s.note(anna, "a"), s.note(anna, "b"), s.note(anna, "c")
	s.phase(ask("dots", "note", map[string]any{"budget": int64(1)}))
	s.yes(s.as(carla), s.answer(a, 1, nil))
	s.yes(s.as(dora), s.answer(b, 1, nil))
	s.phase(map[string]any{"closed": true})
	round, _ := s.running().Int("round")
	s.no(boards.BadValue, s.as(host), set(s.State.Phase(), map[string]any{"round": round + 2}))
	s.phase(map[string]any{"round": round + 1, "among": []any{a, b}})
	if s.running().Bool("closed") || s.row(a) != nil {
		t.Fatal("the new round begins closed")
	}
	s.no(boards.NotFound, s.as(carla), s.answer(c, 1, nil))
	s.yes(s.as(carla), s.answer(a, 1, nil))
	s.yes(s.as(dora), s.answer(a, 1, nil))
	s.phase(map[string]any{"closed": true})
	if r := s.row(a); r["sum"] != int64(2) {
		t.Errorf("the revote: %v", r)
	}
	if len(s.State.Of("answer")) != 4 {
		t.Error("the first round's answers are gone")
	}
}

func TestB62ReadyIsCountedAndHandsAreSigned(t *testing.T) {
	s := tell(t)
	s.ToPhase(1)
	ready, hand := s.put(carla, "ready", map[string]any{"phase": s.State.Phase()}), s.put(carla, "hand", nil)
	if r := s.sees(host, ready); r == nil || r.By != "" || r.At != 0 {
		t.Errorf("ready: %+v", r)
	}
	if r := s.sees(dora, hand); r == nil || r.By != s.as(carla).Member {
		t.Errorf("hand: %+v", r)
	}
	s.no(boards.Exists, s.as(carla), put(s.rng, "hand", nil))
	s.no(boards.Forbidden, s.as(dora), del(hand))
	s.yes(s.as(host), del(hand))
	s.no(boards.Forbidden, s.as(host), res(hand)) // nobody raises another's hand
	s.yes(s.as(carla), res(hand))
	s.no(boards.Forbidden, s.as(viewer), put(s.rng, "hand", nil))
}

func TestB63NobodyIsToldOfAHiddenSpotlight(t *testing.T) {
	s := tell(t)
	note := s.note(carla, "look")
	s.yes(s.as(host), set(s.session().ID, map[string]any{"spotlight": note}))
	if s.sees(dora, s.session().ID).F["spotlight"] != note {
		t.Error("nobody sees what is walked through")
	}
	s.ToPhase(1)
	if s.sees(dora, s.session().ID).F["spotlight"] != nil {
		t.Error("a private phase names a note")
	}
}

func TestB65AVetoKeepsAnInsightFromBeingAccepted(t *testing.T) {
	s := tell(t)
	insight := s.put(anna, "insight", map[string]any{"statement": "They fear the queue", "evidence": []any{s.note(dora, "scared")}})
	s.no(boards.Forbidden, s.as(anna), put(s.rng, "verdict", map[string]any{"on": insight, "says": "dispute"}))
	dispute := s.put(carla, "verdict", map[string]any{"on": insight, "says": "dispute", "why": "not fear"})
	s.yes(s.as(anna), set(insight, map[string]any{"status": "accepted"}))
	s.yes(s.as(anna), set(insight, map[string]any{"status": "draft"}))
	s.yes(s.as(host), set(s.as(carla).Member, map[string]any{"hat": "lead"}))
	s.no(boards.Forbidden, s.as(anna), set(insight, map[string]any{"status": "accepted"}))
	s.yes(s.as(carla), set(dispute, map[string]any{"says": "right"}))
	s.yes(s.as(anna), set(insight, map[string]any{"status": "accepted"}))
}

func TestB66PeopleWithoutADeviceAreVotedFor(t *testing.T) {
	s := tell(t)
	id := boardtest.ID(s.rng)
	s.System([]boards.Op{{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "member", F: map[string]any{
		"name": "Frau Weber", "role": "client", "side": "customer", "seat": "none",
	}}}})
	note := s.note(anna, "x")
	s.phase(ask("dots", "note", map[string]any{"budget": int64(1)}))
	s.yes(s.as(host), s.answer(note, 1, map[string]any{"behalf": id}))
	s.no(boards.Exists, s.as(anna), s.answer(note, 1, map[string]any{"behalf": id})) // she has voted, whoever held the pen
	s.no(boards.Forbidden, s.as(anna), s.answer(note, 1, map[string]any{"behalf": s.as(carla).Member}))
	s.no(boards.Forbidden, s.as(carla), s.answer(note, 1, map[string]any{"behalf": id}))
	s.phase(map[string]any{"closed": true})
	if r := s.row(note); r["sum"] != int64(1) {
		t.Errorf("%v", r)
	}
	s.no(boards.BadValue, s.as(host), s.baton("", id))
}

// webers join without a device.
func (s *story) webers(n int) (ids []string) {
	for range n {
		id := boardtest.ID(s.rng)
		s.System([]boards.Op{{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "member", F: map[string]any{
			"name": "Frau Weber", "role": "client", "side": "customer", "seat": "none",
		}}}})
		ids = append(ids, id)
	}
	return ids
}

func TestB66WhoDoesNotHoldThePenLearnsNothing(t *testing.T) {
	s := tell(t)
	weber := map[string]any{"behalf": s.webers(1)[0]}
	a, b := s.note(anna, "a"), s.note(anna, "b")
	s.phase(ask("dots", "note", map[string]any{"budget": int64(3)}))
	vote := s.answer(a, 1, weber)
	s.yes(s.as(host), vote)
	for _, item := range []string{a, b} { // what has no dot is refused like what has
		for value := range int64(4) {
			s.no(boards.Exists, s.as(anna), s.answer(item, value, weber))
		}
	}
	s.yes(s.as(host), s.answer(b, 1, weber))
	s.no(boards.Limit, s.as(host), set(vote.ID, map[string]any{"value": int64(3)}))

	s.phase(ask("scale", "theme", nil))
	s.phase(map[string]any{"questions": []any{"Energy?"}})
	mood := map[string]any{"anon": true, "behalf": weber["behalf"]}
	s.yes(s.anon(anna), s.answer("", 3, mood))
	s.no(boards.Exists, s.anon(anna), s.answer("", 3, mood)) // one person, one answer, in the anonymous lane, too
	s.no(boards.Exists, s.anon(ben), s.answer("", 3, mood))
	s.yes(s.anon(anna), s.answer("", 3, map[string]any{"anon": true}))
}

func TestB59WhoHoldsThePenCannotSubtract(t *testing.T) {
	s := tell(t)
	webers := s.webers(3)
	s.phase(ask("scale", "theme", nil))
	s.phase(map[string]any{"questions": []any{"Energy?"}})
	count := func(n int64, told bool) {
		t.Helper()
		s.phase(map[string]any{"closed": true})
		if r := s.row(""); r["n"] != n || (r["mid"] != nil) != told || (len(r["dist"].([]any)) > 0) != told {
			t.Errorf("%d answers: %v", n, r)
		}
		if !told {
			s.phase(map[string]any{"closed": false})
		}
	}
	answer := func(who int, behalf string) {
		t.Helper()
		f := map[string]any{"anon": true}
		if behalf != "" {
			f["behalf"] = behalf
		}
		s.yes(s.anon(who), s.answer("", 4, f))
	}
	answer(anna, webers[0])
	answer(anna, webers[1])
	answer(carla, "")
	count(3, false) // Anna knows two of the three
	answer(dora, "")
	count(4, true)

	round, _ := s.running().Int("round")
	s.phase(map[string]any{"round": round + 1})
	for _, id := range webers {
		answer(anna, id)
	}
	count(3, true) // there is nothing that she does not know
}

func TestB60ThereIsALastRound(t *testing.T) {
	s := tell(t)
	s.phase(ask("curve", "zone", nil))
	for i := range int64(99) {
		s.phase(map[string]any{"round": i + 1})
	}
	s.no(boards.Limit, s.as(host), set(s.State.Phase(), ask("dots", "zone", nil))) // its sums would tell the points
	s.phase(ask("curve", "zone", map[string]any{"roles": []any{"client"}}))
}

func TestB67FacilitatorsAreMadeOfTheTeamAndNeverNone(t *testing.T) {
	s := tell(t)
	role := func(who int, to string) boards.Op { return set(s.as(who).Member, map[string]any{"role": to}) }
	s.no(boards.Forbidden, s.as(host), role(host, "team"))
	s.no(boards.Forbidden, s.as(host), role(carla, "facilitator"))
	away := s.webers(1)[0]
	s.yes(s.as(host), set(away, map[string]any{"role": "team"}))
	s.no(boards.Forbidden, s.as(host), set(away, map[string]any{"role": "facilitator"})) // has no device to lead from
	s.yes(s.as(host), role(anna, "facilitator"))
	s.no(boards.Forbidden, s.as(anna), role(host, "team"))
	s.yes(s.as(host), role(host, "team"))
	s.no(boards.Forbidden, s.as(host), role(dora, "viewer"))
}

func TestB32NobodyIsToldWhoseWordsAreHidden(t *testing.T) {
	s := tell(t)
	op := boardtest.NoteOp(s.rng, s.State, boards.Team, "the queue is long", false)
	op.Rec.F["side"], op.Rec.F["behalf"], op.Rec.F["kind"] = "customer", s.as(carla).Member, "quote"
	s.yes(s.as(anna), op)
	if s.sees(dora, op.ID).F["behalf"] != s.as(carla).Member {
		t.Error("where names show, it is not said whose words they are")
	}
	s.rules(map[string]any{"authors": "hidden"})
	for _, who := range []int{host, ben, dora, viewer} {
		if r := s.sees(who, op.ID); r == nil || r.F["behalf"] != nil {
			t.Errorf("%d sees %+v", who, r)
		}
	}
	if r := s.sees(carla, op.ID); r == nil || r.F["behalf"] != s.as(carla).Member || r.By != "" || r.Mine {
		t.Errorf("Carla, whose words they are, sees %+v", r)
	}
	s.yes(s.as(carla), set(op.ID, map[string]any{"confirmed": "yes"}))
}

// who was away when somebody was removed does not go on seeing them.
func TestARemovedMemberIsGoneAfterAResume(t *testing.T) {
	s := tell(t)
	gone := s.as(dora).Member
	s.yes(s.as(host), set(gone, map[string]any{"role": "none"}))
	for who := range boardtest.Roles {
		v := boards.Viewer{Member: s.as(who).Member, Audience: boardtest.Roles[who].Audience()}
		shared, _ := s.State.Changed(v, []string{gone})
		want := boards.Gone
		if v.Audience == boards.Host {
			want = boards.Put
		}
		if len(shared) != 1 || shared[0].Kind != want {
			t.Errorf("%s is told %v", v.Audience, shared)
		}
	}
}
