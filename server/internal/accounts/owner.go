package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Owner returns the name of the owner who came first, and whether there is one yet.
func (s *Store) Owner(ctx context.Context) (name string, ok bool, err error) {
	id, name, err := firstOwner(s.db.ReadDB().QueryRowContext(ctx, ownerFirst))
	return name, id != "", err
}

// NewSetup returns the token of a new one-time set-up link; links made before stop working. Who opens it becomes the
// owner, or is signed in as the owner who came first. Where a link younger than spare waits to be used, none is made and the token
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
// name of an owner that there is already. Boards that nobody hosts become theirs.
func (s *Store) Setup(ctx context.Context, token, name string, old Session, agent string) (fresh Session, cookie string, err error) {
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
		id, _, err := firstOwner(tx.QueryRow(ownerFirst))
		if err != nil {
			return err
		}
		if id == "" {
			if id, err = s.add(tx, newcomer{name: name, standing: Owner}); err != nil {
				return err
			}
			if _, err := tx.Exec("INSERT INTO owner (id, name, created) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING", name, s.millis()); err != nil {
				return err // for nodes of the version before
			}
		} else if _, err := tx.Exec("UPDATE person SET name = $1 WHERE id = $2 AND $1 <> ''", name, id); err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE hosted SET person = $1 WHERE person = ''", id); err != nil {
			return err
		}
		if fresh, cookie, err = s.enter(tx, old, id, agent); err != nil {
			return err
		}
		return s.audit(tx, Event{Act: "setup", Outcome: "ok"})
	})
	if err != nil {
		return Session{}, "", err
	}
	return fresh, cookie, nil
}
