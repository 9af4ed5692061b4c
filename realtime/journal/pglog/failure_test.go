package pglog

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog/pgtest"
)

// F15: a server that stops where it is gets everybody an error in bounded time,
// and is used again when it goes on.
func TestPausedServer(t *testing.T) {
	t.Parallel()
	s := startServer(t)
	l := openLog(t, s.URL("postgres"), names)
	head := mustCreate(t, l, "b", "1")[0].Pos
	mustCreate(t, l, "c", "1")
	paused := make(chan struct{})
	calls := map[string]func() error{
		"a commit in the middle": func() error {
			_, err := l.Commit(ctx, "b", head, func([]journal.Entry) ([][]byte, error) {
				if err := s.Pause(); err != nil {
					t.Error(err)
				}
				close(paused)
				return payloads("2"), nil
			})
			if !errors.Is(err, journal.ErrUnknown) {
				t.Errorf("a commit whose outcome cannot be looked up: %v", err)
			}
			return err
		},
		"a commit": func() error { <-paused; _, err := l.Commit(ctx, "c", journal.Pos{}, say("2")); return err },
		"create":   func() error { <-paused; _, err := l.Create(ctx, "d", nil); return err },
		"load":     func() error { <-paused; _, _, err := l.Load(ctx, "c"); return err },
		"heads":    func() error { <-paused; _, err := l.Heads(ctx, []string{"b"}); return err },
		"write":    func() error { <-paused; return l.Write(ctx, func(Tx) error { return nil }) },
		"read": func() error {
			<-paused
			var n int
			return l.ReadDB().QueryRowContext(ctx, "SELECT count(*) FROM name").Scan(&n)
		},
		"ready": func() error {
			<-paused
			start := time.Now()
			err := l.Ready(ctx)
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("ready took %s", took)
			}
			return err
		},
		"ready with a context": func() error {
			<-paused
			short, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
			defer cancel()
			err := l.Ready(short)
			if wants(t, err, context.DeadlineExceeded); err != nil && err.Error() != "the database does not answer" {
				t.Errorf("ready says %q to everybody", err)
			}
			return err
		},
	}
	var all sync.WaitGroup
	for name, call := range calls {
		all.Go(func() {
			start := time.Now()
			err := call()
			if took := time.Since(start); err == nil || took > 20*time.Second {
				t.Errorf("%s: %v after %s", name, err, took)
			}
		})
	}
	all.Wait()
	if err := s.Resume(); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	until(t, func() bool { return l.Ready(ctx) == nil })
	_, err := l.Commit(ctx, "c", journal.Pos{}, func(tail []journal.Entry) ([][]byte, error) { return payloads("back"), nil })
	wants(t, err, nil)
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("it took %s to come back", took)
	}
	if got := texts(t, l, "c"); got != "1 back" && got != "1 2 back" {
		t.Errorf("board c holds %q", got)
	}
}

// F19: a commit whose reply is lost is looked up, never guessed.
func TestLostReplyIsLookedUp(t *testing.T) {
	t.Parallel()
	p, url := through(t, pgtest.For(t))
	l := openLog(t, url, Options{Conns: 1}) // so that the connection knows the statements
	head := mustCreate(t, l, "b", "1")[0].Pos
	faulty := func(f fault, words ...string) journal.Decide {
		return func([]journal.Entry) ([][]byte, error) {
			p.next(f, 0)
			return payloads(words...), nil
		}
	}
	commit := func(decide journal.Decide) ([]journal.Entry, error) {
		t.Helper()
		entries, err := l.Commit(ctx, "b", head, decide)
		if err == nil {
			head = entries[len(entries)-1].Pos
		}
		return entries, err
	}
	for n := range 5 {
		_, err := commit(say(fmt.Sprint("plain", n)))
		wants(t, err, nil)
		got, err := commit(faulty(loseReply, fmt.Sprint("a", n), fmt.Sprint("b", n)))
		if err != nil || len(got) != 2 {
			t.Errorf("its reply was lost: %d entries, %v", len(got), err)
		}
		_, err = commit(say(fmt.Sprint("plain", n)))
		wants(t, err, nil)
		if _, err = commit(faulty(loseBoth, "never")); err == nil || errors.Is(err, journal.ErrUnknown) {
			t.Errorf("its request was lost: %v", err)
		}
	}
	var want []string
	for n := range 5 {
		want = append(want, fmt.Sprintf("plain%d a%[1]d b%[1]d plain%[1]d", n))
	}
	if got := texts(t, l, "b"); got != "1 "+strings.Join(want, " ") {
		t.Errorf("the board holds %q", got)
	}
}

// F19, for what others keep in the database.
func TestLostReplyOfAWriteIsLookedUp(t *testing.T) {
	t.Parallel()
	p, url := through(t, pgtest.For(t))
	l := openLog(t, url, names)
	write := func(name string, f fault, spare int) error {
		return l.Write(ctx, func(tx Tx) error {
			_, err := tx.Exec("INSERT INTO name VALUES ($1)", name)
			p.next(f, spare) // after this the transaction is noted, then committed
			return err
		})
	}
	for n := range 3 {
		wants(t, write(fmt.Sprint("plain", n), none, 0), nil) // and the connection knows the statements
		wants(t, write(fmt.Sprint("lost reply", n), loseReply, 1), nil)
		wants(t, write(fmt.Sprint("plain again", n), none, 0), nil)
		for spare := range 2 {
			wants(t, write(fmt.Sprint("between", n, spare), none, 0), nil)
			if err := write(fmt.Sprint("lost", n, spare), loseBoth, spare); err == nil || errors.Is(err, journal.ErrUnknown) {
				t.Errorf("its request was lost: %v", err)
			}
		}
	}
	var n, lost int
	err := l.ReadDB().QueryRow("SELECT count(*), count(*) FILTER (WHERE name LIKE 'lost reply%') FROM name").Scan(&n, &lost)
	if err != nil || n != 15 || lost != 3 {
		t.Errorf("%d names, %d whose reply was lost, %v", n, lost, err)
	}
}

// A connection that is dead without anybody knowing costs time, and no more.
func TestDeadConnectionIsReplaced(t *testing.T) {
	t.Parallel()
	p, url := through(t, pgtest.For(t))
	l := openLog(t, url, Options{})
	head := mustCreate(t, l, "b", "1")[0].Pos
	for range 5 {
		p.next(loseBoth, 0)
		entries, err := l.Commit(ctx, "b", head, say("x"))
		if err != nil {
			t.Fatal(err)
		}
		head = entries[0].Pos
		p.next(loseReply, 0)
		if _, err := l.Heads(ctx, []string{"b"}); err != nil {
			t.Error(err)
		}
		p.next(loseBoth, 0)
		wants(t, l.Ready(ctx), nil)
	}
}

// F15: nothing acknowledged is lost and nothing refused is there, however often
// the server is killed; all is well again when it is back.
func TestServerKilledWhileAppending(t *testing.T) {
	t.Parallel()
	s := startServer(t)
	l := openLog(t, s.URL("postgres"), Options{})
	const boards, writers, cycles = 2, 8, 4
	for b := range boards {
		mustCreate(t, l, fmt.Sprint("board-", b))
	}
	stop := make(chan struct{})
	var all sync.WaitGroup
	var mu sync.Mutex
	acked, unknown, refused := map[string]bool{}, map[string]bool{}, map[string]bool{}
	kills := 0
	for w := range writers {
		all.Go(func() {
			board := fmt.Sprint("board-", w%boards)
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				heads, err := l.Heads(ctx, []string{board})
				if err != nil {
					continue
				}
				word := fmt.Sprint(w, ":", n)
				_, err = l.Commit(ctx, board, heads[board], say(word))
				mu.Lock()
				switch {
				case err == nil:
					acked[word] = true
				case errors.Is(err, journal.ErrUnknown):
					unknown[word] = true
				default:
					refused[word] = true
				}
				mu.Unlock()
			}
		})
	}
	count := func() int { mu.Lock(); defer mu.Unlock(); return len(acked) }
	for range cycles {
		before := count()
		until(t, func() bool { return count() > before+30 })
		if err := s.Restart(ctx); err != nil {
			t.Fatal(err)
		}
		kills++
	}
	before := count()
	until(t, func() bool { return count() > before })
	close(stop)
	all.Wait()
	found := map[string]int{}
	for b := range boards {
		for _, word := range strings.Fields(texts(t, l, fmt.Sprint("board-", b))) {
			found[word]++
		}
	}
	for word := range acked {
		if found[word] != 1 {
			t.Errorf("%s was acknowledged and is there %d times", word, found[word])
		}
	}
	for word := range refused {
		if found[word] != 0 {
			t.Errorf("%s was refused and is there %d times", word, found[word])
		}
	}
	t.Logf("%d kills: %d acknowledged, %d refused, %d unknown", kills, len(acked), len(refused), len(unknown))
}

// F07: a node that hangs while it has a board's lock keeps the others waiting
// for a few seconds only, and is told that it has lost.
func TestHangingNodeLosesItsTurn(t *testing.T) {
	t.Parallel()
	s := startServer(t)
	hanging, other := openLog(t, s.URL("postgres"), Options{}), openLog(t, s.URL("postgres"), Options{})
	head := mustCreate(t, other, "b", "1")[0].Pos
	inside, goOn := make(chan struct{}), make(chan struct{})
	lost := make(chan error, 1)
	go func() {
		_, err := hanging.Commit(ctx, "b", head, func([]journal.Entry) ([][]byte, error) {
			close(inside)
			<-goOn
			return payloads("late"), nil
		})
		lost <- err
	}()
	<-inside
	_, err := other.Commit(ctx, "b", head, say("2"))
	wants(t, err, nil)
	close(goOn)
	if err := <-lost; err == nil || errors.Is(err, journal.ErrUnknown) {
		t.Errorf("the one that hung: %v", err)
	}
	if got := texts(t, other, "b"); got != "1 2" {
		t.Errorf("the board holds %q", got)
	}
}

// F05: what does not fit is refused by name, and nothing is half done.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	l := openLog(t, pgtest.For(t), Options{})
	head := mustCreate(t, l, "b", "1")[0].Pos
	exec(t, l, `CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS
		$$BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END$$;`)
	exec(t, l, "CREATE TRIGGER full_entry BEFORE INSERT ON entry EXECUTE FUNCTION full()")
	exec(t, l, "CREATE TRIGGER full_snapshot BEFORE INSERT ON snapshot EXECUTE FUNCTION full()")
	exec(t, l, "CREATE TRIGGER full_pulse BEFORE UPDATE ON pulse EXECUTE FUNCTION full()")
	_, err := l.Commit(ctx, "b", head, say("2"))
	wants(t, err, journal.ErrFull)
	_, err = l.Create(ctx, "c", payloads("1"))
	wants(t, err, journal.ErrFull)
	wants(t, l.SaveSnapshot(ctx, "b", journal.Snapshot{Pos: head}), journal.ErrFull)
	wants(t, l.Ready(ctx), journal.ErrFull)
	wants(t, l.Write(ctx, func(tx Tx) error { _, err := tx.Exec("UPDATE pulse SET n = 0"); return err }), journal.ErrFull)
	if got := texts(t, l, "b"); got != "1" {
		t.Errorf("the board holds %q", got)
	}
	exec(t, l, "DROP FUNCTION full CASCADE")
	_, err = l.Commit(ctx, "b", head, say("2"))
	wants(t, err, nil)
	wants(t, l.Ready(ctx), nil)
}

func startServer(t *testing.T) *pgtest.Server {
	t.Helper()
	s, err := pgtest.Start(ctx, "")
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

func until(t *testing.T, done func() bool) {
	t.Helper()
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	late := time.After(20 * time.Second)
	for !done() {
		select {
		case <-again.C:
		case <-late:
			t.Fatal("it never came true")
		}
	}
}
