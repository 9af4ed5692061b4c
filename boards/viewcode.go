package boards

import "errors"

// DecodeViewOps reads what EncodeOps made of view ops, for clients written in Go. v was decoded by canon.Decode.
func DecodeViewOps(v any) ([]Op, error) {
	d := reader{what: "view op"}
	var ops []Op
	for _, e := range d.list(v) {
		m := d.object(e)
		o := Op{Kind: OpKind(d.str(m, "op")), ID: d.str(m, "id")}
		switch o.Kind {
		case Put:
			r, err := DecodeViewRecord(m["rec"])
			if err != nil {
				return nil, err
			}
			o.View, o.ID = r, r.ID
		case Set:
			o.F = d.object(m["f"])
		case EditText:
			o.Field, o.Edit = d.str(m, "field"), d.edit(m["edit"])
		case Gone:
		default:
			d.fail("of no known kind")
		}
		ops = append(ops, o)
	}
	return ops, d.err
}

// DecodeViewRecord reads one record of a view.
func DecodeViewRecord(v any) (*ViewRecord, error) {
	d := reader{what: "view record"}
	m := d.object(v)
	r := &ViewRecord{
		ID: d.str(m, "id"), Type: d.str(m, "type"), By: d.str(m, "by"), At: d.int(m, "at"),
		Mine: d.bool(m, "mine"), Deleted: d.bool(m, "del"), As: As(d.str(m, "as")), F: d.object(m["f"]),
	}
	if d.err == nil && r.ID == "" {
		return nil, errors.New("view record: has no id")
	}
	return r, d.err
}
