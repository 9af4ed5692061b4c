package intake

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the pages preview before it is sent is split by the same rules (web/src/ui/paste/csv.ts), on the same cases.
func TestCSVSplitsAsThePagesDo(t *testing.T) {
	type vectorLine struct {
		N     int      `json:"n"`
		Cells []string `json:"cells"`
		Open  bool     `json:"open"`
	}
	var cases []struct {
		Name  string       `json:"name"`
		Text  string       `json:"text"`
		Lines []vectorLine `json:"lines"`
	}
	data, err := os.ReadFile("testdata/csv.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(c.Text)
			r := reader{text: text, comma: delimiter(text, true)}
			var got []vectorLine
			for n := 1; r.at < len(r.text); n++ {
				if l := r.line(); !empty(l.cells) {
					got = append(got, vectorLine{n, l.cells, l.problem != ""})
				}
			}
			if diff := cmp.Diff(c.Lines, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
