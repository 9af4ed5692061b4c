package sim

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"sync"

	"feltboard/realtime"
	"feltboard/realtime/journal"
)

// node is one place where a process of the server runs.
type node struct {
	number int
	hub    *realtime.Hub // nil while it is down
	counts *realtime.Metrics
	disk   *access
	port   *port // nil if there is one node only
}

// store is the journal that all nodes share. A commit whose sender lost sight of it may still happen: it does before the
// next commit, as it holds the board's lock, or, if the run says so, earlier.
type store struct {
	*journal.Memory
	mu   sync.Mutex
	late func()
}

// land lets a commit that is under way happen.
func (s *store) land() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.late != nil {
		s.late()
		s.late = nil
	}
}

func (s *store) Commit(ctx context.Context, board string, seen journal.Pos, decide journal.Decide) ([]journal.Entry, error) {
	s.land()
	return s.Memory.Commit(ctx, board, seen, decide)
}

var (
	errDisk  = errors.New("the disk said no")
	errNoWay = errors.New("the journal is out of reach")
)

// access is one process's way to the store, which fails as its own chance tells.
type access struct {
	*store
	shared bool // other processes commit, too

	mu              sync.Mutex
	rng             *rand.Rand
	faulty          bool // it fails now and then
	odds            int  // one commit in so many, while it is faulty; 0 is 2
	cut             bool // nothing gets through
	dead            bool // the process was killed: what it still tries never happens
	hoards          bool // it redacts nothing
	failed, unknown int  // commits
}

// fault is what becomes of one commit.
type fault int

const (
	fine     fault = iota
	refused        // nothing is written, and it is known
	vanished       // nothing is written, and it is not known
	unheard        // it is written, and it is not known
	belated        // it is written later, and it is not known
)

func (a *access) fault() fault {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.faulty || a.rng.IntN(cmp.Or(a.odds, 2)) > 0 {
		return fine
	}
	f := []fault{refused, refused, refused, vanished, unheard, belated}[a.rng.IntN(6)]
	if f == belated && !a.shared {
		f = unheard // whoever has a journal for themselves finds it settled when they read it
	}
	if f == refused {
		a.failed++
	} else {
		a.unknown++
	}
	return f
}

// reach is an error while the journal is out of reach.
func (a *access) reach() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.cut || a.dead {
		return errNoWay
	}
	return nil
}

func (a *access) set(change func(*access)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	change(a)
}

func (a *access) Commit(ctx context.Context, board string, seen journal.Pos, decide journal.Decide) ([]journal.Entry, error) {
	if err := a.reach(); err != nil {
		return nil, err
	}
	var f fault
	var late func([]journal.Entry) ([][]byte, error)
	at := seen
	entries, err := a.store.Commit(ctx, board, seen, func(tail []journal.Entry) ([][]byte, error) {
		payloads, err := decide(tail)
		if err != nil || len(payloads) == 0 {
			return payloads, err
		}
		if len(tail) > 0 {
			at = tail[len(tail)-1].Pos
		}
		switch f = a.fault(); f {
		case refused:
			return nil, errDisk
		case vanished:
			return nil, journal.ErrUnknown
		case belated:
			late = func(tail []journal.Entry) ([][]byte, error) {
				if len(tail) > 0 {
					return nil, nil // it did not hold the lock after all
				}
				return payloads, nil
			}
			return nil, journal.ErrUnknown
		}
		return payloads, nil
	})
	if late != nil {
		a.store.mu.Lock()
		defer a.store.mu.Unlock()
		a.store.late = func() { a.store.Memory.Commit(context.Background(), board, at, late) }
	}
	if err == nil && f == unheard {
		return nil, journal.ErrUnknown
	}
	return entries, err
}

func (a *access) Create(ctx context.Context, board string, first [][]byte) ([]journal.Entry, error) {
	if err := a.reach(); err != nil {
		return nil, err
	}
	return a.store.Create(ctx, board, first)
}

func (a *access) Load(ctx context.Context, board string) (journal.Snapshot, []journal.Entry, error) {
	if err := a.reach(); err != nil {
		return journal.Snapshot{}, nil, err
	}
	return a.store.Load(ctx, board)
}

func (a *access) Read(ctx context.Context, board string, after journal.Pos, limit int) ([]journal.Entry, error) {
	if err := a.reach(); err != nil {
		return nil, err
	}
	return a.store.Read(ctx, board, after, limit)
}

func (a *access) Heads(ctx context.Context, boards []string) (map[string]journal.Pos, error) {
	if err := a.reach(); err != nil {
		return nil, err
	}
	return a.store.Heads(ctx, boards)
}

func (a *access) SaveSnapshot(ctx context.Context, board string, s journal.Snapshot) error {
	if err := a.reach(); err != nil {
		return err
	}
	return a.store.SaveSnapshot(ctx, board, s)
}

func (a *access) Redact(ctx context.Context, board string, list []journal.Redaction) error {
	if err := a.reach(); err != nil {
		return err
	}
	if a.hoards {
		return nil
	}
	return a.store.Redact(ctx, board, list)
}

func (a *access) Remove(ctx context.Context, board string) error { return a.store.Remove(ctx, board) }

func (a *access) Scour(ctx context.Context) error { return a.store.Scour(ctx) }

// start brings a node up on the journal as it stands.
func (w *world) start(n *node) {
	n.disk = &access{store: w.store, shared: len(w.nodes) > 1, rng: rand.New(rand.NewPCG(w.rng.Uint64(), 0xd15c))}
	if w.plan.Back {
		n.disk.odds = 12
	}
	n.disk.hoards = w.plan.Mutant != nil && w.plan.Mutant.Hoards
	o := realtime.Options{
		Journal: n.disk, Key: [32]byte{1}, Rand: &seeded{rand.New(rand.NewPCG(w.rng.Uint64(), 2))},
		Limits: realtime.Limits{Rate: 1e6, Burst: 1e6, BoardRate: 1e6, BoardBurst: 1e6, Snapshot: 20 + w.rng.IntN(50), Past: 32 + w.rng.IntN(200)},
	}
	if len(w.nodes) > 1 {
		n.port = w.wires.join(n.number)
		o.Bus = n.port
	}
	n.counts = &realtime.Metrics{}
	o.Metrics = n.counts
	if w.plan.Mutant != nil {
		o.Faults = w.plan.Mutant.Faults
	}
	n.hub = realtime.New(o)
}

// kill ends a node as kill -9 does: what is in the journal stays, all else goes.
func (w *world) kill(n *node) {
	if n.hub == nil {
		return
	}
	w.tally.Crashes++
	trace("node %d is killed", n.number)
	n.disk.set(func(a *access) { a.dead = true })
	if n.port != nil {
		n.port.kill()
	}
	for _, p := range w.people {
		if p.link != nil && p.link.node == n {
			w.disconnect(p)
		}
	}
	for _, g := range w.ghosts {
		if g.link != nil && g.link.node == n {
			g.link.cut()
		}
	}
	w.stop(n)
}

// leave ends a node as a deploy does.
func (w *world) leave(n *node) {
	if n.hub == nil {
		return
	}
	w.tally.Restarts++
	trace("node %d leaves", n.number)
	n.hub.Drain(context.Background())
	w.stop(n)
}

func (w *world) stop(n *node) {
	n.hub.Close()
	n.hub = nil
	w.tally.Followed += int(n.counts.Followed.Load())
	w.tally.Gaps += int(n.counts.Gaps.Load())
	w.tally.Failed += n.disk.failed
	w.tally.Unknown += n.disk.unknown
	if n.counts.Panics.Load() > 0 {
		w.oracle.fail("I-2", "node %d panicked", n.number)
	}
}

// weather changes what the nodes can reach: one of them is cut off from the bus or from the journal, or the bus is down
// altogether, or it is over.
func (w *world) weather() {
	n := w.nodes[w.rng.IntN(len(w.nodes))]
	switch w.rng.IntN(8) {
	case 0:
		n.port.set(true)
		w.tally.Partitions++
	case 1:
		for _, n := range w.nodes {
			n.port.set(true)
		}
		w.tally.Partitions++
	case 2, 3:
		for _, n := range w.nodes {
			n.port.set(false)
		}
	case 4:
		n.disk.set(func(a *access) { a.cut = true })
		w.tally.Cutoffs++
	default:
		for _, n := range w.nodes {
			n.disk.set(func(a *access) { a.cut = false })
		}
	}
}
