// Package bench measures how much a board costs on this machine, now, beside servers that do nothing but pass bytes on.
// It is "feltboard bench".
//
// The servers under test are processes of their own, one at a time, on 127.0.0.1:
//
//   - raw-prepared: a hub and gorilla/websocket, one prepared message and one write per edit and client. No logic, no
//     state, nothing on disk. It is the yardstick: every claim is a ratio to it.
//   - raw-batch: the same, but one write per client for all that is pending.
//   - feltboard: "feltboard serve" with an empty data folder, every edit on disk before anybody sees it. Participants come
//     in as people do: by the set-up link, a board, its client link, and a session of their own for each.
//
// What is measured (a delivery is one edit seen by one other participant):
//
//   - A: so many participants, so many edits a second of about 150 bytes on the wire, from at most four writers. The time
//     from asking to being seen by everybody else, and the server's CPU time per delivery.
//   - B: four writers with 64 edits in flight each. Deliveries per second of the server's CPU time.
//   - D: a board of 2,000 notes. The time from dialling to the whole view, the server's CPU time and the bytes of one join.
//
// Each round measures all servers one after the other, starting with another one each time. A figure is the median of the
// rounds; a ratio is the median of each round's ratio to raw-prepared, so that a noise that lasts does not count. Absolute
// figures depend on the machine and on what else runs on it, which the report says as well.
//
// Everything is bounded in count and in time; every process ends with [Run].
package bench
