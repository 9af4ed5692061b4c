// Package canon is the one way to write a value as JSON, so that equal values
// are equal bytes in Go and in TypeScript (web/src/model/canon.ts), and digests
// of state can be compared between them.
//
// Values are a part of JSON that both languages hold without loss: nil, bool,
// int64 within ±(2^53-1), string, []any and map[string]any. Text is valid
// Unicode without U+0000; object keys are ASCII, as the order of other strings
// differs between bytes and UTF-16; there are no fractions and no -0. Arrays and
// objects nest at most [MaxDepth] deep.
//
// The canonical bytes have no white space, keys in byte order, and strings
// escaped as JavaScript's JSON.stringify escapes them: \b \f \n \r \t \" \\,
// \u00xx in lower case for the other controls, everything else as it is.
//
// [Append] and [Decode] are inverse to each other on canonical bytes. Decode
// also reads JSON that is valid but not canonical (white space, order of keys,
// other escapes); what it refuses, it refuses with one of this package's errors.
package canon

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	// MaxInt is the greatest integer that JavaScript counts exactly; -MaxInt is
	// the smallest.
	MaxInt = 1<<53 - 1
	// MaxDepth is how deep arrays and objects may nest; a scalar has depth 0.
	MaxDepth = 32
	// DigestLen is the length of a digest in characters.
	DigestLen = 32
)

// What Append and Decode refuse with; errors.Is tells them apart.
var (
	ErrType         = errors.New("canon: type has no canonical form")
	ErrSyntax       = errors.New("canon: not JSON")
	ErrTrailing     = errors.New("canon: something follows the value")
	ErrDepth        = errors.New("canon: nested too deep")
	ErrNumber       = errors.New("canon: number is not a plain integer")
	ErrRange        = errors.New("canon: integer outside ±(2^53-1)")
	ErrText         = errors.New("canon: text is not valid Unicode")
	ErrNUL          = errors.New("canon: text holds U+0000")
	ErrKey          = errors.New("canon: object key is not ASCII")
	ErrDuplicateKey = errors.New("canon: object key occurs twice")
)

// Append appends the canonical bytes of v to dst. Besides int64 it takes int.
// On an error the returned slice is nil and dst may have been written to.
func Append(dst []byte, v any) ([]byte, error) { return appendValue(dst, v, 0) }

func appendValue(dst []byte, v any, depth int) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...), nil
	case bool:
		return strconv.AppendBool(dst, v), nil
	case int:
		return appendInt(dst, int64(v))
	case int64:
		return appendInt(dst, v)
	case string:
		return appendString(dst, v)
	case []any:
		if depth == MaxDepth {
			return nil, ErrDepth
		}
		dst = append(dst, '[')
		for i, item := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			var err error
			if dst, err = appendValue(dst, item, depth+1); err != nil {
				return nil, err
			}
		}
		return append(dst, ']'), nil
	case map[string]any:
		if depth == MaxDepth {
			return nil, ErrDepth
		}
		dst = append(dst, '{')
		for i, key := range slices.Sorted(maps.Keys(v)) {
			if i > 0 {
				dst = append(dst, ',')
			}
			if !ascii(key) {
				return nil, fmt.Errorf("%w: %q", ErrKey, key)
			}
			var err error
			if dst, err = appendString(dst, key); err != nil {
				return nil, err
			}
			dst = append(dst, ':')
			if dst, err = appendValue(dst, v[key], depth+1); err != nil {
				return nil, err
			}
		}
		return append(dst, '}'), nil
	default:
		return nil, fmt.Errorf("%w: %T", ErrType, v)
	}
}

func appendInt(dst []byte, n int64) ([]byte, error) {
	if n < -MaxInt || n > MaxInt {
		return nil, fmt.Errorf("%w: %d", ErrRange, n)
	}
	return strconv.AppendInt(dst, n, 10), nil
}

func appendString(dst []byte, s string) ([]byte, error) {
	if strings.IndexByte(s, 0) >= 0 {
		return nil, ErrNUL
	}
	dst, err := jsontext.AppendQuote(dst, s)
	if err != nil {
		return nil, ErrText
	}
	return dst, nil
}

// Decode reads one value: nil, bool, int64, string, []any or map[string]any.
func Decode(b []byte) (any, error) {
	if !utf8.Valid(b) {
		return nil, ErrText
	}
	dec := jsontext.NewDecoder(bytes.NewReader(b))
	v, err := readValue(dec, 0)
	if err != nil {
		return nil, named(err, b)
	}
	if _, err := dec.ReadToken(); err != io.EOF {
		return nil, ErrTrailing
	}
	return v, nil
}

func readValue(dec *jsontext.Decoder, depth int) (any, error) {
	switch dec.PeekKind() {
	case '0':
		raw, err := dec.ReadValue()
		if err != nil {
			return nil, err
		}
		return readInt(string(raw))
	case '[':
		if depth == MaxDepth {
			return nil, ErrDepth
		}
		if _, err := dec.ReadToken(); err != nil {
			return nil, err
		}
		list := []any{}
		for more(dec, ']') {
			item, err := readValue(dec, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, item)
		}
		_, err := dec.ReadToken()
		return list, err
	case '{':
		if depth == MaxDepth {
			return nil, ErrDepth
		}
		if _, err := dec.ReadToken(); err != nil {
			return nil, err
		}
		object := map[string]any{}
		for more(dec, '}') {
			key, err := readString(dec)
			if err != nil {
				return nil, err
			}
			if !ascii(key) {
				return nil, fmt.Errorf("%w: %q", ErrKey, key)
			}
			if object[key], err = readValue(dec, depth+1); err != nil {
				return nil, err
			}
		}
		_, err := dec.ReadToken()
		return object, err
	case '"':
		return readString(dec)
	default:
		tok, err := dec.ReadToken()
		if err != nil {
			return nil, err
		}
		if tok.Kind() == 'n' {
			return nil, nil
		}
		return tok.Bool(), nil
	}
}

// more reports whether another item comes before the closing bracket; on a
// syntax error it is true, and reading the item returns the error.
func more(dec *jsontext.Decoder, closing jsontext.Kind) bool { return dec.PeekKind() != closing }

func readInt(raw string) (any, error) {
	if raw == "-0" || strings.ContainsAny(raw, ".eE") {
		return nil, fmt.Errorf("%w: %s", ErrNumber, raw)
	}
	n, err := strconv.ParseInt(raw, 10, 64)
	if err != nil || n < -MaxInt || n > MaxInt {
		return nil, ErrRange
	}
	return n, nil
}

func readString(dec *jsontext.Decoder) (string, error) {
	tok, err := dec.ReadToken()
	if err != nil {
		return "", err
	}
	if tok.Kind() != '"' {
		return "", ErrSyntax
	}
	s := tok.String()
	if strings.IndexByte(s, 0) >= 0 {
		return "", ErrNUL
	}
	return s, nil
}

// named gives an error of the decoder the name of this package's that fits.
func named(err error, b []byte) error {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		return fmt.Errorf("%w: %w", ErrDuplicateKey, err)
	case errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		lenient := []jsontext.Options{jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true)}
		if jsontext.Value(b).IsValid(lenient...) {
			return fmt.Errorf("%w: lone surrogate: %w", ErrText, err)
		}
		return fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return err
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Digest returns the first [DigestLen] hexadecimal digits, in lower case, of the
// SHA-256 of b.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])[:DigestLen]
}
