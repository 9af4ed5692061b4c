package boards

import "maps"

// Record is one thing on a board. Records are values: nobody changes one once it stands in a State; a change replaces it.
type Record struct {
	ID, Type string
	F        map[string]any // fields by name, defaults left out (B-3); read through Get and its kin
	By       string         // the member who made it; "" where the system or nobody in particular did
	At       int64          // when, in milliseconds since 1970 UTC; 0 if By is hidden for ever
	EditedBy string         // who changed it last
	EditedAt int64
	Owner    string // of an anonymous note: its author's key (OwnerKey); never leaves the server
	Deleted  bool   // a tombstone: restorable, and still takes what was typed into it meanwhile
	Erased   bool   // its words are gone, for good; nobody changes it any more
	As       As     // of a tombstone
}

// Get returns a field's value, its default where nobody has set it, and nil for a field the schema does not know.
func (r *Record) Get(name string) any {
	if v, ok := r.F[name]; ok {
		return v
	}
	if f := fieldOf(r.Type, name); f != nil {
		return f.Default()
	}
	return nil
}

// Str returns a string field, "" if it is none.
func (r *Record) Str(name string) string {
	s, _ := r.Get(name).(string)
	return s
}

// Bool returns a truth field, false if it is none.
func (r *Record) Bool(name string) bool {
	b, _ := r.Get(name).(bool)
	return b
}

// Int returns a number field; ok is false if it is null or none.
func (r *Record) Int(name string) (n int64, ok bool) {
	n, ok = r.Get(name).(int64)
	return n, ok
}

// num is Int where null and none count as 0.
func (r *Record) num(name string) int64 {
	n, _ := r.Int(name)
	return n
}

// Strs returns a field that is a list of strings.
func (r *Record) Strs(name string) []string {
	l, _ := r.Get(name).([]any)
	out := make([]string, 0, len(l))
	for _, e := range l {
		if s, ok := e.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// List returns a list field's elements, not to be changed.
func (r *Record) List(name string) []any {
	l, _ := r.Get(name).([]any)
	return l
}

// Part returns a string member of an object field, as in Part("place", "zone").
func (r *Record) Part(name, member string) string {
	o, _ := r.Get(name).(map[string]any)
	s, _ := o[member].(string)
	return s
}

// with returns a copy whose field is v, left out if that is its default.
func (r *Record) with(name string, v any) *Record {
	c := *r
	c.F = maps.Clone(r.F)
	if c.F == nil {
		c.F = map[string]any{}
	}
	c.F[name] = v
	if f := fieldOf(r.Type, name); f != nil && equal(v, f.Default()) {
		delete(c.F, name)
	}
	return &c
}

// size is about how many bytes the record takes, encoded.
func (r *Record) size() int { return 200 + sizeOfValue(r.F) }

func sizeOfValue(v any) int {
	switch v := v.(type) {
	case string:
		return 2 + len(v)
	case []any:
		n := 2
		for _, e := range v {
			n += 1 + sizeOfValue(e)
		}
		return n
	case map[string]any:
		n := 2
		for k, e := range v {
			n += 4 + len(k) + sizeOfValue(e)
		}
		return n
	}
	return 4
}

var schemaIndex = func() map[string]map[string]*Field {
	types := make(map[string]map[string]*Field, len(Schema))
	for i := range Schema {
		fields := make(map[string]*Field, len(Schema[i].Fields))
		for j := range Schema[i].Fields {
			fields[Schema[i].Fields[j].Name] = &Schema[i].Fields[j]
		}
		types[Schema[i].Name] = fields
	}
	return types
}()

func fieldOf(typ, name string) *Field { return schemaIndex[typ][name] }

func typeOf(name string) *Type {
	for i := range Schema {
		if Schema[i].Name == name {
			return &Schema[i]
		}
	}
	return nil
}
