package sqlitelog

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/journaltest"
)

var ctx = context.Background()

func TestMain(m *testing.M) {
	if child := children[os.Getenv("SQLITELOG_TEST_CHILD")]; child != nil {
		child(os.Getenv("SQLITELOG_TEST_DIR"))
		return
	}
	os.Exit(m.Run())
}

// children are what this test program does when it starts itself anew, to be
// killed or to run out of room.
var children = map[string]func(dir string){}

// TestContract takes opening without closing for a crash: the files are copied
// as they are at that moment and opened elsewhere.
func TestContract(t *testing.T) {
	journaltest.Run(t, func(t *testing.T) func() journal.Journal {
		dir := t.TempDir()
		var old *Log
		return func() journal.Journal {
			if old != nil && !old.closed {
				dir = copyFiles(t, dir)
			}
			old = openLog(t, dir, Options{})
			return old
		}
	})
}

func openLog(t *testing.T, dir string, opt Options) *Log {
	t.Helper()
	l, err := Open(dir, opt)
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

func copyFiles(t *testing.T, from string) (to string) {
	t.Helper()
	to = t.TempDir()
	for _, name := range []string{FileName, FileName + "-wal"} {
		in, err := os.Open(filepath.Join(from, name))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		out, err := os.Create(filepath.Join(to, name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(out, in); err != nil {
			t.Fatal(err)
		}
		in.Close()
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return to
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

func mustCreate(t *testing.T, l *Log, board string, words ...string) []journal.Entry {
	t.Helper()
	entries, err := l.Create(ctx, board, payloads(words...))
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func wants(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
}
