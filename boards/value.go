package boards

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"feltboard/boards/order"
)

// A value is nil, bool, int64, string, []any or map[string]any (package canon). Values are never changed once they
// stand in a record: a change makes a new one.

// Default is the value of a field that nobody has set. Records leave such fields out (B-3), so defaults never change.
func (f Field) Default() any {
	switch f.Kind {
	case Text, Line, ID, Date, Order:
		return ""
	case Enum:
		return f.Enum[0]
	case Bool:
		return false
	case Int:
		if f.Null {
			return nil
		}
		return int64(max(f.Min, 0))
	case List:
		return []any{}
	case Object:
		o := make(map[string]any, len(f.Fields))
		for _, m := range f.Fields {
			o[m.Name] = m.Default()
		}
		return o
	}
	panic("boards: field without a kind: " + f.Name)
}

var idPattern = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// ValidID says whether id is a random UUID (v4) in lower case, the form of every record and client id.
func ValidID(id string) bool { return len(id) == 36 && idPattern.MatchString(id) }

// check says whether v is a value of f; the error names the field.
func (f Field) check(v any) *Error {
	if v == nil && f.Null {
		return nil
	}
	wrong := func(format string, args ...any) *Error {
		return refuse(BadValue, f.Name, format, args...)
	}
	switch f.Kind {
	case Text, Line, ID, Date, Order, Enum:
		s, ok := v.(string)
		if !ok {
			return wrong("%s must be text.", f.Name)
		}
		return f.checkString(s)
	case Bool:
		if _, ok := v.(bool); !ok {
			return wrong("%s must be true or false.", f.Name)
		}
	case Int:
		n, ok := v.(int64)
		if !ok || n < int64(f.Min) || n > int64(f.Max) {
			return wrong("%s must be a whole number from %d to %d.", f.Name, f.Min, f.Max)
		}
	case List:
		l, ok := v.([]any)
		if !ok {
			return wrong("%s must be a list.", f.Name)
		}
		if len(l) > f.Max {
			return refuse(TooLong, f.Name, "At most %d fit into %s.", f.Max, f.Name)
		}
		elem := *f.Elem
		elem.Name = f.Name
		for i, e := range l {
			if err := elem.check(e); err != nil {
				return err
			}
			if s, ok := e.(string); ok && slices.Contains(l[:i], any(s)) {
				return wrong("%s names something twice.", f.Name)
			}
		}
	case Object:
		o, ok := v.(map[string]any)
		if !ok || len(o) != len(f.Fields) {
			return wrong("%s must have all of its parts and no other.", f.Name)
		}
		for _, m := range f.Fields {
			part, ok := o[m.Name]
			if !ok {
				return wrong("%s lacks %s.", f.Name, m.Name)
			}
			if err := m.check(part); err != nil {
				err.Field = f.Name
				return err
			}
		}
	}
	return nil
}

func (f Field) checkString(s string) *Error {
	switch f.Kind {
	case Text, Line:
		if n := utf8.RuneCountInString(s); n > f.Max {
			return refuse(TooLong, f.Name, "%s has %d characters; at most %d fit.", f.Name, n, f.Max)
		}
		if i := strings.IndexFunc(s, func(r rune) bool { return forbidden(r, f.Kind == Text) }); i >= 0 {
			return refuse(BadValue, f.Name, "%s has a character that cannot be shown.", f.Name)
		}
	case Enum:
		if !slices.Contains(f.Enum, s) {
			return refuse(BadValue, f.Name, "%s must be one of: %s.", f.Name, strings.Join(f.Enum, ", "))
		}
	case ID:
		if s != "" && !ValidID(s) {
			return refuse(BadValue, f.Name, "%s must be the id of a record.", f.Name)
		}
	case Date:
		if s != "" {
			if _, err := time.Parse(time.DateOnly, s); err != nil {
				return refuse(BadValue, f.Name, "%s must be a date like 2026-12-01.", f.Name)
			}
		}
	case Order:
		if s != "" && order.Valid(s) != nil {
			return refuse(BadValue, f.Name, "%s is not an order key.", f.Name)
		}
	}
	return nil
}

// forbidden characters: controls (text keeps line breaks and tabs) and the bidi overrides and isolates that make text
// read otherwise than it is (RELIABILITY S-17).
func forbidden(r rune, multiline bool) bool {
	if multiline && (r == '\n' || r == '\t') {
		return false
	}
	return unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

func equal(a, b any) bool {
	switch a := a.(type) {
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, equal)
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for k, v := range a {
			w, ok := b[k]
			if !ok || !equal(v, w) {
				return false
			}
		}
		return true
	case nil, bool, int64, string:
		switch b.(type) {
		case []any, map[string]any:
			return false
		}
		return a == b
	}
	panic(fmt.Sprintf("boards: %T is no value", a))
}
