package export_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"feltboard/export"
)

// folder exports into dir as the command does, and returns what it did.
func folder(t *testing.T, dir string, s shop, o export.Options) export.Folder {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	p, err := export.Plan(root.FS(), markdown(t, s, o))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write(root); err != nil {
		t.Fatal(err)
	}
	return p
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name()] = string(data)
	}
	return all
}

func edit(t *testing.T, path, old, now string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q: %v", path, old, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), old, now, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func counts(p export.Folder) string {
	return fmt.Sprintf("%d written, %d unchanged, %d by hand, %d gone, %d stale", len(p.Writes), len(p.Unchanged), len(p.ByHand), len(p.Gone), len(p.Stale))
}

// Issue 5, done-when 3; E-18, E-22: exported twice, the same bytes. Three files edited by hand and two records changed: two
// are updated, three are shown, none is lost.
func TestExportAgain(t *testing.T) {
	for _, f := range []export.Format{export.Backlog, export.GitHub, export.Obsidian} {
		t.Run(string(f), func(t *testing.T) {
			dir, o := t.TempDir(), export.Options{BaseURL: options.BaseURL, Format: f}
			s := newShop()
			s.note("n1", "p1", "quote", "so it is")
			s.insight("ins", "They say so", "n1")
			for i := range 8 {
				s.action(fmt.Sprintf("act-%d", i), fmt.Sprintf("Action %d", i), "ins")
			}
			extra := 0 // the manifest of GitHub's issues, which tells the titles of all
			if f == export.GitHub {
				extra = 1
			}
			if got, want := counts(folder(t, dir, s, o)), fmt.Sprintf("%d written, 0 unchanged, 0 by hand, 0 gone, 0 stale", 8+extra); got != want {
				t.Fatalf("first: %s", got)
			}
			first := contents(t, dir)
			if got, want := counts(folder(t, dir, s, o)), fmt.Sprintf("0 written, %d unchanged, 0 by hand, 0 gone, 0 stale", 8+extra); got != want {
				t.Errorf("second: %s", got)
			}
			if fmt.Sprint(contents(t, dir)) != fmt.Sprint(first) {
				t.Error("E-18: two exports differ")
			}
			name := func(i int) string {
				for n := range first {
					if strings.Contains(n, fmt.Sprintf("Action-%d", i)) {
						return filepath.Join(dir, n)
					}
				}
				t.Fatalf("no file of action %d", i)
				return ""
			}
			for _, i := range []int{0, 1, 2} {
				edit(t, name(i), "so it is", "so it was, they say")
			}
			s.Shared["act-3"].F["title"] = "Action 3 has another name" // another slug: the file is replaced
			s.Shared["act-4"].F["priority"], s.Shared["act-4"].F["reason"] = "high", "urgent"
			p := folder(t, dir, s, o)
			if got, want := counts(p), fmt.Sprintf("%d written, 3 unchanged, 3 by hand, 0 gone, 0 stale", 2+extra); got != want {
				t.Errorf("third: %s", got)
			}
			for _, d := range p.ByHand {
				if !strings.Contains(d.Diff, "-") || !strings.Contains(d.Diff, "so it was, they say") || !strings.Contains(d.Diff, "\n@@ ") {
					t.Errorf("E-22: no difference is shown of %s:\n%s", d.Path, d.Diff)
				}
			}
			after := contents(t, dir)
			if len(after) != len(first) {
				t.Errorf("E-22: %d files were there, %d are", len(first), len(after))
			}
			for _, i := range []int{0, 1, 2} {
				if !strings.Contains(after[filepath.Base(name(i))], "so it was, they say") {
					t.Errorf("E-22: action %d was written over", i)
				}
			}
			if !slices.ContainsFunc(p.Writes, func(w export.Write) bool { return w.Replaces == filepath.Base(name(3)) }) {
				t.Error("E-22: a renamed action leaves its old file")
			}
			// Somebody's records changed too: their file is still theirs.
			s.Shared["act-0"].F["title"] = "Action 0 again"
			if p := folder(t, dir, s, o); len(p.ByHand) != 3 || len(p.Writes) != extra {
				t.Errorf("E-22: both changed: %s", counts(p))
			}
		})
	}
}

// E-22: what is deleted, gone, foreign or another board's is left alone.
func TestFolderIsSomebodys(t *testing.T) {
	dir := t.TempDir()
	s := seatStory()
	one := markdown(t, s, options).Files[0].Name
	if err := os.WriteFile(filepath.Join(dir, one), []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	if p := folder(t, dir, s, options); counts(p) != "1 written, 0 unchanged, 1 by hand, 0 gone, 0 stale" || contents(t, dir)[one] != "theirs" {
		t.Errorf("a file that was there before: %s", counts(p))
	}
	two := markdown(t, s, options).Files[1].Name
	if p := folder(t, dir, s, export.Options{BaseURL: options.BaseURL, Actions: []string{"act-2"}}); len(p.Stale) != 0 {
		t.Errorf("a slice makes the rest stale: %v", p.Stale)
	}
	s.Shared["act-1"].Deleted = true
	if p := folder(t, dir, s, options); len(p.Stale) != 1 || p.Stale[0] != two || contents(t, dir)[two] == "" {
		t.Errorf("a deleted action: %s", counts(p))
	}
	s.Shared["act-1"].Deleted = false
	if err := os.Remove(filepath.Join(dir, two)); err != nil {
		t.Fatal(err)
	}
	if p := folder(t, dir, s, options); len(p.Gone) != 1 || contents(t, dir)[two] != "" {
		t.Errorf("a file that was removed, or promoted: %s", counts(p))
	}
	other := seatStory()
	other.Shared["board-7"].ID = "board-8"
	other.Shared["board-8"] = other.Shared["board-7"]
	delete(other.Shared, "board-7")
	if p := folder(t, dir, other, export.Options{BaseURL: options.BaseURL, Format: export.Report}); counts(p) != "1 written, 0 unchanged, 0 by hand, 0 gone, 0 stale" {
		t.Errorf("another board: %s", counts(p))
	}
}

// E-22, E-23: a folder that lies is refused, and what changed since the plan is not written over.
func TestFolderRefuses(t *testing.T) {
	b := markdown(t, seatStory(), options)
	for _, m := range []string{
		"{", `{"format":"x"}`, `{"format":"feltboard.folder/1","files":[{"path":"../x"}]}`, `{"format":"feltboard.folder/1","files":[{"path":"a/b"}]}`,
		`{"format":"feltboard.folder/1","files":[{"path":".feltboard.json"}]}`, `{"format":"feltboard.folder/1","files":[{"path":""}]}`,
	} {
		if _, err := export.Plan(fstest.MapFS{export.ManifestName: {Data: []byte(m)}}, b); err == nil {
			t.Errorf("E-22: %s is taken", m)
		}
	}
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	p, err := export.Plan(root.FS(), b)
	if err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(b.Files[1].Name, []byte("meanwhile"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := p.Write(root); err == nil || !strings.Contains(err.Error(), "just been changed") {
		t.Errorf("E-22: %v", err)
	}
	if data, _ := root.ReadFile(b.Files[1].Name); string(data) != "meanwhile" {
		t.Error("E-22: it is written over")
	}
	outside := filepath.Join(t.TempDir(), "victim")
	if err := os.Symlink(outside, filepath.Join(root.Name(), b.Files[0].Name)); err == nil {
		p, err := export.Plan(root.FS(), b)
		if err == nil {
			err = p.Write(root)
		}
		if _, there := os.Stat(outside); there == nil {
			t.Errorf("E-22: written through a link, out of the folder: %v", err)
		}
	}
}

// E-22: a link that lies where we write first leads us into nobody's file.
func TestALinkInTheWayIsNotFollowed(t *testing.T) {
	s := newShop()
	s.action("act-1", "One")
	b, err := export.Render(s.View, export.Options{BaseURL: "https://felt.example"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.md"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("mine.md", filepath.Join(dir, "."+b.Files[0].Name+".feltboard-new")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	plan, err := export.Plan(root.FS(), b)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Write(root); err != nil {
		t.Fatal(err)
	}
	mine, _ := os.ReadFile(filepath.Join(dir, "mine.md"))
	info, err := os.Lstat(filepath.Join(dir, b.Files[0].Name))
	if string(mine) != "mine" || err != nil || !info.Mode().IsRegular() {
		t.Errorf("E-22: %q, %v, %v", mine, info, err)
	}
}
