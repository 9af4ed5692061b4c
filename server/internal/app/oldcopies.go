package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"feltboard/server/internal/accounts"
)

// oldCopy is the name of a copy of all data that an upgrade or a restore left in the data folder, with when a restore did.
var oldCopy = regexp.MustCompile(`^(?:backup-before-\d+|before-restore-(\d{8}T\d{6}\.\d{3}))\.db(?:-wal|-shm|-journal)?$`)

// dropCopies deletes copies of all data in the data folder that are older than 30 days: they hold what was erased since.
// It touches nothing else, and no backup that somebody made.
func dropCopies(dir string, now time.Time, log *slog.Logger) {
	files, err := os.ReadDir(dir)
	if err != nil {
		log.Warn("look for old copies of the data", "err", err)
		return
	}
	for _, f := range files {
		name := oldCopy.FindStringSubmatch(f.Name())
		info, err := f.Info()
		if name == nil || err != nil || !info.Mode().IsRegular() {
			continue
		}
		made := info.ModTime()
		if name[1] != "" { // such a file is as old as the last change in it, and older than the restore
			if made, err = time.Parse("20060102T150405.000", name[1]); err != nil {
				continue
			}
		}
		if now.Sub(made) < accounts.Grace {
			continue
		}
		if err := os.Remove(filepath.Join(dir, f.Name())); err != nil {
			log.Warn("an old copy of the data cannot be deleted; it may hold what was erased since", "file", f.Name(), "err", err)
			continue
		}
		log.Info("a copy of the data from more than 30 days ago is deleted", "file", f.Name())
	}
}
