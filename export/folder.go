package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// ManifestName is the file in which a folder remembers what was written into it.
const ManifestName = ".feltboard.json"

const (
	manifestFormat = "feltboard.folder/1"
	maxManifest    = 4 << 20
	maxFile        = 4 << 20
)

// Manifest is what was written into a folder, by whichever exports (E-22).
type Manifest struct {
	Format string    `json:"format"`
	Files  []Written `json:"files"`
}

// Written is one file as it was written.
type Written struct {
	Path   string `json:"path"`
	Board  string `json:"board"`
	For    Format `json:"for"`
	Action string `json:"action,omitempty"` // "" if it holds several
	SHA256 string `json:"sha256"`
	Status string `json:"status,omitempty"` // of the action then
	Ticks  []bool `json:"ticks,omitempty"`  // of its acceptance criteria
}

// Folder is what an export would do to a folder. Everything is in the order of the export.
type Folder struct {
	Writes    []Write
	Unchanged []string     // there as they would be written
	ByHand    []Difference // left as they are
	Gone      []string     // written once, and not there any more: not written again
	Stale     []string     // of actions that are not on the board any more: left

	before, after Manifest
	wrote         map[string]string // path → SHA-256, of everything that has to be there afterwards
}

// Write is one file to be written.
type Write struct {
	Path     string
	Data     []byte
	Replaces string // the file's name before its action was renamed; "" if it had none

	was string // the SHA-256 of what is there; "" if nothing is
}

// Difference is a file that somebody has changed, and what the export would make of it, line by line.
type Difference struct {
	Path string
	Diff string // unified; "-" is what is there
}

// ReadManifest reads a folder's; an empty one if there is none.
func ReadManifest(dir fs.FS) (Manifest, error) {
	data, err := readFile(dir, ManifestName, maxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{Format: manifestFormat}, nil
	}
	if err != nil {
		return Manifest{}, err
	}
	return ParseManifest(data)
}

// ParseManifest reads a manifest's bytes. A file in it lies in the folder itself, nowhere else.
func ParseManifest(data []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil || m.Format != manifestFormat {
		return Manifest{}, fmt.Errorf("%s is damaged, or of another version: move it away to begin anew", ManifestName)
	}
	for _, f := range m.Files {
		if !fs.ValidPath(f.Path) || strings.ContainsAny(f.Path, `/\`) || f.Path == "." || f.Path == ManifestName {
			return Manifest{}, fmt.Errorf("%s names %q, which is no file of this folder", ManifestName, f.Path)
		}
	}
	return m, nil
}

func readFile(dir fs.FS, name string, most int64) ([]byte, error) {
	info, err := fs.Stat(dir, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, fmt.Errorf("%s is no file of at most %d bytes", name, most)
	}
	return fs.ReadFile(dir, name)
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// Plan says what an export would do to a folder, and does nothing.
func Plan(dir fs.FS, b Bundle) (Folder, error) {
	p := Folder{wrote: map[string]string{}}
	var err error
	if p.before, err = ReadManifest(dir); err != nil {
		return Folder{}, err
	}
	items := map[string]Item{}
	for _, it := range b.Items {
		items[it.Action] = it
	}
	ours := func(w Written) bool { return w.Board == b.Board && w.For == b.Format }
	known, seen := map[string]*Written{}, map[string]bool{}
	for i, w := range p.before.Files {
		if ours(w) {
			known[cmp.Or(w.Action, "file "+w.Path)] = &p.before.Files[i]
		} else {
			p.after.Files = append(p.after.Files, w)
		}
	}
	for _, f := range b.Files {
		key := cmp.Or(f.Action, "file "+f.Name)
		seen[key] = true
		it := items[f.Action]
		now := Written{Path: f.Name, Board: b.Board, For: b.Format, Action: f.Action, SHA256: sum(f.Data), Status: it.Status}
		for _, c := range it.Acceptance {
			now.Ticks = append(now.Ticks, c.Done)
		}
		keep, err := p.file(dir, f, known[key], now)
		if err != nil {
			return Folder{}, err
		}
		if keep != nil {
			p.after.Files = append(p.after.Files, *keep)
		}
	}
	for key, w := range known {
		if seen[key] {
			continue
		}
		p.after.Files = append(p.after.Files, *w)
		if _, err := fs.Stat(dir, w.Path); err == nil && !b.Sliced {
			p.Stale = append(p.Stale, w.Path)
		}
	}
	slices.Sort(p.Stale)
	p.after.Format = manifestFormat
	slices.SortFunc(p.after.Files, func(a, b Written) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Board, b.Board))
	})
	return p, nil
}

// file decides on one file; it returns what the manifest is to say of it.
func (p *Folder) file(dir fs.FS, f File, old *Written, now Written) (*Written, error) {
	where := f.Name
	if old != nil {
		where = old.Path
	}
	there, err := readFile(dir, where, maxFile)
	switch {
	case errors.Is(err, fs.ErrNotExist) && old != nil:
		p.Gone = append(p.Gone, where)
		return old, nil
	case errors.Is(err, fs.ErrNotExist):
		p.write(Write{Path: f.Name, Data: f.Data}, now)
		return &now, nil
	case err != nil:
		return nil, err
	}
	was := sum(there)
	switch {
	case was == now.SHA256 && where == f.Name: // also where somebody has made the same change by hand
		p.Unchanged, p.wrote[f.Name] = append(p.Unchanged, f.Name), now.SHA256
		return &now, nil
	case old == nil || was != old.SHA256:
		p.ByHand = append(p.ByHand, Difference{where, diff(where, string(there), string(f.Data))})
		return old, nil
	case where == f.Name:
		p.write(Write{Path: f.Name, Data: f.Data, was: was}, now)
		return &now, nil
	}
	if other, err := readFile(dir, f.Name, maxFile); err == nil {
		p.ByHand = append(p.ByHand, Difference{f.Name, diff(f.Name, string(other), string(f.Data))})
		return old, nil
	}
	p.write(Write{Path: f.Name, Data: f.Data, Replaces: where, was: was}, now)
	return &now, nil
}

func (p *Folder) write(w Write, now Written) {
	p.Writes = append(p.Writes, w)
	p.wrote[now.Path] = now.SHA256
}

// Write does what was planned, one whole file at a time, and reads it all again (E-23). What somebody has changed since the
// plan is not written over: that is an error, and so is anything that is not there afterwards as it was written.
func (p Folder) Write(root *os.Root) error {
	for _, w := range p.Writes {
		name := cmp.Or(w.Replaces, w.Path)
		there, err := readFile(root.FS(), name, maxFile)
		if w.was == "" && !errors.Is(err, fs.ErrNotExist) || w.was != "" && (err != nil || sum(there) != w.was) {
			return fmt.Errorf("%s has just been changed by somebody: export again", name)
		}
		if err := put(root, w.Path, w.Data); err != nil {
			return err
		}
		if w.Replaces != "" {
			if err := root.Remove(w.Replaces); err != nil {
				return err
			}
		}
	}
	data, err := encode(p.after)
	if err != nil {
		return err
	}
	if now, err := readFile(root.FS(), ManifestName, maxManifest); err != nil || string(now) != string(data) {
		if err := put(root, ManifestName, data); err != nil {
			return err
		}
	}
	return p.verify(root.FS())
}

func (p Folder) verify(dir fs.FS) error {
	found := 0
	var wrong []string
	for name, want := range p.wrote {
		if data, err := readFile(dir, name, maxFile); err == nil && sum(data) == want {
			found++
		} else {
			wrong = append(wrong, name)
		}
	}
	if slices.Sort(wrong); len(wrong) > 0 {
		return fmt.Errorf("of %d files %d are there as they were written; not %s", len(p.wrote), found, strings.Join(wrong, ", "))
	}
	return nil
}

// put writes a file whole or not at all.
func put(root *os.Root, name string, data []byte) error {
	tmp := path.Base("." + name + ".feltboard-new")
	if err := root.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) { // a link, it may be, to what is not ours
		return err
	}
	if err := writeNew(root, tmp, data); err != nil {
		return err
	}
	if err := root.Rename(tmp, name); err != nil {
		_ = root.Remove(tmp)
		return err
	}
	return nil
}

func writeNew(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
