package journaltest

import (
	"errors"
	"strings"
	"testing"

	"feltboard/realtime/journal"
)

// add commits words after seen and returns the new head.
func add(t *testing.T, j journal.Journal, board string, seen journal.Pos, words ...string) journal.Pos {
	t.Helper()
	got := must(j.Commit(ctx, board, seen, decideOn(words...)))(t)
	equal(t, len(got), len(words))
	if len(got) == 0 {
		return seen
	}
	return last(got)
}

func decideOn(words ...string) journal.Decide {
	return func([]journal.Entry) ([][]byte, error) { return bytesOf(words...), nil }
}

// whole reads a board's history from the start.
func whole(t *testing.T, j journal.Journal, board string) []journal.Entry {
	t.Helper()
	return must(j.Read(ctx, board, journal.Pos{}, 0))(t)
}

func last(entries []journal.Entry) journal.Pos { return entries[len(entries)-1].Pos }

func bytesOf(words ...string) [][]byte {
	var all [][]byte
	for _, w := range words {
		all = append(all, []byte(w))
	}
	return all
}

func texts(entries []journal.Entry) string {
	var all []string
	for _, e := range entries {
		all = append(all, string(e.Data))
	}
	return strings.Join(all, " ")
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
}

func equal[T comparable](t *testing.T, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func same(t *testing.T, got, want []journal.Entry) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("got %d entries, want %d", len(got), len(want))
		return
	}
	for i := range got {
		if got[i].Pos != want[i].Pos || string(got[i].Data) != string(want[i].Data) {
			t.Errorf("entry %d: got %v %q, want %v %q", i, got[i].Pos, got[i].Data, want[i].Pos, want[i].Data)
		}
	}
}

func head(t *testing.T, j journal.Journal, board string) journal.Pos {
	t.Helper()
	return must(j.Heads(ctx, []string{board}))(t)[board]
}
