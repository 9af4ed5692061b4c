package accounts

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"strings"

	"golang.org/x/crypto/argon2"
)

// ErrPhrase says that a link asks for a passphrase, and that it was not the one that was given.
var ErrPhrase = errors.New("this link asks for another passphrase")

// What is stored of words that people think of themselves is dear to compute: OWASP's least for argon2id.
const (
	slowMemory = 19 << 10 // KiB
	slowTimes  = 2
	slowPrefix = "$argon2id$v=19$m=19456,t=2,p=1$"
)

// slowHash is what is stored of a passphrase.
func slowHash(ctx context.Context, words string) (string, error) {
	salt := make([]byte, 16)
	rand.Read(salt)
	sum, err := slowSum(ctx, words, salt)
	code := base64.RawStdEncoding
	return slowPrefix + code.EncodeToString(salt) + "$" + code.EncodeToString(sum), err
}

func slowSum(ctx context.Context, words string, salt []byte) ([]byte, error) {
	done, err := hashes.take(ctx, false)
	if err != nil {
		return nil, err
	}
	defer done()
	return argon2.IDKey([]byte(words), salt, slowTimes, slowMemory, 1, 32), nil
}

// Knows is nil if a link asks for no passphrase or for this one, and ErrPhrase if it asks for another. Whoever asks must
// bound the tries.
func (l Link) Knows(ctx context.Context, words string) error {
	if l.phrase == "" {
		return nil
	}
	salt, sum, _ := strings.Cut(strings.TrimPrefix(l.phrase, slowPrefix), "$")
	code := base64.RawStdEncoding
	salted, err := code.DecodeString(salt)
	if err != nil {
		return err
	}
	want, err := code.DecodeString(sum)
	if err != nil || words == "" {
		return errors.Join(err, ErrPhrase)
	}
	given, err := slowSum(ctx, words, salted)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare(given, want) != 1 {
		return ErrPhrase
	}
	return nil
}
