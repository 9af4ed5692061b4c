package sqlitelog

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"path/filepath"
	"time"

	"feltboard/realtime/journal"
)

//go:embed sql/*.sql
var files embed.FS

// migrate runs the steps that the database does not have yet. Steps are told
// apart by name, so that the journal may gain one after others have followed.
func migrate(db *sql.DB, path string, extra []journal.Migration) error {
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := checkPragmas(ctx, conn); err != nil {
		return err
	}

	steps := append(journal.Migrations(files, "sql", "journal"), extra...)
	done, err := applied(ctx, conn)
	if err != nil {
		return err
	}
	if err := journal.CheckMigrations(steps, done, "restore the backup-before-….db made when it was upgraded"); err != nil {
		return err
	}
	var tables int
	if err := conn.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'migration'").Scan(&tables); err != nil {
		return err
	}
	copied := tables == 0
	for _, m := range steps {
		if done[m.Name] {
			continue
		}
		if !copied {
			to := filepath.Join(filepath.Dir(path), fmt.Sprintf("backup-before-%d.db", len(done)+1))
			if err := backup(ctx, path, to); err != nil {
				return fmt.Errorf("copy the database before upgrading it: %w", err)
			}
			copied = true
		}
		done[m.Name] = true
		if err := apply(ctx, conn, len(done), m); err != nil {
			return fmt.Errorf("upgrade the database (%s): %w", m.Name, err)
		}
	}
	return nil
}

func applied(ctx context.Context, conn *sql.Conn) (map[string]bool, error) {
	_, err := conn.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS migration (
		n       INTEGER NOT NULL PRIMARY KEY,
		name    TEXT    NOT NULL UNIQUE,
		applied TEXT    NOT NULL -- RFC 3339, UTC
	) STRICT`)
	if err != nil {
		return nil, err
	}
	rows, err := conn.QueryContext(ctx, "SELECT name FROM migration")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	done := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		done[name] = true
	}
	return done, rows.Err()
}

func apply(ctx context.Context, conn *sql.Conn, n int, m journal.Migration) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec(m.SQL); err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO migration (n, name, applied) VALUES (?, ?, ?)",
		n, m.Name, time.Now().UTC().Format(time.RFC3339))
	if err != nil {
		return err
	}
	return tx.Commit()
}

// checkPragmas makes sure that the file system gave what was asked for: WAL
// falls back silently where shared memory is missing.
func checkPragmas(ctx context.Context, conn *sql.Conn) error {
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1",
	} {
		var got string
		if err := conn.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&got); err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("SQLite would not set %s to %s here (it says %s); the data folder must be on a local disk", pragma, want, got)
		}
	}
	return nil
}
