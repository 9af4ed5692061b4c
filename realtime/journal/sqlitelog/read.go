package sqlitelog

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"feltboard/realtime/journal"
)

// querier is a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Load implements journal.Journal.
func (l *Log) Load(ctx context.Context, board string) (s journal.Snapshot, entries []journal.Entry, err error) {
	err = l.read(ctx, board, func(q querier, head journal.Pos) (err error) {
		if s, err = newestSnapshot(ctx, q, board, head); err != nil {
			return err
		}
		entries, err = entriesAfter(ctx, q, board, s.Pos, head, 0)
		return err
	})
	if err != nil {
		return journal.Snapshot{}, nil, err
	}
	return s, entries, nil
}

// Read implements journal.Journal.
func (l *Log) Read(ctx context.Context, board string, after journal.Pos, limit int) (entries []journal.Entry, err error) {
	err = l.read(ctx, board, func(q querier, head journal.Pos) (err error) {
		entries, err = entriesAfter(ctx, q, board, after, head, limit)
		return err
	})
	return entries, err
}

// Heads implements journal.Journal.
func (l *Log) Heads(ctx context.Context, boards []string) (map[string]journal.Pos, error) {
	if err := l.enter(ctx); err != nil {
		return nil, err
	}
	defer l.calls.Done()
	ids, err := json.Marshal(boards)
	if err != nil {
		return nil, err
	}
	rows, err := l.readers.QueryContext(ctx, "SELECT id, head_seq, head_id FROM board WHERE id IN (SELECT value FROM json_each(?))", string(ids))
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

// Boards implements journal.Journal.
func (l *Log) Boards(ctx context.Context) ([]string, error) {
	if err := l.enter(ctx); err != nil {
		return nil, err
	}
	defer l.calls.Done()
	rows, err := l.readers.QueryContext(ctx, "SELECT id FROM board ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// read runs f on one unchanging view of the file.
func (l *Log) read(ctx context.Context, board string, f func(q querier, head journal.Pos) error) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	tx, err := l.readers.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var head journal.Pos
	err = tx.QueryRowContext(ctx, "SELECT head_seq, head_id FROM board WHERE id = ?", board).Scan(&head.Seq, &head.ID)
	if errors.Is(err, sql.ErrNoRows) {
		var orphans bool
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM entry WHERE board = ?)", board).Scan(&orphans); err != nil {
			return damaged(board, 0, err)
		}
		if orphans {
			return errLostBoard(board)
		}
		return journal.ErrNotFound
	}
	if err != nil {
		return damaged(board, 0, err)
	}
	return f(tx, head)
}

// newestSnapshot passes over snapshots that are damaged or of another past: the
// entries hold everything.
func newestSnapshot(ctx context.Context, q querier, board string, head journal.Pos) (journal.Snapshot, error) {
	none := journal.Snapshot{}
	rows, err := q.QueryContext(ctx, "SELECT seq, id, sum, data FROM snapshot WHERE board = ? ORDER BY seq DESC", board)
	if err != nil {
		return none, passDamage(board, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s journal.Snapshot
		var sum []byte
		if err := rows.Scan(&s.Seq, &s.ID, &sum, &s.Data); err != nil {
			return none, passDamage(board, err)
		}
		s.Data = blob(s.Data)
		if !bytes.Equal(sum, sumOf(s)) {
			continue
		}
		switch err := checkPos(ctx, q, board, s.Pos, head); {
		case err == nil && s.Seq > 0:
			return s, nil
		case err != nil && !errors.Is(err, journal.ErrRewound):
			return none, passDamage(board, err)
		}
	}
	return none, passDamage(board, rows.Err())
}

// passDamage drops the errors that mean no more than having no snapshot.
func passDamage(board string, err error) error {
	if _, corrupt := errors.AsType[*journal.CorruptError](damaged(board, 0, err)); corrupt {
		return nil
	}
	return err
}

// checkPos returns journal.ErrRewound unless pos is in the history up to head.
func checkPos(ctx context.Context, q querier, board string, pos, head journal.Pos) error {
	if pos.Seq < 0 || pos.Seq > head.Seq || pos.Seq == 0 && pos.ID != "" {
		return journal.ErrRewound
	}
	if pos.Seq == 0 {
		return nil
	}
	var id string
	err := q.QueryRowContext(ctx, "SELECT id FROM entry WHERE board = ? AND seq = ?", board, pos.Seq).Scan(&id)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return &journal.CorruptError{Board: board, Seq: pos.Seq, Err: errors.New("the entry is missing")}
	case err != nil:
		return damaged(board, pos.Seq, err)
	case id != pos.ID:
		return journal.ErrRewound
	}
	return nil
}

// entriesAfter reads up to limit entries (all if below 1) that follow after,
// and checks that they do, and that the last of all is the head.
func entriesAfter(ctx context.Context, q querier, board string, after, head journal.Pos, limit int) ([]journal.Entry, error) {
	if err := checkPos(ctx, q, board, after, head); err != nil {
		return nil, err
	}
	if limit < 1 {
		limit = -1
	}
	rows, err := q.QueryContext(ctx,
		"SELECT seq, id, salt, commitment, resalt, recommitment, data FROM entry WHERE board = ? AND seq > ? ORDER BY seq LIMIT ?",
		board, after.Seq, limit)
	if err != nil {
		return nil, damaged(board, after.Seq+1, err)
	}
	defer rows.Close()
	var entries []journal.Entry
	prev := after
	for rows.Next() {
		var s journal.Sealed
		var again journal.Seal2
		if err := rows.Scan(&s.Seq, &s.ID, &s.Salt, &s.Commitment, &again.Salt, &again.Commitment, &s.Data); err != nil {
			if ctx.Err() != nil { // a reader who left is not a damaged board
				return nil, ctx.Err()
			}
			return nil, &journal.CorruptError{Board: board, Seq: prev.Seq + 1, Err: err}
		}
		s.Data = blob(s.Data)
		if again.Salt != nil {
			s.Again = &again
		}
		if err := s.Verify(prev); err != nil {
			return nil, &journal.CorruptError{Board: board, Seq: prev.Seq + 1, Err: err}
		}
		entries, prev = append(entries, s.Entry), s.Pos
	}
	if err := rows.Err(); err != nil {
		return nil, damaged(board, prev.Seq+1, err)
	}
	if prev != head && len(entries) != limit {
		return nil, &journal.CorruptError{Board: board, Seq: min(prev.Seq, head.Seq) + 1, Err: errors.New("the entries do not end at the head")}
	}
	return entries, nil
}
