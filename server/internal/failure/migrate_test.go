package failure

import (
	"database/sql/driver"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"

	"modernc.org/sqlite"
)

// F34: the program is killed after each statement of each upgrade of its tables, and in plain "go test" after a third of them,
// drawn from the seed. It then opens a database that is old or new, never half.
func TestF34KilledWhileUpgrading(t *testing.T) {
	play(t, row{id: "F34", count: 1, nightly: 20}, func(r *run) {
		statements := 0
		for range r.count {
			statements += killedInSQLite(r)
			statements += killedInPostgres(r)
		}
		r.say("statements", statements)
	})
}

// cutAfter is a step's SQL with something done after its k-th statement; ok is false if it has fewer.
func cutAfter(sql string, k int, do string) (cut string, ok bool) {
	var parts []string
	whole := ""
	for _, part := range strings.SplitAfter(sql, ";") {
		whole += part
		body := strings.Count(whole, "$$")%2 == 1 || strings.Contains(whole, "TRIGGER") && strings.Contains(whole, "BEGIN") && !strings.HasSuffix(whole, "END;")
		if !body && strings.TrimSpace(whole) != "" {
			parts, whole = append(parts, whole), ""
		}
	}
	if k > len(parts) {
		return "", false
	}
	return strings.Join(parts[:k], "") + "\n" + do + ";\n" + strings.Join(parts[k:], ""), true
}

// killedInSQLite upgrades a database that holds a board and no accounts, in a child that does not survive.
func killedInSQLite(r *run) (statements int) {
	r.Helper()
	for step := range accounts.Migrations() {
		for k := 1; ; k++ {
			if _, ok := cutAfter(accounts.Migrations()[step].SQL, k, ""); !ok {
				break
			}
			if !r.soaking && r.rng.IntN(3) > 0 {
				continue
			}
			statements++
			dir := r.TempDir()
			old := func(check func(*sqlitelog.Log)) {
				log, err := sqlitelog.Open(dir, sqlitelog.Options{Migrations: accounts.Migrations()[:step]})
				r.must(err)
				check(log)
				r.must(log.Close())
			}
			old(func(l *sqlitelog.Log) { begin(r, l) })
			exe, err := os.Executable()
			r.must(err)
			child := exec.Command(exe)
			child.Env = append(os.Environ(), "FAILURE_UPGRADE="+fmt.Sprint(dir, " ", step, " ", k))
			if out, _ := child.CombinedOutput(); child.ProcessState.ExitCode() != -1 {
				r.Fatalf("statement %d: the child was not killed: %s", k, out)
			}
			old(func(l *sqlitelog.Log) { holds(r, l) })
			log := openData(r, dir)
			holds(r, log)
			r.must(log.Close())
		}
	}
	return statements
}

// upgrade is the child: it opens the database and is killed in the middle of it.
func upgrade(how string) {
	var dir string
	var step, k int
	if _, err := fmt.Sscan(how, &dir, &step, &k); err != nil {
		panic(err)
	}
	sqlite.MustRegisterScalarFunction("die", 0, func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
		return nil, syscall.Kill(os.Getpid(), syscall.SIGKILL)
	})
	all := accounts.Migrations()
	all[step].SQL, _ = cutAfter(all[step].SQL, k, "SELECT die()")
	_, err := sqlitelog.Open(dir, sqlitelog.Options{Migrations: all})
	panic(err)
}

// killedInPostgres lets the database end the connection, which is all that it sees of a killed program.
func killedInPostgres(r *run) (statements int) {
	r.Helper()
	server, err := pgtest.Start(r.Context(), "")
	r.must(err)
	defer func() { r.must(server.Stop()) }()
	for step := range accounts.PostgresMigrations() {
		for k := 1; ; k++ {
			all := accounts.PostgresMigrations()
			cut, ok := cutAfter(all[step].SQL, k, "SELECT pg_terminate_backend(pg_backend_pid())")
			if !ok {
				break
			}
			if !r.soaking && r.rng.IntN(3) > 0 {
				continue
			}
			all[step].SQL = cut
			statements++
			name := fmt.Sprintf("upgrade_%d_%d", step, k)
			r.must(server.CreateDB(r.Context(), name))
			open := func(steps []journal.Migration, check func(*pglog.Log)) {
				log, err := pglog.Open(r.Context(), server.URL(name), pglog.Options{Migrations: steps, Conns: 2})
				r.must(err)
				check(log)
				r.must(log.Close())
			}
			open(accounts.PostgresMigrations()[:step], func(l *pglog.Log) { begin(r, l) })
			if log, err := pglog.Open(r.Context(), server.URL(name), pglog.Options{Migrations: all, Conns: 2}); err == nil {
				log.Close()
				r.Errorf("statement %d: the upgrade was not cut", k)
			}
			open(accounts.PostgresMigrations()[:step], func(l *pglog.Log) { holds(r, l) })
			open(accounts.PostgresMigrations(), func(l *pglog.Log) { holds(r, l) })
		}
	}
	return statements
}

const upgraded = "a board from before"

func begin(r *run, log journal.Journal) {
	r.Helper()
	_, err := log.Create(r.Context(), upgraded, [][]byte{[]byte("kept")})
	r.must(err)
}

func holds(r *run, log journal.Journal) {
	r.Helper()
	entries, err := log.Read(r.Context(), upgraded, journal.Pos{}, 0)
	r.must(err)
	if len(entries) != 1 || string(entries[0].Data) != "kept" {
		r.Errorf("it holds %v", entries)
	}
}
