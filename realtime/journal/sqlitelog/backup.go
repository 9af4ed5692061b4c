package sqlitelog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// Backup writes a complete copy of the database in dir to file, and replaces
// what was there only once the copy is on disk and its pages are in order. A
// server that has the folder open goes on meanwhile; the copy holds everything
// committed when Backup was called. What the copy says is told by [Check].
func Backup(ctx context.Context, dir, file string) error {
	path := filepath.Join(dir, FileName)
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("there is no database in %s: %w", dir, err)
	}
	for _, own := range companions(path) {
		if same(own, file) {
			return fmt.Errorf("%s is the database itself; name another file for the backup", file)
		}
	}
	if err := backup(ctx, path, file); err != nil {
		return fmt.Errorf("back up to %s: %w", file, err)
	}
	return nil
}

// companions are the files that make up a database, the first one its pages.
func companions(path string) []string { return []string{path, path + "-wal", path + "-shm"} }

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func backup(ctx context.Context, path, file string) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(file), ".backup-*") // mode 0600; SQLite accepts an empty file
	if err != nil {
		return err
	}
	defer func() {
		tmp.Close()
		if err != nil {
			os.Remove(tmp.Name())
		}
	}()
	if err := vacuumInto(ctx, path, tmp.Name()); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := checkIntegrity(ctx, tmp.Name()); err != nil {
		return err
	}
	return putInPlace(tmp.Name(), file)
}

// putInPlace renames a file that is on disk, for good.
func putInPlace(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(to))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

func vacuumInto(ctx context.Context, path, file string) error {
	db, err := sql.Open("sqlite", source(path, forWriting))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", file)
	return errors.Join(err, db.Close())
}

// Restore puts a copy of file, made by [Backup], in the place of the database
// in dir, on which no server may be running: [*LockedError]. What was there
// stays beside it; aside is the path of that copy, "" if there was nothing.
// The file is checked first, and nothing is changed if it is not whole.
func Restore(ctx context.Context, file, dir string) (aside string, err error) {
	if log, err := os.Stat(file + "-wal"); err == nil && log.Size() > 0 {
		return "", fmt.Errorf("%s is no backup but a database as a server left it, whose newest entries are in %s-wal: make a backup of its folder first", file, file)
	}
	if _, err := Check(ctx, file); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("open the data folder: %w", err)
	}
	lock, err := lockDir(dir)
	if err != nil {
		return "", err
	}
	defer lock.Close()
	if err := give(lock.Name()); err != nil {
		return "", err
	}
	path := filepath.Join(dir, FileName)
	if _, err := os.Stat(path); err == nil {
		aside = filepath.Join(dir, "before-restore-"+time.Now().UTC().Format("20060102T150405.000")+".db")
		if err := backup(ctx, path, aside); err != nil {
			return "", fmt.Errorf("keep a copy of what is there: %w; move the folder away if it is not worth keeping", err)
		}
		if err := give(aside); err != nil {
			return "", err
		}
	}
	fresh := filepath.Join(dir, ".restore.db")
	if err := copyFile(file, fresh); err != nil {
		return "", fmt.Errorf("copy %s into %s: %w", file, dir, err)
	}
	if err := give(fresh); err != nil {
		return "", err
	}
	// Beside the new database they would be taken for its own. The old one does
	// not need them any more: who closed it last, to copy it, emptied the log.
	for _, old := range companions(path)[1:] {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return aside, putInPlace(fresh, path)
}

// copyFile copies a file that nobody writes to, onto the disk.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Sync()
}

// give makes a file belong to whom its folder belongs to: root restores for a
// server that runs as somebody else, and must be able to open it.
func give(file string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	dir, err := os.Stat(filepath.Dir(file))
	if err != nil {
		return err
	}
	owner := dir.Sys().(*syscall.Stat_t)
	return os.Chown(file, int(owner.Uid), int(owner.Gid))
}
