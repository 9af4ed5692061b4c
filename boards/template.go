package boards

import (
	"strconv"

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
	Level     string   // participation level (IAP2), a value of board.level
	Ground    []string // ground rules
	Least     int      // board.least; 0 is 3
	Context   bool     // board.context
	Output    string   // what its session promises: a value of board.output; "" is insights
	TeamOnly  bool     // without customers and viewers
}

// ZoneTemplate is one zone of a template. Area says where it lies: for a layout of four tl, tr, bl, br; for the canvas
// who, need, see, say, do, hear, pains, gains, other.
type ZoneTemplate struct {
	Title, Prompt, Area string
	Inferred            bool   // claims here are inference unless the person says it themselves
	Kind                string // zone.kind; "" is notes
	Column              string // Area of the column a cell stands in
}

// PhaseTemplate is one phase of a template.
type PhaseTemplate struct {
	Title, Prompt string
	Minutes       int
	Rules         map[string]any // the value of a phase's rules field
	Listen        []Role
	Comment       []Role
	Zones         []string // Areas of the zones that are open; empty: all
	Ask           *Ask
	Questions     []string
	First         string // phase.first; "" is any
	Silent        bool   // no chime when the time is up
	Exit          string
	Output        string // phase.output; "" is none
}

// Ask is the question a phase asks (B-57).
type Ask struct {
	Kind   string // dots, scale, curve, place; "" is none
	Of     string // theme, note, insight, action, zone
	Roles  []Role
	Limit  int
	Budget int
	Split  bool
}

// Templates lists the built-in templates, the ones offered first in front.
var Templates = []Template{
	{
		ID: "empathy-map", Title: "Empathy map", Minutes: 45,
		UseWhen: "You want to see one kind of customer whole: what they say, think, do and feel.",
		Credit:  "The four quadrants follow the form published by the Nielsen Norman Group.",
		Zones: []ZoneTemplate{
			{Title: "Says", Prompt: "What words did they use? Quote them.", Area: "tl"},
			{Title: "Thinks", Prompt: "What occupies them? What makes us think so?", Area: "tr", Inferred: true},
			{Title: "Does", Prompt: "What did they do, and in which order?", Area: "bl"},
			{Title: "Feels", Prompt: "What did it feel like, and what set it off?", Area: "br", Inferred: true},
		},
		Phases: mapPhases,
	},
	{
		ID: "empathy-map-canvas", Title: "Empathy Map Canvas", Minutes: 60,
		UseWhen: "You have an hour and one person to understand: from their goal, around what they see and hear, into their head.",
		Credit:  "Empathy Map Canvas by Dave Gray, XPLANE, with Alexander Osterwalder (2017). The prompts here are our own.",
		Zones: []ZoneTemplate{
			{Title: "Who", Prompt: "Who are we trying to understand? In what situation, in what role?", Area: "who"},
			{Title: "Need to do", Prompt: "What must they get done or decide, or do differently? How would we see it worked?", Area: "need"},
			{Title: "See", Prompt: "What is in front of them: surroundings, market, what others do, what they read and watch?", Area: "see"},
			{Title: "Say", Prompt: "What have we heard them say? Imagined lines are assumptions.", Area: "say"},
			{Title: "Do", Prompt: "What do they do today? What did we observe?", Area: "do"},
			{Title: "Hear", Prompt: "What do they hear from friends, from colleagues, second-hand?", Area: "hear"},
			{Title: "Pains", Prompt: "What do they fear? What frustrates or worries them?", Area: "pains", Inferred: true},
			{Title: "Gains", Prompt: "What do they want, need and hope for?", Area: "gains", Inferred: true},
			{Title: "Other motives", Prompt: "What else moves them, in thought or feeling?", Area: "other", Inferred: true},
		},
		Phases: mapPhases,
	},
}

var writers = []any{string(Facilitator), string(Team), string(Client)}

var mapPhases = []PhaseTemplate{
	{Title: "Write together", Prompt: "One thought per note. Everybody sees it at once.", Minutes: 10, Rules: phaseRules("all", "named")},
	{Title: "Write privately", Prompt: "One thought per note. Only you can read yours; everybody's notes come back at the reveal.", Minutes: 10, Rules: phaseRules("own", "hidden")},
	{Title: "Reveal and sort", Prompt: "Read in silence. Then move what belongs together.", Minutes: 15, Rules: phaseRules("all", "named")},
}

func phaseRules(see, authors string) map[string]any {
	rules := map[string]any{"write": writers, "edit": "all", "move": writers, "see": see, "authors": authors, "presence": "cursors"}
	if see == "own" {
		rules["edit"], rules["move"], rules["presence"] = "own", []any{}, "none"
	}
	return rules
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
}

// Ops returns the ops that make a new board of a template, for a mutation of the system. newID returns fresh record ids.
func (t Template) Ops(info BoardInfo, newID func() string) []Op {
	put := func(typ, id string, f map[string]any) Op {
		rec := &Record{ID: id, Type: typ, F: f}
		return Op{Kind: Put, ID: id, Rec: rec}
	}
	board := map[string]any{"title": info.Title, "template": t.ID, "goal": info.Goal}
	if info.Lang != "" {
		board["lang"] = info.Lang
	}
	ops := []Op{put("board", info.ID, board)}
	for i, z := range t.Zones {
		ops = append(ops, put("zone", newID(), map[string]any{
			"title": z.Title, "prompt": z.Prompt, "area": z.Area, "inferred": z.Inferred, "order": nth(i, len(t.Zones)),
		}))
	}
	first := ""
	for i, p := range t.Phases {
		id := newID()
		if i == 0 {
			first = id
		}
		ops = append(ops, put("phase", id, map[string]any{
			"title": p.Title, "prompt": p.Prompt, "minutes": int64(p.Minutes), "rules": p.Rules, "order": nth(i, len(t.Phases)),
		}))
	}
	return append(ops,
		put("session", newID(), map[string]any{"phase": first}),
		put("persona", newID(), map[string]any{"name": info.Persona, "situation": info.Situation}))
}

func nth(i, n int) string {
	keys, err := order.N("", "", n)
	if err != nil {
		panic("boards: " + err.Error())
	}
	return keys[i]
}

// Join is what the server does when somebody joins for the first time.
type Join struct {
	Member string // a fresh id
	Name   string // "" until they give one
	Role   Role
}

// JoinOps returns the ops that add a member, for a mutation of the system. The pseudonym is the next of their side. What a
// customer writes stays in this room until they say otherwise; what the team writes may leave it (B-29).
func JoinOps(s *State, j Join) []Op {
	letter, n, consent := "T", 1, "quote"
	if j.Role.Side() == "customer" {
		letter, consent = "P", "room"
	}
	for _, r := range s.types["member"] {
		if r.Str("side") == j.Role.Side() {
			n++
		}
	}
	hue := int64(len(s.records)) * 137 % 360
	return []Op{{Kind: Put, ID: j.Member, Rec: &Record{ID: j.Member, Type: "member", F: map[string]any{
		"name": j.Name, "role": string(j.Role), "side": j.Role.Side(), "pseudonym": letter + strconv.Itoa(n), "hue": hue, "consent": consent,
	}}}}
}
