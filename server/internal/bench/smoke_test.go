package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// small is the bench in small.
var small = sizes{
	saturated: 3, fastest: 2000, idleBoards: 2, idlePeople: 2, notes: 150, inRow: 2, atOnce: 3, manyBoards: 3, onEach: 3,
	durable: 3, pointers: 3, movesEachSecond: 20, guests: 7, standing: 20, hidden: 30, actsEachSecond: 200,
	suggested: []int{50},
}

// positive are the figures that something must have been measured for.
var positive = map[string][]string{
	"A": {"p50_ms", "p95_ms", "p99_ms", "cpu_us", "per_cpu_s", "bytes", "rss_mb"},
	"B": {"edits_s", "per_s", "per_cpu_s", "over_per_s", "server_cores", "idle_mb", "rss_times"},
	"C": {"rss_mb", "enter_s"}, // four connections may take less than what is given back meanwhile
	"D": {"join_ms", "cpu_ms", "bytes", "storm_ms", "newcomer_ms", "rss_mb"},
	"E": {"p99_ms", "cpu_us", "per_cpu_s"},
	"F": {"p50_ms", "cpu_us", "fsync_ms"},
	"H": {"p50_ms", "cpu_us", "frames_s", "bytes"},
	"S": {"p99_ms", "reveal_ms", "reveal_kb", "cpu_us"},
	"T": {forNotes(50)},
	"X": {"far_p50_ms", "cpu_us", "store_us"},
}

// Every workload in small, with all servers as processes of their own: every figure is there, and the report has a line
// for each and a verdict for each goal.
func TestABenchInSmall(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	b := &bench{
		Options: Options{Clients: []int{10}, Duration: 400 * time.Millisecond, Runs: 1, Program: program(ctx, t), Progress: t.Output()},
		sizes:   small, cores: &cores{}, warmUp: 50 * time.Millisecond, beats: 150 * time.Millisecond,
	}
	workloads := b.workloads()
	for i, w := range workloads {
		if w.name != "B" { // one of them is enough to see that it runs
			workloads[i].servers = slices.DeleteFunc(slices.Clone(w.servers), func(name string) bool { return name == rawBatched })
		}
	}
	r, err := b.rounds(ctx, workloads)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range workloads {
		for _, name := range w.servers {
			l := r.line(w.title, name)
			if l == nil {
				t.Errorf("%s, %s: no line", w.title, name)
				continue
			}
			for _, figure := range positive[w.name] {
				if l.Figures[figure] <= 0 {
					t.Errorf("%s, %s: %s is %v", w.title, name, figure, l.Figures[figure])
				}
			}
			if l.Figures["lost"]+l.Figures["cut"] > 0 {
				t.Errorf("%s, %s: %v", w.title, name, l.Figures)
			}
		}
	}
	var text, data bytes.Buffer
	if err := r.writeText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"A, fan-out: 10 people, 20 edits/s", raw, rawBatched, feltboard, inMemory, twoNodes, "≤ 2.00 × raw + 1.00", "changes_per_board"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the report does not say %q:\n%s", want, text.String())
		}
	}
	if err := r.writeJSON(&data); err != nil {
		t.Fatal(err)
	}
	var back report
	if err := json.Unmarshal(data.Bytes(), &back); err != nil || len(back.Lines) != len(r.Lines) || len(back.Goals) != len(r.Goals) {
		t.Errorf("the report does not read back: %v", err)
	}
}

func program(ctx context.Context, t *testing.T) string {
	name := filepath.Join(t.TempDir(), "feltboard")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", name, "feltboard/server").CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	return name
}

func TestWorkloadsAreThoseAskedFor(t *testing.T) {
	b := &bench{Options: Options{Clients: []int{10, 500}}, sizes: whole}
	var names []string
	for _, w := range b.workloads() {
		names = append(names, w.name)
	}
	if got := strings.Join(slices.Compact(names), ""); got != letters {
		t.Errorf("all workloads are %s, want %s", got, letters)
	}
	b.Only = []string{"C", "A"}
	if all := b.workloads(); len(all) != 3 || all[0].people != 10 || all[1].people != 500 || all[2].name != "C" {
		t.Errorf("A and C are %v", all)
	}
}

// What a server says before it ends is in the error, and the bench does not wait for it.
func TestAServerThatDoesNotStartIsNamed(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	_, err = start(t.Context(), &cores{}, nil, setupLink, program, "-test.run=(")
	if err == nil || !strings.Contains(err.Error(), "invalid regexp") {
		t.Errorf("start says: %v", err)
	}
}
