package realtime

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/boards/canon"
)

// party is a board with everybody on it who must not see each other's secrets.
type party struct {
	*world
	people  map[string]*client // by name
	members map[string]string
	secret  map[string]string // marker: who alone may ever see it, as "one" or "one two"
}

var guests = map[string]boards.Role{
	"host": boards.Facilitator, "team": boards.Team, "team2": boards.Team, "anna": boards.Client, "ben": boards.Client, "viewer": boards.Observer,
}

// playHidden runs a session with private writing and anonymous notes, in a bubble, and returns what was found wrong.
func playHidden(t *testing.T, f Faults) []string {
	p := &party{world: newWorld(t, Options{Beat: 10 * time.Millisecond, Faults: f}), people: map[string]*client{}, members: map[string]string{}, secret: map[string]string{}}
	var names []string
	for name, role := range guests {
		p.members[name] = p.member(role)
		names = append(names, name)
	}
	for _, name := range sorted(names) {
		p.people[name] = p.join(p.members[name])
	}
	say := func(name string, lane int, ops ...any) {
		t.Helper()
		c := p.people[name]
		if code := c.answered(lane, c.mutate(lane, ops...)); code != "" {
			t.Fatalf("%s was refused with %s", name, code)
		}
	}
	marker := func(owner string) string {
		m := fmt.Sprintf("marker%dof%s", len(p.secret), owner)
		p.secret[m] = owner
		return m
	}

	p.toPhase(1) // everybody writes for themselves
	mine := map[string]string{}
	for name, side := range map[string]string{"team": "team", "anna": "customer", "ben": "customer"} {
		mine[name] = id()
		say(name, 0, p.note(mine[name], marker(name), "side", side))
		say(name, 0, edit(mine[name], marker(name)))
	}
	hiddenAnon := id()
	say("anna", 1, p.note(hiddenAnon, marker("anna"), "side", "customer", "anon", true))
	say("anna", 1, edit(hiddenAnon, marker("anna")))
	deleted := id()
	say("ben", 0, p.note(deleted, marker("ben"), "side", "customer"))
	say("ben", 0, map[string]any{"op": "del", "id": deleted})
	// the host says which company a customer is from: for the team alone
	say("host", 0, map[string]any{"op": "set", "id": p.members["ben"], "f": map[string]any{"customer": marker("host team team2 ben")}})
	p.people["team"].send(map[string]any{"t": "presence", "note": mine["team"], "typing": true})
	p.people["team"].send(map[string]any{"t": "presence", "at": mine["team"], "idle": true})
	p.people["team"].send(map[string]any{"t": "presence", "zone": p.zone, "x": 1, "y": 1, "over": mine["team"], "u": 1, "v": 1})

	// somebody comes back, and somebody comes new
	for _, name := range []string{"team2", "ben"} {
		c := p.people[name]
		c.beaten()
		c.drop()
		say("anna", 0, edit(mine["anna"], marker("anna")))
		p.people[name] = p.again(c, p.members[name])
		p.people[name].until("catch", nil)
	}
	late := p.join(p.members["team2"])
	p.people["late"], p.members["late"] = late, p.members["team2"]
	time.Sleep(time.Second) // of the bubble's clock
	synctest.Wait()

	var wrong []string
	for name, c := range p.people {
		who := strings.Replace(name, "late", "team2", 1)
		c.takeAll()
		if p.differs(c, p.members[name]) {
			wrong = append(wrong, name+" holds something else than the projection")
		}
		sent := c.p.bytes()
		for m, owners := range p.secret {
			if !strings.Contains(" "+owners+" ", " "+who+" ") && bytes.Contains(sent, []byte(m)) {
				wrong = append(wrong, name+" was sent "+m)
			}
		}
		for other, note := range mine {
			if other != who && bytes.Contains(sent, []byte(note)) {
				wrong = append(wrong, name+" learned of the note of "+other)
			}
		}
		for other, o := range p.people {
			if other != name && bytes.Contains(sent, []byte(o.own)) || bytes.Contains(sent, []byte(boards.OwnerKey(o.own, p.board))) {
				wrong = append(wrong, name+" was sent the secret or the key of "+other)
			}
		}
	}
	wrong = append(wrong, p.checkFrames()...)
	return wrong
}

// checkFrames replays the journal and checks that what everybody was sent is, entry for entry, the difference of the
// projections before and after it, and nothing else: no empty change, no change that is not theirs.
func (p *party) checkFrames() []string {
	var wrong []string
	_, entries, err := p.log.Load(context.Background(), p.board)
	if err != nil {
		p.t.Fatal(err)
	}
	for name, c := range p.people {
		v := boards.Viewer{Member: p.members[name], Owner: boards.OwnerKey(c.own, p.board), Audience: guests[strings.Replace(name, "late", "team2", 1)].Audience()}
		// the change lists that the definition allows, in order, from the start of the board
		var shared, own []string
		state := boards.NewState()
		for _, e := range entries {
			entry, err := boards.DecodeEntry(e.Seq, e.Data)
			if err != nil {
				p.t.Fatal(err)
			}
			before := boards.Project(state, v)
			change := state.Apply(entry)
			after := boards.Project(state, v)
			for _, part := range []struct {
				ops         []boards.Op
				was, now    map[string]*boards.ViewRecord
				into        *[]string
				description string
			}{
				{change.Shared(v.Audience), before.Shared, after.Shared, &shared, "shared"},
				{change.Own(v), before.Own, after.Own, &own, "own"},
			} {
				boards.Apply(part.was, part.ops)
				_, got := boards.EncodePart(part.was)
				if _, want := boards.EncodePart(part.now); got != want {
					wrong = append(wrong, fmt.Sprintf("entry %d: the %s ops are not the difference of projections for %s", e.Seq, part.description, name))
				}
				if len(part.ops) > 0 {
					*part.into = append(*part.into, string(boards.EncodeViewOps([][]boards.Op{part.ops})))
				}
			}
		}
		var gotShared, gotOwn []string
		for _, f := range c.raw {
			into := &gotShared
			switch {
			case f["t"] == "own" && f["full"] != true:
				into = &gotOwn
			case f["t"] != "chg":
				continue
			}
			for _, ops := range f["ops"].([]any) {
				b, err := canon.Append(nil, []any{ops})
				if err != nil {
					p.t.Fatal(err)
				}
				*into = append(*into, string(b))
			}
		}
		for what, pair := range map[string][2][]string{"shared": {gotShared, shared}, "own": {gotOwn, own}} {
			got, want := pair[0], pair[1]
			if len(got) > len(want) || !equalLists(got, want[len(want)-len(got):]) {
				wrong = append(wrong, fmt.Sprintf("%s was sent %s changes that no difference of projections makes: %v", name, what, got))
			}
		}
	}
	return wrong
}

func equalLists(a, b []string) bool { return strings.Join(a, "\n") == strings.Join(b, "\n") }

// Invariant 7: no byte that another viewer gets holds, or tells of, what is hidden from them, and every change they are told
// is by definition theirs.
func TestNothingHiddenLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, w := range playHidden(t, Faults{}) {
			t.Error(w)
		}
	})
}

// A test that cannot fail proves nothing.
func TestPlantedLeaksAreFound(t *testing.T) {
	for name, f := range map[string]Faults{"own parts go to all": {LeakOwn: true}, "hidden entries are counted": {CountHidden: true}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if found := playHidden(t, f); len(found) == 0 {
					t.Error("a planted leak was not found")
				}
			})
		})
	}
}

// B-32: where authors are hidden, the person whose words a note holds is told so, at once, at a join and when whose they are is
// corrected, and nobody else is.
func TestOneIsToldWhatWasWrittenDownForOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{Beat: 10 * time.Millisecond})
		anna, ben, scribe := w.member(boards.Client), w.member(boards.Client), w.member(boards.Team)
		people := map[string]*client{anna: w.join(anna), ben: w.join(ben), scribe: w.join(scribe)}
		w.system(boards.Op{Kind: boards.Set, ID: w.phase[0], F: map[string]any{"rules": rulesLike(map[string]any{"authors": "pseudonym"})}})
		note := id()
		say := func(op any) {
			if code := people[scribe].answered(0, people[scribe].mutate(0, op)); code != "" {
				t.Fatal(code)
			}
		}
		told := func(c *client, whose string) {
			t.Helper()
			synctest.Wait()
			c.takeAll()
			f, _ := c.view()[note]["f"].(map[string]any)
			if got, _ := f["behalf"].(string); got != whose || f["text"] != "too long" {
				t.Errorf("somebody sees %v, want it to be the words of %q", f, whose)
			}
		}
		say(w.note(note, "too long", "side", "customer", "kind", "quote", "behalf", anna))
		told(people[anna], anna)
		told(people[ben], "")
		told(w.join(anna), anna)
		say(map[string]any{"op": "set", "id": note, "f": map[string]any{"behalf": ben}})
		told(people[anna], "")
		told(people[ben], ben)
		told(w.join(ben), ben)
	})
}
