package deliver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/deliver"
	"feltboard/server/internal/deliver/trackertest"
)

// TestARealGitea does what the other tests do on a real server, which `make gitea` builds: that takes minutes, so it is no
// part of `make test`. FELTBOARD_GITEA is its program, FELTBOARD_GITEA_ROOT the folder of its sources (templates, options).
func TestARealGitea(t *testing.T) {
	program, root := os.Getenv("FELTBOARD_GITEA"), os.Getenv("FELTBOARD_GITEA_ROOT")
	if program == "" {
		t.Skip("make gitea builds a Gitea and runs this")
	}
	g := startGitea(t, program, root)
	r := &room{Server: &trackertest.Server{}}
	r.ledger = &ledger{target: accounts.Target{ID: "t", Board: "board", Kind: "gitea", URL: g.url, Repo: "acme/shop", Token: g.token, Since: time.Now().UnixMilli()}, rows: map[string]accounts.Delivery{}}
	r.board = &board{issues: map[string]deliver.Issue{}, links: map[string]deliver.Link{}}
	for _, id := range []string{"a", "b", "c"} {
		link := "https://felt.example/b/1#action-" + id
		r.board.issues[id] = deliver.Issue{Action: id, Title: "Hold the seat " + id, Body: "“/close” @\u200bacme, #\u200b1\n\n- [ ] Given a seat\n\n" + link, Marker: link, Labels: []string{"insight", "type:" + id}, Due: "2026-12-01"}
	}
	r.worker = deliver.NewWorker(r.ledger, r.board, slog.New(slog.NewTextHandler(&r.log, nil)))

	r.ledger.queue("a", "b", "c")
	r.turn()
	if r.states() != "sent sent sent" {
		t.Fatalf("%s: %+v %s %s", r.states(), r.ledger.rows, r.ledger.target.Failed, r.log.String())
	}
	d := r.ledger.rows["a"]
	issue := g.ask("GET", "/repos/acme/shop/issues/"+d.Ref, nil)
	if issue["title"] != "Hold the seat a" || issue["body"] != r.board.issues["a"].Body || !strings.HasPrefix(fmt.Sprint(issue["due_date"]), "2026-12-01") || len(issue["labels"].([]any)) != 2 {
		t.Errorf("it arrived as %v", issue)
	}
	if issue["html_url"] != d.URL {
		t.Errorf("its address is %v, not %s", issue["html_url"], d.URL)
	}

	// An answer that was lost (D-1): the ledger knows only that it was being sent.
	for id, row := range r.ledger.rows {
		row.State, row.Ref, row.URL, row.Hash, row.Body = accounts.Sending, "", "", "", ""
		r.ledger.rows[id] = row
	}
	r.turn()
	if all := g.list("/repos/acme/shop/issues?state=all"); r.states() != "sent sent sent" || len(all) != 3 || r.ledger.rows["a"].Ref != d.Ref {
		t.Errorf("after lost answers: %s, %d issues, %+v", r.states(), len(all), r.ledger.rows)
	}

	// Changed there (D-3), and closed and reopened (D-6).
	g.ask("PATCH", "/repos/acme/shop/issues/"+d.Ref, map[string]any{"body": issue["body"].(string) + "\nOur own words."})
	for id, i := range r.board.issues {
		i.Title += " for five minutes"
		r.board.issues[id] = i
	}
	r.ledger.queue("a", "b")
	r.turn()
	b := r.ledger.rows["b"].Ref
	if r.ledger.rows["a"].State != accounts.Changed || g.ask("GET", "/repos/acme/shop/issues/"+b, nil)["title"] != "Hold the seat b for five minutes" {
		t.Errorf("changed there: %+v", r.ledger.rows)
	}
	for _, state := range []string{"closed", "open"} {
		g.ask("PATCH", "/repos/acme/shop/issues/"+b, map[string]any{"state": state})
		r.turn()
	}
	if got := strings.Join(r.board.moved, "; "); got != "b closed in gitea; b open in gitea" {
		t.Errorf("heard %s", got)
	}
}

type realGitea struct {
	t          *testing.T
	url, token string
}

// startGitea starts a server with a user, a project and a token, on a database of its own.
func startGitea(t *testing.T, program, root string) *realGitea {
	t.Helper()
	db, err := url.Parse(pgtest.For(t))
	if err != nil {
		t.Fatal(err)
	}
	password, _ := db.User.Password()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()
	g := &realGitea{t: t, url: fmt.Sprintf("http://127.0.0.1:%d", port)}
	work := t.TempDir()
	config := filepath.Join(work, "app.ini")
	host := db.Host
	if s := db.Query().Get("host"); s != "" {
		host = s
	}
	ini := fmt.Sprintf(`I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
RUN_MODE = prod
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = %d
ROOT_URL = %s/
STATIC_ROOT_PATH = %s
APP_DATA_PATH = %s
OFFLINE_MODE = true
DISABLE_SSH = true
[database]
DB_TYPE = postgres
HOST = %s
NAME = %s
USER = %s
PASSWD = %s
SSL_MODE = disable
[security]
INSTALL_LOCK = true
[log]
LEVEL = error
[service]
DISABLE_REGISTRATION = true
`, port, g.url, root, filepath.Join(work, "data"), host, strings.Trim(db.Path, "/"), db.User.Username(), password)
	if err := os.WriteFile(config, []byte(ini), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		out, err := exec.Command(program, append([]string{"--config", config, "--work-path", work}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("gitea %v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	run("migrate")
	run("admin", "user", "create", "--username", "acme", "--password", "a-long-password-1", "--email", "acme@example.org", "--admin", "--must-change-password=false")
	out := run("admin", "user", "generate-access-token", "--username", "acme", "--raw", "--scopes", "all")
	g.token = out[strings.LastIndexByte(out, '\n')+1:]
	serve := exec.Command(program, "--config", config, "--work-path", work, "web")
	var said bytes.Buffer
	serve.Stdout, serve.Stderr = &said, &said
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		serve.Process.Kill()
		serve.Wait()
		if t.Failed() {
			t.Log(said.String())
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for tick := time.NewTicker(100 * time.Millisecond); ; {
		if resp, err := http.Get(g.url + "/api/healthz"); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				tick.Stop()
				break
			}
		}
		select {
		case <-ctx.Done():
			t.Fatalf("gitea does not start: %s", said.String())
		case <-tick.C:
		}
	}
	g.ask("POST", "/user/repos", map[string]any{"name": "shop"})
	return g
}

func (g *realGitea) do(method, path string, body any) []byte {
	g.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		g.t.Fatal(err)
	}
	req, err := http.NewRequest(method, g.url+"/api/v1"+path, bytes.NewReader(data))
	if err != nil {
		g.t.Fatal(err)
	}
	req.Header.Set("Authorization", "token "+g.token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		g.t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		g.t.Fatalf("%s %s: %s %s %v", method, path, resp.Status, answer, err)
	}
	return answer
}

func (g *realGitea) ask(method, path string, body any) (m map[string]any) {
	g.t.Helper()
	if err := json.Unmarshal(g.do(method, path, body), &m); err != nil {
		g.t.Fatal(err)
	}
	return m
}

func (g *realGitea) list(path string) (all []any) {
	g.t.Helper()
	if err := json.Unmarshal(g.do("GET", path, nil), &all); err != nil {
		g.t.Fatal(err)
	}
	return all
}
