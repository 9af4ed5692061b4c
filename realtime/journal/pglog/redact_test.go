package pglog

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog/pgtest"
)

// P12: after Scour, no file of the server but its write-ahead log holds what was redacted.
func TestRedactedBytesAreGone(t *testing.T) {
	t.Parallel()
	const marker = "0123456789abcdefMARKER0123456789"
	l := openLog(t, pgtest.For(t), Options{})
	all, err := l.Create(ctx, "b", payloads(strings.Repeat(marker, 3), marker+strings.Repeat("incompressible? no", 900), "other"))
	if err != nil {
		t.Fatal(err)
	}
	if err := l.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: all[1].Pos, Data: []byte(marker)}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.ReadDB().Exec("ANALYZE entry; ANALYZE snapshot; CHECKPOINT"); err != nil {
		t.Fatal(err)
	}
	var dir string
	if err := l.ReadDB().QueryRow("SHOW data_directory").Scan(&dir); err != nil {
		t.Fatal(err)
	}
	hits := func() (n int) {
		filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if d != nil && d.Name() == "pg_wal" {
					return filepath.SkipDir
				}
				return nil // files come and go
			}
			if b, err := os.ReadFile(path); err == nil {
				n += bytes.Count(b, []byte(marker))
			}
			return nil
		})
		return n
	}
	if hits() == 0 {
		t.Fatal("the marker was never there")
	}
	if err := l.Redact(ctx, "b", []journal.Redaction{{Seq: 1, Data: []byte("-")}, {Seq: 2}}); err != nil {
		t.Fatal(err)
	}
	if err := l.Scour(ctx); err != nil {
		t.Fatal(err)
	}
	if n := hits(); n > 0 {
		t.Errorf("the marker stands in %d places still", n)
	}
	if got := texts(t, l, "b"); got != "-  other" {
		t.Errorf("the board reads %q", got)
	}
	var sampled int
	err = l.ReadDB().QueryRow("SELECT count(*) FROM pg_stats WHERE tablename IN ('entry', 'snapshot') AND attname = 'data'").Scan(&sampled)
	if err != nil || sampled != 0 {
		t.Errorf("%d samples of what people wrote, %v", sampled, err)
	}
}
