package intake

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
)

// others are files that are no text, by how they begin.
var others = []struct{ begins, message string }{
	{"PK\x03\x04", "This is a spreadsheet's or a document's own format, not text. Save it as CSV, and bring that in."},
	{"\xd0\xcf\x11\xe0", "This is an older spreadsheet's own format, not text. Save it as CSV, and bring that in."},
	{"%PDF-", "This is a PDF. Copy its text, and paste it."},
	{"{\\rtf", "This is a rich text document. Save it as plain text, and bring that in."},
	{"\x1f\x8b", "This file is compressed. Unpack it, and bring in what is inside."},
	{"\xff\xfe\x00\x00", "This file is in UTF-32. Save it as UTF-8."},
	{"\x00\x00\xfe\xff", "This file is in UTF-32. Save it as UTF-8."},
}

// decode makes text of a file's bytes, and names the encoding.
func decode(data []byte) (text, name string, err error) {
	for _, o := range others {
		if bytes.HasPrefix(data, []byte(o.begins)) {
			return "", "", &Error{o.message}
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		if !utf8.Valid(data) {
			return "", "", refuse("The file says that it is in UTF-8, but is not. Save it as UTF-8 again.")
		}
		return string(data[3:]), "UTF-8", nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return wide(data[2:], utf.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return wide(data[2:], utf.BigEndian)
	}
	if even, odd := zeros(data); even+odd > 0 {
		switch {
		case odd*4 > len(data) && even == 0:
			return wide(data, utf.LittleEndian)
		case even*4 > len(data) && odd == 0:
			return wide(data, utf.BigEndian)
		}
		return "", "", refuse("This file is not text. Save it as CSV, Markdown or JSON, and bring that in.")
	}
	if utf8.Valid(data) {
		return string(data), "UTF-8", nil
	}
	return western(data)
}

// zeros counts the zero bytes at even and odd places.
func zeros(data []byte) (even, odd int) {
	for i, b := range data {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	return even, odd
}

func wide(data []byte, order utf.Endianness) (string, string, error) {
	broken := refuse("The file looks like UTF-16, but is damaged. Save it as UTF-8.")
	if len(data)%2 != 0 {
		return "", "", broken
	}
	text, err := convert(utf.UTF16(order, utf.IgnoreBOM), data)
	if err != nil || strings.ContainsRune(text, unicode.ReplacementChar) {
		return "", "", broken
	}
	return text, "UTF-16", nil
}

// western reads Windows-1252, of which every file could be one: a text in it is mostly ASCII, one in Cyrillic, Greek or
// Chinese is not.
func western(data []byte) (string, string, error) {
	unknown := refuse("The file is not in UTF-8, UTF-16 or Windows-1252. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).")
	high, letters := 0, 0
	for _, b := range data {
		switch {
		case b >= 0x80:
			high++
			letters++
		case b|0x20 >= 'a' && b|0x20 <= 'z':
			letters++
		}
	}
	if high*3 > letters && letters > 6 {
		return "", "", unknown
	}
	text, err := convert(charmap.Windows1252, data)
	if err != nil || strings.ContainsRune(text, unicode.ReplacementChar) {
		return "", "", unknown
	}
	return text, "Windows-1252", nil
}

func convert(e encoding.Encoding, data []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(data)
	return string(out), err
}
