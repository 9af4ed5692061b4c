package config

import (
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// door is how the server is come to beside its address: with a certificate of its own, and from the side.
type door struct {
	TLSCert   string `env:"FELTBOARD_TLS_CERT" name:"tls-cert" placeholder:"FILE" help:"Serve https with this certificate (PEM, the whole chain); it is read again when it changes."`
	TLSKey    string `env:"FELTBOARD_TLS_KEY" name:"tls-key" placeholder:"FILE" help:"The certificate's key (PEM)."`
	ACMEHosts string `env:"FELTBOARD_ACME_HOSTS" name:"acme-hosts" placeholder:"NAME,…" help:"Serve https with certificates for these names that Let's Encrypt gives; by this you agree to its terms."`
	ACMEEmail string `env:"FELTBOARD_ACME_EMAIL" name:"acme-email" placeholder:"EMAIL" help:"Where it may write about them (nowhere)."`
	ACMEURL   string `env:"FELTBOARD_ACME_URL" name:"acme-url" placeholder:"URL" help:"The ACME directory of another authority."`
	HTTPAddr  string `env:"FELTBOARD_HTTP_ADDR" name:"http-addr" placeholder:"HOST:PORT" help:"With https: where plain HTTP is sent on from, and the authority asks (:80 with --acme-hosts); off is nowhere."`
	AdminAddr string `env:"FELTBOARD_ADMIN_ADDR" name:"admin-addr" placeholder:"HOST:PORT" help:"Metrics, profiles and health, away from the address that people use."`
}

// read takes what is wrong by itself.
func (d door) read(c *Config, problems *Problems) {
	c.TLSCert, c.TLSKey, c.ACMEURL = d.TLSCert, d.TLSKey, d.ACMEURL
	switch {
	case d.TLSCert != "" && d.TLSKey == "":
		problems.add("TLS_KEY", "must name the file with the key of FELTBOARD_TLS_CERT")
	case d.TLSCert == "" && d.TLSKey != "":
		problems.add("TLS_CERT", "must name the file with the certificate of FELTBOARD_TLS_KEY")
	case d.TLSCert != "" && d.ACMEHosts != "":
		problems.add("ACME_HOSTS", "is set beside FELTBOARD_TLS_CERT; keep one of them")
	}
	for _, host := range split(d.ACMEHosts) {
		if !isHost(host) {
			problems.add("ACME_HOSTS", "must be names like board.example.org, separated by commas; no addresses, ports or wildcards")
			continue
		}
		c.ACMEHosts = append(c.ACMEHosts, strings.ToLower(host))
	}
	if c.ACMEEmail = d.ACMEEmail; d.ACMEEmail != "" {
		if to, err := mail.ParseAddress(d.ACMEEmail); err != nil || to.Address != d.ACMEEmail {
			problems.add("ACME_EMAIL", "must be an e-mail address, like ops@example.org")
		}
	}
	if d.ACMEURL != "" {
		if u, err := url.Parse(d.ACMEURL); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
			problems.add("ACME_URL", "must be the https address of an ACME directory")
		}
	}
	if c.HTTPAddr = d.HTTPAddr; d.HTTPAddr == "off" {
		c.HTTPAddr = ""
	} else if d.HTTPAddr == "" && len(c.ACMEHosts) > 0 {
		c.HTTPAddr = ":80"
	} else if d.HTTPAddr != "" && !isAddr(d.HTTPAddr) {
		problems.add("HTTP_ADDR", "must be host:port, like :80, or off")
	} else if d.HTTPAddr != "" && !c.TLS() {
		problems.add("HTTP_ADDR", "sends people on to https, so it needs FELTBOARD_TLS_CERT or FELTBOARD_ACME_HOSTS; the address to listen on is FELTBOARD_ADDR")
	}
	if c.AdminAddr = d.AdminAddr; d.AdminAddr != "" && !isAddr(d.AdminAddr) {
		problems.add("ADMIN_ADDR", "must be host:port, like 127.0.0.1:9090")
	}
}

// fits looks at what TLS asks of the other settings, whose addresses it completes.
func (d door) fits(c *Config, problems *Problems) {
	if c.LAN {
		problems.add("LAN", "is plain HTTP, for a trial in one room; leave it out where there is a certificate")
	}
	if len(c.ACMEHosts) > 0 && len(c.BaseURLs) == 0 {
		for _, host := range c.ACMEHosts {
			c.BaseURLs = append(c.BaseURLs, &url.URL{Scheme: "https", Host: host})
		}
	}
	for _, u := range c.BaseURLs {
		if u.Scheme != "https" {
			problems.add("BASE_URL", "must be https, as there is a certificate")
		} else if len(c.ACMEHosts) > 0 && !slices.Contains(c.ACMEHosts, u.Hostname()) {
			problems.add("ACME_HOSTS", "must name every host of FELTBOARD_BASE_URL")
		}
	}
}

// check is for asking a server on this machine.
func (d door) check(p place) (Config, error) {
	var problems Problems
	var c Config
	p.read(&c, &problems)
	d.read(&c, &problems)
	return problems.or(c)
}

func isAddr(text string) bool {
	_, port, err := net.SplitHostPort(text)
	n, perr := strconv.Atoi(port)
	return err == nil && perr == nil && n >= 0 && n <= 65535
}

// isHost says whether an authority could know a name.
func isHost(name string) bool {
	_, err := netip.ParseAddr(name)
	return err != nil && strings.Contains(strings.Trim(name, "."), ".") && !strings.ContainsFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.')
	})
}
