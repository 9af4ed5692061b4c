package realtime

import (
	"math/bits"
	"sync/atomic"
	"time"
)

// Histogram counts observations by their size, in powers of two: the last bucket takes all that is larger. The zero value is
// ready; reading is safe at any time.
type Histogram struct {
	buckets [25]atomic.Uint64 // buckets[i] holds values up to 2^i; the last one the others
	sum     atomic.Int64
}

// Observe counts a value of 0 or more.
func (h *Histogram) Observe(n int64) {
	i := 0
	if n > 1 {
		i = min(bits.Len64(uint64(n-1)), len(h.buckets)-1)
	}
	h.buckets[i].Add(1)
	h.sum.Add(n)
}

// Took counts the time since start, in microseconds.
func (h *Histogram) Took(start time.Time) { h.Observe(time.Since(start).Microseconds()) }

// Read returns how many values there were, their sum, and how many were not larger than each bound.
func (h *Histogram) Read() (count uint64, sum int64, upTo map[float64]uint64) {
	upTo = map[float64]uint64{}
	for i := range h.buckets {
		count += h.buckets[i].Load()
		if i < len(h.buckets)-1 {
			upTo[float64(int64(1)<<i)] = count
		}
	}
	return count, h.sum.Load(), upTo
}
