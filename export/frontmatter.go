package export

import (
	"strings"

	"github.com/goccy/go-yaml"
)

// frontMatter is what the tool reads of an item, in the order it writes it: the fixed list of E-10. Empty ones are left
// out, but assignee and dependencies, which the tool always writes.
type frontMatter struct {
	ID           scalar   `yaml:"id"`
	Title        scalar   `yaml:"title"`
	Status       scalar   `yaml:"status"`
	Assignee     []scalar `yaml:"assignee"`
	CreatedDate  scalar   `yaml:"created_date,omitempty"`
	DueDate      scalar   `yaml:"due_date,omitempty"`
	Labels       []scalar `yaml:"labels"`
	Dependencies []scalar `yaml:"dependencies"`
	References   []scalar `yaml:"references"`
	Priority     scalar   `yaml:"priority"`
	Type         scalar   `yaml:"type"`
}

// scalar is one line of text, written in single quotes whatever it holds.
type scalar string

// MarshalYAML implements yaml.BytesMarshaler.
func (s scalar) MarshalYAML() ([]byte, error) {
	return []byte("'" + strings.ReplaceAll(clean(string(s)), "'", "''") + "'"), nil
}

func (f frontMatter) encode() ([]byte, error) {
	for _, l := range []*[]scalar{&f.Assignee, &f.Labels, &f.Dependencies, &f.References} {
		if *l == nil {
			*l = []scalar{}
		}
	}
	return yaml.MarshalWithOptions(f, yaml.IndentSequence(true))
}
