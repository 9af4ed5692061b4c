package sqlitelog

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"time"

	"feltboard/realtime/journal"
)

// Create implements journal.Journal.
func (l *Log) Create(ctx context.Context, board string, first [][]byte) ([]journal.Entry, error) {
	var entries []journal.Entry
	err := l.do(ctx, &request{run: func(w *writer, r *request) (err error) {
		switch _, err := w.headOf(board); {
		case err == nil:
			return journal.ErrExists
		case !errors.Is(err, journal.ErrNotFound):
			return err
		}
		if _, err := w.insertBoard.Exec(board, 0, "", time.Now().UnixMilli()); err != nil {
			return damaged(board, 0, err)
		}
		entries, err = w.append(r, board, journal.Pos{}, first)
		return err
	}})
	if err != nil {
		return nil, err
	}
	return entries, nil
}

// Commit implements journal.Journal.
func (l *Log) Commit(ctx context.Context, board string, seen journal.Pos, decide journal.Decide) ([]journal.Entry, error) {
	var entries []journal.Entry
	err := l.do(ctx, &request{run: func(w *writer, r *request) error {
		head, err := w.headOf(board)
		if err != nil {
			return err
		}
		var tail []journal.Entry
		if head != seen {
			if tail, err = entriesAfter(background, w.conn, board, seen, head, 0); err != nil {
				return err
			}
		}
		payloads, err := decide.Call(tail)
		if err != nil || len(payloads) == 0 {
			return err
		}
		entries, err = w.append(r, board, head, payloads)
		return err
	}})
	if err != nil {
		return nil, err
	}
	return entries, nil
}

// SaveSnapshot implements journal.Journal.
func (l *Log) SaveSnapshot(ctx context.Context, board string, s journal.Snapshot) error {
	return l.do(ctx, &request{run: func(w *writer, r *request) error {
		if _, err := w.headOf(board); err != nil {
			return err
		}
		var known bool
		if err := w.hasEntry.QueryRow(board, s.Seq, s.ID).Scan(&known); err != nil {
			return damaged(board, s.Seq, err)
		}
		if !known {
			return journal.ErrRewound
		}
		var redacted int64
		if err := w.redacted.QueryRow(board).Scan(&redacted); err != nil {
			return damaged(board, s.Seq, err)
		}
		if s.Seq < redacted {
			return nil
		}
		r.wrote, r.size = true, len(s.Data)
		if _, err := w.insertSnapshot.Exec(board, s.Seq, s.ID, sumOf(s), blob(s.Data)); err != nil {
			return damaged(board, s.Seq, err)
		}
		_, err := w.dropSnapshots.Exec(board)
		return damaged(board, s.Seq, err)
	}})
}

// Ready implements journal.Journal.
func (l *Log) Ready(ctx context.Context) error {
	return l.Write(ctx, func(Tx) error { return nil })
}

// Tx is a part of a transaction of the writer's. Rows must be closed before the
// next statement. Transaction statements (BEGIN, COMMIT, SAVEPOINT …) are not
// allowed, nor is using it after the function that it was given to returned.
type Tx interface {
	Exec(query string, args ...any) (sql.Result, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

// Write runs do in the writer's next transaction, together with the commits
// that wait, and returns when its changes are durable. An error of do is
// returned unchanged and undoes its changes only; a panic becomes a
// [*journal.PanicError]. As with journal.Decide, do must be fast, must not call
// the Log, and may act on what it read only once Write has returned. Other
// errors are those of Commit.
func (l *Log) Write(ctx context.Context, do func(Tx) error) error {
	return l.do(ctx, &request{run: func(w *writer, r *request) error {
		r.wrote = true
		clear(w.heads) // nothing keeps do from writing the journal's own tables
		return do(tx{w.conn})
	}})
}

type tx struct{ conn *sql.Conn }

func (t tx) Exec(query string, args ...any) (sql.Result, error) {
	return t.conn.ExecContext(background, query, args...)
}

func (t tx) Query(query string, args ...any) (*sql.Rows, error) {
	return t.conn.QueryContext(background, query, args...)
}

func (t tx) QueryRow(query string, args ...any) *sql.Row {
	return t.conn.QueryRowContext(background, query, args...)
}

// headOf tells a board that is not there from one whose row was lost.
func (w *writer) headOf(board string) (head journal.Pos, err error) {
	if head, known := w.heads[board]; known {
		return head, nil
	}
	err = w.head.QueryRow(board).Scan(&head.Seq, &head.ID)
	if errors.Is(err, sql.ErrNoRows) {
		var orphans bool
		if err := w.anyEntryOf.QueryRow(board).Scan(&orphans); err != nil {
			return head, damaged(board, 0, err)
		}
		if orphans {
			return head, errLostBoard(board)
		}
		return head, journal.ErrNotFound
	}
	if err != nil {
		return head, damaged(board, 0, err)
	}
	w.remember(board, head)
	return head, nil
}

// remember keeps a board's head for its next commit.
func (w *writer) remember(board string, head journal.Pos) {
	if len(w.heads) >= maxHeads {
		clear(w.heads)
	}
	w.heads[board] = head
}

func errLostBoard(board string) error {
	return &journal.CorruptError{Board: board, Err: errors.New("it has entries but no head")}
}

func (w *writer) append(r *request, board string, head journal.Pos, payloads [][]byte) ([]journal.Entry, error) {
	r.wrote, r.board = true, board
	entries := make([]journal.Entry, 0, len(payloads))
	for _, s := range journal.SealAll(head, payloads) {
		err := w.insertEntry.exec(board, s.Seq, s.ID, s.Salt, s.Commitment, s.Data)
		if isConstraint(err) {
			return nil, &journal.CorruptError{Board: board, Seq: s.Seq, Err: err} // an entry beyond the head
		}
		if err != nil {
			return nil, damaged(board, s.Seq, err)
		}
		r.size += len(s.Data)
		r.last = s.Pos
		entries = append(entries, s.Entry)
	}
	if len(entries) == 0 {
		return nil, nil
	}
	moved, err := w.moveHead.change(r.last.Seq, r.last.ID, board, head.Seq, head.ID)
	if err != nil {
		return nil, damaged(board, r.last.Seq, err)
	}
	if !moved {
		return nil, &journal.CorruptError{Board: board, Seq: head.Seq, Err: errors.New("its head is not where it was left")}
	}
	w.remember(board, r.last)
	return entries, nil
}

// blob is data as a value that is not NULL.
func blob(data []byte) []byte {
	if data == nil {
		return []byte{}
	}
	return data
}

func sumOf(s journal.Snapshot) []byte {
	h := sha256.New()
	h.Write([]byte(s.ID))
	h.Write(s.Data)
	return h.Sum(nil)
}
