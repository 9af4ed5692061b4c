package pglog

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog/pgtest"

	"github.com/jackc/pgx/v5"
)

func TestNodesThatStartAtOnceMigrateOnce(t *testing.T) {
	t.Parallel()
	url := pgtest.For(t)
	steps := Options{Conns: 2, Migrations: []journal.Migration{
		{Name: "a", SQL: "CREATE TABLE a (n int)"},
		{Name: "b", SQL: "INSERT INTO a VALUES (1); INSERT INTO a VALUES (2)"},
	}}
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			l, err := Open(ctx, url, steps)
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			var rows int
			if err := l.ReadDB().QueryRow("SELECT count(*) FROM a").Scan(&rows); err != nil || rows != 2 {
				t.Errorf("%d rows, %v", rows, err)
			}
		})
	}
	all.Wait()
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	url := pgtest.For(t)
	openLog(t, url, names)
	_, err := Open(ctx, url, Options{})
	if err == nil || !strings.Contains(err.Error(), "newer than this program") || !strings.Contains(err.Error(), names.Migrations[0].Name) {
		t.Errorf("got %v", err)
	}
	openLog(t, url, names)
}

func TestFailedMigrationLeavesNothing(t *testing.T) {
	t.Parallel()
	url := pgtest.For(t)
	bad := journal.Migration{Name: "bad", SQL: "CREATE TABLE half (n int); INSERT INTO nowhere VALUES (1)"}
	if _, err := Open(ctx, url, Options{Migrations: []journal.Migration{bad}}); err == nil || !strings.Contains(err.Error(), "(bad)") {
		t.Errorf("got %v", err)
	}
	l := openLog(t, url, Options{Migrations: []journal.Migration{{Name: "bad", SQL: "CREATE TABLE half (n int)"}}})
	wants(t, l.Ready(ctx), nil)
}

// A commit is on disk also where the database's default would not have it so,
// and the operator is told.
func TestSettingsThatEndangerDataAreNamed(t *testing.T) {
	t.Parallel()
	url := pgtest.For(t)
	if w := openLog(t, url, Options{}).Warnings(); len(w) != 0 {
		t.Errorf("all is well: %q", w)
	}
	run(t, url, "ALTER DATABASE "+nameOf(t, url)+" SET synchronous_commit = off")
	l := openLog(t, url, Options{})
	if w := l.Warnings(); len(w) != 1 || !strings.Contains(w[0], "set synchronous_commit = on") {
		t.Errorf("got %q", w)
	}
	for name, ask := range map[string]func(*string) error{
		"the journal": func(s *string) error { return l.pool.QueryRow(ctx, "SHOW synchronous_commit").Scan(s) },
		"the rest":    func(s *string) error { return l.ReadDB().QueryRow("SHOW synchronous_commit").Scan(s) },
	} {
		var setting string
		if err := ask(&setting); err != nil || setting != "on" {
			t.Errorf("%s commits with synchronous_commit = %s, %v", name, setting, err)
		}
	}
}

func TestDatabaseNotInUTF8IsRefused(t *testing.T) {
	t.Parallel()
	u := pgtest.For(t)
	name := nameOf(t, u) + "latin"
	run(t, u, "CREATE DATABASE "+name+" ENCODING 'LATIN1' TEMPLATE template0")
	t.Cleanup(func() { run(t, u, "DROP DATABASE "+name+" WITH (FORCE)") })
	latin, err := url.Parse(u)
	if err != nil {
		t.Fatal(err)
	}
	latin.Path = "/" + name
	if _, err := Open(ctx, latin.String(), Options{}); err == nil || !strings.Contains(err.Error(), "ENCODING 'UTF8'") {
		t.Errorf("got %v", err)
	}
}

// An operator reads what is wrong, at once, and the password is not in it.
func TestWrongAddressIsNamed(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(pgtest.For(t))
	if err != nil {
		t.Fatal(err)
	}
	password, _ := u.User.Password()
	for name, wrong := range map[string]struct {
		change func(u *url.URL)
		say    string
	}{
		"no such database": {func(u *url.URL) { u.Path = "/nowhere" }, "make it with createdb"},
		"nobody there":     {func(u *url.URL) { u.Host = "127.0.0.1:1" }, "check that PostgreSQL runs"},
		"wrong password":   {func(u *url.URL) { u.User = url.UserPassword(u.User.Username(), password+"x") }, "check the user and the password"},
		"not a URL":        {func(u *url.URL) { u.RawQuery = "sslmode=perhaps" }, "sslmode"},
	} {
		u := *u
		q := u.Query()
		q.Del("sslmode") // with and without TLS, as if nobody had said
		u.RawQuery = q.Encode()
		wrong.change(&u)
		start := time.Now()
		_, err := Open(ctx, u.String(), Options{})
		if err == nil || strings.Contains(err.Error(), password) || !strings.Contains(err.Error(), wrong.say) || time.Since(start) > 3*time.Second {
			t.Errorf("%s: %v after %s", name, err, time.Since(start))
		}
	}
}

func TestAlteredEntryIsNamed(t *testing.T) {
	t.Parallel()
	url := pgtest.For(t)
	l := openLog(t, url, Options{})
	i := 0
	for name, sql := range map[string]string{
		"payload":    "UPDATE entry SET data = 'other' WHERE seq = 3 AND board = $1",
		"salt":       `UPDATE entry SET salt = '\x00000000000000000000000000000000' WHERE seq = 3 AND board = $1`,
		"commitment": `UPDATE entry SET commitment = '\x00' WHERE seq = 3 AND board = $1`,
		"id":         "UPDATE entry SET id = 'ffffffffffffffffffffffffffffffff' WHERE seq = 3 AND board = $1",
		"missing":    "DELETE FROM entry WHERE seq = 3 AND board = $1",
		"tail":       "DELETE FROM entry WHERE seq >= 3 AND board = $1",
		"head":       "UPDATE board SET head_seq = 2, head_id = (SELECT id FROM entry WHERE seq = 2 AND board = $1) WHERE id = $1",
	} {
		board := fmt.Sprint("b", i)
		i++
		all := mustCreate(t, l, board, "1", "2", "3", "4")
		wants(t, l.Write(ctx, func(tx Tx) error { _, err := tx.Exec(sql, board); return err }), nil)
		_, _, err := l.Load(ctx, board)
		corrupt, ok := errors.AsType[*journal.CorruptError](err)
		if !ok || corrupt.Board != board || corrupt.Seq != 3 {
			t.Errorf("%s: got %v, want entry 3 of board %s named", name, err, board)
		}
		_, err = l.Commit(ctx, board, all[1].Pos, say("5"))
		if _, ok := errors.AsType[*journal.CorruptError](err); !ok {
			t.Errorf("%s: commit over damage: %v", name, err)
		}
	}
	mustCreate(t, l, "lost", "1")
	exec(t, l, "DELETE FROM board WHERE id = 'lost'")
	_, _, err := l.Load(ctx, "lost")
	_, createErr := l.Create(ctx, "lost", payloads("1"))
	_, commitErr := l.Commit(ctx, "lost", journal.Pos{}, say("1"))
	for _, err := range []error{err, createErr, commitErr} {
		if _, ok := errors.AsType[*journal.CorruptError](err); !ok {
			t.Errorf("lost head: %v", err)
		}
	}
	mustCreate(t, l, "other", "1")
	if got := texts(t, l, "other"); got != "1" {
		t.Errorf("the other board holds %q", got)
	}
}

func TestDamagedSnapshotFallsBack(t *testing.T) {
	t.Parallel()
	l := openLog(t, pgtest.For(t), Options{})
	all := mustCreate(t, l, "b", "1", "2", "3")
	for _, e := range all[:2] {
		wants(t, l.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: e.Pos, Data: []byte(fmt.Sprint("at ", e.Seq))}), nil)
	}
	loads := func(seq int64, data string) {
		t.Helper()
		s, entries, err := l.Load(ctx, "b")
		if err != nil || s.Seq != seq || string(s.Data) != data || len(entries) != 3-int(seq) {
			t.Errorf("got snapshot %d %q, %d entries, %v", s.Seq, s.Data, len(entries), err)
		}
	}
	loads(2, "at 2")
	exec(t, l, "UPDATE snapshot SET data = 'at 9' WHERE seq = 2")
	loads(1, "at 1")
	exec(t, l, "UPDATE snapshot SET id = 'another past' WHERE seq = 1")
	loads(0, "")
}

func nameOf(t *testing.T, database string) string {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/")
}

func run(t *testing.T, url, sql string) {
	t.Helper()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatal(err)
	}
}
