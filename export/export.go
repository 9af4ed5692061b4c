package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"feltboard/boards"
)

// ErrNoAction says that Options.Actions names no action of the view, or a deleted one.
var ErrNoAction = errors.New("there is no such action on the board")

// ErrTooMany says that a tool does not take as many items at once.
var ErrTooMany = errors.New("too many items for this tool")

// Format is whom an export is for.
type Format string

// The formats. The zero value is Backlog.
const (
	Backlog  Format = "backlog"
	GitHub   Format = "github"
	GitLab   Format = "gitlab"
	Jira     Format = "jira"
	Linear   Format = "linear"
	Azure    Format = "azure"
	Gitea    Format = "gitea"
	Obsidian Format = "obsidian"
	CSV      Format = "csv"
	JSON     Format = "json"
	Report   Format = "report"
)

// formats renders items; what is not in it is no format.
var formats = map[Format]func(edition) ([]File, error){
	Backlog: backlog, GitHub: github, GitLab: gitlab, Jira: jira, Linear: linear, Azure: azure, Gitea: gitea, Obsidian: obsidian,
	CSV: table, JSON: asJSON, Report: report,
}

// telling are the formats that say what became of every action. The others hold work to be done (E-1).
var telling = []Format{CSV, JSON, Report}

// edition is what a format writes. One that tells more than the items do says in left what it leaves out of that.
type edition struct {
	Options
	board *board
	items []Item
	left  tally
}

// Form is what an action becomes in Backlog.md.
type Form string

// The forms. The zero value is Draft.
const (
	Draft Form = "draft" // gets its id when somebody promotes it
	Task  Form = "task"
)

// Options say what to export, and how. The zero value exports every action as a Backlog.md draft, without permalinks. The
// slices narrow each other down.
type Options struct {
	Format  Format
	BaseURL string   // of this server, "https://host" with or without a path; "" writes no permalinks
	Actions []string // ids; none is all
	Theme   string   // of the insights or notes that an action rests on; "" is all
	Persona string   // of the insights; "" is all
	Since   int64    // leaves out what has not changed after, in milliseconds since 1970 UTC, by Edited; 0 is all
	Edited  map[string]int64

	As       Form   // of Backlog; "" is Draft
	Start    int    // the number of the first task; 0 or less makes numbers of the actions' ids (E-11). Drafts ignore it
	ItemType string // of Azure: the work item type; "" is "Issue", which the Basic process has
	Raw      bool   // of CSV: no apostrophe before what a spreadsheet would run; for machines only (E-20)
}

// sliced says whether the options leave actions out.
func (o Options) sliced() bool {
	return len(o.Actions) > 0 || o.Theme != "" || o.Persona != "" || o.Since != 0
}

// File is one file of an export.
type File struct {
	Name   string // without a folder; safe on every file system (E-12)
	Data   []byte
	Action string // the one action it holds; "" if it holds several
}

// Bundle is an export: its files and items, in the order the board has its actions, and what they leave out, in the order
// of Reasons. All may be empty.
type Bundle struct {
	Board   string // its id
	Format  Format
	Sliced  bool // not every action was asked for
	Items   []Item
	Files   []File
	LeftOut []LeftOut

	one bool // one action was asked for
}

// Single is the export's only file, if it always has just one: the one action that was asked for, or a format that holds
// all in a file. Everything else is a zip.
func (b Bundle) Single() (File, bool) {
	if len(b.Files) != 1 || !b.one && b.Files[0].Action != "" {
		return File{}, false
	}
	return b.Files[0], true
}

// Items returns the actions of a view as they leave, with their insights and evidence, declined ones too. v is what an outside reader may
// see; its own part is not read. Fails with ErrNoAction, or if the options make no sense.
func Items(v boards.View, o Options) ([]Item, []LeftOut, error) {
	o, err := o.check()
	if err != nil {
		return nil, nil, err
	}
	items, left, err := read(v).items(o, false)
	return items, left.list(), err
}

// Render makes the files of an export. Its errors are those of Items.
func Render(v boards.View, o Options) (Bundle, error) {
	o, err := o.check()
	if err != nil {
		return Bundle{}, err
	}
	b := read(v)
	items, left, err := b.items(o, len(o.Actions) == 0 && !slices.Contains(telling, o.Format))
	if err != nil {
		return Bundle{}, err
	}
	out := Bundle{Board: b.id, Format: o.Format, Sliced: o.sliced(), Items: items, one: len(o.Actions) == 1}
	if out.Files, err = formats[o.Format](edition{o, b, items, left}); err != nil {
		return Bundle{}, err
	}
	out.LeftOut = left.list()
	return out, nil
}

func (o Options) check() (Options, error) {
	if o.Format == "" {
		o.Format = Backlog
	}
	if formats[o.Format] == nil {
		return o, fmt.Errorf("there is no format %q", o.Format)
	}
	if o.As == "" {
		o.As = Draft
	}
	if o.As != Draft && o.As != Task {
		return o, fmt.Errorf("export as %q: it is %q or %q", o.As, Draft, Task)
	}
	if o.BaseURL != "" {
		u, err := url.Parse(o.BaseURL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
			return o, fmt.Errorf("base URL %q: it looks like https://host", o.BaseURL)
		}
		o.BaseURL = strings.TrimRight(u.String(), "/")
	}
	return o, nil
}

// items leaves declined actions out where only work is wanted.
func (b *board) items(o Options, work bool) ([]Item, tally, error) {
	actions := slices.Clone(b.of("action"))
	numbers := numbersOf(actions, o)
	slices.SortFunc(actions, byOrder)
	items, left, asked := []Item{}, tally{}, map[string]bool{}
	for _, id := range o.Actions {
		asked[id] = true
	}
	for _, a := range actions {
		if a.Deleted || len(o.Actions) > 0 && !asked[a.ID] {
			continue
		}
		delete(asked, a.ID)
		if !b.wanted(a, o) {
			continue
		}
		if work && a.Str("status") == "declined" {
			left.note(Declined, a.ID, "action")
			continue
		}
		it := b.item(a, numbers[a.ID], o)
		items = append(items, it)
		left.add(it.left)
	}
	if len(asked) > 0 {
		return nil, nil, ErrNoAction
	}
	return items, left, nil
}

// wanted says whether an action is in the slice of a theme, a persona and what has changed.
func (b *board) wanted(a *boards.Record, o Options) bool {
	theme, persona, changed := o.Theme == "", o.Persona == "", o.Since == 0 || o.Edited[a.ID] > o.Since
	notes := a.Strs("notes")
	for _, id := range a.Strs("insights") {
		r := b.get("insight", id)
		if r == nil || r.Deleted {
			continue
		}
		theme = theme || slices.Contains(r.Strs("themes"), o.Theme)
		persona = persona || slices.Contains(r.Strs("personas"), o.Persona)
		changed = changed || o.Edited[id] > o.Since
		notes = append(append(notes, r.Strs("evidence")...), r.Strs("counter")...)
		for _, h := range b.hmw[id] {
			changed = changed || o.Edited[h.ID] > o.Since
		}
	}
	for _, id := range notes {
		if n := b.get("note", id); n != nil {
			theme = theme || !n.Deleted && n.Str("theme") == o.Theme
			changed = changed || o.Edited[id] > o.Since
		}
	}
	return theme && persona && changed
}

// byOrder sorts as the board shows: by order key, those without one last, then by id.
func byOrder(a, b *boards.Record) int {
	ka, kb := a.Str("order"), b.Str("order")
	if (ka == "") != (kb == "") {
		return strings.Compare(kb, ka)
	}
	return cmp.Or(strings.Compare(ka, kb), strings.Compare(a.ID, b.ID))
}

var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Zip returns the files as a zip archive, without folders (E-18).
func (b Bundle) Zip() ([]byte, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	files := slices.SortedFunc(slices.Values(b.Files), func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range files {
		fw, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store, Modified: zipTime})
		if err != nil {
			return nil, fmt.Errorf("zip %s: %w", f.Name, err)
		}
		if _, err := fw.Write(f.Data); err != nil {
			return nil, fmt.Errorf("zip %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("zip: %w", err)
	}
	return buf.Bytes(), nil
}
