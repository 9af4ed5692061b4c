package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"feltboard/export"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

var everyFormat = []export.Format{
	export.Backlog, export.GitHub, export.GitLab, export.Jira, export.Linear, export.Azure, export.Gitea, export.Obsidian, export.CSV, export.JSON, export.Report,
}

func render(t testing.TB, s shop, f export.Format, more ...func(*export.Options)) export.Bundle {
	t.Helper()
	o := export.Options{Format: f, BaseURL: options.BaseURL}
	for _, m := range more {
		m(&o)
	}
	return markdown(t, s, o)
}

// richStory is seatStory with everything that issue of a session can hold.
func richStory() shop {
	s := seatStory()
	s.put("persona", "buyer", fields{"name": "First-time buyer", "situation": "Buys two seats on a phone", "evidence": "Six interviews in October"})
	i := s.Shared["ins-3"]
	i.F["so"], i.F["personas"], i.F["themes"] = "Every lost seat is a lost evening", list("buyer"), list("seats")
	i.F["override"] = fields{"level": "high", "reason": "support has counted them"}
	i.F["settled"], i.F["status"] = "the phone app holds them longer", "accepted"
	i.F["log"] = []any{fields{"status": "accepted", "at": int64(at), "by": "t1", "reason": "all agreed"}}
	s.put("hmw", "hmw-1", fields{"insight": "ins-3", "text": "let people pay in peace?", "order": "a0"})
	s.put("tension", "ten-1", fields{"one": "n1", "other": "n8", "why": "web and phone differ"})
	s.note("n10", "p4", "question", "Who decides how long a seat is held?", fields{"theme": "seats"})
	s.note("n11", "p1", "quote", "waiting to be let in").F["state"] = "held"
	s.put("topic", "later", fields{"title": "Group bookings", "state": "later"})
	s.put("phase", "dots", fields{
		"title": "Dots", "order": "a1", "closed": true, "ask": fields{"kind": "dots", "of": "theme"},
		"results": []any{fields{"item": "seats", "n": int64(5), "sum": int64(9), "customers": int64(7), "team": int64(2)}},
	})
	s.put("phase", "place", fields{
		"title": "Where to begin", "order": "a2", "closed": true, "ask": fields{"kind": "place", "of": "action", "split": true},
		"results": []any{fields{"item": "act-1", "q": int64(0), "n": int64(5), "mid": int64(9), "low": int64(4), "high": int64(5)}},
	})
	s.put("phase", "energy", fields{
		"title": "Energy", "order": "a3", "closed": true, "ask": fields{"kind": "scale"}, "questions": []any{"How was it?"},
		"results": []any{fields{"item": "", "q": int64(0), "n": int64(6), "mid": int64(8)}},
	})
	a := s.Shared["act-1"]
	a.F["original"], a.F["impact"], a.F["effort"] = "2026-11-25", int64(5), int64(2)
	a.F["rice"] = fields{"reach": int64(1200), "impact": int64(200), "effort": int64(15)}
	a.F["log"] = []any{fields{"status": "committed", "at": int64(at), "by": "t1", "reason": ""}, fields{"status": "in_progress", "at": int64(at + 86_400_000), "by": "t1", "reason": ""}}
	a.F["reply"] = "Seats are held while you pay"
	b := s.Shared["act-2"]
	b.F["notes"], b.F["status"], b.F["reason"] = list("n8"), "declined", "the app shows it already"
	b.F["log"] = []any{fields{"status": "declined", "at": int64(at), "by": "t1", "reason": "the app shows it already"}}
	return s
}

// E-1, E-18: every format, as text to read and to compare; and the same bytes each time.
func TestGoldenFormats(t *testing.T) {
	for _, f := range everyFormat {
		t.Run(string(f), func(t *testing.T) {
			b := render(t, richStory(), f)
			golden(t, "format-"+string(f), b)
			if whole(t, render(t, richStory(), f)) != whole(t, b) {
				t.Error("two exports differ")
			}
			if want := map[bool]int{true: 2, false: 1}[f == export.CSV || f == export.JSON || f == export.Report]; len(b.Items) != want {
				t.Errorf("E-1: %d items of an action to be done and a declined one, want %d", len(b.Items), want)
			}
			if named := render(t, richStory(), f, func(o *export.Options) { o.Actions = []string{"act-2"} }); len(named.Items) != 1 {
				t.Errorf("E-1: %d items of a declined action that was asked for by name", len(named.Items))
			}
		})
	}
}

// prose returns the Markdown in a bundle: bodies, descriptions, whole notes.
func prose(t testing.TB, f export.Format, b export.Bundle) []string {
	t.Helper()
	var out []string
	for _, file := range b.Files {
		data := string(file.Data)
		switch {
		case strings.HasSuffix(file.Name, ".md"):
			if rest, ok := strings.CutPrefix(data, "---\n"); ok {
				_, data, _ = strings.Cut(rest, "\n---\n")
			}
			out = append(out, data)
		case f == export.GitLab || f == export.Linear:
			for _, row := range cells(t, file.Data)[1:] {
				out = append(out, row[1])
			}
		case f == export.Gitea:
			var list struct {
				Issues []struct{ Option export.CreateIssue }
			}
			if err := json.Unmarshal(file.Data, &list); err != nil {
				t.Fatal(err)
			}
			for _, i := range list.Issues {
				out = append(out, i.Option.Body)
			}
		}
	}
	return out
}

var inMarkdown = []export.Format{export.Backlog, export.GitHub, export.GitLab, export.Linear, export.Gitea, export.Obsidian, export.Report}

// E-14: rendered as CommonMark with GitHub's extensions, no link, heading, image or HTML comes from what somebody typed,
// whatever it is; and the shape is that of plain words.
func TestNoFormatTakesWordsForMarkup(t *testing.T) {
	for _, f := range inMarkdown {
		var want shape
		for _, body := range prose(t, f, render(t, wordy("plain words"), f)) {
			want = add(want, shapeOf(t, []byte(body)))
		}
		for _, words := range append(slices.Clone(traps), "a"+strings.Repeat("😀é", 5000)) {
			var got shape
			for _, body := range prose(t, f, render(t, wordy(words), f)) {
				got = add(got, shapeOf(t, []byte(body)))
				for line := range strings.Lines(body) {
					if strings.HasPrefix(line, "/") && (f != export.GitLab || !quickAction.MatchString(line)) {
						t.Errorf("E-14: %s: %q is a quick action", f, line)
					}
				}
			}
			for _, l := range got.Links {
				if !strings.HasPrefix(l, options.BaseURL+"/b/board-7#") {
					t.Errorf("E-14: %s: %.40q makes a link to %q", f, words, l)
				}
			}
			for _, h := range got.Headings {
				if !ourHeadings.MatchString(h) {
					t.Errorf("E-14: %s: %.40q makes the heading %q", f, words, h)
				}
			}
			if got.Images+got.HTML+got.Code+got.Quotes+got.Tables+got.Dashes+got.Struck+got.Notes+got.Defs > want.Dashes {
				t.Errorf("E-14: %s: %.40q makes %+v", f, words, got)
			}
		}
	}
}

var (
	ourHeadings = regexp.MustCompile(`^(Session report|Insights|Themes|Open questions|What was decided when|Not grouped \(\d+\)|Who does what by when|Declined|For later|Proposed, not decided yet|Asked, and not answered|How might we, without an action|Insights without an action|Actions without an owner or a date|Not heard yet|Assumptions to check|For another time|Acceptance criteria|Definition of done|Description|Acceptance Criteria|Definition of Done|Left out|Votes|Decisions|Evidence.*\)|(Counter-evidence|Not evidence|Contradictions)( for insight \d+| for the action itself)?)$`)
	quickAction = regexp.MustCompile(`^/(label( ~"[\p{L}\p{N}\p{M}:-]+")+|assign @[A-Za-z0-9-]+|weight \d|close)\n?$`)
)

func add(a, b shape) shape {
	a.Headings, a.Links = append(a.Headings, b.Headings...), append(a.Links, b.Links...)
	a.Images += b.Images
	a.HTML += b.HTML
	a.Code += b.Code
	a.Quotes += b.Quotes
	a.Tables += b.Tables
	a.Dashes += b.Dashes
	a.Struck += b.Struck
	a.Notes += b.Notes
	a.Defs += b.Defs
	return a
}

// E-19: nothing that trackers make a mention or a reference of is left in one piece.
func TestNothingIsMentioned(t *testing.T) {
	words := "@anna-k and #12, !3 GH-7 ABC-99 deadbeef1 $4 %5 &6 ~bug ^alert#1 [issue:9] owner/repo#8 fixes #1 https://evil.example www.evil.example"
	forbidden := regexp.MustCompile(`@anna-k and|#12|!3|GH-7|ABC-99|deadbeef1|repo#8|://evil|www\.evil`)
	var all []string
	for _, f := range inMarkdown[1:] {
		all = append(all, prose(t, f, render(t, wordy(words), f))...)
	}
	for _, f := range sheets[:4] {
		row := cells(t, render(t, wordy(words), f).Files[0].Data)[1]
		all = append(all, row[0], row[1], row[2])
	}
	all = append(all, render(t, wordy(words), export.GitHub).Items[0].PlainTitle())
	for _, text := range all {
		text, _, _ = strings.Cut(text, "\n\n/label") // labels hold nothing but letters and digits
		if m := forbidden.FindString(text); m != "" && !strings.Contains(text, "🆔") {
			t.Errorf("E-19: %q in %s", m, text)
		}
	}
	for _, body := range prose(t, export.GitLab, render(t, wordy(words), export.GitLab)) {
		text, _, _ := strings.Cut(body, "\n\n/label")
		if m := regexp.MustCompile(`[$%&^]\d|~bug|\[issue`).FindString(text); m != "" {
			t.Errorf("E-19: GitLab's description holds %q", m)
		}
	}
}

// cells parses a CSV strictly: RFC 4180, UTF-8 without a mark, lines that end in CRLF, as many cells in each.
func cells(t testing.TB, data []byte) [][]string {
	t.Helper()
	if !utf8.Valid(data) || bytes.HasPrefix(data, []byte("\ufeff")) || !bytes.HasSuffix(data, []byte("\r\n")) {
		t.Errorf("E-20: not plain UTF-8 in lines that end in CRLF: %.60q", data)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatalf("E-20: %v", err)
	}
	return rows
}

var sheets = []export.Format{export.GitLab, export.Jira, export.Linear, export.Azure, export.CSV}

// E-20: no cell begins with what a spreadsheet would run, also behind what it strips first; raw leaves it as it is.
func TestNoCellRuns(t *testing.T) {
	formulas := []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\ufeff=1", " =1", "\"=1", "'=1", "“=1", "\u200b=1", "\u00a0+1", "＝1", "=cmd|' /C calc'!A0", "\"\"\"=1", "−1"}
	for _, f := range sheets {
		for _, words := range append(formulas, traps...) {
			for _, row := range cells(t, render(t, wordy(words), f).Files[0].Data) {
				for _, c := range row {
					rest := strings.TrimLeftFunc(c, func(r rune) bool {
						return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("\"“", r)
					})
					if rest != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(rest)[0]) {
						t.Errorf("E-20: %s: %q makes the cell %.30q", f, words, c)
					}
				}
			}
		}
	}
	raw := render(t, wordy("=1+1"), export.CSV, func(o *export.Options) { o.Raw = true })
	if rows := cells(t, raw.Files[0].Data); rows[1][1] != "=1+1" {
		t.Errorf("E-20: raw gives %q", rows[1][1])
	}
}

// The rules that the targets publish for what they take.
func TestTargetsTakeIt(t *testing.T) {
	stories := map[string]shop{"rich": richStory(), "odd": oddStory()}
	for _, words := range traps {
		stories[words] = wordy(words)
	}
	for name, s := range stories {
		var ids []string
		for _, r := range s.Shared {
			if r.Type == "action" && !r.Deleted {
				ids = append(ids, r.ID)
			}
		}
		n := len(ids)
		for _, f := range sheets {
			rows := cells(t, render(t, s, f, func(o *export.Options) { o.Actions = ids }).Files[0].Data)
			if len(rows) != n+1 {
				t.Errorf("%.20q: %s has %d rows for %d actions", name, f, len(rows), n)
			}
			at := map[string]int{}
			for i, h := range rows[0] {
				at[h] = i
				if f == export.Jira && regexp.MustCompile(`[[:punct:]]`).MatchString(h) {
					t.Errorf("Jira: punctuation in the header %q", h)
				}
			}
			for _, required := range map[export.Format][]string{
				export.GitLab: {"title", "description", "due_date"}, export.Jira: {"Summary"}, export.Linear: {"Title", "Description"},
				export.Azure: {"Work Item Type", "Title"}, export.CSV: {"id", "title", "link"},
			}[f] {
				if _, ok := at[required]; !ok {
					t.Errorf("%s has no column %s", f, required)
				}
			}
			for _, no := range []string{"ID", "State", "Assigned To", "Created By", "Changed Date"} {
				if _, ok := at[no]; ok && f == export.Azure {
					t.Errorf("Azure refuses the column %s", no)
				}
			}
			for _, row := range rows[1:] {
				get := func(column string) string { return row[at[column]] }
				switch f {
				case export.GitLab:
					if get("title") == "" || utf8.RuneCountInString(get("title")) > 255 || get("due_date") != "" && !isDay(get("due_date")) {
						t.Errorf("GitLab: %.80q", row)
					}
				case export.Jira:
					if get("Summary") == "" || len(get("Summary")) > 255*4 || len(get("Description")) > 32_767 || strings.Contains(row[len(row)-1], " ") {
						t.Errorf("Jira: %.80q", row)
					}
					if p := get("Priority"); !slices.Contains([]string{"High", "Medium", "Low"}, p) {
						t.Errorf("Jira: priority %q", p)
					}
				case export.Azure:
					if get("Work Item Type") != "Issue" || get("Title") == "" || !slices.Contains([]string{"1", "2", "3", "4"}, get("Priority")) {
						t.Errorf("Azure: %.80q", row)
					}
					if m := regexp.MustCompile(`</?([a-z0-9]+)[^>]*>`).FindAllStringSubmatch(get("Description"), -1); slices.ContainsFunc(m, func(m []string) bool {
						return !slices.Contains([]string{"p", "h3", "ul", "li", "b", "i", "a"}, m[1]) || m[1] == "a" && m[0] != "</a>" && !strings.HasPrefix(m[0], `<a href="`+options.BaseURL+"/b/board-7#")
					}) {
						t.Errorf("Azure: a tag that is not ours in %.200q", get("Description"))
					}
				}
			}
		}
	}
	b := newShop()
	for i := range 1001 {
		b.action(fmt.Sprintf("act-%04d", i), "x")
	}
	if _, err := export.Render(b.View, export.Options{Format: export.Azure}); err != export.ErrTooMany {
		t.Errorf("Azure takes a thousand items at once: %v", err)
	}
	if got := cells(t, render(t, richStory(), export.Azure, func(o *export.Options) { o.ItemType = "User Story" }).Files[0].Data); got[1][0] != "User Story" {
		t.Errorf("Azure's type: %q", got[1][0])
	}
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// Obsidian Tasks finds its fields at the end of a line alone, and nothing typed may look like one.
func TestObsidianTasks(t *testing.T) {
	line := regexp.MustCompile(`^- \[[ x/-]\] #task [^\n🔺⏫🔼🔽⏬📅⏳🛫➕✅❌🔁🆔⛔]+ 🆔 a\d{6}( ⏫| 🔽)?( ➕ \d{4}-\d\d-\d\d)?( 📅 \d{4}-\d\d-\d\d)?( [✅❌] \d{4}-\d\d-\d\d)?$`)
	for _, words := range append(slices.Clone(traps), "pay 📅 2020-01-01 ⏫", "✅ 2020-01-01", "a\u00a0b ❤️", "🆔 abc", "%%hidden%%", "due:: 2020-01-01", "x ^block") {
		for _, f := range render(t, wordy(words), export.Obsidian).Files {
			_, body, _ := strings.Cut(string(f.Data), "\n---\n\n")
			first, _, _ := strings.Cut(body, "\n")
			if !line.MatchString(first) {
				t.Errorf("%.40q makes the line %q", words, first)
			}
			if strings.Contains(body, "%%") || strings.Contains(body, "::") {
				t.Errorf("%.40q leaves a comment or a field", words)
			}
		}
	}
}

// E-18: what is too long for a tool is shortened, and says so; GitHub takes 65,536 characters.
func TestTooLong(t *testing.T) {
	s := newShop()
	var ids []string
	for i := range 100 {
		id := fmt.Sprintf("n%d", i)
		s.note(id, "p1", "quote", strings.Repeat("0123456789 ", 450))
		ids = append(ids, id)
	}
	s.insight("ins", "Long", ids...)
	s.action("act", "Short", "ins")
	for _, body := range prose(t, export.GitHub, render(t, s, export.GitHub)) {
		if len(body) > 65_536 || !strings.Contains(body, "can be read on the board") || !strings.Contains(body, "#action-act") {
			t.Errorf("%d characters, cut: %v", len(body), strings.Contains(body, "can be read"))
		}
	}
}

// B-73, B-74, E-8: a score takes its confidence from the insights alone; an override stands beside what was computed.
func TestScores(t *testing.T) {
	s := richStory()
	items, _, err := export.Items(s.View, options)
	if err != nil {
		t.Fatal(err)
	}
	first := items[slices.IndexFunc(items, func(i export.Item) bool { return i.Action == "act-1" })]
	if first.RICE == nil || first.RICE.Score != "1280.0" || first.RICE.Confidence != 80 { // 1200 × 2 × 0.8 ÷ 1.5
		t.Errorf("B-74: %+v", first.RICE)
	}
	if i := first.Insights[0]; i.Confidence != "medium" || i.Override == nil || i.Override.Level != "high" {
		t.Errorf("B-73: computed %s, override %+v", i.Confidence, i.Override)
	}
	s.Shared["act-2"].F["rice"] = fields{"reach": int64(100), "impact": int64(100), "effort": int64(10)}
	items, _, _ = export.Items(s.View, options)
	second := items[slices.IndexFunc(items, func(i export.Item) bool { return i.Action == "act-2" })]
	if second.RICE != nil || second.Confidence != "low" || len(second.Notes.Evidence) != 1 {
		t.Errorf("B-74: an action whose insights are assumptions has the score %+v, confidence %s", second.RICE, second.Confidence)
	}
}

// The slices narrow down what is exported, and what they say they leave out.
func TestSlices(t *testing.T) {
	s := richStory()
	titles := func(o export.Options) string {
		items, _, err := export.Items(s.View, o)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, it := range items {
			out = append(out, it.Action)
		}
		return strings.Join(out, " ")
	}
	edited := map[string]int64{"act-1": 5, "act-2": 5, "ins-3": 9, "n8": 5}
	for want, o := range map[string]export.Options{
		"act-2 act-1":  {},
		"act-1":        {Theme: "seats"},
		"act-1 ":       {Persona: "buyer"},
		"":             {Theme: "seats", Actions: []string{"act-2"}},
		" act-1":       {Since: 8, Edited: edited},
		"  ":           {Since: 9, Edited: edited},
		"act-2 act-1 ": {Since: 4, Edited: edited},
	} {
		if got := titles(o); got != strings.TrimSpace(want) {
			t.Errorf("%+v: %q", o, got)
		}
	}
	if _, left, _ := export.Items(s.View, export.Options{Actions: []string{"act-2"}}); len(left) != 0 {
		t.Errorf("E-5: left out of what was not asked for: %+v", left)
	}
}

// What a page shows of Markdown is what it says: no heading of the report holds what somebody typed.
func TestReportReads(t *testing.T) {
	data := render(t, richStory(), export.Report).Files[0].Data
	headings := 0
	_ = ast.Walk(gfm.Parser().Parse(text.NewReader(data)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if n.Kind() == ast.KindHeading && in {
			headings++
		}
		return ast.WalkContinue, nil
	})
	for _, want := range []string{"# Session report\n", "## Decisions\n", "## Themes\n", "## Votes\n", "## Open questions\n", "## Left out\n", "7 dots of customers, 2 of the team", "Who decides how long", "Group bookings"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %q in\n%s", want, data)
		}
	}
	if headings != 14 {
		t.Errorf("%d headings", headings)
	}
}

// The report reads as minutes: what speaks against an insight, what is open, and what nobody has grouped at its end.
func TestReportIsMinutes(t *testing.T) {
	s := richStory()
	s.put("zone", "hear", fields{"title": "Hear"})
	s.insight("ins-9", "Fees surprise", "n4").F["counter"] = list("n8")
	s.put("hmw", "hmw-9", fields{"insight": "ins-9", "text": "show all fees first?"})
	for i := range 14 {
		s.note(fmt.Sprintf("z%02d", i), "p1", "observation", fmt.Sprintf("loose words %d", i))
	}
	got := string(render(t, s, export.Report).Files[0].Data)
	at := 0
	for _, want := range []string{
		"### Who does what by when\n", "By 2026-12-01", "### Declined\n", "because: the app shows it already",
		"**Insight 3:** Fees surprise.", "**Evidence:**", "nobody told me", "**Counter-evidence:** nobody has said yet", "kept the seats",
		"## Themes\n", "**Votes:** 7 dots of customers, 2 of the team", "## Open questions\n", "Who decides how long",
		"### How might we, without an action\n", "show all fees first?", "### Insights without an action\n", "Fees surprise",
		"Nobody has told us what they say", "Nobody has told us what they hear", "### Assumptions to check\n", "on purpose",
		"## Not grouped (19)\n", "loose words 0", "And 4 more", "## Left out\n",
	} {
		if want == "Nobody has told us what they say" {
			if strings.Contains(got, want) {
				t.Errorf("%q, though customers have", want)
			}
			continue
		}
		i := strings.Index(got[at:], want)
		if i < 0 {
			t.Fatalf("no %q in its place in\n%s", want, got)
		}
		at += i
	}
	if strings.Count(got, "loose words") != 10 {
		t.Error("all that nobody has grouped is dumped")
	}
}

// E-1: a declined action is no work, and is counted; who asks for it by name gets it, and Items always has it.
func TestDeclinedIsNoWork(t *testing.T) {
	s := richStory()
	for _, f := range everyFormat {
		b, want := render(t, s, f), f != export.CSV && f != export.JSON && f != export.Report
		left := slices.ContainsFunc(b.LeftOut, func(l export.LeftOut) bool {
			return l == export.LeftOut{Reason: export.Declined, Count: 1, Sentence: "1 action left out: declined, see the report."}
		})
		if left != want || strings.Contains(whole(t, b), "a letter, by hand") == want {
			t.Errorf("%s: left out: %v, want %v", f, left, want)
		}
	}
	if items, _, err := export.Items(s.View, options); err != nil || len(items) != 2 {
		t.Errorf("%d items, %v", len(items), err)
	}
}

// E-14, E-20: for whatever anybody types.
func FuzzFormats(f *testing.F) {
	for _, words := range traps {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		s := wordy(words)
		for _, format := range inMarkdown {
			for _, body := range prose(t, format, render(t, s, format)) {
				got := shapeOf(t, []byte(body))
				for _, l := range got.Links {
					if !strings.HasPrefix(l, options.BaseURL+"/b/board-7#") {
						t.Errorf("E-14: %s: a link to %q", format, l)
					}
				}
				for _, h := range got.Headings {
					if !ourHeadings.MatchString(h) {
						t.Errorf("E-14: %s: the heading %q", format, h)
					}
				}
				if got.Images+got.HTML+got.Code+got.Quotes+got.Tables+got.Dashes+got.Struck+got.Notes+got.Defs > 0 {
					t.Errorf("E-14: %s: %+v", format, got)
				}
			}
		}
		for _, format := range sheets {
			for _, row := range cells(t, render(t, s, format).Files[0].Data) {
				for _, c := range row {
					if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
						t.Errorf("E-20: %s: the cell %.40q", format, c)
					}
				}
			}
		}
	})
}

// The versioned JSON has lists where there is nothing, never null, and says what it is.
func TestJSONIsWhole(t *testing.T) {
	s := newShop()
	s.action("act", "Alone")
	for _, story := range []shop{s, richStory(), newShop()} {
		data := render(t, story, export.JSON).Files[0].Data
		var m struct {
			Format string
			Items  []map[string]any
		}
		if err := json.Unmarshal(data, &m); err != nil || m.Format != "feltboard.export/1" || m.Items == nil || bytes.Contains(data, []byte("null")) {
			t.Errorf("%v in\n%s", err, data)
		}
	}
}
