package main_test

import (
	"net/http"
	"strings"
	"testing"
)

// S-11: every address that the API describes answers with the headers, to the owner and to nobody, by every method, whatever
// becomes of the request.
func TestEveryDescribedAddressAnswersWithTheHeaders(t *testing.T) {
	p := start(t, settings(t))
	owner, nobody := p.owner(), newBrowser(t, p.base)
	board := owner.newBoard("One")
	var described struct {
		Paths map[string]map[string]struct{}
	}
	decodeFolded(t, owner.get("/api/v1/openapi.json"), &described)
	want := map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "Cross-Origin-Resource-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "no-store",
	}
	asked := 0
	for path := range described.Paths {
		path = strings.NewReplacer("{id}", board.ID, "{role}", "team").Replace(path)
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} {
			for who, b := range map[string]*browser{"the owner": owner, "nobody": nobody} {
				if who == "the owner" && method == "DELETE" || strings.HasSuffix(path, "/stream") && method == "POST" {
					continue // what is ended answers no more; a stream has a test of its own
				}
				r := b.request(method, path, "{}")
				if method == "GET" || method == "OPTIONS" || method == "TRACE" {
					r = b.request(method, path, "")
				}
				a := b.send(r)
				asked++
				for name, value := range want {
					if got := a.header.Get(name); got != value {
						t.Errorf("%s %s by %s (%d): %s is %q", method, path, who, a.status, name, got)
					}
				}
				if !strings.Contains(a.header.Get("Content-Security-Policy"), "default-src 'none'") || a.header.Get("Permissions-Policy") == "" {
					t.Errorf("%s %s by %s (%d): no policy", method, path, who, a.status)
				}
				if a.header.Get("Access-Control-Allow-Origin") != "" {
					t.Errorf("%s %s: other sites may read it", method, path)
				}
				if a.status >= 500 || a.status >= 400 && a.code() == "" {
					t.Errorf("%s %s by %s: %d %.200s", method, path, who, a.status, a.body)
				}
				if a.status/100 == 2 && (method == http.MethodTrace || method == http.MethodOptions) {
					t.Errorf("%s %s: %d", method, path, a.status)
				}
			}
		}
	}
	if asked < 500 {
		t.Errorf("only %d requests: is the description whole?", asked)
	}
}
