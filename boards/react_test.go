package boards_test

import (
	"fmt"
	"testing"

	"feltboard/boards"
)

func nod(s *story, note, kind string) boards.Op {
	return put(s.rng, "reaction", map[string]any{"note": note, "kind": kind})
}

var nods = []string{"agree", "heart", "surprise", "unsure"}

func TestB81ReactionsAreForEverybodyOncePerKind(t *testing.T) {
	s := tell(t)
	theirs, hers := s.note(carla, "I felt"), s.note(anna, "we think")
	for _, note := range []string{theirs, hers} {
		for _, kind := range nods {
			for _, who := range []int{host, anna, ben, carla, dora} {
				op := nod(s, note, kind)
				s.yes(s.as(who), op)
				s.no(boards.Exists, s.as(who), nod(s, note, kind))
				s.yes(s.as(who), del(op.ID))
				s.no(boards.Exists, s.as(who), nod(s, note, kind)) // the one that was taken back is restored instead
				s.yes(s.as(who), res(op.ID))
			}
			s.no(boards.Forbidden, s.as(viewer), nod(s, note, kind))
		}
	}
	s.no(boards.BadValue, s.as(dora), nod(s, theirs, "thumb"))
	s.no(boards.Forbidden, s.as(anna), nod(s, theirs, boards.Felt)) // B-26 stands
	s.no(boards.Forbidden, s.as(carla), nod(s, theirs, boards.Felt))
	s.yes(s.as(dora), nod(s, theirs, boards.Felt))
	s.yes(s.as(host), del(theirs))
	s.no(boards.NotFound, s.as(dora), nod(s, theirs, "heart"))
}

func TestB81ReactionsAreNotSignedAndWaitForTheReveal(t *testing.T) {
	s := tell(t)
	note := s.note(carla, "I felt")
	id := s.put(anna, "reaction", map[string]any{"note": note, "kind": "surprise"})
	for who := range s.Actors {
		r := s.sees(who, id)
		switch {
		case r == nil || r.F["kind"] != "surprise":
			t.Errorf("%d sees %+v", who, r)
		case (r.By != "" || r.At != 0 || r.Mine) != (who == anna):
			t.Errorf("%d is told whose it is: %+v", who, r)
		}
	}
	s.no(boards.Forbidden, s.as(host), del(id)) // nobody takes back another's
	own := s.note(dora, "mine")
	s.ToPhase(1)
	for who := range s.Actors {
		if s.sees(who, id) != nil {
			t.Errorf("%d sees it while notes are hidden", who)
		}
	}
	s.no(boards.InPhase, s.as(dora), nod(s, own, "agree"))
	s.no(boards.NotFound, s.as(anna), nod(s, own, "agree"))
}

func TestB81ReactionsLeaveRoomForStitches(t *testing.T) {
	s := tell(t)
	note, most := s.note(anna, "x"), 8000
	for n := 1; n < most; {
		var ops []boards.Op
		for ; len(ops) < 200 && n < most; n++ {
			ops = append(ops, nod(s, note, nods[n%4]))
		}
		s.yes(boards.Actor{System: true}, ops...)
	}
	last := nod(s, note, "heart")
	s.yes(s.as(dora), last)
	s.no(boards.Limit, s.as(dora), nod(s, note, "agree"))
	s.yes(s.as(dora), del(last.ID)) // it takes its place all the same: it may be restored
	s.no(boards.Limit, s.as(dora), nod(s, note, "agree"))
	s.yes(s.as(dora), nod(s, note, boards.Felt))
}

func TestB81NobodyUsesUpTheReactions(t *testing.T) {
	s := tell(t)
	given := 0
	for given < 1000 {
		id := s.note(anna, "x")
		for _, kind := range nods {
			s.yes(s.as(dora), nod(s, id, kind))
			given++
		}
	}
	last := s.note(anna, "x")
	s.no(boards.Limit, s.as(dora), nod(s, last, "agree"))
	s.yes(s.as(carla), nod(s, last, "agree"))
	s.yes(s.as(dora), nod(s, last, boards.Felt))
}

func TestB82CommentsCallOnPeople(t *testing.T) {
	s := tell(t)
	note := s.note(anna, "x")
	s.phase(map[string]any{"comment": everybodyWrites})
	comment := func(ids ...any) boards.Op {
		return put(s.rng, "comment", map[string]any{"on": note, "text": "@you", "mentions": ids})
	}
	member := func(who int) any { return s.as(who).Member }
	op := comment(member(anna), member(viewer))
	s.yes(s.as(carla), op)
	s.no(boards.BadValue, s.as(carla), comment(member(anna), member(anna)))
	s.no(boards.NotFound, s.as(carla), comment(note))
	s.no(boards.BadValue, s.as(carla), comment("Anna"))
	s.no(boards.NotFound, s.as(carla), comment("6d0f2f55-2f7b-4d55-8a2c-0f1f0a3c9a11"))
	many := make([]any, 11)
	for i := range many {
		many[i] = fmt.Sprintf("6d0f2f55-2f7b-4d55-8a2c-0f1f0a3c9a%02d", i)
	}
	s.no(boards.TooLong, s.as(carla), comment(many...))
	s.no(boards.Forbidden, s.as(host), set(op.ID, map[string]any{"mentions": []any{}}))
	s.yes(s.as(carla), set(op.ID, map[string]any{"mentions": []any{member(anna)}}))

	s.yes(s.as(host), set(s.as(dora).Member, map[string]any{"role": "none"}))
	s.no(boards.NotFound, s.as(carla), comment(member(dora)))
	s.no(boards.NotFound, s.as(host), comment(member(dora))) // the facilitator sees who was removed, and mentions them no more
	s.no(boards.NotFound, s.as(carla), set(op.ID, map[string]any{"mentions": []any{member(dora)}}))
}

func TestB82AMentionNamesNoAuthor(t *testing.T) {
	s := tell(t)
	note := s.note(anna, "x")
	s.phase(map[string]any{"comment": everybodyWrites})
	s.rules(map[string]any{"authors": "hidden"})
	id := s.put(carla, "comment", map[string]any{"on": note, "text": "@Anna", "mentions": []any{s.as(anna).Member}})
	for who := range s.Actors {
		r := s.sees(who, id)
		if r == nil || len(r.Record().Strs("mentions")) != 1 {
			t.Fatalf("%d sees %+v", who, r)
		}
		if (r.By != "" || r.At != 0) != (who == carla) {
			t.Errorf("%d is told who wrote it: %+v", who, r)
		}
	}
	s.ToPhase(1)
	for who := range s.Actors {
		if (s.sees(who, id) != nil) != (who == carla) {
			t.Errorf("%d is told of a comment while notes are hidden, or its author is not", who)
		}
	}
}
