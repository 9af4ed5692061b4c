package sqlitelog

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
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

func alter(b []byte, word string) []byte {
	c := append([]byte{}, b...)
	for i := range len(c) - len(word) {
		if string(c[i:i+len(word)]) == word {
			c[i]++
		}
	}
	return c
}
