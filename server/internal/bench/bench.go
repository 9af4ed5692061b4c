package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Options of Run. The zero value of Only is all workloads, that of Program the program that runs, that of Format text;
// everything else must be set.
type Options struct {
	Only     []string      // workloads, by their letters
	Clients  []int         // participants of workload A, one measurement each; 2 to 500
	Duration time.Duration // of each measurement, warming up apart; 1 s to 60 s
	Runs     int           // rounds; 1 to 9
	Format   Format
	Program  string    // feltboard
	Progress io.Writer // gets a line for each measurement
}

// Format is how a report is written.
type Format int

// The formats: tables for a terminal, JSON for scripts, Markdown for the README.
const (
	Text Format = iota
	JSON
	Markdown
)

func (o Options) check() error {
	var wrong []string
	refuse := func(bad bool, text string) {
		if bad {
			wrong = append(wrong, text)
		}
	}
	for _, name := range o.Only {
		refuse(len(name) != 1 || !strings.Contains(letters, name), "only must name workloads of "+letters)
	}
	refuse(len(o.Clients) == 0, "clients must name at least one number")
	for _, n := range o.Clients {
		refuse(n < 2 || n > 500, "clients must be numbers from 2 to 500")
	}
	refuse(o.Duration < time.Second || o.Duration > time.Minute, "seconds must be 1 to 60")
	refuse(o.Runs < 1 || o.Runs > 9, "runs must be 1 to 9")
	if wrong != nil {
		return errors.New("bench: " + strings.Join(wrong, "; "))
	}
	return nil
}

type bench struct {
	Options
	sizes
	cores  *cores
	warmUp time.Duration // before each measurement
	beats  time.Duration // how long idle connections are watched, where they have heartbeats
}

// Run measures and writes a report to out. Goals that are missed are in the report; an error says that something could
// not be measured. Where there are two cores and taskset, the calling process is left pinned to the first core; its limit
// of open files is left raised.
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
	b := &bench{Options: o, sizes: whole, warmUp: 500 * time.Millisecond, beats: 2 * beatEvery}
	b.cores = share()
	if b.cores.apart {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	}
	workloads := b.workloads()
	leftOut, err := b.possible(ctx, &workloads)
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	files, err := raiseFiles(workloads)
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	r, err := b.rounds(ctx, workloads)
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	r.Conditions = append(append(r.Conditions, files), leftOut...)
	switch o.Format {
	case JSON:
		return r.writeJSON(out)
	case Markdown:
		return r.writeMarkdown(out)
	}
	return r.writeText(out)
}

// possible takes away what cannot be measured here, unless it was asked for, and says so.
func (b *bench) possible(ctx context.Context, workloads *[]workload) (leftOut []string, err error) {
	i := slices.IndexFunc(*workloads, func(w workload) bool { return w.name == "X" })
	if i < 0 {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "feltboard-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	k, err := b.startBacking(ctx, 2, dir)
	switch {
	case err == nil:
		k.stop()
		return nil, nil
	case b.Only != nil || ctx.Err() != nil:
		return nil, err
	}
	*workloads = slices.Delete(*workloads, i, i+1)
	return []string{fmt.Sprintf("X was left out: %v.", err)}, nil
}

// rounds measures every workload with every server, as often as there are rounds.
func (b *bench) rounds(ctx context.Context, workloads []workload) (*report, error) {
	r, err := b.newReport()
	if err != nil {
		return nil, err
	}
	for round := range b.Runs {
		for _, w := range workloads {
			for i := range w.servers {
				name := w.servers[(i+round)%len(w.servers)]
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

// longest bounds one measurement with one server, starting and ending it included.
const longest = 3 * time.Minute

// once measures one workload with a fresh server.
func (b *bench) once(ctx context.Context, w workload, name string) (figures, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, b.Duration+longest, errors.New("it took too long"))
	defer cancel()
	s, err := b.start(ctx, name)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	return w.run(ctx, s)
}
