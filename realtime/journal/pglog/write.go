package pglog

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"runtime/debug"
	"time"

	"feltboard/realtime/journal"

	"github.com/jackc/pgx/v5"
)

// Tx is a transaction of Write. Rows must be closed before the next statement.
// Transaction statements (BEGIN, COMMIT, SAVEPOINT …) are not allowed, nor is
// using it after the function that it was given to returned. A statement that
// fails ends the transaction: return its error.
type Tx interface {
	Exec(query string, args ...any) (sql.Result, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

// Write runs do in a transaction and returns when its changes are durable.
// Writes of all nodes run one after the other, so that what do has read still
// holds when it writes. An error of do is returned and undoes its changes; a
// panic becomes a [*journal.PanicError]. do must be fast and must not call the
// Log, and may act on what it read only once Write has returned. Other errors
// are those of Commit.
func (l *Log) Write(ctx context.Context, do func(Tx) error) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	select {
	case <-l.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { l.turn <- struct{}{} }()
	key := lockKey("write", "")
	conn, tx, err := l.beginWrite(ctx, key)
	if err != nil {
		return outcome("", err)
	}
	defer conn.Close()
	defer tx.Rollback() // without effect after a commit
	if err := guard(tx, do); err != nil {
		return named("", err)
	}
	id := rand.Text()
	_, err = tx.Exec("WITH old AS (DELETE FROM written WHERE at < now() - interval '1 hour') INSERT INTO written (id, at) VALUES ($1, now())", id)
	if err == nil {
		err = l.settled(tx.Commit(), key, func(ctx context.Context, conn *pgx.Conn) (yes bool, err error) {
			err = conn.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM written WHERE id = $1)", id).Scan(&yes)
			return yes, err
		})
	}
	return outcome("", err)
}

// LockWrites lets no Write of any node run until tx ends, for who changes tables
// that Writes use, in an order of their own.
func LockWrites(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, lock, lockKey("write", ""))
	return err
}

// beginWrite begins a transaction that has the lock, on another connection if
// one turns out dead, for as long as patience.
func (l *Log) beginWrite(ctx context.Context, key int64) (*sql.Conn, *sql.Tx, error) {
	until, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for wait := 10 * time.Millisecond; ; wait = min(2*wait, 200*time.Millisecond) {
		conn, err := l.db.Conn(until)
		if err == nil {
			var tx *sql.Tx
			// Not with ctx: that would undo the transaction at its end.
			if tx, err = conn.BeginTx(background, &sql.TxOptions{Isolation: sql.LevelReadCommitted}); err == nil {
				if _, err = tx.ExecContext(ctx, lock, key); err == nil {
					return conn, tx, nil
				}
				tx.Rollback()
			}
			conn.Close()
		}
		if answered(err) || hopeless(err) {
			return nil, nil, err
		}
		select {
		case <-time.After(wait):
		case <-until.Done():
			if ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			return nil, nil, fmt.Errorf("the database does not answer: %w", err)
		}
	}
}

func guard(tx *sql.Tx, do func(Tx) error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &journal.PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return do(tx)
}
