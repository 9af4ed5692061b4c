package accounts

import "context"

// Event is one line of the audit: who did what on which board, and how it ended. It holds no names, words or secrets.
type Event struct {
	At     int64  // milliseconds since 1970 UTC; 0: when it is written down
	Board  string // "": the server as a whole
	Member string // "": nobody known
	// Act is one of setup, board_created, joined, join_failed, link_made, link_revoked, code_made, code_ended, handoff_made, handoff_used,
	// exported, notes_imported, gathered, target_added, target_ended, delivery_asked.
	Act     string
	Outcome string
}

// Audit keeps an event for good.
func (s *Store) Audit(ctx context.Context, e Event) error {
	return s.db.Write(ctx, func(tx Tx) error { return s.audit(tx, e) })
}

func (s *Store) audit(tx Tx, e Event) error {
	if e.At == 0 {
		e.At = s.millis()
	}
	_, err := tx.Exec("INSERT INTO audit (at, board, member, act, outcome) VALUES ($1, $2, $3, $4, $5)", e.At, e.Board, e.Member, e.Act, e.Outcome)
	return err
}

// Events returns a board's audit, oldest first.
func (s *Store) Events(ctx context.Context, board string) ([]Event, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT at, board, member, act, outcome FROM audit WHERE board = $1 ORDER BY id", board)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var events []Event
	for rows.Next() {
		var e Event
		if err := rows.Scan(&e.At, &e.Board, &e.Member, &e.Act, &e.Outcome); err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, rows.Err()
}
