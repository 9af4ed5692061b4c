package backup

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/realtime/journal/sqlitelog"
)

var ctx = context.Background()

// notes stand for the tables beside the journal's: one that numbers its rows and may only grow, and one that refers to it.
var (
	notes   = []journal.Migration{{Name: "notes", SQL: `CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, words TEXT, bytes BLOB, yes INTEGER NOT NULL DEFAULT 1) STRICT; CREATE TABLE reply (note INTEGER NOT NULL REFERENCES note (id)) STRICT`}}
	pgNotes = []journal.Migration{{Name: "notes", SQL: `CREATE TABLE note (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text, bytes bytea, yes boolean NOT NULL DEFAULT true); CREATE TABLE reply (note bigint NOT NULL REFERENCES note (id));
		CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$;
		CREATE TRIGGER note_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON note EXECUTE FUNCTION refuse()`}}
)

func places(t *testing.T) map[string]Place {
	return map[string]Place{
		"SQLite":     {Dir: filepath.Join(t.TempDir(), "data"), Tables: notes, PostgresTables: pgNotes},
		"PostgreSQL": {Dir: t.TempDir(), DatabaseURL: pgtest.For(t), Tables: notes, PostgresTables: pgNotes},
	}
}

// log is a server's journal, with what lives beside it.
type log interface {
	journal.Journal
	note(words any) error
}

type sqlite struct{ *sqlitelog.Log }

func (l sqlite) note(words any) error {
	return l.Write(ctx, func(tx sqlitelog.Tx) error {
		if _, err := tx.Exec("INSERT INTO note (words, bytes) VALUES (?, x'00ff')", words); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO reply SELECT max(id) FROM note")
		return err
	})
}

type postgreSQL struct{ *pglog.Log }

func (l postgreSQL) note(words any) error {
	return l.Write(ctx, func(tx pglog.Tx) error {
		if _, err := tx.Exec(`INSERT INTO note (words, bytes) VALUES ($1, '\x00ff')`, words); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO reply SELECT max(id) FROM note")
		return err
	})
}

func open(t *testing.T, p Place) log {
	t.Helper()
	var l log
	if p.DatabaseURL == "" {
		s, err := sqlitelog.Open(p.Dir, sqlitelog.Options{Migrations: p.Tables})
		if err != nil {
			t.Fatal(err)
		}
		l = sqlite{s}
	} else {
		s, err := pglog.Open(ctx, p.DatabaseURL, pglog.Options{Migrations: p.PostgresTables})
		if err != nil {
			t.Fatal(err)
		}
		l = postgreSQL{s}
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func add(t *testing.T, l log, board string, after journal.Pos, words string) journal.Pos {
	t.Helper()
	entries, err := l.Commit(ctx, board, after, func([]journal.Entry) ([][]byte, error) { return [][]byte{[]byte(words)}, nil })
	if err != nil {
		t.Fatal(err)
	}
	return entries[0].Pos
}

// F35: from either database into either, with what was there kept.
func TestBackupAndRestore(t *testing.T) {
	for from := range places(t) {
		for to := range places(t) {
			t.Run(from+" to "+to, func(t *testing.T) {
				source, target := places(t)[from], places(t)[to]
				l := open(t, source)
				if _, err := l.Create(ctx, "b", [][]byte{[]byte("1")}); err != nil {
					t.Fatal(err)
				}
				heads, _ := l.Heads(ctx, []string{"b"})
				at := add(t, l, "b", heads["b"], "2")
				if err := l.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: at, Data: []byte("folded")}); err != nil {
					t.Fatal(err)
				}
				for _, words := range []any{"grüße 😀", nil} {
					if err := l.note(words); err != nil {
						t.Fatal(err)
					}
				}
				file := filepath.Join(t.TempDir(), "copy.db")
				if c, err := Write(ctx, source, file); err != nil || c != (sqlitelog.Contents{Boards: 1, Entries: 2}) {
					t.Fatalf("the backup holds %+v, %v", c, err)
				}
				add(t, l, "b", at, "3") // and life goes on

				other := open(t, target)
				if _, err := other.Create(ctx, "old", [][]byte{[]byte("x")}); err != nil {
					t.Fatal(err)
				}
				if target.DatabaseURL == "" {
					other.Close()
				}
				aside, err := Restore(ctx, file, target)
				if err != nil {
					t.Fatal(err)
				}
				if c, err := sqlitelog.Check(ctx, aside); err != nil || c.Boards != 1 {
					t.Errorf("what was there is kept as %+v, %v", c, err)
				}
				if target.DatabaseURL == "" {
					other = open(t, target)
				}
				boards, err := other.Boards(ctx)
				if err != nil || fmt.Sprint(boards) != "[b]" {
					t.Errorf("it holds %v, %v", boards, err)
				}
				s, entries, err := other.Load(ctx, "b")
				if err != nil || s.Pos != at || string(s.Data) != "folded" || len(entries) != 0 {
					t.Errorf("it loads %v, %d entries, %v", s, len(entries), err)
				}
				if err := other.note("one more"); err != nil {
					t.Errorf("a row with a number of its own: %v", err)
				}
				add(t, other, "b", at, "4")
			})
		}
	}
}

func TestANewerBackupIsRefused(t *testing.T) {
	newer := Place{Dir: filepath.Join(t.TempDir(), "data"), Tables: append(notes[:1:1], journal.Migration{Name: "later", SQL: "CREATE TABLE later (x) "})}
	l := open(t, newer)
	file := filepath.Join(t.TempDir(), "copy.db")
	if _, err := Write(ctx, newer, file); err != nil {
		t.Fatal(err)
	}
	l.Close()
	older := places(t)["SQLite"]
	if _, err := Restore(ctx, file, older); err == nil {
		t.Error("it was restored")
	}
	if _, err := sqlitelog.Check(ctx, filepath.Join(older.Dir, sqlitelog.FileName)); err == nil {
		t.Error("something was put in place")
	}
}
