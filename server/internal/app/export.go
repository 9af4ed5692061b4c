package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"

	"feltboard/export"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/config"
	"feltboard/server/internal/httpapi"
)

// exportBoard writes a board's actions as the facilitator gets them from the API.
func exportBoard(ctx context.Context, cfg config.Config, what config.Export, out, errs io.Writer) error {
	data, err := openData(ctx, cfg, func(error) {})
	if locked, ok := errors.AsType[*sqlitelog.LockedError](err); ok {
		return fmt.Errorf("%w; while the server runs, get the same from it: /api/v1/boards/%s/export?format=markdown", locked, what.Board)
	}
	if err != nil {
		return err
	}
	defer data.Close()
	state, err := loadBoard(ctx, data, what.Board)
	if err != nil {
		return err
	}
	base := &url.URL{Scheme: "http", Host: cfg.Addr}
	if len(cfg.BaseURLs) > 0 {
		base = cfg.BaseURLs[0]
	} else if _, port, err := net.SplitHostPort(cfg.Addr); err == nil {
		base.Host = localHost(cfg.Addr, port)
	}
	bundle, err := httpapi.Export(httpapi.ToExport(state), base.String(), httpapi.Slice{
		Format: what.Format, Actions: what.Actions, Theme: what.Theme, Persona: what.Persona, As: what.As, Start: what.Start, Type: what.Type,
		Since: what.Since, Raw: what.Raw,
	})
	if err != nil {
		return err
	}
	for _, l := range bundle.LeftOut {
		fmt.Fprintln(errs, l.Sentence)
	}
	return writeBundle(bundle, what, out, errs)
}

// writeBundle writes into a folder, and otherwise one file: the only one, or a zip of all.
func writeBundle(b export.Bundle, what config.Export, out, errs io.Writer) error {
	if info, err := os.Stat(what.Out); err == nil && info.IsDir() {
		return writeFolder(b, what.Out, errs)
	}
	var data []byte
	if f, ok := b.Single(); ok {
		data = f.Data
	} else {
		zipped, err := b.Zip()
		if err != nil {
			return err
		}
		data = zipped
	}
	if what.Out == "" || what.Out == "-" {
		_, err := out.Write(data)
		return err
	}
	return os.WriteFile(what.Out, data, 0o600)
}

// writeFolder leaves alone what somebody has changed in the folder, and shows how it differs.
func writeFolder(b export.Bundle, dir string, errs io.Writer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { // #nosec G301 -- of somebody's repository: the umask decides
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	plan, err := export.Plan(root.FS(), b)
	if err != nil {
		return err
	}
	if err := plan.Write(root); err != nil {
		return err
	}
	for _, d := range plan.ByHand {
		fmt.Fprintf(errs, "Changed by hand, and left as it is: %s\n%s", d.Path, d.Diff)
	}
	for _, name := range plan.Gone {
		fmt.Fprintf(errs, "Removed or moved by hand, and not written again: %s\n", name)
	}
	for _, name := range plan.Stale {
		fmt.Fprintf(errs, "Its action was declined, or is not on the board any more: %s\n", name)
	}
	fmt.Fprintf(errs, "%d written, %d as they were, %d changed by hand.\n", len(plan.Writes), len(plan.Unchanged), len(plan.ByHand))
	return nil
}
