package realtime

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// board is one live board. Its goroutine owns everything but what mu guards.
type board struct {
	hub    *Hub
	id     string
	tokens tokens
	places positions
	rate   *rate.Limiter
	done   chan struct{} // closed when it is no longer live
	wake   chan struct{} // holds one token while something waits

	mu    sync.Mutex
	items []item
	moved map[*session]*presenceFrame // the newest of each connection
	shut  bool                        // nothing is taken any more

	heard      []any // *news and *people of other nodes
	heardBytes int
	missed     bool // the journal may hold what the bus did not bring
	asking     bool // ask the other nodes who is there

	at atomic.Pointer[journal.Pos] // pos, for those outside

	state    *boards.State
	pos      journal.Pos
	past     past
	written  map[string][]string // ids of records by the member or owner key who made them
	parts    []*part             // one per audience
	sessions []*session          // joined, in the order they joined
	byClient map[string]*session // the newest joined session that named a client id
	telling  []frame             // tellOne's, used again
	doing    []item              // what the goroutine is at, for the case that it panics
	frozen   bool                // served read-only
	doubtful bool                // memory may differ from the journal: read it again
	leaving  bool                // the hub is closing
	dropped  bool                // it is not to be served any more
	idle     time.Time           // when the last connection left

	beater   *time.Timer
	ticker   *time.Timer // presence and here
	ticking  bool
	ticked   time.Time
	listed   time.Time            // when here was last sent
	unlisted bool                 // who is here changed since
	left     []string             // members whose last connection here ended since the last tick
	away     []string             // the same of other nodes, as they told
	between  map[string]time.Time // members whose last poll ended, and when: they ask again in a moment
	here     []string             // members with a connection to this node, as last told to the others

	unread    error                 // why the last look at the journal failed; nil if it did not
	elsewhere map[string]mover      // who moved through other nodes since the last tick
	nodes     map[string]nodePeople // who is on the board through other nodes
	stop      func()                // ends listening to them
	lost      int                   // for Faults.LoseFrames

	saved  int64 // seq of the newest snapshot
	saving chan struct{}
}

// part is the shared part of one audience.
type part struct {
	audience boards.Audience
	version  int64 // counts its changes
	quiet    int64 // version at the last beat
	digest   string
	digested int64   // version of digest
	snap     frame   // without data: none
	since    []frame // the chg frames that have followed snap
	bytes    int     // in since
	used     bool    // snap was sent since the last beat
}

func newBoard(h *Hub, id string) *board {
	b := &board{
		hub: h, id: id, places: newPositions(h.o.Key, id),
		rate: rate.NewLimiter(rate.Limit(h.limits.BoardRate), h.limits.BoardBurst),
		done: make(chan struct{}), wake: make(chan struct{}, 1),
		moved: map[*session]*presenceFrame{}, saving: make(chan struct{}, 1),
		elsewhere: map[string]mover{}, nodes: map[string]nodePeople{}, stop: func() {},
		byClient: map[string]*session{}, between: map[string]time.Time{},
	}
	return b
}

// post adds items, next to each other; it is false if the board is no longer live.
func (b *board) post(it ...item) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shut {
		return false
	}
	b.items = append(b.items, it...)
	b.poke()
	return true
}

func (b *board) poke() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

func (b *board) take() []item {
	b.mu.Lock()
	defer b.mu.Unlock()
	items := b.items
	b.items = nil
	return items
}

// run is the board's goroutine.
func (b *board) run() {
	defer b.hub.work.Done()
	defer b.hub.metrics.Boards.Add(-1)
	if b.hub.o.Bus != nil { // before reading, so that nothing falls between
		b.stop = b.hub.o.Bus.Listen(b.topic(), b)
	}
	if err := b.load(); err != nil {
		b.close(err)
		return
	}
	b.beater = time.NewTimer(b.untilBeat())
	defer b.beater.Stop()
	b.ticker = time.NewTimer(time.Hour)
	defer b.ticker.Stop()
	b.ticker.Stop()
	b.idle = b.hub.o.Now()
	for {
		ended, fault := b.serve()
		if ended {
			return
		}
		b.fell(fault)
		for _, it := range b.doing {
			it.abandon(errReloaded)
		}
		b.doing = nil
		err := errReloaded
		if !b.isShut() {
			err = b.reload()
		}
		if err != nil {
			b.close(err)
			return
		}
	}
}

func (b *board) isShut() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.shut
}

// serve does what comes in until the board is put away (ended) or something in it panics.
func (b *board) serve() (ended bool, fault any) {
	defer func() {
		if v := recover(); v != nil {
			fault = v
			b.hub.log.Error("a board panicked", "board", b.id, "seq", b.pos.Seq, "panic", fmt.Sprint(v), "stack", stackOf(v))
		}
	}()
	for {
		select {
		case <-b.wake:
			items := b.take()
			err := b.hear()
			if err == nil {
				err = b.work(items)
			} else {
				b.doing = items
			}
			if err != nil {
				b.close(err)
				return true, nil
			}
			b.arm()
		case <-b.ticker.C:
			b.tick()
		case <-b.beater.C:
			b.beater.Reset(b.untilBeat())
			b.beat()
			b.arm()
			if len(b.sessions) == 0 && b.hub.o.Now().Sub(b.idle) >= b.hub.limits.Idle && b.putAway() {
				return true, nil
			}
		}
		if b.dropped {
			b.close(journal.ErrNotFound)
			return true, nil
		}
		b.place()
		b.snapshot()
		if b.leaving && b.putAway() {
			return true, nil
		}
	}
}

// place shows where the board is to those outside.
func (b *board) place() {
	if at := b.at.Load(); at == nil || *at != b.pos {
		pos := b.pos
		b.at.Store(&pos)
	}
}

func stackOf(v any) string {
	if p, ok := v.(*journal.PanicError); ok {
		return string(p.Stack)
	}
	return string(debug.Stack())
}

// work does items in their order; mutations that stand together are one batch.
func (b *board) work(items []item) error {
	b.doing = items
	fresh := false
	for len(b.doing) > 0 {
		var batch []item
		for len(batch) < len(b.doing) && len(batch) < b.hub.limits.Batch && isChange(b.doing[len(batch)]) {
			batch = append(batch, b.doing[len(batch)])
		}
		if len(batch) > 0 {
			n := b.turn(batch)
			b.doing = b.doing[n:]
			if b.doubtful {
				b.doubtful = false
				if err := b.reload(); err != nil {
					return err
				}
			}
			continue
		}
		next := b.doing[0]
		if wantsFresh(next) && !fresh {
			if err := b.fresh(); err != nil {
				next.abandon(err)
				b.doing = b.doing[1:]
				continue
			}
			fresh = true
		}
		switch next := next.(type) {
		case *join:
			b.join(next)
		case *task:
			if next.begin() {
				next.run(b)
				next.finish(nil)
			}
		}
		b.doing = b.doing[1:]
	}
	return nil
}

// wantsFresh says whether an item needs all that any node has committed.
func wantsFresh(it item) bool {
	switch it := it.(type) {
	case *join:
		return true
	case *task:
		return it.fresh
	}
	return false
}

func isChange(it item) bool {
	switch it.(type) {
	case *mutation, *system:
		return true
	}
	return false
}

// load reads the board from the journal.
func (b *board) load() error {
	t := b.hub.trouble(b.id)
	if t.falls > 2 {
		return errors.New(t.reason)
	}
	ctx := context.Background()
	snap, tail, err := b.hub.o.Journal.Load(ctx, b.id)
	if err != nil {
		var corrupt *journal.CorruptError
		if errors.As(err, &corrupt) {
			b.hub.setTrouble(b.id, trouble{seq: corrupt.Seq, reason: err.Error()})
		}
		return err
	}
	b.frozen = t.falls > 1
	state := boards.NewState()
	if snap.Seq > 0 {
		state, err = boards.DecodeState(snap.Data)
		if errors.Is(err, boards.ErrNewer) { // its entries may still be readable, up to some place
			state, snap = boards.NewState(), journal.Snapshot{}
			tail, err = b.hub.o.Journal.Read(ctx, b.id, journal.Pos{}, 0)
		}
		if err != nil {
			return err
		}
	}
	if b.tokens, err = newTokens(b.hub.o.Rand, b.id); err != nil {
		return err
	}
	b.state, b.pos, b.saved = state, snap.Pos, snap.Seq
	b.past = past{floor: snap.Pos, max: b.hub.limits.Past}
	b.written = map[string][]string{}
	for _, r := range state.Records() {
		b.note(r, nil)
	}
	b.parts = nil
	for _, a := range boards.Audiences {
		b.parts = append(b.parts, &part{audience: a})
	}
	for _, e := range tail {
		entry, err := boards.DecodeEntry(e.Seq, e.Data)
		if errors.Is(err, boards.ErrNewer) {
			b.freeze(err.Error())
			break
		}
		if err != nil {
			return err
		}
		c := b.state.Apply(entry)
		b.remember(e.Pos, c, b.visible(c, 0))
	}
	return nil
}

// freeze serves the board read-only from here on.
func (b *board) freeze(reason string) {
	b.frozen = true
	t := b.hub.trouble(b.id)
	t.seq, t.reason = b.pos.Seq, reason
	b.hub.setTrouble(b.id, t)
	b.hub.log.Error("a board is served read-only", "board", b.id, "seq", b.pos.Seq, "reason", reason)
}

// fell keeps count of a panic: the second at the same entry makes the board read-only, the third takes it out of service.
func (b *board) fell(fault any) {
	b.hub.metrics.Panics.Add(1)
	t := b.hub.trouble(b.id)
	if t.falls == 0 || t.seq != b.pos.Seq {
		t = trouble{seq: b.pos.Seq}
	}
	t.falls++
	if t.falls > 1 {
		t.reason = fmt.Sprintf("it fails again and again after entry %d", b.pos.Seq)
	}
	b.hub.setTrouble(b.id, t)
}

// reload reads the board again, because memory may not be what the journal holds, and resyncs everybody. What was not
// answered before is told by that.
func (b *board) reload() error {
	b.hub.metrics.Reloads.Add(1)
	before, at := b.state, b.pos
	if err := b.load(); err != nil {
		return err
	}
	if b.past.holds(at) { // not of a history that was replaced
		b.state.TakeRefusals(before)
	}
	for _, s := range slices.Clone(b.sessions) {
		b.resync(s)
	}
	b.poke()
	return nil
}

// close ends a board that cannot be served, and everything that waits for it.
func (b *board) close(err error) {
	if !errors.Is(err, journal.ErrNotFound) {
		b.hub.log.Error("a board cannot be served", "board", b.id, "err", err)
	}
	for _, s := range b.sessions {
		s.end(closeFor(err))
	}
	for _, it := range append(b.doing, b.shutDown()...) {
		it.abandon(err)
	}
}

// putAway ends the board's goroutine, unless something waits.
func (b *board) putAway() bool {
	b.mu.Lock()
	b.shut = len(b.items) == 0
	shut := b.shut
	b.mu.Unlock()
	if !shut {
		return false
	}
	b.saving <- struct{}{} // the one before has been saved
	if b.pos.Seq > b.saved && !b.frozen {
		b.save()
	}
	b.shutDown()
	return true
}

// shutDown takes the board out of the hub and returns what it has not done.
func (b *board) shutDown() []item {
	b.mu.Lock()
	b.shut = true
	items := b.items
	b.items = nil
	b.mu.Unlock()
	b.stop()
	if len(b.here) > 0 {
		b.tellNodes(people{here: []string{}})
	}
	b.hub.mu.Lock()
	delete(b.hub.boards, b.id)
	b.hub.mu.Unlock()
	close(b.done)
	return items
}

// snapshot saves the state when enough has been committed since the last time and nothing waits, and in any case at four
// times as much.
func (b *board) snapshot() {
	every := int64(b.hub.limits.Snapshot)
	n := b.pos.Seq - b.saved
	if b.frozen || n < every {
		return
	}
	b.mu.Lock()
	busy := len(b.items) > 0
	b.mu.Unlock()
	if busy && n < 4*every {
		return
	}
	select {
	case b.saving <- struct{}{}:
		save := b.saver()
		b.hub.work.Go(func() { save(); <-b.saving })
	default: // the one before is still on its way
	}
}

func (b *board) save() { b.saver()() }

// saver encodes the state, and returns what saves it.
func (b *board) saver() func() {
	b.saved = b.pos.Seq
	s := journal.Snapshot{Pos: b.pos, Data: b.state.Encode()}
	return func() {
		if err := b.hub.o.Journal.SaveSnapshot(context.Background(), b.id, s); err != nil {
			b.hub.log.Warn("a snapshot could not be saved; the board takes longer to load", "board", b.id, "err", err)
		}
	}
}

// part returns the shared part of an audience.
func (b *board) part(a boards.Audience) *part {
	for _, p := range b.parts {
		if p.audience == a {
			return p
		}
	}
	return nil
}

// remove forgets a session that has ended.
func (b *board) remove(s *session) {
	if !s.joined {
		return
	}
	s.joined = false
	b.sessions = slices.DeleteFunc(b.sessions, func(o *session) bool { return o == s })
	b.unlisted = true
	if len(b.sessions) == 0 {
		b.idle = b.hub.o.Now()
	}
	b.mu.Lock()
	delete(b.moved, s)
	b.mu.Unlock()
	for _, c := range s.clients {
		if b.byClient[c] == s {
			delete(b.byClient, c)
		}
	}
	switch {
	case slices.ContainsFunc(b.sessions, func(o *session) bool { return o.who.Member == s.who.Member }):
	case s.over:
		b.between[s.who.Member] = b.hub.o.Now()
	default:
		b.left = append(b.left, s.who.Member)
	}
}

// sayBye lets everybody go, at different times (SPEC §4, bye).
func (b *board) sayBye() {
	for _, s := range slices.Clone(b.sessions) {
		in := int64(b.hub.env().Seed[0]) * 8 // 0 to 2 s
		s.push(b.pos.Seq, control(map[string]any{"t": "bye", "in": in, "code": int64(CloseRestart)}))
		s.out.finish(CloseRestart)
	}
}
