package sqlitelog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Backup writes a complete copy of the database to file while the log goes on,
// and replaces what was there only once the copy is on disk and checked. The
// copy holds everything committed when Backup was called.
func (l *Log) Backup(ctx context.Context, file string) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	if err := backup(ctx, l.path, file); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	return nil
}

func backup(ctx context.Context, path, file string) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(file), ".backup-*") // mode 0600; SQLite accepts an empty file
	if err != nil {
		return err
	}
	defer func() {
		tmp.Close()
		if err != nil {
			os.Remove(tmp.Name())
		}
	}()
	if err := vacuumInto(ctx, path, tmp.Name()); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := checkIntegrity(ctx, tmp.Name()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), file); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(file))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

func vacuumInto(ctx context.Context, path, file string) error {
	db, err := sql.Open("sqlite", source(path, forWriting))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", file)
	return errors.Join(err, db.Close())
}

// checkIntegrity opens the copy read-only and without WAL, so that it leaves
// no companion files.
func checkIntegrity(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", readOnly(file))
	if err != nil {
		return err
	}
	defer db.Close()
	var result string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&result); err != nil {
		return err
	}
	if result != "ok" {
		return fmt.Errorf("the database is damaged: %s", result)
	}
	return nil
}
