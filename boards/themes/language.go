package themes

import (
	"embed"
	"slices"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"
)

// language is what is known of one.
type language struct {
	code    string
	stop    map[string]bool
	cut     func(*snowballstem.Env) bool
	letters string // that few others have
	elides  bool   // an article runs into its word, with an apostrophe
}

//go:embed stop/*.txt
var stopFiles embed.FS

// languages are in the order in which a guess that is a tie falls, the likeliest first.
var languages = []*language{
	{code: "en", cut: english.Stem},
	{code: "de", cut: german.Stem, letters: "äöüß"},
	{code: "es", cut: spanish.Stem, letters: "ñ¿¡"},
	{code: "fr", cut: french.Stem, letters: "èêîûœùç", elides: true},
	{code: "it", cut: italian.Stem, letters: "ìòàè", elides: true},
	{code: "pt", cut: portuguese.Stem, letters: "ãõç"},
	{code: "nl", cut: dutch.Stem, letters: "ĳ"},
}

func init() {
	for _, l := range languages {
		list, err := stopFiles.ReadFile("stop/" + l.code + ".txt")
		if err != nil {
			panic("themes: " + err.Error())
		}
		l.stop = map[string]bool{}
		for line := range strings.Lines(string(list)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				l.stop[line] = true
			}
		}
	}
}

// speaks returns a language by its code, or nil.
func speaks(code string) *language {
	i := slices.IndexFunc(languages, func(l *language) bool { return l.code == code })
	if i < 0 {
		return nil
	}
	return languages[i]
}

// stem cuts a word in lower case to what its forms have in common.
func (l *language) stem(low string) string {
	env := snowballstem.NewEnv(low)
	l.cut(env)
	return env.Current()
}

// Language guesses what language a text is in: the one most of whose small words it has, a word that several languages have
// counting a part for each. A letter that few languages have counts like a word. Where nothing speaks for another one, it is
// usual; and it is English where that is no language that is known here.
func Language(text, usual string) string {
	home := speaks(usual)
	if home == nil {
		home = languages[0]
	}
	votes := make([]float64, len(languages))
	words := fields(text)
	for _, w := range words[:min(len(words), MaxWords)] {
		low := strings.ToLower(w)
		share := 0.0
		for _, l := range languages {
			if l.has(low) {
				share++
			}
		}
		for i, l := range languages {
			if l.has(low) {
				votes[i] += 1 / share
			}
		}
	}
	low := strings.ToLower(text)
	for i, l := range languages {
		if strings.ContainsAny(low, l.letters) {
			votes[i]++
		}
	}
	best, most := home, 0.0
	for i, l := range languages {
		if l == home {
			votes[i] += 0.5
		}
		if votes[i] > most {
			best, most = l, votes[i]
		}
	}
	return best.code
}

// has says whether a word is one of the language's small ones.
func (l *language) has(low string) bool {
	if l.stop[low] {
		return true
	}
	if i := strings.LastIndexByte(low, '\''); l.elides && i > 0 {
		return l.stop[low[i+1:]] || l.stop[low[:i]] || i <= 2
	}
	return false
}
