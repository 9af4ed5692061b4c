// Package bench measures how much boards cost on this machine, now, beside servers that do nothing but pass bytes on.
// It is "feltboard bench".
//
// The servers under test are processes of their own, one at a time, on 127.0.0.1:
//
//   - raw: a hub per room and gorilla/websocket, one prepared message and one write per edit and client. No logic, no
//     state, nothing on disk.
//   - raw-batched: the same, but one write per client for all that is pending.
//   - feltboard: "feltboard serve" with an empty data folder, every edit on disk before anybody sees it. Participants come
//     in as people do: by the set-up link, a board, its client link, and a session of their own for each.
//   - feltboard, memory: the same program, started by a hidden flag of this command, with a journal that is not on disk
//     ([feltboard/realtime/journal.Memory]). Accounts stay in SQLite.
//   - one node, two nodes: "feltboard serve" over a PostgreSQL, and a Redis where there are two, that the bench starts.
//
// What is measured (a delivery is one edit, or one move of a cursor, and one other person):
//
//   - A, fan-out: so many people on one board, ten of them writing, two edits a second each, about 150 bytes on the wire.
//     The time from asking to being seen by everybody else, and the server's CPU time per delivery.
//   - B, saturation: 50 people; the rate rises until the slowest hundredth takes longer than 100 ms or something is lost.
//     Then twice that rate: what is lost, and how the memory grows. The figures are those of the last rate that went well.
//   - C, idle: 5,000 connections on 500 boards and nothing but heartbeats. Memory per connection, and CPU time.
//   - D, cold join: a board of 2,000 notes, entered by ten people one after the other, then by 50 at once: from dialling to
//     the whole view, inflated. Beside it, without a goal, somebody who becomes a member first, which changes the board.
//   - E, many boards: 200 boards of ten people, everybody making one edit a second.
//   - F, durable: as A with 50 people, with the journal on disk and in memory.
//   - H, cursors: 50 people who move 20 times a second. The raw servers send each move to each person.
//   - S, a session: 30 people, one of them a facilitator and four of the team. On a board of 200 notes they write 300 that
//     nobody else may read: the time to the answers. Then the facilitator reveals them: the time from the click until
//     everybody has all of them, and the raw servers' for as many bytes in one message. Then all group and move notes and
//     give dots, 30 acts a second together, as A; dots are for no other eyes, and the raw servers get none.
//   - T, themes: what [feltboard/boards/themes.Suggest] takes for so many notes, without a server. Beside it, one pass that
//     splits the same notes at their spaces and counts the words that each two of them share.
//   - X, two nodes: as A with 50 people, half of them at each of two nodes over PostgreSQL and Redis, beside one node over
//     PostgreSQL. The time to people at the other node; the CPU time of the nodes and Redis, and that of PostgreSQL apart.
//
// Each round measures all servers one after the other, starting with another one each time. A figure is the median of the
// rounds; a ratio, and how far a goal was missed, is the median of each round's, so that a noise that lasts does not count.
// Absolute figures depend on the machine and on what else runs on it, which the report says as well. The generator watches
// itself: where it had no time left, or got to run late by a good part of the delays it measured, the report says where.
//
// Everything is bounded in count and in time; every process ends with [Run].
package bench
