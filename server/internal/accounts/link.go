package accounts

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"feltboard/boards"

	"github.com/google/uuid"
)

// Roles are those that links are made for.
var Roles = []boards.Role{boards.Team, boards.Client, boards.Observer}

// Embed is the role of links that let nobody in: who has one sees the board on a page that others frame.
const Embed boards.Role = "embed"

// Devices is the role of a board's one link that nobody has: by it sit the further devices of who came by no link themselves.
const Devices boards.Role = "device"

// Link is one link of a board, without its secret.
type Link struct {
	ID      string
	Board   string
	Role    boards.Role
	Created int64 // milliseconds since 1970 UTC
	Joined  int   // members who came by it
	Expires int64 // milliseconds since 1970 UTC, from when on it lets nobody in; 0: never
	Most    int   // members who may come by it; 0: as many as the server lets
	Phrase  bool  // whoever comes by it has to know a passphrase

	phrase string // argon2id of it
}

// Bounds are what a link may have besides its role. The zero Bounds are none.
type Bounds struct {
	Expires int64
	Most    int
	Phrase  string
	Close   bool // the earlier links of the role let nobody in any more; who came by them stays
}

// ErrSwept says that making a board took so long that it is being removed.
var ErrSwept = errors.New("the board is removed, as nobody came to host it")

// Host notes a board that was made here, the person who hosts it ("": the owner who came first, or the first to come) and the
// member they are on it, and makes its first links, for these roles or, if none are given, for all of Roles; it returns their
// secrets. It is ErrSwept for one that is being removed.
func (s *Store) Host(ctx context.Context, board, person, member string, roles ...boards.Role) (map[boards.Role]string, error) {
	if len(roles) == 0 {
		roles = Roles
	}
	secrets := map[boards.Role]string{}
	err := s.db.Write(ctx, func(tx Tx) error {
		if person == "" {
			var err error
			if person, _, err = firstOwner(tx.QueryRow(ownerFirst)); err != nil {
				return err
			}
		}
		done, err := tx.Exec(`INSERT INTO hosted (board, member, person, created) SELECT CAST($1 AS text), CAST($2 AS text), CAST($3 AS text), CAST($4 AS bigint)
			WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE board = $1 AND record = '')`, board, member, person, s.millis())
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return cmp.Or(err, ErrSwept)
		}
		for _, role := range roles {
			_, secret, err := s.addLink(tx, board, role, Bounds{}, "")
			if err != nil {
				return err
			}
			secrets[role] = secret
		}
		return s.audit(tx, Event{Board: board, Member: member, Act: "board_created", Outcome: "ok"})
	})
	if err != nil {
		return nil, err
	}
	return secrets, nil
}

// Hosted lists the boards that a person hosts with the member that they are on each; for "", those that nobody does.
func (s *Store) Hosted(ctx context.Context, person string) (map[string]string, error) {
	return s.boardsOf(ctx, "SELECT board, member FROM hosted WHERE person = $1", person)
}

// HostOf is the person who hosts a board and the member they are on it, or ErrNoPerson.
func (s *Store) HostOf(ctx context.Context, board string) (p Person, member string, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT hosted.member, "+personColumns+" FROM hosted JOIN person ON person.id = hosted.person WHERE hosted.board = $1 AND person.ended IS NULL", board).
		Scan(append([]any{&member}, p.fields()...)...)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoPerson
	}
	return p, member, err
}

// boardsOf is what a query says of boards: the member that somebody is on each.
func (s *Store) boardsOf(ctx context.Context, query string, args ...any) (map[string]string, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	hosted := map[string]string{}
	for rows.Next() {
		var board, member string
		if err := rows.Scan(&board, &member); err != nil {
			return nil, err
		}
		hosted[board] = member
	}
	return hosted, rows.Err()
}

func (s *Store) addLink(tx Tx, board string, role boards.Role, bounds Bounds, phrase string) (id, secret string, err error) {
	secret, hash := newSecret()
	id = uuid.NewString()
	_, err = tx.Exec("INSERT INTO link (id, board, role, hash, created, expires, most, phrase) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		id, board, string(role), hash, s.millis(), sql.NullInt64{Int64: bounds.Expires, Valid: bounds.Expires > 0}, bounds.Most, phrase)
	return id, secret, err
}

// Links lists a board's links one by one, those that ended by themselves too, but none that was revoked: by role, the oldest
// first, each with who came by it.
func (s *Store) Links(ctx context.Context, board string) ([]Link, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, `SELECT id, role, created, coalesce(expires, 0), most, phrase,
			(SELECT count(DISTINCT member) FROM sitting WHERE sitting.link = link.id)
		FROM link WHERE board = $1 AND revoked IS NULL ORDER BY created, id`, board)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	of := map[boards.Role][]Link{}
	for rows.Next() {
		l := Link{Board: board}
		if err := rows.Scan(&l.ID, &l.Role, &l.Created, &l.Expires, &l.Most, &l.phrase, &l.Joined); err != nil {
			return nil, err
		}
		l.Phrase = l.phrase != ""
		of[l.Role] = append(of[l.Role], l)
	}
	var links []Link
	for _, role := range append(slices.Clone(Roles), Embed, Devices) {
		links = append(links, of[role]...)
	}
	return links, rows.Err()
}

// Check returns the link of a board that a secret opens, or ErrBadLink: for an unknown board, a wrong and a revoked secret
// alike, and after the same work. A link for framing opens nothing here.
func (s *Store) Check(ctx context.Context, board, secret string) (Link, error) {
	link, err := s.check(ctx, board, secret)
	if err == nil && link.Role == Embed {
		return Link{}, ErrBadLink
	}
	return link, err
}

// CheckEmbed is nil if a secret shows a board on a page that others frame, and ErrBadLink as Check has it if not.
func (s *Store) CheckEmbed(ctx context.Context, board, secret string) error {
	link, err := s.check(ctx, board, secret)
	if err == nil && link.Role != Embed {
		return ErrBadLink
	}
	return err
}

func (s *Store) check(ctx context.Context, board, secret string) (Link, error) {
	links, hashes, err := working(s.db.ReadDB().QueryContext(ctx, workingLinks, board, s.millis()))
	if err != nil {
		return Link{}, err
	}
	given, found := digest(secret), Link{}
	for i := range max(len(hashes), len(Roles)) {
		hash := digest("no secret")
		if i < len(hashes) {
			hash = hashes[i]
		}
		if same(hash, given) && i < len(links) {
			found = links[i]
			found.Board = board
		}
	}
	if found.ID == "" {
		return Link{}, ErrBadLink
	}
	return found, nil
}

// Known says of secrets which links of a board they open: the ids, in their order, "" for one that opens nothing.
func (s *Store) Known(ctx context.Context, board string, secrets []string) ([]string, error) {
	links, hashes, err := working(s.db.ReadDB().QueryContext(ctx, workingLinks, board, s.millis()))
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(secrets))
	for i, secret := range secrets {
		given := digest(secret)
		for j, hash := range hashes {
			if same(hash, given) {
				ids[i] = links[j].ID
			}
		}
	}
	return ids, nil
}

const workingLinks = "SELECT id, role, created, coalesce(expires, 0), most, phrase, hash FROM link WHERE board = $1 AND revoked IS NULL AND (expires IS NULL OR expires > $2)"

func working(rows *sql.Rows, err error) (links []Link, hashes [][]byte, _ error) {
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var l Link
		var hash []byte
		if err := rows.Scan(&l.ID, &l.Role, &l.Created, &l.Expires, &l.Most, &l.phrase, &hash); err != nil {
			return nil, nil, err
		}
		l.Phrase = l.phrase != ""
		links, hashes = append(links, l), append(hashes, hash)
	}
	return links, hashes, rows.Err()
}

// MaxLinks is how many links of one role work at a time.
const MaxLinks = 20

// MakeLink makes a link of a board for a role and returns its secret. Earlier ones go on working unless replace is set;
// then it also returns the ids of those that stopped, whose connections are to be closed. ErrLinkFull if MaxLinks work.
func (s *Store) MakeLink(ctx context.Context, board string, role boards.Role, by string, replace bool, bounds Bounds) (secret string, stopped []string, err error) {
	phrase := ""
	if bounds.Phrase != "" {
		if !replace && !bounds.Close { // before the work
			if err := roomFor(s.db.ReadDB().QueryRowContext(ctx, linksOfRole, board, string(role), s.millis())); err != nil {
				return "", nil, err
			}
		}
		if phrase, err = slowHash(ctx, bounds.Phrase); err != nil {
			return "", nil, err
		}
	}
	err = s.db.Write(ctx, func(tx Tx) (err error) {
		if replace {
			if stopped, err = s.revoke(tx, board, role, by); err != nil {
				return err
			}
		}
		if bounds.Close {
			if err := s.closeLinks(tx, board, role); err != nil {
				return err
			}
		}
		if err := roomFor(tx.QueryRow(linksOfRole, board, string(role), s.millis())); err != nil {
			return err
		}
		var id string
		if id, secret, err = s.addLink(tx, board, role, bounds, phrase); err != nil {
			return err
		}
		return s.audit(tx, Event{Board: board, Member: by, Act: "link_made", Outcome: string(role) + " " + id})
	})
	if err != nil {
		return "", nil, err
	}
	return secret, stopped, nil
}

const linksOfRole = "SELECT count(*) FROM link WHERE board = $1 AND role = $2 AND revoked IS NULL AND (expires IS NULL OR expires > $3)"

// roomFor is nil if one more link of a role may work.
func roomFor(row *sql.Row) error {
	var n int
	if err := row.Scan(&n); err != nil {
		return err
	}
	if n >= MaxLinks {
		return ErrLinkFull
	}
	return nil
}

func (s *Store) closeLinks(tx Tx, board string, role boards.Role) error {
	if _, err := tx.Exec("DELETE FROM code WHERE link IN (SELECT id FROM link WHERE board = $1 AND role = $2)", board, string(role)); err != nil {
		return err
	}
	_, err := tx.Exec("UPDATE link SET expires = $1 WHERE board = $2 AND role = $3 AND revoked IS NULL AND (expires IS NULL OR expires > $1)",
		s.millis(), board, string(role))
	return err
}

// Revoke makes a board's link for a role stop working; it returns the ids of the links that stopped.
func (s *Store) Revoke(ctx context.Context, board string, role boards.Role, by string) (stopped []string, err error) {
	err = s.db.Write(ctx, func(tx Tx) (err error) {
		stopped, err = s.revoke(tx, board, role, by)
		return err
	})
	if err != nil {
		return nil, err
	}
	return stopped, nil
}

// RevokeOne makes one link of a board stop working, by its id. ErrBadLink if there is none such that is not revoked.
func (s *Store) RevokeOne(ctx context.Context, board, id, by string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		var role boards.Role
		err := tx.QueryRow("UPDATE link SET revoked = $1 WHERE id = $2 AND board = $3 AND revoked IS NULL RETURNING role", s.millis(), id, board).Scan(&role)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrBadLink
		} else if err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM code WHERE link = $1", id); err != nil {
			return err
		}
		return s.audit(tx, Event{Board: board, Member: by, Act: "link_revoked", Outcome: string(role) + " " + id})
	})
}

func (s *Store) revoke(tx Tx, board string, role boards.Role, by string) (stopped []string, err error) {
	rows, err := tx.Query("UPDATE link SET revoked = $1 WHERE board = $2 AND role = $3 AND revoked IS NULL RETURNING id", s.millis(), board, string(role))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		stopped = append(stopped, id)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	rows.Close() // one connection does the next
	for _, id := range stopped {
		if err := s.audit(tx, Event{Board: board, Member: by, Act: "link_revoked", Outcome: string(role) + " " + id}); err != nil {
			return nil, err
		}
	}
	if role == boards.Client { // a code stands for one of them
		return stopped, s.endCode(tx, board, by)
	}
	return stopped, nil
}

// RevokedSince returns the ids of the links that were revoked at this time or later, by any node, for a node that has to
// close the connections of people who came by them. The time is that of the revoking node's clock, taken shortly before
// the revocation could be seen: ask with some to spare, and expect to hear of a link again.
func (s *Store) RevokedSince(ctx context.Context, since time.Time) (links []string, err error) {
	return s.since(ctx, "SELECT id FROM link WHERE revoked >= $1 ORDER BY revoked, id", since)
}

func (s *Store) since(ctx context.Context, query string, since time.Time) (ids []string, err error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, query, since.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
