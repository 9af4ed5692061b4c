package main_test

import (
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal/pglog/pgtest"
)

// handTo makes another browser the same on a board.
func (b *browser) handTo(other *browser, board string) {
	b.t.Helper()
	var made struct{ URL string }
	decodeFolded(b.t, b.post("/api/v1/boards/"+board+"/handoff", map[string]any{}), &made)
	_, key, _ := strings.Cut(made.URL, "#k=")
	ok(b.t, other.post("/api/handoff", map[string]string{"key": key}), nil)
}

// who signs out everywhere is out on the phone that they handed a board over to, on another node too; what else is open
// there stays.
func TestSigningOutReachesHandedOverDevices(t *testing.T) {
	url := pgtest.For(t)
	node := func() *program {
		cfg := settings(t)
		cfg.DatabaseURL = url
		return start(t, cfg)
	}
	here, there := node(), node()
	if here.setup == "" {
		here.setup = there.setup
	}
	owner := here.owner()
	board, other := owner.newBoard("One"), owner.newBoard("Two")
	phone := newBrowser(t, there.base)
	phone.join(other.ID, other.key("client"), "Pat")
	owner.handTo(phone, board.ID)
	tab, stays := phone.open(board.ID), phone.open(other.ID)
	began := time.Now()
	ok(t, owner.post("/api/sign-out", map[string]bool{"everywhere": true}), nil)
	if code := tab.ends(); code != 4005 || time.Since(began) > 2*time.Second {
		t.Errorf("the phone's connection ended with %d after %v", code, time.Since(began))
	}
	if a := phone.get("/api/v1/boards/" + board.ID + "/me"); a.status != http.StatusNotFound {
		t.Errorf("the phone is there: %d %s", a.status, a.body)
	}
	if code := stays.does(stays.note("Says", "Still here")); code != "" {
		t.Errorf("on another board: %s", code)
	}
}

// the audit says whom it was done to, and who opened the board to whom.
func TestTheAuditSaysWhose(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	host := owner.door(board.ID, "ask")
	come := func(name string) string {
		in := newBrowser(t, p.base).join(board.ID, board.key("client"), name)
		host.until(name+" waits", func() bool { return host.Shared[in.Member] != nil })
		return in.Member
	}
	carla, dan := come("Carla"), come("Dan")
	for _, op := range []boards.Op{
		setRole(carla, "client"), setRole(carla, "viewer"), setRole(carla, "none"), setRole(carla, "client"),
		{Kind: boards.Set, ID: dan, F: map[string]any{"declined": true}},
		{Kind: boards.Set, ID: board.ID, F: map[string]any{"public": true}}, {Kind: boards.Set, ID: board.ID, F: map[string]any{"public": false}},
		{Kind: boards.Set, ID: board.ID, F: map[string]any{"door": "open"}},
	} {
		if code := host.does(op); code != "" {
			t.Fatalf("%+v: %s", op, code)
		}
	}
	bea := p.member(owner, "member", "bea@example.com")
	id := bea.account().Person.ID
	ok(t, owner.post("/api/v1/people/"+id+"/link", map[string]string{}), nil)
	ok(t, owner.post("/api/v1/people/"+id, map[string]string{"role": "owner"}), nil)
	invitation := owner.invite("member", "")
	var invites []struct{ ID, Renew string }
	decodeFolded(t, owner.get("/api/v1/invites"), &invites)
	for _, one := range invites {
		ok(t, owner.delete("/api/v1/invites/"+one.ID), nil)
	}
	if len(invites) != 2 || invitation == "" || !slices.ContainsFunc(invites, func(i struct{ ID, Renew string }) bool { return i.Renew == "Bea" }) {
		t.Errorf("the invitations were %+v", invites)
	}
	p.stop() // writes down what was counted
	q := start(t, settings(t, "--data", p.dir))
	owner.http.Jar, owner.base = again(t, owner, q.base), q.base

	find := func(lines []auditLine, act, outcome, whom string) {
		t.Helper()
		if !slices.ContainsFunc(lines, func(l auditLine) bool {
			return l.Act == act && l.Outcome == outcome && l.Whom == whom && l.Name == "Ada"
		}) {
			t.Errorf("nothing says %s %s of %q in %+v", act, outcome, whom, lines)
		}
	}
	lines := owner.audit("/api/v1/boards/" + board.ID + "/audit")
	find(lines, "let_in", "client "+carla, "Carla")
	find(lines, "role_changed", "viewer "+carla, "Carla")
	find(lines, "removed", carla, "Carla")
	find(lines, "let_back", "client "+carla, "Carla")
	find(lines, "turned_away", dan, "Dan")
	find(lines, "public_opened", "ok", "")
	find(lines, "public_closed", "ok", "")
	find(lines, "door_set", "ask", "")
	find(lines, "door_set", "open", "")
	all := owner.audit("/api/v1/audit")
	find(all, "renewal_made", id, "Bea")
	find(all, "renewal_ended", id, "Bea")
	find(all, "person_changed", "owner "+id, "Bea")
	for _, act := range []string{"invite_made", "invite_ended"} {
		if !slices.ContainsFunc(all, func(l auditLine) bool {
			return l.Act == act && strings.HasPrefix(l.Outcome, "member ") && len(l.Outcome) == 43
		}) {
			t.Errorf("no %s says which", act)
		}
	}
}

// another address needs the password; answers that one is taken are few.
func TestChangingWhoOneIs(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	bea := p.member(owner, "member", "bea@example.com")
	p.member(owner, "member", "cai@example.com")
	change := func(email, pw string) answer {
		return bea.post("/api/v1/account", map[string]string{"name": "Bea", "email": email, "password": pw})
	}
	for _, pw := range []string{"", "wrong wrong"} {
		if a := change("bee@example.com", pw); a.status != http.StatusUnprocessableEntity || !strings.Contains(string(a.body), `"password"`) {
			t.Errorf("with the password %q: %d %s", pw, a.status, a.body)
		}
	}
	ok(t, change("bea@example.com", ""), nil)
	ok(t, change("bee@example.com", password), nil)
	taken := 0
	for range 15 {
		switch a := change("cai@example.com", password); a.status {
		case http.StatusConflict:
			taken++
		case http.StatusTooManyRequests:
		default:
			t.Errorf("somebody's: %d %s", a.status, a.body)
		}
	}
	if taken > 11 || taken < 9 {
		t.Errorf("she was told %d times", taken)
	}
}

// who has signed in with a browser is not locked out there by wrong ones from elsewhere, at another node and after a new
// start too.
func TestABrowserIsAHome(t *testing.T) {
	cfg := settings(t, "--trusted-proxies", "127.0.0.1")
	p := start(t, cfg)
	owner := p.owner()
	bea := p.member(owner, "member", "bea@example.com")
	ok(t, bea.post("/api/sign-out", map[string]bool{}), nil)
	p.stop()
	q := start(t, settings(t, "--trusted-proxies", "127.0.0.1", "--data", p.dir))
	try := func(b *browser, from, pw string) int {
		r := b.request(http.MethodPost, "/api/sign-in", `{"email":"bea@example.com","password":"`+pw+`"}`)
		r.Header.Set("X-Forwarded-For", from)
		return b.send(r).status
	}
	bea.base = q.base
	for range 12 {
		try(newBrowser(t, q.base), "198.51.100.1", "wrong wrong")
	}
	if status := try(newBrowser(t, q.base), "198.51.100.2", password); status != http.StatusTooManyRequests {
		t.Errorf("from elsewhere: %d", status)
	}
	if status := try(bea, "198.51.100.3", password); status != http.StatusOK {
		t.Errorf("in her browser: %d", status)
	}
}

// a backup that is restored lets nobody in who was removed since, and signs nobody out who was not.
func TestARestoreBringsNobodyBack(t *testing.T) {
	cfg := settings(t)
	p := start(t, cfg)
	owner := p.owner()
	bea := p.member(owner, "member", "bea@example.com")
	invitation := owner.invite("owner", "")
	file := filepath.Join(t.TempDir(), "monday.db")
	runs(t, "backup", "--data", cfg.Data, file)
	cookie := bea.http.Jar
	ok(t, owner.delete("/api/v1/people/"+bea.account().Person.ID), nil)
	p.stop()
	if said := runs(t, "restore", "--data", cfg.Data, file); !strings.Contains(said, "(1 account)") || !strings.Contains(said, "(1 in the backup)") || !strings.Contains(said, "1 browser stay") {
		t.Errorf("restoring said %q", said)
	}
	q := start(t, settings(t, "--data", cfg.Data))
	owner.base, bea.base, bea.http.Jar = q.base, q.base, cookie
	if bea.account().Person != nil {
		t.Error("her cookie opens something")
	}
	if a := bea.signIn("bea@example.com", password); a.status != http.StatusUnauthorized {
		t.Errorf("she signs in: %d", a.status)
	}
	if a := bea.post("/api/invite/look", map[string]string{"token": invitation}); a.status != http.StatusNotFound {
		t.Errorf("an invitation of before: %d", a.status)
	}
	lines := owner.audit("/api/v1/audit")
	for _, act := range []string{"person_removed", "restored"} {
		if !slices.ContainsFunc(lines, func(l auditLine) bool { return l.Act == act }) {
			t.Errorf("no line says %s", act)
		}
	}

	// On another machine nothing is known of what happened since, and it says so; who was signed in then still is, with their pages.
	elsewhere := t.TempDir()
	said := runs(t, "restore", "--data", elsewhere, file)
	for _, part := range []string{"as in the backup", "--owner-link", "signed in again (2 browsers)", "kept for it from now on"} {
		if !strings.Contains(said, part) {
			t.Errorf("elsewhere it said %q, not %q", said, part)
		}
	}
	q.stop()
	owner.base = start(t, settings(t, "--data", elsewhere)).base
	if owner.account().Person == nil {
		t.Error("elsewhere the owner is signed out")
	}
}

// a device that was handed a board, and comes back by a link of its own as soon as that ended, stays: every node finds out that
// it ended, also the one that ended it, up to a second later.
func TestWhoComesBackStays(t *testing.T) {
	cfg := settings(t)
	cfg.DatabaseURL = pgtest.For(t)
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("One")
	phone := newBrowser(t, p.base)
	owner.handTo(phone, board.ID)
	tab := phone.open(board.ID)
	ok(t, owner.post("/api/sign-out", map[string]bool{"everywhere": true}), nil)
	tab.ends()
	phone.join(board.ID, board.key("client"), "Pat")
	tab = phone.open(board.ID)
	late := time.After(2500 * time.Millisecond) // every node has looked twice by then
	for {
		select {
		case b, more := <-tab.frames:
			if !more {
				t.Fatalf("closed again with %d", closeCode(tab.closed))
			}
			tab.receive(b)
		case <-late:
			return
		}
	}
}
