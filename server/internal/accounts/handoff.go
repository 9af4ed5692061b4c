package accounts

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
)

// HandLasts is how long a hand-off waits for the other device.
const HandLasts = 10 * time.Minute

// ErrBadHand says that a hand-off does not work; never why.
var ErrBadHand = errors.New("this hand-off does not work")

// ErrSeated says that a hand-off would take the place of the seat of another member.
var ErrSeated = errors.New("this browser has another member's seat")

const handWorks = "expires > $2 AND EXISTS (SELECT 1 FROM link WHERE link.id = handoff.link AND revoked IS NULL)"

// HandOff returns a secret by which one other browser becomes the same member, once and within HandLasts. It sits by the link
// that this one came by, and ends with it; who came by none has their further devices sit by the board's link for devices. What
// somebody who is signed in hands over ends as they sign out everywhere.
func (s *Store) HandOff(ctx context.Context, at Session, seat Seat) (secret string, expires int64, err error) {
	secret, hash := newSecret()
	expires = s.now().Add(HandLasts).UnixMilli()
	err = s.db.Write(ctx, func(tx Tx) error {
		if _, err := tx.Exec("DELETE FROM handoff WHERE expires <= $1", s.millis()); err != nil {
			return err
		}
		link := seat.Link
		if link == "" {
			var err error
			if link, err = s.deviceLink(tx, seat.Board); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("DELETE FROM handoff WHERE board = $1 AND member = $2", seat.Board, seat.Member); err != nil {
			return err
		}
		giver, err := giverOf(tx, at, seat.Board)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("INSERT INTO handoff (hash, board, member, link, expires, giver) VALUES ($1, $2, $3, $4, $5, $6)",
			hash, seat.Board, seat.Member, link, expires, giver); err != nil {
			return err
		}
		return nil
	})
	return secret, expires, err
}

func (s *Store) deviceLink(tx Tx, board string) (id string, err error) {
	const known = "SELECT id FROM link WHERE board = $1 AND role = $2 AND revoked IS NULL"
	if err = tx.QueryRow(known, board, string(Devices)).Scan(&id); !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	id, _, err = s.addLink(tx, board, Devices, Bounds{}, "") // nobody is told its secret
	return id, err
}

// Handed returns the seat that a hand-off gives, and leaves it as it is.
func (s *Store) Handed(ctx context.Context, secret string) (seat Seat, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT board, member, link FROM handoff WHERE hash = $1 AND "+handWorks, digest(secret), s.millis()).
		Scan(&seat.Board, &seat.Member, &seat.Link)
	if errors.Is(err, sql.ErrNoRows) {
		return Seat{}, ErrBadHand
	}
	return seat, err
}

// HandOver uses up a hand-off: it gives a session the seat, unless the link it hangs on was revoked, and returns the session's
// successor with its token. ErrBadHand for an unknown, a used and an expired one alike. Where the session has the seat of
// another member on that board it is ErrSeated, and nothing is used up, unless that is to be replaced; a person's never is.
func (s *Store) HandOver(ctx context.Context, at Session, secret string, replace bool) (seat Seat, cookie string, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		err := tx.QueryRow("DELETE FROM handoff WHERE hash = $1 AND "+handWorks+" RETURNING board, member, link, giver", digest(secret), s.millis()).
			Scan(&seat.Board, &seat.Member, &seat.Link, &seat.giver)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrBadHand
		} else if err != nil {
			return err
		}
		if member, stays, err := seated(tx, at, seat.Board); err != nil {
			return err
		} else if member != "" && member != seat.Member && (stays || !replace) {
			return ErrSeated
		}
		fresh, token, err := s.renew(tx, at)
		if err != nil {
			return err
		}
		cookie = token
		if err := sit(tx, fresh, seat); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		return Seat{}, "", err
	}
	return seat, cookie, nil
}

// seated returns whom a session is on a board, "" for nobody, and whether that stays whatever is handed over: a person's seat is
// theirs on all their devices, unless its link was revoked.
func seated(tx Tx, at Session, board string) (member string, stays bool, err error) {
	if at.Person != "" {
		err = tx.QueryRow("SELECT member FROM hosted WHERE board = $1 AND person = $2", board, at.Person).Scan(&member)
		if !errors.Is(err, sql.ErrNoRows) {
			return member, err == nil, err
		}
	}
	table, key, by := at.seats()
	var works bool
	err = tx.QueryRow("SELECT member, revoked IS NULL FROM "+table+" AS taken JOIN link ON link.id = taken.link WHERE taken."+key+" = $1 AND taken.board = $2", by, board).
		Scan(&member, &works)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return member, works && at.Person != "", err
}

// giverOf is the person whose a seat is that a session hands on: who is signed in, or who handed it to this browser.
func giverOf(tx Tx, at Session, board string) (giver string, err error) {
	if err := alive(tx, at); err != nil || at.Person != "" {
		return at.Person, err
	}
	err = tx.QueryRow("SELECT giver FROM seat WHERE session = $1 AND board = $2", at.id, board).Scan(&giver)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return giver, err
}

// takeBack ends the seats that a person handed over, on a board ("": on all), with what was handed on from there. It returns the
// browsers, each with the board on which alone it ends, behind a blank.
func (s *Store) takeBack(tx Tx, person, board string) (browsers []string, err error) {
	const given = "giver = $1 AND ($2 = '' OR board = $2)"
	if _, err := tx.Exec("DELETE FROM handoff WHERE "+given, person, board); err != nil {
		return nil, err
	}
	browsers, err = texts(tx.Query(`SELECT session.browser || ' ' || seat.board FROM seat JOIN session ON session.id = seat.session WHERE `+given+`
		UNION SELECT session.browser || ' ' || taken.board FROM person_seat AS taken JOIN session ON session.person = taken.person WHERE `+given, person, board))
	if err != nil {
		return nil, err
	}
	further, err := texts(tx.Query("SELECT person || ' ' || board FROM person_seat WHERE "+given, person, board))
	if err != nil {
		return nil, err
	}
	for _, gone := range []string{"DELETE FROM seat WHERE " + given, "DELETE FROM person_seat WHERE " + given} {
		if _, err := tx.Exec(gone, person, board); err != nil {
			return nil, err
		}
	}
	for _, each := range browsers {
		if err := s.noteEnd(tx, each); err != nil {
			return nil, err
		}
	}
	for _, each := range further {
		other, there, _ := strings.Cut(each, " ")
		more, err := s.takeBack(tx, other, there)
		if err != nil {
			return nil, err
		}
		browsers = append(browsers, more...)
	}
	return browsers, nil
}

// texts are what a query finds, one text a row.
func texts(rows *sql.Rows, err error) (all []string, _ error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
