package config

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"
)

// Command is what the command line asks for.
type Command struct {
	Name   string // "serve", "export", "config", "bench" or "version"; "help" if help was asked for and has been printed
	Config Config
	Export Export
	Bench  Bench
}

// Export is what "feltboard export" asks for.
type Export struct {
	Board  string // the board's id
	Action string // one action's id; "" is all
	Out    string // a file, a folder, or "" and "-" for standard output
}

// Bench is what "feltboard bench" asks for; package bench says what the numbers may be.
type Bench struct {
	Clients []int  // participants, one measurement each
	Rate    int    // edits a second
	Seconds int    // of a measurement
	Runs    int    // rounds
	JSON    bool   // instead of tables
	Raw     string // be that raw server instead
}

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

// settings are taken as text, so that check finds all that is wrong instead of the parser the first.
type settings struct {
	Addr         string `env:"FELTBOARD_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Listen here (${default})."`
	Data         string `env:"FELTBOARD_DATA" default:"./data" placeholder:"DIR" help:"Keep everything in this folder (${default})."`
	BaseURL      string `env:"FELTBOARD_BASE_URL" name:"base-url" placeholder:"URL,…" help:"The addresses people use; the first is written into links."`
	Proxies      string `env:"FELTBOARD_TRUSTED_PROXIES" name:"trusted-proxies" placeholder:"CIDR,…" help:"Networks whose X-Forwarded-For is believed."`
	MetricsToken string `env:"FELTBOARD_METRICS_TOKEN" name:"metrics-token" placeholder:"SECRET" help:"Bearer token for /metrics from other machines (also FELTBOARD_METRICS_TOKEN_FILE)."`

	Connections           string `env:"FELTBOARD_CONNECTIONS" default:"5000" group:"limits" placeholder:"N" help:"Live connections in all (${default})."`
	ConnectionsPerAddress string `env:"FELTBOARD_CONNECTIONS_PER_ADDRESS" default:"200" group:"limits" placeholder:"N" help:"Of one network address (${default})."`
	ConnectionsPerLink    string `env:"FELTBOARD_CONNECTIONS_PER_LINK" default:"300" group:"limits" placeholder:"N" help:"Of everybody who joined by one link (${default})."`
	ConnectionsPerSession string `env:"FELTBOARD_CONNECTIONS_PER_SESSION" default:"10" group:"limits" placeholder:"N" help:"Of one browser (${default})."`
	HandshakesPerSecond   string `env:"FELTBOARD_HANDSHAKES_PER_SECOND" default:"20" group:"limits" placeholder:"N" help:"New connections of one network address (${default})."`
	JoinTriesPerMinute    string `env:"FELTBOARD_JOIN_TRIES_PER_MINUTE" default:"10" group:"limits" placeholder:"N" help:"Failed tries of one network address (${default})."`
	JoinsPerLink          string `env:"FELTBOARD_JOINS_PER_LINK" default:"300" group:"limits" placeholder:"N" help:"People who can join by one link (${default})."`
	BoardsPerHour         string `env:"FELTBOARD_BOARDS_PER_HOUR" default:"20" group:"limits" placeholder:"N" help:"Boards made from one network address (${default})."`
	ChangesPerSecond      string `env:"FELTBOARD_CHANGES_PER_SECOND" default:"50" group:"limits" placeholder:"N" help:"Changes of one connection (${default})."`
	ChangesBurst          string `env:"FELTBOARD_CHANGES_BURST" default:"200" group:"limits" placeholder:"N" help:"Changes of one connection at once (${default})."`
	ChangesPerBoard       string `env:"FELTBOARD_CHANGES_PER_BOARD" default:"500" group:"limits" placeholder:"N" help:"Changes of one board per second (${default})."`
}

type commands struct {
	Serve struct {
		settings
		LAN       bool `env:"FELTBOARD_LAN" name:"lan" help:"A trial in one room: let phones in this network reach it, over plain HTTP."`
		Demo      bool `env:"FELTBOARD_DEMO" help:"Make a demo board at the first start."`
		OwnerLink bool `env:"FELTBOARD_OWNER_LINK" name:"owner-link" help:"Print a link that signs the owner in again."`
	} `cmd:"" default:"withargs" help:"Serve boards (the default)."`
	Export struct {
		settings
		Board  string `required:"" placeholder:"ID" help:"The board."`
		Action string `placeholder:"ID" help:"One action (all)."`
		Out    string `placeholder:"PATH" help:"A file, or a folder that takes one file per action (standard output)."`
	} `cmd:"" help:"Write a board's actions as Markdown backlog items."`
	Config struct {
		settings
		LAN  bool `env:"FELTBOARD_LAN" name:"lan" hidden:""`
		Demo bool `env:"FELTBOARD_DEMO" hidden:""`
	} `cmd:"" help:"Print the settings in force, without secrets."`
	Bench struct {
		Clients []int  `default:"10,50,200" placeholder:"N,…" help:"Participants of one board, one measurement each (${default})."`
		Rate    int    `default:"20" placeholder:"N" help:"Edits a second, of all of them together (${default})."`
		Seconds int    `default:"5" placeholder:"N" help:"Length of a measurement (${default})."`
		Runs    int    `default:"3" placeholder:"N" help:"Rounds, of which the medians count (${default})."`
		JSON    bool   `name:"json" help:"Write JSON."`
		Raw     string `hidden:"" help:"Be a raw server."`
	} `cmd:"" help:"Measure latency and CPU per delivery beside servers without logic, on this machine."`
	Version struct{} `cmd:"" help:"Print the version."`
}

type exited int

// Load reads arguments (without the program's name) and the environment. Help goes to out. The error is Problems, or
// says what is wrong with the command line.
func Load(args []string, out io.Writer) (cmd Command, err error) {
	var c commands
	parser, err := kong.New(&c,
		kong.Name("feltboard"),
		kong.Description("Empathy maps that teams and their customers build together, live."),
		kong.Writers(out, out),
		kong.ExplicitGroups([]kong.Group{{Key: "limits", Title: "Limits:"}}),
		kong.Exit(func(code int) { panic(exited(code)) }))
	if err != nil {
		return Command{}, fmt.Errorf("describe the command line: %w", err)
	}
	defer func() { // kong leaves this way once it has printed help
		switch v := recover().(type) {
		case nil:
		case exited:
			cmd, err = Command{Name: "help"}, nil
		default:
			panic(v)
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		return Command{}, fmt.Errorf("%w (feltboard --help lists what there is)", err)
	}
	cmd.Name = parsed.Selected().Name
	switch cmd.Name {
	case "serve":
		cmd.Config, err = c.Serve.settings.check(c.Serve.LAN)
		cmd.Config.Demo, cmd.Config.OwnerLink = c.Serve.Demo, c.Serve.OwnerLink
	case "export":
		cmd.Config, err = c.Export.settings.check(false)
		cmd.Export = Export{Board: c.Export.Board, Action: c.Export.Action, Out: c.Export.Out}
	case "bench":
		cmd.Bench = Bench(c.Bench)
	case "config":
		cmd.Config, err = c.Config.settings.check(c.Config.LAN)
		cmd.Config.Demo = c.Config.Demo
	}
	return cmd, err
}

// check makes a Config of the text, or says everything that is wrong.
func (s settings) check(lan bool) (Config, error) {
	var problems Problems
	wrong := func(name, format string, args ...any) {
		problems = append(problems, Problem{"FELTBOARD_" + name, fmt.Sprintf(format, args...)})
	}
	c := Config{Addr: s.Addr, Data: s.Data, LAN: lan}

	host, port, err := net.SplitHostPort(s.Addr)
	if n, perr := strconv.Atoi(port); err != nil || perr != nil || n < 0 || n > 65535 {
		wrong("ADDR", "must be host:port, like 127.0.0.1:8080")
	} else if lan && isLoopback(host) {
		c.Addr = net.JoinHostPort("0.0.0.0", port)
	} else if !lan && !isLoopback(host) && s.BaseURL == "" {
		wrong("ADDR", "is open to other machines, so FELTBOARD_BASE_URL must say the https address that people use; for a trial in one room start with --lan instead")
	}
	if s.Data == "" {
		wrong("DATA", "must name a folder")
	}
	for _, one := range split(s.BaseURL) {
		u, err := url.Parse(one)
		switch {
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "":
			wrong("BASE_URL", "must be an address like https://felt.example.com, without a path; separate several by commas")
		case u.Scheme == "http" && !isLoopback(u.Hostname()) && !lan:
			wrong("BASE_URL", "must be https, as browsers keep sessions, offline notes and the like safe only there; for a trial in one room start with --lan instead")
		default:
			c.BaseURLs = append(c.BaseURLs, &url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)})
		}
	}
	for _, one := range split(s.Proxies) {
		p, err := netip.ParsePrefix(one)
		if a, aerr := netip.ParseAddr(one); aerr == nil {
			p, err = netip.PrefixFrom(a, a.BitLen()), nil
		}
		if err != nil {
			wrong("TRUSTED_PROXIES", "must be networks like 10.0.0.0/8, separated by commas")
			continue
		}
		c.Proxies = append(c.Proxies, p)
	}
	if c.MetricsToken, err = secret("METRICS_TOKEN", s.MetricsToken); err != nil {
		wrong("METRICS_TOKEN_FILE", "%v", err)
	} else if c.MetricsToken != "" && len(c.MetricsToken) < 16 {
		wrong("METRICS_TOKEN", "must have at least 16 characters")
	}
	for _, l := range c.Limits.all() {
		n, err := strconv.Atoi(s.limit(l.name))
		if err != nil || n < 1 {
			wrong(l.name, "must be a whole number, 1 or more")
		}
		*l.value = n
	}
	if problems != nil {
		return Config{}, problems
	}
	return c, nil
}

type limit struct {
	name  string
	value *int
}

// all names the limits by their variables.
func (l *Limits) all() []limit {
	return []limit{
		{"CONNECTIONS", &l.Connections},
		{"CONNECTIONS_PER_ADDRESS", &l.ConnectionsPerAddress},
		{"CONNECTIONS_PER_LINK", &l.ConnectionsPerLink},
		{"CONNECTIONS_PER_SESSION", &l.ConnectionsPerSession},
		{"HANDSHAKES_PER_SECOND", &l.HandshakesPerSecond},
		{"JOIN_TRIES_PER_MINUTE", &l.JoinTriesPerMinute},
		{"JOINS_PER_LINK", &l.JoinsPerLink},
		{"BOARDS_PER_HOUR", &l.BoardsPerHour},
		{"CHANGES_PER_SECOND", &l.ChangesPerSecond},
		{"CHANGES_BURST", &l.ChangesBurst},
		{"CHANGES_PER_BOARD", &l.ChangesPerBoard},
	}
}

func (s settings) limit(name string) string {
	return map[string]string{
		"CONNECTIONS": s.Connections, "CONNECTIONS_PER_ADDRESS": s.ConnectionsPerAddress, "CONNECTIONS_PER_LINK": s.ConnectionsPerLink,
		"CONNECTIONS_PER_SESSION": s.ConnectionsPerSession, "HANDSHAKES_PER_SECOND": s.HandshakesPerSecond,
		"JOIN_TRIES_PER_MINUTE": s.JoinTriesPerMinute, "JOINS_PER_LINK": s.JoinsPerLink, "BOARDS_PER_HOUR": s.BoardsPerHour,
		"CHANGES_PER_SECOND": s.ChangesPerSecond, "CHANGES_BURST": s.ChangesBurst, "CHANGES_PER_BOARD": s.ChangesPerBoard,
	}[name]
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
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("cannot be read: %w", err)
	}
	return strings.TrimSpace(string(b)), nil
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
