package httpapi

import (
	"testing"
	"time"

	"feltboard/export"
)

// The page says all of it in each language, and a day as the language writes it (B-78).
func TestSaidSpeaks(t *testing.T) {
	days := map[string][2]string{
		"en": {"1 March 2027", "28 November 2027"},
		"de": {"1. März 2027", "28. November 2027"},
		"es": {"1 de marzo de 2027", "28 de noviembre de 2027"},
		"fr": {"1er mars 2027", "28 novembre 2027"},
	}
	if len(saidIn) != len(days) {
		t.Errorf("%d languages, want %d", len(saidIn), len(days))
	}
	for lang, want := range days {
		words := saidIn[lang]
		got := [2]string{
			words.day(time.Date(2027, time.March, 1, 0, 0, 0, 0, time.UTC)),
			words.day(time.Date(2027, time.November, 28, 0, 0, 0, 0, time.UTC)),
		}
		if got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		for _, text := range []string{words.Title, words.You, words.We, words.Empty, words.Foot, words.customers, words.atLeast, words.because} {
			if text == "" {
				t.Errorf("%s: something is not said", lang)
			}
		}
		for _, b := range []export.Became{export.Did, export.Doing, export.Later, export.No, export.Answered} {
			if words.became[b] == "" {
				t.Errorf("%s: %v is not said", lang, b)
			}
		}
	}
}
