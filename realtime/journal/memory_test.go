package journal_test

import (
	"context"
	"encoding/hex"
	"errors"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/journaltest"
)

func TestMemoryKeepsTheContract(t *testing.T) {
	journaltest.Run(t, func(t *testing.T) func() journal.Journal {
		m := journal.NewMemory()
		return func() journal.Journal {
			m = m.Clone()
			return m
		}
	})
}

func TestMemoryHooksFailBeforeOrAfterTheWrite(t *testing.T) {
	ctx := context.Background()
	m := journal.NewMemory()
	yes := func([]journal.Entry) ([][]byte, error) { return [][]byte{[]byte("x")}, nil }
	if _, err := m.Create(ctx, "b", nil); err != nil {
		t.Fatal(err)
	}

	m.FailAppends(func(board string, n int) error { return journal.ErrFull })
	if _, err := m.Commit(ctx, "b", journal.Pos{}, yes); !errors.Is(err, journal.ErrFull) {
		t.Errorf("got %v", err)
	}
	if err := m.Ready(ctx); !errors.Is(err, journal.ErrFull) {
		t.Errorf("ready while full: %v", err)
	}
	if heads, _ := m.Heads(ctx, []string{"b"}); heads["b"].Seq != 0 {
		t.Error("a failed append left an entry")
	}
	m.FailAppends(nil)

	m.FailReplies(func(board string, n int) error { return journal.ErrUnknown })
	if _, err := m.Commit(ctx, "b", journal.Pos{}, yes); !errors.Is(err, journal.ErrUnknown) {
		t.Errorf("got %v", err)
	}
	if heads, _ := m.Heads(ctx, []string{"b"}); heads["b"].Seq != 1 {
		t.Error("the entry of a lost reply did not stay")
	}
}

// The chain is a stored format: an id computed today must be computed the same
// by every later version.
func TestSealIsTheStoredFormat(t *testing.T) {
	a := journal.Seal(journal.Pos{}, []byte("a"))
	a.Salt, a.Data = []byte("0123456789abcdef"), []byte("a")
	if a.Verify(journal.Pos{}) == nil {
		t.Error("another salt went unnoticed")
	}
	s := journal.Seal(journal.Pos{Seq: 1, ID: a.ID}, nil)
	if err := s.Verify(a.Pos); err != nil {
		t.Error(err)
	}
	s.Data = []byte("x")
	if s.Verify(a.Pos) == nil {
		t.Error("another payload went unnoticed")
	}

	fixed := journal.Sealed{Salt: []byte("0123456789abcdef")}
	fixed.Seq, fixed.Data = 2, []byte("felt")
	fixed.Commitment = hexBytes(t, commitmentOfFelt)
	fixed.ID = idOfFelt
	if err := fixed.Verify(journal.Pos{Seq: 1, ID: "000102030405060708090a0b0c0d0e0f"}); err != nil {
		t.Errorf("a stored entry is no longer recognised: %v", err)
	}
}

// Computed by another program than this one.
const (
	commitmentOfFelt = "8b4c05e91a6b15b39524db948ff9ddb9eec9de565507ce7af28ff9d77497cc38"
	idOfFelt         = "d0642dc3dfe8eadf670f338929e79c66"
)

func hexBytes(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
