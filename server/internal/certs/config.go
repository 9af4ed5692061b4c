package certs

import (
	"crypto/tls"

	"golang.org/x/crypto/acme"
)

// Source is what shows certificates.
type Source interface {
	// Get is for [tls.Config].
	Get(*tls.ClientHelloInfo) (*tls.Certificate, error)
	// Warnings are sentences for the operator; none if all is well.
	Warnings() []string
}

// Config is how the server speaks TLS: 1.2 and newer, with Go's own choice of suites. An authority may ask over it, too.
func Config(s Source) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: s.Get, NextProtos: []string{"h2", "http/1.1", acme.ALPNProto}}
}
