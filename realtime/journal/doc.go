// Package journal keeps the one truth about every board: what was decided, in
// which order, and that it has not been altered since.
//
// The journal knows nothing about boards' contents: payloads are opaque bytes.
// It promises:
//
//   - One order. A board's entries are numbered 1, 2, 3 … without a gap, and
//     each is committed in one step that shows the caller every entry it has
//     not seen yet. There is no conflict to retry, and appenders that contend
//     for a board are served in the order they came.
//   - Committed means on disk. [Journal.Commit] and [Journal.Create] return
//     entries only after they would survive a crash. Nobody else is shown an
//     entry as committed before that.
//   - A rewritten past is noticed. An entry's id is a hash over all that came
//     before it ([Seal]), so a position from another past (a restored backup,
//     a replica that lagged) is refused with [ErrRewound] even where the
//     number is the same, and altered bytes are a [CorruptError], never a
//     different history.
//   - Erased is gone. [Journal.Redact] puts other bytes in the place of a
//     payload's, of which nothing can then be told or guessed; the entry's place
//     and id stay, so that positions, and whoever has seen it, go on. What it
//     replaced leaves the files with [Journal.Scour].
//   - Boards are alone. A decision that fails or panics, and a board whose
//     storage is damaged, leave all other boards' commits as they are.
//
// A Journal is safe for use by many goroutines. Slices that it returns, and the
// tail shown to a [Decide], are shared: keep them, but never change the bytes.
// Payloads handed to it are the journal's from then on, in the same sense.
//
// The package holds the interface and [Memory]; package journaltest holds the
// contract that every implementation passes.
package journal
