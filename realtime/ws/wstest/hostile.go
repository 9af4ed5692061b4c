// Package wstest has what no client would send, for tests of who has to bear it.
package wstest

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"

	"feltboard/realtime"
)

// Class is a kind of hostile frames (RELIABILITY S-13). They are sent on a connection whose good hello named two client ids.
type Class struct {
	Name string
	// Bytes are what stands on the wire.
	Bytes func(clients [2]string) []byte
	// Close is the code that the connection is closed with; 0: it stays open, and Nack is answered.
	Close realtime.CloseCode
	Nack  string
	// Flood says that the frames are very many, so that one go is as good as several of others.
	Flood bool
}

// SecretWord stands in every hostile frame that holds words and must come back in no answer.
const SecretWord = "xyzzy"

// Frame is a websocket frame as it stands on the wire: first is FIN, RSV and opcode.
func Frame(first byte, masked bool, payload []byte) []byte {
	b := []byte{first}
	bit := byte(0)
	if masked {
		bit = 0x80
	}
	switch n := len(payload); {
	case n < 126:
		b = append(b, bit|byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, bit|126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, bit|127), uint64(n))
	}
	if masked {
		b = append(b, 0, 0, 0, 0)
	}
	return append(b, payload...)
}

// Text is a text frame.
func Text(s string) []byte { return Frame(0x81, true, []byte(s)) }

// Bomb is 60 MiB of zeros in about 60 KiB. It takes seconds to make under the race detector.
var Bomb = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	w.Write(make([]byte, 60<<20))
	w.Close()
	return b.Bytes()
})

// Classes are all of them, each with what comes of it.
var Classes = []Class{
	{Name: "not json", Bytes: fixed(Text("xyzzy{")), Close: 4001},
	{Name: "wrong type", Bytes: mutateWith(`"n":1`, `"n":"xyzzy"`), Close: 4001},
	{Name: "missing field", Bytes: mutateWith(`"n":1,`, ``), Close: 4001},
	{Name: "extra field", Bytes: mutateWith(`"n":1`, `"n":1,"xyzzy":1`), Close: 4001},
	{Name: "duplicate key", Bytes: mutateWith(`"n":1`, `"n":1,"n":1`), Close: 4001},
	{Name: "case variant", Bytes: mutateWith(`"n":1`, `"n":1,"N":2`), Close: 4001},
	{Name: "role in capitals", Bytes: fixed(Text(`{"t":"presence","ROLE":"facilitator"}`)), Close: 4001},
	{Name: "deep", Bytes: fixed(Text(strings.Repeat(`[`, 10000) + strings.Repeat(`]`, 10000))), Close: 4001},
	{Name: "2^53+1", Bytes: mutateWith(`"n":1`, `"n":9007199254740993`), Close: 4001},
	{Name: "-0", Bytes: mutateWith(`"n":1`, `"n":-0`), Close: 4001},
	{Name: "1e999", Bytes: mutateWith(`"n":1`, `"n":1e999`), Close: 4001},
	{Name: "NaN", Bytes: mutateWith(`"n":1`, `"n":NaN`), Close: 4001},
	{Name: "2^63", Bytes: mutateWith(`"n":1`, `"n":9223372036854775808`), Close: 4001},
	{Name: "n = 0", Bytes: mutateWith(`"n":1`, `"n":0`), Close: 4001},
	{Name: "a gap", Bytes: mutateWith(`"n":1`, `"n":7`), Nack: "unknown_client"},
	{Name: "unknown op", Bytes: mutateWith(`"op":"del"`, `"op":"xyzzy"`), Close: 4001},
	{Name: "unknown type", Bytes: mutateWith(`{"op":"del","id":"ID"}`, `{"op":"put","rec":{"id":"ID","type":"xyzzy","f":{}}}`), Nack: "unknown_type"},
	{Name: "unknown field", Bytes: mutateWith(`{"op":"del","id":"ID"}`, `{"op":"put","rec":{"id":"ID","type":"note","f":{"xyzzy":1}}}`), Nack: "unknown_field"},
	{Name: "__proto__", Bytes: mutateWith(`{"op":"del","id":"ID"}`, `{"op":"put","rec":{"id":"ID","type":"note","f":{"__proto__":{}}}}`), Nack: "unknown_field"},
	{Name: "constructor", Bytes: mutateWith(`"n":1`, `"n":1,"constructor":{"xyzzy":1}`), Close: 4001},
	{Name: "257 ops", Bytes: mutateWith(`{"op":"del","id":"ID"}`, `{"op":"del","id":"ID"}`+strings.Repeat(`,{"op":"del","id":"ID"}`, 256)), Nack: "bad_op"},
	{Name: "no ops", Bytes: mutateWith(`{"op":"del","id":"ID"}`, ``), Nack: "bad_op"},
	{Name: "lone surrogate", Bytes: fixed(Text(`{"t":"presence","note":"\ud800xyzzy"}`)), Close: 4001},
	{Name: "nul", Bytes: fixed(Text(`{"t":"presence","note":"\u0000xyzzy"}`)), Close: 4001},
	{Name: "not utf-8", Bytes: fixed(Text("{\"t\":\"xyzzy\xff\"}")), Close: 1007},
	{Name: "64 KiB and one", Bytes: fixed(Text(strings.Repeat("x", 64<<10+1))), Close: 1009},
	{Name: "a huge length", Bytes: fixed(Frame(0x81, true, nil)[:1], []byte{0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0}), Close: 1009},
	{Name: "endless fragments", Bytes: fixed(Frame(0x01, true, []byte("x")), bytes.Repeat(Frame(0x00, true, []byte("x")), 64<<10+1)), Close: 1009},
	{Name: "binary", Bytes: fixed(Frame(0x82, true, []byte("xyzzy"))), Close: 1003},
	{Name: "unmasked", Bytes: fixed(Frame(0x81, false, []byte("xyzzy"))), Close: 1002},
	{Name: "reserved bit", Bytes: fixed(Frame(0x81|0x20, true, []byte("xyzzy"))), Close: 1002},
	{Name: "reserved opcode", Bytes: fixed(Frame(0x83, true, []byte("xyzzy"))), Close: 1002},
	{Name: "compressed bomb", Bytes: bomb, Close: 1002},
	{Name: "large control", Bytes: fixed(Frame(0x89, true, bytes.Repeat([]byte("x"), 126))), Close: 1002},
	{Name: "fragmented control", Bytes: fixed(Frame(0x09, true, []byte("xyzzy"))), Close: 1002},
	{Name: "odd close code", Bytes: fixed(Frame(0x88, true, []byte{0, 1})), Close: 1002},
	{Name: "second hello", Bytes: secondHello, Close: 4007},
	{Name: "ping flood, then nonsense", Bytes: fixed(bytes.Repeat(Frame(0x89, true, []byte("xyzzy")), 2000), Text("?")), Close: 4001, Flood: true},
	{Name: "presence flood, then nonsense", Bytes: fixed(bytes.Repeat(Text(`{"t":"presence"}`), 30), Text("?")), Close: 4001, Flood: true},
}

func bomb([2]string) []byte { return Frame(0x81|0x40, true, Bomb()) }

func fixed(parts ...[]byte) func([2]string) []byte {
	return func([2]string) []byte { return slices.Concat(parts...) }
}

// mutateWith is a mutation with one thing replaced; "ID" becomes a fresh id.
func mutateWith(old, with string) func([2]string) []byte {
	return func(clients [2]string) []byte {
		s := `{"t":"mutate","c":"` + clients[0] + `","n":1,"base":2,"ops":[{"op":"del","id":"ID"}]}`
		return Text(strings.ReplaceAll(strings.Replace(s, old, with, 1), "ID", uuid.NewString()))
	}
}

func secondHello(clients [2]string) []byte {
	return Text(fmt.Sprintf(`{"t":"hello","v":1,"clients":[%q,%q],"own":%q}`, clients[0], clients[1], strings.Repeat("s", 22)))
}
