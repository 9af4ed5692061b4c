package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"
)

// Options of Run. The zero value of each is refused, but for Program.
type Options struct {
	Clients  []int         // participants of workload A, one measurement each; 2 to 500
	Rate     int           // edits a second of workload A, in all; 1 to 1000
	Duration time.Duration // of each measurement of A and B, warming up apart; 1 s to 60 s
	Runs     int           // rounds; 1 to 9
	JSON     bool          // the report as JSON, not as tables
	Program  string        // feltboard; "" is the program that runs
	Progress io.Writer     // gets a line for each measurement
}

func (o Options) check() error {
	var wrong []string
	refuse := func(bad bool, text string) {
		if bad {
			wrong = append(wrong, text)
		}
	}
	refuse(len(o.Clients) == 0, "clients must name at least one number")
	for _, n := range o.Clients {
		refuse(n < 2 || n > 500, "clients must be numbers from 2 to 500")
	}
	refuse(o.Rate < 1 || o.Rate > 1000, "rate must be 1 to 1000 edits a second")
	refuse(o.Duration < time.Second || o.Duration > time.Minute, "seconds must be 1 to 60")
	refuse(o.Runs < 1 || o.Runs > 9, "runs must be 1 to 9")
	if wrong != nil {
		return errors.New("bench: " + strings.Join(wrong, "; "))
	}
	return nil
}

// saturated is how many participants workload B has.
const saturated = 50

type bench struct {
	Options
	cores  *cores
	warmUp time.Duration // before each measurement of A and B
}

// Run measures and writes a report to out. Goals that are missed are in the report; an error says that something could
// not be measured. Where there are two cores and taskset, the calling process is left pinned to the first core.
func Run(ctx context.Context, o Options, out io.Writer) error {
	if err := o.check(); err != nil {
		return err
	}
	if o.Program == "" {
		self, err := os.Executable()
		if err != nil {
			return fmt.Errorf("find the program to start: %w", err)
		}
		o.Program = self
	}
	b := &bench{Options: o, cores: share(), warmUp: time.Second}
	if b.cores.apart {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	}
	r, err := b.rounds(ctx, b.workloads())
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	if o.JSON {
		return r.writeJSON(out)
	}
	return r.writeText(out)
}

// rounds measures every workload with every server, as often as there are rounds.
func (b *bench) rounds(ctx context.Context, workloads []workload) (*report, error) {
	fsync, err := fsyncTime()
	if err != nil {
		return nil, err
	}
	r := newReport(b.Options, b.cores.apart, fsync)
	for round := range b.Runs {
		for _, w := range workloads {
			for i := range contenders {
				name := contenders[(i+round)%len(contenders)]
				fmt.Fprintf(b.Progress, "round %d of %d: %s, %s\n", round+1, b.Runs, w.title, name)
				f, err := b.once(ctx, w, name)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", w.title, err)
				}
				r.add(w, name, f)
			}
		}
	}
	r.judge()
	return r, nil
}

// workload is one thing to measure.
type workload struct {
	name    string // "A", "B" or "D", as in the goals
	clients int    // 0 where that says nothing
	title   string
	run     func(context.Context, *server, int) (figures, error)
}

func (b *bench) workloads() (all []workload) {
	for _, n := range b.Clients {
		all = append(all, workload{"A", n, fmt.Sprintf("A, %d participants, %d edits/s", n, b.Rate), b.fanOut})
	}
	return append(all,
		workload{"B", saturated, fmt.Sprintf("B, %d participants, %d writers with %d edits in flight", saturated, writers, inFlight), b.saturate},
		workload{"D", 0, fmt.Sprintf("D, joining a board of %d notes", joinNotes), b.coldJoin})
}

// once measures one workload with a fresh server.
func (b *bench) once(ctx context.Context, w workload, name string) (figures, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, b.Duration+slack, errors.New("it took too long"))
	defer cancel()
	s, err := b.start(ctx, name)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	return w.run(ctx, s, w.clients)
}
