package text

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Side decides who goes first where two edits insert at the same place.
type Side bool

const (
	Left  Side = false // the transformed edit's text goes before the other's
	Right Side = true  // the transformed edit's text goes after the other's
)

// Compose returns the edit that does a and then b.
func Compose(a, b Edit) Edit {
	var out Edit
	first := cursor{rest: a}
	for _, c := range b {
		if c.Insert != "" {
			out = out.push(c)
			continue
		}
		for n := abs(c.N); n > 0; {
			if first.deletes() {
				out = out.push(first.take(n))
				continue
			}
			part := first.take(n)
			n -= part.produced()
			switch {
			case c.N > 0:
				out = out.push(part)
			case part.N > 0:
				out = out.push(Component{N: -part.N})
			}
		}
	}
	return first.drain(out).trim()
}

// Transform returns a as it must read when b has been applied before it. Both
// edits start from the same string. Where both insert at one place, side says
// whether a's text goes first; the two callers of one pair must take different
// sides: the older entry of the server's order is Left, the newer one Right.
func Transform(a, b Edit, side Side) Edit {
	var out Edit
	rest := cursor{rest: a}
	for _, c := range b {
		if c.Insert != "" {
			if side == Left && rest.inserts() {
				out = out.push(rest.take(math.MaxInt))
			}
			out = out.push(Component{N: utf8.RuneCountInString(c.Insert)})
			continue
		}
		for n := abs(c.N); n > 0; {
			if rest.inserts() {
				out = out.push(rest.take(math.MaxInt))
				continue
			}
			part := rest.take(n)
			n -= abs(part.N)
			if c.N > 0 {
				out = out.push(part)
			}
		}
	}
	return rest.drain(out).trim()
}

// Invert returns the edit that takes e back: before is the string e was made
// for. Where e reaches past its end, what before lacks is left out.
func Invert(e Edit, before string) Edit {
	var out Edit
	at := 0
	for _, c := range e {
		switch {
		case c.Insert != "":
			out = out.push(Component{N: -utf8.RuneCountInString(c.Insert)})
		case c.N > 0:
			size, _ := prefix(before[at:], c.N)
			at += size
			out = out.push(c)
		default:
			size, _ := prefix(before[at:], -c.N)
			out = out.push(Component{Insert: before[at : at+size]})
			at += size
		}
	}
	return out.trim()
}

// Diff returns an edit that makes b from a: one span replaced, between their
// common beginning and their common end. Two changes far apart in one string
// count as one that rewrites what stands between them; for edits from an input
// field the TypeScript diff is finer and knows the caret.
func Diff(a, b string) Edit {
	head := 0
	for head < len(a) && head < len(b) {
		r, w := utf8.DecodeRuneInString(a[head:])
		s, v := utf8.DecodeRuneInString(b[head:])
		if r != s || w != v || a[head] != b[head] {
			break
		}
		head += w
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head {
		_, w := utf8.DecodeLastRuneInString(a[head : len(a)-tail])
		if !strings.HasSuffix(b[head:len(b)-tail], a[len(a)-tail-w:len(a)-tail]) {
			break
		}
		tail += w
	}
	return New(
		Retain(utf8.RuneCountInString(a[:head])),
		Insert(b[head:len(b)-tail]),
		Delete(utf8.RuneCountInString(a[head:len(a)-tail])),
	)
}

// MapCaret returns where a caret at pos (code points from the start) stands once
// somebody else's edit e has been made. Text inserted exactly at the caret goes
// after it, so that what others write never pushes the caret along; a caret in
// deleted text moves to where that text was.
func MapCaret(pos int, e Edit) int {
	at := 0 // in the string after e
	for _, c := range e {
		switch {
		case c.Insert != "":
			n := utf8.RuneCountInString(c.Insert)
			if at >= pos {
				return pos
			}
			at += n
			pos += n
		case c.N > 0:
			at += c.N
		default:
			pos = max(at, pos+c.N)
		}
		if at > pos {
			return pos
		}
	}
	return pos
}

// cursor reads an edit in pieces; past its end it retains forever.
type cursor struct {
	rest Edit
	used int // of rest[0]: code points of a retain or delete, bytes of an insert
}

func (c *cursor) inserts() bool { return len(c.rest) > 0 && c.rest[0].Insert != "" }
func (c *cursor) deletes() bool { return len(c.rest) > 0 && c.rest[0].N < 0 }

// take removes and returns a piece of at most n code points from the front.
func (c *cursor) take(n int) Component {
	if len(c.rest) == 0 {
		return Component{N: n}
	}
	front := c.rest[0]
	if front.Insert != "" {
		piece := front.Insert[c.used:]
		if size, ok := prefix(piece, n); ok && size < len(piece) {
			c.used += size
			return Component{Insert: piece[:size]}
		}
		c.next()
		return Component{Insert: piece}
	}
	left := abs(front.N) - c.used
	if n < left {
		c.used += n
	} else {
		n = left
		c.next()
	}
	if front.N < 0 {
		n = -n
	}
	return Component{N: n}
}

func (c *cursor) next() { c.rest, c.used = c.rest[1:], 0 }

// drain pushes everything that is left onto out.
func (c *cursor) drain(out Edit) Edit {
	for len(c.rest) > 0 {
		out = out.push(c.take(math.MaxInt))
	}
	return out
}

// produced is how many code points of the edited string the component stands for.
func (c Component) produced() int {
	if c.Insert != "" {
		return utf8.RuneCountInString(c.Insert)
	}
	return max(c.N, 0)
}
