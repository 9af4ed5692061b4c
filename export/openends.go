package export

import (
	"slices"
	"strings"

	"feltboard/boards"
)

// notHeard is what is missing where no customer has spoken in a zone, by its title in lower case.
var notHeard = map[string]string{
	"says": "what they say", "say": "what they say", "thinks": "what they think", "does": "what they do", "do": "what they do",
	"feels": "what they feel", "see": "what they see", "hear": "what they hear", "think & feel": "what they think and feel",
	"pains": "what hurts", "gains": "what they hope for",
}

// open tells what nobody has answered yet.
func (m *minutes) open() {
	b := m.board
	headed := false
	ask := func(name string, all []line) {
		if len(all) > 0 && !headed {
			m.section("Open questions")
			headed = true
		}
		if len(all) > 0 {
			m.head(name)
			m.list(all)
		}
	}
	ask("Asked, and not answered", m.kind("question"))
	acted := map[string]bool{}
	for _, a := range b.living("action") {
		for _, id := range a.Strs("insights") {
			acted[id] = true
		}
	}
	var might, bare, missing, later []line
	for _, r := range b.living("insight") {
		if s := r.Str("status"); acted[r.ID] || s == "declined" || s == "answered" {
			continue
		}
		for _, h := range b.hmw[r.ID] {
			if text := clean(h.Str("text")); text != "" {
				might = append(might, said("How might we … "+text))
			}
		}
		if statement, s := clean(r.Str("statement")), r.Str("status"); statement != "" && (s == "draft" || s == "accepted") {
			bare = append(bare, said("“"+statement+"”"))
		}
	}
	for _, r := range b.living("hmw") { // of no insight, or of one that is gone
		if i := b.get("insight", r.Str("insight")); (i == nil || i.Deleted) && clean(r.Str("text")) != "" {
			might = append(might, said("How might we … "+clean(r.Str("text"))))
		}
	}
	ask("How might we, without an action", might)
	ask("Insights without an action", bare)
	for _, it := range m.items {
		switch {
		case it.Closed() || it.Status == "parked":
		case it.Owner == nil:
			missing = append(missing, said("Nobody owns it: "+it.Title))
		case it.Due == "":
			missing = append(missing, said("It has no date: "+it.Title))
		}
	}
	ask("Actions without an owner or a date", missing)
	ask("Not heard yet", b.gaps())
	ask("Assumptions to check", m.kind("assumption"))
	for _, r := range b.living("topic") {
		if state := r.Str("state"); (state == "proposed" || state == "later") && clean(r.Str("title")) != "" {
			later = append(later, said("“"+clean(r.Str("title"))+"”"))
		}
	}
	ask("For another time", later)
}

// kind tells the notes of a kind, as far as they may leave.
func (m *minutes) kind(kind string) []line {
	if !m.board.rules.SeeAll {
		return nil
	}
	of := slices.DeleteFunc(m.board.living("note"), func(n *boards.Record) bool { return n.Str("kind") != kind || !onMap(n) })
	for _, n := range of {
		m.told[n.ID] = true
	}
	customers, team := m.voices(of)
	return append(customers, team...)
}

// gaps are the zones that customers have said nothing in, while somewhere on the map somebody has written.
func (b *board) gaps() []line {
	if !b.rules.SeeAll {
		return nil
	}
	written, heard := false, map[string]bool{}
	for _, n := range b.living("note") {
		if onMap(n) {
			zone := n.Part("place", "zone")
			written, heard[zone] = true, heard[zone] || boards.IsEvidence(n)
		}
	}
	var out []line
	for _, z := range b.living("zone") {
		if what := notHeard[strings.ToLower(clean(z.Str("title")))]; what != "" && written && !heard[z.ID] {
			out = append(out, said("Nobody has told us "+what+"."))
		}
	}
	return out
}
