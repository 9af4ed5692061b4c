package sqlitelog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// LockedError says that another process has the data folder open.
type LockedError struct {
	Dir string
	// PID is the other process; 0 if it could not be read.
	PID int
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("the data folder %s is in use by process %d; stop that one first, or choose another folder", e.Dir, e.PID)
}

// lockDir holds dir until the file it returns is closed or the process ends.
// The lock file stays: removing it would let two processes lock two files.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "feltboard.lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the data folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock the data folder %s (it must be on a local disk): %w", dir, err)
		}
		text := make([]byte, 20)
		n, _ := f.ReadAt(text, 0) // without a number the error says 0
		pid, _ := strconv.Atoi(strings.TrimSpace(string(text[:n])))
		return nil, &LockedError{Dir: dir, PID: pid}
	}
	err = f.Truncate(0)
	if err == nil {
		_, err = f.WriteAt(fmt.Appendln(nil, os.Getpid()), 0)
	}
	if err != nil && !errors.Is(err, syscall.ENOSPC) { // a full disk must not keep the server from starting
		f.Close()
		return nil, fmt.Errorf("lock the data folder: %w", err)
	}
	return f, nil
}
