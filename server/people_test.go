package main_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/realtime/journal/pglog/pgtest"
)

const password = "three blind mice"

// account is what a browser is told of who it is.
type account struct {
	Owner  bool
	Name   string
	Person *struct {
		ID, Name, Email, Role string
		Password, SSO         bool
	}
	SSO *struct{ Name string }
}

func (b *browser) account() (who account) {
	b.t.Helper()
	decodeFolded(b.t, b.get("/api/session"), &who)
	return who
}

// invite makes an invitation and returns its token.
func (b *browser) invite(role, email string) string {
	b.t.Helper()
	var made struct{ URL string }
	decodeFolded(b.t, b.post("/api/v1/invites", map[string]string{"role": role, "email": email}), &made)
	_, token, _ := strings.Cut(made.URL, "/invite#k=")
	return token
}

// member is the browser of somebody who has come by an invitation.
func (p *program) member(owner *browser, role, email string) *browser {
	p.t.Helper()
	b := newBrowser(p.t, p.base)
	name, _, _ := strings.Cut(email, "@")
	ok(p.t, b.post("/api/invite", map[string]string{"token": owner.invite(role, ""), "name": strings.ToUpper(name[:1]) + name[1:], "email": email, "password": password}), nil)
	return b
}

func (b *browser) signIn(email, password string) answer {
	b.t.Helper()
	return b.post("/api/sign-in", map[string]string{"email": email, "password": password})
}

func (b *browser) delete(path string) answer {
	b.t.Helper()
	return b.send(b.request(http.MethodDelete, path, ""))
}

// boards lists the titles of what a browser is shown as its boards, and which of them are its person's own.
func (b *browser) boards() (titles []string, mine int) {
	b.t.Helper()
	var list struct {
		Boards []struct {
			Title string
			Mine  bool
		}
	}
	decodeFolded(b.t, b.get("/api/v1/boards"), &list)
	for _, one := range list.Boards {
		titles = append(titles, one.Title)
		if one.Mine {
			mine++
		}
	}
	return titles, mine
}

// an invitation makes one person, once; and what is open to whom.
func TestAnInvitationMakesOnePerson(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	token := owner.invite("member", "Bea@Example.com")
	stranger := newBrowser(t, p.base)
	var look struct{ Role, Email, By string }
	decodeFolded(t, stranger.post("/api/invite/look", map[string]string{"token": token}), &look)
	if look.Role != "member" || look.Email != "bea@example.com" || look.By != "Ada" {
		t.Errorf("the invitation says %+v", look)
	}
	accept := func(b *browser, email, pw string) answer {
		return b.post("/api/invite", map[string]string{"token": token, "name": "Bea", "email": email, "password": pw})
	}
	for _, wrong := range []answer{accept(stranger, "eve@example.com", password), accept(stranger, "bea", password), accept(stranger, "bea@example.com", "short"), accept(stranger, "bea@example.com", "password1")} {
		if wrong.status != http.StatusUnprocessableEntity {
			t.Errorf("taken: %d %s", wrong.status, wrong.body)
		}
	}
	bea := newBrowser(t, p.base)
	ok(t, accept(bea, "BEA@example.com", password), nil)
	if who := bea.account(); who.Owner || who.Person == nil || who.Person.Role != "member" || who.Person.Email != "bea@example.com" || !who.Person.Password || who.Person.SSO {
		t.Errorf("she is %+v", who.Person)
	}
	used := accept(stranger, "bea@example.com", password)
	unknown := stranger.post("/api/invite/look", map[string]string{"token": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
	if used.status != http.StatusNotFound || !bytes.Equal(used.body, unknown.body) {
		t.Errorf("used: %d %s, unknown: %s", used.status, used.body, unknown.body)
	}
	for _, path := range []string{"/api/v1/people", "/api/v1/invites"} {
		if a := bea.get(path); a.status != http.StatusForbidden {
			t.Errorf("a member at %s: %d", path, a.status)
		}
		if a := stranger.get(path); a.status != http.StatusUnauthorized {
			t.Errorf("a stranger at %s: %d", path, a.status)
		}
		ok(t, owner.get(path), nil)
	}
	if a := bea.post("/api/v1/invites", map[string]string{"role": "owner"}); a.status != http.StatusForbidden {
		t.Errorf("a member invites: %d", a.status)
	}
}

// a member hosts boards of their own, and sees nothing of the owner's but what they have joined.
func TestAMemberSeesTheirOwnBoardsAndThoseTheySitOn(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	first, _ := owner.newBoard("Of Ada"), owner.newBoard("Of Ada alone")
	bea := p.member(owner, "member", "bea@example.com")
	own := bea.newBoard("Of Bea")
	bea.join(first.ID, first.key("team"), "Bea")
	if titles, mine := bea.boards(); !slices.Equal(titles, []string{"Of Bea", "Of Ada"}) || mine != 1 {
		t.Errorf("she sees %v, %d her own", titles, mine)
	}
	if titles, mine := owner.boards(); !slices.Equal(titles, []string{"Of Ada alone", "Of Ada"}) || mine != 2 {
		t.Errorf("the owner sees %v, %d their own", titles, mine)
	}
	if a := owner.get("/api/v1/boards/" + own.ID + "/me"); a.status != http.StatusNotFound {
		t.Errorf("the owner on a member's board: %d", a.status)
	}
	tab := bea.open(own.ID)
	if r := tab.Record(tab.Member); r == nil || r.F["name"] != "Bea" || r.F["role"] != "facilitator" {
		t.Errorf("on her own board she is %+v", r)
	}
	// her seats are on her other device, too.
	phone := newBrowser(t, p.base)
	ok(t, phone.signIn("bea@example.com", password), nil)
	var here, there struct{ Member, Role string }
	decodeFolded(t, bea.get("/api/v1/boards/"+first.ID+"/me"), &here)
	decodeFolded(t, phone.get("/api/v1/boards/"+first.ID+"/me"), &there)
	if here != there || here.Role != "team" {
		t.Errorf("here %+v, there %+v", here, there)
	}
	// And what they did as a guest is theirs once they sign in; what somebody else does in the same browser is not.
	second := owner.newBoard("For guests")
	tablet := newBrowser(t, p.base)
	guest := tablet.join(second.ID, second.key("client"), "B")
	ok(t, tablet.signIn("bea@example.com", password), nil)
	decodeFolded(t, bea.get("/api/v1/boards/"+second.ID+"/me"), &there)
	if there.Member != guest.Member {
		t.Errorf("the guest was %s, she is %s", guest.Member, there.Member)
	}
	p.member(owner, "member", "cai@example.com")
	ok(t, tablet.signIn("cai@example.com", password), nil)
	if a := tablet.get("/api/v1/boards/" + second.ID + "/me"); a.status != http.StatusNotFound {
		t.Errorf("somebody else in her browser: %d", a.status)
	}
}

// A-3, S-4: whatever cookie was there before, signing in gives another, and a copy of the old one gains nothing.
func TestSigningInGivesANewToken(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	p.member(owner, "member", "bea@example.com")
	b := newBrowser(t, p.base)
	b.join(board.ID, board.key("client"), "Guest")
	known := b.cookie()
	ok(t, b.signIn("bea@example.com", password), nil)
	if b.cookie() == known {
		t.Fatal("the token is the same")
	}
	with := func(token string) account {
		r := newBrowser(t, p.base).request(http.MethodGet, "/api/session", "")
		r.AddCookie(&http.Cookie{Name: "s", Value: token})
		var who account
		decodeFolded(t, newBrowser(t, p.base).send(r), &who)
		return who
	}
	if with(known).Person != nil {
		t.Error("the token from before is signed in, too")
	}
	known = b.cookie()
	ok(t, b.post("/api/v1/account/password", map[string]string{"old": password, "new": "a fourth blind mouse"}), nil)
	if b.cookie() == known || with(known).Person != nil || with(b.cookie()).Person == nil {
		t.Error("after a new password the old token works, or the new one does not")
	}
}

// nobody finds out who has an account here.
func TestAWrongSignInNeverSaysWhy(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	p.member(owner, "member", "bea@example.com")
	ok(t, owner.post("/api/v1/account", map[string]string{"name": "Ada", "email": "ada@example.com"}), nil)
	times, first := map[string][]time.Duration{}, []byte(nil)
	for range 4 {
		for name, try := range map[string][2]string{
			"wrong password": {"bea@example.com", "not her password"}, "unknown": {"nobody@example.com", password},
			"without password": {"ada@example.com", password}, "no address": {"bea", password}, "no password": {"bea@example.com", ""},
		} {
			b := newBrowser(t, p.base)
			began := time.Now()
			a := b.signIn(try[0], try[1])
			times[name] = append(times[name], time.Since(began))
			if first == nil {
				first = a.body
			}
			if a.status != http.StatusUnauthorized || !bytes.Equal(a.body, first) || b.cookie() != "" {
				t.Errorf("%s: %d %s", name, a.status, a.body)
			}
		}
	}
	least := func(d []time.Duration) float64 { return slices.Min(d).Seconds() }
	for name := range times {
		// An answer without a hash takes a hundredth; what other tests do beside this one, up to twice.
		if ratio := least(times[name]) / least(times["wrong password"]); ratio < 0.25 || ratio > 4 {
			t.Errorf("%s takes %.2f times as long as a wrong password", name, ratio)
		}
	}
}

// wrong passwords are bounded, by account from whatever address and by address for whatever account; right ones are not.
func TestOnlyWrongPasswordsAreCounted(t *testing.T) {
	cfg := settings(t, "--trusted-proxies", "127.0.0.1")
	p := start(t, cfg)
	owner := p.owner()
	p.member(owner, "member", "bea@example.com")
	p.member(owner, "member", "cai@example.com")
	try := func(from, email, pw string) int {
		b := newBrowser(t, p.base)
		r := b.request(http.MethodPost, "/api/sign-in", fmt.Sprintf(`{"email":%q,"password":%q}`, email, pw))
		r.Header.Set("X-Forwarded-For", from)
		return b.send(r).status
	}
	for i := range 30 {
		if status := try("192.0.2.1", "cai@example.com", password); status != http.StatusOK {
			t.Fatalf("right one %d: %d", i, status)
		}
	}
	failed := 0
	for i := range 15 { // each from elsewhere
		if status := try(fmt.Sprintf("198.51.100.%d", i), "bea@example.com", "wrong wrong"); status == http.StatusUnauthorized {
			failed++
		} else if status != http.StatusTooManyRequests {
			t.Errorf("wrong one %d: %d", i, status)
		}
	}
	if failed > 10 || failed < 8 {
		t.Errorf("of one account %d tries were looked at", failed)
	}
	if status := try("192.0.2.1", "cai@example.com", password); status != http.StatusOK {
		t.Errorf("another account: %d", status)
	}
	for i := range 15 { // of an account that has a home
		try(fmt.Sprintf("198.51.100.%d", 100+i), "cai@example.com", "wrong wrong")
	}
	if status := try("198.51.100.99", "cai@example.com", password); status != http.StatusTooManyRequests {
		t.Errorf("from elsewhere: %d", status)
	}
	if status := try("192.0.2.1", "cai@example.com", password); status != http.StatusOK {
		t.Errorf("where they always are: %d", status)
	}
	failed = 0
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range 40 { // of one address, many at once
		all.Go(func() {
			status := try("203.0.113.9", fmt.Sprintf("nobody%d@example.com", i), "wrong wrong")
			mu.Lock()
			defer mu.Unlock()
			if status == http.StatusUnauthorized {
				failed++
			}
		})
	}
	all.Wait()
	if failed > 22 || failed < 10 {
		t.Errorf("of one address %d tries were looked at", failed)
	}
}

// a browser that is signed out elsewhere is out at once, with what it has open.
func TestSigningOutElsewhere(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	bea := p.member(owner, "member", "bea@example.com")
	board := bea.newBoard("Of Bea")
	phone := newBrowser(t, p.base)
	ok(t, phone.signIn("bea@example.com", password), nil)
	type place struct {
		ID, Agent         string
		Current           bool
		CreatedAt, SeenAt int64
	}
	var places []place
	decodeFolded(t, bea.get("/api/v1/account/sessions"), &places)
	if len(places) != 2 || places[0].Current == places[1].Current || places[0].CreatedAt == 0 || places[0].SeenAt == 0 {
		t.Fatalf("her places are %+v", places)
	}
	other := places[slices.IndexFunc(places, func(one place) bool { return !one.Current })]
	if a := owner.delete("/api/v1/account/sessions/" + other.ID); a.status != http.StatusNotFound {
		t.Errorf("somebody else ends her session: %d", a.status)
	}
	tab, mine := phone.open(board.ID), bea.open(board.ID)
	began := time.Now()
	ok(t, bea.delete("/api/v1/account/sessions/"+other.ID), nil)
	if code := tab.ends(); code != 4005 || time.Since(began) > 2*time.Second {
		t.Errorf("the phone's connection ended with %d after %v", code, time.Since(began))
	}
	if phone.account().Person != nil {
		t.Error("the phone is signed in")
	}
	if code := mine.does(mine.note("Says", "I am still here")); code != "" {
		t.Errorf("her note: %s", code)
	}
	ok(t, phone.signIn("bea@example.com", password), nil)
	tab = phone.open(board.ID)
	ok(t, phone.post("/api/sign-out", map[string]bool{"everywhere": true}), nil)
	if tab.ends() != 4005 || mine.ends() != 4005 {
		t.Error("signing out everywhere left connections")
	}
	if bea.account().Person != nil || phone.account().Person != nil || phone.cookie() != "" {
		t.Error("signing out everywhere left sessions")
	}
	if a := bea.get("/api/v1/boards"); a.status != http.StatusUnauthorized {
		t.Errorf("her boards: %d", a.status)
	}
}

// who is removed is out on every node within two seconds; their boards are the remover's, who is on them as
// themselves.
func TestARemovedPersonIsGoneOnEveryNode(t *testing.T) {
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
	bea := there.member(&browser{t: t, base: there.base, http: owner.http}, "member", "bea@example.com")
	board := bea.newBoard("Of Bea")
	tab := bea.open(board.ID)
	if code := tab.does(tab.note("Says", "Mine")); code != "" {
		t.Fatal(code)
	}
	began := time.Now()
	ok(t, owner.delete("/api/v1/people/"+bea.account().Person.ID), nil)
	if code := tab.ends(); code != 4005 && code != 4003 || time.Since(began) > 2*time.Second {
		t.Errorf("her connection ended with %d after %v", code, time.Since(began))
	}
	if bea.account().Person != nil {
		t.Error("she is signed in")
	}
	if a := newBrowser(t, there.base).signIn("bea@example.com", password); a.status != http.StatusUnauthorized {
		t.Errorf("she signs in: %d", a.status)
	}
	if titles, mine := owner.boards(); !slices.Equal(titles, []string{"Of Bea"}) || mine != 1 {
		t.Errorf("the owner has %v, %d their own", titles, mine)
	}
	heir := owner.open(board.ID)
	if r := heir.Record(heir.Member); r == nil || r.F["name"] != "Ada" || r.F["role"] != "facilitator" {
		t.Errorf("the owner is there as %+v", r)
	}
	if r := heir.Record(tab.Member); heir.Member == tab.Member || r == nil || r.F["role"] != nil {
		t.Errorf("she is there as %+v", r)
	}
	notes := 0
	for _, r := range heir.Shared {
		if r.Type == "note" && r.F["text"] == "Mine" {
			notes++
		}
	}
	if notes != 1 {
		t.Errorf("of her notes there are %d", notes)
	}
}

// there is an owner always.
func TestTheLastOwnerStays(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	bea := p.member(owner, "member", "bea@example.com")
	ada, beas := owner.account().Person.ID, bea.account().Person.ID
	if a := owner.delete("/api/v1/people/" + ada); a.status != http.StatusConflict {
		t.Errorf("the last owner goes: %d", a.status)
	}
	if a := owner.post("/api/v1/people/"+ada, map[string]string{"role": "member"}); a.status != http.StatusConflict {
		t.Errorf("the last owner is a member: %d", a.status)
	}
	if a := bea.post("/api/v1/people/"+beas, map[string]string{"role": "owner"}); a.status != http.StatusForbidden {
		t.Errorf("a member makes herself an owner: %d", a.status)
	}
	ok(t, owner.post("/api/v1/people/"+beas, map[string]string{"role": "owner"}), nil)
	invite := owner.invite("owner", "")
	ok(t, bea.post("/api/v1/people/"+ada, map[string]string{"role": "member"}), nil)
	if a := owner.get("/api/v1/people"); a.status != http.StatusForbidden {
		t.Errorf("a former owner sees people: %d", a.status)
	}
	if a := newBrowser(t, p.base).post("/api/invite/look", map[string]string{"token": invite}); a.status != http.StatusNotFound {
		t.Errorf("a former owner's invitation: %d", a.status)
	}
	var people []struct{ Name, Role, Invited string }
	decodeFolded(t, bea.get("/api/v1/people"), &people)
	if fmt.Sprint(people) != "[{Ada member } {Bea owner Ada}]" {
		t.Errorf("people are %v", people)
	}
}

// who forgot their password gets a link from an owner, which makes nobody new and ends what was open.
func TestAForgottenPasswordIsSetAnewByALink(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	bea := p.member(owner, "member", "bea@example.com")
	me := bea.account().Person.ID
	board := bea.newBoard("Of Bea")
	tab := bea.open(board.ID)
	if a := bea.post("/api/v1/people/"+owner.account().Person.ID+"/link", map[string]string{}); a.status != http.StatusForbidden {
		t.Errorf("a member makes one for the owner: %d", a.status)
	}
	var link struct{ URL string }
	decodeFolded(t, owner.post("/api/v1/people/"+me+"/link", map[string]string{}), &link)
	_, token, _ := strings.Cut(link.URL, "/invite#k=")
	var look struct{ Role, Email, Renew string }
	decodeFolded(t, newBrowser(t, p.base).post("/api/invite/look", map[string]string{"token": token}), &look)
	if look.Renew != "Bea" || look.Email != "bea@example.com" || look.Role != "member" {
		t.Errorf("the link says %+v", look)
	}
	set := func(email string) answer {
		return bea.post("/api/invite", map[string]string{"token": token, "name": "Bea", "email": email, "password": "a fourth blind mouse"})
	}
	if a := set("eve@example.com"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("with another address: %d", a.status)
	}
	ok(t, set("bea@example.com"), nil)
	if code := tab.ends(); code != 4005 {
		t.Errorf("what was open ended with %d", code)
	}
	if who := bea.account().Person; who == nil || who.ID != me {
		t.Errorf("she is %+v", who)
	}
	if a := set("bea@example.com"); a.status != http.StatusNotFound {
		t.Errorf("once more: %d", a.status)
	}
	b := newBrowser(t, p.base)
	if a := b.signIn("bea@example.com", password); a.status != http.StatusUnauthorized {
		t.Errorf("the old password: %d", a.status)
	}
	ok(t, b.signIn("bea@example.com", "a fourth blind mouse"), nil)
}
