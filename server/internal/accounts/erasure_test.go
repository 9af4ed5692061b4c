package accounts_test

import (
	"errors"
	"testing"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

// what is asked for again while it is being done is not done with that.
func TestWhatIsErasedAgainIsDoneAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		ctx, board := t.Context(), uuid.NewString()
		list := []accounts.Erasure{{Board: board, Record: "a", Type: "note"}, {Board: board, Record: "b", Type: "note"}}
		undone := func() []accounts.Erasure {
			t.Helper()
			return must[[]accounts.Erasure](t)(s.Erasures(ctx, true))
		}
		add := func(list []accounts.Erasure) {
			t.Helper()
			if err := s.AddErasures(ctx, list); err != nil {
				t.Fatal(err)
			}
		}
		done := func(list []accounts.Erasure) {
			t.Helper()
			if err := s.Erased(ctx, list); err != nil {
				t.Fatal(err)
			}
		}
		add(list)
		read := undone()
		add(list[1:])
		done(read)
		if left := undone(); len(left) != 1 || left[0].Record != "b" {
			t.Errorf("left are %+v", left)
		}
		if on := must[[]string](t)(s.Erasing(ctx)); len(on) != 1 || on[0] != board {
			t.Errorf("something is left on %v", on)
		}
		done(undone())
		if left := undone(); len(left) != 0 {
			t.Errorf("left are %+v", left)
		}
		if all := must[[]accounts.Erasure](t)(s.ErasuresOn(ctx, board)); len(all) != 2 || !all[0].Done {
			t.Errorf("the board's are %+v", all)
		}
		add(list[:1])
		if left := undone(); len(left) != 1 {
			t.Errorf("done once, and asked for again, left are %+v", left)
		}
	})
}

// a board that is being removed since nobody came to host it is nobody's any more.
func TestABoardThatIsRemovedIsNotHosted(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		owner(t, s)
		ctx, board := t.Context(), uuid.NewString()
		if fresh, err := s.Unmade(ctx, board); err != nil || !fresh {
			t.Fatal(fresh, err)
		}
		if _, err := s.Host(ctx, board, "", uuid.NewString()); !errors.Is(err, accounts.ErrSwept) {
			t.Errorf("it is hosted: %v", err)
		}
		if links := must[[]accounts.Link](t)(s.Links(ctx, board)); len(links) != 0 {
			t.Errorf("it has links: %+v", links)
		}
		hosted, _, _ := host(t, s)
		if fresh, err := s.Unmade(ctx, hosted); err != nil || fresh {
			t.Error("a hosted board is removed", err)
		}
	})
}

// a board that somebody changed as its time came is spared, and one that somebody deleted meanwhile is not.
func TestABoardIsSparedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		owner(t, s)
		ctx := t.Context()
		board, member, _ := host(t, s)
		if err := s.SetKeeping(ctx, board, 1, accounts.Event{Board: board, Member: "somebody", Act: "retention_set"}); err != nil {
			t.Fatal(err)
		}
		kept := func() accounts.Kept {
			t.Helper()
			return must[accounts.Kept](t)(s.Keeping(ctx, board))
		}
		if k := kept(); k.Keeper != "somebody" || k.Member != member {
			t.Errorf("it is kept as %+v", k)
		}
		at := must[int64](t)(s.Expire(ctx, kept()))
		if again := must[int64](t)(s.Expire(ctx, kept())); at == 0 || again != 0 {
			t.Errorf("it is deleted at %d and %d", at, again)
		}
		for _, when := range []int64{at + 1, at} {
			if err := s.Spare(ctx, board, when); err != nil {
				t.Fatal(err)
			}
			if gone := kept().Deleted != 0; gone == (when == at) {
				t.Errorf("spared, it is %+v", kept())
			}
		}
	})
}

// whose link was revoked, and who came by no other, is barred; hosts and who has gone by themselves are not.
func TestWhoseLinkWasRevokedIsBarred(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		owner(t, s)
		ctx := t.Context()
		board, hosts, secrets := host(t, s)
		guest, member, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
		barred := func(who string) bool {
			t.Helper()
			return must[bool](t)(s.Barred(ctx, board, who))
		}
		if barred(member) || barred(hosts) || barred(uuid.NewString()) {
			t.Error("somebody is barred from the start")
		}
		if _, _, err := s.MakeLink(ctx, board, boards.Client, "somebody", true, accounts.Bounds{}); err != nil {
			t.Fatal(err)
		}
		if !barred(member) || barred(hosts) {
			t.Error("a revoked link bars nobody, or the host")
		}
		link := must[accounts.Link](t)(s.Check(ctx, board, secrets[boards.Team]))
		if _, _, err := s.Take(ctx, guest, link, member, 300); err != nil {
			t.Fatal(err)
		}
		if barred(member) {
			t.Error("who came back by another link is barred")
		}
	})
}
