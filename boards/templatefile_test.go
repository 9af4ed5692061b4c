package boards_test

import (
	"bytes"
	"cmp"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/fixture"
)

func TestATemplatesFileIsReadAsItWasWritten(t *testing.T) {
	for _, tmpl := range append(boards.Templates, boardtest.Plain()) {
		file := boards.FormatTemplate(tmpl)
		read, err := boards.ParseTemplate(file)
		if err != nil {
			t.Errorf("%s: %v", tmpl.ID, err)
			continue
		}
		if again := boards.FormatTemplate(read); !bytes.Equal(again, file) {
			t.Errorf("%s is written in two ways", tmpl.ID)
		}
		read.ID, read.Front = tmpl.ID, tmpl.Front
		if want := bare(tmpl); !reflect.DeepEqual(read, want) {
			t.Errorf("%s is read as another", tmpl.ID)
		}
	}
}

// bare is a template whose empty lists are none, and whose questions say what they are about.
func bare(t boards.Template) boards.Template {
	phases := append([]boards.PhaseTemplate(nil), t.Phases...)
	for i, p := range phases {
		if len(p.Listen) == 0 {
			phases[i].Listen = nil
		}
		if len(p.Comment) == 0 {
			phases[i].Comment = nil
		}
		if p.Ask != nil {
			ask := *p.Ask
			ask.Of = cmp.Or(ask.Of, "theme")
			phases[i].Ask = &ask
		}
	}
	t.Phases = phases
	return t
}

const smallest = `{"format":"feltboard.template/1","title":"T","zones":[{"title":"Z","area":"a"}],"phases":[{"title":"P",` + plainRules + `}]}`
const plainRules = `"rules":{"write":[],"edit":"own","move":[],"see":"all","authors":"named","presence":"none"}`

func TestATemplatesFileIsReadStrictly(t *testing.T) {
	if _, err := boards.ParseTemplate([]byte(smallest)); err != nil {
		t.Fatal(err)
	}
	secret := "SECRET"
	for name, c := range map[string]struct{ old, new, field string }{
		"not JSON":                  {`{"format"`, `{format`, ""},
		"doubled":                   {`"title":"T"`, `"title":"T","title":"SECRET"`, ""},
		"another format":            {`template/1`, `template/SECRET`, "format"},
		"no title":                  {`"title":"T",`, ``, "title"},
		"unknown member":            {`"title":"T"`, `"title":"T","SECRET":1`, ""},
		"folded member":             {`"title":"T"`, `"Title":"T"`, ""},
		"too long":                  {`"title":"T"`, `"title":"` + strings.Repeat(secret, 11) + `"`, "title"},
		"hidden character":          {`"title":"Z"`, `"title":"a\u202eSECRET"`, "zones[0].title"},
		"no zones":                  {`[{"title":"Z","area":"a"}]`, `[]`, "zones"},
		"too many zones":            {`{"title":"Z","area":"a"}`, strings.Repeat(`{"title":"Z","area":"a"},`, 80) + `{"title":"Z"}`, "zones"},
		"a zone that is none":       {`{"title":"Z","area":"a"}`, `"SECRET"`, "zones[0]"},
		"only columns":              {`"area":"a"`, `"area":"a","kind":"column"`, "zones"},
		"no such kind":              {`"area":"a"`, `"area":"a","kind":"SECRET"`, "zones[0].kind"},
		"no such column":            {`"area":"a"`, `"area":"a","column":"SECRET"`, "zones[0].column"},
		"a key that is an area":     {`"area":"a"`, `"area":"a","key":"a"`, "zones[0].key"},
		"unknown member of a zone":  {`"area":"a"`, `"area":"a","SECRET":1`, "zones[0]"},
		"minutes as a word":         {`"title":"P"`, `"title":"P","minutes":"SECRET"`, "phases[0].minutes"},
		"too many minutes":          {`"title":"P"`, `"title":"P","minutes":601`, "phases[0].minutes"},
		"no rules":                  {`,` + plainRules, ``, "phases[0].rules"},
		"half the rules":            {`"edit":"own",`, ``, "phases[0].rules"},
		"nobody of that role":       {`"write":[]`, `"write":["SECRET"]`, "phases[0].rules"},
		"a zone that is not there":  {`"title":"P"`, `"title":"P","zones":["SECRET"]`, "phases[0].zones"},
		"a question of no kind":     {`"title":"P"`, `"title":"P","ask":{"kind":"SECRET","of":"note","roles":[],"limit":0,"budget":0,"split":false}`, "phases[0].ask"},
		"a scale of nothing":        {`"title":"P"`, `"title":"P","ask":{"kind":"scale","of":"note","roles":[],"limit":0,"budget":0,"split":false}`, "phases[0].questions"},
		"questions nobody is asked": {`"title":"P"`, `"title":"P","questions":["SECRET"]`, "phases[0].questions"},
		"what came of a question":   {`"title":"P"`, `"title":"P","results":[]`, "phases[0]"},
	} {
		file := strings.Replace(smallest, c.old, c.new, 1)
		_, err := boards.ParseTemplate([]byte(file))
		if err == nil || err.Field != c.field {
			t.Errorf("%s: %+v", name, err)
		} else if strings.Contains(err.Message+err.Field, secret) {
			t.Errorf("%s: the answer repeats the file: %v", name, err)
		}
	}
	if _, err := boards.ParseTemplate(bytes.Repeat([]byte(" "), boards.MaxTemplateBytes+1)); err == nil || err.Code != boards.TooLong {
		t.Errorf("a file without end: %v", err)
	}
}

// A board's zones and agenda make the same board again; nothing that was written there goes with them.
func TestATemplateOfABoard(t *testing.T) {
	for _, tmpl := range append(boards.Templates, boardtest.Plain()) {
		first := newBoard(t, tmpl, boards.BoardInfo{Title: "First"})
		saved, err := boards.ParseTemplate(boards.FormatTemplate(boards.TemplateOf(first, "Saved")))
		if err != nil {
			t.Errorf("%s: %v", tmpl.ID, err)
			continue
		}
		second := newBoard(t, saved, boards.BoardInfo{Title: "Second"})
		for _, typ := range []string{"zone", "phase"} {
			a, b := boardtest.Sorted(first, typ), boardtest.Sorted(second, typ)
			for i := range a {
				if !reflect.DeepEqual(shape(first, a[i]), shape(second, b[i])) {
					t.Errorf("%s: %s %d is another", tmpl.ID, typ, i)
				}
			}
		}
	}
}

// shape is a record's fields with titles in the place of ids.
func shape(s *boards.State, r *boards.Record) map[string]any {
	out := map[string]any{}
	for name, v := range r.F {
		switch v := v.(type) {
		case string:
			if z := s.Record(v); z != nil {
				out[name] = z.Str("title")
				continue
			}
		case []any:
			if name == "zones" {
				var titles []string
				for _, id := range v {
					z := s.Record(id.(string))
					if titles = append(titles, z.Str("title")); z.Str("column") != "" {
						titles = append(titles, s.Record(z.Str("column")).Str("title"))
					}
				}
				out[name] = titles
				continue
			}
		}
		out[name] = v
	}
	return out
}

// I-7: a template holds nothing of what people did, after any work.
func TestATemplateOfABoardHoldsNothingOfItsPeople(t *testing.T) {
	for seed := range uint64(10) {
		rng := rand.New(rand.NewPCG(seed, 11))
		r := boardtest.NewRoom(rng)
		before := boards.FormatTemplate(boards.TemplateOf(r.State, "T"))
		for _, a := range r.Actors[:6] {
			r.Ask(a, boardtest.NoteOp(rng, r.State, r.State.Role(a.Member), "SECRET words", false))
		}
		r.ToPhase(1)
		r.ToPhase(2)
		r.System([]boards.Op{{Kind: boards.Set, ID: r.State.Phase(), F: map[string]any{"among": []any{r.Board}, "round": int64(3), "budget": int64(4), "closed": true}}})
		after := boards.FormatTemplate(boards.TemplateOf(r.State, "T"))
		if !bytes.Equal(before, after) {
			t.Errorf("seed %d: what people did is in the template:\n%s", seed, after)
		}
	}
}

func FuzzParseTemplate(f *testing.F) {
	f.Add([]byte(smallest))
	f.Add(fixture.Plain)
	f.Fuzz(func(t *testing.T, file []byte) {
		tmpl, err := boards.ParseTemplate(file)
		if err != nil {
			return
		}
		written := boards.FormatTemplate(tmpl)
		again, err := boards.ParseTemplate(written)
		if err != nil || !bytes.Equal(boards.FormatTemplate(again), written) {
			t.Fatalf("%v\n%s", err, written)
		}
		newBoard(t, tmpl, boards.BoardInfo{Title: "T"})
	})
}
