package sqlitelog

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"feltboard/realtime/journal"
)

var tables = Options{Migrations: []Migration{{"test/0001", "CREATE TABLE name (name TEXT NOT NULL UNIQUE) STRICT"}}}

func TestWriteSharesTheQueue(t *testing.T) {
	l := openLog(t, t.TempDir(), tables)
	head := mustCreate(t, l, "b", "start")[0].Pos
	no := errors.New("no")
	var all sync.WaitGroup
	for n := range 10 {
		all.Go(func() {
			wants(t, l.Write(ctx, func(tx Tx) error {
				_, err := tx.Exec("INSERT INTO name VALUES (?)", fmt.Sprint("kept ", n))
				return err
			}), nil)
		})
		all.Go(func() {
			wants(t, l.Write(ctx, func(tx Tx) error {
				if _, err := tx.Exec("INSERT INTO name VALUES (?)", fmt.Sprint("undone ", n)); err != nil {
					return err
				}
				return no
			}), no)
		})
		all.Go(func() {
			err := l.Write(ctx, func(tx Tx) error {
				if _, err := tx.Exec("INSERT INTO name VALUES (?)", fmt.Sprint("panicked ", n)); err != nil {
					return err
				}
				panic("a bug")
			})
			if _, ok := errors.AsType[*journal.PanicError](err); !ok {
				t.Errorf("got %v", err)
			}
		})
		all.Go(func() {
			_, err := l.Commit(ctx, "b", head, say("x"))
			wants(t, err, nil)
		})
	}
	all.Wait()
	var names, kept int
	err := l.ReadDB().QueryRow("SELECT count(*), count(*) FILTER (WHERE name LIKE 'kept%') FROM name").Scan(&names, &kept)
	if err != nil || names != 10 || kept != 10 {
		t.Errorf("%d names, %d kept, %v", names, kept, err)
	}
	if heads, err := l.Heads(ctx, []string{"b"}); err != nil || heads["b"].Seq != 11 {
		t.Errorf("heads %v, %v", heads, err)
	}
}

func TestReadDBRefusesToWrite(t *testing.T) {
	l := openLog(t, t.TempDir(), tables)
	if _, err := l.ReadDB().Exec("INSERT INTO name VALUES ('x')"); err == nil {
		t.Error("the pool for reading wrote")
	}
}

func TestBackupWhileWriting(t *testing.T) {
	l := openLog(t, t.TempDir(), Options{})
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
		to := filepath.Join(t.TempDir(), fileName)
		wants(t, l.Backup(ctx, to), nil)
		restored := openLog(t, filepath.Dir(to), Options{})
		entries, err := restored.Read(ctx, "b", journal.Pos{}, 0)
		if err != nil || int64(len(entries)) < before.Seq {
			t.Errorf("the copy holds %d of %d entries, %v", len(entries), before.Seq, err)
		}
	}
	close(stop)
	writing.Wait()
}

// BenchmarkCommit measures commits of one 300-byte payload each by so many
// goroutines, each on a board of its own.
func BenchmarkCommit(b *testing.B) {
	for _, waiters := range []int{1, 8, 64} {
		b.Run(fmt.Sprint(waiters, "-waiters"), func(b *testing.B) {
			l, err := Open(b.TempDir(), Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer l.Close()
			payload := make([]byte, 300)
			todo := make(chan bool, b.N)
			for range b.N {
				todo <- true
			}
			close(todo)
			var all sync.WaitGroup
			b.ResetTimer()
			for w := range waiters {
				all.Go(func() {
					id := fmt.Sprint("board-", w)
					if _, err := l.Create(ctx, id, nil); err != nil {
						b.Error(err)
					}
					var seen journal.Pos
					for range todo {
						entries, err := l.Commit(ctx, id, seen, func([]journal.Entry) ([][]byte, error) { return [][]byte{payload}, nil })
						if err != nil {
							b.Error(err)
							return
						}
						seen = entries[0].Pos
					}
				})
			}
			all.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
		})
	}
}
