package main_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/text"
	"feltboard/realtime/journal"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
)

// fleet is writers on boards who go on whatever happens to the server. What they were answered is noted here, outside the
// process that may be killed.
type fleet struct {
	t      *testing.T
	base   atomic.Pointer[string] // where the server is now
	boards []made
	owner  *browser

	mu    sync.Mutex
	acked map[mutation]bool // answered with yes
	codes map[int]int       // of connections that ended, by close code

	writers []*writer
	stop    chan struct{} // closed when no more is to be written
	leave   chan struct{} // closed when the writers are to end
	done    sync.WaitGroup
	saw     atomic.Int64 // answers so far
	idle    atomic.Int64 // writers with nothing unanswered and a token to resume by, once stopped
}

type mutation struct {
	client string
	n      int64
}

type writer struct {
	*tab
	f     *fleet
	notes []string // shared notes of the board, which everybody edits
	rng   *rand.Rand
}

const (
	fleetWriters = 16
	fleetBoards  = 4
)

// newFleet makes the boards and lets everybody join; nobody writes yet.
func newFleet(t *testing.T, p *process, seed uint64) *fleet {
	f := &fleet{t: t, acked: map[mutation]bool{}, codes: map[int]int{}, stop: make(chan struct{}), leave: make(chan struct{})}
	f.base.Store(&p.base)
	f.owner = newBrowser(t, p.base)
	ok(t, f.owner.post("/api/setup", map[string]string{"token": p.setup, "name": "Ada"}), nil)
	shared := map[string][]string{}
	for i := range fleetBoards {
		b := f.owner.newBoard(fmt.Sprint("Board ", i))
		f.boards = append(f.boards, b)
		host := f.owner.open(b.ID)
		for range 3 {
			note := host.note("Says", "the same note for all")
			if code := host.does(note); code != "" {
				t.Fatal(code)
			}
			f.acked[mutation{host.Named, host.Answers[len(host.Answers)-1].N}] = true
			shared[b.ID] = append(shared[b.ID], note.ID)
		}
		host.disconnect()
	}
	for i := range fleetWriters {
		board := f.boards[i%fleetBoards]
		b := newBrowser(t, p.base)
		role := "team"
		if i >= fleetWriters/2 {
			role = "client" // two audiences
		}
		b.join(board.ID, board.key(role), fmt.Sprint("Writer ", i))
		w := &writer{tab: newTab(b, board.ID), f: f, rng: rand.New(rand.NewPCG(seed, uint64(i))), notes: shared[board.ID]}
		f.writers = append(f.writers, w)
	}
	return f
}

// write lets everybody write until stop is closed, and go on until everything is answered.
func (f *fleet) write() {
	for _, w := range f.writers {
		f.done.Go(w.work)
	}
}

// work connects, writes, and connects again, until it is to leave.
func (w *writer) work() {
	idle := false
	for {
		select {
		case <-w.f.leave:
			w.disconnect()
			return
		default:
		}
		w.browser.base = *w.f.base.Load()
		if err := w.connect(); err != nil {
			if w.ws != nil {
				w.disconnect()
			}
			select {
			case <-time.After(time.Duration(5+w.rng.IntN(20)) * time.Millisecond): // the server is away
			case <-w.f.leave:
				return
			}
			continue
		}
		err := w.converse(&idle)
		closed := w.closed
		w.disconnect()
		if err == nil {
			return
		}
		w.f.mu.Lock()
		w.f.codes[closeCode(closed)]++
		w.f.mu.Unlock()
	}
}

// converse lives through one connection. It returns nil if it is to leave for good.
func (w *writer) converse(idle *bool) error {
	stroke := time.NewTicker(time.Duration(20+w.rng.IntN(20)) * time.Millisecond)
	defer stroke.Stop()
	stop := w.f.stop
	for {
		select {
		case b, more := <-w.frames:
			if !more {
				return fmt.Errorf("closed")
			}
			if err := w.receive(b); err != nil {
				return err
			}
			w.note()
		case <-stroke.C:
			if stop == nil || len(w.Pending) > 40 {
				break
			}
			if err := w.write(w.Do(false, w.act())...); err != nil {
				return err
			}
		case <-stop:
			stop = nil
		case <-w.f.leave:
			return nil
		}
		if stop == nil && !*idle && len(w.Pending) == 0 && w.Live() && w.Resumable() {
			*idle = true
			w.f.idle.Add(1)
		}
	}
}

// note notes what has been answered.
func (w *writer) note() {
	if len(w.Answers) == 0 {
		return
	}
	w.f.mu.Lock()
	defer w.f.mu.Unlock()
	for _, a := range w.Answers {
		if a.Code == "" {
			w.f.acked[mutation{a.Client, a.N}] = true
		}
	}
	w.f.saw.Add(int64(len(w.Answers)))
	w.Answers = nil
}

// act is something to do next: half of it is typing into a note that others type into.
func (w *writer) act() boards.Op {
	if len(w.Shared) == 0 { // nothing seen yet
		return boards.Op{Kind: boards.Set, ID: w.Member, F: map[string]any{"hue": int64(w.rng.IntN(360))}}
	}
	if w.Audience == boards.TeamRoom.String() && w.rng.IntN(2) == 0 {
		id := w.notes[w.rng.IntN(len(w.notes))]
		now := w.Text(id, "text")
		runes := []rune(now)
		at := w.rng.IntN(len(runes) + 1)
		till := at
		if len(runes) > 400 || w.rng.IntN(3) == 0 {
			till = min(len(runes), at+1+w.rng.IntN(5))
		}
		typed := []string{"a", "ß", "😀", ""}[w.rng.IntN(4)]
		if next := string(runes[:at]) + typed + string(runes[till:]); next != now {
			return boards.Op{Kind: boards.EditText, ID: id, Field: "text", Edit: text.Diff(now, next)}
		}
	}
	return w.tab.note([]string{"Says", "Thinks", "Does", "Feels"}[w.rng.IntN(4)], fmt.Sprint("note ", w.rng.Uint32()))
}

// yes returns how many mutations have been answered with yes, and a copy of which.
func (f *fleet) yes() map[mutation]bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := make(map[mutation]bool, len(f.acked))
	for m := range f.acked {
		all[m] = true
	}
	return all
}

// settle stops the writing and waits until everything has been answered.
func (f *fleet) settle() {
	f.t.Helper()
	close(f.stop)
	wait(f.t, "everything is answered", func() bool { return f.idle.Load() == fleetWriters })
}

// wait waits for something that happens outside this process.
func wait(t *testing.T, what string, holds func() bool) {
	t.Helper()
	late := time.After(patience)
	for !holds() {
		select {
		case <-time.After(5 * time.Millisecond):
		case <-late:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// check compares what the journal in dir holds with what was answered: nothing answered with yes is lost, nothing is there
// twice, the order is dense, and everybody's mutations are in the order of their numbers. It works on a copy.
func (f *fleet) check(dir string, acked map[mutation]bool) (entries int) {
	f.t.Helper()
	log := openCopy(f.t, dir)
	defer log.Close()
	found, last := map[mutation]int{}, map[string]int64{}
	for _, b := range f.boards {
		all, err := log.Read(f.t.Context(), b.ID, journal.Pos{}, 0)
		if err != nil {
			f.t.Fatal(err)
		}
		for i, raw := range all {
			if raw.Seq != int64(i+1) {
				f.t.Fatalf("board %s: entry %d has the number %d", b.ID, i+1, raw.Seq)
			}
			e, err := boards.DecodeEntry(raw.Seq, raw.Data)
			if err != nil {
				f.t.Fatal(err)
			}
			entries++
			if e.Client == "" {
				continue
			}
			found[mutation{e.Client, e.N}]++
			if e.N <= last[e.Client] {
				f.t.Errorf("client %s: %d comes after %d", e.Client, e.N, last[e.Client])
			}
			last[e.Client] = e.N
		}
	}
	lost := 0
	for m := range acked {
		if found[m] == 0 {
			lost++
		}
	}
	doubled := 0
	for _, n := range found {
		if n > 1 {
			doubled++
		}
	}
	if lost > 0 || doubled > 0 {
		f.t.Errorf("acknowledged and lost: %d; doubled: %d", lost, doubled)
	}
	return entries
}

func openCopy(t *testing.T, dir string) *sqlitelog.Log {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(to, "feltboard.lock")); err != nil {
		t.Fatal(err)
	}
	var steps []sqlitelog.Migration
	for _, m := range accounts.Migrations() {
		steps = append(steps, sqlitelog.Migration{Name: m.Name, SQL: m.SQL})
	}
	log, err := sqlitelog.Open(to, sqlitelog.Options{Migrations: steps})
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// agree compares the views of everybody, resumed as they are, with those of fresh clients, byte for byte.
func (f *fleet) agree() {
	f.t.Helper()
	type class struct{ board, audience string }
	newcomers := map[class]*browser{}
	for _, b := range f.boards {
		for _, audience := range []boards.Audience{boards.TeamRoom, boards.Customers} {
			n := newBrowser(f.t, *f.base.Load())
			n.join(b.ID, b.key(audience.String()), "")
			newcomers[class{b.ID, audience.String()}] = n
		}
	}
	fresh := map[class]string{} // now that nobody joins any more
	for c, b := range newcomers {
		t := b.open(c.board)
		part, _ := boards.EncodePart(t.Shared)
		fresh[c] = string(part)
		t.disconnect()
	}
	for i, w := range f.writers {
		w.browser.base, w.keep = *f.base.Load(), true
		if err := w.connect(); err != nil {
			f.t.Fatal(err)
		}
		w.until("the view is there", w.Live)
		if !slices.ContainsFunc(w.heard, func(b []byte) bool { return bytes.Contains(b, []byte(`"t":"catch"`)) }) {
			f.t.Errorf("writer %d did not resume", i)
		}
		if part, _ := boards.EncodePart(w.Shared); string(part) != fresh[class{w.board, w.Audience}] {
			f.t.Errorf("writer %d sees something else than a fresh client", i)
		}
		w.disconnect()
	}
}

// F01: kill -9 at random moments while 16 writers type into 4 boards.
func TestKillingTheServerLosesNothing(t *testing.T) {
	cycles := 25
	if testing.Short() {
		cycles = 4
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	env := []string{"FELTBOARD_HANDSHAKES_PER_SECOND=100000"}
	p := launch(t, dir, env...)
	f := newFleet(t, p, seed)
	f.write()
	var slowest time.Duration
	for cycle := range cycles {
		before := f.saw.Load()
		wait(t, "somebody is answered", func() bool { return f.saw.Load() > before })
		after := time.Duration(20+rng.IntN(1980)) * time.Millisecond
		if cycles < 25 {
			after /= 4
		}
		<-time.After(after)
		p.kill()
		f.check(dir, f.yes())
		began := time.Now()
		p = launch(t, dir, env...)
		slowest = max(slowest, time.Since(began))
		f.base.Store(&p.base)
		if t.Failed() {
			t.Fatalf("in cycle %d\n%s", cycle+1, p.log)
		}
	}
	f.settle()
	close(f.leave)
	f.done.Wait()
	f.agree()
	acked := f.yes()
	p.kill()
	entries := f.check(dir, acked)
	t.Logf("%d cycles, %d mutations acknowledged, %d entries; slowest start %v", cycles, len(acked), entries, slowest)
	if len(acked) < 100*cycles {
		t.Errorf("only %d mutations were acknowledged, which shows little", len(acked))
	}
	if slowest > 2*time.Second {
		t.Errorf("a start took %v", slowest)
	}
}

// F08: SIGTERM under load lets everybody go in order.
func TestStoppingLosesNothing(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	dir := t.TempDir()
	env := []string{"FELTBOARD_HANDSHAKES_PER_SECOND=100000"}
	p := launch(t, dir, env...)
	f := newFleet(t, p, seed)
	f.write()
	wait(t, "everybody writes", func() bool { return f.saw.Load() > 20*fleetWriters })
	began := time.Now()
	p.cmd.Process.Signal(syscall.SIGTERM)
	if err := <-p.ended; err != nil {
		t.Errorf("it ended with %v\n%s", err, p.log)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	wait(t, "everybody has been told", func() bool { f.mu.Lock(); defer f.mu.Unlock(); return f.codes[1012] >= fleetWriters })
	f.check(dir, f.yes())
	p = launch(t, dir, env...)
	f.base.Store(&p.base)
	f.settle()
	close(f.leave)
	f.done.Wait()
	acked := f.yes()
	p.kill()
	f.check(dir, acked)
	f.mu.Lock()
	defer f.mu.Unlock()
	t.Logf("%d acknowledged; connections ended by code: %v", len(acked), f.codes)
}

func TestASecondSignalEndsItAtOnce(t *testing.T) {
	p := launch(t, t.TempDir())
	owner := newBrowser(t, p.base)
	ok(t, owner.post("/api/setup", map[string]string{"token": p.setup, "name": "Ada"}), nil)
	board := owner.newBoard("One")
	owner.open(board.ID) // stays, and does not answer the goodbye
	p.cmd.Process.Signal(syscall.SIGTERM)
	wait(t, "it is stopping", func() bool { return strings.Contains(p.log.String(), `"stopping"`) })
	began := time.Now()
	p.cmd.Process.Signal(syscall.SIGTERM)
	<-p.ended
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %v", took)
	}
}
