package backup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feltboard/realtime/journal/pglog"
	"feltboard/realtime/journal/sqlitelog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// table is one table that both databases have, under the same names.
type table struct {
	name    string
	columns []string
}

// not are the tables that say something about their own database only, and the keys that nodes share, which those that run
// have read already.
const not = "'migration', 'pulse', 'secret'"

// tables lists what a SQLite file holds, those that others refer to first.
func tables(ctx context.Context, db *sql.DB) ([]table, error) {
	rows, err := db.QueryContext(ctx, `SELECT t.name, group_concat(c.name, ' ') FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
		WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT IN (`+not+`) GROUP BY t.name ORDER BY t.rowid`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []table
	for rows.Next() {
		var t table
		var columns string
		if err := rows.Scan(&t.name, &columns); err != nil {
			return nil, err
		}
		t.columns = strings.Fields(columns)
		all = append(all, t)
	}
	return all, rows.Err()
}

func (t table) list() string {
	quoted := make([]string, len(t.columns))
	for i, c := range t.columns {
		quoted[i] = pgx.Identifier{c}.Sanitize()
	}
	return strings.Join(quoted, ", ")
}

func (t table) quoted() string { return pgx.Identifier{t.name}.Sanitize() }

// connect takes URLs as the server does, which may say how large its pool is.
func connect(ctx context.Context, url string) (*pgx.Conn, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	return pgx.ConnectConfig(ctx, config.ConnConfig)
}

// fromPostgres makes a SQLite database in dir with everything that the place holds at one moment.
func fromPostgres(ctx context.Context, from Place, dir string) error {
	pg, err := connect(ctx, from.DatabaseURL)
	if err != nil {
		return err
	}
	defer pg.Close(context.WithoutCancel(ctx))
	moment, err := pg.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return err
	}
	defer moment.Rollback(context.WithoutCancel(ctx))
	if err := upgrade(dir, from.Tables); err != nil {
		return err
	}
	lite, err := sql.Open("sqlite", file(filepath.Join(dir, sqlitelog.FileName), ""))
	if err != nil {
		return err
	}
	defer lite.Close()
	all, err := tables(ctx, lite)
	if err != nil {
		return err
	}
	tx, err := lite.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, t := range all {
		if err := t.toSQLite(ctx, moment, tx); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	return tx.Commit()
}

func (t table) toSQLite(ctx context.Context, from pgx.Tx, to *sql.Tx) error {
	insert, err := to.PrepareContext(ctx, fmt.Sprintf("INSERT INTO %s (%s) VALUES (?%s)", t.quoted(), t.list(), strings.Repeat(", ?", len(t.columns)-1)))
	if err != nil {
		return err
	}
	defer insert.Close()
	rows, err := from.Query(ctx, fmt.Sprintf("SELECT %s FROM %s", t.list(), t.quoted()))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// keep backs up what a restore is about to replace, if there is anything.
func keep(ctx context.Context, p Place) (aside string, err error) {
	l, err := pglog.Open(ctx, p.DatabaseURL, pglog.Options{Migrations: p.PostgresTables})
	if err != nil {
		return "", err
	}
	boards, err := l.Boards(ctx)
	if err := errors.Join(err, l.Close()); err != nil || len(boards) == 0 {
		return "", err
	}
	aside = filepath.Join(p.Dir, "before-restore-"+time.Now().UTC().Format("20060102T150405.000")+".db")
	_, err = Write(ctx, p, aside)
	return aside, err
}

// intoPostgres replaces everything in one transaction: servers that run see either the old or the new.
func intoPostgres(ctx context.Context, backup string, to Place) error {
	path, err := filepath.Abs(backup)
	if err != nil {
		return err
	}
	lite, err := sql.Open("sqlite", file(path, "?mode=ro&immutable=1"))
	if err != nil {
		return err
	}
	defer lite.Close()
	all, err := tables(ctx, lite)
	if err != nil {
		return err
	}
	pg, err := connect(ctx, to.DatabaseURL)
	if err != nil {
		return err
	}
	defer pg.Close(context.WithoutCancel(ctx))
	tx, err := pg.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = t.quoted()
	}
	// All of it at once, before anything else: nodes end what they have begun, and none waits for us while we wait for it.
	if err := pglog.LockWrites(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "LOCK TABLE "+strings.Join(names, ", ")+" IN ACCESS EXCLUSIVE MODE"); err != nil {
		return err
	}
	guard := func(do string) error { // what may only grow, as the audit, is guarded by triggers
		for _, name := range names {
			if _, err := tx.Exec(ctx, "ALTER TABLE "+name+" "+do+" TRIGGER USER"); err != nil {
				return err
			}
		}
		return nil
	}
	if err := guard("DISABLE"); err != nil {
		return err
	}
	// Not TRUNCATE: to a node whose transaction has begun already, an emptied table is empty, and a full one is as it was.
	for _, name := range slices.Backward(names) {
		if _, err := tx.Exec(ctx, "DELETE FROM "+name); err != nil {
			return err
		}
	}
	for _, t := range all {
		if err := t.toPostgres(ctx, lite, tx); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	if err := guard("ENABLE"); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func (t table) toPostgres(ctx context.Context, from *sql.DB, to pgx.Tx) error {
	rows, err := from.QueryContext(ctx, fmt.Sprintf("SELECT %s FROM %s", t.list(), t.quoted()))
	if err != nil {
		return err
	}
	defer rows.Close()
	truths, err := t.truths(ctx, to)
	if err != nil {
		return err
	}
	_, err = to.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, &source{rows, truths})
	if err != nil {
		return err
	}
	return t.goOn(ctx, to)
}

// goOn lets a table that numbers its rows by itself go on after the highest number.
func (t table) goOn(ctx context.Context, tx pgx.Tx) error {
	for _, c := range t.columns {
		var sequence *string
		if err := tx.QueryRow(ctx, "SELECT pg_get_serial_sequence($1, $2)", t.quoted(), c).Scan(&sequence); err != nil {
			return err
		}
		if sequence == nil {
			continue
		}
		if _, err := tx.Exec(ctx, fmt.Sprintf("SELECT setval($1, coalesce(max(%s), 0) + 1, false) FROM %s", pgx.Identifier{c}.Sanitize(), t.quoted()), *sequence); err != nil {
			return err
		}
	}
	return nil
}

// truths tells which columns hold true or false, for which SQLite has no type of its own.
func (t table) truths(ctx context.Context, tx pgx.Tx) ([]bool, error) {
	rows, err := tx.Query(ctx, "SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND data_type = 'boolean'", t.name)
	if err != nil {
		return nil, err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	truths := make([]bool, len(t.columns))
	for i, c := range t.columns {
		truths[i] = slices.Contains(names, c)
	}
	return truths, err
}

// source hands rows of a SQLite table to COPY.
type source struct {
	rows   *sql.Rows
	truths []bool // by column
}

// Next implements [pgx.CopyFromSource].
func (s *source) Next() bool { return s.rows.Next() }

// Values implements [pgx.CopyFromSource].
func (s *source) Values() ([]any, error) {
	values := make([]any, len(s.truths))
	to := make([]any, len(values))
	for i := range values {
		to[i] = &values[i]
	}
	if err := s.rows.Scan(to...); err != nil {
		return nil, err
	}
	for i, truth := range s.truths {
		if n, ok := values[i].(int64); ok && truth {
			values[i] = n != 0
		}
	}
	return values, nil
}

// Err implements [pgx.CopyFromSource].
func (s *source) Err() error { return s.rows.Err() }

func file(path, query string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + query
}
