package accounts

import (
	"context"
	"database/sql"
	"errors"
	"slices"
)

// Present is who may come in, and what was ended, at the moment in which a backup is about to take its place.
type Present struct {
	persons  [][]any
	sessions [][]any
	barred   [][]any
	mine     [][]any
	links    [][]any
	boards   [][]any
	audit    []Event // the newest first
}

// Resumed is what was carried over into a backup.
type Resumed struct {
	Known   bool // the backup is of this installation; else nothing was
	People  int  // who were removed, became members or have another password since
	Links   int  // that were ended since
	Boards  int  // that were deleted since
	Back    int  // that were brought back since
	Ended   int  // invitations and links for a new password that were open
	Signed  int  // places where people are signed in
	Unknown int  // people who came since
}

const (
	personAll  = "id, name, email, hash, role, issuer, subject, inviter, created, ended, proved"
	sessionAll = "hash, browser, person, owner, created, expires, seen, agent"
	mostAudit  = 100_000
)

// Present reads what a restore is to carry over.
func (s *Store) Present(ctx context.Context) (p Present, err error) {
	read := func(columns int, query string, args ...any) (all [][]any) {
		if err != nil {
			return nil
		}
		var rows *sql.Rows
		if rows, err = s.db.ReadDB().QueryContext(ctx, query, args...); err != nil {
			return nil
		}
		defer rows.Close()
		for rows.Next() {
			row, into := make([]any, columns), make([]any, columns)
			for i := range row {
				into[i] = &row[i]
			}
			if err = rows.Scan(into...); err != nil {
				return nil
			}
			all = append(all, row)
		}
		err = rows.Err()
		return all
	}
	p.persons = read(11, "SELECT "+personAll+" FROM person")
	p.sessions = read(8, "SELECT "+sessionAll+" FROM session WHERE person IN (SELECT id FROM person WHERE ended IS NULL) AND expires > $1", s.millis())
	p.barred = read(3, "SELECT key, hash, at FROM barred")
	p.mine = read(4, "SELECT hash, board, member, created FROM mine")
	p.links = read(3, "SELECT id, revoked, expires FROM link WHERE revoked IS NOT NULL OR expires IS NOT NULL")
	p.boards = read(5, "SELECT board, deleted, keeps, keeper, restored FROM hosted")
	if err == nil {
		p.audit, err = s.EventsBefore(ctx, "", 0, mostAudit)
	}
	return p, err
}

// Resume makes a backup that is about to be used let in whom the data before it lets in, and nobody by what had ended. All
// one-time links and hand-offs end. From what is not the same installation's nothing is carried over: it lets in whom it let in, and
// open pages of people who are signed in by it lose nothing.
func (s *Store) Resume(ctx context.Context, p Present) (r Resumed, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		r = Resumed{}
		if err := tx.QueryRow("SELECT count(*) FROM invite WHERE expires > $1", s.millis()).Scan(&r.Ended); err != nil {
			return err
		}
		for _, gone := range []string{
			"invite", "handoff", "code", "setup", "seat WHERE giver <> ''", "person_seat WHERE giver <> ''", "session WHERE person = '' AND owner = (1 = 1)",
			"session WHERE person <> '' AND person NOT IN (SELECT id FROM person WHERE ended IS NULL)",
		} {
			if _, err := tx.Exec("DELETE FROM " + gone); err != nil {
				return err
			}
		}
		if err := s.resumePeople(tx, p, &r); err != nil {
			return err
		}
		if err := s.resumeBoards(tx, p, &r); err != nil {
			return err
		}
		if r.Known {
			if err := s.resumeRest(tx, p, &r); err != nil {
				return err
			}
		} else if err := tx.QueryRow("SELECT count(DISTINCT browser) FROM session WHERE person <> '' AND expires > $1", s.millis()).Scan(&r.Signed); err != nil {
			return err
		}
		return s.audit(tx, Event{Act: "restored", Outcome: "ok"})
	})
	return r, err
}

func (s *Store) resumePeople(tx Tx, p Present, r *Resumed) error {
	type was struct {
		standing, hash string
		ended          bool
	}
	before := map[string]was{}
	rows, err := tx.Query("SELECT id, role, hash, ended IS NOT NULL FROM person")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var w was
		if err := rows.Scan(&id, &w.standing, &w.hash, &w.ended); err != nil {
			return err
		}
		before[id] = w
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	for _, row := range p.persons {
		_, known := before[text(row[0])]
		r.Known = r.Known || known
	}
	if !r.Known {
		return nil
	}
	for _, row := range p.persons {
		id, hash, standing, ended := text(row[0]), text(row[3]), text(row[4]), row[9] != nil
		w, known := before[id]
		switch {
		case !known && !ended:
			r.Unknown++
		case known && (ended && !w.ended || hash != w.hash && !ended || standing != w.standing && w.standing == string(Owner) && !ended):
			r.People++
		}
		// Nobody else has the address, or is the same at the provider, as they will have by now.
		if _, err := tx.Exec("UPDATE person SET email = NULL WHERE email = $1 AND id <> $2", row[2], row[0]); err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE person SET issuer = NULL, subject = NULL WHERE issuer = $1 AND subject = $2 AND id <> $3", row[5], row[6], row[0]); err != nil {
			return err
		}
		if _, err := tx.Exec("INSERT INTO person ("+personAll+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, hash = excluded.hash, role = excluded.role, issuer = excluded.issuer,
				subject = excluded.subject, ended = excluded.ended, proved = excluded.proved`, row...); err != nil {
			return err
		}
	}
	if _, err := tx.Exec("DELETE FROM person_seat WHERE person IN (SELECT id FROM person WHERE ended IS NOT NULL)"); err != nil {
		return err
	}
	return nameOwner(tx)
}

// resumeBoards deletes what was deleted since and brings back what was brought back. What is deleted in the backup alone can be
// brought back for as long as if it were deleted now, and what is kept for a time is kept for it from now on: open pages give back
// what was written on it since.
func (s *Store) resumeBoards(tx Tx, p Present, r *Resumed) error {
	now := s.millis()
	if _, err := tx.Exec("UPDATE hosted SET deleted = $1 WHERE deleted IS NOT NULL", now); err != nil {
		return err
	}
	for _, row := range p.boards {
		if !r.Known {
			break
		}
		counts, where := &r.Back, "deleted IS NOT NULL"
		if row[1] != nil {
			counts, where = &r.Boards, "deleted IS NULL"
		}
		var n int
		if err := tx.QueryRow("SELECT count(*) FROM hosted WHERE board = $1 AND "+where, row[0]).Scan(&n); err != nil {
			return err
		}
		*counts += n
		if _, err := tx.Exec("UPDATE hosted SET deleted = $2, keeps = $3, keeper = $4, restored = $5 WHERE board = $1", row...); err != nil {
			return err
		}
	}
	_, err := tx.Exec("UPDATE hosted SET restored = $1 WHERE keeps > 0 AND deleted IS NULL", now)
	return err
}

func (s *Store) resumeRest(tx Tx, p Present, r *Resumed) error {
	each := func(rows [][]any, statement string) (changed int, err error) {
		for _, row := range rows {
			done, err := tx.Exec(statement, row...)
			if err != nil {
				return changed, err
			}
			n, err := done.RowsAffected()
			if err != nil {
				return changed, err
			}
			changed += int(n)
		}
		return changed, nil
	}
	if _, err := tx.Exec("DELETE FROM session WHERE person <> ''"); err != nil {
		return err
	}
	revoked, closed := [][]any{}, [][]any{}
	for _, row := range p.links {
		if row[1] != nil {
			revoked = append(revoked, row[:2])
		}
		if row[2] != nil {
			closed = append(closed, []any{row[0], row[2]})
		}
	}
	places := map[string]bool{}
	for _, row := range p.sessions {
		places[text(row[1])] = true
	}
	r.Signed = len(places)
	var err error
	for _, one := range []struct {
		rows      [][]any
		statement string
		changed   *int
	}{
		{p.sessions, "INSERT INTO session (" + sessionAll + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (hash) DO NOTHING", nil},
		{p.barred, "INSERT INTO barred (key, hash, at) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING", nil},
		{p.mine, "INSERT INTO mine (hash, board, member, created) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING", nil},
		{revoked, "UPDATE link SET revoked = $2 WHERE id = $1 AND revoked IS NULL", &r.Links},
		{closed, "UPDATE link SET expires = $2 WHERE id = $1 AND (expires IS NULL OR expires > $2)", nil},
	} {
		changed := 0
		if changed, err = each(one.rows, one.statement); err != nil {
			return err
		}
		if one.changed != nil {
			*one.changed = changed
		}
	}
	if _, err := tx.Exec("DELETE FROM mine WHERE board NOT IN (SELECT board FROM hosted)"); err != nil {
		return err
	}
	return s.resumeAudit(tx, p)
}

// resumeAudit adds what was written down since, if it goes on where the backup ends.
func (s *Store) resumeAudit(tx Tx, p Present) error {
	var last Event
	err := tx.QueryRow("SELECT id, at, act FROM audit ORDER BY id DESC LIMIT 1").Scan(&last.ID, &last.At, &last.Act)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	i := slices.IndexFunc(p.audit, func(e Event) bool { return e.ID == last.ID && e.At == last.At && e.Act == last.Act })
	for i--; i >= 0; i-- {
		if err := s.audit(tx, p.audit[i]); err != nil {
			return err
		}
	}
	return nil
}

// text is what a column holds, whichever way the driver gives it.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	}
	return ""
}
