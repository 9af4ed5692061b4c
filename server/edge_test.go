package main_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"feltboard/web"

	"github.com/google/uuid"
)

// S-9
func TestOnlyOurPagesOpenLiveConnections(t *testing.T) {
	cfg := settings(t)
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("One")
	refused := map[string]http.Header{
		"missing":        {},
		"null":           {"Origin": {"null"}},
		"another site":   {"Origin": {"https://evil.example"}},
		"a suffix":       {"Origin": {p.base + ".evil.example"}},
		"another scheme": {"Origin": {strings.Replace(p.base, "http:", "https:", 1)}},
		"two":            {"Origin": {p.base, p.base}},
		"upper case":     {"Origin": {strings.Replace(p.base, "http", "HTTP", 1)}},
		"a trailing dot": {"Origin": {strings.Replace(p.base, "127.0.0.1", "127.0.0.1.", 1)}},
		"another port":   {"Origin": {p.base + "1"}},
		"no port":        {"Origin": {"http://127.0.0.1"}},
		"a path":         {"Origin": {p.base + "/"}},
		"empty":          {"Origin": {""}},
	}
	for name, header := range refused {
		if _, status, err := owner.dial(board.ID, header); err == nil || status != http.StatusForbidden {
			t.Errorf("%s: %d, %v", name, status, err)
		}
	}
	for _, origin := range []string{p.base, strings.Replace(p.base, "127.0.0.1", "localhost", 1)} {
		conn, status, err := owner.dial(board.ID, http.Header{"Origin": {origin}})
		if err != nil {
			t.Errorf("%s: %d, %v", origin, status, err)
			continue
		}
		conn.Close()
	}
}

// With a public address, its origin alone counts, not the one that is listened on.
func TestThePublicAddressIsTheOnlyOrigin(t *testing.T) {
	p := start(t, settings(t, "--base-url", "https://felt.example.com:443"))
	b := newBrowser(t, p.base)
	for origin, want := range map[string]bool{
		"https://felt.example.com": true, "https://felt.example.com:443": false, "http://felt.example.com": false, p.base: false,
	} {
		conn, status, err := b.dial(uuid.NewString(), http.Header{"Origin": {origin}})
		if (err == nil) != want {
			t.Errorf("%s: %d, %v", origin, status, err)
		}
		if err == nil {
			if _, _, err := conn.ReadMessage(); closeCode(err) != 4005 {
				t.Errorf("%s, signed out: %v", origin, err)
			}
			conn.Close()
		}
	}
	if !strings.Contains(p.out.String(), "https://felt.example.com:443/setup#k=") {
		t.Errorf("printed:\n%s", p.out)
	}
	// Behind TLS the cookie is a __Host- one (S-4), and HSTS is on (S-11).
	a := b.post("/api/setup", map[string]string{"token": p.setup, "name": "Ada"})
	cookie := a.header.Get("Set-Cookie")
	if !strings.HasPrefix(cookie, "__Host-s=") {
		t.Errorf("the cookie: %s", strings.SplitN(cookie, "=", 2)[0])
	}
	for _, want := range []string{"; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie lacks %s", want)
		}
	}
	if strings.Contains(cookie, "Domain") || a.header.Get("Strict-Transport-Security") == "" {
		t.Errorf("a domain in the cookie, or no HSTS")
	}
}

func TestWhoMayNotComeInIsToldByACloseCode(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "")
	for name, c := range map[string]struct {
		b     *browser
		board string
		code  int
	}{
		"no session":           {newBrowser(t, p.base), board.ID, 4005},
		"no session, no board": {newBrowser(t, p.base), uuid.NewString(), 4005},
		"no such board":        {guest, uuid.NewString(), 4004},
		"no board's id":        {guest, "x", 4004},
		"not on this board":    {guest, owner.newBoard("Two").ID, 4004},
		"the owner, no board":  {owner, uuid.NewString(), 4004},
	} {
		conn, status, err := c.b.dial(c.board, nil)
		if err != nil {
			t.Errorf("%s: %d, %v", name, status, err)
			continue
		}
		if _, _, err := conn.ReadMessage(); closeCode(err) != c.code {
			t.Errorf("%s: %v, want %d", name, err, c.code)
		}
		conn.Close()
	}
}

// S-10
func TestOtherSitesChangeNothing(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	body := `{"template":"empathy-map","title":"Forged"}`
	for name, c := range map[string]struct {
		header http.Header
		status int
	}{
		"by another site":           {http.Header{"Sec-Fetch-Site": {"cross-site"}, "Content-Type": {"application/json"}}, 403},
		"by a sibling":              {http.Header{"Sec-Fetch-Site": {"same-site"}, "Content-Type": {"application/json"}}, 403},
		"by an old browser's other": {http.Header{"Origin": {"https://evil.example"}, "Content-Type": {"application/json"}}, 403},
		"by a form":                 {http.Header{"Content-Type": {"text/plain"}}, 415},
		"by an encoded form":        {http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, 415},
		"of no type":                {http.Header{}, 415},
		"of a type that looks it":   {http.Header{"Content-Type": {"application/json-patch"}}, 415},
	} {
		r := owner.request(http.MethodPost, "/api/v1/boards", body)
		r.Header = c.header
		if a := owner.send(r); a.status != c.status || a.code() == "" {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	r := owner.request(http.MethodOptions, "/api/v1/boards", "")
	r.Header.Set("Origin", "https://evil.example")
	r.Header.Set("Access-Control-Request-Method", "POST")
	if a := owner.send(r); a.header.Get("Access-Control-Allow-Origin") != "" || a.status/100 == 2 {
		t.Errorf("a preflight: %d %v", a.status, a.header)
	}
	var list struct{ Boards []struct{ Title string } }
	decodeFolded(t, owner.get("/api/v1/boards"), &list)
	if len(list.Boards) != 0 {
		t.Errorf("boards: %+v", list.Boards)
	}
}

// S-11
func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	asset := ""
	if page := owner.get("/"); page.status == http.StatusOK && web.Built() {
		asset = regexp.MustCompile(`/assets/[^"]+\.js`).FindString(string(page.body))
	}
	const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'; object-src 'none'; " +
		"require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/", 200}, {"GET", "/setup", 200}, {"GET", "/b/" + board.ID, 200}, {"GET", "/b/" + board.ID + "/", 200}, {"GET", "/b/" + board.ID + "/room", 200}, {"HEAD", "/", 200},
		{"GET", "/b/", 404}, {"GET", "/b/x/y", 404}, {"GET", "/b/x/room/y", 404}, {"GET", "/join", 200}, {"GET", "/j/ABCDEF", 200}, {"GET", "/j/", 404}, {"GET", "/j/A/B", 404}, {"GET", "/embed/x", 200}, {"GET", "/embed/", 404}, {"GET", "/embed/x/y", 404}, {"GET", "/api/v1/embed/x", 404}, {"GET", "/nowhere", 404}, {"GET", "/assets/none.js", 404}, {"GET", "/.gitkeep", 404},
		{"DELETE", "/", 405}, {"TRACE", "/", 405}, {"OPTIONS", "*", 404}, {"PUT", "/nowhere", 415},
		{"GET", "/api/session", 200}, {"GET", "/api/none", 404}, {"GET", "/api/", 404}, {"GET", "/api/join", 405}, {"DELETE", "/api/session", 405},
		{"POST", "/api/join", 400}, {"GET", "/api/v1/boards/x/me", 404}, {"GET", "/api/v1/openapi.json", 200}, {"GET", "/api/v1/limits", 200},
		{"GET", "/api/v1/boards/" + board.ID + "/export?format=pdf", 422}, {"GET", "/api/v1/boards/" + board.ID + "/me?x=1", 422},
		{"GET", "/ws/boards/x", 403}, {"GET", "/ws/none", 404},
		{"GET", "/healthz", 200}, {"GET", "/readyz", 200}, {"GET", "/metrics", 200},
	} {
		r := owner.request(c.method, strings.TrimPrefix(c.path, "*"), "")
		if c.path == "*" {
			r.URL.Path = "*"
		}
		a := owner.send(r)
		if a.status != c.status {
			t.Errorf("%s %s: %d, want %d: %.200s", c.method, c.path, a.status, c.status, a.body)
		}
		for name, want := range map[string]string{
			"Content-Security-Policy": csp, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s %s: %s is %q", c.method, c.path, name, got)
			}
		}
		if a.header.Get("Permissions-Policy") == "" {
			t.Errorf("%s %s: no Permissions-Policy", c.method, c.path)
		}
		if cache := a.header.Get("Cache-Control"); cache == "" || strings.HasPrefix(c.path, "/api") && cache != "no-store" || a.status/100 != 2 && cache != "no-store" {
			t.Errorf("%s %s: Cache-Control %q", c.method, c.path, cache)
		}
		if strings.HasPrefix(c.path, "/api") && a.status >= 400 && a.code() == "" {
			t.Errorf("%s %s: no error of ours: %s", c.method, c.path, a.body)
		}
	}
	if asset != "" {
		for encoding, accepts := range map[string]string{"br": "br, gzip", "gzip": "gzip"} {
			r := owner.request(http.MethodGet, asset, "")
			r.Header.Set("Accept-Encoding", accepts)
			a := owner.send(r)
			if a.status != http.StatusOK || !strings.Contains(a.header.Get("Cache-Control"), "immutable") || a.header.Get("Content-Encoding") != encoding || a.header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s: %d %v", asset, a.status, a.header)
			}
			r = owner.request(http.MethodGet, asset, "")
			r.Header.Set("If-None-Match", a.header.Get("ETag"))
			r.Header.Set("Accept-Encoding", accepts)
			if a := owner.send(r); a.status != http.StatusNotModified {
				t.Errorf("%s again: %d", encoding, a.status)
			}
		}
	}
}

// S-15
func TestJSONIsReadStrictly(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	const marker = "MARKER-OF-WHAT-WAS-SENT"
	for name, c := range map[string]struct {
		body   string
		status int
		field  string
	}{
		"doubled":     {`{"template":"empathy-map","title":"a","title":"` + marker + `"}`, 400, ""},
		"folded":      {`{"template":"empathy-map","title":"a","Title":"` + marker + `"}`, 400, ""},
		"unknown":     {`{"template":"empathy-map","title":"a","` + marker + `":1}`, 400, ""},
		"missing":     {`{"template":"empathy-map"}`, 422, ""},
		"wrong type":  {`{"template":"empathy-map","title":7}`, 422, "title"},
		"too long":    {`{"template":"empathy-map","title":"` + strings.Repeat(marker, 10) + `"}`, 422, "title"},
		"not listed":  {`{"template":"empathy-map","title":"a","lang":"` + marker + `"}`, 422, "lang"},
		"no template": {`{"template":"` + marker + `","title":"a"}`, 422, "template"},
		"hidden":      {`{"template":"empathy-map","title":"a\u202e` + marker + `"}`, 422, "title"},
		"bad UTF-8":   {"{\"template\":\"empathy-map\",\"title\":\"\xff" + marker + `"}`, 400, ""},
		"surrogate":   {`{"template":"empathy-map","title":"\ud800` + marker + `"}`, 400, ""},
		"no JSON":     {marker, 400, ""},
		"two values":  {`{"template":"empathy-map","title":"a"} {}`, 400, ""},
		"nothing":     {``, 400, ""},
		"null":        {`null`, 422, ""},
		"a list":      {`[]`, 422, ""},
		"deep":        {strings.Repeat("[", 30000), 400, ""},
		"too large":   {`{"title":"` + strings.Repeat("x", 70000) + `"}`, 413, ""},
	} {
		a := owner.send(owner.request(http.MethodPost, "/api/v1/boards", c.body))
		if a.status != c.status && !(a.status == 400 && c.status == 422 && c.field == "") || a.code() == "" {
			t.Errorf("%s: %d %s, want %d", name, a.status, a.body, c.status)
		}
		if c.field != "" && !strings.Contains(string(a.body), fmt.Sprintf(`"field":%q`, c.field)) {
			t.Errorf("%s: %s does not name %s", name, a.body, c.field)
		}
		if strings.Contains(string(a.body), marker) {
			t.Errorf("%s: it is repeated: %s", name, a.body)
		}
	}
}

// S-28
func TestHeadersHaveAnEnd(t *testing.T) {
	p := start(t, settings(t))
	b := newBrowser(t, p.base)
	r := b.request(http.MethodGet, "/healthz", "")
	r.Header.Set("X-Large", strings.Repeat("x", 40<<10))
	if a := b.send(r); a.status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("40 KiB of headers: %d", a.status)
	}
}

// S-17
func TestNamesAreCleanedOrRefused(t *testing.T) {
	p := start(t, settings(t))
	board := p.owner().newBoard("One")
	for given, want := range map[string]string{
		"  Carla   Rossi ": "Carla Rossi", "ﬁona": "fiona", "Zoë": "Zoë", "Renée 👩‍🔬": "Renée 👩‍🔬", "李小龍": "李小龍", "": "",
	} {
		b := newBrowser(t, p.base)
		j := b.join(board.ID, board.key("client"), given)
		tab := b.open(board.ID)
		if got, _ := tab.Record(j.Member).F["name"].(string); got != want {
			t.Errorf("%q became %q", given, got)
		}
		tab.disconnect()
	}
	for _, name := range []string{
		"Eve\u202eadA", "E\u200bve", "\u2066Eve", "Eve\u200f", "\u3164", "\u2800", "   ", "Eve\x00", "E\u0301\u0302\u0303\u0304\u0305ve", "Eve\u200dAda", strings.Repeat("x", 41),
	} {
		a := newBrowser(t, p.base).post("/api/join", map[string]string{"board": board.ID, "key": board.key("client"), "name": name})
		if a.status != http.StatusUnprocessableEntity || !strings.Contains(string(a.body), `"field":"name"`) {
			t.Errorf("%q: %d %s", name, a.status, a.body)
		}
	}
}

func TestHealthReadinessAndMetrics(t *testing.T) {
	cfg := settings(t)
	cfg.MetricsToken = "a-token-for-scraping"
	p := start(t, cfg)
	b := newBrowser(t, p.base)
	if a := b.get("/healthz"); a.status != http.StatusOK {
		t.Errorf("healthz: %d", a.status)
	}
	if a := b.get("/readyz"); a.status != http.StatusOK || !strings.Contains(string(a.body), `"ready":true`) {
		t.Errorf("readyz: %d %s", a.status, a.body)
	}
	if a := b.get("/metrics"); a.status != http.StatusOK || !strings.Contains(string(a.body), "feltboard_connections 0") {
		t.Errorf("metrics: %d", a.status)
	}
	for host, want := range map[string]int{"felt.example.com": 404, "felt.example.com:8080": 404, "127.0.0.1.example.com": 404, "localhost": 200, "[::1]:8080": 200} {
		r := b.request(http.MethodGet, "/metrics", "")
		r.Host = host // through a proxy that does not say so
		if a := b.send(r); a.status != want {
			t.Errorf("metrics of %s: %d", host, a.status)
		}
	}
	for token, want := range map[string]int{"": 404, "Bearer wrong": 404, "Bearer a-token-for-scraping": 200} {
		r := b.request(http.MethodGet, "/metrics", "")
		r.Header.Set("X-Forwarded-For", "203.0.113.9") // through a proxy: not this machine
		r.Header.Set("Authorization", token)
		if a := b.send(r); a.status != want {
			t.Errorf("metrics with %q: %d", token, a.status)
		}
	}
}

func TestInOneRoomNoAddressLeadsNowhere(t *testing.T) {
	p := start(t, settings(t, "--lan"))
	printed := p.out.String()
	var session struct {
		LAN       bool
		Reachable bool
		BaseURL   string `json:"base_url"`
	}
	p.base = strings.Replace(p.base, "[::]", "127.0.0.1", 1)
	p.base = strings.Replace(p.base, "0.0.0.0", "127.0.0.1", 1)
	b := newBrowser(t, p.base)
	a := b.get("/api/session")
	decodeFolded(t, answer{a.status, a.header, slices.Clone(a.body)}, &session)
	if !session.LAN {
		t.Errorf("the session: %s", a.body)
	}
	if session.Reachable == strings.Contains(printed, "phones cannot reach it") {
		t.Errorf("reachable is %v, and printed was:\n%s", session.Reachable, printed)
	}
	if session.Reachable {
		if !strings.Contains(printed, "█") || strings.Contains(session.BaseURL, "127.0.0.1") {
			t.Errorf("no code to scan for %s:\n%s", session.BaseURL, printed)
		}
		r := httptest.NewRequest(http.MethodGet, session.BaseURL+"/healthz", nil)
		r.RequestURI = ""
		if a := b.send(r); a.status != http.StatusOK {
			t.Errorf("%s: %d", session.BaseURL, a.status)
		}
		conn, status, err := b.dial(uuid.NewString(), http.Header{"Origin": {session.BaseURL}})
		if err != nil {
			t.Errorf("a live connection from %s: %d, %v", session.BaseURL, status, err)
		} else {
			conn.Close()
		}
	}
	if a.header.Get("Cross-Origin-Opener-Policy") != "" {
		t.Errorf("COOP over plain HTTP only makes browsers complain")
	}
}
