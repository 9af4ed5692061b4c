package text_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards/testdata/vectors"
	"feltboard/boards/text"
)

// vectorFile is testdata/vectors/text.json. A null result means that the call
// is refused.
type (
	vectorFile struct {
		Apply     []applyCase     `json:"apply"`
		Parse     []parseCase     `json:"parse"`
		Compose   []composeCase   `json:"compose"`
		Transform []transformCase `json:"transform"`
		Invert    []invertCase    `json:"invert"`
		Caret     []caretCase     `json:"caret"`
		Length    []lengthCase    `json:"length"`
	}
	applyCase struct {
		S   string    `json:"s"`
		E   text.Edit `json:"e"`
		Out *string   `json:"out"`
	}
	parseCase struct {
		JSON string     `json:"json"`
		Edit *text.Edit `json:"edit"`
		Lax  bool       `json:"lax,omitempty"` // JSON.parse loses what is wrong with it
	}
	composeCase struct {
		A  text.Edit `json:"a"`
		B  text.Edit `json:"b"`
		AB text.Edit `json:"ab"`
	}
	transformCase struct {
		A     text.Edit `json:"a"`
		B     text.Edit `json:"b"`
		Left  text.Edit `json:"left"`
		Right text.Edit `json:"right"`
	}
	invertCase struct {
		S       string    `json:"s"`
		E       text.Edit `json:"e"`
		Inverse text.Edit `json:"inverse"`
	}
	caretCase struct {
		E   text.Edit `json:"e"`
		Pos []int     `json:"pos"` // where carets 0, 1, 2, … go
	}
	lengthCase struct {
		E      text.Edit `json:"e"`
		Base   int       `json:"base"`
		Insert int       `json:"insert"`
		Delta  int       `json:"delta"`
	}
)

// traps are strings whose length depends on who counts.
var traps = []string{
	"", "a", "😀", "a😀b", "👩\u200d👩\u200d👧\u200d👦", "e\u0301", "é", "🇩🇪🇪🇸", "\u2028\u2029", "\ufeff", "👍🏽",
	"\U0010ffff\uffff", "\ue000\uf8ff", "<b>&amp;</b>", "\"\\\n\t\x01\x7f", "中文", "ﷺ",
}

func freshVectors() vectorFile {
	var v vectorFile
	g := gen{rand.New(rand.NewPCG(20261121, 1)), 6}

	apply := func(s string, e text.Edit) {
		c := applyCase{S: s, E: e}
		if out, err := e.Apply(s); err == nil {
			c.Out = &out
		}
		v.Apply = append(v.Apply, c)
	}
	for _, s := range traps {
		n := points(s)
		apply(s, nil)
		apply(s, text.New(text.Retain(n), text.Insert("|")))
		apply(s, text.New(text.Delete(n)))
		apply(s, text.New(text.Delete(n+1)))
		apply(s, text.New(text.Retain(n/2), text.Insert(s), text.Delete(n-n/2)))
		apply(s, text.New(text.Retain(n+1), text.Insert("x")))
	}
	for range 100 {
		s := g.text(8)
		apply(s, g.edit(points(s)))
		apply(s, g.edit(points(s)+2))
	}

	parse := func(source string) {
		c := parseCase{JSON: source, Lax: slices.Contains(lax, source)}
		if e, err := text.Parse([]byte(source)); err == nil {
			c.Edit = &e
		}
		v.Parse = append(v.Parse, c)
	}
	for _, source := range slices.Concat(lax, sources) {
		parse(source)
	}

	for range 120 {
		s := g.text(8)
		a, b := g.edit(points(s)), g.edit(points(s))
		c := g.edit(points(s) + a.Delta())
		v.Compose = append(v.Compose, composeCase{a, c, text.Compose(a, c)})
		v.Transform = append(v.Transform, transformCase{a, b, text.Transform(a, b, text.Left), text.Transform(a, b, text.Right)})
		v.Invert = append(v.Invert, invertCase{s, a, text.Invert(a, s)})
		carets := make([]int, points(s)+1)
		for pos := range carets {
			carets[pos] = text.MapCaret(pos, a)
		}
		v.Caret = append(v.Caret, caretCase{a, carets})
	}
	for range 30 {
		e := g.edit(12)
		v.Length = append(v.Length, lengthCase{e, e.BaseLen(), e.InsertLen(), e.Delta()})
	}
	return v
}

// lax are refused, but look right after JSON.parse.
var lax = []string{`[1.0,"a"]`, `[1e0,"a"]`, `[10E-1]`}

var sources = []string{
	`[]`, ` [ 1 , "a" ] `, `[0]`, `[""]`, `[5]`, `[-5]`, `[1,2,"a"]`, `["a","b"]`, `[-1,-2]`, `[-1,"a"]`,
	`["a",-1,"b"]`, `[-1,"a",-1,"b",0,"c",3]`, `[1,-1,1,"x",1]`, `[1,0,"",2,"x"]`, `["\ud83d\ude00"]`, `["😀\u2028"]`,
	`["\u0001\u007f<&>\/"]`, `[2147483647,"a"]`, `[-2147483647]`,
	`[2147483648]`, `[-2147483648]`, `[2147483647,1,"a"]`, `[-2147483647,1]`, `[-0]`, `[0.5]`, `[1.5,"a"]`, `[1e10]`,
	`[9007199254740993]`, `[1e999]`, `["\ud800"]`, `["\udc00\ud800"]`, `["a\u0000"]`, `[null]`, `[true]`, `[[1]]`,
	`[{}]`, `{}`, `null`, `1`, `"a"`, ``, `[`, `[1`, `[1,]`, `[,1]`, `[1 2]`, `[01]`, `[+1]`, `[1] 2`, `[1]]`, `['a']`,
	"[\"\n\"]", `["a]`, `[NaN]`, `[-"a"]`,
}

func TestVectors(t *testing.T) {
	var v vectorFile
	vectors.Load(t, "text", &v, freshVectors)
	for _, c := range v.Apply {
		got, err := c.E.Apply(c.S)
		if (err == nil) != (c.Out != nil) || err == nil && got != *c.Out {
			t.Errorf("%v.Apply(%q) = %q, %v", c.E, c.S, got, err)
		}
	}
	for _, c := range v.Parse {
		got, err := text.Parse([]byte(c.JSON))
		if (err == nil) != (c.Edit != nil) || err == nil && !slices.Equal(got, *c.Edit) {
			t.Errorf("Parse(%s) = %v, %v", c.JSON, got, err)
		}
	}
	for _, c := range v.Compose {
		if got := text.Compose(c.A, c.B); !slices.Equal(got, c.AB) {
			t.Errorf("Compose(%v, %v) = %v, want %v", c.A, c.B, got, c.AB)
		}
	}
	for _, c := range v.Transform {
		if got := text.Transform(c.A, c.B, text.Left); !slices.Equal(got, c.Left) {
			t.Errorf("Transform(%v, %v, Left) = %v, want %v", c.A, c.B, got, c.Left)
		}
		if got := text.Transform(c.A, c.B, text.Right); !slices.Equal(got, c.Right) {
			t.Errorf("Transform(%v, %v, Right) = %v, want %v", c.A, c.B, got, c.Right)
		}
	}
	for _, c := range v.Invert {
		if got := text.Invert(c.E, c.S); !slices.Equal(got, c.Inverse) {
			t.Errorf("Invert(%v, %q) = %v, want %v", c.E, c.S, got, c.Inverse)
		}
	}
	for _, c := range v.Caret {
		for pos, want := range c.Pos {
			if got := text.MapCaret(pos, c.E); got != want {
				t.Errorf("MapCaret(%d, %v) = %d, want %d", pos, c.E, got, want)
			}
		}
	}
	for _, c := range v.Length {
		if c.E.BaseLen() != c.Base || c.E.InsertLen() != c.Insert || c.E.Delta() != c.Delta {
			t.Errorf("%v needs %d, inserts %d, grows by %d", c.E, c.E.BaseLen(), c.E.InsertLen(), c.E.Delta())
		}
	}
}

func TestParseLimitsComponents(t *testing.T) {
	most := "[" + strings.Repeat("1,", text.MaxComponents-1) + `"a"]`
	if e, err := text.Parse([]byte(most)); err != nil || e.BaseLen() != text.MaxComponents-1 {
		t.Errorf("%d components: %v", text.MaxComponents, err)
	}
	if _, err := text.Parse([]byte("[0," + most[1:])); err == nil {
		t.Errorf("%d components are not refused", text.MaxComponents+1)
	}
}

func TestEditIsAJSONValue(t *testing.T) {
	var op struct{ E text.Edit }
	if err := json.Unmarshal([]byte(`{"E":[-1,"a<"]}`), &op); err != nil {
		t.Fatal(err)
	}
	if want := text.New(text.Insert("a<"), text.Delete(1)); !slices.Equal(op.E, want) {
		t.Errorf("read %v, want %v", op.E, want)
	}
	if b, err := json.Marshal(struct{ E text.Edit }{}); err != nil || string(b) != `{"E":[]}` {
		t.Errorf("the nil edit is written %s, %v", b, err)
	}
	for _, bad := range []string{"[\"\xff\"]", "[\"\xed\xa0\x80\"]"} {
		if err := op.E.UnmarshalJSON([]byte(bad)); err == nil {
			t.Errorf("%q is not refused", bad)
		}
	}
}
