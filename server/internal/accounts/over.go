package accounts

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrOver is the ErrBadLink of a link that worked once: nobody guesses such a secret.
var ErrOver = fmt.Errorf("%w any more", ErrBadLink)

// WrongLink says of a secret that opens nothing on a board whether it is ErrOver or ErrBadLink, after the same work.
func (s *Store) WrongLink(ctx context.Context, board, secret string) error {
	var was bool
	// The database may take its time with the hash of 130 bits that nobody can make at will.
	if err := s.db.ReadDB().QueryRowContext(ctx, "SELECT count(*) > 0 FROM link WHERE hash = $1 AND board = $2", digest(secret), board).Scan(&was); err != nil {
		return err
	}
	if was {
		return ErrOver
	}
	return ErrBadLink
}

// CheckSetup is nil if a set-up link's secret works, and ErrBadSetup if not.
func (s *Store) CheckSetup(ctx context.Context, token string) error {
	var hash []byte
	err := s.db.ReadDB().QueryRowContext(ctx, "SELECT hash FROM setup").Scan(&hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if !same(hash, digest(token)) {
		return ErrBadSetup
	}
	return nil
}

// SeatedBy returns the members who have a seat by a link, by its id.
func (s *Store) SeatedBy(ctx context.Context, link string) (members map[string]bool, err error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT DISTINCT member FROM sitting WHERE link = $1", link)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	members = map[string]bool{}
	for rows.Next() {
		var member string
		if err := rows.Scan(&member); err != nil {
			return nil, err
		}
		members[member] = true
	}
	return members, rows.Err()
}
