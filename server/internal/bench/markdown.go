package bench

import (
	"fmt"
	"io"
	"strings"
)

// writeMarkdown writes the report for the README: where and how it was measured, a table for each workload, and the goals.
func (r *report) writeMarkdown(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "`feltboard bench` on %s:\n\n", r.Machine)
	for _, c := range r.Conditions {
		fmt.Fprintf(&b, "* %s\n", c)
	}
	for _, p := range r.parts() {
		fmt.Fprintf(&b, "\n**%s**\n\n", p.heading)
		row(&b, "", p.columns, func(c column) string { return c.head })
		rule(&b, 1+len(p.columns))
		for _, l := range p.lines {
			row(&b, l.Server, p.columns, func(c column) string { return l.cell(c.figure) })
		}
	}
	b.WriteString("\nIn brackets: the ratio to *raw* / to *raw-batched* (in F: to memory, in T: to one pass, in X: to one node), the median of each round's.\n\n")
	cells(&b, "goal", "must be", "limit here", "is", "")
	rule(&b, 5)
	for _, v := range r.Goals {
		cells(&b, v.what()+": "+head(v.Workload, v.Figure), v.Goal, number(v.Limit), number(v.Value), v.outcome())
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func row(b *strings.Builder, name string, columns []column, cell func(column) string) {
	all := []string{name}
	for _, c := range columns {
		all = append(all, cell(c))
	}
	cells(b, all...)
}

func cells(b *strings.Builder, all ...string) {
	fmt.Fprintf(b, "| %s |\n", strings.Join(all, " | "))
}

func rule(b *strings.Builder, columns int) {
	b.WriteString("|" + strings.Repeat("---|", columns) + "\n")
}
