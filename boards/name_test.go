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

// B-8
func TestCleanName(t *testing.T) {
	for _, bad := range []string{
		"a\u202eb", "a\u202ab", "a\u2066b", "a\u2069", "\u200ea", "a\u200f", "a\u061cb", // what turns the direction of a text
		"a\u200bb", "a\u200cb", "a\u200db", "a\ufe0f", "a\u00adb", "\ufeffa", "a\u2060b", "a\U000e0041", // what does not show
		"\u200d👩", "a\x00", "a\x1b[2J", "\ufffd", "\ue000", // controls, nobody's characters
		" ", "\u00a0", "\u3000 ", "\u2800", "\u3164", "\u115f", "\u0301", // shows nothing
		"q\u0301\u0302\u0303\u0304", strings.Repeat("a", 41), strings.Repeat("ﷺ", 3),
	} {
		if name, ok := boards.CleanName(bad); ok {
			t.Errorf("%q is %q", bad, name)
		}
	}
	for given, want := range map[string]string{
		"": "", "  Ada \t Lovelace ": "Ada Lovelace", "Ａｄａ": "Ada", "e\u0301": "é", "a\u00a0b": "a b", "a\u0085b": "a b", "ﬁ": "fi",
		"👩\u200d🔬 Ada": "👩\u200d🔬 Ada", "❤\ufe0f": "❤\ufe0f", "👩🏽\u200d🔬": "👩🏽\u200d🔬",
		"אורי": "אורי", "Đặng Thị": "Đặng Thị", "ก็": "ก็", "O’Brien-Ng": "O’Brien-Ng",
		strings.Repeat("ä", 40): strings.Repeat("ä", 40),
	} {
		if name, ok := boards.CleanName(given); !ok || name != want {
			t.Errorf("%q is %q, %v; want %q", given, name, ok, want)
		}
	}
}
