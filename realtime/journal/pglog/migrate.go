package pglog

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Migration is one step forward of the database. There is no way back but the
// operator's backup.
type Migration struct {
	// Name identifies the step for ever; it must not change once released.
	Name string
	// SQL is one or more statements, run in one transaction. It must not
	// contain BEGIN, COMMIT or ROLLBACK. Nodes of the version before may be
	// running while it does, and after.
	SQL string
}

//go:embed sql/*.sql
var files embed.FS

// own are the journal's steps, in the order of their numbers.
func own() []Migration {
	entries, err := files.ReadDir("sql")
	if err != nil {
		panic(err) // embedded at build time
	}
	var all []Migration
	for _, e := range entries {
		text, err := files.ReadFile("sql/" + e.Name())
		if err != nil {
			panic(err)
		}
		all = append(all, Migration{"journal/" + strings.TrimSuffix(e.Name(), ".sql"), string(text)})
	}
	return all
}

// migrationTime is how long a step may take. Nothing is heard of the server
// meanwhile.
const migrationTime = 10 * time.Minute

// migrate runs the steps that the database does not have yet. Steps are told
// apart by name, so that the journal may gain one after others have followed.
func migrate(ctx context.Context, pool *pgxpool.Pool, config *pgx.ConnConfig, extra []Migration) error {
	known := map[string]bool{}
	var steps []Migration
	for _, m := range append(own(), extra...) {
		if known[m.Name] || m.Name == "" {
			return fmt.Errorf("two migrations are named %q", m.Name)
		}
		known[m.Name] = true
		steps = append(steps, m)
	}
	done, err := applied(ctx, pool, known)
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
	if done, err = applied(ctx, conn, known); err != nil { // anew: another node may have been at work
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
}, known map[string]bool) (map[string]bool, error) {
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
		if !known[name] {
			return nil, fmt.Errorf("the database is newer than this program: it has %q, which this version does not know; "+
				"run the newer program, or restore the backup made before it was upgraded", name)
		}
		done[name] = true
	}
	return done, nil
}

func apply(ctx context.Context, conn *pgx.Conn, m Migration) (err error) {
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
