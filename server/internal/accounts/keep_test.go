package accounts_test

import (
	"testing"
	"time"

	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

// the days that a board is kept count from the last change or from when it was brought back, whichever is later. A look that
// began before somebody brought it back or said otherwise deletes nothing.
func TestABoardIsKeptFromWhenItCameBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		now := time.UnixMilli(1_790_000_000_000)
		s.SetNow(func() time.Time { return now })
		owner(t, s)
		ctx := t.Context()
		board := uuid.NewString()
		if _, err := s.Host(ctx, board, "", uuid.NewString()); err != nil {
			t.Fatal(err)
		}
		keep := func(days int) {
			t.Helper()
			if err := s.SetKeeping(ctx, board, days, accounts.Event{Board: board, Act: "retention_set"}); err != nil {
				t.Fatal(err)
			}
		}
		turn := func(back, want bool) {
			t.Helper()
			changed, err := s.Delete(ctx, board, back, accounts.Event{Board: board, Act: "board_deleted"})
			if err != nil || changed != want {
				t.Errorf("back %v: %v, %v", back, changed, err)
			}
		}
		kept := func() accounts.Kept {
			t.Helper()
			k, err := s.Keeping(ctx, board)
			if err != nil {
				t.Fatal(err)
			}
			return k
		}
		expire := func(k accounts.Kept, want bool) {
			t.Helper()
			at, err := s.Expire(ctx, k)
			if err != nil {
				t.Fatal(err)
			}
			if gone := kept().Deleted != 0; gone != want || gone && at != kept().Deleted {
				t.Errorf("deleted: %v, at %d", gone, at)
			}
		}
		const day = int64(24 * time.Hour / time.Millisecond)
		last := now.UnixMilli()
		if ends := kept().Ends(last); ends != 0 {
			t.Errorf("kept for ever, it ends at %d", ends)
		}
		keep(7)
		before := kept()
		if ends := before.Ends(last); ends != last+7*day {
			t.Errorf("it ends at %d", ends)
		}
		now = now.AddDate(0, 0, 8)
		turn(false, true)
		now = now.AddDate(0, 0, 8)
		turn(true, true)
		turn(true, false)
		if ends := kept().Ends(last); ends != now.UnixMilli()+7*day {
			t.Errorf("brought back, it ends at %d", ends)
		}
		if ends := kept().Ends(now.UnixMilli() + day); ends != now.UnixMilli()+8*day {
			t.Errorf("changed after that, it ends at %d", ends)
		}
		expire(before, false)
		before = kept()
		keep(30)
		expire(before, false)
		expire(kept(), true)

		// Its removal has begun.
		if err := s.AddErasures(ctx, []accounts.Erasure{{Board: board, Type: "board"}}); err != nil {
			t.Fatal(err)
		}
		turn(true, false)
		if kept().Deleted == 0 {
			t.Error("it is back, to be removed")
		}
	})
}
