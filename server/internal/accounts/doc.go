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
// Rules of links and doors, which tests cite:
//
//   - A-20 A link has a role and may have bounds: a time from which on it lets nobody in, how many people may come by it, and a
//     passphrase. Facilitators of its board alone list links, one by one and without secrets, and end one, all of a role, or all
//     of a role for newcomers.
//   - A-21 A link that was revoked, or whose time is over, answers as one that never was, in body and status, and so does a code
//     that stands for it. Who came by a link whose time is over stays; who came by one that was revoked is out, on every node
//     within two seconds.
//   - A-22 A link that is used up says so, to who has its key (and passphrase) alone. Who came by it before comes again.
//   - A-23 A passphrase is asked for with the right key alone; none and a wrong one are answered alike. It is read in
//     compatibility form and without blanks around it, stored as argon2id, and computed by two at a time at most. Ten wrong ones
//     of an address in ten minutes end its tries of that link; not to have written one yet is not a wrong one. Who sits by the
//     link is not asked again.
//   - A-24 A new link may close the earlier ones of its role: they let nobody in any more, and who came by them stays.
//   - A-25 Where the board asks (B-90), who comes by a link has a seat and no role: they are told that they wait, and nothing of
//     the board, its title included, by any address or protocol. A member's role is looked up at every request.
//   - A-26 Who waits may say under which name, by joining again, which changes nothing else.
//   - A-27 Who was removed is told so ("removed") when they come again, by any link that works; their connections end at once on
//     every node, and what was under way is refused (B-93).
//   - A-30 A hand-off makes one more browser a member's: a secret of 130 bits, made by the member for themselves, that works once
//     and for ten minutes; a newer one ends it. Wrong, used and old ones answer alike, and failures count as those of links do.
//     The other browser gets a new token, and sits by the same link, so that it is out with it. Hosts, who came by no link, have
//     their further devices sit by a link of the role "device", which nobody has and which ends as others do.
//
// What is written down of who did what (the audit):
//
//   - It only grows: the tables themselves refuse a change of it. A line says when, on which board, which member (or, of
//     the server as a whole, which person), what of the closed list Acts, and how it ended: no names, words or secrets.
//   - What somebody can bring about as often as they like (a wrong link or code, a refused change, a failed sign-in) is
//     counted, by member and minute, and written down as one line that says how often.
//   - Whoever writes anonymously is in no line: a refusal of theirs is nobody's.
//   - A board's facilitator reads that board's lines, an owner all of them.
//
// A Store is safe for use by many goroutines.
package accounts
