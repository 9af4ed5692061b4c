package realtime

import (
	"slices"
	"testing"

	"feltboard/boards"
)

func sorted(l []string) []string { slices.Sort(l); return l }

func TestTwoPeopleOnOneBoard(t *testing.T) {
	w := newWorld(t, Options{})
	anna, ben := w.member(boards.Facilitator), w.member(boards.Team)
	a, b := w.join(anna), w.join(ben)
	note := id()
	n := a.mutate(0, w.note(note, "hello"))
	if code := a.answered(0, n); code != "" {
		t.Fatalf("refused with %s", code)
	}
	b.sees(func(v map[string]map[string]any) bool { return v[note] != nil })
	a.sees(func(v map[string]map[string]any) bool { return v[note] != nil })
	n1 := a.mutate(0, map[string]any{"op": "text", "id": note, "field": "text", "edit": []any{5, " Anna"}})
	n2 := b.mutate(0, map[string]any{"op": "text", "id": note, "field": "text", "edit": []any{"Ben: "}})
	if a.answered(0, n1) != "" || b.answered(0, n2) != "" {
		t.Fatal("refused")
	}
	both := func(v map[string]map[string]any) bool {
		return v[note]["f"].(map[string]any)["text"] == "Ben: hello Anna"
	}
	a.sees(both)
	b.sees(both)
	w.agrees(a, anna)
	w.agrees(b, ben)
}
