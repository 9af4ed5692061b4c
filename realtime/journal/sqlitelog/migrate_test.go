package sqlitelog

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltboard/realtime/journal"
)

func TestNewerDatabaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	newer := journal.Migration{Name: "accounts/0001", SQL: "CREATE TABLE account (id TEXT)"}
	l := openLog(t, dir, Options{Migrations: []journal.Migration{newer}})
	wants(t, l.Close(), nil)
	_, err := Open(dir, Options{})
	if err == nil || !strings.Contains(err.Error(), "newer than this program") || !strings.Contains(err.Error(), newer.Name) {
		t.Errorf("got %v", err)
	}
	openLog(t, dir, Options{Migrations: []journal.Migration{newer}})
}

func TestMigrationsRunOnceAndInOrder(t *testing.T) {
	dir := t.TempDir()
	all := []journal.Migration{
		{Name: "a", SQL: "CREATE TABLE a (n INTEGER)"},
		{Name: "b", SQL: "INSERT INTO a VALUES (1); INSERT INTO a VALUES (2)"},
	}
	for n := range 3 {
		l := openLog(t, dir, Options{Migrations: all[:min(n+1, 2)]})
		var rows int
		if err := l.ReadDB().QueryRow("SELECT count(*) FROM a").Scan(&rows); err != nil || rows != []int{0, 2, 2}[n] {
			t.Errorf("opening %d: %d rows, %v", n, rows, err)
		}
		wants(t, l.Close(), nil)
	}
	// A new database is not copied, one that holds something is.
	copies, err := filepath.Glob(filepath.Join(dir, "*backup*"))
	if err != nil || len(copies) != 1 || filepath.Base(copies[0]) != "backup-before-4.db" {
		t.Errorf("found copies %v, %v", copies, err)
	}
}

func TestFailedMigrationLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	bad := journal.Migration{Name: "bad", SQL: "CREATE TABLE half (n INTEGER); INSERT INTO nowhere VALUES (1)"}
	if _, err := Open(dir, Options{Migrations: []journal.Migration{bad}}); err == nil || !strings.Contains(err.Error(), "(bad)") {
		t.Errorf("got %v", err)
	}
	l := openLog(t, dir, Options{Migrations: []journal.Migration{{Name: "bad", SQL: "CREATE TABLE half (n INTEGER)"}}})
	wants(t, l.Ready(ctx), nil)
}

func TestFilesAreForThisUserOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data % folder?#") // and any name will do
	l := openLog(t, dir, Options{})
	mustCreate(t, l, "b", "1")
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v, %v", info.Mode(), err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) < 3 {
		t.Fatalf("found %v, %v", files, err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f.Name(), info.Mode(), err)
		}
	}
}

func TestOldSQLiteIsRefused(t *testing.T) {
	for version, good := range map[string]bool{
		"3.51.2": false, "3.50.9": false, "2.99.99": false, "3.51.3": true, "3.51.10": true, "3.52.0": true, "4.0.0": true, "3.51.3.1": true,
	} {
		if err := checkVersionOf(version); (err == nil) != good {
			t.Errorf("%s: %v", version, err)
		}
	}
}
