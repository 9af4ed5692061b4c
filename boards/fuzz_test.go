package boards_test

import (
	"math/rand/v2"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/canon"
)

// FuzzMutation: whatever ops somebody sends are refused with a closed code or decided into an entry that applies,
// encodes and replays; never a panic, and never a word of what they may not see.
func FuzzMutation(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 2))
	r := boardtest.NewRoom(rng)
	for range 40 {
		a, ops := boardtest.WorkAs(rng, r.State, r.Actors[rng.IntN(len(r.Actors))])
		b, err := canon.Append(nil, boards.EncodeOps(ops))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, uint8(rng.IntN(14)))
		_, _ = r.Ask(a, ops...)
	}
	snapshot := r.State.Encode()
	f.Fuzz(func(t *testing.T, b []byte, who uint8) {
		v, err := canon.Decode(b)
		if err != nil {
			return
		}
		ops, err := boards.DecodeOps(v)
		if err != nil {
			return
		}
		s, err := boards.DecodeState(snapshot)
		if err != nil {
			t.Fatal(err)
		}
		a := r.Actors[int(who)%len(r.Actors)]
		a.Anon = who >= 7
		e, refused := boards.Admit(s, boards.Env{Now: 1}, a, boards.Mutation{Client: "11111111-1111-4111-8111-111111111111", N: 1, Base: s.Seq, Ops: ops})
		if refused != nil {
			if refused.Message == "" || refused.Code == "" {
				t.Fatalf("a refusal without a word: %+v", refused)
			}
			return
		}
		decided, err := boards.DecodeEntry(e.Seq, e.Encode())
		if err != nil {
			t.Fatalf("an entry that cannot be read back: %v", err)
		}
		c := s.Apply(decided)
		for _, a := range boards.Audiences {
			_ = boards.EncodeViewOps([][]boards.Op{c.Shared(a)})
		}
		after := s.Encode()
		s.Revert(c)
		if again, err := boards.DecodeState(snapshot); err != nil || string(again.Encode()) != string(s.Encode()) {
			t.Fatalf("reverting left a trace (%v)", err)
		}
		s.Apply(decided)
		if string(s.Encode()) != string(after) {
			t.Fatal("applying again gives another board")
		}
	})
}

// FuzzEntry: whatever stands in a journal is read or refused; what is read applies without a panic and encodes to what it means.
func FuzzEntry(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 3))
	r := boardtest.NewRoom(rng)
	for range 60 {
		a, ops := boardtest.WorkAs(rng, r.State, r.Actors[rng.IntN(len(r.Actors))])
		_, _ = r.Ask(a, ops...)
	}
	for _, payload := range r.Journal {
		f.Add(payload)
	}
	snapshot := r.State.Encode()
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := boards.DecodeEntry(r.State.Seq+1, b)
		if err != nil {
			return
		}
		again, err := boards.DecodeEntry(e.Seq, e.Encode())
		if err != nil || string(again.Encode()) != string(e.Encode()) {
			t.Fatalf("encode∘decode is not the identity (%v)", err)
		}
		s, err := boards.DecodeState(snapshot)
		if err != nil {
			t.Fatal(err)
		}
		c := s.Apply(e)
		for _, a := range boards.Audiences {
			_ = c.Shared(a)
		}
		if _, err := boards.DecodeState(s.Encode()); err != nil {
			t.Fatalf("the board after it cannot be read back: %v", err)
		}
	})
}
