package pglog

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"feltboard/realtime/journal"

	"github.com/jackc/pgx/v5"
)

const (
	beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

	// selectEntries reads from an entry on, that one's words left out.
	selectEntries = `SELECT seq, id, salt, commitment, resalt, recommitment, CASE WHEN seq = $2 THEN ''::bytea ELSE data END
		FROM entry WHERE board = $1 AND seq >= $2 ORDER BY seq LIMIT $3`
	// selectSnapshot reads the newest snapshot but $2, and whether its entry is
	// in the history.
	selectSnapshot = `SELECT seq, id, sum, data, EXISTS (SELECT 1 FROM entry WHERE board = $1 AND seq = snapshot.seq AND id = snapshot.id)
		FROM snapshot WHERE board = $1 ORDER BY seq DESC OFFSET $2 LIMIT 1`
)

// Load implements journal.Journal.
func (l *Log) Load(ctx context.Context, board string) (s journal.Snapshot, entries []journal.Entry, err error) {
	err = l.read(ctx, board, func(ctx context.Context, conn *pgx.Conn) error {
		var head journal.Pos
		var there bool
		var b batch
		b.Queue(beginReading)
		b.Queue(selectHead, board)
		err := b.run(ctx, conn, nil, func(rows pgx.Rows) (err error) {
			head, there, err = readHead(rows)
			return err
		})
		if err != nil {
			return err
		}
		if !there {
			return notFound(ctx, conn, board)
		}
		if s, err = newestSnapshot(ctx, conn, board); err != nil {
			return err
		}
		var rest batch
		rest.Queue(selectEntries, board, s.Seq, nil)
		rest.Queue(commit)
		return rest.run(ctx, conn, func(rows pgx.Rows) (err error) {
			entries, err = readEntries(rows, board, s.Pos, head, 0)
			return err
		}, nil)
	})
	if err != nil {
		return journal.Snapshot{}, nil, err
	}
	return s, entries, nil
}

// Read implements journal.Journal.
func (l *Log) Read(ctx context.Context, board string, after journal.Pos, limit int) (entries []journal.Entry, err error) {
	err = l.read(ctx, board, func(ctx context.Context, conn *pgx.Conn) error {
		var head journal.Pos
		var there bool
		var most *int
		if limit > 0 {
			n := limit
			if after.Seq > 0 {
				n++ // that one itself
			}
			most = &n
		}
		var b batch
		b.Queue(beginReading)
		b.Queue(selectHead, board)
		b.Queue(selectEntries, board, max(after.Seq, 0), most)
		b.Queue(commit)
		err := b.run(ctx, conn, nil,
			func(rows pgx.Rows) (err error) {
				head, there, err = readHead(rows)
				return err
			},
			func(rows pgx.Rows) (err error) {
				if there {
					entries, err = readEntries(rows, board, after, head, limit)
				}
				return err
			}, nil)
		if err == nil && !there {
			err = notFound(ctx, conn, board)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return entries, nil
}

// Heads implements journal.Journal.
func (l *Log) Heads(ctx context.Context, boards []string) (heads map[string]journal.Pos, err error) {
	err = l.read(ctx, "", func(ctx context.Context, conn *pgx.Conn) error {
		heads = map[string]journal.Pos{}
		rows, err := conn.Query(ctx, "SELECT id, head_seq, head_id FROM board WHERE id = ANY ($1)", boards)
		if err != nil {
			return err
		}
		var id string
		var head journal.Pos
		_, err = pgx.ForEachRow(rows, []any{&id, &head.Seq, &head.ID}, func() error {
			heads[id] = head
			return nil
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	return heads, nil
}

// Boards implements journal.Journal.
func (l *Log) Boards(ctx context.Context) (ids []string, err error) {
	err = l.read(ctx, "", func(ctx context.Context, conn *pgx.Conn) error {
		rows, err := conn.Query(ctx, "SELECT id FROM board ORDER BY id")
		if err != nil {
			return err
		}
		ids, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

func (l *Log) read(ctx context.Context, board string, do func(ctx context.Context, conn *pgx.Conn) error) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	bounded, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	err := l.on(bounded, func(conn *pgx.Conn) error { return do(bounded, conn) })
	return named(board, ours(ctx, err))
}

func readHead(rows pgx.Rows) (head journal.Pos, there bool, err error) {
	head, err = pgx.CollectExactlyOneRow(rows, func(row pgx.CollectableRow) (p journal.Pos, err error) {
		err = row.Scan(&p.Seq, &p.ID)
		return p, err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return journal.Pos{}, false, nil
	}
	return head, err == nil, err
}

// notFound tells a board that is not there from one whose row was lost.
func notFound(ctx context.Context, conn *pgx.Conn, board string) error {
	var orphans bool
	if err := conn.QueryRow(ctx, anyEntry, board).Scan(&orphans); err != nil {
		return err
	}
	if orphans {
		return errLostBoard(board)
	}
	return journal.ErrNotFound
}

func errLostBoard(board string) error {
	return &journal.CorruptError{Board: board, Err: errors.New("it has entries but no head")}
}

// newestSnapshot passes over snapshots that are damaged or of another past: the
// entries hold everything.
func newestSnapshot(ctx context.Context, conn *pgx.Conn, board string) (journal.Snapshot, error) {
	for n := 0; ; n++ {
		var s journal.Snapshot
		var sum []byte
		var known bool
		err := conn.QueryRow(ctx, selectSnapshot, board, n).Scan(&s.Seq, &s.ID, &sum, &s.Data, &known)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return journal.Snapshot{}, nil
		case err != nil:
			return journal.Snapshot{}, err
		case known && bytes.Equal(sum, sumOf(s)):
			s.Data = blob(s.Data)
			return s, nil
		}
	}
}

// readEntries reads the rows of selectEntries from the position after, up to
// limit entries (all if below 1), and checks that they follow from it, and that
// the last of all is the head.
func readEntries(rows pgx.Rows, board string, after, head journal.Pos, limit int) ([]journal.Entry, error) {
	defer rows.Close()
	if after.Seq < 0 || after.Seq > head.Seq || after.Seq == 0 && after.ID != "" {
		return nil, journal.ErrRewound
	}
	damaged := func(seq int64, why error) error { return &journal.CorruptError{Board: board, Seq: seq, Err: why} }
	next := func() (s journal.Sealed, err error) {
		var again journal.Seal2
		err = rows.Scan(&s.Seq, &s.ID, &s.Salt, &s.Commitment, &again.Salt, &again.Commitment, &s.Data)
		s.Data = blob(s.Data)
		if again.Salt != nil {
			s.Again = &again
		}
		return s, err
	}
	if after.Seq > 0 {
		if !rows.Next() {
			if rows.Err() != nil {
				return nil, rows.Err()
			}
			return nil, damaged(after.Seq, errors.New("the entry is missing"))
		}
		s, err := next()
		switch {
		case err != nil:
			return nil, err
		case s.Seq != after.Seq:
			return nil, damaged(after.Seq, errors.New("the entry is missing"))
		case s.ID != after.ID:
			return nil, journal.ErrRewound
		}
	}
	var entries []journal.Entry
	prev := after
	for rows.Next() {
		s, err := next()
		if err != nil {
			return nil, err
		}
		if err := s.Verify(prev); err != nil {
			return nil, damaged(prev.Seq+1, err)
		}
		entries, prev = append(entries, s.Entry), s.Pos
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read board %q: %w", board, err)
	}
	if prev != head && (limit < 1 || len(entries) != limit) {
		return nil, damaged(min(prev.Seq, head.Seq)+1, errors.New("the entries do not end at the head"))
	}
	return entries, nil
}
