// Package pglog keeps the journal, and whatever else a server must not lose, in
// a PostgreSQL database that any number of nodes share.
//
// A commit is one transaction per board, in two round trips: one takes the
// board's lock and reads its head and what the caller has not seen, one appends,
// moves the head and commits. The lock is an advisory one, because PostgreSQL
// serves those in the order they came; who waits for a row can be overtaken.
// It is held while the caller decides, for three seconds at most: a node that
// stops in the middle loses its turn and finds out at its next word.
//
// Every transaction of ours is on disk when it is answered: synchronous_commit
// is turned on where it is off. What the server's settings endanger beyond that
// is in [Log.Warnings].
//
// No call waits for ever. A server that is silent for five seconds is taken for
// gone, and so is the connection; nobody waits for a lock for longer than four.
// A call that has not sent anything yet tries for five seconds to find a
// server, so that a restart of PostgreSQL is a delay and not an error.
//
// When the answer to a COMMIT is lost, the outcome is looked up over another
// connection, once the old transaction has let go of its lock. Only when that
// cannot be done for five seconds is it journal.ErrUnknown.
//
// Connections need sessions of their own: connect directly, or through a pooler
// in session mode.
package pglog
