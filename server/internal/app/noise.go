package app

import (
	"bytes"
	"context"
	"io"
	"log"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// noise is the log of the HTTP servers, whose lines anybody outside causes as often as they like. A handshake that fails (a
// scanner's, or a phone's that does not know our certificate) is told once a minute, anything else ten times, each with how many
// lines were left out before it.
type noise struct {
	log *slog.Logger

	mu                sync.Mutex
	handshakes, other quiet
}

type quiet struct {
	limit *rate.Limiter
	left  int // out, since the last one that was told
}

func newNoise(l *slog.Logger) *log.Logger {
	return log.New(&noise{
		log: l, handshakes: quiet{limit: rate.NewLimiter(rate.Every(time.Minute), 1)}, other: quiet{limit: rate.NewLimiter(rate.Every(6*time.Second), 10)},
	}, "", 0)
}

var _ io.Writer = (*noise)(nil)

// Write takes one line.
func (n *noise) Write(line []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	of, level := &n.other, slog.LevelWarn
	if bytes.HasPrefix(line, []byte("http: TLS handshake error")) {
		of, level = &n.handshakes, slog.LevelInfo
	}
	if !of.limit.Allow() {
		of.left++
		return len(line), nil
	}
	args := []any{}
	if of.left > 0 {
		args = append(args, "more_before", of.left)
	}
	of.left = 0
	n.log.Log(context.Background(), level, string(bytes.TrimSpace(line)), args...)
	return len(line), nil
}
