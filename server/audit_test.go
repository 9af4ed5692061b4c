package main_test

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/server/internal/accounts"
)

type auditLine struct {
	ID, At                                         int64
	Board, Title, Member, Name, Act, Outcome, Whom string
	As                                             string `json:"name_as"`
	Times                                          int
}

// audit reads all of an audit, by pages of two.
func (b *browser) audit(path string) (all []auditLine) {
	b.t.Helper()
	for before := int64(0); ; {
		var page struct {
			Events []auditLine
			More   bool
		}
		decodeFolded(b.t, b.get(fmt.Sprintf("%s?limit=2&before=%d", path, before)), &page)
		all = append(all, page.Events...)
		if !page.More {
			return all
		}
		before = page.Events[len(page.Events)-1].ID
	}
}

// outcomes is what a line says of how it ended: never words of somebody's.
var outcomes = regexp.MustCompile(`^(|[a-z_]+( [a-z_]+)?|([a-z]+ )?[0-9a-f-]{36}|\d+ [a-z]+(, \d+ [a-z]+)*)$`)

// S-26, A-60 … A-63: who did what is written down, with no words in it; the facilitator reads their board's, the owner all.
func TestWhoDidWhatIsWrittenDown(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board, other := owner.newBoard("One"), owner.newBoard("Two")
	guest, mate := newBrowser(t, p.base), newBrowser(t, p.base)
	eve := guest.join(board.ID, board.key("client"), "Eve")
	max := mate.join(board.ID, board.key("team"), "Max")
	newBrowser(t, p.base).join(other.ID, other.key("client"), "Zoe")
	newBrowser(t, p.base).post("/api/join", map[string]string{"board": board.ID, "key": "wrong"})
	for range 5 {
		guest.get("/api/v1/boards/" + board.ID + "/links") // 403
	}
	tab := guest.open(board.ID)
	for range 20 {
		tab.does(put("zone", map[string]any{"title": "MARKERZONE", "order": "a"}))
	}
	host := owner.open(board.ID)
	if code := host.does(boards.Op{Kind: boards.Set, ID: max.Member, F: map[string]any{"role": "facilitator"}}); code != "" {
		t.Fatalf("another facilitator: %s", code)
	}
	ok(t, owner.get("/api/v1/boards/"+board.ID+"/export?format=csv"), nil)
	ok(t, owner.post("/api/v1/boards/"+board.ID+"/links", map[string]any{"role": "team"}), nil)
	p.stop() // writes down what was counted
	q := start(t, settings(t, "--data", p.dir))
	for _, b := range []*browser{owner, guest, mate} {
		b.http.Jar = again(t, b, q.base)
		b.base = q.base
	}

	lines := owner.audit("/api/v1/boards/" + board.ID + "/audit")
	said := func(member, act, outcome string, times int) {
		t.Helper()
		if !slices.ContainsFunc(lines, func(l auditLine) bool {
			return l.Member == member && l.Act == act && l.Times == times && (l.Outcome == outcome || act == "link_made" && strings.HasPrefix(l.Outcome, outcome+" "))
		}) {
			t.Errorf("nothing says %s %s %s ×%d:\n%+v", member, act, outcome, times, lines)
		}
	}
	said(eve.Member, "joined", "client", 1)
	said(max.Member, "joined", "team", 1)
	said(eve.Member, "refused", "forbidden", 5)
	said(eve.Member, "refused", "bad_value", 20)
	hostID := lines[len(lines)-1].Member
	said(hostID, "role_changed", "facilitator "+max.Member, 1)
	said(hostID, "board_created", "ok", 1)
	said(hostID, "link_made", "team", 1)
	for i, l := range lines {
		if l.Board != board.ID || !outcomes.MatchString(l.Outcome) || !slices.Contains(accounts.Acts, l.Act) || l.At == 0 {
			t.Errorf("line %+v", l)
		}
		if i > 0 && l.ID >= lines[i-1].ID {
			t.Errorf("%d comes after %d", l.ID, lines[i-1].ID)
		}
		if l.Member == eve.Member && l.Name != "Eve" || l.Member == hostID && l.Name != "Ada" {
			t.Errorf("%s is called %q", l.Member, l.Name)
		}
	}
	owner.get("/api/v1/boards") // what a board is called is known once it was listed
	all := owner.audit("/api/v1/audit")
	for _, want := range []string{"setup", "join_failed", "board_created", "joined", "refused"} {
		if !slices.ContainsFunc(all, func(l auditLine) bool { return l.Act == want }) {
			t.Errorf("no %s for the owner", want)
		}
	}
	if i := slices.IndexFunc(all, func(l auditLine) bool { return l.Board == other.ID && l.Act == "joined" }); i < 0 || all[i].Name != "" || all[i].Title != "Two" {
		t.Errorf("another board's: %d", i)
	}
	for path, want := range map[string][2]int{
		"/api/v1/boards/" + board.ID + "/audit": {403, 200}, "/api/v1/boards/" + other.ID + "/audit": {404, 404}, "/api/v1/audit": {401, 401},
	} {
		for i, b := range []*browser{guest, mate} {
			if a := b.get(path); a.status != want[i] {
				t.Errorf("%s: %d, want %d", path, a.status, want[i])
			}
		}
	}
	for _, wrong := range []string{"?limit=201", "?limit=0", "?before=-1", "?before=x"} {
		if a := owner.get("/api/v1/audit" + wrong); a.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", wrong, a.status)
		}
	}
}

// The list of acts is closed: what is written anywhere is on it, and the page has words for each.
func TestActsAreAClosedList(t *testing.T) {
	written := regexp.MustCompile(`Act: +"(\w+)"`)
	for _, dir := range []string{"internal/accounts", "internal/httpapi", "internal/app"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			source, err := os.ReadFile(dir + "/" + e.Name())
			if err != nil || !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			for _, m := range written.FindAllSubmatch(source, -1) {
				if !slices.Contains(accounts.Acts, string(m[1])) {
					t.Errorf("%s/%s: %s is not in accounts.Acts", dir, e.Name(), m[1])
				}
			}
		}
	}
	page, err := os.ReadFile("../web/src/ui/audit/acts.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range accounts.Acts {
		if !strings.Contains(string(page), "'"+act+"'") {
			t.Errorf("web/src/ui/audit/acts.ts lacks %s", act)
		}
	}
}

// S-17: the audit names who deleted a board and who brought it back, and no name that looks like another's without whose it is.
func TestTheAuditSaysWho(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	guest := newBrowser(t, p.base)
	eve := guest.join(board.ID, board.key("client"), "Аda") // the first letter is Cyrillic
	ok(t, owner.delete("/api/v1/boards/"+board.ID), nil)
	ok(t, owner.post("/api/v1/boards/"+board.ID+"/restore", nil), nil)
	for _, path := range []string{"/api/v1/audit", "/api/v1/boards/" + board.ID + "/audit"} {
		lines := owner.audit(path)
		for _, act := range []string{"board_deleted", "board_restored"} {
			if i := slices.IndexFunc(lines, func(l auditLine) bool { return l.Act == act }); i < 0 || lines[i].Name != "Ada" {
				t.Errorf("%s: who did %s: %+v", path, act, lines)
			}
		}
		if path != "/api/v1/audit" && !slices.ContainsFunc(lines, func(l auditLine) bool {
			return l.Member == eve.Member && l.Name == "P1 · Аda" && l.As == "customer"
		}) {
			t.Errorf("who looks like the facilitator: %+v", lines)
		}
	}
}
