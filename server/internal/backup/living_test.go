package backup

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog"
)

// F35, F15: nodes that go on while PostgreSQL's data are replaced see the old history or the new one, never that a board is
// not there or a mixture of both.
func TestNodesSeeEitherTheOldOrTheNew(t *testing.T) {
	place := places(t)["PostgreSQL"]
	place.DatabaseURL += "&pool_max_conns=8" // which is for the pool, and no setting of the server's
	l := open(t, place)
	const boards = 20
	names := make([]string, boards)
	for i := range names {
		names[i] = string(rune('a' + i))
		if _, err := l.Create(ctx, names[i], [][]byte{[]byte("1"), make([]byte, 100_000)}); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "copy.db")
	if _, err := Write(ctx, place, file); err != nil {
		t.Fatal(err)
	}
	var nodes sync.WaitGroup
	ended := make(chan struct{})
	for i := range 6 {
		node := open(t, place)
		nodes.Go(func() {
			at := map[string]journal.Pos{}
			for n := i; ; n++ {
				select {
				case <-ended:
					return
				default:
				}
				b := names[n%boards]
				err := step(node, b, at, n%3)
				if err != nil && !passing(err) {
					t.Errorf("a node was told of board %s: %v", b, err)
					return
				}
			}
		})
	}
	for range 5 {
		if _, err := Restore(ctx, file, place); err != nil {
			t.Error(err)
		}
	}
	close(ended)
	nodes.Wait()
	for _, b := range names {
		if _, _, err := l.Load(ctx, b); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	}
}

// step reads a board, writes to it, or to what lives beside the boards, as a node that serves it.
func step(l log, board string, at map[string]journal.Pos, what int) error {
	var entries []journal.Entry
	var err error
	switch what {
	case 0:
		return l.(postgreSQL).Write(ctx, func(tx pglog.Tx) error {
			var n int
			if err := tx.QueryRow("SELECT count(*) FROM reply").Scan(&n); err != nil {
				return err
			}
			_, err := tx.Exec("INSERT INTO note (words) VALUES ('x')")
			return err
		})
	case 1:
		entries, err = l.Commit(ctx, board, at[board], func([]journal.Entry) ([][]byte, error) { return [][]byte{[]byte("x")}, nil })
	case 2:
		entries, err = l.Read(ctx, board, at[board], 0)
	}
	if errors.Is(err, journal.ErrRewound) {
		delete(at, board)
		return nil
	}
	if n := len(entries); n > 0 {
		at[board] = entries[n-1].Pos
	}
	return err
}

// passing says whether a node tries again.
func passing(err error) bool {
	_, corrupt := errors.AsType[*journal.CorruptError](err)
	return !corrupt && !errors.Is(err, journal.ErrNotFound)
}
