package app

import (
	"fmt"
	"time"

	"feltboard/boards/fixture"
)

// conclude lets the team draw the story's insights and commit to its action.
func (t *tale) conclude(story fixture.Story, member string, notes []string) error {
	insights := map[string]any{} // theme → insight
	for i, in := range story.Insights {
		f := map[string]any{
			"statement": in.Statement, "need": map[string]any{"user": in.User, "verb": in.Verb, "because": in.Because},
			"evidence": evidence(story, in.Theme, notes), "order": fmt.Sprintf("a%d", i),
		}
		if in.Status != "" {
			f["status"] = in.Status
		}
		id, err := t.put(member, "insight", f)
		if err != nil {
			return fmt.Errorf("insight %d: %w", i, err)
		}
		insights[in.Theme] = id
	}
	var acceptance []any
	for _, c := range story.Action.Acceptance {
		acceptance = append(acceptance, map[string]any{"given": c.Given, "when": c.When, "then": c.Then, "done": false})
	}
	if _, err := t.put(member, "action", map[string]any{
		"title": story.Action.Title, "insights": []any{insights[story.Action.Theme]}, "type": "change", "priority": "high", "owner": member,
		"status": "committed", "due": t.now.AddDate(0, 0, 14).UTC().Format(time.DateOnly), "order": "a0",
		"story":      map[string]any{"form": "job", "when": story.Action.When, "want": story.Action.Want, "so": story.Action.So},
		"acceptance": acceptance,
	}); err != nil {
		return fmt.Errorf("the action: %w", err)
	}
	return nil
}

// evidence is the notes of what customers said or did on a theme.
func evidence(story fixture.Story, theme string, notes []string) (ids []any) {
	for i, s := range story.Statements {
		if s.Theme == theme && (s.Kind == "quote" || s.Kind == "observation") {
			ids = append(ids, notes[i])
		}
	}
	return ids
}
