package text_test

import (
	"errors"
	"slices"
	"testing"
	"unicode/utf8"

	"feltboard/boards/text"
)

// Whatever bytes come, what Parse accepts is canonical and survives the wire.
func FuzzParse(f *testing.F) {
	for _, source := range slices.Concat(lax, sources) {
		f.Add([]byte(source))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := text.Parse(b)
		if err != nil {
			if !errors.Is(err, text.ErrFormat) {
				t.Fatalf("Parse(%q): %v is no ErrFormat", b, err)
			}
			return
		}
		checkCanonical(t, "parsed", e)
		wire, err := e.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := text.Parse(wire); err != nil || !slices.Equal(back, e) {
			t.Fatalf("%q is written %s, read as %v, %v", b, wire, back, err)
		}
	})
}

// Whatever edits and text come, Apply refuses exactly what does not fit, and
// what fits keeps the laws.
func FuzzApply(f *testing.F) {
	f.Add("", []byte(`["a"]`), []byte(`["b"]`))
	f.Add("a😀b", []byte(`[1,"x",-1]`), []byte(`[2,"y",-1]`))
	f.Add("p", []byte(`[1,"a"]`), []byte(`[-1]`))
	f.Fuzz(func(t *testing.T, s string, wireA, wireB []byte) {
		a, errA := text.Parse(wireA)
		b, errB := text.Parse(wireB)
		if errA != nil || errB != nil || !utf8.ValidString(s) {
			return
		}
		sa, errA := a.Apply(s)
		sb, errB := b.Apply(s)
		for _, c := range []struct {
			e   text.Edit
			err error
		}{{a, errA}, {b, errB}} {
			if fits := c.e.BaseLen() <= points(s); fits != (c.err == nil) || !fits && !errors.Is(c.err, text.ErrRange) {
				t.Fatalf("%v.Apply(%q): %v", c.e, s, c.err)
			}
		}
		if errA != nil || errB != nil {
			return
		}
		if got := apply(t, sa, text.Invert(a, s)); got != s {
			t.Fatalf("%q: %v is taken back to %q", s, a, got)
		}
		if ab, ba := apply(t, sa, text.Transform(b, a, text.Right)), apply(t, sb, text.Transform(a, b, text.Left)); ab != ba {
			t.Fatalf("%q: %v and %v make %q and %q", s, a, b, ab, ba)
		}
		if got := apply(t, sa, text.Diff(sa, sb)); got != sb {
			t.Fatalf("Diff(%q, %q) makes %q", sa, sb, got)
		}
		if c, err := b.Apply(sa); err == nil {
			if got := apply(t, s, text.Compose(a, b)); got != c {
				t.Fatalf("%q: Compose(%v, %v) makes %q, want %q", s, a, b, got, c)
			}
		}
	})
}
