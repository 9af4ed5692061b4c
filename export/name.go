package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"feltboard/boards"
)

const (
	maxSlug  = 60
	maxLabel = 40 // runes
)

// fileName follows the tool's rule for names, in ASCII (E-12).
func fileName(form Form, n int, title string) string {
	return fmt.Sprintf("%s-%d - %s.md", form, n, slug(title))
}

func slug(title string) string {
	var b strings.Builder
	dash := false
	for _, r := range norm.NFKD.String(strings.ReplaceAll(clean(title), "ß", "ss")) {
		switch {
		case unicode.Is(unicode.Mn, r) || strings.ContainsRune("'(),!@#$%^&+=[]{};`", r):
			continue
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '_':
		case r > unicode.MaxASCII:
			r = '_'
		default:
			dash = true
			continue
		}
		if dash && b.Len() > 0 {
			b.WriteByte('-')
		}
		dash = false
		b.WriteRune(r)
	}
	s := b.String()
	if strings.Trim(s, "_-") == "" {
		return "action"
	}
	return strings.TrimRight(s[:min(len(s), maxSlug)], "-")
}

// label makes a label of a theme's name: lower case, letters and digits of any script joined by dashes; "" if there are none.
func label(name string) string {
	var b strings.Builder
	dash, n := false, 0
	for _, r := range norm.NFC.String(strings.ToLower(clean(name))) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			dash = n > 0
			continue
		}
		if n == 0 && unicode.IsMark(r) {
			continue
		}
		if dash {
			b.WriteByte('-')
			dash = false
			n++
		}
		if n++; n > maxLabel {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), "-")
}

const (
	firstNumber = 100_000
	numberSpace = 900_000
)

// numbersOf gives every action, deleted ones too, its number (E-11).
func numbersOf(actions []*boards.Record, o Options) map[string]int {
	byAge := slices.SortedFunc(slices.Values(actions), func(a, b *boards.Record) int {
		return cmp.Or(cmp.Compare(a.At, b.At), strings.Compare(a.ID, b.ID))
	})
	numbers := make(map[string]int, len(actions))
	taken := make(map[int]bool, len(actions))
	for i, a := range byAge {
		n := o.Start + i
		if o.As == Draft || o.Start <= 0 {
			h := sha256.Sum256([]byte(a.ID))
			n = int(binary.BigEndian.Uint64(h[:]) % numberSpace)
			for taken[n] {
				n = (n + 1) % numberSpace
			}
			taken[n] = true
			n += firstNumber
		}
		numbers[a.ID] = n
	}
	return numbers
}
