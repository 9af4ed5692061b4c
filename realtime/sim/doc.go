// Package sim is a simulation of a whole Feltboard: the real hub, the real Admit, the journal's memory implementation and
// seven people with the real client algebra (package replica), over a network, a disk and a clock that fail as a seed
// tells. Everything runs in a synctest bubble, so an hour takes milliseconds. It has tests only.
//
// What it checks, while it runs and after it has healed (DESIGN §3):
//
//	I-3  every (client id, n) stands in the journal at most once, and yes and no are never told apart later
//	I-4  every frame count and digest of a heartbeat is what the client counted and holds
//	I-5  an acknowledged mutation, and anything shown to anybody, is in the journal when the frame leaves
//	I-6  after quiet, every client holds exactly the projection of the journal's state for its viewer, and nothing pending
//	I-7  what has always been hidden from a viewer, and the keys of the anonymous, are in no byte sent to them
package sim
