package app

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"feltboard/boards/fixture"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"
)

// A-46, B-86: a duplicate whose making ended before anybody hosted it is on no list and opens to nobody, and it is removed an hour
// later, with all others as they were.
func TestADuplicateLeftHalfWayIsSwept(t *testing.T) {
	cmd, err := config.Load([]string{"serve", "--addr", "127.0.0.1:0", "--data", t.TempDir()}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), cmd.Config, "test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	var said strings.Builder
	if err := a.Welcome(&said); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx) }()
	defer func() { cancel(); <-ended }()

	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar}
	ask := func(method, path, body string, into any) int {
		t.Helper()
		r, err := http.NewRequest(method, "http://"+a.Addr().String()+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if method == http.MethodPost {
			r.Header.Set("Content-Type", "application/json")
		}
		res, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		data, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if into != nil {
			if err := json.Unmarshal(data, into); err != nil {
				t.Fatalf("%s %s: %d %s", method, path, res.StatusCode, data)
			}
		}
		return res.StatusCode
	}
	_, rest, _ := strings.Cut(said.String(), "/setup#k=")
	if code := ask("POST", "/api/setup", `{"token":"`+strings.Fields(rest)[0]+`","name":"Ada"}`, nil); code/100 != 2 {
		t.Fatalf("setup: %d", code)
	}
	var kept, made struct{ ID string }
	ask("POST", "/api/v1/templates", string(fixture.Plain), &kept)
	ask("POST", "/api/v1/boards", `{"template":"`+kept.ID+`","title":"Monday"}`, &made)

	// From here on a process ends as it is about to name a host.
	does := func(sql string) {
		t.Helper()
		if err := a.data.Write(ctx, func(tx accounts.Tx) error { _, err := tx.Exec(sql); return err }); err != nil {
			t.Fatal(err)
		}
	}
	does("CREATE TRIGGER killed BEFORE INSERT ON hosted BEGIN SELECT RAISE(ABORT, 'killed'); END")
	if code := ask("POST", path.Join("/api/v1/boards", made.ID, "duplicate"), `{"title":"Tuesday","notes":true}`, nil); code < 500 {
		t.Fatalf("the duplicate was answered with %d", code)
	}
	does("DROP TRIGGER killed")

	all, err := a.data.Boards(ctx)
	if err != nil || len(all) != 2 {
		t.Fatalf("in the journal are %v, %v", all, err)
	}
	half := all[1-slices.Index(all, made.ID)]
	var list struct{ Boards []struct{ ID string } }
	ask("GET", "/api/v1/boards", "", &list)
	if len(list.Boards) != 1 || list.Boards[0].ID != made.ID {
		t.Errorf("listed are %v", list.Boards)
	}
	if code := ask("GET", path.Join("/api/v1/boards", half, "history"), "", nil); code != http.StatusNotFound {
		t.Errorf("it opens: %d", code)
	}

	sweep := func(in time.Duration) []string {
		t.Helper()
		e := &eraser{journal: a.eraser.journal, accounts: a.accounts, hub: a.hub, gate: a.eraser.gate, log: a.log, whole: true,
			now: func() time.Time { return time.Now().Add(in) }}
		for range 2 { // as two nodes do
			if err := e.sweep(ctx); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.finish(ctx); err != nil {
			t.Fatal(err)
		}
		left, err := a.data.Boards(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return left
	}
	if left := sweep(halfMade - time.Minute); !slices.Contains(left, half) {
		t.Error("it is removed while it may still be in the making")
	}
	if left := sweep(halfMade); !slices.Equal(left, []string{made.ID}) {
		t.Errorf("left are %v", left)
	}
	events, err := a.accounts.Events(ctx, half)
	if err != nil || len(events) != 1 || events[0].Act != "board_erased" || events[0].Outcome != "unfinished" {
		t.Errorf("the audit says %+v, %v", events, err)
	}
}
