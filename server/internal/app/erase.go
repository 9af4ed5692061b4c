package app

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/httpapi"
)

// eraser makes words and boards leave for good: at once for everybody, from the journal in the same request, and from the
// files soon after. What is to be erased is written down first, so that it is in the end whatever happens meanwhile.
type eraser struct {
	journal  journal.Journal // not the gated one
	accounts *accounts.Store
	hub      *realtime.Hub
	gate     *gate
	log      *slog.Logger
	now      func() time.Time
	whole    bool // the journal is in the accounts' own database: who is not named there hosts no board in it
	// busy says that the files are not to be written anew just now, which others would have to wait for; nil: never.
	busy func(ctx context.Context) bool

	wake chan struct{} // holds a token while something is to be done
	mu   sync.Mutex    // held by who redacts or scours
}

const (
	eraseAgain = time.Minute      // after something failed
	eraseLook  = 10 * time.Minute // for what other nodes left, and boards whose time has come
	halfMade   = time.Hour        // after which a board that nobody hosts is not in the making any more
	gateLook   = time.Second      // for boards that other nodes deleted
)

// Erase implements [httpapi.Options].
func (e *eraser) Erase(ctx context.Context, board string, records map[string]string, event accounts.Event) error {
	if len(records) == 0 {
		return nil
	}
	if err := e.accounts.AddErasures(ctx, rowsOf(board, records)); err != nil {
		return err
	}
	defer e.poke()
	ctx = context.WithoutCancel(ctx) // it is to happen whether or not anybody waits for it
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.redact(ctx, board, records); err != nil {
		return err
	}
	return e.accounts.Outdate(ctx, board, event)
}

func rowsOf(board string, records map[string]string) (rows []accounts.Erasure) {
	for _, id := range slices.Sorted(maps.Keys(records)) {
		rows = append(rows, accounts.Erasure{Board: board, Record: id, Type: records[id]})
	}
	return rows
}

// redact erases records of a board, also those that it does not hold and that somebody may bring back to it.
func (e *eraser) redact(ctx context.Context, board string, records map[string]string) error {
	hub := e.hub
	if e.gate.holds(board) { // it is served to nobody, and may be brought back
		hub = realtime.New(realtime.Options{Journal: e.journal, Log: e.log})
		defer hub.Close()
	}
	_, err := hub.Erase(ctx, board, func(s *boards.State) (ids []string, err error) {
		for _, id := range slices.Sorted(maps.Keys(records)) {
			if s.Record(id) != nil {
				ids = append(ids, id)
			}
		}
		return ids, nil
	})
	for more := true; err == nil && more; {
		err = hub.Do(ctx, board, func(s *boards.State) ([]boards.Op, error) {
			ops := boards.Tombstones(s, records)
			more = len(ops) > boards.MaxOps
			return ops[:min(len(ops), boards.MaxOps)], nil
		})
	}
	return err
}

// begin does, before anybody is let in, what a process before left undone.
func (e *eraser) begin(ctx context.Context) error {
	if err := e.look(ctx); err != nil {
		return err
	}
	if err := e.finish(ctx); err != nil && ctx.Err() == nil {
		e.log.Warn("what is erased has not left all files yet; it is tried again", "err", err)
	}
	return ctx.Err()
}

func (e *eraser) poke() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// run does what is left to do until ctx ends.
func (e *eraser) run(ctx context.Context) {
	ticker := time.NewTicker(gateLook)
	defer ticker.Stop()
	next := e.now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.wake:
			next = e.now()
		case <-ticker.C:
		}
		e.look(ctx)
		if e.now().Before(next) {
			continue
		}
		next = e.now().Add(eraseLook)
		if err := errors.Join(e.expire(ctx), e.sweep(ctx), e.finish(ctx)); err != nil && ctx.Err() == nil {
			e.log.Warn("what is erased or deleted has not left all files yet; it is tried again", "err", err)
			next = e.now().Add(eraseAgain)
		}
	}
}

// look finds out which boards are deleted, and ends those that are live. After an error it is asked again in a moment.
func (e *eraser) look(ctx context.Context) error {
	deleted, err := e.accounts.Deleted(ctx)
	if err != nil {
		return err
	}
	for _, board := range e.gate.set(deleted) {
		e.hub.Drop(board)
	}
	return nil
}

// finish does what is written down and not done: after a crash, on a restored backup, and always that the bytes leave the
// files.
func (e *eraser) finish(ctx context.Context) error {
	rows, err := e.accounts.Erasures(ctx, true)
	if err != nil || len(rows) == 0 {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	byBoard := map[string]map[string]string{}
	for _, r := range rows {
		if byBoard[r.Board] == nil {
			byBoard[r.Board] = map[string]string{}
		}
		byBoard[r.Board][r.Record] = r.Type
	}
	for board, records := range byBoard {
		if _, whole := records[""]; whole {
			if err := e.remove(ctx, board); err != nil {
				return err
			}
			continue
		}
		// In the board itself, deleted or not, and in those that were made of it.
		if err := e.redact(ctx, board, records); err != nil && !errors.Is(err, journal.ErrNotFound) {
			return err
		}
		more, err := e.copies(ctx, board, slices.Sorted(maps.Keys(records)))
		if err != nil {
			return err
		}
		for other, ids := range more {
			if err := e.redact(ctx, other, ids); err != nil {
				return err
			}
			if err := e.accounts.Outdate(ctx, other, accounts.Event{Board: other, Act: "erased", Outcome: board}); err != nil {
				return err
			}
		}
	}
	if e.busy != nil && e.busy(ctx) {
		return nil
	}
	start := time.Now()
	if err := e.journal.Scour(ctx); err != nil {
		return err
	}
	if took := time.Since(start); took > 3*time.Second {
		e.log.Warn("the database's files were written anew without what was erased; others had to wait", "took", took.String())
	}
	return e.accounts.Erased(ctx, rows)
}

// copies finds the notes of other boards that were gathered from these, by board.
func (e *eraser) copies(ctx context.Context, board string, ids []string) (map[string]map[string]string, error) {
	all, err := e.journal.Boards(ctx)
	if err != nil {
		return nil, err
	}
	found := map[string]map[string]string{}
	for _, other := range all {
		first, err := e.journal.Read(ctx, other, journal.Pos{}, 1)
		if err != nil || len(first) == 0 || !bytes.Contains(first[0].Data, []byte(board)) || other == board {
			continue // one that cannot be read is served to nobody
		}
		state, err := loadBoard(ctx, e.journal, other)
		if err != nil {
			continue
		}
		for _, id := range boards.CopiesOf(state, board, ids) {
			if state.Record(id).Erased {
				continue
			}
			if found[other] == nil {
				found[other] = map[string]string{}
			}
			found[other][id] = "note"
		}
	}
	for other, records := range found {
		if err := e.accounts.AddErasures(ctx, rowsOf(other, records)); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// expire deletes boards that have stood still, or been back, for as long as they are kept, and removes those whose grace is over.
func (e *eraser) expire(ctx context.Context) error {
	limited, err := e.accounts.Limited(ctx)
	if err != nil {
		return err
	}
	for _, k := range limited {
		var last int64
		if err := e.hub.Read(ctx, k.Board, func(s *boards.State) { last = s.Time }); err != nil {
			continue
		}
		if e.now().UnixMilli() < k.Ends(last) {
			continue
		}
		if err := e.accounts.Expire(ctx, k); err != nil {
			return err
		}
	}
	deleted, err := e.accounts.Deleted(ctx)
	if err != nil {
		return err
	}
	for _, k := range deleted {
		if e.now().Sub(time.UnixMilli(k.Deleted)) < accounts.Grace {
			continue
		}
		if err := e.accounts.AddErasures(ctx, []accounts.Erasure{{Board: k.Board, Type: "board"}}); err != nil {
			return err
		}
	}
	return e.look(ctx)
}

// sweep has boards removed that whoever made them did not come to name a host of. No list shows one and it opens to nobody. All
// nodes may look at once: the one that writes it down first tells the audit.
func (e *eraser) sweep(ctx context.Context) error {
	if !e.whole {
		return nil
	}
	all, err := e.journal.Boards(ctx) // before the hosts: what is made meanwhile is not in it
	if err != nil {
		return err
	}
	named, err := e.accounts.HostedOrGone(ctx)
	if err != nil {
		return err
	}
	for _, board := range all {
		if named[board] || board == demoBoard {
			continue
		}
		state, err := loadBoard(ctx, e.journal, board)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			continue // one that cannot be read may be worth a look
		}
		if e.now().Sub(time.UnixMilli(state.Time)) < halfMade {
			continue
		}
		fresh, err := e.accounts.Unmade(ctx, board)
		if err != nil {
			return err
		}
		if fresh {
			e.log.Info("a board that was left half-made, and was nobody's, is removed", "board", board)
		}
	}
	return nil
}

// remove takes a board away for good.
func (e *eraser) remove(ctx context.Context, board string) error {
	e.hub.Drop(board)
	if err := e.journal.Remove(ctx, board); err != nil && !errors.Is(err, journal.ErrNotFound) {
		return err
	}
	return e.accounts.Gone(ctx, board)
}

// largeDatabase is how many bytes PostgreSQL's tables may have to be written anew at any time; others have to wait for about
// a second for each 100 MB. Larger ones wait for the hour after three in the morning.
const largeDatabase = 256 << 20

// busy says that the database's files are not to be written anew now.
func (a *App) busy(ctx context.Context) bool {
	if a.cfg.DatabaseURL == "" || time.Now().Hour() == 3 {
		return false
	}
	var size int64
	err := a.data.ReadDB().QueryRowContext(ctx, "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace").Scan(&size)
	return err == nil && size > largeDatabase
}

// gate keeps deleted boards from being served: for whoever goes through it they are not there.
type gate struct {
	journal.Journal
	shut atomic.Pointer[map[string]bool]
}

// set tells which boards are deleted and returns those that were not before.
func (g *gate) set(deleted []accounts.Kept) (fresh []string) {
	was, now := g.shut.Load(), map[string]bool{}
	for _, k := range deleted {
		now[k.Board] = true
		if was == nil || !(*was)[k.Board] {
			fresh = append(fresh, k.Board)
		}
	}
	g.shut.Store(&now)
	return fresh
}

func (g *gate) holds(board string) bool {
	shut := g.shut.Load()
	return shut != nil && (*shut)[board]
}

// Load implements [journal.Journal], as do those below.
func (g *gate) Load(ctx context.Context, board string) (journal.Snapshot, []journal.Entry, error) {
	if g.holds(board) {
		return journal.Snapshot{}, nil, journal.ErrNotFound
	}
	return g.Journal.Load(ctx, board)
}

func (g *gate) Commit(ctx context.Context, board string, seen journal.Pos, decide journal.Decide) ([]journal.Entry, error) {
	if g.holds(board) {
		return nil, journal.ErrNotFound
	}
	return g.Journal.Commit(ctx, board, seen, decide)
}

func (g *gate) Read(ctx context.Context, board string, after journal.Pos, limit int) ([]journal.Entry, error) {
	if g.holds(board) {
		return nil, journal.ErrNotFound
	}
	return g.Journal.Read(ctx, board, after, limit)
}

func (g *gate) Heads(ctx context.Context, boards []string) (map[string]journal.Pos, error) {
	heads, err := g.Journal.Heads(ctx, boards)
	maps.DeleteFunc(heads, func(board string, _ journal.Pos) bool { return g.holds(board) })
	return heads, err
}

var _ httpapi.Eraser = (*eraser)(nil)
