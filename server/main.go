// Feltboard serves live empathy maps. The program is in internal/app; here are only signals, arguments and the exit code.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"feltboard/server/internal/app"
)

// version is set by the linker.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // so that a second signal ends the process at once
	code := app.Main(ctx, os.Args[1:], version, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
