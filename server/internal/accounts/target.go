package accounts

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"
)

var (
	// ErrNoTarget says that there is no such target, or not any more.
	ErrNoTarget = errors.New("there is no such target")
	// ErrTargets says that a board has as many targets as it may.
	ErrTargets = errors.New("as many targets have been set as may")
)

// MaxTargets is how many targets a board has at most.
const MaxTargets = 10

// Target is an issue tracker's project that a board's items go to. Token is what the tracker lets us in by; it is stored as
// it is, because it is needed as it is, and leaves the server towards URL alone.
type Target struct {
	ID, Board string
	Kind      string // of package deliver
	URL, Repo string
	Token     string
	Hook      string // what the tracker signs its calls with
	By        string // the member who set it
	Created   int64  // milliseconds since 1970 UTC, as all times here
	Polled    int64  // when the tracker was last asked for news, 0 never, -1 it is to be asked at once
	Since     int64  // news older than this are known
	Failed    string // why it could not be asked the last time, for a person; "" it could
	Rest      int64  // not to be asked before, for ReleaseTarget
}

const targetColumns = "id, board, kind, url, repo, token, hook, made_by, created, polled, since, failed"

func (t *Target) fields() []any {
	return []any{&t.ID, &t.Board, &t.Kind, &t.URL, &t.Repo, &t.Token, &t.Hook, &t.By, &t.Created, &t.Polled, &t.Since, &t.Failed}
}

// AddTarget keeps a target and returns it with its id and a secret for calls of the tracker; or ErrTargets.
func (s *Store) AddTarget(ctx context.Context, t Target) (Target, error) {
	t.ID, t.Hook, t.Created = uuid.NewString(), rand.Text(), s.millis()
	err := s.db.Write(ctx, func(tx Tx) error {
		var n int
		if err := tx.QueryRow("SELECT count(*) FROM target WHERE board = $1 AND ended IS NULL", t.Board).Scan(&n); err != nil {
			return err
		}
		if n >= MaxTargets {
			return ErrTargets
		}
		_, err := tx.Exec("INSERT INTO target (id, board, kind, url, repo, token, hook, made_by, created, since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
			t.ID, t.Board, t.Kind, t.URL, t.Repo, t.Token, t.Hook, t.By, t.Created)
		if err != nil {
			return err
		}
		return s.audit(tx, Event{Board: t.Board, Member: t.By, Act: "target_added", Outcome: t.Kind})
	})
	return t, err
}

// Targets lists a board's targets, the oldest first.
func (s *Store) Targets(ctx context.Context, board string) ([]Target, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT "+targetColumns+" FROM target WHERE board = $1 AND ended IS NULL ORDER BY created, id", board)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Target
	for rows.Next() {
		var t Target
		if err := rows.Scan(t.fields()...); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// Target returns a target by its id, or ErrNoTarget.
func (s *Store) Target(ctx context.Context, id string) (t Target, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT "+targetColumns+" FROM target WHERE id = $1 AND ended IS NULL", id).Scan(t.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoTarget
	}
	return t, err
}

// EndTarget forgets a target's token and stops what is under way to it; what was delivered stays known.
func (s *Store) EndTarget(ctx context.Context, board, id, by string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		done, err := tx.Exec("UPDATE target SET ended = $1, token = '', hook = '' WHERE id = $2 AND board = $3 AND ended IS NULL", s.millis(), id, board)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNoTarget)
		}
		return s.audit(tx, Event{Board: board, Member: by, Act: "target_ended"})
	})
}

// LeaseTarget takes a target that has something to be done: deliveries that are due, or news that nobody has asked for since
// before polled. For as long as given no other node takes it. ErrNoTarget if there is none.
func (s *Store) LeaseTarget(ctx context.Context, polled time.Time, lease time.Duration) (t Target, err error) {
	now := s.millis()
	err = s.db.Write(ctx, func(tx Tx) error {
		err := tx.QueryRow("SELECT "+targetColumns+` FROM target WHERE ended IS NULL AND leased <= $1 AND (polled < $2
			OR EXISTS (SELECT 1 FROM delivery WHERE delivery.target = target.id AND state IN ('queued', 'sending') AND due <= $1))
			ORDER BY leased, id LIMIT 1`, now, polled.UnixMilli()).Scan(t.fields()...)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNoTarget
		} else if err != nil {
			return err
		}
		_, err = tx.Exec("UPDATE target SET leased = $1, polled = CASE WHEN polled < 0 THEN 0 ELSE polled END WHERE id = $2", now+lease.Milliseconds(), t.ID)
		return err
	})
	return t, err
}

// ReleaseTarget ends a lease. What was learned of the target is kept: polled, since and failed. Where somebody has woken it
// meanwhile, it is to be asked once more: what they know of may have happened after it was asked. Until Rest nobody asks it,
// and others that have something to be done come before it: those that waited longest, first.
func (s *Store) ReleaseTarget(ctx context.Context, t Target) error {
	return s.db.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec("UPDATE target SET leased = $5, polled = CASE WHEN polled < 0 THEN polled ELSE $1 END, since = $2, failed = $3 WHERE id = $4", t.Polled, t.Since, t.Failed, t.ID, max(t.Rest, s.millis()))
		return err
	})
}

// WakeTarget lets a target be asked for news at once.
func (s *Store) WakeTarget(ctx context.Context, id string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec("UPDATE target SET polled = -1 WHERE id = $1 AND ended IS NULL", id)
		return err
	})
}
