package app

import (
	"context"
	"time"

	"feltboard/realtime"
	"feltboard/realtime/bus"
	"feltboard/realtime/bus/redisbus"
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

// How other nodes' revoking of links is found out. Every node asks the database, so that it works without Redis.
const (
	linksEvery = time.Second
	linksBack  = time.Minute // how far nodes' clocks may be apart
)

// followLinks closes, until ctx ends, the connections of people whose link another node revoked (S-3).
func (a *App) followLinks(ctx context.Context) {
	ticker := time.NewTicker(linksEvery)
	defer ticker.Stop()
	revoked := revocations{since: a.accounts.RevokedSince, asked: time.Now()}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		links, err := revoked.next(ctx, time.Now())
		if err != nil {
			continue // readyz says so; it is asked again in a second
		}
		for _, link := range links {
			a.hub.Disconnect("", func(who realtime.Identity) bool { return who.Link == link }, realtime.CloseRevoked)
		}
	}
}

// revocations finds out which links were revoked since it was last told, however long ago that is.
type revocations struct {
	since func(context.Context, time.Time) ([]string, error)
	asked time.Time       // when it was last told
	told  map[string]bool // by the last answer
}

// next returns the links that were not in the last answer. After an error the same can be asked again.
func (r *revocations) next(ctx context.Context, now time.Time) (links []string, err error) {
	all, err := r.since(ctx, r.asked.Add(-linksBack))
	if err != nil {
		return nil, err
	}
	told := map[string]bool{}
	for _, link := range all {
		told[link] = true
		if !r.told[link] {
			links = append(links, link)
		}
	}
	r.asked, r.told = now, told
	return links, nil
}
