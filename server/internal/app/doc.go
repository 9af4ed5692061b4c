// Package app puts the parts of the server together and takes them apart again, in order.
//
// An App is opened, run and closed. What is opened first is closed last: the data folder with its lock, the hub on top of
// it, the listener on top of that. When Run is told to stop it lets everybody go before it takes anything away:
//
//	not ready ─ no new connections ─ "going away" to everybody ─ what was read is committed and answered ─ close 1012
//	─ requests end ─ the hub puts its boards away ─ the database closes
//
// which takes seconds at most; a second signal ends the process at once, and loses nothing that was acknowledged.
package app
