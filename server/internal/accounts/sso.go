package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

var (
	// ErrNotInvited says that somebody whom the provider of single sign-on knows is nobody here.
	ErrNotInvited = errors.New("this person has not been invited")
	// ErrSpent says that a sign-in has come back from the provider before.
	ErrSpent = errors.New("this sign-in has been used already")
)

// Known is who somebody is to the provider of single sign-on.
type Known struct {
	Issuer, Subject string
	Name            string
	Email           string // folded, and only if the provider has verified it
}

// Arrive signs in whom the provider knows. Who is new needs an invitation, by its secret or for their verified address, or
// comes because everybody of their address's domain may (free). Who has the same address as a person here is not them
// ErrEmailTaken. Else ErrNotInvited.
func (s *Store) Arrive(ctx context.Context, who Known, invite string, free bool, old Session, agent string) (fresh Session, cookie string, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		var id string
		err := tx.QueryRow("SELECT id FROM person WHERE issuer = $1 AND subject = $2 AND ended IS NULL", who.Issuer, who.Subject).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			id, err = s.arrived(tx, who, invite, free)
		}
		if err != nil {
			return err
		}
		if fresh, cookie, err = s.enter(tx, old, id, agent); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: id, Act: "signed_in", Outcome: "sso"})
	})
	if err != nil {
		return Session{}, "", err
	}
	return fresh, cookie, nil
}

func (s *Store) arrived(tx Tx, who Known, secret string, free bool) (id string, err error) {
	p := newcomer{name: who.Name, email: who.Email, issuer: who.Issuer, subject: who.Subject, standing: Member, proved: who.Email != ""}
	if secret != "" {
		i, err := s.invite(tx.QueryRow(inviteBySecret, digest(secret), s.millis()))
		if err != nil {
			return "", err
		}
		if i.Renews != "" { // it is for a password
			return "", ErrBadInvite
		}
		if i.Email != "" && i.Email != who.Email {
			return "", ErrInviteFor
		}
		if err := s.yieldEmail(tx, who.Email); err != nil {
			return "", err
		}
		return s.come(tx, i, p)
	}
	if who.Email == "" {
		return "", ErrNotInvited
	}
	if err := s.yieldEmail(tx, who.Email); err != nil {
		return "", err
	}
	i, err := s.invite(tx.QueryRow(inviteByEmail, who.Email, s.millis()))
	if err == nil {
		return s.come(tx, i, p)
	}
	if !errors.Is(err, ErrBadInvite) {
		return "", err
	}
	if !free {
		return "", ErrNotInvited
	}
	for _, trait := range traits(who.Issuer, who.Subject, who.Email) {
		if is, err := barred(tx, trait); err != nil || is != nil { // an owner has to want them back
			return "", errors.Join(err, ErrNotInvited)
		}
	}
	return s.add(tx, p)
}

// Connect lets who is signed in sign in by the provider from now on. ErrEmailTaken if that is somebody else's way in.
func (s *Store) Connect(ctx context.Context, at Session, who Known) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if err := alive(tx, at); err != nil {
			return err
		}
		var id string
		err := tx.QueryRow("SELECT id FROM person WHERE issuer = $1 AND subject = $2", who.Issuer, who.Subject).Scan(&id)
		if err == nil && id != at.Person {
			return ErrEmailTaken
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		done, err := tx.Exec("UPDATE person SET issuer = $1, subject = $2, proved = CASE WHEN email = $4 THEN 1 ELSE proved END WHERE id = $3 AND ended IS NULL",
			who.Issuer, who.Subject, at.Person, who.Email)
		if err := changed(done, err, ErrNoPerson); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: at.Person, Act: "sso_linked", Outcome: "ok"})
	})
}

// Disconnect lets a signed-in person sign in by their password alone: ErrBadPassword if they have none. Their sessions stay.
func (s *Store) Disconnect(ctx context.Context, at Session) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if err := alive(tx, at); err != nil {
			return err
		}
		var connected bool
		if err := tx.QueryRow("SELECT count(subject) = 1 FROM person WHERE id = $1", at.Person).Scan(&connected); err != nil || !connected {
			return err
		}
		done, err := tx.Exec("UPDATE person SET issuer = NULL, subject = NULL WHERE id = $1 AND hash <> '' AND email IS NOT NULL AND ended IS NULL", at.Person)
		if err := changed(done, err, ErrBadPassword); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: at.Person, Act: "sso_unlinked", Outcome: "ok"})
	})
}

// Spend notes that a sign-in has come back, for as long as it could come again: ErrSpent if it has before, at any node.
func (s *Store) Spend(ctx context.Context, state string, lasts time.Duration) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if _, err := tx.Exec("DELETE FROM spent WHERE expires <= $1", s.millis()); err != nil {
			return err
		}
		done, err := tx.Exec("INSERT INTO spent (hash, expires) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", digest(state), s.now().Add(2*lasts).UnixMilli())
		return changed(done, err, ErrSpent)
	})
}
