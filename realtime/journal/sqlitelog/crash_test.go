package sqlitelog

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"feltboard/realtime/journal"

	"modernc.org/sqlite"
)

func child(t *testing.T, name, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Env = append(os.Environ(), "SQLITELOG_TEST_CHILD="+name, "SQLITELOG_TEST_DIR="+dir)
	c.Stderr = os.Stderr
	return c
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const writers, crashBoards = 16, 4

func boardOf(writer int) string { return fmt.Sprint("board-", writer%crashBoards) }

// append: 16 writers on 4 boards go on from what the journal holds and print
// what was acknowledged.
func init() {
	children["append"] = func(dir string) {
		l, err := Open(dir, Options{})
		check(err)
		next, err := lastWords(l)
		check(err)
		var all sync.WaitGroup
		for w := range writers {
			all.Go(func() {
				heads, err := l.Heads(ctx, []string{boardOf(w)})
				check(err)
				seen := heads[boardOf(w)]
				for n := next[w] + 1; ; n++ {
					entries, err := l.Commit(ctx, boardOf(w), seen, say(fmt.Sprint(w, ":", n)))
					check(err)
					seen = entries[0].Pos
					fmt.Fprintf(os.Stdout, "%d %d\n", w, n)
				}
			})
		}
		all.Wait()
	}
}

// lastWords returns each writer's last number, or an error unless each has
// every number up to it once and in order.
func lastWords(l *Log) (last [writers]int, err error) {
	for b := range crashBoards {
		entries, err := l.Read(ctx, fmt.Sprint("board-", b), journal.Pos{}, 0)
		if err != nil {
			return last, err
		}
		for _, e := range entries {
			var w, n int
			if _, err := fmt.Sscanf(string(e.Data), "%d:%d", &w, &n); err != nil {
				return last, fmt.Errorf("entry %q: %w", e.Data, err)
			}
			if n != last[w]+1 {
				return last, fmt.Errorf("writer %d has %d after %d", w, n, last[w])
			}
			last[w] = n
		}
	}
	return last, nil
}

// F01: what was acknowledged is in the journal, once and in order, however
// often the process is killed.
func TestKilledWhileAppending(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	for b := range crashBoards {
		mustCreate(t, l, fmt.Sprint("board-", b))
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	var acked [writers]int
	total := 0
	for range 25 {
		c := child(t, "append", dir)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for i := 0; lines.Scan(); i++ {
			if i == 0 {
				time.AfterFunc(time.Duration(rand.IntN(60_000))*time.Microsecond, func() { c.Process.Kill() })
			}
			var w, n int
			if _, err := fmt.Sscanf(lines.Text(), "%d %d", &w, &n); err != nil {
				continue // cut off by the kill
			}
			acked[w] = max(acked[w], n)
			total++
		}
		if err := c.Wait(); err == nil || c.ProcessState.ExitCode() != -1 {
			t.Fatalf("the child was not killed: %v", err)
		}
		l, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		kept, err := lastWords(l)
		if err != nil {
			t.Fatal(err)
		}
		for w := range acked {
			if kept[w] < acked[w] {
				t.Errorf("writer %d: %d was acknowledged, %d is there", w, acked[w], kept[w])
			}
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if total == 0 {
		t.Error("nothing was acknowledged in any cycle")
	}
	t.Logf("%d commits acknowledged", total)
}

// hold: opens the folder, says so, and stays.
func init() {
	children["hold"] = func(dir string) {
		_, err := Open(dir, Options{})
		check(err)
		fmt.Println("open")
		select {}
	}
}

// F11: a second process names the first and leaves it alone; the lock ends
// with the process, however it ends.
func TestSecondProcessIsRefused(t *testing.T) {
	dir := t.TempDir()
	c := child(t, "hold", dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Process.Kill()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "open\n" {
		t.Fatalf("child said %q, %v", line, err)
	}
	_, err = Open(dir, Options{})
	locked, ok := err.(*LockedError)
	if !ok || locked.PID != c.Process.Pid || !strings.Contains(err.Error(), fmt.Sprint(c.Process.Pid)) {
		t.Errorf("got %v, want the error to name process %d", err, c.Process.Pid)
	}
	c.Process.Kill()
	c.Wait()
	openLog(t, dir, Options{})
}

const steps = 6

// stepwise is a migration of six statements, each of which may be the last.
var stepwise = journal.Migration{Name: "test/stepwise", SQL: `
	CREATE TABLE step (n INTEGER);
	INSERT INTO step VALUES (die_at(1));
	INSERT INTO step VALUES (die_at(2));
	ALTER TABLE step ADD COLUMN more TEXT DEFAULT 'more';
	UPDATE step SET more = die_at(3);
	CREATE INDEX step_n ON step (n);
	INSERT INTO step VALUES (die_at(4), '');
	DROP INDEX step_n;
	INSERT INTO step VALUES (die_at(5), '');
	INSERT INTO step VALUES (die_at(6), '');
`}

func init() {
	sqlite.MustRegisterScalarFunction("die_at", 1, func(_ *sqlite.FunctionContext, args []sqliteValue) (sqliteValue, error) {
		if fmt.Sprint(args[0]) == os.Getenv("SQLITELOG_TEST_STEP") {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return args[0], nil
	})
	children["migrate"] = func(dir string) {
		_, err := Open(dir, Options{Migrations: []journal.Migration{stepwise}})
		check(err)
	}
}

func TestMigrationKilledAtEachStatement(t *testing.T) {
	dir := t.TempDir()
	l := openLog(t, dir, Options{})
	mustCreate(t, l, "b", "before")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for step := 1; step <= steps; step++ {
		c := child(t, "migrate", dir)
		c.Env = append(c.Env, fmt.Sprint("SQLITELOG_TEST_STEP=", step))
		if err := c.Run(); err == nil || c.ProcessState.ExitCode() != -1 {
			t.Fatalf("step %d: the child was not killed: %v", step, err)
		}
		// The older program still finds its database, untouched.
		l, err := Open(dir, Options{})
		if err != nil {
			t.Fatalf("step %d: %v", step, err)
		}
		if got := texts(t, l, "b"); got != "before" {
			t.Errorf("step %d: board holds %q", step, got)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	l = openLog(t, dir, Options{Migrations: []journal.Migration{stepwise}})
	var n int
	if err := l.ReadDB().QueryRow("SELECT count(*) FROM step").Scan(&n); err != nil || n != 5 {
		t.Errorf("the migrated table has %d rows, %v", n, err)
	}
	if got := texts(t, l, "b"); got != "before" {
		t.Errorf("board holds %q", got)
	}
	copies, err := filepath.Glob(filepath.Join(dir, "*backup*"))
	if err != nil || len(copies) != 1 || filepath.Base(copies[0]) != "backup-before-3.db" {
		t.Errorf("found copies %v, %v", copies, err)
	}
}

// full: commits until the limit on file size stops it, then on once it is
// lifted, in one process.
func init() {
	children["full"] = func(dir string) {
		l, err := Open(dir, Options{Fatal: func(err error) { check(err) }})
		check(err)
		_, err = l.Create(ctx, "b", nil)
		check(err)
		var limit syscall.Rlimit
		check(syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit))
		unlimited := limit.Cur
		limit.Cur = 1 << 20
		check(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit))
		acked := fillUp(l)
		for err = l.Ready(ctx); err == nil; err = l.Ready(ctx) { // as long as small writes still fit
		}
		check(expectFull(err))
		check(l.Close())
		l, err = Open(dir, Options{})
		check(err)
		check(expectEntries(l, acked))
		limit.Cur = unlimited
		check(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit))
		check(l.Ready(ctx))
		check(expectEntries(l, acked))
		check(l.Close())
	}
}

// F05: a limit on the size of files is a full disk, not a broken one.
func TestFileSizeLimitIsAFullDisk(t *testing.T) {
	if out, err := child(t, "full", t.TempDir()).Output(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
