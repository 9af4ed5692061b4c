package bench

import (
	"math"
	"math/bits"
	"time"
)

// histogram counts durations in steps of a microsecond, or of 1/128 of themselves where that is more. The zero value is
// ready.
type histogram struct {
	counts []uint32
	n      int64
}

const fine = 7 // binary digits of a step's position

func (h *histogram) add(d time.Duration) {
	i := stepOf(d)
	for i >= len(h.counts) {
		h.counts = append(h.counts, make([]uint32, max(1024, i+1-len(h.counts)))...)
	}
	h.counts[i]++
	h.n++
}

func (h *histogram) merge(o *histogram) {
	if len(o.counts) > len(h.counts) {
		h.counts = append(h.counts, make([]uint32, len(o.counts)-len(h.counts))...)
	}
	for i, n := range o.counts {
		h.counts[i] += n
	}
	h.n += o.n
}

func (h *histogram) reset() {
	clear(h.counts)
	h.n = 0
}

// percentile returns the middle of the step that holds the least duration which at least p percent do not exceed (nearest
// rank), or 0 of none. p is above 0 and at most 100.
func (h *histogram) percentile(p float64) time.Duration {
	rank := max(1, int64(math.Ceil(p/100*float64(h.n))))
	for i, n := range h.counts {
		if rank -= int64(n); rank <= 0 {
			return middle(i)
		}
	}
	return 0
}

func stepOf(d time.Duration) int {
	u := uint64(max(0, d.Microseconds()))
	if u < 1<<fine {
		return int(u)
	}
	shift := bits.Len64(u) - 1 - fine
	return (shift+1)<<fine + int(u>>shift) - 1<<fine
}

func middle(step int) time.Duration {
	if step < 1<<fine {
		return time.Duration(step)*time.Microsecond + time.Microsecond/2
	}
	shift := step>>fine - 1
	low := (uint64(step&(1<<fine-1)) + 1<<fine) << shift
	return time.Duration(low)*time.Microsecond + time.Duration(1<<shift)*time.Microsecond/2
}
