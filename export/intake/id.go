package intake

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"

	"github.com/google/uuid"
)

// ID derives a row's record id on a board (see the package's comment). What the key is must stay what it is.
func (r Row) ID(key []byte, board string) string {
	mac := hmac.New(sha256.New, key)
	for _, part := range []string{"feltboard intake", board, r.Source, r.Ref, fold(r.Customer), r.Text} {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(part))) // so that no two lists of parts read alike
		mac.Write(n[:])
		mac.Write([]byte(part))
	}
	id := uuid.UUID(mac.Sum(nil)[:16])
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}
