package httpapi

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"feltboard/export"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"

	"github.com/prometheus/client_golang/prometheus"
)

// S-27
func TestAForwardedAddressIsBelievedOfProxiesAlone(t *testing.T) {
	a := addresses{trusted: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	for _, c := range []struct{ peer, forwarded, want string }{
		{"203.0.113.1:9", "", "203.0.113.1"},
		{"203.0.113.1:9", "198.51.100.7", "203.0.113.1"},
		{"10.0.0.1:9", "198.51.100.7", "198.51.100.7"},
		{"10.0.0.1:9", "6.6.6.6, 198.51.100.7", "198.51.100.7"},
		{"10.0.0.1:9", "198.51.100.7, 10.0.0.2", "198.51.100.7"},
		{"10.0.0.1:9", "", "10.0.0.1"},
		{"10.0.0.1:9", "nonsense", "10.0.0.1"},
		{"10.0.0.1:9", "198.51.100.7, nonsense", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:9", "2001:db8::1", "2001:db8::1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.peer
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := a.of(r).String(); got != c.want {
			t.Errorf("%s forwarding for %q: %s, want %s", c.peer, c.forwarded, got, c.want)
		}
	}
}

// Whoever forgot to list their proxy reads so, once in the log and for as long as it runs at /readyz.
func TestAProxyThatIsNotListedIsNamed(t *testing.T) {
	var log bytes.Buffer
	handler, _, err := New(Options{
		Accounts: accounts.New(gone{}), Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Registry: prometheus.NewRegistry(), Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.1/32")},
		Ready: func(context.Context) []string { return nil }, Warnings: func() []string { return nil }, Erase: erasesNothing{},
		Files: fstest.MapFS{"index.html": {Data: []byte("<p>the app")}}, Built: true, Base: &url.URL{Scheme: "http", Host: "felt.test"},
	})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(peer, forwarded string) string {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/readyz", nil)
		r.RemoteAddr = peer
		if forwarded != "" {
			r.Header.Set("X-Forwarded-For", forwarded)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w.Body.String()
	}
	ask("10.0.0.1:9", "192.168.0.7")     // somebody near, through the one that is listed
	ask("198.51.100.7:9", "203.0.113.1") // anybody may claim that
	if said := ask("127.0.0.1:9", ""); strings.Contains(said, "proxy") {
		t.Errorf("nothing was amiss, but /readyz says %s", said)
	}
	ask("10.0.0.2:9", "203.0.113.1")
	ask("10.0.0.2:9", "203.0.113.1")
	if said := ask("127.0.0.1:9", ""); !strings.Contains(said, "10.0.0.2 that FELTBOARD_TRUSTED_PROXIES") {
		t.Errorf("/readyz says %s", said)
	}
	if n := strings.Count(log.String(), "10.0.0.2 that FELTBOARD_TRUSTED_PROXIES"); n != 1 {
		t.Errorf("the log says so %d times: %s", n, &log)
	}
}

// S-30
func TestALimiterCountsByAddressAndForgetsTheLongestUnused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(time.Minute, 2, 2)
		one, two := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
		for i, want := range []bool{true, true, false} {
			if _, full := l.full(one); full == want {
				t.Errorf("event %d: full is %v", i+1, full)
			}
			if _, ok := l.take(one); ok != want {
				t.Errorf("event %d: %v", i+1, ok)
			}
		}
		if _, ok := l.take(two); !ok {
			t.Error("another address is bounded, too")
		}
		if wait, ok := l.take(one); ok || wait > 30*time.Second || wait < 29*time.Second {
			t.Errorf("the wait is %v, %v", wait, ok)
		}
		time.Sleep(30 * time.Second) // of the bubble's clock
		if _, ok := l.take(one); !ok {
			t.Error("still bounded after the wait")
		}
		for i := range maxKeys + 10 {
			l.take(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}))
		}
		if len(l.keys) != maxKeys || l.order.Len() != maxKeys {
			t.Errorf("%d keys, %d in order", len(l.keys), l.order.Len())
		}
	})
}

func TestASubscriberOfIPv6IsOne(t *testing.T) {
	l := newLimiter(time.Hour, 1, 1)
	if _, ok := l.take(netip.MustParseAddr("2001:db8:1:2::1")); !ok {
		t.Fatal("the first is bounded")
	}
	if _, ok := l.take(netip.MustParseAddr("2001:db8:1:2:3::4")); ok {
		t.Error("the same /64 is another")
	}
	if _, ok := l.take(netip.MustParseAddr("2001:db8:1:3::1")); !ok {
		t.Error("another /64 is the same")
	}
}

// S-30
func TestConnectionsAreCappedInAllWays(t *testing.T) {
	c := newCensus(config.Limits{Connections: 5, ConnectionsPerAddress: 4, ConnectionsPerLink: 3, ConnectionsPerSession: 2})
	addr := func(i int) netip.Addr { return netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}) }
	var leaves []func()
	enter := func(a int, v Visitor) bool {
		leave, ok := c.enter(addr(a), v)
		if ok {
			leaves = append(leaves, leave)
		}
		return ok
	}
	for i, step := range []struct {
		address int
		link    string
		browser string
		ok      bool
	}{
		{1, "a", "x", true}, {1, "a", "x", true}, {2, "b", "x", false}, {1, "a", "y", true}, {2, "a", "z", false},
		{1, "", "o", true}, {1, "b", "p", false}, {2, "b", "p", true}, {3, "c", "q", false},
	} {
		if ok := enter(step.address, Visitor{Link: step.link, Browser: step.browser}); ok != step.ok {
			t.Errorf("step %d: %v", i+1, ok)
		}
	}
	for _, leave := range leaves {
		leave()
	}
	if c.all != 0 || len(c.address)+len(c.links)+len(c.browsers) != 0 {
		t.Errorf("left behind: %d, %v, %v, %v", c.all, c.address, c.links, c.browsers)
	}
}

// S-21
func TestAttachmentsHaveSafeNames(t *testing.T) {
	for given, want := range map[string]string{
		"draft-1 - A.md":             `attachment; filename="draft-1 - A.md"`,
		"../../etc/passwd":           `attachment; filename=_.._etc_passwd`,
		"..\\..\\x":                  `attachment; filename=_.._x`,
		"a\"b\r\nSet-Cookie: x=1.md": `attachment; filename="a_b_Set-Cookie_ x_1.md"`,
		"ünïcode.md":                 `attachment; filename=_n_code.md`,
	} {
		if got := attachment(given); got != want {
			t.Errorf("%q: %s", given, got)
		}
	}
	if got := attachment(strings.Repeat("x", 500)); len(got) > 130 {
		t.Errorf("a name of %d bytes", len(got))
	}
}

// S-12
func TestAPreviewIsHarmless(t *testing.T) {
	for _, hostile := range []string{
		"<img src=x onerror=alert(1)>", "![x](https://evil.example/x.png)", "[x](javascript:alert(1))", "[x](JaVaScRiPt&colon;alert(1))",
		"[x](data:text/html;base64,PHN2Zz4=)", "<svg onload=alert(1)>", "</script><script>alert(1)</script>", "<a href=x onclick=y>z</a>",
		"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
		"<https://evil.example>", "<iframe src=x>", "<form action=x><input name=y>", "{{constructor.constructor('alert(1)')()}}", "- [ ] <b onmouseover=x>b</b>",
	} {
		html, err := render(file("---\ntitle: 'x'\n---\n\n" + hostile + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"<img", "<svg", "<script", "<iframe", "<form", "<a", "<math", "<style", "onerror=", "href", "src=", "onclick", "name="} {
			if strings.Contains(strings.ReplaceAll(html, "&lt;", ""), bad) {
				t.Errorf("%q became %q", hostile, html)
			}
		}
	}
	began := time.Now()
	if _, err := render(file(strings.Repeat("[", 1<<20))); err != nil || time.Since(began) > 10*time.Second {
		t.Errorf("a million brackets: %v after %v", err, time.Since(began))
	}
	html, err := render(file("---\ntitle: 'x'\n---\n\n## A\n\n- [x] done\n- [ ] not\n"))
	if linked, err := render(file("**Insight:** It is so. [On the board](https://felt.example/b/x#insight-y)\n\n- Held · [on the board](https://felt.example/b/x#action-y)\n")); err != nil || strings.Contains(linked, "board") || !strings.Contains(linked, "It is so.</p>") || !strings.Contains(linked, "Held</li>") {
		t.Errorf("a link is gone, and its words are not: %q, %v", linked, err)
	}
	if err != nil || !strings.Contains(html, "<h2>A</h2>") || strings.Count(html, `type="checkbox"`) != 2 || strings.Contains(html, "title") {
		t.Errorf("%q, %v", html, err)
	}
}

func TestPagesAreCompressedCachedAndFound(t *testing.T) {
	index := "<!doctype html>" + strings.Repeat("<p>felt</p>", 100)
	p, err := newPages(fstest.MapFS{
		"index.html":         {Data: []byte(index)},
		"assets/app-1.js":    {Data: []byte(strings.Repeat("felt();", 100))},
		"assets/app-1.js.br": {Data: []byte("as the build compressed it")},
		"assets/a.woff2":     {Data: []byte("wOF2 that does not shrink")},
		".gitkeep":           {},
	}, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, accept, kind, cache, encoding string
		status                              int
	}{
		{"/", "gzip", "text/html; charset=utf-8", "no-cache", "gzip", 200},
		{"/", "", "text/html; charset=utf-8", "no-cache", "", 200},
		{"/", "gzip;q=0, br", "text/html; charset=utf-8", "no-cache", "", 200},
		{"/b/x", "", "text/html; charset=utf-8", "no-cache", "", 200},
		{"/index.html", "", "text/html; charset=utf-8", "no-store", "", 404},
		{"/.gitkeep", "", "text/html; charset=utf-8", "no-store", "", 404},
		{"/assets/app-1.js", "deflate, gzip", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "gzip", 200},
		{"/assets/app-1.js", "gzip, deflate, br, zstd", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "br", 200},
		{"/assets/app-1.js", "br;q=0, gzip", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "gzip", 200},
		{"/assets/app-1.js.br", "br", "text/html; charset=utf-8", "no-store", "", 404},
		{"/assets/a.woff2", "gzip", "font/woff2", "public, max-age=31536000, immutable", "", 200},
		{"/assets/../index.html", "", "text/html; charset=utf-8", "no-store", "", 404},
	} {
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		r.Header.Set("Accept-Encoding", c.accept)
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		h := w.Result().Header
		got := fmt.Sprint(w.Code, h.Get("Content-Type"), h.Get("Cache-Control"), h.Get("Content-Encoding"))
		if want := fmt.Sprint(c.status, c.kind, c.cache, c.encoding); got != want {
			t.Errorf("%s: %s, want %s", c.path, got, want)
		}
	}
	built, err := newPages(fstest.MapFS{".gitkeep": {}}, false)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	built.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if !strings.Contains(w.Body.String(), "make run") {
		t.Errorf("without its web app it says %s", w.Body)
	}
}

// erasesNothing is an Eraser of a server on which nothing is ever erased.
type erasesNothing struct{ Eraser }

func (erasesNothing) OnErase(func(board string)) {}

// gone is a database that nobody can connect to.
type gone struct{}

func (gone) Connect(context.Context) (driver.Conn, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
}
func (gone) Driver() driver.Driver { return nil }
func (gone) ReadDB() *sql.DB       { return sql.OpenDB(gone{}) }
func (gone) Write(context.Context, func(accounts.Tx) error) error {
	_, err := gone{}.Connect(context.Background())
	return err
}

// Somebody who has been here before loads the app, which then can say what is the matter.
func TestTheAppIsThereWhileTheDatabaseIsAway(t *testing.T) {
	handler, _, err := New(Options{
		Accounts: accounts.New(gone{}), Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(), Erase: erasesNothing{},
		Files: fstest.MapFS{"index.html": {Data: []byte("<p>the app")}}, Built: true, Base: &url.URL{Scheme: "http", Host: "felt.test"},
	})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		for _, cookie := range []cookies{{secure: true}, {}} {
			r.AddCookie(&http.Cookie{Name: cookie.name(), Value: "SECRET"})
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	if w := ask("/"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "the app") {
		t.Errorf("the page: %d %s", w.Code, w.Body)
	}
	for _, path := range []string{"/api/session", "/ws/boards/4d9b7a52-5f29-4c5b-8d35-5a4c5b0f6f11"} {
		w := ask(path)
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), `"unavailable"`) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), "refused") {
			t.Errorf("%s tells what went wrong inside: %s", path, w.Body)
		}
	}
}

// Whoever asks whether the server is ready, however often, makes it write no more than four times a second; and who leaves
// before the answer does not make it another one for the others.
func TestReadinessCostsLittle(t *testing.T) {
	var asked atomic.Int32
	answer := make(chan bool)
	r := readiness{ask: func(ctx context.Context) []string {
		asked.Add(1)
		<-answer
		if ctx.Err() != nil {
			return []string{ctx.Err().Error()}
		}
		return nil
	}}
	gone, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if problems := r.get(gone); problems != nil {
				t.Errorf("it is not ready: %v", problems)
			}
		})
	}
	leave()
	close(answer)
	all.Wait()
	if n := asked.Load(); n > 20 { // more than once if the machine is slow
		t.Errorf("100 at once made it find out %d times", n)
	}
	r.at = time.Now().Add(-readyFor)
	before := asked.Load()
	if r.get(t.Context()); asked.Load() != before+1 {
		t.Error("an old answer was given again")
	}
}

func file(text string) export.File { return export.File{Name: "x.md", Data: []byte(text)} }
