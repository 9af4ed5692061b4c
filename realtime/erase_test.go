package realtime

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/realtime/bus"
	"feltboard/realtime/journal"
)

const marker = "zq7MARKERzq7MARKERzq7MARKERzq7xx"

func (w *world) erase(ids ...string) {
	w.t.Helper()
	got, err := w.hub.Erase(context.Background(), w.board, func(*boards.State) ([]string, error) { return ids, nil })
	if err != nil || len(got) != len(ids) {
		w.t.Fatal(got, err)
	}
}

func erased(id string) func(map[string]map[string]any) bool {
	return func(v map[string]map[string]any) bool {
		r := v[id]
		return r != nil && r["f"].(map[string]any)["state"] == boards.Erased
	}
}

func TestR50ErasedIsToldAndGoneOnEveryNode(t *testing.T) {
	for name, faults := range map[string]Faults{"": {}, "kept": {KeepErased: true}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				net := &bus.Net{}
				one, two := twins(t, Options{Faults: faults}, net.Node(), net.Node())
				two.hub.o.Faults = faults
				anna, ben, carl := one.member(boards.Team), one.member(boards.Team), one.member(boards.Team)
				a, b := one.join(anna), two.join(ben)
				secret, other := id(), id()
				a.answered(0, a.mutate(0, one.note(secret, "")))
				for i, c := range marker { // letter by letter
					a.answered(0, a.mutate(0, map[string]any{"op": "text", "id": secret, "field": "text", "edit": edited(i, string(c))}))
				}
				whole := id()
				a.answered(0, a.mutate(0, one.note(whole, marker)))
				a.answered(0, a.mutate(0, one.note(other, "somebody else's")))
				b.sees(has(other))
				one.join(carl) // frames are made and kept for others who join
				two.join(carl)
				time.Sleep(6 * time.Second) // a beat brings a token
				b.until("beat", nil)
				was, err := one.log.Read(t.Context(), one.board, journal.Pos{}, 0)
				if err != nil {
					t.Fatal(err)
				}

				one.erase(secret, whole)
				a.sees(erased(whole))
				b.sees(erased(secret))
				if t := b.view()[secret]["f"].(map[string]any)["text"]; t != nil {
					b.t.Errorf("the words stay in view: %v", t)
				}

				now, err := one.log.Read(t.Context(), one.board, journal.Pos{}, 0)
				if err != nil {
					t.Fatal(err)
				}
				var left []byte
				for i, e := range now {
					left = append(left, e.Data...)
					if i < len(was) && e.Pos != was[i].Pos {
						t.Errorf("entry %d is another one", e.Seq)
					}
				}
				if bytes.Contains(left, []byte(marker)) || bytes.Contains(left, []byte(`"z"`)) {
					t.Error("the journal holds what was erased")
				}
				// Who joins or comes back, on either node, is sent nothing of it.
				found := false
				for i, c := range []*client{one.join(carl), two.join(carl), two.again(b, ben)} {
					if i == 2 {
						c.until("welcome", func(f map[string]any) bool {
							if f["resumed"] != true {
								t.Error("a token from before does not resume")
							}
							return true
						})
						c.sees(erased(secret))
					}
					synctest.Wait()
					found = found || bytes.Contains(c.p.bytes(), []byte(marker))
				}
				if found != faults.KeepErased {
					t.Errorf("found among what joins are sent: %v", found)
				}
				one.agrees(a, anna)

				// Somebody types on in it who did not know: they are told no, and go on.
				if code := a.answered(0, a.mutate(0, map[string]any{"op": "text", "id": secret, "field": "text", "edit": edited(0, "more")})); code != "not_found" {
					t.Errorf("an edit of what is erased was answered with %q", code)
				}
				if code := a.answered(0, a.mutate(0, one.note(id(), "goes on"))); code != "" {
					t.Error(code)
				}
			})
		})
	}
}

func edited(keep int, insert string) []any {
	if keep == 0 {
		return []any{insert}
	}
	return []any{keep, insert}
}

// What the process did not come to, the next one does: the entry says what is erased.
func TestR51RedactingIsDoneAfterACrash(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna := w.member(boards.Team)
		a := w.join(anna)
		secret := id()
		a.answered(0, a.mutate(0, w.note(secret, marker)))
		w.system(boards.Op{Kind: boards.Erase, ID: secret}) // and then the power goes
		fresh := w.log.Clone()
		hub := New(Options{Journal: fresh})
		defer hub.Close()
		for range 2 {
			if err := hub.Redact(t.Context(), w.board); err != nil {
				t.Fatal(err)
			}
		}
		entries, err := fresh.Read(t.Context(), w.board, journal.Pos{}, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.Contains(string(e.Data), marker) {
				t.Errorf("entry %d holds it still", e.Seq)
			}
		}
		snapshot, _, err := fresh.Load(t.Context(), w.board)
		if err != nil || strings.Contains(string(snapshot.Data), marker) {
			t.Error("the snapshot holds it still", err)
		}
	})
}

// More than one entry's worth of records is erased, too.
func TestR51ManyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		a := w.join(w.member(boards.Team))
		var all []string
		for range 4 {
			var many []any
			for range 100 {
				n := id()
				all, many = append(all, n), append(many, w.note(n, marker))
			}
			a.answered(0, a.mutate(0, many...))
		}
		w.erase(all...)
		a.sees(erased(all[399]))
		entries, err := w.log.Read(t.Context(), w.board, journal.Pos{}, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if bytes.Contains(e.Data, []byte(marker)) {
				t.Fatal("the journal holds what was erased")
			}
		}
	})
}
