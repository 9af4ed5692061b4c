package app

import (
	"context"
	"io"
	"os"
	"time"

	"feltboard/realtime/journal"
	"feltboard/server/internal/bench"
	"feltboard/server/internal/config"
)

// benchmark measures, or is one of the servers that it starts for comparison.
func benchmark(ctx context.Context, b config.Bench, version string, out, errs io.Writer) error {
	switch {
	case b.Raw != "":
		return bench.ServeRaw(b.Raw, os.Stdin, out)
	case b.Memory:
		return serveFromMemory(ctx, version, out, errs)
	}
	o := bench.Options{
		Only: b.Only, Clients: b.Clients, Duration: time.Duration(b.Seconds) * time.Second, Runs: b.Runs, Progress: errs,
	}
	switch {
	case b.JSON:
		o.Format = bench.JSON
	case b.Markdown:
		o.Format = bench.Markdown
	}
	return bench.Run(ctx, o, out)
}

// serveFromMemory is "feltboard serve" with a journal that is not on disk, to see what the disk costs. Accounts stay where
// they are.
func serveFromMemory(ctx context.Context, version string, out, errs io.Writer) error {
	cmd, err := config.Load([]string{"serve"}, errs)
	if err != nil {
		return err
	}
	a, err := open(ctx, cmd.Config, version, NewLog(errs), journal.NewMemory())
	if err != nil {
		return err
	}
	defer a.Close()
	if err := a.Welcome(out); err != nil {
		return err
	}
	return a.Run(ctx)
}
