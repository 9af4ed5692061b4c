package export

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

// obsidianFront is the front matter of a note in Obsidian.
type obsidianFront struct {
	Title    scalar   `yaml:"title"`
	Status   scalar   `yaml:"status"`
	Priority scalar   `yaml:"priority"`
	Due      scalar   `yaml:"due,omitempty"`
	Owner    scalar   `yaml:"owner,omitempty"`
	Session  scalar   `yaml:"session,omitempty"`
	Link     scalar   `yaml:"link,omitempty"`
	Tags     []scalar `yaml:"tags"`
}

// obsidian writes one note per action: a task line that the Tasks plugin reads, its criteria below, then the evidence.
func obsidian(e edition) ([]File, error) {
	var files []File
	for _, it := range e.items {
		front := obsidianFront{
			Title: scalar(it.Title), Status: scalar(it.Status), Priority: scalar(it.Priority), Due: scalar(it.Due),
			Session: scalar(it.Session), Link: scalar(it.Link),
		}
		if it.Owner != nil {
			front.Owner = scalar(it.Owner.Name)
		}
		for _, l := range it.labels() {
			front.Tags = append(front.Tags, scalar(l))
		}
		head, err := yaml.MarshalWithOptions(front, yaml.IndentSequence(true))
		if err != nil {
			return nil, fmt.Errorf("action %s: front matter: %w", it.Action, err)
		}
		var b strings.Builder
		b.WriteString("---\n" + string(head) + "---\n\n" + it.taskLine() + "\n")
		for _, c := range it.Acceptance {
			b.WriteString("    " + box(c.Done) + forTasks(c.String()) + "\n")
		}
		if it.Duty != "" {
			b.WriteString("    " + box(false) + it.Duty + "\n")
		}
		b.WriteString("\n" + inMarkdown(it.description(), forObsidian) + "\n")
		if it.Link != "" {
			b.WriteString("\n[This action on the board](" + it.Link + ")\n")
		}
		files = append(files, File{Name: fmt.Sprintf("%d %s.md", it.Number, slug(it.Title)), Data: []byte(b.String()), Action: it.Action})
	}
	return files, nil
}

// taskLine has the plugin's fields at its end, where alone it finds them.
func (it Item) taskLine() string {
	mark := map[string]string{"done": "x", "verified": "x", "declined": "-", "in_progress": "/"}[it.Status]
	if mark == "" {
		mark = " "
	}
	s := "- [" + mark + "] #task " + forTasks(it.Title) + " 🆔 a" + itoa(it.Number)
	switch it.Priority {
	case "high":
		s += " ⏫"
	case "low":
		s += " 🔽"
	}
	if day, _, ok := strings.Cut(it.Created, " "); ok {
		s += " ➕ " + day
	}
	if it.Due != "" {
		s += " 📅 " + it.Due
	}
	if day := it.settled(); day != "" && mark == "x" {
		s += " ✅ " + day
	} else if day != "" && mark == "-" {
		s += " ❌ " + day
	}
	return s
}

// forObsidian parts what only Obsidian takes for markup: comments, highlights, formulas, block ids and fields.
func forObsidian(s string) string {
	s = part(escape(s), "%=$^")
	for strings.Contains(s, "::") {
		s = strings.ReplaceAll(s, "::", ":"+zeroWidth+":")
	}
	return s
}

// forTasks leaves the plugin's own signs out, and what it trips over.
func forTasks(s string) string {
	s = forObsidian(clean(tasksSigns.Replace(s)))
	if s == "" {
		return "(no words)"
	}
	return s
}

var tasksSigns = strings.NewReplacer(
	"🔺", "", "⏫", "", "🔼", "", "🔽", "", "⏬", "", "📅", "", "📆", "", "🗓", "", "⏳", "", "⌛", "", "🛫", "", "➕", "", "✅", "", "❌", "",
	"🔁", "", "🆔", "", "⛔", "", "🏁", "", "\ufe0f", "", "\u00a0", " ",
)
