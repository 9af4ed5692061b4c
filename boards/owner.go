package boards

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// OwnerKey is how a board knows the author of an anonymous note: HMAC-SHA256 of the board's id under the participant's own
// secret, the first 16 bytes in hex. The secret never leaves the live connection, so nobody can go from key to person, nor
// from one board's key to another's. It is "" for a secret shorter than 22 characters (128 bit in base64url).
func OwnerKey(secret, board string) string {
	if len(secret) < 22 {
		return ""
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("feltboard owner " + board))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}
