package themes

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MaxWords is how many words of a note are looked at.
const MaxWords = 120

// word is one word of a note: as it was written, and what it is compared by.
type word struct {
	form, stem string
}

// fields splits a text at whatever is neither letter nor digit; an apostrophe inside a word belongs to it.
func fields(text string) []string {
	text = strings.ReplaceAll(norm.NFC.String(text), "’", "'")
	words := strings.FieldsFunc(text, func(r rune) bool {
		return r != '\'' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
	kept := words[:0]
	for _, w := range words {
		if w = strings.Trim(w, "'"); strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			kept = append(kept, w)
		}
	}
	return kept
}

// wordsOf returns the words of a text that tell something, at most MaxWords.
func wordsOf(text string, l *language) (words []word) {
	for _, form := range fields(text) {
		if len(words) == MaxWords {
			break
		}
		if l.elides { // l'argent
			if i := strings.LastIndexByte(form, '\''); i >= 0 {
				form = form[i+1:]
			}
		}
		low := strings.ToLower(form)
		if l.stop[low] || len(low) < 2 || len(low) > 60 {
			continue
		}
		if stem := l.stem(low); stem != "" {
			words = append(words, word{form, stem})
		}
	}
	return words
}
