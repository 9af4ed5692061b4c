package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/text"
	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/app"

	postgres "github.com/jackc/pgx/v5"
)

const marker = "zq7MARKERzq7MARKERzq7MARKERzq7xx" // 32 bytes, of which no part is found elsewhere

// found lists the files below a folder that hold the marker.
func found(dir string, skip ...string) (in []string) {
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // files come and go
		case d.IsDir() && slices.Contains(skip, d.Name()):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		if b, err := os.ReadFile(path); err == nil && bytes.Contains(b, []byte(marker)) {
			in = append(in, path)
		}
		return nil
	})
	return in
}

func gone(t *testing.T, dir string, skip ...string) {
	t.Helper()
	wait(t, "no file holds it", func() bool { return len(found(dir, skip...)) == 0 })
}

func dataDirectory(t *testing.T, url string) (dir string) {
	t.Helper()
	conn, err := postgres.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if err := conn.QueryRow(t.Context(), "SHOW data_directory").Scan(&dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// emptyLog makes PostgreSQL let go of the segments of its write-ahead log that it has no more use for. What it recycled before
// it had read its settings again goes with one of the next times.
func emptyLog(t *testing.T, url string) {
	t.Helper()
	conn, err := postgres.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for _, sql := range []string{
		"ALTER SYSTEM SET wal_recycle = off", "ALTER SYSTEM SET min_wal_size = '32MB'", "SELECT pg_reload_conf()",
		"SELECT pg_switch_wal()", "CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT",
	} {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
}

// contributes lets a guest write the marker wherever a guest writes, and returns the records' ids and their key.
func contributes(t *testing.T, host, mate *tab, guest *browser, board string) (screen *tab, ids []string, key string) {
	t.Helper()
	screen = guest.open(board)
	does := func(by *tab, op boards.Op) boards.Op {
		t.Helper()
		if code := by.does(op); code != "" {
			t.Fatalf("%s %s: %s", op.Kind, op.ID, code)
		}
		return op
	}
	var phase string
	for _, r := range host.Shared {
		if r.Type == "session" {
			phase = r.F["phase"].(string)
		}
	}
	does(host, boards.Op{Kind: boards.Set, ID: phase, F: map[string]any{"comment": []any{"client", "team"}}})
	typed := does(screen, screen.note("Says", ""))
	for i, c := range marker { // letter by letter
		does(screen, boards.Op{Kind: boards.EditText, ID: typed.ID, Field: "text", Edit: text.New(text.Retain(i), text.Insert(string(c)))})
	}
	whole := does(screen, screen.note("Says", marker+" at once"))
	anonymous := screen.note("Says", "nobody says "+marker)
	anonymous.Rec.F["anon"] = true
	if err := screen.write(screen.Do(true, anonymous)...); err != nil {
		t.Fatal(err)
	}
	screen.until("it is answered", func() bool { return len(screen.Pending) == 0 })
	theirs := does(mate, mate.note("Says", "the team's own"))
	screen.until("the team's note is there", func() bool { return screen.Record(theirs.ID) != nil })
	comment := does(screen, put("comment", map[string]any{"on": theirs.ID, "text": marker}))
	// Where nobody is named, too.
	rules, _ := host.Record(phase).F["rules"].(map[string]any)
	named := maps.Clone(rules)
	hides := maps.Clone(rules)
	hides["authors"] = "hidden"
	does(host, boards.Op{Kind: boards.Set, ID: phase, F: map[string]any{"rules": hides}})
	screen.until("nobody is named", func() bool {
		r := screen.Record(phase)
		return r != nil && screen.Live() && r.F["rules"].(map[string]any)["authors"] == "hidden"
	})
	byNobody := does(screen, put("comment", map[string]any{"on": theirs.ID, "text": "hidden " + marker}))
	does(host, boards.Op{Kind: boards.Set, ID: phase, F: map[string]any{"rules": named}})
	screen.until("people are named again", func() bool {
		r := screen.Record(phase)
		return r != nil && screen.Live() && r.F["rules"].(map[string]any)["authors"] != "hidden"
	})
	topic := does(screen, put("topic", map[string]any{"title": marker}))
	does(screen, boards.Op{Kind: boards.Set, ID: screen.Member, F: map[string]any{"name": marker}})
	mate.until("the notes are there", func() bool { return mate.Record(whole.ID) != nil })
	insight := does(mate, put("insight", map[string]any{"evidence": []any{whole.ID}}))
	screen.until("the insight is there", func() bool { return screen.Record(insight.ID) != nil })
	does(screen, put("verdict", map[string]any{"on": insight.ID, "says": "dispute", "why": marker}))
	var made struct{ Key string }
	decodeFolded(t, guest.post("/api/v1/boards/"+board+"/mine", map[string]any{}), &made)
	return screen, []string{typed.ID, whole.ID, anonymous.ID, theirs.ID, comment.ID, topic.ID, insight.ID, byNobody.ID}, made.Key
}

// F36, P12, B-95 … B-99, A-40 … A-44: what a contributor erases is in no file, in nothing that anybody is sent, and nothing of
// others changes.
func TestErasedIsGone(t *testing.T) {
	for _, kind := range []string{"SQLite", "PostgreSQL"} {
		t.Run(kind, func(t *testing.T) {
			cfg := settings(t)
			dir, skip := cfg.Data, []string(nil)
			if kind == "PostgreSQL" {
				server, err := pgtest.Start(t.Context(), "")
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { server.Stop() })
				if err := server.CreateDB(t.Context(), "felt"); err != nil {
					t.Fatal(err)
				}
				cfg.DatabaseURL = server.URL("felt")
				// The write-ahead log keeps older bytes until PostgreSQL has reused its segments (README).
				dir, skip = dataDirectory(t, cfg.DatabaseURL), []string{"pg_wal"}
			}
			p := start(t, cfg)
			owner := p.owner()
			board := owner.newBoard("Monday")
			host := owner.open(board.ID)
			colleague := newBrowser(t, p.base)
			colleague.join(board.ID, board.key("team"), "Anna")
			mate := colleague.open(board.ID)
			guest := newBrowser(t, p.base)
			guest.join(board.ID, board.key("client"), "Carla")
			screen, ids, key := contributes(t, host, mate, guest, board.ID)
			theirs := ids[3]
			host.until("everything is there", func() bool { return host.Record(ids[6]) != nil })
			others := func(in *tab) string { // what is not the guest's, to the byte
				all := map[string]any{}
				for id, r := range in.Shared {
					if guests := r.By == screen.Member || slices.Contains(append(ids, screen.Member), id); !guests || id == theirs || id == ids[6] {
						all[id] = r
					}
				}
				b, err := json.Marshal(all)
				if err != nil {
					t.Fatal(err)
				}
				return string(b)
			}
			before := others(host)

			// Copies of every kind are made: history, exports, snapshots of joins, a token to resume by.
			history, export := "/api/v1/boards/"+board.ID+"/history", "/api/v1/boards/"+board.ID+"/export?format=json"
			if !strings.Contains(string(owner.get(history).body), marker) {
				t.Fatal("the history does not hold it")
			}
			ok(t, owner.get(export), nil)
			mate.until("there is a token", func() bool { return mate.Resumable() })
			mate.disconnect()
			if len(found(dir)) == 0 && kind == "SQLite" {
				t.Fatal("the marker was never on disk")
			}

			var mine struct {
				Title, Name string
				Exported    int
				More        int
				Notes       []struct{ ID, Text, Zone, State string }
			}
			ask := map[string]any{"board": board.ID, "key": key, "owners": []string{screen.Secret}}
			stranger := newBrowser(t, p.base) // another device: the key alone opens it
			decodeFolded(t, stranger.post("/api/mine", ask), &mine)
			if len(mine.Notes) != 3 || mine.More != 4 || mine.Name != marker || mine.Exported != 1 || mine.Notes[0].State != "shown" {
				t.Errorf("my contributions are %+v", mine)
			}
			if a := stranger.post("/api/mine", map[string]any{"board": board.ID, "key": "not" + key}); a.status != http.StatusNotFound {
				t.Errorf("a wrong key was answered with %d", a.status)
			}
			ask["all"] = true
			var erased struct{ Count int }
			decodeFolded(t, stranger.post("/api/mine/erase", ask), &erased)
			if erased.Count != 8 { // three notes, two comments, topic, verdict, member
				t.Errorf("%d records were erased", erased.Count)
			}

			// Who is there is told; who comes back or anew, or asks otherwise, is sent nothing of it.
			host.until("a tombstone shows", func() bool { return host.Record(ids[1]).F["state"] == boards.Erased })
			host.until("the last of it is gone", func() bool { return host.Record(ids[7]) == nil })
			if now := others(host); now != before {
				t.Errorf("what is others' changed from %s\nto %s", before, now)
			}
			mate.keep = true
			if err := mate.connect(); err != nil {
				t.Fatal(err)
			}
			mate.until("it is back", mate.Live)
			if !bytes.Contains(bytes.Join(mate.heard, nil), []byte(`"resumed":true`)) {
				t.Error("a token from before does not resume")
			}
			late := newBrowser(t, p.base)
			late.join(board.ID, board.key("team"), "Late")
			fresh := newTab(late, board.ID)
			fresh.keep = true
			if err := fresh.connect(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(fresh.disconnect)
			fresh.until("the view is there", fresh.Live)
			sent := bytes.Join(append(mate.heard, fresh.heard...), nil)
			for _, path := range []string{history, export, "/api/v1/boards/" + board.ID + "/export?format=backlog&preview=true", "/api/v1/boards/" + board.ID + "/deleted", "/api/v1/boards/" + board.ID + "/exports", "/api/v1/boards"} {
				a := owner.get(path)
				if a.status != http.StatusOK {
					t.Errorf("%s: %d %s", path, a.status, a.body)
				}
				sent = append(sent, a.body...)
			}
			if bytes.Contains(sent, []byte(marker)) {
				t.Error("somebody was sent what is erased")
			}
			for _, id := range ids[:3] {
				if r := fresh.Record(id); r == nil || r.F["text"] != nil {
					t.Errorf("a late guest sees %+v", r)
				}
			}
			if !strings.Contains(string(owner.get("/api/v1/boards/"+board.ID+"/exports").body), `"stale":true`) {
				t.Error("nobody is told to export again")
			}
			if code := mate.does(mate.note("Says", "and on we go")); code != "" {
				t.Errorf("writing on: %s", code)
			}
			decodeFolded(t, stranger.post("/api/mine", map[string]any{"board": board.ID, "key": key, "owners": []string{screen.Secret}}), &mine)
			if mine.Name != "" || mine.More != 0 || mine.Notes[0].State != "erased" || mine.Notes[0].Text != "" {
				t.Errorf("my contributions are %+v", mine)
			}

			begun := time.Now()
			gone(t, dir, skip...)
			gone(t, cfg.Data, skip...)
			t.Logf("no file held it after %v", time.Since(begun))
			if kind == "PostgreSQL" { // what README says of the write-ahead log
				if len(found(dir)) == 0 {
					t.Log("the write-ahead log does not hold it any more by itself")
				}
				wait(t, "its log does not hold it", func() bool {
					emptyLog(t, cfg.DatabaseURL)
					return len(found(dir)) == 0
				})
			}
			if strings.Contains(p.log.String(), marker) {
				t.Error("the log holds it")
			}
			p.stop()
			gone(t, dir, skip...)
			start(t, cfg)
			gone(t, dir, skip...)
		})
	}
}

// runs runs a command of the program in this process.
func runs(t *testing.T, args ...string) string {
	t.Helper()
	out := &buffer{}
	if code := app.Main(t.Context(), args, "test", out, out); code != 0 {
		t.Fatalf("%v: %s", args, out)
	}
	return out.String()
}

// F36, R-52: a backup from before does not bring erased words back, nor does a page that was away all the time.
func TestARestoredBackupIsErasedAgain(t *testing.T) {
	cfg := settings(t)
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("Monday")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), marker)
	screen := guest.open(board.ID)
	first := screen.note("Says", marker+" before the backup")
	if code := screen.does(first); code != "" {
		t.Fatal(code)
	}
	file := filepath.Join(t.TempDir(), "monday.db")
	runs(t, "backup", "--data", cfg.Data, file)
	second := screen.note("Says", marker+" after it")
	if code := screen.does(second); code != "" {
		t.Fatal(code)
	}
	var made struct{ Key string }
	decodeFolded(t, guest.post("/api/v1/boards/"+board.ID+"/mine", map[string]any{}), &made)
	screen.disconnect() // and hears nothing of what follows
	ok(t, guest.post("/api/mine/erase", map[string]any{"board": board.ID, "key": made.Key, "all": true}), nil)
	gone(t, cfg.Data)
	p.stop()
	if b, err := os.ReadFile(file); err != nil || !bytes.Contains(b, []byte(marker)) {
		t.Fatal("the backup does not hold it", err)
	}

	if said := runs(t, "restore", "--data", cfg.Data, file); !strings.Contains(said, "erased in it again") {
		t.Errorf("restoring said %q", said)
	}
	gone(t, cfg.Data)
	cfg.Addr = strings.TrimPrefix(p.base, "http://")
	q := start(t, cfg)
	back := newTab(&browser{t: t, base: q.base, http: guest.http}, board.ID)
	back.Replica = screen.Replica
	if err := back.connect(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(back.disconnect)
	back.until("what it holds has been answered", func() bool { return back.Live() && len(back.Pending) == 0 })
	late := newTab(&browser{t: t, base: q.base, http: owner.http}, board.ID)
	late.keep = true
	if err := late.connect(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(late.disconnect)
	late.until("the view is there", late.Live)
	if bytes.Contains(bytes.Join(late.heard, nil), []byte(marker)) {
		t.Error("a page brought it back")
	}
	if r := late.Record(first.ID); r == nil || r.F["state"] != boards.Erased {
		t.Errorf("the first note is %+v", r)
	}
	gone(t, cfg.Data)
}

// a deleted board is nowhere at once, can be brought back for 30 days, and then its bytes go.
func TestADeletedBoardComesBackOrGoes(t *testing.T) {
	cfg := settings(t)
	p := start(t, cfg)
	owner := p.owner()
	board, other := owner.newBoard("Monday"), owner.newBoard("Tuesday")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	screen := guest.open(board.ID)
	said := screen.note("Says", marker)
	if code := screen.does(said); code != "" {
		t.Fatal(code)
	}
	path := "/api/v1/boards/" + board.ID
	if a := guest.send(guest.request(http.MethodDelete, path, "")); a.status != http.StatusForbidden {
		t.Errorf("a guest deletes it: %d", a.status)
	}
	if a := newBrowser(t, p.base).send(guest.request(http.MethodDelete, path, "")); a.status != http.StatusNotFound {
		t.Errorf("a stranger deletes it: %d", a.status)
	}
	deletes := func() {
		t.Helper()
		if a := owner.send(owner.request(http.MethodDelete, path, "")); a.status != http.StatusNoContent {
			t.Fatalf("deleting: %d %s", a.status, a.body)
		}
	}
	deletes()
	deletes()
	if code := screen.ends(); code != 4004 {
		t.Errorf("the guest's connection ended with %d", code)
	}
	lists := func(path string) string { return string(owner.get(path).body) }
	if strings.Contains(lists("/api/v1/boards"), board.ID) || !strings.Contains(lists("/api/v1/deleted-boards"), board.ID) || !strings.Contains(lists("/api/v1/boards"), other.ID) {
		t.Error("the lists are wrong")
	}
	for _, a := range []answer{
		owner.get(path + "/me"), guest.get(path + "/me"), owner.get(path + "/history"), guest.post("/api/join", map[string]string{"board": board.ID, "key": board.key("client"), "name": "x"}),
	} {
		if a.status != http.StatusNotFound {
			t.Errorf("of a deleted board: %d %s", a.status, a.body)
		}
	}
	if a := owner.post(path+"/restore", map[string]any{}); a.status != http.StatusNoContent {
		t.Fatalf("bringing it back: %d %s", a.status, a.body)
	}
	back := guest.open(board.ID)
	if r := back.Record(said.ID); r == nil || r.F["text"] != marker {
		t.Errorf("it came back with %+v", r)
	}
	back.disconnect()

	// 30 days later.
	deletes()
	p.stop()
	db, err := sqlitelog.Open(cfg.Data, sqlitelog.Options{Migrations: accounts.Migrations()})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(t.Context(), func(tx sqlitelog.Tx) error {
		_, err := tx.Exec("UPDATE hosted SET deleted = deleted - 30 * 86400000 WHERE deleted IS NOT NULL")
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if len(found(cfg.Data)) == 0 {
		t.Fatal("its bytes went too early")
	}
	q := start(t, cfg)
	gone(t, cfg.Data)
	b := &browser{t: t, base: q.base, http: owner.http}
	b.http.Jar = again(t, owner, q.base)
	if a := b.post(path+"/restore", map[string]any{}); a.status != http.StatusNotFound {
		t.Errorf("bringing it back after that: %d", a.status)
	}
}

// a board goes when nothing has changed on it for as long as it is kept, and not before.
func TestABoardIsKeptAsLongAsIsSaid(t *testing.T) {
	cfg := settings(t)
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("Monday")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	path := "/api/v1/boards/" + board.ID + "/retention"
	if a := guest.post(path, map[string]any{"days": 1}); a.status != http.StatusForbidden {
		t.Errorf("a guest sets it: %d", a.status)
	}
	var kept struct {
		Days     int
		DeleteAt int64
	}
	decodeFolded(t, owner.post(path, map[string]any{"days": 90}), &kept)
	a := guest.get(path)
	if !strings.Contains(string(a.body), `"days":90`) || !strings.Contains(string(a.body), "delete_at") {
		t.Errorf("a guest is told %s", a.body)
	}
}

// B-79, B-96: what is erased where it was said is erased on boards that it was gathered on; a facilitator may do it for somebody.
func TestAFacilitatorErasesOnAllBoards(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	var board, whole made
	ok(t, owner.post("/api/v1/boards", map[string]string{"template": owner.plain(), "title": "Monday", "persona": "Buyer"}), &board)
	guest := newBrowser(t, p.base)
	member := guest.join(board.ID, board.key("client"), "Carla").Member
	screen := guest.open(board.ID)
	if code := screen.does(boards.Op{Kind: boards.Set, ID: screen.Member, F: map[string]any{"consent": "quote"}}); code != "" {
		t.Fatal(code)
	}
	if code := screen.does(screen.note("Says", marker)); code != "" {
		t.Fatal(code)
	}
	ok(t, owner.post("/api/v1/boards/"+board.ID+"/duplicate", map[string]any{"title": "Copy", "notes": true}), &whole)
	copied := owner.open(whole.ID)
	holds := func() bool {
		for _, r := range copied.Shared {
			if r.Type == "note" && r.F["text"] == marker {
				return true
			}
		}
		return false
	}
	if !holds() {
		t.Fatal("the copy has no note")
	}
	if a := guest.post("/api/v1/boards/"+board.ID+"/erase", map[string]any{"member": member}); a.status != http.StatusForbidden {
		t.Errorf("a guest erases: %d", a.status)
	}
	if a := owner.post("/api/v1/boards/"+board.ID+"/erase", map[string]any{"member": board.ID}); a.status != http.StatusNotFound {
		t.Errorf("nobody is erased: %d", a.status)
	}
	ok(t, owner.post("/api/v1/boards/"+board.ID+"/erase", map[string]any{"member": member}), nil)
	copied.until("the copy is erased, too", func() bool { return !holds() })
	gone(t, p.dir)
}

// B-105: what somebody takes back, brings back and erases by their key says nowhere which anonymous notes are theirs:
// neither an entry, nor the audit, nor the list of what is erased.
func TestMineNamesNobodyWhoWroteAnonymously(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Monday")
	host := owner.open(board.ID)
	colleague, guest := newBrowser(t, p.base), newBrowser(t, p.base)
	colleague.join(board.ID, board.key("team"), "Anna")
	guest.join(board.ID, board.key("client"), "Carla")
	screen, ids, key := contributes(t, host, colleague.open(board.ID), guest, board.ID)
	other := screen.note("Says", "nor this")
	other.Rec.F["anon"] = true
	if err := screen.write(screen.Do(true, other)...); err != nil {
		t.Fatal(err)
	}
	screen.until("it is answered", func() bool { return len(screen.Pending) == 0 })
	anonymous := []string{ids[2], other.ID}
	notes := append([]string{ids[0], ids[1]}, anonymous...)
	alone := append(anonymous, ids[7]) // and a comment that names nobody

	does := func(what string, count int, change map[string]any) {
		t.Helper()
		change["board"], change["key"], change["owners"] = board.ID, key, []string{screen.Secret}
		var done struct{ Count int }
		decodeFolded(t, newBrowser(t, p.base).post("/api/mine/"+what, change), &done)
		if done.Count != count {
			t.Errorf("%s: %d", what, done.Count)
		}
	}
	does("withdraw", 4, map[string]any{"notes": notes})
	does("restore", 4, map[string]any{"notes": notes})
	does("withdraw", 1, map[string]any{"notes": notes[3:]})
	does("erase", 9, map[string]any{"all": true}) // four notes, two comments, topic, verdict, member
	p.stop()                                      // writes down what was counted

	db, err := sqlitelog.Open(p.dir, sqlitelog.Options{Migrations: accounts.Migrations()})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	entries, err := db.Read(t.Context(), board.ID, journal.Pos{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	touched := 0
	for _, e := range entries {
		entry, err := boards.DecodeEntry(e.Seq, e.Data)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range entry.Ops {
			if o.Kind != boards.Put && slices.Contains(alone, o.ID) {
				if touched++; len(entry.Ops) > 1 {
					t.Errorf("entry %d joins an anonymous note with others: %+v", e.Seq, entry.Ops)
				}
			}
		}
	}
	if touched != 8 {
		t.Errorf("anonymous notes were touched %d times", touched)
	}

	store := accounts.New(inFile{db})
	lines, err := store.Events(t.Context(), board.ID)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for _, l := range lines {
		if l.Act != "withdrawn" && l.Act != "unwithdrawn" && l.Act != "erased" {
			continue
		}
		who := "nobody"
		if l.Member == screen.Member {
			who = "member"
		}
		said[who+" "+l.Act+" "+l.Outcome] += l.Times
		if l.At%time.Minute.Milliseconds() != 0 {
			t.Errorf("%s tells the second", l.Act)
		}
	}
	want := map[string]int{
		"member withdrawn 2": 1, "nobody withdrawn 1": 3, "member unwithdrawn 2": 1, "nobody unwithdrawn 1": 2, "member erased 6": 1, "nobody erased 1": 3,
	}
	if !maps.Equal(said, want) {
		t.Errorf("the audit says %v", said)
	}
	rows, err := store.Erasures(t.Context(), false)
	if err != nil || len(rows) != 9 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		if r.At == 0 || r.At%(24*time.Hour).Milliseconds() != 0 {
			t.Errorf("the %s was erased at %d", r.Type, r.At)
		}
	}
}

// B-103: whoever was removed, or whose link was revoked, takes back and erases what is theirs, and puts nothing back.
func TestWhoIsRemovedPutsNothingBack(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Monday")
	host := owner.open(board.ID)
	for _, by := range []struct { // the link is revoked last
		name string
		out  func(member string)
	}{
		{"removed", func(member string) {
			if code := host.does(boards.Op{Kind: boards.Set, ID: member, F: map[string]any{"role": string(boards.NoRole)}}); code != "" {
				t.Fatal(code)
			}
		}},
		{"revoked", func(string) {
			a := owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/client", ""))
			if a.status/100 != 2 {
				t.Fatalf("revoking: %d %s", a.status, a.body)
			}
		}},
	} {
		name, out := by.name, by.out
		guest := newBrowser(t, p.base)
		guest.join(board.ID, board.key("client"), "Carla")
		screen := guest.open(board.ID)
		kept, other := screen.note("Says", "mine "+name), screen.note("Says", "mine, too")
		for _, op := range []boards.Op{kept, other} {
			if code := screen.does(op); code != "" {
				t.Fatal(code)
			}
		}
		var made struct{ Key string }
		decodeFolded(t, guest.post("/api/v1/boards/"+board.ID+"/mine", map[string]any{}), &made)
		ask := func(what string, notes ...string) answer {
			in := map[string]any{"board": board.ID, "key": made.Key}
			if len(notes) > 0 {
				in["notes"] = notes
			}
			return newBrowser(t, p.base).post("/api/mine"+what, in)
		}
		if a := ask("/withdraw", kept.ID); a.status != http.StatusOK {
			t.Fatalf("%s: %d %s", name, a.status, a.body)
		}
		if a := ask("/restore", kept.ID); !strings.Contains(string(a.body), `"count":1`) {
			t.Errorf("on the board it comes back with %d %s", a.status, a.body)
		}
		ok(t, ask("/withdraw", kept.ID), nil)
		host.until("it is taken back", func() bool { r := host.Record(kept.ID); return r == nil || r.Deleted })
		host.until("they are there", func() bool { return host.Record(screen.Member) != nil })
		out(screen.Member)
		screen.ends()
		if a := ask(""); !strings.Contains(string(a.body), `"may_restore":false`) {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
		if a := ask("/restore", kept.ID); a.status != http.StatusForbidden {
			t.Errorf("%s, they put it back: %d %s", name, a.status, a.body)
		}
		for what, id := range map[string]string{"/withdraw": other.ID, "/erase": kept.ID} {
			if a := ask(what, id); !strings.Contains(string(a.body), `"count":1`) {
				t.Errorf("%s, %s: %d %s", name, what, a.status, a.body)
			}
		}
		if r := host.Record(kept.ID); r != nil && !r.Deleted {
			t.Errorf("%s, it is on the board: %+v", name, r)
		}
	}
}

// a host is told who else has said how long a board of theirs is kept.
func TestAHostIsToldWhoSaidHowLong(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("Monday")
	host := owner.open(board.ID)
	other := newBrowser(t, p.base)
	member := other.join(board.ID, board.key("team"), "Bea").Member
	host.until("they are there", func() bool { return host.Record(member) != nil })
	if code := host.does(boards.Op{Kind: boards.Set, ID: member, F: map[string]any{"role": "facilitator"}}); code != "" {
		t.Fatal(code)
	}
	says := func(by *browser, days int, told string) {
		t.Helper()
		ok(t, by.post("/api/v1/boards/"+board.ID+"/retention", map[string]any{"days": days}), nil)
		list := string(owner.get("/api/v1/boards").body)
		if strings.Contains(list, `"kept_by"`) != (told != "") || !strings.Contains(list, told) || strings.Contains(list, "delete_at") != (days > 0) {
			t.Errorf("kept for %d days, the host is told %s", days, list)
		}
		host.until("everybody is told", func() bool {
			keep, _ := host.Record(board.ID).F["keep"].(int64)
			return keep == int64(days)
		})
	}
	says(other, 1, `"kept_by":"Bea"`)
	says(owner, 30, "")
	says(other, 0, "")
}
