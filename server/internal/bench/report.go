package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// report is what came out. Its JSON is for scripts that compare runs.
type report struct {
	Machine    machine   `json:"machine"`
	Rounds     int       `json:"rounds"`
	Seconds    float64   `json:"seconds"` // of a measurement
	Conditions []string  `json:"conditions"`
	Lines      []*line   `json:"lines"`
	Goals      []verdict `json:"goals"`
}

// figures are what one run measured, by name; units are in the names.
type figures map[string]float64

// line is one server in one workload: medians of the rounds.
type line struct {
	Workload string             `json:"workload"`
	People   int                `json:"people,omitempty"`
	Server   string             `json:"server"`
	Figures  figures            `json:"figures"`
	Ratios   map[string]figures `json:"ratios"` // to a baseline, the median of each round's

	title  string
	rounds []figures
}

// compared says whether a ratio of a figure says something.
func compared(figure string) bool {
	switch figure {
	case "p50_ms", "p95_ms", "p99_ms", "cpu_us", "per_cpu_s", "join_ms", "cpu_ms", "storm_ms", "rss_kb", "reveal_ms":
		return true
	}
	return strings.HasPrefix(figure, "cpu_us_") || strings.HasPrefix(figure, "suggest_")
}

// baselines are what Feltboard is compared with, where a workload has them.
var baselines = []string{raw, rawBatched, inMemory, oneNode, onePass}

// newReport says under what conditions something is measured.
func (b *bench) newReport() (*report, error) {
	fsync, err := fsyncTime()
	if err != nil {
		return nil, err
	}
	pinned := "Server and generator have a core each (taskset), GOMAXPROCS=1."
	if !b.cores.apart {
		pinned = "Server and generator share the cores, as there are not two, or no taskset. The server has GOMAXPROCS=1."
	}
	memory := ""
	if fsync < 20*time.Microsecond {
		memory = ": that is memory and no disk, so durability costs nothing here"
	}
	return &report{Machine: thisMachine(), Rounds: b.Runs, Seconds: b.Duration.Seconds(), Conditions: []string{
		pinned,
		fmt.Sprintf("127.0.0.1 only; every server a fresh process; %s for each measurement, after warming up; medians of %d rounds, the servers taking turns.", b.Duration, b.Runs),
		fmt.Sprintf("Feltboard: SQLite on disk before anybody sees an edit (synchronous=FULL), its data in the temporary folder (TMPDIR), where one fsync takes %s ms%s.", number(ms(fsync)), memory),
		fmt.Sprintf("Limits raised to %d for Feltboard: %s.", raisedTo, strings.ToLower(strings.Join(raised, ", "))),
		"A delivery is one edit, or one move of a cursor, and one other person. Edits are of texts, in B of a field that is as long and need not go one at a time, in S of where a note lies. Raw servers pass on the bytes of a text edit, in S of such a move.",
		fmt.Sprintf("Raw servers send %d kB in D, whatever Feltboard sends. Joins count until the view has been inflated; of many at once, each on a device of their own.", rawSnapshotBytes(b.notes)/1000),
	}}, nil
}

func rawSnapshotBytes(notes int) (sum int) {
	for _, text := range texts(notes) {
		sum += len(text) + rawNoteBytes
	}
	return sum
}

func (r *report) add(w workload, server string, f figures) {
	l := r.line(w.title, server)
	if l == nil {
		l = &line{Workload: w.name, People: w.people, Server: server, title: w.title}
		r.Lines = append(r.Lines, l)
	}
	l.rounds = append(l.rounds, f)
}

// byServer orders a workload's lines: the baselines first.
func byServer(a, b *line) int {
	place := func(l *line) int {
		if i := slices.Index(baselines, l.Server); i >= 0 {
			return i
		}
		return len(baselines)
	}
	return place(a) - place(b)
}

// line returns a server's in a workload, or nil.
func (r *report) line(title, server string) *line {
	i := slices.IndexFunc(r.Lines, func(l *line) bool { return l.title == title && l.Server == server })
	if i < 0 {
		return nil
	}
	return r.Lines[i]
}

// judge makes medians and ratios of the rounds, and compares them with the goals.
func (r *report) judge() {
	var late []string
	loud := 0.0
	for _, l := range r.Lines {
		rounds := func(server string) []figures {
			if o := r.line(l.title, server); o != nil {
				return o.rounds
			}
			return nil
		}
		l.settle(rounds)
		loud = max(loud, l.Figures["neighbour_cores"])
		if trouble := l.trouble(); trouble != "" {
			late = append(late, trouble)
		}
		if l.Server == feltboard || l.Server == twoNodes || l.Server == suggestions {
			r.Goals = append(r.Goals, l.judge(rounds)...)
		}
	}
	r.Conditions = append(r.Conditions, noise(loud))
	if late != nil {
		r.Conditions = append(r.Conditions, "The generator itself was the bottleneck, or late, in: "+strings.Join(late, "; ")+". Delays there are partly its own, and the same for all servers.")
	} else {
		r.Conditions = append(r.Conditions, "The generator kept up.")
	}
}

// settle makes medians and ratios.
func (l *line) settle(rounds func(server string) []figures) {
	l.Figures, l.Ratios = figures{}, map[string]figures{}
	for _, round := range l.rounds {
		for name := range round {
			if _, done := l.Figures[name]; !done {
				l.Figures[name] = median(l.each(name))
			}
		}
	}
	for _, baseline := range baselines {
		others := rounds(baseline)
		if others == nil || baseline == l.Server {
			continue
		}
		ratios := figures{}
		for name := range l.Figures {
			if !compared(name) {
				continue
			}
			var all []float64
			for i, f := range l.rounds {
				if i < len(others) && others[i][name] > 0 && f[name] > 0 {
					all = append(all, f[name]/others[i][name])
				}
			}
			if all != nil {
				ratios[name] = median(all)
			}
		}
		l.Ratios[baseline] = ratios
	}
}

// each returns a figure of the rounds that have it.
func (l *line) each(name string) (values []float64) {
	for _, f := range l.rounds {
		if value, ok := f[name]; ok {
			values = append(values, value)
		}
	}
	return values
}

// When the generator is to blame: it had no time left, or was late by more than a good part of the delays it measured.
const (
	busyGenerator = 0.9 // cores
	lateGenerator = 1.0 // ms, at the least
	latePart      = 0.3 // of the delays
)

// trouble says whether the generator was to blame for a line, and "" if not.
func (l *line) trouble() string {
	busy, late := max(l.Figures["generator_cores"], l.Figures["over_generator_cores"]), l.Figures["lag_ms"]
	if l.Figures["over_server_cores"] > busyGenerator { // what could not be carried was too much for the server
		busy = l.Figures["generator_cores"]
	}
	delay := l.Figures["p99_ms"] + l.Figures["join_ms"] // which a workload has one of, or none
	if busy < busyGenerator && (late < lateGenerator || delay == 0 || late < latePart*delay) {
		return ""
	}
	return fmt.Sprintf("%s, %s (%s cores, p99 of its own lag %s ms)", l.what(), l.Server, number(busy), number(late))
}

// what names the workload in short.
func (l *line) what() string {
	if l.People > 0 {
		return fmt.Sprintf("%s with %d", l.Workload, l.People)
	}
	return l.Workload
}

func noise(loud float64) string {
	if loud > 0.25 {
		return fmt.Sprintf("Other programs used up to %.1f cores meanwhile: these figures say little, and the ratios are rough. Measure again when it is quiet.", loud)
	}
	return "The machine was otherwise quiet."
}

func (r *report) writeJSON(out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
