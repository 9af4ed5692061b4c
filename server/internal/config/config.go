// Package config reads what an operator set, by flags and by FELTBOARD_* variables, into one struct. It starts with
// nothing set, reports everything that is wrong at once and by name, and can print what is in force without secrets.
//
// A flag wins over its variable. A secret can also be given as NAME_FILE, the path of a file that holds it.
package config

import (
	"net/netip"
	"net/url"
)

// Config is what "feltboard serve" runs with. Values are checked; the zero Config is not valid, Load gives the defaults.
type Config struct {
	// Addr is the host:port to listen on. Port 0 lets the system choose one.
	Addr string
	// Data is the folder that holds everything, unless DatabaseURL is set.
	Data string
	// DatabaseURL is the PostgreSQL database that nodes share. Empty: a SQLite file in Data, and one node.
	DatabaseURL string
	// RedisURL is the Redis server that carries changes between nodes at once. Empty: nodes look for them every second.
	RedisURL string
	// BaseURLs are the addresses people use, scheme and host without a path; the first one is written into links, and pages
	// of all of them may open live connections. Empty: the address that is listened on.
	BaseURLs []*url.URL
	// TLSCert and TLSKey are the files of a certificate to show, so that no proxy is needed. Empty: plain HTTP, unless ACMEHosts.
	TLSCert, TLSKey string
	// ACMEHosts are the names that an authority is asked to give certificates for, by ACME. Empty: none is asked.
	ACMEHosts []string
	// ACMEEmail is where the authority may write. Empty: nowhere.
	ACMEEmail string
	// ACMEURL is the authority's directory. Empty: Let's Encrypt.
	ACMEURL string
	// HTTPAddr is the host:port where those who come over plain HTTP are sent on, and the authority asks. Empty: nowhere.
	HTTPAddr string
	// AdminAddr is the host:port of metrics, profiles and health, for whoever runs the server. Empty: metrics and health are
	// at Addr, and there are no profiles.
	AdminAddr string
	// EmbedOrigins are the origins whose pages may frame a board by a link made for it, like https://wiki.example.com. Empty:
	// nobody's.
	EmbedOrigins []string
	// Proxies are the networks whose X-Forwarded-For is believed. Empty: nobody's.
	Proxies []netip.Prefix
	// MetricsToken lets others than this machine read /metrics. Empty: nobody else.
	MetricsToken string
	// OIDC is the provider by which people may sign in beside passwords. Zero: none.
	OIDC OIDC
	// LAN serves one room over plain HTTP (serve --lan).
	LAN bool
	// Demo makes a demo board at the first start (serve --demo).
	Demo bool
	// OwnerLink prints a link that signs the owner in again, who may have forgotten everything else (serve --owner-link).
	OwnerLink bool

	Limits Limits
}

// TLS says whether the server speaks it by itself.
func (c Config) TLS() bool { return c.TLSCert != "" || len(c.ACMEHosts) > 0 }

// Limits bound what people and machines may do. All are counts, 1 or more.
type Limits struct {
	Connections           int `json:"connections"`             // live connections in all
	ConnectionsPerAddress int `json:"connections_per_address"` // of one network address; an office shares one
	ConnectionsPerLink    int `json:"connections_per_link"`    // of everybody who joined by one link
	ConnectionsPerSession int `json:"connections_per_session"` // of one browser
	HandshakesPerSecond   int `json:"handshakes_per_second"`   // new connections of one network address
	JoinTriesPerMinute    int `json:"join_tries_per_minute"`   // failed tries of one network address
	CodeTriesPerAddress   int `json:"code_tries_per_address"`  // wrong codes of one network address in ten minutes
	CodeTriesPerMinute    int `json:"code_tries_per_minute"`   // wrong codes of all addresses
	JoinsPerLink          int `json:"joins_per_link"`          // people who can join by one link
	BoardsPerHour         int `json:"boards_per_hour"`         // boards made from one network address
	ChangesPerSecond      int `json:"changes_per_second"`      // mutations of one connection
	ChangesBurst          int `json:"changes_burst"`           // mutations of one connection at once
	ChangesPerBoard       int `json:"changes_per_board"`       // mutations of one board, per second
}
