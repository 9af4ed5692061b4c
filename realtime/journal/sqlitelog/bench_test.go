package sqlitelog

import (
	"fmt"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"feltboard/realtime/journal"
)

// BenchmarkCommit measures commits of one 300-byte payload each by so many goroutines, each on a board of its own: the
// whole process's CPU time for one, and how long the slowest of a thousand and of all take.
func BenchmarkCommit(b *testing.B) {
	for _, waiters := range []int{1, 8, 64} {
		b.Run(fmt.Sprint(waiters, "-waiters"), func(b *testing.B) {
			l, err := Open(b.TempDir(), Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer l.Close()
			todo := make(chan bool, b.N)
			for range b.N {
				todo <- true
			}
			close(todo)
			times := make([][]time.Duration, waiters)
			var all sync.WaitGroup
			used := cpuTime(b)
			b.ResetTimer()
			for w := range waiters {
				all.Go(func() {
					var err error
					if times[w], err = commitWhile(l, fmt.Sprint("board-", w), todo); err != nil {
						b.Error(err)
					}
				})
			}
			all.Wait()
			b.ReportMetric(float64(cpuTime(b)-used)/1e3/float64(b.N), "cpu-µs/commit")
			sorted := slices.Sorted(slices.Values(slices.Concat(times...)))
			b.ReportMetric(float64(sorted[len(sorted)*999/1000])/1e6, "p99.9-ms")
			b.ReportMetric(float64(sorted[len(sorted)-1])/1e6, "max-ms")
		})
	}
}

func commitWhile(l *Log, board string, todo <-chan bool) (times []time.Duration, err error) {
	if _, err := l.Create(ctx, board, nil); err != nil {
		return nil, err
	}
	payload := make([]byte, 300)
	var seen journal.Pos
	for range todo {
		began := time.Now()
		entries, err := l.Commit(ctx, board, seen, func([]journal.Entry) ([][]byte, error) { return [][]byte{payload}, nil })
		if err != nil {
			return nil, err
		}
		times = append(times, time.Since(began))
		seen = entries[0].Pos
	}
	return times, nil
}

// cpuTime is what this process has used so far.
func cpuTime(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
