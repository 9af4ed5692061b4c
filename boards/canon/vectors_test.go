package canon_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards/canon"
	"feltboard/boards/testdata/vectors"
)

// vectorFile is testdata/vectors/canon.json.
type (
	vectorFile struct {
		Equal   []equalCase   `json:"equal"`
		Refused []refusedCase `json:"refused"`
	}
	// equalCase is JSON, and what it is in canonical form.
	equalCase struct {
		JSON   string `json:"json"`
		Canon  string `json:"canon"`
		Digest string `json:"digest"`
	}
	// refusedCase is JSON that Decode refuses with the error of that code. Value
	// says that the value JavaScript's JSON.parse makes of it is refused as well,
	// with the same code; where it is false, JSON.parse refuses or loses what is
	// wrong.
	refusedCase struct {
		JSON  string `json:"json"`
		Code  string `json:"code"`
		Value bool   `json:"value"`
	}
)

var sources = []string{
	`null`, ` true `, `false`, `0`, `-1`, `9007199254740991`, `-9007199254740991`, `""`, `[]`, `{}`, "\t[ 1 , 2 ]\r\n",
	`{"b":1,"a":2}`, `{"a":{"z":[],"y":{}},"B":null}`, `{"10":1,"9":2,"a":3,"01":4}`,
	`{"__proto__":{"x":1},"constructor":null,"toString":[]}`, `{"":0,"\u0001":1,"\u007f":2," ":3}`,
	`{"\u0061":1,"aa":2}`, `"\u0041\/\b\f\n\r\t\"\\"`, `"\u001F\u001b\u007f\u0080"`, `"\u2028\u2029"`, "\"\u2028\u2029\"",
	`"<script>&amp;'</script>"`, `"\ud83d\ude00"`, `"😀"`, `"👩‍👩‍👧"`, `"e\u0301 é"`, `"\ufeff\uffff\udbff\udfff"`,
	strings.Repeat("[", 32) + strings.Repeat("]", 32),
	strings.Repeat(`{"a":[`, 16) + "0" + strings.Repeat("]}", 16),
	// Refused.
	`-0`, `1.0`, `1.5`, `1e3`, `1E0`, `-0.0`, `1e999`, `[{"a":-0}]`, `9007199254740992`, `-9007199254740992`,
	`9007199254740993`, `123456789012345678901234567890`, `"\ud800"`, `"\udc00"`, `"\ude00\ud83d"`, `{"\ud800":1}`,
	`["a\ud83d"]`, `"\u0000"`, `{"\u0000":1}`, `{"é":1}`, `{"😀":1}`, `{"a":1,"a":1}`, `{"a":1,"\u0061":2}`,
	`[{"__proto__":1,"__proto__":2}]`, strings.Repeat("[", 33) + strings.Repeat("]", 33),
	strings.Repeat(`{"a":`, 33) + "0" + strings.Repeat("}", 33), `1 2`, `[] []`, `{}]`, `01`, `null,`, ``, ` `, `[`,
	`[1,]`, `[,1]`, `[1 2]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{a:1}`, `{1:2}`, `'a'`, `"a`, `"\x41"`, `"\u12"`,
	"\"\n\"", `NaN`, `Infinity`, `+1`, `.5`, `1.`, `0x1`, `tru`, `True`, `undefined`, `// 1`, "\ufeff1",
}

// valueKnows are the codes that can still be told from the value JSON.parse made.
var valueKnows = []string{"range", "text", "nul", "key", "depth"}

func freshVectors() vectorFile {
	var v vectorFile
	add := func(source string) {
		value, err := canon.Decode([]byte(source))
		if err != nil {
			code := codeOf(err)
			known := slices.Contains(valueKnows, code) || slices.Contains([]string{`-0`, `1.5`, `-0.0`, `1e999`, `[{"a":-0}]`}, source)
			v.Refused = append(v.Refused, refusedCase{source, code, known})
			return
		}
		b, err := canon.Append(nil, value)
		if err != nil {
			panic(err)
		}
		v.Equal = append(v.Equal, equalCase{source, string(b), canon.Digest(b)})
	}
	for _, source := range sources {
		add(source)
	}
	r := rand.New(rand.NewPCG(20261121, 3))
	for range 250 {
		// Written by the standard library, so with other escapes and order.
		source, err := json.Marshal(anyValue(r, 4))
		if err != nil {
			panic(err)
		}
		add(string(source))
	}
	return v
}

func TestVectors(t *testing.T) {
	var v vectorFile
	vectors.Load(t, "canon", &v, freshVectors)
	for _, c := range v.Equal {
		value, err := canon.Decode([]byte(c.JSON))
		if err != nil {
			t.Errorf("Decode(%s): %v", c.JSON, err)
			continue
		}
		got, err := canon.Append(nil, value)
		if err != nil || string(got) != c.Canon {
			t.Errorf("%s is %s in canonical form, %v, want %s", c.JSON, got, err, c.Canon)
		}
		if digest := canon.Digest(got); digest != c.Digest {
			t.Errorf("the digest of %s is %s, want %s", c.Canon, digest, c.Digest)
		}
	}
	for _, c := range v.Refused {
		if value, err := canon.Decode([]byte(c.JSON)); !errors.Is(err, codes[c.Code]) {
			t.Errorf("Decode(%q) = %v, %v, want %v", c.JSON, value, err, codes[c.Code])
		}
	}
}
