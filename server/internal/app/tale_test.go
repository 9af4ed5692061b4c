package app

import (
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/fixture"

	"github.com/google/uuid"
)

// In every language all that the story's people do is admitted, and the board made of it reads back with their words.
func TestTalesInEveryLanguage(t *testing.T) {
	stories := map[string]fixture.Story{"mixed": fixture.TicketShop()}
	for _, lang := range fixture.Langs {
		stories[lang] = fixture.Told(lang)
	}
	for lang, story := range stories {
		tale, board := newTale(time.Now()), uuid.NewString()
		if _, err := tale.tell(story, board, "Example", "Olga"); err != nil {
			t.Errorf("%s: %v", lang, err)
			continue
		}
		state := boards.NewState()
		for i, payload := range tale.payloads {
			entry, err := boards.DecodeEntry(int64(i+1), payload)
			if err != nil {
				t.Fatalf("%s: %v", lang, err)
			}
			state.Apply(entry)
		}
		texts := map[string]bool{}
		for _, note := range state.Of("note") {
			texts[note.Str("text")] = true
		}
		for _, s := range story.Statements {
			if !texts[s.Text] {
				t.Errorf("%s: %q is not on the board", lang, s.Text)
			}
		}
		want := story.Lang
		if want == "" {
			want = "en"
		}
		if b := state.Record(board); b.Str("lang") != want || b.Str("goal") != story.Goal {
			t.Errorf("%s: the board is in %q, for %q", lang, b.Str("lang"), b.Str("goal"))
		}
		if action := state.Of("action")[0]; action.Str("title") != story.Action.Title || len(state.Of("insight")) != len(story.Insights) {
			t.Errorf("%s: %d insights, and an action %q", lang, len(state.Of("insight")), action.Str("title"))
		}
	}
}
