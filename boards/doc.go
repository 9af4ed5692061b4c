// Package boards is what a board is: its records and their schema, how a change is asked for and decided, who may do
// what, and who may see what. It is pure: no I/O, no clock, no randomness of its own, so that the same entries make the
// same board on every machine and in every later version. The rules have numbers (B-…) in SPEC.md; tests cite them.
//
// The way of a change:
//
//	Mutation ─ Admit(state, env, actor) ─▶ Entry ─ journal ─▶ State.Apply ─▶ Change ─ Shared(audience), Own(viewer) ─▶ view ops
//
// Words, and the ones we avoid: a board has records (not objects, items); a client asks with a mutation (not event,
// command), which is decided as an entry (not event, log line); entries are numbered by seq (not version, revision);
// who sees the same is an audience (not group); what one sees is a view, of a shared and an own part; a note's writer is its
// author (not creator, user); a participant without an account is a client or customer (not guest user).
//
// A State belongs to one goroutine. Records, entries and changes are values once made and may be read by many.
package boards
