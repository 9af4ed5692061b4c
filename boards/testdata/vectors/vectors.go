// Package vectors reads and writes the cases in this folder, which tests of the
// Go packages below boards and of web/src/model both check. It is for tests.
//
// A file is a JSON object of lists, one case a line, so that a change of one
// case is a change of one line. `go test -update` on the package that owns a
// file writes it anew; cases may also be added by hand, until then.
package vectors

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write the vectors anew")

// Load fills into, a pointer to a struct of slices, from name.json; under
// -update from fresh, and writes the file.
func Load[T any](t testing.TB, name string, into *T, fresh func() T) {
	t.Helper()
	_, self, _, _ := runtime.Caller(0)
	path := filepath.Join(filepath.Dir(self), name+".json")
	if *update {
		if err := os.WriteFile(path, encode(t, fresh()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func encode(t testing.TB, v any) []byte {
	t.Helper()
	lists := map[string][]json.RawMessage{}
	if err := json.Unmarshal(marshal(t, v), &lists); err != nil {
		t.Fatal(err)
	}
	names := make([]string, 0, len(lists))
	for name := range lists {
		names = append(names, name)
	}
	slices.Sort(names)
	var out bytes.Buffer
	for i, name := range names {
		out.WriteString([]string{"{", ","}[min(i, 1)])
		out.WriteString("\n\"" + name + "\": [")
		for j, c := range lists[name] {
			out.WriteString([]string{"\n", ",\n"}[min(j, 1)])
			out.Write(c)
		}
		out.WriteString("\n]")
	}
	out.WriteString("\n}\n")
	return out.Bytes()
}

func marshal(t testing.TB, v any) []byte {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
