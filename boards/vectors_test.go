package boards_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
)

var update = flag.Bool("update", false, "write testdata/vectors anew")

// The vectors are read by the web tests too; that they are unchanged is what ties the two sides together.

type fieldVector struct {
	Name    string        `json:"name"`
	Kind    string        `json:"kind"`
	Max     int           `json:"max,omitempty"`
	Min     int           `json:"min,omitempty"`
	Enum    []string      `json:"enum,omitempty"`
	Null    bool          `json:"null,omitempty"`
	Refs    string        `json:"refs,omitempty"`
	Fields  []fieldVector `json:"fields,omitempty"`
	Elem    *fieldVector  `json:"elem,omitempty"`
	Default any           `json:"default"`
}

func describe(f boards.Field) fieldVector {
	kinds := map[boards.Kind]string{boards.Text: "text", boards.Line: "line", boards.Enum: "enum", boards.Int: "int", boards.Bool: "bool",
		boards.ID: "id", boards.Date: "date", boards.Order: "order", boards.Object: "object", boards.List: "list"}
	v := fieldVector{Name: f.Name, Kind: kinds[f.Kind], Max: f.Max, Min: f.Min, Enum: f.Enum, Null: f.Null, Refs: f.Refs, Default: f.Default()}
	for _, m := range f.Fields {
		v.Fields = append(v.Fields, describe(m))
	}
	if f.Elem != nil {
		e := describe(*f.Elem)
		v.Elem = &e
	}
	return v
}

func TestVectorsSchema(t *testing.T) {
	type typ struct {
		Name   string        `json:"name"`
		Max    int           `json:"max"`
		Fields []fieldVector `json:"fields"`
	}
	var types []typ
	for _, s := range boards.Schema {
		v := typ{Name: s.Name, Max: s.Max, Fields: []fieldVector{}}
		for _, f := range s.Fields {
			v.Fields = append(v.Fields, describe(f))
		}
		types = append(types, v)
	}
	golden(t, "schema.json", types)
}

// TestVectorsView records what viewers are sent while people work, and what they must hold after it (B-40).
func TestVectorsView(t *testing.T) {
	type frame struct {
		Own json.RawMessage `json:"own"` // one list of ops per change
		Chg json.RawMessage `json:"chg"`
	}
	type vector struct {
		Viewer int             `json:"viewer"`
		Shared json.RawMessage `json:"shared"` // at the start
		Own    json.RawMessage `json:"own"`
		Frames []frame         `json:"frames"`
		End    struct {
			Shared string `json:"shared"` // canonical JSON
			Own    string `json:"own"`
			Digest string `json:"digest"` // of shared
		} `json:"end"`
	}
	var vectors []*vector
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 3))
		r := boardtest.NewRoom(rng)
		vs := viewers(r)
		watched := []int{host, anna, carla, viewer}
		group := make([]*vector, len(vs))
		for _, i := range watched {
			view := boards.Project(r.State, vs[i])
			group[i] = &vector{Viewer: i}
			group[i].Shared, _ = boards.EncodePart(view.Shared)
			group[i].Own, _ = boards.EncodePart(view.Own)
			vectors = append(vectors, group[i])
		}
		session(r, rng, 60, func(_ []boards.View, c *boards.Change) {
			for _, i := range watched {
				shared, own := c.Shared(vs[i].Audience), c.Own(vs[i])
				if len(shared)+len(own) > 0 {
					group[i].Frames = append(group[i].Frames, frame{boards.EncodeViewOps([][]boards.Op{own}), boards.EncodeViewOps([][]boards.Op{shared})})
				}
			}
		})
		for _, i := range watched {
			view := boards.Project(r.State, vs[i])
			shared, digest := boards.EncodePart(view.Shared)
			own, _ := boards.EncodePart(view.Own)
			group[i].End.Shared, group[i].End.Own, group[i].End.Digest = string(shared), string(own), digest
		}
	}
	golden(t, "view.json", vectors)
}

func golden(t *testing.T, name string, v any) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "vectors", name)
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, b.Bytes()) {
		t.Errorf("%s differs; run go test ./boards -run Vectors -update and read the difference", name)
	}
}
