package themes

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSuggestIsTheSameInWhateverOrderNotesCome(t *testing.T) {
	notes, _ := notesOf(story(t))
	o := Options{Lang: "en", Themes: []Theme{{"t1", "Lockers", []string{"n0017", "n0018", "n0019", "n0020"}}, {"t2", "", []string{"n0004"}}, {"t3", "Return labels", nil}}}
	want := Suggest(notes, o)
	if len(want.Groups) == 0 || len(want.Joins) == 0 || len(want.Merge) == 0 {
		t.Fatalf("too little is suggested to say anything: %+v", want)
	}
	draw := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		draw.Shuffle(len(notes), func(i, j int) { notes[i], notes[j] = notes[j], notes[i] })
		draw.Shuffle(len(o.Themes), func(i, j int) { o.Themes[i], o.Themes[j] = o.Themes[j], o.Themes[i] })
		if diff := cmp.Diff(want, Suggest(notes, o)); diff != "" {
			t.Fatalf("shuffled (-want +got):\n%s", diff)
		}
	}
}

// slow is average linkage as it is written in books.
func slow(rows [][]float64, least float64) [][]int {
	var groups [][]int
	for i := range rows {
		groups = append(groups, []int{i})
	}
	for {
		a, b, most := -1, -1, least
		for i := range groups {
			for j := range i {
				if near := average(rows, groups[i], groups[j]); near >= most {
					a, b, most = j, i, near
				}
			}
		}
		if a < 0 {
			groups = slices.DeleteFunc(groups, func(g []int) bool { return len(g) < 2 })
			for _, g := range groups {
				slices.Sort(g)
			}
			slices.SortFunc(groups, func(a, b []int) int { return a[0] - b[0] })
			return groups
		}
		groups[a] = append(groups[a], groups[b]...)
		groups = slices.Delete(groups, b, b+1)
	}
}

func TestLinkFindsWhatAverageLinkageIs(t *testing.T) {
	for seed := range uint64(200) {
		draw := rand.New(rand.NewPCG(seed, 3))
		n := 1 + draw.IntN(24)
		rows := make([][]float64, n)
		for i := range rows {
			rows[i] = make([]float64, n)
			for j := range i {
				rows[i][j] = draw.Float64() * draw.Float64()
				rows[j][i] = rows[i][j]
			}
		}
		least := draw.Float64() / 2
		if diff := cmp.Diff(slow(rows, least), link(rows, least)); diff != "" {
			t.Fatalf("seed %d (-slow +link):\n%s", seed, diff)
		}
	}
}

func TestEveryLooseNoteIsInOneGroupOrUnsorted(t *testing.T) {
	notes, _ := notesOf(story(t))
	s := Suggest(notes, Options{Themes: []Theme{{"t", "Window", []string{"n0000", "n0001"}}}})
	seen := map[string]int{}
	for _, g := range s.Groups {
		if len(g.Notes) < 2 || len(g.Words) == 0 || !slices.Contains(g.Notes, g.Centre) || g.Sure < 1 || g.Sure > 100 {
			t.Errorf("group %+v", g)
		}
		for _, id := range g.Notes {
			seen[id]++
		}
	}
	for _, id := range s.Unsorted {
		seen[id]++
	}
	for _, n := range notes {
		want := 1
		if n.ID == "n0000" || n.ID == "n0001" {
			want = 0 // people have sorted it
		}
		if seen[n.ID] != want {
			t.Errorf("%s is there %d times, want %d: %q", n.ID, seen[n.ID], want, n.Text)
		}
	}
}

func TestNotesOfDifferentLanguagesNeverMeet(t *testing.T) {
	notes := []Note{
		{ID: "a", Text: "The hotel was in Berlin, the taxi was late", Lang: "en"},
		{ID: "b", Text: "Das Hotel war in Berlin, das Taxi kam spät", Lang: "de"},
		{ID: "c", Text: "El hotel en Berlin y el taxi", Lang: "es"},
	}
	if s := Suggest(notes, Options{}); len(s.Groups) > 0 || len(s.Unsorted) != 3 {
		t.Errorf("got %+v", s)
	}
	if got := Similar(notes, "Das Hotel in Berlin und das Taxi", "de", 3); len(got) != 1 || got[0].ID != "b" {
		t.Errorf("similar: %v", got)
	}
}

func TestLooseNotesAreOfferedTheThemesThatAreThere(t *testing.T) {
	notes, _ := notesOf(story(t))
	var locker, window []string
	for i, s := range story(t) {
		switch {
		case s.Lang == "en" && s.Theme == "locker":
			locker = append(locker, notes[i].ID)
		case s.Lang == "en" && s.Theme == "window":
			window = append(window, notes[i].ID)
		}
	}
	loose := Note{ID: "x", Text: "A locker near the swimming pool, please"}
	o := Options{Themes: []Theme{{"lockers", "I want to fetch it when I like", locker}, {"windows", "", window[:3]}, {"more", "Windows", window[3:]}}}
	s := Suggest([]Note{notes[17], notes[18], notes[19], notes[20], notes[21], loose}, o)
	if len(s.Joins) != 1 || s.Joins[0].Theme != "lockers" || !slices.Equal(s.Joins[0].Words, []string{"locker"}) {
		t.Errorf("joins %+v", s.Joins)
	}
	if s = Suggest(notes, o); len(s.Merge) == 0 || s.Merge[0].A.Theme != "more" || s.Merge[0].B.Theme != "windows" {
		t.Errorf("merge %+v, want the two themes about windows", s.Merge)
	}
}

func TestSimilarFindsWhatIsSaidAlready(t *testing.T) {
	notes, gold := notesOf(story(t))
	for text, want := range map[string]string{
		"the delivery window is far too long": "en window",
		"Tracking said it was delivered":      "en tracking",
		"The neighbour has my parcel":         "en neighbour",
		"Die Hotline ist nur ein Automat":     "de hotline",
		"No tengo impresora para la etiqueta": "es returns",
		"Three hours in a café":               "",
		"Schon wieder der Hund":               "",
		"":                                    "",
		"the and of":                          "",
		"🙃🙃🙃":                                 "",
		"zzz qqq":                             "",
		strings.Repeat("very long text about nothing ", 99): "",
	} {
		got := Similar(notes, text, "en", 3)
		if want == "" && len(got) > 0 || want != "" && (len(got) == 0 || gold[got[0].ID] != want || len(got[0].Words) == 0) {
			t.Errorf("%.40q: %v, want %q", text, got, want)
		}
		if len(got) > 3 {
			t.Errorf("%.40q: %d matches", text, len(got))
		}
	}
}

func TestHostileNotes(t *testing.T) {
	same := func(n int, text func(i int) string) (notes []Note) {
		for i := range n {
			notes = append(notes, Note{ID: fmt.Sprintf("n%05d", i), Text: text(i)})
		}
		return notes
	}
	story, _ := notesOf(story(t))
	for name, c := range map[string]struct {
		notes          []Note
		groups, unsort int
		left           int
	}{
		"nothing":             {nil, 0, 0, 0},
		"one note":            {same(1, func(int) string { return "alone here" }), 0, 1, 0},
		"empty notes":         {same(9, func(int) string { return "" }), 0, 9, 0},
		"emoji only":          {same(9, func(int) string { return "😀👩‍👩‍👧🏳️‍🌈" }), 0, 9, 0},
		"stop words only":     {same(9, func(int) string { return "it is what it was" }), 0, 9, 0},
		"a word 1,000 times":  {same(3, func(int) string { return strings.Repeat("fee ", 1000) }), 1, 0, 0},
		"one endless word":    {same(3, func(int) string { return strings.Repeat("x", 5000) }), 0, 3, 0},
		"broken text":         {same(3, func(int) string { return "\xff\xfe\x00 fee" }), 1, 0, 0},
		"marks without bases": {same(3, func(int) string { return strings.Repeat("\u0301", 4999) }), 0, 3, 0},
		"the same note":       {same(1000, func(int) string { return "The fee comes last" }), 1, 0, 0},
		"too many":            {same(5000, func(i int) string { return story[i%len(story)].Text }), -1, -1, 4000},
		"much too long":       {same(1000, func(i int) string { return strings.Repeat(fmt.Sprintf("w%d v%d ", i%7, i), 500) }), -1, -1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			s := Suggest(c.notes, Options{Lang: "??"})
			t.Logf("%d notes in %v: %d groups, %d unsorted", len(c.notes), time.Since(begun).Round(time.Millisecond), len(s.Groups), len(s.Unsorted))
			if c.groups >= 0 && (len(s.Groups) != c.groups || len(s.Unsorted) != c.unsort) || s.LeftOut != c.left {
				t.Errorf("%d groups, %d unsorted, %d left out; want %d, %d, %d", len(s.Groups), len(s.Unsorted), s.LeftOut, c.groups, c.unsort, c.left)
			}
			for _, note := range c.notes {
				Similar(c.notes, note.Text, "", 3)
				break
			}
		})
	}
}

func TestWordsStayOnesThatPeopleWrote(t *testing.T) {
	s := Suggest([]Note{{ID: "1", Text: "Gebühren! Die Gebühren kommen zuletzt"}, {ID: "2", Text: "Versteckte Gebühren"}}, Options{Lang: "de"})
	if len(s.Groups) != 1 || !slices.Equal(s.Groups[0].Words, []string{"Gebühren"}) {
		t.Errorf("got %+v", s.Groups)
	}
	// One letter, written in two ways.
	s = Suggest([]Note{{ID: "1", Text: "caf\u00e9 closed"}, {ID: "2", Text: "our cafe\u0301"}}, Options{Lang: "en"})
	if len(s.Groups) != 1 {
		t.Errorf("got %+v", s)
	}
}

func FuzzSuggest(f *testing.F) {
	f.Add("the fee|a fee|", "fee", "en")
	f.Add("l'argent|d'argent|''", "’", "fr")
	f.Add("\xff|ß|İ|ﬃ", "ŉ", "de")
	f.Fuzz(func(t *testing.T, text, asked, lang string) {
		var notes []Note
		for i, part := range strings.Split(text, "|") {
			notes = append(notes, Note{ID: fmt.Sprint(i), Text: part, Lang: lang})
		}
		s := Suggest(notes, Options{Lang: lang, Themes: []Theme{{"t", asked, []string{"0", "0", "none"}}}})
		n := len(s.Unsorted) + s.LeftOut
		for _, g := range s.Groups {
			n += len(g.Notes)
			for _, w := range g.Words {
				if !utf8.ValidString(w) {
					t.Errorf("word %q", w)
				}
			}
		}
		if n != len(notes)-1 && s.LeftOut == 0 {
			t.Errorf("%d of %d notes", n, len(notes)-1)
		}
		Similar(notes, asked, lang, 3)
	})
}

// Many makes n notes on a board of so many themes.
func many(n int) (notes []Note) {
	draw := rand.New(rand.NewPCG(7, 7))
	for i := range n {
		topic := draw.IntN(1 + n/8)
		text := ""
		for range 4 + draw.IntN(12) {
			if draw.IntN(4) == 0 {
				text += fmt.Sprintf("topic%dx%d ", topic, draw.IntN(4))
			} else {
				text += fmt.Sprintf("word%d ", draw.IntN(60+2*n))
			}
		}
		notes = append(notes, Note{ID: fmt.Sprintf("n%04d", i), Text: text, Lang: "en"})
	}
	return notes
}

func BenchmarkSuggest(b *testing.B) {
	for _, n := range []int{50, 100, 200, 500, 1000} {
		notes := many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Suggest(notes, Options{})
			}
		})
	}
}

func BenchmarkSimilar(b *testing.B) {
	notes := many(500)
	for b.Loop() {
		Similar(notes, notes[9].Text, "en", 3)
	}
}
