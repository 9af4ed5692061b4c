package sqlitelog

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"feltboard/realtime/journal"
)

var tables = Options{Migrations: []journal.Migration{{Name: "test/0001", SQL: "CREATE TABLE name (name TEXT NOT NULL UNIQUE) STRICT"}}}

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
