package bench

import (
	"math"
	"slices"
	"testing"
	"time"
)

func TestMedianLeavesItsArgumentAlone(t *testing.T) {
	values := []float64{9, 1, 5}
	if got := median(values); got != 5 || values[0] != 9 {
		t.Errorf("median = %v of %v", got, values)
	}
	if got := median([]float64{4, 1, 3, 2}); got != 2.5 {
		t.Errorf("median of four = %v, want 2.5", got)
	}
	if got := median(nil); !math.IsNaN(got) {
		t.Errorf("median of none = %v, want NaN", got)
	}
}

// A percentile is the nearest rank, as exact as the histogram's steps: a microsecond or 1/128.
func TestPercentiles(t *testing.T) {
	for _, c := range []struct {
		p    float64
		want time.Duration
	}{{1, 10 * time.Microsecond}, {50, 500 * time.Microsecond}, {95, 950 * time.Microsecond}, {99, 990 * time.Microsecond}, {100, time.Millisecond}} {
		var h histogram
		for i := 1000; i > 0; i-- {
			h.add(time.Duration(i) * time.Microsecond)
		}
		if got := h.percentile(c.p); got < c.want-c.want/128-time.Microsecond || got > c.want+c.want/128+time.Microsecond {
			t.Errorf("percentile %v = %v, want %v", c.p, got, c.want)
		}
	}
	var none histogram
	if none.percentile(50) != 0 {
		t.Error("of nothing there is a percentile")
	}
}

func TestHistogramStepsAreFineAndInOrder(t *testing.T) {
	last := -1
	for us := int64(0); us < 1<<40; us += 1 + us/64 {
		d := time.Duration(us) * time.Microsecond
		step := stepOf(d)
		if step < last {
			t.Fatalf("%v is in step %d, less in step %d", d, step, last)
		}
		last = step
		if off := middle(step) - d; off.Abs() > max(time.Microsecond, d/128) {
			t.Fatalf("%v counts as %v", d, middle(step))
		}
	}
	if stepOf(-time.Hour) != 0 {
		t.Error("a delay below nothing has a step of its own")
	}
}

func TestHistogramsMergeAndBeginAnew(t *testing.T) {
	var a, b histogram
	a.add(time.Millisecond)
	b.add(time.Second)
	b.add(time.Minute)
	a.merge(&b)
	if a.n != 3 || a.percentile(100) < 59*time.Second || a.percentile(1) > 2*time.Millisecond {
		t.Errorf("merged: %d, %v to %v", a.n, a.percentile(1), a.percentile(100))
	}
	a.reset()
	if a.n != 0 || a.percentile(99) != 0 || b.n != 2 {
		t.Error("it does not begin anew, or takes the other one with it")
	}
}

func TestOfTakesOneFigureOfEach(t *testing.T) {
	if got := of([]int{3, 1}, func(i int) float64 { return float64(2 * i) }); !slices.Equal(got, []float64{6, 2}) {
		t.Errorf("of = %v", got)
	}
}
