package pglog

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog/pgtest"
)

var names = Options{Migrations: []journal.Migration{{Name: "test/0001", SQL: "CREATE TABLE name (name text NOT NULL UNIQUE)"}}}

func TestWriteKeepsAllOrNothing(t *testing.T) {
	l := openLog(t, pgtest.For(t), names)
	no := errors.New("no")
	insert := func(name string, then func() error) error {
		return l.Write(ctx, func(tx Tx) error {
			if _, err := tx.Exec("INSERT INTO name VALUES ($1)", name); err != nil {
				return err
			}
			return then()
		})
	}
	var all sync.WaitGroup
	for n := range 10 {
		all.Go(func() { wants(t, insert(fmt.Sprint("kept ", n), func() error { return nil }), nil) })
		all.Go(func() {
			if err := insert(fmt.Sprint("undone ", n), func() error { return no }); err != no {
				t.Errorf("got %v instead of the function's own error", err)
			}
		})
		all.Go(func() {
			err := insert(fmt.Sprint("panicked ", n), func() error { panic("a bug") })
			if _, ok := errors.AsType[*journal.PanicError](err); !ok {
				t.Errorf("got %v", err)
			}
		})
	}
	all.Wait()
	if err := insert("kept 1", func() error { return nil }); code(err) != uniqueViolation {
		t.Errorf("the same again: %v", err)
	}
	err := l.Write(ctx, func(tx Tx) error {
		tx.Exec("INSERT INTO nowhere VALUES (1)")
		return nil
	})
	if err == nil {
		t.Error("a transaction whose statement failed is said to be committed")
	}
	var names, kept int
	err = l.ReadDB().QueryRow("SELECT count(*), count(*) FILTER (WHERE name LIKE 'kept%') FROM name").Scan(&names, &kept)
	if err != nil || names != 10 || kept != 10 {
		t.Errorf("%d names, %d kept, %v", names, kept, err)
	}
}

// What was read still holds when it is written, also between nodes.
func TestWritesOfAllNodesRunOneAfterTheOther(t *testing.T) {
	url := pgtest.For(t)
	var all sync.WaitGroup
	const nodes, each = 3, 20
	for range nodes {
		l := openLog(t, url, names)
		for range 2 {
			all.Go(func() {
				for range each {
					wants(t, l.Write(ctx, func(tx Tx) error {
						var n int
						if err := tx.QueryRow("SELECT count(*) FROM name").Scan(&n); err != nil {
							return err
						}
						_, err := tx.Exec("INSERT INTO name VALUES ($1)", fmt.Sprint(n))
						return err
					}), nil)
				}
			})
		}
	}
	all.Wait()
	var n int
	if err := openLog(t, url, names).ReadDB().QueryRow("SELECT count(*) FROM name").Scan(&n); err != nil || n != nodes*2*each {
		t.Errorf("%d names, %v", n, err)
	}
}

// Two nodes that always want the same board both get their share. On a machine
// that has more to do, one of them may stand still for a while; who is starved by
// the other is so every time.
func TestNodesShareABoard(t *testing.T) {
	url := pgtest.For(t)
	nodes := []*Log{openLog(t, url, Options{}), openLog(t, url, Options{})}
	mustCreate(t, nodes[0], "b", "start")
	var shares [3][2]int
	for try := range shares {
		shares[try] = contend(t, nodes, 200)
		if slices.Min(shares[try][:]) >= 200*3/10 {
			return
		}
	}
	t.Errorf("of 200 commits they got %v", shares)
}

// contend lets two nodes commit to board b until they have made total commits.
func contend(t *testing.T, nodes []*Log, total int) (count [2]int) {
	t.Helper()
	heads, err := nodes[0].Heads(ctx, []string{"b"})
	if err != nil {
		t.Fatal(err)
	}
	var (
		mu    sync.Mutex
		begun sync.WaitGroup
		all   sync.WaitGroup
	)
	begun.Add(len(nodes))
	for i, l := range nodes {
		all.Go(func() {
			seen := heads["b"]
			for n := 0; ; n++ {
				entries, err := l.Commit(ctx, "b", seen, say(fmt.Sprint(i)))
				if n == 0 {
					begun.Done()
					begun.Wait()
				}
				if err != nil {
					t.Error(err)
					return
				}
				seen = entries[0].Pos
				mu.Lock()
				count[i]++
				enough := count[0]+count[1] >= total
				mu.Unlock()
				if enough {
					return
				}
			}
		})
	}
	all.Wait()
	return count
}

// BenchmarkCommit measures commits of one 300-byte payload each by so many
// goroutines, each on a board of its own.
func BenchmarkCommit(b *testing.B) {
	for _, waiters := range []int{1, 8, 16} {
		b.Run(fmt.Sprint(waiters, "-waiters"), func(b *testing.B) {
			l := openLog(b, pgtest.For(b), Options{})
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
