package boards

import (
	"errors"
	"fmt"
	"math"

	"feltboard/boards/canon"
	"feltboard/boards/text"
)

// ErrNewer says that an entry or snapshot was written by a later version of Feltboard. The board is then served read-only.
var ErrNewer = errors.New("boards: written by a later version")

// maxComponents bounds the parts of one text edit.
const maxComponents = 10000

// format is the version of entries and snapshots.
const format = 1

// The JSON forms are maps of canonical values (package canon), so that equal things have equal bytes in Go and TypeScript.

func (r *Record) encode() map[string]any {
	m := map[string]any{"id": r.ID, "type": r.Type, "f": orEmpty(r.F)}
	putStr(m, "by", r.By)
	putInt(m, "at", r.At)
	putStr(m, "eby", r.EditedBy)
	putInt(m, "eat", r.EditedAt)
	putStr(m, "own", r.Owner)
	if r.Deleted {
		m["del"] = true
	}
	putStr(m, "as", string(r.As))
	if r.Erased {
		m["erased"] = true
	}
	return m
}

func decodeRecord(v any) (*Record, error) {
	d := reader{what: "record"}
	m := d.object(v)
	r := &Record{
		ID: d.str(m, "id"), Type: d.str(m, "type"), By: d.str(m, "by"), At: d.int(m, "at"),
		EditedBy: d.str(m, "eby"), EditedAt: d.int(m, "eat"), Owner: d.str(m, "own"), Deleted: d.bool(m, "del"), Erased: d.bool(m, "erased"),
		As: As(d.str(m, "as")),
		F:  d.object(m["f"]),
	}
	d.only(m, "id", "type", "by", "at", "eby", "eat", "own", "del", "erased", "as", "f")
	return r, d.err
}

func (o Op) encode() map[string]any {
	m := map[string]any{"op": string(o.Kind)}
	switch {
	case o.Rec != nil:
		m["rec"] = o.Rec.encode()
	case o.View != nil:
		m["rec"] = o.View.encode()
	default:
		m["id"] = o.ID
	}
	switch o.Kind {
	case Set:
		m["f"] = orEmpty(o.F)
		if o.Was != nil {
			m["was"] = o.Was
		}
	case EditText:
		m["field"] = o.Field
		m["edit"] = encodeEdit(o.Edit)
	case Del:
		putStr(m, "as", string(o.As))
	}
	return m
}

func encodeEdit(e text.Edit) []any {
	out := make([]any, len(e))
	for i, c := range e {
		if c.Insert != "" {
			out[i] = c.Insert
		} else {
			out[i] = int64(c.N)
		}
	}
	return out
}

// decodeOp reads an op of a mutation (asked) or an entry (decided). Unknown members are refused; an unknown kind in an
// entry is ErrNewer.
func decodeOp(v any, asked bool) (Op, error) {
	d := reader{what: "op"}
	m := d.object(v)
	o := Op{Kind: OpKind(d.str(m, "op")), ID: d.str(m, "id")}
	switch o.Kind {
	case Put:
		d.only(m, "op", "rec")
		rec := d.object(m["rec"])
		if asked {
			d.only(rec, "id", "type", "f")
		}
		if d.err == nil {
			o.Rec, d.err = decodeRecord(m["rec"])
		}
		if o.Rec != nil {
			o.ID = o.Rec.ID
		}
	case Set:
		o.F = d.object(m["f"])
		if _, ok := m["was"]; ok && asked {
			o.Was = d.object(m["was"])
			d.only(m, "op", "id", "f", "was")
		} else {
			d.only(m, "op", "id", "f")
		}
	case EditText:
		o.Field = d.str(m, "field")
		o.Edit = d.edit(m["edit"])
		d.only(m, "op", "id", "field", "edit")
	case Del:
		o.As = As(d.str(m, "as"))
		d.only(m, "op", "id", "as")
		if asked && o.As != "" && o.As != Undone {
			d.fail("as is nothing to ask for")
		}
	case Res:
		d.only(m, "op", "id")
	case Erase:
		d.only(m, "op", "id")
		if asked && d.err == nil {
			d.err = errors.New("unknown op")
		}
	default:
		if d.err == nil && asked {
			d.err = errors.New("unknown op")
		} else if d.err == nil {
			d.err = fmt.Errorf("op %q: %w", o.Kind, ErrNewer)
		}
	}
	return o, d.err
}

// DecodeOps reads the ops of a mutation frame, decoded by canon.Decode. The error says what is malformed without
// repeating it.
func DecodeOps(v any) ([]Op, error) {
	l, ok := v.([]any)
	if !ok {
		return nil, errors.New("ops must be a list")
	}
	ops := make([]Op, 0, min(len(l), MaxOps+1))
	for _, e := range l {
		o, err := decodeOp(e, true)
		if err != nil {
			return nil, err
		}
		ops = append(ops, o)
		if len(ops) > MaxOps {
			break // Admit refuses it; no need to read on
		}
	}
	return ops, nil
}

// EncodeOps returns ops in the form DecodeOps and views read.
func EncodeOps(ops []Op) []any {
	out := make([]any, len(ops))
	for i, o := range ops {
		out[i] = o.encode()
	}
	return out
}

// Encode returns an entry's payload for the journal.
func (e *Entry) Encode() []byte {
	m := map[string]any{"v": int64(format), "t": e.T, "ops": EncodeOps(e.Ops)}
	putStr(m, "by", e.By)
	putStr(m, "own", e.Owner)
	putStr(m, "c", e.Client)
	putInt(m, "n", e.N)
	if len(e.Refused) > 0 {
		m["refused"] = encodeRefused(e.Refused)
	}
	return mustCanon(m)
}

// DecodeEntry reads an entry's payload; ErrNewer if a later version wrote it.
func DecodeEntry(seq int64, payload []byte) (*Entry, error) {
	v, err := canon.Decode(payload)
	if err != nil {
		return nil, fmt.Errorf("entry %d: %w", seq, err)
	}
	d := reader{what: "entry"}
	m := d.object(v)
	if d.int(m, "v") > format {
		return nil, fmt.Errorf("entry %d: %w", seq, ErrNewer)
	}
	e := &Entry{
		Seq: seq, T: d.int(m, "t"), By: d.str(m, "by"), Owner: d.str(m, "own"),
		Client: d.str(m, "c"), N: d.int(m, "n"), Refused: d.refused(m["refused"]),
	}
	for _, v := range d.list(m["ops"]) {
		o, err := decodeOp(v, false)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", seq, err)
		}
		e.Ops = append(e.Ops, o)
	}
	d.only(m, "v", "t", "by", "own", "c", "n", "refused", "ops")
	if d.err != nil {
		return nil, fmt.Errorf("entry %d: %w", seq, d.err)
	}
	return e, nil
}

func encodeRefused(l []Refusal) []any {
	out := make([]any, len(l))
	for i, r := range l {
		out[i] = []any{r.N, string(r.Code)}
	}
	return out
}

func mustCanon(v any) []byte {
	b, err := canon.Append(nil, v)
	if err != nil {
		panic("boards: " + err.Error()) // only values that were checked get here
	}
	return b
}

func orEmpty(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

func putStr(m map[string]any, k, v string) {
	if v != "" {
		m[k] = v
	}
}

func putInt(m map[string]any, k string, v int64) {
	if v != 0 {
		m[k] = v
	}
}

// reader takes canonical values apart and keeps the first thing that was wrong.
type reader struct {
	what string
	err  error
}

func (d *reader) fail(what string) {
	if d.err == nil {
		d.err = fmt.Errorf("%s: %s", d.what, what)
	}
}

func (d *reader) object(v any) map[string]any {
	m, ok := v.(map[string]any)
	if !ok {
		d.fail("not an object")
	}
	return m
}

func (d *reader) list(v any) []any {
	if v == nil {
		return nil
	}
	l, ok := v.([]any)
	if !ok {
		d.fail("not a list")
	}
	return l
}

func (d *reader) str(m map[string]any, k string) string {
	v, ok := m[k]
	s, isStr := v.(string)
	if ok && !isStr {
		d.fail(k + " is no text")
	}
	return s
}

func (d *reader) int(m map[string]any, k string) int64 {
	v, ok := m[k]
	n, isInt := v.(int64)
	if ok && !isInt {
		d.fail(k + " is no whole number")
	}
	return n
}

func (d *reader) bool(m map[string]any, k string) bool {
	v, ok := m[k]
	b, isBool := v.(bool)
	if ok && !isBool {
		d.fail(k + " is neither true nor false")
	}
	return b
}

func (d *reader) edit(v any) text.Edit {
	l, ok := v.([]any)
	if !ok || len(l) > maxComponents {
		d.fail("malformed edit")
		return nil
	}
	steps := make([]text.Component, 0, len(l))
	for _, c := range l {
		switch c := c.(type) {
		case string:
			steps = append(steps, text.Insert(c))
		case int64:
			if c > math.MaxInt32 || c < -math.MaxInt32 {
				d.fail("malformed edit")
				return nil
			}
			steps = append(steps, text.Component{N: int(c)})
		default:
			d.fail("malformed edit")
			return nil
		}
	}
	return text.New(steps...)
}

func (d *reader) refused(v any) []Refusal {
	var out []Refusal
	for _, e := range d.list(v) {
		pair := d.list(e)
		if len(pair) != 2 {
			d.fail("malformed refusal")
			return nil
		}
		n, ok := pair[0].(int64)
		code, ok2 := pair[1].(string)
		if !ok || !ok2 {
			d.fail("malformed refusal")
			return nil
		}
		out = append(out, Refusal{n, Code(code)})
	}
	return out
}

func (d *reader) only(m map[string]any, names ...string) {
	known := 0
	for _, n := range names {
		if _, ok := m[n]; ok {
			known++
		}
	}
	if known != len(m) {
		d.fail("has an unknown member")
	}
}
