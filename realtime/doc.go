// Package realtime is the live path: it lets many people work on one board at once, in one order, and tells each of
// them exactly what they may see. SPEC.md is the protocol that it speaks; its rules (R-…) are cited by the tests.
//
// The way of a mutation, all in one direction:
//
//	Conn ─ session (decode, rate) ─▶ inbox ─ board (admit, commit, apply) ─▶ outbox ─ session (one write) ─▶ Conn
//
// It promises:
//
//   - One goroutine owns each live board and its [boards.State]. It takes everything that waits, commits it as one
//     batch, and only then tells anybody. An idle board commits at once.
//   - What everybody of an audience is told is encoded once per turn; what only the author may see goes to the author.
//     Entries that a viewer may not notice make no frame, no number and no gap for them.
//   - Nothing that one connection does makes another wait: frames go into a list per connection that is bounded in bytes,
//     and everything in it leaves in one write. Who cannot keep up is resynced in place, or closed.
//   - Every mutation that was read is answered, or the connection ends and the next welcome answers it.
//   - A panic ends one connection, or reloads one board; twice at the same entry, the board is served read-only and
//     named by [Hub.Problems].
//
// The package knows no socket: sessions talk to a [Conn]. Package ws holds the one for websockets.
package realtime
