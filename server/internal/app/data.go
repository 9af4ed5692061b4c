package app

import (
	"context"
	"errors"
	"fmt"

	"feltboard/boards"
	"feltboard/realtime/journal"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
)

func openData(dir string, fatal func(error)) (*sqlitelog.Log, error) {
	var steps []sqlitelog.Migration
	for _, m := range accounts.Migrations() {
		steps = append(steps, sqlitelog.Migration{Name: m.Name, SQL: m.SQL})
	}
	return sqlitelog.Open(dir, sqlitelog.Options{Migrations: steps, Fatal: fatal})
}

// database lets accounts write through the journal's writer.
type database struct{ *sqlitelog.Log }

func (d database) Write(ctx context.Context, do func(accounts.Tx) error) error {
	return d.Log.Write(ctx, func(tx sqlitelog.Tx) error { return do(tx) })
}

// loadBoard reads a board's state from the journal.
func loadBoard(ctx context.Context, j journal.Journal, board string) (*boards.State, error) {
	snapshot, entries, err := j.Load(ctx, board)
	if errors.Is(err, journal.ErrNotFound) {
		return nil, fmt.Errorf("there is no board %s in this data folder", board)
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
