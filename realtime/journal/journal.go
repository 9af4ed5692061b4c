package journal

import "context"

// Pos is a place in one board's history: the entry with this number and id.
// The zero Pos is the place before the first entry.
type Pos struct {
	// Seq counts a board's entries from 1; 0 is before the first.
	Seq int64
	// ID is 32 lower-case hexadecimal digits, see [Seal]; empty when Seq is 0.
	ID string
}

// Entry is one committed decision.
type Entry struct {
	Pos
	// Data is the payload as it was handed over. Never nil in entries that a
	// Journal returns, but possibly empty.
	Data []byte
}

// Snapshot is a board's state folded up to and including the entry at Pos. The
// zero Snapshot stands for the empty state before the first entry.
type Snapshot struct {
	Pos
	Data []byte
}

// Redaction puts Data in the place of what the entry with this number holds.
type Redaction struct {
	Seq  int64
	Data []byte
}

// Decide is called once inside the commit step, with every entry after the
// position that the caller had seen (none in the normal case), in order. It
// returns the payloads to append; none means that nothing is written.
//
// It must be fast, since other boards wait for the same disk write, and must
// not call the journal. The tail may hold entries that are part of the very
// same disk write: only when Commit returns nil or Decide's own error are they
// known to be committed, so nothing may be shown to anyone before that.
//
// Its error aborts this board's part only, and Commit returns it unchanged. If
// it panics, Commit returns a [*PanicError] and nothing is written.
type Decide func(tail []Entry) (payloads [][]byte, err error)

// Journal stores boards' histories. Board ids are opaque non-empty strings.
//
// A context bounds the wait for a turn. Once the journal has taken a commit it
// is carried through whatever the context does, so a call that returns the
// context's error has written nothing.
//
// An error that is not named at the method leaves nothing behind, except
// [ErrUnknown]. Every method returns [ErrClosed] after Close.
type Journal interface {
	// Create starts a board with the given payloads (possibly none) and
	// returns their entries, or [ErrExists].
	Create(ctx context.Context, board string, first [][]byte) ([]Entry, error)

	// Load returns the newest snapshot that is whole and matches the history
	// (the zero Snapshot if there is none) and all entries after it, verified.
	// It returns [ErrNotFound] or a [*CorruptError].
	Load(ctx context.Context, board string) (Snapshot, []Entry, error)

	// Commit appends in one step: take the board's head, read what came after
	// seen, decide, append. It returns the appended entries, nil if decide
	// wanted none; they are durable.
	//
	// It returns [ErrNotFound]; [ErrRewound] when seen is not in this history
	// (decide is then not called); [ErrFull] and [ErrUnknown] as described
	// there; a [*CorruptError]; or decide's error.
	Commit(ctx context.Context, board string, seen Pos, decide Decide) ([]Entry, error)

	// Read returns up to limit entries after the given position, in order and
	// verified; a limit below 1 means all. It returns [ErrNotFound],
	// [ErrRewound] when after is not in this history, or a [*CorruptError].
	Read(ctx context.Context, board string, after Pos, limit int) ([]Entry, error)

	// Heads returns the position of the last committed entry of each of these
	// boards, in one look; boards that do not exist are missing. It is cheap
	// enough to be asked every second for all boards that are live.
	Heads(ctx context.Context, boards []string) (map[string]Pos, error)

	// SaveSnapshot keeps s beside the history, which stays whole. The two
	// snapshots with the highest Seq are kept, one per Seq, but none from before
	// the last Redact: that is passed over without an error. It returns
	// [ErrNotFound], or [ErrRewound] if s.Pos does not name an entry of this
	// history (the zero Pos names none).
	SaveSnapshot(ctx context.Context, board string, s Snapshot) error

	// Redact replaces the payloads of entries, all of those given or none. Their
	// places stay; who reads them from then on gets the new ones. Snapshots of
	// the first of these entries and later are removed, and SaveSnapshot keeps
	// none any more of a place before what is now the head. It returns
	// [ErrNotFound], [ErrRewound] if one of them is not in the history,
	// [ErrFull], or a [*CorruptError].
	Redact(ctx context.Context, board string, list []Redaction) error

	// Remove takes a board and all that is kept of it away. It returns
	// [ErrNotFound]; whoever has it live finds out with their next call.
	Remove(ctx context.Context, board string) error

	// Scour makes what Redact has replaced and Remove has taken leave the
	// storage's files, as far as the implementation says. It may take long, and
	// let others wait; it is harmless, and needed again only after those two.
	Scour(ctx context.Context) error

	// Boards lists all boards, sorted by bytes.
	Boards(ctx context.Context) ([]string, error)

	// Ready tells whether the journal can commit right now, by a real write.
	Ready(ctx context.Context) error

	// Close finishes all calls that have begun and releases the storage.
	// Closing twice is harmless.
	Close() error
}
