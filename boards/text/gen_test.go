package text_test

import (
	"flag"
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"feltboard/boards/text"
)

var seedFlag = flag.Uint64("seed", 0, "repeat the property tests with this seed; 0 draws one")

// cases is how many random cases each law is tried with.
const cases = 5_000

// gen draws strings and edits. Sizes grow with the number of the case, so that
// the first failure of a law is a small one.
type gen struct {
	*rand.Rand
	size int
}

// laws tries one law over random cases and prints the seed when it fails.
func laws(t *testing.T, law func(*testing.T, gen)) {
	t.Helper()
	seed := *seedFlag
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("repeat with -seed=%d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for i := range cases {
		law(t, gen{random, 2 + i*10/cases})
		if t.Failed() {
			t.FailNow()
		}
	}
}

// alphabet is short, so that edits meet, and holds what takes two UTF-16 units,
// joins its neighbours or breaks lines.
var alphabet = []rune("aaab \né\u0301\u200d\u2028ß中👩👧😀🇩🇪")

func (g gen) text(limit int) string {
	s := make([]rune, g.IntN(limit+1))
	for i := range s {
		s[i] = alphabet[g.IntN(len(alphabet))]
	}
	return string(s)
}

// edit draws a canonical edit that fits a string of n code points.
func (g gen) edit(n int) text.Edit {
	var parts []text.Component
	for range g.IntN(g.size) {
		k := min(n, 1+g.IntN(3))
		switch g.IntN(5) {
		case 0, 1:
			parts = append(parts, text.Insert(g.text(2)))
			continue
		case 2, 3:
			parts = append(parts, text.Retain(k))
		default:
			parts = append(parts, text.Delete(k))
		}
		n -= k
	}
	return text.New(parts...)
}

// typed draws an edit as a person makes it: one span replaced.
func (g gen) typed(n int) text.Edit {
	at := g.IntN(n + 1)
	return text.New(text.Retain(at), text.Insert(g.text(2)), text.Delete(min(g.IntN(3), n-at)))
}

func points(s string) int { return utf8.RuneCountInString(s) }

func apply(t *testing.T, s string, e text.Edit) string {
	t.Helper()
	out, err := e.Apply(s)
	if err != nil {
		t.Fatalf("%v.Apply(%q): %v", e, s, err)
	}
	return out
}
