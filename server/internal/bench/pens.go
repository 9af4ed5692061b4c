package bench

import (
	"encoding/json"
	"fmt"
	"time"
)

// rawPen makes what a client of Feltboard would see of a text edit, for a raw server to pass on.
type rawPen struct {
	writer int
	note   string
	rest   rest
}

func (p rawPen) edit(b []byte, at time.Duration, _ int64) []byte {
	b = append(b, `{"t":"chg","ops":[[{"op":"text","id":"`...)
	b = append(b, p.note...)
	b = fmt.Appendf(b, `","field":"text","edit":[%d,"`, -wordsLen)
	b = appendWords(b, wordsLen, p.writer, at)
	return append(b, `"]}]]}`...)
}

func (p rawPen) rests() rest { return p.rest }

// feltPen edits one note of a customer's again and again: its text, which goes one edit at a time (realtime/SPEC.md R-12),
// or, where edits are many, where it comes from, a field that is as long.
type feltPen struct {
	writer             int
	client, note, zone string
	many               bool
	n                  int64
	last               time.Duration // of the newest mark: the same one again would be no change
}

func (p *feltPen) edit(b []byte, at time.Duration, base int64) []byte {
	p.n++
	at = max(at, p.last+1)
	p.last = at
	b = append(b, `{"t":"mutate","c":"`...)
	b = append(b, p.client...)
	b = fmt.Appendf(b, `","n":%d,"base":%d,"ops":[`, p.n, base)
	switch {
	case p.n == 1:
		b = append(b, encode(putNote(p.note, p.zone, string(appendWords(nil, wordsLen, p.writer, at))))...)
	case p.many:
		b = append(b, `{"op":"set","id":"`...)
		b = append(b, p.note...)
		b = append(b, `","f":{"source":{"type":"other","date":"","ref":"`...)
		b = appendWords(b, fieldLen, p.writer, at)
		b = append(b, `"}}}`...)
	default:
		b = append(b, `{"op":"text","id":"`...)
		b = append(b, p.note...)
		b = fmt.Appendf(b, `","field":"text","edit":[%d,"`, -wordsLen)
		b = appendWords(b, wordsLen, p.writer, at)
		b = append(b, `"]}`...)
	}
	return append(b, `]}`...)
}

func (p *feltPen) rests() rest {
	if p.many {
		return restNone
	}
	return restAck
}

func putNote(id, zone, text string) any {
	return map[string]any{"op": "put", "rec": map[string]any{
		"id": id, "type": "note", "f": map[string]any{"text": text, "place": map[string]string{"zone": zone, "order": "a0"}},
	}}
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("bench: " + err.Error()) // plain values only
	}
	return b
}
