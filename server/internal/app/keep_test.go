package app

import (
	"io"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/realtime"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"

	"github.com/google/uuid"
)

// a board that is brought back stays for as long as boards of its kind are kept, whether its time or somebody had deleted it.
func TestABoardThatIsBroughtBackStays(t *testing.T) {
	ctx := t.Context()
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
	const kept = 7
	// Nothing has changed on either for eight days.
	past := realtime.New(realtime.Options{Journal: a.data, Now: func() time.Time { return time.Now().AddDate(0, 0, -kept-1) }})
	defer past.Close()
	made := func() string {
		id := uuid.NewString()
		ops := template.Ops(boards.BoardInfo{ID: id, Title: "Monday"}, uuid.NewString)
		ops = append(ops, boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"keep": int64(kept)}})
		err := past.Create(ctx, id, ops)
		if err == nil {
			_, err = a.accounts.Host(ctx, id, "", uuid.NewString())
		}
		if err == nil {
			err = a.accounts.SetKeeping(ctx, id, kept, accounts.Event{Board: id, Act: "retention_set"})
		}
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	expired, byHand := made(), made()
	turn := func(id string, back bool) {
		t.Helper()
		act := map[bool]string{false: "board_deleted", true: "board_restored"}[back]
		if changed, err := a.accounts.Delete(ctx, id, back, accounts.Event{Board: id, Act: act}); err != nil || !changed {
			t.Fatalf("%s: %v, %v", act, changed, err)
		}
	}
	look := func(days int, want bool) {
		t.Helper()
		a.eraser.now = func() time.Time { return time.Now().AddDate(0, 0, days) }
		if err := a.eraser.expire(ctx); err != nil {
			t.Fatal(err)
		}
		for name, id := range map[string]string{"expired": expired, "deleted by hand": byHand} {
			k, err := a.accounts.Keeping(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			if there := k.Deleted == 0; there != want {
				t.Errorf("%s, after %d days it is there: %v", name, days, there)
			}
		}
	}
	turn(byHand, false)
	look(0, false)
	for range 2 {
		turn(byHand, true)
		turn(expired, true)
		for _, days := range []int{0, kept - 1} {
			look(days, true)
		}
		look(kept+1, false)
	}
}
