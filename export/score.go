package export

import (
	"fmt"
	"slices"
	"strings"

	"feltboard/boards"
)

// rice computes a score (B-74); nil where it is not said, or rests on nothing.
func rice(a *boards.Record, level boards.Level) *RICE {
	o, _ := a.Get("rice").(map[string]any)
	of := func(name string) int64 { n, _ := o[name].(int64); return n }
	r := RICE{Reach: of("reach"), Impact: of("impact"), Effort: of("effort"), Confidence: int(level.Percent())}
	if r.Reach <= 0 || r.Impact <= 0 || r.Effort <= 0 || r.Confidence == 0 || r.Reach > 1<<30 || r.Impact > 300 {
		return nil
	}
	tenths := (r.Reach*r.Impact*int64(r.Confidence)*10/r.Effort + 500) / 1000
	r.Score = fmt.Sprintf("%d.%d", tenths/10, tenths%10)
	return &r
}

func (r RICE) String() string {
	return fmt.Sprintf("RICE %s: reach %d per quarter × impact %s × confidence %d %% ÷ effort %d.%d person-months",
		r.Score, r.Reach, decimal(r.Impact, 2), r.Confidence, r.Effort/10, r.Effort%10)
}

// decimal writes hundredths without trailing zeros.
func decimal(n int64, digits int) string {
	s := fmt.Sprintf("%0*d", digits+1, n)
	return strings.TrimRight(strings.TrimRight(s[:len(s)-digits]+"."+s[len(s)-digits:], "0"), ".")
}

// votesOn returns what closed steps say of an action, its insights and their themes, in the order of the steps.
func (b *board) votesOn(found *gathered, a *boards.Record) []Vote {
	return b.votes(func(r *boards.Record) bool {
		return r.Type == "action" && r.ID == a.ID || r.Type == "insight" && found.insights[r.ID] || r.Type == "theme" && found.themeIDs[r.ID]
	})
}

// votes returns the results of closed steps about the themes, insights and actions that wanted wants.
func (b *board) votes(wanted func(*boards.Record) bool) []Vote {
	out := []Vote{}
	if !b.rules.SeeAll {
		return out
	}
	phases := slices.Clone(b.of("phase"))
	slices.SortStableFunc(phases, byOrder)
	for _, p := range phases {
		kind := p.Part("ask", "kind")
		if p.Deleted || !p.Bool("closed") || kind != "dots" && kind != "place" {
			continue
		}
		for _, e := range p.List("results") {
			row, _ := e.(map[string]any)
			id, _ := row["item"].(string)
			r := b.records[id]
			if r == nil || r.Deleted || r.Type != "theme" && r.Type != "insight" && r.Type != "action" || !wanted(r) {
				continue
			}
			v := Vote{On: r.Type, Name: clean(r.Str(nameField[r.Type])), Step: clean(p.Str("title")), Ask: kind}
			n := func(name string) int64 { n, _ := row[name].(int64); return n }
			v.People = n("n")
			if kind == "dots" {
				v.Sum, v.Customers, v.Team = n("sum"), side(row["customers"]), side(row["team"])
			} else {
				mid, told := row["mid"].(int64)
				if !told {
					continue
				}
				v.Question = "impact"
				if n("q") == 1 {
					v.Question = "effort"
				}
				v.Middle = decimal(mid*5, 1)
			}
			out = append(out, v)
		}
	}
	return out
}

var nameField = map[string]string{"theme": "name", "insight": "statement", "action": "title"}

func side(v any) *int64 {
	n, ok := v.(int64)
	if !ok {
		return nil
	}
	return &n
}

func (v Vote) String() string { return "The " + v.On + " “" + v.Name + "”: " + v.given() }

// given is the answers alone.
func (v Vote) given() (s string) {
	switch {
	case v.Ask == "place":
		s += v.Question + " " + v.Middle + " of 5, the middle of " + count(int(v.People), "answer")
	case v.Customers != nil && v.Team != nil:
		s += count(int(*v.Customers), "dot") + " of customers, " + itoa(int(*v.Team)) + " of the team"
	default:
		s += count(int(v.Sum), "dot") + "; too few took part to tell customers and team apart"
	}
	if v.Step != "" {
		s += " (" + v.Step + ")"
	}
	return s
}
