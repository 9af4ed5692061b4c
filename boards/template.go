package boards

import (
	"cmp"

	"feltboard/boards/order"
)

// Template is what a new board starts with.
type Template struct {
	ID, Title string
	Minutes   int    // a usual length
	UseWhen   string // two lines at most: when to take it
	Credit    string // whose method it is; our prompts are our own words
	Zones     []ZoneTemplate
	Phases    []PhaseTemplate
	Front     bool     // offered first
	Level     string   // participation level (IAP2), a value of board.level; "" is none
	Ground    []string // ground rules
	Least     int      // board.least; 0 is 3
	Context   bool     // board.context
	Output    string   // what its session promises: a value of board.output; "" is insights
	TeamOnly  bool     // without customers and viewers
}

// ZoneTemplate is one zone of a template. Area says where it lies: for a layout of four tl, tr, bl, br; for the canvas
// who, need, see, say, do, hear, pains, gains, other; in a grid the row of a cell.
type ZoneTemplate struct {
	Key                 string // tells it apart where Area does not; "" if Area does
	Title, Prompt, Area string
	Inferred            bool   // claims here are inference unless the person says it themselves
	Kind                string // zone.kind; "" is notes
	Column              string // the column a cell stands in, by its Key or Area
}

// PhaseTemplate is one phase of a template.
type PhaseTemplate struct {
	Title, Prompt string
	Minutes       int            // 0: no timer
	Rules         map[string]any // the value of a phase's rules field
	Listen        []Role
	Comment       []Role
	Zones         []string // the zones that are open, each by its Key or all of one Area; empty: all
	Ask           *Ask     // nil: none
	Questions     []string
	First         string // phase.first; "" is any
	Silent        bool   // no chime when the time is up
	Exit          string
	Output        string // phase.output; "" is none
}

// Ask is the question a phase asks (B-57).
type Ask struct {
	Kind   string // dots, scale, curve, place; "" is none
	Of     string // theme, note, insight, action, zone; "" is theme
	Roles  []Role
	Limit  int
	Budget int
	Split  bool
}

// TemplateByID returns a built-in template.
func TemplateByID(id string) (Template, bool) {
	for _, t := range Templates {
		if t.ID == id {
			return t, true
		}
	}
	return Template{}, false
}

// BoardInfo is what whoever starts a board says of it.
type BoardInfo struct {
	ID        string // the board's id; also the id of its board record
	Title     string
	Goal      string
	Lang      string // "" is English
	Persona   string // who is mapped: "first-time buyers"; "" names nobody yet
	Situation string
	Previous  string // the board of the session before; "" is none
	Rehearsal bool   // nothing there counts
	Runs      string // who runs it, as customers would say it
	Use       string // what is written there will be used for
	Anon      bool   // notes are anonymous unless their author says otherwise
	Starts    int64  // milliseconds since 1970 UTC: planned for then; 0: it begins at once
}

// Ops returns the ops that make a new board of a template, for a mutation of the system. newID returns fresh record ids.
func (t Template) Ops(info BoardInfo, newID func() string) []Op {
	put := func(typ, id string, f map[string]any) Op {
		return Op{Kind: Put, ID: id, Rec: &Record{ID: id, Type: typ, F: f}}
	}
	ops := []Op{put("board", info.ID, map[string]any{
		"title": info.Title, "template": t.ID, "goal": info.Goal, "lang": cmp.Or(info.Lang, "en"), "level": cmp.Or(t.Level, "none"),
		"ground": anys(t.Ground), "least": int64(cmp.Or(t.Least, 3)), "context": t.Context, "output": cmp.Or(t.Output, "insights"),
		"previous": info.Previous, "rehearsal": info.Rehearsal, "runs": info.Runs, "use": info.Use, "anon": info.Anon,
	})}
	ids := make([]string, len(t.Zones))
	for i := range ids {
		ids[i] = newID()
	}
	named := func(ref string) (all []string) {
		for i, z := range t.Zones {
			if ref != "" && (z.Key == ref || z.Area == ref) {
				all = append(all, ids[i])
			}
		}
		return all
	}
	for _, cells := range []bool{false, true} { // what a cell names is there before it
		for i, z := range t.Zones {
			if (z.Column != "") != cells {
				continue
			}
			f := map[string]any{
				"title": z.Title, "prompt": z.Prompt, "area": z.Area, "inferred": z.Inferred, "kind": cmp.Or(z.Kind, "notes"), "order": nth(i, len(t.Zones)),
			}
			if column := named(z.Column); len(column) > 0 {
				f["column"] = column[0]
			}
			ops = append(ops, put("zone", ids[i], f))
		}
	}
	first := ""
	for i, p := range t.Phases {
		id, zones := newID(), []string{}
		for _, ref := range p.Zones {
			zones = append(zones, named(ref)...)
		}
		if i == 0 {
			first = id
		}
		f := p.fields()
		f["zones"], f["order"] = anys(zones), nth(i, len(t.Phases))
		ops = append(ops, put("phase", id, f))
	}
	session := map[string]any{"phase": first}
	if info.Starts > 0 {
		session["state"], session["starts"] = "planned", info.Starts
	}
	return append(ops,
		put("session", newID(), session),
		put("persona", newID(), map[string]any{"name": info.Persona, "situation": info.Situation}))
}

// fields are those of a phase's record that do not depend on the others of its board.
func (p PhaseTemplate) fields() map[string]any {
	f := map[string]any{
		"title": p.Title, "prompt": p.Prompt, "minutes": int64(p.Minutes), "rules": p.Rules, "listen": anys(p.Listen), "comment": anys(p.Comment),
		"questions": anys(p.Questions), "first": cmp.Or(p.First, "any"), "timeout": "chime", "exit": p.Exit, "output": cmp.Or(p.Output, "none"),
	}
	if p.Silent {
		f["timeout"] = "silent"
	}
	if p.Ask != nil {
		f["ask"] = p.Ask.value()
	}
	return f
}

// value is a question as the value of a phase's ask field.
func (a Ask) value() map[string]any {
	return map[string]any{
		"kind": cmp.Or(a.Kind, "none"), "of": cmp.Or(a.Of, "theme"), "roles": anys(a.Roles), "limit": int64(a.Limit), "budget": int64(a.Budget), "split": a.Split,
	}
}

func anys[S ~string](list []S) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

func nth(i, n int) string {
	keys, err := order.N("", "", n)
	if err != nil {
		panic("boards: " + err.Error())
	}
	return keys[i]
}
