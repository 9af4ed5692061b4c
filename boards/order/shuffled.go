package order

import (
	"math/bits"
	"math/rand/v2"
)

// Shuffled returns the keys N("", "", n) in a random order: given to records
// one by one, they sort into a permutation that tells nothing about the order
// the records were given in. The same seed gives the same permutation under
// every Go version; it must be random and secret where the old order is.
func Shuffled(n int, seed [32]byte) []string {
	keys := make([]string, max(n, 0))
	spread(keys, "", "")
	random := rand.NewChaCha8(seed)
	for i := len(keys) - 1; i > 0; i-- {
		j := below(random, uint64(i+1))
		keys[i], keys[j] = keys[j], keys[i]
	}
	return keys
}

// below draws evenly from [0, n): rand.Rand does too, but does not promise to
// draw alike in later versions.
func below(random *rand.ChaCha8, n uint64) uint64 {
	for {
		high, low := bits.Mul64(random.Uint64(), n)
		if low >= -n%n {
			return high
		}
	}
}
