// Package accounts knows who may come in: the owner, browsers' sessions, the links of a board, and which member of a
// board a session is. It never knows what a member may do there; that is the board's own state.
//
// It keeps its tables in the same database as the journal, SQLite or PostgreSQL, and writes through the journal, so that
// one fsync serves both and a backup holds both. The statements are the same for both databases; only the steps that make
// the tables (sql/) are not. Sessions are a table here and not alexedwards/scs, whose SQLite store wants a connection pool
// of its own to write with, which would contend with the journal's writer and be answered "busy", and which keeps a
// session as one opaque blob, while we must find all sessions that came by one link.
//
// It promises:
//
//   - Secrets that open something to people are made here from crypto/rand, returned once and never stored: the tables
//     hold SHA-256 of them, and they are compared in constant time. The short code that is said aloud in a room is thirty
//     bits only: it works for hours, the tables hold a keyed hash of it, and httpapi bounds how often it may be tried.
//   - A code lets in as the link does that it stands for, and ends with it.
//   - What nodes share among themselves (Store.Secret) is made once for the installation, whichever node asks first.
//   - Every gain of privilege (setting up, signing in, joining) gives the browser a new token. The old one gains nothing
//     and dies within a minute; it lives that long so that a browser which never got the answer can ask again.
//   - A revoked link is dead at once, and so is every seat taken by it.
//   - What a call has returned without an error is on disk.
//
// A Store is safe for use by many goroutines.
package accounts
