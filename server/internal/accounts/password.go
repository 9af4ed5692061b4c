package accounts

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

var (
	// ErrBadPassword says that an e-mail address and a password do not belong together; never why.
	ErrBadPassword = errors.New("this e-mail address and password do not belong together")
	// ErrNoEmail says that a password would be of no use, as there is no e-mail address to sign in with.
	ErrNoEmail = errors.New("there is no e-mail address to sign in with")
)

// What a password costs to check: OWASP's least for argon2id. The parameters of a stored hash are in it.
const (
	hashMemory = 19456 // KiB
	hashTime   = 2
	hashLen    = 32
	saltLen    = 16
)

// Passwords have so many characters.
const (
	MinPassword = 8
	MaxPassword = 256
)

// common are among the first that anybody tries.
var common = strings.Fields("password password1 passwort passw0rd 12345678 123456789 1234567890 87654321 11111111 00000000 qwertyui qwertyuiop qwertzui qwertzuiop asdfghjk letmein1 iloveyou sunshine princess football baseball welcome1 trustno1 superman whatever starwars computer feltboard changeme contraseña motdepasse")

// GoodPassword says what is wrong with a password for somebody with this e-mail address; "" if it will do.
func GoodPassword(password, email string) (wrong string) {
	n := utf8.RuneCountInString(password)
	low := strings.ToLower(password)
	local, _, _ := strings.Cut(email, "@")
	switch {
	case n < MinPassword:
		return "A password has at least 8 characters. Several words are easy to remember."
	case n > MaxPassword:
		return "A password has at most 256 characters."
	case email != "" && (low == email || low == local), strings.Trim(password, string([]rune(password)[0])) == "":
		return "Anybody would try this password. Choose another one, of several words perhaps."
	}
	for _, one := range common {
		if low == one {
			return "Anybody would try this password. Choose another one, of several words perhaps."
		}
	}
	return ""
}

// hashOfPassword returns what is stored of a password. It takes 19 MiB and some ten milliseconds, after a turn.
func hashOfPassword(ctx context.Context, password string) (string, error) {
	done, err := hashes.take(ctx, true)
	if err != nil {
		return "", err
	}
	defer done()
	salt := make([]byte, saltLen)
	rand.Read(salt)
	sum := argon2.IDKey(given(password), salt, hashTime, hashMemory, 1, hashLen)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, hashMemory, hashTime, b64.EncodeToString(salt), b64.EncodeToString(sum)), nil
}

// matches is nil if a stored hash is of a password, and ErrBadPassword if not. With "" for a hash it does the same work in
// vain.
func matches(ctx context.Context, hash, password string) error {
	done, err := hashes.take(ctx, true)
	if err != nil {
		return err
	}
	defer done()
	salt, want, known := make([]byte, saltLen), make([]byte, hashLen), false
	memory, time := uint32(hashMemory), uint32(hashTime)
	if parts := strings.Split(hash, "$"); len(parts) == 6 {
		var version int
		_, verr := fmt.Sscanf(parts[2], "v=%d", &version)
		_, perr := fmt.Sscanf(parts[3], "m=%d,t=%d,p=1", &memory, &time)
		s, serr := base64.RawStdEncoding.DecodeString(parts[4])
		w, werr := base64.RawStdEncoding.DecodeString(parts[5])
		if errors.Join(verr, perr, serr, werr) == nil && parts[1] == "argon2id" && version == argon2.Version && len(w) == hashLen {
			salt, want, known = s, w, true
		}
	}
	sum := argon2.IDKey(given(password), salt, time, memory, 1, hashLen)
	if subtle.ConstantTimeCompare(sum, want) != 1 || !known {
		return ErrBadPassword
	}
	return nil
}

// given is a password as it is hashed: one that looks the same was meant, whichever keyboard wrote it.
func given(password string) []byte { return norm.NFC.Bytes([]byte(password)) }

// SignIn returns a person's new session and its token, or ErrBadPassword: for an unknown address, a wrong password and a
// person without one alike, and after the same work. Whoever asks must bound the tries.
func (s *Store) SignIn(ctx context.Context, email, password string, old Session, agent string) (fresh Session, cookie string, err error) {
	var id, hash string
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT id, hash FROM person WHERE email = $1 AND ended IS NULL", email).Scan(&id, &hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Session{}, "", err
	}
	if err := matches(ctx, hash, password); err != nil {
		return Session{}, "", err
	}
	err = s.db.Write(ctx, func(tx Tx) error {
		if still, err := unchanged(tx, id, hash); err != nil || !still {
			return errors.Join(err, ErrBadPassword)
		}
		if _, err := tx.Exec("UPDATE person SET proved = 1 WHERE id = $1 AND proved = 0", id); err != nil {
			return err
		}
		if fresh, cookie, err = s.enter(tx, old, id, agent); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: id, Act: "signed_in", Outcome: "password"})
	})
	if err != nil {
		return Session{}, "", err
	}
	return fresh, cookie, nil
}

// SetPassword sets a signed-in person's password, where old is the one before, if there is one: ErrBadPassword if not. All
// their other sessions end, as do the token of this one and a link for a new password; the browsers of the others are returned.
// Whoever asks must bound the tries.
func (s *Store) SetPassword(ctx context.Context, at Session, old, password, agent string) (cookie string, browsers []string, err error) {
	var hash string
	var email sql.NullString
	err = s.db.ReadDB().QueryRowContext(ctx, "SELECT hash, email FROM person WHERE id = $1 AND ended IS NULL", at.Person).Scan(&hash, &email)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil, ErrNoPerson
	}
	if err != nil {
		return "", nil, err
	}
	if email.String == "" {
		return "", nil, ErrNoEmail
	}
	if hash != "" {
		if err := matches(ctx, hash, old); err != nil {
			return "", nil, err
		}
	}
	fresh, err := hashOfPassword(ctx, password)
	if err != nil {
		return "", nil, err
	}
	err = s.db.Write(ctx, func(tx Tx) error {
		if err := alive(tx, at); err != nil {
			return err
		}
		if still, err := unchanged(tx, at.Person, hash); err != nil || !still {
			return errors.Join(err, ErrBadPassword)
		}
		if _, err := tx.Exec("UPDATE person SET hash = $1 WHERE id = $2", fresh, at.Person); err != nil {
			return err
		}
		if browsers, err = s.end(tx, at.Person, at.Browser); err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM session WHERE browser = $1", at.Browser); err != nil {
			return err
		}
		kept := at
		kept.id = 0 // it is gone already
		if _, cookie, err = s.enter(tx, kept, at.Person, agent); err != nil {
			return err
		}
		return s.audit(tx, Event{Member: at.Person, Act: "password_set", Outcome: "ok"})
	})
	if err != nil {
		return "", nil, err
	}
	return cookie, browsers, nil
}

// unchanged says whether a person is still there and has the same hash.
func unchanged(tx Tx, id, hash string) (bool, error) {
	var still bool
	err := tx.QueryRow("SELECT count(*) = 1 FROM person WHERE id = $1 AND hash = $2 AND ended IS NULL", id, hash).Scan(&still)
	return still, err
}

func printable(text string) bool {
	for _, r := range text {
		if !unicode.IsPrint(r) {
			return false
		}
	}
	return true
}
