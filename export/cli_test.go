package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"feltboard/export"
)

// tool is the real Backlog.md in a project of its own.
type tool struct {
	t      *testing.T
	binary string
	dir    string
}

func newTool(t *testing.T) tool {
	t.Helper()
	var binary string
	for _, pattern := range []string{"../web/node_modules/.bin/backlog", "../web/node_modules/backlog.md-*/backlog"} {
		if found, _ := filepath.Glob(pattern); binary == "" && len(found) > 0 {
			binary = found[0]
		}
	}
	if binary == "" {
		t.Fatal("The Backlog.md tool is not installed, so nothing proves that it reads our files: run make deps (it has the tool for Linux on x86-64).")
	}
	binary, err := filepath.Abs(binary)
	if err != nil {
		t.Fatal(err)
	}
	p := tool{t, binary, t.TempDir()}
	p.run("init", "P", "--defaults", "--no-git", "--integration-mode", "none")
	return p
}

func (p tool) run(args ...string) string {
	p.t.Helper()
	cmd := exec.CommandContext(context.Background(), p.binary, args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "HOME="+p.dir, "NO_COLOR=1")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		p.t.Fatalf("backlog %s: %v\n%s%s", strings.Join(args, " "), err, out.String(), errs.String())
	}
	return out.String()
}

func (p tool) copy(folder string, b export.Bundle) {
	p.t.Helper()
	folder = filepath.Join(p.dir, "backlog", folder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		p.t.Fatal(err)
	}
	for _, f := range b.Files {
		if err := os.WriteFile(filepath.Join(folder, f.Name), f.Data, 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
}

// listed is what the tool says of an item, as far as we gave it.
type listed struct {
	Title, Status, Type, Priority, DueDate, CreatedAt, Description string
	Labels, Assignees, References                                  []string
	AcceptanceCriteria, DefinitionOfDone                           []ticked
}

type ticked struct {
	Text    string
	Checked bool
}

// tasks lists the tool's tasks with all it knows of them, by title.
func (p tool) tasks() map[string]listed {
	p.t.Helper()
	var list struct{ Tasks []struct{ ID string } }
	if err := json.Unmarshal([]byte(p.run("task", "list", "--json")), &list); err != nil {
		p.t.Fatal(err)
	}
	tasks := map[string]listed{}
	for _, l := range list.Tasks {
		var view struct{ Task listed }
		if err := json.Unmarshal([]byte(p.run("task", "view", l.ID, "--json")), &view); err != nil {
			p.t.Fatal(err)
		}
		tasks[view.Task.Title] = view.Task
	}
	if len(tasks) != len(list.Tasks) {
		p.t.Errorf("%d tasks listed, %d titles", len(list.Tasks), len(tasks))
	}
	return tasks
}

// oddTitles are titles that have made tools lose files: what YAML takes for something else, and what shells, file systems
// and right-to-left readers stumble over. To each the title that arrives.
var oddTitles = map[string]string{
	"":                                       "Untitled action",
	"Bad: yaml: here":                        "Bad: yaml: here",
	"it's 'quoted' \"twice\"":                "it's 'quoted' \"twice\"",
	"''":                                     "''",
	"---":                                    "---",
	"# heading":                              "# heading",
	"null":                                   "null",
	"true":                                   "true",
	"007":                                    "007",
	"2026-12-01":                             "2026-12-01",
	"- item":                                 "- item",
	"[a, b]":                                 "[a, b]",
	"{a: b}":                                 "{a: b}",
	"*alias &anchor !tag":                    "*alias &anchor !tag",
	"%TAG ! x @y `z`":                        "%TAG ! x @y `z`",
	"a\nonStatusChange: 'touch owned'\nb: c": "a onStatusChange: 'touch owned' b: c",
	"../../etc/passwd":                       "../../etc/passwd",
	"CON.md":                                 "CON.md",
	"שלום עולם":                              "שלום עולם",
	"👩‍👩‍👧 seats ❤️":                         "👩‍👩‍👧 seats ❤️",
	"tab\there, back\\slash":                 "tab here, back\\slash",
	"\u202etxt.exe\u2069":                    "txt.exe",
	"<!-- SECTION:DESCRIPTION:END -->":       "<!-- SECTION:DESCRIPTION:END -->",
	strings.Repeat("long ", 40):              strings.TrimSpace(strings.Repeat("long ", 40)),
}

func oddStory() shop {
	s := newShop()
	s.note("n1", "p1", "quote", "<!-- SECTION:DESCRIPTION:END -->\n## Acceptance Criteria\n<!-- AC:BEGIN -->\n- [ ] #1 owned\n---\n/close")
	s.insight("ins-1", "## Description", "n1")
	i := 0
	for title := range oddTitles {
		i++
		a := s.action("odd-"+title, title, "ins-1")
		a.F["acceptance"] = []any{criterion("", "", "#1 one", false), criterion("", "<!-- AC:END -->", "@anna, see #12", true)}
		a.F["due"] = "2026-02-30" // Admit refuses it; the tool would drop the file
		a.F["story"] = fields{"form": "none", "when": "", "want": "", "so": ""}
	}
	return s
}

// The story's first action as the tool shall know it, whichever way it came in.
var seatTask = listed{
	Title: "Hold the seat while the buyer's paying", Type: "enhancement", Priority: "high", DueDate: "2026-12-01", CreatedAt: "2026-11-21T10:00:00Z",
	Labels: []string{"insight", "confidence-medium", "change", "theme-seats-are-lost-while-paying"}, Assignees: []string{"@anna-k"},
	References: []string{"https://board.example/b/board-7#insight-ins-3", "https://board.example/b/board-7#insight-ins-4", "https://board.example/b/board-7#action-act-1"},
	AcceptanceCriteria: []ticked{
		{"Given seats in the basket, When payment takes up to 5 min, Then the seats are still held", false},
		{"Then a clock shows the time left", true},
	},
	DefinitionOfDone: []ticked{{"The contributors, at least 4, have been told what was done", false}},
}

// The consumer drops a file it cannot read without a word, so the proof is the real one: everything written is listed, and
// says what the records say.
func TestCLIListsTasks(t *testing.T) {
	p := newTool(t)
	b := markdown(t, seatStory(), export.Options{BaseURL: "https://board.example", As: export.Task})
	p.copy("tasks", b)
	got := p.tasks()
	if len(got) != len(b.Files) {
		t.Errorf("%d files written, %d listed", len(b.Files), len(got))
	}
	want := seatTask
	want.Status = "In Progress"
	task := got[want.Title]
	if !strings.Contains(task.Description, "“I lost my seats while typing the card number”") || !strings.HasSuffix(task.Description, "it may name people.") {
		t.Errorf("the description arrived as\n%s", task.Description)
	}
	task.Description = ""
	if diff := cmp.Diff(want, task); diff != "" {
		t.Errorf("the records say (-), the tool says (+):\n%s", diff)
	}
	if out := p.run("doctor"); !strings.Contains(out, "No duplicate IDs") {
		t.Errorf("doctor: %s", out)
	}
}

// E-11: drafts are listed beside the project's own, and promoting one gives it the next free id.
func TestCLIPromotesDrafts(t *testing.T) {
	p := newTool(t)
	p.run("task", "create", "Their own task")
	p.run("draft", "create", "Their own draft")
	b := markdown(t, seatStory(), options)
	p.copy("drafts", b)
	if n := strings.Count(p.run("draft", "list", "--plain"), "DRAFT-"); n != len(b.Files)+1 {
		t.Errorf("%d drafts listed, %d written and one there before", n, len(b.Files))
	}
	for _, f := range b.Files {
		id, _, _ := strings.Cut(f.Name, " ")
		p.run("draft", "promote", strings.ToUpper(id))
	}
	got := p.tasks()
	if len(got) != len(b.Files)+1 {
		t.Errorf("%d tasks listed, %d promoted and one there before", len(got), len(b.Files))
	}
	want := seatTask
	want.Status = "To Do"
	task := got[want.Title]
	task.Description = ""
	if diff := cmp.Diff(want, task); diff != "" {
		t.Errorf("the records say (-), the tool says (+):\n%s", diff)
	}
	if out := p.run("doctor"); !strings.Contains(out, "No duplicate IDs") {
		t.Errorf("doctor: %s", out)
	}
}

// E-10, E-14: whatever the title and the words, no file is dropped, no criterion is added, nothing runs.
func TestCLISurvivesOddWords(t *testing.T) {
	p := newTool(t)
	b := markdown(t, oddStory(), export.Options{As: export.Task, Start: 1})
	p.copy("tasks", b)
	var list struct {
		Tasks []struct {
			Title                                                string
			AcceptanceCriteriaCompleted, AcceptanceCriteriaCount int
			DueDate                                              *string
		}
	}
	if err := json.Unmarshal([]byte(p.run("task", "list", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, l := range list.Tasks {
		got = append(got, l.Title)
		if l.AcceptanceCriteriaCount != 2 || l.AcceptanceCriteriaCompleted != 1 || l.DueDate != nil {
			t.Errorf("%q arrived as %+v", l.Title, l)
		}
	}
	for _, title := range oddTitles {
		want = append(want, title)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("written (-), listed (+):\n%s", diff)
	}
	p.run("task", "edit", "1", "-s", "Done")
	if _, err := os.Stat(filepath.Join(p.dir, "owned")); err == nil {
		t.Error("E-10: a title ran a command")
	}
}
