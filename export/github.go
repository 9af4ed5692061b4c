package export

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// What tools take at most, in bytes; below what they say, so that nothing hangs on how they count.
const (
	mostGitHub = 60_000
	mostGitLab = 500_000
	mostJira   = 30_000
	mostOthers = 200_000

	mostTitle = 250 // characters
)

// issue is what a manifest says of a file.
type issue struct {
	File      string   `json:"file"`
	Title     string   `json:"title"`
	Labels    []string `json:"labels"`
	Assignees []string `json:"assignees"`
	Milestone string   `json:"milestone,omitempty"`
	State     string   `json:"state"`
	Action    string   `json:"action"`
	Link      string   `json:"link,omitempty"`
}

// github writes the body of one issue per file, and a manifest of the rest. There is no script: what somebody typed has no
// business in a shell.
func github(e edition) ([]File, error) {
	var files []File
	list := []issue{}
	for _, it := range e.items {
		name := fmt.Sprintf("%d-%s.md", it.Number, slug(it.Title))
		files = append(files, File{Name: name, Data: []byte(it.GitHubBody() + "\n"), Action: it.Action})
		list = append(list, issue{name, it.PlainTitle(), it.Labels(), it.Assignees(), it.Session, it.state(), it.Action, it.Link})
	}
	data, err := encode(map[string]any{"format": "feltboard.github/1", "issues": list})
	return append(files, File{Name: "issues.json", Data: data}), err
}

// GitHubBody is the item as the Markdown of an issue on GitHub or Gitea: nobody is mentioned in it, nothing referred to.
func (it Item) GitHubBody() string {
	return fit(it.body(), mostGitHub, func(b []block) string { return inMarkdown(b, forGitHub) })
}

// GitLabBody is the same for GitLab, without quick actions.
func (it Item) GitLabBody() string {
	return fit(it.body(), mostGitLab, func(b []block) string { return inMarkdown(b, forGitLab) })
}

// PlainTitle is the title as trackers may show it: nothing in it links or mentions.
func (it Item) PlainTitle() string { return clip(inert(it.Title)) }

// clip keeps a title to what trackers take, zero-width spaces included.
func clip(s string) string {
	if r := []rune(s); len(r) > mostTitle {
		return string(r[:mostTitle-1]) + "…"
	}
	return s
}

// Labels are what trackers sort by; the priority is among them.
func (it Item) Labels() []string { return append(it.labels(), "priority:"+it.Priority) }

// Assignees are the handles of who sees to it: one, or none.
func (it Item) Assignees() []string {
	if it.Owner == nil || it.Owner.Handle == "" {
		return []string{}
	}
	return []string{it.Owner.Handle}
}

// Closed says whether nothing is left to do.
func (it Item) Closed() bool {
	return it.Status == "done" || it.Status == "verified" || it.Status == "declined"
}

func (it Item) state() string {
	if it.Closed() {
		return "closed"
	}
	return "open"
}

// settled is the day on which it was done or declined; "" if that is not known.
func (it Item) settled() string {
	if !it.Closed() || len(it.Log) == 0 {
		return ""
	}
	return it.Log[len(it.Log)-1].Day
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
