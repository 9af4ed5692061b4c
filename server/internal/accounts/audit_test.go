package accounts_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"feltboard/server/internal/accounts"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// the audit is read from its end, page by page, and nothing in it is changed or removed.
func TestTheAuditIsReadByPageAndOnlyGrows(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			db := open(t, 1)[0]
			s, ctx := accounts.New(db), t.Context()
			for i := range 7 {
				if err := s.Audit(ctx, accounts.Event{Board: fmt.Sprint("b", i%2), Member: "m", Act: "exported", Outcome: fmt.Sprint(i)}); err != nil {
					t.Fatal(err)
				}
			}
			read := func(board string, most int) (got []string) {
				for before := int64(0); ; {
					page, err := s.EventsBefore(ctx, board, before, most)
					if err != nil || len(page) > most {
						t.Fatalf("%d events, %v", len(page), err)
					}
					if len(page) == 0 {
						return got
					}
					for _, e := range page {
						if e.Times != 1 || e.At == 0 {
							t.Errorf("got %+v", e)
						}
						got, before = append(got, e.Outcome), e.ID
					}
				}
			}
			if got := read("b0", 2); !cmp.Equal(got, []string{"6", "4", "2", "0"}) {
				t.Errorf("one board's: %v", got)
			}
			if got := read("", 3); !cmp.Equal(got, []string{"6", "5", "4", "3", "2", "1", "0"}) {
				t.Errorf("all: %v", got)
			}
			for _, statement := range []string{"UPDATE audit SET member = ''", "DELETE FROM audit"} {
				if err := db.Write(ctx, func(tx accounts.Tx) error { _, err := tx.Exec(statement); return err }); err == nil {
					t.Errorf("%s is taken", statement)
				}
			}
		})
	}
}

// what somebody can do as often as they like becomes one line a minute, and kinds without end one in all.
func TestAFloodIsOneLineAMinute(t *testing.T) {
	s := accounts.New(openSQLite(t, t.TempDir()))
	now := time.UnixMilli(1_000_000)
	s.SetNow(func() time.Time { return now })
	tally := accounts.NewTally(s, slog.New(slog.DiscardHandler))
	for range 10_000 {
		tally.Count(accounts.Event{Board: "b", Member: "m", Act: "refused", Outcome: "forbidden"})
	}
	now = now.Add(time.Second)
	tally.Count(accounts.Event{Board: "b", Member: "n", Act: "refused", Outcome: "forbidden"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	tally.Run(ctx) // ends at once, having written
	got, err := s.Events(t.Context(), "b")
	want := []accounts.Event{
		{At: 1_000_000, Board: "b", Member: "m", Act: "refused", Outcome: "forbidden", Times: 10_000},
		{At: 1_001_000, Board: "b", Member: "n", Act: "refused", Outcome: "forbidden", Times: 1},
	}
	byMember := cmpopts.SortSlices(func(a, b accounts.Event) bool { return a.Member < b.Member })
	if diff := cmp.Diff(want, got, byMember, cmpopts.IgnoreFields(accounts.Event{}, "ID")); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	for i := range 50_000 {
		tally.Count(accounts.Event{Board: fmt.Sprint("b", i), Act: "refused"})
	}
	tally.Run(ctx)
	all, err := s.EventsBefore(t.Context(), "", 0, 5000)
	times := 0
	for _, e := range all {
		times += e.Times
	}
	if err != nil || len(all) > 1010 || times != 60_001 {
		t.Errorf("%d lines for %d events, %v", len(all), times, err)
	}
}
