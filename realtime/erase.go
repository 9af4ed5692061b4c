package realtime

import (
	"context"
	"fmt"

	"feltboard/boards"
	"feltboard/realtime/journal"
)

// How much of a board's journal is redacted in one step: others wait for the same lock meanwhile.
const (
	redactPage  = 256
	redactBytes = 1 << 20
)

// Erase takes the words out of records for good (B-95): an entry says so, everybody on every node is told by ordinary frames,
// and then the journal is redacted. pick is called in a board's goroutine with the newest state and says which; it must be
// quick and must not call the hub, and its error is returned. It returns those that were erased. Unsigned records have entries
// of their own (B-105).
//
// If it fails after the entry was committed, the words are gone for everybody and still in the journal: ids is not nil then,
// and Redact is to be called again. Other errors are those of Do.
func (h *Hub) Erase(ctx context.Context, id string, pick func(*boards.State) ([]string, error)) (ids []string, err error) {
	var lots [][]string
	err = h.Do(ctx, id, func(s *boards.State) ([]boards.Op, error) {
		picked, err := pick(s)
		if err != nil {
			return nil, err
		}
		ids, lots = picked, boards.Lots(s, picked)
		if len(lots) == 0 {
			return nil, nil
		}
		return boards.EraseOps(s, lots[0]), nil
	})
	if err != nil {
		return nil, err
	}
	for _, lot := range lots[min(1, len(lots)):] {
		err := h.Do(ctx, id, func(s *boards.State) ([]boards.Op, error) { return boards.EraseOps(s, lot), nil })
		if err != nil {
			return ids, err
		}
	}
	return ids, h.Redact(ctx, id)
}

// Redact takes out of a board's journal what its entries say is erased. It is harmless where nothing is left to do, and what
// to do after a crash in the middle of Erase. Errors are the journal's.
func (h *Hub) Redact(ctx context.Context, id string) error {
	var x boards.Erasures
	err := h.entries(ctx, id, func(e *boards.Entry) error {
		x.Take(e)
		return nil
	})
	if err != nil {
		return fmt.Errorf("look for what is erased: %w", err)
	}
	until, any := x.Any()
	if !any {
		return nil
	}
	var list []journal.Redaction
	size, redacted := 0, 0
	flush := func() error {
		if len(list) == 0 {
			return nil
		}
		err := h.o.Journal.Redact(ctx, id, list)
		redacted += len(list)
		list, size = nil, 0
		return err
	}
	err = h.entries(ctx, id, func(e *boards.Entry) error {
		if e.Seq > until {
			return errEnough
		}
		if payload, changed := x.Redact(e); changed {
			list, size = append(list, journal.Redaction{Seq: e.Seq, Data: payload}), size+len(payload)
		}
		if len(list) < redactPage && size < redactBytes {
			return nil
		}
		return flush()
	})
	if err == errEnough || err == nil {
		err = flush()
	}
	if err != nil {
		return fmt.Errorf("redact the journal: %w", err)
	}
	if redacted == 0 {
		return nil
	}
	// The snapshots that were taken away are made anew.
	return h.call(ctx, id, func(c *call) item { return &task{call: c, run: func(b *board) { b.saved = 0 }} })
}

var errEnough = fmt.Errorf("enough")

// entries hands a board's entries to take, a page at a time, until it refuses one.
func (h *Hub) entries(ctx context.Context, id string, take func(*boards.Entry) error) error {
	const page = 1000
	var at journal.Pos
	for {
		entries, err := h.o.Journal.Read(ctx, id, at, page)
		if err != nil {
			return err
		}
		for _, e := range entries {
			entry, err := boards.DecodeEntry(e.Seq, e.Data)
			if err != nil {
				return err
			}
			if err := take(entry); err != nil {
				return err
			}
			at = e.Pos
		}
		if len(entries) < page {
			return nil
		}
	}
}

// forget lets go of everything that is kept in memory with words in it that committed changes have erased: frames for joins,
// and the edits that late ones are merged with. What waits for a slow connection is told before it is told that it is gone.
func (b *board) forget(changes []*boards.Change) {
	var gone []string
	for _, c := range changes {
		gone = append(gone, c.Erases()...)
	}
	if len(gone) == 0 || b.hub.o.Faults.KeepErased {
		return
	}
	b.state.Forget(gone)
	for _, p := range b.parts {
		p.drop()
	}
}
