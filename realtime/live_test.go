package realtime

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

func edit(id string, parts ...any) map[string]any {
	return map[string]any{"op": "text", "id": id, "field": "text", "edit": parts}
}

func words(id, want string) func(map[string]map[string]any) bool {
	return func(v map[string]map[string]any) bool {
		return v[id] != nil && v[id]["f"].(map[string]any)["text"] == want
	}
}

func TestR10NothingLeavesBeforeItIsOnDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := &gated{Journal: journal.NewMemory(), hold: make(chan chan struct{}, 1)}
		w := newWorld(t, Options{Journal: gate})
		a, b := w.join(w.member(boards.Team)), w.join(w.member(boards.Team))
		time.Sleep(time.Second)
		gate.on.Store(true)
		note := id()
		n := a.mutate(0, w.note(note, "x"))
		free := <-gate.hold
		synctest.Wait()
		if sent := string(append(a.p.bytes(), b.p.bytes()...)); strings.Contains(sent, note) || strings.Contains(sent, `"ack"`) {
			t.Error("R-10: it was shown or acknowledged before the commit")
		}
		gate.on.Store(false)
		close(free)
		if code := a.answered(0, n); code != "" {
			t.Error(code)
		}
		b.sees(has(note))
	})
}

func TestAFailedCommitLeavesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		code string
	}{
		"disk full": {journal.ErrFull, "storage_full"},
		"other":     {errors.New("the disk is on fire"), "internal"},
		"newer":     {boards.ErrNewer, "read_only"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, Options{})
			anna, ben := w.member(boards.Team), w.member(boards.Team)
			a, b := w.join(anna), w.join(ben)
			w.log.FailAppends(func(string, int) error { return c.err })
			note := id()
			n := a.mutate(0, w.note(note, "x"))
			if code := a.answered(0, n); code != c.code {
				t.Errorf("answered with %q, want %q", code, c.code)
			}
			if c.code == "read_only" {
				return
			}
			w.log.FailAppends(nil)
			delete(a.nacked[a.clients[0]], n)
			a.n[0]-- // the number was not used up
			if code := a.answered(0, a.mutate(0, w.note(note, "y"))); code != "" {
				t.Errorf("sent again: %q", code)
			}
			b.sees(words(note, "y"))
			w.agrees(a, anna)
			w.agrees(b, ben)
		})
	}
}

// A no that was decided on top of changes which then could not be committed would be a lie.
func TestARefusalNeverRestsOnWhatIsNotOnDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := &gated{Journal: journal.NewMemory(), hold: make(chan chan struct{}, 10)}
		w := newWorld(t, Options{Journal: gate})
		a, b := w.join(w.member(boards.Team)), w.join(w.member(boards.Team))
		gate.on.Store(true)
		a.mutate(0, w.note(id(), "holds the board"))
		first := <-gate.hold
		note := id()
		na := a.mutate(0, w.note(note, "a"))
		synctest.Wait()
		nb := b.mutate(0, w.note(note, "b")) // the same id: exists, if a's is committed
		synctest.Wait()
		fail := true
		gate.Journal.(*journal.Memory).FailAppends(func(_ string, n int) error {
			if fail && n == 1 {
				fail = false
				return nil // the first holder
			}
			return journal.ErrFull
		})
		close(first)
		second := <-gate.hold
		gate.on.Store(false)
		close(second)
		if code := a.answered(0, na); code != "storage_full" {
			t.Fatalf("a: %q", code)
		}
		if code := b.answered(0, nb); code == "exists" {
			t.Error("b was refused for a note that never was")
		}
	})
}

func TestALostReplyIsResolvedByReading(t *testing.T) {
	w := newWorld(t, Options{})
	anna, ben := w.member(boards.Team), w.member(boards.Team)
	a, b := w.join(anna), w.join(ben)
	w.log.FailReplies(func(string, int) error { return journal.ErrUnknown })
	note := id()
	n := a.mutate(0, w.note(note, "x"))
	a.until("resync", nil)
	w.log.FailReplies(nil)
	a.until("own", nil)
	if code := a.answered(0, n); code != "" {
		t.Errorf("I-3: %q", code)
	}
	a.sees(has(note))
	b.until("resync", nil)
	b.sees(has(note))
	if code := a.answered(0, a.mutate(0, edit(note, "y"))); code != "" {
		t.Errorf("after the resync: %q", code)
	}
	a.sees(words(note, "yx"))
	b.sees(words(note, "yx"))
	w.agrees(a, anna)
	w.agrees(b, ben)
}

// A no was told, the board was read again, and the same mutation arrived once more when it could have been granted.
func TestR11ARefusalOutlivesAReload(t *testing.T) {
	w := newWorld(t, Options{})
	anna, ben := w.member(boards.Team), w.member(boards.Team)
	a, b := w.join(anna), w.join(ben)
	note := id()
	n := a.mutate(0, edit(note, "y"))
	if code := a.answered(0, n); code != "not_found" {
		t.Fatalf("it was answered %q", code)
	}
	w.log.FailReplies(func(string, int) error { return journal.ErrUnknown })
	b.mutate(0, w.note(note, "x"))
	a.until("resync", nil)
	w.log.FailReplies(nil)
	a.sees(has(note))
	delete(a.nacked[a.clients[0]], n)
	a.n[0]--
	a.mutate(0, edit(note, "y"))
	if code := a.answered(0, n); code != "not_found" {
		t.Errorf("I-3: sent again, it is answered %q", code)
	}
	if code := a.answered(0, a.mutate(0, edit(note, "y"))); code != "" {
		t.Errorf("the next one: %q", code)
	}
	b.sees(words(note, "yx"))
	w.agrees(a, anna)
}

func TestR11SendingAgainIsHarmlessAndAnswered(t *testing.T) {
	w := newWorld(t, Options{})
	anna := w.member(boards.Team)
	a := w.join(anna)
	note := id()
	yes := a.mutate(0, w.note(note, "x"))
	a.answered(0, yes)
	no := a.mutate(0, map[string]any{"op": "del", "id": id()})
	if code := a.answered(0, no); code != "not_found" {
		t.Fatal(code)
	}
	for range 3 {
		a.send(map[string]any{"t": "mutate", "c": a.clients[0], "n": yes, "base": 2, "ops": []any{edit(note, "again")}})
		f := a.until("ack", nil)
		if row := f["a"].([]any)[0].([]any); row[1] != yes || row[2] != int64(-1) || row[3] != int64(-1) {
			t.Errorf("R-11: answered with %v", f)
		}
		a.send(map[string]any{"t": "mutate", "c": a.clients[0], "n": no, "base": 2, "ops": []any{edit(note, "again")}})
		if f := a.until("nack", nil); f["n"] != no || f["code"] != "not_found" {
			t.Errorf("R-11: answered with %v", f)
		}
	}
	if code := a.answered(0, a.mutate(0, edit(note, "y"))); code != "" {
		t.Error(code)
	}
	a.sees(words(note, "yx"))
	w.agrees(a, anna)
}

// F40: every op is answered, and no queue hangs behind a refused one.
func TestR11AnswersComeInOrder(t *testing.T) {
	w := newWorld(t, Options{Limits: Limits{Rate: 1e6, Burst: 1e6, BoardRate: 1e6, BoardBurst: 1e6}})
	a := w.join(w.member(boards.Team))
	const all = 400
	for i := range all {
		if i%3 == 1 {
			a.mutate(0, map[string]any{"op": "del", "id": id()})
		} else {
			a.mutate(0, w.note(id(), "x"))
		}
	}
	next := int64(1)
	for next <= all {
		f := a.next()
		switch f["t"] {
		case "ack":
			for _, row := range f["a"].([]any) {
				if n := row.([]any)[1].(int64); n != next {
					t.Fatalf("R-11: %d was answered where %d was due", n, next)
				}
				next++
			}
		case "nack":
			if f["n"] != next || f["code"] != "not_found" {
				t.Fatalf("R-11: %v where %d was due", f, next)
			}
			next++
		}
	}
}

// F40: of what is under way as somebody is removed, each is decided before, and stands, or was never there; what is answered
// says which, and the client keeps the words of the rest (web/src/state/offline.test.ts).
func TestF40WhatIsUnderWayAsSomebodyIsRemoved(t *testing.T) {
	w := newWorld(t, Options{Limits: Limits{Rate: 1e6, Burst: 1e6, BoardRate: 1e6, BoardBurst: 1e6}})
	host, anna := w.join(w.member(boards.Facilitator)), w.member(boards.Team)
	a := w.join(anna)
	const all = 300
	var notes []string
	for i := range all {
		notes = append(notes, id())
		n := a.mutate(0, w.note(notes[i], "x"))
		if i == 0 && a.answered(0, n) != "" {
			t.Fatal("the first one was refused")
		}
		if i == all/2 {
			host.mutate(0, map[string]any{"op": "set", "id": anna, "f": map[string]any{"role": "none"}})
		}
	}
	if code := host.answered(0, 1); code != "" {
		t.Fatalf("removing: %s", code)
	}
	for a.next() != nil { // every answer that came
	}
	if code := a.closedWith(); code != CloseRevoked {
		t.Fatalf("the connection ended with %v", code)
	}
	stands := map[string]bool{}
	if err := w.hub.Read(t.Context(), w.board, func(s *boards.State) {
		for _, n := range notes {
			stands[n] = s.Record(n) != nil
		}
	}); err != nil {
		t.Fatal(err)
	}
	if !stands[notes[0]] {
		t.Error("what was decided before is gone")
	}
	for i, n := range notes {
		code, no := a.nacked[a.clients[0]][int64(i+1)]
		if no && (code != string(boards.Forbidden) || stands[n]) {
			t.Errorf("note %d was refused with %s, and is there: %v", i+1, code, stands[n])
		}
		if i > 0 && stands[n] && !stands[notes[i-1]] {
			t.Errorf("note %d is there, and the one before it is not", i+1)
		}
	}
	w.role(anna, boards.Team)
	w.agrees(w.again(a, anna), anna)
}

func TestR11AnAckPointsAtItsOwnChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := &gated{Journal: journal.NewMemory(), hold: make(chan chan struct{}, 10)}
		w := newWorld(t, Options{Journal: gate})
		anna, ben := w.member(boards.Team), w.member(boards.Team)
		a, b := w.join(anna), w.join(ben)
		w.toPhase(1) // private writing: what one writes is in one's own part
		a.until("chg", nil)
		a1, b1, a2 := id(), id(), id()
		gate.on.Store(true)
		b.mutate(0, w.note(id(), "holds the board"))
		free := <-gate.hold
		a.mutate(0, w.note(a1, "1"))
		synctest.Wait()
		b.mutate(0, w.note(b1, "b"))
		synctest.Wait()
		a.mutate(0, w.note(a2, "2"))
		synctest.Wait()
		gate.on.Store(false)
		close(free)
		for seen := map[string]bool{}; len(seen) < 2; {
			ack := a.until("ack", nil)
			own := a.next()
			if own["t"] != "own" {
				t.Fatalf("R-15: %v follows the ack", own["t"])
			}
			for _, r := range ack["a"].([]any) {
				row := r.([]any)
				ops := own["ops"].([]any)[row[2].(int64)].([]any)
				got := ops[0].(map[string]any)["rec"].(map[string]any)["id"].(string)
				if want := []string{a1, a2}[row[1].(int64)-1]; got != want || row[3] != int64(-1) {
					t.Errorf("ack %v points at %v, not at %v", row, got, want)
				}
				seen[got] = true
			}
		}
	})
}

func TestR12MoreThan64UnansweredAreNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := &gated{Journal: journal.NewMemory(), hold: make(chan chan struct{}, 1)}
		w := newWorld(t, Options{Journal: gate})
		a := w.join(w.member(boards.Team))
		gate.on.Store(true)
		var n int64
		for range 200 {
			n = a.mutate(0, w.note(id(), "x"))
		}
		free := <-gate.hold
		synctest.Wait()
		if left := len(a.p.in); left != 200-64-1 {
			t.Errorf("R-12: %d of 200 were left unread, want 135 (one is in the reader's hand)", left)
		}
		gate.on.Store(false)
		close(free)
		if code := a.answered(0, n); code != "" {
			t.Error(code)
		}
	})
}

func TestR13BaseBetweenOwnAndChgIsStale(t *testing.T) {
	w := newWorld(t, Options{})
	anna := w.member(boards.Client)
	a := w.join(anna)
	note := id()
	// the author sees an anonymous note in both parts: one turn, two frames
	n := a.mutate(1, w.note(note, "x", "anon", true, "side", "customer"))
	if code := a.answered(1, n); code != "" {
		t.Fatal(code)
	}
	own := a.next()
	between := a.frames
	chg := a.next()
	if own["t"] != "own" || chg["t"] != "chg" {
		t.Fatalf("R-15: got %v, %v", own["t"], chg["t"])
	}
	a.n[1]++
	a.send(map[string]any{"t": "mutate", "c": a.clients[1], "n": a.n[1], "base": between, "ops": []any{edit(note, "y")}})
	if code := a.answered(1, a.n[1]); code != "stale_base" {
		t.Errorf("answered with %q", code)
	}
	delete(a.nacked[a.clients[1]], a.n[1])
	a.n[1]--
	if code := a.answered(1, a.mutate(1, edit(note, "y"))); code != "" {
		t.Errorf("based on the whole turn: %q", code)
	}
	a.sees(words(note, "yx"))
	w.agrees(a, anna)
}

func TestABaseNotYetSentBreaksTheProtocol(t *testing.T) {
	w := newWorld(t, Options{})
	a, b := w.join(w.member(boards.Team)), w.join(w.member(boards.Team))
	note := id()
	a.answered(0, a.mutate(0, w.note(note, "x")))
	a.n[0]++
	a.send(map[string]any{"t": "mutate", "c": a.clients[0], "n": a.n[0], "base": 1000, "ops": []any{edit(note, "y")}})
	if code := a.closedWith(); code != CloseBadFrame {
		t.Errorf("closed with %v", code)
	}
	b.sees(words(note, "x"))
}

func TestAClientIDThatHelloDidNotNameBreaksTheProtocol(t *testing.T) {
	w := newWorld(t, Options{})
	a := w.join(w.member(boards.Team))
	a.clients[0] = id()
	a.mutate(0, w.note(id(), "x"))
	if code := a.closedWith(); code != CloseBadFrame {
		t.Errorf("closed with %v", code)
	}
}

func TestNobodyWritesInAnothersName(t *testing.T) {
	w := newWorld(t, Options{})
	a := w.join(w.member(boards.Team))
	yes := a.mutate(0, w.note(id(), "x"))
	a.answered(0, yes)
	b := w.connect(w.member(boards.Team))
	b.clients = a.clients // stolen
	b.forget()
	b.hello("")
	b.until("own", nil)
	if b.acked[b.clients[0]][yes] {
		t.Error("the thief learns what the other's client id has done")
	}
	for n := int64(1); n < 4; n++ {
		b.send(map[string]any{"t": "mutate", "c": b.clients[0], "n": n, "base": 2, "ops": []any{w.note(id(), "y")}})
		if f := b.until("nack", nil); f["code"] != "client_taken" {
			t.Errorf("answered with %v", f)
		}
	}
	if code := a.answered(0, a.mutate(0, w.note(id(), "x"))); code != "" {
		t.Errorf("the owner was refused with %s", code)
	}
}

func TestR16AConnectionThatFellBehindIsResynced(t *testing.T) {
	w := newWorld(t, Options{Beat: 20 * time.Millisecond, Limits: Limits{Queue: 4 << 10, Rate: 1e6, Burst: 1e6}})
	anna, ben := w.member(boards.Team), w.member(boards.Team)
	a, slow := w.join(anna), w.join(ben)
	free := slow.p.stick()
	waiting := slow.mutate(0, w.note(id(), "answered while nobody listened"))
	for range 100 {
		if code := a.answered(0, a.mutate(0, w.note(id(), strings.Repeat("w", 200)))); code != "" {
			t.Fatal(code)
		}
	}
	free()
	slow.until("resync", nil)
	slow.until("own", nil)
	if code := slow.answered(0, waiting); code != "" {
		t.Error(code)
	}
	last := id()
	a.mutate(0, w.note(last, "last"))
	slow.sees(has(last))
	a.sees(has(last))
	slow.beaten() // which counts the frames
	w.agrees(slow, ben)
	w.agrees(a, anna)
	if code := slow.answered(0, slow.mutate(0, edit(last, "the "))); code != "" {
		t.Error(code)
	}
	a.sees(words(last, "the last"))
}

func TestAConnectionThatCannotBeWrittenToIsClosed(t *testing.T) {
	w := newWorld(t, Options{})
	a := w.join(w.member(boards.Team))
	c := deaf{newPipe()}
	c.in <- []byte(`{"t":"hello","v":1,"clients":["` + id() + `","` + id() + `"],"own":"` + strings.Repeat("o", 22) + `"}`)
	err := w.hub.Serve(t.Context(), w.board, c, Identity{Member: w.member(boards.Team)})
	var closed *CloseError
	if !errors.As(err, &closed) || closed.Code != CloseSlow {
		t.Errorf("ended with %v", err)
	}
	if code := a.answered(0, a.mutate(0, w.note(id(), "x"))); code != "" {
		t.Error(code)
	}
}

// deaf takes nothing.
type deaf struct{ *pipe }

func (deaf) Write([][]byte) error { return io.ErrShortWrite }

func TestARoleThatChangesStartsAfresh(t *testing.T) {
	w := newWorld(t, Options{})
	host, guest := w.member(boards.Facilitator), w.member(boards.Team)
	h, g := w.join(host), w.join(guest)
	secret := "known to the team alone"
	h.answered(0, h.mutate(0, map[string]any{"op": "set", "id": w.member(boards.Client), "f": map[string]any{"customer": secret}}))
	g.sees(func(v map[string]map[string]any) bool {
		for _, r := range v {
			if r["f"].(map[string]any)["customer"] == secret {
				return true
			}
		}
		return false
	})
	free := g.p.stick()
	h.answered(0, h.mutate(0, map[string]any{"op": "set", "id": w.member(boards.Client), "f": map[string]any{"customer": "also secret"}}))
	w.role(guest, boards.Client)
	free()
	f := g.until("resync", nil)
	if f["me"].(map[string]any)["audience"] != "client" {
		t.Errorf("resync says %v", f)
	}
	g.until("own", nil)
	w.agrees(g, guest)
	from := slices.IndexFunc(g.raw, func(f map[string]any) bool { return f["t"] == "resync" })
	for _, f := range g.raw[from:] {
		if b := string(control(f).data); strings.Contains(b, "secret") || strings.Contains(b, secret) {
			t.Errorf("a frame of the old audience came after the change: %s", b)
		}
	}
	w.role(guest, boards.NoRole)
	if code := g.closedWith(); code != CloseRevoked {
		t.Errorf("closed with %v", code)
	}
	if code := h.answered(0, h.mutate(0, w.note(id(), "x"))); code != "" {
		t.Error(code)
	}
	w.agrees(h, host)
}

func TestAPanicReloadsTheBoardAndTheSecondFreezesIt(t *testing.T) {
	w := newWorld(t, Options{})
	anna := w.member(boards.Team)
	a := w.join(anna)
	note := id()
	a.answered(0, a.mutate(0, w.note(note, "x")))
	fall := func() {
		t.Helper()
		if err := w.hub.Do(t.Context(), w.board, func(*boards.State) ([]boards.Op, error) { panic("a bug") }); err == nil {
			t.Error("no error")
		}
		a.until("resync", nil)
		a.until("own", nil)
		w.agrees(a, anna)
	}
	fall()
	if p := w.hub.Problems(); len(p) > 0 {
		t.Errorf("after one fall: %v", p)
	}
	if code := a.answered(0, a.mutate(0, w.note(id(), "y"))); code != "" {
		t.Errorf("after one fall: %s", code)
	}
	fall()
	if p := w.hub.Problems(); len(p) > 0 {
		t.Errorf("after a fall at another entry: %v", p)
	}
	fall()
	if p := w.hub.Problems(); len(p) != 1 || p[0].Board != w.board {
		t.Errorf("after two falls at one entry: %v", p)
	}
	if code := a.answered(0, a.mutate(0, w.note(id(), "z"))); code != "read_only" {
		t.Errorf("after two falls at one entry: %q", code)
	}
	if err := w.hub.Do(t.Context(), w.board, func(*boards.State) ([]boards.Op, error) { return nil, nil }); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a system's change: %v", err)
	}
	w.join(w.member2())
}

// member2 is an existing member: nobody can be added to a board that is read-only.
func (w *world) member2() (m string) {
	w.hub.Read(w.t.Context(), w.board, func(s *boards.State) { m = s.Of("member")[0].ID })
	return m
}

func TestABoardOfALaterVersionCanBeRead(t *testing.T) {
	w := newWorld(t, Options{})
	anna := w.member(boards.Team)
	a := w.join(anna)
	note := id()
	a.answered(0, a.mutate(0, w.note(note, "x")))
	a.drop()
	w.hub.Close()
	heads, _ := w.log.Heads(t.Context(), []string{w.board})
	_, err := w.log.Commit(t.Context(), w.board, heads[w.board], func([]journal.Entry) ([][]byte, error) {
		return [][]byte{[]byte(`{"ops":[{"id":"x","op":"teleport"}],"t":1,"v":1}`)}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.hub = New(Options{Journal: w.log})
	t.Cleanup(w.hub.Close)
	b := w.again(a, anna)
	b.until("own", nil)
	b.sees(has(note))
	if code := b.answered(0, b.mutate(0, w.note(id(), "y"))); code != "read_only" {
		t.Errorf("answered with %q", code)
	}
	if p := w.hub.Problems(); len(p) != 1 {
		t.Errorf("problems: %v", p)
	}
}

func TestEntriesOfAnotherNodeAreTold(t *testing.T) {
	w := newWorld(t, Options{})
	anna := w.member(boards.Team)
	a := w.join(anna)
	other := New(Options{Journal: w.log})
	defer other.Close()
	m := id()
	err := other.Do(t.Context(), w.board, func(s *boards.State) ([]boards.Op, error) {
		return boards.JoinOps(s, boards.Join{Member: m, Role: boards.Client}), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	note := id()
	if code := a.answered(0, a.mutate(0, w.note(note, "x"))); code != "" {
		t.Fatal(code)
	}
	a.sees(func(v map[string]map[string]any) bool { return v[m] != nil && v[note] != nil })
	w.agrees(a, anna)
}

func TestRatesAreAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		a, b := w.join(w.member(boards.Team)), w.join(w.member(boards.Team))
		for range 230 {
			a.mutate(0, w.note(id(), "x"))
		}
		for n := int64(1); n <= 230; n++ {
			want := ""
			if n == 201 {
				want = "rate"
			} else if n > 201 {
				want = a.answered(0, n) // rate or gap
				if want != "rate" && want != "gap" {
					t.Fatalf("%d: %q", n, want)
				}
			}
			if code := a.answered(0, n); code != want {
				t.Fatalf("%d: answered with %q, want %q", n, code, want)
			}
		}
		if code := b.answered(0, b.mutate(0, w.note(id(), "x"))); code != "" {
			t.Errorf("another connection: %q", code)
		}
		time.Sleep(time.Second)
		delete(a.nacked[a.clients[0]], 201)
		a.n[0] = 200
		if code := a.answered(0, a.mutate(0, w.note(id(), "x"))); code != "" {
			t.Errorf("sent again after a second: %q", code)
		}
	})
}

func TestBeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna := w.member(boards.Team)
		a, b := w.join(anna), w.join(w.member(boards.Team))
		a.beaten()
		tokens := map[string]bool{a.token: true}
		length := len(a.token)
		for i := range 6 {
			start := time.Now()
			if i == 3 {
				b.answered(0, b.mutate(0, w.note(id(), "x")))
			}
			f := a.until("beat", nil)
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("a beat came after %v", d)
			}
			if _, quiet := f["digest"]; quiet != (i != 3) {
				t.Errorf("beat %d has a digest: %v", i, quiet)
			}
			if tokens[a.token] || len(a.token) != length {
				t.Error("invariant 7: a token tells something by itself")
			}
			tokens[a.token] = true
		}
	})
}

func TestPresence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna, ben := w.member(boards.Client), w.member(boards.Team)
		a, b := w.join(anna), w.join(ben)
		open, anon := id(), id()
		a.answered(0, a.mutate(0, w.note(open, "x", "side", "customer")))
		a.answered(1, a.mutate(1, w.note(anon, "x", "side", "customer", "anon", true)))
		time.Sleep(time.Second)
		at := func(x int) map[string]any { return map[string]any{"t": "presence", "zone": w.zone, "x": x, "y": 1} }
		start := time.Now()
		for x := range 10 {
			a.send(at(x))
		}
		// newest wins: one frame per tick, the last one counts
		var got []map[string]any
		for len(got) == 0 || got[len(got)-1]["x"] != int64(9) {
			f := b.until("presence", nil)
			got = append(got, f["who"].([]any)[0].(map[string]any))
		}
		if len(got) > 2 || got[0]["m"] != anna || time.Since(start) > time.Second {
			t.Errorf("got %v after %v", got, time.Since(start))
		}
		time.Sleep(time.Second)
		who := func(send map[string]any) map[string]any {
			a.send(send)
			f := b.until("presence", nil)
			return f["who"].([]any)[0].(map[string]any)
		}
		if m := who(map[string]any{"t": "presence", "note": open, "typing": true}); m["note"] != open || m["typing"] != true {
			t.Errorf("typing in an open note is told as %v", m)
		}
		for _, place := range []string{w.zone, open} {
			if m := who(map[string]any{"t": "presence", "at": place}); m["at"] != place || m["idle"] != nil {
				t.Errorf("what is in view is told as %v", m)
			}
		}
		looks := []any{int64(5000), int64(-3), int64(1440), int64(700)}
		if m := who(map[string]any{"t": "presence", "at": w.zone, "view": looks}); !reflect.DeepEqual(m["view"], looks) {
			t.Errorf("the part of the map in view is told as %v", m)
		}
		if m := who(map[string]any{"t": "presence", "idle": true}); m["idle"] != true || m["at"] != nil {
			t.Errorf("an idle page is told as %v", m)
		}
		if m := who(map[string]any{"t": "presence", "at": w.zone, "typing": true, "drag": true}); m["typing"] != nil || m["drag"] != nil {
			t.Errorf("invariant 7: words that may yet be anonymous are told as %v", m)
		}
		// Everybody's notes stand elsewhere, so it is told which one is pointed at; never one that not everybody sees with its author.
		over := func(note string) map[string]any {
			return map[string]any{"t": "presence", "zone": w.zone, "x": 9, "y": 1, "over": note, "u": 2, "v": 3}
		}
		if m := who(over(open)); m["over"] != open || m["u"] != int64(2) || m["v"] != int64(3) {
			t.Errorf("R-31: pointing at an open note is told as %v", m)
		}
		for _, hidden := range []string{anon, id(), ben, w.zone, w.board} {
			if m := who(over(hidden)); m["x"] != int64(9) || m["over"] != nil || m["u"] != nil || m["v"] != nil {
				t.Errorf("R-31: pointing at what has no name for everybody is told as %v", m)
			}
		}
		// Not even that she is at something, just when an anonymous note changes.
		told := bytes.Count(b.p.bytes(), []byte(`"t":"presence"`))
		for _, note := range []string{anon, id()} {
			a.send(map[string]any{"t": "presence", "note": note, "typing": true, "drag": true})
			a.send(map[string]any{"t": "presence", "zone": w.zone, "x": 9, "y": 1, "note": note, "typing": true})
			time.Sleep(time.Second)
			if n := bytes.Count(b.p.bytes(), []byte(`"t":"presence"`)); n != told {
				t.Errorf("invariant 7: being at an anonymous note, or none, is told %d times", n-told)
			}
		}
		for _, place := range []string{anon, id(), ben, w.board} { // in view is no more than that: only zones and notes are places
			a.send(map[string]any{"t": "presence", "at": place, "view": looks, "idle": true})
			a.send(map[string]any{"t": "presence", "zone": w.zone, "x": 9, "y": 1, "at": place})
			time.Sleep(time.Second)
			if n := bytes.Count(b.p.bytes(), []byte(`"t":"presence"`)); n != told {
				t.Errorf("invariant 7: having %s in view is told %d times", place, n-told)
			}
		}
		a.drop()
		if f := b.until("presence", nil); f["left"].([]any)[0] != anna {
			t.Errorf("leaving is told as %v", f)
		}
	})
}

func TestPresenceAloneResyncsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{Limits: Limits{Queue: 8 << 10}})
		anna, ben := w.member(boards.Client), w.member(boards.Team)
		a, slow := w.join(anna), w.join(ben)
		free := slow.p.stick()
		for x := range 200 {
			a.send(map[string]any{"t": "presence", "zone": w.zone, "x": x, "y": 1})
			time.Sleep(100 * time.Millisecond)
		}
		free()
		time.Sleep(time.Second) // and it has caught up
		a.send(map[string]any{"t": "presence", "zone": w.zone, "x": 9999, "y": 1})
		for range 1000 {
			f := slow.next()
			if f["t"] == "resync" {
				t.Fatal("a slow connection is sent the whole board because somebody moved")
			}
			if who, _ := f["who"].([]any); len(who) > 0 && who[0].(map[string]any)["x"] == int64(9999) {
				return
			}
		}
		t.Error("it is never told of a move again")
	})
}

func TestNoPresenceInAPhaseWithout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna, ben := w.member(boards.Team), w.member(boards.Team)
		a, b := w.join(anna), w.join(ben)
		w.toPhase(1)
		for range 5 {
			a.send(map[string]any{"t": "presence", "zone": w.zone, "x": 1, "y": 1, "typing": true})
			a.send(map[string]any{"t": "presence", "at": w.zone, "idle": true})
			time.Sleep(time.Second)
		}
		a.drop()
		time.Sleep(time.Second)
		if strings.Contains(string(b.p.bytes()), `"t":"presence"`) {
			t.Error("invariant 7: it was told")
		}
	})
}

// A hello that was long on its way ends no newer connection of its page (found by the simulation).
func TestR3ALateHelloEndsNothing(t *testing.T) {
	w := newWorld(t, Options{})
	anna := w.member(boards.Team)
	a := w.connect(anna)
	hello := map[string]any{"t": "hello", "v": 1, "clients": a.clients[:], "own": a.own, "page": id(), "try": 2}
	a.send(hello)
	a.until("own", nil)
	late := w.connect(anna)
	hello["try"] = 1
	late.send(hello)
	if code := late.closedWith(); code != CloseSuperseded {
		t.Errorf("the late one is closed with %v", code)
	}
	x := id()
	if code := a.answered(0, a.mutate(0, w.note(x, "still here"))); code != "" {
		t.Errorf("the newer one is told %s", code)
	}
	hello["page"], hello["try"] = id(), 1
	other := w.connect(anna)
	other.clients = a.clients
	other.forget()
	other.send(hello)
	other.until("own", nil)
	if code := a.closedWith(); code != CloseSuperseded {
		t.Errorf("a page that adopted its client ids leaves it with %v", code)
	}
}
