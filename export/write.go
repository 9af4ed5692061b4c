package export

import (
	"html"
	"strings"
)

// inMarkdown writes blocks as Markdown; escape makes what somebody typed stand for itself. Lines within a block are apart
// from each other, so that no line begins with what somebody typed.
func inMarkdown(blocks []block, escape func(string) string) string {
	var out []string
	for _, b := range blocks {
		var rows []string
		for i, l := range b.lines {
			var s strings.Builder
			switch b.kind {
			case title:
				s.WriteString("# ")
			case section:
				s.WriteString("## ")
			case heading:
				s.WriteString("### ")
			case bullets:
				s.WriteString("- ")
			case boxes:
				s.WriteString(box(b.done[i]))
			}
			for _, p := range l {
				switch p.style {
				case bold:
					s.WriteString("**" + p.text + "**")
				case slanted:
					s.WriteString("*" + p.text + "*")
				case link:
					s.WriteString("[" + p.text + "](" + p.href + ")")
				default:
					s.WriteString(escape(p.text))
				}
			}
			rows = append(rows, s.String())
		}
		out = append(out, strings.Join(rows, "\n"))
	}
	return strings.Join(out, "\n\n")
}

func box(done bool) string {
	if done {
		return "- [x] "
	}
	return "- [ ] "
}

// inPlain writes blocks as text without markup.
func inPlain(blocks []block, escape func(string) string) string {
	var out []string
	for _, b := range blocks {
		var rows []string
		for i, l := range b.lines {
			var s strings.Builder
			switch {
			case b.kind == boxes && b.done[i]:
				s.WriteString("- (done) ")
			case b.kind == bullets || b.kind == boxes:
				s.WriteString("- ")
			}
			for _, p := range l {
				switch p.style {
				case link:
					s.WriteString(p.text + ": " + p.href)
				case plain:
					s.WriteString(escape(p.text))
				default:
					s.WriteString(p.text)
				}
			}
			if b.kind == heading {
				s.WriteString(":")
			}
			rows = append(rows, s.String())
		}
		out = append(out, strings.Join(rows, "\n"))
	}
	return strings.Join(out, "\n\n")
}

// inHTML writes blocks as HTML on one line.
func inHTML(blocks []block, escape func(string) string) string {
	var s strings.Builder
	for _, b := range blocks {
		open, end := "<p>", "</p>"
		switch b.kind {
		case heading:
			open, end = "<h3>", "</h3>"
		case bullets, boxes:
			open, end = "<li>", "</li>"
			s.WriteString("<ul>")
		}
		for i, l := range b.lines {
			s.WriteString(open)
			if b.kind == boxes && b.done[i] {
				s.WriteString("☑ ")
			} else if b.kind == boxes {
				s.WriteString("☐ ")
			}
			for _, p := range l {
				text := html.EscapeString(p.text)
				switch p.style {
				case bold:
					s.WriteString("<b>" + text + "</b>")
				case slanted:
					s.WriteString("<i>" + text + "</i>")
				case link:
					s.WriteString(`<a href="` + html.EscapeString(p.href) + `">` + text + "</a>")
				default:
					s.WriteString(html.EscapeString(escape(p.text)))
				}
			}
			s.WriteString(end)
		}
		if b.kind == bullets || b.kind == boxes {
			s.WriteString("</ul>")
		}
	}
	return s.String()
}

// fit shortens the longest lists of a text that a tool would refuse for its length, and says so.
func fit(blocks []block, most int, write func([]block) string) string {
	text := write(blocks)
	cut := 0
	for len(text) > most {
		longest, size := -1, 0
		for i, b := range blocks {
			if b.kind == bullets && len(b.lines) > 0 && len(write(blocks[i:i+1])) > size {
				longest, size = i, len(write(blocks[i:i+1]))
			}
		}
		if longest < 0 {
			return write(shorter(blocks, most/(2*len(blocks)+1)))
		}
		next := append([]block{}, blocks...)
		lines := next[longest].lines
		keep := len(lines) / 2
		cut += len(lines) - keep
		next[longest].lines = lines[:keep]
		blocks = next
		text = write(append(next[:len(next):len(next)], block{lines: []line{said("Too long for this tool: " + count(cut, "line") + " more can be read on the board.")}}))
	}
	return text
}

// shorter cuts every line to a size.
func shorter(blocks []block, most int) []block {
	var out []block
	for _, b := range blocks {
		var lines []line
		for _, l := range b.lines {
			var cut line
			for _, p := range l {
				if r := []rune(p.text); p.style == plain && len(r) > most/4 {
					p.text = string(r[:most/4]) + "…"
				}
				cut = append(cut, p)
			}
			lines = append(lines, cut)
		}
		out = append(out, block{b.kind, lines, b.done})
	}
	return out
}
