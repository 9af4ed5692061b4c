package export

// jira writes a CSV for Jira's importer, which asks what each column means. A label stands in a column of its own.
func jira(e edition) ([]File, error) {
	s := sheet{raw: e.Raw}
	header := []string{"Summary", "Issue Type", "Description", "Priority", "Due date"}
	most := 0
	for _, it := range e.items {
		most = max(most, len(it.labels()))
	}
	for range most {
		header = append(header, "Labels")
	}
	s.row(header...)
	for _, it := range e.items {
		kind := "Task"
		if it.Type == "fix" {
			kind = "Bug"
		}
		text := fit(it.body(), mostJira, func(b []block) string { return inPlain(b, forJira) })
		row := append([]string{it.PlainTitle(), kind, text, priorityName(it.Priority), it.Due}, it.labels()...)
		for len(row) < len(header) {
			row = append(row, "") // empty cells keep their commas
		}
		s.row(row...)
	}
	return s.file("jira-issues.csv"), nil
}

func priorityName(p string) string {
	return map[string]string{"high": "High", "medium": "Medium", "low": "Low"}[p]
}
