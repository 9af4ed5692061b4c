package accounts

import (
	"context"
	"strings"

	"feltboard/boards"
)

// Summary is what a list of boards shows of one. It is a view of the journal, as of Seq.
type Summary struct {
	Board     string
	Seq       int64 // 0: not made yet
	Title     string
	Template  string
	Created   int64 // milliseconds since 1970 UTC
	Updated   int64
	Notes     int // those that everybody may read
	Customers int // a company counts once
	Actions   int // open ones
}

// Summarize reads a board's summary from its state, as the facilitator may know it: notes that are hidden from others
// are not counted, and do not move Updated.
func Summarize(board string, s *boards.State) Summary {
	sum := Summary{Board: board, Seq: s.Seq}
	customers := map[string]bool{}
	for id, r := range boards.Project(s, boards.Viewer{Audience: boards.Host}).Shared {
		if r.Deleted {
			continue
		}
		if r.At != 0 {
			sum.Updated = max(sum.Updated, r.At, s.Record(id).EditedAt)
		}
		rec := boards.Record{Type: r.Type, F: r.F}
		switch r.Type {
		case "board":
			sum.Title, sum.Template = rec.Str("title"), rec.Str("template")
		case "note":
			sum.Notes++
		case "member":
			if rec.Str("side") == "customer" && boards.Role(rec.Str("role")) != boards.NoRole {
				customers[customerOf(id, rec)] = true
			}
		case "action":
			switch rec.Str("status") {
			case "done", "verified", "declined":
			default:
				sum.Actions++
			}
		}
	}
	sum.Customers = len(customers)
	return sum
}

// customerOf is whom a member counts for: their company, where the facilitator has named one.
func customerOf(id string, member boards.Record) string {
	if company := strings.Join(strings.Fields(member.Str("customer")), " "); company != "" {
		return "company " + strings.ToLower(company)
	}
	return id
}

// Summaries lists the boards made here, the newest first, with the summaries kept of them.
func (s *Store) Summaries(ctx context.Context) ([]Summary, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, `SELECT hosted.board, hosted.created, coalesce(seq, 0), coalesce(title, ''), coalesce(template, ''),
			coalesce(updated, 0), coalesce(notes, 0), coalesce(customers, 0), coalesce(actions, 0)
		FROM hosted LEFT JOIN summary ON summary.board = hosted.board ORDER BY hosted.created DESC, hosted.board`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Summary
	for rows.Next() {
		var m Summary
		if err := rows.Scan(&m.Board, &m.Created, &m.Seq, &m.Title, &m.Template, &m.Updated, &m.Notes, &m.Customers, &m.Actions); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, rows.Err()
}

// SaveSummaries keeps summaries for the next time.
func (s *Store) SaveSummaries(ctx context.Context, all []Summary) error {
	return s.db.Write(ctx, func(tx Tx) error {
		for _, m := range all {
			if _, err := tx.Exec(`INSERT INTO summary (board, seq, title, template, updated, notes, customers, actions) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
				ON CONFLICT (board) DO UPDATE SET seq = excluded.seq, title = excluded.title, template = excluded.template, updated = excluded.updated,
					notes = excluded.notes, customers = excluded.customers, actions = excluded.actions`,
				m.Board, m.Seq, m.Title, m.Template, m.Updated, m.Notes, m.Customers, m.Actions); err != nil {
				return err
			}
		}
		return nil
	})
}
