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

// erasuresOf lists what was erased in the data that a restore is about to replace; nothing where there is none.
func erasuresOf(ctx context.Context, cfg config.Config) ([]accounts.Erasure, error) {
	if cfg.DatabaseURL == "" {
		if _, err := os.Stat(filepath.Join(cfg.Data, sqlitelog.FileName)); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
	}
	data, err := openData(ctx, cfg, func(error) {})
	if err != nil {
		return nil, err
	}
	list, err := accounts.New(data).Erasures(ctx, false)
	return list, errors.Join(err, data.Close())
}

// eraseAgainIn erases in a backup what was erased since it was made (F36), and what it says itself is to be.
func eraseAgainIn(ctx context.Context, dir string, list []accounts.Erasure) (err error) {
	data, err := openData(ctx, config.Config{Data: dir}, func(error) {})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, data.Close()) }()
	store := accounts.New(data)
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
