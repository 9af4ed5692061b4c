package text_test

import (
	"slices"
	"testing"

	"feltboard/boards/text"
)

func checkCanonical(t *testing.T, name string, e text.Edit) {
	t.Helper()
	if again := text.New(e...); !slices.Equal(again, e) {
		t.Fatalf("%s: %v is not canonical, %v is", name, e, again)
	}
}

func TestTransformConverges(t *testing.T) { // TP1
	laws(t, func(t *testing.T, g gen) {
		s := g.text(g.size)
		a, b := g.edit(points(s)), g.edit(points(s))
		b2, a2 := text.Transform(b, a, text.Right), text.Transform(a, b, text.Left)
		checkCanonical(t, "b after a", b2)
		checkCanonical(t, "a after b", a2)
		viaA, viaB := apply(t, apply(t, s, a), b2), apply(t, apply(t, s, b), a2)
		if viaA != viaB {
			t.Fatalf("%q: %v then %v gives %q, %v then %v gives %q", s, a, b2, viaA, b, a2, viaB)
		}
	})
}

func TestTransformKeepsInsertsAndDeletes(t *testing.T) {
	laws(t, func(t *testing.T, g gen) {
		s := g.text(g.size)
		a, b := g.edit(points(s)), g.edit(points(s))
		side := text.Side(g.IntN(2) == 0)
		got := text.Transform(a, b, side)
		if got.InsertLen() != a.InsertLen() {
			t.Fatalf("%v after %v inserts %d code points, want %d", a, b, got.InsertLen(), a.InsertLen())
		}
		if deleted := got.InsertLen() - got.Delta(); deleted > a.InsertLen()-a.Delta() {
			t.Fatalf("%v after %v deletes %d code points, more than before", a, b, deleted)
		}
	})
}

func TestComposeIsBothInTurn(t *testing.T) {
	laws(t, func(t *testing.T, g gen) {
		s := g.text(g.size)
		a := g.edit(points(s))
		mid := apply(t, s, a)
		b := g.edit(points(mid))
		ab := text.Compose(a, b)
		checkCanonical(t, "composed", ab)
		if got, want := apply(t, s, ab), apply(t, mid, b); got != want {
			t.Fatalf("%q: Compose(%v, %v) = %v gives %q, want %q", s, a, b, ab, got, want)
		}
		if got, want := ab.Delta(), a.Delta()+b.Delta(); got != want {
			t.Fatalf("Delta of %v is %d, want %d", ab, got, want)
		}
	})
}

func TestComposeIsAssociative(t *testing.T) {
	laws(t, func(t *testing.T, g gen) {
		s := g.text(g.size)
		a := g.edit(points(s))
		b := g.edit(points(s) + a.Delta())
		c := g.edit(points(s) + a.Delta() + b.Delta())
		left := text.Compose(text.Compose(a, b), c)
		right := text.Compose(a, text.Compose(b, c))
		if got, want := apply(t, s, left), apply(t, s, right); got != want {
			t.Fatalf("%q: (%v %v) %v gives %q, grouped to the right %q", s, a, b, c, got, want)
		}
	})
}

func TestInvertTakesBack(t *testing.T) {
	laws(t, func(t *testing.T, g gen) {
		s := g.text(g.size)
		e := g.edit(points(s))
		inverse := text.Invert(e, s)
		checkCanonical(t, "inverse", inverse)
		if got := apply(t, apply(t, s, e), inverse); got != s {
			t.Fatalf("%q: %v then %v gives %q", s, e, inverse, got)
		}
	})
}

func TestDiffMakesTheOther(t *testing.T) {
	laws(t, func(t *testing.T, g gen) {
		a, b := g.text(g.size), g.text(g.size)
		e := text.Diff(a, b)
		checkCanonical(t, "diff", e)
		if got := apply(t, a, e); got != b {
			t.Fatalf("Diff(%q, %q) = %v gives %q", a, b, e, got)
		}
	})
}

func TestWireFormRoundTrips(t *testing.T) {
	laws(t, func(t *testing.T, g gen) {
		e := g.edit(20)
		b, err := e.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		back, err := text.Parse(b)
		if err != nil || !slices.Equal(back, e) {
			t.Fatalf("%s reads as %v, %v", b, back, err)
		}
	})
}

func TestCaretFollowsItsText(t *testing.T) {
	laws(t, func(t *testing.T, g gen) {
		s := g.text(g.size)
		e := g.edit(points(s))
		after := points(apply(t, s, e))
		before := 0
		for pos := range points(s) + 1 {
			got := text.MapCaret(pos, e)
			if got < before || got > after {
				t.Fatalf("caret %d under %v is at %d: not within [%d, %d]", pos, e, got, before, after)
			}
			before = got
		}
	})
}

// This failure is why history is folded one entry at a time.
func TestComposedHistoryDiverges(t *testing.T) {
	const s = "p"
	a := text.New(text.Retain(1), text.Insert("a"))
	b := text.New(text.Delete(1))
	x := text.New(text.Insert("x"))
	now := apply(t, apply(t, s, a), b)

	folded := text.Transform(text.Transform(x, a, text.Right), b, text.Right)
	if got := apply(t, now, folded); got != "xa" {
		t.Errorf("one entry at a time gives %q, want %q", got, "xa")
	}
	composed := text.Transform(x, text.Compose(a, b), text.Right)
	if got := apply(t, now, composed); got != "ax" {
		t.Errorf("against the composition gives %q; the counter-example of the package comment gives %q", got, "ax")
	}
}
