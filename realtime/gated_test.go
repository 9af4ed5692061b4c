package realtime

import (
	"context"
	"sync/atomic"

	"feltboard/realtime/journal"
)

// gated is a journal whose commits wait while it is on: each hands out a channel and goes on when that is closed.
type gated struct {
	journal.Journal
	on   atomic.Bool
	hold chan chan struct{}
}

func (g *gated) Commit(ctx context.Context, board string, seen journal.Pos, decide journal.Decide) ([]journal.Entry, error) {
	if g.on.Load() {
		free := make(chan struct{})
		g.hold <- free
		<-free
	}
	return g.Journal.Commit(ctx, board, seen, decide)
}
