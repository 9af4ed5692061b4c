package boards_test

import (
	"fmt"
	"strings"
	"testing"

	"feltboard/boards"

	"github.com/google/go-cmp/cmp"
)

// log is a record's log without the times.
func (s *story) log(id string) (out []string) {
	for _, v := range s.State.Record(id).List("log") {
		row := v.(map[string]any)
		by := "nobody"
		for i, a := range s.Actors {
			if a.Member == row["by"] {
				by = fmt.Sprint(i)
			}
		}
		out = append(out, strings.TrimSpace(fmt.Sprint(row["status"], " by ", by, " ", row["reason"])))
	}
	return out
}

func (s *story) insight(evidence ...string) string {
	s.Helper()
	ids := []any{}
	for _, id := range evidence {
		ids = append(ids, id)
	}
	return s.put(anna, "insight", map[string]any{"statement": "They fear the queue", "evidence": ids})
}

func TestB71EveryDecisionIsLoggedInItsEntry(t *testing.T) {
	s := tell(t)
	action := s.put(anna, "action", map[string]any{"title": "Hold the seats", "status": "committed"})
	c := s.yes(s.as(ben), set(action, map[string]any{"status": "done"}))
	if got := s.log(action); cmp.Diff([]string{"committed by 1", "done by 2"}, got) != "" || len(c.Touched) != 1 {
		t.Error(got)
	}
	s.yes(s.as(ben), set(action, map[string]any{"priority": "high"}))
	if got := s.log(action); len(got) != 2 {
		t.Error("what is no decision is logged", got)
	}
	for _, put := range []map[string]any{{"log": []any{}}, {"original": "2026-12-01"}, {"links": []any{}}} {
		for name, v := range put {
			s.no(boards.Forbidden, s.as(anna), set(action, map[string]any{name: v}))
		}
	}
	for i := range 60 {
		s.yes(s.as(anna), set(action, map[string]any{"status": []string{"in_progress", "done"}[i%2]}))
	}
	if got := s.log(action); len(got) != 50 || got[49] != "done by 1" {
		t.Error("the newest 50 stay", len(got), got)
	}
}

func TestB71ANoNeedsItsReasonAndAYesClearsIt(t *testing.T) {
	s := tell(t)
	action := s.put(anna, "action", map[string]any{"title": "Lower the fees"})
	s.no(boards.BadValue, s.as(anna), set(action, map[string]any{"status": "declined"}))
	s.no(boards.BadValue, s.as(anna), set(action, map[string]any{"status": "parked", "reason": "  "}))
	s.no(boards.BadValue, s.as(anna), put(s.rng, "action", map[string]any{"status": "declined"}))
	s.yes(s.as(anna), set(action, map[string]any{"status": "declined", "reason": "Organisers set them"}))
	s.no(boards.BadValue, s.as(anna), set(action, map[string]any{"reason": ""}))
	s.yes(s.as(anna), set(action, map[string]any{"status": "parked"})) // the reason before goes on
	s.yes(s.as(anna), set(action, map[string]any{"status": "committed"}))
	if got := s.State.Record(action).Str("reason"); got != "" {
		t.Errorf("a yes keeps the reason %q", got)
	}
	s.yes(s.as(anna), set(action, map[string]any{"status": "declined"})) // taken back
	if got := s.State.Record(action).Str("reason"); got != "Organisers set them" {
		t.Errorf("a change taken back has the reason %q", got)
	}
	s.yes(s.as(anna), set(action, map[string]any{"status": "done", "reason": "They asked again"}))
	want := []string{"declined by 1 Organisers set them", "parked by 1 Organisers set them", "committed by 1", "declined by 1 Organisers set them", "done by 1 They asked again"}
	if diff := cmp.Diff(want, s.log(action)); diff != "" {
		t.Error(diff)
	}
}

func TestB71AnAssumptionIsNotAccepted(t *testing.T) {
	s := tell(t)
	said, thought := s.note(carla, "scared"), s.note(anna, "they may be scared")
	insight := s.insight(thought)
	for _, status := range []string{"accepted", "actioned", "answered"} {
		s.no(boards.Forbidden, s.as(anna), set(insight, map[string]any{"status": status}))
		s.no(boards.Forbidden, s.as(anna), put(s.rng, "insight", map[string]any{"status": status}))
	}
	s.yes(s.as(anna), set(insight, map[string]any{"status": "accepted", "evidence": []any{said}}))
	s.no(boards.Forbidden, s.as(anna), set(insight, map[string]any{"evidence": []any{}}))
	s.yes(s.as(anna), set(insight, map[string]any{"status": "draft"}))
	s.yes(s.as(carla), del(said))
	s.no(boards.Forbidden, s.as(anna), set(insight, map[string]any{"status": "accepted"}))
	s.yes(s.as(carla), boards.Op{Kind: boards.Res, ID: said})
	s.yes(s.as(anna), set(insight, map[string]any{"status": "accepted"}))
}

func TestB72TheFirstDueDateStays(t *testing.T) {
	s := tell(t)
	action := s.put(anna, "action", map[string]any{"title": "Hold the seats"})
	for _, due := range []string{"2026-12-01", "2027-01-15", "", "2027-03-01"} {
		s.yes(s.as(anna), set(action, map[string]any{"due": due}))
		if r := s.State.Record(action); r.Str("original") != "2026-12-01" || r.Str("due") != due {
			t.Errorf("due %s, originally %s", r.Str("due"), r.Str("original"))
		}
	}
	at := s.put(anna, "action", map[string]any{"due": "2026-12-24"})
	if got := s.State.Record(at).Str("original"); got != "2026-12-24" {
		t.Error("made with a date, it was originally due", got)
	}
}

func TestB73AnOverrideHasAReasonAndLiftsNoAssumption(t *testing.T) {
	s := tell(t)
	override := func(level, reason string) map[string]any {
		return map[string]any{"override": map[string]any{"level": level, "reason": reason}}
	}
	insight := s.insight()
	s.no(boards.Forbidden, s.as(anna), set(insight, override("high", "I know it")))
	s.yes(s.as(anna), set(insight, map[string]any{"evidence": []any{s.note(carla, "scared")}}))
	s.no(boards.BadValue, s.as(anna), set(insight, override("high", " ")))
	s.no(boards.Forbidden, s.as(carla), set(insight, override("high", "I know it")))
	s.yes(s.as(anna), set(insight, override("medium", "Support hears it daily")))
}

func TestB74NumbersOfRICE(t *testing.T) {
	s := tell(t)
	action := s.put(anna, "action", nil)
	rice := func(impact, effort int64) map[string]any {
		return map[string]any{"rice": map[string]any{"reach": int64(500), "impact": impact, "effort": effort}}
	}
	for _, bad := range [][2]int64{{1, 5}, {99, 5}, {100, 1}, {100, 4}} {
		s.no(boards.BadValue, s.as(anna), set(action, rice(bad[0], bad[1])))
		s.no(boards.BadValue, s.as(anna), put(s.rng, "action", rice(bad[0], bad[1])))
	}
	for _, good := range [][2]int64{{0, 0}, {25, 5}, {300, 10000}} {
		s.yes(s.as(anna), set(action, rice(good[0], good[1])))
	}
}

func TestB75ATensionJoinsTwoNotesOnce(t *testing.T) {
	s := tell(t)
	says, does, gone := s.note(carla, "price is fine"), s.note(dora, "left at the price"), s.note(emil, "x")
	s.yes(s.as(emil), del(gone))
	join := func(a, b string) boards.Op {
		return put(s.rng, "tension", map[string]any{"one": a, "other": b, "why": "says and does"})
	}
	s.no(boards.BadValue, s.as(anna), join(says, says))
	s.no(boards.NotFound, s.as(anna), join(says, gone))
	s.no(boards.NotFound, s.as(anna), join(says, ""))
	s.no(boards.Forbidden, s.as(carla), join(says, does))
	tension := join(says, does)
	s.yes(s.as(anna), tension)
	s.no(boards.Exists, s.as(ben), join(does, says))
	s.no(boards.Forbidden, s.as(anna), set(tension.ID, map[string]any{"one": gone}))
	if s.sees(carla, tension.ID) == nil {
		t.Error("customers do not see what contradicts")
	}
	s.ToPhase(1)
	if s.sees(host, tension.ID) != nil {
		t.Error("a private phase names notes")
	}
}

func TestB27HowMightWeIsAskedOfAnInsight(t *testing.T) {
	s := tell(t)
	s.no(boards.NotFound, s.as(anna), put(s.rng, "hmw", map[string]any{"text": "take the fear"}))
	s.no(boards.Forbidden, s.as(carla), put(s.rng, "hmw", map[string]any{"insight": s.insight(), "text": "take the fear"}))
	s.put(anna, "hmw", map[string]any{"insight": s.insight(), "text": "take the fear"})
}
