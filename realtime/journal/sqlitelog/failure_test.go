package sqlitelog

import (
	"bytes"
	"database/sql/driver"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/realtime/journal"
)

type sqliteValue = driver.Value

// fillUp commits until there is no room and returns what was acknowledged.
func fillUp(l *Log) (acked int) {
	heads, err := l.Heads(ctx, []string{"b"})
	check(err)
	head := heads["b"]
	page := bytes.Repeat([]byte("x"), 20_000)
	for {
		entries, err := l.Commit(ctx, "b", head, func([]journal.Entry) ([][]byte, error) { return [][]byte{page, page}, nil })
		if err != nil {
			check(expectFull(err))
			return acked
		}
		acked += len(entries)
		head = entries[1].Pos
	}
}

func expectFull(err error) error {
	if !errors.Is(err, journal.ErrFull) {
		return fmt.Errorf("want a full disk, got %v", err)
	}
	return nil
}

func expectEntries(l *Log, n int) error {
	entries, err := l.Read(ctx, "b", journal.Pos{}, 0)
	if err == nil && len(entries) != n {
		err = fmt.Errorf("%d entries were acknowledged, %d are there", n, len(entries))
	}
	return err
}

// F05: the batch gets ErrFull with nothing half-done, reading goes on, and
// commits work again once there is room.
func TestFullDatabase(t *testing.T) {
	l := openLog(t, t.TempDir(), Options{Fatal: func(err error) { t.Errorf("fatal: %v", err) }})
	mustCreate(t, l, "b")
	pages := func(n int) {
		err := l.Write(ctx, func(tx Tx) error {
			_, err := tx.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", n))
			return err
		})
		wants(t, err, nil)
	}
	pages(200)
	acked := fillUp(l)
	if acked == 0 {
		t.Fatal("nothing fitted")
	}
	wants(t, expectEntries(l, acked), nil)
	// Everyone in a batch that does not fit is told.
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			_, err := l.Create(ctx, "other", [][]byte{make([]byte, 1<<20)})
			wants(t, err, journal.ErrFull)
		})
	}
	all.Wait()
	pages(1 << 20)
	mustCreate(t, l, "other", "room again")
	wants(t, expectEntries(l, acked), nil)
}

// fsyncFailed stands for the driver's error, whose fields are its own.
type fsyncFailed struct{}

func (fsyncFailed) Error() string { return "disk I/O error" }
func (fsyncFailed) Code() int     { return 1034 } // SQLITE_IOERR_FSYNC

// F04: after a disk error the answer is what a new connection finds.
func TestDiskErrorDuringCommit(t *testing.T) {
	for _, c := range []struct {
		name      string
		committed bool
	}{{"before the commit", false}, {"after the commit", true}} {
		t.Run(c.name, func(t *testing.T) {
			l := openLog(t, t.TempDir(), Options{Fatal: func(err error) { t.Errorf("fatal: %v", err) }})
			head := mustCreate(t, l, "b", "1")[0].Pos
			failOnce(t, l, c.committed)
			entries, err := l.Commit(ctx, "b", head, say("2"))
			if c.committed {
				if err != nil || len(entries) != 1 {
					t.Errorf("the commit is in the file, got %v, %v", entries, err)
				}
			} else if !isDiskFailure(err) || errors.Is(err, journal.ErrUnknown) {
				t.Errorf("got %v", err)
			}
			if _, err := l.Commit(ctx, "b", head, say("3")); err != nil {
				t.Errorf("the journal did not recover: %v", err)
			}
			want := "1 3"
			if c.committed {
				want = "1 2 3"
			}
			if got := texts(t, l, "b"); got != want {
				t.Errorf("board holds %q, want %q", got, want)
			}
		})
	}
	t.Run("of a write without entries", func(t *testing.T) {
		l := openLog(t, t.TempDir(), Options{})
		failOnce(t, l, true)
		wants(t, l.Ready(ctx), nil)
	})
}

func TestSecondDiskErrorIsFatal(t *testing.T) {
	fatal := make(chan error, 2)
	l := openLog(t, t.TempDir(), Options{Fatal: func(err error) { fatal <- err }})
	head := mustCreate(t, l, "b", "1")[0].Pos
	failOnce(t, l, false)
	if err := l.Ready(ctx); !isDiskFailure(err) {
		t.Errorf("got %v", err)
	}
	failOnce(t, l, false)
	_, err := l.Commit(ctx, "b", head, say("2"))
	wants(t, err, journal.ErrUnknown)
	if err := <-fatal; !strings.Contains(err.Error(), "start the server again") {
		t.Errorf("the operator is told %q", err)
	}
	_, err = l.Commit(ctx, "b", head, say("3"))
	if err == nil || l.Ready(ctx) == nil {
		t.Error("a broken journal commits")
	}
	if got := texts(t, l, "b"); got != "1" {
		t.Errorf("board holds %q", got)
	}
}

// failOnce makes the next commit fail, before it reached the file or after.
func failOnce(t *testing.T, l *Log, committed bool) {
	t.Helper()
	// The writer goroutine is the one to touch its own fields.
	err := l.do(ctx, &request{run: func(w *writer, r *request) error {
		r.wrote = true // so that this very request is committed,
		skip := true   // which is not the commit that is to fail
		w.fault = func(after bool) error {
			if skip {
				skip = !after
				return nil
			}
			if after != committed {
				return nil
			}
			w.fault = nil
			return fsyncFailed{}
		}
		return nil
	}})
	wants(t, err, nil)
}

// F06: whatever byte is altered, a board is whole or refused with an error that
// names it; another history is never served.
func TestFlippedByte(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	const boards, each = 6, 25
	want := map[string][]journal.Entry{}
	for b := range boards {
		id := fmt.Sprint("board-", b)
		all := mustCreate(t, l, id, "first")
		for n := range each {
			entries, err := l.Commit(ctx, id, all[len(all)-1].Pos, say(fmt.Sprint(id, " says ", n, strings.Repeat(".", 40))))
			wants(t, err, nil)
			all = append(all, entries...)
			if n == 5 || n == 10 {
				wants(t, l.SaveSnapshot(ctx, id, journal.Snapshot{Pos: entries[0].Pos, Data: []byte(fmt.Sprint("state at ", n))}), nil)
			}
		}
		want[id] = all
	}
	wants(t, l.Close(), nil)
	file, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	refused := 0
	for range 200 {
		altered := bytes.Clone(file)
		at := random.IntN(len(altered))
		altered[at] ^= byte(1 << random.IntN(8))
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, FileName), altered, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := Open(dir, Options{})
		if err != nil {
			refused++
			continue
		}
		for id, all := range want {
			s, entries, err := l.Load(ctx, id)
			if err != nil {
				refused++
				if !isCorrupt(err) && !errors.Is(err, journal.ErrNotFound) {
					t.Errorf("byte %d: board %s is refused with %v", at, id, err)
				}
				continue
			}
			if s.Seq > 0 && string(s.Data) != fmt.Sprint("state at ", s.Seq-2) {
				t.Errorf("byte %d: board %s has the snapshot %q at %d", at, id, s.Data, s.Seq)
			}
			if int(s.Seq)+len(entries) != len(all) {
				t.Errorf("byte %d: board %s has %d entries after %d", at, id, len(entries), s.Seq)
				continue
			}
			for i, e := range entries {
				if w := all[int(s.Seq)+i]; e.Pos != w.Pos || !bytes.Equal(e.Data, w.Data) {
					t.Errorf("byte %d: board %s has an altered entry %d", at, id, e.Seq)
				}
			}
		}
		l.Close()
	}
	t.Logf("%d refusals", refused)
	if refused == 0 {
		t.Error("no alteration was ever noticed")
	}
}

func isCorrupt(err error) bool {
	_, ok := errors.AsType[*journal.CorruptError](err)
	return ok
}

func TestAlteredEntryIsNamed(t *testing.T) {
	for name, sql := range map[string]string{
		"payload":    "UPDATE entry SET data = CAST('other' AS BLOB) WHERE seq = 3 AND board = 'b'",
		"salt":       "UPDATE entry SET salt = zeroblob(16) WHERE seq = 3 AND board = 'b'",
		"commitment": "UPDATE entry SET commitment = zeroblob(32) WHERE seq = 3 AND board = 'b'",
		"id":         "UPDATE entry SET id = 'ffffffffffffffffffffffffffffffff' WHERE seq = 3 AND board = 'b'",
		"missing":    "DELETE FROM entry WHERE seq = 3 AND board = 'b'",
		"tail":       "DELETE FROM entry WHERE seq >= 3 AND board = 'b'",
		"head":       "UPDATE board SET head_seq = 2, head_id = (SELECT id FROM entry WHERE seq = 2 AND board = 'b') WHERE id = 'b'",
	} {
		t.Run(name, func(t *testing.T) {
			l := openLog(t, t.TempDir(), Options{})
			all := mustCreate(t, l, "b", "1", "2", "3", "4")
			mustCreate(t, l, "other", "1")
			wants(t, l.Write(ctx, func(tx Tx) error { _, err := tx.Exec(sql); return err }), nil)
			_, _, err := l.Load(ctx, "b")
			corrupt, ok := errors.AsType[*journal.CorruptError](err)
			if !ok || corrupt.Board != "b" || corrupt.Seq != 3 {
				t.Errorf("got %v, want entry 3 of board b named", err)
			}
			if _, err = l.Commit(ctx, "b", all[1].Pos, say("5")); !isCorrupt(err) {
				t.Errorf("commit over damage: %v", err)
			}
			if got := texts(t, l, "other"); got != "1" {
				t.Errorf("the other board holds %q", got)
			}
		})
	}
	t.Run("lost head", func(t *testing.T) {
		l := openLog(t, t.TempDir(), Options{})
		mustCreate(t, l, "b", "1")
		wants(t, l.Write(ctx, func(tx Tx) error {
			_, err := tx.Exec("PRAGMA defer_foreign_keys = ON; UPDATE entry SET board = 'c'; INSERT INTO board VALUES ('c', 1, '', 0, 0); DELETE FROM board WHERE id = 'b'")
			return err
		}), nil)
		_, _, err := l.Load(ctx, "c")
		if !isCorrupt(err) {
			t.Errorf("got %v", err)
		}
	})
}

func TestDamagedSnapshotFallsBack(t *testing.T) {
	l := openLog(t, t.TempDir(), Options{})
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
	exec := func(sql string) {
		t.Helper()
		wants(t, l.Write(ctx, func(tx Tx) error { _, err := tx.Exec(sql); return err }), nil)
	}
	loads(2, "at 2")
	exec("UPDATE snapshot SET data = CAST('at 9' AS BLOB) WHERE seq = 2")
	loads(1, "at 1")
	exec("UPDATE snapshot SET id = 'another past' WHERE seq = 1")
	loads(0, "")
}

// F14: an older copy of the database is put in place and another client writes
// until the numbers coincide; who knew the lost past is told.
func TestRewoundHistoryIsNoticed(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	head := mustCreate(t, l, "b", "1")[0].Pos
	older := filepath.Join(t.TempDir(), FileName)
	wants(t, Backup(ctx, dir, older), nil)
	lost, err := l.Commit(ctx, "b", head, say("2"))
	wants(t, err, nil)
	wants(t, l.Close(), nil)

	l = openLog(t, filepath.Dir(older), Options{})
	again, err := l.Commit(ctx, "b", head, say("2"))
	wants(t, err, nil)
	if again[0].Seq != lost[0].Seq || again[0].ID == lost[0].ID {
		t.Errorf("the same words in another past are %v, were %v", again[0].Pos, lost[0].Pos)
	}
	_, err = l.Commit(ctx, "b", lost[0].Pos, say("3"))
	wants(t, err, journal.ErrRewound)
	_, err = l.Read(ctx, "b", lost[0].Pos, 0)
	wants(t, err, journal.ErrRewound)
}
