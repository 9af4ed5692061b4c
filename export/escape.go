package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// zeroWidth parts a mark from what it would link to; unlike a backslash it survives every renderer.
const zeroWidth = "\u200b"

// clean makes one line of what somebody typed: white space is collapsed and what cannot be seen is removed (E-15).
func clean(s string) string {
	var b strings.Builder
	space, last := false, ' '
	for _, r := range s { // invalid bytes come as U+FFFD
		switch {
		case unicode.IsSpace(r):
			space, last = b.Len() > 0, ' '
			continue
		case invisible(r) || follows(r) && !fits(last, r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// follows says whether a rune is a joiner or a variation selector: nothing by itself, and a text in hiding where many stand.
func follows(r rune) bool {
	return r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Variation_Selector, r)
}

// fits says whether such a rune does something to the one before it: at most one at a time, on what has variants or is joined.
func fits(last, r rune) bool {
	switch {
	case follows(last) && !(last == '\ufe0f' && r == '\u200d') || last == ' ':
		return false
	case r == '\u200c' || r == '\u200d':
		return last > unicode.MaxASCII
	case r == '\ufe0e' || r == '\ufe0f':
		return !unicode.IsLetter(last) && !unicode.IsMark(last)
	case 0x180b <= r && r <= 0x180f:
		return unicode.Is(unicode.Mongolian, last)
	}
	return unicode.Is(unicode.Han, last) || unicode.Is(unicode.Sm, last)
}

// invisible says whether a rune shows nothing and may mislead: controls, bidi controls, tags and other formatting,
// noncharacters. Joiners (emoji, Persian, Indic) and the marks of Arabic numbers stay.
func invisible(r rune) bool {
	switch {
	case r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Noncharacter_Code_Point, r):
		return true
	}
	return unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) && !unicode.IsLetter(r)
}

// escape makes one line of Markdown of a clean line, in which every character stands for itself (E-14). It is only safe behind words of ours: what matters at the start of a line is left as it is.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		switch r {
		case '\\', '`', '*', '_', '[', ']', '|', '~':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '&':
			if beginsEntity(rest) {
				b.WriteString("&amp;")
			} else {
				b.WriteByte('&')
			}
		case '@', '#', '!':
			b.WriteRune(r)
			if next, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(next) || unicode.IsNumber(next) || next == '_' || next == '"' {
				b.WriteString(zeroWidth)
			}
		case ':':
			b.WriteByte(':')
			if strings.HasPrefix(rest, "//") || endsIn(s[:i], "mailto") || endsIn(s[:i], "xmpp") {
				b.WriteString(zeroWidth)
			}
		case '.':
			if endsIn(s[:i], "www") {
				b.WriteString(zeroWidth)
			}
			b.WriteByte('.')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func endsIn(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[len(s)-len(word):], word)
}

// beginsEntity says whether an ampersand before s could begin one; names are up to 31 letters long.
func beginsEntity(s string) bool {
	name, _, ok := strings.Cut(s[:min(len(s), 40)], ";")
	name = strings.TrimPrefix(name, "#")
	return ok && name != "" && strings.IndexFunc(name, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) < 0
}

// stop ends a sentence unless its writer did.
func stop(s string) string {
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".!?…。！？", last) {
		return s
	}
	return s + "."
}
