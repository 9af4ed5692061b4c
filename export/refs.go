package export

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What trackers link by themselves: keys as in ABC-12, and what looks like a commit.
var (
	issueKey = regexp.MustCompile(`\b([A-Z][A-Z0-9]*-)(\d)`)
	commit   = regexp.MustCompile(`\b[0-9a-f]{7,40}\b`)
)

// apart parts the keys and commits in a line, so that they link nothing (E-19).
func apart(s string) string {
	s = issueKey.ReplaceAllString(s, "${1}"+zeroWidth+"${2}")
	return commit.ReplaceAllStringFunc(s, func(w string) string {
		if !strings.ContainsAny(w, "0123456789") || !strings.ContainsAny(w, "abcdef") {
			return w
		}
		return w[:3] + zeroWidth + w[3:]
	})
}

// part puts a zero-width space behind each of the marks that something follows.
func part(s, marks string) string {
	var b strings.Builder
	for i, r := range s {
		b.WriteRune(r)
		if strings.ContainsRune(marks, r) {
			if next, size := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); size > 0 && !unicode.IsSpace(next) && string(next) != zeroWidth {
				b.WriteString(zeroWidth)
			}
		}
	}
	return b.String()
}

// inert makes plain text of a clean line that mentions and links nothing.
func inert(s string) string { return apart(unlink(part(s, "@#!"))) }

// unlink parts addresses.
func unlink(s string) string {
	s = strings.ReplaceAll(s, "://", ":"+zeroWidth+"//")
	return address.ReplaceAllString(s, "${1}"+zeroWidth+"${2}")
}

var epic = regexp.MustCompile(`&(\d)`)

var address = regexp.MustCompile(`(?i)(www|mailto|xmpp|javascript|data)([.:])`)

// The dialects of what somebody typed, each for a tool.
func forGitHub(s string) string { return apart(escape(s)) }
func forGitLab(s string) string {
	return epic.ReplaceAllString(part(apart(escape(s)), "$%^~*["), "&"+zeroWidth+"${1}")
}
func forJira(s string) string { return part(inert(s), "[{|*_+^~?") }
func forHTML(s string) string { return inert(s) }
