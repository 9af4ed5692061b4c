package redisbus_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"feltboard/realtime/bus/redisbus"
)

func TestAnotherKeyHearsNothing(t *testing.T) {
	s := start(t)
	key, m := newKey(), new(redisbus.Metrics)
	a, b := open(t, s.URL(), key), open(t, s.URL(), key)
	c := openWith(t, s.URL(), redisbus.Options{Key: newKey(), Metrics: m})
	atA, atB, atC := listen(a, "x"), listen(b, "x"), listen(c, "x")
	for _, e := range []*ear{atA, atB, atC} {
		e.isTold(t, patience)
	}
	a.Publish("x", []byte("secret"))
	atB.hears(t, "secret")
	until(t, "the message is counted as refused", patience, func() bool { return m.Refused.Load() == 1 })
	c.Publish("x", []byte("forged"))
	a.Publish("x", []byte("genuine"))
	atB.hears(t, "genuine")
	if len(atC.heard) > 0 {
		t.Errorf("another key heard %q", <-atC.heard)
	}
	if n := m.Heard.Load(); n != 0 {
		t.Errorf("another key counted %d messages as heard", n)
	}
}

// Whoever can write to Redis cannot make nodes hear anything, nor end their session.
func TestStrangersMessagesAreDropped(t *testing.T) {
	s := start(t)
	key, m := newKey(), new(redisbus.Metrics)
	a, b := openWith(t, s.URL(), redisbus.Options{Key: key, Metrics: m}), open(t, s.URL(), key)
	atA := listen(a, "x")
	atA.isTold(t, patience)
	for _, message := range []string{"x", strings.Repeat("x", 36), strings.Repeat("x", 50_000)} {
		do(t, s, "PUBLISH", "feltboard:{x}", message)
	}
	b.Publish("x", []byte("genuine"))
	atA.hears(t, "genuine")
	if n := m.Refused.Load(); n != 3 {
		t.Errorf("%d messages were refused, not 3", n)
	}
	if n := m.Sessions.Load(); n != 1 {
		t.Errorf("connected %d times", n)
	}
}

// S-29: the line of the package's documentation is enough for everything, and nothing in it is too much.
func TestDocumentedRightsSuffice(t *testing.T) {
	rights := documented(t)
	s := start(t)
	do(t, s, rights...)
	restricted(t, asUser(s.URL()))
	for _, less := range []string{"-ping", "-cluster|shards", "-publish", "-subscribe", "resetchannels"} {
		do(t, s, "ACL", "SETUSER", "feltboard", less)
		b := open(t, asUser(s.URL()), newKey())
		until(t, "Ready names the refusal after "+less, patience, func() bool {
			err := b.Ready()
			return err != nil && strings.Contains(err.Error(), "NOPERM") && strings.Contains(err.Error(), "rights")
		})
		b.Close()
		do(t, s, rights...)
	}
}

// documented is the command of the package's documentation that sets the rights.
func documented(t *testing.T) (words []string) {
	t.Helper()
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	words = strings.Fields(regexp.MustCompile(`ACL SETUSER .*`).FindString(string(doc)))
	if len(words) == 0 {
		t.Fatal("doc.go has no line that sets the rights")
	}
	return words
}

// restricted uses everything that the bus can do, and checks that the session never ends.
func restricted(t *testing.T, url string) {
	t.Helper()
	key, m := newKey(), new(redisbus.Metrics)
	a, b := openWith(t, url, redisbus.Options{Key: key, Metrics: m}), open(t, url, key)
	for range 3 {
		e := &ear{heard: make(chan string, 10), missed: make(chan struct{}, 10)}
		stop := a.Listen("x", e)
		e.isTold(t, patience)
		b.Publish("x", []byte("hello"))
		e.hears(t, "hello")
		stop()
	}
	listen(a, "y").isTold(t, patience) // what was refused before would have been heard of by now
	ready(t, a)
	if n := m.Sessions.Load(); n != 1 {
		t.Errorf("connected %d times", n)
	}
}

func asUser(url string) string { return strings.Replace(url, "//", "//feltboard:a-long-password@", 1) }

func TestPassword(t *testing.T) {
	s := start(t, "--requirepass", "right")
	var log bytes.Buffer
	key := newKey()
	a := open(t, strings.Replace(s.URL(), "//", "//:right@", 1), key)
	b := openWith(t, strings.Replace(s.URL(), "//", "//:wr0ng@", 1),
		redisbus.Options{Key: key, Log: slog.New(slog.NewTextHandler(&log, nil))})
	c := open(t, s.URL(), key)
	ready(t, a)
	for _, refused := range []*redisbus.Bus{b, c} {
		until(t, "Ready names the password", patience, func() bool {
			err := refused.Ready()
			return err != nil && strings.Contains(err.Error(), "check the user, the password")
		})
	}
	b.Close()
	if log.Len() == 0 || strings.Contains(log.String()+b.Ready().Error(), "wr0ng") {
		t.Errorf("the log: %s", &log)
	}
}

func TestUnixSocket(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	start(t, "--unixsocket", socket)
	key := newKey()
	a, b := open(t, "unix://"+socket, key), open(t, "unix://"+socket, key)
	atA, atB := listen(a, "x"), listen(b, "x")
	passes(t, a, b, atA, atB, "by a socket")
}

func TestTLS(t *testing.T) {
	dir := t.TempDir()
	cert, secret := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	certify(t, cert, secret)
	t.Setenv("SSL_CERT_FILE", cert)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	_, port, _ := net.SplitHostPort(addr)
	start(t, "--tls-port", port, "--tls-cert-file", cert, "--tls-key-file", secret, "--tls-auth-clients", "no")

	key := newKey()
	a, b := open(t, "rediss://"+addr, key), open(t, "rediss://localhost:"+port+"?skip_verify=true", key)
	atA, atB := listen(a, "x"), listen(b, "x")
	passes(t, a, b, atA, atB, "by TLS")
	c := open(t, "rediss://localhost:"+port, key)
	until(t, "a server that is not the one asked for is refused", patience, func() bool {
		err := c.Ready()
		return err != nil && strings.Contains(err.Error(), "certificate")
	})
}

// certify writes a certificate for 127.0.0.1, not for localhost, and its key.
func certify(t *testing.T, certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{
		certFile: {Type: "CERTIFICATE", Bytes: cert}, keyFile: {Type: "PRIVATE KEY", Bytes: secret},
	} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenRefusesWhatWaitingCannotHeal(t *testing.T) {
	for _, url := range []string{"", "localhost:6379", "http://:s3cret@localhost", "redis://:s3cret@local host", "redis://:s3/cret@localhost",
		"redis://:s3cret@localhost?nonsense=s3cret"} {
		_, err := redisbus.Open(url, redisbus.Options{Key: newKey()})
		if err == nil {
			t.Errorf("%q is opened", url)
		} else if strings.Contains(err.Error(), "s3") {
			t.Errorf("the error for %q tells the password: %v", url, err)
		}
	}
	for _, n := range []int{0, 16, 31, 33} {
		if _, err := redisbus.Open("redis://localhost", redisbus.Options{Key: make([]byte, n)}); err == nil {
			t.Errorf("a key of %d bytes is taken", n)
		}
	}
}
