package realtime

import (
	"context"
	"errors"
	"slices"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// turn is one batch: what was asked, what came of it.
type turn struct {
	changes  []*boards.Change // the tail's first, then ours
	pos      []journal.Pos    // of the tail's changes; ours are known after the commit
	payloads [][]byte
	answers  []answer
	firm     int // answers that stand whatever becomes of the commit
}

// answer is what one request is told.
type answer struct {
	m       *mutation // nil: a system's
	sys     *system
	change  int           // index in turn.changes, or −1
	refused *boards.Error // for a mutation
	err     error         // for the system; for a mutation: what became of it is not known
}

// turn decides and commits the first of batch, tells everybody, and returns how many that were: a refusal is never decided
// on top of changes that are not on disk yet, so it waits for the next turn. It is
// none only if changes of other nodes came first.
func (b *board) turn(batch []item) int {
	t := &turn{}
	if b.frozen { // the journal may hold what we cannot read
		for _, it := range batch {
			b.decide(t, it)
		}
		b.tell(t)
		t.settle()
		b.witness(t)
		return len(batch)
	}
	taken := 0
	start := time.Now()
	entries, err := b.hub.o.Journal.Commit(context.Background(), b.id, b.pos, func(tail []journal.Entry) ([][]byte, error) {
		for _, e := range tail {
			entry, err := boards.DecodeEntry(e.Seq, e.Data)
			if err != nil {
				return nil, err
			}
			t.changes = append(t.changes, b.state.Apply(entry))
			t.pos = append(t.pos, e.Pos)
		}
		for taken < len(batch) && b.decide(t, batch[taken]) {
			taken++
		}
		if b.hub.o.Faults.EarlyAck {
			b.tell(t)
		}
		return t.payloads, nil
	})
	b.hub.metrics.Commits.Took(start)
	b.hub.metrics.Batches.Observe(int64(len(t.payloads)))
	if err != nil {
		b.failed(t, err, batch[taken:])
		return len(batch)
	}
	after := b.pos
	if n := len(t.pos); n > 0 {
		after = t.pos[n-1]
	}
	b.announce(after, entries)
	for _, e := range entries {
		t.pos = append(t.pos, e.Pos)
	}
	b.hub.metrics.Entries.Add(int64(len(entries)))
	if n := len(t.pos); n > 0 {
		b.pos = t.pos[n-1]
	}
	if !b.hub.o.Faults.EarlyAck {
		b.tell(t)
	}
	t.settle()
	b.witness(t)
	return taken
}

// settle ends the wait for a turn's answers.
func (t *turn) settle() {
	for _, a := range t.answers {
		switch {
		case a.m != nil:
			a.m.settle(a.refused, a.err)
		case a.sys != nil:
			a.sys.finish(a.err)
		}
	}
}

// decide decides one request on the tentative state. It is false if the request has to wait for the next turn.
func (b *board) decide(t *turn, it item) bool {
	switch it := it.(type) {
	case *system:
		return b.decideSystem(t, it)
	case *mutation:
		return b.decideMutation(t, it)
	}
	panic("realtime: not a change")
}

func (b *board) decideSystem(t *turn, sys *system) bool {
	if !sys.begin() {
		return true // whoever asked has given up
	}
	refuse := func(err error) bool {
		if len(t.changes) > 0 {
			return false
		}
		t.answer(answer{sys: sys, change: -1, err: err})
		return true
	}
	if b.frozen {
		return refuse(ErrReadOnly)
	}
	ops, err := sys.build(b.state)
	if err != nil {
		return refuse(err)
	}
	if len(ops) == 0 {
		return refuse(nil)
	}
	entry, refused := boards.Admit(b.state, b.hub.env(), boards.Actor{System: true}, boards.Mutation{Ops: ops, Base: b.state.Seq})
	if refused != nil {
		return refuse(refused)
	}
	t.answer(answer{sys: sys, change: b.apply(t, entry)})
	return true
}

func (b *board) decideMutation(t *turn, m *mutation) bool {
	f := m.f
	a, ours := m.by.actor(f.Client)
	heard := m.by.heard(b)
	if !heard || !ours {
		if heard {
			b.refused("", boards.ClientTaken)
			m.by.detach(CloseBadFrame)
		}
		t.answer(answer{m: m, change: -1, refused: unheard})
		return true
	}
	if code, decided := b.decided(f, a); decided {
		if code == "" {
			t.answer(answer{m: m, change: t.place(f)})
			return true
		}
		if len(t.changes) > 0 {
			return false
		}
		t.answer(answer{m: m, change: -1, refused: &boards.Error{Code: code, Message: "This was refused before."}})
		return true
	}
	entry, refused := b.admit(t, m, a)
	if refused == nil {
		t.answer(answer{m: m, change: b.apply(t, entry)})
		return true
	}
	if len(t.changes) > 0 && !passing(refused.Code) {
		return false
	}
	// A client id that is somebody else's stays as it is; every other final no uses up its number.
	if !passing(refused.Code) && refused.Code.Final() && refused.Code != boards.ClientTaken {
		b.state.Refuse(f.Client, a, f.N, refused.Code)
	}
	t.answer(answer{m: m, change: -1, refused: refused})
	return true
}

// place is where in the turn a mutation that was decided before stands: in what it brings from other nodes, or further up
// in the same batch. It is −1 if everybody was told before.
func (t *turn) place(f *mutateFrame) int {
	return slices.IndexFunc(t.changes, func(c *boards.Change) bool { return c.Entry.Client == f.Client && c.Entry.N == f.N })
}

// unheard marks a mutation that gets no answer, as its connection has ended.
var unheard = &boards.Error{}

// decided says how a mutation was decided before, for the one who may know.
func (b *board) decided(f *mutateFrame, a boards.Actor) (boards.Code, bool) {
	code, decided := b.state.Decided(f.Client, f.N)
	if !decided {
		return "", false
	}
	if last, _ := b.state.Last(f.Client, a); last < f.N {
		return "", false // bound to somebody else: Admit says so
	}
	if b.hub.o.Faults.DoubleCommit && code == "" {
		return "", false
	}
	return code, true
}

// admit asks boards for a decision, after what only the live path can say no to. A panic refuses this mutation alone.
func (b *board) admit(t *turn, m *mutation, a boards.Actor) (entry *boards.Entry, refused *boards.Error) {
	defer func() {
		if v := recover(); v != nil {
			b.hub.metrics.Panics.Add(1)
			b.hub.log.Error("a mutation panicked", "board", b.id, "panic", v, "stack", stackOf(v))
			entry, refused = nil, errInternal
		}
	}()
	switch {
	case b.frozen:
		return nil, errReadOnly
	case m.refused != nil:
		return nil, m.refused
	case !m.weighed && !b.rate.AllowN(b.hub.o.Now(), 1):
		m.refused = errRate
		return nil, errRate
	}
	m.weighed = true
	ask := m.f.Mutation
	ask.Base = b.state.Seq
	if m.f.edits() {
		base, ok, err := m.by.baseOf(b, t, m.f)
		if err != nil {
			m.by.detach(CloseBadFrame)
			return nil, errStale
		}
		if !ok {
			return nil, errStale
		}
		ask.Base = base
	}
	if b.hub.o.Faults.DoubleCommit {
		ask = afresh(b.state, ask)
	}
	return b.hub.o.Faults.admit(b.state, b.hub.env(), a, ask)
}

// apply takes an entry into the tentative state and returns its place in the turn.
func (b *board) apply(t *turn, e *boards.Entry) int {
	t.changes = append(t.changes, b.state.Apply(e))
	t.payloads = append(t.payloads, e.Encode())
	return len(t.changes) - 1
}

func (t *turn) answer(a answer) {
	t.answers = append(t.answers, a)
	if len(t.changes) == 0 {
		t.firm = len(t.answers)
	}
}

// passing says whether a refusal has nothing to do with what is on the board, so that it stands beside changes too.
func passing(c boards.Code) bool {
	switch c {
	case errStorage.Code, errRate.Code, errReadOnly.Code, errInternal.Code:
		return true
	}
	return false
}

// failed takes back what could not be committed, and answers; rest was not decided at all.
func (b *board) failed(t *turn, err error, rest []item) {
	b.hub.metrics.Failures.Add(1)
	if !b.hub.o.Faults.KeepFailed {
		for i := len(t.changes) - 1; i >= 0; i-- {
			b.state.Revert(t.changes[i])
		}
	}
	why, forSystem := errInternal, err
	var panicked *journal.PanicError
	var corrupt *journal.CorruptError
	switch {
	case errors.As(err, &panicked):
		panic(panicked)
	case errors.Is(err, journal.ErrFull):
		why = errStorage
	case errors.Is(err, journal.ErrUnknown), errors.Is(err, journal.ErrRewound):
		b.hub.log.Warn("a board is read again", "board", b.id, "err", err)
		for i := range t.answers {
			t.answers[i].refused, t.answers[i].err = nil, err
		}
		t.settle()
		for _, it := range rest {
			it.abandon(err)
		}
		b.doubtful = true
		return
	case errors.Is(err, boards.ErrNewer):
		b.freeze(err.Error())
		why, forSystem = errReadOnly, ErrReadOnly
	case errors.As(err, &corrupt):
		b.freeze(err.Error())
		why, forSystem = errReadOnly, ErrReadOnly
	}
	if why == errInternal {
		b.hub.log.Error("a commit failed", "board", b.id, "err", err)
	}
	for i := range t.answers {
		a := &t.answers[i]
		if i >= t.firm && a.refused != unheard {
			a.change, a.refused, a.err = -1, why, forSystem
		}
	}
	for _, it := range rest {
		switch it := it.(type) {
		case *mutation:
			t.answers = append(t.answers, answer{m: it, change: -1, refused: why})
		case *system:
			if it.begin() {
				t.answers = append(t.answers, answer{sys: it, change: -1, err: forSystem})
			}
		}
	}
	t.changes, t.pos = nil, nil
	b.tell(t)
	t.settle()
}
