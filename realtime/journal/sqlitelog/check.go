package sqlitelog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"feltboard/realtime/journal"

	lib "modernc.org/sqlite/lib"
)

// Contents is what a database file holds.
type Contents struct {
	Boards  int
	Entries int64
}

// Check reads a database file that nobody writes to, all of it: SQLite's own
// check of the pages, and of every board every entry and that they follow from
// each other. Its error tells all that is wrong; it is or wraps
// [*journal.CorruptError]s for boards.
func Check(ctx context.Context, file string) (c Contents, err error) {
	if _, err := os.Stat(file); err != nil {
		return c, err
	}
	if err := checkIntegrity(ctx, file); err != nil {
		if code(err) == lib.SQLITE_NOTADB {
			return c, fmt.Errorf("%s is no database of this program: %w", file, err)
		}
		return c, fmt.Errorf("%s: %w", file, err)
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return c, err
	}
	db, err := sql.Open("sqlite", readOnly(abs))
	if err != nil {
		return c, err
	}
	defer db.Close()
	heads, err := allHeads(ctx, db)
	if err != nil {
		return c, fmt.Errorf("%s is no database of this program: %w", file, err)
	}
	var wrong []error
	for board, head := range heads {
		entries, err := entriesAfter(ctx, db, board, journal.Pos{}, head, 0)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		c.Boards++
		c.Entries += int64(len(entries))
	}
	return c, errors.Join(wrong...)
}

func allHeads(ctx context.Context, db *sql.DB) (map[string]journal.Pos, error) {
	rows, err := db.QueryContext(ctx, "SELECT id, head_seq, head_id FROM board UNION SELECT board, 0, '' FROM entry WHERE board NOT IN (SELECT id FROM board)")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	heads := map[string]journal.Pos{}
	for rows.Next() {
		var id string
		var head journal.Pos
		if err := rows.Scan(&id, &head.Seq, &head.ID); err != nil {
			return nil, err
		}
		heads[id] = head
	}
	return heads, rows.Err()
}

// checkIntegrity opens the file read-only and without WAL, so that it leaves
// no companion files.
func checkIntegrity(ctx context.Context, file string) error {
	abs, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", readOnly(abs))
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
