package bench

import (
	"fmt"
	"strings"
)

// goal is a figure that Feltboard must reach: at most times × the same figure of another server in the same round + plus +
// perFsync × the time of one fsync; at least, where least is set. Without another server, plus alone is the limit.
type goal struct {
	workload string
	from, to int // people; 0 and 0 for any
	figure   string
	least    bool
	times    float64
	of       string // the other server
	plus     float64
	perFsync float64
}

var goals = []goal{
	{workload: "A", from: 10, to: 200, figure: "p99_ms", times: 2, of: raw, plus: 1},
	{workload: "A", from: 50, to: 50, figure: "cpu_us", times: 1.6, of: raw},
	{workload: "A", from: 200, to: 200, figure: "cpu_us", times: 1.3, of: raw},
	{workload: "A", from: 500, to: 500, figure: "p99_ms", times: 1.5, of: raw},
	{workload: "A", from: 500, to: 500, figure: "cpu_us", times: 1.2, of: raw},
	{workload: "B", figure: "per_cpu_s", least: true, times: 4, of: raw},
	{workload: "B", figure: "per_cpu_s", least: true, times: 0.5, of: rawBatched},
	{workload: "B", figure: "lost"},
	{workload: "B", figure: "cut"},
	{workload: "B", figure: "rss_times", plus: 3},
	{workload: "C", figure: "rss_kb", plus: 20},
	{workload: "C", figure: "idle_cores", plus: 0.03},
	{workload: "D", figure: "join_ms", plus: 3},
	{workload: "D", figure: "cpu_ms", plus: 1},
	{workload: "D", figure: "storm_ms", plus: 100},
	{workload: "D", figure: "bytes", plus: 120_000},
	{workload: "E", figure: "p99_ms", plus: 5},
	{workload: "E", figure: "cpu_us", times: 1.4, of: raw},
	{workload: "F", figure: "p50_ms", times: 1, of: inMemory, perFsync: 1.5},
	{workload: "H", figure: "cpu_us", times: 0.3, of: raw},
	{workload: "H", figure: "frames_s", least: true, plus: 20},
	{workload: "S", figure: "reveal_ms", plus: 500},
	{workload: "S", figure: "p99_ms", plus: 100},
	{workload: "T", figure: forNotes(200), plus: 100},
	{workload: "T", figure: forNotes(1000), plus: 1000},
	{workload: "X", figure: "far_p50_ms", times: 1, of: oneNode, plus: 1},
	{workload: "X", figure: "cpu_us", times: 1.7, of: oneNode},
}

// limit returns what the figure may be, beside the other server's in the same round.
func (g goal) limit(own, other figures) float64 {
	return g.times*other[g.figure] + g.plus + g.perFsync*own["fsync_ms"]
}

// String writes a goal's limit as people would.
func (g goal) String() string {
	var terms []string
	if g.of != "" {
		times := ""
		if g.times != 1 {
			times = number(g.times) + " × "
		}
		terms = append(terms, times+g.of)
	}
	if g.plus != 0 || g.of == "" {
		terms = append(terms, number(g.plus))
	}
	if g.perFsync != 0 {
		terms = append(terms, number(g.perFsync)+" fsync")
	}
	sign := "≤ "
	if g.least {
		sign = "≥ "
	}
	return sign + strings.Join(terms, " + ")
}

// verdict is a goal and what came of it. Limit and Value are medians of the rounds.
type verdict struct {
	Workload string  `json:"workload"`
	People   int     `json:"people,omitempty"`
	Figure   string  `json:"figure"`
	Goal     string  `json:"goal"`
	Limit    float64 `json:"limit"`
	Value    float64 `json:"value"`
	Met      bool    `json:"met"`
	// Off is how far the value is from the limit, as a part of it and in the same round: 0.1 is a tenth too much, or too
	// little where it must be at least. At most 0 where the goal is met. The median of the rounds; 0 where the limit is 0.
	Off float64 `json:"off"`

	title string
}

// outcome says whether a goal was met, and if not, by how much.
func (v verdict) outcome() string {
	switch {
	case v.Met:
		return "met"
	case v.Limit == 0:
		return "missed by " + number(v.Value)
	}
	return fmt.Sprintf("missed by %.0f %%", max(1, 100*v.Off))
}

// judge compares Feltboard's line with the goals that are set for it; rounds returns another server's figures in the same
// workload, round by round, or nil.
func (l *line) judge(rounds func(server string) []figures) (all []verdict) {
	for _, g := range goals {
		if g.workload != l.Workload || g.to > 0 && (l.People < g.from || l.People > g.to) {
			continue
		}
		v := verdict{Workload: l.Workload, People: l.People, Figure: g.figure, Goal: g.String(), title: l.title}
		var values, limits, offs []float64
		others := rounds(g.of)
		for i, own := range l.rounds {
			value, ok := own[g.figure]
			if !ok || g.of != "" && i >= len(others) {
				continue
			}
			var other figures
			if g.of != "" {
				other = others[i]
			}
			limit := g.limit(own, other)
			values, limits = append(values, value), append(limits, limit)
			off := value - limit
			if g.least {
				off = -off
			}
			if limit != 0 {
				off /= limit
			}
			offs = append(offs, off)
		}
		if len(values) > 0 {
			v.Value, v.Limit, v.Off = median(values), median(limits), median(offs)
			v.Met = v.Off <= 0
		}
		all = append(all, v)
	}
	return all
}
