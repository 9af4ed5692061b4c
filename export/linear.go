package export

import "strings"

var linearStatus = map[string]string{
	"proposed": "Backlog", "parked": "Backlog", "committed": "Todo", "reopened": "Todo", "in_progress": "In Progress",
	"done": "Done", "verified": "Done", "declined": "Canceled",
}

// linear writes the CSV that Linear's importer reads.
func linear(e edition) ([]File, error) {
	s := sheet{raw: e.Raw}
	s.row("Title", "Description", "Priority", "Status", "Assignee", "Labels", "Estimate", "Created", "Completed")
	for _, it := range e.items {
		who, estimate := "", ""
		if it.Owner != nil && it.Owner.Team {
			who = strings.TrimPrefix(it.Owner.Name, "@") // it is matched by name, and an apostrophe would be part of it
		}
		if it.Effort > 0 {
			estimate = itoa(it.Effort)
		}
		text := fit(it.body(), mostOthers, func(b []block) string { return inMarkdown(b, forGitHub) })
		done := it.settled()
		if linearStatus[it.Status] != "Done" {
			done = ""
		}
		s.row(it.PlainTitle(), text, priorityName(it.Priority), linearStatus[it.Status], who, strings.Join(it.labels(), ", "), estimate,
			strings.Replace(it.Created, " ", "T", 1)+zulu(it.Created), done)
	}
	return s.file("linear-issues.csv"), nil
}

func zulu(created string) string {
	if created == "" {
		return ""
	}
	return ":00Z"
}
