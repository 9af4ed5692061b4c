package export_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"feltboard/export"
)

// backStory is a board with some actions, and what was exported of it as tasks.
func backStory(t *testing.T) (shop, []export.File, export.Manifest) {
	t.Helper()
	s := newShop()
	for i, status := range []string{"committed", "in_progress", "proposed", "verified"} {
		a := s.action(fmt.Sprintf("act-%d", i), fmt.Sprintf("Action %d", i))
		a.F["status"] = status
		a.F["acceptance"] = []any{criterion("a", "b", "c", false), criterion("", "", "it is so", true)}
	}
	b := render(t, s, export.Backlog, func(o *export.Options) { o.As = export.Task })
	m := export.Manifest{Format: "feltboard.folder/1"}
	for _, f := range b.Files {
		m.Files = append(m.Files, export.Written{
			Path: f.Name, Board: "board-7", For: export.Backlog, Action: f.Action, Status: s.Shared[f.Action].F["status"].(string), Ticks: []bool{false, true},
		})
	}
	return s, b.Files, m
}

func says(files []export.File, action, old, now string) {
	for i, f := range files {
		if f.Action == action {
			files[i].Data = []byte(strings.Replace(string(f.Data), old, now, 1))
		}
	}
}

func told(b export.Back) string {
	var out []string
	for _, c := range b.Moves {
		out = append(out, fmt.Sprintf("%s %s %s→%s", c.Action, c.Field, c.From, c.To))
	}
	for _, c := range b.Conflicts {
		out = append(out, fmt.Sprintf("conflict: %s %s %s→%s", c.Action, c.Field, c.From, c.To))
	}
	for _, u := range b.Unknown {
		out = append(out, "unknown: "+u.Why)
	}
	return strings.Join(out, "; ")
}

// E-24
func TestReadBack(t *testing.T) {
	s, files, m := backStory(t)
	seen, unknown := export.ReadBack(files)
	if got := told(export.Changes(s.View, m, seen)); got != "" || len(unknown) > 0 || len(seen) != 4 {
		t.Fatalf("untouched files say %q, %v", got, unknown)
	}
	says(files, "act-0", "status: 'To Do'", "status: In Progress")
	says(files, "act-0", "- [ ] #1", "- [x] #1")
	says(files, "act-1", "- [x] #2", "- [ ] #2")
	says(files, "act-2", "status: 'To Do'", "status: Blocked")
	says(files, "act-3", "status: 'Done'", "status: To Do")
	seen, _ = export.ReadBack(files)
	back := export.Changes(s.View, m, seen)
	want := "act-0 status committed→in_progress; act-0 acceptance 1 open→done; act-1 acceptance 2 done→open; act-3 status verified→committed; unknown: Its status “Blocked” is none that the board has."
	if got := told(back); got != want {
		t.Errorf("E-24:\n got %s\nwant %s", got, want)
	}
	ops := back.Ops(s.View)
	if len(ops) != 3 || ops[0].F["status"] != "in_progress" || ops[0].F["reason"] != export.ReadBackReason || ops[0].F["acceptance"].([]any)[0].(fields)["done"] != true {
		t.Errorf("E-24: %+v", ops)
	}
	if s.Shared["act-0"].F["acceptance"].([]any)[0].(fields)["done"] != false {
		t.Error("a record is changed in place")
	}

	// The board has moved on as well.
	s.Shared["act-0"].F["status"] = "done"
	s.Shared["act-0"].F["acceptance"] = []any{criterion("a", "b", "c", true), criterion("", "", "it is so", false)}
	says(files, "act-0", "- [x] #2", "- [ ] #2")
	s.Shared["act-3"].F["status"] = "committed" // the same on both sides
	s.Shared["act-1"].F["status"] = "done"      // the board alone
	says(files, "act-1", "- [ ] #2", "- [x] #2")
	seen, _ = export.ReadBack(files)
	if got, want := told(export.Changes(s.View, m, seen)), "conflict: act-0 status done→in_progress; unknown: Its status “Blocked” is none that the board has."; got != want {
		t.Errorf("E-24:\n got %s\nwant %s", got, want)
	}

	// Another board's, deleted ones, twice the same.
	s.Shared["act-1"].Deleted = true
	delete(s.Shared, "act-3")
	says(files, "act-2", "board-7", "board-8")
	files = append(files, export.File{Name: "copy.md", Data: files[0].Data}, export.File{Name: "README.txt", Data: []byte("x")})
	seen, unknown = export.ReadBack(files)
	if got := told(export.Changes(s.View, m, seen)); strings.Count(got, "another board") != 1 || strings.Count(got, "deleted on the board") != 1 || strings.Count(got, "not on the board") != 1 {
		t.Errorf("E-24: %s", got)
	}
	if len(unknown) != 1 || unknown[0].File != "copy.md" {
		t.Errorf("E-24: %v", unknown)
	}
}

// E-24: without a manifest a change of status counts, and no tick is taken back by guessing.
func TestReadBackWithoutManifest(t *testing.T) {
	s, files, _ := backStory(t)
	says(files, "act-0", "status: 'To Do'", "status: Done")
	says(files, "act-1", "- [ ] #1", "- [x] #1")
	says(files, "act-1", "- [x] #2", "- [ ] #2")
	seen, _ := export.ReadBack(files)
	want := "act-0 status committed→done; act-1 acceptance 1 open→done; conflict: act-1 acceptance 2 done→open"
	if got := told(export.Changes(s.View, export.Manifest{}, seen)); got != want {
		t.Errorf("E-24:\n got %s\nwant %s", got, want)
	}
}

// E-24: hostile files are refused with the reason, and cost nothing.
func TestReadBackRefuses(t *testing.T) {
	link := "references:\n  - 'https://x/b/board-7#action-act-0'\n"
	for data, why := range map[string]string{
		"":                                       "front matter",
		"---\nstatus: Done\n":                    "front matter",
		"---\nstatus: Done\n---\n":               "refers to no action",
		"---\n" + link + "---\n":                 "no status",
		"---\nstatus: [Done]\n" + link + "---\n": "no status",
		"---\nstatus: &a Done\ntitle: *a\n" + link + "---\n":                                   "plain YAML",
		"---\nstatus: !!python/object Done\n" + link + "---\n":                                 "plain YAML",
		"---\nstatus: Done\nstatus: To Do\n" + link + "---\n":                                  "plain YAML",
		"---\nstatus: 'Done\n" + link + "---\n":                                                "plain YAML",
		"---\n- a\n- b\n---\n":                                                                 "plain YAML",
		"---\nstatus: Done\n" + link + "  - 'https://x/b/board-7#action-b'\n---\n":             "more than one action",
		"---\nstatus: Done\nx: " + strings.Repeat("[", 3000) + "\n" + link + "---\n":           "plain YAML",
		"---\nstatus: Done\nx: # : '\n " + strings.Repeat("[", 60_000) + "\n" + link + "---\n": "plain YAML",
		"---\nstatus: Done\nx:\n" + strings.Repeat("- ", 30_000) + "x\n" + link + "---\n":      "plain YAML",
		"---\nstatus: Done\nx: " + strings.Repeat("a", 70_000) + "\n" + link + "---\n":         "too long",
		"---\nstatus: Done\n" + link + "---\n" + strings.Repeat("a", 600_000):                  "larger than",
		"---\nstatus: \xff\n" + link + "---\n":                                                 "UTF-8",
	} {
		seen, unknown := export.ReadBack([]export.File{{Name: "x.md", Data: []byte(data)}})
		if len(seen) > 0 || len(unknown) != 1 || !strings.Contains(unknown[0].Why, why) {
			t.Errorf("E-24: %.60q: %v, %v", data, seen, unknown)
		}
	}
	files := make([]export.File, 500) // each once took twenty seconds
	for i := range files {
		files[i].Name, files[i].Data = fmt.Sprint(i, ".md"), []byte("---\nx: "+strings.Repeat("[", 60_000)+"\n---\n")
	}
	began := time.Now()
	if seen, _ := export.ReadBack(files); len(seen) > 0 || time.Since(began) > 5*time.Second {
		t.Errorf("E-24: deep files took %s", time.Since(began))
	}
	title := "title: 'see [[[[[[[[[[[[ it''s {{{{{{{{{{'\n"
	if _, unknown := export.ReadBack([]export.File{{Name: "x.md", Data: []byte("---\nstatus: Done\n" + title + link + "---\n")}}); len(unknown) > 0 {
		t.Errorf("E-24: %v", unknown)
	}
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n"
	if seen, _ := export.ReadBack([]export.File{{Name: "x.md", Data: []byte("---\nstatus: Done\n" + bomb + link + "---\n")}}); len(seen) > 0 {
		t.Error("E-24: aliases are followed")
	}
	if seen, unknown := export.ReadBack(make([]export.File, 5000)); len(seen) > 0 || len(unknown) > 1 {
		t.Errorf("E-24: %d of 5000", len(unknown))
	}
}

func FuzzReadBack(f *testing.F) {
	f.Add([]byte("---\nstatus: Done\nreferences: ['https://x/b/board-7#action-act-0']\n---\n\n<!-- AC:BEGIN -->\n- [x] #1 Then it is so\n<!-- AC:END -->\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		seen, unknown := export.ReadBack([]export.File{{Name: "x.md", Data: data}})
		if len(seen)+len(unknown) != 1 {
			t.Errorf("%d seen, %d unknown of one", len(seen), len(unknown))
		}
		s := newShop()
		s.action("act-0", "x").F["acceptance"] = []any{criterion("", "", "it is so", false)}
		if _, err := json.Marshal(export.Changes(s.View, export.Manifest{}, seen)); err != nil {
			t.Error(err)
		}
	})
}
