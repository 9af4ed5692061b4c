package intake

import (
	"strings"

	"github.com/go-json-experiment/json"
)

// ownFormat begins the name of the format that this program's own JSON exports have.
const ownFormat = "feltboard.export/"

// readOwn reads the words in one of our own JSON exports as a table; ok is false for any other JSON.
func readOwn(text string) (t table, ok bool) {
	var file struct {
		Format string `json:"format"`
		Items  []any  `json:"items"`
	}
	if json.Unmarshal([]byte(text), &file) != nil || !strings.HasPrefix(file.Format, ownFormat) {
		return table{}, false
	}
	w := &ownNotes{t: table{head: []string{"text", "whose", "kind", "source", "date"}}, seen: map[string]bool{}}
	w.walk(file.Items)
	return w.t, true
}

// ownLists are where an item lists notes. Contradictions name the same again.
var ownLists = []string{"insights", "evidence", "counter_evidence", "not_evidence", "notes"}

type ownNotes struct {
	t    table
	seen map[string]bool
}

func (w *ownNotes) walk(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			w.walk(e)
		}
	case map[string]any:
		if _, ok := v["who"]; ok {
			w.note(v)
			return
		}
		for _, name := range ownLists {
			w.walk(v[name])
		}
	}
}

func (w *ownNotes) note(m map[string]any) {
	str := func(name string) string { s, _ := m[name].(string); return s }
	who, source := str("who"), str("source")
	if !pseudonym.MatchString(who) {
		who = ""
	}
	if source == "in-session" {
		source = ""
	}
	l := line{cells: []string{str("words"), who, str("kind"), source, str("day")}}
	key := strings.Join(l.cells, "\x00")
	if w.seen[key] {
		return
	}
	w.seen[key] = true
	if l.n = len(w.t.rows) + 1; l.cells[0] == "" {
		l.problem = stayed
	}
	w.t.rows = append(w.t.rows, l)
}
