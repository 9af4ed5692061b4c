package sqlitelog

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"feltboard/realtime/journal"
)

// F35
func TestBackupWhileWriting(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	pos := mustCreate(t, l, "b", "0")[0].Pos
	stop := make(chan bool)
	var writing sync.WaitGroup
	writing.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := l.Commit(ctx, "b", pos, say("x")); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 5 {
		heads, err := l.Heads(ctx, []string{"b"})
		before := heads["b"]
		wants(t, err, nil)
		to := filepath.Join(t.TempDir(), "copy.db")
		wants(t, Backup(ctx, dir, to), nil)
		if c, err := Check(ctx, to); err != nil || c.Boards != 1 || c.Entries < before.Seq {
			t.Errorf("the copy of %d entries holds %+v, %v", before.Seq, c, err)
		}
		elsewhere := filepath.Join(t.TempDir(), "data")
		aside, err := Restore(ctx, to, elsewhere)
		wants(t, err, nil)
		if aside != "" {
			t.Errorf("nothing was there, but it was kept in %s", aside)
		}
		entries, err := openLog(t, elsewhere, Options{}).Read(ctx, "b", journal.Pos{}, 0)
		if err != nil || int64(len(entries)) < before.Seq {
			t.Errorf("the copy holds %d of %d entries, %v", len(entries), before.Seq, err)
		}
	}
	close(stop)
	writing.Wait()
}

func TestRestoreKeepsWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	head := mustCreate(t, l, "b", "old")[0].Pos
	file := filepath.Join(t.TempDir(), "copy.db")
	wants(t, Backup(ctx, dir, file), nil)
	_, err := l.Commit(ctx, "b", head, say("new"))
	wants(t, err, nil)

	_, err = Restore(ctx, file, dir)
	if _, locked := errors.AsType[*LockedError](err); !locked {
		t.Fatalf("under a running server: %v", err)
	}
	wants(t, l.Close(), nil)
	aside, err := Restore(ctx, file, dir)
	wants(t, err, nil)
	if c, err := Check(ctx, aside); err != nil || c.Entries != 2 {
		t.Errorf("what was there is kept as %+v, %v", c, err)
	}
	heads, err := openLog(t, dir, Options{}).Heads(ctx, []string{"b"})
	if err != nil || heads["b"] != head {
		t.Errorf("restored to %v, %v; the backup ended at %v", heads["b"], err, head)
	}
}

// F06: nothing is put in place that is not whole.
func TestRestoreRefusesWhatIsDamaged(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	mustCreate(t, l, "b", "marker-of-an-entry")
	file := filepath.Join(t.TempDir(), "copy.db")
	wants(t, Backup(ctx, dir, file), nil)
	wants(t, l.Close(), nil)
	whole, err := os.ReadFile(file)
	wants(t, err, nil)

	elsewhere := filepath.Join(t.TempDir(), "data")
	for name, bytes := range map[string][]byte{"altered": alter(whole, "marker-of-an-entry"), "cut": whole[:len(whole)/2], "empty": {}, "something else": []byte("hello")} {
		wants(t, os.WriteFile(file, bytes, 0o600), nil)
		if _, err := Restore(ctx, file, elsewhere); err == nil {
			t.Errorf("%s: it was restored", name)
		}
	}
	if _, err := os.Stat(filepath.Join(elsewhere, FileName)); err == nil {
		t.Error("a database was put in place")
	}
}

func TestWhatIsNoBackupIsCalledSo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "README.md")
	wants(t, os.WriteFile(file, []byte("# Not a database"), 0o600), nil)
	if _, err := Restore(ctx, file, t.TempDir()); err == nil || !strings.Contains(err.Error(), file+" is no database of this program") {
		t.Errorf("it says %v", err)
	}
}

// Who restores is often root; who serves is not.
func TestWhatIsRestoredBelongsToWhomTheFolderBelongs(t *testing.T) {
	dir, owner := t.TempDir(), os.Geteuid()
	l := openLog(t, dir, Options{})
	mustCreate(t, l, "b", "x")
	file := filepath.Join(t.TempDir(), "copy.db")
	wants(t, Backup(ctx, dir, file), nil)
	wants(t, l.Close(), nil)
	if owner == 0 {
		owner = 65534
		wants(t, os.Chown(dir, owner, owner), nil)
	}
	aside, err := Restore(ctx, file, dir)
	wants(t, err, nil)
	for _, name := range []string{filepath.Join(dir, FileName), filepath.Join(dir, "feltboard.lock"), aside} {
		info, err := os.Stat(name)
		wants(t, err, nil)
		if uid := int(info.Sys().(*syscall.Stat_t).Uid); uid != owner {
			t.Errorf("%s belongs to %d, its folder to %d", name, uid, owner)
		}
	}
}

func alter(b []byte, word string) []byte {
	c := append([]byte{}, b...)
	for i := range len(c) - len(word) {
		if string(c[i:i+len(word)]) == word {
			c[i]++
		}
	}
	return c
}

// F35: a slip of the hand must not cost what is saved.
func TestBackupSparesTheDatabaseItself(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	at := mustCreate(t, l, "b", "1")[0].Pos
	link := filepath.Join(t.TempDir(), "link.db")
	wants(t, os.Symlink(filepath.Join(dir, FileName), link), nil)
	for _, file := range []string{filepath.Join(dir, FileName), filepath.Join(dir, FileName+"-wal"), link} {
		if err := Backup(ctx, dir, file); err == nil {
			t.Errorf("the server's own %s was replaced", file)
		}
	}
	_, err := l.Commit(ctx, "b", at, say("2"))
	wants(t, err, nil)
	wants(t, l.Close(), nil)
	heads, err := openLog(t, dir, Options{}).Heads(ctx, []string{"b"})
	if err != nil || heads["b"].Seq != 2 {
		t.Errorf("afterwards it ends at %v, %v", heads["b"], err)
	}
}

// P1: a database that was copied as it was left by a crash is not whole without its write-ahead log.
func TestRestoreRefusesHalfADatabase(t *testing.T) {
	dir, copied := t.TempDir(), t.TempDir()
	l := openLog(t, dir, Options{})
	mustCreate(t, l, "b", "1")
	for _, name := range []string{FileName, FileName + "-wal"} {
		bytes, err := os.ReadFile(filepath.Join(dir, name))
		wants(t, err, nil)
		wants(t, os.WriteFile(filepath.Join(copied, name), bytes, 0o600), nil)
	}
	if _, err := Restore(ctx, filepath.Join(copied, FileName), filepath.Join(t.TempDir(), "data")); err == nil {
		t.Error("it was restored")
	}
	whole := filepath.Join(t.TempDir(), "copy.db")
	wants(t, Backup(ctx, copied, whole), nil)
	if c, err := Check(ctx, whole); err != nil || c.Entries != 1 {
		t.Errorf("a backup of its folder holds %+v, %v", c, err)
	}
	if log, err := os.Stat(filepath.Join(copied, FileName+"-wal")); err == nil && log.Size() > 0 { // what Restore relies on
		t.Errorf("%d bytes are left in the log of a database that was closed", log.Size())
	}
}

// A restore that is killed leaves the old database or the new one, and never none, in whose place a server would make an
// empty one.
func TestThereIsADatabaseAtEveryMomentOfARestore(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	mustCreate(t, l, "b", "1")
	file := filepath.Join(t.TempDir(), "copy.db")
	wants(t, Backup(ctx, dir, file), nil)
	wants(t, l.Close(), nil)
	ended := make(chan error)
	go func() {
		var err error
		for range 5 {
			if _, failed := Restore(ctx, file, dir); failed != nil {
				err = failed
			}
		}
		ended <- err
	}()
	for {
		if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
			t.Error(err)
		}
		select {
		case err := <-ended:
			wants(t, err, nil)
			return
		default:
		}
	}
}
