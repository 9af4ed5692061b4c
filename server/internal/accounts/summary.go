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

// Sat is a board on which a person has a seat by a link that works, and does not host.
type Sat struct {
	Board, Member string
	Created       int64 // milliseconds since 1970 UTC
}

// MaxSat is how many boards Sits lists.
const MaxSat = 100

// Sits lists the boards on which a person sits by a link, the newest first.
func (s *Store) Sits(ctx context.Context, person string) ([]Sat, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, `SELECT hosted.board, person_seat.member, hosted.created
		FROM person_seat JOIN hosted ON hosted.board = person_seat.board JOIN link ON link.id = person_seat.link
		WHERE person_seat.person = $1 AND hosted.person <> $1 AND link.revoked IS NULL AND hosted.deleted IS NULL ORDER BY hosted.created DESC, hosted.board LIMIT $2`, person, MaxSat)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Sat
	for rows.Next() {
		var one Sat
		if err := rows.Scan(&one.Board, &one.Member, &one.Created); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// Summarize reads a board's summary from its state, as a viewer may know it: notes that are hidden from others are not
// counted, and do not move Updated.
func Summarize(board string, s *boards.State, v boards.Viewer) Summary {
	sum := Summary{Board: board, Seq: s.Seq}
	customers := map[string]bool{}
	for id, r := range boards.Project(s, v).Shared {
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

// Summaries lists the boards that a person hosts, the newest first, with the summaries kept of them.
func (s *Store) Summaries(ctx context.Context, person string) ([]Summary, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, `SELECT hosted.board, hosted.created, coalesce(seq, 0), coalesce(title, ''), coalesce(template, ''),
			coalesce(updated, 0), coalesce(notes, 0), coalesce(customers, 0), coalesce(actions, 0)
		FROM hosted LEFT JOIN summary ON summary.board = hosted.board WHERE hosted.person = $1 AND hosted.deleted IS NULL ORDER BY hosted.created DESC, hosted.board`, person)
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
