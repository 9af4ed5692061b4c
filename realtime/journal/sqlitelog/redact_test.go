package sqlitelog

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feltboard/realtime/journal"
)

// hits counts how often a marker stands in the files of a folder.
func hits(t *testing.T, dir, marker string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if k := bytes.Count(b, []byte(marker)); k > 0 {
			n += k
			t.Logf("%d in %s", k, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// P12: what is redacted is in no byte of the folder's files, among other boards' entries and after pages were split and freed.
func TestRedactedBytesAreGone(t *testing.T) {
	const marker = "0123456789abcdefMARKER0123456789"
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	rng := rand.New(rand.NewPCG(1, 1))
	for b := range 3 {
		mustCreate(t, l, fmt.Sprint("b", b))
	}
	seen := map[string]journal.Pos{}
	var list []journal.Redaction
	for i := range 1500 {
		board := fmt.Sprint("b", i%3)
		data := strings.Repeat("x", rng.IntN(900))
		if board == "b1" && rng.IntN(3) == 0 {
			data = data + marker + strings.Repeat("y", rng.IntN(9000))
		}
		got, err := l.Commit(ctx, board, seen[board], say(data))
		if err != nil {
			t.Fatal(err)
		}
		seen[board] = got[0].Pos
		if strings.Contains(data, marker) {
			list = append(list, journal.Redaction{Seq: got[0].Seq, Data: []byte("[gone]")})
		}
		if i > 1 && i%400 == 1 { // of a state with the marker in it
			if err := l.SaveSnapshot(ctx, board, journal.Snapshot{Pos: seen[board], Data: []byte(strings.Repeat(marker, 500))}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if hits(t, dir, marker) == 0 {
		t.Fatal("the marker was never there")
	}
	for len(list) > 0 {
		n := min(len(list), 50)
		if err := l.Redact(ctx, "b1", list[:n]); err != nil {
			t.Fatal(err)
		}
		list = list[n:]
	}
	for _, b := range []string{"b0", "b2"} {
		if err := l.Remove(ctx, b); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Scour(ctx); err != nil {
		t.Fatal(err)
	}
	if n := hits(t, dir, marker); n > 0 {
		t.Errorf("the marker stands in %d places still", n)
	}
	if n := len(texts(t, l, "b1")); n < 100 {
		t.Error("nothing is left of the board")
	}
}

// A reader that stays keeps the WAL from being emptied, and is waited for.
func TestScourWaitsForReaders(t *testing.T) {
	l := openLog(t, t.TempDir(), Options{})
	mustCreate(t, l, "b", "secret")
	tx, err := l.ReadDB().BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow("SELECT count(*) FROM entry").Scan(&n); err != nil {
		t.Fatal(err)
	}
	if err := l.Redact(ctx, "b", []journal.Redaction{{Seq: 1, Data: []byte("-")}}); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- l.Scour(ctx) }()
	select {
	case err := <-done:
		t.Fatalf("it did not wait: %v", err)
	case <-time.After(300 * time.Millisecond): // no more than a try or two
	}
	if _, err := l.Commit(ctx, "b", headOf(t, l, "b"), say("others go on")); err != nil {
		t.Fatal(err)
	}
	tx.Rollback()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func headOf(t *testing.T, l *Log, board string) journal.Pos {
	t.Helper()
	heads, err := l.Heads(ctx, []string{board})
	if err != nil {
		t.Fatal(err)
	}
	return heads[board]
}

const redactSize = 400

// redact: redacts all of a board, some at a time, to another word each round.
func init() {
	children["redact"] = func(dir string) {
		l, err := Open(dir, Options{})
		check(err)
		fmt.Println("open")
		for round := 0; ; round++ {
			for from := 0; from < redactSize; from += 20 {
				var list []journal.Redaction
				for seq := from + 1; seq <= from+20; seq++ {
					list = append(list, journal.Redaction{Seq: int64(seq), Data: []byte(strings.Repeat(fmt.Sprint("round ", round%3), 100))})
				}
				check(l.Redact(ctx, "b", list))
			}
			check(l.Scour(ctx))
		}
	}
}

// Killed in the middle, every entry has its old or its new bytes, those of one call alike, and the chain is whole.
func TestKilledWhileRedacting(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	var words []string
	for i := range redactSize {
		words = append(words, fmt.Sprint("word ", i))
	}
	mustCreate(t, l, "b", words...)
	was := headOf(t, l, "b")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for range 15 {
		c := child(t, "redact", dir)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		out.Read(make([]byte, 5))
		time.AfterFunc(time.Duration(rand.IntN(80_000))*time.Microsecond, func() { c.Process.Kill() })
		c.Wait()
		l, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		entries, err := l.Read(ctx, "b", journal.Pos{}, 0)
		if err != nil || entries[len(entries)-1].Pos != was {
			t.Fatalf("the chain is broken: %v", err)
		}
		for i, e := range entries {
			if first := string(entries[i/20*20].Data); strings.HasPrefix(first, "round") && string(e.Data) != first || !strings.HasPrefix(first, "round") && string(e.Data) != words[i] {
				t.Fatalf("entry %d holds %.20q beside %.20q", e.Seq, e.Data, first)
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
