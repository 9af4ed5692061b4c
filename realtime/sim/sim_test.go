package sim

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var (
	seedFlag  = flag.Uint64("seed", 0, "replay the simulation with this seed alone")
	seedsFlag = flag.Int("seeds", 0, "how many seeds; 0 is 1,000, or 100 with -short")
	stepsFlag = flag.Int("steps", 150, "steps of one run")
	showFlag  = flag.Bool("show", false, "print every frame")
)

func seeds() (first, n uint64) {
	switch {
	case *seedFlag != 0:
		return *seedFlag, 1
	case *seedsFlag > 0:
		return 1, uint64(*seedsFlag)
	case testing.Short():
		return 1, 100
	}
	return 1, 1000
}

// soak is how long to go on with new seeds (make soak); 0 is not at all.
func soak(t *testing.T) time.Duration {
	s := os.Getenv("FELTBOARD_SOAK")
	if s == "" {
		return 0
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		t.Fatalf("FELTBOARD_SOAK: %v", err)
	}
	return d
}

func TestMain(m *testing.M) {
	flag.Parse()
	debug.SetGCPercent(400) // worlds are small and short-lived
	os.Exit(m.Run())
}

// TestSimKeepsTheInvariants: whatever the network, the bus, the disk and the clock do, I-2 … I-7 hold.
func TestSimKeepsTheInvariants(t *testing.T) {
	first, n := seeds()
	until := time.Now().Add(soak(t))
	if time.Now().Before(until) {
		first = uint64(time.Now().UnixNano())
	}
	var next atomic.Uint64
	next.Store(first)
	var total Tally
	var mu sync.Mutex
	t.Run("seeds", func(t *testing.T) {
		for worker := range min(2, n) {
			t.Run(fmt.Sprint(worker), func(t *testing.T) {
				t.Parallel()
				var tally Tally
				for !t.Failed() {
					seed := next.Add(1) - 1
					if seed >= first+n && !time.Now().Before(until) {
						break
					}
					if err := Run(t, Plan{Seed: seed, Steps: *stepsFlag}, &tally); err != nil {
						t.Errorf("seed %d: %v\nreplay: go test ./realtime/sim -run Keeps -show -seed=%d", seed, err, seed)
					}
				}
				mu.Lock()
				defer mu.Unlock()
				total.add(tally)
			})
		}
	})
	t.Logf("%d seeds from %d on: %+v", next.Load()-first-min(2, n), first, total)
	if *seedFlag != 0 || t.Failed() {
		return
	}
	if 2*total.Texts < total.Asked {
		t.Errorf("only %d of %d edits are text", total.Texts, total.Asked)
	}
	for what, count := range map[string]int{"commits": total.Commits, "text edits": total.Texts, "refusals": total.Refused, "resumes": total.Resumes, "snapshots": total.Snapshots,
		"crashes": total.Crashes, "failed appends": total.Failed, "lost replies": total.Unknown, "duplicates": total.Duplicates, "lost frames": total.Dropped, "hidden notes": total.Hidden, "presence": total.Moves, "posts": total.Posts, "lost posts": total.LostPosts, "streams": total.Streams, "polls": total.Polls,
		"connections given up": total.Ghosts, "restarts": total.Restarts, "nodes cut off from the journal": total.Cutoffs, "nodes cut off from the bus": total.Partitions,
		"lost hints": total.Lost, "doubled hints": total.Doubled, "swapped hints": total.Swapped, "entries taken from the bus": total.Followed, "gaps": total.Gaps} {
		if count == 0 {
			t.Errorf("the simulation never saw any %s", what)
		}
	}
}

// TestSimFound: seeds that once failed, of long runs: somebody is refused more than 64 times in a row (B-12).
func TestSimFound(t *testing.T) {
	for _, p := range []Plan{{Seed: 142, Steps: 1500}, {Seed: 9, Steps: 3000}} {
		if err := Run(t, p, &Tally{}); err != nil {
			t.Errorf("%v\nreplay: go test ./realtime/sim -run Keeps -show -seed=%d -steps=%d", err, p.Seed, p.Steps)
		}
	}
}

// TestSimCatchesMutants: a simulation that has never failed proves little. Each deliberate fault must be caught, by the
// invariant it breaks.
func TestSimCatchesMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("without the race detector only: it is about what the oracle sees")
	}
	for _, m := range Mutants {
		t.Run(m.Name, func(t *testing.T) {
			for seed := uint64(1); seed <= 500; seed++ {
				var tally Tally
				err := Run(t, Plan{Seed: seed, Steps: *stepsFlag, Mutant: &m}, &tally)
				if broken, ok := err.(*Broken); ok && broken.Invariant == m.Breaks {
					t.Logf("caught with seed %d: %.200s", seed, err)
					return
				}
			}
			t.Errorf("no run of 500 noticed, as a breach of %s, that %s", m.Breaks, m.Name)
		})
	}
}
