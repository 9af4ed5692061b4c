package app

import (
	"context"
	"io"
	"os"
	"time"

	"feltboard/server/internal/bench"
	"feltboard/server/internal/config"
)

// benchmark measures, or is one of the raw servers that it starts for comparison.
func benchmark(ctx context.Context, b config.Bench, out, errs io.Writer) error {
	if b.Raw != "" {
		return bench.ServeRaw(b.Raw, os.Stdin, out)
	}
	return bench.Run(ctx, bench.Options{
		Clients: b.Clients, Rate: b.Rate, Duration: time.Duration(b.Seconds) * time.Second, Runs: b.Runs, JSON: b.JSON, Progress: errs,
	}, out)
}
