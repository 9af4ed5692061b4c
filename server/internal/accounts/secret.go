package accounts

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
)

// Secret returns 32 random bytes that all nodes of this installation share under a name, and nobody else knows. They are
// made at the first request for the name, and stay the same for good.
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) {
	const known = "SELECT value FROM secret WHERE name = $1"
	var value []byte
	err := s.db.ReadDB().QueryRowContext(ctx, known, name).Scan(&value)
	if !errors.Is(err, sql.ErrNoRows) {
		return value, err
	}
	fresh := make([]byte, 32)
	rand.Read(fresh)
	err = s.db.Write(ctx, func(tx Tx) error {
		// Another node may have been first.
		if _, err := tx.Exec("INSERT INTO secret (name, value, created) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING", name, fresh, s.millis()); err != nil {
			return err
		}
		return tx.QueryRow(known, name).Scan(&value)
	})
	if err != nil {
		return nil, err
	}
	return value, nil
}
