package failure

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"feltboard/boards"
	"feltboard/boards/text"
	"feltboard/realtime/journal"
	"feltboard/server/internal/fleet"
)

// author is somebody who writes things that can be told from everybody else's, and remembers them.
type author struct {
	*tab
	said int
}

func newAuthor(r *run, at *stand, p *place, name string) *author {
	r.Helper()
	who := newPerson(at.origin)
	r.must(who.join(at.front(), p, "team", name))
	return &author{tab: newTab(who, p.ID, name, nil)}
}

// says makes a note, or types a word into the shared one, n times, and waits each time until it is saved.
func (a *author) says(r *run, p *place, n int) {
	r.Helper()
	for range n {
		word := a.word(a.said)
		op := a.note(r.rng, word)
		if a.said%3 == 2 {
			now := a.Text(p.notes[0], "text")
			op = boards.Op{Kind: boards.EditText, ID: p.notes[0], Field: "text", Edit: text.New(text.Retain(len([]rune(now))), text.Insert(word))}
		}
		a.said++
		r.must(a.ask(op))
		r.must(a.until(func() bool { return len(a.Pending) == 0 }))
	}
}

func (a *author) word(i int) string { return fmt.Sprintf(" <%s %d>", a.name, i) }

// open connects and waits for the view.
func (a *author) open(r *run, base string) {
	r.Helper()
	r.must(a.connect(base))
	r.must(a.until(a.Live))
}

// missing lists what of an author's words is not on a view, or there more than once.
func (a *author) missing(view *tab) (all []string) {
	count := map[string]int{}
	for _, rec := range view.Shared {
		if rec.Type != "note" {
			continue
		}
		s, _ := rec.F["text"].(string)
		for _, part := range strings.SplitAfter(s, ">") {
			if i := strings.Index(part, " <"); i >= 0 {
				count[part[i:]]++
			}
		}
	}
	for i := range a.said {
		if n := count[a.word(i)]; n != 1 {
			all = append(all, fmt.Sprintf("%q is there %d times", a.word(i), n))
		}
	}
	return all
}

// F14: an older copy of the database is put in the place of the newer one, and others write until the numbers are where they
// were. Who comes back with what the copy lacks notices, gives it back, and everything is there once.
func TestF14HistoryRewound(t *testing.T) {
	play(t, row{id: "F14", count: 5, nightly: 300, chunk: 10}, func(r *run) { rewindOften(r, single(r)) })
}

// F14 with three nodes.
func TestF14HistoryRewoundNodes(t *testing.T) {
	play(t, row{id: "F14", part: "-nodes", count: 3, nightly: 300, chunk: 10}, func(r *run) { rewindOften(r, cluster(r, several{})) })
}

func rewindOften(r *run, at *stand) {
	r.Helper()
	c := newCrew(r, at, shape{boards: 1})
	p := c.boards[0]
	for i := range r.count {
		authors := []*author{}
		for j := range 3 {
			authors = append(authors, newAuthor(r, at, p, fmt.Sprintf("old %d.%d", i, j)))
		}
		newcomer := newAuthor(r, at, p, fmt.Sprint("new ", i))
		for j, a := range authors {
			a.open(r, at.nodes[j%len(at.nodes)].Base)
			a.says(r, p, 2+r.rng.IntN(5))
		}
		older := at.backup()
		for _, a := range authors {
			a.says(r, p, 1+r.rng.IntN(8))
		}
		for _, a := range authors {
			a.disconnect()
		}
		was := at.head(p)
		at.restore(older)
		newcomer.open(r, at.front())
		newcomer.says(r, p, int(was-at.head(p)))
		newcomer.disconnect()
		if now := at.head(p); now != was {
			r.Fatalf("run %d: the numbers do not coincide: %d and %d", i, now, was)
		}
		var returning sync.WaitGroup
		failed := make(chan error, len(authors))
		for _, j := range r.rng.Perm(len(authors)) {
			a := authors[j]
			returning.Go(func() {
				if err := a.connect(at.nodes[j%len(at.nodes)].Base); err != nil {
					failed <- err
				} else if err := a.until(func() bool { return a.Live() && len(a.Pending) == 0 }); err != nil {
					failed <- err
				}
			})
		}
		returning.Wait()
		close(failed)
		for err := range failed {
			r.Fatal(err)
		}
		fresh := newAuthor(r, at, p, fmt.Sprint("fresh ", i))
		fresh.open(r, at.front())
		all := append(slices.Clone(authors), newcomer)
		whole := func() bool {
			return !slices.ContainsFunc(all, func(a *author) bool { return len(a.missing(fresh.tab)) > 0 })
		}
		if err := fresh.until(whole); err != nil {
			for _, a := range all {
				for _, m := range a.missing(fresh.tab) {
					r.Error(m)
				}
			}
			r.Fatalf("run %d: %v\n%s", i, err, at.logs())
		}
		for _, a := range authors {
			if err := a.until(func() bool { return a.part() == fresh.part() }); err != nil {
				r.Fatalf("run %d: %s holds something else than a fresh client: %v", i, a.name, err)
			}
			a.disconnect()
		}
		fresh.disconnect()
	}
	r.say("silent divergence", 0)
}

// backup makes a copy of everything while people write, and restore puts it in the place of what is there.
func (s *stand) backup() (file string) {
	s.r.Helper()
	file = filepath.Join(s.r.TempDir(), "copy.db")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := s.nodes[0].Command(ctx, "backup", file)
	s.r.must(err)
	return file
}

func (s *stand) restore(file string) {
	s.r.Helper()
	for _, n := range s.nodes {
		n.Kill()
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := s.nodes[0].Command(ctx, "restore", file)
	s.r.must(err)
	for i := range s.nodes {
		s.up(i)
	}
}

// head is the number of a board's last entry, in a copy of the journal.
func (s *stand) head(p *place) int64 {
	s.r.Helper()
	return int64(len(s.copied(p)))
}

func (s *stand) copied(p *place) []journal.Entry {
	s.r.Helper()
	return entriesOf(s.r, s.backup(), p)
}

// entriesOf reads a board from a backup.
func entriesOf(r *run, file string, p *place) []journal.Entry {
	r.Helper()
	dir := r.TempDir()
	b, err := os.ReadFile(file)
	r.must(err)
	r.must(os.WriteFile(filepath.Join(dir, "feltboard.db"), b, 0o600))
	log := openData(r, dir)
	defer log.Close()
	return read(r, log, []*place{p})[p.ID]
}

// F35: backups are made while people write. Each is whole and holds the very history up to some place, and one that is put
// under the people's feet gets back from them what it lacks.
func TestF35Backups(t *testing.T) {
	play(t, row{id: "F35", count: 3, nightly: 100, chunk: 10}, func(r *run) { backUp(r, single(r)) })
}

// F35 with three nodes on PostgreSQL, which go on while it is restored.
func TestF35BackupsOfNodes(t *testing.T) {
	play(t, row{id: "F35", part: "-nodes", count: 3, nightly: 100, chunk: 10}, func(r *run) { backUp(r, cluster(r, several{})) })
}

func backUp(r *run, at *stand) {
	r.Helper()
	c := newCrew(r, at, shape{writers: 16, boards: 1, stroke: 160 * 1e6, wide: true})
	p := c.boards[0]
	c.write()
	var files []string
	for range r.count {
		c.progress("people write", 50)
		files = append(files, at.backup())
	}
	c.progress("people write", 50)
	c.settle()
	whole := at.copied(p)
	for i, file := range files {
		dir := filepath.Join(r.TempDir(), "data")
		n, err := fleet.New(fleet.Options{Data: dir})
		r.must(err)
		_, err = n.Command(r.Context(), "restore", file)
		r.must(err)
		_, err = n.Restart(r.Context())
		r.must(err)
		n.Kill()
		held := entriesOf(r, file, p)
		if len(held) == 0 || len(held) > len(whole) || held[len(held)-1].ID != whole[len(held)-1].ID {
			r.Errorf("backup %d holds %d entries that are not the first of %d", i, len(held), len(whole))
		}
	}

	// Everybody comes back to the first of them.
	at.restore(files[0])
	yes := map[string]bool{}
	for _, m := range c.record.Yes() {
		if note := c.record.NoteOf(m); note != "" {
			yes[note] = true
		}
	}
	for i, w := range c.writers {
		w.record, w.stream = nil, nil // what is given back was asked for by nobody
		r.must(w.connect(at.nodes[i%len(at.nodes)].Base))
	}
	for _, w := range c.writers {
		r.must(w.until(func() bool { return w.Live() && len(w.Pending) == 0 }))
	}
	fresh := newAuthor(r, at, p, "fresh")
	fresh.open(r, at.front())
	lost := func() (n int) {
		for note := range yes {
			if fresh.Shared[note] == nil {
				n++
			}
		}
		return n
	}
	if err := fresh.until(func() bool { return lost() == 0 }); err != nil {
		r.Errorf("%d of %d notes were not given back: %v", lost(), len(yes), err)
	}
	r.say("notes", len(yes))
	r.say("lost", lost())
	for _, w := range c.writers {
		if w.Audience == boards.TeamRoom.String() && !r.Failed() {
			if err := w.until(func() bool { return w.part() == fresh.part() }); err != nil {
				r.Errorf("%s holds something else than a fresh client: %v", w.name, err)
			}
		}
		w.disconnect()
	}
	fresh.disconnect()
}
