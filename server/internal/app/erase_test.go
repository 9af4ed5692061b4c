package app

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/realtime/journal"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"

	"github.com/google/uuid"
)

// a board that nothing has changed on for as long as it is kept is deleted, and goes when its grace is over; one
// that is kept for ever stays.
func TestBoardsExpire(t *testing.T) {
	ctx := context.Background()
	cmd, err := config.Load([]string{"serve", "--addr", "127.0.0.1:0", "--data", t.TempDir()}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Open(ctx, cmd.Config, "test", NewLog(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	template, refused := boards.ParseTemplate(fixture.Plain)
	if refused != nil {
		t.Fatal(refused)
	}
	made := func(days int) string {
		id := uuid.NewString()
		ops := template.Ops(boards.BoardInfo{ID: id, Title: "Monday"}, uuid.NewString)
		ops = append(ops, boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"keep": int64(days)}})
		if err := a.hub.Create(ctx, id, ops); err != nil {
			t.Fatal(err)
		}
		_, err := a.accounts.Host(ctx, id, "", uuid.NewString())
		if err == nil {
			err = a.accounts.SetKeeping(ctx, id, days, accounts.Event{Board: id, Act: "retention_set"})
		}
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	short, ever := made(90), made(0)
	there := func(id string) bool {
		err := a.hub.Read(ctx, id, func(*boards.State) {})
		if err != nil && !errors.Is(err, journal.ErrNotFound) {
			t.Fatal(err)
		}
		return err == nil
	}
	days := func(n int) {
		t.Helper()
		a.eraser.now = func() time.Time { return time.Now().AddDate(0, 0, n) }
		if err := errors.Join(a.eraser.expire(ctx), a.eraser.finish(ctx)); err != nil {
			t.Fatal(err)
		}
	}
	days(89)
	if !there(short) {
		t.Error("it went too early")
	}
	days(91) // its grace, by the real clock, is over then, too
	if there(short) || !there(ever) {
		t.Errorf("there are %v, %v", there(short), there(ever))
	}
	all, err := a.data.Boards(ctx)
	if err != nil || len(all) != 1 || all[0] != ever {
		t.Errorf("the journal holds %v, %v", all, err)
	}
	rows, err := a.accounts.Erasures(ctx, false)
	if err != nil || len(rows) != 1 || rows[0].Board != short || !rows[0].Done {
		t.Errorf("the list of erasures is %+v, %v", rows, err)
	}
	for range 2 { // once more is harmless
		days(200)
	}
	var acts []string
	events, err := a.accounts.Events(ctx, short)
	for _, e := range events {
		acts = append(acts, e.Act+" "+e.Outcome)
	}
	if err != nil || len(acts) < 3 || acts[len(acts)-2] != "board_deleted retention" || acts[len(acts)-1] != "board_erased " {
		t.Errorf("the audit says %q, %v", acts, err)
	}
}
