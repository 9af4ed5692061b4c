package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"feltboard/boards"
	"feltboard/export"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"
	"feltboard/server/internal/httpapi"
)

// importStatuses reads the status and ticks of a board's actions back from Backlog.md files, as the API does.
func importStatuses(ctx context.Context, cfg config.Config, what config.Import, out io.Writer) error {
	files, err := backlogFiles(what.Path)
	if err != nil {
		return err
	}
	data, err := openData(ctx, cfg, func(error) {})
	if locked, ok := errors.AsType[*sqlitelog.LockedError](err); ok {
		return fmt.Errorf("%w; while the server runs, send it a zip of the folder: POST /api/v1/boards/%s/status/import", locked, what.Board)
	}
	if err != nil {
		return err
	}
	defer data.Close()
	state, err := loadBoard(ctx, data, what.Board)
	if err != nil {
		return err
	}
	back, ops := httpapi.ReadStatuses(boards.Project(state, boards.Viewer{Audience: boards.Host}), files)
	for _, c := range back.Moves {
		fmt.Fprintf(out, "%s: %s: %s is now %s (%s)\n", c.Title, c.Field, c.From, c.To, c.File)
	}
	for _, c := range back.Conflicts {
		fmt.Fprintf(out, "%s: %s: %s here, %s in the file, left as it is. %s (%s)\n", c.Title, c.Field, c.From, c.To, c.Why, c.File)
	}
	for _, u := range back.Unknown {
		fmt.Fprintf(out, "%s: %s\n", u.File, u.Why)
	}
	if what.Preview || len(ops) == 0 {
		_, err := fmt.Fprintf(out, "%d changes in the files, %d conflicts, nothing changed here.\n", len(back.Moves), len(back.Conflicts))
		return err
	}
	err = quietly{data}.Do(ctx, what.Board, func(s *boards.State) ([]boards.Op, error) {
		_, ops := httpapi.ReadStatuses(boards.Project(s, boards.Viewer{Audience: boards.Host}), files)
		return ops, nil
	})
	if err != nil {
		return err
	}
	event := accounts.Event{Board: what.Board, Act: "statuses_imported", Outcome: fmt.Sprintf("%d changes", len(back.Moves))}
	if err := accounts.New(data).Audit(ctx, event); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%d changes made, %d conflicts.\n", len(back.Moves), len(back.Conflicts))
	return err
}

// backlogFiles reads the Markdown files and manifests in a folder, of at most a readable size, or in a zip.
func backlogFiles(name string) ([]export.File, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder or zip %s to read", name)
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		zipped, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files, bad := httpapi.Unzipped(zipped)
		if bad != nil {
			return nil, bad
		}
		return files, nil
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var files []export.File
	err = fs.WalkDir(root.FS(), ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && at != "." && strings.HasPrefix(d.Name(), ".") && d.Name() != ".backlog" {
			return fs.SkipDir
		}
		if !d.Type().IsRegular() || d.Name() != export.ManifestName && strings.ToLower(path.Ext(at)) != ".md" {
			return nil
		}
		if len(files) > 2*export.MaxBackFiles {
			return fmt.Errorf("%s holds more than %d files", name, export.MaxBackFiles)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Size() > 8*export.MaxBackBytes {
			return fmt.Errorf("%s is too large", at)
		}
		data, err := root.ReadFile(at)
		files = append(files, export.File{Name: at, Data: data})
		return err
	})
	return files, err
}
