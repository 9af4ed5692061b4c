package bench

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// column is a figure and how people call it.
type column struct{ figure, head string }

var (
	delivering = []column{
		{"p50_ms", "p50 ms"}, {"p95_ms", "p95 ms"}, {"p99_ms", "p99 ms"}, {"cpu_us", "µs CPU/delivery"}, {"per_cpu_s", "deliveries/CPU-s"},
		{"bytes", "bytes/delivery"}, {"rss_mb", "peak RSS MB"},
	}
	around = []column{{"generator_cores", "generator cores"}, {"lag_ms", "its lag ms"}, {"neighbour_cores", "others' cores"}}
)

// tables are those of each workload, with their figures in order.
var tables = map[string][]table{
	"A": {{"", delivering}},
	"B": {
		{"", append([]column{{"edits_s", "edits/s"}, {"per_s", "deliveries/s"}, {"server_cores", "server cores"}}, delivering...)},
		{"at twice that rate", []column{
			{"over_per_s", "deliveries/s"}, {"lost", "lost"}, {"cut", "cut off"}, {"resyncs", "resyncs"}, {"idle_mb", "idle RSS MB"}, {"rss_mb", "peak RSS MB"},
			{"rss_times", "peak/idle RSS"},
		}},
		{"on the way there, µs CPU/delivery by edits/s", ladder()},
	},
	"C": {{"", []column{{"rss_kb", "RSS kB/connection"}, {"idle_cores", "idle cores"}, {"rss_mb", "peak RSS MB"}, {"enter_s", "s to enter"}}}},
	"D": {{"", []column{
		{"join_ms", "join ms"}, {"cpu_ms", "CPU ms/join"}, {"bytes", "bytes on the wire"}, {"inflate_ms", "of it inflating ms"}, {"storm_ms", "all at once ms"},
		{"storm_cpu_ms", "CPU ms/join at once"}, {"newcomer_ms", "newcomer ms"}, {"rss_mb", "peak RSS MB"},
	}}},
	"E": {{"", delivering}},
	"F": {{"", append([]column{{"fsync_ms", "fsync ms"}}, delivering...)}},
	"H": {{"", append([]column{{"frames_s", "frames/s"}}, delivering...)}},
	"S": {{"", append([]column{
		{"ack_ms", "answer to a hidden note, p99 ms"}, {"reveal_ms", "reveal ms"}, {"reveal_kb", "of it kB each"}, {"dot_ms", "answer to a dot, p99 ms"},
	}, delivering...)}},
	"T": {{"", notesOf(whole.suggested)}},
	"X": {{"", append([]column{{"far_p50_ms", "p50 ms to the other node"}, {"store_us", "µs CPU of PostgreSQL/delivery"}}, delivering...)}},
}

// table is some figures of a workload, under a heading of their own unless that is "".
type table struct {
	heading string
	columns []column
}

func notesOf(sizes []int) (all []column) {
	for _, n := range sizes {
		all = append(all, column{forNotes(n), fmt.Sprintf("%d notes ms", n)})
	}
	return all
}

func ladder() (all []column) {
	for rate := firstRate; rate <= lastRate; rate *= 2 {
		all = append(all, column{atRate(float64(rate)), strconv.Itoa(rate)})
	}
	return all
}

func head(workload, figure string) string {
	for _, t := range tables[workload] {
		for _, c := range t.columns {
			if c.figure == figure {
				return c.head
			}
		}
	}
	return figure
}

func (r *report) writeText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "feltboard bench on %s\n", r.Machine)
	for _, c := range r.Conditions {
		fmt.Fprintf(&b, "  %s\n", c)
	}
	b.WriteString("Absolute figures are this machine's, today. In brackets: the ratio to raw / to raw-batched (in F: to memory, in T: to one pass, in X: to one node) in the same round.\n")
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, part := range r.parts() {
		if part.first {
			part.columns = append(part.columns[:len(part.columns):len(part.columns)], around...)
		}
		fmt.Fprintf(t, "\n%s\n", part.heading)
		for _, c := range part.columns {
			fmt.Fprintf(t, "\t%s", c.head)
		}
		fmt.Fprintln(t)
		for _, l := range part.lines {
			fmt.Fprint(t, l.Server)
			for _, c := range part.columns {
				fmt.Fprintf(t, "\t%s", l.cell(c.figure))
			}
			fmt.Fprintln(t)
		}
	}
	fmt.Fprint(t, "\nGoals for feltboard\n\tgoal\tlimit\tis\t\n")
	for _, v := range r.Goals {
		fmt.Fprintf(t, "%s: %s\t%s\t%s\t%s\t%s\n", v.what(), head(v.Workload, v.Figure), v.Goal, number(v.Limit), number(v.Value), v.outcome())
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// part is one table of the report.
type part struct {
	table
	first bool // of its workload
	lines []*line
}

// parts are the report's tables in the order in which the workloads were measured.
func (r *report) parts() (all []part) {
	for rest := r.Lines; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].title == rest[0].title {
			n++
		}
		lines := slices.SortedFunc(slices.Values(rest[:n]), byServer)
		for i, t := range tables[rest[0].Workload] {
			if i == 0 {
				t.heading = rest[0].title
			} else {
				t.heading = rest[0].Workload + ", " + t.heading
			}
			all = append(all, part{t, i == 0, lines})
		}
		rest = rest[n:]
	}
	return all
}

// cell writes a figure with its ratios.
func (l *line) cell(figure string) string {
	value, ok := l.Figures[figure]
	if !ok {
		return ""
	}
	var ratios []string
	for _, baseline := range baselines {
		if r, ok := l.Ratios[baseline][figure]; ok && l.Server != raw {
			ratios = append(ratios, "×"+number(r))
		}
	}
	if ratios == nil {
		return number(value)
	}
	return number(value) + " (" + strings.Join(ratios, " / ") + ")"
}

func (v verdict) what() string {
	if v.People > 0 {
		return fmt.Sprintf("%s, %d people", v.Workload, v.People)
	}
	return v.Workload
}

// number writes three digits that count.
func number(f float64) string {
	if f == 0 {
		return "0"
	}
	digits := 2 - int(math.Floor(math.Log10(math.Abs(f))))
	return strconv.FormatFloat(f, 'f', min(max(digits, 0), 4), 64)
}
