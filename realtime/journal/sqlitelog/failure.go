package sqlitelog

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"feltboard/realtime/journal"

	lib "modernc.org/sqlite/lib"
)

// code is SQLite's primary result code in err, or 0.
func code(err error) int {
	type coded interface { // *sqlite.Error
		error
		Code() int
	}
	if e, ok := errors.AsType[coded](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

func isFull(err error) bool        { return code(err) == lib.SQLITE_FULL }
func isDiskFailure(err error) bool { return code(err) == lib.SQLITE_IOERR }
func isConstraint(err error) bool  { return code(err) == lib.SQLITE_CONSTRAINT }

// losesTransaction names the errors upon which SQLite may roll back the whole
// transaction by itself.
func losesTransaction(err error) bool {
	switch code(err) {
	case lib.SQLITE_FULL, lib.SQLITE_IOERR, lib.SQLITE_NOMEM, lib.SQLITE_INTERRUPT, lib.SQLITE_BUSY:
		return true
	}
	return false
}

// damaged names the board in errors that say the file's pages are not in order.
func damaged(board string, seq int64, err error) error {
	switch code(err) {
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_FORMAT:
		return &journal.CorruptError{Board: board, Seq: seq, Err: err}
	}
	return err
}

// outOfSpace tries to write where the database's files would grow. SQLite calls
// a quota and a limit on the size of files an I/O error, as if the disk were
// broken; they are not.
func outOfSpace(path string) bool {
	f, err := os.CreateTemp(filepath.Dir(path), ".space-*")
	if err == nil {
		defer os.Remove(f.Name())
		defer f.Close()
		var end int64
		for _, name := range []string{path, path + "-wal"} {
			if info, err := os.Stat(name); err == nil {
				end = max(end, info.Size())
			}
		}
		if _, err = f.WriteAt(make([]byte, 64<<10), end); err == nil {
			err = f.Sync()
		}
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
