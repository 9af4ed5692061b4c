package app

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"feltboard/server/internal/accounts"
)

// S-3: what was revoked through another node while this one could not reach the database is found out afterwards, however
// long that took.
func TestARevocationOutlivesAnOutage(t *testing.T) {
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	revoked := map[string]time.Time{}
	var away error
	r := revocations{asked: begin, since: once(func(_ context.Context, since time.Time) (links []string, err error) {
		for link, at := range revoked {
			if !at.Before(since) {
				links = append(links, link)
			}
		}
		if away != nil {
			return nil, away
		}
		return links, nil
	})}
	next := func(at time.Duration, want ...string) {
		t.Helper()
		if links, err := r.next(t.Context(), begin.Add(at)); err != away || !slices.Equal(links, want) {
			t.Errorf("after %v: %v, %v; want %v", at, links, err, want)
		}
	}
	next(time.Second)
	revoked["at once"] = begin.Add(time.Second)
	next(2*time.Second, "at once")
	next(3 * time.Second)
	revoked["a clock that is slow"] = begin.Add(-30 * time.Second)
	next(4*time.Second, "a clock that is slow")
	away = errors.New("no connection")
	revoked["meanwhile"] = begin.Add(10 * time.Second)
	next(20 * time.Second)
	next(200 * time.Second)
	away = nil
	next(201*time.Second, "meanwhile")
	next(202 * time.Second)
}

// a browser's seat on a board that was handed over again, and ended again within the minute, is told again.
func TestWhatEndsAgainIsToldAgain(t *testing.T) {
	now := time.Now()
	ends := []accounts.End{{ID: "browser board", At: 1}}
	r := revocations{asked: now, since: func(context.Context, time.Time) ([]accounts.End, error) { return ends, nil }}
	for at, want := range []int{1, 0, 1, 0} {
		if at == 2 {
			ends = []accounts.End{{ID: "browser board", At: 2}}
		}
		if ids, err := r.next(t.Context(), now); err != nil || len(ids) != want {
			t.Errorf("%d: %v, %v; want %d", at, ids, err, want)
		}
	}
}
