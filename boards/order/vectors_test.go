package order_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards/order"
	"feltboard/boards/testdata/vectors"
)

// vectorFile is testdata/vectors/order.json. A null result means that the call
// is refused.
type (
	vectorFile struct {
		Valid   []validCase   `json:"valid"`
		Between []betweenCase `json:"between"`
		N       []nCase       `json:"n"`
	}
	validCase struct {
		Key   string `json:"key"`
		Valid bool   `json:"valid"`
	}
	betweenCase struct {
		A   string  `json:"a"`
		B   string  `json:"b"`
		Key *string `json:"key"`
	}
	nCase struct {
		A    string   `json:"a"`
		B    string   `json:"b"`
		N    int      `json:"n"`
		Keys []string `json:"keys"`
	}
)

const (
	smallest = "A00000000000000000000000000"
	greatest = "zzzzzzzzzzzzzzzzzzzzzzzzzzz"
)

var validKeys = []string{
	"a0", "a1", "az", "Zz", "Z0", "b00", "bzz", "Yzz", "Y00", "a0V", "a0z", "a00V", "b00001", greatest,
	greatest + "z", "A00000000000000000000000001", smallest + "1", smallest + "00V", "a0" + strings.Repeat("z", order.MaxLen-2),
}

var invalidKeys = []string{
	"", "a", "0", "00", "b0", "a00", "a0V0", "Y0", smallest, smallest + "0", "z", "a0 ", " a0", "a0-", "a0_", "á0",
	"a0\n", "a0😀", "a\x00", "a0" + strings.Repeat("z", order.MaxLen-1), "A0",
}

func freshVectors() vectorFile {
	var v vectorFile
	for _, k := range slices.Concat(validKeys, invalidKeys) {
		v.Valid = append(v.Valid, validCase{k, order.Valid(k) == nil})
	}
	add := func(a, b string) {
		c := betweenCase{A: a, B: b}
		if k, err := order.Between(a, b); err == nil {
			c.Key = &k
		}
		v.Between = append(v.Between, c)
	}
	add("", "")
	for i, k := range validKeys {
		add(k, "")
		add("", k)
		add(k, validKeys[(i+1)%len(validKeys)])
		add(validKeys[(i+1)%len(validKeys)], k)
		add(k, k)
	}
	for _, k := range invalidKeys[1:] {
		add(k, "")
		add("", k)
	}
	r := rand.New(rand.NewPCG(20261121, 2))
	for range 300 {
		a, b := anyKey(r), anyKey(r)
		add(min(a, b), max(a, b))
	}
	// Deep into one gap.
	a, b := "a0", "a1"
	for i := range 120 {
		add(a, b)
		if k, _ := order.Between(a, b); i/8%2 == 0 {
			b = k
		} else {
			a = k
		}
	}
	// Up to the limit and over it.
	add("a0"+strings.Repeat("z", order.MaxLen-3), "a1")
	add("a0"+strings.Repeat("z", order.MaxLen-2), "a1")
	for range 60 {
		a, b := anyKey(r), anyKey(r)
		if r.IntN(3) == 0 {
			b = ""
		} else if r.IntN(3) == 0 {
			a = ""
		}
		n := r.IntN(10)
		keys, err := order.N(a, b, n)
		if err != nil {
			keys = nil
		}
		v.N = append(v.N, nCase{a, b, n, keys})
	}
	return v
}

func TestVectors(t *testing.T) {
	var v vectorFile
	vectors.Load(t, "order", &v, freshVectors)
	for _, c := range v.Valid {
		if err := order.Valid(c.Key); (err == nil) != c.Valid {
			t.Errorf("Valid(%q) = %v", c.Key, err)
		}
	}
	for _, c := range v.Between {
		got, err := order.Between(c.A, c.B)
		if (err == nil) != (c.Key != nil) || err == nil && got != *c.Key {
			t.Errorf("Between(%q, %q) = %q, %v", c.A, c.B, got, err)
		}
	}
	for _, c := range v.N {
		got, err := order.N(c.A, c.B, c.N)
		if (err == nil) != (c.Keys != nil) || !slices.Equal(got, c.Keys) {
			t.Errorf("N(%q, %q, %d) = %q, %v", c.A, c.B, c.N, got, err)
		}
	}
}
