package main_test

import (
	"bytes"
	"net/http"
	"slices"
	"testing"

	"feltboard/boards"
)

type suggestions struct {
	Lang   string
	Groups []struct {
		Notes, Words []string
		Centre       string
	}
	Merge    []any
	Joins    []struct{ Note, Theme string }
	Unsorted []string
}

// PRODUCT row 23: groups are suggested of what everybody sees, and what somebody may not see is in no answer (B-40).
func TestSuggestionsAreOfWhatEverybodySees(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Fees")
	path := "/api/v1/boards/" + board.ID
	host := owner.open(board.ID)
	var ids []string
	for _, text := range []string{"The fee comes last", "A fee on every ticket", "Nobody explains that fee", "Queue for an hour"} {
		note := host.note("Says", text)
		if code := host.does(note); code != "" {
			t.Fatal(code)
		}
		ids = append(ids, note.ID)
	}
	var got suggestions
	a := owner.get(path + "/themes")
	decodeFolded(t, a, &got)
	if len(got.Groups) != 1 || len(got.Groups[0].Notes) != 3 || !slices.Equal(got.Groups[0].Words, []string{"fee"}) || !slices.Equal(got.Unsorted, ids[3:]) {
		t.Fatalf("%s", a.body)
	}

	// A guest's note that the facilitator has not let in yet.
	if code := host.does(boards.Op{Kind: boards.Set, ID: board.ID, F: map[string]any{"approve": true}}); code != "" {
		t.Fatal(code)
	}
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "")
	screen := guest.open(board.ID)
	held := screen.note("Says", "An hour in the queue, the fee, the fee")
	if code := screen.does(held); code != "" {
		t.Fatal(code)
	}
	for name, b := range map[string]*browser{"facilitator": owner, "guest": guest} {
		if now := b.get(path + "/themes"); !bytes.Equal(now.body, a.body) {
			t.Errorf("to the %s, a held note changed the suggestions:\n%s\n%s", name, a.body, now.body)
		}
		var near struct{ Notes []string }
		decodeFolded(t, b.post(path+"/similar", map[string]string{"text": "the fee comes last"}), &near)
		if len(near.Notes) == 0 || near.Notes[0] != ids[0] || slices.Contains(near.Notes, held.ID) || len(near.Notes) > 3 {
			t.Errorf("similar, to the %s: %v", name, near.Notes)
		}
		if a := b.post(path+"/similar", map[string]string{"text": "zzz"}); string(bytes.TrimSpace(a.body)) != `{"notes":[]}` {
			t.Errorf("nothing similar: %s", a.body)
		}
	}

	// What people have sorted is no one else's.
	theme := put("theme", map[string]any{"name": "Hidden costs"})
	if code := host.does(theme, boards.Op{Kind: boards.Set, ID: ids[0], F: map[string]any{"theme": theme.ID}}); code != "" {
		t.Fatal(code)
	}
	got = suggestions{}
	decodeFolded(t, owner.get(path+"/themes"), &got)
	if len(got.Groups) != 1 || slices.Contains(got.Groups[0].Notes, ids[0]) {
		t.Errorf("%+v", got)
	}

	for _, a := range []answer{newBrowser(t, p.base).get(path + "/themes"), newBrowser(t, p.base).post(path+"/similar", map[string]string{"text": "fee"})} {
		if a.status != http.StatusNotFound {
			t.Errorf("to a stranger: %d %s", a.status, a.body)
		}
	}
}

// While everybody sees only their own notes there is nothing to compare, not even for the facilitator.
func TestNothingIsSuggestedWhileNotesAreHidden(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var board made
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": "empathy-map", "title": "Hidden"}), &board)
	host := owner.open(board.ID)
	for id, r := range host.Shared {
		if rules, _ := r.F["rules"].(map[string]any); r.Type == "phase" && rules["see"] == "own" {
			for _, s := range host.Shared {
				if s.Type == "session" {
					host.does(boards.Op{Kind: boards.Set, ID: s.ID, F: map[string]any{"phase": id}})
				}
			}
			break
		}
	}
	for _, text := range []string{"The fee comes last", "A fee on every ticket"} {
		if code := host.does(host.note("Says", text)); code != "" {
			t.Fatal(code)
		}
	}
	path := "/api/v1/boards/" + board.ID
	for _, a := range []answer{owner.get(path + "/themes"), owner.post(path+"/similar", map[string]string{"text": "the fee"})} {
		if a.status != http.StatusConflict || a.code() != "conflict" || bytes.Contains(a.body, []byte("fee")) {
			t.Errorf("%d %s", a.status, a.body)
		}
	}
}

func TestSuggestionsAreRateLimited(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	path := "/api/v1/boards/" + owner.newBoard("Many").ID + "/themes"
	for range 300 {
		if a := owner.get(path); a.status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("300 answers without an end")
}
