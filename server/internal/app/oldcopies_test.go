package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"feltboard/realtime/journal"
)

// copies that an upgrade or a restore left go after 30 days, at the start and daily; nobody's own files do.
func TestOldCopiesOfTheDataGo(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	files := map[string]struct {
		days int
		goes bool
	}{
		"backup-before-7.db": {31, true}, "backup-before-7.db-wal": {31, true}, "backup-before-12.db": {29, false},
		"before-restore-20261022T120000.000.db": {0, true}, "before-restore-20261120T120000.000.db": {40, false}, // by its name
		"feltboard.db": {40, false}, "feltboard.db-wal": {40, false}, "backup-before-the-party.db": {40, false},
		"felt-2026-01-01.db": {40, false}, "my-backup-before-7.db": {40, false}, "before-restore-of-mine.db": {40, false},
	}
	for name, f := range files {
		path := filepath.Join(dir, name)
		made := now.AddDate(0, 0, -f.days)
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, made, made); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "backup-before-1.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	look := func() (left []string) {
		t.Helper()
		all, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			left = append(left, f.Name())
		}
		return left
	}
	dropCopies(dir, now, slog.New(slog.DiscardHandler))
	left := look()
	for name, f := range files {
		if slices.Contains(left, name) == f.goes {
			t.Errorf("%s is there: %v", name, !f.goes)
		}
	}
	if !slices.Contains(left, "backup-before-1.db") {
		t.Error("a folder is gone")
	}
	dropCopies(filepath.Join(dir, "nowhere"), now, slog.New(slog.DiscardHandler))

	// The server does so as it starts.
	a := opened(t, journal.NewMemory())
	old := filepath.Join(a.cfg.Data, "backup-before-3.db")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	month := now.AddDate(-1, 0, 0)
	if err := os.Chtimes(old, month, month); err != nil {
		t.Fatal(err)
	}
	a.eraser.aged = time.Time{}
	if err := a.eraser.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("it is there after a start")
	}
}
