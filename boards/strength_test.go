package boards_test

import (
	"os"
	"path/filepath"
	"testing"

	"feltboard/boards"
	"feltboard/boards/canon"

	"github.com/google/go-cmp/cmp"
)

// TestB73StrengthOfEvidence: the vectors are by hand, and read by web/src/model/strength.test.ts too.
func TestB73StrengthOfEvidence(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "vectors", "strength.json"))
	if err != nil {
		t.Fatal(err)
	}
	v, err := canon.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range v.([]any) {
		c := c.(map[string]any)
		t.Run(c["name"].(string), func(t *testing.T) {
			records := map[string]*boards.Record{}
			for _, r := range c["records"].([]any) {
				m := r.(map[string]any)
				by, _ := m["by"].(string)
				records[m["id"].(string)] = &boards.Record{
					ID: m["id"].(string), Type: m["type"].(string), By: by, F: m["f"].(map[string]any), Deleted: m["del"] == true,
				}
			}
			w := boards.Strength(func(id string) *boards.Record { return records[id] }, records["i"])
			got := map[string]any{
				"notes": int64(w.Notes), "customers": int64(w.Customers), "people": int64(w.People), "atLeast": w.AtLeast,
				"sources": int64(w.Sources), "secondHand": w.SecondHand, "contested": w.Contested, "level": string(w.Level),
			}
			if diff := cmp.Diff(c["want"], any(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestB74AScoreNeedsAllItsNumbersAndEvidence(t *testing.T) {
	action := func(reach, impact, effort int64) *boards.Record {
		return &boards.Record{Type: "action", F: map[string]any{"rice": map[string]any{"reach": reach, "impact": impact, "effort": effort}}}
	}
	if score, ok := boards.RICE(action(500, 200, 25), boards.Medium); !ok || score != 320 {
		t.Error(score, ok)
	}
	for _, a := range []*boards.Record{action(0, 200, 25), action(500, 0, 25), action(500, 200, 0)} {
		if _, ok := boards.RICE(a, boards.High); ok {
			t.Error("a score without a number")
		}
	}
	if _, ok := boards.RICE(action(500, 200, 25), boards.Assumption); ok {
		t.Error("an assumption has a score")
	}
}
