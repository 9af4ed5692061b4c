package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"embed"
	"errors"
	"time"

	"feltboard/realtime/journal"
)

var (
	// ErrNoSession says that a cookie stands for no session, or not any more.
	ErrNoSession = errors.New("there is no such session")
	// ErrNoSeat says that a session is nobody on a board.
	ErrNoSeat = errors.New("this session is not on the board")
	// ErrRevoked says that a session was on a board by a link that does not work any more.
	ErrRevoked = errors.New("the link this session came by does not work any more")
	// ErrBadLink says that a link does not work; never why.
	ErrBadLink = errors.New("this link does not work")
	// ErrLinkFull says that as many people have joined by a link as may, or that there are as many links as may be.
	ErrLinkFull = errors.New("as many people have joined by this link, or links been made, as may")
	// ErrBadSetup says that a set-up link does not work, or not any more.
	ErrBadSetup = errors.New("this set-up link does not work")
)

// Tx is one transaction of Write. Parameters are written $1, $2 …, which both databases understand; a statement that fails
// ends the transaction.
type Tx interface {
	Exec(query string, args ...any) (sql.Result, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

// DB is the journal's database. Write runs do in a transaction and returns once it is on disk; such transactions run one
// after the other, also those of other nodes. ReadDB sees what is committed.
type DB interface {
	Write(ctx context.Context, do func(Tx) error) error
	ReadDB() *sql.DB
}

//go:embed sql
var files embed.FS

// Migrations are the steps that make the package's tables in a SQLite file.
func Migrations() []journal.Migration { return journal.Migrations(files, "sql/sqlite", "accounts") }

// PostgresMigrations are the same steps for a PostgreSQL database.
func PostgresMigrations() []journal.Migration {
	return journal.Migrations(files, "sql/postgres", "accounts")
}

// Store is the tables of this package.
type Store struct {
	db  DB
	now func() time.Time
}

// New returns the store in db, whose Migrations have run.
func New(db DB) *Store { return &Store{db: db, now: time.Now} }

func (s *Store) millis() int64 { return s.now().UnixMilli() }

// newSecret returns 26 characters that carry 130 random bits, and what is stored of them.
func newSecret() (secret string, hash []byte) {
	secret = rand.Text()
	return secret, digest(secret)
}

func digest(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

func same(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }
