package boards

import "feltboard/boards/text"

// maxHistory is how many text edits a board remembers for rebasing late ones over. A client whose base is older is
// told stale_base and rebases by itself.
const maxHistory = 4096

// history is the newest text edits of a board, in commit order. It is not part of the state: a board loaded from a
// snapshot starts with none, and no living client has a base older than that.
type history struct {
	floor int64 // edits up to this seq are forgotten
	edits []pastEdit
}

type pastEdit struct {
	seq       int64
	id, field string
	edit      text.Edit
}

func (h *history) add(seq int64, id, field string, e text.Edit) {
	if len(h.edits) >= 2*maxHistory {
		h.floor = h.edits[maxHistory-1].seq
		h.edits = append([]pastEdit(nil), h.edits[maxHistory:]...)
	}
	h.edits = append(h.edits, pastEdit{seq, id, field, e})
}

// drop forgets the edits of an entry that was taken back.
func (h *history) drop(seq int64) {
	for len(h.edits) > 0 && h.edits[len(h.edits)-1].seq >= seq {
		h.edits = h.edits[:len(h.edits)-1]
	}
}

// rebase returns e, made on the text as it was at base, as it must read now. One committed edit at a time: transforming
// over their composition diverges (boards/text).
func (h *history) rebase(e text.Edit, base int64, id, field string) text.Edit {
	start := len(h.edits)
	for start > 0 && h.edits[start-1].seq > base {
		start--
	}
	for _, p := range h.edits[start:] {
		if p.id == id && p.field == field {
			e = text.Transform(e, p.edit, text.Right)
		}
	}
	return e
}
