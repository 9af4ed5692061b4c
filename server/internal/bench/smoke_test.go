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

// The whole bench in small, with all servers as processes of their own: every figure is there, the report has a line for
// each and a verdict for each goal, and no process is left.
func TestABenchInSmall(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	program := filepath.Join(t.TempDir(), "feltboard")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "feltboard/server").CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	b := &bench{
		Options: Options{Rate: 50, Duration: 300 * time.Millisecond, Runs: 1, Program: program, Progress: t.Output()},
		cores:   &cores{}, warmUp: 100 * time.Millisecond,
	}
	r, err := b.rounds(ctx, []workload{
		{"A", 10, "A in small", b.fanOut},
		{"B", 3, "B in small", b.saturate},
		{"D", 0, "D in small", b.coldJoin},
	})
	if err != nil {
		t.Fatal(err)
	}
	positive := map[string][]string{
		"A": {"p50_ms", "p99_ms", "cpu_us"}, "B": {"per_cpu_s", "per_s", "server_cores", "generator_cores"}, "D": {"join_ms", "cpu_ms", "bytes"},
	}
	if len(r.Lines) != 9 {
		t.Fatalf("%d lines, want 9", len(r.Lines))
	}
	for _, l := range r.Lines {
		for _, name := range positive[l.Workload] {
			if l.Figures[name] <= 0 {
				t.Errorf("%s, %s: %s is %v", l.title, l.Server, name, l.Figures[name])
			}
		}
		if l.Workload == "D" && l.Figures["bytes"] < joinNotes*100 {
			t.Errorf("%s: a join takes %v bytes, so the notes are not there", l.Server, l.Figures["bytes"])
		}
	}
	if len(r.Goals) != 6 { // two of A, none of B with three, four of D
		t.Errorf("%d goals, want 6", len(r.Goals))
	}

	var text, data bytes.Buffer
	if err := r.writeText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"A in small", "raw-prepared", "raw-batch", "feltboard", "≤ 2.00× raw-prepared", "changes_per_board"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the report does not say %q:\n%s", want, text.String())
		}
	}
	if err := r.writeJSON(&data); err != nil {
		t.Fatal(err)
	}
	var back report
	if err := json.Unmarshal(data.Bytes(), &back); err != nil || len(back.Lines) != 9 || !slices.Equal(back.Goals, r.Goals) {
		t.Errorf("the report does not read back: %v", err)
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
