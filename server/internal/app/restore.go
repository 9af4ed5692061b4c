package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"feltboard/realtime"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"
)

// since is what happened after a backup was made, and has to hold for it, too.
type since struct {
	erased  []accounts.Erasure
	present accounts.Present
}

// sinceOf reads it from the data that a restore is about to replace; nothing where there is none.
func sinceOf(ctx context.Context, cfg config.Config) (s since, err error) {
	if cfg.DatabaseURL == "" {
		if _, err := os.Stat(filepath.Join(cfg.Data, sqlitelog.FileName)); errors.Is(err, fs.ErrNotExist) {
			return since{}, nil
		}
	}
	data, err := openData(ctx, cfg, func(error) {})
	if err != nil {
		return since{}, err
	}
	store := accounts.New(data)
	if s.erased, err = store.Erasures(ctx, false); err == nil {
		s.present, err = store.Present(ctx)
	}
	return s, errors.Join(err, data.Close())
}

// holdsIn makes what happened since a backup was made hold in it: who may come in, and what was erased (F36), with what it
// says itself is to be.
func (s since) holdsIn(ctx context.Context, dir string) (r accounts.Resumed, err error) {
	data, err := openData(ctx, config.Config{Data: dir}, func(error) {})
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, data.Close()) }()
	store := accounts.New(data)
	if r, err = store.Resume(ctx, s.present); err != nil {
		return r, fmt.Errorf("let in whom the data here lets in: %w", err)
	}
	return r, sinceErased(ctx, data, store, s.erased)
}

// sinceErased erases in a backup what was erased since it was made.
func sinceErased(ctx context.Context, data data, store *accounts.Store, list []accounts.Erasure) error {
	for i := range list {
		list[i].Done = false
	}
	if err := store.AddErasures(ctx, list); err != nil {
		return err
	}
	doors := &gate{Journal: data}
	hub := realtime.New(realtime.Options{Journal: doors})
	e := &eraser{journal: data, accounts: store, hub: hub, gate: doors, log: slog.New(slog.DiscardHandler), now: time.Now, wake: make(chan struct{}, 1)}
	deleted, err := store.Deleted(ctx)
	if err == nil {
		doors.set(deleted)
		err = e.finish(ctx)
	}
	hub.Close() // saves what it holds
	if err = errors.Join(err, data.Scour(ctx)); err != nil {
		return fmt.Errorf("erase in the backup what was erased since: %w", err)
	}
	return nil
}
