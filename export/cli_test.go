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
	old    bool // its JSON has neither due dates nor counts of criteria
}

// healthy says whether the tool's doctor finds nothing.
func (p tool) healthy() {
	p.t.Helper()
	if out := p.run("doctor"); !strings.HasPrefix(strings.TrimSpace(out), "No duplicate") {
		p.t.Errorf("doctor: %s", out)
	}
}

// criteria counts acceptance criteria, ticked ones first, where the list does not.
func (p tool) criteria(id string) (done, all int) {
	p.t.Helper()
	var view struct{ Task listed }
	if err := json.Unmarshal([]byte(p.run("task", "view", id, "--json")), &view); err != nil {
		p.t.Fatal(err)
	}
	for _, c := range view.Task.AcceptanceCriteria {
		if all++; c.Checked {
			done++
		}
	}
	return done, all
}

// The versions of the tool that read what we write: the pinned one and the two minor versions before it.
var versions = map[string]string{
	"1.52.0": "backlog.md-linux-x64", "1.51.0": "backlog.md-linux-x64-1-51", "1.50.1": "backlog.md-linux-x64-1-50",
}

// eachTool runs a test with every version, each in a project of its own.
func eachTool(t *testing.T, test func(*testing.T, tool)) {
	t.Helper()
	for version, module := range versions {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			binary, err := filepath.Abs("testdata/tools/node_modules/" + module + "/backlog")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(binary); err != nil {
				t.Fatal("The Backlog.md tool is not installed, so nothing proves that it reads our files: run make deps (it has the tool for Linux on x86-64).")
			}
			p := tool{t, binary, t.TempDir(), version == "1.50.1"}
			if got := strings.TrimSpace(p.run("--version")); got != version {
				t.Fatalf("this is %s", got)
			}
			p.run("init", "P", "--defaults", "--no-git", "--integration-mode", "none")
			test(t, p)
		})
	}
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
	eachTool(t, cliListsTasks)
}

func cliListsTasks(t *testing.T, p tool) {
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
	if p.old {
		want.DueDate = ""
	}
	if diff := cmp.Diff(want, task); diff != "" {
		t.Errorf("the records say (-), the tool says (+):\n%s", diff)
	}
	p.healthy()
}

// E-11: drafts are listed beside the project's own, and promoting one gives it the next free id.
func TestCLIPromotesDrafts(t *testing.T) {
	eachTool(t, cliPromotesDrafts)
}

func cliPromotesDrafts(t *testing.T, p tool) {
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
	if p.old {
		want.DueDate = ""
	}
	if diff := cmp.Diff(want, task); diff != "" {
		t.Errorf("the records say (-), the tool says (+):\n%s", diff)
	}
	p.healthy()
}

// E-10, E-14: whatever the title and the words, no file is dropped, no criterion is added, nothing runs.
func TestCLISurvivesOddWords(t *testing.T) {
	eachTool(t, cliSurvivesOddWords)
}

func cliSurvivesOddWords(t *testing.T, p tool) {
	b := markdown(t, oddStory(), export.Options{As: export.Task, Start: 1})
	p.copy("tasks", b)
	var list struct {
		Tasks []struct {
			ID, Title                                            string
			AcceptanceCriteriaCompleted, AcceptanceCriteriaCount int
			DueDate                                              *string
		}
	}
	if err := json.Unmarshal([]byte(p.run("task", "list", "--json")), &list); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for i, l := range list.Tasks {
		got = append(got, l.Title)
		if p.old && i%8 > 0 {
			continue
		} else if p.old {
			l.AcceptanceCriteriaCompleted, l.AcceptanceCriteriaCount = p.criteria(l.ID)
		}
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

// Issue 5, done-when 1: whatever customers say, every file is listed, and nothing but the words themselves differs.
func TestCLISurvivesTraps(t *testing.T) {
	eachTool(t, func(t *testing.T, p tool) {
		s := newShop()
		words := append([]string{"@name see #12", "/close", "=1+1", "+1", "@SUM(A1)", "<b>bold</b>", "\u202egnp.exe", strings.Repeat("ten kilobytes ", 750), "😀👩‍👩‍👧❤️"}, traps...)
		for i, w := range words {
			n := itoa(i)
			s.note("n-"+n, "p1", "quote", w)
			s.insight("ins-"+n, w, "n-"+n).F["so"] = w
			a := s.action("act-"+n, "Action "+n, "ins-"+n)
			a.F["acceptance"] = []any{criterion("", "", "first", true), criterion("", w, "second", false)}
			a.F["reason"], a.F["story"] = w, fields{"form": "job", "when": w, "want": "", "so": ""}
		}
		b := markdown(t, s, export.Options{BaseURL: options.BaseURL, As: export.Task, Start: 1})
		p.copy("tasks", b)
		var list struct {
			Tasks []struct {
				ID, Title, Status, Priority                          string
				AcceptanceCriteriaCompleted, AcceptanceCriteriaCount int
			}
		}
		if err := json.Unmarshal([]byte(p.run("task", "list", "--json")), &list); err != nil {
			t.Fatal(err)
		}
		if len(list.Tasks) != len(words) {
			t.Errorf("%d files written, %d listed", len(words), len(list.Tasks))
		}
		for i, l := range list.Tasks {
			if p.old && i%8 > 0 {
				l.AcceptanceCriteriaCompleted, l.AcceptanceCriteriaCount = 1, 2
			} else if p.old {
				l.AcceptanceCriteriaCompleted, l.AcceptanceCriteriaCount = p.criteria(l.ID)
			}
			if !strings.HasPrefix(l.Title, "Action ") || l.Status != "To Do" || l.Priority != "medium" || l.AcceptanceCriteriaCount != 2 || l.AcceptanceCriteriaCompleted != 1 {
				t.Errorf("arrived as %+v", l)
			}
		}
		p.healthy()
	})
}

// Issue 5, done-when 1; E-24: what that tool changes comes back, also of drafts that it has promoted, and nothing else does.
func TestCLIStatusComesBack(t *testing.T) {
	eachTool(t, func(t *testing.T, p tool) {
		s := seatStory()
		s.Shared["act-2"].F["acceptance"] = []any{criterion("", "", "/close <!-- AC:END --> @anna #12", true), criterion("", "", "they write back", false)}
		into := func(dir string, o export.Options) string {
			dir = filepath.Join(p.dir, "backlog", dir)
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			folder(t, dir, s, o)
			return dir
		}
		back := func(dir, manifest string) string {
			t.Helper()
			m, err := export.ReadManifest(os.DirFS(manifest))
			if err != nil {
				t.Fatal(err)
			}
			var files []export.File
			for name, data := range contents(t, dir) {
				files = append(files, export.File{Name: name, Data: []byte(data)})
			}
			slices.SortFunc(files, func(a, b export.File) int { return strings.Compare(a.Name, b.Name) })
			seen, unknown := export.ReadBack(files)
			changes := export.Changes(s.View, m, seen)
			changes.Unknown = append(changes.Unknown, unknown...)
			return told(changes)
		}
		tasks := into("tasks", export.Options{BaseURL: options.BaseURL, As: export.Task, Start: 310})
		if got := back(tasks, tasks); got != "" {
			t.Errorf("untouched files say %s", got)
		}
		p.run("task", "edit", "310", "-s", "Done", "--check-ac", "1")
		p.run("task", "edit", "311", "-s", "In Progress", "--uncheck-ac", "1", "--check-ac", "2", "--append-notes", "They wrote notes of their own")
		want := "act-1 status in_progress→done; act-1 acceptance 1 open→done; act-2 status proposed→in_progress; act-2 acceptance 1 done→open; act-2 acceptance 2 open→done"
		if got := back(tasks, tasks); got != want {
			t.Errorf("E-24:\n got %s\nwant %s", got, want)
		}
		if again := folder(t, tasks, s, export.Options{BaseURL: options.BaseURL, As: export.Task, Start: 310}); len(again.ByHand) != 2 || len(again.Writes) != 0 {
			t.Errorf("E-22: exported again: %s", counts(again))
		}
		for name := range contents(t, tasks) {
			if err := os.Remove(filepath.Join(tasks, name)); err != nil {
				t.Fatal(err)
			}
		}
		drafts := into("drafts", options)
		for name := range contents(t, drafts) {
			if id, _, ok := strings.Cut(name, " "); ok {
				p.run("draft", "promote", strings.ToUpper(id))
			}
		}
		var list struct{ Tasks []struct{ ID, Title string } }
		if err := json.Unmarshal([]byte(p.run("task", "list", "--json")), &list); err != nil {
			t.Fatal(err)
		}
		for _, l := range list.Tasks {
			if strings.HasPrefix(l.Title, "Tell") {
				p.run("task", "edit", l.ID, "-s", "Done")
			}
		}
		// Promoted drafts are "To Do": of an action that is in progress already nobody has decided that.
		if got, want := back(tasks, drafts), "act-2 status proposed→done"; got != want {
			t.Errorf("E-24, promoted:\n got %s\nwant %s", got, want)
		}
	})
}
