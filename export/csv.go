package export

import "strings"

// table writes a CSV for whatever reads tables.
func table(e edition) ([]File, error) {
	s := sheet{raw: e.Raw}
	s.row("id", "title", "type", "status", "reason", "priority", "owner", "created", "due", "original_due", "impact", "effort", "rice", "confidence",
		"insights", "acceptance", "themes", "personas", "votes", "decisions", "description", "left_out", "link")
	for _, it := range e.items {
		owner, score := "", ""
		if it.Owner != nil {
			owner = it.Owner.Name
		}
		if it.RICE != nil {
			score = it.RICE.Score
		}
		var insights, criteria, votes, decisions, left []string
		for _, i := range it.Insights {
			insights = append(insights, i.Statement)
		}
		for _, c := range it.Acceptance {
			criteria = append(criteria, map[bool]string{true: "(done) "}[c.Done]+c.String())
		}
		for _, v := range it.Votes {
			votes = append(votes, v.String())
		}
		for _, d := range it.Log {
			decisions = append(decisions, d.String())
		}
		for _, l := range it.LeftOut {
			left = append(left, l.Sentence)
		}
		s.row(it.Action, it.Title, it.Type, it.Status, it.Reason, it.Priority, owner, it.Created, it.Due, it.Original, some(it.Impact), some(it.Effort), score,
			it.Confidence, strings.Join(insights, "\n"), strings.Join(criteria, "\n"), strings.Join(it.Themes, " "), strings.Join(it.Personas, " "),
			strings.Join(votes, "\n"), strings.Join(decisions, "\n"), inPlain(it.description(), func(s string) string { return s }),
			strings.Join(left, "\n"), it.Link)
	}
	return s.file("actions.csv"), nil
}

func some(n int) string {
	if n == 0 {
		return ""
	}
	return itoa(n)
}
