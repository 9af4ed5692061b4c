package main_test

import (
	"net/http"
	"slices"
	"testing"

	"feltboard/boards/fixture"
)

// An owner with no board yet makes one to try things on, in one request; it is a board like any other of theirs.
func TestExampleBoard(t *testing.T) {
	p := start(t, settings(t))
	const path = "/api/v1/boards/example"
	owner := p.owner()
	var one, two struct{ ID string }
	decodeFolded(t, owner.post(path, map[string]any{"title": " Example: tickets "}), &one)
	decodeFolded(t, owner.post(path, map[string]any{"title": "Example: tickets"}), &two)
	if one.ID == two.ID || one.ID == "" {
		t.Fatalf("two examples are %q and %q", one.ID, two.ID)
	}
	host := owner.open(one.ID)
	host.until("the story is on it", func() bool {
		return count(host, "note") > 50 && count(host, "insight") == 2 && count(host, "action") == 1
	})
	if title := host.Record(one.ID).F["title"]; title != "Example: tickets" {
		t.Errorf("it is called %q", title)
	}
	if code := host.does(host.note("Says", "Mine")); code != "" {
		t.Errorf("the owner may not write on it: %s", code)
	}
	var me struct{ Role string }
	decodeFolded(t, owner.get("/api/v1/boards/"+one.ID+"/me"), &me)
	var list struct {
		Boards []struct{ ID, Title string }
	}
	decodeFolded(t, owner.get("/api/v1/boards"), &list)
	if me.Role != "facilitator" || len(list.Boards) != 2 {
		t.Errorf("the owner is %q on it, of %d boards", me.Role, len(list.Boards))
	}

	for asked, want := range map[string]string{"fr": "fr", "": "en", "../de": "en"} { // it is told in the language of who asks
		var told struct{ ID string }
		decodeFolded(t, owner.post(path, map[string]any{"title": "Example", "lang": asked}), &told)
		board := owner.open(told.ID)
		story := fixture.Told(want).Statements
		board.until("it is told in "+want, func() bool {
			said := map[any]bool{}
			for _, r := range board.Shared {
				said[r.F["text"]] = true
			}
			return !slices.ContainsFunc(story, func(s fixture.Statement) bool { return !said[s.Text] })
		})
		if lang, ok := board.Record(told.ID).F["lang"]; lang != want && (ok || want != "en") { // English goes without saying
			t.Errorf("asked for in %q, the board's language is %v", asked, lang)
		}
	}

	stranger := newBrowser(t, p.base)
	if a := stranger.post(path, map[string]any{"title": "Example"}); a.status != http.StatusUnauthorized {
		t.Errorf("a stranger is answered %d", a.status)
	}
	if a := owner.post(path, map[string]any{"title": "  "}); a.status != http.StatusUnprocessableEntity && a.status != http.StatusBadRequest {
		t.Errorf("no title is answered %d", a.status)
	}
}
