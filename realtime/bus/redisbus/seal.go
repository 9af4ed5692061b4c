package redisbus

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
)

// KeyBytes is the length of [Options.Key].
const KeyBytes = 32

const nodeBytes = 8

var errSeal = errors.New("redisbus: a message was not sealed under this key for this channel")

// sealer seals messages as AES-256-GCM: 12 random bytes, then the encrypted node id and message, then the tag. The channel is
// authenticated with them, so that a message cannot be moved to another. A message may be repeated; what it says is then old
// news.
//
// Random nonces are sound for 2^32 messages under one key: eight months at 200 a second. At sixteen times as many the chance
// that any nonce was used twice is still below one in ten million.
type sealer struct {
	aead cipher.AEAD
	node [nodeBytes]byte // this process, to know its own messages
}

func newSealer(key []byte) (*sealer, error) {
	if len(key) != KeyBytes {
		return nil, fmt.Errorf("redisbus: the key has %d bytes, not %d", len(key), KeyBytes)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	s := new(sealer)
	rand.Read(s.node[:])
	s.aead, err = cipher.NewGCMWithRandomNonce(block)
	return s, err
}

func (s *sealer) seal(channel string, message []byte) []byte {
	plain := make([]byte, 0, nodeBytes+len(message))
	plain = append(append(plain, s.node[:]...), message...)
	return s.aead.Seal(make([]byte, 0, len(plain)+s.aead.Overhead()), nil, plain, []byte(channel)) // #nosec G407 -- it draws the nonce itself
}

// open returns the message and whether this node sent it itself.
func (s *sealer) open(channel string, sealed []byte) (message []byte, own bool, err error) {
	plain, err := s.aead.Open(nil, nil, sealed, []byte(channel))
	if err != nil || len(plain) < nodeBytes {
		return nil, false, errSeal
	}
	return plain[nodeBytes:], [nodeBytes]byte(plain) == s.node, nil
}
