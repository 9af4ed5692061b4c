package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"feltboard/boards"
	"feltboard/export/intake"

	"github.com/google/go-cmp/cmp"
)

var zones = []intake.Zone{{"z1", "Says"}, {"z2", "Thinks"}, {"z3", "Does"}, {"z4", "Feels"}}

func read(t testing.TB, text string, o intake.Options) intake.Read {
	t.Helper()
	o.Zones = zones
	r, err := intake.File([]byte(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// say writes rows as a table test can compare: what is as usual is left out.
func say(rows []intake.Row) []string {
	var out []string
	for _, r := range rows {
		s := fmt.Sprintf("%d %q", r.N, r.Text)
		for _, f := range []struct{ name, v, usual string }{
			{"whose", r.Whose, ""}, {"customer", r.Customer, ""}, {"source", r.Source, "other"}, {"ref", r.Ref, ""}, {"date", r.Date, ""}, {"zone", r.Zone, ""},
			{"kind", r.Kind, "observation"}, {"consent", r.Consent, "room"}, {"PROBLEM", r.Problem, ""}, {"notice", r.Notice, ""},
		} {
			if f.v != f.usual {
				s += fmt.Sprintf(" %s=%s", f.name, f.v)
			}
		}
		out = append(out, s)
	}
	return out
}

func TestFiles(t *testing.T) {
	for _, c := range []struct {
		name, file string
		o          intake.Options
		want       []string
	}{
		{"B-80: a spreadsheet in English", "Note,Who,Company,Date,Source,Ref,Zone,Consent\nI lost my seats,Ann,Acme,2026-11-02,interview,Call 7,says,yes\n", intake.Options{},
			[]string{`2 "I lost my seats" whose=Ann customer=Acme source=interview ref=Call 7 date=2026-11-02 zone=Says consent=quote`}},
		{"a spreadsheet in German, with semicolons and a BOM", "\ufeffNotiz;Firma;Datum;Quelle;Bereich;Einwilligung\n\"Ich kaufe; dann\nwarte ich\";Müller;02.11.2026;Umfrage;fühlt;sinngemäß\n", intake.Options{},
			[]string{`2 "Ich kaufe; dann\nwarte ich" customer=Müller source=survey date=2026-11-02 zone=Feels kind=quote consent=paraphrase`}},
		{"a spreadsheet in Spanish, with tabs and old line ends", "Comentario\tEmpresa\tFecha\rNo entiendo\tSol\t2/11/2026\rNada\tSol\t13/11/2026\r", intake.Options{},
			[]string{`2 "No entiendo" customer=Sol date=2026-11-02`, `3 "Nada" customer=Sol date=2026-11-13`}},
		{"a date that could be two is left out, and that is said", "text,date\na,3/4/2026\n", intake.Options{},
			[]string{`2 "a" notice=The date “3/4/2026” was left out: nobody can tell its day from its month. Write it like 2026-11-02.`}},
		{"a plain list", "First thing, and more\n\nSecond thing\n", intake.Options{Source: "interview", Consent: "quote"},
			[]string{`1 "First thing, and more" source=interview consent=quote`, `3 "Second thing" source=interview consent=quote`}},
		{"a survey: each answer is a note, blank ones are none", "Account,What annoys you?,What do you like?\nAcme,The wait,\nSol,,\"Fast, cheap\"\n", intake.Options{Source: "survey"},
			[]string{`2 "The wait" customer=Acme source=survey ref=What annoys you? kind=quote`, `3 "Fast, cheap" customer=Sol source=survey ref=What do you like? kind=quote`}},
		{"a survey whose columns get zones", "Account,What annoys you?,Likes\nAcme,The wait,Speed\n", intake.Options{Columns: map[string]string{"What annoys you?": "answer:Feels", "Likes": "answer:Says"}},
			[]string{`2 "The wait" customer=Acme ref=What annoys you? zone=Feels`, `2 "Speed" customer=Acme ref=Likes zone=Says`}},
		{"a quote that is never closed spoils its row alone", "text,who\n\"open,Ann\nfine,Bob\n", intake.Options{},
			[]string{`2 "\"open,Ann" PROBLEM=A quotation mark opens in this row and is never closed. Close it, or take it out.`, `3 "fine" whose=Bob`}},
		{"quotes within a field stand for themselves", "text,who\nhe said \"no\" twice,Ann\n\"a \"\"b\"\" c\",Bob\n", intake.Options{},
			[]string{`2 "he said \"no\" twice" whose=Ann`, `3 "a \"b\" c" whose=Bob`}},
		{"no words", "text,who\n,Ann\n", intake.Options{}, []string{`2 "" whose=Ann PROBLEM=There are no words in this row. Write some, or delete the row.`}},
		{"more fields than columns", "text,who\na,b,c\n", intake.Options{}, []string{`2 "a" whose=b PROBLEM=This row has 3 fields, but there are 2 columns. Put quotation marks around words with the delimiter in them.`}},
		{"hostile words stay words", "text\n=HYPERLINK(\"http://x\")\n<script>alert(1)</script>\n'=1+1\n\u202Eevil\u0007\n", intake.Options{},
			[]string{`2 "=HYPERLINK(\"http://x\")"`, `3 "<script>alert(1)</script>"`, `4 "=1+1"`, `5 "evil" notice=Characters that cannot be seen were taken out.`}},
		{"what is not known is said", "text,zone,kind,consent\na,Moon,poem,maybe\n", intake.Options{},
			[]string{`2 "a" notice=The kind “poem” is not known: it comes in as an observation. The consent “maybe” is not known: it stays in this room. There is no zone “Moon” on this board.`}},
		{"a spreadsheet's own word for the delimiter", "sep=;\ntext;who\na;b\n", intake.Options{}, []string{`3 "a" whose=b`}},
		{"Markdown: headings, bullets and quotations", "# Interview with Ann\n\n## Says\n\n- *I never* know &amp; wait\n  - a part of it\n\n> “They gave up”\n\n## Call 7\n\n1. first\\_thing\n", intake.Options{Source: "interview"},
			[]string{`5 "I never know & wait" source=interview ref=Interview with Ann zone=Says`, `6 "a part of it" source=interview ref=Interview with Ann zone=Says`,
				`8 "“They gave up”" source=interview ref=Interview with Ann zone=Says kind=quote`, `12 "first_thing" source=interview ref=Call 7`}},
		{"JSON: objects, with the source as one", `[{"text":"a","source":{"type":"survey","ref":"Q3","date":"2026-11-02T10:00:00Z"},"customer":"Acme"},"b",7]`, intake.Options{},
			[]string{`1 "a" customer=Acme source=survey ref=Q3 date=2026-11-02 kind=quote`, `2 "b"`, `3 "" PROBLEM=This is neither an object nor text. Write it as {"text": "…"}.`}},
		{"JSON: an object with notes", `{"format":"x","notes":[{"text":"a","who":null}]}`, intake.Options{}, []string{`1 "a"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, say(read(t, c.file, c.o).Rows)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestColumnsThatNobodyKnowsAreListed(t *testing.T) {
	got := read(t, "Feedback;NPS;Firma;Firma\nfine;9;Acme;\n", intake.Options{Columns: map[string]string{"Firma (2)": "skip"}}).Columns
	want := []intake.Column{{"Feedback", "text", "", "fine"}, {"NPS", "", "", "9"}, {"Firma", "customer", "", "Acme"}, {"Firma (2)", "skip", "", ""}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	none := read(t, "x;y\n1;2\n", intake.Options{})
	if none.Problem == "" || len(none.Rows) != 0 || len(none.Columns) != 2 {
		t.Errorf("without a column of words: %+v", none)
	}
}

func TestEncodings(t *testing.T) {
	text := "text;who\nÄrger über „Größe“;Jürgen\n"
	little, big := []byte{0xff, 0xfe}, []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(text)) {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	western := []byte("text;who\n\xc4rger \xfcber \x84Gr\xf6\xdfe\x93;J\xfcrgen\n")
	for name, data := range map[string][]byte{
		"UTF-8": []byte(text), "UTF-8 ": []byte("\ufeff" + text), "UTF-16": little, "UTF-16 ": big, "UTF-16  ": little[2:], "Windows-1252": western,
	} {
		got, err := intake.File(data, intake.Options{})
		if err != nil || got.Encoding != strings.TrimSpace(name) || len(got.Rows) != 1 || got.Rows[0].Text != "Ärger über „Größe“" || got.Rows[0].Whose != "Jürgen" {
			t.Errorf("%s: %v %+v", name, err, got)
		}
	}
	for name, data := range map[string]string{
		"a spreadsheet": "PK\x03\x04 and so on", "a PDF": "%PDF-1.7", "binary": "a\x00b\x01\x00", "Cyrillic": "\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0\n", "half of UTF-16": "\xff\xfea",
		"nothing": " \n", "too much": strings.Repeat("a", intake.MaxBytes+1), "UTF-8 that is none": "\ufeffa\xff",
	} {
		if _, err := intake.File([]byte(data), intake.Options{}); !intake.IsRefusal(err) {
			t.Errorf("%s came in: %v", name, err)
		}
	}
}

func TestNothingIsCut(t *testing.T) {
	long := strings.Repeat("ä", boards.MaxNoteText)
	rows := read(t, "text\n"+long+"\n"+long+"x\n", intake.Options{}).Rows
	if rows[0].Problem != "" || rows[0].Text != long {
		t.Errorf("a note of %d characters: %s", boards.MaxNoteText, rows[0].Problem)
	}
	if rows[1].Problem != "This has 5001 characters; a note takes 5000. Shorten it, or make several rows of it." {
		t.Errorf("one more: %q", rows[1].Problem)
	}
	if _, err := intake.File([]byte("text\n"+strings.Repeat("a\n", intake.MaxRows)), intake.Options{}); err != nil {
		t.Errorf("%d rows: %v", intake.MaxRows, err)
	}
	for _, f := range []string{"text\n" + strings.Repeat("a\n", intake.MaxRows+1), strings.Repeat("- a\n", intake.MaxRows+1), "[" + strings.Repeat(`"a",`, intake.MaxRows) + `"a"]`} {
		if _, err := intake.File([]byte(f), intake.Options{}); !intake.IsRefusal(err) {
			t.Errorf("more than %d rows came in: %v", intake.MaxRows, err)
		}
	}
}

func TestBrokenJSONSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		"[\n{\"text\": oops}]":           "This is not JSON: something is wrong at line 2.",
		"[] []":                          "Something follows after the JSON. Take it out.",
		`{"a":1}`:                        "The JSON is not an array of objects. Each note is an object with text, whose, customer, source, ref, date, zone, kind and consent.",
		`[{"text":"a","text":"b"}]`:      "This is not JSON: something is wrong at line 1.",
		strings.Repeat("[", 20000) + "1": "This is not JSON: something is wrong at line 1.",
	} {
		if _, err := intake.File([]byte(text), intake.Options{Format: intake.JSON}); err == nil || err.Error() != want {
			t.Errorf("%.30q: %v", text, err)
		}
	}
}

func TestIDs(t *testing.T) {
	row := intake.Row{Text: "a", Source: "survey", Ref: "Q3", Customer: "Acme"}
	id := row.ID([]byte("key"), "board")
	if !boards.ValidID(id) {
		t.Fatalf("B-1: %s is no record id", id)
	}
	same := row
	same.Whose, same.Zone, same.Consent, same.Date, same.Customer = "Ann", "Says", "quote", "2026-11-02", " ACME"
	if same.ID([]byte("key"), "board") != id {
		t.Error("B-80: the same source, ref, customer and text are another note")
	}
	for name, other := range map[string]string{
		"text": intake.Row{Text: "b", Source: "survey", Ref: "Q3", Customer: "Acme"}.ID([]byte("key"), "board"), "board": row.ID([]byte("key"), "other"), "key": row.ID([]byte("other"), "board"),
		"parts": intake.Row{Text: "a", Source: "survey", Ref: "Q3A", Customer: "cme"}.ID([]byte("key"), "board"),
	} {
		if other == id || !boards.ValidID(other) {
			t.Errorf("another %s: %s", name, other)
		}
	}
}

// Whatever comes, it is refused or its rows fit into a note or say why not.
func FuzzFile(f *testing.F) {
	for _, s := range []string{"text,who\na,b\n", "# Says\n- a\n> b\n", `[{"text":"a"}]`, "\xff\xfea\x00", "text;date\n\"x\ny\";1/2/26\n", "---\nid: 'x'\n---\n\n" + "<!-- SECTION:DESCRIPTION:BEGIN -->\n### Evidence\n- P1 · quote · “a · “b””\n"} {
		f.Add([]byte(s), "")
		f.Add([]byte(s), "csv")
	}
	f.Fuzz(func(t *testing.T, data []byte, format string) {
		got, err := intake.File(data, intake.Options{Format: intake.Format(format), Zones: zones})
		if err != nil {
			if !intake.IsRefusal(err) {
				t.Fatal(err)
			}
			return
		}
		if len(got.Rows) > intake.MaxRows {
			t.Fatalf("%d rows", len(got.Rows))
		}
		for _, r := range got.Rows {
			if r.Problem != "" {
				continue
			}
			id := r.ID(nil, "board")
			_, refused := boards.Admit(boards.NewState(), boards.Env{}, boards.Actor{System: true}, boards.Mutation{Ops: []boards.Op{{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "note", F: map[string]any{
				"text": r.Text, "whose": r.Whose, "customer": r.Customer, "kind": r.Kind, "consent": r.Consent,
				"source": map[string]any{"type": r.Source, "ref": r.Ref, "date": r.Date},
			}}}}})
			if err := refused; err != nil || r.Text == "" {
				t.Fatalf("row %d does not fit: %v %+v", r.N, err, r)
			}
		}
	})
}

// What exports hold of evidence comes back (not what consent kept on the board, and no names).
func TestExportsComeBack(t *testing.T) {
	want := []string{
		`"I lost my seats while typing the card number" whose=P1 date=2026-11-21 kind=quote`, `"nobody told me the seats were gone" kind=quote`,
		`"we bought them twice, to be sure" whose=P4 source=interview date=2026-11-02 kind=quote`, `"paid by phone and kept the seats" whose=P4 date=2026-11-21`,
		`"They think we do it on purpose" whose=T1 date=2026-11-21 kind=assumption`,
	}
	for pattern, more := range map[string][]string{
		"story/*514409*.md": nil, "format-json/feltboard.json": nil,
		"format-report/session-report.md": {`"Who decides how long a seat is held?" whose=P4 date=2026-11-21 kind=question`},
	} {
		files, err := filepath.Glob("../testdata/golden/" + pattern)
		if err != nil || len(files) != 1 {
			t.Fatal(pattern, files, err)
		}
		file, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		r := read(t, string(file), intake.Options{})
		var got []string
		paraphrased := 0
		for _, row := range r.Rows {
			if row.Problem != "" {
				paraphrased++
				continue
			}
			_, said, _ := strings.Cut(say([]intake.Row{row})[0], " ")
			if !slices.Contains(got, said) {
				got = append(got, said)
			}
		}
		slices.Sort(got)
		if d := cmp.Diff(slices.Sorted(slices.Values(append(slices.Clone(want), more...))), got); d != "" || r.Notice != "" || r.Problem != "" || paraphrased != 1 {
			t.Errorf("%s: %s %s %s, %d paraphrased", pattern, d, r.Notice, r.Problem, paraphrased)
		}
	}
}

// What somebody of the team brings in must not keep a core busy: each of these once took time by the square of its length, 2 to
// 30 seconds for a tenth of it.
func TestFilesMadeToBeSlowAreReadAtOnce(t *testing.T) {
	for name, unit := range map[string]string{"open quotes": "\"a\n", "open quotes within": "x,\"a\n", "bullets": "- a\n", "numbers": "1. a\n", "quotations": "> ", "links": "[a](", "definitions": "[a]: b\n"} {
		for _, format := range []intake.Format{"", intake.CSV, intake.Markdown} {
			text := strings.Repeat(unit, intake.MaxBytes/len(unit)-2) + "a"
			began := time.Now()
			_, err := intake.Text(text, intake.Options{Format: format})
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("%s as %q took %s (%v)", name, format, took, err)
			}
		}
	}
	read, err := intake.Text("# Says\n\n----------------------------------------------------------------\n\n> > - I lost [my](https://x.example) seats\n", intake.Options{Format: intake.Markdown})
	if err != nil || read.Problem != "" {
		t.Errorf("%v, %q", err, read.Problem)
	}
}
