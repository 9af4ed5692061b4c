package themes

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// label returns the words that most of the texts share and few others have.
func (c *corpus) label(in []int) []string {
	return c.best(c.counts(in), func(stem string, n int) bool { return n > 1 })
}

// common returns the words that texts on both sides have, nil if there is none.
func (c *corpus) common(a, b []int) []string {
	left, right := c.counts(a), c.counts(b)
	for stem := range left {
		if right[stem] == 0 {
			delete(left, stem)
		} else {
			left[stem] += right[stem]
		}
	}
	return c.best(left, func(string, int) bool { return true })
}

// counts says in how many of the texts each stem is.
func (c *corpus) counts(in []int) map[string]int {
	n := map[string]int{}
	for _, i := range in {
		seen := map[string]bool{}
		for _, w := range c.words[i] {
			if !seen[w.stem] {
				seen[w.stem] = true
				n[w.stem]++
			}
		}
	}
	return n
}

// best returns the words that tell most: by how many of the texts have them, and how few others.
func (c *corpus) best(counts map[string]int, fit func(stem string, n int) bool) []string {
	var stems []string
	for stem, n := range counts {
		if fit(stem, n) && strings.ContainsFunc(stem, unicode.IsLetter) {
			stems = append(stems, stem)
		}
	}
	tells := func(stem string) float64 { return float64(counts[stem]) * c.idf(c.terms[stem]) }
	slices.SortFunc(stems, func(a, b string) int { return cmp.Or(cmp.Compare(tells(b), tells(a)), cmp.Compare(a, b)) })
	var words []string
	for _, stem := range stems[:min(len(stems), maxLabel)] {
		words = append(words, c.forms[stem])
	}
	return words
}

// written says of each stem in which form it is written most often; of forms that are as frequent, the shortest, small letters
// first.
func written(texts [][]word) map[string]string {
	counts := map[word]int{}
	for _, words := range texts {
		for _, w := range words {
			counts[w]++
		}
	}
	best := map[string]string{}
	for w, n := range counts {
		b, ok := best[w.stem]
		if !ok || cmp.Or(cmp.Compare(n, counts[word{b, w.stem}]), cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(w.form)), cmp.Compare(w.form, b)) > 0 {
			best[w.stem] = w.form
		}
	}
	return best
}
