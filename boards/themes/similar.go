package themes

import (
	"cmp"
	"math"
	"slices"
)

// MaxSimilar is how many matches Similar returns at most.
const MaxSimilar = 20

// The constants of BM25, and what makes a note one that says the same: it has so large a part of what the asked text tells.
const (
	k1      = 1.2
	b       = 0.75
	matches = 0.30
)

// Match is a note that says what was asked for.
type Match struct {
	ID    string
	Score float64 // 0 to 1 and a little more: how much of what the text tells is there
	Words []string
}

// Similar returns the n notes that share most of what text tells, the nearest first, and none that share little: of two words
// and more, two. Only notes of the text's language are compared; lang is the language of what does not tell its own.
func Similar(notes []Note, text, lang string, n int) []Match {
	spoken := Language(text, lang)
	l := speaks(spoken)
	asked := wordsOf(text, l)
	stems := map[string]bool{}
	var order []string
	for _, w := range asked {
		if !stems[w.stem] {
			stems[w.stem] = true
			order = append(order, w.stem)
		}
	}
	if len(order) == 0 {
		return nil
	}
	notes = notes[max(0, len(notes)-MaxNotes):]
	type doc struct {
		id    string
		words []word
		tf    map[string]int
	}
	var docs []doc
	df := map[string]int{}
	length := 0
	for _, note := range notes {
		own := note.Lang
		if speaks(own) == nil {
			own = Language(note.Text, lang)
		}
		if own != spoken {
			continue
		}
		d := doc{note.ID, wordsOf(note.Text, l), map[string]int{}}
		for _, w := range d.words {
			if stems[w.stem] {
				if d.tf[w.stem]++; d.tf[w.stem] == 1 {
					df[w.stem]++
				}
			}
		}
		length += len(d.words)
		docs = append(docs, d)
	}
	if len(docs) == 0 {
		return nil
	}
	usual := max(1, float64(length)/float64(len(docs)))
	idf := func(stem string) float64 {
		return math.Log(1 + (float64(len(docs)-df[stem])+0.5)/(float64(df[stem])+0.5))
	}
	whole := 0.0
	for _, stem := range order {
		whole += idf(stem)
	}
	var found []Match
	for _, d := range docs {
		score := 0.0
		var shared []string
		for _, stem := range order {
			if tf := float64(d.tf[stem]); tf > 0 {
				score += idf(stem) * tf * (k1 + 1) / (tf + k1*(1-b+b*float64(len(d.words))/usual))
				for _, w := range d.words {
					if w.stem == stem {
						shared = append(shared, w.form)
						break
					}
				}
			}
		}
		if score /= whole; score >= matches && len(shared) >= min(2, len(order)) {
			found = append(found, Match{d.id, score, shared[:min(len(shared), maxLabel)]})
		}
	}
	slices.SortFunc(found, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return found[:min(len(found), max(0, n), MaxSimilar)]
}
