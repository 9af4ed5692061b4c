package accounts

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
)

// bar keeps in mind who was removed: they come back by an invitation alone. What is kept is a hash with a key of its own,
// and tells nobody who that was.
func (s *Store) bar(tx Tx, issuer, subject, email string) error {
	for _, who := range traits(issuer, subject, email) {
		if is, err := barred(tx, who); err != nil || is != nil {
			if err != nil {
				return err
			}
			continue
		}
		key := make([]byte, 32)
		rand.Read(key)
		if _, err := tx.Exec("INSERT INTO barred (key, hash, at) VALUES ($1, $2, $3)", key, keyed(key, who), s.millis()); err != nil {
			return err
		}
	}
	return nil
}

// traits are what somebody would be known by again.
func traits(issuer, subject, email string) (all []string) {
	if subject != "" {
		all = append(all, issuer+"\x00"+subject)
	}
	if email != "" {
		all = append(all, email)
	}
	return all
}

// barred is what is kept in mind of somebody; nil for nobody who was removed.
func barred(tx Tx, who string) (hash []byte, err error) {
	rows, err := tx.Query("SELECT key, hash FROM barred")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var key, kept []byte
		if err := rows.Scan(&key, &kept); err != nil {
			return nil, err
		}
		if same(kept, keyed(key, who)) {
			hash = kept
		}
	}
	return hash, rows.Err()
}

// unbar forgets that somebody was removed, as they were invited anew.
func unbar(tx Tx, issuer, subject, email string) error {
	for _, who := range traits(issuer, subject, email) {
		hash, err := barred(tx, who)
		if err != nil {
			return err
		}
		if hash == nil {
			continue
		}
		if _, err := tx.Exec("DELETE FROM barred WHERE hash = $1", hash); err != nil {
			return err
		}
	}
	return nil
}

func keyed(key []byte, who string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(who))
	return m.Sum(nil)
}
