package accounts

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"
)

// Standing is what a person may do in the workspace as a whole. What they may do on a board, the board says.
type Standing string

// The standings: everybody who signs in makes boards; an owner also says who else may sign in.
const (
	Owner  Standing = "owner"
	Member Standing = "member"
)

var (
	// ErrNoPerson says that there is no such person, or not any more.
	ErrNoPerson = errors.New("there is no such person")
	// ErrNotOwner says that somebody is not, or not any more, an owner, as who does this must be.
	ErrNotOwner = errors.New("only an owner does this")
	// ErrLastOwner says that the workspace would be left without an owner.
	ErrLastOwner = errors.New("the last owner stays")
	// ErrEmailTaken says that somebody else has an e-mail address, or is known to the provider of single sign-on.
	ErrEmailTaken = errors.New("somebody else signs in by this")
)

// Person is somebody who signs in.
type Person struct {
	ID       string
	Name     string
	Email    string // as FoldEmail has it; "": none
	Standing Standing
	Password bool   // whether one is set
	SSO      bool   // whether they sign in by the provider
	Boards   int    // that they host
	Inviter  string // the name of who invited them; "": nobody
	Created  int64  // milliseconds since 1970 UTC
}

// MaxEmail is the length of the longest e-mail address, in bytes.
const MaxEmail = 254

// FoldEmail is an e-mail address in the form that is compared, or not ok. Letters of ASCII alone lose their case, and nothing
// else changes: Unicode makes one letter of several (a Kelvin sign is a k to it), so that two addresses would become one.
func FoldEmail(written string) (email string, ok bool) {
	email = strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, strings.TrimSpace(written))
	local, domain, _ := strings.Cut(email, "@")
	if local == "" || domain == "" || len(email) > MaxEmail || !utf8.ValidString(email) {
		return "", false
	}
	for _, r := range email {
		if r <= ' ' || r == 0x7f || strings.ContainsRune(`<>(),;:\"[]`, r) {
			return "", false
		}
	}
	if strings.Contains(domain, "@") || strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, ".") || strings.Contains(domain, "..") {
		return "", false
	}
	return email, norm.NFC.IsNormalString(email) && printable(email)
}

const personColumns = `person.id, person.name, coalesce(person.email, ''), person.role, person.hash <> '', person.subject IS NOT NULL,
	(SELECT count(*) FROM hosted WHERE hosted.person = person.id), coalesce((SELECT name FROM person AS host WHERE host.id = person.inviter), ''), person.created`

func (p *Person) fields() []any {
	return []any{&p.ID, &p.Name, &p.Email, &p.Standing, &p.Password, &p.SSO, &p.Boards, &p.Inviter, &p.Created}
}

// Person returns who somebody is, by their id, or ErrNoPerson.
func (s *Store) Person(ctx context.Context, id string) (Person, error) {
	var p Person
	err := s.db.ReadDB().QueryRowContext(ctx, "SELECT "+personColumns+" FROM person WHERE id = $1 AND ended IS NULL", id).Scan(p.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoPerson
	}
	return p, err
}

// People lists everybody who may sign in, in the order they came.
func (s *Store) People(ctx context.Context) ([]Person, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT "+personColumns+" FROM person WHERE ended IS NULL ORDER BY created, id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Person
	for rows.Next() {
		var p Person
		if err := rows.Scan(p.fields()...); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// Rename changes a signed-in person's name and e-mail address ("": none). Another address needs the password of who has one:
// ErrBadPassword. It is ErrEmailTaken if somebody else has that. Whoever asks must bound the tries.
func (s *Store) Rename(ctx context.Context, at Session, name, email, password string) error {
	var had, hash string
	err := s.db.ReadDB().QueryRowContext(ctx, "SELECT coalesce(email, ''), hash FROM person WHERE id = $1 AND ended IS NULL", at.Person).Scan(&had, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNoPerson
	}
	if err != nil {
		return err
	}
	if email != had && hash != "" {
		if err := matches(ctx, hash, password); err != nil {
			return err
		}
	}
	return s.db.Write(ctx, func(tx Tx) error {
		if err := alive(tx, at); err != nil {
			return err
		}
		if err := freeEmail(tx, email, at.Person); err != nil {
			return err
		}
		done, err := tx.Exec(`UPDATE person SET name = $1, proved = CASE WHEN coalesce(email, '') = $2 THEN proved ELSE 0 END, email = $3
			WHERE id = $4 AND hash = $5 AND coalesce(email, '') = $6 AND ended IS NULL`, name, email, orNull(email), at.Person, hash, had)
		if err := changed(done, err, ErrNoPerson); err != nil {
			return err
		}
		if err := nameOwner(tx); err != nil || email == had {
			return err
		}
		return s.audit(tx, Event{Member: at.Person, Act: "email_changed", Outcome: "ok"})
	})
}

// nameOwner keeps no other name in what nodes of the version before read than that of the owner who came first.
func nameOwner(tx Tx) error {
	_, err := tx.Exec("UPDATE owner SET name = coalesce((SELECT name FROM person WHERE role = 'owner' AND ended IS NULL ORDER BY created, id LIMIT 1), '')")
	return err
}

// Stand gives a person another standing. ErrLastOwner if nobody else is an owner, ErrNotOwner if who does it is none.
// Invitations that a former owner made end.
func (s *Store) Stand(ctx context.Context, id string, to Standing, by string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if err := owns(tx, by); err != nil {
			return err
		}
		if to != Owner {
			if err := notTheLast(tx, id); err != nil {
				return err
			}
			if _, err := tx.Exec("DELETE FROM invite WHERE person = $1", id); err != nil {
				return err
			}
		}
		done, err := tx.Exec("UPDATE person SET role = $1 WHERE id = $2 AND ended IS NULL", string(to), id)
		if err := changed(done, err, ErrNoPerson); err != nil {
			return err
		}
		if err := nameOwner(tx); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: by, Act: "person_changed", Outcome: string(to) + " " + id})
	})
}

// Remove ends a person: their sessions, seats and invitations. It returns the browsers whose connections are to be closed.
// The boards they host are Orphans until somebody inherits them. ErrLastOwner if nobody else is an owner,
// ErrNotOwner if who does it is none.
func (s *Store) Remove(ctx context.Context, id, by string) (browsers []string, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		if err := owns(tx, by); err != nil {
			return err
		}
		if err := notTheLast(tx, id); err != nil {
			return err
		}
		var issuer, subject, email string
		err := tx.QueryRow("SELECT coalesce(issuer, ''), coalesce(subject, ''), coalesce(email, '') FROM person WHERE id = $1", id).Scan(&issuer, &subject, &email)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err := s.bar(tx, issuer, subject, email); err != nil {
			return err
		}
		done, err := tx.Exec(`UPDATE person SET ended = $1, name = '', email = NULL, hash = '', issuer = NULL, subject = NULL, role = 'member'
			WHERE id = $2 AND ended IS NULL`, s.millis(), id)
		if err := changed(done, err, ErrNoPerson); err != nil {
			return err
		}
		for _, gone := range []string{"DELETE FROM person_seat WHERE person = $1", "DELETE FROM invite WHERE person = $1 OR renews = $1"} {
			if _, err := tx.Exec(gone, id); err != nil {
				return err
			}
		}
		if browsers, err = s.end(tx, id, ""); err != nil {
			return err
		}
		if err := nameOwner(tx); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: by, Act: "person_removed", Outcome: id})
	})
	if err != nil {
		return nil, err
	}
	return browsers, nil
}

// Orphans lists the boards whose hosts were removed, with the members that those were on them.
func (s *Store) Orphans(ctx context.Context) (map[string]string, error) {
	return s.boardsOf(ctx, "SELECT hosted.board, hosted.member FROM hosted JOIN person ON person.id = hosted.person WHERE person.ended IS NOT NULL")
}

// Inherit makes an owner the host of an orphan, as a member of it. ErrNotOwner if they are none.
func (s *Store) Inherit(ctx context.Context, board, person, member string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if err := owns(tx, person); err != nil {
			return err
		}
		done, err := tx.Exec(`UPDATE hosted SET person = $1, member = $2
			WHERE board = $3 AND person IN (SELECT id FROM person WHERE ended IS NOT NULL)`, person, member, board)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); n == 0 {
			return err // somebody else was first
		}
		if _, err := tx.Exec("DELETE FROM person_seat WHERE person = $1 AND board = $2", person, board); err != nil {
			return err
		}
		return s.audit(tx, Event{Board: board, Member: member, Act: "board_inherited", Outcome: "ok"})
	})
}

// newcomer is a person to be added.
type newcomer struct {
	name, email, hash, issuer, subject, inviter string
	standing                                    Standing
	proved                                      bool // that the address is theirs; who has a password signs in by it
}

func (s *Store) add(tx Tx, p newcomer) (id string, err error) {
	if err := freeEmail(tx, p.email, ""); err != nil {
		return "", err
	}
	id = uuid.NewString()
	proved := 0
	if p.proved || p.hash != "" {
		proved = 1
	}
	_, err = tx.Exec("INSERT INTO person (id, name, email, hash, role, issuer, subject, inviter, created, proved) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		id, p.name, orNull(p.email), p.hash, string(p.standing), orNull(p.issuer), orNull(p.subject), p.inviter, s.millis(), proved)
	if err != nil {
		return "", err
	}
	return id, s.audit(tx, Event{Member: id, Act: "person_added", Outcome: string(p.standing)})
}

func freeEmail(tx Tx, email, but string) error {
	if email == "" {
		return nil
	}
	var id string
	err := tx.QueryRow("SELECT id FROM person WHERE email = $1 AND id <> $2", email, but).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil {
		err = ErrEmailTaken
	}
	return err
}

// yieldEmail is freeEmail for whose address it is for sure: a member who has not shown that it is theirs, and never came in by it,
// has it no more.
func (s *Store) yieldEmail(tx Tx, email string) error {
	if email == "" {
		return nil
	}
	var id string
	err := tx.QueryRow("UPDATE person SET email = NULL WHERE email = $1 AND role = 'member' AND proved = 0 RETURNING id", email).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return freeEmail(tx, email, "")
	}
	if err != nil {
		return err
	}
	return s.audit(tx, Event{Member: id, Act: "email_changed", Outcome: "taken"})
}

// owns is ErrNotOwner if a person is not an owner. Whoever does what only owners may asks it in the same transaction: who was
// one when the request came may be none by now.
func owns(tx Tx, person string) error {
	var is bool
	err := tx.QueryRow("SELECT count(*) = 1 FROM person WHERE id = $1 AND role = 'owner' AND ended IS NULL", person).Scan(&is)
	if err == nil && !is {
		err = ErrNotOwner
	}
	return err
}

// notTheLast is ErrLastOwner if a person is the only owner.
func notTheLast(tx Tx, id string) error {
	var owners int
	var is bool
	err := tx.QueryRow("SELECT count(*), count(CASE WHEN id = $1 THEN 1 END) > 0 FROM person WHERE role = 'owner' AND ended IS NULL", id).Scan(&owners, &is)
	if err == nil && is && owners == 1 {
		err = ErrLastOwner
	}
	return err
}

// firstOwner is the id of the owner who came first, or "" before there is one.
func firstOwner(row interface{ Scan(...any) error }) (id, name string, err error) {
	err = row.Scan(&id, &name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", nil
	}
	return id, name, err
}

const ownerFirst = "SELECT id, name FROM person WHERE role = 'owner' AND ended IS NULL ORDER BY created, id LIMIT 1"

// changed is none if a statement changed nothing.
func changed(done sql.Result, err, none error) error {
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return none
}

func orNull(text string) sql.NullString { return sql.NullString{String: text, Valid: text != ""} }
