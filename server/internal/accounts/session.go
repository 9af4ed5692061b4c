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
	// Person is the id of who is signed in; "": nobody, it is a guest's.
	Person string
	// Owner says that they are an owner of the workspace.
	Owner bool

	expires, seen int64
	agent         string
}

// Session returns what a cookie's token stands for, or ErrNoSession.
func (s *Store) Session(ctx context.Context, token string) (Session, error) {
	if token == "" {
		return Session{}, ErrNoSession
	}
	var found Session
	var before bool // a node of the version before, which knows of the owner alone, has made it
	var standing string
	err := s.db.ReadDB().QueryRowContext(ctx, `SELECT session.id, browser, session.person, owner, expires, seen, agent, coalesce(person.role, '')
		FROM session LEFT JOIN person ON person.id = session.person AND person.ended IS NULL WHERE session.hash = $1 AND expires > $2`, digest(token), s.millis()).
		Scan(&found.id, &found.Browser, &found.Person, &before, &found.expires, &found.seen, &found.agent, &standing)
	if errors.Is(err, sql.ErrNoRows) || err == nil && found.Person != "" && standing == "" {
		return Session{}, ErrNoSession
	}
	if err != nil {
		return Session{}, err
	}
	if found.Person == "" && before {
		if found.Person, _, err = firstOwner(s.db.ReadDB().QueryRowContext(ctx, ownerFirst)); err != nil {
			return Session{}, err
		}
		standing = string(Owner)
	}
	found.Owner = found.Person != "" && standing == string(Owner)
	return found, nil
}

// seenEvery is how exact the time is at which a session was last used.
const seenEvery = 10 * time.Minute

// Keep lengthens a session that is used, at most once a day. It reports whether it did: the cookie is then to be set again.
func (s *Store) Keep(ctx context.Context, at Session) (kept bool, err error) {
	until := s.now().Add(Lifetime).UnixMilli()
	if now := s.millis(); at.id != 0 && now-at.seen >= seenEvery.Milliseconds() {
		if err := s.db.Write(ctx, func(tx Tx) error {
			_, err := tx.Exec("UPDATE session SET seen = $1 WHERE id = $2", now, at.id)
			return err
		}); err != nil {
			return false, err
		}
	}
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

// enter signs a person in where old was. What a guest's browser sat on becomes theirs, but for boards on which they sit
// already; what somebody else's did, does not, and their session there ends.
func (s *Store) enter(tx Tx, old Session, person, agent string) (Session, string, error) {
	if old.Person != "" && old.Person != person {
		if _, err := tx.Exec("DELETE FROM session WHERE person = $1 AND browser = $2", old.Person, old.Browser); err != nil {
			return Session{}, "", err
		}
		if err := s.noteEnd(tx, old.Browser); err != nil {
			return Session{}, "", err
		}
		old = Session{}
	}
	if err := alive(tx, old); errors.Is(err, ErrNoSession) {
		old = Session{} // it has ended meanwhile, and so has its browser's name
	} else if err != nil {
		return Session{}, "", err
	}
	if old.Person == "" && old.id != 0 {
		if _, err := tx.Exec(`INSERT INTO person_seat (person, board, member, link, giver)
			SELECT CAST($1 AS text), board, member, link, CASE WHEN giver = $1 THEN '' ELSE giver END FROM seat WHERE session = $2
			ON CONFLICT (person, board) DO NOTHING`, person, old.id); err != nil {
			return Session{}, "", err
		}
	}
	var standing string
	if err := tx.QueryRow("SELECT role FROM person WHERE id = $1 AND ended IS NULL", person).Scan(&standing); err != nil {
		return Session{}, "", err
	}
	old.Person, old.Owner, old.agent = person, standing == string(Owner), agent
	return s.renew(tx, old)
}

// alive is ErrNoSession if a person's session has ended since it was looked up.
func alive(tx Tx, at Session) error {
	if at.Person == "" || at.id == 0 {
		return nil
	}
	var still bool
	err := tx.QueryRow("SELECT count(*) = 1 FROM session WHERE id = $1", at.id).Scan(&still)
	if err == nil && !still {
		err = ErrNoSession
	}
	return err
}

// renew gives a browser a new session that may do all that the old one might, and lets the old one die. A person's that has
// ended is not brought back: ErrNoSession.
func (s *Store) renew(tx Tx, old Session) (Session, string, error) {
	if err := alive(tx, old); err != nil {
		return Session{}, "", err
	}
	token, hash := newSecret()
	now := s.now()
	fresh := Session{Browser: old.Browser, Person: old.Person, Owner: old.Owner, agent: old.agent, expires: now.Add(Lifetime).UnixMilli(), seen: now.UnixMilli()}
	if fresh.Browser == "" {
		fresh.Browser = uuid.NewString()
	}
	err := tx.QueryRow("INSERT INTO session (hash, browser, person, owner, created, expires, seen, agent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
		hash, fresh.Browser, fresh.Person, fresh.Owner, now.UnixMilli(), fresh.expires, fresh.seen, fresh.agent).Scan(&fresh.id)
	if err != nil {
		return Session{}, "", err
	}
	if old.id != 0 {
		if _, err := tx.Exec("INSERT INTO seat (session, board, member, link, giver) SELECT CAST($1 AS bigint), board, member, link, giver FROM seat WHERE session = $2 AND $3 = ''", fresh.id, old.id, fresh.Person); err != nil {
			return Session{}, "", err
		}
		if _, err := tx.Exec("UPDATE session SET expires = $1 WHERE id = $2 AND expires > $1", now.Add(grace).UnixMilli(), old.id); err != nil {
			return Session{}, "", err
		}
	}
	_, err = tx.Exec("DELETE FROM session WHERE expires <= $1", now.UnixMilli())
	return fresh, token, err
}
