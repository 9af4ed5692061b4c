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
	since, err := sinceOf(ctx, cfg)
	if _, locked := errors.AsType[*sqlitelog.LockedError](err); locked {
		return fmt.Errorf("%w; open pages will give back what the backup lacks", err)
	}
	if err != nil {
		fmt.Fprintf(out, "What happened since the backup was made cannot be read (%v). What was erased since comes back: erase it again.\n", err)
	}
	var resumed accounts.Resumed
	place.Again = func(ctx context.Context, dir string) (err error) {
		resumed, err = since.holdsIn(ctx, dir)
		return err
	}
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
	if n := len(since.erased); n > 0 {
		fmt.Fprintf(out, "What was erased here was erased in it again (%s).\n", count(int64(n), "record"))
	}
	for _, line := range whoComesIn(resumed) {
		fmt.Fprintln(out, line)
	}
	_, err = fmt.Fprintf(out, "%s is restored. Open pages give back what their people wrote since.\n", file)
	return err
}

// whoComesIn says what a restore did about people and links.
func whoComesIn(r accounts.Resumed) (lines []string) {
	if r.Known {
		lines = append(lines, fmt.Sprintf("Who may sign in is as it was here, not as in the backup: whoever was removed, became a member or got another password since stays so (%s), who came since stays (%d), and nobody is signed in who was not (%s stay signed in).",
			count(int64(r.People), "account"), r.Unknown, count(int64(r.Signed), "browser")),
			fmt.Sprintf("Links that were ended since stay ended (%s), and boards that were deleted since stay deleted (%s; their hosts can bring them back for 30 days), brought back ones (%s) stay so.", count(int64(r.Links), "link"), count(int64(r.Boards), "board"), count(int64(r.Back), "board")))
	} else {
		lines = append(lines, "Who may sign in is as in the backup: people who were removed since, passwords and links that were ended since work again. Remove and end them again.",
			fmt.Sprintf("Who was signed in when it was made is signed in again (%s), so that their open pages give back what they have: whoever has lost a device since signs out everywhere. An owner who is not, and has no password, opens the link that `feltboard serve --owner-link` prints.", count(int64(r.Signed), "browser")))
	}
	lines = append(lines, "Boards that are kept for a time only are kept for it from now on.")
	return append(lines, fmt.Sprintf("Open invitations and links for a new password have ended (%d in the backup), and so have codes for the room and addresses for another device. Boards that somebody signed in handed over to other devices are to be handed over again.", r.Ended))
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
