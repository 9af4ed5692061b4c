package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Place is one of the places where a person is signed in.
type Place struct {
	Browser string
	Created int64 // when they signed in, milliseconds since 1970 UTC
	Seen    int64 // when it was last used, give or take some minutes
	Agent   string
}

// Places lists where a person is signed in, the last used first.
func (s *Store) Places(ctx context.Context, person string) ([]Place, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, `SELECT browser, max(created), max(seen), max(agent) FROM session
		WHERE person = $1 AND expires > $2 GROUP BY browser ORDER BY max(seen) DESC, browser`, person, s.now().Add(grace).UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Place
	for rows.Next() {
		var p Place
		if err := rows.Scan(&p.Browser, &p.Created, &p.Seen, &p.Agent); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// SignOut ends a person's session in one browser, or ErrNoSession.
func (s *Store) SignOut(ctx context.Context, person, browser string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		done, err := tx.Exec("DELETE FROM session WHERE person = $1 AND browser = $2", person, browser)
		if err := changed(done, err, ErrNoSession); err != nil {
			return err
		}
		if err := s.noteEnd(tx, browser); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: person, Act: "signed_out", Outcome: "one"})
	})
}

// SignOutAll ends all of a person's sessions and returns their browsers.
func (s *Store) SignOutAll(ctx context.Context, person string) (browsers []string, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		if browsers, err = s.end(tx, person, ""); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: person, Act: "signed_out", Outcome: "everywhere"})
	})
	if err != nil {
		return nil, err
	}
	return browsers, nil
}

// end ends a person's sessions in all browsers but one ("": in all), what they handed over, and links for a new password (A-9,
// It returns the browsers, those that are somebody else's with the board on which alone it ends.
func (s *Store) end(tx Tx, person, but string) (browsers []string, err error) {
	if _, err := tx.Exec("DELETE FROM invite WHERE renews = $1", person); err != nil {
		return nil, err
	}
	given, err := s.takeBack(tx, person, "")
	if err != nil {
		return nil, err
	}
	browsers, err = texts(tx.Query("SELECT DISTINCT browser FROM session WHERE person = $1 AND browser <> $2", person, but))
	if err != nil {
		return nil, err
	}
	for _, browser := range browsers {
		if err := s.noteEnd(tx, browser); err != nil {
			return nil, err
		}
	}
	_, err = tx.Exec("DELETE FROM session WHERE person = $1 AND browser <> $2", person, but)
	return append(browsers, given...), err
}

// endsKept is how long it is known that a browser's session has ended: a node that was away for longer has no connections.
const endsKept = 30 * 24 * time.Hour

func (s *Store) noteEnd(tx Tx, browser string) error {
	if _, err := tx.Exec("DELETE FROM ended WHERE at < $1", s.now().Add(-endsKept).UnixMilli()); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO ended (browser, at) VALUES ($1, $2) ON CONFLICT (browser) DO UPDATE SET at = excluded.at", browser, s.millis())
	return err
}

// End is that a browser's session ended, or, with the board behind a blank, its seat on one: that may happen more than once.
type End struct {
	ID string
	At int64 // in milliseconds since 1970 UTC
}

// EndedSince is RevokedSince for what ended of browsers.
func (s *Store) EndedSince(ctx context.Context, since time.Time) (ends []End, err error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT browser, at FROM ended WHERE at >= $1 ORDER BY at, browser", since.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var end End
		if err := rows.Scan(&end.ID, &end.At); err != nil {
			return nil, err
		}
		ends = append(ends, end)
	}
	return ends, rows.Err()
}

// SitsAs returns which member of a board a browser is now; "": nobody whom its link still lets in.
func (s *Store) SitsAs(ctx context.Context, browser, board string) (member string, err error) {
	var at Session
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT id, person FROM session WHERE browser = $1 AND expires > $2 ORDER BY id DESC LIMIT 1", browser, s.millis()).Scan(&at.id, &at.Person)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	seat, err := s.Seat(ctx, at, board)
	if errors.Is(err, ErrNoSeat) || errors.Is(err, ErrRevoked) {
		return "", nil
	}
	return seat.Member, err
}

// Lives says whether a browser has a session.
func (s *Store) Lives(ctx context.Context, browser string) (lives bool, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT count(*) > 0 FROM session WHERE browser = $1 AND expires > $2", browser, s.millis()).Scan(&lives)
	return lives, err
}
