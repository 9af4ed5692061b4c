package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"

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
	bundle, err := httpapi.Export(state, base.String(), httpapi.Slice{
		Format: what.Format, Actions: what.Actions, Theme: what.Theme, Persona: what.Persona, As: what.As, Start: what.Start, Type: what.Type,
		Since: what.Since, Raw: what.Raw,
	})
	if err != nil {
		return err
	}
	for _, l := range bundle.LeftOut {
		fmt.Fprintln(errs, l.Sentence)
	}
	return writeBundle(bundle, what, out)
}

// writeBundle writes one file per action into a folder, and otherwise one file: the action's, or a zip of all.
func writeBundle(b export.Bundle, what config.Export, out io.Writer) error {
	if info, err := os.Stat(what.Out); err == nil && info.IsDir() {
		root, err := os.OpenRoot(what.Out)
		if err != nil {
			return err
		}
		defer root.Close()
		for _, f := range b.Files {
			if err := root.WriteFile(filepath.Base(f.Name), f.Data, 0o644); err != nil {
				return err
			}
		}
		return nil
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
	return os.WriteFile(what.Out, data, 0o644)
}
