package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "feltboard"

// file is one Go file of the module: where it is and what it reaches for.
type file struct {
	name    string   // slash-separated, from the module's root
	pkg     string   // its folder
	test    bool     // a test file, or a package that exists for tests (journaltest)
	imports []string // import paths
	calls   []string // qualified names, "time.Now", by the package's import path
}

// rule is one import rule. It holds for the files of the packages in (less
// the packages except) and refuses what refuse and refuseCall say.
type rule struct {
	reason string
	in     []string // package patterns: "a" is a alone, "a/..." is a and all below it
	except []string
	tests  bool // whether test files must keep the rule, too

	refuse     func(imported string) bool // nil refuses no import
	refuseCall func(name string) bool     // nil refuses no call
}

// rules are those of the module's architecture; the reason is what a failure prints.
var rules = []rule{
	{
		reason: "server puts the parts together; nothing depends on how",
		in:     []string{"..."}, except: []string{"server/..."}, tests: true,
		refuse: internal("server/..."),
	},
	{
		reason: "main holds signals, arguments and the exit code; the program is in internal/app",
		in:     []string{"server"},
		refuse: allBut("server/internal/app"),
	},
	{
		reason: "only main starts the program",
		in:     []string{"server/internal/..."}, except: []string{"server/internal/app"}, tests: true,
		refuse: internal("server/internal/app"),
	},
	{
		reason: "sockets, brokers and databases are chosen in one place, internal/app",
		in:     []string{"..."}, except: append([]string{"server/internal/app", "server/internal/backup", "server/internal/bench"}, adapters...),
		refuse: internal(adapters...),
	},
	{
		reason: "config reads settings and knows nothing of what they are for",
		in:     []string{"server/internal/config"},
		refuse: allBut(),
	},
	{
		reason: "boards is pure: the domain knows no other part of the program",
		in:     []string{"boards"}, tests: true,
		refuse: allBut("boards/..."),
	},
	{
		reason: "the algebras under boards know nothing of the domain",
		in:     []string{"boards/..."}, except: []string{"boards"},
		refuse: func(name string) bool {
			within, ok := inModule(name)
			return ok && (within == "boards" || !match("boards/...", within))
		},
	},
	{
		reason: "boards is pure: what reads or writes the world cannot be replayed",
		in:     []string{"boards/..."},
		refuse: imports("crypto/rand", "database/sql/...", "io/ioutil", "log/...", "math/rand", "net/...", "os/...", "plugin", "syscall/..."),
	},
	{
		reason: "boards never reads a clock or waits: entries carry their time",
		in:     []string{"boards/..."},
		refuseCall: func(name string) bool {
			return slices.Contains([]string{"time.Now", "time.Since", "time.Until", "time.After", "time.AfterFunc",
				"time.Tick", "time.NewTimer", "time.NewTicker", "time.Sleep"}, name)
		},
	},
	{
		reason: "boards draws nothing at random but from a seed it is given",
		in:     []string{"boards/..."},
		refuseCall: func(name string) bool {
			drawn, ok := strings.CutPrefix(name, "math/rand/v2.")
			return ok && !slices.Contains([]string{"New", "NewChaCha8", "NewPCG", "ChaCha8", "PCG", "Rand", "Source"}, drawn)
		},
	},
	{
		reason: "export renders what boards says and needs nothing else",
		in:     []string{"export/..."},
		refuse: allBut("export/...", "boards/..."),
	},
	{
		reason: "the live path stands on the domain, the journal and the bus",
		in:     []string{"realtime/..."}, except: adapters,
		refuse: allBut("boards/...", "realtime/..."),
	},
	{
		reason: "the core of the live path reaches sockets, Redis and databases through interfaces only",
		in:     []string{"realtime/..."}, except: adapters,
		refuse: imports("net/...", "database/sql/...", gorilla, redis, sqlite, pgx),
	},
	{
		reason: "the journal keeps entries; it knows nothing of connections",
		in:     []string{"realtime/journal/...", "realtime/bus/..."},
		refuse: allBut("boards/...", "realtime/journal/...", "realtime/bus/..."),
	},
	{
		reason: "the bus carries hints and never reads the journal",
		in:     []string{"realtime/bus/..."},
		refuse: internal("realtime/journal/..."),
	},
	{
		reason: "the socket library stays at the rim, in realtime/ws",
		in:     []string{"..."}, except: []string{"realtime/ws", "server/internal/bench"},
		refuse: imports(gorilla),
	},
	{
		reason: "Redis is known to realtime/bus/redisbus alone",
		in:     []string{"..."}, except: []string{"realtime/bus/redisbus"},
		refuse: imports(redis),
	},
	{
		reason: "databases are known to the journals, and to the server for what lives beside them",
		in:     []string{"..."}, except: []string{"realtime/journal/sqlitelog", "realtime/journal/pglog", "server/internal/..."},
		refuse: imports("database/sql/...", sqlite, pgx),
	},
}

// adapters are the packages that tie an interface of realtime to a library.
var adapters = []string{"realtime/ws", "realtime/stream", "realtime/bus/redisbus", "realtime/journal/sqlitelog", "realtime/journal/pglog"}

const (
	gorilla = "github.com/gorilla/websocket/..."
	redis   = "github.com/redis/go-redis/..."
	sqlite  = "modernc.org/sqlite/..."
	pgx     = "github.com/jackc/pgx/..."
)

func TestImportsFollowTheLayers(t *testing.T) {
	files, err := read(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(files, func(f file) bool { return f.pkg == "boards" }) {
		t.Fatal("found no file of boards: this test no longer reads the module")
	}
	for _, f := range files {
		for _, problem := range broken(f) {
			t.Error(problem)
		}
	}
}

// A rule that refuses nothing would pass in silence.
func TestImportRulesCatchPlantedViolations(t *testing.T) {
	planted := []struct{ name, source string }{
		{"boards/admit.go", `import "feltboard/realtime"`},
		{"boards/admit.go", `import "feltboard/server/internal/config"`},
		{"boards/admit.go", `import "net/url"`},
		{"boards/admit.go", `import "os"`},
		{"boards/admit.go", `import "database/sql"`},
		{"boards/admit.go", `import "log/slog"`},
		{"boards/admit.go", `import "time"; var at = time.Now()`},
		{"boards/admit.go", `import clock "time"; var wait = clock.After`},
		{"boards/order/keys.go", `import "math/rand/v2"; var n = rand.IntN(2)`},
		{"boards/text/edit.go", `import "feltboard/boards"`},
		{"boards/admit_test.go", `import "feltboard/realtime/journal"`},
		{"export/item.go", `import "feltboard/realtime/journal"`},
		{"realtime/hub.go", `import "github.com/gorilla/websocket"`},
		{"realtime/hub.go", `import "github.com/redis/go-redis/v9"`},
		{"realtime/hub.go", `import _ "modernc.org/sqlite"`},
		{"realtime/hub.go", `import "net/http"`},
		{"realtime/hub.go", `import "feltboard/realtime/ws"`},
		{"realtime/hub_test.go", `import "feltboard/server/internal/app"`},
		{"realtime/journal/memory.go", `import "feltboard/realtime"`},
		{"realtime/bus/local.go", `import "feltboard/realtime/journal"`},
		{"realtime/ws/conn.go", `import "github.com/redis/go-redis/v9"`},
		{"server/main.go", `import "feltboard/server/internal/config"`},
		{"server/internal/config/config.go", `import "feltboard/boards"`},
		{"server/internal/httpapi/api.go", `import "feltboard/server/internal/app"`},
		{"server/internal/httpapi/api.go", `import "feltboard/realtime/journal/sqlitelog"`},
		{"server/internal/accounts/store.go", `import "github.com/gorilla/websocket"`},
		{"web/embed.go", `import "feltboard/server/internal/config"`},
	}
	for _, p := range planted {
		f, err := parse(p.name, []byte("package x\n"+p.source))
		if err != nil {
			t.Fatal(err)
		}
		if len(broken(f)) == 0 {
			t.Errorf("%s: %s is not caught", p.name, p.source)
		}
	}
}

func TestImportRulesLeaveTheRestAlone(t *testing.T) {
	allowed := []struct{ name, source string }{
		{"boards/admit.go", `import ("time"; "feltboard/boards/text"); type at = time.Time`},
		{"boards/vectors_test.go", `import ("os"; "time"); var _, _ = os.Args, time.Now()`},
		{"boards/order/keys.go", `import "math/rand/v2"; var r = rand.NewChaCha8`},
		{"export/item.go", `import "feltboard/boards"`},
		{"realtime/hub.go", `import ("time"; "feltboard/realtime/journal"; "feltboard/realtime/bus"); var at = time.Now()`},
		{"realtime/slow_test.go", `import ("feltboard/realtime/ws"; "feltboard/realtime/journal/sqlitelog"; "github.com/gorilla/websocket")`},
		{"realtime/ws/conn.go", `import ("net/http"; "feltboard/realtime"; "github.com/gorilla/websocket")`},
		{"realtime/journal/sqlitelog/log.go", `import ("database/sql"; "feltboard/realtime/journal"; _ "modernc.org/sqlite")`},
		{"realtime/bus/redisbus/bus.go", `import ("feltboard/realtime/bus"; "github.com/redis/go-redis/v9")`},
		{"server/main.go", `import "feltboard/server/internal/app"`},
		{"server/internal/accounts/store.go", `import "database/sql"`},
		{"server/internal/app/app.go", `import ("feltboard/web"; "feltboard/realtime/ws"; "feltboard/realtime/journal/sqlitelog")`},
		{"server/internal/bench/bench.go", `import ("github.com/gorilla/websocket"; "feltboard/realtime/journal/sqlitelog")`},
	}
	for _, a := range allowed {
		f, err := parse(a.name, []byte("package x\n"+a.source))
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range broken(f) {
			t.Error(problem)
		}
	}
}

// broken returns a sentence for everything in f that a rule refuses.
func broken(f file) []string {
	var problems []string
	for _, r := range rules {
		if f.test && !r.tests || !matchAny(r.in, f.pkg) || matchAny(r.except, f.pkg) {
			continue
		}
		for _, name := range f.imports {
			if r.refuse != nil && r.refuse(name) {
				problems = append(problems, fmt.Sprintf("%s imports %s: %s", f.name, name, r.reason))
			}
		}
		for _, name := range f.calls {
			if r.refuseCall != nil && r.refuseCall(name) {
				problems = append(problems, fmt.Sprintf("%s uses %s: %s", f.name, name, r.reason))
			}
		}
	}
	return problems
}

// imports refuses the import paths that match one of the patterns.
func imports(patterns ...string) func(string) bool {
	return func(name string) bool { return matchAny(patterns, name) }
}

// internal refuses the packages of this module that match one of the patterns.
func internal(patterns ...string) func(string) bool {
	return func(name string) bool {
		within, ok := inModule(name)
		return ok && matchAny(patterns, within)
	}
}

// allBut refuses every package of this module that matches none of the patterns.
func allBut(patterns ...string) func(string) bool {
	return func(name string) bool {
		within, ok := inModule(name)
		return ok && !matchAny(patterns, within)
	}
}

// inModule returns a package's folder, when it is one of this module.
func inModule(name string) (folder string, ok bool) { return strings.CutPrefix(name, module+"/") }

func matchAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return match(pattern, name) })
}

func match(pattern, name string) bool {
	if pattern == "..." {
		return true
	}
	if tree, ok := strings.CutSuffix(pattern, "/..."); ok {
		return name == tree || strings.HasPrefix(name, tree+"/")
	}
	return name == pattern
}

// read parses every Go file of the module rooted at root.
func read(root fs.FS) ([]file, error) {
	var files []file
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			base := entry.Name()
			if name != "." && (strings.HasPrefix(base, ".") || base == "node_modules" || base == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		f, err := parse(name, source)
		if err != nil {
			return err
		}
		files = append(files, f)
		return nil
	})
	return files, err
}

// parse reads one file; the name is slash-separated, from the module's root.
func parse(name string, source []byte) (file, error) {
	syntax, err := parser.ParseFile(token.NewFileSet(), filepath.FromSlash(name), source, parser.SkipObjectResolution)
	if err != nil {
		return file{}, err
	}
	f := file{name: name, pkg: path.Dir(name)}
	f.test = strings.HasSuffix(name, "_test.go") || strings.HasSuffix(f.pkg, "test")
	called := map[string]string{} // the name in this file → import path
	for _, spec := range syntax.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return file{}, err
		}
		f.imports = append(f.imports, imported)
		local := path.Base(imported)
		if version := path.Base(imported); strings.HasPrefix(version, "v") && strings.Trim(version[1:], "0123456789") == "" {
			local = path.Base(path.Dir(imported))
		}
		if spec.Name != nil {
			local = spec.Name.Name
		}
		called[local] = imported
	}
	ast.Inspect(syntax, func(node ast.Node) bool {
		if selector, ok := node.(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok && called[x.Name] != "" {
				f.calls = append(f.calls, called[x.Name]+"."+selector.Sel.Name)
			}
		}
		return true
	})
	return f, nil
}
