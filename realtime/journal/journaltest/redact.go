package journaltest

import (
	"fmt"
	"sync"
	"testing"

	"feltboard/realtime/journal"
)

func redact(t *testing.T, open func() journal.Journal) {
	j := open()
	all := must(j.Create(ctx, "b", bytesOf("one", "secret", "three", "secret too", "five")))(t)
	other := must(j.Create(ctx, "other", bytesOf("secret")))(t)
	is(t, j.Redact(ctx, "b", []journal.Redaction{{Seq: 2, Data: []byte("[gone]")}, {Seq: 4}}), nil)
	want := func() {
		t.Helper()
		got := whole(t, j, "b")
		equal(t, texts(got), "one [gone] three  five")
		for i := range got {
			equal(t, got[i].Pos, all[i].Pos)
			equal(t, got[i].Data == nil, false)
		}
		same(t, whole(t, j, "other"), other)
	}
	want()
	j = open() // a crash
	want()

	// A second time, as after a crash that nobody knows the outcome of.
	is(t, j.Redact(ctx, "b", []journal.Redaction{{Seq: 2, Data: []byte("[gone]")}, {Seq: 4}}), nil)
	want()

	// All or nothing; and nothing of nothing.
	is(t, j.Redact(ctx, "b", []journal.Redaction{{Seq: 1, Data: []byte("x")}, {Seq: 6}}), journal.ErrRewound)
	is(t, j.Redact(ctx, "b", []journal.Redaction{{Seq: 0}}), journal.ErrRewound)
	is(t, j.Redact(ctx, "b", nil), nil)
	is(t, j.Redact(ctx, "none", []journal.Redaction{{Seq: 1}}), journal.ErrNotFound)
	want()
	is(t, j.Scour(ctx), nil)
	want()
	is(t, j.Close(), nil)
	j = open()
	want()
}

func redactKeepsPlaces(t *testing.T, open func() journal.Journal) {
	j := open()
	all := must(j.Create(ctx, "b", bytesOf("1", "2", "3", "4")))(t)
	is(t, j.Redact(ctx, "b", []journal.Redaction{{Seq: 2, Data: []byte("-")}, {Seq: 3, Data: []byte("-")}}), nil)

	// Who stands at a place of before goes on from there, also from the very entry.
	for i, want := range []string{"- - 4", "- 4", "4", ""} {
		equal(t, texts(must(j.Read(ctx, "b", all[i].Pos, 0))(t)), want)
	}
	// Who has the old bytes of a page reads the new ones with the next.
	equal(t, texts(must(j.Read(ctx, "b", all[0].Pos, 1))(t)), "-")
	// What follows hangs on what was there.
	_, err := j.Commit(ctx, "b", all[1].Pos, func(tail []journal.Entry) ([][]byte, error) {
		equal(t, texts(tail), "- 4")
		return bytesOf("5"), nil
	})
	is(t, err, nil)
	equal(t, texts(whole(t, open(), "b")), "1 - - 4 5")
}

func redactBesideCommits(t *testing.T, open func() journal.Journal) {
	j := open()
	const n = 60
	var first []string
	for i := range n {
		first = append(first, fmt.Sprint("s", i))
	}
	seen := last(must(j.Create(ctx, "b", bytesOf(first...)))(t))
	var all sync.WaitGroup
	all.Go(func() {
		for i := range n {
			if err := j.Redact(ctx, "b", []journal.Redaction{{Seq: int64(i + 1), Data: []byte("-")}}); err != nil {
				t.Error(err)
			}
		}
	})
	for w := range 2 {
		all.Go(func() {
			seen := seen
			for i := range n {
				got, err := j.Commit(ctx, "b", seen, decideOn(fmt.Sprint("w", w, ".", i)))
				if err != nil {
					t.Error(err)
					return
				}
				seen = last(got)
			}
		})
	}
	all.Wait()
	entries := whole(t, j, "b")
	equal(t, len(entries), 3*n)
	for i, e := range entries {
		equal(t, string(e.Data) == "-", i < n)
	}
}

// A node that lags saves a snapshot of a state with the old words in it after they were erased.
func noOldSnapshot(t *testing.T, open func() journal.Journal) {
	j := open()
	all := must(j.Create(ctx, "b", bytesOf("1", "2", "3", "4", "5")))(t)
	for _, n := range []int{1, 3} {
		is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: all[n-1].Pos, Data: []byte(fmt.Sprint("at ", n))}), nil)
	}
	wants := func(seq int64, data string) {
		t.Helper()
		s, _, err := j.Load(ctx, "b")
		is(t, err, nil)
		equal(t, s.Seq, seq)
		equal(t, string(s.Data), data)
	}
	is(t, j.Redact(ctx, "b", []journal.Redaction{{Seq: 4, Data: []byte("-")}, {Seq: 2, Data: []byte("-")}}), nil)
	wants(1, "at 1")
	for _, n := range []int{2, 4} {
		is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: all[n-1].Pos, Data: []byte("old words")}), nil)
		wants(1, "at 1")
	}
	j = open()
	is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: all[3].Pos, Data: []byte("old words")}), nil)
	wants(1, "at 1")
	is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: all[4].Pos, Data: []byte("new")}), nil)
	wants(5, "new")
}

func remove(t *testing.T, open func() journal.Journal) {
	j := open()
	seen := last(must(j.Create(ctx, "b", bytesOf("1", "2")))(t))
	kept := must(j.Create(ctx, "other", bytesOf("1")))(t)
	is(t, j.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: seen, Data: []byte("12")}), nil)
	is(t, j.Remove(ctx, "b"), nil)
	is(t, j.Remove(ctx, "b"), journal.ErrNotFound)
	_, err := j.Commit(ctx, "b", seen, decideOn("3"))
	is(t, err, journal.ErrNotFound)
	_, _, err = j.Load(ctx, "b")
	is(t, err, journal.ErrNotFound)
	is(t, j.Scour(ctx), nil)
	j = open()
	_, err = j.Read(ctx, "b", journal.Pos{}, 0)
	is(t, err, journal.ErrNotFound)
	same(t, whole(t, j, "other"), kept)
}
