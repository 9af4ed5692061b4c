package app

import (
	"context"
	"errors"
	"fmt"
	"io"

	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/backup"
	"feltboard/server/internal/config"
)

func writeBackup(ctx context.Context, cfg config.Config, file string, out io.Writer) error {
	holds, err := backup.Write(ctx, placeOf(cfg), file)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s holds %s with %s. All of it was read again and is whole.\n", file, count(int64(holds.Boards), "board"), count(holds.Entries, "entry"))
	return err
}

func restoreBackup(ctx context.Context, cfg config.Config, file string, out io.Writer) error {
	place := placeOf(cfg)
	erased, err := erasuresOf(ctx, cfg)
	if _, locked := errors.AsType[*sqlitelog.LockedError](err); locked {
		return fmt.Errorf("%w; open pages will give back what the backup lacks", err)
	}
	if err != nil {
		fmt.Fprintf(out, "What was erased since the backup was made cannot be read (%v), so the backup's words come back: erase them again.\n", err)
	}
	place.Again = func(ctx context.Context, dir string) error { return eraseAgainIn(ctx, dir, erased) }
	aside, err := backup.Restore(ctx, file, place)
	if _, locked := errors.AsType[*sqlitelog.LockedError](err); locked {
		return fmt.Errorf("%w; open pages will give back what the backup lacks", err)
	}
	if err != nil {
		return err
	}
	if aside != "" {
		fmt.Fprintf(out, "What was there is kept in %s.\n", aside)
	}
	if len(erased) > 0 {
		fmt.Fprintf(out, "What was erased here was erased in it again (%s).\n", count(int64(len(erased)), "record"))
	}
	_, err = fmt.Fprintf(out, "%s is restored. Links that were ended since it was made work again: end them again. Open pages give back what their people wrote since.\n", file)
	return err
}

func count(n int64, what string) string {
	switch {
	case n == 1:
		return "1 " + what
	case what == "entry":
		return fmt.Sprint(n, " entries")
	}
	return fmt.Sprint(n, " ", what, "s")
}

// placeOf says to backups where everything is kept.
func placeOf(cfg config.Config) backup.Place {
	return backup.Place{
		Dir: cfg.Data, DatabaseURL: cfg.DatabaseURL,
		Tables: accounts.Migrations(), PostgresTables: accounts.PostgresMigrations(),
	}
}
