package realtime

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"

	"feltboard/realtime/journal"
)

const positionLen = 8 + 16

// positions seals places in one board's history for clients that post what they ask for (SPEC §7): a post may come to any
// node, so what a text edit was based on cannot be a number of one connection. All nodes have the key. A position is as long
// and as random whatever it stands for, and is sent only behind frames that its viewer gets anyway or with a beat, so it
// tells its holder nothing (invariant 7). The board has a key of its own, as random nonces do for 2³² positions.
type positions struct {
	board string
	aead  cipher.AEAD
}

func newPositions(key [32]byte, board string) positions {
	mac := hmac.New(sha256.New, key[:])
	mac.Write([]byte("position\x00" + board))
	return positions{board: board, aead: newGCM([32]byte(mac.Sum(nil)))}
}

func newGCM(key [32]byte) cipher.AEAD {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic("realtime: " + err.Error()) // the key has the right length
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic("realtime: " + err.Error())
	}
	return aead
}

// seal returns a fresh position for pos.
func (p positions) seal(rand io.Reader, pos journal.Pos) (string, error) {
	buf := make([]byte, p.aead.NonceSize(), p.aead.NonceSize()+positionLen+p.aead.Overhead())
	if _, err := io.ReadFull(rand, buf); err != nil {
		return "", fmt.Errorf("drawing a position's nonce: %w", err)
	}
	var plain [positionLen]byte
	binary.BigEndian.PutUint64(plain[:], uint64(pos.Seq))
	hex.Decode(plain[8:], []byte(pos.ID)) // stays zero for the place before the first entry
	return base64.RawURLEncoding.EncodeToString(p.aead.Seal(buf, buf, plain[:], []byte(p.board))), nil
}

// open returns the place that a position of this board stands for; ok is false for anything else.
func (p positions) open(at string) (pos journal.Pos, ok bool) {
	n := p.aead.NonceSize()
	if base64.RawURLEncoding.DecodedLen(len(at)) != n+positionLen+p.aead.Overhead() {
		return pos, false
	}
	b, err := base64.RawURLEncoding.DecodeString(at)
	if err != nil {
		return pos, false
	}
	plain, err := p.aead.Open(nil, b[:n], b[n:], []byte(p.board))
	if err != nil {
		return pos, false
	}
	if pos.Seq = int64(binary.BigEndian.Uint64(plain)); pos.Seq > 0 {
		pos.ID = hex.EncodeToString(plain[8:])
	}
	return pos, true
}
