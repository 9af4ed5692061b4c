package realtime

import (
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// place is what a resume token stands for: where a viewer was, and as whom.
type place struct {
	pos      journal.Pos
	epoch    int64
	audience boards.Audience
	viewer   [16]byte // of viewerTag
}

const placeLen = 8 + 16 + 8 + 1 + 16

func placeOf(pos journal.Pos, epoch int64, v boards.Viewer) place {
	return place{pos: pos, epoch: epoch, audience: v.Audience, viewer: viewerTag(v)}
}

// viewerTag names a viewer in a fixed length: the member and the owner key, as both decide what they see.
func viewerTag(v boards.Viewer) (tag [16]byte) {
	sum := sha256.Sum256([]byte(v.Member + "\x00" + v.Owner))
	copy(tag[:], sum[:])
	return tag
}

// tokens seals places of one board. A token is as long and as random whatever it stands for: it tells its holder nothing,
// not even whether two of them are the same place (invariant 7). The key is drawn each time a board is loaded: what is
// kept in memory for resumes begins at a snapshot, whose place hidden entries move, so that an older token that still
// worked, or did not, would tell of them. After a restart everybody gets a snapshot.
type tokens struct {
	board string
	aead  cipher.AEAD
}

func newTokens(random io.Reader, board string) (tokens, error) {
	var key [32]byte
	if _, err := io.ReadFull(random, key[:]); err != nil {
		return tokens{}, fmt.Errorf("drawing a key: %w", err)
	}
	return tokens{board: board, aead: newGCM(key)}, nil
}

// seal returns a fresh token for p.
func (t tokens) seal(rand io.Reader, p place) (string, error) {
	buf := make([]byte, t.aead.NonceSize(), t.aead.NonceSize()+placeLen+t.aead.Overhead())
	if _, err := io.ReadFull(rand, buf); err != nil {
		return "", fmt.Errorf("drawing a token's nonce: %w", err)
	}
	plain := make([]byte, 0, placeLen)
	plain = binary.BigEndian.AppendUint64(plain, uint64(p.pos.Seq))
	var id [16]byte // stays zero for the place before the first entry
	hex.Decode(id[:], []byte(p.pos.ID))
	plain = append(plain, id[:]...)
	plain = binary.BigEndian.AppendUint64(plain, uint64(p.epoch))
	plain = append(plain, byte(p.audience))
	plain = append(plain, p.viewer[:]...)
	return base64.RawURLEncoding.EncodeToString(t.aead.Seal(buf, buf, plain, []byte(t.board))), nil
}

// open returns the place that a token of this board stands for; ok is false for anything else.
func (t tokens) open(token string) (p place, ok bool) {
	if len(token) > 256 {
		return place{}, false
	}
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(b) != t.aead.NonceSize()+placeLen+t.aead.Overhead() {
		return place{}, false
	}
	n := t.aead.NonceSize()
	plain, err := t.aead.Open(nil, b[:n], b[n:], []byte(t.board))
	if err != nil {
		return place{}, false
	}
	p.pos.Seq = int64(binary.BigEndian.Uint64(plain))
	if p.pos.Seq > 0 {
		p.pos.ID = hex.EncodeToString(plain[8:24])
	}
	p.epoch = int64(binary.BigEndian.Uint64(plain[24:]))
	p.audience = boards.Audience(plain[32])
	copy(p.viewer[:], plain[33:])
	return p, true
}
