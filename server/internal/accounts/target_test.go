package accounts_test

import (
	"errors"
	"testing"
	"time"

	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

// D-4, D-8: a target that rests is leased by nobody, one that has always more to do keeps no other waiting, and when something
// was sent of which nobody knows whether it arrived stays known.
func TestATargetRestsAndLetsOthersGoFirst(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			s, ctx := accounts.New(open(t, 1)[0]), t.Context()
			now := time.Now()
			s.SetNow(func() time.Time { return now })
			board, member := uuid.NewString(), uuid.NewString()
			if _, err := s.Host(ctx, board, "", member); err != nil {
				t.Fatal(err)
			}
			for range 3 {
				set, err := s.AddTarget(ctx, accounts.Target{Board: board, By: member, Kind: "gitea", URL: "http://x", Repo: "a/b", Token: "t"})
				if err != nil {
					t.Fatal(err)
				}
				if err := s.QueueDeliveries(ctx, set.ID, member, map[string]string{"a": "A"}, false); err != nil {
					t.Fatal(err)
				}
			}
			lease := func() (accounts.Target, error) { return s.LeaseTarget(ctx, time.UnixMilli(0), time.Minute) }
			seen := map[string]bool{}
			for range 3 { // each has still the same to do
				got, err := lease()
				if err != nil {
					t.Fatal(err)
				}
				seen[got.ID] = true
				now = now.Add(time.Second)
				if err := s.ReleaseTarget(ctx, got); err != nil {
					t.Fatal(err)
				}
			}
			if len(seen) != 3 {
				t.Errorf("of 3 targets %d were worked on", len(seen))
			}
			for range 3 {
				got, err := lease()
				if err != nil {
					t.Fatal(err)
				}
				got.Rest = now.Add(time.Hour).UnixMilli()
				if err := s.ReleaseTarget(ctx, got); err != nil {
					t.Fatal(err)
				}
			}
			got, err := lease()
			if !errors.Is(err, accounts.ErrNoTarget) {
				t.Errorf("a target that rests was leased: %+v, %v", got, err)
			}
			for id := range seen {
				d := accounts.Delivery{Target: id, Action: "a", State: accounts.Sending, Hash: "h"}
				if err := s.SaveDelivery(ctx, d); err != nil {
					t.Fatal(err)
				}
				sent, _ := s.Deliveries(ctx, id)
				now = now.Add(time.Second)
				d.State = accounts.Failed
				if err := s.SaveDelivery(ctx, d); err != nil {
					t.Fatal(err)
				}
				if err := s.QueueDeliveries(ctx, id, member, map[string]string{"a": "A"}, false); err != nil {
					t.Fatal(err)
				}
				if again, _ := s.Deliveries(ctx, id); again[0].At != sent[0].At || again[0].Hash != "h" || again[0].State != accounts.Queued {
					t.Errorf("sent at %d, and asked again: %+v", sent[0].At, again[0])
				}
			}
		})
	}
}
