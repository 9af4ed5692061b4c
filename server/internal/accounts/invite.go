package accounts

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
)

// InviteLasts is how long an invitation works.
const InviteLasts = 7 * 24 * time.Hour

// MaxInvites is how many invitations work at a time.
const MaxInvites = 200

var (
	// ErrBadInvite says that an invitation does not work, or not any more.
	ErrBadInvite = errors.New("this invitation does not work")
	// ErrInviteFor says that an invitation is for somebody with another e-mail address.
	ErrInviteFor = errors.New("this invitation is for another e-mail address")
	// ErrInvites says that as many invitations work as may.
	ErrInvites = errors.New("as many invitations work as may")
)

// Invite is an invitation, without its secret.
type Invite struct {
	ID       string
	Standing Standing // of who comes by it
	Email    string   // folded; "": it is for whoever has it
	By       string   // the name of who made it
	Created  int64    // milliseconds since 1970 UTC
	Expires  int64
	// Renews is the id of the person for whom it sets a new password; "": it makes somebody a person.
	Renews  string
	Renewed string // their name

	person string // the id of who made it
}

// RenewalLasts is how long a link works that sets a new password.
const RenewalLasts = 24 * time.Hour

const inviteColumns = "invite.id, invite.role, invite.email, person.name, person.id, invite.created, invite.expires, invite.renews, coalesce((SELECT name FROM person AS other WHERE other.id = invite.renews), '') FROM invite JOIN person ON person.id = invite.person AND person.role = 'owner' AND person.ended IS NULL"

func (i *Invite) fields() []any {
	return []any{&i.ID, &i.Standing, &i.Email, &i.By, &i.person, &i.Created, &i.Expires, &i.Renews, &i.Renewed}
}

// MakeInvite makes an invitation and returns its secret. An address has one: the one before ends. ErrEmailTaken if somebody
// with this address is here already, ErrNotOwner if who makes it is no owner.
func (s *Store) MakeInvite(ctx context.Context, to Standing, email, by string) (invite Invite, secret string, err error) {
	secret, hash := newSecret()
	invite = Invite{ID: uuid.NewString(), Standing: to, Email: email, Created: s.millis(), Expires: s.now().Add(InviteLasts).UnixMilli(), person: by}
	err = s.db.Write(ctx, func(tx Tx) error {
		if err := owns(tx, by); err != nil {
			return err
		}
		if err := freeEmail(tx, email, ""); err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM invite WHERE expires <= $1 OR email <> '' AND email = $2 AND renews = ''", s.millis(), email); err != nil {
			return err
		}
		var n int
		if err := tx.QueryRow("SELECT count(*) FROM invite").Scan(&n); err != nil {
			return err
		}
		if n >= MaxInvites {
			return ErrInvites
		}
		if err := tx.QueryRow("SELECT name FROM person WHERE id = $1", by).Scan(&invite.By); err != nil {
			return err
		}
		if _, err := tx.Exec("INSERT INTO invite (id, hash, role, email, person, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)",
			invite.ID, hash, string(to), email, by, invite.Created, invite.Expires); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: by, Act: "invite_made", Outcome: string(to) + " " + invite.ID})
	})
	if err != nil {
		return Invite{}, "", err
	}
	return invite, secret, nil
}

// Renew makes a link by which a person sets a new password, whatever they have forgotten, and returns its secret. The one
// before ends. ErrNotOwner if who makes it is no owner.
func (s *Store) Renew(ctx context.Context, person, by string) (secret string, expires int64, err error) {
	secret, hash := newSecret()
	expires = s.now().Add(RenewalLasts).UnixMilli()
	err = s.db.Write(ctx, func(tx Tx) error {
		if err := owns(tx, by); err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM invite WHERE renews = $1", person); err != nil {
			return err
		}
		done, err := tx.Exec(`INSERT INTO invite (id, hash, role, email, person, created, expires, renews)
			SELECT CAST($1 AS text), $2, role, coalesce(email, ''), CAST($3 AS text), $4, $5, id FROM person WHERE id = $6 AND ended IS NULL`,
			uuid.NewString(), hash, by, s.millis(), expires, person)
		if err := changed(done, err, ErrNoPerson); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: by, Act: "renewal_made", Outcome: person})
	})
	return secret, expires, err
}

// Invites lists the invitations that work, those for a new password too, the newest first.
func (s *Store) Invites(ctx context.Context) ([]Invite, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT "+inviteColumns+" WHERE invite.expires > $1 ORDER BY invite.created DESC, invite.id", s.millis())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Invite
	for rows.Next() {
		var i Invite
		if err := rows.Scan(i.fields()...); err != nil {
			return nil, err
		}
		all = append(all, i)
	}
	return all, rows.Err()
}

// EndInvite makes an invitation stop working. ErrBadInvite if it has already, ErrNotOwner if who ends it is no
// owner.
func (s *Store) EndInvite(ctx context.Context, id, by string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if err := owns(tx, by); err != nil {
			return err
		}
		var standing, renews string
		err := tx.QueryRow("DELETE FROM invite WHERE id = $1 AND expires > $2 RETURNING role, renews", id, s.millis()).Scan(&standing, &renews)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrBadInvite
		}
		if err != nil {
			return err
		}
		if renews != "" {
			return s.audit(tx, Event{Member: by, Act: "renewal_ended", Outcome: renews})
		}
		return s.audit(tx, Event{Member: by, Act: "invite_ended", Outcome: standing + " " + id})
	})
}

// Invite returns the invitation that a secret opens, or ErrBadInvite.
func (s *Store) Invite(ctx context.Context, secret string) (Invite, error) {
	return s.invite(s.db.ReadDB().QueryRowContext(ctx, inviteBySecret, digest(secret), s.millis()))
}

// The database may take its time with the hash of 130 bits that nobody can make at will.
const (
	inviteBySecret = "SELECT " + inviteColumns + " WHERE invite.hash = $1 AND invite.expires > $2"
	inviteByEmail  = "SELECT " + inviteColumns + " WHERE invite.email = $1 AND invite.expires > $2 AND renews = ''"
)

func (s *Store) invite(row *sql.Row) (i Invite, err error) {
	err = row.Scan(i.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrBadInvite
	}
	return i, err
}

// Accept uses up an invitation and returns the new person's session and its token. Where the invitation names an address, it
// must be this one: ErrInviteFor. One that renews gives the person that there is the password, and ends all their sessions,
// whose browsers are returned.
func (s *Store) Accept(ctx context.Context, secret, name, email, password string, old Session, agent string) (fresh Session, cookie string, browsers []string, err error) {
	if _, err := s.Invite(ctx, secret); err != nil { // before the work
		return Session{}, "", nil, err
	}
	hash, err := hashOfPassword(ctx, password)
	if err != nil {
		return Session{}, "", nil, err
	}
	p := newcomer{name: name, email: email, hash: hash}
	err = s.db.Write(ctx, func(tx Tx) error {
		i, err := s.invite(tx.QueryRow(inviteBySecret, digest(secret), s.millis()))
		if err != nil {
			return err
		}
		if i.Email != "" && i.Email != email {
			return ErrInviteFor
		}
		id := i.Renews
		if id != "" {
			browsers, err = s.renewed(tx, i, p)
			if slices.Contains(browsers, old.Browser) {
				old = Session{} // it has ended with the others
			}
		} else {
			id, err = s.come(tx, i, p)
		}
		if err != nil {
			return err
		}
		fresh, cookie, err = s.enter(tx, old, id, agent)
		return err
	})
	if err != nil {
		return Session{}, "", nil, err
	}
	return fresh, cookie, browsers, nil
}

// renewed gives a person the password, and the address if they had none, by an invitation, which is used up.
func (s *Store) renewed(tx Tx, i Invite, p newcomer) (browsers []string, err error) {
	if err := freeEmail(tx, p.email, i.Renews); err != nil {
		return nil, err
	}
	done, err := tx.Exec("UPDATE person SET hash = $1, email = coalesce(email, $2) WHERE id = $3 AND ended IS NULL AND coalesce(email, $2) = $2", p.hash, p.email, i.Renews)
	if err := changed(done, err, ErrBadInvite); err != nil {
		return nil, err
	}
	if _, err := tx.Exec("DELETE FROM invite WHERE id = $1", i.ID); err != nil {
		return nil, err
	}
	if browsers, err = s.end(tx, i.Renews, ""); err != nil {
		return nil, err
	}
	return browsers, s.audit(tx, Event{Member: i.Renews, Act: "password_set", Outcome: "ok"})
}

// come adds a person by an invitation, which is used up.
func (s *Store) come(tx Tx, i Invite, p newcomer) (id string, err error) {
	p.standing, p.inviter = i.Standing, i.person
	if id, err = s.add(tx, p); err != nil {
		return "", err
	}
	if err := unbar(tx, p.issuer, p.subject, p.email); err != nil { // they were invited anew
		return "", err
	}
	_, err = tx.Exec("DELETE FROM invite WHERE id = $1", i.ID)
	return id, err
}
