package export

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"feltboard/boards"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Limits of what is read back.
const (
	MaxBackFiles = 2000
	MaxBackBytes = 512 << 10 // of a file

	maxFront = 64 << 10
)

// ReadBackReason is what the log of an action says where its status came back from a file.
const ReadBackReason = "read back from Backlog.md"

// Seen is what a file says of an action now.
type Seen struct {
	Board, Action string
	Status        string // the tool's; "" for a draft, which says none
	Ticks         []Tick
	File          string
}

// Tick is one acceptance criterion of a file.
type Tick struct {
	Text string
	Done bool
}

// Unknown is a file that says nothing we could take over, and why.
type Unknown struct {
	File string `json:"file"`
	Why  string `json:"why"`
}

// ReadBack reads Backlog.md files. What are no Markdown files it skips; everything else it cannot read strictly is unknown.
func ReadBack(files []File) (seen []Seen, unknown []Unknown) {
	by := map[string]string{}
	for i, f := range files {
		if i >= MaxBackFiles {
			unknown = append(unknown, Unknown{f.Name, fmt.Sprintf("More than %d files; the rest was not read.", MaxBackFiles)})
			break
		}
		if strings.ToLower(path.Ext(f.Name)) != ".md" {
			continue
		}
		s, why := readItem(f)
		if why != "" {
			unknown = append(unknown, Unknown{f.Name, why})
			continue
		}
		if other, twice := by[s.Action]; twice {
			unknown = append(unknown, Unknown{f.Name, "It is about the same action as " + other + "."})
			continue
		}
		by[s.Action] = f.Name
		seen = append(seen, s)
	}
	return seen, unknown
}

var (
	permalink = regexp.MustCompile(`/b/([A-Za-z0-9._~%-]{1,200})#action-([A-Za-z0-9._~%-]{1,200})$`)
	tickLine  = regexp.MustCompile(`^- \[([ xX])\] (?:#\d+ )?(.*)$`)
)

func readItem(f File) (s Seen, why string) {
	s.File = f.Name
	if len(f.Data) > MaxBackBytes {
		return s, fmt.Sprintf("It is larger than %d KiB.", MaxBackBytes>>10)
	}
	if !utf8.Valid(f.Data) {
		return s, "It is not text in UTF-8."
	}
	data := strings.ReplaceAll(string(f.Data), "\r\n", "\n")
	rest, ok := strings.CutPrefix(data, "---\n")
	front, body, closed := strings.Cut(rest, "\n---\n")
	if !ok || !closed {
		return s, "It has no front matter."
	}
	m, why := readFront(front)
	if why != "" {
		return s, why
	}
	if s.Status, _ = m["status"].(string); s.Status == "" {
		return s, "It has no status."
	}
	if s.Status == "Draft" {
		s.Status = ""
	}
	refs, _ := m["references"].([]any)
	for _, r := range refs {
		text, _ := r.(string)
		l := permalink.FindStringSubmatch(text)
		if l == nil {
			continue
		}
		board, err := url.PathUnescape(l[1])
		action, err2 := url.PathUnescape(l[2])
		if err != nil || err2 != nil || s.Action != "" && (s.Board != board || s.Action != action) {
			return s, "It refers to more than one action."
		}
		s.Board, s.Action = board, action
	}
	if s.Action == "" {
		return s, "It refers to no action of a board."
	}
	s.Ticks = ticks(body)
	return s, ""
}

// readFront reads plain YAML: one mapping of scalars and lists. Anchors, aliases, tags and merges, by which a small file can
// become a huge one, are refused.
func readFront(front string) (m map[string]any, why string) {
	const broken = "Its front matter is not plain YAML."
	if len(front) > maxFront {
		return nil, "Its front matter is too long."
	}
	if !shallow(front) {
		return nil, broken
	}
	file, err := parser.ParseBytes([]byte(front), 0)
	if err != nil || len(file.Docs) != 1 {
		return nil, broken
	}
	w := &plainOnly{}
	ast.Walk(w, file.Docs[0])
	if w.odd || w.nodes > 5000 {
		return nil, broken
	}
	if err := yaml.NewDecoder(bytes.NewReader([]byte(front)), yaml.Strict()).Decode(&m); err != nil {
		return nil, broken
	}
	return m, ""
}

// Front matter is no deeper, and has no more lines, than this: what is takes the parser time by the square of it.
const (
	maxDepth      = 8
	maxFrontLines = 1000
)

// shallow says whether nothing in front matter is deep. What stands in quotation marks is text.
func shallow(front string) bool {
	n := 0
	for l := range strings.Lines(front) {
		if n++; n > maxFrontLines {
			return false
		}
		rest := strings.TrimLeft(l, " ")
		indent, dashes := len(l)-len(rest), 0
		for strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "? ") {
			dashes++
			rest = strings.TrimLeft(rest[2:], " ")
		}
		if indent > 200 || dashes > maxDepth {
			return false
		}
	}
	depth, value := 0, true // value: what comes next may begin a text in quotation marks
	for i := 0; i < len(front); i++ {
		switch c := front[i]; {
		case value && (c == '\'' || c == '"'):
			for i++; i < len(front) && front[i] != '\n' && (front[i] != c || c == '\'' && strings.HasPrefix(front[i:], "''")); i++ {
				if c == '"' && front[i] == '\\' || strings.HasPrefix(front[i:], "''") {
					i++
				}
			}
			value = false
		case c == '[' || c == '{':
			depth, value = depth+1, true
		case c == ']' || c == '}':
			depth, value = max(depth-1, 0), false
		case c == ' ' || c == '\t':
		default:
			value = strings.IndexByte(":,-?\n", c) >= 0
		}
		if depth > maxDepth {
			return false
		}
	}
	return true
}

type plainOnly struct {
	odd   bool
	nodes int
}

// Visit implements ast.Visitor.
func (w *plainOnly) Visit(n ast.Node) ast.Visitor {
	w.nodes++
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode, *ast.DirectiveNode:
		w.odd = true
	}
	if w.odd {
		return nil
	}
	return w
}

// ticks reads the boxes between the tool's markers.
func ticks(body string) []Tick {
	_, rest, ok := strings.Cut(body, "\n<!-- AC:BEGIN -->\n")
	list, _, closed := strings.Cut(rest, "<!-- AC:END -->")
	if !ok || !closed {
		return nil
	}
	var out []Tick
	for l := range strings.Lines(list) {
		if m := tickLine.FindStringSubmatch(strings.TrimRight(l, "\n")); m != nil {
			out = append(out, Tick{m[2], m[1] != " "})
		}
	}
	return out
}

// Change is what a file says otherwise than the board.
type Change struct {
	Action string `json:"action"`
	Title  string `json:"title"`
	Field  string `json:"field"` // "status", or "acceptance 2"
	From   string `json:"from"`  // of the board
	To     string `json:"to"`
	File   string `json:"file"`
	Why    string `json:"why,omitempty"` // of a conflict

	criterion int // of the record; -1 is the status
}

// Back is what reading back comes to.
type Back struct {
	Moves     []Change  `json:"moves"`     // what the files alone have changed since the export
	Conflicts []Change  `json:"conflicts"` // what both sides have, or what nobody can tell
	Unknown   []Unknown `json:"unknown"`
}

var boardStatus = map[string]string{"To Do": "committed", "In Progress": "in_progress", "Done": "done", "Declined": "declined", "Parked": "parked"}

// Changes compares what files say with a board (E-24). m is the manifest of the folder that they come from; without it
// nobody knows what the board said then: what it says now counts as that, but no tick is taken back.
func Changes(v boards.View, m Manifest, seen []Seen) Back {
	b := read(v)
	out := Back{Moves: []Change{}, Conflicts: []Change{}, Unknown: []Unknown{}}
	then := map[string]*Written{}
	for i, w := range m.Files {
		if w.Board == b.id && w.For == Backlog && w.Action != "" {
			then[w.Action] = &m.Files[i]
		}
	}
	for _, s := range seen {
		a := b.get("action", s.Action)
		switch {
		case s.Board != b.id:
			out.Unknown = append(out.Unknown, Unknown{s.File, "It belongs to another board."})
		case a == nil:
			out.Unknown = append(out.Unknown, Unknown{s.File, "Its action is not on the board."})
		case a.Deleted:
			out.Unknown = append(out.Unknown, Unknown{s.File, "Its action has been deleted on the board."})
		default:
			out.status(a, s, then[s.Action])
			out.ticks(a, s, then[s.Action])
		}
	}
	return out
}

func (o *Back) status(a *boards.Record, s Seen, then *Written) {
	now := a.Str("status")
	if s.Status == "" || string(backlogStatus[now]) == s.Status {
		return
	}
	if then != nil && strings.HasPrefix(then.Path, string(Draft)+"-") && s.Status == "To Do" {
		return // what the tool says of a draft that was promoted, whatever it stands at
	}
	to, ok := boardStatus[s.Status]
	if !ok {
		o.Unknown = append(o.Unknown, Unknown{s.File, "Its status “" + clip(clean(s.Status)) + "” is none that the board has."})
		return
	}
	c := Change{Action: a.ID, Title: clean(a.Str("title")), Field: "status", From: now, To: to, File: s.File, criterion: -1}
	switch {
	case then == nil || then.Status == now:
		o.Moves = append(o.Moves, c)
	case string(backlogStatus[then.Status]) == s.Status: // only the board has moved on
	default:
		c.Why = "It was " + words(then.Status) + " when it was exported; the board and the file have both changed since."
		o.Conflicts = append(o.Conflicts, c)
	}
}

func (o *Back) ticks(a *boards.Record, s Seen, then *Written) {
	found, n := map[string]int{}, 0
	for i, t := range s.Ticks {
		if _, twice := found[t.Text]; !twice {
			found[t.Text] = i
		}
	}
	missing := 0
	for i, e := range a.List("acceptance") {
		c, ok := criterionOf(e)
		if !ok {
			continue
		}
		n++
		at, ok := found[escape(c.String())]
		if n <= len(s.Ticks) && s.Ticks[n-1].Text == escape(c.String()) { // where two say the same, by place
			at, ok = n-1, true
		}
		if !ok {
			missing++
			continue
		}
		if s.Ticks[at].Done == c.Done {
			continue
		}
		was := !s.Ticks[at].Done
		change := Change{Action: a.ID, Title: clean(a.Str("title")), Field: "acceptance " + itoa(n), From: tickWord(c.Done), To: tickWord(s.Ticks[at].Done), File: s.File, criterion: i}
		switch {
		case then != nil && n <= len(then.Ticks) && then.Ticks[n-1] != was: // the file is as it was; the board has changed
		case then == nil && c.Done, then != nil && n > len(then.Ticks):
			change.Why = "Nobody can tell which side has changed."
			o.Conflicts = append(o.Conflicts, change)
		default:
			o.Moves = append(o.Moves, change)
		}
	}
	if missing > 0 && len(s.Ticks) > 0 {
		o.Unknown = append(o.Unknown, Unknown{s.File, "Of the board's acceptance criteria, " + itoa(missing) + " cannot be found in it."})
	}
}

func tickWord(done bool) string {
	if done {
		return "done"
	}
	return "open"
}

// Ops are what the moves ask of the board that the view is of, by action. Who imports them asks.
func (o Back) Ops(v boards.View) []boards.Op {
	var ops []boards.Op
	at := map[string]int{}
	for _, c := range o.Moves {
		seen := v.Shared[c.Action]
		if seen == nil {
			continue
		}
		a := seen.Record()
		i, ok := at[c.Action]
		if !ok {
			i = len(ops)
			at[c.Action] = i
			ops = append(ops, boards.Op{Kind: boards.Set, ID: c.Action, F: map[string]any{}})
		}
		if c.criterion < 0 {
			ops[i].F["status"], ops[i].F["reason"] = c.To, ReadBackReason
			continue
		}
		list, _ := ops[i].F["acceptance"].([]any)
		if list == nil {
			list = append([]any{}, a.List("acceptance")...)
		}
		if m, ok := list[c.criterion].(map[string]any); ok {
			changed := map[string]any{}
			for k, v := range m {
				changed[k] = v
			}
			changed["done"] = c.To == "done"
			list[c.criterion] = changed
		}
		ops[i].F["acceptance"] = list
	}
	return ops
}
