package export_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"feltboard/export"
)

// Linear's own importer, as it is published, finds in our file what the records say.
func TestLinearReadsIt(t *testing.T) {
	modules, err := filepath.Abs("testdata/tools/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(modules, "@linear/import")); err != nil {
		t.Fatal("Linear's importer is not installed, so nothing proves that it reads our file: run make deps.")
	}
	read := func(s shop) (list []linearIssue) {
		t.Helper()
		file := filepath.Join(t.TempDir(), "issues.csv")
		if err := os.WriteFile(file, render(t, s, export.Linear).Files[0].Data, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), "node", "testdata/linear.mjs", modules, file).Output()
		if err != nil {
			t.Fatalf("%v: %s", err, err.(*exec.ExitError).Stderr)
		}
		var data struct{ Issues []linearIssue }
		if err := json.Unmarshal(out, &data); err != nil {
			t.Fatal(err)
		}
		return data.Issues
	}
	s := richStory()
	got := read(s)
	if len(got) != 1 {
		t.Fatalf("%d issues of an action and a declined one", len(got))
	}
	hold := got[0]
	if hold.Title != "Hold the seat while the buyer's paying" || hold.Priority != 2 || hold.Status != "In Progress" || hold.AssigneeID != "anna-k" || hold.Estimate != 2 ||
		strings.Join(hold.Labels, " ") != "insight confidence-medium change theme-seats-are-lost-while-paying persona-first-time-buyer" || hold.CreatedAt != "2026-11-21T10:00:00.000Z" {
		t.Errorf("%+v", hold)
	}
	if !strings.Contains(hold.Description, "“I lost my seats while typing the card number”") || !strings.Contains(hold.Description, "#action-act-1") {
		t.Errorf("the description arrived as\n%s", hold.Description)
	}
	odd := newShop()
	for i, words := range append([]string{"-2", "+3", "a, b", "\"quoted\""}, traps...) {
		odd.note("n-"+itoa(i), "p1", "quote", words)
		odd.insight("ins-"+itoa(i), words, "n-"+itoa(i))
		odd.action("act-"+itoa(i), words, "ins-"+itoa(i))
	}
	got = read(odd)
	if len(got) != len(traps)+4 {
		t.Errorf("%d issues of %d actions", len(got), len(traps)+4)
	}
	for _, g := range got {
		if g.Priority != 3 || g.Title == "" || !strings.Contains(g.Description, "#action-act-") {
			t.Errorf("arrived as %.200v", g)
		}
	}
	if got := read(wordy("=1+1")); got[0].Title != "=1+1" { // the apostrophe is Linear's own convention
		t.Errorf("a formula arrives as %q", got[0].Title)
	}
}

type linearIssue struct {
	Title, Description, Status, AssigneeID, CreatedAt string
	Priority, Estimate                                int
	Labels                                            []string
}

func itoa(n int) string { return strconv.Itoa(n) }
