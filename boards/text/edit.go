package text

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrRange says that an edit reaches past the end of the string it was applied to.
var ErrRange = errors.New("text: edit reaches past the end of the string")

// Component is one step of an edit. Exactly one of the fields is set: N > 0
// retains N code points, N < 0 deletes -N, Insert puts in its text. The zero
// Component does nothing and never occurs in a canonical edit.
type Component struct {
	N      int
	Insert string
}

// Retain keeps n code points.
func Retain(n int) Component { return Component{N: n} }

// Delete removes n code points.
func Delete(n int) Component { return Component{N: -n} }

// Insert puts s in; s must be valid UTF-8.
func Insert(s string) Component { return Component{Insert: s} }

// Edit changes a string from its start on; see the package comment for the form.
// The nil Edit is the identity. Edits are values: functions never change the
// edits they are given and may share their memory.
type Edit []Component

// New returns the canonical edit that does what the components do in turn.
func New(components ...Component) Edit {
	var e Edit
	for _, c := range components {
		e = e.push(c)
	}
	return e.trim()
}

// push appends c to an edit under construction and keeps it canonical but for a
// retain at the end.
func (e Edit) push(c Component) Edit {
	last := len(e) - 1
	switch {
	case c.Insert != "":
		switch {
		case last >= 0 && e[last].Insert != "":
			e[last].Insert += c.Insert
		case last >= 0 && e[last].N < 0:
			if last > 0 && e[last-1].Insert != "" {
				e[last-1].Insert += c.Insert
				return e
			}
			deleted := e[last]
			e[last] = Component{Insert: c.Insert}
			return append(e, deleted)
		default:
			return append(e, Component{Insert: c.Insert})
		}
	case c.N == 0:
	case last >= 0 && e[last].Insert == "" && (e[last].N > 0) == (c.N > 0):
		e[last].N += c.N
	default:
		return append(e, Component{N: c.N})
	}
	return e
}

// trim drops the retain at the end, which says nothing.
func (e Edit) trim() Edit {
	if n := len(e); n > 0 && e[n-1].N > 0 {
		e = e[:n-1]
	}
	return e
}

// Apply returns s with the edit made, or [ErrRange] and "" where it retains or
// deletes more than s has.
func (e Edit) Apply(s string) (string, error) {
	var out strings.Builder
	out.Grow(len(s) + e.insertBytes())
	at := 0
	for _, c := range e {
		if c.N == 0 {
			out.WriteString(c.Insert)
			continue
		}
		size, ok := prefix(s[at:], abs(c.N))
		if !ok {
			return "", fmt.Errorf("%w: needs %d code points of %d", ErrRange, e.BaseLen(), utf8.RuneCountInString(s))
		}
		if c.N > 0 {
			out.WriteString(s[at : at+size])
		}
		at += size
	}
	out.WriteString(s[at:])
	return out.String(), nil
}

// BaseLen is the number of code points a string must have at least for the edit
// to fit.
func (e Edit) BaseLen() int {
	n := 0
	for _, c := range e {
		n += abs(c.N)
	}
	return n
}

// InsertLen is the number of code points the edit puts in.
func (e Edit) InsertLen() int {
	n := 0
	for _, c := range e {
		n += utf8.RuneCountInString(c.Insert)
	}
	return n
}

// Delta is by how many code points a string grows under the edit; negative when
// it shrinks.
func (e Edit) Delta() int {
	n := e.InsertLen()
	for _, c := range e {
		if c.N < 0 {
			n += c.N
		}
	}
	return n
}

func (e Edit) insertBytes() int {
	n := 0
	for _, c := range e {
		n += len(c.Insert)
	}
	return n
}

// prefix is the size in bytes of the first n code points of s; ok is false where
// s has fewer.
func prefix(s string, n int) (size int, ok bool) {
	for ; n > 0; n-- {
		if size == len(s) {
			return size, false
		}
		if s[size] < utf8.RuneSelf {
			size++
			continue
		}
		_, w := utf8.DecodeRuneInString(s[size:])
		size += w
	}
	return size, true
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
