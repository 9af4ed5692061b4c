package accounts

import (
	"context"
	"database/sql"
	"errors"
)

// Seat says which member of a board a session is.
type Seat struct {
	Board, Member string
	// Link is the id of the link that it came by; "" for a host on their own board.
	Link string

	giver string // the id of the person who handed it over; "": nobody did
}

// Seat returns a session's seat on a board, ErrNoSeat, or, with the seat, ErrRevoked.
func (s *Store) Seat(ctx context.Context, at Session, board string) (Seat, error) {
	seat := Seat{Board: board}
	if at.id == 0 {
		return seat, ErrNoSeat
	}
	mine, by := "seat WHERE seat.session = $1", any(at.id)
	if at.Person != "" {
		err := s.db.ReadDB().QueryRowContext(ctx, "SELECT member FROM hosted WHERE board = $1 AND person = $2", board, at.Person).Scan(&seat.Member)
		if err == nil || !errors.Is(err, sql.ErrNoRows) {
			return seat, err
		}
		mine, by = "person_seat AS seat WHERE seat.person = $1", at.Person
	}
	var revoked bool
	err := s.db.ReadDB().QueryRowContext(ctx, `SELECT taken.member, taken.link, link.revoked IS NOT NULL
		FROM (SELECT member, link FROM `+mine+` AND seat.board = $2) AS taken JOIN link ON link.id = taken.link`, by, board).
		Scan(&seat.Member, &seat.Link, &revoked)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Seat{Board: board}, ErrNoSeat
	case err == nil && revoked:
		return seat, ErrRevoked
	}
	return seat, err
}

// SeatOf is Seat for a person, wherever they are signed in, if anywhere.
func (s *Store) SeatOf(ctx context.Context, person, board string) (Seat, error) {
	return s.Seat(ctx, Session{id: -1, Person: person}, board)
}

// Take gives a session a seat by a link and returns the session's successor with its token. At most so many members take a
// seat by one link: ErrLinkFull. If the link ended meanwhile it is ErrBadLink.
func (s *Store) Take(ctx context.Context, at Session, link Link, member string, most int) (fresh Session, cookie string, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		var works bool
		if err := tx.QueryRow("SELECT revoked IS NULL AND (expires IS NULL OR expires > $2) FROM link WHERE id = $1", link.ID, s.millis()).Scan(&works); err != nil {
			return err
		}
		if !works {
			return ErrBadLink
		}
		var others int
		if err := tx.QueryRow(seatedBy, link.ID, member).Scan(&others); err != nil {
			return err
		}
		if others >= most {
			return ErrLinkFull
		}
		if fresh, cookie, err = s.renew(tx, at); err != nil {
			return err
		}
		if err := sit(tx, fresh, Seat{Board: link.Board, Member: member, Link: link.ID}); err != nil {
			return err
		}
		return s.audit(tx, Event{Board: link.Board, Member: member, Act: "joined", Outcome: string(link.Role)})
	})
	if err != nil {
		return Session{}, "", err
	}
	return fresh, cookie, nil
}

// sit writes down a seat: a person's is theirs on every device. Who stays the same member stays by whoever handed it over.
func sit(tx Tx, at Session, seat Seat) error {
	table, key, by := at.seats()
	if seat.giver == at.Person {
		seat.giver = ""
	}
	_, err := tx.Exec("INSERT INTO "+table+" ("+key+`, board, member, link, giver) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (`+key+`, board) DO UPDATE SET member = excluded.member, link = excluded.link,
			giver = CASE WHEN excluded.giver = '' AND excluded.member = `+table+".member THEN "+table+".giver ELSE excluded.giver END", by, seat.Board, seat.Member, seat.Link, seat.giver)
	return err
}

// seats says where a session's seats are written down, and by what.
func (at Session) seats() (table, key string, by any) {
	if at.Person != "" {
		return "person_seat", "person", at.Person
	}
	return "seat", "session", at.id
}

const seatedBy = "SELECT count(DISTINCT member) FROM sitting WHERE link = $1 AND member <> $2"

// Seated returns how many members other than this one have a seat by a link, by its id.
func (s *Store) Seated(ctx context.Context, link, member string) (others int, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, seatedBy, link, member).Scan(&others)
	return others, err
}

// Works says whether a link, by its id, has not been revoked.
func (s *Store) Works(ctx context.Context, link string) (works bool, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT revoked IS NULL FROM link WHERE id = $1", link).Scan(&works)
	return works, err
}
