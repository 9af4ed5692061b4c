package boards_test

import (
	"strings"
	"testing"

	"feltboard/boards"
)

// B-8
func FuzzCleanName(f *testing.F) {
	for _, seed := range []string{"Ada", " a  b ", "👩‍🔬", "e\u0301", "\u202e", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, given string) {
		name, ok := boards.CleanName(given)
		if !ok {
			return
		}
		if again, ok := boards.CleanName(name); !ok || again != name {
			t.Errorf("%q is cleaned to %q, and that to %q, %v", given, name, again, ok)
		}
		if strings.ContainsAny(name, "\n\r\t\x00\u202e\u2066") || name != strings.TrimSpace(name) {
			t.Errorf("%q is cleaned to %q", given, name)
		}
	})
}
