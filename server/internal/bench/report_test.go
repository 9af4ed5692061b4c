package bench

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"
)

// reportOf makes a report of rounds: figures by server.
func reportOf(w workload, rounds ...map[string]figures) *report {
	r := &report{Rounds: len(rounds)}
	for _, round := range rounds {
		for _, name := range []string{raw, rawBatched, inMemory, oneNode, feltboard, twoNodes} {
			if f := round[name]; f != nil {
				r.add(w, name, f)
			}
		}
	}
	r.judge()
	return r
}

func TestRatiosAndGoalsAreThoseOfTheSameRound(t *testing.T) {
	round := func(raw0, felt float64) map[string]figures {
		return map[string]figures{raw: {"cpu_us": raw0, "p99_ms": 1}, rawBatched: {"cpu_us": raw0 / 2}, feltboard: {"cpu_us": felt, "p99_ms": 2.9}}
	}
	r := reportOf(workload{name: "A", people: 50, title: "A"}, round(10, 15), round(100, 120), round(20, 40))
	l := r.line("A", feltboard)
	if l.Figures["cpu_us"] != 40 || l.Ratios[raw]["cpu_us"] != 1.5 || l.Ratios[rawBatched]["cpu_us"] != 3 {
		t.Errorf("figures %v, ratios %v", l.Figures, l.Ratios)
	}
	if len(r.Goals) != 2 {
		t.Fatalf("goals %+v", r.Goals)
	}
	for _, v := range r.Goals {
		if !v.Met {
			t.Errorf("%+v is missed", v)
		}
	}
	if v := r.Goals[0]; v.Goal != "≤ 2.00 × raw + 1.00" || v.Limit != 3 || math.Abs(v.Off+0.1/3) > 1e-9 {
		t.Errorf("goal %+v", v)
	}
}

func TestHowFarAGoalIsMissed(t *testing.T) {
	for _, c := range []struct {
		workload, figure string
		round            map[string]figures
		met              bool
		outcome          string
	}{
		{"B", "per_cpu_s", map[string]figures{raw: {"per_cpu_s": 100}, rawBatched: {"per_cpu_s": 600}, feltboard: {"per_cpu_s": 300}}, false, "missed by 25 %"},
		{"B", "lost", map[string]figures{feltboard: {"lost": 7}}, false, "missed by 7.00"},
		{"B", "lost", map[string]figures{feltboard: {"lost": 0}}, true, "met"},
		{"C", "rss_kb", map[string]figures{feltboard: {"rss_kb": 30}}, false, "missed by 50 %"},
		{"C", "idle_cores", map[string]figures{feltboard: {"idle_cores": 0.03}}, true, "met"},
		{"F", "p50_ms", map[string]figures{inMemory: {"p50_ms": 1}, feltboard: {"p50_ms": 1.29, "fsync_ms": 0.2}}, true, "met"},
		{"F", "p50_ms", map[string]figures{inMemory: {"p50_ms": 1}, feltboard: {"p50_ms": 1.43, "fsync_ms": 0.2}}, false, "missed by 10 %"},
		{"X", "far_p50_ms", map[string]figures{oneNode: {"far_p50_ms": 2}, twoNodes: {"far_p50_ms": 2.9}}, true, "met"},
		{"X", "cpu_us", map[string]figures{oneNode: {"cpu_us": 10}, twoNodes: {"cpu_us": 34}}, false, "missed by 100 %"},
		{"H", "frames_s", map[string]figures{feltboard: {"frames_s": 19.99}}, false, "missed by 1 %"},
	} {
		found := false
		for _, v := range reportOf(workload{name: c.workload, title: c.workload}, c.round).Goals {
			if v.Figure != c.figure || found {
				continue
			}
			found = true
			if v.Met != c.met || v.outcome() != c.outcome {
				t.Errorf("%s %s: %+v: %s, want %s", c.workload, c.figure, v, v.outcome(), c.outcome)
			}
		}
		if !found {
			t.Errorf("%s has no goal for %s", c.workload, c.figure)
		}
	}
}

func TestAGoalIsMissedWithoutAFigure(t *testing.T) {
	for _, name := range strings.Split(letters, "") {
		r := reportOf(workload{name: name, people: 50, title: name}, map[string]figures{feltboard: {}, twoNodes: {}, suggestions: {}})
		if len(r.Goals) == 0 {
			t.Errorf("%s has no goals", name)
		}
		for _, v := range r.Goals {
			if v.Met {
				t.Errorf("%+v is met", v)
			}
		}
	}
}

func TestAGeneratorThatWasLateIsNamed(t *testing.T) {
	for _, c := range []struct {
		f    figures
		late bool
	}{
		{figures{"generator_cores": 0.5, "lag_ms": 0.5, "p99_ms": 0.6}, false},
		{figures{"generator_cores": 0.5, "lag_ms": 3, "p99_ms": 20}, false},
		{figures{"generator_cores": 0.5, "lag_ms": 3, "p99_ms": 5}, true},
		{figures{"generator_cores": 0.5, "lag_ms": 3, "join_ms": 5}, true},
		{figures{"generator_cores": 0.5, "lag_ms": 3}, false},
		{figures{"generator_cores": 0.5, "over_generator_cores": 0.95, "over_server_cores": 0.5, "p99_ms": 5}, true},
		{figures{"generator_cores": 0.5, "over_generator_cores": 0.95, "over_server_cores": 0.95, "p99_ms": 5}, false},
		{figures{"generator_cores": 0.95, "lag_ms": 0, "p99_ms": 5}, true},
	} {
		r := reportOf(workload{name: "A", people: 10, title: "A"}, map[string]figures{raw: c.f})
		if got := strings.Contains(strings.Join(r.Conditions, "\n"), "bottleneck"); got != c.late {
			t.Errorf("%v: the report says %q", c.f, r.Conditions)
		}
	}
}

func TestMarkdownIsATableForEachWorkload(t *testing.T) {
	r := reportOf(workload{name: "A", people: 50, title: "A, fan-out"}, map[string]figures{
		raw: {"p99_ms": 1, "cpu_us": 10}, rawBatched: {"p99_ms": 2, "cpu_us": 8}, feltboard: {"p99_ms": 4, "cpu_us": 12},
	})
	var b bytes.Buffer
	if err := r.writeMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"**A, fan-out**", "|  | p50 ms |", "| feltboard |  |  | 4.00 (×4.00 / ×2.00) | 12.0 (×1.20 / ×1.50) |",
		"| A, 50 people: p99 ms | ≤ 2.00 × raw + 1.00 | 3.00 | 4.00 | missed by 33 % |", "| 16.0 | 12.0 | met |",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, b.String())
		}
	}
	columns := 0
	for line := range strings.Lines(b.String()) {
		if n := strings.Count(line, "|"); n == 0 {
			columns = 0
		} else if columns == 0 {
			columns = n
		} else if n != columns {
			t.Errorf("a table has rows of %d and %d bars: %s", columns, n, line)
		}
	}
}

func TestOptionsOutOfBoundsAreRefusedAllAtOnce(t *testing.T) {
	err := Options{Only: []string{"Q"}, Clients: []int{1}, Duration: time.Hour}.check()
	for _, name := range []string{"only", "clients", "seconds", "runs"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
	for _, name := range strings.Split(letters, "") {
		if err := (Options{Only: []string{name}, Clients: []int{2}, Duration: time.Second, Runs: 1}).check(); err != nil {
			t.Error(err)
		}
	}
}
