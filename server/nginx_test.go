package main_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// nginx is the program, which Debian has where not everybody's PATH leads.
func nginx(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"nginx", "/usr/sbin/nginx"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no nginx here; .ci/deps installs it on Debian (nginx-light)")
	return ""
}

// S-27, S-31: the recipe for a reverse proxy, server/nginx.conf as it stands but for addresses, is walked through: pages, a
// websocket, a stream that nobody keeps back, and the visitor's own address, whatever they claim.
func TestTheRecipeForAReverseProxy(t *testing.T) {
	program := nginx(t)
	ca, dir := newAuthority(t), t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	ca.give(cert, key, time.Hour)
	ports := freePorts(t, 3)
	https, plain, behind := ports[0], ports[1], ports[2]
	recipe, err := os.ReadFile("nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	site := string(recipe)
	for old, fresh := range map[string]string{
		"/etc/ssl/board.example.org.pem": cert, "/etc/ssl/board.example.org.key": key, "server 127.0.0.1:8080;": fmt.Sprintf("server 127.0.0.1:%d;", behind),
		"listen 443 ssl": fmt.Sprintf("listen %d ssl", https), "listen 80;": fmt.Sprintf("listen %d;", plain), "board.example.org;": "felt.test;",
	} {
		if !strings.Contains(site, old) {
			t.Fatalf("the recipe has no %s", old)
		}
		site = strings.ReplaceAll(site, old, fresh)
	}
	conf := filepath.Join(dir, "nginx.conf")
	whole := fmt.Sprintf("daemon off; master_process off; pid %[1]s/pid; error_log %[1]s/error.log; events {}\nhttp { access_log off; client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;\n%[2]s}\n", dir, site)
	if err := os.WriteFile(conf, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	running(t, nil, program, "-p", dir, "-e", filepath.Join(dir, "error.log"), "-c", conf)

	base := fmt.Sprintf("https://felt.test:%d", https)
	p := start(t, settings(t, "--addr", fmt.Sprintf("127.0.0.1:%d", behind), "--base-url", base, "--trusted-proxies", "127.0.0.1"))
	wait(t, "nginx is there", func() bool {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", https))
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	// A visitor from another address than the proxy's, who knows its name.
	visitor := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 3)}}
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return visitor.DialContext(ctx, network, fmt.Sprintf("127.0.0.1:%d", https))
	}
	through := func() *browser {
		b := newTLSBrowser(t, base, ca.trust())
		b.http.Transport.(*http.Transport).DialContext = dial
		return b
	}
	owner := through()
	a := owner.post("/api/setup", map[string]string{"token": p.setup, "name": "Ada"})
	if a.status != http.StatusOK || !strings.HasPrefix(a.header.Get("Set-Cookie"), "__Host-s=") || a.header.Get("Strict-Transport-Security") == "" || a.header.Get("Content-Security-Policy") == "" {
		t.Fatalf("set-up: %d %s", a.status, a.body)
	}
	board := owner.newBoard("One")
	guest := through()
	guest.join(board.ID, board.key("client"), "Eve")
	events, refused := guest.stream(board.ID, nil)
	if events == nil {
		t.Fatalf("a stream: %d %s", refused.status, refused.body)
	}
	d := websocket.Dialer{Jar: owner.http.Jar, Subprotocols: []string{"feltboard.v1"}, TLSClientConfig: ca.trust(), NetDialContext: dial}
	conn, _, err := d.Dial("wss"+strings.TrimPrefix(base, "https")+"/ws/boards/"+board.ID, http.Header{"Origin": {base}})
	if err != nil {
		t.Fatalf("a websocket: %v", err)
	}
	defer conn.Close()
	newTab := newTab(owner, board.ID)
	if err := conn.WriteMessage(websocket.TextMessage, newTab.Hello()); err != nil {
		t.Fatal(err)
	}
	if _, first, err := conn.ReadMessage(); err != nil || len(first) == 0 {
		t.Errorf("the first frame: %.80s, %v", first, err)
	}
	events.until(`"t":"welcome"`)

	r := guest.request(http.MethodGet, "/api/v1/limits", "")
	r.Header.Set("X-Forwarded-For", "203.0.113.9")
	guest.send(r)
	log := p.log.String()
	if strings.Contains(log, "203.0.113.9") || !strings.Contains(log, `"from":"127.0.0.3"`) || strings.Contains(log, `"from":"127.0.0.1"`) {
		t.Errorf("addresses:\n%s", log)
	}
	away := newBrowser(t, fmt.Sprintf("http://127.0.0.1:%d", plain))
	away.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	r = away.request(http.MethodGet, "/join?x=1", "")
	r.Host = "felt.test"
	if a := away.send(r); a.status != http.StatusPermanentRedirect || a.header.Get("Location") != "https://felt.test/join?x=1" {
		t.Errorf("plain HTTP: %d to %s", a.status, a.header.Get("Location"))
	}
}
