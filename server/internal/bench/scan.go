package bench

import "bytes"

// kindOf returns a frame's type, without a look at the rest where that stands first, as it does in the long ones.
func kindOf(b []byte) string {
	const head = `{"t":"`
	if bytes.HasPrefix(b, []byte(head)) {
		end := max(0, bytes.IndexByte(b[len(head):], '"'))
		switch kind := b[len(head) : len(head)+end]; string(kind) { // without an allocation for those that come often
		case "chg":
			return "chg"
		case "ack":
			return "ack"
		default:
			return string(kind)
		}
	}
	kind, _ := scan(b)
	return kind
}

// scan reads of a server frame no more than the bench needs: its type, and how many changes ("ops") or answers ("a") it
// carries. It is no parser: of what is no object of a frame's form it says "".
func scan(b []byte) (kind string, items int) {
	if len(b) < 2 || b[0] != '{' {
		return "", 0
	}
	for i := 1; i < len(b); {
		end := skipString(b, i)
		if end < 0 || end+1 >= len(b) || b[end] != ':' {
			return "", 0
		}
		key, from, n := b[i+1:end-1], end+1, 0
		if i, n = skipValue(b, from); i < 0 || i >= len(b) {
			return "", 0
		}
		switch string(key) {
		case "t":
			if i-from < 2 {
				return "", 0
			}
			kind = string(b[from+1 : i-1])
		case "ops", "a":
			items = n
		}
		switch b[i] {
		case '}':
			return kind, items
		case ',':
			i++
		default:
			return "", 0
		}
	}
	return "", 0
}

// skipValue returns where the value that begins at i ends, -1 if it does not, and how many elements it has directly.
func skipValue(b []byte, i int) (end, elements int) {
	if i >= len(b) {
		return -1, 0
	}
	switch b[i] {
	case '"':
		return skipString(b, i), 0
	case '[', '{':
	default:
		for i < len(b) && b[i] != ',' && b[i] != '}' && b[i] != ']' {
			i++
		}
		return i, 0
	}
	for depth := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			if i = skipString(b, i); i < 0 {
				return -1, 0
			}
			i--
		case '[', '{':
			if depth++; depth == 1 && i+1 < len(b) && b[i+1] != ']' && b[i+1] != '}' {
				elements = 1
			}
		case ',':
			if depth == 1 {
				elements++
			}
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1, elements
			}
		}
	}
	return -1, 0
}

// skipString returns where the string that begins at i ends, or -1.
func skipString(b []byte, i int) int {
	if i >= len(b) || b[i] != '"' {
		return -1
	}
	for i++; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}
