package accounts

import (
	"cmp"
	"context"
	"database/sql"
	"time"
)

// Event is one line of the audit: who did what on which board, and how it ended. It holds no names, words or secrets.
type Event struct {
	ID     int64  // grows; given as it is written down
	At     int64  // milliseconds since 1970 UTC, of some acts the minute's first; 0: when it is written down
	Board  string // "": the server as a whole
	Member string // "": nobody known. Of the server as a whole: the id of a person
	Act    string // one of Acts
	// Outcome is "", "ok", a role, the code of a refusal, how many of what, or an id: of another board, of whom it was done to, of an
	// invitation or a link; with a role before it where there is one.
	Outcome string
	Times   int // how often it happened; 0: once
}

// Acts is the closed list of what is written down.
var Acts = []string{
	"setup", "signed_in", "sign_in_failed", "signed_out", "password_set", "sso_linked", "sso_unlinked", "email_changed", "invite_made", "invite_ended", "renewal_made", "renewal_ended", "person_added", "person_changed", "person_removed",
	"board_created", "board_inherited", "duplicated", "board_deleted", "board_restored", "board_erased", "joined", "join_failed", "role_changed", "removed", "let_in", "turned_away", "let_back", "public_opened", "public_closed", "door_set",
	"handoff_made", "handoff_used", "link_made", "link_revoked", "code_made", "code_ended", "refused", "exported", "notes_imported", "statuses_imported", "gathered",
	"erased", "withdrawn", "unwithdrawn", "retention_set", "target_added", "target_ended", "delivery_asked", "restored",
}

// coarse are the acts of which the minute alone is told: what is signed and what is not can leave at once.
var coarse = map[string]bool{"erased": true, "withdrawn": true, "unwithdrawn": true}

// Audit keeps an event for good.
func (s *Store) Audit(ctx context.Context, e Event) error {
	return s.db.Write(ctx, func(tx Tx) error { return s.audit(tx, e) })
}

func (s *Store) audit(tx Tx, e Event) error {
	if e.At == 0 {
		e.At = s.millis()
	}
	if coarse[e.Act] {
		e.At -= e.At % time.Minute.Milliseconds()
	}
	_, err := tx.Exec("INSERT INTO audit (at, board, member, act, outcome, times) VALUES ($1, $2, $3, $4, $5, $6)", e.At, e.Board, e.Member, e.Act, e.Outcome, max(e.Times, 1))
	return err
}

const auditColumns = "SELECT id, at, board, member, act, outcome, times FROM audit "

// Events returns a board's audit, oldest first.
func (s *Store) Events(ctx context.Context, board string) ([]Event, error) {
	return events(s.db.ReadDB().QueryContext(ctx, auditColumns+"WHERE board = $1 ORDER BY id", board))
}

// EventsBefore returns the last events of a board, or of the server with all its boards if that is "", the newest first: so
// many at most, of those before the one with an id, or of all if that is 0.
func (s *Store) EventsBefore(ctx context.Context, board string, before int64, most int) ([]Event, error) {
	before = cmp.Or(before, 1<<62)
	if board == "" {
		return events(s.db.ReadDB().QueryContext(ctx, auditColumns+"WHERE id < $1 ORDER BY id DESC LIMIT $2", before, most))
	}
	return events(s.db.ReadDB().QueryContext(ctx, auditColumns+"WHERE board = $1 AND id < $2 ORDER BY id DESC LIMIT $3", board, before, most))
}

func events(rows *sql.Rows, err error) ([]Event, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Event
	for rows.Next() {
		var e Event
		if err := rows.Scan(&e.ID, &e.At, &e.Board, &e.Member, &e.Act, &e.Outcome, &e.Times); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// Named returns what people of the server are called, by their ids, and the titles of the boards that who asks hosts.
func (s *Store) Named(ctx context.Context, at Session) (people, boards map[string]string, err error) {
	pairs := func(query string, args ...any) map[string]string {
		found := map[string]string{}
		if err != nil {
			return nil
		}
		var rows *sql.Rows
		if rows, err = s.db.ReadDB().QueryContext(ctx, query, args...); err != nil {
			return nil
		}
		defer rows.Close()
		for rows.Next() {
			var key, value string
			if err = rows.Scan(&key, &value); err != nil {
				return nil
			}
			found[key] = value
		}
		err = rows.Err()
		return found
	}
	people = pairs("SELECT id, name FROM person")
	boards = pairs("SELECT summary.board, title FROM summary JOIN hosted ON hosted.board = summary.board WHERE hosted.person IN ('', (SELECT person FROM session WHERE id = $1))", at.id)
	return people, boards, err
}
