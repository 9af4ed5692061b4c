// Package sqlitelog keeps the journal, and whatever else a server must not
// lose, in one SQLite file: feltboard.db in the data folder.
//
// One goroutine with one connection writes. It takes the first request, adds
// all that wait, and commits them as one transaction, so that a batch forms by
// itself while the previous disk write runs and an idle server commits at
// once. Requests are served in the order they came. Within the transaction
// each request is alone: one that fails or panics is undone by itself.
//
// The file is written with WAL and synchronous=FULL: a request is answered
// after fsync. Readers have a pool of their own and never wait for the writer.
// Checkpoints are ours, and their errors count: SQLite's automatic ones hide a
// failed fsync. The most of one runs beside the commits, what was committed
// meanwhile is moved between two of them.
//
// The heads of the boards that are written to are kept in memory: nobody else
// writes the file, and a commit moves a head only from where it was left.
//
// When the disk is full the whole batch gets journal.ErrFull and the next one
// tries again. Small commits may still fit where a large one did not. When the disk fails during a commit, the writer's connection is
// closed and the answer is what a new one finds in the file; when that happens
// twice within a minute, Options.Fatal is called and nothing is committed any
// more.
//
// The folder must be on a local file system. A lock file keeps a second process
// out for as long as the first lives.
package sqlitelog
