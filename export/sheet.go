package export

import (
	"strings"
	"unicode"
)

// sheet is a table in the making, whose first row is its header.
type sheet struct {
	raw bool
	out strings.Builder
}

// row writes cells by RFC 4180 (E-20).
func (s *sheet) row(cells ...string) {
	for i, c := range cells {
		if i > 0 {
			s.out.WriteByte(',')
		}
		if !s.raw && runs(c) {
			c = "'" + c
		}
		if strings.ContainsAny(c, "\",;\r\n\t") || c != strings.TrimSpace(c) {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		s.out.WriteString(c)
	}
	s.out.WriteString("\r\n")
}

func (s *sheet) file(name string) []File {
	return []File{{Name: name, Data: []byte(s.out.String())}}
}

// runs says whether a spreadsheet could take a cell for a formula, whatever it strips from the front first.
func runs(cell string) bool {
	if strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") || strings.HasPrefix(cell, "\n") {
		return true
	}
	rest := strings.TrimLeftFunc(cell, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || strings.ContainsRune("\"'“”„‘’`", r)
	})
	return strings.IndexAny(rest, "=+-@") == 0 || strings.HasPrefix(rest, "＝") || strings.HasPrefix(rest, "＋") ||
		strings.HasPrefix(rest, "－") || strings.HasPrefix(rest, "＠") || strings.HasPrefix(rest, "−")
}
