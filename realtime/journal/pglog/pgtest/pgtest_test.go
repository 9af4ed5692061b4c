package pgtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestMain(m *testing.M) {
	if os.Getenv("PGTEST_CHILD") != "" {
		s, err := Start(context.Background(), "")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(s.home)
		select {}
	}
	os.Exit(m.Run())
}

func start(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := Start(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func value(t *testing.T, url, query string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var s string
	if err := conn.QueryRow(t.Context(), query).Scan(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatIsCommittedOutlivesAKill(t *testing.T) {
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.CreateDB(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), s.URL("a"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), "CREATE TABLE word AS SELECT 'kept' AS word"); err != nil {
		t.Fatal(err)
	}
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), "SELECT 1"); err == nil {
		t.Error("a killed server answers")
	}
	if err := s.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := value(t, s.URL("a"), "SELECT word FROM word"); got != "kept" {
		t.Errorf("found %q", got)
	}
	for _, setting := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
		if got := value(t, s.URL("a"), "SHOW "+setting); got != "on" {
			t.Errorf("%s is %s", setting, got)
		}
	}
}

func TestAPausedServerIsSilentUntilItGoesOn(t *testing.T) {
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), s.URL("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := s.Pause(); err != nil {
		t.Fatal(err)
	}
	short, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := pgx.Connect(short, s.URL("postgres")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a new connection: %v", err)
	}
	answered := make(chan error, 1)
	go func() {
		_, err := conn.Exec(context.Background(), "SELECT 1")
		answered <- err
	}()
	if err := s.Resume(); err != nil {
		t.Fatal(err)
	}
	if err := <-answered; err != nil {
		t.Error(err)
	}
}

func TestAFolderKeepsItsDatabases(t *testing.T) {
	dir, err := os.MkdirTemp("", "pgtest-kept-") // root's t.TempDir is closed to others
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := start(t, dir)
	if err := s.CreateDB(t.Context(), "kept"); err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	s = start(t, dir)
	if got := value(t, s.URL("kept"), "SELECT current_database()"); got != "kept" {
		t.Errorf("found %q", got)
	}
}

func TestForGivesEachTestADatabase(t *testing.T) {
	var urls [2]string
	for i := range urls {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			urls[i] = For(t)
			if got := value(t, urls[i], "SELECT count(*)::text FROM pg_stat_user_tables"); got != "0" {
				t.Errorf("it has %s tables", got)
			}
		})
	}
	if urls[0] == urls[1] {
		t.Error("both got the same")
	}
	if _, err := pgx.Connect(t.Context(), urls[0]); err == nil {
		t.Error("it is still there after the test")
	}
}

func TestNothingOutlivesAKilledProcess(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(exe)
	child.Env = append(os.Environ(), "PGTEST_CHILD=1")
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	s := &Server{home: strings.TrimSpace(line)}
	all, listErr := s.processes()
	if err != nil || listErr != nil || len(all) < 3 {
		t.Fatalf("the child's server has the processes %v; %v, %v", all, listErr, err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait()
	soon, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for {
		all, err := s.processes()
		if err != nil {
			t.Fatal(err)
		}
		_, err = os.Stat(s.home)
		if len(all) == 0 && errors.Is(err, os.ErrNotExist) {
			return
		}
		select {
		case <-again.C:
		case <-soon.Done():
			t.Fatalf("left behind: processes %v, folder %v", all, err)
		}
	}
}
