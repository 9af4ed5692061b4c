package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Problems is everything that is wrong with the settings.
type Problems []Problem

// Problem says what is wrong with one setting.
type Problem struct {
	Name string // the variable's name
	Text string // what is wrong and what to do
}

func (p Problems) Error() string {
	var b strings.Builder
	b.WriteString("The settings need attention:")
	for _, one := range p {
		fmt.Fprintf(&b, "\n  %s: %s", one.Name, one.Text)
	}
	return b.String()
}

func (p *Problems) add(name, format string, args ...any) {
	*p = append(*p, Problem{"FELTBOARD_" + name, fmt.Sprintf(format, args...)})
}

// or is the error, if there is one. (Problems without any are no nil error.)
func (p Problems) or(c Config) (Config, error) {
	if p != nil {
		return Config{}, p
	}
	return c, nil
}

// settings are taken as text, so that check finds all that is wrong instead of the parser the first.
type settings struct {
	place
	oidcSettings
	door
	RedisURL     string `env:"FELTBOARD_REDIS_URL" name:"redis-url" placeholder:"redis://…" help:"Carry changes between nodes through this Redis server (also FELTBOARD_REDIS_URL_FILE)."`
	EmbedOrigins string `env:"FELTBOARD_EMBED_ORIGINS" name:"embed-origins" placeholder:"ORIGIN,…" help:"Whose pages may frame boards, like https://wiki.example.com (nobody's)."`
	Proxies      string `env:"FELTBOARD_TRUSTED_PROXIES" name:"trusted-proxies" placeholder:"CIDR,…" help:"Networks whose X-Forwarded-For is believed."`
	MetricsToken string `env:"FELTBOARD_METRICS_TOKEN" name:"metrics-token" placeholder:"SECRET" help:"Bearer token for /metrics from other machines (also FELTBOARD_METRICS_TOKEN_FILE)."`

	Connections           string `env:"FELTBOARD_CONNECTIONS" default:"5000" group:"limits" placeholder:"N" help:"Live connections in all (${default})."`
	ConnectionsPerAddress string `env:"FELTBOARD_CONNECTIONS_PER_ADDRESS" default:"200" group:"limits" placeholder:"N" help:"Of one network address (${default})."`
	ConnectionsPerLink    string `env:"FELTBOARD_CONNECTIONS_PER_LINK" default:"300" group:"limits" placeholder:"N" help:"Of everybody who joined by one link (${default})."`
	ConnectionsPerSession string `env:"FELTBOARD_CONNECTIONS_PER_SESSION" default:"10" group:"limits" placeholder:"N" help:"Of one browser (${default})."`
	HandshakesPerSecond   string `env:"FELTBOARD_HANDSHAKES_PER_SECOND" default:"20" group:"limits" placeholder:"N" help:"New connections of one network address (${default})."`
	JoinTriesPerMinute    string `env:"FELTBOARD_JOIN_TRIES_PER_MINUTE" default:"10" group:"limits" placeholder:"N" help:"Failed tries of one network address (${default})."`
	CodeTriesPerAddress   string `env:"FELTBOARD_CODE_TRIES_PER_ADDRESS" default:"30" group:"limits" placeholder:"N" help:"Wrong room codes of one network address in ten minutes (${default})."`
	CodeTriesPerMinute    string `env:"FELTBOARD_CODE_TRIES_PER_MINUTE" default:"300" group:"limits" placeholder:"N" help:"Wrong room codes of all addresses; a third is kept for those that somebody has joined from (${default})."`
	JoinsPerLink          string `env:"FELTBOARD_JOINS_PER_LINK" default:"300" group:"limits" placeholder:"N" help:"People who can join by one link (${default})."`
	BoardsPerHour         string `env:"FELTBOARD_BOARDS_PER_HOUR" default:"20" group:"limits" placeholder:"N" help:"Boards made from one network address (${default})."`
	ChangesPerSecond      string `env:"FELTBOARD_CHANGES_PER_SECOND" default:"50" group:"limits" placeholder:"N" help:"Changes of one connection (${default})."`
	ChangesBurst          string `env:"FELTBOARD_CHANGES_BURST" default:"200" group:"limits" placeholder:"N" help:"Changes of one connection at once (${default})."`
	ChangesPerBoard       string `env:"FELTBOARD_CHANGES_PER_BOARD" default:"500" group:"limits" placeholder:"N" help:"Changes of one board per second (${default})."`
}

// place is where the server and its data are.
type place struct {
	Addr    string `env:"FELTBOARD_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where the server listens (${default})."`
	Data    string `env:"FELTBOARD_DATA" default:"./data" placeholder:"DIR" help:"The folder with everything in it (${default})."`
	DBURL   string `env:"FELTBOARD_DATABASE_URL" name:"database-url" placeholder:"postgres://…" help:"A PostgreSQL database with everything in it instead; several nodes may share it (also FELTBOARD_DATABASE_URL_FILE)."`
	BaseURL string `env:"FELTBOARD_BASE_URL" name:"base-url" placeholder:"URL,…" help:"The addresses people use; the first is written into links."`
}

// check makes a Config of the text, or says everything that is wrong.
func (s settings) check(lan bool) (Config, error) {
	var problems Problems
	c := Config{LAN: lan}
	s.place.read(&c, &problems)
	s.oidcSettings.read(&c, &problems)
	s.door.read(&c, &problems)
	host, port, err := net.SplitHostPort(s.Addr)
	if err == nil && lan && isLoopback(host) {
		c.Addr = net.JoinHostPort("0.0.0.0", port)
	} else if err == nil && !lan && !isLoopback(host) && s.BaseURL == "" && len(c.ACMEHosts) == 0 {
		problems.add("ADDR", "is open to other machines, so FELTBOARD_BASE_URL must say the https address that people use; for a trial in one room start with --lan instead")
	}
	if c.TLS() {
		s.door.fits(&c, &problems)
	}
	for _, u := range c.BaseURLs {
		if u.Scheme == "http" && !isLoopback(u.Hostname()) && !lan {
			problems.add("BASE_URL", "must be https, as browsers keep sessions, offline notes and the like safe only there; for a trial in one room start with --lan instead")
		}
	}
	for _, one := range split(s.EmbedOrigins) {
		origin, ok := originOf(one)
		if !ok {
			problems.add("EMBED_ORIGINS", "must be origins like https://wiki.example.com, without a path; http is for this machine only; separate several by commas")
			continue
		}
		c.EmbedOrigins = append(c.EmbedOrigins, origin)
	}
	for _, one := range split(s.Proxies) {
		p, err := netip.ParsePrefix(one)
		if a, aerr := netip.ParseAddr(one); aerr == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			problems.add("TRUSTED_PROXIES", "must be networks like 10.0.0.0/8, separated by commas")
			continue
		}
		c.Proxies = append(c.Proxies, p)
	}
	if c.MetricsToken, err = secret("METRICS_TOKEN", s.MetricsToken); err != nil {
		problems.add("METRICS_TOKEN_FILE", "%v", err)
	} else if c.MetricsToken != "" && len(c.MetricsToken) < 16 {
		problems.add("METRICS_TOKEN", "must have at least 16 characters")
	}
	if c.AdminAddr != "" && c.MetricsToken == "" {
		if host, _, _ := net.SplitHostPort(c.AdminAddr); !isLoopback(host) {
			problems.add("ADMIN_ADDR", "is open to other machines, so FELTBOARD_METRICS_TOKEN must say what opens it")
		}
	}
	if c.RedisURL, err = secret("REDIS_URL", s.RedisURL); err != nil {
		problems.add("REDIS_URL_FILE", "%v", err)
	} else if c.RedisURL != "" && !hasScheme(c.RedisURL, "redis", "rediss", "unix") {
		problems.add("REDIS_URL", "must be an address like redis://user:password@host:6379/0, or rediss:// for TLS")
	} else if c.RedisURL != "" && c.DatabaseURL == "" {
		problems.add("REDIS_URL", "is for several nodes, which must share a database: set FELTBOARD_DATABASE_URL, too, or leave Redis out")
	}
	if c.RedisURL != "" && len(c.ACMEHosts) > 0 {
		problems.add("ACME_HOSTS", "is for one node, as the authority may ask any of several: let the load balancer have the certificate, or give every node FELTBOARD_TLS_CERT")
	}
	for _, l := range s.limits(&c.Limits) {
		n, err := strconv.Atoi(l.text)
		if err != nil || n < 1 {
			problems.add(l.name, "must be a whole number, 1 or more")
		}
		*l.value = n
	}
	return problems.or(c)
}

// check is for commands that only read what a server left behind.
func (p place) check() (Config, error) {
	var problems Problems
	var c Config
	p.read(&c, &problems)
	return problems.or(c)
}

func (p place) read(c *Config, problems *Problems) {
	c.Addr, c.Data = p.Addr, p.Data
	_, port, err := net.SplitHostPort(p.Addr)
	if n, perr := strconv.Atoi(port); err != nil || perr != nil || n < 0 || n > 65535 {
		problems.add("ADDR", "must be host:port, like 127.0.0.1:8080")
	}
	if p.Data == "" {
		problems.add("DATA", "must name a folder")
	}
	if c.DatabaseURL, err = secret("DATABASE_URL", p.DBURL); err != nil {
		problems.add("DATABASE_URL_FILE", "%v", err)
	} else if c.DatabaseURL != "" && !hasScheme(c.DatabaseURL, "postgres", "postgresql") {
		problems.add("DATABASE_URL", "must be an address like postgres://user:password@host:5432/feltboard")
	}
	for _, one := range split(p.BaseURL) {
		u, err := url.Parse(one)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" {
			problems.add("BASE_URL", "must be an address like https://felt.example.com, without a path; separate several by commas")
			continue
		}
		c.BaseURLs = append(c.BaseURLs, &url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)})
	}
}

// originOf is an origin as browsers write it. Nothing that a policy would read as more than one origin gets through.
func originOf(text string) (origin string, ok bool) {
	u, err := url.Parse(text)
	if err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" || u.Opaque != "" {
		return "", false
	}
	if u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u.Hostname())) {
		return "", false
	}
	host := strings.ToLower(u.Host)
	if u.Hostname() == "" || strings.ContainsFunc(host, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("-._:[]", r))
	}) {
		return "", false
	}
	if port := u.Port(); u.Scheme == "https" && port == "443" || u.Scheme == "http" && port == "80" {
		host = strings.TrimSuffix(host, ":"+port)
	}
	return u.Scheme + "://" + host, true
}

// limit is one limit: its variable, what was given, and where it goes.
type limit struct {
	name, text string
	value      *int
}

func (s settings) limits(l *Limits) []limit {
	return []limit{
		{"CONNECTIONS", s.Connections, &l.Connections},
		{"CONNECTIONS_PER_ADDRESS", s.ConnectionsPerAddress, &l.ConnectionsPerAddress},
		{"CONNECTIONS_PER_LINK", s.ConnectionsPerLink, &l.ConnectionsPerLink},
		{"CONNECTIONS_PER_SESSION", s.ConnectionsPerSession, &l.ConnectionsPerSession},
		{"HANDSHAKES_PER_SECOND", s.HandshakesPerSecond, &l.HandshakesPerSecond},
		{"JOIN_TRIES_PER_MINUTE", s.JoinTriesPerMinute, &l.JoinTriesPerMinute},
		{"CODE_TRIES_PER_ADDRESS", s.CodeTriesPerAddress, &l.CodeTriesPerAddress},
		{"CODE_TRIES_PER_MINUTE", s.CodeTriesPerMinute, &l.CodeTriesPerMinute},
		{"JOINS_PER_LINK", s.JoinsPerLink, &l.JoinsPerLink},
		{"BOARDS_PER_HOUR", s.BoardsPerHour, &l.BoardsPerHour},
		{"CHANGES_PER_SECOND", s.ChangesPerSecond, &l.ChangesPerSecond},
		{"CHANGES_BURST", s.ChangesBurst, &l.ChangesBurst},
		{"CHANGES_PER_BOARD", s.ChangesPerBoard, &l.ChangesPerBoard},
	}
}

// secret returns what was given, or what the file named by the _FILE variable holds.
func secret(name, given string) (string, error) {
	path := os.Getenv("FELTBOARD_" + name + "_FILE")
	if given != "" || path == "" {
		if given != "" && path != "" {
			return "", errors.New("is set beside the secret itself; keep one of them")
		}
		return given, nil
	}
	b, err := os.ReadFile(path) // #nosec G703 -- the operator names it
	if err != nil {
		return "", fmt.Errorf("cannot be read: %w", err)
	}
	return strings.TrimSpace(string(b)), nil
}

func hasScheme(address string, schemes ...string) bool {
	u, err := url.Parse(address)
	return err == nil && slices.Contains(schemes, u.Scheme)
}

func split(list string) []string {
	var out []string
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one != "" {
			out = append(out, one)
		}
	}
	return out
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}
