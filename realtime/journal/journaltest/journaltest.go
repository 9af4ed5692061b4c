// Package journaltest is the contract of journal.Journal as a test suite.
//
// Every implementation passes [Run]. What only one kind of storage can show (a
// full disk, a flipped byte) is tested beside that implementation.
package journaltest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/realtime/journal"
)

// Run tests the implementation behind storage. Each call of storage makes a
// new, empty storage, and returns the function that opens a journal on it.
//
// Calling open again means that a new process starts on the same storage. If
// the journal it returned before is not closed, the old process crashed: open
// must return a journal that holds what the storage holds at that moment, and
// may leave the old one unusable. What is still open when the test ends, open
// closes itself by t.Cleanup.
func Run(t *testing.T, storage func(t *testing.T) (open func() journal.Journal)) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, open func() journal.Journal)
	}{
		{"Create", create},
		{"NotFound", notFound},
		{"EntriesAreContiguous", contiguous},
		{"DecideSeesExactlyTheUnseen", tail},
		{"DecideMayRefuse", refuse},
		{"DecideMayPanic", panics},
		{"Rewound", rewound},
		{"ReadPages", pages},
		{"Snapshots", snapshots},
		{"Redact", redact},
		{"RedactKeepsPlaces", redactKeepsPlaces},
		{"RedactBesideCommits", redactBesideCommits},
		{"NoSnapshotFromBeforeARedact", noOldSnapshot},
		{"Remove", remove},
		{"AppendersShareABoard", contended},
		{"ManyBoardsAtOnce", manyBoards},
		{"SurvivesClose", survivesClose},
		{"SurvivesCrash", survivesCrash},
		{"CancelledBeforeItsTurn", cancelled},
		{"Closed", closed},
		{"CloseFinishesWhatHasBegun", closeFinishes},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, storage(t)) })
	}
}

var ctx = context.Background()

func create(t *testing.T, open func() journal.Journal) {
	j := open()
	first := must(j.Create(ctx, "b", bytesOf("one", "two")))(t)
	equal(t, texts(first), "one two")
	equal(t, head(t, j, "b"), first[1].Pos)

	_, err := j.Create(ctx, "b", bytesOf("other"))
	is(t, err, journal.ErrExists)
	equal(t, texts(whole(t, j, "b")), "one two")

	if got := must(j.Create(ctx, "empty", nil))(t); len(got) != 0 {
		t.Errorf("an empty board starts with %d entries", len(got))
	}
	equal(t, head(t, j, "empty"), journal.Pos{})
	add(t, j, "empty", journal.Pos{}, "first")
	equal(t, texts(whole(t, j, "empty")), "first")

	must(j.Create(ctx, "a", nil))(t)
	equal(t, strings.Join(must(j.Boards(ctx))(t), " "), "a b empty")
	is(t, j.Ready(ctx), nil)
}

func notFound(t *testing.T, open func() journal.Journal) {
	j := open()
	must(j.Create(ctx, "other", bytesOf("x")))(t)
	_, _, err := j.Load(ctx, "b")
	is(t, err, journal.ErrNotFound)
	_, err = j.Commit(ctx, "b", journal.Pos{}, func([]journal.Entry) ([][]byte, error) {
		t.Error("decide was called for a board that does not exist")
		return nil, nil
	})
	is(t, err, journal.ErrNotFound)
	_, err = j.Read(ctx, "b", journal.Pos{}, 0)
	is(t, err, journal.ErrNotFound)
	heads := must(j.Heads(ctx, []string{"b", "other"}))(t)
	if _, ok := heads["b"]; ok || len(heads) != 1 || heads["other"].Seq != 1 {
		t.Errorf("heads of one board that is there and one that is not: %v", heads)
	}
	is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{}), journal.ErrNotFound)
}

func contiguous(t *testing.T, open func() journal.Journal) {
	j := open()
	head := last(must(j.Create(ctx, "b", bytesOf("a")))(t))
	head = add(t, j, "b", head, "b", "c", "")
	head = add(t, j, "b", head)
	head = add(t, j, "b", head, "b")
	all := whole(t, j, "b")
	equal(t, head, last(all))
	equal(t, texts(all), "a b c  b")
	ids := map[string]bool{}
	for i, e := range all {
		equal(t, e.Seq, int64(i+1))
		if len(e.ID) != 32 || strings.Trim(e.ID, "0123456789abcdef") != "" {
			t.Errorf("id %q is not 32 hexadecimal digits", e.ID)
		}
		if e.Data == nil {
			t.Errorf("entry %d has nil data", e.Seq)
		}
		ids[e.ID] = true
	}
	equal(t, len(ids), len(all))

	binary := make([]byte, 300_000)
	for i := range binary {
		binary[i] = byte(i * 7)
	}
	add(t, j, "b", head, string(binary))
	equal(t, string(must(j.Read(ctx, "b", head, 0))(t)[0].Data) == string(binary), true)
}

func tail(t *testing.T, open func() journal.Journal) {
	j := open()
	all := must(j.Create(ctx, "b", bytesOf("1", "2", "3")))(t)
	for seen := range 4 {
		pos := journal.Pos{}
		if seen > 0 {
			pos = all[seen-1].Pos
		}
		_, err := j.Commit(ctx, "b", pos, func(tail []journal.Entry) ([][]byte, error) {
			same(t, tail, all[seen:])
			return nil, nil
		})
		is(t, err, nil)
	}
	got, err := j.Commit(ctx, "b", all[0].Pos, func(tail []journal.Entry) ([][]byte, error) {
		same(t, tail, all[1:])
		return bytesOf("4"), nil
	})
	is(t, err, nil)
	equal(t, texts(got), "4")
	same(t, whole(t, j, "b"), append(all, got...))
}

func refuse(t *testing.T, open func() journal.Journal) {
	j := open()
	a := last(must(j.Create(ctx, "a", bytesOf("1")))(t))
	b := last(must(j.Create(ctx, "b", bytesOf("1")))(t))
	no := errors.New("not in this phase")
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			_, err := j.Commit(ctx, "a", a, func([]journal.Entry) ([][]byte, error) { return bytesOf("no"), no })
			if err != no {
				t.Errorf("commit returned %v instead of decide's own error", err)
			}
		})
		all.Go(func() {
			_, err := j.Commit(ctx, "b", b, func([]journal.Entry) ([][]byte, error) { return bytesOf("yes"), nil })
			is(t, err, nil)
		})
	}
	all.Wait()
	equal(t, texts(whole(t, j, "a")), "1")
	equal(t, texts(whole(t, j, "b")), "1"+strings.Repeat(" yes", 20))
}

func panics(t *testing.T, open func() journal.Journal) {
	j := open()
	a := last(must(j.Create(ctx, "a", bytesOf("1")))(t))
	b := last(must(j.Create(ctx, "b", bytesOf("1")))(t))
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			_, err := j.Commit(ctx, "a", a, func([]journal.Entry) ([][]byte, error) { panic("a bug") })
			if p, ok := errors.AsType[*journal.PanicError](err); !ok || p.Value != "a bug" || len(p.Stack) == 0 {
				t.Errorf("commit returned %v instead of the panic", err)
			}
		})
		all.Go(func() {
			_, err := j.Commit(ctx, "b", b, func([]journal.Entry) ([][]byte, error) { return bytesOf("yes"), nil })
			is(t, err, nil)
		})
	}
	all.Wait()
	equal(t, texts(whole(t, j, "b")), "1"+strings.Repeat(" yes", 5))
	add(t, j, "a", a, "2")
	equal(t, texts(whole(t, j, "a")), "1 2")
}

func rewound(t *testing.T, open func() journal.Journal) {
	j := open()
	mine := must(j.Create(ctx, "mine", bytesOf("1", "2", "3")))(t)
	// The same words on another board: equal numbers, another past.
	other := must(j.Create(ctx, "other", bytesOf("1", "2", "3")))(t)
	for name, pos := range map[string]journal.Pos{
		"other id at the head":    other[2].Pos,
		"other id in the middle":  other[1].Pos,
		"own id at another place": {Seq: 2, ID: mine[2].ID},
		"beyond the head":         {Seq: 4, ID: mine[2].ID},
		"no id":                   {Seq: 3},
		"an id before the start":  {Seq: 0, ID: mine[0].ID},
		"a negative number":       {Seq: -1, ID: mine[0].ID},
	} {
		_, err := j.Commit(ctx, "mine", pos, func([]journal.Entry) ([][]byte, error) {
			t.Errorf("%s: decide was called", name)
			return bytesOf("bad"), nil
		})
		is(t, err, journal.ErrRewound)
		_, err = j.Read(ctx, "mine", pos, 0)
		is(t, err, journal.ErrRewound)
		is(t, j.SaveSnapshot(ctx, "mine", journal.Snapshot{Pos: pos, Data: []byte("bad")}), journal.ErrRewound)
	}
	is(t, j.SaveSnapshot(ctx, "mine", journal.Snapshot{Data: []byte("bad")}), journal.ErrRewound)
	same(t, whole(t, j, "mine"), mine)
}

func pages(t *testing.T, open func() journal.Journal) {
	j := open()
	all := must(j.Create(ctx, "b", bytesOf("1", "2", "3", "4", "5")))(t)
	var got []journal.Entry
	var sizes []int
	for pos := (journal.Pos{}); ; pos = last(got) {
		page := must(j.Read(ctx, "b", pos, 2))(t)
		sizes = append(sizes, len(page))
		if len(page) == 0 {
			break
		}
		got = append(got, page...)
	}
	same(t, got, all)
	equal(t, fmt.Sprint(sizes), "[2 2 1 0]")
	same(t, must(j.Read(ctx, "b", all[1].Pos, 0))(t), all[2:])
	same(t, must(j.Read(ctx, "b", all[1].Pos, 99))(t), all[2:])
}

func snapshots(t *testing.T, open func() journal.Journal) {
	j := open()
	all := must(j.Create(ctx, "b", bytesOf("1", "2", "3", "4")))(t)
	save := func(n int, data string) {
		t.Helper()
		is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: all[n-1].Pos, Data: []byte(data)}), nil)
	}
	wants := func(n int, data string) {
		t.Helper()
		s, rest, err := j.Load(ctx, "b")
		is(t, err, nil)
		equal(t, s.Pos, all[n-1].Pos)
		equal(t, string(s.Data), data)
		same(t, rest, all[n:])
	}
	save(2, "12")
	wants(2, "12")
	save(4, "1234")
	wants(4, "1234")
	save(1, "1") // older than the two kept
	wants(4, "1234")
	save(4, "again")
	wants(4, "again")
	all = append(all, must(j.Commit(ctx, "b", all[3].Pos, decideOn("5")))(t)...)
	wants(4, "again")
	same(t, whole(t, j, "b"), all)
	is(t, j.Close(), nil)
	j = open()
	wants(4, "again")
	save(5, "")
	wants(5, "")
}

// contended remembers that an appender which always loses still passes every
// test of correctness. It does not see a lock without order that is unfair to
// both alike. It counts over a span of time and not over
// a number of commits, which a fast journal can finish before the second
// appender was ever scheduled.
func contended(t *testing.T, open func() journal.Journal) {
	j := open()
	start := last(must(j.Create(ctx, "b", bytesOf("start")))(t))
	const appenders, atLeast, span = 2, 100, 200 * time.Millisecond
	var (
		mu    sync.Mutex
		total int
		count [appenders]int
		until time.Time
		begun sync.WaitGroup
		all   sync.WaitGroup
	)
	begun.Add(appenders)
	for a := range appenders {
		all.Go(func() {
			seen := start
			for n := 0; ; n++ {
				got, err := j.Commit(ctx, "b", seen, decideOn(fmt.Sprint(a, ":", n)))
				if err != nil || len(got) != 1 {
					t.Errorf("commit: %d entries, %v", len(got), err)
					if n == 0 {
						begun.Done()
					}
					return
				}
				seen = got[0].Pos
				if n == 0 {
					begun.Done()
					begun.Wait()
					continue
				}
				mu.Lock()
				if until.IsZero() {
					until = time.Now().Add(span)
				}
				total++
				count[a]++
				done := total >= atLeast && time.Now().After(until)
				mu.Unlock()
				if done {
					return
				}
			}
		})
	}
	all.Wait()
	for a, n := range count {
		if n < total*3/10 {
			t.Errorf("appender %d got %d of %d commits", a, n, total)
		}
	}
	next := map[string]int{}
	for i, e := range whole(t, j, "b") {
		equal(t, e.Seq, int64(i+1))
		if i == 0 {
			continue
		}
		who, n, _ := strings.Cut(string(e.Data), ":")
		who = strings.TrimSpace(who)
		equal(t, strings.TrimSpace(n), fmt.Sprint(next[who]))
		next[who]++
	}
}

func manyBoards(t *testing.T, open func() journal.Journal) {
	j := open()
	const boards, each = 24, 20
	var all sync.WaitGroup
	for b := range boards {
		all.Go(func() {
			id := fmt.Sprintf("board-%02d", b)
			got, err := j.Create(ctx, id, bytesOf(id))
			if err != nil {
				t.Error(err)
				return
			}
			pos := last(got)
			for n := range each {
				got, err := j.Commit(ctx, id, pos, decideOn(fmt.Sprint(id, n), "and"))
				if err != nil {
					t.Error(err)
					return
				}
				pos = last(got)
			}
		})
	}
	all.Wait()
	ids := must(j.Boards(ctx))(t)
	equal(t, len(ids), boards)
	equal(t, slices.IsSorted(ids), true)
	for _, id := range ids {
		entries := whole(t, j, id)
		equal(t, len(entries), 1+2*each)
		for n := range each {
			equal(t, string(entries[1+2*n].Data), fmt.Sprint(id, n))
		}
	}
}

func survivesClose(t *testing.T, open func() journal.Journal) {
	j := open()
	all := must(j.Create(ctx, "b", bytesOf("1")))(t)
	for n := 2; n < 30; n++ {
		is(t, j.Close(), nil)
		j = open()
		all = append(all, must(j.Commit(ctx, "b", last(all), decideOn(fmt.Sprint(n))))(t)...)
	}
	same(t, whole(t, j, "b"), all)
}

func survivesCrash(t *testing.T, open func() journal.Journal) {
	j := open()
	all := must(j.Create(ctx, "b", bytesOf("1")))(t)
	for n := 2; n < 30; n++ {
		all = append(all, must(j.Commit(ctx, "b", last(all), decideOn(fmt.Sprint(n))))(t)...)
		if n == 10 {
			is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: last(all), Data: []byte("ten")}), nil)
		}
		if n%5 == 0 {
			j = open()
		}
	}
	same(t, whole(t, j, "b"), all)
	s, rest, err := j.Load(ctx, "b")
	is(t, err, nil)
	equal(t, string(s.Data), "ten")
	same(t, rest, all[10:])
}

func cancelled(t *testing.T, open func() journal.Journal) {
	j := open()
	head := last(must(j.Create(ctx, "b", bytesOf("1")))(t))
	gone, cancel := context.WithCancel(ctx)
	cancel()
	_, err := j.Commit(gone, "b", head, decideOn("2"))
	is(t, err, context.Canceled)
	_, err = j.Create(gone, "c", nil)
	is(t, err, context.Canceled)
	equal(t, texts(whole(t, j, "b")), "1")

	// Once taken, the commit is carried through.
	gone, cancel = context.WithCancel(ctx)
	_, err = j.Commit(gone, "b", head, func([]journal.Entry) ([][]byte, error) {
		cancel()
		return bytesOf("2"), nil
	})
	is(t, err, nil)
	equal(t, texts(whole(t, j, "b")), "1 2")
}

func closed(t *testing.T, open func() journal.Journal) {
	j := open()
	must(j.Create(ctx, "b", bytesOf("1")))(t)
	is(t, j.Close(), nil)
	is(t, j.Close(), nil)
	_, err := j.Create(ctx, "c", nil)
	is(t, err, journal.ErrClosed)
	_, _, err = j.Load(ctx, "b")
	is(t, err, journal.ErrClosed)
	_, err = j.Commit(ctx, "b", journal.Pos{}, decideOn("2"))
	is(t, err, journal.ErrClosed)
	_, err = j.Read(ctx, "b", journal.Pos{}, 0)
	is(t, err, journal.ErrClosed)
	_, err = j.Heads(ctx, []string{"b"})
	is(t, err, journal.ErrClosed)
	_, err = j.Boards(ctx)
	is(t, err, journal.ErrClosed)
	is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{}), journal.ErrClosed)
	is(t, j.Ready(ctx), journal.ErrClosed)
	is(t, j.Redact(ctx, "b", []journal.Redaction{{Seq: 1}}), journal.ErrClosed)
	is(t, j.Remove(ctx, "b"), journal.ErrClosed)
	is(t, j.Scour(ctx), journal.ErrClosed)
}

func closeFinishes(t *testing.T, open func() journal.Journal) {
	j := open()
	must(j.Create(ctx, "b", nil))(t)
	deciding, goOn := make(chan bool), make(chan bool)
	var all sync.WaitGroup
	all.Go(func() {
		_, err := j.Commit(ctx, "b", journal.Pos{}, func([]journal.Entry) ([][]byte, error) {
			close(deciding)
			<-goOn
			return bytesOf("taken"), nil
		})
		is(t, err, nil)
	})
	<-deciding
	var waiting, refused sync.Map
	for n := range 8 {
		all.Go(func() {
			word := fmt.Sprint("w", n)
			switch _, err := j.Commit(ctx, "b", journal.Pos{}, decideOn(word)); {
			case err == nil:
				waiting.Store(word, true)
			case errors.Is(err, journal.ErrClosed):
				refused.Store(word, true)
			default:
				t.Error(err)
			}
		})
	}
	all.Go(func() { is(t, j.Close(), nil) })
	close(goOn)
	all.Wait()
	// Those that waited were either served or told no, and told the truth.
	found := map[string]bool{}
	for _, e := range whole(t, open(), "b") {
		found[string(e.Data)] = true
	}
	equal(t, found["taken"], true)
	waiting.Range(func(w, _ any) bool { equal(t, found[w.(string)], true); return true })
	refused.Range(func(w, _ any) bool { equal(t, found[w.(string)], false); return true })
}
