package realtime

import (
	"context"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/realtime/bus"
	"feltboard/realtime/journal"
)

// twins are two nodes with the same journal.
func twins(t *testing.T, o Options, a, b bus.Bus) (one, two *world) {
	t.Helper()
	o.Bus = a
	one = newWorld(t, o)
	if o.Journal == nil {
		o.Journal = one.log
	}
	o.Bus = b
	other := *one
	other.hub = New(o)
	t.Cleanup(other.hub.Close)
	return one, &other
}

func TestR32NodesSeeEachOthersChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &bus.Net{}
		one, two := twins(t, Options{}, net.Node(), net.Node())
		anna, ben := one.member(boards.Team), one.member(boards.Client)
		a, b := one.join(anna), two.join(ben) // whom the second node has never heard of
		start := time.Now()
		for range 20 {
			x, y := id(), id()
			a.mutate(0, one.note(x, "from one"))
			b.mutate(0, one.note(y, "from two", "side", "customer"))
			a.sees(has(y))
			b.sees(has(x))
		}
		if took := time.Since(start); took > time.Second/2 {
			t.Errorf("it took %v: that was not the bus", took)
		}
		one.agrees(a, anna)
		two.agrees(b, ben)
		if n := two.hub.metrics.Followed.Load(); n == 0 {
			t.Error("nothing was taken from the bus")
		}
	})
}

func TestNodesFindOutWhatTheBusLost(t *testing.T) {
	for name, copies := range map[string]func(n int) int{
		"all lost": func(int) int { return 0 },
		"half lost, the others doubled": func(n int) int {
			return n % 2 * 2
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := 0
				net := &bus.Net{}
				net.Fault = func(int, int, string) int { n++; return copies(n) } // under the net's lock
				one, two := twins(t, Options{}, net.Node(), net.Node())
				anna, ben := one.member(boards.Team), one.member(boards.Client)
				a, b := one.join(anna), two.join(ben)
				for range 20 {
					x := id()
					a.answered(0, a.mutate(0, one.note(x, "from one")))
					start := time.Now()
					b.sees(has(x))
					if took := time.Since(start); took > 1500*time.Millisecond {
						t.Fatalf("P4: the other node noticed after %v", took)
					}
				}
				two.agrees(b, ben)
			})
		})
	}
}

func TestNodesWithoutABus(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one, two := twins(t, Options{}, bus.None{}, bus.None{})
		anna, ben := one.member(boards.Team), one.member(boards.Client)
		a, b := one.join(anna), two.join(ben)
		x := id()
		a.answered(0, a.mutate(0, one.note(x, "from one")))
		start := time.Now()
		b.sees(has(x))
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("P6: the other node noticed after %v", took)
		}
	})
}

func TestR32AWelcomeIsNeverOlderThanACommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one, two := twins(t, Options{}, bus.None{}, bus.None{})
		anna, ben := one.member(boards.Team), one.member(boards.Team)
		a := one.join(anna)
		two.join(ben) // the board is live there
		for range 5 {
			x := id()
			a.answered(0, a.mutate(0, one.note(x, "hello")))
			last := a.n[0]
			a.drop()
			if one, two = two, one; true {
				a = one.again(a, anna)
			}
			welcome := a.until("welcome", nil)
			if n := welcome["last"].(map[string]any)[a.clients[0]].(map[string]any)["n"]; n != last {
				t.Fatalf("the other node says that %v is decided; %v was", n, last)
			}
			a.until("own", nil)
			a.sees(has(x))
		}
	})
}

// A client sent a mutation over a connection to one node, gave it up, and sends it again to another, which has not heard of
// it yet: the ack names the place where it stands.
func TestR11WhatAnotherNodeDecidedIsAcknowledgedWithItsPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one, two := twins(t, Options{}, bus.None{}, bus.None{})
		anna, ben := one.member(boards.Team), one.member(boards.Team)
		a, c := one.join(anna), two.join(ben)
		b := two.again(a, anna)
		b.until("own", nil)
		x := id()
		a.mutate(0, one.note(x, "once"))
		a.answered(0, 1)
		synctest.Wait()
		b.mutate(0, one.note(x, "once"))
		ack := b.until("ack", nil)
		rows := ack["a"].([]any)
		if row := rows[0].([]any); len(rows) != 1 || row[3] != int64(0) {
			t.Errorf("it is acknowledged as %v", rows)
		}
		b.sees(has(x))
		c.sees(has(x))
	})
}

func TestPresenceAcrossNodes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var silent atomic.Bool
		net := &bus.Net{Fault: func(int, int, string) int {
			if silent.Load() {
				return 0
			}
			return 1
		}}
		one, two := twins(t, Options{}, net.Node(), net.Node())
		anna, ben, cleo := one.member(boards.Team), one.member(boards.Client), one.member(boards.Client)
		a, b := one.join(anna), two.join(ben)
		here := func(c *client, members ...string) {
			t.Helper()
			slices.Sort(members)
			c.until("here", func(f map[string]any) bool {
				var got []string
				for _, m := range f["members"].([]any) {
					got = append(got, m.(string))
				}
				return reflect.DeepEqual(got, members)
			})
		}
		here(a, anna, ben)
		here(b, anna, ben)
		a.send(map[string]any{"t": "presence", "zone": one.zone, "x": 5, "y": 6})
		f := b.until("presence", nil)
		if m := f["who"].([]any)[0].(map[string]any); m["m"] != anna || m["x"] != int64(5) {
			t.Errorf("a move through another node is told as %v", m)
		}
		a.send(map[string]any{"t": "presence", "at": one.zone, "idle": true})
		f = b.until("presence", nil)
		if m := f["who"].([]any)[0].(map[string]any); m["at"] != one.zone || m["idle"] != true || m["x"] != nil {
			t.Errorf("an idle page through another node is told as %v", m)
		}
		c := two.join(cleo)
		here(a, anna, ben, cleo)
		c.drop()
		f = a.until("presence", func(f map[string]any) bool { return len(f["left"].([]any)) > 0 })
		if f["left"].([]any)[0] != cleo {
			t.Errorf("leaving another node is told as %v", f)
		}
		here(a, anna, ben)
		silent.Store(true) // the other node is gone without a word
		time.Sleep(20 * time.Second)
		here(a, anna)
	})
}

// What a node heard of who left, it must not tell on: three nodes told it each other twenty times a second, twice as long
// every time.
func TestR35LeavingIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told atomic.Int64
		net := &bus.Net{Fault: func(int, int, string) int { told.Add(1); return 1 }}
		one, two := twins(t, Options{}, net.Node(), net.Node())
		_, three := twins(t, Options{Journal: one.log}, bus.None{}, net.Node())
		three.board = one.board
		anna, ben, cleo := one.member(boards.Team), one.member(boards.Client), one.member(boards.Client)
		a, b, c := one.join(anna), two.join(ben), three.join(cleo)
		time.Sleep(time.Second)
		c.drop()
		for _, other := range []*client{a, b} {
			f := other.until("presence", func(f map[string]any) bool { return len(f["left"].([]any)) > 0 })
			if left := f["left"].([]any); len(left) != 1 || left[0] != cleo {
				t.Errorf("one who left is told as %v", left)
			}
		}
		time.Sleep(time.Second)
		before := told.Load()
		time.Sleep(time.Second)
		if n := told.Load() - before; n > 12 { // a beat may fall into it
			t.Errorf("the nodes exchanged %d messages in a second in which nothing happened", n)
		}
	})
}

func TestARewrittenPastIsNoticed(t *testing.T) {
	for name, more := range map[string]int{"shorter": 0, "of the same length": 3, "longer": 5} {
		t.Run("F14 "+name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				log := journal.NewMemory()
				net := &bus.Net{}
				one, two := twins(t, Options{Journal: log}, net.Node(), net.Node())
				anna, ben := one.member(boards.Team), one.member(boards.Client)
				a, b := one.join(anna), two.join(ben)
				backup := log.Clone()
				for range 3 {
					x := id()
					a.answered(0, a.mutate(0, one.note(x, "lost")))
					b.sees(has(x))
				}
				synctest.Wait()
				head, _ := backup.Heads(context.Background(), []string{one.board})
				pos := head[one.board]
				for i := range more {
					zone := id()
					entry, refused := boards.Admit(boards.NewState(), boards.Env{Now: int64(i + 1)}, boards.Actor{System: true},
						boards.Mutation{Ops: []boards.Op{{Kind: boards.Put, ID: zone, Rec: &boards.Record{ID: zone, Type: "zone"}}}})
					if refused != nil {
						t.Fatal(refused)
					}
					entries, err := backup.Commit(context.Background(), one.board, pos, func([]journal.Entry) ([][]byte, error) { return [][]byte{entry.Encode()}, nil })
					if err != nil {
						t.Fatal(err)
					}
					pos = entries[0].Pos
				}
				log.Replace(backup)
				start := time.Now()
				for _, c := range []*client{a, b} {
					c.until("resync", nil)
					c.until("snap", nil)
					c.until("own", nil)
				}
				if took := time.Since(start); took > 2*time.Second {
					t.Errorf("P5: noticed after %v", took)
				}
				one.agrees(a, anna)
				two.agrees(b, ben)
			})
		})
	}
}

func TestHintsRoundTrip(t *testing.T) {
	at := func(seq int64) journal.Pos { return journal.Seal(journal.Pos{Seq: seq - 1}, nil).Pos }
	for _, n := range []*news{
		{after: journal.Pos{}, head: at(1), entries: []journal.Entry{{Pos: at(1), Data: []byte("x")}}},
		{after: at(7), head: at(9), entries: []journal.Entry{{Pos: at(8), Data: []byte{}}, {Pos: at(9), Data: []byte("yy")}}},
	} {
		n.head = n.entries[len(n.entries)-1].Pos
		if got, err := decodeHint(n.encode()); err != nil || !reflect.DeepEqual(got, n) {
			t.Errorf("%v became %v, %v", n, got, err)
		}
	}
	long := &news{after: at(1), head: at(2), entries: []journal.Entry{{Pos: at(2), Data: make([]byte, maxInline)}}}
	long.head = long.entries[0].Pos
	if got, err := decodeHint(long.encode()); err != nil || !reflect.DeepEqual(got, &news{head: long.head}) {
		t.Errorf("long news became %v, %v", got, err)
	}
	one := id()
	for _, p := range []*people{
		{node: "n"},
		{node: "n", ask: true, here: []string{}, left: []string{one}},
		{node: "n", here: []string{one}, who: []mover{{one, &presenceFrame{at: &point{one, 1, 2}, over: &spot{one, 3, 4}, note: one, typing: true, drag: true, place: one, view: &view{1, -2, 3, 4}, idle: true}}}},
	} {
		got, err := decodeHint(p.encode())
		if p.left == nil {
			p.left = []string{}
		}
		if err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("%v became %v, %v", p, got, err)
		}
	}
}

func FuzzHint(f *testing.F) {
	f.Add((&people{node: "n", here: []string{id()}}).encode())
	f.Add((&news{head: journal.Seal(journal.Pos{}, nil).Pos}).encode())
	f.Fuzz(func(t *testing.T, b []byte) { decodeHint(b) }) // whatever it is, it does not panic
}
