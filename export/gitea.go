package export

// CreateIssue is what Gitea and Forgejo take to make an issue. They want labels and milestones by id, which only the server
// knows: their names stand beside it.
type CreateIssue struct {
	Title     string   `json:"title"`
	Body      string   `json:"body"`
	Assignees []string `json:"assignees"`
	Due       *string  `json:"due_date"`
	Closed    bool     `json:"closed"`
}

type giteaIssue struct {
	Option    CreateIssue `json:"option"`
	Labels    []string    `json:"label_names"`
	Milestone string      `json:"milestone_name,omitempty"`
	Action    string      `json:"action"`
	Link      string      `json:"link,omitempty"`
}

func gitea(e edition) ([]File, error) {
	list := []giteaIssue{}
	for _, it := range e.items {
		list = append(list, giteaIssue{it.CreateIssue(), it.Labels(), it.Session, it.Action, it.Link})
	}
	data, err := encode(map[string]any{"format": "feltboard.gitea/1", "issues": list})
	return []File{{Name: "gitea-issues.json", Data: data}}, err
}

// CreateIssue is the item as Gitea takes it, without labels.
func (it Item) CreateIssue() CreateIssue {
	c := CreateIssue{Title: it.PlainTitle(), Body: it.GitHubBody(), Assignees: it.Assignees(), Closed: it.Closed()}
	if it.Due != "" {
		due := it.Due + "T00:00:00Z"
		c.Due = &due
	}
	return c
}
