package main_test

import (
	"bufio"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"feltboard/server/internal/config"
)

// provider is a real provider of OpenID Connect, the npm package oidc-provider, in a process of its own. See web/e2e/oidc.mjs
// for who is known to it.
type provider struct {
	issuer string
	stop   func()
}

func startProvider(t *testing.T) *provider {
	t.Helper()
	node := exec.Command("node", "../web/e2e/oidc.mjs")
	node.Stderr = os.Stderr
	if !testing.Verbose() {
		node.Stderr = nil
	}
	in, err := node.StdinPipe() // it ends with it
	if err != nil {
		t.Fatal(err)
	}
	out, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	ended := false
	p := &provider{stop: func() {
		if !ended {
			ended = true
			in.Close()
			node.Wait() // it says nothing of interest
		}
	}}
	t.Cleanup(p.stop)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the provider does not start (%v); “make deps” installs it", err)
	}
	p.issuer = strings.TrimSpace(strings.TrimPrefix(line, "issuer "))
	return p
}

// settings are those of a server whose people may sign in by the provider.
func (o *provider) settings(t *testing.T, args ...string) config.Config {
	return settings(t, append([]string{"--oidc-issuer", o.issuer, "--oidc-client-id", "feltboard", "--oidc-client-secret", "provider-secret", "--oidc-name", "Work"}, args...)...)
}

// begin begins a sign-in and returns the provider's address.
func (b *browser) begin(wish map[string]any) string {
	b.t.Helper()
	var begun struct{ URL string }
	decodeFolded(b.t, b.post("/api/sso", wish), &begun)
	return begun.URL
}

// at lets somebody sign in at the provider, by their name; it returns the address that this sends the browser back to.
func (b *browser) at(address, name string) string {
	b.t.Helper()
	client := *b.http
	back := ""
	client.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		if r.URL.Path == "/api/sso/callback" {
			back = r.URL.String()
			return http.ErrUseLastResponse
		}
		return nil
	}
	page, err := client.Get(address)
	if err != nil {
		b.t.Fatal(err)
	}
	page.Body.Close()
	if back != "" {
		return back
	}
	form := url.Values{"login": {name}}
	if name == "" {
		form = url.Values{"no": {"1"}}
	}
	done, err := client.PostForm(page.Request.URL.String(), form)
	if err != nil {
		b.t.Fatal(err)
	}
	done.Body.Close()
	if back == "" {
		b.t.Fatalf("the provider answers %d at %s and sends nobody back", done.StatusCode, done.Request.URL.Path)
	}
	return back
}

// back opens the address that the provider sends to, and returns where that leads.
func (b *browser) back(address string) string {
	b.t.Helper()
	client := *b.http
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := client.Get(address)
	if err != nil {
		b.t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusFound {
		b.t.Fatalf("coming back: %d", res.StatusCode)
	}
	return res.Header.Get("Location")
}

// by signs somebody in at the provider, and returns where they are then.
func (b *browser) by(name string, wish map[string]any) string {
	b.t.Helper()
	return b.back(b.at(b.begin(wish), name))
}

// by an invitation that one has, by one for one's verified address, by one's domain; and then again.
func TestComingInByTheProvider(t *testing.T) {
	o := startProvider(t)
	p := start(t, o.settings(t, "--oidc-domains", "Example.org"))
	owner := p.owner()
	in := func(name, email, role string, wish map[string]any) *browser {
		t.Helper()
		b := newBrowser(t, p.base)
		if at := b.by(name, wish); at != "/" {
			t.Errorf("%s is at %s", name, at)
		}
		who := b.account()
		if who.Person == nil || who.Person.Email != email || who.Person.Role != role || !who.Person.SSO || who.Person.Password || who.SSO == nil || who.SSO.Name != "Work" {
			t.Errorf("%s is %+v", name, who.Person)
		}
		return b
	}
	out := func(name, reason string, wish map[string]any) {
		t.Helper()
		b := newBrowser(t, p.base)
		if at := b.by(name, wish); at != "/sign-in#sso="+reason || b.account().Person != nil {
			t.Errorf("%s is at %s, as %+v", name, at, b.account().Person)
		}
	}
	out("grace", "unknown", nil)
	owner.invite("member", "GRACE@example.com")
	out("mallory", "unknown", nil) // says that she has that address, which the provider has not verified
	first := in("grace", "grace@example.com", "member", nil)
	in("hedy", "hedy@example.org", "member", nil) // of the domain
	out("ada", "unknown", nil)                    // of another
	again := in("grace", "grace@example.com", "member", nil)
	if first.account().Person.ID != again.account().Person.ID {
		t.Error("the second time she is somebody else")
	}
	for_ := owner.invite("owner", "katherine@example.com")
	out("ada", "email", map[string]any{"invite": for_})
	out("mallory", "email", map[string]any{"invite": for_})
	if b := in("katherine", "katherine@example.com", "owner", map[string]any{"invite": for_}); b.account().Name != "Katherine Johnson" {
		t.Errorf("she is called %s", b.account().Name)
	}
	out("ada", "invite", map[string]any{"invite": for_})
	var renewal struct{ URL string }
	decodeFolded(t, owner.post("/api/v1/people/"+owner.account().Person.ID+"/link", map[string]string{}), &renewal)
	_, token, _ := strings.Cut(renewal.URL, "#k=")
	out("ada", "invite", map[string]any{"invite": token}) // is for a password
	open := owner.invite("member", "")
	in("mallory", "", "member", map[string]any{"invite": open}) // whoever has it; her address is not believed
	out("", "denied", nil)
}

// who has the same address at the provider is not the person with a password, until that person says so.
func TestAnEqualAddressIsNotTheSamePerson(t *testing.T) {
	o := startProvider(t)
	p := start(t, o.settings(t, "--oidc-domains", "example.com"))
	owner := p.owner()
	grace := p.member(owner, "member", "grace@example.com")
	me := grace.account().Person.ID
	stranger := newBrowser(t, p.base)
	if at := stranger.by("grace", nil); at != "/sign-in#sso=taken" || stranger.account().Person != nil {
		t.Errorf("she is at %s", at)
	}
	if a := stranger.post("/api/sso", map[string]any{"link": true}); a.status != http.StatusUnauthorized {
		t.Errorf("a stranger connects: %d", a.status)
	}
	if at := grace.by("grace", map[string]any{"link": true, "return": "/account"}); at != "/account" {
		t.Errorf("connecting ends at %s", at)
	}
	if who := grace.account().Person; who == nil || !who.SSO || !who.Password {
		t.Errorf("she is %+v", who)
	}
	if at := stranger.by("grace", nil); at != "/" || stranger.account().Person == nil || stranger.account().Person.ID != me {
		t.Errorf("now she is at %s", at)
	}
	hedy := newBrowser(t, p.base)
	if at := hedy.by("hedy", map[string]any{"invite": owner.invite("member", "")}); at != "/" {
		t.Fatalf("hedy is at %s", at)
	}
	if a := hedy.delete("/api/v1/account/sso"); a.status != http.StatusConflict || !hedy.account().Person.SSO { // her one way in
		t.Errorf("without a password: %d %s", a.status, a.body)
	}
	if at := owner.by("grace", map[string]any{"link": true, "return": "/account"}); at != "/account#sso=linked" {
		t.Errorf("the owner connects hers: %s", at)
	}
	// Who has a password leaves the provider again, and is asked for it there.
	ok(t, grace.delete("/api/v1/account/sso"), nil)
	if who := grace.account().Person; who == nil || who.SSO {
		t.Errorf("she is still connected: %+v", who)
	}
	if at := newBrowser(t, p.base).by("grace", nil); at != "/sign-in#sso=taken" {
		t.Errorf("by the provider she is at %s", at)
	}
	// Who begins to connect and signs out, or is somebody else by then, connects nothing.
	back := grace.at(grace.begin(map[string]any{"link": true, "return": "/account"}), "hedy")
	ok(t, grace.post("/api/sign-out", map[string]bool{}), nil)
	if at := grace.back(back); at != "/sign-in#sso=state" || grace.account().Person != nil {
		t.Errorf("signed out meanwhile: %s", at)
	}
}

// an answer that this browser did not ask for, or has used, or that is for another question, changes nothing.
func TestAnAnswerIsBoundToItsQuestion(t *testing.T) {
	o := startProvider(t)
	p := start(t, o.settings(t, "--oidc-domains", "example.com,example.org"))
	p.owner()
	const refused = "/sign-in#sso=state"
	victim, thief := newBrowser(t, p.base), newBrowser(t, p.base)
	back := thief.at(thief.begin(nil), "hedy")
	if at := victim.back(back); at != refused || victim.account().Person != nil || victim.cookie() != "" { // signing somebody in as oneself
		t.Errorf("in another browser: %s", at)
	}
	victim.begin(nil)
	if at := victim.back(back); at != refused || victim.account().Person != nil {
		t.Errorf("in one that began something else: %s", at)
	}
	if at := thief.back(strings.Replace(back, "iss=", "iss=http://evil.example/", 1)); at != "/sign-in#sso=provider" {
		t.Errorf("from another provider: %s", at)
	}
	if at := thief.back(back); at != refused {
		t.Errorf("once more, as it should have been: %s", at)
	}
	lost := newBrowser(t, p.base)
	back, _, _ = strings.Cut(lost.at(lost.begin(nil), "hedy"), "?")
	_, state, _ := strings.Cut(lost.begin(nil), "&state=")
	state, _, _ = strings.Cut(state, "&")
	if at := lost.back(back + "?code=guess&state=" + state); at != "/sign-in#sso=provider" || lost.account().Person != nil {
		t.Errorf("with a code that is none: %s", at)
	}
	b := newBrowser(t, p.base)
	address, err := url.Parse(b.begin(nil))
	if err != nil {
		t.Fatal(err)
	}
	q := address.Query()
	if q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || q.Get("nonce") == "" || q.Get("response_type") != "code" {
		t.Errorf("the question is %v", q)
	}
	kept := cookieOf(b, "sso")
	back = b.at(address.String(), "grace")
	if at := b.back(back); at != "/" || b.account().Person == nil {
		t.Fatalf("in the right browser: %s", at)
	}
	// Once more, with the cookie it had.
	here, _ := url.Parse(p.base)
	replay := newBrowser(t, p.base)
	replay.http.Jar.SetCookies(here, []*http.Cookie{{Name: "sso", Value: kept, Path: "/"}})
	if at := replay.back(back); at != refused || replay.account().Person != nil {
		t.Errorf("the same answer again: %s", at)
	}
	// Another nonce: a token that was issued for somebody else's question.
	b = newBrowser(t, p.base)
	address, _ = url.Parse(b.begin(nil))
	q = address.Query()
	q.Set("nonce", "ANOTHERNONCE")
	address.RawQuery = q.Encode()
	if at := b.back(b.at(address.String(), "grace")); at != "/sign-in#sso=provider" || b.account().Person != nil {
		t.Errorf("with another nonce: %s", at)
	}
	// Another challenge: a code that was asked for elsewhere.
	b = newBrowser(t, p.base)
	address, _ = url.Parse(b.begin(nil))
	q = address.Query()
	q.Set("code_challenge", strings.Repeat("A", 43))
	address.RawQuery = q.Encode()
	if at := b.back(b.at(address.String(), "grace")); at != "/sign-in#sso=provider" || b.account().Person != nil {
		t.Errorf("with another challenge: %s", at)
	}
	// A cookie that we did not seal, and none.
	for _, forged := range []string{"", "x", kept[:len(kept)-4] + "AAAA"} {
		b := newBrowser(t, p.base)
		b.http.Jar.SetCookies(here, []*http.Cookie{{Name: "sso", Value: forged, Path: "/"}})
		if at := b.back(back); at != refused || b.cookie() != "" {
			t.Errorf("with the cookie %q: %s", forged, at)
		}
	}
}

func cookieOf(b *browser, name string) string {
	u, _ := url.Parse(b.base)
	for _, c := range b.http.Jar.Cookies(u) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

//
func TestTheWayBackIsOurs(t *testing.T) {
	o := startProvider(t)
	p := start(t, o.settings(t, "--oidc-domains", "example.com"))
	b := newBrowser(t, p.base)
	for _, wrong := range []string{"//evil.example", "/\\evil.example", "https://evil.example", "evil", "/\t/evil.example", "/ /x", "\\\\evil", "/api/sign-out", "javascript:alert(1)", "/%zz", "/ws/boards/x"} {
		if a := b.post("/api/sso", map[string]any{"return": wrong}); a.status != http.StatusUnprocessableEntity {
			t.Errorf("%q is taken: %d %s", wrong, a.status, a.body)
		}
	}
	if at := b.by("grace", map[string]any{"return": "/b/x?y=1#k=z"}); at != "/b/x?y=1#k=z" {
		t.Errorf("she is at %s", at)
	}
}

// a provider that is down takes nothing with it but itself.
func TestTheProviderIsDown(t *testing.T) {
	o := startProvider(t)
	p := start(t, o.settings(t, "--oidc-domains", "example.com"))
	owner := p.owner()
	p.member(owner, "member", "bea@example.com")
	b := newBrowser(t, p.base)
	back := b.at(b.begin(nil), "grace")
	o.stop()
	if at := b.back(back); at != "/sign-in#sso=provider" || b.account().Person != nil {
		t.Errorf("coming back: %s", at)
	}
	ok(t, b.signIn("bea@example.com", password), nil)
	later := start(t, o.settings(t))
	if a := newBrowser(t, later.base).post("/api/sso", map[string]any{}); a.status != http.StatusServiceUnavailable || a.code() != "unavailable" {
		t.Errorf("beginning: %d %s", a.status, a.body)
	}
	without := start(t, settings(t))
	if a := newBrowser(t, without.base).post("/api/sso", map[string]any{}); a.status != http.StatusNotFound {
		t.Errorf("without a provider: %d", a.status)
	}
	if a := newBrowser(t, without.base).get("/api/sso/callback?state=x&code=y"); a.status != http.StatusNotFound {
		t.Errorf("back without a provider: %d", a.status)
	}
}
