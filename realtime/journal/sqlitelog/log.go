package sqlitelog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"feltboard/realtime/journal"
)

// FileName is the database's name in the data folder.
const FileName = "feltboard.db"

// Options of Open. The zero value is complete for a journal alone.
type Options struct {
	// Migrations follow the journal's own, in this order. Zero: none.
	Migrations []journal.Migration
	// Fatal is called once, on its own goroutine, when the disk has failed in
	// a way that only a restart of the process can clear up; err says what the
	// operator should do. From then on every write is refused with err. Zero:
	// writes are refused and nobody is told.
	Fatal func(err error)
}

// Log is a journal.Journal in a SQLite file. Other packages may keep their
// tables in the same file: they read through ReadDB and write through Write.
type Log struct {
	path    string
	lock    *os.File
	readers *sql.DB
	fatal   func(error)

	// queue has no buffer: a request is either still its caller's, who may
	// give up, or taken by the writer, who will answer.
	queue   chan *request
	stopped chan struct{} // closed when the writer goroutine has ended

	// mu guards closed, and that no call begins once closed is set.
	mu     sync.Mutex
	closed bool
	calls  sync.WaitGroup

	// The writer goroutine's own.
	w           *writer
	broken      error
	lastFailure time.Time
	sweeping    bool       // a sweep runs
	swept       chan error // its result; holds one
}

var _ journal.Journal = (*Log)(nil)

// Open opens the journal in dir, which it creates (readable by this user only)
// if it is not there, and brings the database to the newest version; before it
// changes a database that holds something, it leaves a copy of it in dir.
//
// It returns a [*LockedError] if another process has the folder open, and an
// error that says so if the database is newer than this program.
func Open(dir string, opt Options) (*Log, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open the data folder: %w", err)
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, err
	}
	l := &Log{
		path:    filepath.Join(dir, FileName),
		lock:    lock,
		fatal:   opt.Fatal,
		queue:   make(chan *request),
		stopped: make(chan struct{}),
		swept:   make(chan error, 1),
	}
	if err := l.open(opt.Migrations); err != nil {
		return nil, fmt.Errorf("open %s: %w", l.path, errors.Join(err, l.release()))
	}
	go l.serve()
	return l, nil
}

func (l *Log) open(extra []journal.Migration) (err error) {
	if err := checkVersion(); err != nil {
		return err
	}
	// SQLite gives its companion files the mode of this one.
	f, err := os.OpenFile(l.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", source(l.path, forWriting))
	if err != nil {
		return err
	}
	err = migrate(db, l.path, extra)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if l.w, err = openWriter(l.path); err != nil {
		return err
	}
	// A full disk must not keep what it holds from being read.
	if _, err := l.w.checkpoint("TRUNCATE"); err != nil && !isFull(err) && !(isDiskFailure(err) && outOfSpace(l.path)) {
		return err
	}
	l.readers, err = sql.Open("sqlite", source(l.path, forReading))
	if err != nil {
		return err
	}
	n := max(4, runtime.NumCPU())
	l.readers.SetMaxOpenConns(n)
	l.readers.SetMaxIdleConns(n)
	return l.readers.Ping()
}

// ReadDB returns the pool for reading, which sees everything committed. It
// refuses to write, and belongs to the Log: do not close it.
func (l *Log) ReadDB() *sql.DB { return l.readers }

// Close implements journal.Journal.
func (l *Log) Close() error {
	l.mu.Lock()
	first := !l.closed
	l.closed = true
	l.mu.Unlock()
	if !first {
		<-l.stopped
		return nil
	}
	l.calls.Wait()
	close(l.queue)
	<-l.stopped
	return l.release()
}

// release closes what is open, the lock last.
func (l *Log) release() error {
	var errs []error
	if l.readers != nil {
		errs = append(errs, l.readers.Close())
	}
	if l.w != nil {
		errs = append(errs, l.w.close())
	}
	return errors.Join(append(errs, l.lock.Close())...)
}

// enter begins a call; without an error, l.calls.Done ends it.
func (l *Log) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return journal.ErrClosed
	}
	l.calls.Add(1)
	return nil
}
