package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"
)

// Lifetime is how long a session lives after it was last used, give or take a day.
const Lifetime = 180 * 24 * time.Hour

// grace is how long a renewed session's old token still stands for what it stood for.
const grace = time.Minute

// Session is one browser. The zero Session is a browser that has none yet.
type Session struct {
	id int64
	// Browser names the browser to the rest of the program. It stays when the token is renewed, and opens nothing.
	Browser string
	// Owner says that it is the owner's.
	Owner bool

	expires int64
}

// Session returns what a cookie's token stands for, or ErrNoSession.
func (s *Store) Session(ctx context.Context, token string) (Session, error) {
	if token == "" {
		return Session{}, ErrNoSession
	}
	var found Session
	err := s.db.ReadDB().QueryRowContext(ctx, "SELECT id, browser, owner, expires FROM session WHERE hash = $1 AND expires > $2", digest(token), s.millis()).
		Scan(&found.id, &found.Browser, &found.Owner, &found.expires)
	if errors.Is(err, sql.ErrNoRows) {
		return Session{}, ErrNoSession
	}
	return found, err
}

// Keep lengthens a session that is used, at most once a day. It reports whether it did: the cookie is then to be set again.
func (s *Store) Keep(ctx context.Context, at Session) (kept bool, err error) {
	until := s.now().Add(Lifetime).UnixMilli()
	if at.id == 0 || until-at.expires < (24*time.Hour).Milliseconds() {
		return false, nil
	}
	err = s.db.Write(ctx, func(tx Tx) error {
		// Not one that was renewed meanwhile and is about to die.
		done, err := tx.Exec("UPDATE session SET expires = $1 WHERE id = $2 AND expires = $3", until, at.id, at.expires)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		kept = n == 1
		return err
	})
	return kept && err == nil, err
}

// Leave ends a session.
func (s *Store) Leave(ctx context.Context, at Session) error {
	return s.db.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec("DELETE FROM session WHERE id = $1", at.id)
		return err
	})
}

// renew gives a browser a new session that may do all that the old one might, and lets the old one die.
func (s *Store) renew(tx Tx, old Session) (Session, string, error) {
	token, hash := newSecret()
	now := s.now()
	fresh := Session{Browser: old.Browser, Owner: old.Owner, expires: now.Add(Lifetime).UnixMilli()}
	if fresh.Browser == "" {
		fresh.Browser = uuid.NewString()
	}
	err := tx.QueryRow("INSERT INTO session (hash, browser, owner, created, expires) VALUES ($1, $2, $3, $4, $5) RETURNING id",
		hash, fresh.Browser, fresh.Owner, now.UnixMilli(), fresh.expires).Scan(&fresh.id)
	if err != nil {
		return Session{}, "", err
	}
	if old.id != 0 {
		if _, err := tx.Exec("INSERT INTO seat (session, board, member, link) SELECT CAST($1 AS bigint), board, member, link FROM seat WHERE session = $2", fresh.id, old.id); err != nil {
			return Session{}, "", err
		}
		if _, err := tx.Exec("UPDATE session SET expires = $1 WHERE id = $2 AND expires > $1", now.Add(grace).UnixMilli(), old.id); err != nil {
			return Session{}, "", err
		}
	}
	_, err = tx.Exec("DELETE FROM session WHERE expires <= $1", now.UnixMilli())
	return fresh, token, err
}
