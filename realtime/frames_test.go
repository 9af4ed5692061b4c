package realtime

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

const anID = "0f8fad5b-d9cb-469f-a165-70867728950e"

var goodFrames = []string{
	`{"t":"hello","v":1,"clients":["` + anID + `","7c9e6679-7425-40de-944b-e07fc1f90ae7"],"own":"aaaaaaaaaaaaaaaaaaaaaa","token":"x"}`,
	`{"t":"mutate","c":"` + anID + `","n":1,"base":0,"ops":[{"op":"del","id":"` + anID + `"}]}`,
	`{"t":"mutate","c":"` + anID + `","n":3,"base":7,"void":[1,2],"ops":[{"op":"text","id":"` + anID + `","field":"text","edit":[1,"a",-1]}]}`,
	`{"t":"presence"}`,
	`{"t":"presence","zone":"` + anID + `","x":0,"y":10000,"note":"` + anID + `","typing":true,"drag":false}`,
	`{"t":"presence","at":"` + anID + `","idle":true}`,
	`{"t":"presence","zone":"` + anID + `","x":0,"y":1,"over":"` + anID + `","u":0,"v":10000}`,
	`{"t":"presence","at":"` + anID + `","view":[-100000,0,1,100000]}`,
}

func TestGoodFramesAreRead(t *testing.T) {
	for _, f := range goodFrames {
		if _, err := decodeFrame([]byte(f)); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestR30MalformedFramesAreRefused(t *testing.T) {
	with := func(old, new string) string { return strings.Replace(goodFrames[2], old, new, 1) }
	for name, f := range map[string]string{
		"empty":           ``,
		"not json":        `hello`,
		"a list":          `[]`,
		"null":            `null`,
		"no type":         `{}`,
		"type a number":   `{"t":1}`,
		"unknown type":    `{"t":"shout"}`,
		"upper case type": `{"T":"presence"}`,
		"n is text":       with(`"n":3`, `"n":"3"`),
		"n is 0":          with(`"n":3`, `"n":0`),
		"n is negative":   with(`"n":3`, `"n":-3`),
		"n a fraction":    with(`"n":3`, `"n":3.0`),
		"n is 2^53":       with(`"n":3`, `"n":9007199254740992`),
		"n is 2^63":       with(`"n":3`, `"n":9223372036854775808`),
		"n is 1e999":      with(`"n":3`, `"n":1e999`),
		"n is -0":         with(`"n":3`, `"n":-0`),
		"n is NaN":        with(`"n":3`, `"n":NaN`),
		"n is null":       with(`"n":3`, `"n":null`),
		"n is missing":    with(`"n":3,`, ``),
		"n twice":         with(`"n":3`, `"n":3,"n":3`),
		"N beside n":      with(`"n":3`, `"n":3,"N":3`),
		"base negative":   with(`"base":7`, `"base":-1`),
		"void not before": with(`[1,2]`, `[1,3]`),
		"void of text":    with(`[1,2]`, `["1"]`),
		"void too long":   with(`[1,2]`, `[1`+strings.Repeat(`,1`, boards.MaxRefused)+`]`),
		"ops an object":   with(`"ops":[`, `"ops":{"a":[`) + "}",
		"unknown op":      with(`"op":"text"`, `"op":"exec"`),
		"op with extra":   with(`"op":"text"`, `"op":"text","role":"x"`),
		"edit of objects": with(`[1,"a",-1]`, `[{}]`),
		"edit too long":   with(`[1,"a",-1]`, `[1`+strings.Repeat(`,1`, 10001)+`]`),
		"proto":           with(`"op":"text"`, `"op":"text","__proto__":{}`),
		"constructor":     `{"t":"presence","constructor":{}}`,
		"deep":            `{"t":` + strings.Repeat(`[`, 10000) + strings.Repeat(`]`, 10000) + `}`,
		"lone surrogate":  with(`"a"`, `"\ud800"`),
		"nul":             with(`"a"`, `"\u0000"`),
		"trailing":        goodFrames[3] + `{}`,
		"x without y":     `{"t":"presence","zone":"` + anID + `","x":1}`,
		"x outside":       `{"t":"presence","zone":"` + anID + `","x":10001,"y":1}`,
		"over no zone":    `{"t":"presence","over":"` + anID + `","u":1,"v":1}`,
		"over nowhere":    `{"t":"presence","zone":"` + anID + `","x":1,"y":1,"over":"` + anID + `"}`,
		"over no id":      `{"t":"presence","zone":"` + anID + `","x":1,"y":1,"over":"n","u":1,"v":1}`,
		"over outside":    `{"t":"presence","zone":"` + anID + `","x":1,"y":1,"over":"` + anID + `","u":1,"v":10001}`,
		"u without over":  `{"t":"presence","zone":"` + anID + `","x":1,"y":1,"u":1,"v":1}`,
		"zone no id":      `{"t":"presence","zone":"<b>","x":1,"y":1}`,
		"at no id":        `{"t":"presence","at":"here"}`,
		"at nowhere":      `{"t":"presence","at":""}`,
		"view nowhere":    `{"t":"presence","view":[1,2,3,4]}`,
		"view of three":   `{"t":"presence","at":"` + anID + `","view":[1,2,3]}`,
		"view of five":    `{"t":"presence","at":"` + anID + `","view":[1,2,3,4,5]}`,
		"view of text":    `{"t":"presence","at":"` + anID + `","view":[1,2,3,"4"]}`,
		"view of nothing": `{"t":"presence","at":"` + anID + `","view":[1,2,0,4]}`,
		"view far away":   `{"t":"presence","at":"` + anID + `","view":[100001,2,3,4]}`,
		"view is null":    `{"t":"presence","at":"` + anID + `","view":null}`,
		"view a number":   `{"t":"presence","at":"` + anID + `","view":1}`,
		"idle a number":   `{"t":"presence","idle":120}`,
		"typing a number": `{"t":"presence","typing":1}`,
	} {
		_, err := decodeFrame([]byte(f))
		var c *CloseError
		if !errors.As(err, &c) || c.Code != CloseBadFrame {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := decodeFrame([]byte("{\"t\":\"presence\xff\"}"))
	var c *CloseError
	if !errors.As(err, &c) || c.Code != CloseNotUTF8 {
		t.Errorf("not UTF-8: %v", err)
	}
}

func FuzzFrame(f *testing.F) {
	for _, s := range goodFrames {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := decodeFrame(b)
		var c *CloseError
		switch {
		case err != nil && !errors.As(err, &c):
			t.Errorf("an error without a close code: %v", err)
		case err == nil && v == nil:
			t.Error("neither a frame nor an error")
		}
		if m, ok := v.(*mutateFrame); ok && (m.N < 1 || m.Base < 0 || len(m.Ops) > boards.MaxOps+1) {
			t.Errorf("let through %+v", m)
		}
	})
}

func FuzzToken(f *testing.F) {
	tok := testTokens(7, "board")
	p := place{pos: journal.Pos{Seq: 3, ID: strings.Repeat("ab", 16)}, epoch: 2, audience: boards.Customers}
	good, err := tok.seal(zeros{}, p)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add("")
	f.Add(good[:len(good)-1] + "A")
	f.Fuzz(func(t *testing.T, s string) {
		if got, ok := tok.open(s); ok && got != p {
			t.Errorf("a forged token was opened as %+v", got)
		}
		if _, ok := testTokens(7, "other").open(s); ok {
			t.Error("a token opens on another board")
		}
		if _, ok := testTokens(8, "board").open(s); ok {
			t.Error("a token opens with another key")
		}
	})
}

// testTokens has a key of one byte, repeated.
func testTokens(key byte, board string) tokens {
	t, err := newTokens(bytes.NewReader(bytes.Repeat([]byte{key}, 32)), board)
	if err != nil {
		panic(err)
	}
	return t
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestTokensOpenAsSealed(t *testing.T) {
	tok := testTokens(7, "board")
	for _, p := range []place{
		{},
		placeOf(journal.Pos{Seq: 1 << 50, ID: strings.Repeat("0f", 16)}, 12, boards.Viewer{Member: anID, Owner: "k", Audience: boards.Host}),
	} {
		s, err := tok.seal(zeros{}, p)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := tok.open(s); !ok || got != p {
			t.Errorf("got %+v, want %+v", got, p)
		}
	}
}
