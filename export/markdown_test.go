package export_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"feltboard/export"
)

// front is what a strict YAML reader may find in the front matter: the fixed list of E-10.
type front struct {
	ID           string   `yaml:"id"`
	Title        string   `yaml:"title"`
	Status       string   `yaml:"status"`
	Assignee     []string `yaml:"assignee"`
	CreatedDate  string   `yaml:"created_date"`
	DueDate      string   `yaml:"due_date"`
	Labels       []string `yaml:"labels"`
	Dependencies []string `yaml:"dependencies"`
	References   []string `yaml:"references"`
	Priority     string   `yaml:"priority"`
	Type         string   `yaml:"type"`
}

// split reads a file's front matter, strictly, and returns its body.
func split(t testing.TB, f export.File) (front, []byte) {
	t.Helper()
	parts := bytes.SplitN(f.Data, []byte("---\n"), 3)
	if len(parts) != 3 || len(parts[0]) != 0 {
		t.Fatalf("E-10: no front matter in\n%s", f.Data)
	}
	var m front
	if err := yaml.UnmarshalWithOptions(parts[1], &m, yaml.Strict()); err != nil {
		t.Fatalf("E-10: %v in\n%s", err, parts[1])
	}
	for line := range strings.Lines(string(parts[1])) {
		if !frontLine.MatchString(line) {
			t.Fatalf("E-10: a scalar is not in single quotes: %q", line)
		}
	}
	return m, parts[2]
}

var frontLine = regexp.MustCompile(`^(?:[a-z_]+: '(?:[^']|'')*'|[a-z_]+:(?: \[\])?|  - '(?:[^']|'')*')\n$`)

// shape is what of a body a customer's words could have changed.
type shape struct {
	Headings               []string
	Links                  []string
	Items, Ticks           int
	Images, HTML, Code     int
	Quotes, Tables, Dashes int
	Struck, Notes, Defs    int
	Comments               []string
}

var gfm = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))

func shapeOf(t testing.TB, body []byte) shape {
	t.Helper()
	var s shape
	err := ast.Walk(gfm.Parser().Parse(text.NewReader(body)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			s.Headings = append(s.Headings, string(n.Lines().Value(body)))
		case *ast.Link:
			s.Links = append(s.Links, string(n.Destination))
		case *ast.AutoLink:
			s.Links = append(s.Links, string(n.URL(body)))
		case *ast.ListItem:
			s.Items++
		case *east.TaskCheckBox:
			s.Ticks++
		case *ast.Image:
			s.Images++
		case *ast.RawHTML:
			s.HTML++
		case *ast.HTMLBlock:
			for line := range strings.Lines(string(n.Lines().Value(body))) {
				if strings.HasPrefix(line, "<!--") {
					s.Comments = append(s.Comments, strings.TrimSpace(line))
				} else if !strings.HasPrefix(line, "- [") && !strings.HasPrefix(line, "**") {
					s.HTML++
				}
			}
		case *ast.CodeSpan, *ast.CodeBlock, *ast.FencedCodeBlock:
			s.Code++
		case *ast.Blockquote:
			s.Quotes++
		case *east.Table:
			s.Tables++
		case *ast.ThematicBreak:
			s.Dashes++
		case *east.Strikethrough:
			s.Struck++
		case *east.Footnote, *east.FootnoteLink:
			s.Notes++
		case *east.DefinitionList:
			s.Defs++
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wordy is a board that has the same words wherever somebody can type.
func wordy(words string) shop {
	s := newShop()
	s.Shared["p1"].F["name"], s.Shared["p1"].F["pseudonym"], s.Shared["t1"].F["name"] = words, words, words
	s.put("theme", "theme", fields{"name": words})
	s.note("n1", "p1", "quote", words, fields{"theme": "theme"})
	s.note("n2", "t1", "assumption", words)
	s.note("n3", "p4", "data", words, source("survey", words, words))
	i := s.insight("ins", words, "n1", "n2")
	i.F["counter"] = list("n3")
	i.F["need"] = fields{"user": words, "verb": words, "because": words}
	a := s.action("act", words, "ins")
	a.F["story"] = fields{"form": "job", "when": words, "want": words, "so": words}
	a.F["acceptance"] = []any{criterion(words, words, words, true), criterion("", "", words, false)}
	a.F["reason"], a.F["owner"], a.F["due"] = words, "t1", words
	a.F["reply"], a.F["notes"] = words, list("n1", "n2")
	log := []any{fields{"status": words, "at": int64(at), "by": "t1", "reason": words}}
	a.F["log"], i.F["log"] = log, log
	i.F["so"], i.F["settled"], i.F["reason"] = words, words, words
	i.F["override"] = fields{"level": "high", "reason": words}
	i.F["personas"], i.F["themes"] = list("persona"), list("theme")
	s.Shared["board-7"].F["title"], s.Shared["board-7"].F["goal"] = words, words
	s.put("persona", "persona", fields{"name": words, "situation": words, "evidence": words})
	s.put("hmw", "hmw", fields{"insight": "ins", "text": words})
	s.put("tension", "tension", fields{"one": "n1", "other": "n3", "why": words})
	s.put("topic", "topic", fields{"title": words, "state": "later"})
	s.note("n4", "p1", "question", words, fields{"theme": "theme"})
	s.put("phase", "dots", fields{
		"title": words, "closed": true, "ask": fields{"kind": "dots", "of": "theme"},
		"results": []any{fields{"item": "theme", "n": int64(4), "sum": int64(7), "customers": int64(4), "team": int64(3)}},
	})
	return s
}

// checkFile holds for every file of every board (E-10, E-14): its front matter reads back, and its body has the headings,
// links and list items that we wrote.
func checkFile(t testing.TB, f export.File) front {
	t.Helper()
	m, body := split(t, f)
	got := shapeOf(t, body)
	for _, h := range got.Headings {
		if !ourHeading.MatchString(h) {
			t.Errorf("E-14: heading %q", h)
		}
	}
	for _, l := range got.Links {
		if !strings.HasPrefix(l, options.BaseURL+"/b/board-7#insight-") {
			t.Errorf("E-14: link to %q", l)
		}
	}
	for _, c := range got.Comments {
		if !slices.Contains(ourComments, c) {
			t.Errorf("E-14: comment %q", c)
		}
	}
	bullets := 0
	for line := range strings.Lines(string(body)) {
		if strings.HasPrefix(line, "- ") {
			bullets++
		}
		if strings.HasPrefix(line, "/") {
			t.Errorf("E-14: a line begins with a slash: %q", line)
		}
	}
	if got.Items != bullets || got.Images+got.HTML+got.Code+got.Quotes+got.Tables+got.Dashes+got.Struck+got.Notes+got.Defs > 0 {
		t.Errorf("E-14: %d bullets written, read back as %+v from\n%s", bullets, got, f.Data)
	}
	return m
}

var (
	ourHeading  = regexp.MustCompile(`^(Description|Acceptance Criteria|Definition of Done|Left out|Votes|Decisions|Evidence.*\)|(Counter-evidence|Not evidence|Contradictions)( for insight \d+| for the action itself)?)$`)
	ourComments = []string{
		"<!-- SECTION:DESCRIPTION:BEGIN -->", "<!-- SECTION:DESCRIPTION:END -->", "<!-- AC:BEGIN -->", "<!-- AC:END -->", "<!-- DOD:BEGIN -->", "<!-- DOD:END -->",
	}
)

var traps = []string{
	"# Heading", "## Acceptance Criteria", "---", "...", "- [x] #1 done", "/close", "| a | b |\n|---|---|", "[^1]: note", "[a]: https://evil.example", "![x](https://evil.example)",
	"[link](https://evil.example)", "<https://evil.example>", "https://evil.example", "www.evil.example", "me@evil.example", "<script>alert(1)</script>",
	"<!-- SECTION:DESCRIPTION:END -->\n\n## Acceptance Criteria\n<!-- AC:BEGIN -->\n- [ ] #1 owned", "-->", "&lt;b&gt;", "`code`", "```\ncode", "ends in \\",
	"it's: {a: [b]} # c", "'", "''", "\"", "- a", "? a", "! a", "& a", "* a", "% a", "@ a", "` a", "null", "~", "true", "0x1f", "1e3", ".inf", "2026-12-01",
	"onStatusChange: 'touch owned'", "a\nonStatusChange: 'touch owned'", "a\r\n---\r\n", "\x00\x1b[31m", "\u2028\u2029\u0085", "\ufeff", "\u202egnp.exe", "\xff", "\ufffe", "",
	" ", "שלום עולם", "👩‍👩‍👧 ❤️ 🏳️‍🌈", strings.Repeat("long and ", 600),
}

// S-20: whatever stands wherever, the file reads back as one of the same shape as with plain words.
func TestWordsCannotChangeTheShape(t *testing.T) {
	_, body := split(t, markdown(t, wordy("plain words"), options).Files[0])
	want := shapeOf(t, body)
	for _, words := range traps {
		f := markdown(t, wordy(words), options).Files[0]
		checkFile(t, f)
		if strings.TrimSpace(words) == "" || words == "\x00\x1b[31m" || words == "\ufeff" || words == "\ufffe" || strings.Trim(words, "\u2028\u2029\u0085") == "" {
			continue // nothing to see, so fewer lines
		}
		_, body := split(t, f)
		got := shapeOf(t, body)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("S-20, E-14: %q makes\n%s", words, diff)
		}
	}
}

// E-10: what a strict reader finds is what the records hold.
func TestFrontMatterReadsBack(t *testing.T) {
	for title, want := range oddTitles {
		s := newShop()
		s.insight("ins", "x")
		s.action("act", title, "ins")
		f := markdown(t, s, options).Files[0]
		got, _ := split(t, f)
		if got.Title != want {
			t.Errorf("E-10: title %q read back as %q", title, got.Title)
		}
		if !strings.HasPrefix(f.Name, strings.ToLower(got.ID)+" - ") {
			t.Errorf("E-12: %s is in %q", got.ID, f.Name)
		}
	}
	got, _ := split(t, markdown(t, seatStory(), options).Files[1])
	if got.Title == "" {
		t.Fatal("no title")
	}
}

// E-10: the keys are fixed, whatever somebody types.
func TestKeysAreFixed(t *testing.T) {
	allowed := map[string]bool{}
	for field := range reflect.TypeFor[front]().Fields() {
		allowed[field.Tag.Get("yaml")] = true
	}
	for _, words := range traps {
		data := markdown(t, wordy(words), options).Files[0].Data
		var m map[string]any
		if err := yaml.Unmarshal(bytes.SplitN(data, []byte("---\n"), 3)[1], &m); err != nil {
			t.Fatalf("E-10: %v", err)
		}
		for k := range maps.Keys(m) {
			if !allowed[k] {
				t.Errorf("E-10: %q makes the key %q", words, k)
			}
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, words := range traps {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		b := markdown(t, wordy(words), options)
		m := checkFile(t, b.Files[0])
		if m.Title == "" || m.Status != "Draft" || len(m.References) != 2 {
			t.Errorf("E-10: %+v", m)
		}
		if again := whole(t, markdown(t, wordy(words), options)); again != whole(t, b) {
			t.Error("two exports differ")
		}
	})
}

var safeName = regexp.MustCompile(`^(draft|task)-[1-9][0-9]* - [A-Za-z0-9_-]{1,60}\.md$`)

func nameOf(t testing.TB, title string) string {
	t.Helper()
	s := newShop()
	s.action("act", title)
	return markdown(t, s, options).Files[0].Name
}

func TestFileName(t *testing.T) {
	for title, slug := range map[string]string{
		"Hold the seat while the buyer's paying": "Hold-the-seat-while-the-buyers-paying",
		"":                                       "Untitled-action",
		"!!!":                                    "action",
		"../../etc/passwd":                       "etc-passwd",
		"..":                                     "action",
		"a/b\\c:d*e?f\"g<h>i|j":                  "a-b-c-d-e-f-g-h-i-j",
		"CON":                                    "CON",
		"Größe & Maß":                            "Grosse-Mass",
		"¿Por qué?":                              "_Por-que",
		"שלום":                                   "action",
		"👟":                                      "action",
		"seats 👟 now":                            "seats-_-now",
		"a   -  b":                               "a-b",
		"trailing. ":                             "trailing",
		"snake_case":                             "snake_case",
		"\u202egpj.exe":                          "gpj-exe",
		strings.Repeat("word ", 30):              "word-word-word-word-word-word-word-word-word-word-word-word",
	} {
		name := nameOf(t, title)
		if got := strings.TrimSuffix(name[len("draft-000000 - "):], ".md"); got != slug {
			t.Errorf("E-12: %q is called %q, want %q", title, got, slug)
		}
		if !safeName.MatchString(name) {
			t.Errorf("S-21, E-12: %q", name)
		}
	}
}

func FuzzFileName(f *testing.F) {
	for title := range oddTitles {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		if name := nameOf(t, title); !safeName.MatchString(name) {
			t.Errorf("S-21, E-12: %q becomes %q", title, name)
		}
	})
}

// E-1, E-18: the same view makes the same bytes, however its maps are filled; and in another order of exports.
func TestSameBytes(t *testing.T) {
	want := whole(t, markdown(t, seatStory(), options))
	for range 50 {
		s := newShop()
		clear(s.Shared)
		maps.Copy(s.Shared, seatStory().Shared)
		if got := whole(t, markdown(t, s, options)); got != want {
			t.Fatalf("two exports differ: %s", cmp.Diff(want, got))
		}
	}
	all := markdown(t, seatStory(), options)
	for _, id := range []string{"act-1", "act-2"} {
		one := markdown(t, seatStory(), export.Options{BaseURL: options.BaseURL, Actions: []string{id}})
		if len(one.Files) != 1 || !slices.ContainsFunc(all.Files, func(f export.File) bool { return reflect.DeepEqual(f, one.Files[0]) }) {
			t.Errorf("E-1: alone, %s is another file", id)
		}
	}
}

// E-18: a zip holds the files as they are, sorted, without folders, and no trace of when it was made.
func TestZip(t *testing.T) {
	b := markdown(t, seatStory(), options)
	z, err := b.Zip()
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(z), int64(len(z)))
	if err != nil {
		t.Fatal(err)
	}
	var got []export.File
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		if !f.Modified.Equal(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("E-18: %s is dated %v", f.Name, f.Modified)
		}
		got = append(got, export.File{Name: f.Name, Data: data})
	}
	want := slices.SortedFunc(slices.Values(b.Files), func(a, b export.File) int { return strings.Compare(a.Name, b.Name) })
	for i := range want {
		want[i].Action = ""
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("E-18:\n%s", diff)
	}
}

// E-11: a number stays what it is when other actions come, go, move or change their names.
func TestNumbersStay(t *testing.T) {
	numbers := func(s shop, o export.Options) map[string]string {
		ids := map[string]string{}
		for id, r := range s.Shared {
			if r.Type == "action" && !r.Deleted {
				o.Actions = []string{id}
				m, _ := split(t, markdown(t, s, o).Files[0])
				ids[id] = m.ID
			}
		}
		return ids
	}
	for _, o := range []export.Options{{}, {As: export.Task, Start: 310}} {
		s := newShop()
		for i := range 20 {
			s.action(fmt.Sprintf("act-%02d", i), "Same title").At = at + int64(i)*1000
		}
		before := numbers(s, o)
		s.action("act-a-later-one", "Same title").At = at + 1e9
		s.Shared["act-03"].F["title"], s.Shared["act-03"].F["order"] = "Renamed", "a0"
		s.Shared["act-04"].Deleted = true
		after := numbers(s, o)
		delete(before, "act-04")
		delete(after, "act-a-later-one")
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("E-11: %+v:\n%s", o, diff)
		}
		if distinct := slices.Compact(slices.Sorted(maps.Values(after))); len(distinct) != 19 {
			t.Errorf("E-11: %d numbers for 19 actions", len(distinct))
		}
	}
}

// E-11: where the numbers of two ids meet, the older one keeps it.
func TestNumbersMeet(t *testing.T) {
	s := newShop()
	for i := range 2000 { // enough for some to meet: 2000² / 2 / 900,000
		s.action(fmt.Sprintf("act-%04d", i), "x").At = at + int64(i)
	}
	names := map[string]bool{}
	for _, f := range markdown(t, s, options).Files {
		names[f.Name] = true
	}
	if len(names) != 2000 {
		t.Errorf("E-11: %d names for 2000 actions", len(names))
	}
}

func TestRefusals(t *testing.T) {
	s := seatStory()
	for _, o := range []export.Options{{Actions: []string{"nobody"}}, {Actions: []string{"act-3"}}, {Actions: []string{"ins-3"}}} {
		if _, err := export.Render(s.View, o); err != export.ErrNoAction {
			t.Errorf("%+v: %v", o, err)
		}
	}
	for _, o := range []export.Options{
		{BaseURL: "board.example"}, {BaseURL: "javascript:alert(1)"}, {BaseURL: "https://"}, {BaseURL: "https://a?b"}, {BaseURL: "https://me:pw@a"}, {BaseURL: "https://a#b"}, {As: "epic"},
	} {
		if _, err := export.Render(s.View, o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	b := markdown(t, newShop(), options)
	if z, err := b.Zip(); err != nil || len(b.Files)+len(b.LeftOut) > 0 || len(z) == 0 {
		t.Errorf("a board without actions: %+v, %v", b, err)
	}
}
