package order_test

import (
	"errors"
	"flag"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards/order"
)

var seedFlag = flag.Uint64("seed", 0, "repeat the property tests with this seed; 0 draws one")

func random(t *testing.T) *rand.Rand {
	seed := *seedFlag
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("repeat with -seed=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

func between(t *testing.T, a, b string) string {
	t.Helper()
	k, err := order.Between(a, b)
	if err != nil {
		t.Fatalf("Between(%q, %q): %v", a, b, err)
	}
	if err := order.Valid(k); err != nil || k <= a || b != "" && k >= b {
		t.Fatalf("Between(%q, %q) = %q: not between, or %v", a, b, k, err)
	}
	return k
}

// Inserting anywhere in a growing list keeps it sorted; every list ends up with
// spots that have been halved again and again.
func TestBetweenIsStrictlyBetween(t *testing.T) {
	r := random(t)
	for range 100 {
		keys := []string{""}
		spot := 0
		for range 100 {
			if r.IntN(3) > 0 { // otherwise stay near the last insert
				spot = r.IntN(len(keys))
			}
			next := ""
			if spot+1 < len(keys) {
				next = keys[spot+1]
			}
			keys = slices.Insert(keys, spot+1, between(t, keys[spot], next))
			spot += r.IntN(2)
		}
		if !slices.IsSorted(keys) {
			t.Fatalf("not sorted: %q", keys)
		}
	}
}

// anyKey draws any valid key, not only those that Between makes.
func anyKey(r *rand.Rand) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	for {
		head := []byte("YZabYZabYZabABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")[r.IntN(64)]
		n := int(head-'a') + 1
		if head < 'a' {
			n = int('Z'-head) + 1
		}
		k := []byte{head}
		for range n + r.IntN(4) {
			// Mostly the digits at the ends, where carries happen.
			d := []int{0, 0, 1, 30, 60, 61, 61}[r.IntN(7)]
			k = append(k, digits[d])
		}
		if order.Valid(string(k)) == nil {
			return string(k)
		}
	}
}

func TestThereIsRoomBesideEveryKey(t *testing.T) {
	r := random(t)
	for range 10_000 {
		a, b := anyKey(r), anyKey(r)
		between(t, "", a)
		between(t, a, "")
		if a > b {
			a, b = b, a
		}
		if a != b {
			between(t, a, b)
		}
	}
}

func TestNSpreadsInOrder(t *testing.T) {
	r := random(t)
	for range 1_000 {
		ends := []string{anyKey(r), anyKey(r)}
		slices.Sort(ends)
		a, b := ends[0], ends[1]
		if a == b || r.IntN(4) == 0 {
			a = ""
		} else if r.IntN(4) == 0 {
			b = ""
		}
		n := r.IntN(20)
		keys, err := order.N(a, b, n)
		if err != nil || len(keys) != n {
			t.Fatalf("N(%q, %q, %d) = %q, %v", a, b, n, keys, err)
		}
		last := a
		for _, k := range keys {
			if order.Valid(k) != nil || k <= last || b != "" && k >= b {
				t.Fatalf("N(%q, %q, %d) = %q: %q is out of place", a, b, n, keys, k)
			}
			last = k
		}
	}
}

func TestNBetweenStaysShort(t *testing.T) {
	keys, err := order.N("a0", "a1", 2_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		if len(k) > 5 { // 2,000 halvings of one gap are 11 deep, 6 to a digit
			t.Errorf("%q is %d long", k, len(k))
		}
	}
}

func TestAppendsStayShort(t *testing.T) {
	first, last := "", ""
	for range 10_000 {
		first, last = between(t, "", first), between(t, last, "")
	}
	if len(first) > 4 || len(last) > 4 {
		t.Errorf("after 10,000 inserts at the ends: %q, %q", first, last)
	}
}

// The figures of the package comment: how many inserts one spot takes at worst
// until keys should be dealt anew, and until the spot is full.
func TestWorstCaseAtOneSpot(t *testing.T) {
	for name, before := range map[string]func(i int) bool{
		"after the last":  func(int) bool { return false },
		"before the last": func(int) bool { return true },
		"by turns":        func(i int) bool { return i%2 == 0 },
	} {
		a, b := "a0", "a1"
		inserts, short := 0, 0
		for ; inserts < 1_000; inserts++ {
			k, err := order.Between(a, b)
			if errors.Is(err, order.ErrFull) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(k) < order.RespreadLen {
				short = inserts + 1
			}
			if before(inserts) {
				b = k
			} else {
				a = k
			}
		}
		if short < 300 || inserts < 600 {
			t.Errorf("%s: %d inserts below length %d, %d up to %d", name, short, order.RespreadLen, inserts, order.MaxLen)
		}
	}
}

func TestRespreadGivesShortKeys(t *testing.T) {
	keys, err := order.N("", "", 1_000)
	if err != nil || len(keys[999]) > 3 {
		t.Errorf("the last of 1,000 keys is %q, %v", keys[999], err)
	}
}

func TestValid(t *testing.T) {
	for _, k := range validKeys {
		if err := order.Valid(k); err != nil {
			t.Error(err)
		}
	}
	for _, k := range invalidKeys {
		if err := order.Valid(k); !errors.Is(err, order.ErrKey) {
			t.Errorf("Valid(%q) = %v", k, err)
		}
		if k == "" {
			continue
		}
		if _, err := order.Between(k, ""); !errors.Is(err, order.ErrKey) {
			t.Errorf("Between(%q, ``): %v", k, err)
		}
		if _, err := order.N("", k, 1); !errors.Is(err, order.ErrKey) {
			t.Errorf("N(``, %q): %v", k, err)
		}
	}
}

func TestBetweenWantsAscendingKeys(t *testing.T) {
	for _, ends := range [][2]string{{"a0", "a0"}, {"a1", "a0"}, {"a0V", "a0"}, {"a0", "Zz"}} {
		if k, err := order.Between(ends[0], ends[1]); !errors.Is(err, order.ErrOrder) {
			t.Errorf("Between(%q, %q) = %q, %v", ends[0], ends[1], k, err)
		}
	}
}

func TestShuffledIsAPermutation(t *testing.T) {
	want, _ := order.N("", "", 500)
	got := order.Shuffled(500, [32]byte{1})
	if slices.IsSorted(got) {
		t.Error("not shuffled")
	}
	if again := order.Shuffled(500, [32]byte{1}); !slices.Equal(got, again) {
		t.Error("the same seed gives another order")
	}
	if other := order.Shuffled(500, [32]byte{2}); slices.Equal(got, other) {
		t.Error("another seed gives the same order")
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Error("the keys are not those of N")
	}
	if len(order.Shuffled(0, [32]byte{})) != 0 {
		t.Error("none gives some")
	}
}

// Which of the first records comes first must tell nothing: each of the 24
// orders of four is about equally frequent over seeds.
func TestShuffledIsEven(t *testing.T) {
	counts := map[string]int{}
	for seed := range 24_000 {
		counts[strings.Join(order.Shuffled(4, [32]byte{byte(seed), byte(seed >> 8), 7}), "")]++
	}
	for permutation, n := range counts {
		if n < 800 || n > 1_200 { // 1,000 ± 6 standard deviations
			t.Errorf("%s occurs %d times in 24,000", permutation, n)
		}
	}
	if len(counts) != 24 {
		t.Errorf("%d orders of four, want 24", len(counts))
	}
}

func TestShuffledIsTheSameUnderEveryVersion(t *testing.T) {
	want := []string{"a3", "a4", "a2", "a5", "a1", "a0"}
	if got := order.Shuffled(6, [32]byte{1}); !slices.Equal(got, want) {
		t.Errorf("Shuffled(6, {1}) = %q, want %q", got, want)
	}
}

// Whatever strings come, Between refuses with a named error or fits.
func FuzzBetween(f *testing.F) {
	for _, a := range slices.Concat(validKeys, invalidKeys) {
		f.Add(a, "a1")
		f.Add("", a)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		k, err := order.Between(a, b)
		switch {
		case err == nil:
			if order.Valid(k) != nil || k <= a || b != "" && k >= b {
				t.Fatalf("Between(%q, %q) = %q", a, b, k)
			}
		case errors.Is(err, order.ErrKey):
			if (a == "" || order.Valid(a) == nil) && (b == "" || order.Valid(b) == nil) {
				t.Fatalf("Between(%q, %q): %v", a, b, err)
			}
		case errors.Is(err, order.ErrOrder):
			if a < b {
				t.Fatalf("Between(%q, %q): %v", a, b, err)
			}
		case errors.Is(err, order.ErrFull):
			if max(len(a), len(b)) < order.MaxLen-1 {
				t.Fatalf("Between(%q, %q): %v", a, b, err)
			}
		default:
			t.Fatalf("Between(%q, %q): %v has no name", a, b, err)
		}
	})
}
