package main_test

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// pebbleVersion is that of a small ACME server, by those who run Let's Encrypt, and of the name server that goes with it.
const pebbleVersion = "v2.10.1"

var pebbles = sync.OnceValue(func() error {
	const module = "github.com/letsencrypt/pebble/v2/cmd/"
	cmd := exec.Command("go", "install", module+"pebble@"+pebbleVersion, module+"pebble-challtestsrv@"+pebbleVersion)
	cmd.Env = append(os.Environ(), "GOBIN="+builds, "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("install pebble: %w: %s", err, out)
	}
	return nil
})

// freePorts are ports of this machine that nobody listened on a moment ago.
func freePorts(t *testing.T, n int) (ports []int) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

// running starts a program until the test ends; what it said is told if the test fails.
func running(t *testing.T, env []string, name string, args ...string) {
	t.Helper()
	said := &buffer{}
	cmd := exec.Command(name, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), env...), said, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(name), said)
		}
	})
}

// S-31: a real authority (pebble) gives the certificate, over port 80 or, where there is none, over TLS itself; it is kept,
// and nobody else's name is asked for.
func TestAnAuthorityGivesTheCertificate(t *testing.T) {
	if err := pebbles(); err != nil {
		t.Fatal(err)
	}
	const host = "board.felt.test"
	for name, plain := range map[string]bool{"over port 80": true, "over TLS alone": false} {
		t.Run(name, func(t *testing.T) {
			ca, dir := newAuthority(t), t.TempDir()
			ports := freePorts(t, 7)
			names, control, directory, manage, https, http80 := ports[0], ports[1], ports[2], ports[3], ports[4], ports[5]
			asked := https
			if plain {
				asked = ports[6] // where nobody answers, so that port 80 is asked
			}
			cert, key, root := filepath.Join(dir, "ca.pem"), filepath.Join(dir, "ca.key"), filepath.Join(dir, "root.pem")
			ca.give(cert, key, time.Hour)
			ca.write(root, "CERTIFICATE", ca.cert.Raw)
			config, err := json.Marshal(map[string]any{"pebble": map[string]any{
				"listenAddress": fmt.Sprintf("127.0.0.1:%d", directory), "managementListenAddress": fmt.Sprintf("127.0.0.1:%d", manage),
				"certificate": cert, "privateKey": key, "httpPort": http80, "tlsPort": asked,
				"profiles": map[string]any{"default": map[string]any{"description": "ninety days", "validityPeriod": 7776000}},
			}})
			if err != nil {
				t.Fatal(err)
			}
			settingsFile := filepath.Join(dir, "pebble.json")
			if err := os.WriteFile(settingsFile, config, 0o600); err != nil {
				t.Fatal(err)
			}
			running(t, nil, filepath.Join(builds, "pebble-challtestsrv"), "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dnsserver", fmt.Sprintf("127.0.0.1:%d", names),
				"-management", fmt.Sprintf("127.0.0.1:%d", control), "-http01", "", "-https01", "", "-tlsalpn01", "", "-doh", "")
			running(t, []string{"PEBBLE_VA_NOSLEEP=1", "PEBBLE_AUTHZREUSE=0"}, filepath.Join(builds, "pebble"), "-config", settingsFile, "-dnsserver", fmt.Sprintf("127.0.0.1:%d", names))
			away := &http.Client{Transport: &http.Transport{TLSClientConfig: ca.trust(), DisableKeepAlives: true}, Timeout: patience}
			get := func(address string) ([]byte, error) {
				res, err := away.Get(address)
				if err != nil {
					return nil, err
				}
				defer res.Body.Close()
				return io.ReadAll(res.Body)
			}
			wait(t, "the authority is there", func() bool { _, err := get(fmt.Sprintf("https://127.0.0.1:%d/dir", directory)); return err == nil })

			data, at80 := t.TempDir(), "off"
			if plain {
				at80 = fmt.Sprintf("127.0.0.1:%d", http80)
			}
			env := []string{
				"SSL_CERT_FILE=" + root, "FELTBOARD_ADDR=127.0.0.1:" + fmt.Sprint(https), "FELTBOARD_HTTP_ADDR=" + at80, "FELTBOARD_ACME_HOSTS=" + host,
				fmt.Sprintf("FELTBOARD_ACME_URL=https://127.0.0.1:%d/dir", directory), "FELTBOARD_ACME_EMAIL=ops@felt.test", "FELTBOARD_DATA=" + data,
			}
			begin := func() *exec.Cmd {
				cmd, said := command(t, env, "serve"), &buffer{}
				cmd.Stdout, cmd.Stderr = said, said
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() {
					cmd.Process.Kill()
					if t.Failed() {
						t.Logf("feltboard said:\n%s", said)
					}
				})
				return cmd
			}
			first := begin()
			trusted, err := get(fmt.Sprintf("https://127.0.0.1:%d/roots/0", manage))
			if err != nil {
				t.Fatal(err)
			}
			roots := x509.NewCertPool()
			roots.AppendCertsFromPEM(trusted)
			trust := &tls.Config{RootCAs: roots, ServerName: host}
			addr := fmt.Sprintf("127.0.0.1:%d", https)
			given := func() (serial string) {
				conn, err := tls.Dial("tcp", addr, trust)
				if err != nil {
					return ""
				}
				defer conn.Close()
				return conn.ConnectionState().PeerCertificates[0].SerialNumber.String()
			}
			// Before anybody has asked: the server asks the authority as it starts.
			kept := func() (files int) {
				fs.WalkDir(os.DirFS(data), "acme", func(path string, entry fs.DirEntry, err error) error {
					if err != nil || entry.IsDir() {
						return err
					}
					if info, err := entry.Info(); err == nil && info.Mode().Perm() != 0o600 {
						t.Errorf("%s may be read by others: %v", path, info.Mode())
					}
					if entry.Name() == host {
						files++
					}
					return nil
				})
				return files
			}
			wait(t, "the certificate is kept", func() bool { return kept() == 1 })
			serial := given()
			if serial == "" {
				t.Fatal("nobody trusts it")
			}
			for _, other := range []string{"other.felt.test", ""} {
				if conn, err := tls.Dial("tcp", addr, &tls.Config{RootCAs: roots, ServerName: other, InsecureSkipVerify: true}); err == nil {
					conn.Close()
					t.Errorf("it has a certificate for %q", other)
				}
			}
			b := newTLSBrowser(t, "https://"+addr, trust)
			if a := b.get("/api/session"); a.status != http.StatusOK || a.header.Get("Strict-Transport-Security") == "" || !strings.Contains(string(a.body), `"base_url":"https://`+host+`"`) {
				t.Errorf("%d %s", a.status, a.body)
			}
			if plain {
				b := newBrowser(t, "http://"+at80)
				if a := b.get("/.well-known/acme-challenge/none"); a.status/100 != 4 {
					t.Errorf("no such challenge: %d", a.status)
				}
			}
			out, err := command(t, env, "health").CombinedOutput()
			if err != nil {
				t.Errorf("health: %v %s", err, out)
			}
			first.Process.Kill()
			first.Wait()
			second := begin()
			wait(t, "it is back", func() bool { return given() != "" })
			if again := given(); again != serial {
				t.Errorf("another certificate was asked for: %s, then %s", serial, again)
			}
			second.Process.Kill()
			second.Wait()
		})
	}
}
