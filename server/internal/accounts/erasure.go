package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// ErrBadMine says that a key opens nobody's contributions.
var ErrBadMine = errors.New("this link does not work")

// MineKeys is how many keys to their contributions a member may have; the oldest ends with one more.
const MineKeys = 5

// NewMine returns a key that opens what a member contributed to a board, for as long as the board is there.
func (s *Store) NewMine(ctx context.Context, board, member string) (key string, err error) {
	key, hash := newSecret()
	return key, s.db.Write(ctx, func(tx Tx) error {
		if _, err := tx.Exec("INSERT INTO mine (hash, board, member, created) VALUES ($1, $2, $3, $4)", hash, board, member, s.millis()); err != nil {
			return err
		}
		_, err := tx.Exec(`DELETE FROM mine WHERE board = $1 AND member = $2 AND hash <> $3 AND hash NOT IN
			(SELECT hash FROM mine WHERE board = $1 AND member = $2 AND hash <> $3 ORDER BY created DESC, hash LIMIT $4)`, board, member, hash, MineKeys-1)
		return err
	})
}

// Mine returns the member whose contributions to a board a key opens, or ErrBadMine.
func (s *Store) Mine(ctx context.Context, board, key string) (member string, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, `SELECT mine.member FROM mine JOIN hosted ON hosted.board = mine.board
		WHERE mine.hash = $1 AND mine.board = $2 AND hosted.deleted IS NULL`, digest(key), board).Scan(&member)
	if errors.Is(err, sql.ErrNoRows) {
		return "", ErrBadMine
	}
	return member, err
}

// Barred says that a member was on a board by links that were revoked, and is by no other.
func (s *Store) Barred(ctx context.Context, board, member string) (barred bool, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sitting WHERE board = $1 AND member = $2)
		AND NOT EXISTS (SELECT 1 FROM sitting JOIN link ON link.id = sitting.link WHERE sitting.board = $1 AND member = $2 AND link.revoked IS NULL)
		AND NOT EXISTS (SELECT 1 FROM hosted WHERE board = $1 AND member = $2)`, board, member).Scan(&barred)
	return barred, err
}

// Erasure is one record that was erased, or, without a record, a board that was removed.
type Erasure struct {
	Board, Record, Type string
	At                  int64 // milliseconds since 1970 UTC, of a record the day's first; 0: when it is written down
	Done                bool  // nothing of it is left here
	asked               int64 // how often it was written down
}

// AddErasures writes down what is about to be erased, before it is, so that it is in the end whatever happens meanwhile.
// What is written down already has to be done anew unless it says Done. Of records the day is kept and no more: the same moment
// would say that one person's are.
func (s *Store) AddErasures(ctx context.Context, list []Erasure) error {
	return s.db.Write(ctx, func(tx Tx) error {
		for _, e := range list {
			if e.At == 0 {
				e.At = s.millis()
			}
			if err := addErasure(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
}

func addErasure(tx Tx, e Erasure) error {
	done := 0
	if e.Record != "" {
		e.At -= e.At % (24 * time.Hour).Milliseconds()
	}
	if e.Done {
		done = 1
	}
	_, err := tx.Exec(`INSERT INTO erasure (board, record, type, at, done) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (board, record) DO UPDATE SET done = excluded.done, asked = erasure.asked + 1`, e.Board, e.Record, e.Type, e.At, done)
	return err
}

const erasureColumns = "SELECT board, record, type, at, done <> 0, asked FROM erasure "

// Erasures lists everything that was ever erased here; undone only what is not done.
func (s *Store) Erasures(ctx context.Context, undone bool) ([]Erasure, error) {
	if undone {
		return erasures(s.db.ReadDB().QueryContext(ctx, erasureColumns+"WHERE done = 0 ORDER BY board, record"))
	}
	return erasures(s.db.ReadDB().QueryContext(ctx, erasureColumns+"ORDER BY board, record"))
}

// ErasuresOn lists what was ever erased on a board.
func (s *Store) ErasuresOn(ctx context.Context, board string) ([]Erasure, error) {
	return erasures(s.db.ReadDB().QueryContext(ctx, erasureColumns+"WHERE board = $1 ORDER BY record", board))
}

func erasures(rows *sql.Rows, err error) ([]Erasure, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Erasure
	for rows.Next() {
		var e Erasure
		if err := rows.Scan(&e.Board, &e.Record, &e.Type, &e.At, &e.Done, &e.asked); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// Erased notes that nothing of these is left here, but for those that were written down again since they were listed.
func (s *Store) Erased(ctx context.Context, list []Erasure) error {
	return s.db.Write(ctx, func(tx Tx) error {
		for _, e := range list {
			if _, err := tx.Exec("UPDATE erasure SET done = 1 WHERE board = $1 AND record = $2 AND asked = $3", e.Board, e.Record, e.asked); err != nil {
				return err
			}
		}
		return nil
	})
}

// Erasing lists the boards of which something is written down and not done.
func (s *Store) Erasing(ctx context.Context) ([]string, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT DISTINCT board FROM erasure WHERE done = 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var board string
		if err := rows.Scan(&board); err != nil {
			return nil, err
		}
		all = append(all, board)
	}
	return all, rows.Err()
}

// Outgoing is what left the house: a file that somebody fetched, or what was sent to a tracker.
type Outgoing struct {
	ID     int64
	At     int64 // milliseconds since 1970 UTC
	Member string
	Format string
	Seq    int64 // the board's when it was made
	Stale  int64 // when something in it was erased, and it has to be made anew; 0: nothing was
}

// AddOutgoing writes down what leaves the house.
func (s *Store) AddOutgoing(ctx context.Context, board string, o Outgoing) error {
	return s.db.Write(ctx, func(tx Tx) error {
		_, err := tx.Exec("INSERT INTO outgoing (board, at, member, format, seq) VALUES ($1, $2, $3, $4, $5)", board, s.millis(), o.Member, o.Format, o.Seq)
		return err
	})
}

// Outgoings lists what left the house of a board, the newest first, at most so many.
func (s *Store) Outgoings(ctx context.Context, board string, most int) ([]Outgoing, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT id, at, member, format, seq, coalesce(stale, 0) FROM outgoing WHERE board = $1 ORDER BY id DESC LIMIT $2", board, most)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Outgoing
	for rows.Next() {
		var o Outgoing
		if err := rows.Scan(&o.ID, &o.At, &o.Member, &o.Format, &o.Seq, &o.Stale); err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, rows.Err()
}

// Outdate marks what left the house of a board before now: something in it was erased. An event without an act is
// not written down.
func (s *Store) Outdate(ctx context.Context, board string, event Event) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if _, err := tx.Exec("UPDATE outgoing SET stale = $1 WHERE board = $2 AND stale IS NULL", s.millis(), board); err != nil || event.Act == "" {
			return err
		}
		return s.audit(tx, event)
	})
}

// Grace is how long a deleted board can be brought back.
const Grace = 30 * 24 * time.Hour

// Kept says how long a board is kept.
type Kept struct {
	Board    string
	Person   string // who hosts it
	Member   string // who they are on it
	Title    string // as a list of boards showed it last
	Days     int    // without a change after which it is deleted; 0: for ever
	Keeper   string // the member who said so last; "": nobody did
	Deleted  int64  // when it was, in milliseconds since 1970 UTC; 0: it is there
	Restored int64  // when it was brought back last, in milliseconds since 1970 UTC; 0: it never was
}

// Ends is when a board is deleted on which nothing changes after last, in milliseconds since 1970 UTC; 0 is never.
func (k Kept) Ends(last int64) int64 {
	if k.Days == 0 {
		return 0
	}
	return max(last, k.Restored) + int64(k.Days)*(24*time.Hour).Milliseconds()
}

const keptColumns = `SELECT board, person, member, coalesce((SELECT title FROM summary WHERE summary.board = hosted.board), ''), keeps, keeper,
	coalesce(deleted, 0), coalesce(restored, 0) FROM hosted `

func (k *Kept) fields() []any {
	return []any{&k.Board, &k.Person, &k.Member, &k.Title, &k.Days, &k.Keeper, &k.Deleted, &k.Restored}
}

// Keeping says how long a board is kept; ErrNoSeat if nobody hosts it.
func (s *Store) Keeping(ctx context.Context, board string) (k Kept, err error) {
	err = s.db.ReadDB().QueryRowContext(ctx, keptColumns+"WHERE board = $1", board).Scan(k.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return Kept{}, ErrNoSeat
	}
	return k, err
}

// SetKeeping sets after how many days without a change a board is deleted, 0 is never, as the event's member says.
func (s *Store) SetKeeping(ctx context.Context, board string, days int, event Event) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if _, err := tx.Exec("UPDATE hosted SET keeps = $1, keeper = $2 WHERE board = $3", days, event.Member, board); err != nil {
			return err
		}
		return s.audit(tx, event)
	})
}

// Limited lists the boards that are kept for so many days only and are there, and Deleted those that are deleted.
func (s *Store) Limited(ctx context.Context) ([]Kept, error) {
	return s.kept(ctx, "WHERE keeps > 0 AND deleted IS NULL ORDER BY board")
}

// Deleted lists the boards that are deleted and not gone yet, the last first.
func (s *Store) Deleted(ctx context.Context) ([]Kept, error) {
	return s.kept(ctx, "WHERE deleted IS NOT NULL ORDER BY deleted DESC, board")
}

func (s *Store) kept(ctx context.Context, where string) ([]Kept, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, keptColumns+where)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Kept
	for rows.Next() {
		var k Kept
		if err := rows.Scan(k.fields()...); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, rows.Err()
}

// Delete deletes a board, or with back brings it back unless it is being removed; it is false where nothing changes.
func (s *Store) Delete(ctx context.Context, board string, back bool, event Event) (changed bool, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		query, args := "UPDATE hosted SET deleted = $1 WHERE board = $2 AND deleted IS NULL", []any{s.millis(), board}
		if back {
			query = `UPDATE hosted SET deleted = NULL, restored = $1 WHERE board = $2 AND deleted IS NOT NULL
				AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.board = hosted.board AND erasure.record = '')`
		}
		changed, err = s.told(tx, event, query, args...)
		return err
	})
	return changed, err
}

// Expire deletes a board whose time has come, unless somebody has since said how long it is kept or brought it back. It returns when
// it did, 0 for not at all.
func (s *Store) Expire(ctx context.Context, k Kept) (at int64, err error) {
	at = s.millis()
	err = s.db.Write(ctx, func(tx Tx) error {
		changed, err := s.told(tx, Event{Board: k.Board, Act: "board_deleted", Outcome: "retention"},
			"UPDATE hosted SET deleted = $1 WHERE board = $2 AND deleted IS NULL AND keeps = $3 AND coalesce(restored, 0) = $4", at, k.Board, k.Days, k.Restored)
		if !changed {
			at = 0
		}
		return err
	})
	return at, err
}

// Spare brings back a board that Expire deleted at a time, as somebody changed it at the last moment.
func (s *Store) Spare(ctx context.Context, board string, at int64) error {
	return s.db.Write(ctx, func(tx Tx) error {
		_, err := s.told(tx, Event{Board: board, Act: "board_restored", Outcome: "changed"},
			"UPDATE hosted SET deleted = NULL WHERE board = $1 AND deleted = $2", board, at)
		return err
	})
}

// told makes a change that the audit tells if it changes anything.
func (s *Store) told(tx Tx, event Event, query string, args ...any) (changed bool, err error) {
	done, err := tx.Exec(query, args...)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	if err != nil || n == 0 {
		return false, err
	}
	return true, s.audit(tx, event)
}

// Gone takes away all that is kept of a board that was removed, but the audit and that it was, which is not done until the
// bytes have left the files, too.
func (s *Store) Gone(ctx context.Context, board string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		var there bool
		if err := tx.QueryRow("SELECT EXISTS (SELECT 1 FROM hosted WHERE board = $1)", board).Scan(&there); err != nil {
			return err
		}
		for _, from := range []string{
			"handoff WHERE board = $1", "code WHERE board = $1", "delivery WHERE target IN (SELECT id FROM target WHERE board = $1)", "target WHERE board = $1",
			"seat WHERE board = $1 OR link IN (SELECT id FROM link WHERE board = $1)", "person_seat WHERE board = $1 OR link IN (SELECT id FROM link WHERE board = $1)",
			"link WHERE board = $1", "summary WHERE board = $1", "mine WHERE board = $1", "outgoing WHERE board = $1", "erasure WHERE board = $1", "hosted WHERE board = $1",
		} {
			if _, err := tx.Exec("DELETE FROM "+from, board); err != nil {
				return err
			}
		}
		if err := addErasure(tx, Erasure{Board: board, Type: "board", At: s.millis()}); err != nil || !there {
			return err
		}
		return s.audit(tx, Event{Board: board, Act: "board_erased"})
	})
}

// HostedOrGone says of each board whether anybody hosts it, or ever did.
func (s *Store) HostedOrGone(ctx context.Context) (map[string]bool, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT board FROM hosted UNION SELECT board FROM erasure WHERE record = ''")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	named := map[string]bool{}
	for rows.Next() {
		var board string
		if err := rows.Scan(&board); err != nil {
			return nil, err
		}
		named[board] = true
	}
	return named, rows.Err()
}

// Unmade writes down that a board that nobody hosts is to be removed, as a board is whose grace is over; false if somebody
// does host it, or it is written down already.
func (s *Store) Unmade(ctx context.Context, board string) (fresh bool, err error) {
	err = s.db.Write(ctx, func(tx Tx) error {
		done, err := tx.Exec(`INSERT INTO erasure (board, record, type, at, done) SELECT CAST($1 AS text), '', 'board', CAST($2 AS bigint), 0
			WHERE NOT EXISTS (SELECT 1 FROM hosted WHERE board = $1) ON CONFLICT (board, record) DO NOTHING`, board, s.millis())
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if fresh = n > 0; err != nil || !fresh {
			return err
		}
		return s.audit(tx, Event{Board: board, Act: "board_erased", Outcome: "unfinished"})
	})
	return fresh, err
}
