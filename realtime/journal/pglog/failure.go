package pglog

import (
	"context"
	"errors"
	"fmt"
	"net"

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
	notAllowed      = "42501"

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

// unreached is err of connecting, with what whoever set the URL can do about it.
// pgx tells of every try, with TLS and without; the last reason is the one.
func unreached(err error) error {
	if _, ok := errors.AsType[*pgconn.ConnectError](err); !ok {
		return err
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch {
		case e.Code[:2] == wrongUser:
			return &advice{err, e.Message + "; check the user and the password in the URL, and the server's pg_hba.conf"}
		case e.Code[:2] == wrongDatabase:
			return &advice{err, e.Message + "; make it with createdb, owned by the user in the URL"}
		}
	}
	if e, ok := errors.AsType[*net.OpError](err); ok {
		return &advice{err, e.Error() + "; check that PostgreSQL runs and can be reached"}
	}
	if e, ok := errors.AsType[*net.DNSError](err); ok {
		return &advice{err, e.Error() + "; check the host in the URL"}
	}
	return err
}

// advice is an error in other words.
type advice struct {
	err  error
	text string
}

func (a *advice) Error() string { return a.text }
func (a *advice) Unwrap() error { return a.err }

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
