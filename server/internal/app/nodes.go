package app

import (
	"context"
	"time"

	"feltboard/realtime"
	"feltboard/realtime/bus"
	"feltboard/realtime/bus/redisbus"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/httpapi"
)

// openBus returns the way to the other nodes; nil for a server that is alone with its file. It does not wait for Redis.
func (a *App) openBus(ctx context.Context) (bus.Bus, error) {
	if a.cfg.DatabaseURL == "" {
		return nil, nil
	}
	if a.cfg.RedisURL == "" {
		return bus.None{}, nil
	}
	key, err := a.accounts.Secret(ctx, "bus")
	if err != nil {
		return nil, err
	}
	return redisbus.Open(a.cfg.RedisURL, redisbus.Options{Key: key, Log: a.log, Metrics: &a.traffic})
}

// How it is found out what other nodes ended. Every node asks the database, so that it works without Redis.
const (
	endsEvery = time.Second
	endsBack  = time.Minute // how far nodes' clocks may be apart
)

// followEnds closes, until ctx ends, the connections of people whose link another node revoked (S-3) or whose session it
// ended.
func (a *App) followEnds(ctx context.Context) {
	ticker := time.NewTicker(endsEvery)
	defer ticker.Stop()
	links := revocations{since: once(a.accounts.RevokedSince), asked: time.Now()}
	sessions := revocations{since: a.accounts.EndedSince, asked: time.Now()}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		// After an error readyz says so, and it is asked again in a second.
		if ended, err := links.next(ctx, time.Now()); err == nil {
			for _, link := range ended {
				a.kick(httpapi.Visitor{Link: link, Code: realtime.CloseRevoked})
			}
		}
		if ended, err := sessions.next(ctx, time.Now()); err == nil {
			for _, one := range ended {
				a.endThere(ctx, one)
			}
		}
	}
}

// endThere closes what a browser has open by a session, or a seat, that ended. Who is the same member by now stays: they have come
// back, or were handed the board again.
func (a *App) endThere(ctx context.Context, ended string) {
	v, stays := httpapi.Ended(ended), ""
	if v.Board != "" {
		stays, _ = a.accounts.SitsAs(ctx, v.Browser, v.Board) // who cannot be asked about goes
	}
	a.hub.Disconnect(v.Board, func(who realtime.Identity) bool {
		return who.Session == v.Browser && (stays == "" || who.Member != stays)
	}, v.Code)
}

// once says of what ends for good when it did: at any one time.
func once(since func(context.Context, time.Time) ([]string, error)) func(context.Context, time.Time) ([]accounts.End, error) {
	return func(ctx context.Context, from time.Time) (ends []accounts.End, err error) {
		ids, err := since(ctx, from)
		for _, id := range ids {
			ends = append(ends, accounts.End{ID: id})
		}
		return ends, err
	}
}

// revocations finds out what was ended since it was last told, however long ago that is: links or browsers' sessions, by id.
type revocations struct {
	since func(context.Context, time.Time) ([]accounts.End, error)
	asked time.Time             // when it was last told
	told  map[accounts.End]bool // by the last answer
}

// next returns the ids of what was not in the last answer. After an error the same can be asked again.
func (r *revocations) next(ctx context.Context, now time.Time) (ids []string, err error) {
	all, err := r.since(ctx, r.asked.Add(-endsBack))
	if err != nil {
		return nil, err
	}
	told := map[accounts.End]bool{}
	for _, end := range all {
		told[end] = true
		if !r.told[end] {
			ids = append(ids, end.ID)
		}
	}
	r.asked, r.told = now, told
	return ids, nil
}
