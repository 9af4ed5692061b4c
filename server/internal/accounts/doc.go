// Package accounts knows who may come in: the people of the workspace, browsers' sessions, the links of a board, and which
// member of a board a session is. It never knows what a member may do there; that is the board's own state.
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
// Rules of the people of the workspace, which tests cite:
//
//   - A-1 There is no account from the start and no password that we chose. The set-up link, which the program prints and which
//     works once, makes the first owner; printed again (serve --owner-link) it signs the owner who came first in, who may have
//     forgotten everything else. All others come by an invitation, or by the provider of single sign-on.
//   - A-2 A person is an owner or a member. Owners say who else may sign in, and there is always one. Both host the boards that
//     they make, and see the list of those and of what they have joined. On somebody else's board, an owner's too, a person is
//     what that board says, or nobody.
//   - A-3 Signing in, setting up and accepting an invitation give a new token; the one before gains nothing and dies within a
//     minute. After a new password it is dead at once.
//   - A-4 A person's seats are theirs on all their devices. What a guest's browser sat on becomes the person's who signs in
//     there, but for boards that they sit on already. What somebody else had there does not: their session in it ends.
//   - A-5 Signing out (here, elsewhere, everywhere), a new password (all browsers but this one) and removal end sessions at once,
//     and what they have open within two seconds, on every node.
//     Links for a new password, and what was handed over, end with a sign-out everywhere.
//   - A-6 An unknown address, a wrong password and a person without a password are answered alike, after the same work.
//   - A-7 Wrong passwords alone are counted: by network address (20 at once, then one in six seconds) and by e-mail address,
//     whether or not it is anybody's (10 at once, then one a minute); those from where the person has signed in before apart, so
//     that nobody is locked out from elsewhere: from a browser that has a cookie of it, which outlives sessions and opens nothing,
//     and, as long as the node runs, from the address. What is kept of them is bounded, in memory, by node.
//   - A-8 Passwords have 8 to 256 characters and are stored as argon2id (19 MiB, twice). Two hashes are computed at once and
//     thirty wait; who comes then is told to try again. One of the two, and half the places, are no passphrases'.
//   - A-9 An invitation is a secret of 130 bits that works once and for seven days. Its maker, an owner, says what it makes of
//     somebody and may say for which address it is. It ends when its maker is removed or an owner no more.
//     An owner also makes links by which somebody who forgot their password sets another: they work once and for a day, make
//     nobody new, end all sessions of that person, and do not let the provider in. A new password, however it was set, a newer
//     link and signing out everywhere end them. They are listed with the invitations, and taken back as those are.
//   - A-10 Of who is removed, name, address, password and the provider's name of them are gone; the boards that they hosted become
//     those of the owner who removed them, as themselves, and what was written there stays.
//   - A-11 Single sign-on is the authorization code with PKCE (S256), a state that is bound to the browser by a sealed cookie, a
//     nonce, and the issuer, audience, signature and time of the token. It may take ten minutes, and an answer counts once, on
//     whichever node. While the provider is down, passwords and everything else work.
//   - A-12 At the provider a person is their issuer and subject. An equal e-mail address makes nobody the person who has it here:
//     that person says so, signed in, on their account's page. So whoever takes an address early gains nothing.
//     Whoever has a password may leave the provider again.
//   - A-13 An address that the provider has not verified is none. A verified one opens the invitation for it, and, where the
//     operator lists its domain, makes its owner a member.
//   - A-14 After a sign-in a browser goes to a path of ours, and nowhere else.
//   - A-15 The provider's way back, a GET, changes nothing and writes nothing down without the cookie of its beginning.
//   - A-16 No password, invitation, code, state or token is in a log.
//   - A-17 Whether who acts is an owner is looked at in the write that invites, takes an invitation back, makes a link for a new
//     password, changes a standing, removes somebody or inherits: what a former owner had under way comes to nothing. An
//     invitation or link whose maker is no owner now opens nothing.
//   - A-18 What somebody who is signed in hands over to other browsers, and what those hand on, ends as they sign out
//     everywhere, set a password or are removed: at once, what is open on that board within two seconds, on every node. The other
//     browser keeps what it has of its own; what it was handed stays handed over by whichever link it comes again. What guests hand
//     over ends with their link.
//   - A-19 Who was removed comes back by an invitation alone, though the provider knows them and their domain is listed: a hash with
//     a key of its own is kept of how the provider knows them, and of their address, until they are invited.
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
//   - A-23 A passphrase is asked for with the right key alone; none and a wrong one are answered alike. It has 6 to 256 characters,
//     is read in compatibility form and without blanks around it, and stored as argon2id. Not to have written one yet is not a
//     wrong one. Who sits by the link is not asked again.
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
//   - A-31 A hand-off can be looked at without being used up: it says which board and who. Where the other browser is somebody
//     else there already, it becomes the one of the hand-off only if it says that it knows; who is signed in there, as the host or
//     by a link that works, stays who they are.
//   - A-32 What a person's browser keeps (boards, links, its secrets, keys to contributions) goes when they sign out there, and when
//     it hears that they are not signed in there any more. Who signs out is asked first about words that were not sent and about
//     anonymous notes that only this browser can show to be theirs. Where nobody could be asked such words are kept aside: for that
//     person, and while nobody is signed in.
//   - A-35 A key is looked at first: whoever has a right one comes in, however many wrong ones were tried from their address. Wrong
//     ones (of links, contributions, hand-offs, invitations and the set-up together) are counted by address, and after so many
//     in a minute (a setting) it is told to wait. What opened something once is no guess, and is answered as a wrong one is then.
//   - A-36 Wrong passphrases are counted, whatever their links: ten in ten minutes of a browser that has a session, and thirty of a
//     network address. Then right ones wait, too. One at a time of an address is computed, and one at a time of all, so that
//     signing in has a turn. That there are enough links is said before.
//   - A-37 What leaves a row or a line each time is bounded by who does it: making links (30 a minute, 10 with a passphrase), hand-offs
//     (10), keys to contributions (10), and withdrawing and bringing back by such a key (60, and one less for every 50 notes).
//     Who waits gives five names at once, and then one in five seconds.
//   - A-38 Where the board asks, who is on it and comes by a link that gives more keeps their role and asks for the other; the
//     facilitators decide. Who waited while it asked comes in, once it does not, as what they asked for or as what the link that
//     they have gives, whichever is less; where that is this link's, they sit by this link.
//   - A-39 Of those who came by one link, a hundred wait or were not let in; then newcomers need another link.
//
// What is written down of who did what (the audit):
//
//   - It only grows: the tables themselves refuse a change of it. A line says when, on which board, which member (or, of
//     the server as a whole, which person), what of the closed list Acts, and how it ended: no names, words or secrets.
//   - What somebody can bring about as often as they like (a wrong link or code, a refused change, a failed sign-in) is
//     counted, by member and minute, and written down as one line that says how often.
//   - Whoever writes anonymously is in no line: a refusal of theirs is nobody's. What somebody withdraws, brings
//     back or erases of their own is under their name where it is signed, and else nobody's, note by note, counted; such lines tell
//     the minute. What a facilitator erases is the facilitator's line.
//   - A board's facilitator reads that board's lines, an owner all of them.
//   - A no leaves a line, whatever was asked and by whom: a call that is refused as not allowed, not known or not signed in,
//     a live connection that is not let in, a change that is refused. It is the board's, if there is such a board, and else
//     the server's.
//
// Rules of withdrawing, erasing and keeping, which tests cite:
//
//   - A-40 A key of 130 bits opens what its member contributed to a board, without a session: it works when their link, browser
//     or role is long gone, and while the board is there. A member has five at most. The tables hold a hash of it; wrong ones
//     count as wrong links do, and answer as a board that is not there.
//   - A-41 Anonymous notes are opened by the secrets of the browsers that wrote them, which come with the request, are hashed with
//     the board's id, and are neither stored nor written down. A page adds those of its own browser only where that browser is on
//     the board as the key's member: who helps somebody has nothing of their own listed, or erased. What is done by them is told
//     apart from the rest (B-105), and the list of what is erased keeps the day alone.
//   - A-42 Whoever has the key withdraws notes (deleted, restorable as B-87 says) and erases (B-95): what they say, or everything
//     of theirs (B-96). A facilitator may erase for somebody, but not what that person wrote anonymously without naming the notes.
//     Who is on the board no more, as they were removed or their link was revoked, brings nothing back.
//   - A-43 What is to be erased is written down first, by id and without words, and done in the same request: for everybody on every
//     node, and in the journal. It leaves the database's files after that, and notes that were gathered from it leave theirs. What
//     a process did not come to is done by the next one. The list stays: restoring a backup does all of it again. What is being copied meanwhile to
//     a duplicate or a gathered board is looked at again when it is there. Nodes let go of histories and suggestions that hold it
//     within two seconds; none is kept for longer than ten minutes, and none is told after the next entry. What cannot be erased of
//     one board is tried again and keeps no other from it.
//   - A-44 What leaves the house (files, deliveries to trackers) is listed, with who, when and the board's place in its history. An
//     erasure marks what left before it: nobody can take that back but people.
//   - A-45 A board is deleted by who hosts it or an owner, or by itself after so many days without a change as its facilitator has
//     said. It is nowhere from then on, its connections end on every node, and it can be brought back for 30 days. One that
//     was brought back is kept for as many days from then, and one that somebody changed as its time came stays. People are told
//     first how long it is kept, and it goes no sooner; its host is told on their list who else has said so.
//   - A-46 After that its history and all that these tables hold of it go, but for the audit and the fact that it was, and leave the
//     files. A restored backup does not bring it back.
//     So do boards that were left half-made an hour ago or longer, by a process that was killed: nobody hosts one.
//
// More rules of people, which tests cite:
//
//   - A-47 Restoring a backup brings back boards, and nobody. Where it is of the same installation as the data that it replaces,
//     accounts (with passwords, standings, removals), people's sessions, keys to one's contributions, ends of links, which boards
//     are deleted or were brought back and how long they are kept, and the audit are as they were there; else, or where that cannot
//     be read, they are as in the backup, so that pages of those who were signed in give back what they have, and it says what works
//     again that was ended. Boards that are kept for a time only are kept for it from the restore on, and those that are
//     deleted in the backup alone can be brought back for 30 days from then on. Invitations, links for a new password, codes,
//     hand-offs and what people handed over end in any case. It is said, and written down.
//   - A-48 Another e-mail address needs the password of who has one. Nobody has shown that it is theirs until they sign in by it, or
//     the provider says so: until then a member's yields to who arrives by the provider with it, verified, and may come in. That
//     an address is somebody's is told to one person, or by one invitation, ten times, and then once a minute.
//   - A-49 The audit says whom something was done to: who was let in, not let in, removed, let back in or given a role on a board;
//     who was removed from the workspace, given a standing or a link for a new password; which invitation and which link were
//     made and ended; and that a board's public page or its waiting room was opened or closed. It says so by ids.
//   - A-55 A board's code, and what its room shows, stand for the newest ordinary link for clients: one without bounds. A bounded one
//     changes neither; it is for whom it was made. Where no ordinary one works there is no code until somebody makes one:
//     whoever ended it meant to, and no screen that asks for a code opens the board again.
//   - A-56 A facilitator's device may ask which of the links that it remembers still let somebody in. It is told their ids.
//
// A Store is safe for use by many goroutines.
package accounts
