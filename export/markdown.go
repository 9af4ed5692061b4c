package export

import (
	"fmt"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// markdown writes the item as a Backlog.md file.
func (it *item) markdown() ([]byte, error) {
	front, err := it.front.encode()
	if err != nil {
		return nil, fmt.Errorf("front matter: %w", err)
	}
	var b strings.Builder
	b.WriteString("---\n" + string(front) + "---\n\n## Description\n\n<!-- SECTION:DESCRIPTION:BEGIN -->\n")
	b.WriteString(strings.Join(it.description(), "\n\n"))
	b.WriteString("\n<!-- SECTION:DESCRIPTION:END -->\n")
	if len(it.criteria) > 0 {
		b.WriteString("\n## Acceptance Criteria\n<!-- AC:BEGIN -->\n")
		for i, c := range it.criteria {
			box := " "
			if c.done {
				box = "x"
			}
			fmt.Fprintf(&b, "- [%s] #%d %s\n", box, i+1, c.text)
		}
		b.WriteString("<!-- AC:END -->\n")
	}
	if it.duty != "" {
		b.WriteString("\n## Definition of Done\n<!-- DOD:BEGIN -->\n- [ ] #1 " + it.duty + "\n<!-- DOD:END -->\n")
	}
	return []byte(b.String()), nil
}

// description returns the blocks of the description.
func (it *item) description() []string {
	var blocks []string
	add := func(block string) {
		if block != "" {
			blocks = append(blocks, block)
		}
	}
	for i, s := range it.insights {
		title := "Insight"
		if len(it.insights) > 1 {
			title += " " + itoa(i+1)
		}
		if !s.blurred {
			title += " (confidence: " + levels[s.weight.level()] + ")"
		}
		line := "**" + title + ".** " + stop(s.statement)
		if s.link != "" {
			line += " [On the board](" + s.link + ")"
		}
		add(line)
		if s.need != "" {
			add("**Need.** " + s.need)
		}
	}
	add(it.story)
	add(strings.Join(it.standing, " "))
	for i, s := range it.insights {
		if s.hidden {
			continue
		}
		of := ""
		if len(it.insights) > 1 {
			of = " for insight " + itoa(i+1)
		}
		add("### Evidence" + of + " (" + s.weight.String() + ")")
		if s.weight.notes == 0 {
			add("No customer has said or done this yet: it is an assumption.")
		}
		add(bullets(s.evidence))
		if len(s.counterEvidence) > 0 {
			add("### Counter-evidence" + of)
			add(bullets(s.counterEvidence))
		}
		if len(s.others) > 0 {
			add("### Not evidence" + of)
			add("Assumptions and other notes, which count for nothing above; on the board their edges are dashed.")
			add(bullets(s.others))
		}
	}
	if left := it.left.list(); len(left) > 0 {
		add("### Left out")
		var lines []string
		for _, l := range left {
			lines = append(lines, l.Sentence)
		}
		add(bullets(lines))
	}
	return blocks
}

func bullets(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return "- " + strings.Join(lines, "\n- ")
}
