package bench

import (
	"bytes"
	"testing"
	"time"
)

func TestMarksAreReadBack(t *testing.T) {
	type seen struct {
		writer int
		at     time.Duration
	}
	var got []seen
	b := append([]byte("stray @, @1:, @:5;, @2:7 "), appendWords(nil, wordsLen, 3, 1234567890)...)
	b = append(b, appendWords(nil, fieldLen, 0, 5)...)
	eachMark(b, func(writer int, at time.Duration) { got = append(got, seen{writer, at}) })
	if len(got) != 2 || got[0] != (seen{3, 1234567890}) || got[1] != (seen{0, 5}) {
		t.Errorf("marks of %s: %v", b, got)
	}
	for _, at := range []time.Duration{0, time.Hour, 1e17} {
		for _, want := range []int{wordsLen, fieldLen} {
			if n := len(appendWords(nil, want, 499, at)); n != want {
				t.Errorf("words are %d long, want %d", n, want)
			}
		}
	}
}

// What a raw server passes on is as long as what Feltboard sends of a text edit, and of the field edited in workload B.
func TestAnEditIsAsLongAsFeltboardsFrame(t *testing.T) {
	const id = "00000000-0000-4000-8000-000000000000"
	words, field := string(appendWords(nil, wordsLen, 3, time.Minute)), string(appendWords(nil, fieldLen, 3, time.Minute))
	raw := len(rawPen{writer: 3, note: id}.edit(nil, time.Minute, 0))
	for _, frame := range []string{
		`{"t":"chg","ops":[[{"op":"text","id":"` + id + `","field":"text","edit":[-40,"` + words + `"]}]]}`,
		`{"t":"chg","ops":[[{"op":"set","id":"` + id + `","f":{"source":{"date":"","ref":"` + field + `","type":"other"}}}]]}`,
	} {
		if d := len(frame) - raw; d < -10 || d > 10 {
			t.Errorf("a raw edit has %d bytes, this one %d: %s", raw, len(frame), frame)
		}
	}
}

// Two edits with the same words would be one change: of many edits due at the same moment every one must be seen.
func TestMarksOfOneWriterDiffer(t *testing.T) {
	p := &feltPen{writer: 1, many: true}
	seen := map[time.Duration]bool{}
	for range 100 {
		eachMark(p.edit(nil, time.Second, 0), func(_ int, at time.Duration) { seen[at] = true })
	}
	if len(seen) != 100 {
		t.Errorf("100 edits have %d marks", len(seen))
	}
}

func TestPositionsAreReadBack(t *testing.T) {
	c := &cursors{}
	frame := []byte(`{"left":[],"t":"presence","who":[`)
	want := map[[2]int]bool{}
	for _, m := range [][2]int{{0, 0}, {7, 9999}, {7, 10000}, {49, 1234567}} {
		x, y := c.move(m[0], m[1], time.Second)
		if x < 0 || x > 10000 || y < 0 || y > 10000 {
			t.Errorf("move %v leads to %d, %d, outside of its zone", m, x, y)
		}
		frame = append(rawCursor{"m", "z"}.move(frame, x, y), ',')
		want[m] = true
	}
	frame = append(bytes.TrimSuffix(frame, []byte(",")), `]}`...)
	eachPosition(frame, func(writer, n int) {
		if !want[[2]int{writer, n}] {
			t.Errorf("a move %d of %d was not made", n, writer)
		}
		delete(want, [2]int{writer, n})
		if at, ok := c.when(writer, n); !ok || at != time.Second {
			t.Errorf("move %d of %d was made at %v, %v", n, writer, at, ok)
		}
	})
	if len(want) > 0 {
		t.Errorf("moves not seen: %v", want)
	}
	if _, ok := c.when(maxCursors, 1); ok {
		t.Error("a cursor that there is not has moved")
	}
}
