// Package backup writes everything that a server holds into one file, and puts it back: the boards' histories and who may
// come in, from one moment, while servers go on.
//
// The file is a SQLite database whatever the server keeps its data in, so that a backup of a single machine can be restored
// into PostgreSQL, which is how one grows into several nodes, and the other way round. A backup counts only once it has been
// read again as a whole: the pages, and every entry of every board and that it follows from the one before.
//
// Restoring under living clients is safe: nodes find out by the entries' ids that the past is another one, and clients give
// back what it lacks (realtime/SPEC.md R-33).
package backup

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"feltboard/realtime/journal"
	"feltboard/realtime/journal/sqlitelog"
)

// Place is where a server keeps its data.
type Place struct {
	Dir         string // the data folder; copies of what a restore replaces go there
	DatabaseURL string // PostgreSQL; "" means a SQLite file in Dir
	// Tables are the steps that make the tables beside the journal's own, in SQLite and in PostgreSQL.
	Tables, PostgresTables []journal.Migration
	// Again does to what is to be restored, in a folder with a SQLite file, what was done since it was made and has to hold
	// for it, too, before it takes anything's place; nil: nothing.
	Again func(ctx context.Context, dir string) error
}

// Write backs a place up to a file, replacing what was there only when the new one is whole, and returns what it holds.
func Write(ctx context.Context, from Place, file string) (sqlitelog.Contents, error) {
	if from.DatabaseURL == "" {
		if err := sqlitelog.Backup(ctx, from.Dir, file); err != nil {
			return sqlitelog.Contents{}, err
		}
		return sqlitelog.Check(ctx, file)
	}
	dir, err := os.MkdirTemp(filepath.Dir(file), ".backup-*")
	if err != nil {
		return sqlitelog.Contents{}, err
	}
	defer os.RemoveAll(dir)
	if err := fromPostgres(ctx, from, dir); err != nil {
		return sqlitelog.Contents{}, fmt.Errorf("read the database: %w", err)
	}
	if err := sqlitelog.Backup(ctx, dir, file); err != nil {
		return sqlitelog.Contents{}, err
	}
	return sqlitelog.Check(ctx, file)
}

// Restore puts what a file holds in the place of everything that is there, once the file has been read and found whole and
// brought to this program's version. What was there is kept in aside, "" if there was nothing. A server with a SQLite file
// must be stopped first; PostgreSQL's may go on.
func Restore(ctx context.Context, file string, to Place) (aside string, err error) {
	if _, err := sqlitelog.Check(ctx, file); err != nil {
		return "", err
	}
	if err := os.MkdirAll(to.Dir, 0o700); err != nil {
		return "", fmt.Errorf("open the data folder: %w", err)
	}
	dir, err := os.MkdirTemp(to.Dir, ".restore-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	if _, err := sqlitelog.Restore(ctx, file, dir); err != nil {
		return "", err
	}
	if err := upgrade(dir, to.Tables); err != nil {
		return "", err
	}
	if to.Again != nil {
		if err := to.Again(ctx, dir); err != nil {
			return "", err
		}
	}
	if to.DatabaseURL == "" {
		return sqlitelog.Restore(ctx, filepath.Join(dir, sqlitelog.FileName), to.Dir)
	}
	if aside, err = keep(ctx, to); err != nil {
		return "", fmt.Errorf("keep a copy of what is there: %w", err)
	}
	return aside, intoPostgres(ctx, filepath.Join(dir, sqlitelog.FileName), to)
}

// upgrade brings the database in dir to this program's version; an empty folder gets an empty database.
func upgrade(dir string, tables []journal.Migration) error {
	l, err := sqlitelog.Open(dir, sqlitelog.Options{Migrations: tables})
	if err != nil {
		return err
	}
	return l.Close()
}
