package pglog

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"time"

	"feltboard/realtime/journal"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

//go:embed sql/*.sql
var files embed.FS

// migrationTime is how long a step may take. Nothing is heard of the server
// meanwhile.
const migrationTime = 10 * time.Minute

// migrate runs the steps that the database does not have yet. Steps are told
// apart by name, so that the journal may gain one after others have followed.
func migrate(ctx context.Context, pool *pgxpool.Pool, config *pgx.ConnConfig, extra []journal.Migration) error {
	steps := append(journal.Migrations(files, "sql", "journal"), extra...)
	done, err := applied(ctx, pool, steps)
	if err != nil || len(done) == len(steps) {
		return err
	}

	config = config.Copy()
	config.DialFunc = dial(migrationTime)
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", lockKey("migration", "")); err != nil {
		return fmt.Errorf("wait for another node that upgrades the database: %w", err)
	}
	if done, err = applied(ctx, conn, steps); err != nil { // anew: another node may have been at work
		return err
	}
	for _, m := range steps {
		if done[m.Name] {
			continue
		}
		if err := apply(ctx, conn, m); err != nil {
			return fmt.Errorf("upgrade the database (%s): %w", m.Name, err)
		}
	}
	return nil
}

// applied returns the steps that the database has, or an error if one of them
// is not known.
func applied(ctx context.Context, q interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}, steps []journal.Migration) (map[string]bool, error) {
	rows, err := q.Query(ctx, "SELECT name FROM migration")
	var names []string
	if err == nil {
		names, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	if code(err) == undefinedTable {
		return map[string]bool{}, nil
	}
	if err != nil {
		return nil, err
	}
	done := map[string]bool{}
	for _, name := range names {
		done[name] = true
	}
	if err := journal.CheckMigrations(steps, done, "restore the backup made before it was upgraded"); err != nil {
		return nil, err
	}
	return done, nil
}

func apply(ctx context.Context, conn *pgx.Conn, m journal.Migration) (err error) {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback(ctx))
		}
	}()
	const table = `CREATE TABLE IF NOT EXISTS migration (
		n       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
		name    text        NOT NULL UNIQUE,
		applied timestamptz NOT NULL
	);`
	// Without arguments, a string may hold many statements.
	if _, err := tx.Exec(ctx, "SET LOCAL client_min_messages = warning;"+table+m.SQL, pgx.QueryExecModeSimpleProtocol); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO migration (name, applied) VALUES ($1, now())", m.Name); err != nil {
		return err
	}
	return tx.Commit(ctx)
}
