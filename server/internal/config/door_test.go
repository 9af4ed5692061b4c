package config

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestACertificateNeedsNoProxy(t *testing.T) {
	cmd := load(t, "serve", "--addr", ":443", "--tls-cert", "c.pem", "--tls-key", "k.pem", "--base-url", "https://felt.example.com", "--http-addr", ":80", "--admin-addr", "127.0.0.1:9090")
	if c := cmd.Config; !c.TLS() || c.HTTPAddr != ":80" || c.AdminAddr != "127.0.0.1:9090" {
		t.Errorf("got %+v", c)
	}
	load(t, "serve", "--tls-cert", "c.pem", "--tls-key", "k.pem") // for this machine
	cmd = load(t, "serve", "--addr", ":443", "--acme-hosts", "Felt.example.com, b.example.com", "--acme-email", "ops@example.com")
	c := cmd.Config
	if !c.TLS() || !slices.Equal(c.ACMEHosts, []string{"felt.example.com", "b.example.com"}) || c.HTTPAddr != ":80" || len(c.BaseURLs) != 2 || c.BaseURLs[0].String() != "https://felt.example.com" {
		t.Errorf("got %+v", c)
	}
	if c = load(t, "serve", "--addr", ":443", "--acme-hosts", "felt.example.com", "--http-addr", "off").Config; c.HTTPAddr != "" {
		t.Errorf("off is %s", c.HTTPAddr)
	}
	if cmd = load(t, "health", "--acme-hosts", "felt.example.com", "--admin-addr", "127.0.0.1:9090"); cmd.Config.AdminAddr == "" || !cmd.Config.TLS() {
		t.Errorf("health asks %+v", cmd.Config)
	}
}

func TestDoorsThatDoNotFitAreNamed(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
	}{
		{"TLS_KEY", []string{"--tls-cert", "c.pem"}},
		{"TLS_CERT", []string{"--tls-key", "k.pem"}},
		{"ACME_HOSTS", []string{"--tls-cert", "c.pem", "--tls-key", "k.pem", "--acme-hosts", "felt.example.com"}},
		{"ACME_HOSTS", []string{"--acme-hosts", "localhost"}},
		{"ACME_HOSTS", []string{"--acme-hosts", "192.0.2.1"}},
		{"ACME_HOSTS", []string{"--acme-hosts", "*.example.com"}},
		{"ACME_HOSTS", []string{"--acme-hosts", "felt.example.com:443"}},
		{"ACME_HOSTS", []string{"--acme-hosts", "felt.example.com", "--base-url", "https://other.example.com"}},
		{"ACME_HOSTS", []string{"--acme-hosts", "felt.example.com", "--redis-url", "redis://r:1", "--database-url", "postgres://d/x"}},
		{"ACME_EMAIL", []string{"--acme-hosts", "felt.example.com", "--acme-email", "ops"}},
		{"ACME_URL", []string{"--acme-hosts", "felt.example.com", "--acme-url", "http://ca.example.com/dir"}},
		{"BASE_URL", []string{"--tls-cert", "c.pem", "--tls-key", "k.pem", "--base-url", "http://localhost:8080"}},
		{"ADDR", []string{"--tls-cert", "c.pem", "--tls-key", "k.pem", "--addr", ":443"}},
		{"LAN", []string{"--tls-cert", "c.pem", "--tls-key", "k.pem", "--lan"}},
		{"HTTP_ADDR", []string{"--http-addr", ":80"}},
		{"HTTP_ADDR", []string{"--acme-hosts", "felt.example.com", "--http-addr", "80"}},
		{"ADMIN_ADDR", []string{"--admin-addr", "9090"}},
		{"ADMIN_ADDR", []string{"--admin-addr", ":9090"}},
	} {
		_, err := Load(append([]string{"serve"}, c.args...), t.Output())
		problems, ok := errors.AsType[Problems](err)
		if !ok || !slices.ContainsFunc(problems, func(p Problem) bool { return p.Name == "FELTBOARD_"+c.name }) {
			t.Errorf("%s: %v, want a problem with %s", strings.Join(c.args, " "), err, c.name)
		}
	}
	load(t, "serve", "--admin-addr", ":9090", "--metrics-token", "a-token-for-scraping")
}
