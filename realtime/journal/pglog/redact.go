package pglog

import (
	"context"
	"errors"
	"fmt"

	"feltboard/realtime/journal"

	"github.com/jackc/pgx/v5"
)

const (
	redactEntries = `UPDATE entry SET salt = ''::bytea, resalt = r.salt, recommitment = r.commitment, data = r.data
		FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[]) AS r (seq, salt, commitment, data)
		WHERE entry.board = $1 AND entry.seq = r.seq`
	snapshotsFrom = "DELETE FROM snapshot WHERE board = $1 AND seq >= $2"
	markRedacted  = "UPDATE board SET redacted = head_seq WHERE id = $1"
)

// Redact implements journal.Journal. The rows' older versions stay in the tables' files until Scour.
func (l *Log) Redact(ctx context.Context, board string, list []journal.Redaction) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	n := len(list)
	seqs := make([]int64, n)
	salts, commitments, datas := make([][]byte, n), make([][]byte, n), make([][]byte, n)
	for i, red := range list {
		s := journal.Sealed{}.Redact(red.Data)
		seqs[i], salts[i], commitments[i], datas[i] = red.Seq, s.Again.Salt, s.Again.Commitment, s.Data
	}
	first := int64(1)
	if n > 0 {
		first = seqs[0]
		for _, seq := range seqs {
			first = min(first, seq)
		}
	}
	// Doing it twice is as good as once, so that a lost answer needs no more. It ends in this transaction or not at all.
	err := l.on(ctx, func(conn *pgx.Conn) error {
		var there bool
		changed := int64(0)
		var b, end batch
		b.Queue(begin)
		b.Queue(lock, lockKey("board", board))
		b.Queue(lock, lockKey("snapshot", board))
		b.Queue(selectHead, board)
		b.Queue(redactEntries, board, seqs, salts, commitments, datas)
		err := b.run(ctx, conn, nil, nil, nil,
			func(rows pgx.Rows) (err error) {
				_, there, err = readHead(rows)
				return err
			},
			func(rows pgx.Rows) error {
				rows.Close()
				changed = rows.CommandTag().RowsAffected()
				return nil
			})
		switch {
		case err != nil:
			return err
		case !there:
			return notFound(ctx, conn, board)
		case changed != int64(n):
			return journal.ErrRewound
		case n == 0:
			return nil // and the transaction is rolled back
		}
		end.Queue(snapshotsFrom, board, first)
		end.Queue(markRedacted, board)
		end.Queue(commit)
		return end.run(background, conn, nil, nil, committed)
	})
	return outcome(board, err)
}

// Remove implements journal.Journal.
func (l *Log) Remove(ctx context.Context, board string) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	err := l.on(ctx, func(conn *pgx.Conn) error {
		var there bool
		var b, end batch
		b.Queue(begin)
		b.Queue(lock, lockKey("board", board))
		b.Queue(lock, lockKey("snapshot", board))
		b.Queue(selectHead, board)
		err := b.run(ctx, conn, nil, nil, nil, func(rows pgx.Rows) (err error) {
			_, there, err = readHead(rows)
			return err
		})
		if err != nil {
			return err
		}
		if !there {
			return notFound(ctx, conn, board)
		}
		end.Queue("DELETE FROM snapshot WHERE board = $1", board)
		end.Queue("DELETE FROM entry WHERE board = $1", board)
		end.Queue("DELETE FROM board WHERE id = $1", board)
		end.Queue(commit)
		return end.run(background, conn, nil, nil, nil, committed)
	})
	return outcome(board, err)
}

// Scour implements journal.Journal: it writes the tables of this schema anew without the rows' older versions
// (VACUUM FULL), one after the other. While it is at a table, whoever needs that waits, and is refused after some seconds;
// it takes about a second for 100 MB. When it returns nil, no table's file holds a byte of what was replaced or removed
// before. The write-ahead log, and archives of it, still do, until the server has reused or deleted those segments, and so
// do standbys' logs and all backups.
func (l *Log) Scour(ctx context.Context) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	config := l.config.Copy()
	config.DialFunc = dial(migrationTime)
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return unreached(err)
	}
	defer conn.Close(background)
	if _, err := conn.Exec(ctx, "SET statement_timeout = 0; SET lock_timeout = '3s'"); err != nil {
		return err
	}
	rows, err := conn.Query(ctx, "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user ORDER BY tablename")
	if err != nil {
		return err
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	var errs []error
	for _, t := range tables {
		if _, err := conn.Exec(ctx, "VACUUM (FULL) "+pgx.Identifier{t}.Sanitize()); err != nil {
			errs = append(errs, fmt.Errorf("vacuum %s: %w", t, err))
		}
	}
	// A checkpoint takes what PostgreSQL still has in memory to the new files; it may be for others only.
	if _, err := conn.Exec(ctx, "CHECKPOINT"); err != nil && code(err) != notAllowed {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
