package journal

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"runtime/debug"
)

// Sealed is an entry with what a store keeps beside it to prove that neither
// it nor anything before it was altered.
type Sealed struct {
	Entry
	// Salt is 16 random bytes, so that a short payload cannot be guessed from
	// its commitment once it has been erased.
	Salt []byte
	// Commitment is SHA-256(Salt ‖ Data) of the first Data.
	Commitment []byte
	// Again is of an entry that was redacted: its salt is gone, so that nobody
	// can guess what it was, and this vouches for what stands there now. Nil: it
	// holds what it was committed with.
	Again *Seal2
}

// Seal2 covers the payload that took another's place: Commitment is
// SHA-256(Salt ‖ Data). The chain does not hang on it.
type Seal2 struct{ Salt, Commitment []byte }

// Seal makes the entry that follows prev. Its id is the hex of the first 16
// bytes of
//
//	SHA-256(prev.ID as 16 bytes ‖ Seq as 8 bytes, big endian ‖ Commitment)
//
// with no bytes for prev.ID before the first entry. The id hangs on the
// commitment, not on the data, so that erased words leave the chain intact.
func Seal(prev Pos, data []byte) Sealed {
	if data == nil {
		data = []byte{}
	}
	s := Sealed{Salt: make([]byte, 16)}
	rand.Read(s.Salt)
	s.Seq, s.Data = prev.Seq+1, data
	s.Commitment = commitment(s.Salt, data)
	s.ID = chainID(prev.ID, s.Seq, s.Commitment)
	return s
}

// Redact returns s with other data in the place of its own: its id, and so the
// chain, stay, and nothing of the old data can be told or guessed from it.
func (s Sealed) Redact(data []byte) Sealed {
	if data == nil {
		data = []byte{}
	}
	again := &Seal2{Salt: make([]byte, 16)}
	rand.Read(again.Salt)
	again.Commitment = commitment(again.Salt, data)
	s.Data, s.Salt, s.Again = data, []byte{}, again
	return s
}

// SealAll seals payloads one after the other, starting after prev.
func SealAll(prev Pos, payloads [][]byte) []Sealed {
	all := make([]Sealed, 0, len(payloads))
	for _, data := range payloads {
		s := Seal(prev, data)
		all, prev = append(all, s), s.Pos
	}
	return all
}

// Verify returns an error that says what is wrong unless s is unaltered and
// comes directly after prev.
func (s Sealed) Verify(prev Pos) error {
	switch {
	case s.Seq != prev.Seq+1:
		return errors.New("entries are missing")
	case !s.vouched():
		return errors.New("the payload was altered")
	case s.ID != chainID(prev.ID, s.Seq, s.Commitment):
		return errors.New("the entry does not follow from the one before")
	}
	return nil
}

// vouched says whether the data is what one of the commitments covers.
func (s Sealed) vouched() bool {
	salt, sum := s.Salt, s.Commitment
	if s.Again != nil {
		if len(s.Salt) != 0 {
			return false
		}
		salt, sum = s.Again.Salt, s.Again.Commitment
	}
	return len(salt) == 16 && bytes.Equal(sum, commitment(salt, s.Data))
}

func commitment(salt, data []byte) []byte {
	h := sha256.New()
	h.Write(salt)
	h.Write(data)
	return h.Sum(nil)
}

func chainID(prev string, seq int64, commitment []byte) string {
	// A prev that is not hexadecimal contributes what could be decoded; the
	// entry that carries it fails its own check.
	b, _ := hex.DecodeString(prev)
	b = binary.BigEndian.AppendUint64(b, uint64(seq))
	sum := sha256.Sum256(append(b, commitment...))
	return hex.EncodeToString(sum[:16])
}

// Call runs decide and turns a panic into a [*PanicError], for stores that run
// it on a goroutine which serves other boards too.
func (decide Decide) Call(tail []Entry) (payloads [][]byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			payloads, err = nil, &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return decide(tail)
}
