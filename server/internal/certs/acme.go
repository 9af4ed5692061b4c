package certs

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// How long until an authority that gave no certificate is asked again, at first and at most: they count failures.
const (
	againAfter = time.Minute
	againMost  = time.Hour
)

// renewedBy is how long before its end a certificate should have been renewed; those of some authorities last for six days.
const renewedBy = 24 * time.Hour

// Asked shows certificates that an authority gives and renews.
type Asked struct {
	manager *autocert.Manager
	hosts   []string
	log     *slog.Logger

	mu     sync.Mutex
	failed map[string]error     // by host
	ends   map[string]time.Time // of what is shown, by host
}

// Ask returns the certificates of hosts from the authority whose directory is at url; "" is Let's Encrypt. They and the
// account are kept in a folder of their own in dir. By asking, its terms are agreed to.
func Ask(hosts []string, email, url, dir string, log *slog.Logger) *Asked {
	return &Asked{hosts: hosts, log: log, failed: map[string]error{}, ends: map[string]time.Time{}, manager: &autocert.Manager{
		Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(filepath.Join(dir, "acme")), HostPolicy: autocert.HostWhitelist(hosts...), Email: email,
		Client: &acme.Client{DirectoryURL: url, UserAgent: "feltboard"},
	}}
}

// Get is for [tls.Config].
func (a *Asked) Get(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	cert, err := a.manager.GetCertificate(hello)
	if err != nil || cert.Leaf == nil || slices.Contains(hello.SupportedProtos, acme.ALPNProto) {
		return cert, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, host := range cert.Leaf.DNSNames { // those listed, as no others are asked for
		delete(a.failed, host)
		a.ends[host] = cert.Leaf.NotAfter
	}
	return cert, nil
}

// Challenges answers what the authority asks over plain HTTP, by whatever port, and leaves all else to next.
func (a *Asked) Challenges(next http.Handler) http.Handler {
	answers := a.manager.HTTPHandler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if host, _, err := net.SplitHostPort(r.Host); err == nil {
			r = r.WithContext(r.Context())
			r.Host = host
		}
		answers.ServeHTTP(w, r)
	})
}

// Keep asks for what is missing, until ctx ends, so that the first visitor need not wait for it. Renewing goes by itself.
func (a *Asked) Keep(ctx context.Context) {
	missing := slices.Clone(a.hosts)
	for wait := againAfter; len(missing) > 0; wait = min(2*wait, againMost) {
		missing = slices.DeleteFunc(missing, a.have)
		if len(missing) == 0 {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

// have gets a host's certificate.
func (a *Asked) have(host string) bool {
	_, err := a.Get(&tls.ClientHelloInfo{ServerName: host, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}})
	if err != nil {
		a.log.Warn("no certificate was given", "host", host, "err", err)
		a.mu.Lock()
		defer a.mu.Unlock()
		a.failed[host] = err
	}
	return err == nil
}

// Warnings are sentences about the certificates for the operator; none if all is well.
func (a *Asked) Warnings() (all []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for host, err := range a.failed {
		all = append(all, "there is no certificate for "+host+": "+strings.ReplaceAll(err.Error(), "\n", " ")+"; the authority must reach ports 80 and 443 of this server by that name")
	}
	for host, ends := range a.ends {
		if time.Until(ends) < renewedBy {
			all = append(all, "the certificate for "+host+" ends on "+ends.UTC().Format(time.DateOnly)+" and was not renewed: the authority must reach ports 80 and 443 of this server by that name")
		}
	}
	slices.Sort(all)
	return all
}
