package main_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
)

// filled is a pattern as an address that can be asked for.
func filled(pattern, board string) (method, path string) {
	method, path, parted := strings.Cut(pattern, " ")
	if !parted {
		method, path = http.MethodGet, pattern
	}
	return method, strings.NewReplacer("{id}", board, "{role}", "team", "{target}", "x", "{member}", "x", "{person}", "x", "{invite}", "x", "{session}", "x", "{link}", "x").Replace(path)
}

// S-9, S-10: whatever changes something, and every live connection, is refused to pages of other origins, by whatever browser,
// and nothing is changed.
func TestOtherOriginsChangeNothingAnywhere(t *testing.T) {
	c := newCast(t)
	st := c.stage(t)
	host, port, _ := strings.Cut(strings.TrimPrefix(c.base, "http://"), ":")
	evil := map[string]http.Header{
		"another site":        {"Origin": {"https://evil.example"}},
		"none":                {"Origin": {"null"}},
		"a suffix":            {"Origin": {c.base + ".evil.example"}},
		"another scheme":      {"Origin": {strings.Replace(c.base, "http:", "https:", 1)}},
		"another port":        {"Origin": {"http://" + host + ":1" + port}},
		"upper case":          {"Origin": {strings.Replace(c.base, "http", "HTTP", 1)}},
		"a trailing dot":      {"Origin": {"http://" + host + ".:" + port}},
		"two":                 {"Origin": {c.base, "https://evil.example"}},
		"the browser says so": {"Origin": {"https://evil.example"}, "Sec-Fetch-Site": {"cross-site"}},
		"a sibling":           {"Origin": {"http://wiki." + host}, "Sec-Fetch-Site": {"same-site"}},
		"it says so alone":    {"Sec-Fetch-Site": {"cross-site"}},
	}
	before := st.books(t).digest()
	changing := 0
	for _, pattern := range c.app.Routes() {
		method, path := filled(pattern, st.board.ID)
		live := path == "/ws/boards/"+st.board.ID
		if method == http.MethodGet && !live {
			continue
		}
		changing++
		for name, header := range evil {
			if live {
				if _, status, err := c.by["host"].dial(st.board.ID, header); err == nil || status != http.StatusForbidden {
					t.Errorf("%s by %s: %d, %v", pattern, name, status, err)
				}
				continue
			}
			r := c.by["host"].request(method, path, pick2(method == http.MethodPost, "{}", ""))
			for key, values := range header {
				r.Header[key] = values
			}
			if a := c.by["host"].send(r); a.status != http.StatusForbidden || a.header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s by %s: %d %.100s", pattern, name, a.status, a.body)
			}
		}
	}
	if after := st.books(t).digest(); after != before {
		t.Errorf("something has changed:\n%s\n\n%s", before, after)
	}
	if changing < 40 {
		t.Errorf("only %d addresses change something?", changing)
	}
}

func pick2(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// S-11: every address that the server answers at has the headers, whatever becomes of the request.
func TestEveryRouteAnswersWithTheHeaders(t *testing.T) {
	for name, args := range map[string][]string{"plain": nil, "https": {"--base-url", "https://felt.example.com"}} {
		t.Run(name, func(t *testing.T) {
			p := start(t, settings(t, args...))
			b := newBrowser(t, p.base)
			want := map[string]string{
				"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "Cross-Origin-Opener-Policy": "same-origin",
			}
			if name == "https" {
				want["Strict-Transport-Security"] = "max-age=63072000"
			}
			for _, pattern := range p.app.Routes() {
				_, path := filled(pattern, "2f1b4a10-6a5e-4d0a-9d58-0d6e1f6a7b11")
				for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"} {
					ctx, cancel := context.WithCancel(t.Context())
					r := b.request(method, path, pick2(method == "POST", "{}", "")).WithContext(ctx)
					res, err := b.http.Do(r) // a stream goes on
					if err != nil {
						t.Fatal(err)
					}
					for key, value := range want {
						if got := res.Header.Get(key); got != value {
							t.Errorf("%s %s (%d): %s is %q", method, path, res.StatusCode, key, got)
						}
					}
					policy := res.Header.Get("Content-Security-Policy")
					for _, part := range []string{"default-src 'none'", "base-uri 'none'", "form-action", "frame-ancestors 'none'"} {
						if !strings.Contains(policy, part) {
							t.Errorf("%s %s (%d): its policy lacks %s: %s", method, path, res.StatusCode, part, policy)
						}
					}
					if strings.Contains(policy, "unsafe-") || strings.Contains(policy, "*") {
						t.Errorf("%s %s: %s", method, path, policy)
					}
					if res.Header.Get("Permissions-Policy") == "" || res.Header.Get("Cross-Origin-Resource-Policy") == "" {
						t.Errorf("%s %s (%d): %v", method, path, res.StatusCode, res.Header)
					}
					if (strings.HasPrefix(path, "/api/") || strings.HasPrefix(path, "/ws/")) && !strings.HasPrefix(res.Header.Get("Cache-Control"), "no-store") {
						t.Errorf("%s %s (%d) may be kept: %q", method, path, res.StatusCode, res.Header.Get("Cache-Control"))
					}
					for key := range res.Header {
						if strings.HasPrefix(key, "Access-Control-") || key == "Server" || key == "X-Powered-By" {
							t.Errorf("%s %s (%d) has %s", method, path, res.StatusCode, key)
						}
					}
					if res.StatusCode == 500 || method == "TRACE" && res.StatusCode < 400 {
						t.Errorf("%s %s: %d", method, path, res.StatusCode)
					}
					cancel()
					res.Body.Close()
				}
			}
		})
	}
}
