package httpapi

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"feltboard/boards"
	"feltboard/boards/themes"

	"github.com/danielgtaylor/huma/v2"
)

type themesOut struct {
	Body struct {
		Lang     string       `json:"lang" doc:"The board's; notes that tell another one are compared among themselves."`
		Groups   []themeGroup `json:"groups" nullable:"false" doc:"Notes in no theme that share words."`
		Merge    []themeMerge `json:"merge" nullable:"false" doc:"Themes and suggested groups that may be one."`
		Joins    []themeJoin  `json:"joins" nullable:"false" doc:"Notes in no theme that may belong to one."`
		Unsorted []string     `json:"unsorted" nullable:"false" doc:"Notes that match nothing. Not everything needs a group."`
		LeftOut  int          `json:"left_out" doc:"Notes that were too many to be looked at."`
	}
}

type themeGroup struct {
	Notes  []string `json:"notes" nullable:"false"`
	Words  []string `json:"words" nullable:"false" doc:"What they share, as people wrote it."`
	Centre string   `json:"centre" doc:"The note that is most like the others."`
	Sure   int      `json:"sure" minimum:"0" maximum:"100" doc:"How alike they are on average; 20 is much."`
	Lang   string   `json:"lang"`
}

type themeMerge struct {
	A     themeSide `json:"a"`
	B     themeSide `json:"b"`
	Words []string  `json:"words" nullable:"false"`
}

type themeSide struct {
	Theme string `json:"theme,omitempty" doc:"A theme's id; left out where it is a suggested group."`
	Group int    `json:"group" doc:"A suggested group's place in groups; -1 where it is a theme."`
}

type themeJoin struct {
	Note  string   `json:"note"`
	Theme string   `json:"theme"`
	Words []string `json:"words" nullable:"false"`
}

type similarIn struct {
	BoardPath
	Body struct {
		Text string `json:"text" maxLength:"5000" doc:"What somebody is writing."`
	}
}

type similarOut struct {
	Body struct {
		Notes []string `json:"notes" nullable:"false" doc:"At most 3, the nearest first."`
	}
}

const (
	mostSimilar  = 3
	keptAnswers  = 64 // suggestions remembered
	alone        = "In this step everybody sees only their own notes. Suggestions come once all can be read."
	manyThoughts = 10 // a second, from one address
)

func (a *api) suggestions(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/boards/{id}/themes", "suggest-themes", "What may belong together among the notes that everybody sees, by the words they share."), a.themes)
	huma.Register(h, operation(http.MethodPost, "/api/v1/boards/{id}/similar", "similar-notes", "Notes that everybody sees and that say what a text says."), a.similar)
}

// themes and similar look at what everybody of the asker's audience sees, and at nothing else: not at what waits, is private
// or held, nor at who wrote it.
func (a *api) themes(ctx context.Context, in *BoardPath) (*themesOut, error) {
	seen, err := a.seenNotes(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	s, err := a.suggested.of(ctx, seen)
	if err != nil {
		return nil, a.refusal("wait for suggestions", err)
	}
	return themesAnswer(seen.options.Lang, s), nil
}

func themesAnswer(lang string, s themes.Suggestions) *themesOut {
	out := &themesOut{}
	b := &out.Body
	b.Lang, b.LeftOut, b.Unsorted = lang, s.LeftOut, append([]string{}, s.Unsorted...)
	b.Groups, b.Merge, b.Joins = []themeGroup{}, []themeMerge{}, []themeJoin{}
	for _, g := range s.Groups {
		b.Groups = append(b.Groups, themeGroup{g.Notes, append([]string{}, g.Words...), g.Centre, g.Sure, g.Lang})
	}
	side := func(s themes.Side) themeSide {
		if s.Theme != "" {
			return themeSide{s.Theme, -1}
		}
		return themeSide{"", s.Group}
	}
	for _, m := range s.Merge {
		b.Merge = append(b.Merge, themeMerge{side(m.A), side(m.B), m.Words})
	}
	for _, j := range s.Joins {
		b.Joins = append(b.Joins, themeJoin{j.Note, j.Theme, j.Words})
	}
	return out
}

func (a *api) similar(ctx context.Context, in *similarIn) (*similarOut, error) {
	seen, err := a.seenNotes(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &similarOut{}
	out.Body.Notes = []string{}
	err = a.suggested.alone(ctx, func() {
		for _, m := range themes.Similar(seen.notes, in.Body.Text, seen.options.Lang, mostSimilar) {
			out.Body.Notes = append(out.Body.Notes, m.ID)
		}
	})
	if err != nil {
		return nil, a.refusal("wait for similar notes", err)
	}
	return out, nil
}

// seen are the notes and themes of a board that everybody of an audience sees. Notes are in the order they were made in where
// that is told, so that what is left out of too many is the oldest.
type seen struct {
	notes   []themes.Note
	options themes.Options
}

// seenNotes reads them for who asks; it refuses where not everything is seen.
func (a *api) seenNotes(ctx context.Context, board string) (seen, error) {
	_, role, err := a.seat(ctx, board)
	if err != nil {
		return seen{}, err
	}
	at := visitOf(ctx)
	if wait, ok := a.thoughts.take(at.addr); !ok {
		return seen{}, tooMany(wait)
	}
	var view boards.View
	all := false
	if err := a.Live.Read(ctx, board, func(s *boards.State) {
		if all = s.Rules().SeeAll; all {
			view = boards.Project(s, boards.Viewer{Audience: role.Audience()})
		}
	}); err != nil {
		return seen{}, a.refusal("read a board", err)
	}
	if !all {
		return seen{}, fail(Conflict, "", alone)
	}
	return seenIn(view), nil
}

func seenIn(view boards.View) (s seen) {
	var notes []*boards.ViewRecord
	in := map[string][]string{}
	str := func(r *boards.ViewRecord, name string) string { v, _ := r.F[name].(string); return v }
	for _, r := range view.Shared {
		switch {
		case r.Deleted:
		case r.Type == "board":
			s.options.Lang = str(r, "lang")
		case r.Type == "note" && (str(r, "state") == "" || str(r, "state") == "revealed"):
			notes = append(notes, r)
		}
	}
	slices.SortFunc(notes, func(a, b *boards.ViewRecord) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	for _, r := range notes {
		s.notes = append(s.notes, themes.Note{ID: r.ID, Text: str(r, "text")})
		if theme := str(r, "theme"); theme != "" {
			in[theme] = append(in[theme], r.ID)
		}
	}
	for _, r := range view.Shared {
		if r.Type == "theme" && !r.Deleted {
			s.options.Themes = append(s.options.Themes, themes.Theme{ID: r.ID, Name: str(r, "name"), Notes: in[r.ID]})
		}
	}
	slices.SortFunc(s.options.Themes, func(a, b themes.Theme) int { return cmp.Compare(a.ID, b.ID) })
	if s.options.Lang == "" {
		s.options.Lang = "en"
	}
	return s
}

// suggested computes suggestions, one at a time whoever asks, off the boards' goroutines. It remembers the last ones by all
// that they follow from, so that a board that moves otherwise (dots, cursors, names) asks for nothing new, and what somebody may
// not see can be in no answer.
type suggested struct {
	turn chan struct{} // holds one while something is computed

	mu   sync.Mutex
	kept map[[sha256.Size]byte]themes.Suggestions
	old  [][sha256.Size]byte // the keys, the oldest first
}

func newSuggested() *suggested {
	return &suggested{turn: make(chan struct{}, 1), kept: map[[sha256.Size]byte]themes.Suggestions{}}
}

// alone waits for its turn, as long as ctx lasts.
func (s *suggested) alone(ctx context.Context, work func()) error {
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.turn }()
	work()
	return nil
}

func (s *suggested) of(ctx context.Context, in seen) (out themes.Suggestions, err error) {
	key := in.key()
	if out, ok := s.known(key); ok {
		return out, nil
	}
	err = s.alone(ctx, func() {
		known := false
		if out, known = s.known(key); known {
			return
		}
		out = themes.Suggest(in.notes, in.options)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.kept[key], s.old = out, append(s.old, key)
		if len(s.old) > keptAnswers {
			delete(s.kept, s.old[0])
			s.old = s.old[1:]
		}
		time.AfterFunc(keptTold, func() { s.drop(key) })
	})
	return out, err
}

func (s *suggested) drop(key [sha256.Size]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, key)
	s.old = slices.DeleteFunc(s.old, func(k [sha256.Size]byte) bool { return k == key })
}

// forget lets go of everything: labels are made of words that may have been erased.
func (s *suggested) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.kept)
	s.old = nil
}

func (s *suggested) known(key [sha256.Size]byte) (themes.Suggestions, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, ok := s.kept[key]
	return out, ok
}

func (in seen) key() (sum [sha256.Size]byte) {
	h := sha256.New()
	fmt.Fprintf(h, "%q", in.options.Lang)
	for _, n := range in.notes {
		fmt.Fprintf(h, "\n%q %q", n.ID, n.Text)
	}
	for _, t := range in.options.Themes {
		fmt.Fprintf(h, "\n\n%q %q %q", t.ID, t.Name, t.Notes)
	}
	return [sha256.Size]byte(h.Sum(nil))
}
