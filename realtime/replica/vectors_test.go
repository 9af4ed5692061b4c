package replica

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/canon"
	"feltboard/boards/testdata/vectors"
	"feltboard/boards/text"
)

// vectorFile is testdata/vectors/recover.json, which web/src/model/recover.test.ts reads, too.
type (
	vectorFile struct {
		Align []alignCase `json:"align"`
		Own   []ownCase   `json:"own"`
		Plan  []planCase  `json:"plan"`
	}
	alignCase struct {
		A    string    `json:"a"`
		B    string    `json:"b"`
		Edit text.Edit `json:"edit"`
	}
	ownCase struct {
		Base    string       `json:"base"`
		Strokes []strokeCase `json:"strokes"`
		Part    text.Edit    `json:"part"`
		Now     string       `json:"now"`
		Back    text.Edit    `json:"back"`
	}
	strokeCase struct {
		Own  bool      `json:"own"`
		Edit text.Edit `json:"edit"`
	}
	planCase struct {
		Steps    []stepCase           `json:"steps"`
		Bases    map[string]string    `json:"bases"` // by "id/field"
		Typed    map[string]text.Edit `json:"typed"`
		Last     json.RawMessage      `json:"last"` // records
		Now      json.RawMessage      `json:"now"`
		Doubtful bool                 `json:"doubtful"`
		Asks     json.RawMessage      `json:"asks"`    // lists of ops
		Waiting  []string             `json:"waiting"` // ids
		Unfit    []string             `json:"unfit"`   // words
	}
	stepCase struct {
		Op    string          `json:"op"`
		ID    string          `json:"id"`
		Type  string          `json:"type,omitempty"`
		F     json.RawMessage `json:"f,omitempty"`
		Field string          `json:"field,omitempty"`
		Was   json.RawMessage `json:"was,omitempty"`
		Now   json.RawMessage `json:"now,omitempty"`
		Over  *text.Edit      `json:"over,omitempty"`
		Edit  *text.Edit      `json:"edit,omitempty"`
	}
)

func TestVectors(t *testing.T) {
	var v vectorFile
	vectors.Load(t, "recover", &v, freshVectors)
	for _, c := range v.Align {
		if got := align(c.A, c.B); !slices.Equal(got, c.Edit) {
			t.Errorf("align(%q, %q) = %v, want %v", c.A, c.B, got, c.Edit)
		}
		if b, err := c.Edit.Apply(c.A); err != nil || b != c.B {
			t.Errorf("%v makes %q of %q, %v", c.Edit, b, c.A, err)
		}
	}
	for _, c := range v.Own {
		if part := ownPart(c.Base, strokesOf(c.Strokes)); !slices.Equal(part, c.Part) {
			t.Errorf("own part of %q, %v is %v, want %v", c.Base, c.Strokes, part, c.Part)
		}
		if back := broughtBack(c.Base, c.Part, c.Now); !slices.Equal(back, c.Back) {
			t.Errorf("%v on %q brought to %q is %v, want %v", c.Part, c.Base, c.Now, back, c.Back)
		}
	}
	for i, c := range v.Plan {
		got := c
		got.decide(t)
		if string(got.Asks) != string(c.Asks) || !slices.Equal(got.Waiting, c.Waiting) || !slices.Equal(got.Unfit, c.Unfit) {
			t.Errorf("plan %d: %s waiting %q unfit %q, want %s, %q, %q", i, got.Asks, got.Waiting, got.Unfit, c.Asks, c.Waiting, c.Unfit)
		}
	}
}

// decide fills in what is to become of a case.
func (c *planCase) decide(t testing.TB) {
	t.Helper()
	var steps []Step
	for _, s := range c.Steps {
		step := Step{Kind: boards.OpKind(s.Op), ID: s.ID, Type: s.Type, Field: s.Field, Was: value(t, s.Was), Now: value(t, s.Now)}
		step.F, _ = value(t, s.F).(map[string]any)
		if s.Over != nil {
			step.Over, step.Edit = *s.Over, *s.Edit
		}
		steps = append(steps, step)
	}
	bases, typed := map[textKey]string{}, map[textKey]text.Edit{}
	for key, s := range c.Bases {
		bases[textKey{key[:36], key[37:]}] = s
	}
	for key, e := range c.Typed {
		typed[textKey{key[:36], key[37:]}] = e
	}
	last, now := records(t, c.Last), records(t, c.Now)
	losses := lossesOf(steps, bases, func(id string) *boards.ViewRecord { return last[id] }, typed)
	p := Plan{}
	if get := (func(id string) *boards.ViewRecord { return now[id] }); c.Doubtful {
		p = giveBackIfMissing(losses, get)
	} else {
		p = giveBack(losses, get)
	}
	asks := []any{}
	for _, ops := range p.Asks {
		asks = append(asks, boards.EncodeOps(ops))
	}
	b, err := canon.Append(nil, asks)
	if err != nil {
		t.Fatal(err)
	}
	c.Asks, c.Waiting, c.Unfit = b, []string{}, []string{}
	for _, l := range p.Waiting {
		c.Waiting = append(c.Waiting, l.ID)
	}
	for _, l := range p.Unfit {
		c.Unfit = append(c.Unfit, l.Words())
	}
}

func strokesOf(cases []strokeCase) (out []stroke) {
	for _, c := range cases {
		out = append(out, stroke{c.Own, c.Edit})
	}
	return out
}

func value(t testing.TB, raw json.RawMessage) any {
	t.Helper()
	if raw == nil {
		return nil
	}
	v, err := canon.Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func records(t testing.TB, raw json.RawMessage) map[string]*boards.ViewRecord {
	t.Helper()
	out := map[string]*boards.ViewRecord{}
	list, _ := value(t, raw).([]any)
	for _, v := range list {
		r, err := boards.DecodeViewRecord(v)
		if err != nil {
			t.Fatal(err)
		}
		out[r.ID] = r
	}
	return out
}

func freshVectors() (v vectorFile) {
	rng := rand.New(rand.NewPCG(33, 1))
	letters := []rune("aab😀é ")
	word := func(n int) string {
		out := make([]rune, rng.IntN(n))
		for i := range out {
			out[i] = letters[rng.IntN(len(letters))]
		}
		return string(out)
	}
	for _, c := range [][2]string{{"", ""}, {"", "a"}, {"😀", ""}, {"abcabba", "cbabac"}, {"👩\u200d👧", "👩\u200d👦"}, {"e\u0301", "é"}} {
		v.Align = append(v.Align, alignCase{c[0], c[1], align(c[0], c[1])})
	}
	for range 60 {
		a, b := word(9), word(9)
		v.Align = append(v.Align, alignCase{a, b, align(a, b)})
	}
	for range 80 {
		c := ownCase{Base: word(8)}
		s := c.Base
		for range rng.IntN(6) {
			k := strokeCase{rng.IntN(2) == 0, boardtest.EditOf(rng, s)}
			c.Strokes, s = append(c.Strokes, k), applied(s, k.Edit)
		}
		if c.Strokes == nil {
			c.Strokes = []strokeCase{}
		}
		c.Part, c.Now = ownPart(c.Base, strokesOf(c.Strokes)), applied(c.Base, boardtest.EditOf(rng, c.Base))
		c.Back = broughtBack(c.Base, c.Part, c.Now)
		v.Own = append(v.Own, c)
	}
	for range 120 {
		v.Plan = append(v.Plan, freshPlan(rng))
	}
	return v
}

// freshPlan lets somebody and others work on three records and loses the end of it.
func freshPlan(rng *rand.Rand) planCase {
	ids := []string{boardtest.ID(rng), boardtest.ID(rng), boardtest.ID(rng)}
	view := map[string]*boards.ViewRecord{ids[0]: {ID: ids[0], Type: "note", F: map[string]any{"text": "there before"}}}
	var p past
	histories := []map[string]*boards.ViewRecord{maps.Clone(view)}
	do := func(own bool, o boards.Op) {
		m := &Mutation{Client: "c", N: int64(len(histories)), Ops: []boards.Op{o}}
		if own {
			p.did(m, func(id string) *boards.ViewRecord { return view[id] }, nil)
		}
		view = maps.Clone(view)
		take(view, o)
		histories = append(histories, view)
	}
	for range 2 + rng.IntN(8) {
		id, own := ids[rng.IntN(3)], rng.IntN(3) > 0
		rec := view[id]
		switch n := rng.IntN(8); {
		case rec == nil:
			f := map[string]any{"text": boardtest.Words(rng), "kind": "quote"}
			if rng.IntN(3) == 0 {
				f["because"] = []any{ids[rng.IntN(3)]}
			}
			do(own, boards.Op{Kind: boards.Put, ID: id, Rec: &boards.Record{ID: id, Type: "note", F: f}})
		case n < 4:
			s, _ := rec.F["text"].(string)
			do(own, boards.Op{Kind: boards.EditText, ID: id, Field: "text", Edit: boardtest.EditOf(rng, s)})
		case n < 6:
			f := map[string]any{"emotion": int64(rng.IntN(5) - 2)}
			if rng.IntN(2) == 0 {
				f = map[string]any{"whose": boardtest.Words(rng)}
			}
			do(own, boards.Op{Kind: boards.Set, ID: id, F: f})
		case n < 7:
			do(own, boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"because": []any{ids[rng.IntN(3)]}}})
		default:
			do(own, boards.Op{Kind: []boards.OpKind{boards.Del, boards.Res}[rng.IntN(2)], ID: id})
		}
	}
	at := rng.IntN(len(histories))
	now := maps.Clone(histories[at])
	if rec := now[ids[0]]; rec != nil && rng.IntN(2) == 0 { // somebody else has been there since
		s, _ := rec.F["text"].(string)
		take(now, boards.Op{Kind: boards.EditText, ID: ids[0], Field: "text", Edit: boardtest.EditOf(rng, s)})
	}
	steps, bases := p.takeAfter("c", int64(at))
	c := planCase{Steps: []stepCase{}, Bases: map[string]string{}, Typed: map[string]text.Edit{}, Doubtful: rng.IntN(6) == 0}
	for _, s := range steps {
		k := stepCase{Op: string(s.Kind), ID: s.ID, Type: s.Type, Field: s.Field}
		switch s.Kind {
		case boards.Put:
			k.F = raw(s.F)
		case boards.Set:
			k.Was, k.Now = raw(s.Was), raw(s.Now)
		case boards.EditText:
			k.Over, k.Edit = &s.Over, &s.Edit
		}
		c.Steps = append(c.Steps, k)
	}
	for key, s := range bases {
		c.Bases[key.id+"/"+key.field] = s
		if rec := view[key.id]; rec != nil && !c.Doubtful && rng.IntN(4) == 0 {
			was, _ := rec.F[key.field].(string)
			c.Typed[key.id+"/"+key.field] = boardtest.EditOf(rng, was)
		}
	}
	c.Last, c.Now = rawRecords(view), rawRecords(now)
	c.decide(&testing.T{})
	return c
}

// take does an op of a mutation on a view, as far as these cases need it.
func take(view map[string]*boards.ViewRecord, o boards.Op) {
	switch {
	case o.Kind == boards.Put:
		view[o.ID] = &boards.ViewRecord{ID: o.ID, Type: o.Rec.Type, F: maps.Clone(o.Rec.F)}
	case o.Kind == boards.Del, o.Kind == boards.Res:
		rec := *view[o.ID]
		rec.Deleted = o.Kind == boards.Del
		view[o.ID] = &rec
	default:
		boards.Apply(view, []boards.Op{o})
	}
}

func raw(v any) json.RawMessage {
	if v == nil {
		return json.RawMessage("null")
	}
	b, err := canon.Append(nil, v)
	if err != nil {
		panic(fmt.Sprint("vectors: ", err))
	}
	return b
}

func rawRecords(view map[string]*boards.ViewRecord) json.RawMessage {
	b, _ := boards.EncodePart(view)
	return b
}
