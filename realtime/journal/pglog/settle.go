package pglog

import (
	"context"
	"errors"
	"fmt"

	"feltboard/realtime/journal"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// evidence tells whether a transaction's changes are in the database.
type evidence func(ctx context.Context, conn *pgx.Conn) (bool, error)

// finish sends b, which ends with the COMMIT of the transaction that has the lock
// named key, gives the connection back and returns the outcome: nil if it
// happened, journal.ErrUnknown if that cannot be told, and otherwise an error
// after which it has not happened and never will.
func (l *Log) finish(c *pgxpool.Conn, b *batch, key int64, found evidence) error {
	err := b.run(background, c.Conn(), b.last(committed)...)
	dead := c.Conn().IsClosed()
	l.release(c) // first: looking up needs one, too
	if err == nil || !dead {
		return err // an error of a living connection was rolled back
	}
	return l.settled(err, key, found)
}

// settled returns the outcome of a COMMIT that ended with err and was the last
// that its connection was used for. What pgconn.SafeToRetry says is not asked: it
// calls a COMMIT safe to repeat whose reply was lost after it had been sent.
func (l *Log) settled(err error, key int64, found evidence) error {
	if err == nil || answered(err) || errors.Is(err, pgx.ErrTxCommitRollback) {
		return err
	}
	return l.lookUp(err, key, found)
}

// lookUp finds out whether a transaction happened whose answer was lost. Who
// gets its lock knows that it has ended; the server lets go of it when it sees
// the connection's end, or after three seconds without a word. The answer is
// given only after a write of our own got through: a transaction can be visible
// whose wait for a synchronous standby was cut short, and only what comes after
// it can tell that the standby has it.
func (l *Log) lookUp(cause error, key int64, found evidence) error {
	var happened bool
	err := l.on(background, func(conn *pgx.Conn) (err error) {
		var b, end batch
		b.Queue(begin)
		b.Queue(lock, key)
		if err := b.run(background, conn, nil, nil); err != nil {
			return err
		}
		if happened, err = found(background, conn); err != nil {
			return err
		}
		end.Queue(countUp)
		end.Queue(commit)
		return end.run(background, conn, nil, committed)
	})
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w (%w)", journal.ErrUnknown, cause, err)
	case happened:
		return nil
	}
	return fmt.Errorf("it did not happen: %w", cause)
}
