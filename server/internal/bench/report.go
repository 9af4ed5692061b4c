package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// report is what came out. Its JSON is for scripts that compare runs.
type report struct {
	CPUs       int       `json:"cpus"`
	Go         string    `json:"go"`
	Rounds     int       `json:"rounds"`
	Conditions []string  `json:"conditions"`
	Lines      []*line   `json:"lines"`
	Goals      []verdict `json:"goals"`
}

// line is one server in one workload: medians of the rounds.
type line struct {
	Workload string  `json:"workload"`
	Clients  int     `json:"clients,omitempty"`
	Server   string  `json:"server"`
	Figures  figures `json:"figures"`
	Ratios   figures `json:"ratios"` // to raw-prepared, the median of each round's

	title  string
	rounds []figures
}

// newReport says under what conditions something is measured. fsync is what one takes where the data is.
func newReport(o Options, apart bool, fsync time.Duration) *report {
	pinned := "Server and generator have a core each (taskset), GOMAXPROCS=1."
	if !apart {
		pinned = "Server and generator share the cores, as there are not two, or no taskset. The server has GOMAXPROCS=1."
	}
	memory := ""
	if fsync < 20*time.Microsecond {
		memory = ": that is memory and no disk, so durability costs nothing here"
	}
	return &report{CPUs: runtime.NumCPU(), Go: runtime.Version(), Rounds: o.Runs, Conditions: []string{
		pinned,
		fmt.Sprintf("127.0.0.1 only; every server a fresh process; %s for each measurement of A and B, after warming up; medians of %d rounds.", o.Duration, o.Runs),
		fmt.Sprintf("Feltboard: SQLite on disk before anybody sees an edit (synchronous=FULL), its data in the temporary folder (TMPDIR), where one fsync takes %s ms%s.", number(ms(fsync)), memory),
		fmt.Sprintf("Limits raised to %d for Feltboard: %s.", raisedTo, strings.ToLower(strings.Join(raised, ", "))),
		"Writers edit texts in A, and move notes in B, where text would go one edit at a time. Raw servers always pass on the bytes of a text edit.",
		fmt.Sprintf("Raw servers send %d kB in D, whatever Feltboard sends.", joinNotes*rawNoteBytes/1000),
	}}
}

func (r *report) add(w workload, server string, f figures) {
	i := slices.IndexFunc(r.Lines, func(l *line) bool { return l.title == w.title && l.Server == server })
	if i < 0 {
		i = len(r.Lines)
		r.Lines = append(r.Lines, &line{Workload: w.name, Clients: w.clients, Server: server, title: w.title})
	}
	r.Lines[i].rounds = append(r.Lines[i].rounds, f)
}

// judge makes medians and ratios of the rounds, and compares them with the goals.
func (r *report) judge() {
	loud := 0.0
	for _, l := range r.Lines {
		yardstick := r.Lines[slices.IndexFunc(r.Lines, func(o *line) bool { return o.title == l.title && o.Server == rawPrepared })]
		l.Figures, l.Ratios = figures{}, figures{}
		for name := range l.rounds[0] {
			var values, ratios []float64
			for i, f := range l.rounds {
				values = append(values, f[name])
				if of := yardstick.rounds[i][name]; of > 0 {
					ratios = append(ratios, f[name]/of)
				}
			}
			l.Figures[name] = median(values)
			if len(ratios) > 0 && compared[name] {
				l.Ratios[name] = median(ratios)
			}
		}
		loud = max(loud, l.Figures["neighbour_cores"])
		if l.Server == feltboard {
			r.Goals = append(r.Goals, l.judge()...)
		}
	}
	noise := "The machine was otherwise quiet."
	if loud > 0.25 {
		noise = fmt.Sprintf("Other programs used up to %.1f cores meanwhile: these figures say little, and the ratios are rough. Measure again when it is quiet.", loud)
	}
	r.Conditions = append(r.Conditions, noise)
}

// compared are the figures of which a ratio says something.
var compared = map[string]bool{"p50_ms": true, "p99_ms": true, "cpu_us": true, "per_cpu_s": true, "join_ms": true, "cpu_ms": true}

func (r *report) writeJSON(out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// columns are the figures of each workload in the order of the table.
var columns = map[string][]struct{ figure, head string }{
	"A": {{"p50_ms", "p50 ms"}, {"p99_ms", "p99 ms"}, {"cpu_us", "µs CPU/delivery"}, {"neighbour_cores", "others' cores"}},
	"B": {
		{"per_cpu_s", "deliveries/CPU-s"}, {"per_s", "deliveries/s"}, {"server_cores", "server cores"},
		{"generator_cores", "generator cores"}, {"resyncs", "resyncs"}, {"neighbour_cores", "others' cores"},
	},
	"D": {{"join_ms", "join ms"}, {"cpu_ms", "CPU ms/join"}, {"bytes", "bytes"}, {"neighbour_cores", "others' cores"}},
}

func (r *report) writeText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "feltboard bench: %s, %d CPUs\n", r.Go, r.CPUs)
	for _, c := range r.Conditions {
		fmt.Fprintf(&b, "  %s\n", c)
	}
	b.WriteString("Absolute figures are this machine's, today. Only the ratios to raw-prepared (in brackets) are claims.\n")
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	title := ""
	for _, l := range r.Lines {
		if l.title != title {
			title = l.title
			fmt.Fprintf(t, "\n%s\n", title)
			for _, c := range columns[l.Workload] {
				fmt.Fprintf(t, "\t%s", c.head)
			}
			fmt.Fprintln(t)
		}
		fmt.Fprint(t, l.Server)
		for _, c := range columns[l.Workload] {
			fmt.Fprintf(t, "\t%s", number(l.Figures[c.figure]))
			if ratio, ok := l.Ratios[c.figure]; ok && l.Server != rawPrepared {
				fmt.Fprintf(t, " (×%s)", number(ratio))
			}
		}
		fmt.Fprintln(t)
	}
	fmt.Fprint(t, "\nGoals for feltboard\n\tmust\tis\t\n")
	for _, v := range r.Goals {
		what, sign, times := v.Workload, "≤ ", ""
		if v.Clients > 0 {
			what += fmt.Sprintf(", %d participants", v.Clients)
		}
		if v.Least {
			sign = "≥ "
		}
		if v.Ratio {
			times = "× raw-prepared"
		}
		met := "missed"
		if v.Met {
			met = "met"
		}
		fmt.Fprintf(t, "%s: %s\t%s%s%s\t%s\t%s\n", what, head(v), sign, number(v.Limit), times, number(v.Value), met)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func head(v verdict) string {
	for _, c := range columns[v.Workload] {
		if c.figure == v.Figure {
			return c.head
		}
	}
	return v.Figure
}

// number writes three digits that count.
func number(f float64) string {
	if f == 0 {
		return "0"
	}
	digits := 2 - int(math.Floor(math.Log10(math.Abs(f))))
	return strconv.FormatFloat(f, 'f', min(max(digits, 0), 4), 64)
}
