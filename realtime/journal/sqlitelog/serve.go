package sqlitelog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"time"

	"feltboard/realtime/journal"
)

const (
	// maxBatch bounds one transaction, in requests.
	maxBatch = 512
	// checkpointAfter is the growth of the WAL that starts a checkpoint, in
	// pages of 4 KiB.
	checkpointAfter = 2000
	// patience is how close together two disk failures must be to give up.
	patience = time.Minute
)

// do puts r into the queue and waits for the answer. ctx counts only until the
// writer has taken it.
func (l *Log) do(ctx context.Context, r *request) error {
	if err := l.enter(ctx); err != nil {
		return err
	}
	defer l.calls.Done()
	r.done = make(chan struct{})
	select {
	case l.queue <- r:
	case <-ctx.Done():
		return ctx.Err()
	}
	<-r.done
	return r.err
}

// serve is the writer goroutine.
func (l *Log) serve() {
	defer close(l.stopped)
	for {
		select {
		case first, ok := <-l.queue:
			if !ok {
				l.awaitSweep()
				return
			}
			batch := l.gather(first)
			l.commit(batch)
			for _, r := range batch {
				if r.scour && r.err == nil {
					r.err = l.empty()
				}
			}
			for _, r := range batch {
				close(r.done)
			}
			if l.broken == nil && l.w.dirty >= checkpointAfter && !l.sweeping {
				l.sweeping, l.w.dirty = true, 0
				go func() { l.swept <- sweep(l.path) }()
			}
		case err := <-l.swept:
			l.sweeping = false
			if l.broken == nil {
				l.finishCheckpoint(err)
			}
		}
	}
}

// sweep moves what the WAL holds into the database, on a connection of its own, so that commits need not wait for the
// most of it: a checkpoint of 8 MB takes 20 ms and more.
func sweep(path string) error {
	db, err := sql.Open("sqlite", source(path, forWriting))
	if err != nil {
		return err
	}
	_, err = db.Exec("PRAGMA wal_checkpoint(PASSIVE)")
	return errors.Join(err, db.Close())
}

// finishCheckpoint moves what was committed during the sweep, with nobody committing, so that the next commit finds a WAL
// that is all moved and writes it from its beginning.
func (l *Log) finishCheckpoint(swept error) {
	err := swept
	if !isDiskFailure(err) {
		_, err = l.w.checkpoint("PASSIVE")
	}
	if isDiskFailure(err) {
		l.reopen(err, func(*writer) (bool, error) { return false, nil })
	}
}

// awaitSweep returns when no sweep runs.
func (l *Log) awaitSweep() {
	if l.sweeping {
		<-l.swept // its error will be the next commit's or the next checkpoint's, too
		l.sweeping = false
	}
}

// gather adds all that wait. Yielding once lets those queue up again who were
// answered a moment ago; without it every second batch is a batch of one.
func (l *Log) gather(first *request) []*request {
	batch := []*request{first}
	runtime.Gosched()
	for len(batch) < maxBatch {
		select {
		case r, ok := <-l.queue:
			if !ok {
				return batch
			}
			batch = append(batch, r)
		default:
			return batch
		}
	}
	return batch
}

// commit carries the batch through and leaves every answer in its request.
func (l *Log) commit(batch []*request) {
	err := l.broken
	if err == nil {
		var found evidence
		found, err = l.w.transact(batch)
		if isDiskFailure(err) {
			var landed bool
			if landed, err = l.reopen(err, found); landed {
				return
			}
		} else if isFull(err) {
			err = fmt.Errorf("%w: %w", journal.ErrFull, err)
			l.w.dirty = checkpointAfter // so that the WAL's own room is used again
		}
	}
	if err != nil {
		for _, r := range batch {
			r.err = fmt.Errorf("write the journal: %w", err)
		}
	}
}

// reopen replaces the writer's connection after cause and finds out whether
// the transaction is in the file. A failed fsync is not tried again: its pages
// may be marked clean without being on disk. Emptying the WAL writes all that
// is committed anew, through the new descriptor, and takes away what is not.
func (l *Log) reopen(cause error, found evidence) (landed bool, err error) {
	full := outOfSpace(l.path)
	if !full {
		if !l.lastFailure.IsZero() && time.Since(l.lastFailure) < patience {
			return false, l.giveUp(cause)
		}
		l.lastFailure = time.Now()
	}
	fault := l.w.fault
	l.awaitSweep()
	l.w.close() // whatever it says, the connection is gone
	if l.w, err = openWriter(l.path); err != nil {
		return false, l.giveUp(errors.Join(cause, err))
	}
	l.w.fault = fault
	whole, err := l.w.checkpoint("TRUNCATE")
	if err != nil && !full {
		return false, l.giveUp(errors.Join(cause, err))
	}
	landed, err = found(l.w)
	switch {
	case err != nil:
		return false, l.giveUp(errors.Join(cause, err))
	case landed:
		return true, nil
	case full:
		return false, fmt.Errorf("%w: %w", journal.ErrFull, cause)
	case !whole:
		return false, fmt.Errorf("%w: %w", journal.ErrUnknown, cause)
	}
	return false, cause
}

// giveUp refuses all writes from now on and returns what to answer those whose
// outcome is open.
func (l *Log) giveUp(cause error) error {
	l.broken = fmt.Errorf("the disk with %s has failed (%w); check it, then start the server again", l.path, cause)
	if l.fatal != nil {
		go l.fatal(l.broken)
	}
	return fmt.Errorf("%w: %w", journal.ErrUnknown, l.broken)
}
