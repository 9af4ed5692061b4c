// Package text is the algebra of edits to one string: apply, compose, transform,
// invert, diff. It has no state, no I/O and no clock, and every function is total
// except [Edit.Apply] and parsing.
//
// Positions and lengths count Unicode code points, never bytes and never UTF-16
// units: "😀" is one long in Go, in TypeScript (web/src/model/text.ts) and on the
// wire. Grapheme clusters are not kept together; an edit may split a flag or a
// family emoji, but never a code point.
//
// # Form
//
// On the wire an edit is a JSON array read from the start of the string: a
// positive integer keeps so many code points, a negative one deletes so many, a
// string is inserted. What follows the last component is kept. Of all arrays
// that mean the same, one is canonical: no zero and no empty string, no two
// neighbours of the same sort, an insert before a delete at the same place, no
// retain at the end. [] changes nothing. Every function here returns canonical
// edits and expects them; [New] makes any list of components canonical.
//
// # Laws
//
// For all s and edits a, b that fit it (b fits Apply(s, a) in the first):
//
//	Apply(Apply(s, a), b)                       = Apply(s, Compose(a, b))
//	Apply(Apply(s, a), Transform(b, a, Right))  = Apply(Apply(s, b), Transform(a, b, Left))   (TP1)
//	Apply(Apply(s, a), Invert(a, s))            = s
//	Apply(s, Diff(s, t))                        = t
//
// # Notes: what does not work
//
// Transforming against a composed history diverges: Transform(x, Compose(a, b))
// and Transform(Transform(x, a), b) may put x at different places, because
// composing forgets where at one spot the text of a stood before b deleted what
// was between. On "p", let a = [1,"a"] write after p, b = [-1] delete p, and
// x = ["x"] write, concurrently, before p. One at a time x stays before a: "xa".
// Compose(a, b) = ["a",-1] inserts where x does, and the tie puts x after a:
// "ax". TestComposedHistoryDiverges keeps this example. Therefore fold over the
// history one entry at a time, on both sides of the wire. Composing is right for
// what one client typed and has not sent yet.
//
// Transform satisfies TP1 only, not TP2: three concurrent edits that meet in
// different orders at different places diverge. The server's order must decide
// which edit is older; peers must not exchange edits among each other.
//
// Undoing by Invert gives back the deleted text, not the place it was deleted
// from: after somebody else deleted around it, it returns at the collapsed spot.
package text
