package text_test

import (
	"errors"
	"slices"
	"testing"

	"feltboard/boards/text"
)

func parse(t *testing.T, wire string) text.Edit {
	t.Helper()
	e, err := text.Parse([]byte(wire))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestApply(t *testing.T) {
	for _, c := range []struct{ s, e, want string }{
		{"", `[]`, ""},
		{"", `["a"]`, "a"},
		{"abc", `[1,"x",-1]`, "axc"},
		{"abc", `[-1,1,-1]`, "b"},
		{"😀é中", `[1,"|",-1]`, "😀|中"},
		{"👩\u200d👧", `[1,-1]`, "👩👧"},
	} {
		if got := apply(t, c.s, parse(t, c.e)); got != c.want {
			t.Errorf("%s applied to %q gives %q, want %q", c.e, c.s, got, c.want)
		}
	}
}

func TestApplyPastTheEndIsRefused(t *testing.T) {
	for _, c := range []struct{ s, e string }{{"", `[-1]`}, {"😀", `[2,"a"]`}, {"ab", `[1,-2]`}} {
		if got, err := parse(t, c.e).Apply(c.s); !errors.Is(err, text.ErrRange) || got != "" {
			t.Errorf("%s applied to %q gives %q, %v", c.e, c.s, got, err)
		}
	}
}

func TestTransformAtOnePlace(t *testing.T) {
	for _, c := range []struct{ name, a, b, left, right string }{
		{"two inserts", `[1,"a"]`, `[1,"bb"]`, `[1,"a"]`, `[3,"a"]`},
		{"insert beside a delete", `[1,"a"]`, `[-1]`, `["a"]`, `["a"]`},
		{"insert within a delete", `[2,"a"]`, `[1,-3]`, `[1,"a"]`, `[1,"a"]`},
		{"the same delete", `[1,-2]`, `[1,-2]`, `[]`, `[]`},
		{"delete around an insert", `[-4]`, `[2,"b"]`, `[-2,1,-2]`, `[-2,1,-2]`},
		{"overlapping deletes", `[-3]`, `[2,-3]`, `[-2]`, `[-2]`},
		{"replacements of the same", `["a",-2]`, `["b",-2]`, `["a"]`, `[1,"a"]`},
	} {
		a, b := parse(t, c.a), parse(t, c.b)
		if got := text.Transform(a, b, text.Left); !slices.Equal(got, parse(t, c.left)) {
			t.Errorf("%s: %s after %s on the left is %v, want %s", c.name, c.a, c.b, got, c.left)
		}
		if got := text.Transform(a, b, text.Right); !slices.Equal(got, parse(t, c.right)) {
			t.Errorf("%s: %s after %s on the right is %v, want %s", c.name, c.a, c.b, got, c.right)
		}
	}
}

// A client with one edit in flight and another waiting, and a server that has
// gone on meanwhile, end up with the same text when both fold entry by entry.
func TestPendingEditsMeetHistory(t *testing.T) {
	laws(t, func(t *testing.T, g gen) {
		s := g.text(g.size)
		pending := g.typed(points(s))
		client, server := apply(t, s, pending), s
		for range g.IntN(5) {
			entry := g.typed(points(server))
			server = apply(t, server, entry)
			entry, pending = text.Transform(entry, pending, text.Left), text.Transform(pending, entry, text.Right)
			client = apply(t, client, entry)
		}
		if server = apply(t, server, pending); server != client {
			t.Fatalf("from %q the client has %q, the server %q", s, client, server)
		}
	})
}

func TestDiffReplacesOneSpan(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"same", "same", `[]`},
		{"", "a", `["a"]`},
		{"aa", "aaa", `[2,"a"]`},
		{"aaa", "aa", `[2,-1]`},
		{"a😀b", "a😁b", `[1,"😁",-1]`},
		{"é", "è", `["è",-1]`},
		{"one two three", "one 2 three", `[4,"2",-3]`},
	} {
		if got := text.Diff(c.a, c.b); !slices.Equal(got, parse(t, c.want)) {
			t.Errorf("Diff(%q, %q) = %v, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestMapCaret(t *testing.T) {
	for _, c := range []struct {
		name, e string
		pos     int
		want    int
	}{
		{"insert before", `["ab"]`, 3, 5},
		{"insert at the caret goes after it", `[3,"ab"]`, 3, 3},
		{"insert after", `[4,"ab"]`, 3, 3},
		{"delete before", `[-2]`, 3, 1},
		{"delete around", `[1,-4]`, 3, 1},
		{"delete after", `[3,-4]`, 3, 3},
		{"replaced around", `[1,"xyz",-4]`, 3, 4},
		{"at the very start", `["ab"]`, 0, 0},
	} {
		if got := text.MapCaret(c.pos, parse(t, c.e)); got != c.want {
			t.Errorf("%s: caret %d under %s goes to %d, want %d", c.name, c.pos, c.e, got, c.want)
		}
	}
}
