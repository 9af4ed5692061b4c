package accounts

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
)

var (
	// ErrNoTemplate says that there is no such template.
	ErrNoTemplate = errors.New("there is no such template")
	// ErrTemplates says that there are as many templates as may be.
	ErrTemplates = errors.New("as many templates have been made as may")
)

// MaxTemplates is how many templates are offered at most, and how many deleted ones are kept to be restored.
const MaxTemplates = 200

// Template is one that somebody made here. File is in the format of boards.ParseTemplate.
type Template struct {
	ID      string
	File    []byte
	Created int64 // milliseconds since 1970 UTC
	Deleted int64 // 0: it is offered
}

// KeepTemplate keeps a template's file for good and returns its id, or ErrTemplates.
func (s *Store) KeepTemplate(ctx context.Context, file []byte) (id string, err error) {
	id = uuid.NewString()
	err = s.db.Write(ctx, func(tx Tx) error {
		if err := roomForTemplate(tx); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO template (id, file, created) VALUES ($1, $2, $3)", id, file, s.millis())
		return err
	})
	if err != nil {
		return "", err
	}
	return id, nil
}

func roomForTemplate(tx Tx) error {
	var n int
	if err := tx.QueryRow("SELECT count(*) FROM template WHERE deleted IS NULL").Scan(&n); err != nil {
		return err
	}
	if n >= MaxTemplates {
		return ErrTemplates
	}
	return nil
}

// Templates lists the templates that are offered, the newest first.
func (s *Store) Templates(ctx context.Context) ([]Template, error) {
	rows, err := s.db.ReadDB().QueryContext(ctx, "SELECT id, file, created FROM template WHERE deleted IS NULL ORDER BY created DESC, id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Template
	for rows.Next() {
		var t Template
		if err := rows.Scan(&t.ID, &t.File, &t.Created); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// Template returns a template by its id, deleted or not, or ErrNoTemplate.
func (s *Store) Template(ctx context.Context, id string) (Template, error) {
	t := Template{ID: id}
	err := s.db.ReadDB().QueryRowContext(ctx, "SELECT file, created, coalesce(deleted, 0) FROM template WHERE id = $1", id).Scan(&t.File, &t.Created, &t.Deleted)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoTemplate
	}
	return t, err
}

// DeleteTemplate takes a template away, to be restored: as many deleted ones are kept as may be offered, those deleted
// last. Boards made of it stay as they are. ErrNoTemplate if it is not offered.
func (s *Store) DeleteTemplate(ctx context.Context, id string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		done, err := tx.Exec("UPDATE template SET deleted = $1 WHERE id = $2 AND deleted IS NULL", s.millis(), id)
		if err := found(done, err); err != nil {
			return err
		}
		_, err = tx.Exec(`DELETE FROM template WHERE deleted IS NOT NULL AND id NOT IN
			(SELECT id FROM template WHERE deleted IS NOT NULL ORDER BY deleted DESC, id LIMIT $1)`, MaxTemplates)
		return err
	})
}

// RestoreTemplate offers a deleted template again: ErrNoTemplate, or ErrTemplates if there are enough.
func (s *Store) RestoreTemplate(ctx context.Context, id string) error {
	return s.db.Write(ctx, func(tx Tx) error {
		if err := roomForTemplate(tx); err != nil {
			return err
		}
		return found(tx.Exec("UPDATE template SET deleted = NULL WHERE id = $1 AND deleted IS NOT NULL", id))
	})
}

// found is ErrNoTemplate if a statement changed nothing.
func found(done sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return ErrNoTemplate
}
