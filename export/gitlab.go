package export

import "strings"

// gitlab writes the CSV of GitLab's import of issues. Labels and the like can only be given by quick actions: ours are the
// last lines, and no line before them begins with what somebody typed.
func gitlab(e edition) ([]File, error) {
	s := sheet{raw: e.Raw}
	s.row("title", "description", "due_date")
	for _, it := range e.items {
		var labels []string
		for _, l := range it.Labels() {
			labels = append(labels, `~"`+l+`"`)
		}
		actions := []string{"/label " + strings.Join(labels, " ")}
		for _, a := range it.Assignees() {
			actions = append(actions, "/assign @"+a)
		}
		if it.Effort > 0 {
			actions = append(actions, "/weight "+itoa(it.Effort))
		}
		if it.Closed() {
			actions = append(actions, "/close")
		}
		title := clip(epic.ReplaceAllString(part(it.PlainTitle(), "$%^~*["), "&"+zeroWidth+"${1}"))
		s.row(title, it.GitLabBody()+"\n\n"+strings.Join(actions, "\n"), it.Due)
	}
	return s.file("gitlab-issues.csv"), nil
}
