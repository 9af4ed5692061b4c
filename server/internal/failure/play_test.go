package failure

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"feltboard/server/internal/fleet"
)

// How much is done: plain counts, unless "make soak" says otherwise.
var (
	soakRow   = flag.String("row", "", "soak this row alone, or all")
	soakCount = flag.Int("count", 0, "how often, in all; 0 is the row's nightly count")
	soakDir   = flag.String("progress", "", "where a soak keeps how far it is")
	seedFlag  = flag.Uint64("seed", 0, "draw what is random from this seed, once")
)

func TestMain(m *testing.M) {
	if how := os.Getenv("FAILURE_UPGRADE"); how != "" {
		upgrade(how)
	}
	flag.Parse()
	if err := flag.Set("test.parallel", "4"); err != nil { // rows mostly wait
		panic(err)
	}
	code := m.Run()
	fleet.Clean()
	os.Exit(code)
}

// row is one row of the catalogue.
type row struct {
	id      string
	part    string // of a row that is several tests
	count   int    // in plain "go test"; 0 is not at all
	nightly int    // in "make soak"
	chunk   int    // at most so many in one run on fresh processes; 0 is any
	alone   bool   // it measures what others beside it would disturb
}

func (r row) name() string { return r.id + r.part }

// run is one run of a row: count cycles drawn from seed.
type run struct {
	*testing.T
	seed    uint64
	rng     *rand.Rand
	count   int
	soaking bool
	figures []figure
}

type figure struct {
	name  string
	value any
}

// play does a row as often as it is asked to.
func play(t *testing.T, what row, do func(*run)) {
	switch {
	case *soakRow == "":
		if what.count > 0 {
			if !what.alone {
				t.Parallel()
			}
			once(t, what, what.count, false, do)
		}
	case *soakRow == "all" || *soakRow == what.id:
		soak(t, what, do)
	}
}

// soak goes on with a row until it has been done often enough, and keeps how far it is after each run.
func soak(t *testing.T, what row, do func(*run)) {
	want := what.nightly
	if *soakCount > 0 {
		want = *soakCount
	}
	file := filepath.Join(*soakDir, what.name())
	done := progress(t, file)
	for done < want && !t.Failed() {
		n := want - done
		if what.chunk > 0 {
			n = min(n, what.chunk)
		}
		t.Run(fmt.Sprint(done+n), func(t *testing.T) {
			line := once(t, what, n, true, do)
			if !t.Failed() {
				keep(t, file, fmt.Sprintf("%d %s", n, line))
			}
		})
		done += n
	}
	if !t.Failed() {
		fmt.Printf("%s: %d of %d done\n", what.name(), done, want)
	}
}

// progress adds up the counts at the beginnings of a file's lines.
func progress(t *testing.T, file string) (done int) {
	b, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(strings.NewReader(string(b))); lines.Scan(); {
		n, _, _ := strings.Cut(lines.Text(), " ")
		count, err := strconv.Atoi(n)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		done += count
	}
	return done
}

func keep(t *testing.T, file, line string) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintln(f, line); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// once does one run and prints its line.
func once(t *testing.T, what row, count int, soaking bool, do func(*run)) (line string) {
	r := &run{T: t, seed: uint64(time.Now().UnixNano()), count: count, soaking: soaking}
	if *seedFlag != 0 {
		r.seed = *seedFlag
	}
	r.rng = rand.New(rand.NewPCG(r.seed, 0))
	began := time.Now()
	defer func() { // also when it has failed, with what is known
		var b strings.Builder
		fmt.Fprintf(&b, "%s: seed %d, count %d, %v", what.name(), r.seed, count, time.Since(began).Round(100*time.Millisecond))
		for _, f := range r.figures {
			fmt.Fprintf(&b, "; %s %v", f.name, f.value)
		}
		line = b.String()
		t.Log(line)
		if soaking {
			fmt.Println(line)
		}
	}()
	do(r)
	return ""
}

// say gives the run's line a figure.
func (r *run) say(name string, value any) {
	if d, ok := value.(time.Duration); ok {
		value = d.Round(time.Millisecond)
	}
	i := slices.IndexFunc(r.figures, func(f figure) bool { return f.name == name })
	if i < 0 {
		r.figures = append(r.figures, figure{name, value})
		return
	}
	r.figures[i].value = value
}

// worst keeps the greatest of a figure, and returns it.
func (r *run) worst(name string, d time.Duration) time.Duration {
	i := slices.IndexFunc(r.figures, func(f figure) bool { return f.name == name })
	if i >= 0 {
		d = max(d, r.figures[i].value.(time.Duration))
	}
	r.say(name, d)
	return d
}

// within fails the run unless a duration is at most a limit, and keeps the worst. A soak has the machine for itself; beside
// other tests everything may take four times as long: figures come from soaks, and a plain run finds what got stuck.
func (r *run) within(name string, d, limit time.Duration) {
	r.Helper()
	r.worst(name, d)
	if !r.soaking {
		limit *= 4
	}
	if d > limit {
		r.Errorf("%s: %v, want at most %v", name, d, limit)
	}
}

// must ends the run with an error.
func (r *run) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// patience is how long a test waits for something that is to happen, on a machine that does other things too.
const patience = 60 * time.Second

// wait waits for something that happens outside this process, and returns how long it took.
func (r *run) wait(what string, holds func() bool) time.Duration {
	r.Helper()
	began := time.Now()
	late := time.After(patience)
	for !holds() {
		select {
		case <-time.After(5 * time.Millisecond):
		case <-late:
			r.Fatalf("waited in vain until %s", what)
		}
	}
	return time.Since(began)
}

// pass lets time pass while others do things.
func pass(d time.Duration) { <-time.After(d) }
