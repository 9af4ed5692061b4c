package canon_test

import (
	"errors"
	"flag"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"feltboard/boards/canon"
)

var seedFlag = flag.Uint64("seed", 0, "repeat the property tests with this seed; 0 draws one")

// codes are the errors under the names that the TypeScript side gives them.
var codes = map[string]error{
	"type": canon.ErrType, "syntax": canon.ErrSyntax, "trailing": canon.ErrTrailing, "depth": canon.ErrDepth,
	"number": canon.ErrNumber, "range": canon.ErrRange, "text": canon.ErrText, "nul": canon.ErrNUL,
	"key": canon.ErrKey, "duplicate": canon.ErrDuplicateKey,
}

var (
	someText = []string{
		"", "a", "B", "é", "e\u0301", "ß", "中", "😀", "👩\u200d👩\u200d👧", "\u2028", "\u2029", "\ufeff", "\uffff",
		"\U0010ffff", "\x01", "\x1f", "\x7f", "\u0080", "\b\f\n\r\t", `"`, `\`, "/", "<script>", "&amp;", "\u001b[0m",
	}
	someKeys = []string{
		"", "a", "b", "A", "aa", "a b", "__proto__", "constructor", "toString", "length", "0", "10", "9", "01", "-1",
		"\x01", "\x7f", `"`, `\`, "<", "~", "\n",
	}
	someInts = []int64{0, 1, -1, 9, 10, 1 << 31, -1 << 31, 1<<53 - 1, -(1<<53 - 1), 1e15, 1e9}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func anyValue(r *rand.Rand, depth int) any {
	kinds := 7
	if depth == 0 {
		kinds = 5
	}
	switch r.IntN(kinds) {
	case 0:
		return nil
	case 1:
		return r.IntN(2) == 0
	case 2:
		return pick(r, someInts)
	case 3:
		return r.Int64N(2*canon.MaxInt) - canon.MaxInt
	case 4:
		return pick(r, someText) + pick(r, someText)
	case 5:
		list := make([]any, r.IntN(4))
		for i := range list {
			list[i] = anyValue(r, depth-1)
		}
		return list
	default:
		object := map[string]any{}
		for range r.IntN(6) {
			object[pick(r, someKeys)] = anyValue(r, depth-1)
		}
		return object
	}
}

func TestAppendAndDecodeAreInverse(t *testing.T) {
	seed := *seedFlag
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("repeat with -seed=%d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 5_000 {
		v := anyValue(r, 4)
		b, err := canon.Append(nil, v)
		if err != nil {
			t.Fatalf("%#v: %v", v, err)
		}
		back, err := canon.Decode(b)
		if err != nil || !reflect.DeepEqual(back, v) {
			t.Fatalf("%s reads as %#v, %v, want %#v", b, back, err, v)
		}
		if again, _ := canon.Append(nil, v); string(again) != string(b) {
			t.Fatalf("%#v is written %s, then %s", v, b, again)
		}
	}
}

func TestAppendGoesOnWhereDstEnds(t *testing.T) {
	if b, err := canon.Append([]byte("x="), []any{1, int64(2)}); string(b) != "x=[1,2]" || err != nil {
		t.Errorf("%s, %v", b, err)
	}
}

func nested(depth int) any {
	var v any = "x"
	for i := range depth {
		if i%2 == 0 {
			v = []any{v}
		} else {
			v = map[string]any{"k": v}
		}
	}
	return v
}

func TestAppendRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		v    any
		want error
	}{
		{"a float", 1.0, canon.ErrType},
		{"a struct", struct{}{}, canon.ErrType},
		{"another map", map[string]string{}, canon.ErrType},
		{"a float within", []any{map[string]any{"a": math.NaN()}}, canon.ErrType},
		{"2^53", int64(1 << 53), canon.ErrRange},
		{"-2^53", -1 << 53, canon.ErrRange},
		{"invalid UTF-8", "a\xff", canon.ErrText},
		{"a surrogate in UTF-8", "\xed\xa0\x80", canon.ErrText},
		{"U+0000", "\x00", canon.ErrNUL},
		{"U+0000 in a key", map[string]any{"\x00": 1}, canon.ErrNUL},
		{"a key beyond ASCII", map[string]any{"é": 1}, canon.ErrKey},
		{"too deep", nested(canon.MaxDepth + 1), canon.ErrDepth},
	} {
		if b, err := canon.Append(nil, c.v); !errors.Is(err, c.want) || b != nil {
			t.Errorf("%s: %s, %v, want %v", c.name, b, err, c.want)
		}
	}
}

func TestDepth(t *testing.T) {
	b, err := canon.Append(nil, nested(canon.MaxDepth))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := canon.Decode(b); err != nil {
		t.Error(err)
	}
	deep := strings.Repeat("[", 100_000)
	if _, err := canon.Decode([]byte(deep)); !errors.Is(err, canon.ErrDepth) {
		t.Errorf("100,000 brackets: %v", err)
	}
}

func TestDecodeRefusesInvalidUTF8(t *testing.T) {
	for _, s := range []string{"\"\xff\"", "\"\xed\xa0\x80\"", "\"\xc0\x80\"", "\xef"} {
		if v, err := canon.Decode([]byte(s)); !errors.Is(err, canon.ErrText) {
			t.Errorf("Decode(%q) = %v, %v", s, v, err)
		}
	}
}

func TestDigest(t *testing.T) {
	// The SHA-256 of no bytes, from the standard.
	if got, want := canon.Digest(nil), "e3b0c44298fc1c149afbf4c8996fb924"; got != want {
		t.Errorf("Digest(``) = %s, want %s", got, want)
	}
}

// Whatever bytes come, Decode refuses with a named error or gives a value whose
// canonical bytes decode to themselves.
func FuzzDecode(f *testing.F) {
	for _, s := range sources {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := canon.Decode(b)
		if err != nil {
			if codeOf(err) == "" {
				t.Fatalf("Decode(%q): %v has no name", b, err)
			}
			return
		}
		written, err := canon.Append(nil, v)
		if err != nil {
			t.Fatalf("%q reads as %#v: %v", b, v, err)
		}
		back, err := canon.Decode(written)
		if err != nil || !reflect.DeepEqual(back, v) {
			t.Fatalf("%s reads as %#v, %v", written, back, err)
		}
	})
}

func codeOf(err error) string {
	for code, is := range codes {
		if errors.Is(err, is) {
			return code
		}
	}
	return ""
}
