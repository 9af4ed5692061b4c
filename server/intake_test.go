package main_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/server/internal/app"
)

type intakeAnswer struct {
	Format, Encoding, Problem string
	Rows                      []struct {
		N                         int
		Text, Zone, Problem, Kind string
	}
	Columns                  []struct{ Name, Is string }
	Added, Doubled, Problems int
	Limits                   struct{ Bytes, Rows, Text int }
}

// B-80: what is brought in lies in the tray, where the team sees it and customers do not, and comes in once.
func TestNotesAreBroughtIn(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Ticket shop")
	host := owner.open(board.ID)
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	screen := guest.open(board.ID)
	path := "/api/v1/boards/" + board.ID + "/notes/import"
	file := "Note;Company;Zone;Consent\nI lost my seats;Acme;says;yes\n;Acme;;\nNobody told me;Sol;;\nI lost my seats;acme;;\n"
	ask := func(b *browser, extra map[string]any) (out intakeAnswer) {
		t.Helper()
		body := map[string]any{"text": file, "source": "interview"}
		for k, v := range extra {
			body[k] = v
		}
		decodeFolded(t, b.post(path, body), &out)
		return out
	}
	seen := ask(owner, map[string]any{"preview": true})
	if seen.Added != 2 || seen.Doubled != 1 || seen.Problems != 1 || seen.Format != "csv" || seen.Rows[1].Problem == "" || seen.Rows[1].N != 3 || seen.Rows[0].Zone != "Says" || seen.Limits.Rows != 2000 {
		t.Errorf("the preview: %+v", seen)
	}
	host.until("the preview changes nothing", func() bool { return count(host, "note") == 0 })
	if done := ask(owner, nil); done.Added != 2 || done.Doubled != 1 {
		t.Errorf("brought in: %+v", done)
	}
	host.until("two notes lie in the tray", func() bool { return count(host, "note") == 2 })
	if again := ask(owner, nil); again.Added != 0 || again.Doubled != 3 {
		t.Errorf("brought in again: %+v", again)
	}
	for _, r := range host.Shared {
		if r.Type != "note" {
			continue
		}
		source, _ := r.F["source"].(map[string]any)
		if r.F["place"].(map[string]any)["zone"] != "" || source["type"] != "interview" || r.F["side"] == "team" {
			t.Errorf("a note in the tray: %v", r.F)
		}
		if r.F["text"] == "I lost my seats" && (r.F["consent"] != "quote" || r.F["customer"] != "Acme" || r.F["meant"] != host.zone("Says")) ||
			r.F["text"] == "Nobody told me" && (r.F["consent"] != "room" || r.F["meant"] != nil) {
			t.Errorf("what the file says of %v: %v", r.F["text"], r.F)
		}
	}
	if n := count(screen, "note"); n != 0 {
		t.Errorf("a customer sees %d notes of the tray", n)
	}

	// Anybody of the team may bring in, put on the board, take back and delete.
	mate := newBrowser(t, p.base)
	mate.join(board.ID, board.key("team"), "Tim")
	desk := mate.open(board.ID)
	if twice := ask(mate, nil); twice.Added != 0 {
		t.Errorf("brought in by the team: %+v", twice)
	}
	for id, r := range desk.Shared {
		if r.Type != "note" {
			continue
		}
		for _, zone := range []string{desk.zone("Feels"), ""} {
			if code := desk.does(boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"place": map[string]any{"zone": zone, "order": "a1"}}}); code != "" {
				t.Errorf("put in zone %q: %s", zone, code)
			}
		}
		for _, kind := range []boards.OpKind{boards.Del, boards.Res} {
			if code := desk.does(boards.Op{Kind: kind, ID: id}); code != "" {
				t.Errorf("%s: %s", kind, code)
			}
		}
	}

	for name, refused := range map[string]struct {
		by     *browser
		body   map[string]any
		status int
	}{
		"a guest":         {guest, map[string]any{"text": "a"}, http.StatusForbidden},
		"a stranger":      {newBrowser(t, p.base), map[string]any{"text": "a"}, http.StatusNotFound},
		"nothing":         {owner, map[string]any{"text": " "}, 422},
		"a spreadsheet":   {owner, map[string]any{"data": base64.StdEncoding.EncodeToString([]byte("PK\x03\x04"))}, 422},
		"not base64":      {owner, map[string]any{"data": "?"}, 422},
		"too many rows":   {owner, map[string]any{"text": strings.Repeat("a\n", 2001)}, 422},
		"too many bytes":  {owner, map[string]any{"text": "text\n" + strings.Repeat("long words\n", 500_000)}, 422},
		"no such source":  {owner, map[string]any{"text": "a", "source": "in-session"}, 422},
		"a request of 7M": {owner, map[string]any{"text": strings.Repeat("a", 7<<20)}, http.StatusRequestEntityTooLarge},
	} {
		if a := refused.by.post(path, refused.body); a.status != refused.status {
			t.Errorf("%s: %d %.200s", name, a.status, a.body)
		}
	}

	var many strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&many, "Ärger %d\n", i)
	}
	if done := ask(owner, map[string]any{"text": nil, "data": base64.StdEncoding.EncodeToString([]byte(many.String()))}); done.Added != 1500 {
		t.Errorf("many: %d added, %s", done.Added, done.Problem)
	}
	host.until("many notes lie in the tray", func() bool { return count(host, "note") == 1502 })

	// The command line does the same once the server has let go of the data, and finds again what came in by the API.
	name := filepath.Join(t.TempDir(), "notes.csv")
	if err := os.WriteFile(name, []byte(file+"One more;Acme;Feels;\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	bring := func(args ...string) (string, string, int) {
		var out, errs bytes.Buffer
		code := app.Main(t.Context(), append([]string{"import", board.ID, "--data", p.dir, "--notes", name, "--source", "interview"}, args...), "test", &out, &errs)
		return out.String(), errs.String(), code
	}
	if _, errs, code := bring(); code == 0 || !strings.Contains(errs, "in use") {
		t.Errorf("beside the running server: exit %d, %s", code, errs)
	}
	p.stop()
	if out, errs, code := bring("--preview"); code != 0 || out != "1 notes would come in, 3 are there already, 1 rows cannot\n" || !strings.Contains(errs, "row 3: ") {
		t.Errorf("the command's preview: exit %d, %s%s", code, out, errs)
	}
	for _, want := range []string{"1 notes are in the tray, 3 were there already, 1 rows could not come in\n", "0 notes are in the tray, 4 were there already, 1 rows could not come in\n"} {
		if out, errs, code := bring(); code != 0 || out != want {
			t.Errorf("the command: exit %d, %s%s, want %s", code, out, errs, want)
		}
	}
}

func count(t *tab, typ string) (n int) {
	for _, r := range t.Shared {
		if r.Type == typ {
			n++
		}
	}
	return n
}
