package bench

import (
	"bytes"
	"strconv"
	"time"
)

// epoch is where marks count from.
var epoch = time.Now()

// wordsLen is how many characters of a note's text are there and exchanged in an edit, fieldLen how many of the field that
// is edited in workload B, which makes frames that are as long.
const (
	wordsLen = 40
	fieldLen = 24
)

const filler = "the queue for early tickets was gone by then"

// mark names a writer and a moment (since the bench began) in an edit's words, so that whoever sees them knows how long
// they took.
func mark(b []byte, writer int, at time.Duration) []byte {
	b = append(b, '@')
	b = strconv.AppendInt(b, int64(writer), 10)
	b = append(b, ':')
	b = strconv.AppendInt(b, int64(at), 10)
	return append(b, ';')
}

// appendWords appends n characters that hold a mark; n is at least 24.
func appendWords(b []byte, n, writer int, at time.Duration) []byte {
	from := len(b)
	b = mark(b, writer, at)
	return append(b, filler[:n-(len(b)-from)]...)
}

// key is a mark that orders records (package order).
func key(b []byte, writer int, at time.Duration) []byte {
	b = append(b, "a0W"...)
	b = strconv.AppendInt(b, int64(writer), 10)
	b = append(b, 'T')
	b = strconv.AppendInt(b, int64(at), 10)
	return append(b, 'Z')
}

// eachMark calls seen for every mark in b.
func eachMark(b []byte, seen func(writer int, at time.Duration)) { each3(b, "@", ':', ';', seen) }

// eachKey is eachMark for keys.
func eachKey(b []byte, seen func(writer int, at time.Duration)) { each3(b, `"a0W`, 'T', 'Z', seen) }

// each3 finds writers and moments between what stands before, between and after them.
func each3(b []byte, before string, between, after byte, seen func(writer int, at time.Duration)) {
	for {
		i := bytes.Index(b, []byte(before))
		if i < 0 {
			return
		}
		b = b[i+len(before):]
		writer, n := digits(b)
		if n == 0 || n >= len(b) || b[n] != between {
			continue
		}
		at, m := digits(b[n+1:])
		if m == 0 || n+1+m >= len(b) || b[n+1+m] != after {
			continue
		}
		seen(int(writer), time.Duration(at))
		b = b[n+m+2:]
	}
}

// digits reads the number that b begins with, of 18 digits at most, and says how many it has.
func digits(b []byte) (value int64, n int) {
	for n < len(b) && n < 18 && b[n] >= '0' && b[n] <= '9' {
		value = 10*value + int64(b[n]-'0')
		n++
	}
	return value, n
}
