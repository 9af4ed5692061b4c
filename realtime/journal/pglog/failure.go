package pglog

import (
	"context"
	"errors"
	"fmt"

	"feltboard/realtime/journal"

	"github.com/jackc/pgx/v5/pgconn"
)

// SQLSTATEs that mean something to us.
const (
	undefinedTable  = "42P01"
	uniqueViolation = "23505"
	diskFull        = "53100"
	dataCorrupted   = "XX001"
	indexCorrupted  = "XX002"
	readOnly        = "25006"
	lockTimeout     = "55P03"

	// Classes.
	wrongUser     = "28"
	wrongDatabase = "3D"
)

// code is the SQLSTATE in err, or "".
func code(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code
	}
	return ""
}

// answered says whether err is the server's refusal of a statement, after which
// the connection and the transaction's failure are certain.
func answered(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && e.SeverityUnlocalized == "ERROR"
}

// hopeless says whether there is no point in connecting again.
func hopeless(err error) bool {
	c := code(err)
	return len(c) == 5 && (c[:2] == wrongUser || c[:2] == wrongDatabase)
}

// named gives errors that callers branch on their names.
func named(board string, err error) error {
	switch code(err) {
	case diskFull:
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	case dataCorrupted, indexCorrupted:
		return &journal.CorruptError{Board: board, Err: err}
	case readOnly:
		return fmt.Errorf("the database takes no writes (a standby, or set to default_transaction_read_only): %w", err)
	case lockTimeout:
		return fmt.Errorf("another node did not let go of the lock: %w", err)
	}
	return err
}

// ours returns the caller's reason for giving up, if that is why err happened.
func ours(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil && !answered(err) {
		return ctx.Err()
	}
	return err
}
