package sqlitelog

import (
	"context"
	"errors"
	"time"

	"feltboard/realtime/journal"
)

// Redact implements journal.Journal. secure_delete overwrites what it replaces in the database; the WAL holds older pages
// until Scour.
func (l *Log) Redact(ctx context.Context, board string, list []journal.Redaction) error {
	return l.do(ctx, &request{run: func(w *writer, r *request) error {
		if _, err := w.headOf(board); err != nil {
			return err
		}
		if len(list) == 0 {
			return nil
		}
		r.wrote = true
		first := list[0].Seq
		for _, red := range list {
			s := journal.Sealed{}.Redact(red.Data)
			result, err := w.conn.ExecContext(background, "UPDATE entry SET salt = x'', resalt = ?, recommitment = ?, data = ? WHERE board = ? AND seq = ?",
				s.Again.Salt, s.Again.Commitment, s.Data, board, red.Seq)
			if err != nil {
				return damaged(board, red.Seq, err)
			}
			if n, err := result.RowsAffected(); err != nil || n != 1 {
				return errors.Join(journal.ErrRewound, err)
			}
			r.size += len(red.Data)
			first = min(first, red.Seq)
		}
		if _, err := w.conn.ExecContext(background, "DELETE FROM snapshot WHERE board = ? AND seq >= ?", board, first); err != nil {
			return damaged(board, first, err)
		}
		_, err := w.conn.ExecContext(background, "UPDATE board SET redacted = head_seq WHERE id = ?", board)
		return damaged(board, first, err)
	}})
}

// Remove implements journal.Journal.
func (l *Log) Remove(ctx context.Context, board string) error {
	return l.do(ctx, &request{run: func(w *writer, r *request) error {
		if _, err := w.headOf(board); err != nil {
			return err
		}
		r.wrote, r.board = true, board
		delete(w.heads, board)
		for _, from := range []string{"snapshot WHERE board = ?", "entry WHERE board = ?", "board WHERE id = ?"} {
			if _, err := w.conn.ExecContext(background, "DELETE FROM "+from, board); err != nil { // #nosec G202 -- three of ours
				return damaged(board, 0, err)
			}
		}
		return nil
	}})
}

// How long Scour tries to find a moment at which nobody reads, and how long it lets commits wait for one at a time.
const (
	scourTime  = 30 * time.Second
	scourPause = 100 * time.Millisecond
)

// Scour implements journal.Journal: it moves the WAL into the database and empties it. When it returns nil, no file of the
// folder holds a byte of what was replaced or removed before, but for copies (backups, backup-before-….db). It fails
// where others read all the time.
func (l *Log) Scour(ctx context.Context) error {
	until := time.Now().Add(scourTime)
	for {
		err := l.do(ctx, &request{scour: true, run: func(*writer, *request) error { return nil }})
		if !errors.Is(err, errRead) || time.Now().After(until) {
			return err
		}
		select {
		case <-time.After(scourPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

var errRead = errors.New("the write-ahead log cannot be emptied while others read")

// empty moves all of the WAL into the database and makes it a file of no length, on the writer goroutine.
func (l *Log) empty() error {
	l.awaitSweep()
	if l.broken != nil {
		return l.broken
	}
	patience := func(ms string) error {
		_, err := l.w.conn.ExecContext(background, "PRAGMA busy_timeout = "+ms)
		return err
	}
	if err := patience("100"); err != nil {
		return err
	}
	whole, err := l.w.checkpoint("TRUNCATE")
	if errors.Join(err, patience("5000")) == nil && !whole {
		return errRead
	}
	if isDiskFailure(err) {
		_, err = l.reopen(err, func(*writer) (bool, error) { return true, nil })
	}
	return err
}
