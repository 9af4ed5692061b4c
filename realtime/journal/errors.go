package journal

import (
	"errors"
	"fmt"
)

var (
	// ErrExists says that a board with this id is there already.
	ErrExists = errors.New("this board exists already")
	// ErrNotFound says that there is no board with this id.
	ErrNotFound = errors.New("there is no such board")
	// ErrRewound says that a position is not in the board's history: the
	// history was replaced by another (an older copy, say). The caller must
	// load the board afresh.
	ErrRewound = errors.New("this position is not in the board's history")
	// ErrFull says that storage has no room and nothing was written. Reading
	// goes on; the next commit tries again.
	ErrFull = errors.New("the journal's storage is full")
	// ErrUnknown says that the journal cannot tell whether the commit happened.
	// The caller must read the board before it tells anyone anything.
	ErrUnknown = errors.New("it is not known whether the commit happened")
	// ErrClosed says that the journal was closed.
	ErrClosed = errors.New("the journal is closed")
)

// CorruptError says that stored bytes of a board are missing or altered. The
// board must not be served as if it were whole; other boards are unaffected.
type CorruptError struct {
	Board string
	// Seq is the first entry that cannot be trusted; 0 when it is not an entry.
	Seq int64
	// Err says what was found.
	Err error
}

func (e *CorruptError) Error() string {
	return fmt.Sprintf("board %q is damaged at entry %d: %v; restore it from a backup", e.Board, e.Seq, e.Err)
}

func (e *CorruptError) Unwrap() error { return e.Err }

// PanicError is what Commit returns when decide panicked. Nothing was written
// for that board.
type PanicError struct {
	Value any
	// Stack is the panicking goroutine's stack, for the operator's log.
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic while deciding: %v", e.Value) }
