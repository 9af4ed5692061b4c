package realtime

import (
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"feltboard/boards"
)

// opening is what a connection was sent up to now: the types of its frames and the snap frame as it came.
func (c *client) opening() (types []string, snap []byte) {
	synctest.Wait()
	c.p.mu.Lock()
	sent := slices.Clone(c.p.sent)
	c.p.mu.Unlock()
	for _, b := range sent {
		switch {
		case b[0] == 0x1f:
			types, snap = append(types, "zip"), b
		case bytes.HasPrefix(b, []byte(`{"t":"snap"`)):
			types, snap = append(types, "snap"), b
		case !bytes.HasPrefix(b, []byte(`{"t":"here"`)) && !bytes.HasPrefix(b, []byte(`{"here"`)) && !bytes.HasPrefix(b, []byte(`{"members"`)):
			kind := bytes.SplitN(bytes.SplitN(b, []byte(`"t":"`), 2)[1], []byte(`"`), 2)[0]
			types = append(types, string(kind))
		}
	}
	return types, snap
}

func TestR19JoinsShareASnapshotWhilePeopleWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		team, member := w.member(boards.Team), w.member(boards.Team)
		a := w.join(team)
		var many []any
		for range 100 {
			many = append(many, w.note(id(), strings.Repeat("many words ", 20)))
		}
		a.answered(0, a.mutate(0, many...))
		_, snap := w.join(member).opening()
		for _, words := range []string{"one", "two", "three"} {
			a.answered(0, a.mutate(0, w.note(id(), words)))
		}
		second := w.join(member)
		types, again := second.opening()
		if want := "welcome snap own chg chg chg"; strings.Join(types, " ") != want || !bytes.Equal(snap, again) {
			t.Errorf("R-19: the second was sent %v", types)
		}
		w.agrees(second, member)
		if code := second.answered(0, second.mutate(0, w.note(id(), "four"))); code != "" {
			t.Error(code)
		}
		for range maxSince {
			a.answered(0, a.mutate(0, w.note(id(), "more")))
		}
		third := w.join(member)
		if types, _ := third.opening(); strings.Join(types, " ") != "welcome snap own" {
			t.Errorf("R-19: after %d changes somebody was sent %v", maxSince, types)
		}
		w.agrees(third, member)
	})
}

func TestR19HiddenChangesAreNotBehindASnapshot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		one, other, late := w.member(boards.Client), w.member(boards.Client), w.member(boards.Client)
		w.toPhase(1) // everybody writes for themselves
		a, b := w.join(one), w.join(other)
		_, snap := b.opening()
		for range 2 * maxSince {
			if code := a.answered(0, a.mutate(0, w.note(id(), "not yours", "side", "customer"))); code != "" {
				t.Fatal(code)
			}
		}
		c := w.join(late)
		types, again := c.opening()
		if strings.Join(types, " ") != "welcome snap own" || !bytes.Equal(snap, again) {
			t.Errorf("R-19, I-7: hidden notes show in %v", types)
		}
	})
}

func TestR18SnapshotsComeCompressedToWhoAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		team := w.member(boards.Team)
		a := w.join(team)
		for range 8 {
			a.answered(0, a.mutate(0, w.note(id(), strings.Repeat("words ", 100))))
		}
		plain := w.join(w.member(boards.Team))
		c := w.connect(team)
		c.send(map[string]any{"t": "hello", "v": 1, "clients": c.clients[:], "own": c.own, "zip": true})
		types, snap := c.opening()
		if len(types) < 2 || types[1] != "zip" {
			t.Fatalf("R-18: sent %v", types)
		}
		r, err := gzip.NewReader(bytes.NewReader(snap))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if _, want := plain.opening(); err != nil || !bytes.Equal(text, want) {
			t.Errorf("R-18: %d bytes are not the frame's %d: %v", len(text), len(want), err)
		}
		if len(snap)*2 > len(text) {
			t.Errorf("R-18: %d bytes of %d are left", len(snap), len(text))
		}
	})
}
