package main_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"
)

// who has a board in their list reads there when it goes, and that it stays once it was brought back.
func TestTheListTellsWhenABoardGoes(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board, ever := owner.newBoard("Monday"), owner.newBoard("Tuesday")
	path := "/api/v1/boards/" + board.ID
	ok(t, owner.post(path+"/retention", map[string]any{"days": 30}), nil)
	goes := func() (at int64) {
		t.Helper()
		var list struct {
			Boards []struct {
				ID       string
				DeleteAt *int64 `json:"delete_at"`
			}
		}
		if err := json.Unmarshal(owner.get("/api/v1/boards").body, &list); err != nil {
			t.Fatal(err)
		}
		for _, b := range list.Boards {
			if b.ID == ever.ID && b.DeleteAt != nil {
				t.Errorf("one that is kept for ever goes at %d", *b.DeleteAt)
			}
			if b.ID == board.ID && b.DeleteAt != nil {
				at = *b.DeleteAt
			}
		}
		return at
	}
	first := goes()
	if in := time.Until(time.UnixMilli(first)); in < 29*24*time.Hour || in > 30*24*time.Hour {
		t.Errorf("it goes in %v", in)
	}
	if a := owner.send(owner.request(http.MethodDelete, path, "")); a.status != http.StatusNoContent {
		t.Fatalf("deleting: %d %s", a.status, a.body)
	}
	for range 2 { // twice is as once
		if a := owner.post(path+"/restore", map[string]any{}); a.status != http.StatusNoContent {
			t.Fatalf("bringing it back: %d %s", a.status, a.body)
		}
	}
	if again := goes(); again <= first {
		t.Errorf("brought back, it goes at %d, before %d", again, first)
	}
}
