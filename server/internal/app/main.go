package app

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"feltboard/server/internal/config"
)

// Main runs the command line and returns the exit code. When ctx ends the server stops in order.
func Main(ctx context.Context, args []string, version string, out, errs io.Writer) int {
	if err := run(ctx, args, version, out, errs); err != nil {
		fmt.Fprintf(errs, "feltboard: %v\n", err)
		return 1
	}
	return 0
}

func run(ctx context.Context, args []string, version string, out, errs io.Writer) error {
	cmd, err := config.Load(args, out)
	if err != nil {
		return err
	}
	switch cmd.Name {
	case "version":
		_, err := fmt.Fprintln(out, version)
		return err
	case "config":
		return cmd.Config.Print(out)
	case "export":
		return exportBoard(ctx, cmd.Config, cmd.Export, out, errs)
	case "import":
		if cmd.Import.Path != "" {
			return importStatuses(ctx, cmd.Config, cmd.Import, out)
		}
		return importNotes(ctx, cmd.Config, cmd.Import, out, errs)
	case "backup":
		return writeBackup(ctx, cmd.Config, cmd.File, out)
	case "restore":
		return restoreBackup(ctx, cmd.Config, cmd.File, out)
	case "health":
		return askHealth(ctx, cmd.Config)
	case "bench":
		return benchmark(ctx, cmd.Bench, version, out, errs)
	case "serve":
		a, err := Open(ctx, cmd.Config, version, NewLog(errs))
		if err != nil {
			return err
		}
		defer a.Close()
		if err := a.Welcome(out); err != nil {
			return err
		}
		return a.Run(ctx)
	}
	return nil
}

// secrets are the attributes whose values never reach the log, whatever they hold.
var secrets = []string{"token", "cookie", "key", "secret", "password", "authorization", "text", "name", "body", "query"}

// NewLog returns the server's log: one JSON object per line.
func NewLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		for _, s := range secrets {
			if strings.Contains(strings.ToLower(a.Key), s) {
				return slog.String(a.Key, "[redacted]")
			}
		}
		return a
	}}))
}
