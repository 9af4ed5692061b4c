package export

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"pgregory.net/rapid"
)

var reader = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))

// rendered is what a reader sees of a line of Markdown behind words of ours, in a bullet; ok is false if it is anything
// but plain text.
func rendered(t testing.TB, line string) (text string, ok bool) {
	t.Helper()
	var b bytes.Buffer
	if err := reader.Convert([]byte("- P1 · "+line+" ·\n"), &b); err != nil {
		t.Fatal(err)
	}
	s, before := strings.CutPrefix(b.String(), "<ul>\n<li>P1 · ")
	s, after := strings.CutSuffix(s, " ·</li>\n</ul>\n")
	return html.UnescapeString(s), before && after && !strings.ContainsAny(s, "<>")
}

var mention = regexp.MustCompile(`[@#!][\p{L}\p{N}_"]`)

// checkEscape is the law of E-14: a reader sees what was typed, and only that.
func checkEscape(t testing.TB, s string) {
	t.Helper()
	text, ok := rendered(t, escape(clean(s)))
	if want := clean(s); !ok || strings.ReplaceAll(text, zeroWidth, "") != want {
		t.Fatalf("E-14: %q\n escaped %q\nrendered %q\n   want %q", s, escape(clean(s)), text, want)
	}
	if m := mention.FindString(escape(clean(s))); m != "" {
		t.Fatalf("E-14: %q of %q mentions or refers to something", m, escape(clean(s)))
	}
	if strings.Contains(escape(clean(s)), "<") {
		t.Fatalf("E-14: a marker could stand in %q", escape(clean(s)))
	}
}

// E-15: joiners and variation selectors stay where they do something, and hide no text.
func TestCleanLeavesNoTextInHiding(t *testing.T) {
	for _, same := range []string{"👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥 done", "1\ufe0f\u20e3", "نمی\u200cخواهم", "क्\u200dष", "葛\U000e0100城", "ᠠ\u180b"} {
		if got := clean(same); got != same {
			t.Errorf("%+q became %+q", same, got)
		}
	}
	var secret strings.Builder
	for _, c := range []byte("run this") {
		secret.WriteRune(0xe0100 + rune(c))
		secret.WriteRune(0xfe00 + rune(c&15))
	}
	for s, want := range map[string]string{"a" + secret.String() + "b": "ab", "❤" + secret.String(): "❤\ufe0e", "a\u200d\u200c\u200d\u200d": "a", "é\u200d\u200c\u200d": "é\u200d"} {
		if got := clean(s); got != want {
			t.Errorf("%+q became %+q", s, got)
		}
	}
}

// checkClean is E-15.
func checkClean(t testing.TB, s string) {
	t.Helper()
	c := clean(s)
	if clean(c) != c || !utf8.ValidString(c) || strings.TrimSpace(c) != c {
		t.Fatalf("E-15: %q cleaned is %q", s, c)
	}
	for _, r := range c {
		if unicode.IsControl(r) || r != ' ' && unicode.IsSpace(r) || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069 ||
			r == 0x200E || r == 0x200F || r == 0x061C || r == 0xFEFF || r == 0x200B || 0xE0000 <= r && r <= 0xE007F {
			t.Fatalf("E-15: %U is left of %q", r, s)
		}
	}
}

// hostile are the words a reader may not be moved by; also the seeds of the fuzz targets.
var hostile = []string{
	"# Heading", "## Acceptance Criteria", "---", "===", "```sh", "~~~", "> quote", "- [x] #1 done", "* item", "+ item", "1. one", "1) one",
	"/close", "/assign @me", "    code", "\tcode", "| a | b |", "|---|---|", ": definition", "[^1]: note", "[^1]", "[a]: https://evil.example",
	"[link](https://evil.example)", "![image](https://evil.example/x.png)", "![a][b]", "<https://evil.example>", "https://evil.example/a_b",
	"HTTP://EVIL.example", "www.evil.example", "WWW.evil.example", "ftp://evil.example", "mailto:a@evil.example", "xmpp:a@evil.example", "me@evil.example",
	"<script>alert(1)</script>", "<b>bold</b>", "<!-- SECTION:DESCRIPTION:END -->", "<!-- AC:BEGIN -->", "<!--", "-->", "]]>", "<![CDATA[x]]>", "<?php",
	"&lt;b&gt;", "&amp;lt;", "&#60;b&#62;", "&#x3c;", "AT&T", "a & b", "&copy", "&copy;", `\# \* \<`, `\`, `ends in \`, "`code`", "``", "*a* **b** _c_ __d__ ~~e~~",
	"snake_case_name", "5*3*2", "@everyone", "@anna please", "＠anna", "see #12", "!34", "owner/repo#5", "$x$", "{{ 7*7 }}", "%milestone", "line\nline", "line\r\n# line",
	"a\u2028# b", "a\u0085b", "nul\x00byte", "esc\x1b[31mred", "\ufeffbom", "abc\u202egnp.exe", "\u2066isolate\u2069", "\u200emark\u200f", "zero\u200bwidth",
	"tag \U000E0068\U000E0069", "👩‍👩‍👧 ❤️ 🏳️‍🌈", "می\u200cخواهم", "שלום עולם", "\xff\xfe bad utf-8", "\ufffe", "  spaces  ", "", "\u0301combining", "“quoted”", "it's", `"`, "e\u0301",
	"<", ">", "a <b c", "x < y > z", "&", "&;", "&#;", "http:", "://", "www", "mailto:", "@", "#", "!", "[", "]", "(", ")", "\\\\[a](b)", "\\`a`", "*", "_", "**", "~", "|", "![", "!\\[a](b)",
}

func TestEscapeHostile(t *testing.T) {
	for _, s := range hostile {
		checkEscape(t, s)
		checkClean(t, s)
	}
}

func TestEscapeKeepsPlainWords(t *testing.T) {
	for _, s := range []string{
		"I paid 5 € - twice! (really?)", "seats in the basket", "AT&T and R&D", "3.5 + 2 = 5.5", "C#", "mail me @ home", "\"so\" it's", "größer; ¿qué?", "50 % {off}",
	} {
		if got := escape(clean(s)); got != s {
			t.Errorf("E-14: %q became %q: a person reads these files", s, got)
		}
	}
}

func TestEscapeLaws(t *testing.T) {
	pieces := rapid.OneOf(rapid.SampledFrom(hostile), rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("\\`*_[]()<>!&#;:/@.|~-+=\"' ahw1\n")), 0, 12, -1))
	rapid.Check(t, func(r *rapid.T) {
		s := strings.Join(rapid.SliceOfN(pieces, 1, 4).Draw(r, "pieces"), "")
		checkClean(t, s)
		checkEscape(t, s)
	})
}

func FuzzEscape(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkClean(t, s)
		checkEscape(t, s)
	})
}
