package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Owner returns the owner's name, and whether there is one yet.
func (s *Store) Owner(ctx context.Context) (name string, ok bool, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT name FROM owner").Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return name, err == nil, err
}

// NewSetup returns the token of a new one-time set-up link; links made before stop working. Who opens it becomes the
// owner, or is signed in as the owner there is. Where a link younger than spare waits to be used, none is made and the token
// is "": so nodes that start together make one between them.
func (s *Store) NewSetup(ctx context.Context, spare time.Duration) (token string, err error) {
	token, hash := newSecret()
	var made int64
	err = s.db.Write(ctx, func(tx Tx) error {
		done, err := tx.Exec(`INSERT INTO setup (id, hash, created) VALUES (1, $1, $2)
			ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, created = excluded.created WHERE setup.created <= $3`,
			hash, s.millis(), s.now().Add(-spare).UnixMilli())
		if err != nil {
			return err
		}
		made, err = done.RowsAffected()
		return err
	})
	if made == 0 {
		token = ""
	}
	return token, err
}

// Setup uses up a set-up link and returns the owner's new session and its token, or ErrBadSetup. An empty name leaves the
// name of an owner that there is already.
func (s *Store) Setup(ctx context.Context, token, name string, old Session) (fresh Session, cookie string, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		var hash []byte
		err := tx.QueryRow("SELECT hash FROM setup").Scan(&hash)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if !same(hash, digest(token)) {
			return ErrBadSetup
		}
		if _, err := tx.Exec("DELETE FROM setup"); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO owner (id, name, created) VALUES (1, $1, $2)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE excluded.name <> ''`, name, s.millis()); err != nil {
			return err
		}
		old.Owner = true
		if fresh, cookie, err = s.renew(tx, old); err != nil {
			return err
		}
		return s.audit(tx, Event{Act: "setup", Outcome: "ok"})
	})
	if err != nil {
		return Session{}, "", err
	}
	return fresh, cookie, nil
}
