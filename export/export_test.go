package export_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"feltboard/export"
)

var update = flag.Bool("update", false, "write the golden files anew")

var options = export.Options{BaseURL: "https://board.example"}

func markdown(t testing.TB, s shop, o export.Options) export.Bundle {
	t.Helper()
	b, err := export.Render(s.View, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// golden compares a bundle with testdata/golden/<name>: its files, and what it says it left out.
func golden(t *testing.T, name string, b export.Bundle) {
	t.Helper()
	got := map[string]string{}
	for _, f := range b.Files {
		got[f.Name] = string(f.Data)
	}
	var left bytes.Buffer
	for _, l := range b.LeftOut {
		left.WriteString(string(l.Reason) + ": " + l.Sentence + "\n")
	}
	got["left-out.txt"] = left.String()
	dir := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, data := range got {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := map[string]string{}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		want[f.Name()] = string(data)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("go test ./export -update, and look at the difference:\n%s", diff)
	}
}

func TestGolden(t *testing.T) {
	t.Run("story", func(t *testing.T) { golden(t, "story", markdown(t, seatStory(), options)) })
	t.Run("tasks", func(t *testing.T) {
		golden(t, "tasks", markdown(t, seatStory(), export.Options{As: export.Task, Start: 310}))
	})
}
