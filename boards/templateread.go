package boards

import (
	"fmt"
	"strings"

	"feltboard/boards/canon"
)

// ParseTemplate reads a template's file strictly: members that the format does not know, values that a board would not take
// and names of zones that are not there are refused. The error's Field says where, as in "phases[3].minutes"; neither it nor
// the message repeats what the file holds.
func ParseTemplate(file []byte) (Template, *Error) {
	if len(file) > MaxTemplateBytes {
		return Template{}, refuse(TooLong, "", "A template's file has at most %d KiB.", MaxTemplateBytes>>10)
	}
	v, err := canon.Decode(file)
	if err != nil {
		return Template{}, refuse(BadValue, "", "This is not a template's file: %s.", strings.TrimPrefix(templateFault(err), "canon: "))
	}
	r := &templateReader{}
	t := r.template(v)
	if r.err != nil {
		return Template{}, r.err
	}
	return t, nil
}

// templateFault is what is wrong with a file that cannot be read at all, without what stands in it.
func templateFault(err error) string {
	known := []error{canon.ErrTrailing, canon.ErrDepth, canon.ErrNumber, canon.ErrRange, canon.ErrText, canon.ErrNUL, canon.ErrKey, canon.ErrDuplicateKey}
	for _, k := range known {
		if strings.HasPrefix(err.Error(), k.Error()) {
			return k.Error()
		}
	}
	return canon.ErrSyntax.Error()
}

// templateReader keeps the first thing that is wrong.
type templateReader struct{ err *Error }

func (r *templateReader) fail(path, format string, args ...any) {
	if r.err == nil {
		r.err = refuse(BadValue, path, format, args...)
	}
}

// part reads the members of an object, each with the check of a board's field.
type part struct {
	*templateReader
	path string
	m    map[string]any
}

func (r *templateReader) part(path string, v any, members ...string) part {
	p := part{r, path, nil}
	var ok bool
	if p.m, ok = v.(map[string]any); !ok {
		r.fail(path, "%s must be an object.", cmpOr(path, "The file"))
	}
	known := 0
	for _, name := range members {
		if _, ok := p.m[name]; ok {
			known++
		}
	}
	if known != len(p.m) {
		r.fail(path, "%s has a member that a template does not have; it has %s.", cmpOr(path, "The file"), strings.Join(members, ", "))
	}
	return p
}

func cmpOr(path, other string) string {
	if path == "" {
		return other
	}
	return path
}

func (p part) at(name string) string {
	if p.path == "" {
		return name
	}
	return p.path + "." + name
}

// get returns a member that fits a field, and the field's default where it is left out or does not.
func (p part) get(name string, f Field) any {
	v, ok := p.m[name]
	if !ok {
		return f.Default()
	}
	if err := f.check(v); err != nil {
		if p.err == nil {
			p.err = refuse(err.Code, p.at(name), "%s", err.Message)
		}
		return f.Default()
	}
	return v
}

func (p part) str(name string, f Field) string {
	s, _ := p.get(name, f).(string)
	return s
}

// word is str where leaving a choice out is not the same as its first value.
func (p part) word(name string, f Field) string {
	if _, ok := p.m[name]; !ok {
		return ""
	}
	return p.str(name, f)
}

func (p part) line(name string, most int) string {
	return p.str(name, Field{Name: name, Kind: Line, Max: most})
}

func (p part) title(most int) string {
	s := p.line("title", most)
	if s == "" {
		p.fail(p.at("title"), "title must not be empty.")
	}
	return s
}

func (p part) num(name string, f Field) int {
	if _, ok := p.m[name]; !ok {
		return 0
	}
	n, _ := p.get(name, f).(int64)
	return int(n)
}

func (p part) yes(name string) bool {
	b, _ := p.get(name, Field{Name: name, Kind: Bool}).(bool)
	return b
}

func strsOf[S ~string](v any) []S {
	var out []S
	l, _ := v.([]any)
	for _, e := range l {
		if s, ok := e.(string); ok {
			out = append(out, S(s))
		}
	}
	return out
}

func (r *templateReader) template(v any) Template {
	p := r.part("", v, "format", "title", "minutes", "use_when", "credit", "level", "ground", "least", "context", "output", "team_only", "zones", "phases")
	if p.m["format"] != TemplateFormat {
		p.fail("format", "format must be %q.", TemplateFormat)
	}
	of := func(name string) Field { return *fieldOf("board", name) }
	t := Template{
		Title: p.title(MaxTemplateTitle), Minutes: p.num("minutes", Field{Name: "minutes", Kind: Int, Max: 6000}), UseWhen: p.line("use_when", 280), Credit: p.line("credit", 280),
		Level: p.word("level", of("level")), Ground: strsOf[string](p.get("ground", of("ground"))), Least: p.num("least", of("least")),
		Context: p.yes("context"), Output: p.word("output", of("output")), TeamOnly: p.yes("team_only"),
	}
	for i, z := range p.items("zones", MaxTemplateZones) {
		t.Zones = append(t.Zones, r.zone(fmt.Sprintf("zones[%d]", i), z))
	}
	for i, ph := range p.items("phases", MaxTemplatePhases) {
		t.Phases = append(t.Phases, r.phase(fmt.Sprintf("phases[%d]", i), ph))
	}
	if r.err == nil {
		r.names(t)
	}
	return t
}

// items are the elements of a list that must hold something.
func (p part) items(name string, most int) []any {
	l, ok := p.m[name].([]any)
	switch {
	case !ok || len(l) == 0:
		p.fail(name, "%s must be a list with at least one element.", name)
	case len(l) > most:
		p.fail(name, "At most %d fit into %s.", most, name)
		return nil
	}
	return l
}

func (r *templateReader) zone(path string, v any) ZoneTemplate {
	p := r.part(path, v, "title", "prompt", "area", "key", "inferred", "kind", "column")
	of := func(name string) Field { return *fieldOf("zone", name) }
	return ZoneTemplate{
		Key: p.line("key", maxZoneName), Title: p.title(of("title").Max), Prompt: p.str("prompt", of("prompt")), Area: p.str("area", of("area")),
		Inferred: p.yes("inferred"), Kind: p.word("kind", of("kind")), Column: p.line("column", maxZoneName),
	}
}

// MaxTemplateTitle is how many characters a template's title has at most; maxZoneName is that of a zone's area.
const (
	MaxTemplateTitle = 60
	maxZoneName      = 20
)

func (r *templateReader) phase(path string, v any) PhaseTemplate {
	p := r.part(path, v, "title", "prompt", "minutes", "rules", "listen", "comment", "zones", "ask", "questions", "first", "timeout", "exit", "output")
	of := func(name string) Field { return *fieldOf("phase", name) }
	if _, ok := p.m["rules"]; !ok {
		p.fail(p.at("rules"), "A phase must have rules.")
	}
	rules, _ := p.get("rules", of("rules")).(map[string]any)
	ph := PhaseTemplate{
		Title: p.title(of("title").Max), Prompt: p.str("prompt", of("prompt")), Minutes: p.num("minutes", of("minutes")), Rules: rules,
		Listen: strsOf[Role](p.get("listen", of("listen"))), Comment: strsOf[Role](p.get("comment", of("comment"))),
		Zones:     strsOf[string](p.get("zones", list("zones", MaxTemplateZones, &Field{Kind: Line, Max: maxZoneName}))),
		Questions: strsOf[string](p.get("questions", of("questions"))), First: p.word("first", of("first")),
		Silent: p.word("timeout", of("timeout")) == "silent", Exit: p.str("exit", of("exit")), Output: p.word("output", of("output")),
	}
	if _, ok := p.m["ask"]; ok {
		ask := askOf(&Record{Type: "phase", F: map[string]any{"ask": p.get("ask", of("ask"))}})
		if ask.Kind != "" {
			ph.Ask = &ask
		}
	}
	if (ph.Ask != nil && ph.Ask.Kind == "scale") != (len(ph.Questions) > 0) {
		p.fail(p.at("questions"), "A phase has questions where it asks on a scale, and only there.")
	}
	return ph
}

// names checks that what zones and phases are called by is there, and means one thing.
func (r *templateReader) names(t Template) {
	keys, areas, columns, open := map[string]bool{}, map[string]bool{}, map[string]int{}, false
	for _, z := range t.Zones {
		areas[z.Area] = true
	}
	for i, z := range t.Zones {
		if z.Key != "" && (keys[z.Key] || areas[z.Key]) {
			r.fail(fmt.Sprintf("zones[%d].key", i), "key is taken by another zone.")
		}
		keys[z.Key] = true
		if z.Kind != "column" {
			open = true
			continue
		}
		columns[z.Area]++
		if z.Key != "" {
			columns[z.Key]++
		}
		if z.Column != "" {
			r.fail(fmt.Sprintf("zones[%d].column", i), "A column stands in no other.")
		}
	}
	if !open {
		r.fail("zones", "At least one zone must take notes.")
	}
	for i, z := range t.Zones {
		if z.Column != "" && columns[z.Column] != 1 {
			r.fail(fmt.Sprintf("zones[%d].column", i), "column must name one zone of the kind column.")
		}
	}
	for i, p := range t.Phases {
		for _, name := range p.Zones {
			if name == "" || !keys[name] && !areas[name] {
				r.fail(fmt.Sprintf("phases[%d].zones", i), "zones must name zones of this template, by key or area.")
			}
		}
	}
}
