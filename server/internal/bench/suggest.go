package bench

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"feltboard/boards/themes"
)

// What workload T measures takes no server: suggestions are computed here, as a node computes them.
const (
	onePass     = "one pass"    // the words as they are written, and how many each two notes share
	suggestions = "suggestions" // what GET /themes computes
)

// suggest is workload T: themes suggested for ever more notes. A figure is the median of as many runs as there is time for.
func (b *bench) suggest(ctx context.Context, s *server) (figures, error) {
	f := figures{}
	for _, n := range b.suggested {
		said := texts(n)
		notes := make([]themes.Note, n)
		for i, text := range said {
			notes[i] = themes.Note{ID: fmt.Sprint(i), Text: text, Lang: "en"}
		}
		work := func() { themes.Suggest(notes, themes.Options{Lang: "en"}) }
		if s.name == onePass {
			work = func() { sharedWords(said) }
		}
		var took []float64
		for begun := time.Now(); len(took) < 3 || time.Since(begun) < b.Duration/time.Duration(len(b.suggested)); {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			at := time.Now()
			work()
			took = append(took, ms(time.Since(at)))
		}
		f[forNotes(n)] = median(took)
	}
	return f, nil
}

// forNotes is the figure that says how long suggestions for so many notes take.
func forNotes(n int) string { return fmt.Sprintf("suggest_%d_ms", n) }

// sharedWords splits every text at its spaces and counts for every two how many words they share: the least that whoever
// compares all notes with all others does.
func sharedWords(texts []string) (shared int) {
	ids := map[string]int{}
	words := make([][]int, len(texts))
	for i, text := range texts {
		for _, w := range strings.Fields(strings.ToLower(text)) {
			id, ok := ids[w]
			if !ok {
				id = len(ids)
				ids[w] = id
			}
			words[i] = append(words[i], id)
		}
		slices.Sort(words[i])
	}
	for i, a := range words {
		for _, b := range words[:i] {
			for x, y := 0, 0; x < len(a) && y < len(b); {
				switch {
				case a[x] < b[y]:
					x++
				case a[x] > b[y]:
					y++
				default:
					shared++
					x++
					y++
				}
			}
		}
	}
	return shared
}
