package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"feltboard/boards"
	"feltboard/export/intake"
	"feltboard/realtime/journal"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"
	"feltboard/server/internal/httpapi"
)

// importNotes brings a file of notes into a board's tray, as the API does.
func importNotes(ctx context.Context, cfg config.Config, what config.Import, out, errs io.Writer) error {
	file, err := readLimited(what.Notes)
	if err != nil {
		return err
	}
	data, err := openData(ctx, cfg, func(error) {})
	if locked, ok := errors.AsType[*sqlitelog.LockedError](err); ok {
		return fmt.Errorf("%w; while the server runs, bring notes in from the board's menu", locked)
	}
	if err != nil {
		return err
	}
	defer data.Close()
	state, err := loadBoard(ctx, data, what.Board)
	if err != nil {
		return err
	}
	store := accounts.New(data)
	key, err := store.Secret(ctx, httpapi.IntakeKey)
	if err != nil {
		return err
	}
	read, err := intake.File(file, intake.Options{
		Format: intake.Format(what.Format), Source: what.Source, Consent: what.Consent, Zones: intake.ZonesOf(state),
	})
	if err != nil {
		return err
	}
	if read.Problem != "" {
		return errors.New(read.Problem)
	}
	problems := 0
	for _, r := range read.Rows {
		if r.Problem != "" {
			problems++
			fmt.Fprintf(errs, "row %d: %s\n", r.N, r.Problem)
		} else if r.Notice != "" {
			fmt.Fprintf(errs, "row %d: %s\n", r.N, r.Notice)
		}
	}
	if read.Notice != "" {
		fmt.Fprintln(errs, read.Notice)
	}
	if what.Preview {
		if err := intake.Fits(state, key, what.Board, read.Rows); err != nil {
			return err
		}
		added, doubled := intake.Count(state, key, what.Board, read.Rows)
		_, err := fmt.Fprintf(out, "%d notes would come in, %d are there already, %d rows cannot\n", added, doubled, problems)
		return err
	}
	added, doubled, err := httpapi.BringIn(ctx, quietly{data}, key, what.Board, read.Rows)
	if err != nil {
		return err
	}
	if err := store.Audit(ctx, accounts.Event{Board: what.Board, Act: "notes_imported", Outcome: fmt.Sprintf("%d notes", added)}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%d notes are in the tray, %d were there already, %d rows could not come in\n", added, doubled, problems)
	return err
}

// readLimited reads a file, or standard input, that may be a little longer than what comes in.
func readLimited(name string) ([]byte, error) {
	in := io.Reader(os.Stdin)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, intake.MaxBytes+1))
}

// quietly decides for a board that no server of this process has open.
type quietly struct{ journal.Journal }

// Do commits the ops of the system that decide returns of the board's state.
func (q quietly) Do(ctx context.Context, board string, decide func(*boards.State) ([]boards.Op, error)) error {
	state, err := loadBoard(ctx, q.Journal, board)
	if err != nil {
		return err
	}
	heads, err := q.Heads(ctx, []string{board})
	if err != nil {
		return err
	}
	seen := heads[board]
	if seen.Seq != state.Seq {
		return errors.New("somebody changed the board at this moment; try again")
	}
	_, err = q.Commit(ctx, board, seen, func(tail []journal.Entry) ([][]byte, error) {
		for _, t := range tail {
			entry, err := boards.DecodeEntry(t.Seq, t.Data)
			if err != nil {
				return nil, err
			}
			state.Apply(entry)
		}
		ops, err := decide(state)
		if err != nil || len(ops) == 0 {
			return nil, err
		}
		entry, refused := boards.Admit(state, boards.Env{Now: time.Now().UnixMilli()}, boards.Actor{System: true}, boards.Mutation{Ops: ops, Base: state.Seq})
		if refused != nil {
			return nil, refused
		}
		return [][]byte{entry.Encode()}, nil
	})
	return err
}
