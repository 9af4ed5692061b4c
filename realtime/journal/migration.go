package journal

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Migration is one step forward of a database that holds a journal, and whatever
// lives beside it. There is no way back but a copy from before.
type Migration struct {
	// Name identifies the step for ever; it must not change once released.
	Name string
	// SQL is one or more statements, run in one transaction. It must not
	// contain BEGIN, COMMIT or ROLLBACK. Where nodes share a database, those of
	// the version before may be running while it does, and after.
	SQL string
}

// Migrations reads the steps in a folder of embedded SQL files, in the order of
// the files' names; a step is named "of/file" without the ending. It panics if
// the folder cannot be read, which is a mistake of the build.
func Migrations(files fs.FS, folder, of string) []Migration {
	names, err := fs.Glob(files, path.Join(folder, "*.sql"))
	if err != nil || len(names) == 0 {
		panic(fmt.Sprintf("no migrations in %s: %v", folder, err))
	}
	var all []Migration
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		all = append(all, Migration{of + "/" + strings.TrimSuffix(path.Base(name), ".sql"), string(text)})
	}
	return all
}

// CheckMigrations returns an error if two of the steps have the same name or one
// has none, or if a step was done that is not among them: the database is then
// newer than this program. undo says what to do about that beside running the
// newer program.
func CheckMigrations(steps []Migration, done map[string]bool, undo string) error {
	known := map[string]bool{}
	for _, m := range steps {
		if known[m.Name] || m.Name == "" {
			return fmt.Errorf("two migrations are named %q", m.Name)
		}
		known[m.Name] = true
	}
	for name := range done {
		if !known[name] {
			return fmt.Errorf("the database is newer than this program: it has %q, which this version does not know; run the newer program, or %s", name, undo)
		}
	}
	return nil
}
