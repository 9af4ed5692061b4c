package accounts

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"strings"
	"time"

	"feltboard/boards"
)

// CodeLasts is how long a code works: a long day, as nobody ends a code when they leave the room.
const CodeLasts = 12 * time.Hour

// Crockford's alphabet: what looks or sounds like something else is not in it, nor is a U that makes words of letters.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const codeLen = 6

// Code is what is said aloud in a room instead of a link: it lets in as one link of the board for clients does.
type Code struct {
	Text    string // as in "ABC-DEF"
	Expires int64  // milliseconds since 1970 UTC
}

// ErrNoLink says that a board has no ordinary link for clients that works, so that there is nothing a code could stand for.
var ErrNoLink = errors.New("no link for clients works")

// ordinary holds for the links that a code may stand for.
const ordinary = "link.role = 'client' AND link.revoked IS NULL AND link.expires IS NULL AND link.most = 0 AND link.phrase = ''"

// MakeCode returns a board's code; it makes one unless one works already. A code stands for the newest ordinary link for
// clients: ErrNoLink without any.
func (s *Store) MakeCode(ctx context.Context, board, by string) (code Code, err error) {
	key, err := s.Secret(ctx, "code")
	if err != nil {
		return Code{}, err
	}
	const working = `SELECT code.seed, code.expires FROM code JOIN link ON link.id = code.link
		WHERE code.board = $1 AND code.expires > $2 AND ` + ordinary
	shown := func(row *sql.Row) error {
		var seed []byte
		if err := row.Scan(&seed, &code.Expires); err != nil {
			return err
		}
		text := spoken(key, seed)
		code.Text = text[:codeLen/2] + "-" + text[codeLen/2:]
		return nil
	}
	if err = shown(s.db.ReadDB().QueryRowContext(ctx, working, board, s.millis())); !errors.Is(err, sql.ErrNoRows) {
		return code, err
	}
	err = s.db.Write(ctx, func(tx Tx) error {
		// Somebody else may have been first.
		if err := shown(tx.QueryRow(working, board, s.millis())); !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if _, err := tx.Exec("DELETE FROM code WHERE expires <= $1 OR board = $2", s.millis(), board); err != nil {
			return err
		}
		var link string
		err := tx.QueryRow("SELECT id FROM link WHERE board = $1 AND "+ordinary+" ORDER BY created DESC, id LIMIT 1", board).Scan(&link)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNoLink
		} else if err != nil {
			return err
		}
		for made := int64(0); made == 0; { // until no other board has it
			seed := make([]byte, 16)
			rand.Read(seed)
			done, err := tx.Exec("INSERT INTO code (board, link, seed, hash, created, expires) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (hash) DO NOTHING",
				board, link, seed, hashOf(key, spoken(key, seed)), s.millis(), s.now().Add(CodeLasts).UnixMilli())
			if err != nil {
				return err
			}
			if made, err = done.RowsAffected(); err != nil {
				return err
			}
		}
		if err := shown(tx.QueryRow(working, board, s.millis())); err != nil {
			return err
		}
		return s.audit(tx, Event{Board: board, Member: by, Act: "code_made", Outcome: string(boards.Client)})
	})
	if err != nil {
		return Code{}, err
	}
	return code, nil
}

// EndCode makes a board's code stop working, if there is one. Whoever came by it stays: they have their seats by the link.
func (s *Store) EndCode(ctx context.Context, board, by string) error {
	return s.db.Write(ctx, func(tx Tx) error { return s.endCode(tx, board, by) })
}

func (s *Store) endCode(tx Tx, board, by string) error {
	done, err := tx.Exec("DELETE FROM code WHERE board = $1 AND expires > $2", board, s.millis())
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); n == 0 {
		return err
	}
	return s.audit(tx, Event{Board: board, Member: by, Act: "code_ended", Outcome: string(boards.Client)})
}

// CheckCode returns the link that a code stands for, or ErrBadLink: for an unknown, an expired and an ended code alike, and
// after the same work. What was written is read kindly: see tidyCode. Codes are short, so whoever asks must bound the tries.
func (s *Store) CheckCode(ctx context.Context, written string) (Link, error) {
	key, err := s.Secret(ctx, "code")
	if err != nil {
		return Link{}, err
	}
	// The database may take its time with a hash that nobody outside can make.
	var l Link
	err = s.db.ReadDB().QueryRowContext(ctx, `SELECT link.id, link.board, link.role, link.created, coalesce(link.expires, 0), link.most, link.phrase
		FROM code JOIN link ON link.id = code.link
		WHERE code.hash = $1 AND code.expires > $2 AND link.revoked IS NULL AND (link.expires IS NULL OR link.expires > $2)`, hashOf(key, tidyCode(written)), s.millis()).
		Scan(&l.ID, &l.Board, &l.Role, &l.Created, &l.Expires, &l.Most, &l.phrase)
	l.Phrase = l.phrase != ""
	if errors.Is(err, sql.ErrNoRows) {
		return Link{}, ErrBadLink
	}
	return l, err
}

// spoken is the code that follows from a seed, without its hyphen.
func spoken(key, seed []byte) string {
	n := binary.BigEndian.Uint32(mac(key, "spoken", seed))
	var text [codeLen]byte
	for i := range text {
		text[i] = codeAlphabet[n&31]
		n >>= 5
	}
	return string(text[:])
}

// hashOf is what is stored of a code. A plain hash of thirty bits would be undone in seconds.
func hashOf(key []byte, code string) []byte { return mac(key, "stored", []byte(code)) }

func mac(key []byte, what string, of []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(what))
	m.Write(of)
	return m.Sum(nil)
}

// misread are characters that no code has, and those that were meant.
var misread = strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1")

// tidyCode reads what somebody wrote as they meant it: case, hyphens and spaces do not matter, and O, I and L are digits.
func tidyCode(written string) string { return misread.Replace(strings.ToUpper(written)) }
