// Package accounts knows who may come in: the owner, browsers' sessions, the links of a board, and which member of a
// board a session is. It never knows what a member may do there; that is the board's own state.
//
// It keeps its tables in the same SQLite file as the journal and writes through the journal's one writer, so that one
// fsync serves both and a backup holds both. That is why sessions are a table here and not alexedwards/scs: its SQLite
// store wants a connection pool of its own to write with, which would contend with the journal's writer and be answered
// "busy", and it keeps a session as one opaque blob, while we must find all sessions that came by one link.
//
// It promises:
//
//   - Secrets are made here from crypto/rand, returned once and never stored: the tables hold SHA-256 of them, and they
//     are compared in constant time.
//   - Every gain of privilege (setting up, signing in, joining) gives the browser a new token. The old one gains nothing
//     and dies within a minute; it lives that long so that a browser which never got the answer can ask again.
//   - A revoked link is dead at once, and so is every seat taken by it.
//   - What a call has returned without an error is on disk.
//
// A Store is safe for use by many goroutines.
package accounts
