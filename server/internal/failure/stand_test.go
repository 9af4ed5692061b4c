package failure

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"feltboard/realtime/bus/redisbus/redistest"
	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/fleet"
)

// stand is what a run breaks: one node with its data folder, or several on PostgreSQL and Redis behind a balancer.
type stand struct {
	r      *run
	nodes  []*fleet.Node
	setup  string
	origin string                 // of the pages
	dir    string                 // of a single node
	where  atomic.Pointer[string] // overrides front

	// Of several nodes.
	balancer   *fleet.Balancer
	postgres   *pgtest.Server
	redis      *redistest.Server
	toPostgres []*fleet.Proxy // by node; nil where none was wanted
	toRedis    []*fleet.Proxy
}

// roomy lets one machine be as many people as a test wants.
var roomy = []string{
	"FELTBOARD_HANDSHAKES_PER_SECOND=100000", "FELTBOARD_CONNECTIONS=20000", "FELTBOARD_CONNECTIONS_PER_ADDRESS=20000",
	"FELTBOARD_CONNECTIONS_PER_LINK=20000", "FELTBOARD_CONNECTIONS_PER_SESSION=20000", "FELTBOARD_JOINS_PER_LINK=20000",
	"FELTBOARD_BOARDS_PER_HOUR=100000", "FELTBOARD_TRUSTED_PROXIES=127.0.0.1",
}

// single starts one node with a data folder of its own.
func single(r *run, env ...string) *stand {
	r.Helper()
	return singleIn(r, r.TempDir(), env...)
}

func singleIn(r *run, dir string, env ...string) *stand {
	r.Helper()
	s := &stand{r: r, dir: dir}
	n, err := fleet.New(fleet.Options{Data: s.dir, Env: append(slices.Clone(roomy), env...)})
	r.must(err)
	r.Cleanup(n.Kill)
	s.nodes, s.origin = []*fleet.Node{n}, n.Base
	s.up(0)
	s.setup = n.Setup()
	return s
}

// several are what a cluster is made of.
type several struct {
	proxied bool // with a proxy between each node and what it stands on
	noRedis bool // Redis is away when the nodes start
	nodes   int  // 0: three
	env     []string
}

// cluster starts nodes on a PostgreSQL and a Redis of their own, behind a balancer.
func cluster(r *run, o several) *stand {
	r.Helper()
	s := &stand{r: r}
	var err error
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s.postgres, err = pgtest.Start(ctx, "")
	r.must(err)
	r.Cleanup(func() { r.must(s.postgres.Stop()) })
	r.must(s.postgres.CreateDB(ctx, database))
	s.redis, err = redistest.Start(ctx, r.TempDir())
	r.must(err)
	r.Cleanup(s.redis.Stop)
	s.balancer, err = fleet.Balance("")
	r.must(err)
	r.Cleanup(s.balancer.Close)
	s.origin = s.balancer.Base
	if o.noRedis {
		s.redis.Kill()
	}
	if o.nodes == 0 {
		o.nodes = 3
	}
	for i := range o.nodes {
		db, redis := s.postgres.URL(database), s.redis.URL()
		if o.proxied {
			var p *fleet.Proxy
			p, db = between(r, db)
			s.toPostgres = append(s.toPostgres, p)
			p, redis = between(r, redis)
			s.toRedis = append(s.toRedis, p)
		}
		env := append(append([]string{"FELTBOARD_DATABASE_URL=" + db, "FELTBOARD_REDIS_URL=" + redis, "FELTBOARD_BASE_URL=" + s.origin}, o.env...), roomy...)
		n, err := fleet.New(fleet.Options{Data: r.TempDir(), Env: env})
		r.must(err)
		r.Cleanup(n.Kill)
		s.nodes = append(s.nodes, n)
		s.balancer.Add(strings.TrimPrefix(n.Base, "http://"))
		s.up(i)
		if n.Setup() != "" {
			s.setup = n.Setup() // only the newest works
		}
	}
	return s
}

const database = "feltboard"

// between puts a proxy between a node and the server that a URL names, and returns the URL through it.
func between(r *run, to string) (*fleet.Proxy, string) {
	r.Helper()
	u, err := url.Parse(to)
	r.must(err)
	p, err := fleet.Through(u.Host, nil)
	r.must(err)
	r.Cleanup(p.Close)
	u.Host = p.Addr
	return p, u.String()
}

// up starts a node and waits until it is ready.
func (s *stand) up(i int) time.Duration {
	s.r.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	took, err := s.nodes[i].Restart(ctx)
	s.r.must(err)
	return took
}

// front is where people go.
func (s *stand) front() string {
	if p := s.where.Load(); p != nil {
		return *p
	}
	if s.balancer != nil {
		return s.balancer.Base
	}
	return s.nodes[0].Base
}

// logs is what the nodes have complained of last.
func (s *stand) logs() string {
	var b strings.Builder
	for _, n := range s.nodes {
		b.WriteString("-- " + n.Base + "\n")
		var lines []string
		for line := range strings.Lines(n.Log()) {
			if !strings.Contains(line, `"level":"INFO"`) {
				lines = append(lines, line)
			}
		}
		b.WriteString(strings.Join(lines[max(0, len(lines)-30):], ""))
	}
	return b.String()
}

// history kills the nodes and reads what the journal holds.
func (s *stand) history(places []*place) map[string][]journal.Entry {
	s.r.Helper()
	for _, n := range s.nodes {
		n.Kill()
	}
	log := s.open()
	defer log.Close()
	return read(s.r, log, places)
}

// open opens the journal, or a copy of it: opening a folder mends what a kill has left, and that is the node's to do.
func (s *stand) open() journal.Journal {
	s.r.Helper()
	if s.postgres != nil {
		log, err := pglog.Open(s.r.Context(), s.postgres.URL(database), pglog.Options{Migrations: accounts.PostgresMigrations()})
		s.r.must(err)
		return log
	}
	to := s.r.TempDir()
	s.r.must(copyData(to, s.dir))
	return openData(s.r, to)
}

func openData(r *run, dir string) *sqlitelog.Log {
	r.Helper()
	log, err := sqlitelog.Open(dir, sqlitelog.Options{Migrations: accounts.Migrations()})
	r.must(err)
	return log
}

// copyData copies a data folder whose node is down.
func copyData(to, from string) error {
	files, err := filepath.Glob(filepath.Join(from, "feltboard.db*"))
	if err != nil {
		return err
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, filepath.Base(f)), b, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// read reads the boards' histories.
func read(r *run, log journal.Journal, places []*place) map[string][]journal.Entry {
	r.Helper()
	all := map[string][]journal.Entry{}
	for _, p := range places {
		entries, err := log.Read(r.Context(), p.ID, journal.Pos{}, 0)
		r.must(err)
		all[p.ID] = entries
	}
	return all
}
