package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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
	dir  string    // where upgrades and restores leave copies of all data; "": nowhere
	aged time.Time // when those were looked at last

	wake chan struct{} // holds a token while something is to be done

	mu     sync.Mutex      // held by who redacts or scours
	failed map[string]bool // by mu: boards of which something could not be done the last time

	looking sync.Mutex
	forget  []func(board string) // by looking: for what is kept in memory of boards
	erasing map[string]int       // by looking: boards of which something was left to do at the last look, and for how many looks

	stood map[string]standstill // of boards that are not kept for ever
	spare map[string]expired    // boards that were deleted a moment ago
}

// standstill is a board's last change, as of its head, and for how many days people are told that it is kept.
type standstill struct {
	head journal.Pos
	last int64
	says int64
}

// expired is a board that was deleted when its time had come, and until when it is looked at whether somebody changed it at the
// last moment, as other nodes may let them.
type expired struct {
	accounts.Kept
	at    int64
	until time.Time
}

const (
	eraseAgain = time.Minute      // after something failed
	eraseLook  = 10 * time.Minute // for what other nodes left, and boards whose time has come
	halfMade   = time.Hour        // after which a board that nobody hosts is not in the making any more
	gateLook   = time.Second      // for boards that other nodes deleted, or erase something of
	spareLook  = 5 * gateLook     // until all nodes have heard that a board is deleted

	forgetLooks = 10 // until an erasure that is written down is told to all nodes, if nothing fails
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
	defer e.noticed(board)
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

// Copied implements [httpapi.Options].
func (e *eraser) Copied(ctx context.Context, board string) error {
	defer e.poke()
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.again(ctx, board, func(source string) (map[string]string, error) {
		rows, err := e.accounts.ErasuresOn(ctx, source)
		return byBoard(rows)[source], err
	})
}

// again erases on a board that is made of others what was erased on those. What is written down later finds the copies itself.
func (e *eraser) again(ctx context.Context, board string, erased func(source string) (map[string]string, error)) error {
	first, err := e.journal.Read(ctx, board, journal.Pos{}, 1)
	if err != nil || len(first) == 0 || !bytes.Contains(first[0].Data, []byte(`"combines"`)) {
		return err
	}
	state, err := loadBoard(ctx, e.journal, board)
	if err != nil {
		return err
	}
	copies := map[string]string{}
	for _, source := range state.Record(board).Strs("combines") {
		records, err := erased(source)
		if err != nil {
			return err
		}
		for _, id := range boards.CopiesOf(state, source, slices.Collect(maps.Keys(records))) {
			if !state.Record(id).Erased {
				copies[id] = "note"
			}
		}
	}
	if len(copies) == 0 {
		return nil
	}
	if err := e.accounts.AddErasures(ctx, rowsOf(board, copies)); err != nil {
		return err
	}
	return e.redact(ctx, board, copies)
}

// OnErase implements [httpapi.Options].
func (e *eraser) OnErase(forget func(board string)) {
	e.looking.Lock()
	defer e.looking.Unlock()
	e.forget = append(e.forget, forget)
}

func byBoard(rows []accounts.Erasure) map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, r := range rows {
		if all[r.Board] == nil {
			all[r.Board] = map[string]string{}
		}
		all[r.Board][r.Record] = r.Type
	}
	return all
}

// begin does, before anybody is let in, what a process before left undone.
func (e *eraser) begin(ctx context.Context) error {
	e.age()
	if err := e.look(ctx); err != nil {
		return err
	}
	if err := errors.Join(e.broken(ctx), e.finish(ctx)); err != nil && ctx.Err() == nil {
		e.log.Warn("what is erased has not left all files yet; it is tried again", "err", err)
	}
	return ctx.Err()
}

// broken looks for words that a process copied from one board to another while they were erased, and then died.
func (e *eraser) broken(ctx context.Context) error {
	rows, err := e.accounts.Erasures(ctx, false)
	if err != nil || len(rows) == 0 {
		return err
	}
	all, err := e.journal.Boards(ctx)
	if err != nil {
		return err
	}
	erased := byBoard(rows)
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, board := range all {
		if err := e.again(ctx, board, func(source string) (map[string]string, error) { return erased[source], nil }); err != nil && ctx.Err() == nil {
			e.log.Warn("look for copies of what is erased", "board", board, "err", err) // one that cannot be read is served to nobody
		}
	}
	return ctx.Err()
}

// age deletes old copies of all data, once a day.
func (e *eraser) age() {
	if e.dir == "" || e.now().Sub(e.aged) < 24*time.Hour {
		return
	}
	e.aged = e.now()
	dropCopies(e.dir, e.aged, e.log)
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
		if err := e.reprieve(ctx); err != nil && ctx.Err() == nil {
			e.log.Warn("look whether a board was changed as it was deleted; it can be brought back", "err", err)
		}
		if e.now().Before(next) {
			continue
		}
		next = e.now().Add(eraseLook)
		e.age()
		if err := errors.Join(e.expire(ctx), e.sweep(ctx), e.finish(ctx)); err != nil && ctx.Err() == nil {
			e.log.Warn("what is erased or deleted has not left all files yet; it is tried again", "err", err)
			next = e.now().Add(eraseAgain)
		}
	}
}

// look finds out which boards are deleted, and ends those that are live; and of which something is erased, on whichever node, of
// which nothing is to be kept in memory, now and once more when it is done. After an error it is asked again in a moment.
func (e *eraser) look(ctx context.Context) error {
	deleted, err := e.accounts.Deleted(ctx)
	if err != nil {
		return err
	}
	for _, board := range e.gate.set(deleted) {
		e.hub.Drop(board)
	}
	erasing, err := e.accounts.Erasing(ctx)
	if err != nil {
		return err
	}
	e.looking.Lock()
	defer e.looking.Unlock()
	looks := map[string]int{}
	for _, board := range erasing {
		looks[board] = e.erasing[board] + 1
	}
	for board, n := range looks {
		if n <= forgetLooks {
			e.forgets(board)
		}
		delete(e.erasing, board)
	}
	for board := range e.erasing { // done since
		e.forgets(board)
	}
	e.erasing = looks
	return nil
}

// noticed has the next look find that something of a board was erased, also if that is done by then.
func (e *eraser) noticed(board string) {
	e.looking.Lock()
	defer e.looking.Unlock()
	if e.erasing == nil {
		e.erasing = map[string]int{}
	}
	e.erasing[board] = 0
}

func (e *eraser) forgets(board string) {
	for _, forget := range e.forget {
		forget(board)
	}
}

// finish does what is written down and not done: after a crash, on a restored backup, and always that the bytes leave the
// files. What cannot be done of one board keeps nothing of others in the files.
func (e *eraser) finish(ctx context.Context) error {
	rows, err := e.accounts.Erasures(ctx, true)
	if err != nil || len(rows) == 0 {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	all := byBoard(rows)
	failed, fresh := map[string]bool{}, false
	var errs []error
	for _, board := range slices.Sorted(maps.Keys(all)) {
		err := e.leave(ctx, board, all[board])
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			errs, failed[board] = append(errs, fmt.Errorf("erase on board %s: %w", board, err)), true
		}
		fresh = fresh || err == nil || !e.failed[board]
	}
	if e.failed = failed; !fresh || e.busy != nil && e.busy(ctx) {
		return errors.Join(errs...)
	}
	start := time.Now()
	if err := e.journal.Scour(ctx); err != nil {
		return errors.Join(append(errs, err)...)
	}
	if took := time.Since(start); took > 3*time.Second {
		e.log.Warn("the database's files were written anew without what was erased; others had to wait", "took", took.String())
	}
	rows = slices.DeleteFunc(rows, func(r accounts.Erasure) bool { return failed[r.Board] })
	return errors.Join(append(errs, e.accounts.Erased(ctx, rows))...)
}

// leave makes what is written down of a board leave the journal: in the board itself, deleted or not, and in those that were made
// of it.
func (e *eraser) leave(ctx context.Context, board string, records map[string]string) error {
	if _, whole := records[""]; whole {
		return e.remove(ctx, board)
	}
	if err := e.redact(ctx, board, records); err != nil && !errors.Is(err, journal.ErrNotFound) {
		return err
	}
	more, err := e.copies(ctx, board, slices.Sorted(maps.Keys(records)))
	if err != nil {
		return err
	}
	var errs []error
	for _, other := range slices.Sorted(maps.Keys(more)) {
		err := e.redact(ctx, other, more[other])
		if err == nil {
			err = e.accounts.Outdate(ctx, other, accounts.Event{Board: other, Act: "erased", Outcome: board})
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
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
	ids := make([]string, len(limited))
	for i, k := range limited {
		ids[i] = k.Board
	}
	heads, err := e.journal.Heads(ctx, ids)
	if err != nil {
		return err
	}
	stood := map[string]standstill{}
	for _, k := range limited {
		s, err := e.standstill(ctx, k.Board, heads[k.Board])
		if err != nil {
			continue // one that cannot be read does not go
		}
		stood[k.Board] = s
		if s.says != int64(k.Days) { // they are told so first, and then it counts from there
			if err := e.hub.Do(ctx, k.Board, func(*boards.State) ([]boards.Op, error) {
				return []boards.Op{{Kind: boards.Set, ID: k.Board, F: map[string]any{"keep": int64(k.Days)}}}, nil
			}); err != nil {
				e.log.Warn("say how long a board is kept", "board", k.Board, "err", err)
			}
			continue
		}
		if e.now().UnixMilli() < k.Ends(s.last) {
			continue
		}
		at, err := e.accounts.Expire(ctx, k)
		if err != nil {
			return err
		}
		if at != 0 && e.spare == nil {
			e.spare = map[string]expired{}
		}
		if at != 0 {
			e.spare[k.Board] = expired{k, at, time.Now().Add(spareLook)}
		}
	}
	e.stood = stood
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
	return errors.Join(e.look(ctx), e.reprieve(ctx))
}

// standstill reads when a board was changed last, unless it has stood still since it was asked.
func (e *eraser) standstill(ctx context.Context, board string, head journal.Pos) (standstill, error) {
	if s, ok := e.stood[board]; ok && s.head == head {
		return s, nil
	}
	state, err := loadBoard(ctx, e.journal, board)
	if err != nil {
		return standstill{}, err
	}
	s := standstill{head: head, last: state.Time}
	if b := state.Record(board); b != nil {
		s.says, _ = b.Get("keep").(int64)
	}
	return s, nil
}

// reprieve brings boards back that were changed while their time came.
func (e *eraser) reprieve(ctx context.Context) error {
	var errs []error
	for board, x := range e.spare {
		heads, err := e.journal.Heads(ctx, []string{board})
		if err != nil {
			return err
		}
		head, there := heads[board]
		if !there {
			delete(e.spare, board)
			continue
		}
		s, err := e.standstill(ctx, board, head)
		if err != nil { // it stays deleted, if it cannot be read until its time is over
			if time.Now().After(x.until) {
				delete(e.spare, board)
			}
			errs = append(errs, err)
			continue
		}
		if e.now().UnixMilli() < x.Ends(s.last) {
			if err := e.accounts.Spare(ctx, board, x.at); err != nil {
				return err
			}
			delete(e.spare, board)
			if err := e.look(ctx); err != nil {
				return err
			}
		} else if time.Now().After(x.until) {
			delete(e.spare, board)
		}
	}
	return errors.Join(errs...)
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
