package themes

import (
	"cmp"
	"math"
	"slices"
)

// The limits of what is looked at and said, and how alike things must be for it, as cosines.
const (
	MaxNotes  = 1000 // with the notes in themes
	MaxThemes = 200
	MaxMerge  = 3 // pairs offered at a time
	maxLabel  = 3 // words

	Alike      = 0.10 // two groups are one from here
	maybeAlike = 0.05 // two groups may be one from here
	belongs    = 0.06 // a note may belong to a theme from here: of the tests' stories, 95 of 122 notes to their own, 10 to another
)

// Note is one note. Lang is its language where that is known; "" lets it be guessed.
type Note struct {
	ID, Text, Lang string
}

// Theme is a group that people have made, and the notes in it.
type Theme struct {
	ID, Name string
	Notes    []string
}

// Options of Suggest. The zero value is a board in English without themes.
type Options struct {
	Lang   string  // of notes that do not tell theirs
	Themes []Theme // at most MaxThemes; their notes are grouped already, and are no one else's
}

// Suggestions are what may belong together. Every note that is in no theme is in one of Groups or in Unsorted.
type Suggestions struct {
	Groups   []Group
	Merge    []Merge
	Joins    []Join
	Unsorted []string // ids, ascending
	LeftOut  int      // notes that were too many to be looked at
}

// Group are notes that share words.
type Group struct {
	Notes  []string // ids, ascending
	Words  []string // the words that tell them apart from others, the best first, as people wrote them
	Centre string   // the note that is most like the others
	Sure   int      // how alike they are on average, 0 to 100; a fifth is much
	Lang   string
}

// Side is one side of a pair: a theme, or where Theme is "", a suggested group by its place in Suggestions.Groups.
type Side struct {
	Theme string
	Group int
}

// Merge are two groups or themes that may be one.
type Merge struct {
	A, B  Side
	Words []string
}

// Join is a note that may belong to a theme.
type Join struct {
	Note, Theme string
	Words       []string
}

// Suggest finds groups among the notes that are in no theme, the themes that others belong to, and what may be one.
func Suggest(notes []Note, o Options) Suggestions {
	var out Suggestions
	if over := len(notes) - MaxNotes; over > 0 {
		notes, out.LeftOut = notes[over:], over
	}
	// By text first: what ids people's devices drew says nothing.
	notes = slices.SortedFunc(slices.Values(notes), func(a, b Note) int {
		return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.ID, b.ID))
	})
	themes := slices.SortedFunc(slices.Values(o.Themes[:min(len(o.Themes), MaxThemes)]), func(a, b Theme) int { return cmp.Compare(a.ID, b.ID) })
	of := map[string]string{} // a note's theme
	for _, t := range themes {
		for _, id := range t.Notes {
			of[id] = t.ID
		}
	}
	parts := map[string]*part{}
	at := func(text, lang string) *part {
		if speaks(lang) == nil {
			lang = Language(text, o.Lang)
		}
		if parts[lang] == nil {
			parts[lang] = &part{lang: lang}
		}
		return parts[lang]
	}
	for _, n := range notes {
		at(n.Text, n.Lang).add(n.ID, n.Text, of[n.ID])
	}
	for _, t := range themes {
		if t.Name != "" {
			at(t.Name, "").add("", t.Name, t.ID)
		}
	}
	var ties ties
	for _, l := range languages {
		if p := parts[l.code]; p != nil {
			p.suggest(l, &out, &ties)
		}
	}
	out.Merge = ties.closest()
	slices.Sort(out.Unsorted)
	slices.SortFunc(out.Joins, func(a, b Join) int { return cmp.Compare(a.Note, b.Note) })
	return out
}

// part are the texts of one language: notes, and names of themes, whose id is "".
type part struct {
	lang             string
	ids, texts, home []string // home is a text's theme
}

func (p *part) add(id, text, theme string) {
	p.ids, p.texts, p.home = append(p.ids, id), append(p.texts, text), append(p.home, theme)
}

func (p *part) suggest(l *language, out *Suggestions, ties *ties) {
	c := newCorpus(p.texts, l)
	rows := c.cosines()
	var loose []int
	themes := map[string][]int{}
	for i, theme := range p.home {
		if theme == "" {
			loose = append(loose, i)
		} else {
			themes[theme] = append(themes[theme], i)
		}
	}
	sides := make([]side, 0, len(themes))
	for theme, in := range themes {
		sides = append(sides, side{Side{Theme: theme}, in})
	}
	slices.SortFunc(sides, func(a, b side) int { return cmp.Compare(a.Theme, b.Theme) })
	homes := len(sides)

	sub := make([][]float64, len(loose))
	for i, a := range loose {
		sub[i] = make([]float64, len(loose))
		for j, b := range loose {
			sub[i][j] = rows[a][b]
		}
	}
	grouped := map[int]bool{}
	for _, found := range link(sub, Alike) {
		in := make([]int, len(found))
		for i, n := range found {
			in[i] = loose[n]
			grouped[loose[n]] = true
		}
		sides = append(sides, side{Side{Group: len(out.Groups)}, in})
		out.Groups = append(out.Groups, p.group(c, rows, in))
	}
	for _, i := range loose {
		if grouped[i] {
			continue
		}
		out.Unsorted = append(out.Unsorted, p.ids[i])
		one := []int{i}
		best, most := -1, belongs
		for s, home := range sides[:homes] {
			if near := average(rows, one, home.in); near > most {
				best, most = s, near
			}
		}
		if best >= 0 {
			if words := c.common(one, sides[best].in); words != nil {
				out.Joins = append(out.Joins, Join{p.ids[i], sides[best].Theme, words})
			}
		}
	}
	for j, b := range sides {
		for _, a := range sides[:j] {
			ties.add(a, b, average(rows, a.in, b.in), func() []string { return c.common(a.in, b.in) })
		}
	}
}

// side is a group with its texts.
type side struct {
	Side
	in []int
}

func average(rows [][]float64, a, b []int) float64 {
	sum := 0.0
	for _, i := range a {
		for _, j := range b {
			sum += rows[i][j]
		}
	}
	return sum / float64(len(a)*len(b))
}

func (p *part) group(c *corpus, rows [][]float64, in []int) Group {
	g := Group{Lang: p.lang, Words: c.label(in)}
	sum, most := 0.0, -1.0
	for _, i := range in {
		own := 0.0
		for _, j := range in {
			own += rows[i][j]
		}
		if own > most+1e-9 {
			g.Centre, most = p.ids[i], own
		}
		sum += own
		g.Notes = append(g.Notes, p.ids[i])
	}
	slices.Sort(g.Notes)
	g.Sure = int(math.Round(100 * min(1, sum/float64(len(in)*(len(in)-1)))))
	return g
}

// ties are pairs that may be one. The same two themes can meet in several languages; the nearest counts.
type ties struct {
	all []tie
}

type tie struct {
	a, b  Side
	near  float64
	words func() []string
}

func (t *ties) add(a, b side, near float64, words func() []string) {
	if near >= maybeAlike {
		t.all = append(t.all, tie{a.Side, b.Side, near, words})
	}
}

// closest returns the nearest pairs, each group or theme in one pair at most.
func (t *ties) closest() (pairs []Merge) {
	slices.SortStableFunc(t.all, func(a, b tie) int { return cmp.Compare(b.near, a.near) })
	taken := map[Side]bool{}
	for _, each := range t.all {
		if len(pairs) == MaxMerge {
			break
		}
		if taken[each.a] || taken[each.b] {
			continue
		}
		if words := each.words(); words != nil {
			taken[each.a], taken[each.b] = true, true
			pairs = append(pairs, Merge{each.a, each.b, words})
		}
	}
	return pairs
}
