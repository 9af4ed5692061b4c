package pglog

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var background = context.Background()

// take runs do on a connection and returns it for more. do must have no effect
// unless it succeeds: if the connection turns out dead, do runs again on
// another, for as long as patience. Who takes a connection releases it.
func (l *Log) take(ctx context.Context, do func(*pgx.Conn) error) (*pgxpool.Conn, error) {
	until, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for wait := 10 * time.Millisecond; ; wait = min(2*wait, 200*time.Millisecond) {
		conn, err := l.pool.Acquire(until)
		if err == nil {
			if err = do(conn.Conn()); err == nil {
				return conn, nil
			}
			dead := conn.Conn().IsClosed()
			l.release(conn)
			if !dead {
				return nil, ours(ctx, err)
			}
			if ctx.Err() == nil {
				l.pool.Reset() // the others are hardly better
			}
		}
		if hopeless(err) {
			return nil, err
		}
		select {
		case <-time.After(wait):
		case <-until.Done():
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, fmt.Errorf("the database does not answer: %w", err)
		}
	}
}

// on is take for calls that need no more.
func (l *Log) on(ctx context.Context, do func(*pgx.Conn) error) error {
	conn, err := l.take(ctx, do)
	if err == nil {
		l.release(conn)
	}
	return err
}

// once is on for who does not want to wait: it tries two connections, since one
// that lay idle while the server was restarted says nothing about the server.
func (l *Log) once(ctx context.Context, do func(*pgx.Conn) error) error {
	for again := false; ; again = true {
		conn, err := l.pool.Acquire(ctx)
		if err != nil {
			return ours(ctx, err)
		}
		err = do(conn.Conn())
		dead := conn.Conn().IsClosed()
		l.release(conn)
		if err == nil || !dead || again || ctx.Err() != nil {
			return ours(ctx, err)
		}
		l.pool.Reset()
	}
}

// release gives a connection back, after rolling back what it is in.
func (l *Log) release(c *pgxpool.Conn) {
	conn := c.Conn()
	if !conn.IsClosed() && conn.PgConn().TxStatus() != 'I' {
		if _, err := conn.Exec(background, "ROLLBACK"); err != nil {
			conn.Close(background)
		}
	}
	if conn.IsClosed() {
		c.Hijack() // its closing may take long, and must not take a place in the pool
		return
	}
	c.Release()
}

// batch sends statements in one round trip.
type batch struct{ pgx.Batch }

// last passes over all results but the last, which read gets.
func (b *batch) last(read func(pgx.Rows) error) []func(pgx.Rows) error {
	return append(make([]func(pgx.Rows) error, b.Len()-1), read)
}

// run sends the batch and has each result read by the function beside it, in
// order; nil passes over one. It stops at the first error.
func (b *batch) run(ctx context.Context, conn *pgx.Conn, read ...func(pgx.Rows) error) (err error) {
	results := conn.SendBatch(ctx, &b.Batch)
	defer func() {
		if closed := results.Close(); err == nil {
			err = closed
		}
	}()
	for _, r := range read {
		rows, err := results.Query()
		if err == nil && r != nil {
			err = r(rows)
		}
		if rows != nil {
			rows.Close()
			err = errors.Join(err, rows.Err())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lockKey names what is locked, by 64 bits. Two things with the same key would
// wait for each other needlessly, and no more.
func lockKey(kind, name string) int64 {
	sum := sha256.Sum256([]byte(kind + "\x00" + name))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}
