package realtime

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
)

// secretive is a phase's rule, and what people do under it that nobody else may notice.
type secretive struct {
	board, phase map[string]any // set before, by the host
	state        string         // of the session, if not running
	// act does one hidden thing, the i-th, in somebody's name; it may say what marks it.
	act func(w *world, i int) (lane int, op any)
	// knows are those besides their authors who may hear of it.
	knows string
}

var writeNobody = map[string]any{
	"write": []any{}, "edit": "own", "move": []any{}, "see": "all", "authors": "named", "presence": "cursors",
}

func rulesLike(more map[string]any) map[string]any {
	rules := map[string]any{"write": []any{"facilitator", "team", "client"}, "edit": "own", "move": []any{}, "see": "all", "authors": "named", "presence": "cursors"}
	for k, v := range more {
		rules[k] = v
	}
	return rules
}

func asks(kind, of string) map[string]any {
	return map[string]any{"kind": kind, "of": of, "roles": []any{"client", "team"}, "limit": int64(0), "budget": int64(50), "split": false}
}

func marked(i int) string { return fmt.Sprintf("marker%dof", i) }

func writes(w *world, i int) (int, any) {
	return 0, w.note(id(), marked(i)+"anna", "side", "customer", "kind", "quote")
}

func answers(lane int, more func(w *world, i int) map[string]any) func(*world, int) (int, any) {
	return func(w *world, i int) (int, any) {
		f := map[string]any{"phase": w.phase[0], "round": int64(1), "value": int64(1)}
		for k, v := range more(w, i) {
			f[k] = v
		}
		return lane, map[string]any{"op": "put", "rec": map[string]any{"id": fmt.Sprintf("aaaaaaaa-0000-4000-8000-%012d", i), "type": "answer", "f": f}}
	}
}

func itemOf(w *world, i int) map[string]any { return map[string]any{"item": w.items[i]} }

// secrets are the rules of a phase that hide something, each with what it hides.
var secrets = map[string]secretive{
	"private writing":            {phase: map[string]any{"rules": rulesLike(map[string]any{"see": "own", "authors": "hidden", "presence": "none"})}, act: writes},
	"writing when nobody writes": {phase: map[string]any{"rules": writeNobody}, act: writes},
	"a zone that is closed":      {phase: map[string]any{"rules": rulesLike(nil), "zones": []any{"ZONE"}}, act: writes},
	"before the session":         {phase: map[string]any{"rules": rulesLike(nil)}, state: "planned", act: writes},
	"after it":                   {phase: map[string]any{"rules": rulesLike(nil)}, state: "closed", act: writes},
	"held for approval":          {board: map[string]any{"approve": true}, phase: map[string]any{"rules": rulesLike(nil)}, act: writes, knows: "host"},
	"dots":                       {phase: map[string]any{"ask": asks("dots", "note")}, act: answers(0, itemOf)},
	"impact and effort":          {phase: map[string]any{"ask": asks("place", "note")}, act: answers(0, itemOf)},
	"a scale": {phase: map[string]any{"ask": asks("scale", "theme"), "questions": []any{"1?", "2?", "3?", "4?", "5?"}}, act: answers(1, func(_ *world, i int) map[string]any {
		return map[string]any{"q": int64(i), "value": int64(5), "anon": true}
	})},
}

// heard is what somebody was sent in a room: of each frame its type and its size.
type heard struct {
	frames string
	bytes  []byte
}

// overhear lets everybody sit in a room for a while, in which anna does hidden things, or does not.
func overhear(t *testing.T, s secretive, f Faults, busy bool) map[string]heard {
	w := newWorld(t, Options{Beat: 10 * time.Millisecond, Faults: f})
	people, names := map[string]*client{}, []string{"anna", "ben", "host", "team", "viewer"}
	for _, name := range names {
		people[name] = w.join(w.member(guests[name]))
	}
	anna := people["anna"]
	for i := range 5 {
		w.items = append(w.items, fmt.Sprintf("bbbbbbbb-0000-4000-8000-%012d", i))
		if code := people["team"].answered(0, people["team"].mutate(0, w.note(w.items[i], "known to all"))); code != "" {
			t.Fatal(code)
		}
	}
	fields := map[string]any{}
	for k, v := range s.phase {
		fields[k] = v
	}
	if zones, ok := fields["zones"].([]any); ok && zones[0] == "ZONE" { // another one than notes go to here
		for _, r := range anna.view() {
			if r["type"] == "zone" && r["id"] != w.zone {
				fields["zones"] = []any{r["id"]}
				break
			}
		}
	}
	ops := []boards.Op{{Kind: boards.Set, ID: w.phase[0], F: fields}}
	if s.state != "" {
		ops = append(ops, boards.Op{Kind: boards.Set, ID: w.sess, F: map[string]any{"state": s.state}})
	}
	if s.board != nil {
		ops = append(ops, boards.Op{Kind: boards.Set, ID: w.board, F: s.board})
	}
	w.system(ops...)
	synctest.Wait()
	for i := range 5 {
		time.Sleep(25 * time.Millisecond)
		if busy {
			lane, op := s.act(w, i)
			if code := anna.answered(lane, anna.mutate(lane, op)); code != "" {
				t.Fatalf("anna was refused with %s", code)
			}
		}
		synctest.Wait()
	}
	// Somebody comes back, and somebody comes new: what they are told is not more either.
	people["team"].takeAll()
	people["team"].drop()
	back := w.again(people["team"], w.memberOf(people["team"]))
	people["back"] = back
	back.until("catch", nil)
	time.Sleep(200 * time.Millisecond)
	synctest.Wait()
	out := map[string]heard{}
	for name, c := range people {
		c.takeAll()
		var frames []string
		c.p.mu.Lock()
		for i, f := range c.p.sent {
			kind, _ := c.raw[min(i, len(c.raw)-1)]["t"].(string)
			frames = append(frames, fmt.Sprintf("%s %d", kind, len(f)))
		}
		c.p.mu.Unlock()
		out[name] = heard{strings.Join(frames, "\n"), c.p.bytes()}
	}
	return out
}

// Invariant 7, rule by rule: who may not know of something is sent the same frames, of the same sizes, in a room where others do
// it and in one where they don't, and no byte of it.
func TestRoomsSoundTheSameWhateverIsHidden(t *testing.T) {
	for name, s := range secrets {
		t.Run(name, func(t *testing.T) {
			for _, wrong := range compare(t, s, Faults{}) {
				t.Error(wrong)
			}
		})
	}
}

func compare(t *testing.T, s secretive, f Faults) (wrong []string) {
	synctest.Test(t, func(t *testing.T) {
		busy, calm := overhear(t, s, f, true), overhear(t, s, f, false)
		for name := range busy {
			if name == "anna" || strings.Contains(s.knows, name) {
				continue
			}
			if busy[name].frames != calm[name].frames {
				wrong = append(wrong, fmt.Sprintf("%s hears of it:\n%s\nand where nothing happens\n%s", name, busy[name].frames, calm[name].frames))
			}
			if bytes.Contains(busy[name].bytes, []byte("marker")) || bytes.Contains(busy[name].bytes, []byte("aaaaaaaa-0000")) {
				wrong = append(wrong, name+" was sent what is hidden")
			}
		}
	})
	return wrong
}

// Under each rule a planted leak is found.
func TestRoomsWithALeakDoNot(t *testing.T) {
	for name, s := range secrets {
		for leak, f := range map[string]Faults{"own parts go to all": {LeakOwn: true}, "hidden entries are counted": {CountHidden: true}} {
			if s.knows != "" && leak == "hidden entries are counted" {
				continue // it is hidden from some alone, and an entry that somebody sees is not a hidden one
			}
			t.Run(name+", "+leak, func(t *testing.T) {
				if len(compare(t, s, f)) == 0 {
					t.Error("a planted leak was not found")
				}
			})
		}
	}
}
