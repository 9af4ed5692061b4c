package main_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltboard/server/internal/app"
)

// TestStatusesComeBack: exported into a folder, changed there, read back by the API as whoever asks, and by the command. E-24
func TestStatusesComeBack(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Ticket shop")
	host := owner.open(board.ID)
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	action := put("action", map[string]any{
		"title": "Hold the seats", "acceptance": []any{map[string]any{"given": "", "when": "", "then": "they are held", "done": false}},
	})
	if code := host.does(action); code != "" {
		t.Fatalf("the action: %s", code)
	}
	path := "/api/v1/boards/" + board.ID
	export := owner.get(path + "/export?format=backlog&as=task&action=" + action.ID)
	ok(t, export, nil)
	changed := strings.NewReplacer("status: 'To Do'", "status: In Progress", "- [ ] #1", "- [x] #1").Replace(string(export.body))
	files := map[string]any{"files": []any{map[string]any{"name": "task-1 - x.md", "text": changed}, map[string]any{"name": "y.md", "text": "---\nstatus: x\n---\n"}}}

	type back struct {
		Moves, Conflicts []struct{ Action, Title, Field, From, To, File string }
		Unknown          []struct{ File, Why string }
		Applied          int
	}
	var said back
	decodeFolded(t, owner.post(path+"/status/import?preview=true", files), &said)
	if len(said.Moves) != 2 || said.Applied != 0 || len(said.Unknown) != 1 || said.Moves[0].To != "in_progress" {
		t.Errorf("the preview: %+v", said)
	}
	if a := guest.post(path+"/status/import", files); a.status != 403 {
		t.Errorf("a guest's: %d", a.status)
	}
	decodeFolded(t, owner.post(path+"/status/import", files), &said)
	if said.Applied != 2 {
		t.Errorf("applied: %+v", said)
	}
	host.until("the action has moved on", func() bool {
		r := host.Record(action.ID)
		log, _ := r.F["log"].([]any)
		return r.F["status"] == "in_progress" && len(log) > 0 && log[len(log)-1].(map[string]any)["by"] == host.Member &&
			log[len(log)-1].(map[string]any)["reason"] == "read back from Backlog.md"
	})
	decodeFolded(t, owner.post(path+"/status/import", files), &said)
	if len(said.Moves) != 0 || said.Applied != 0 {
		t.Errorf("once more: %+v", said)
	}

	p.stop()
	folder := t.TempDir()
	run := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := app.Main(t.Context(), append(args, "--data", p.dir), "test", &out, &errs); code != 0 {
			t.Fatalf("%v: exit %d, %s", args, code, errs.String())
		}
		return out.String() + errs.String()
	}
	if out := run("export", board.ID, "--format", "backlog", "--as", "task", "--to", folder); !strings.Contains(out, "1 written") {
		t.Errorf("into a folder: %s", out)
	}
	if out := run("export", board.ID, "--as", "task", "--to", folder); !strings.Contains(out, "0 written, 1 as they were") {
		t.Errorf("once more: %s", out)
	}
	names, _ := filepath.Glob(filepath.Join(folder, "task-*.md"))
	if len(names) != 1 {
		t.Fatalf("files: %v", names)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(names[0], bytes.Replace(data, []byte("'In Progress'"), []byte("Done"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if out := run("export", board.ID, "--as", "task", "--to", folder); !strings.Contains(out, "1 changed by hand") || !strings.Contains(out, "-status: Done") {
		t.Errorf("changed by hand: %s", out)
	}
	var zipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	if err := z.AddFS(os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	archive := filepath.Join(t.TempDir(), "back.zip")
	if err := os.WriteFile(archive, zipped.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if out := run("import", board.ID, archive, "--preview"); !strings.Contains(out, "1 changes in the files") {
		t.Errorf("a zip: %s", out)
	}
	if out := run("import", board.ID, folder); !strings.Contains(out, "in_progress is now done") || !strings.Contains(out, "1 changes made") {
		t.Errorf("a folder: %s", out)
	}
	if out := run("import", board.ID, folder); !strings.Contains(out, "0 changes in the files") {
		t.Errorf("once more: %s", out)
	}
	var out bytes.Buffer
	if code := app.Main(t.Context(), []string{"import", "--data", p.dir, board.ID}, "test", &out, io.Discard); code == 0 {
		t.Error("import of nothing is taken")
	}
}

// TestEveryFormatComesByTheAPI: every format, previewed and as a file.
func TestEveryFormatComesByTheAPI(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Ticket shop")
	host := owner.open(board.ID)
	if code := host.does(put("action", map[string]any{"title": "Hold the seats"})); code != "" {
		t.Fatal(code)
	}
	for format, kind := range map[string]string{
		"backlog": "application/zip", "markdown": "application/zip", "github": "application/zip", "obsidian": "application/zip", "gitlab": "text/csv",
		"jira": "text/csv", "linear": "text/csv", "azure": "text/csv", "csv": "text/csv", "gitea": "application/json", "json": "application/json", "report": "text/markdown",
	} {
		path := "/api/v1/boards/" + board.ID + "/export?format=" + format
		file := owner.get(path)
		ok(t, file, nil)
		if !strings.HasPrefix(file.header.Get("Content-Type"), kind) || !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment;") {
			t.Errorf("%s comes as %s", format, file.header.Get("Content-Type"))
		}
		var preview struct {
			Files []struct{ Name, Text, HTML string }
			Items []struct{ Action, Title string }
		}
		decodeFolded(t, owner.get(path+"&preview=true"), &preview)
		if len(preview.Items) != 1 || preview.Items[0].Title != "Hold the seats" || len(preview.Files) == 0 || preview.Files[0].HTML == "" || strings.Contains(preview.Files[0].HTML, "<a") {
			t.Errorf("%s: the preview: %+v", format, preview)
		}
		decodeFolded(t, owner.get(path+"&preview=true&since=last"), &preview)
		if len(preview.Items) != 0 && format != "backlog" {
			t.Errorf("%s: nothing has changed since the last export, but %d items", format, len(preview.Items))
		}
	}
	if a := owner.get("/api/v1/boards/" + board.ID + "/export?since=yesterday"); a.status != 422 {
		t.Errorf("since yesterday: %d", a.status)
	}
}
