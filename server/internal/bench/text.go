package bench

import (
	"fmt"
	"io"
	"math"
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

// columns are the figures of each workload in the order of the table.
var columns = map[string][]column{
	"A": delivering,
	"B": append([]column{{"edits_s", "edits/s"}, {"per_s", "deliveries/s"}, {"server_cores", "server cores"}}, append(delivering[:len(delivering):len(delivering)],
		column{"idle_mb", "idle RSS MB"}, column{"rss_times", "peak/idle RSS"}, column{"over_per_s", "deliveries/s at 2×"}, column{"lost", "lost"},
		column{"cut", "cut off"}, column{"resyncs", "resyncs"})...),
	"C": {{"rss_kb", "RSS kB/connection"}, {"idle_cores", "idle cores"}, {"rss_mb", "peak RSS MB"}, {"enter_s", "s to enter"}},
	"D": {
		{"join_ms", "join ms"}, {"cpu_ms", "CPU ms/join"}, {"bytes", "bytes on the wire"}, {"inflate_ms", "of it inflating ms"}, {"storm_ms", "all at once ms"},
		{"storm_cpu_ms", "CPU ms/join at once"}, {"newcomer_ms", "newcomer ms"}, {"rss_mb", "peak RSS MB"},
	},
	"E": delivering,
	"F": append(delivering[:len(delivering):len(delivering)], column{"fsync_ms", "fsync ms"}),
	"H": append(delivering[:len(delivering):len(delivering)], column{"frames_s", "frames/s"}),
	"X": delivering,
}

func head(workload, figure string) string {
	for _, c := range columns[workload] {
		if c.figure == figure {
			return c.head
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
	b.WriteString("Absolute figures are this machine's, today. In brackets: the ratio to raw / to raw-batched (in F: to memory) in the same round.\n")
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, title := range r.titles() {
		lines := r.of(title)
		shown := append(columns[lines[0].Workload][:len(columns[lines[0].Workload]):len(columns[lines[0].Workload])], around...)
		fmt.Fprintf(t, "\n%s\n", title)
		for _, c := range shown {
			fmt.Fprintf(t, "\t%s", c.head)
		}
		fmt.Fprintln(t)
		for _, l := range lines {
			fmt.Fprint(t, l.Server)
			for _, c := range shown {
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

// titles are the workloads in the order in which they were measured.
func (r *report) titles() (all []string) {
	for _, l := range r.Lines {
		if len(all) == 0 || all[len(all)-1] != l.title {
			all = append(all, l.title)
		}
	}
	return all
}

// of returns a workload's lines.
func (r *report) of(title string) (lines []*line) {
	for _, l := range r.Lines {
		if l.title == title {
			lines = append(lines, l)
		}
	}
	return lines
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
