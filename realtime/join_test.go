package realtime

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

func has(id string) func(map[string]map[string]any) bool {
	return func(v map[string]map[string]any) bool { return v[id] != nil }
}

// beaten waits for the next beat, so that the client has a token.
func (c *client) beaten() {
	c.t.Helper()
	c.until("beat", nil)
}

// drop cuts the connection from the client's side and waits till the server has noticed.
func (c *client) drop() {
	close(c.p.in)
	c.closedWith()
}

func TestR2ResumeTellsWhatWasMissed(t *testing.T) {
	w := newWorld(t, Options{Beat: time.Millisecond})
	host, team := w.member(boards.Facilitator), w.member(boards.Team)
	h, c := w.join(host), w.join(team)
	gone, kept, made := id(), id(), id()
	c.answered(0, c.mutate(0, w.note(gone, "g"), w.note(kept, "k")))
	c.sees(has(kept))
	c.beaten()
	c.drop()
	h.answered(0, h.mutate(0, map[string]any{"op": "del", "id": gone}))
	h.answered(0, h.mutate(0, w.note(made, "m"), map[string]any{"op": "text", "id": kept, "field": "text", "edit": []any{1, "!"}}))
	c = w.again(c, team)
	if f := c.until("welcome", nil); f["resumed"] != true {
		t.Fatal("R-2: not resumed")
	}
	f := c.until("catch", nil)
	for _, o := range f["shared"].([]any) {
		if kind := o.(map[string]any)["op"]; kind != "put" && kind != "gone" {
			t.Errorf("R-2: a catch holds %v", kind)
		}
	}
	w.agrees(c, team)
}

func TestR2NoResumeAcrossAChangeOfWhatIsSeen(t *testing.T) {
	for name, between := range map[string]func(*world, *client, string){
		"rules changed":          func(w *world, _ *client, _ string) { w.toPhase(1) },
		"rules changed and back": func(w *world, _ *client, _ string) { w.toPhase(1); w.toPhase(0) },
		"another role":           func(w *world, _ *client, m string) { w.role(m, boards.Client) },
		"another secret":         func(_ *world, c *client, _ string) { c.own = strings.Repeat("x", 22) },
		"a made up token":        func(_ *world, c *client, _ string) { c.token = strings.Repeat("A", len(c.token)) },
		"a token too long":       func(_ *world, c *client, _ string) { c.token = strings.Repeat("A", 30000) },
		"one bit of the token":   func(_ *world, c *client, _ string) { c.token = c.token[:20] + flip(c.token[20]) + c.token[21:] },
		"no token":               func(_ *world, c *client, _ string) { c.token = "" },
		"too far back": func(w *world, _ *client, m string) {
			for range 20 {
				w.system(boards.Op{Kind: boards.Set, ID: m, F: map[string]any{"name": id()}})
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, Options{Beat: time.Millisecond, Limits: Limits{Past: 8}})
			team := w.member(boards.Team)
			c := w.join(team)
			c.beaten()
			c.drop()
			between(w, c, team)
			c = w.again(c, team)
			if f := c.until("welcome", nil); f["resumed"] != false {
				t.Error("R-2: resumed")
			}
			c.until("own", nil)
			w.agrees(c, team)
		})
	}
}

func flip(b byte) string {
	if b == 'A' {
		return "B"
	}
	return "A"
}

// I-7: whether a token still works after a restart must not tell whether something hidden was written in between.
func TestR2NoTokenOutlivesTheBoardsLoading(t *testing.T) {
	for _, hidden := range []bool{false, true} {
		w := newWorld(t, Options{Beat: time.Millisecond})
		host, guest := w.member(boards.Facilitator), w.member(boards.Client)
		w.toPhase(1)
		c, h := w.join(guest), w.join(host)
		c.beaten()
		c.drop()
		if hidden {
			h.answered(0, h.mutate(0, w.note(id(), "not for the guest")))
		}
		w.hub.Close()
		w.hub = New(Options{Journal: w.log})
		t.Cleanup(w.hub.Close)
		c = w.again(c, guest)
		if f := c.until("welcome", nil); f["resumed"] != false {
			t.Errorf("hidden %v: resumed %v", hidden, f["resumed"])
		}
	}
}

// The history that a token stands in was replaced by an older copy, which then went on to the same number (F14).
func TestR2NoResumeIntoAnotherHistory(t *testing.T) {
	w := newWorld(t, Options{Beat: time.Millisecond})
	team := w.member(boards.Team)
	old := w.log.Clone()
	c := w.join(team)
	c.answered(0, c.mutate(0, w.note(id(), "lost with the disk")))
	c.beaten()
	c.drop()
	w.hub.Close()
	w.hub = New(Options{Journal: old})
	t.Cleanup(w.hub.Close)
	w.system(boards.Op{Kind: boards.Set, ID: team, F: map[string]any{"name": "X"}})
	c = w.again(c, team)
	if f := c.until("welcome", nil); f["resumed"] != false {
		t.Error("R-2: resumed into a history that its token is not in")
	}
	c.until("own", nil)
	w.agrees(c, team)
}

func TestR2CatchHoldsNoTraceOfHiddenChanges(t *testing.T) {
	w := newWorld(t, Options{Beat: time.Millisecond})
	host, guest, other := w.member(boards.Facilitator), w.member(boards.Client), w.member(boards.Client)
	c := w.join(guest)
	h := w.join(host)
	c.beaten()
	c.drop()
	// which company somebody is from is for the team alone
	h.answered(0, h.mutate(0, map[string]any{"op": "set", "id": other, "f": map[string]any{"customer": "ACME"}}))
	c = w.again(c, guest)
	f := c.until("catch", nil)
	if len(f["shared"].([]any))+len(f["own"].([]any)) > 0 {
		t.Errorf("invariant 7: the catch shows %v", f)
	}
	w.agrees(c, guest)
}

func TestR2ResumeForgetsWhatIsNoLongerSeen(t *testing.T) {
	w := newWorld(t, Options{Beat: time.Millisecond})
	guest, other := w.member(boards.Client), w.member(boards.Client)
	c := w.join(guest)
	c.sees(has(other))
	c.beaten()
	c.drop()
	w.role(other, boards.NoRole)
	c = w.again(c, guest)
	c.until("catch", nil)
	w.agrees(c, guest)
}

func TestR3ANewConnectionTakesOver(t *testing.T) {
	w := newWorld(t, Options{})
	team := w.member(boards.Team)
	old := w.join(team)
	now := w.again(old, team)
	now.until("own", nil)
	if code := old.closedWith(); code != CloseSuperseded {
		t.Errorf("R-3: the older one was closed with %v", code)
	}
	old.mutate(0, w.note(id(), "too late"))
	// the late end of the old one doesn't hurt the new one
	note := id()
	if code := now.answered(0, now.mutate(0, w.note(note, "new"))); code != "" {
		t.Errorf("refused with %v", code)
	}
	now.sees(has(note))
	w.agrees(now, team)
}

// Frames of the old connection that already wait when the new one says hello are not admitted after its welcome.
func TestR3NothingFromADetachedConnectionIsAdmitted(t *testing.T) {
	gate := &gated{Journal: journal.NewMemory(), hold: make(chan chan struct{}, 10)}
	w := newWorld(t, Options{Journal: gate})
	team := w.member(boards.Team)
	old := w.join(team)
	gate.on.Store(true)
	old.mutate(0, w.note(id(), "first"))
	free := <-gate.hold // the board is in the commit of the first
	for range 5 {
		old.mutate(0, w.note(id(), "waits"))
	}
	now := w.again(old, team)
	w.hub.Disconnect(w.board, func(Identity) bool { return false }, CloseRevoked)
	gate.on.Store(false)
	close(free)
	last := now.until("welcome", nil)["last"].(map[string]any)[now.clients[0]].(map[string]any)["n"].(int64)
	now.until("own", nil)
	err := w.hub.Read(t.Context(), w.board, func(s *boards.State) {
		if n, _ := s.Last(now.clients[0], boards.Actor{Member: team}); n != last {
			t.Errorf("R-3: welcome said %d, the board then went on to %d", last, n)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	w.agrees(now, team)
}

func TestHelloComesFirstOnceAndSoon(t *testing.T) {
	good := map[string]any{"t": "hello", "v": 1, "clients": []string{id(), id()}, "own": strings.Repeat("a", 22)}
	with := func(k string, v any) map[string]any { m := maps.Clone(good); m[k] = v; return m }
	one := id()
	for name, c := range map[string]struct {
		frame any
		code  CloseCode
	}{
		"presence first": {map[string]any{"t": "presence"}, CloseHello},
		"mutate first":   {map[string]any{"t": "mutate", "c": id(), "n": 1, "base": 0, "ops": []any{}}, CloseHello},
		"other version":  {with("v", 2), CloseBadFrame},
		"version text":   {with("v", "1"), CloseBadFrame},
		"one client":     {with("clients", []string{id()}), CloseBadFrame},
		"same client":    {with("clients", []string{one, one}), CloseBadFrame},
		"upper case id":  {with("clients", []string{id(), strings.ToUpper(id())}), CloseBadFrame},
		"short secret":   {with("own", "abc"), CloseBadFrame},
		"long secret":    {with("own", strings.Repeat("a", 65)), CloseBadFrame},
		"odd secret":     {with("own", strings.Repeat("ä", 22)), CloseBadFrame},
		"extra":          {with("role", "facilitator"), CloseBadFrame},
		"token a number": {with("token", 1), CloseBadFrame},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, Options{})
			c2 := w.connect(w.member(boards.Team))
			c2.send(c.frame)
			if code := c2.closedWith(); code != c.code {
				t.Errorf("closed with %v, want %v", code, c.code)
			}
		})
	}
	t.Run("twice", func(t *testing.T) {
		w := newWorld(t, Options{})
		c := w.join(w.member(boards.Team))
		c.hello("")
		if code := c.closedWith(); code != CloseHello {
			t.Errorf("closed with %v", code)
		}
	})
	t.Run("late", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, Options{})
			c := w.connect(w.member(boards.Team))
			start := time.Now()
			if code := c.closedWith(); code != CloseSlow || time.Since(start) != 5*time.Second {
				t.Errorf("closed with %v after %v", code, time.Since(start))
			}
		})
	})
}

func TestWhoMayNotJoin(t *testing.T) {
	w := newWorld(t, Options{})
	gone := w.member(boards.Team)
	w.role(gone, boards.NoRole)
	for name, c := range map[string]struct {
		board, member string
		code          CloseCode
	}{
		"no such board": {id(), w.member(boards.Team), CloseNoBoard},
		"no member":     {w.board, id(), CloseRevoked},
		"removed":       {w.board, gone, CloseRevoked},
	} {
		t.Run(name, func(t *testing.T) {
			real := w.board
			w.board = c.board
			defer func() { w.board = real }()
			p := w.connect(c.member)
			p.hello("")
			if code := p.closedWith(); code != c.code {
				t.Errorf("closed with %v, want %v", code, c.code)
			}
			if sent := p.p.bytes(); len(sent) > 0 {
				t.Errorf("was sent %s", sent)
			}
		})
	}
}

func TestHereTellsWhoIsConnected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna, ben := w.member(boards.Team), w.member(boards.Team)
		a := w.join(anna)
		here := func(want ...string) func(map[string]any) bool {
			slices.Sort(want)
			return func(f map[string]any) bool {
				return slices.EqualFunc(f["members"].([]any), want, func(a any, b string) bool { return a == b })
			}
		}
		b := w.join(ben)
		b2 := w.join(ben) // a second tab is no second person
		a.until("here", here(anna, ben))
		b2.until("here", here(anna, ben))
		b.drop()
		b2.drop()
		a.until("here", here(anna))
	})
}

func TestBoardsAreLoadedAndPutAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{Limits: Limits{Idle: time.Minute, Snapshot: 10}})
		team := w.member(boards.Team)
		c := w.join(team)
		for range 25 {
			c.answered(0, c.mutate(0, w.note(id(), "n")))
		}
		synctest.Wait()
		if snap, _, err := w.log.Load(t.Context(), w.board); err != nil || snap.Seq < 10 {
			t.Errorf("no snapshot was saved: %d, %v", snap.Seq, err)
		}
		c.drop()
		time.Sleep(2 * time.Minute) // of the bubble's clock
		if n := w.hub.metrics.Boards.Load(); n != 0 {
			t.Errorf("%d boards are live", n)
		}
		snap, after, err := w.log.Load(t.Context(), w.board)
		if err != nil || len(after) > 0 {
			t.Errorf("put away without a snapshot: %d, %d entries after it, %v", snap.Seq, len(after), err)
		}
		c = w.join(team)
		if len(c.shared) < 25 {
			t.Errorf("%d records after loading", len(c.shared))
		}
		w.agrees(c, team)
	})
}

func TestDisconnectReachesEverybodyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		team, other := w.member(boards.Team), w.member(boards.Team)
		joined, early, stays := w.join(team), w.connect(team), w.join(other)
		synctest.Wait()
		n := w.hub.Disconnect(w.board, func(i Identity) bool { return i.Session == team }, CloseRevoked)
		if n != 2 || joined.closedWith() != CloseRevoked || early.closedWith() != CloseRevoked {
			t.Errorf("%d connections were closed", n)
		}
		if code := stays.answered(0, stays.mutate(0, w.note(id(), "still here"))); code != "" {
			t.Error(code)
		}
	})
}

func TestDrainAnswersThenLetsGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		team := w.member(boards.Team)
		c, early := w.join(team), w.connect(team)
		var n int64
		for range 20 {
			n = c.mutate(0, w.note(id(), "last words"))
		}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		w.hub.Drain(ctx)
		if ctx.Err() != nil {
			t.Fatal("draining took too long")
		}
		bye := c.until("bye", nil)
		if in := bye["in"].(int64); in < 0 || in > 2040 || bye["code"] != int64(CloseRestart) {
			t.Errorf("bye %v", bye)
		}
		if code := c.closedWith(); code != CloseRestart {
			t.Errorf("closed with %v", code)
		}
		if code := early.closedWith(); code != CloseRestart {
			t.Errorf("before hello: closed with %v", code)
		}
		if !c.acked[c.clients[0]][n] {
			t.Error("what was read was not answered")
		}
		if err := w.hub.Serve(t.Context(), w.board, newPipe(), Identity{Member: team}); err == nil {
			t.Error("a new connection was taken while draining")
		}
	})
}
