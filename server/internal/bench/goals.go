package bench

// goal is a figure that Feltboard must reach. Ratios are to raw-prepared in the same run, and only they are claims; the
// absolute ones hold for two cores like those they were set on.
type goal struct {
	workload string
	from, to int // participants; 0 and 0 for a workload without
	figure   string
	ratio    bool
	least    bool // the limit is the least, not the most
	limit    float64
}

var goals = []goal{
	{workload: "A", from: 10, to: 200, figure: "p99_ms", ratio: true, limit: 2},
	{workload: "A", from: 10, to: 200, figure: "p99_ms", limit: 10},
	{workload: "A", from: 50, to: 50, figure: "cpu_us", ratio: true, limit: 1.6},
	{workload: "A", from: 200, to: 200, figure: "cpu_us", ratio: true, limit: 1.3},
	{workload: "A", from: 500, to: 500, figure: "p99_ms", ratio: true, limit: 1.5},
	{workload: "A", from: 500, to: 500, figure: "p99_ms", limit: 25},
	{workload: "A", from: 500, to: 500, figure: "cpu_us", ratio: true, limit: 1.2},
	{workload: "B", from: saturated, to: saturated, figure: "per_cpu_s", ratio: true, least: true, limit: 3},
	{workload: "D", figure: "join_ms", ratio: true, limit: 2},
	{workload: "D", figure: "join_ms", limit: 3},
	{workload: "D", figure: "cpu_ms", limit: 1},
	{workload: "D", figure: "bytes", limit: 400_000},
}

// verdict is a goal and what came of it.
type verdict struct {
	Workload string  `json:"workload"`
	Clients  int     `json:"clients,omitempty"`
	Figure   string  `json:"figure"`
	Ratio    bool    `json:"ratio"` // the value is a ratio to raw-prepared
	Least    bool    `json:"least"` // the limit is the least that must be reached, not the most that may
	Limit    float64 `json:"limit"`
	Value    float64 `json:"value"`
	Met      bool    `json:"met"`
}

// judge compares Feltboard's line with the goals that are set for it.
func (l line) judge() (all []verdict) {
	for _, g := range goals {
		if g.workload != l.Workload || l.Clients < g.from || l.Clients > g.to {
			continue
		}
		v := verdict{Workload: l.Workload, Clients: l.Clients, Figure: g.figure, Ratio: g.ratio, Least: g.least, Limit: g.limit}
		values := l.Figures
		if g.ratio {
			values = l.Ratios
		}
		value, ok := values[g.figure]
		if v.Value = value; g.least {
			v.Met = ok && value >= g.limit
		} else {
			v.Met = ok && value <= g.limit
		}
		all = append(all, v)
	}
	return all
}
