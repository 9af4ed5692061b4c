package intake

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

var gfm = goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.TaskList))

// What tells the backlog items and reports that this program writes.
const (
	ourMark   = "<!-- SECTION:DESCRIPTION:BEGIN -->"
	ourReport = "# Session report\n"
)

// markdown makes a row of each bullet and each quotation.
func (b *builder) markdown(source string) {
	source = strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\r", "\n")
	skipped := 0
	if rest, ok := strings.CutPrefix(source, "---\n"); ok {
		if front, body, ok := strings.Cut(rest, "\n---\n"); ok {
			skipped = strings.Count(front, "\n") + 3
			source = body
		}
	}
	ours := strings.Contains(source, ourMark) || strings.HasPrefix(source, ourReport)
	m := &mdReader{b: b, src: []byte(source), skipped: skipped, ours: ours, seen: map[string]bool{}}
	m.take = !m.ours
	if why := intricate(source); why != "" {
		b.read.Problem = why
		return
	}
	m.blocks(gfm.Parser().Parse(text.NewReader(m.src)))
	if m.loose > 0 {
		what := fmt.Sprintf("%d paragraphs are", m.loose)
		if m.loose == 1 {
			what = "1 paragraph is"
		}
		b.read.Notice = what + " neither a bullet nor a quotation, and not brought in. Put “- ” before what is to come in."
	}
	if m.tables > 0 {
		b.read.Notice = strings.TrimSpace(b.read.Notice + " Code and HTML were left where they are.")
	}
	if len(b.read.Rows) == 0 {
		b.read.Problem = "There is no bullet in it. Put “- ” before each note."
	}
}

type mdReader struct {
	b       *builder
	src     []byte
	skipped int  // lines before src
	ours    bool // one of our own exports: only what stands under Evidence and its like are notes
	take    bool
	seen    map[string]bool
	zone    string // of the heading above
	ref     string
	loose   int // paragraphs that are no note
	tables  int
}

func (m *mdReader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			m.heading(m.words(n))
		case *ast.List:
			m.list(n)
		case *ast.Blockquote:
			if m.take {
				m.note(n, m.words(n), "quote")
			}
		case *ast.Paragraph, *ast.TextBlock:
			if m.ours {
				m.label(m.words(n))
			} else if m.take && m.words(n) != "" {
				m.loose++
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			if m.take && !m.ours {
				m.tables++
			}
		}
	}
}

var ourHeading = regexp.MustCompile(`^((Evidence|Counter-evidence|Not evidence)( for (insight [0-9]+|the action itself))?( \(.*\))?|Themes)$`)

// ourLabel begins the paragraphs of a report below which an insight's notes stand, or stand no more.
var ourLabel = regexp.MustCompile(`^(Evidence|Counter-evidence|Not evidence|Contradictions|Insight [0-9]+):`)

func (m *mdReader) label(words string) {
	if found := ourLabel.FindStringSubmatch(words); found != nil {
		m.take = strings.HasSuffix(strings.ToLower(found[1]), "evidence")
	}
}

func (m *mdReader) heading(title string) {
	title = line1(title)
	if ourHeading.MatchString(title) {
		m.take, m.zone, m.ref = true, "", ""
		return
	}
	if m.ours {
		m.take = false
		return
	}
	if z, ok := m.b.zone(title); ok {
		m.zone = z.Title
	} else {
		m.zone, m.ref = "", short(title, maxLine)
	}
}

// list takes each item as a note, and those within it as notes of their own.
func (m *mdReader) list(list *ast.List) {
	if !m.take {
		return
	}
	for item := list.FirstChild(); item != nil && len(m.b.read.Rows) <= MaxRows; item = item.NextSibling() {
		var parts []string
		var within []*ast.List
		kind := ""
		for n := item.FirstChild(); n != nil; n = n.NextSibling() {
			if l, ok := n.(*ast.List); ok {
				within = append(within, l)
				continue
			}
			if _, ok := n.(*ast.Blockquote); ok {
				kind = "quote"
			}
			if words := m.words(n); words != "" {
				parts = append(parts, words)
			}
		}
		if len(parts) > 0 {
			m.note(item, strings.Join(parts, "\n"), kind)
		}
		for _, l := range within {
			m.list(l)
		}
	}
}

// note keeps words, or what they say of themselves where we wrote them.
func (m *mdReader) note(n ast.Node, words, kind string) {
	own, told := ownBullet(words)
	if m.ours && (!told || m.seen[words]) { // a report names a note wherever it counts
		return
	}
	m.seen[words] = true
	r := raw{n: m.lineOf(n), cell: map[string]string{"text": words, "kind": kind, "zone": m.zone, "ref": m.ref}}
	if told {
		if own["zone"] == "" {
			own["zone"] = m.zone
		}
		r.cell = own
		if own["text"] == "" {
			r.problem = stayed
		}
	}
	m.b.add(r)
}

// stayed is said of words that an export names and does not hold.
const stayed = "Its words stayed on the board: whose they are allowed no more than a paraphrase. Ask them."

// zeroWidth is what exports part marks from names with.
const zeroWidth = "\u200b"

// ownBullet reads “P1 · quote · interview · 2026-11-02 · “words” · felt by 3 of 4 customers”, as exports write evidence.
func ownBullet(words string) (map[string]string, bool) {
	words = strings.ReplaceAll(words, zeroWidth, "")
	head, said, quoted := strings.Cut(words, " · “")
	text := ""
	if quoted {
		end := strings.LastIndex(said, "”")
		if end < 0 {
			return nil, false
		}
		if after := said[end+len("”"):]; after != "" && !strings.HasPrefix(after, " · ") {
			return nil, false
		}
		text = said[:end]
	} else {
		var ok bool
		if head, _, ok = strings.Cut(words, " · (paraphrase only"); !ok {
			return nil, false
		}
	}
	parts := strings.Split(head, " · ")
	if len(parts) < 2 || kinds[fold(parts[1])] == "" {
		return nil, false
	}
	cell := map[string]string{"text": text, "kind": fold(parts[1])}
	who, _, _ := strings.Cut(parts[0], ",")
	if pseudonym.MatchString(who) {
		cell["whose"] = who
	}
	for _, p := range parts[2:] {
		if day, said := date(p, 0); day != "" && said == "" {
			cell["date"] = day
		} else if sources[strings.ReplaceAll(p, " ", "-")] != "" {
			cell["source"] = strings.ReplaceAll(p, " ", "-")
		}
	}
	return cell, true
}

var pseudonym = regexp.MustCompile(`^([A-Z][0-9]+|voice [A-Z]+)$`)

// words are a block's, without its marks.
func (m *mdReader) words(n ast.Node) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				if s := string(n.Segment.Value(m.src)); n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
					b.WriteString(s)
				} else {
					b.WriteString(unescaped(s))
				}
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte('\n')
				}
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		case *ast.RawHTML:
			if entering {
				for i := range n.Segments.Len() {
					s := n.Segments.At(i)
					b.Write(s.Value(m.src))
				}
			}
		case *ast.AutoLink:
			if entering {
				b.Write(n.Label(m.src))
			}
		case *ast.Link:
			if !entering && len(n.Destination) > 0 {
				b.WriteString(" (" + string(n.Destination) + ")")
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			if entering {
				b.Write(n.Lines().Value(m.src))
			}
		case *ast.Paragraph, *ast.TextBlock:
			if !entering && n.NextSibling() != nil {
				b.WriteByte('\n')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// lineOf is the number of a block's first line in the file.
func (m *mdReader) lineOf(n ast.Node) int {
	at := -1
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			at = n.Lines().At(0).Start
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	if at < 0 {
		return m.skipped + 1
	}
	return m.skipped + 1 + bytes.Count(m.src[:at], []byte("\n"))
}

// What a text may hold of that which takes a Markdown reader longer the more there is of it.
const (
	mostBrackets = 5000
	mostBullets  = 10 * MaxRows
	mostMarks    = 50 // before a line's words
)

// intricate says why a text would take too long to read, and what to do; "" if it does not.
func intricate(source string) string {
	if strings.Count(source, "[") > mostBrackets {
		return fmt.Sprintf("There are more than %d square brackets in it. Split the file, or take links out, and bring in one part after the other.", mostBrackets)
	}
	bullets, n := 0, 0
	for line := range strings.Lines(source) {
		n++
		words := strings.TrimLeft(line, " \t>-*+0123456789.)")
		marks := line[:len(line)-len(words)]
		if len(marks)-strings.Count(marks, " ") > mostMarks && strings.TrimSpace(words) != "" {
			return fmt.Sprintf("Line %d begins with more than %d marks. Take some out.", n, mostMarks)
		}
		if strings.TrimLeft(marks, " \t>") != "" {
			bullets++
		}
	}
	if bullets > mostBullets {
		return fmt.Sprintf("There are more than %d bullets in it, so nothing was read. Split the file, and bring in one part after the other.", mostBullets)
	}
	return ""
}

// unescaped takes Markdown's escapes and entities back, in one pass as renderers do.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
				i++
			}
		case '&':
			if end := strings.IndexByte(s[i:min(len(s), i+40)], ';'); end > 1 {
				entity := s[i : i+end+1]
				if char := html.UnescapeString(entity); char != entity {
					b.WriteString(char)
					i += end
					continue
				}
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
