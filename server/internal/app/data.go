package app

import (
	"context"
	"errors"
	"fmt"

	"feltboard/boards"
	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"
)

// data is everything the server must not lose: the boards' journal and, in the same database, the accounts.
type data interface {
	journal.Journal
	accounts.DB
	// Warnings are sentences about the database for the operator; none if all is well.
	Warnings() []string
}

// openData opens the database that the settings name. fatal is called once when the data cannot be written any more until
// the server is started anew.
func openData(ctx context.Context, cfg config.Config, fatal func(error)) (data, error) {
	if cfg.DatabaseURL != "" {
		log, err := pglog.Open(ctx, cfg.DatabaseURL, pglog.Options{Migrations: accounts.PostgresMigrations()})
		if err != nil {
			return nil, err
		}
		return inPostgres{log}, nil
	}
	log, err := sqlitelog.Open(cfg.Data, sqlitelog.Options{Migrations: accounts.Migrations(), Fatal: fatal})
	if err != nil {
		return nil, err
	}
	return inSQLite{log}, nil
}

// inSQLite and inPostgres let accounts write through the journal.
type (
	inSQLite   struct{ *sqlitelog.Log }
	inPostgres struct{ *pglog.Log }
)

func (d inSQLite) Write(ctx context.Context, do func(accounts.Tx) error) error {
	return d.Log.Write(ctx, func(tx sqlitelog.Tx) error { return do(tx) })
}

// Warnings has none: sqlitelog refuses to open a file that it cannot keep its promises about.
func (inSQLite) Warnings() []string { return nil }

func (d inPostgres) Write(ctx context.Context, do func(accounts.Tx) error) error {
	return d.Log.Write(ctx, func(tx pglog.Tx) error { return do(tx) })
}

// loadBoard reads a board's state from the journal.
func loadBoard(ctx context.Context, j journal.Journal, board string) (*boards.State, error) {
	snapshot, entries, err := j.Load(ctx, board)
	if errors.Is(err, journal.ErrNotFound) {
		return nil, fmt.Errorf("there is no board %s here", board)
	}
	if err != nil {
		return nil, err
	}
	state := boards.NewState()
	if snapshot.Seq > 0 {
		if state, err = boards.DecodeState(snapshot.Data); err != nil {
			return nil, err
		}
	}
	for _, e := range entries {
		entry, err := boards.DecodeEntry(e.Seq, e.Data)
		if err != nil {
			return nil, err
		}
		state.Apply(entry)
	}
	return state, nil
}
