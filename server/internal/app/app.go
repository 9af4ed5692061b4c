package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"feltboard/realtime"
	"feltboard/realtime/bus"
	"feltboard/realtime/bus/redisbus"
	"feltboard/realtime/journal"
	"feltboard/realtime/ws"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"
	"feltboard/server/internal/deliver"
	"feltboard/server/internal/httpapi"
	"feltboard/server/internal/sso"
	"feltboard/web"
)

// How long stopping may take, in all well under 10 s.
const (
	drainTime    = 6 * time.Second // for live connections to leave
	shutdownTime = 2 * time.Second // for requests to end
)

// App is the whole server, from its data to its listener.
type App struct {
	cfg      config.Config
	log      *slog.Logger
	version  string
	data     data
	boards   journal.Journal // data, but for the bench
	accounts *accounts.Store
	hub      *realtime.Hub
	deliver  *deliver.Worker
	eraser   *eraser
	tally    *accounts.Tally
	bus      bus.Bus // nil: alone
	traffic  redisbus.Metrics
	listener net.Listener
	server   *http.Server
	edges    edges

	base      *url.URL
	reachable bool
	nowhere   bool   // started for a room, but there is no address that a phone could reach
	setup     string // the set-up link to print, or ""
	demo      *demoLinks

	setupElsewhere bool // another node has printed one

	draining atomic.Bool
	fatal    chan error
	closed   bool
}

// Open takes the data folder and the address; nobody is answered before Run. It fails at once if another server has the
// folder. After an error nothing is left open.
func Open(ctx context.Context, cfg config.Config, version string, log *slog.Logger) (*App, error) {
	return open(ctx, cfg, version, log, nil)
}

// open is Open, with boards elsewhere than in the data folder unless that is nil.
func open(ctx context.Context, cfg config.Config, version string, log *slog.Logger, elsewhere journal.Journal) (_ *App, err error) {
	a := &App{cfg: cfg, log: log, version: version, boards: elsewhere, fatal: make(chan error, 1)}
	defer func() {
		if err != nil {
			a.Close()
		}
	}()
	if a.data, err = openData(ctx, cfg, func(err error) { a.fatal <- err }); err != nil {
		return nil, err
	}
	for _, warning := range a.data.Warnings() {
		log.Warn(warning)
	}
	if a.boards == nil {
		a.boards = a.data
	}
	stored := a.boards
	doors := &gate{Journal: stored}
	a.boards = doors
	a.accounts = accounts.New(a.data)
	a.tally = accounts.NewTally(a.accounts, log)
	key, err := a.accounts.Secret(ctx, "stream")
	if err != nil {
		return nil, err
	}
	if a.bus, err = a.openBus(ctx); err != nil {
		return nil, err
	}
	metrics := &realtime.Metrics{}
	a.hub = realtime.New(realtime.Options{
		Journal: a.boards, Bus: a.bus, Log: log, Metrics: metrics, Key: [32]byte(key), Witness: witness{a.tally},
		Limits: realtime.Limits{
			Rate: float64(cfg.Limits.ChangesPerSecond), Burst: cfg.Limits.ChangesBurst,
			BoardRate: float64(cfg.Limits.ChangesPerBoard), BoardBurst: 2 * cfg.Limits.ChangesPerBoard,
		},
	})
	a.eraser = &eraser{journal: stored, accounts: a.accounts, hub: a.hub, gate: doors, log: log, now: time.Now, whole: elsewhere == nil, wake: make(chan struct{}, 1), busy: a.busy, dir: cfg.Data}
	if err := a.eraser.begin(ctx); err != nil {
		return nil, err
	}
	if a.listener, err = net.Listen("tcp", cfg.Addr); err != nil {
		return nil, fmt.Errorf("listen on %s: %w; FELTBOARD_ADDR chooses another address", cfg.Addr, err)
	}
	if err := a.openEdges(); err != nil {
		return nil, err
	}
	origins := a.addresses()
	if cfg.Demo {
		if a.demo, err = a.makeDemo(ctx); err != nil {
			return nil, err
		}
	}
	if err := a.prepareSetup(ctx); err != nil {
		return nil, err
	}
	provider, err := a.openSSO(ctx)
	if err != nil {
		return nil, err
	}
	a.deliver = deliver.NewWorker(a.accounts, &deliver.Boards{Live: a.hub, Base: a.base.String()}, log)
	handler, admin, err := httpapi.New(httpapi.Options{
		Accounts: a.accounts, Tally: a.tally, Live: a.hub, Connect: a.connect, Stream: a.stream, Post: a.post, Kick: a.kick, Heads: a.heads, Journal: a.journal, Ready: a.problems, Warnings: a.warnings,
		Files: web.Files(), Built: web.Built(), Registry: newRegistry(metrics, &a.traffic), Log: log, Version: version,
		Deliver: a.deliver.Wake, Example: a.tellExample, Base: a.base, Origins: origins, Reachable: a.reachable, LAN: cfg.LAN, Embeds: cfg.EmbedOrigins,
		Proxies: cfg.Proxies, MetricsToken: cfg.MetricsToken, Admin: cfg.AdminAddr != "", Limits: cfg.Limits,
		Erase: a.eraser, Deleted: func(ctx context.Context) { a.eraser.look(ctx) },
		SSO: provider, SSOName: cfg.OIDC.Name, SSODomains: cfg.OIDC.Domains,
	})
	if err != nil {
		return nil, err
	}
	a.server = a.newServer(handler)
	a.serveEdges(admin)
	return a, nil
}

// newServer bounds the time and the bytes that requests take.
func (a *App) newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, DisableGeneralOptionsHandler: true, // that one answers without our headers
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          newNoise(a.log),
	}
}

// setupLasts is how long one node's set-up link keeps others, which start after it, from making another.
const setupLasts = time.Hour

// Base is the address that links begin with.
func (a *App) Base() *url.URL { return a.base }

// prepareSetup makes a set-up link if there is nobody who owns the server, or the owner asked for a new one.
func (a *App) prepareSetup(ctx context.Context) error {
	_, owned, err := a.accounts.Owner(ctx)
	if err != nil || owned && !a.cfg.OwnerLink {
		return err
	}
	spare := time.Duration(0)
	if a.bus != nil && !a.cfg.OwnerLink {
		spare = setupLasts
	}
	token, err := a.accounts.NewSetup(ctx, spare)
	if token == "" {
		a.setupElsewhere = true
		return err
	}
	a.setup = httpapi.SetupURL(a.base, token)
	return err
}

// Run answers until ctx ends, and then stops in order; or until the server cannot go on, which is its error.
func (a *App) Run(ctx context.Context) error {
	served := make(chan error, 1)
	running, end := context.WithCancel(context.Background())
	a.serve(running, served)
	var delivers sync.WaitGroup
	defer func() {
		end()
		delivers.Wait() // it writes down what it was told
	}()
	go giveBack(running)
	delivers.Go(func() { a.deliver.Run(running) })
	delivers.Go(func() { a.tally.Run(running) })
	delivers.Go(func() { a.eraser.run(running) })
	if a.bus != nil {
		go a.followEnds(running)
	}
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case err := <-a.fatal:
		a.log.Error("the disk failed", "err", err)
		a.stop()
		return err
	case <-ctx.Done():
		a.log.Info("stopping")
		a.stop()
		a.log.Info("stopped")
		return nil
	}
}

func (a *App) stop() {
	a.draining.Store(true)
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	a.hub.Drain(ctx)
	ctx, cancel = context.WithTimeout(context.Background(), shutdownTime)
	defer cancel()
	if err := a.server.Shutdown(ctx); err != nil {
		a.server.Close()
	}
	a.edges.stop(ctx)
}

// Close gives everything back. Closing twice is harmless.
func (a *App) Close() error {
	if a.closed {
		return nil
	}
	a.closed = true
	var errs []error
	if a.server != nil {
		errs = append(errs, a.server.Close())
	}
	if a.listener != nil {
		a.listener.Close() // again, where the server did
	}
	a.edges.close()
	if a.hub != nil {
		a.hub.Close()
	}
	if a.bus != nil {
		errs = append(errs, a.bus.Close())
	}
	if a.data != nil {
		errs = append(errs, a.data.Close())
	}
	return errors.Join(errs...)
}

func (a *App) kick(v httpapi.Visitor) {
	a.hub.Disconnect(v.Board, func(who realtime.Identity) bool {
		return (v.Link == "" || who.Link == v.Link) && (v.Browser == "" || who.Session == v.Browser) && (v.Member == "" || who.Member == v.Member)
	}, v.Code)
}

// openSSO returns the provider that people may sign in by; nil if there is none. It is not asked yet, and may be down.
func (a *App) openSSO(ctx context.Context) (*sso.Provider, error) {
	if a.cfg.OIDC.Issuer == "" {
		return nil, nil
	}
	key, err := a.accounts.Secret(ctx, "sso")
	if err != nil {
		return nil, err
	}
	o := a.cfg.OIDC
	return sso.New(sso.Options{Issuer: o.Issuer, ClientID: o.ClientID, Secret: o.ClientSecret, Redirect: a.base.JoinPath("api/sso/callback").String(), Key: key})
}

func (a *App) heads(ctx context.Context, boards []string) (map[string]int64, error) {
	heads, err := a.boards.Heads(ctx, boards)
	seqs := make(map[string]int64, len(heads))
	for id, head := range heads {
		seqs[id] = head.Seq
	}
	return seqs, err
}

// journal hands a board's entries to take, a page at a time.
func (a *App) journal(ctx context.Context, board string, at journal.Pos, take func(journal.Entry) error) error {
	const page = 1000
	for {
		entries, err := a.boards.Read(ctx, board, at, page)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := take(e); err != nil {
				return err
			}
			at = e.Pos
		}
		if len(entries) < page {
			return nil
		}
	}
}

// problems says what keeps the server from doing its work.
func (a *App) problems(ctx context.Context) []string {
	if a.draining.Load() {
		return []string{"the server is stopping"}
	}
	var all []string
	if err := a.data.Ready(ctx); err != nil {
		all = append(all, "nothing can be saved: "+err.Error())
	}
	return all
}

// warnings says what endangers the server's work or makes it slower, and does not keep it from going on.
func (a *App) warnings() []string {
	all := append(slices.Clone(a.data.Warnings()), a.edges.warnings()...)
	for _, p := range a.hub.Problems() { // one board's trouble takes no node out of service
		all = append(all, fmt.Sprintf("board %s: %s", p.Board, p.Reason))
	}
	if a.bus != nil {
		if err := a.bus.Ready(); err != nil {
			all = append(all, "changes of other nodes take a second or two: "+err.Error())
		}
	}
	return all
}

// connect lets a visitor in, or just far enough to be told why not.
func (a *App) connect(w http.ResponseWriter, r *http.Request, v httpapi.Visitor, ended func()) {
	if a.draining.Load() {
		http.Error(w, "restarting", http.StatusServiceUnavailable)
		ended()
		return
	}
	conn := ws.Upgrade(w, r, func(*http.Request) bool { return true }) // httpapi has asked where it comes from
	if conn == nil {
		ended() // and answered
		return
	}
	if v.Code != 0 {
		go func() {
			defer ended()
			conn.Close(v.Code, v.Code.String())
		}()
		return
	}
	g := a.guest(conn, v)
	go func() {
		defer ended()
		g.serve(context.Background())
	}()
}

// Addr is the address that is listened on.
func (a *App) Addr() net.Addr { return a.listener.Addr() }

// Routes lists the patterns of all addresses there.
func (a *App) Routes() []string { return httpapi.Routes(a.server.Handler) }
