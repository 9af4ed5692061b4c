// Package sim is a simulation of a whole Feltboard: one node or three with the real hub and the real Admit, the journal's
// memory implementation and seven people with the real client algebra (package replica), over a network, a bus, a disk and
// a clock that fail as a seed tells. Everything runs in a synctest bubble, so an hour takes milliseconds. It has tests only.
//
// What fails: connections are cut, or given up by the client while the server holds them for alive; frames are lost,
// doubled and late. Hints between nodes are lost, doubled, late and out of order; a node is cut off from the bus, or all
// are. Commits fail, or their replies are lost, before or after they happened or while they still may; a node cannot reach
// the journal. Nodes are killed, restarted, and drained. A client that comes back meets any node. Some people have a stream
// or polls down and posts up instead of a websocket; their posts meet any node, too, get lost, arrive late or twice.
//
// A smaller simulation replaces the journal by an older copy, under living nodes or before they start again. Another one erases what
// people said while all of this goes on: in the end nothing that is stored, held or sent has those words, and all else is the same.
//
// What it checks, while it runs and after it has healed (DESIGN §3):
//
//	I-2  nothing panics
//	I-3  every (client id, n) stands in the journal at most once, yes and no are never told apart later, and a welcome knows
//	     all that was in the journal when its hello came, through whichever node
//	I-4  every frame count and digest of a heartbeat is what the client counted and holds
//	I-5  an acknowledged mutation, and anything shown to anybody, is in the journal when the frame leaves
//	I-6  after quiet, every node holds exactly the state that the journal folds to, every client its projection for the
//	     viewer and nothing pending, and everybody is told who is there
//	I-7  what has always been hidden from a viewer, and the keys of the anonymous, are in no byte sent to them
package sim
