package httpapi

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync/atomic"
	"time"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"
	"feltboard/server/internal/sso"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/go-json-experiment/json"
	"github.com/prometheus/client_golang/prometheus"
)

// Live is what the API needs of the hub.
type Live interface {
	// Create starts a board with ops of the system.
	Create(ctx context.Context, board string, ops []boards.Op) error
	// Do commits the ops of the system that decide returns of the board's state; none means that nothing is to be done.
	Do(ctx context.Context, board string, decide func(*boards.State) ([]boards.Op, error)) error
	// Read shows the board's state.
	Read(ctx context.Context, board string, read func(*boards.State)) error
}

// Visitor is who opens a live connection: a member of a board, or nobody, and then Code says what the connection is to be
// closed with.
type Visitor struct {
	Board, Member string
	Link          string // the id of the link they came by; "" for the owner
	Browser       string
	Code          realtime.CloseCode // 0: let in
}

// Options of New. All but Proxies, MetricsToken, LAN and what is of SSO must be set.
type Options struct {
	Accounts *accounts.Store
	Live     Live
	// Connect takes over a request for a live connection, whose origin has been checked, and returns as soon as it has, so
	// that what the request took in memory is free. It calls ended, once, when the connection has ended.
	Connect func(w http.ResponseWriter, r *http.Request, v Visitor, ended func())
	// Stream is Connect for a client that no websocket gets through to: it answers with a stream of events. hello is the
	// request's body.
	Stream func(w http.ResponseWriter, r *http.Request, v Visitor, hello []byte)
	// Post decides what such a client asks for, and returns the refusals as frames. Its errors are those of [realtime.Hub.Post].
	Post func(ctx context.Context, v Visitor, body []byte) ([][]byte, error)
	// Deliver makes what is queued for trackers be sent now; nil leaves it queued.
	Deliver func()
	// Example makes a board that shows what a session leads to, told in a language (in English, if it is not told in this
	// one), and returns the member on it that its host is, who has this name.
	Example func(ctx context.Context, board, title, name, lang string) (host string, err error)
	// Erase takes words away for good.
	Erase Eraser
	// Deleted is called once a board was deleted or brought back.
	Deleted func(ctx context.Context)
	// Kick closes the connections that are all that v says (to its Board, of its Member and Browser, by its Link; "" is any) with its Code.
	Kick func(v Visitor)
	// Heads returns the numbers of the last entries of those boards that there are.
	Heads func(ctx context.Context, boards []string) (map[string]int64, error)
	// Journal hands a board's entries after a place to take, in order, until it refuses one.
	Journal func(ctx context.Context, board string, after journal.Pos, take func(journal.Entry) error) error
	// Tally takes in what the audit counts; nil: nothing is counted.
	Tally *accounts.Tally
	// Ready says what keeps the server from doing its work; nothing is good.
	Ready func(ctx context.Context) []string
	// Warnings says what endangers its work; nothing is good.
	Warnings func() []string

	Files    fs.FS // the web app
	Built    bool  // whether Files holds it
	Registry *prometheus.Registry
	Log      *slog.Logger
	Version  string

	// Base is the address in links, Origins are those whose pages may open live connections, as browsers write them.
	Base    *url.URL
	Origins []string
	// Embeds are the origins whose pages may frame boards that have a link for it.
	Embeds []string
	// Reachable says that Base leads here from other devices, too.
	Reachable bool
	LAN       bool
	Proxies   []netip.Prefix
	// MetricsToken opens /metrics to others than this machine; "" to nobody.
	MetricsToken string
	// SSO asks a provider who people are, which is called SSOName; nil: there is none. Who has a verified address of
	// SSODomains comes without an invitation.
	SSO        *sso.Provider
	SSOName    string
	SSODomains []string
	// Admin says that metrics are not at the address that people use, as whoever runs the server has one of their own.
	Admin  bool
	Limits config.Limits
}

type api struct {
	Options
	log        *slog.Logger
	cookie     cookies
	addresses  addresses
	proxy      atomic.Pointer[netip.Addr] // the first that forwarded without being listed
	guesses    *guesses                   // wrong keys, by address
	phrases    *phrases                   // wrong passphrases, by browser and address
	namings    *tally[string]             // names given by who waits at a door, by member
	acts       *tally[act]                // what leaves a line or a row each time, by who does it
	doors      doors                      // failed sign-ins
	taken      *tally[string]             // answers that an address is somebody's, by who asks
	asked      *limiter                   // sign-ins begun at the provider, by address
	tries      *tries                     // wrong codes
	creations  *limiter                   // boards made, by address
	intakes    *limiter                   // files brought in or looked at, by address
	handshakes *limiter                   // live connections opened, by address
	streams    *limiter                   // the same by requests, of which a client behind a proxy that buffers makes two a second
	thoughts   *limiter                   // suggestions asked for, by address
	sayings    *limiter                   // public pages read, by address
	framed     *limiter                   // boards read by pages that frame them, by address
	shots      *shots
	open       *census
	arriving   arrivals
	suggested  *suggested
	readiness  readiness
	gathers    turns
	pasts      *limiter // histories asked for, by address
	told       histories
}

// maxBody is the most that a request's body may have, in bytes.
const maxBody = 64 << 10

// New returns the server's handler, and that of an address for whoever runs it.
func New(o Options) (public, admin http.Handler, err error) {
	a := &api{
		Options: o, log: o.Log,
		cookie:    cookies{secure: o.Base.Scheme == "https"},
		addresses: addresses{trusted: o.Proxies},
		guesses:   newGuesses(newLimiter(time.Minute, o.Limits.JoinTriesPerMinute, o.Limits.JoinTriesPerMinute)),
		phrases:   newPhrases(),
		namings:   newTally[string](namingEvery, 5),
		acts:      newTally[act](time.Second, actsAtOnce),
		tries:     newTries(o.Limits.CodeTriesPerAddress, o.Limits.CodeTriesPerMinute),
		doors:     newDoors(),
		asked:     newLimiter(time.Minute, askedPerMinute, 2*askedPerMinute),
		taken:     newTally[string](time.Minute, takenTries),
		creations: newLimiter(time.Hour, o.Limits.BoardsPerHour, o.Limits.BoardsPerHour),
		intakes:   newLimiter(time.Minute, intakesPerMinute, intakesPerMinute),
		// An office comes back all at once after a restart.
		handshakes: newLimiter(time.Second, o.Limits.HandshakesPerSecond, max(o.Limits.HandshakesPerSecond, o.Limits.ConnectionsPerAddress)),
		streams:    newLimiter(time.Second, 4*o.Limits.HandshakesPerSecond, max(4*o.Limits.HandshakesPerSecond, o.Limits.ConnectionsPerAddress)),
		thoughts:   newLimiter(time.Second, manyThoughts, 10*manyThoughts),
		sayings:    newLimiter(time.Second, sayingsPerSecond, 100), // a talk's audience opens it at once, by one address
		pasts:      newLimiter(time.Minute, pastsPerMinute, pastsPerMinute),
		framed:     newLimiter(time.Second, framedPerSecond, 300), // an office that has one wiki opens it at once
		shots:      &shots{last: map[string]*shot{}},
		suggested:  newSuggested(),
		open:       newCensus(o.Limits),
		readiness:  readiness{ask: o.Ready},
	}
	if o.Erase != nil {
		o.Erase.OnErase(a.forget)
	}
	mux := newRoutes()
	h := humago.New(mux, describe(o.Version))
	a.sessions(h)
	a.signing(h)
	a.account(h)
	a.persons(h)
	a.invites(h)
	a.singleSignOn(mux, h)
	a.boards(h)
	a.templates(h)
	a.sessionsToCome(h)
	a.people(h)
	a.links(h)
	a.codes(h)
	a.handoffs(h)
	a.exports(h)
	a.deliver(mux, h)
	a.intake(h)
	a.gathering(h)
	a.duplicating(h)
	a.histories(h)
	a.suggestions(h)
	a.mine(h)
	a.keeping(h)
	a.audits(h)
	a.limits(h)
	mux.HandleFunc("GET /ws/boards/{id}", a.live)
	a.streaming(mux, h)
	mux.HandleFunc("GET /healthz", a.health)
	mux.HandleFunc("GET /readyz", a.ready)
	if !o.Admin {
		mux.Handle("GET /metrics", a.metrics())
	}
	pages, err := newPages(o.Files, o.Built)
	if err != nil {
		return nil, nil, err
	}
	a.youSaid(mux, pages)
	a.embedding(mux, h, pages)
	mux.Handle("/", pages)
	mux.HandleFunc("/api/", a.missing(mux))
	mux.HandleFunc("/ws/", a.missing(mux))
	public, err = a.wrap(mux)
	return site{public, mux.patterns}, a.admin(), err
}

func describe(version string) huma.Config {
	strict := huma.Format{
		Marshal: func(w io.Writer, v any) error { return json.MarshalWrite(w, v, json.Deterministic(true)) },
		Unmarshal: func(data []byte, v any) error {
			return json.Unmarshal(data, v, json.RejectUnknownMembers(true))
		},
	}
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI:    "3.1.0",
			Info:       &huma.Info{Title: "Feltboard", Version: version},
			Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)},
		},
		OpenAPIPath:                  "/api/v1/openapi",
		Formats:                      map[string]huma.Format{"application/json": strict, "json": strict},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
}

// huma makes its own errors through these variables; there is no other way to give them our form.
func init() {
	huma.NewError = newError
	huma.NewErrorWithContext = func(_ huma.Context, status int, msg string, errs ...error) huma.StatusError {
		return newError(status, msg, errs...)
	}
}

// operation describes one address of the API.
func operation(method, path, id, summary string) huma.Operation {
	return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, MaxBodyBytes: maxBody + 1}
}
