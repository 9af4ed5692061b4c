package pglog

import (
	"context"
	"errors"
	"strings"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/journaltest"
	"feltboard/realtime/journal/pglog/pgtest"
)

var ctx = context.Background()

// TestContract takes opening without closing for a node that hangs: the next
// one opens beside it.
func TestContract(t *testing.T) {
	t.Parallel()
	journaltest.Run(t, func(t *testing.T) func() journal.Journal {
		url := pgtest.For(t)
		return func() journal.Journal { return openLog(t, url, Options{}) }
	})
}

func openLog(t testing.TB, url string, opt Options) *Log {
	t.Helper()
	l, err := Open(ctx, url, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func say(words ...string) journal.Decide {
	return func([]journal.Entry) ([][]byte, error) { return payloads(words...), nil }
}

func payloads(words ...string) [][]byte {
	var all [][]byte
	for _, w := range words {
		all = append(all, []byte(w))
	}
	return all
}

func texts(t *testing.T, l *Log, board string) string {
	t.Helper()
	entries, err := l.Read(ctx, board, journal.Pos{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, string(e.Data))
	}
	return strings.Join(all, " ")
}

func mustCreate(t testing.TB, l *Log, board string, words ...string) []journal.Entry {
	t.Helper()
	entries, err := l.Create(ctx, board, payloads(words...))
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func wants(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
}

func exec(t *testing.T, l *Log, sql string) {
	t.Helper()
	wants(t, l.Write(ctx, func(tx Tx) error { _, err := tx.Exec(sql); return err }), nil)
}
