package main_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// authority gives certificates that a browser of the test trusts.
type authority struct {
	t     *testing.T
	cert  *x509.Certificate
	key   *ecdsa.PrivateKey
	given int64
}

func newAuthority(t *testing.T) *authority {
	a := &authority{t: t, given: 1}
	a.key = a.newKey()
	form := &x509.Certificate{
		SerialNumber: big.NewInt(a.given), Subject: pkix.Name{CommonName: "a test's authority"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, a.key.Public(), a.key)
	if err != nil {
		t.Fatal(err)
	}
	if a.cert, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return a
}

func (a *authority) newKey() *ecdsa.PrivateKey {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	return key
}

// give writes a certificate for this machine, and its key; it returns the certificate's number.
func (a *authority) give(certFile, keyFile string, lasts time.Duration) (serial int64) {
	a.t.Helper()
	a.given++
	key := a.newKey()
	form := &x509.Certificate{
		SerialNumber: big.NewInt(a.given), Subject: pkix.Name{CommonName: "this machine"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(lasts),
		DNSNames: []string{"localhost", "felt.test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, form, a.cert, key.Public(), a.key)
	if err != nil {
		a.t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		a.t.Fatal(err)
	}
	a.write(keyFile, "PRIVATE KEY", secret)
	a.write(certFile, "CERTIFICATE", der)
	return a.given
}

func (a *authority) write(file, kind string, der []byte) {
	a.t.Helper()
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		a.t.Fatal(err)
	}
}

func (a *authority) trust() *tls.Config {
	roots := x509.NewCertPool()
	roots.AddCert(a.cert)
	return &tls.Config{RootCAs: roots}
}

// newTLSBrowser is newBrowser for a server with a certificate.
func newTLSBrowser(t *testing.T, base string, trust *tls.Config) *browser {
	b := newBrowser(t, base)
	b.http.Transport.(*http.Transport).TLSClientConfig, b.tls = trust.Clone(), trust
	return b
}

// shown is the number of the certificate that somebody who connects now is shown.
func shown(t *testing.T, addr string, trust *tls.Config) int64 {
	t.Helper()
	conn, err := tls.Dial("tcp", addr, trust)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	return conn.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

// S-31: with a certificate of its own the server needs no proxy, and a new certificate disturbs nobody.
func TestACertificateIsShownAndRenewedWhilePeopleWrite(t *testing.T) {
	ca, dir := newAuthority(t), t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	first := ca.give(cert, key, 90*24*time.Hour)
	p := start(t, settings(t, "--tls-cert", cert, "--tls-key", key, "--http-addr", "127.0.0.1:0"))
	addr := strings.TrimPrefix(p.base, "https://")
	if !strings.Contains(p.out.String(), p.base+"/setup#k=") {
		t.Errorf("printed:\n%s", p.out)
	}
	owner := newTLSBrowser(t, p.base, ca.trust())
	a := owner.post("/api/setup", map[string]string{"token": p.setup, "name": "Ada"})
	cookie := a.header.Get("Set-Cookie")
	if a.status != http.StatusOK || !strings.HasPrefix(cookie, "__Host-s=") || !strings.Contains(cookie, "; Secure") || a.header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%d, HSTS %q, cookie %.9s", a.status, a.header.Get("Strict-Transport-Security"), cookie)
	}
	board := owner.newBoard("One")
	guest := newTLSBrowser(t, p.base, ca.trust())
	guest.join(board.ID, board.key("client"), "Eve")
	tab := guest.open(board.ID)
	if code := tab.does(tab.note("Says", "over TLS")); code != "" {
		t.Errorf("a note: %s", code)
	}
	events, refused := guest.stream(board.ID, nil) // HTTP/2, as browsers would
	if events == nil {
		t.Fatalf("a stream: %d %s", refused.status, refused.body)
	}
	events.until("over TLS")

	if got := shown(t, addr, ca.trust()); got != first {
		t.Errorf("shown %d, want %d", got, first)
	}
	second := ca.give(cert, key, 90*24*time.Hour)
	wait(t, "the new certificate is shown", func() bool { return shown(t, addr, ca.trust()) == second })
	third := ca.give(cert, key, time.Hour)
	syscall.Kill(os.Getpid(), syscall.SIGHUP)
	wait(t, "it is shown at once", func() bool { return shown(t, addr, ca.trust()) == third })
	if code := tab.does(tab.note("Says", "goes on")); code != "" {
		t.Errorf("a note by the connection from before: %s", code)
	}
	events.until("goes on")
	if a := owner.get("/readyz"); !strings.Contains(string(a.body), "the certificate ends on") {
		t.Errorf("nothing about a certificate that ends within the hour: %s", a.body)
	}

	// What is no certificate replaces nothing.
	if err := os.WriteFile(cert, []byte("half a cert"), 0o600); err != nil {
		t.Fatal(err)
	}
	syscall.Kill(os.Getpid(), syscall.SIGHUP)
	wait(t, "it is said", func() bool {
		return strings.Contains(string(owner.get("/readyz").body), "the certificate from before is shown on")
	})
	if got := shown(t, addr, ca.trust()); got != third {
		t.Errorf("shown %d, want %d", got, third)
	}

	for _, old := range []uint16{tls.VersionTLS10, tls.VersionTLS11} {
		trust := ca.trust()
		trust.MinVersion, trust.MaxVersion = old, old
		if conn, err := tls.Dial("tcp", addr, trust); err == nil {
			conn.Close()
			t.Errorf("it speaks %s", tls.VersionName(old))
		}
	}
}

// S-31: who comes over plain HTTP is sent on, with the headers, and to no other site.
func TestPlainHTTPIsSentOn(t *testing.T) {
	ca, dir := newAuthority(t), t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	ca.give(cert, key, 90*24*time.Hour)
	p := start(t, settings(t, "--tls-cert", cert, "--tls-key", key, "--http-addr", "127.0.0.1:0", "--base-url", "https://felt.test,https://second.test:8443"))
	plain := newBrowser(t, "http://"+p.app.PlainAddr().String())
	plain.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, c := range []struct {
		method, host, path string
		status             int
		to                 string
	}{
		{"GET", "felt.test", "/b/x?y=1", 308, "https://felt.test/b/x?y=1"},
		{"HEAD", "FELT.test:80", "/", 308, "https://felt.test/"},
		{"GET", "second.test", "/join", 308, "https://second.test:8443/join"},
		{"GET", "evil.example", "/join", 308, "https://felt.test/join"},
		{"GET", "felt.test", "//evil.example/x", 308, "https://felt.test//evil.example/x"},
		{"GET", "felt.test", "/.well-known/acme-challenge/x", 308, "https://felt.test/.well-known/acme-challenge/x"},
		{"POST", "felt.test", "/api/join", 405, ""},
		{"TRACE", "felt.test", "/", 405, ""},
	} {
		r := plain.request(c.method, c.path, "")
		r.Host = c.host
		a := plain.send(r)
		if a.status != c.status || a.header.Get("Location") != c.to {
			t.Errorf("%s http://%s%s: %d to %q", c.method, c.host, c.path, a.status, a.header.Get("Location"))
		}
		if a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Content-Security-Policy") == "" || a.header.Get("Set-Cookie") != "" {
			t.Errorf("%s %s: %v", c.method, c.path, a.header)
		}
	}
	if !strings.Contains(p.out.String(), "Feltboard is at https://felt.test\n") {
		t.Errorf("printed:\n%s", p.out)
	}
}

// S-28: with an address for whoever runs the server, people's address has neither metrics nor profiles.
func TestMetricsAndProfilesHaveTheirOwnAddress(t *testing.T) {
	p := start(t, settings(t, "--admin-addr", "127.0.0.1:0", "--metrics-token", "a-token-for-scraping"))
	people, admin := newBrowser(t, p.base), newBrowser(t, "http://"+p.app.AdminAddr().String())
	for path, want := range map[string][2]int{
		"/metrics": {404, 200}, "/debug/pprof/": {404, 200}, "/debug/pprof/heap": {404, 200}, "/debug/pprof/cmdline": {404, 200}, "/debug/pprof/trace?seconds=0.1": {404, 200},
		"/healthz": {200, 200}, "/readyz": {200, 200}, "/": {200, 404}, "/api/session": {200, 404}, "/api/v1/limits": {200, 404},
	} {
		for i, b := range []*browser{people, admin} {
			a := b.get(path)
			if a.status != want[i] || a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s of %s: %d, want %d", path, b.base, a.status, want[i])
			}
		}
	}
	for token, want := range map[string]int{"": 404, "Bearer wrong": 404, "Bearer a-token-for-scraping": 200} {
		for _, path := range []string{"/metrics", "/debug/pprof/heap"} {
			r := admin.request(http.MethodGet, path, "")
			r.Host = "rebound.example" // as a page would that had made this name lead here
			r.Header.Set("Authorization", token)
			if a := admin.send(r); a.status != want {
				t.Errorf("%s with %q: %d", path, token, a.status)
			}
		}
	}
	out := &strings.Builder{}
	cmd := command(t, nil, "health", "--admin-addr", p.app.AdminAddr().String())
	cmd.Stdout, cmd.Stderr = io.Discard, out
	if err := cmd.Run(); err != nil {
		t.Errorf("feltboard health: %v: %s", err, out)
	}
	without := start(t, settings(t))
	if a := newBrowser(t, without.base).get("/debug/pprof/"); a.status != http.StatusNotFound {
		t.Errorf("profiles for everybody: %d", a.status)
	}
}
