package boards

import (
	"bytes"
	"encoding/json"
)

// TemplateFormat is the first member of a template's file. The file is JSON: what is left out is empty, none or no. Members
// are those of Template, ZoneTemplate, PhaseTemplate and Ask in snake case, less ID and Front, which a workspace gives; a
// phase's timeout is "silent" where it has no chime, and its rules and ask have all of their parts.
const TemplateFormat = "feltboard.template/1"

// Limits of a template's file; those of its texts and lists are the fields' own (Schema).
const (
	MaxTemplateBytes  = 64 << 10
	MaxTemplateZones  = 80
	MaxTemplatePhases = 40
)

// FormatTemplate returns a template as a file: the same bytes for the same template, and ParseTemplate's inverse but for ID
// and Front.
func FormatTemplate(t Template) []byte {
	m := map[string]any{"format": TemplateFormat, "title": t.Title}
	putStr(m, "use_when", t.UseWhen)
	putStr(m, "credit", t.Credit)
	putStr(m, "level", t.Level)
	putStr(m, "output", t.Output)
	putInt(m, "minutes", int64(t.Minutes))
	putInt(m, "least", int64(t.Least))
	putBool(m, "context", t.Context)
	putBool(m, "team_only", t.TeamOnly)
	putList(m, "ground", anys(t.Ground))
	var zones, phases []any
	for _, z := range t.Zones {
		zones = append(zones, z.encode())
	}
	for _, p := range t.Phases {
		phases = append(phases, p.encode())
	}
	putList(m, "zones", zones)
	putList(m, "phases", phases)
	var out bytes.Buffer
	if err := json.Indent(&out, mustCanon(m), "", "  "); err != nil {
		panic("boards: " + err.Error()) // canonical JSON is JSON
	}
	out.WriteByte('\n')
	return out.Bytes()
}

func (z ZoneTemplate) encode() map[string]any {
	m := map[string]any{"title": z.Title}
	putStr(m, "key", z.Key)
	putStr(m, "prompt", z.Prompt)
	putStr(m, "area", z.Area)
	putStr(m, "kind", z.Kind)
	putStr(m, "column", z.Column)
	putBool(m, "inferred", z.Inferred)
	return m
}

func (p PhaseTemplate) encode() map[string]any {
	m := map[string]any{"title": p.Title, "rules": p.Rules}
	putStr(m, "prompt", p.Prompt)
	putStr(m, "first", p.First)
	putStr(m, "exit", p.Exit)
	putStr(m, "output", p.Output)
	putInt(m, "minutes", int64(p.Minutes))
	putList(m, "listen", anys(p.Listen))
	putList(m, "comment", anys(p.Comment))
	putList(m, "zones", anys(p.Zones))
	putList(m, "questions", anys(p.Questions))
	if p.Silent {
		m["timeout"] = "silent"
	}
	if p.Ask != nil {
		m["ask"] = p.Ask.value()
	}
	return m
}

func putBool(m map[string]any, k string, v bool) {
	if v {
		m[k] = true
	}
}

func putList(m map[string]any, k string, v []any) {
	if len(v) > 0 {
		m[k] = v
	}
}
