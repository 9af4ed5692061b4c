package realtime

import (
	"maps"
	"slices"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// past is the newest part of a board's history, kept in memory for resumes: which records each entry touched, and for
// whom that was to be seen.
type past struct {
	floor   journal.Pos // the place before entries
	entries []pastEntry // consecutive
	max     int         // entries kept at least, unless they touch very many records
	touches int         // in all entries
}

// maxTouches bounds what large entries take in memory, to a few megabytes.
const maxTouches = 1 << 16

type pastEntry struct {
	id      string
	touched []pastTouch
}

type pastTouch struct {
	record string
	shared boards.Audience // the audiences whose shared part it changed
}

func (p *past) add(e pastEntry) {
	if len(p.entries) >= 2*p.max || p.touches >= 2*maxTouches {
		gone := 0
		for len(p.entries)-gone > p.max || p.touches > maxTouches {
			p.touches -= len(p.entries[gone].touched)
			gone++
		}
		p.floor = journal.Pos{Seq: p.floor.Seq + int64(gone), ID: p.entries[gone-1].id}
		p.entries = append([]pastEntry(nil), p.entries[gone:]...)
	}
	p.entries = append(p.entries, e)
	p.touches += len(e.touched)
}

// cut forgets everything before a place.
func (p *past) cut(pos journal.Pos) { p.floor, p.entries, p.touches = pos, nil, 0 }

// since returns the records touched after a place, sorted: those whose change one audience could see, and all. ok is
// false if the place is not in the history, or too far back.
func (p *past) since(pos journal.Pos, a boards.Audience) (shared, all []string, ok bool) {
	if !p.holds(pos) {
		return nil, nil, false
	}
	i := pos.Seq - p.floor.Seq
	seen, any := map[string]bool{}, map[string]bool{}
	for _, e := range p.entries[i:] {
		for _, t := range e.touched {
			any[t.record] = true
			if t.shared&a != 0 {
				seen[t.record] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen)), slices.Sorted(maps.Keys(any)), true
}

// holds says whether a place is in this part of the history.
func (p *past) holds(pos journal.Pos) bool {
	i := pos.Seq - p.floor.Seq
	switch {
	case i < 0 || i > int64(len(p.entries)):
		return false
	case i == 0:
		return pos.ID == p.floor.ID
	}
	return pos.ID == p.entries[i-1].id
}
