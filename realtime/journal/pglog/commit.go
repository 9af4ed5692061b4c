package pglog

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"feltboard/realtime/journal"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

const (
	// READ COMMITTED, so that what follows the lock sees what the one before did.
	begin  = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
	commit = "COMMIT"
	lock   = "SELECT pg_advisory_xact_lock($1)"

	selectHead    = "SELECT head_seq, head_id FROM board WHERE id = $1"
	insertBoard   = "INSERT INTO board (id, head_seq, head_id, created) VALUES ($1, $2, $3, $4)"
	moveHead      = "UPDATE board SET head_seq = $2, head_id = $3 WHERE id = $1"
	insertEntries = `INSERT INTO entry (board, seq, id, salt, commitment, data)
		SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::bytea[], $5::bytea[], $6::bytea[])`
	hasEntry = "SELECT EXISTS (SELECT 1 FROM entry WHERE board = $1 AND seq = $2 AND id = $3)"
	anyEntry = "SELECT EXISTS (SELECT 1 FROM entry WHERE board = $1)"
	hasBoard = "SELECT EXISTS (SELECT 1 FROM board WHERE id = $1 AND created = $2)"
	countUp  = "UPDATE pulse SET n = n + 1"

	// Nothing is inserted where there is no such entry, or it is from before the last Redact, whose lock this waits for.
	insertSnapshot = `INSERT INTO snapshot (board, seq, id, sum, data)
		SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT 1 FROM entry WHERE board = $1 AND seq = $2 AND id = $3)
			AND $2 >= (SELECT redacted FROM board WHERE id = $1)
		ON CONFLICT (board, seq) DO UPDATE SET id = excluded.id, sum = excluded.sum, data = excluded.data`
	dropSnapshots = `DELETE FROM snapshot WHERE board = $1 AND seq NOT IN
		(SELECT seq FROM snapshot WHERE board = $1 ORDER BY seq DESC LIMIT 2)`
)

// Create implements journal.Journal.
func (l *Log) Create(ctx context.Context, board string, first [][]byte) ([]journal.Entry, error) {
	if err := l.enter(ctx); err != nil {
		return nil, err
	}
	defer l.calls.Done()
	conn, err := l.take(ctx, nothing)
	if err != nil {
		return nil, outcome(board, err)
	}
	sealed := journal.SealAll(journal.Pos{}, first)
	created, key := time.Now().UnixMilli(), lockKey("board", board)
	var head journal.Pos
	found := func(ctx context.Context, conn *pgx.Conn) (yes bool, err error) {
		if len(sealed) > 0 {
			err = conn.QueryRow(ctx, hasEntry, board, head.Seq, head.ID).Scan(&yes)
		} else {
			err = conn.QueryRow(ctx, hasBoard, board, created).Scan(&yes)
		}
		return yes, err
	}
	if len(sealed) > 0 {
		head = sealed[len(sealed)-1].Pos
	}
	var b batch
	b.Queue(begin)
	b.Queue(lock, key)
	b.Queue(insertBoard, board, head.Seq, head.ID, created)
	queueEntries(&b, board, sealed)
	b.Queue(commit)
	err = l.finish(conn, &b, key, found)
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == uniqueViolation {
		if e.TableName == "board" {
			return nil, journal.ErrExists
		}
		return nil, errLostBoard(board)
	}
	if err != nil {
		return nil, outcome(board, err)
	}
	return entriesOf(sealed), nil
}

// Commit implements journal.Journal.
func (l *Log) Commit(ctx context.Context, board string, seen journal.Pos, decide journal.Decide) ([]journal.Entry, error) {
	if err := l.enter(ctx); err != nil {
		return nil, err
	}
	defer l.calls.Done()
	var head journal.Pos
	var tail []journal.Entry
	key := lockKey("board", board)
	conn, err := l.take(ctx, func(conn *pgx.Conn) (err error) {
		var there bool
		var b batch
		b.Queue(begin)
		b.Queue(lock, key)
		b.Queue(selectHead, board)
		b.Queue(selectEntries, board, max(seen.Seq, 0), nil)
		err = b.run(ctx, conn, nil, nil,
			func(rows pgx.Rows) (err error) {
				head, there, err = readHead(rows)
				return err
			},
			func(rows pgx.Rows) (err error) {
				if there {
					tail, err = readEntries(rows, board, seen, head, 0)
				}
				return err
			})
		if err == nil && !there {
			err = notFound(ctx, conn, board)
		}
		return err
	})
	if err != nil {
		return nil, outcome(board, err)
	}
	payloads, err := decide.Call(tail)
	if err != nil || len(payloads) == 0 {
		l.release(conn)
		return nil, err
	}
	sealed := journal.SealAll(head, payloads)
	last := sealed[len(sealed)-1].Pos
	var b batch
	queueEntries(&b, board, sealed)
	b.Queue(moveHead, board, last.Seq, last.ID)
	b.Queue(commit)
	err = l.finish(conn, &b, key,
		func(ctx context.Context, conn *pgx.Conn) (yes bool, err error) {
			err = conn.QueryRow(ctx, hasEntry, board, last.Seq, last.ID).Scan(&yes)
			return yes, err
		})
	if code(err) == uniqueViolation { // an entry beyond the head
		return nil, &journal.CorruptError{Board: board, Seq: head.Seq + 1, Err: err}
	}
	if err != nil {
		return nil, outcome(board, err)
	}
	return entriesOf(sealed), nil
}

// SaveSnapshot implements journal.Journal.
func (l *Log) SaveSnapshot(ctx context.Context, board string, s journal.Snapshot) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	// Saving it twice is as good as once, so that a lost answer needs no more.
	err := l.on(ctx, func(conn *pgx.Conn) error {
		var there bool
		var b batch
		b.Queue(begin)
		b.Queue(lock, lockKey("snapshot", board))
		b.Queue(selectHead, board)
		b.Queue(hasEntry, board, s.Seq, s.ID)
		b.Queue(insertSnapshot, board, s.Seq, s.ID, sumOf(s), blob(s.Data))
		b.Queue(dropSnapshots, board)
		b.Queue(commit)
		var known bool
		err := b.run(ctx, conn, nil, nil,
			func(rows pgx.Rows) (err error) {
				_, there, err = readHead(rows)
				return err
			},
			func(rows pgx.Rows) (err error) {
				known, err = pgx.CollectExactlyOneRow(rows, pgx.RowTo[bool])
				return err
			},
			nil, nil, committed)
		switch {
		case err != nil:
			return err
		case !there:
			return notFound(ctx, conn, board)
		case !known:
			return journal.ErrRewound
		}
		return nil
	})
	return outcome(board, err)
}

// Ready implements journal.Journal. It does not wait for a server to come back,
// and two seconds at most for one that is there. Its errors can be shown to
// anybody.
func (l *Log) Ready(ctx context.Context) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	err := l.once(ctx, func(conn *pgx.Conn) error {
		_, err := conn.Exec(ctx, countUp)
		return err
	})
	if err != nil && !answered(err) {
		err = silent{err}
	}
	return named("", err)
}

// silent is why Ready failed, without what everybody who may ask a server whether
// it is ready must not read: the database's address and user.
type silent struct{ error }

func (silent) Error() string   { return "the database does not answer" }
func (s silent) Unwrap() error { return s.error }

func nothing(*pgx.Conn) error { return nil }

func queueEntries(b *batch, board string, sealed []journal.Sealed) {
	if len(sealed) == 0 {
		return
	}
	n := len(sealed)
	seqs, ids := make([]int64, n), make([]string, n)
	salts, commitments, datas := make([][]byte, n), make([][]byte, n), make([][]byte, n)
	for i, s := range sealed {
		seqs[i], ids[i], salts[i], commitments[i], datas[i] = s.Seq, s.ID, s.Salt, s.Commitment, s.Data
	}
	b.Queue(insertEntries, board, seqs, ids, salts, commitments, datas)
}

func entriesOf(sealed []journal.Sealed) []journal.Entry {
	var entries []journal.Entry
	for _, s := range sealed {
		entries = append(entries, s.Entry)
	}
	return entries
}

// committed makes sure that a COMMIT did what it says; of a transaction that has
// failed it says ROLLBACK, and no error.
func committed(rows pgx.Rows) error {
	rows.Close()
	if tag := rows.CommandTag().String(); rows.Err() == nil && tag != commit {
		return fmt.Errorf("the server answered COMMIT with %s", tag)
	}
	return nil
}

// outcome adds to an error that is not named what was being done.
func outcome(board string, err error) error {
	switch _, corrupt := errors.AsType[*journal.CorruptError](err); {
	case err == nil, corrupt, err == journal.ErrNotFound, err == journal.ErrRewound, err == context.Canceled, err == context.DeadlineExceeded:
		return err
	}
	return fmt.Errorf("write the journal: %w", named(board, err))
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
