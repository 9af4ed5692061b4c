package boards

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed confusables.txt
var confusablesFile string

// prototypes are what characters look like.
var prototypes = func() map[rune]string {
	m := map[rune]string{}
	for line := range strings.Lines(confusablesFile) {
		if line[0] == '#' {
			continue
		}
		to, from, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		for _, r := range from {
			m[r] = to
		}
	}
	return m
}()

// skeleton is the same for texts that look the same (UTS #39).
func skeleton(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if to, ok := prototypes[r]; ok {
			b.WriteString(to)
		} else if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || unicode.Is(unicode.So, r) {
			b.WriteRune(r) // neither blanks nor dots tell one name from another
		}
	}
	return norm.NFD.String(b.String())
}

// looks are what a name is compared by: as it stands, in small letters and in capitals, since some look alike in one of them
// alone.
func looks(name string) []string {
	if name == "" {
		return nil
	}
	small := func(s string) string { return skeleton(strings.ToLower(s)) }
	return []string{small(name), small(skeleton(name)), small(skeleton(strings.ToUpper(name)))}
}

// offices are words by which a name would say what its bearer is.
var offices = func() map[string]bool {
	m := map[string]bool{}
	for _, word := range []string{
		"facilitator", "cofacilitator", "moderator", "host", "admin", "administrator", "owner", "team", "feltboard", "support", "system",
		"moderatorin", "gastgeber", "gastgeberin", "leitung", "facilitador", "facilitadora", "moderador", "moderadora",
		"facilitateur", "facilitatrice", "animateur", "animatrice", "équipe", "equipo",
	} {
		for _, l := range looks(word) {
			m[l] = true
		}
	}
	return m
}()

// claims says whether a name says what its bearer is: that is the board's to say.
func claims(name string) bool {
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) }) {
		for _, l := range looks(word) {
			if offices[l] {
				return true
			}
		}
	}
	return slices.ContainsFunc(looks(name), func(l string) bool { return offices[l] })
}

// alike marks the members whose names look like another's, or say what they are (B-102), where a name has changed.
func (d *draft) alike(e *Entry) {
	changed := false
	for id, r := range d.made {
		was := d.s.records[id]
		changed = changed || r.Type == "member" && (was == nil || was.Str("name") != r.Str("name"))
	}
	if !changed {
		return
	}
	names, bearers := map[string][]string{}, map[string][]string{} // looks of names by member; members by what they go by
	for m := range d.each("member") {
		if m.Deleted {
			continue
		}
		names[m.ID] = looks(m.Str("name"))
		for _, l := range slices.Concat(names[m.ID], looks(m.Str("pseudonym"))) {
			if !slices.Contains(bearers[l], m.ID) {
				bearers[l] = append(bearers[l], m.ID)
			}
		}
	}
	for _, id := range sortedKeys(names) {
		m := d.record(id)
		alike := claims(m.Str("name")) || slices.ContainsFunc(names[id], func(l string) bool { return len(bearers[l]) > 1 })
		if alike != m.Bool("alike") {
			d.then(e, m, map[string]any{"alike": alike})
		}
	}
}
