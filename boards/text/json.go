package text

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	// MaxComponents is how many components the wire form of one edit may have.
	MaxComponents = 10_000
	// MaxLen bounds, in code points, what one edit on the wire may retain and
	// delete in all.
	MaxLen = math.MaxInt32
)

// ErrFormat says that bytes are not the wire form of an edit.
var ErrFormat = errors.New("text: not an edit")

// Parse reads the wire form and returns it canonical: arrays that are merely
// not canonical are accepted. It refuses with [ErrFormat] numbers that are not
// integers (1.0, 1e3 and -0 among them), retains and deletes of more than
// [MaxLen] in all, more than [MaxComponents] components, U+0000, invalid UTF-8,
// escapes of lone surrogates, and anything after the array.
func Parse(b []byte) (Edit, error) {
	dec := jsontext.NewDecoder(bytes.NewReader(b))
	if tok, err := dec.ReadToken(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	} else if tok.Kind() != '[' {
		return nil, fmt.Errorf("%w: want an array", ErrFormat)
	}
	var e Edit
	length := 0
	for i := 0; dec.PeekKind() != ']'; i++ {
		if i == MaxComponents {
			return nil, fmt.Errorf("%w: more than %d components", ErrFormat, MaxComponents)
		}
		c, err := readComponent(dec)
		if err != nil {
			return nil, fmt.Errorf("%w: component %d: %w", ErrFormat, i, err)
		}
		if length += abs(c.N); length > MaxLen {
			return nil, fmt.Errorf("%w: component %d: reaches over %d code points", ErrFormat, i, MaxLen)
		}
		e = e.push(c)
	}
	if _, err := dec.ReadToken(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if _, err := dec.ReadToken(); err != io.EOF {
		return nil, fmt.Errorf("%w: something follows the array", ErrFormat)
	}
	return e.trim(), nil
}

func readComponent(dec *jsontext.Decoder) (Component, error) {
	switch dec.PeekKind() {
	case '0':
		v, err := dec.ReadValue()
		if err != nil {
			return Component{}, err
		}
		n, err := strconv.ParseInt(string(v), 10, 32)
		if err != nil || string(v) == "-0" || n < -MaxLen {
			return Component{}, errors.New("want an integer of at most 31 bits")
		}
		return Component{N: int(n)}, nil
	case '"':
		tok, err := dec.ReadToken()
		if err != nil {
			return Component{}, err
		}
		s := tok.String()
		if strings.IndexByte(s, 0) >= 0 {
			return Component{}, errors.New("holds U+0000")
		}
		return Component{Insert: s}, nil
	default:
		if _, err := dec.ReadValue(); err != nil {
			return Component{}, err
		}
		return Component{}, errors.New("want an integer or a string")
	}
}

// UnmarshalJSON is [Parse] into e.
func (e *Edit) UnmarshalJSON(b []byte) error {
	parsed, err := Parse(b)
	if err != nil {
		return err
	}
	*e = parsed
	return nil
}

// MarshalJSON returns the wire form, without white space and with strings
// escaped as JavaScript's JSON.stringify does. It refuses text that is not
// valid UTF-8.
func (e Edit) MarshalJSON() ([]byte, error) { return e.AppendJSON(nil) }

// AppendJSON appends what MarshalJSON returns to dst.
func (e Edit) AppendJSON(dst []byte) ([]byte, error) {
	dst = append(dst, '[')
	for i, c := range e {
		if i > 0 {
			dst = append(dst, ',')
		}
		if c.Insert == "" {
			dst = strconv.AppendInt(dst, int64(c.N), 10)
			continue
		}
		var err error
		if dst, err = jsontext.AppendQuote(dst, c.Insert); err != nil {
			return nil, fmt.Errorf("text: insert: %w", err)
		}
	}
	return append(dst, ']'), nil
}

// String returns the wire form, for logs and failing tests.
func (e Edit) String() string {
	b, err := e.MarshalJSON()
	if err != nil {
		return err.Error()
	}
	return string(b)
}
