package boards

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	MaxName      = 40 // what a person sees as characters
	maxNameMarks = 3  // combining marks on one of them
)

// CleanName returns a person's name as it will be shown: compatibility forms folded, white space collapsed. It is false for
// one that shows nothing, hides something or would reach into the lines around it. "" stays "" (B-8).
func CleanName(given string) (name string, ok bool) {
	name = strings.Join(strings.Fields(norm.NFKC.String(given)), " ")
	if name == "" {
		return "", given == ""
	}
	visible, marks := 0, 0
	runes := []rune(name)
	for i, r := range runes {
		switch {
		case r == 0x200D || r == 0xFE0F: // joiners, inside emoji alone
			if i == 0 || !unicode.Is(unicode.So, runes[i-1]) && !unicode.Is(unicode.Sk, runes[i-1]) && runes[i-1] != 0xFE0F {
				return "", false
			}
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), r == 0x2800, r == unicode.ReplacementChar:
			return "", false
		case unicode.Is(unicode.M, r):
			if marks++; marks > maxNameMarks {
				return "", false
			}
		case r != ' ':
			visible++
			marks = 0
		}
	}
	return name, visible > 0 && visible <= MaxName
}
