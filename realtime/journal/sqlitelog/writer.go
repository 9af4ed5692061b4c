package sqlitelog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"

	"feltboard/realtime/journal"
)

// background is the context of everything the writer does: interrupting a
// statement would undo the whole batch, and a COMMIT is never cancelled.
var background = context.Background()

// maxHeads bounds the heads that are remembered; past it they are read anew.
const maxHeads = 1 << 16

// writer is the one connection that writes. It belongs to one goroutine.
type writer struct {
	db   *sql.DB
	conn *sql.Conn

	begin, commit, rollback, savepoint, release, undo *statement
	insertEntry, moveHead                             *statement
	head, insertBoard, countUp                        *sql.Stmt
	insertSnapshot, dropSnapshots                     *sql.Stmt
	hasEntry, anyEntryOf, redacted                    *sql.Stmt

	// heads are the last entries of boards as this connection left them, and nobody else writes. Those that a request
	// which was undone had moved are forgotten, and so are all when others than the journal have written.
	heads map[string]journal.Pos

	// dirty estimates the pages of 4 KiB written since the last checkpoint.
	dirty int
	// fault, in tests, is called before and after COMMIT and may return a disk
	// error, as if COMMIT had.
	fault func(committed bool) error
}

// request is one caller's part of a transaction.
type request struct {
	// run reads and writes; an error undoes this request only.
	run func(w *writer, r *request) error
	// What run did, for the case that the commit's outcome must be looked up.
	wrote bool
	size  int // bytes of payload written
	board string
	last  journal.Pos // the last entry appended to board, if any
	// scour empties the WAL after the transaction.
	scour bool

	err  error
	done chan struct{}
}

func openWriter(path string) (_ *writer, err error) {
	w := &writer{heads: map[string]journal.Pos{}}
	if w.db, err = sql.Open("sqlite", source(path, forWriting)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			w.close()
		}
	}()
	w.db.SetMaxOpenConns(1)
	if w.conn, err = w.db.Conn(background); err != nil {
		return nil, err
	}
	for _, s := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&w.head, "SELECT head_seq, head_id FROM board WHERE id = ?"},
		{&w.insertBoard, "INSERT INTO board (id, head_seq, head_id, created) VALUES (?, ?, ?, ?)"},
		{&w.countUp, "UPDATE pulse SET n = n + 1 RETURNING n"},
		{&w.insertSnapshot, "INSERT OR REPLACE INTO snapshot (board, seq, id, sum, data) VALUES (?, ?, ?, ?, ?)"},
		{&w.dropSnapshots, `DELETE FROM snapshot WHERE board = ?1 AND seq NOT IN
			(SELECT seq FROM snapshot WHERE board = ?1 ORDER BY seq DESC LIMIT 2)`},
		{&w.hasEntry, "SELECT count(*) FROM entry WHERE board = ? AND seq = ? AND id = ?"},
		{&w.redacted, "SELECT redacted FROM board WHERE id = ?"},
		{&w.anyEntryOf, "SELECT EXISTS (SELECT 1 FROM entry WHERE board = ?)"},
	} {
		if *s.to, err = w.conn.PrepareContext(background, s.sql); err != nil {
			return nil, err
		}
	}
	for _, s := range []struct {
		to  **statement
		sql string
	}{
		{&w.begin, "BEGIN IMMEDIATE"},
		{&w.commit, "COMMIT"},
		{&w.rollback, "ROLLBACK"},
		{&w.savepoint, "SAVEPOINT request"},
		{&w.release, "RELEASE request"},
		{&w.undo, "ROLLBACK TO request"},
		{&w.insertEntry, "INSERT INTO entry (board, seq, id, salt, commitment, data) VALUES (?, ?, ?, ?, ?, ?)"},
		{&w.moveHead, "UPDATE board SET head_seq = ?, head_id = ? WHERE id = ? AND head_seq = ? AND head_id = ?"},
	} {
		if *s.to, err = prepare(w.conn, s.sql); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// close closes the statements and the connection.
func (w *writer) close() error {
	var errs []error
	for _, s := range []*statement{w.begin, w.commit, w.rollback, w.savepoint, w.release, w.undo, w.insertEntry, w.moveHead} {
		if s != nil {
			errs = append(errs, s.close())
		}
	}
	if w.conn != nil {
		errs = append(errs, w.conn.Close())
	}
	return errors.Join(append(errs, w.db.Close())...)
}

// evidence tells whether a transaction is in the file.
type evidence func(w *writer) (bool, error)

// transact commits the batch. Each request's err is then its own answer. If
// transact itself returns an error, no answer holds: nothing was committed as
// far as SQLite knows, and found tells from another connection whether it was.
func (w *writer) transact(batch []*request) (found evidence, err error) {
	found = func(*writer) (bool, error) { return false, nil }
	if err := w.begin.exec(); err != nil {
		return found, err
	}
	defer func() {
		if err != nil {
			w.heads = map[string]journal.Pos{}
			w.rollback.exec() // fails where SQLite has rolled back by itself
		}
	}()
	if alone := batch[0]; len(batch) == 1 {
		if alone.err = w.guard(alone); losesTransaction(alone.err) {
			return found, alone.err
		}
		if alone.err != nil || !alone.wrote {
			w.forget(alone)
			return found, w.rollback.exec()
		}
	} else {
		for _, r := range batch {
			if err := w.attempt(r); err != nil {
				return found, err
			}
		}
	}
	wrote := false
	var trace *request
	for _, r := range batch {
		if r.err != nil || !r.wrote {
			continue
		}
		wrote = true
		w.dirty += 3 + r.size/4096 // the entry's leaf, the head's, and about one for what splits
		if r.last.Seq > 0 {
			trace = r
		}
	}
	switch {
	case trace != nil:
		found = func(w *writer) (yes bool, err error) {
			err = w.hasEntry.QueryRow(trace.board, trace.last.Seq, trace.last.ID).Scan(&yes)
			return yes, err
		}
	case wrote:
		var n int64
		if err := w.countUp.QueryRow().Scan(&n); err != nil {
			return found, err
		}
		found = func(w *writer) (yes bool, err error) {
			err = w.conn.QueryRowContext(background, "SELECT n >= ? FROM pulse", n).Scan(&yes)
			return yes, err
		}
	}
	if w.fault != nil {
		if err := w.fault(false); err != nil {
			return found, err
		}
	}
	if err := w.commit.exec(); err != nil {
		return found, err
	}
	if w.fault != nil {
		return found, w.fault(true)
	}
	return found, nil
}

// attempt runs one request of several in a savepoint and leaves its answer in r.err. It
// returns an error if the whole transaction is lost.
func (w *writer) attempt(r *request) error {
	if err := w.savepoint.exec(); err != nil {
		return err
	}
	if r.err = w.guard(r); r.err != nil {
		if losesTransaction(r.err) {
			return r.err
		}
		w.forget(r)
		if err := w.undo.exec(); err != nil {
			return fmt.Errorf("undo after %w: %w", r.err, err)
		}
	}
	return w.release.exec() // fails if SQLite rolled back and run did not pass that error on
}

// forget drops the heads that a request which is undone may have moved.
func (w *writer) forget(r *request) { delete(w.heads, r.board) }

func (w *writer) guard(r *request) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &journal.PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return r.run(w, r)
}

// checkpoint moves the WAL into the database and syncs it. It reports whether
// all of it was moved; readers may hold some back.
func (w *writer) checkpoint(mode string) (whole bool, err error) {
	var busy, pages, moved int
	err = w.conn.QueryRowContext(background, "PRAGMA wal_checkpoint("+mode+")").Scan(&busy, &pages, &moved)
	if err != nil {
		return false, err
	}
	w.dirty = 0
	return busy == 0 && pages == moved, nil
}
