package journal

import (
	"context"
	"maps"
	"slices"
)

// Memory is a Journal that forgets everything when the process ends. It passes
// the same contract as the durable ones and is the test double for them.
//
// Ids are random; a test that wants them reproducible fixes crypto/rand with
// testing/cryptotest.
type Memory struct {
	// turn holds one token. Whoever has it owns all fields below. A channel
	// and not a mutex, because its waiters are served in order.
	turn chan struct{}

	boards      map[string]*history
	failAppends func(board string, n int) error
	failReplies func(board string, n int) error
	closed      bool
}

type history struct {
	entries   []Entry    // entries[i].Seq == i+1
	snapshots []Snapshot // by Seq, at most two
	redacted  int64      // the head at the last Redact: no snapshot from before it is kept
}

// NewMemory returns an empty journal.
func NewMemory() *Memory {
	m := &Memory{turn: make(chan struct{}, 1), boards: map[string]*history{}}
	m.turn <- struct{}{}
	return m
}

// FailAppends makes f decide about every append of n ≥ 1 entries before it
// happens: when f returns an error, nothing is written and the caller gets
// that error. Nil takes the hook away. f must not call the journal.
func (m *Memory) FailAppends(f func(board string, n int) error) {
	<-m.turn
	defer m.release()
	m.failAppends = f
}

// FailReplies is like FailAppends, but f is asked after the entries were
// committed: when it returns an error (such as [ErrUnknown]) the entries stand
// and only the answer is lost.
func (m *Memory) FailReplies(f func(board string, n int) error) {
	<-m.turn
	defer m.release()
	m.failReplies = f
}

// Clone returns an open journal with everything committed so far and without
// hooks, whether or not m is closed: what a process finds that starts after m
// has crashed. The two share nothing that changes.
func (m *Memory) Clone() *Memory {
	<-m.turn
	defer m.release()
	c := NewMemory()
	for id, h := range m.boards {
		c.boards[id] = &history{slices.Clone(h.entries), slices.Clone(h.snapshots), h.redacted}
	}
	return c
}

// Replace puts other histories in the place of all that there are, as happens
// when an older copy is restored under a running server. It takes from's.
func (m *Memory) Replace(from *Memory) {
	<-m.turn
	defer m.release()
	m.boards = from.boards
}

func (m *Memory) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-m.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	if m.closed {
		m.release()
		return ErrClosed
	}
	return nil
}

func (m *Memory) release() { m.turn <- struct{}{} }

// Create implements Journal.
func (m *Memory) Create(ctx context.Context, board string, first [][]byte) ([]Entry, error) {
	if err := m.take(ctx); err != nil {
		return nil, err
	}
	defer m.release()
	if m.boards[board] != nil {
		return nil, ErrExists
	}
	h := &history{}
	if err := m.refuse(m.failAppends, board, len(first)); err != nil {
		return nil, err
	}
	m.boards[board] = h
	return m.append(board, h, first)
}

// Commit implements Journal.
func (m *Memory) Commit(ctx context.Context, board string, seen Pos, decide Decide) ([]Entry, error) {
	if err := m.take(ctx); err != nil {
		return nil, err
	}
	defer m.release()
	h := m.boards[board]
	if h == nil {
		return nil, ErrNotFound
	}
	if !h.has(seen) {
		return nil, ErrRewound
	}
	payloads, err := decide.Call(slices.Clone(h.entries[seen.Seq:]))
	if err != nil || len(payloads) == 0 {
		return nil, err
	}
	if err := m.refuse(m.failAppends, board, len(payloads)); err != nil {
		return nil, err
	}
	return m.append(board, h, payloads)
}

func (m *Memory) append(board string, h *history, payloads [][]byte) ([]Entry, error) {
	if len(payloads) == 0 {
		return nil, nil
	}
	n := len(h.entries)
	for _, s := range SealAll(h.head(), payloads) {
		h.entries = append(h.entries, Entry{s.Pos, slices.Clone(s.Data)})
	}
	if err := m.refuse(m.failReplies, board, len(payloads)); err != nil {
		return nil, err
	}
	return slices.Clone(h.entries[n:]), nil
}

func (m *Memory) refuse(hook func(string, int) error, board string, n int) error {
	if hook == nil || n == 0 {
		return nil
	}
	return hook(board, n)
}

// Load implements Journal.
func (m *Memory) Load(ctx context.Context, board string) (Snapshot, []Entry, error) {
	if err := m.take(ctx); err != nil {
		return Snapshot{}, nil, err
	}
	defer m.release()
	h := m.boards[board]
	if h == nil {
		return Snapshot{}, nil, ErrNotFound
	}
	var s Snapshot
	if n := len(h.snapshots); n > 0 {
		s = h.snapshots[n-1]
	}
	return s, slices.Clone(h.entries[s.Seq:]), nil
}

// Read implements Journal.
func (m *Memory) Read(ctx context.Context, board string, after Pos, limit int) ([]Entry, error) {
	if err := m.take(ctx); err != nil {
		return nil, err
	}
	defer m.release()
	h := m.boards[board]
	switch {
	case h == nil:
		return nil, ErrNotFound
	case !h.has(after):
		return nil, ErrRewound
	}
	rest := h.entries[after.Seq:]
	if limit > 0 && limit < len(rest) {
		rest = rest[:limit]
	}
	return slices.Clone(rest), nil
}

// Heads implements Journal.
func (m *Memory) Heads(ctx context.Context, boards []string) (map[string]Pos, error) {
	if err := m.take(ctx); err != nil {
		return nil, err
	}
	defer m.release()
	heads := map[string]Pos{}
	for _, id := range boards {
		if h := m.boards[id]; h != nil {
			heads[id] = h.head()
		}
	}
	return heads, nil
}

// SaveSnapshot implements Journal.
func (m *Memory) SaveSnapshot(ctx context.Context, board string, s Snapshot) error {
	if err := m.take(ctx); err != nil {
		return err
	}
	defer m.release()
	h := m.boards[board]
	switch {
	case h == nil:
		return ErrNotFound
	case s.Seq == 0 || !h.has(s.Pos):
		return ErrRewound
	case s.Seq < h.redacted:
		return nil
	}
	s.Data = slices.Clone(s.Data)
	kept := slices.DeleteFunc(h.snapshots, func(o Snapshot) bool { return o.Seq == s.Seq })
	kept = append(kept, s)
	slices.SortFunc(kept, func(a, b Snapshot) int { return int(a.Seq - b.Seq) })
	h.snapshots = kept[max(0, len(kept)-2):]
	return nil
}

// Redact implements Journal. Entries handed out before keep their bytes.
func (m *Memory) Redact(ctx context.Context, board string, list []Redaction) error {
	if err := m.take(ctx); err != nil {
		return err
	}
	defer m.release()
	h := m.boards[board]
	if h == nil {
		return ErrNotFound
	}
	entries := slices.Clone(h.entries)
	for _, r := range list {
		if r.Seq < 1 || r.Seq > int64(len(entries)) {
			return ErrRewound
		}
		data := slices.Clone(r.Data)
		if data == nil {
			data = []byte{}
		}
		entries[r.Seq-1].Data = data
		h.snapshots = slices.DeleteFunc(slices.Clone(h.snapshots), func(s Snapshot) bool { return s.Seq >= r.Seq })
	}
	h.entries = entries
	if len(list) > 0 {
		h.redacted = int64(len(entries))
	}
	return nil
}

// Remove implements Journal.
func (m *Memory) Remove(ctx context.Context, board string) error {
	if err := m.take(ctx); err != nil {
		return err
	}
	defer m.release()
	if m.boards[board] == nil {
		return ErrNotFound
	}
	delete(m.boards, board)
	return nil
}

// Scour implements Journal; there are no files.
func (m *Memory) Scour(ctx context.Context) error {
	if err := m.take(ctx); err != nil {
		return err
	}
	m.release()
	return nil
}

// Boards implements Journal.
func (m *Memory) Boards(ctx context.Context) ([]string, error) {
	if err := m.take(ctx); err != nil {
		return nil, err
	}
	defer m.release()
	return slices.Sorted(maps.Keys(m.boards)), nil
}

// Ready implements Journal; it asks the FailAppends hook with an empty board.
func (m *Memory) Ready(ctx context.Context) error {
	if err := m.take(ctx); err != nil {
		return err
	}
	defer m.release()
	return m.refuse(m.failAppends, "", 1)
}

// Close implements Journal.
func (m *Memory) Close() error {
	<-m.turn
	defer m.release()
	m.closed = true
	return nil
}

func (h *history) head() Pos {
	if len(h.entries) == 0 {
		return Pos{}
	}
	return h.entries[len(h.entries)-1].Pos
}

func (h *history) has(p Pos) bool {
	if p.Seq == 0 {
		return p.ID == ""
	}
	return p.Seq > 0 && p.Seq <= int64(len(h.entries)) && h.entries[p.Seq-1].ID == p.ID
}
