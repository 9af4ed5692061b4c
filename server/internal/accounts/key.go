package accounts

import (
	"context"
	"crypto/rand"
	"fmt"
)

// Key returns a key of the server's own, made at random the first time it is asked for.
func (s *Store) Key(ctx context.Context, name string) (key [32]byte, err error) {
	var value []byte
	err = s.db.Write(ctx, func(tx Tx) error {
		rand.Read(key[:])
		if _, err := tx.Exec("INSERT INTO server_key (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING", name, key[:]); err != nil {
			return err
		}
		return tx.QueryRow("SELECT value FROM server_key WHERE name = ?", name).Scan(&value)
	})
	if err == nil && copy(key[:], value) != len(key) {
		err = fmt.Errorf("the key %q is damaged", name)
	}
	return key, err
}
