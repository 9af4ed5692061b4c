package main_test

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"feltboard/boards"
)

// code asks for a board's code.
func (b *browser) code(board string) (code struct {
	Code      string
	ExpiresAt int64
}) {
	b.t.Helper()
	decodeFolded(b.t, b.post("/api/v1/boards/"+board+"/code", map[string]string{}), &code)
	return code
}

func TestACodeLetsInAsTheLinkForClientsDoes(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Room")
	code := owner.code(board.ID)
	if !regexp.MustCompile(`^\w{3}-\w{3}$`).MatchString(code.Code) || owner.code(board.ID) != code {
		t.Errorf("the code is %+v, asked again %+v", code, owner.code(board.ID))
	}
	if left := time.Until(time.UnixMilli(code.ExpiresAt)); left > 12*time.Hour || left < 12*time.Hour-time.Minute {
		t.Errorf("it works for %v", left)
	}
	guest := newBrowser(t, p.base)
	var in struct {
		Member, Role string
		Board        struct{ ID, Title string }
	}
	typed := strings.ToLower(strings.ReplaceAll(code.Code, "-", " "))
	decodeFolded(t, guest.post("/api/join", map[string]string{"code": typed, "name": "Carla", "consent": "quote"}), &in)
	if in.Role != "client" || in.Board.ID != board.ID || in.Board.Title != "Room" {
		t.Errorf("joined as %+v", in)
	}
	tab := guest.open(board.ID)
	if code := tab.does(tab.note("Says", "by the code")); code != "" {
		t.Errorf("the guest's note: %s", code)
	}
	// The same member again, by whichever of both.
	if again := guest.join(board.ID, board.key("client"), ""); again.Member != in.Member {
		t.Errorf("by the link %s is %s", in.Member, again.Member)
	}
	var again struct{ Member string }
	decodeFolded(t, guest.post("/api/join", map[string]string{"code": code.Code}), &again)
	if again.Member != in.Member {
		t.Errorf("by the code again %s is %s", in.Member, again.Member)
	}
	var links []struct{ Joined int64 }
	decodeFolded(t, owner.get("/api/v1/boards/"+board.ID+"/links"), &links)
	if links[1].Joined != 1 {
		t.Errorf("the link for clients counts %d", links[1].Joined)
	}
	// Who came by a code is out when the link is ended.
	owner.post("/api/v1/boards/"+board.ID+"/links", map[string]any{"role": "client", "replace": true})
	if code := tab.ends(); code != 4003 {
		t.Errorf("the guest's connection ended with %d", code)
	}
}

// S-2
func TestACodeThatDoesNotWorkAnswersAsALinkDoes(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	link := newBrowser(t, p.base).post("/api/join", map[string]string{"board": board.ID, "key": "wrong"})
	ended := owner.code(board.ID).Code
	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/code", "")), nil)
	gone := owner.code(board.ID).Code
	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/client", "")), nil)
	for name, code := range map[string]string{
		"unknown": "ZZZ-ZZZ", "ended": ended, "ended with its link": gone, "no code": "?", "of another length": "ABC", "the board's id": board.ID,
	} {
		b := newBrowser(t, p.base)
		if a := b.post("/api/join", map[string]string{"code": code}); a.status != link.status || !bytes.Equal(a.body, link.body) || b.cookie() != "" {
			t.Errorf("%s: %d %s, a wrong link: %d %s", name, a.status, a.body, link.status, link.body)
		}
	}
	if a := newBrowser(t, p.base).post("/api/join", map[string]string{"code": "ABC-DEF", "board": board.ID}); a.status != http.StatusBadRequest {
		t.Errorf("a code and a board: %d %s", a.status, a.body)
	}
	if a := owner.post("/api/v1/boards/"+board.ID+"/code", map[string]string{}); a.code() != "conflict" {
		t.Errorf("a code without a link: %d %s", a.status, a.body)
	}
}

func TestACodeIsForWhoRunsARunningSession(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	path := "/api/v1/boards/" + board.ID + "/code"
	for role, status := range map[string]int{"team": 403, "client": 403, "viewer": 403, "": 404} {
		b := newBrowser(t, p.base)
		if role != "" {
			b.join(board.ID, board.key(role), "")
		}
		for _, method := range []string{http.MethodPost, http.MethodDelete} {
			if a := b.send(b.request(method, path, "{}")); a.status != status {
				t.Errorf("%s as %q: %d", method, role, a.status)
			}
		}
	}
	tab := owner.open(board.ID)
	for id, r := range tab.Shared {
		if r.Type == "session" {
			if code := tab.does(boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"state": "closed"}}); code != "" {
				t.Fatal(code)
			}
		}
	}
	if a := owner.post(path, map[string]string{}); a.status != http.StatusConflict || a.code() != "conflict" {
		t.Errorf("after the session: %d %s", a.status, a.body)
	}
}

// S-1, S-30: wrong codes are bounded by a setting that everybody can read; the link goes on working.
func TestGuessingCodesEndsIn429(t *testing.T) {
	cfg := settings(t)
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("One")
	code := owner.code(board.ID).Code
	var limits struct{ CodeTriesPerAddress, CodeTriesPerMinute int }
	decodeFolded(t, owner.get("/api/v1/limits"), &limits)
	if limits.CodeTriesPerAddress != 30 || limits.CodeTriesPerMinute != 300 {
		t.Errorf("the limits are %+v", limits)
	}
	for i := range limits.CodeTriesPerAddress {
		for range 2 { // phones of the room
			if a := newBrowser(t, p.base).post("/api/join", map[string]string{"code": code}); a.status != http.StatusOK {
				t.Fatalf("a right code between wrong ones: %d", a.status)
			}
		}
		if a := newBrowser(t, p.base).post("/api/join", map[string]string{"code": fmt.Sprint("ZZZZ", 10+i)}); a.status != http.StatusNotFound {
			t.Fatalf("guess %d: %d", i+1, a.status)
		}
	}
	if a := newBrowser(t, p.base).post("/api/join", map[string]string{"code": code}); a.code() != "rate" || a.header.Get("Retry-After") == "" {
		t.Errorf("after the guesses: %d %s", a.status, a.body)
	}
	newBrowser(t, p.base).join(board.ID, board.key("client"), "Gus")
}
