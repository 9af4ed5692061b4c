package pglog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"feltboard/realtime/journal"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

// Options of Open. The zero value is complete for a journal alone.
type Options struct {
	// Migrations follow the journal's own, in this order. Zero: none.
	Migrations []journal.Migration
	// Conns is how many connections the journal may open; others' reading and
	// writing through ReadDB and Write may open half as many again. Zero: 16. A
	// pool_max_conns in the URL wins.
	Conns int
}

// Log is a journal.Journal in a PostgreSQL database. Other packages may keep
// their tables in the same database: they read through ReadDB and write through
// Write.
type Log struct {
	pool     *pgxpool.Pool
	db       *sql.DB
	config   *pgx.ConnConfig
	warnings []string

	// turn holds one token: the right to run a Write. One at a time goes to the
	// database, where it meets those of the other nodes.
	turn chan struct{}

	// mu guards closed, and that no call begins once closed is set.
	mu     sync.Mutex
	closed bool
	calls  sync.WaitGroup
	ended  chan struct{} // closed when everything is given back
}

var _ journal.Journal = (*Log)(nil)

// Open opens the journal in the database that url names, as libpq has it
// ("postgres://user:password@host:5432/name?sslmode=verify-full"), and brings
// the database to the newest version. Nodes that start at the same time wait for
// the one that does so.
//
// It returns an error that says what to do if the server is older than version
// 13, the database is not in UTF-8, or it is newer than this program.
func Open(ctx context.Context, url string, opt Options) (_ *Log, err error) {
	config, err := configure(url, opt)
	if err != nil {
		return nil, fmt.Errorf("read the database's URL: %w", err)
	}
	l := &Log{turn: make(chan struct{}, 1), ended: make(chan struct{})}
	l.turn <- struct{}{}
	l.config = config.ConnConfig
	where := fmt.Sprintf("open the database %s on %s", config.ConnConfig.Database, config.ConnConfig.Host)
	if l.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, fmt.Errorf("%s: %w", where, err)
	}
	l.db = stdlib.OpenDB(*config.ConnConfig, stdlib.OptionAfterConnect(prepare))
	l.db.SetMaxOpenConns(int(config.MaxConns)/2 + 1)
	l.db.SetMaxIdleConns(int(config.MaxConns)/2 + 1)
	if l.warnings, err = check(ctx, l.pool); err == nil {
		err = migrate(ctx, l.pool, config.ConnConfig, opt.Migrations)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", where, errors.Join(unreached(err), l.Close()))
	}
	return l, nil
}

// ReadDB returns the pool for reading, which sees everything committed. It
// belongs to the Log: do not close it. What is waited for there is bounded as in
// the Log's own calls.
func (l *Log) ReadDB() *sql.DB { return l.db }

// Warnings are sentences for the operator about settings of the server that
// endanger what Feltboard promises, as of Open; none if all is well.
func (l *Log) Warnings() []string { return l.warnings }

// Close implements journal.Journal.
func (l *Log) Close() error {
	l.mu.Lock()
	first := !l.closed
	l.closed = true
	l.mu.Unlock()
	if !first {
		<-l.ended
		return nil
	}
	defer close(l.ended)
	l.calls.Wait()
	l.pool.Close()
	return l.db.Close()
}

// enter begins a call; without an error, l.calls.Done ends it.
func (l *Log) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return journal.ErrClosed
	}
	l.calls.Add(1)
	return nil
}
