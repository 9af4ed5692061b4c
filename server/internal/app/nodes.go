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
	done := map[string]bool{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		links, err := a.accounts.RevokedSince(ctx, time.Now().Add(-linksBack))
		if err != nil {
			continue // readyz says so; it is asked again in a second
		}
		fresh := map[string]bool{}
		for _, link := range links {
			fresh[link] = true
			if !done[link] {
				a.hub.Disconnect("", func(who realtime.Identity) bool { return who.Link == link }, realtime.CloseRevoked)
			}
		}
		done = fresh
	}
}
