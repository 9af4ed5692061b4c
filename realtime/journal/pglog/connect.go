package pglog

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// dialTime is how long connecting may take, handshake and all, per host; a
	// connect_timeout in the URL wins.
	dialTime = 2 * time.Second
	// silence is how long the server may be waited for without a byte.
	silence = 5 * time.Second
	// patience is how long a server is looked for by who has not sent anything
	// yet, and by who lost the answer to a COMMIT.
	patience = 5 * time.Second
	// longest is what any reading may take in all.
	longest = 30 * time.Second
)

// session is what every connection sets. Waiting for a lock must end before the
// silence counts; a transaction whose node is gone must end before those who
// wait for it give up; and a node that is gone must be noticed even while it is
// being sent something.
const session = `
SET lock_timeout = '4s';
SET idle_in_transaction_session_timeout = '3s';
SET statement_timeout = '30s';
SET tcp_user_timeout = '10s';
SET tcp_keepalives_idle = 5;
SET tcp_keepalives_interval = 2;
SET tcp_keepalives_count = 3;
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`

func configure(url string, opt Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(url, "pool_max_conns") {
		config.MaxConns = 16
		if opt.Conns > 0 {
			config.MaxConns = int32(opt.Conns)
		}
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = dialTime
	}
	config.ConnConfig.DialFunc = dial(silence)
	config.AfterConnect = prepare
	// Calls find out by themselves and try another; asking first would be a
	// round trip for each.
	config.ShouldPing = func(context.Context, pgxpool.ShouldPingParams) bool { return false }
	return config, nil
}

func prepare(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.PgConn().Exec(ctx, session).ReadAll()
	return err
}

// dial connects so that no reading or writing waits longer than limit.
func dial(limit time.Duration) func(ctx context.Context, network, addr string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: dialTime, KeepAliveConfig: net.KeepAliveConfig{
		Enable: true, Idle: 5 * time.Second, Interval: 2 * time.Second, Count: 3,
	}}
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := dialer.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return &bounded{Conn: conn, limit: limit}, nil
	}
}

// bounded is a connection on which nothing waits longer than limit, whatever
// deadline is set or not.
type bounded struct {
	net.Conn
	limit time.Duration

	mu          sync.Mutex
	read, write time.Time // as set from outside; zero: none
}

func (b *bounded) Read(p []byte) (int, error) {
	if err := b.set(b.Conn.SetReadDeadline, &b.read, nil); err != nil {
		return 0, err
	}
	return b.Conn.Read(p)
}

func (b *bounded) Write(p []byte) (int, error) {
	if err := b.set(b.Conn.SetWriteDeadline, &b.write, nil); err != nil {
		return 0, err
	}
	return b.Conn.Write(p)
}

func (b *bounded) SetReadDeadline(t time.Time) error {
	return b.set(b.Conn.SetReadDeadline, &b.read, &t)
}

func (b *bounded) SetWriteDeadline(t time.Time) error {
	return b.set(b.Conn.SetWriteDeadline, &b.write, &t)
}

func (b *bounded) SetDeadline(t time.Time) error {
	return errors.Join(b.SetReadDeadline(t), b.SetWriteDeadline(t))
}

// set sets the nearer of the deadline kept, changed first if there is a new one,
// and the limit.
func (b *bounded) set(deadline func(time.Time) error, kept, changed *time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if changed != nil {
		*kept = *changed
	}
	until := time.Now().Add(b.limit)
	if !kept.IsZero() && kept.Before(until) {
		until = *kept
	}
	return deadline(until)
}

// check refuses a server that would not do and returns what the operator should
// know about one that will.
func check(ctx context.Context, pool *pgxpool.Pool) (warnings []string, err error) {
	var version int
	var encoding, fsync, pages, commit, standbys string
	err = pool.QueryRow(ctx, `SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),
		current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_standby_names'),
		(SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit')`).
		Scan(&version, &encoding, &fsync, &pages, &standbys, &commit)
	switch {
	case err != nil:
		return nil, err
	case version < 13_00_00:
		return nil, fmt.Errorf("PostgreSQL %d is too old; version 13 or newer is needed", version/10_000)
	case encoding != "UTF8":
		return nil, fmt.Errorf("the database is in %s; make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0", encoding)
	}
	if fsync == "off" {
		warnings = append(warnings, "PostgreSQL runs with fsync = off: a crash of its machine can lose or destroy what people were told is saved; set fsync = on in postgresql.conf")
	}
	if pages == "off" {
		warnings = append(warnings, "PostgreSQL runs with full_page_writes = off: a crash of its machine can destroy pages of the database; set full_page_writes = on in postgresql.conf, unless its file system writes whole pages (ZFS)")
	}
	switch {
	case commit == "off":
		warnings = append(warnings, "PostgreSQL runs with synchronous_commit = off; Feltboard turns it on for itself, others in this database may lose what they have saved; set synchronous_commit = on")
	case standbys != "" && (commit == "local" || commit == "remote_write"):
		warnings = append(warnings, fmt.Sprintf("PostgreSQL has synchronous standbys but runs with synchronous_commit = %s: a failover can lose what people were told is saved; set synchronous_commit = on", commit))
	}
	return warnings, nil
}
