// Package order makes the keys that order records among each other: short ASCII
// strings such that a new one fits between any two, so that moving one record
// never renumbers another.
//
// A key is an integer and a fraction in base 62 (digits 0-9, A-Z, a-z, whose
// byte order is their value). The first byte tells the integer's length: a to z
// for two to 27 bytes at or above zero, Z down to A for two to 27 bytes below
// it. The fraction follows without a zero at its end, so a value has one
// spelling. Keys compare as bytes, in Go, in JavaScript and in SQL alike.
//
// Promises: [Between] is strictly between its arguments, whatever valid keys
// they are; there is always room before the first and after the last; 10,000
// records appended one after another have keys of at most 4 bytes. At worst, with
// every insert right beside the one before, a key grows by a byte with every five
// inserts: about 300 of them reach [RespreadLen], about 600 reach [MaxLen].
//
// Two people who insert at one spot at the same time get the same key. Readers
// sort by key, then by record id; nothing fits between two equal keys, so who
// must insert there takes the next greater neighbour, or gives the neighbours new
// keys.
package order

import (
	"errors"
	"fmt"
	"strings"
)

const (
	// MaxLen is the greatest length of a key in bytes.
	MaxLen = 128
	// RespreadLen is the length in bytes from which on the keys around should be
	// dealt anew with [N]: far below MaxLen, so that nothing is ever refused
	// meanwhile.
	RespreadLen = 64
)

var (
	// ErrKey says that a string is not a key.
	ErrKey = errors.New("order: not a key")
	// ErrOrder says that a is not before b.
	ErrOrder = errors.New("order: keys are not in ascending order")
	// ErrFull says that a key between the two would be longer than MaxLen.
	ErrFull = errors.New("order: no room between the keys; deal new ones")
)

const (
	digits   = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	zero     = "a0"
	smallest = "A00000000000000000000000000" // reserved, so that every key has one before it
)

// Valid reports with [ErrKey] why k is not a key: empty, longer than [MaxLen],
// other bytes than digits, a malformed integer, a fraction that ends in 0, or
// the reserved smallest integer alone.
func Valid(k string) error {
	if len(k) > MaxLen {
		return fmt.Errorf("%w: longer than %d bytes", ErrKey, MaxLen)
	}
	for i := range len(k) {
		if digit(k[i]) < 0 {
			return fmt.Errorf("%w: %q: byte %d is not a digit", ErrKey, k, i)
		}
	}
	n := integerLen(k)
	switch {
	case n == 0:
		return fmt.Errorf("%w: %q: does not begin with a letter", ErrKey, k)
	case len(k) < n:
		return fmt.Errorf("%w: %q: integer is cut short", ErrKey, k)
	case k == smallest:
		return fmt.Errorf("%w: %q: reserved", ErrKey, k)
	case len(k) > n && k[len(k)-1] == '0':
		return fmt.Errorf("%w: %q: fraction ends in 0", ErrKey, k)
	}
	return nil
}

// Between returns a key after a and before b; "" stands for the open end on
// either side. It refuses malformed keys with [ErrKey], a >= b with [ErrOrder]
// and a result longer than [MaxLen] with [ErrFull]. The same arguments give the
// same key, here and in TypeScript.
func Between(a, b string) (string, error) {
	if err := checkEnds(a, b); err != nil {
		return "", err
	}
	k := between(a, b)
	if len(k) > MaxLen {
		return "", ErrFull
	}
	return k, nil
}

// N returns n keys in ascending order between a and b, spread evenly: counted
// on from an open end, otherwise by halving. Errors are those of [Between];
// n <= 0 gives none.
func N(a, b string, n int) ([]string, error) {
	if err := checkEnds(a, b); err != nil {
		return nil, err
	}
	keys := make([]string, max(n, 0))
	spread(keys, a, b)
	for _, k := range keys {
		if len(k) > MaxLen {
			return nil, ErrFull
		}
	}
	return keys, nil
}

func spread(keys []string, a, b string) {
	switch {
	case len(keys) == 0:
	case b == "":
		for i := range keys {
			a = between(a, b)
			keys[i] = a
		}
	case a == "":
		for i := len(keys) - 1; i >= 0; i-- {
			b = between(a, b)
			keys[i] = b
		}
	default:
		mid := len(keys) / 2
		k := between(a, b)
		keys[mid] = k
		spread(keys[:mid], a, k)
		spread(keys[mid+1:], k, b)
	}
}

func checkEnds(a, b string) error {
	for _, k := range []string{a, b} {
		if k == "" {
			continue
		}
		if err := Valid(k); err != nil {
			return err
		}
	}
	if a != "" && b != "" && a >= b {
		return fmt.Errorf("%w: %q, %q", ErrOrder, a, b)
	}
	return nil
}

// between is Between for ends that are known to be good, without a limit.
func between(a, b string) string {
	switch {
	case a == "" && b == "":
		return zero
	case a == "":
		whole, fraction := split(b)
		if whole == smallest {
			return whole + midpoint("", fraction)
		}
		if whole < b {
			return whole
		}
		if whole = decrement(whole); whole == smallest {
			return whole + midpoint("", "")
		}
		return whole
	case b == "":
		whole, fraction := split(a)
		if next := increment(whole); next != "" {
			return next
		}
		return whole + midpoint(fraction, "")
	}
	wholeA, fractionA := split(a)
	wholeB, fractionB := split(b)
	if wholeA == wholeB {
		return wholeA + midpoint(fractionA, fractionB)
	}
	if next := increment(wholeA); next != "" && next < b {
		return next
	}
	return wholeA + midpoint(fractionA, "")
}

// midpoint returns a fraction between fractions a < b without a zero at its
// end; an empty b stands for one.
func midpoint(a, b string) string {
	if b != "" {
		n := 0
		for n < len(b) && digitAt(a, n) == digit(b[n]) {
			n++
		}
		if n > 0 {
			return b[:n] + midpoint(a[min(n, len(a)):], b[n:])
		}
	}
	low, high := digitAt(a, 0), len(digits)
	if b != "" {
		high = digit(b[0])
	}
	if high-low > 1 {
		return digits[(low+high+1)/2 : (low+high+1)/2+1]
	}
	if len(b) > 1 {
		return b[:1]
	}
	return digits[low:low+1] + midpoint(a[min(1, len(a)):], "")
}

// increment returns the next integer, or "" after the greatest.
func increment(whole string) string {
	tail := []byte(whole[1:])
	for i := len(tail) - 1; i >= 0; i-- {
		if d := digit(tail[i]) + 1; d < len(digits) {
			tail[i] = digits[d]
			return whole[:1] + string(tail)
		}
		tail[i] = '0'
	}
	switch head := whole[0]; {
	case head == 'Z':
		return zero
	case head == 'z':
		return ""
	case head > 'a'-1:
		return string(head+1) + string(tail) + "0"
	default:
		return string(head+1) + string(tail[1:])
	}
}

// decrement returns the integer before; whole must not be the smallest.
func decrement(whole string) string {
	tail := []byte(whole[1:])
	for i := len(tail) - 1; i >= 0; i-- {
		if d := digit(tail[i]) - 1; d >= 0 {
			tail[i] = digits[d]
			return whole[:1] + string(tail)
		}
		tail[i] = 'z'
	}
	switch head := whole[0]; {
	case head == 'a':
		return "Zz"
	case head < 'a':
		return string(head-1) + string(tail) + "z"
	default:
		return string(head-1) + string(tail[1:])
	}
}

func split(k string) (whole, fraction string) {
	n := integerLen(k)
	return k[:n], k[n:]
}

// integerLen is the length of the integer that k begins with, its first byte
// included; 0 where k does not begin with a letter.
func integerLen(k string) int {
	if k == "" {
		return 0
	}
	switch c := k[0]; {
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 2
	case 'A' <= c && c <= 'Z':
		return int('Z'-c) + 2
	}
	return 0
}

func digit(c byte) int { return strings.IndexByte(digits, c) }

func digitAt(s string, i int) int {
	if i < len(s) {
		return digit(s[i])
	}
	return 0
}
