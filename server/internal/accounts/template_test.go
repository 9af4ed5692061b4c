package accounts_test

import (
	"errors"
	"testing"

	"feltboard/server/internal/accounts"
)

func TestTemplatesAreKeptDeletedAndRestored(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		ctx := t.Context()
		id := must[string](t)(s.KeepTemplate(ctx, []byte("{}")))
		if all := must[[]accounts.Template](t)(s.Templates(ctx)); len(all) != 1 || all[0].ID != id || string(all[0].File) != "{}" {
			t.Errorf("%+v", all)
		}
		if err := s.DeleteTemplate(ctx, id); err != nil {
			t.Fatal(err)
		}
		if err := s.DeleteTemplate(ctx, id); !errors.Is(err, accounts.ErrNoTemplate) {
			t.Errorf("deleted twice: %v", err)
		}
		if all := must[[]accounts.Template](t)(s.Templates(ctx)); len(all) != 0 {
			t.Errorf("a deleted one is offered: %+v", all)
		}
		if one := must[accounts.Template](t)(s.Template(ctx, id)); one.Deleted == 0 {
			t.Errorf("%+v", one)
		}
		if err := s.RestoreTemplate(ctx, id); err != nil {
			t.Fatal(err)
		}
		if err := s.RestoreTemplate(ctx, id); !errors.Is(err, accounts.ErrNoTemplate) {
			t.Errorf("restored twice: %v", err)
		}
		if _, err := s.Template(ctx, "no such"); !errors.Is(err, accounts.ErrNoTemplate) {
			t.Errorf("one that never was: %v", err)
		}
	})
}

func TestTemplatesAreBounded(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		ctx := t.Context()
		first := must[string](t)(s.KeepTemplate(ctx, []byte("{}")))
		for range accounts.MaxTemplates - 1 {
			must[string](t)(s.KeepTemplate(ctx, []byte("{}")))
		}
		if _, err := s.KeepTemplate(ctx, []byte("{}")); !errors.Is(err, accounts.ErrTemplates) {
			t.Errorf("one more than may be: %v", err)
		}
		if err := s.DeleteTemplate(ctx, first); err != nil {
			t.Fatal(err)
		}
		must[string](t)(s.KeepTemplate(ctx, []byte("{}")))
		if err := s.RestoreTemplate(ctx, first); !errors.Is(err, accounts.ErrTemplates) {
			t.Errorf("restored over the limit: %v", err)
		}
	})
}
