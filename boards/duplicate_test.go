package boards

import "testing"

// B-86: each note stands where it stood, also where zones are called alike.
func TestB86NotesKeepTheirPlaces(t *testing.T) {
	r := &gatherRoom{t: t}
	s, id, people := r.board("Monday", "Buyers")
	zones := inOrder(s.Of("zone"))
	for _, z := range zones {
		r.do(s, Op{Kind: Set, ID: z.ID, F: map[string]any{"title": "Same"}})
	}
	want := map[string]int{}
	for i, z := range zones {
		text := string(rune('a' + i))
		r.note(s, people[0], map[string]any{"text": text, "place": map[string]any{"zone": z.ID, "order": nth(len(zones)-i-1, len(zones))}})
		want[text] = i
	}
	src := Source{ID: id, View: Project(s, Viewer{Audience: Host}), Alias: func(name string) string { return name }}
	if bad := MayCopy(src); bad != nil {
		t.Fatal(bad)
	}
	to, board := NewState(), r.id()
	r.do(to, Blank(s, id, TemplateOf(s, "Again"), board, "Again", r.id)...)
	ops, err := Copy(to, board, src, r.id)
	if err != nil {
		t.Fatal(err)
	}
	r.do(to, ops...)
	here := inOrder(to.Of("zone"))
	if notes := to.Of("note"); len(notes) != len(want) {
		t.Fatalf("%d notes, want %d", len(notes), len(want))
	}
	for _, n := range to.Of("note") {
		i := want[n.Str("text")]
		if n.Part("place", "zone") != here[i].ID || n.Part("place", "order") != nth(len(zones)-i-1, len(zones)) {
			t.Errorf("%q stands in the wrong place", n.Str("text"))
		}
	}
	if again, _ := Copy(to, board, src, r.id); len(again) != 0 {
		t.Errorf("a second time it does %d things", len(again))
	}
	if to.Record(board).Str("goal") != s.Record(id).Str("goal") || len(to.Of("member")) != 0 {
		t.Error("not the same board without people")
	}
}

func TestB86WhatIsNotTakenAlong(t *testing.T) {
	for what, f := range map[string]map[string]any{"a rehearsal": {"rehearsal": true}, "what stays in the room": {"output": "relief"}, "a board of others": {"combines": []any{"x"}}} {
		r := &gatherRoom{t: t}
		s, id, _ := r.board("Monday", "Buyers")
		r.do(s, Op{Kind: Set, ID: id, F: f})
		if MayCopy(Source{ID: id, View: Project(s, Viewer{Audience: Host})}) == nil {
			t.Errorf("%s is taken along", what)
		}
	}
}
