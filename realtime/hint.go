package realtime

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"

	"feltboard/boards"
	"feltboard/boards/canon"
	"feltboard/realtime/bus"
	"feltboard/realtime/journal"
)

// What a node tells the others of a board (SPEC §6). The bus keeps strangers out, so a hint is believed once it decodes; and
// news only where they follow from what this node holds.
type (
	// news are entries that were committed, or where the history now ends.
	news struct {
		after   journal.Pos // the place that entries follow
		entries []journal.Entry
		head    journal.Pos // the last entry, there or not
	}
	// people are who is on the board through one node.
	people struct {
		node string
		who  []mover  // who moved since the last tick
		left []string // members who have gone since
		// here are the members with an open connection, sorted; nil: unchanged.
		here []string
		// ask wants the others to say who is there.
		ask bool
	}
	// mover is a member's newest presence.
	mover struct {
		member string
		*presenceFrame
	}
)

// Kinds of hints: the first byte.
const (
	kindNews   = 'n'
	kindPeople = 'p'
)

// maxInline is how many bytes of payload travel with a hint; longer news are read from the journal.
const maxInline = bus.MaxMessage / 2

var errHint = errors.New("malformed hint")

// encode leaves the entries out if they are too long.
func (n *news) encode() []byte {
	size := 0
	for _, e := range n.entries {
		size += len(e.Data) + 32
	}
	b := make([]byte, 0, 64+min(size, maxInline))
	b = appendPos(append(b, kindNews), n.head)
	if size > maxInline {
		return b
	}
	b = appendPos(b, n.after)
	for _, e := range n.entries {
		b = appendPos(b, e.Pos)
		b = binary.AppendUvarint(b, uint64(len(e.Data)))
		b = append(b, e.Data...)
	}
	return b
}

// decodeHint returns *news or *people. The entries' payloads share b.
func decodeHint(b []byte) (any, error) {
	if len(b) == 0 {
		return nil, errHint
	}
	switch b[0] {
	case kindNews:
		return decodeNews(b[1:])
	case kindPeople:
		return decodePeople(b[1:])
	}
	return nil, errHint
}

func decodeNews(b []byte) (*news, error) {
	n := &news{}
	var err error
	if n.head, b, err = takePos(b); err != nil || len(b) == 0 {
		return n, err
	}
	if n.after, b, err = takePos(b); err != nil {
		return nil, err
	}
	for last := n.after; len(b) > 0; {
		e := journal.Entry{}
		if e.Pos, b, err = takePos(b); err != nil {
			return nil, err
		}
		size, k := binary.Uvarint(b)
		if k <= 0 || size > uint64(len(b)-k) || e.Seq != last.Seq+1 {
			return nil, errHint
		}
		e.Data, b = b[k:k+int(size)], b[k+int(size):]
		n.entries, last = append(n.entries, e), e.Pos
	}
	if len(n.entries) > 0 && n.entries[len(n.entries)-1].Pos != n.head {
		return nil, errHint
	}
	return n, nil
}

func appendPos(b []byte, p journal.Pos) []byte {
	b = binary.AppendUvarint(b, uint64(p.Seq))
	var id [16]byte // stays zero for the place before the first entry
	hex.Decode(id[:], []byte(p.ID))
	return append(b, id[:]...)
}

func takePos(b []byte) (p journal.Pos, rest []byte, err error) {
	seq, k := binary.Uvarint(b)
	if k <= 0 || seq > 1<<53 || len(b)-k < 16 {
		return p, nil, errHint
	}
	if p.Seq = int64(seq); p.Seq > 0 {
		p.ID = hex.EncodeToString(b[k : k+16])
	}
	return p, b[k+16:], nil
}

func (p *people) encode() []byte {
	who := make([]any, len(p.who))
	for i, m := range p.who {
		who[i] = m.json()
	}
	v := map[string]any{"node": p.node, "who": who, "left": strs(p.left), "ask": p.ask}
	if p.here != nil {
		v["here"] = strs(p.here)
	}
	b, err := canon.Append([]byte{kindPeople}, v)
	if err != nil {
		panic("realtime: " + err.Error()) // built from checked values only
	}
	return b
}

func decodePeople(b []byte) (*people, error) {
	v, err := canon.Decode(b)
	if err != nil {
		return nil, errHint
	}
	m, _ := v.(map[string]any)
	d := members{m: m}
	p := &people{node: d.str("node"), ask: d.bool("ask"), left: d.ids("left"), here: d.ids("here")}
	for _, one := range d.list("who") {
		fields, _ := one.(map[string]any)
		w := members{m: fields}
		member := w.str("m")
		f, err := w.presence()
		if err != nil || !boards.ValidID(member) {
			return nil, errHint
		}
		p.who = append(p.who, mover{member, f})
	}
	if p.node == "" || d.end() != nil {
		return nil, errHint
	}
	return p, nil
}

// ids takes a sorted list of ids, which is not nil if it is there.
func (d *members) ids(name string) []string {
	if !d.has(name) {
		return nil
	}
	out := []string{}
	for _, v := range d.list(name) {
		id, _ := v.(string)
		d.bad = d.bad || !boards.ValidID(id)
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// json is how a mover stands in presence frames.
func (m mover) json() map[string]any {
	v := map[string]any{"m": m.member}
	if m.at != nil {
		v["zone"], v["x"], v["y"] = m.at.zone, m.at.x, m.at.y
	}
	if m.over != nil {
		v["over"], v["u"], v["v"] = m.over.note, m.over.u, m.over.v
	}
	if m.note != "" { // words that are on no note yet may still go without a name (Invariant 7)
		v["note"] = m.note
		if m.typing {
			v["typing"] = true
		}
		if m.drag {
			v["drag"] = true
		}
	}
	if m.place != "" {
		v["at"] = m.place
		if m.view != nil {
			v["view"] = []any{m.view.x, m.view.y, m.view.w, m.view.h}
		}
	}
	if m.idle {
		v["idle"] = true
	}
	return v
}
