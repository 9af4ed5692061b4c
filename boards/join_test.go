package boards_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

// B-55
func TestEverybodyHasALetterOfTheirOwn(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	s := newBoard(t, boardtest.Plain(), boards.BoardInfo{})
	seen := map[string]bool{}
	for i := range 60 {
		member := boardtest.ID(rng)
		ops := boards.JoinOps(s, boards.Join{Member: member, Role: boardtest.Roles[i%len(boardtest.Roles)], Draw: rng.Uint64()})
		e, err := boards.Admit(s, boards.Env{}, boards.Actor{System: true}, boards.Mutation{Ops: ops})
		if err != nil {
			t.Fatal(err)
		}
		s.Apply(e)
		voice := s.Record(member).Str("voice")
		if want := 1 + i/26; seen[voice] || len(voice) != min(want, 2) {
			t.Errorf("person %d is voice %q", i, voice)
		}
		seen[voice] = true
	}
}

// B-55: neither the side nor who came when can be told from the letters.
func TestLettersAreDrawnAlikeForAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	s := newBoard(t, boardtest.Plain(), boards.BoardInfo{})
	for _, role := range []boards.Role{boards.Facilitator, boards.Client} {
		drawn := map[string]int{}
		for range 26_000 {
			drawn[boards.JoinOps(s, boards.Join{Member: "m", Role: role, Draw: rng.Uint64()})[0].Rec.F["voice"].(string)]++
		}
		for c := 'A'; c <= 'Z'; c++ {
			if n := drawn[string(c)]; n < 850 || n > 1150 {
				t.Errorf("%s: %c was drawn %d times of 26,000", role, c, n)
			}
		}
	}
}

func TestSomebodyWithoutADevice(t *testing.T) {
	s := newBoard(t, boardtest.Plain(), boards.BoardInfo{})
	ops := boards.JoinOps(s, boards.Join{Member: "m", Name: "Otto", Role: boards.Client, Seat: "none"})
	if f := ops[0].Rec.F; f["seat"] != "none" || f["side"] != "customer" || f["pseudonym"] != "P1" {
		t.Error(fmt.Sprint(f))
	}
}

// I-7: whoever joins, or is brought in, while others write or vote does not come in a colour that counts what they wrote.
func TestJoiningTellsNothingOfWhatIsHidden(t *testing.T) {
	s := tell(t)
	join := func() map[string]any {
		return boards.JoinOps(s.State, boards.Join{Member: "m", Role: boards.Client, Seat: "none"})[0].Rec.F
	}
	s.phase(ask("dots", "note", map[string]any{"budget": int64(5)}))
	note := s.note(anna, "x")
	before := join()
	s.yes(s.as(carla), s.answer(note, 1, nil))
	if after := join(); !maps.Equal(before, after) {
		t.Errorf("a vote is told: %v, before it %v", after, before)
	}
	s.ToPhase(1)
	s.note(carla, "private")
	if after := join(); !maps.Equal(before, after) {
		t.Errorf("a private note is told: %v, before it %v", after, before)
	}
}
