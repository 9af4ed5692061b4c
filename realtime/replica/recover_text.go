package replica

import "feltboard/boards/text"

// stroke is an edit of a text, in the order the server committed them.
type stroke struct {
	own  bool
	edit text.Edit
}

// cell is one character and its fate. Deleted ones stay, so that what was typed beside them keeps its place.
type cell struct {
	char rune
	from origin
	gone origin // who deleted it; base is nobody
}

type origin uint8

const (
	base origin = iota
	own
	others
)

// ownPart is one person's part in what became of a text, as one edit on it. What others wrote is left out and what they
// deleted of the text is left in, for they give it back themselves; what they deleted of this person's words stays deleted.
func ownPart(s string, strokes []stroke) text.Edit {
	cells := make([]cell, 0, len(s))
	for _, char := range s {
		cells = append(cells, cell{char: char})
	}
	for _, k := range strokes {
		cells = k.draw(cells)
	}
	var parts []text.Component
	for _, c := range cells {
		switch {
		case c.from == base && c.gone == own:
			parts = append(parts, text.Delete(1))
		case c.from == base:
			parts = append(parts, text.Retain(1))
		case c.from == own && c.gone == base:
			parts = append(parts, text.Insert(string(c.char)))
		}
	}
	return text.New(parts...)
}

func (k stroke) draw(cells []cell) []cell {
	who := others
	if k.own {
		who = own
	}
	out := make([]cell, 0, len(cells)+k.edit.InsertLen())
	next := 0
	for _, part := range k.edit {
		for _, char := range part.Insert {
			out = append(out, cell{char: char, from: who})
		}
		for n := max(part.N, -part.N); n > 0 && next < len(cells); next++ {
			c := cells[next]
			if c.gone == base {
				n--
				if part.N < 0 {
					c.gone = who
				}
			}
			out = append(out, c)
		}
	}
	return append(out, cells[next:]...)
}

// broughtBack is what an own part on was is on now, which came of was without it. All it inserts is inserted.
func broughtBack(was string, part text.Edit, now string) text.Edit {
	return text.Transform(part, align(was, now), text.Right)
}

// searchLimit is the greatest product of the lengths of what differs of two texts for which align looks for what they
// share: that takes some 10 ms.
const searchLimit = 1_000_000

// align is the edit from a to b that keeps as many characters as can be, so that an edit beside one of them keeps its
// place. Of several such edits it is always the same one, here and in TypeScript.
func align(a, b string) text.Edit {
	from, to := []rune(a), []rune(b)
	head := 0
	for head < min(len(from), len(to)) && from[head] == to[head] {
		head++
	}
	tail := 0
	for tail < min(len(from), len(to))-head && from[len(from)-1-tail] == to[len(to)-1-tail] {
		tail++
	}
	was, is := from[head:len(from)-tail], to[head:len(to)-tail]
	parts := []text.Component{text.Retain(head)}
	if len(was)*len(is) > searchLimit {
		return text.New(append(parts, text.Insert(string(is)), text.Delete(len(was)))...)
	}
	return text.New(append(parts, kept(was, is)...)...)
}

// kept is a longest common subsequence as an edit, deleting before inserting where both would do.
func kept(was, is []rune) (parts []text.Component) {
	width := len(is) + 1
	common := make([]uint32, (len(was)+1)*width)
	for i := len(was) - 1; i >= 0; i-- {
		for j := len(is) - 1; j >= 0; j-- {
			if was[i] == is[j] {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(was) || j < len(is) {
		switch {
		case i < len(was) && j < len(is) && was[i] == is[j]:
			parts = append(parts, text.Retain(1))
			i, j = i+1, j+1
		case j == len(is) || i < len(was) && common[(i+1)*width+j] >= common[i*width+j+1]:
			parts = append(parts, text.Delete(1))
			i++
		default:
			parts = append(parts, text.Insert(string(is[j])))
			j++
		}
	}
	return parts
}
