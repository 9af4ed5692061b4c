package boards

import (
	"slices"

	"feltboard/boards/text"
)

// What a board remembers for rebasing late edits over, and how much work that may be for one mutation. A client whose base
// is older than that is told stale_base and rebases by itself.
const (
	maxHistory      = 4096    // edits
	maxHistoryBytes = 4 << 20 // they take in memory
	maxRebase       = 1 << 18 // components gone through, a few milliseconds
)

// history is the newest text edits of a board, in commit order. It is not part of the state: a board loaded from a
// snapshot starts with none, and no living client has a base older than that.
type history struct {
	floor int64 // edits up to this seq are forgotten
	edits []pastEdit
	bytes int // of edits
}

type pastEdit struct {
	seq       int64
	id, field string
	edit      text.Edit
}

func (h *history) add(seq int64, id, field string, e text.Edit) {
	h.edits = append(h.edits, pastEdit{seq, id, field, e})
	h.bytes += sizeOf(e)
	if len(h.edits) <= 2*maxHistory && h.bytes <= 2*maxHistoryBytes {
		return
	}
	gone := 0
	for gone < len(h.edits)-1 && (len(h.edits)-gone > maxHistory || h.bytes > maxHistoryBytes) {
		h.floor = h.edits[gone].seq
		h.bytes -= sizeOf(h.edits[gone].edit)
		gone++
	}
	h.edits = append([]pastEdit(nil), h.edits[gone:]...)
}

// sizeOf is about what an edit takes in memory, in bytes.
func sizeOf(e text.Edit) int {
	n := 80
	for _, c := range e {
		n += 24 + len(c.Insert)
	}
	return n
}

// forget empties the edits of records that nobody edits any more.
func (h *history) forget(ids []string) {
	for i, p := range h.edits {
		if slices.Contains(ids, p.id) {
			h.bytes += sizeOf(nil) - sizeOf(p.edit)
			h.edits[i].edit = nil
		}
	}
}

// drop forgets the edits of an entry that was taken back.
func (h *history) drop(seq int64) {
	for len(h.edits) > 0 && h.edits[len(h.edits)-1].seq >= seq {
		h.bytes -= sizeOf(h.edits[len(h.edits)-1].edit)
		h.edits = h.edits[:len(h.edits)-1]
	}
}

// rebase returns e, made on the text as it was at base, as it must read now; ok is false where base is too old, or that is
// more work than is left. One committed edit at a time: transforming over their composition diverges (boards/text).
func (h *history) rebase(e text.Edit, base int64, id, field string, left *int) (_ text.Edit, ok bool) {
	if base < h.floor {
		return nil, false
	}
	start := len(h.edits)
	for start > 0 && h.edits[start-1].seq > base {
		start--
	}
	for _, p := range h.edits[start:] {
		if p.id == id && p.field == field {
			if *left -= len(e) + len(p.edit); *left < 0 {
				return nil, false
			}
			e = text.Transform(e, p.edit, text.Right)
		}
	}
	return e, true
}
