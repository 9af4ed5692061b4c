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

// ErrNoAction says that Options.Action names no action of the view, or a deleted one.
var ErrNoAction = errors.New("there is no such action on the board")

// Form is what an action becomes in Backlog.md.
type Form string

// The forms. The zero value is Draft.
const (
	Draft Form = "draft" // gets its id when somebody promotes it
	Task  Form = "task"
)

// Options say what to export. The zero value exports every action as a draft, without permalinks.
type Options struct {
	BaseURL string // of this server, "https://host" with or without a path; "" writes no permalinks
	Action  string // the id of the one action to export; "" is all
	As      Form   // "" is Draft
	Start   int    // the number of the first task; 0 or less makes numbers of the actions' ids (E-11). Drafts ignore it
}

// File is one file of an export.
type File struct {
	Name string // without a folder; safe on every file system (E-12)
	Data []byte
}

// Bundle is an export: its files, in the order the board has their actions, and what they leave out, in the order of
// Reasons. Both may be empty.
type Bundle struct {
	Files   []File
	LeftOut []LeftOut
}

// Markdown renders the actions of a view as Backlog.md items, one file each, with their insights and evidence. v is what
// an outside reader may see; its own part is not read. Fails with ErrNoAction, or if the options make no sense.
func Markdown(v boards.View, o Options) (Bundle, error) {
	if o.As == "" {
		o.As = Draft
	}
	if o.As != Draft && o.As != Task {
		return Bundle{}, fmt.Errorf("export as %q: it is %q or %q", o.As, Draft, Task)
	}
	if o.BaseURL != "" {
		u, err := url.Parse(o.BaseURL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
			return Bundle{}, fmt.Errorf("base URL %q: it looks like https://host", o.BaseURL)
		}
		o.BaseURL = strings.TrimRight(u.String(), "/")
	}
	b := read(v)
	actions := slices.Clone(b.of("action"))
	numbers := numbersOf(actions, o)
	slices.SortFunc(actions, byOrder)
	var out Bundle
	left := tally{}
	found := false
	for _, a := range actions {
		if a.Deleted || o.Action != "" && a.ID != o.Action {
			continue
		}
		found = true
		it := b.item(a, numbers[a.ID], o)
		data, err := it.markdown()
		if err != nil {
			return Bundle{}, fmt.Errorf("action %s: %w", a.ID, err)
		}
		out.Files = append(out.Files, File{Name: fileName(o.As, it.number, it.title), Data: data})
		left.add(it.left)
	}
	if o.Action != "" && !found {
		return Bundle{}, ErrNoAction
	}
	out.LeftOut = left.list()
	return out, nil
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
