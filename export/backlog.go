package export

import (
	"fmt"
	"strings"
)

var backlogTypes = map[string]scalar{"fix": "bug", "change": "enhancement", "experiment": "spike", "research": "spike", "communicate": "task"}

var backlogStatus = map[string]scalar{
	"proposed": "To Do", "committed": "To Do", "reopened": "To Do", "in_progress": "In Progress", "done": "Done", "verified": "Done",
	"declined": "Declined", "parked": "Parked",
}

// backlog writes one Backlog.md file per action.
func backlog(e edition) ([]File, error) {
	var files []File
	for _, it := range e.items {
		data, err := it.backlog(e.Options)
		if err != nil {
			return nil, fmt.Errorf("action %s: %w", it.Action, err)
		}
		files = append(files, File{Name: fileName(e.As, it.Number, it.Title), Data: data, Action: it.Action})
	}
	return files, nil
}

func (it Item) backlog(o Options) ([]byte, error) {
	front, err := it.front(o).encode()
	if err != nil {
		return nil, fmt.Errorf("front matter: %w", err)
	}
	var b strings.Builder
	b.WriteString("---\n" + string(front) + "---\n\n## Description\n\n<!-- SECTION:DESCRIPTION:BEGIN -->\n")
	b.WriteString(inMarkdown(it.description(), escape))
	b.WriteString("\n<!-- SECTION:DESCRIPTION:END -->\n")
	if len(it.Acceptance) > 0 {
		b.WriteString("\n## Acceptance Criteria\n<!-- AC:BEGIN -->\n")
		for i, c := range it.Acceptance {
			fmt.Fprintf(&b, "%s#%d %s\n", box(c.Done), i+1, escape(c.String()))
		}
		b.WriteString("<!-- AC:END -->\n")
	}
	if it.Duty != "" {
		b.WriteString("\n## Definition of Done\n<!-- DOD:BEGIN -->\n- [ ] #1 " + it.Duty + "\n<!-- DOD:END -->\n")
	}
	return []byte(b.String()), nil
}

func (it Item) front(o Options) frontMatter {
	f := frontMatter{
		ID: scalar(strings.ToUpper(string(o.As)) + "-" + itoa(it.Number)), Title: scalar(it.Title), Status: "Draft",
		CreatedDate: scalar(it.Created), DueDate: scalar(it.Due), Priority: scalar(it.Priority), Type: backlogTypes[it.Type],
	}
	if o.As == Task {
		f.Status = backlogStatus[it.Status]
	}
	if it.Owner != nil && it.Owner.Handle != "" {
		f.Assignee = []scalar{scalar("@" + it.Owner.Handle)}
	}
	for _, l := range it.labels() {
		f.Labels = append(f.Labels, scalar(l))
	}
	for _, s := range it.Insights {
		if s.Link != "" {
			f.References = append(f.References, scalar(s.Link))
		}
	}
	if it.Link != "" {
		f.References = append(f.References, scalar(it.Link))
	}
	return f
}

// labels are what trackers sort by.
func (it Item) labels() []string {
	out := []string{"insight"}
	if it.Confidence != "" {
		out = append(out, "confidence-"+it.Confidence)
	}
	out = append(out, it.Type)
	for _, t := range it.Themes {
		out = append(out, "theme-"+t)
	}
	for _, p := range it.Personas {
		out = append(out, "persona-"+p)
	}
	return out
}
