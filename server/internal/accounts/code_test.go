package accounts_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

func TestACodeIsShortAndStaysTheSameWhileItWorks(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		now := time.Now()
		s.SetNow(func() time.Time { return now })
		board, owner, secrets := host(t, s)
		code := must[accounts.Code](t)(s.MakeCode(t.Context(), board, owner))
		if !regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$`).MatchString(code.Text) {
			t.Errorf("the code is %q", code.Text)
		}
		if want := now.Add(12 * time.Hour).UnixMilli(); code.Expires != want {
			t.Errorf("it expires at %d, want %d", code.Expires, want)
		}
		link := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Client]))
		if by := must[accounts.Link](t)(s.CheckCode(t.Context(), code.Text)); by != link {
			t.Errorf("the code stands for %+v, the link is %+v", by, link)
		}
		now = now.Add(accounts.CodeLasts - time.Millisecond)
		if again := must[accounts.Code](t)(s.MakeCode(t.Context(), board, owner)); again != code {
			t.Errorf("asked again: %+v, before %+v", again, code)
		}
		now = now.Add(time.Millisecond)
		if _, err := s.CheckCode(t.Context(), code.Text); !errors.Is(err, accounts.ErrBadLink) {
			t.Errorf("expired: %v", err)
		}
		fresh := must[accounts.Code](t)(s.MakeCode(t.Context(), board, owner))
		if fresh.Text == code.Text {
			t.Errorf("an expired code was given again: %+v", fresh)
		}
		must[accounts.Link](t)(s.CheckCode(t.Context(), fresh.Text))
	})
}

func TestACodeIsReadAsItWasMeant(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		code := ""
		for !strings.Contains(code, "0") || !strings.Contains(code, "1") { // one in forty
			board, owner, _ := host(t, s)
			code = must[accounts.Code](t)(s.MakeCode(t.Context(), board, owner)).Text
		}
		want := must[accounts.Link](t)(s.CheckCode(t.Context(), code))
		for _, written := range []string{
			strings.ToLower(code), strings.ReplaceAll(code, "-", ""), " " + strings.ReplaceAll(code, "-", " ") + " ",
			strings.ReplaceAll(code, "0", "O"), strings.ReplaceAll(code, "0", "o"),
			strings.ReplaceAll(code, "1", "I"), strings.ReplaceAll(code, "1", "l"),
		} {
			if l, err := s.CheckCode(t.Context(), written); err != nil || l != want {
				t.Errorf("%q for %q: %+v, %v", written, code, l, err)
			}
		}
		for _, written := range []string{"", "-", code[:6], code + "0", strings.Repeat("0", 1000), "ÄÖÜ-123", "\x00"} {
			if l, err := s.CheckCode(t.Context(), written); !errors.Is(err, accounts.ErrBadLink) || l.ID != "" {
				t.Errorf("%q: %+v, %v", written, l, err)
			}
		}
	})
}

// S-3
func TestACodeEndsAloneOrWithItsLink(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, owner, secrets := host(t, s)
		make := func() string { return must[accounts.Code](t)(s.MakeCode(t.Context(), board, owner)).Text }
		ended := func(code, how string) {
			t.Helper()
			if _, err := s.CheckCode(t.Context(), code); !errors.Is(err, accounts.ErrBadLink) {
				t.Errorf("%s: %v", how, err)
			}
		}
		first := make()
		for range 2 { // ending it again is harmless, and no event
			if err := s.EndCode(t.Context(), board, owner); err != nil {
				t.Fatal(err)
			}
		}
		ended(first, "by itself")
		must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Client]))
		second := make()
		must[[]string](t)(s.Revoke(t.Context(), board, boards.Team, owner))
		must[accounts.Link](t)(s.CheckCode(t.Context(), second))
		must[[]string](t)(s.Revoke(t.Context(), board, boards.Client, owner))
		ended(second, "with its link")
		if _, err := s.MakeCode(t.Context(), board, owner); !errors.Is(err, accounts.ErrNoLink) {
			t.Errorf("without a link: %v", err)
		}
		if _, _, err := s.MakeLink(t.Context(), board, boards.Client, owner, false, accounts.Bounds{}); err != nil {
			t.Fatal(err)
		}
		third := make()
		if _, _, err := s.MakeLink(t.Context(), board, boards.Client, owner, true, accounts.Bounds{}); err != nil {
			t.Fatal(err)
		}
		ended(third, "with a link that was replaced")
		var acts []string
		for _, e := range must[[]accounts.Event](t)(s.Events(t.Context(), board)) {
			if strings.HasPrefix(e.Act, "code") && e.Member == owner {
				acts = append(acts, e.Act)
			}
		}
		if want := []string{"code_made", "code_ended", "code_made", "code_ended", "code_made", "code_ended"}; !slices.Equal(acts, want) {
			t.Errorf("the audit says %v, want %v", acts, want)
		}
		if _, err := s.MakeCode(t.Context(), uuid.NewString(), owner); !errors.Is(err, accounts.ErrNoLink) {
			t.Errorf("of no board: %v", err)
		}
	})
}

// A code that one node makes opens at all of them, and a board has one, whoever asks first.
func TestNodesShareACode(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			const n = 4
			all := open(t, n)
			board, owner, _ := host(t, accounts.New(all[0]))
			var got [n]accounts.Code
			var asked sync.WaitGroup
			for i, db := range all {
				asked.Go(func() {
					var err error
					if got[i], err = accounts.New(db).MakeCode(t.Context(), board, owner); err != nil {
						t.Error(err)
					}
				})
			}
			asked.Wait()
			for i, db := range all {
				if got[i] != got[0] {
					t.Errorf("node %d has %+v, the first %+v", i, got[i], got[0])
				}
				must[accounts.Link](t)(accounts.New(db).CheckCode(t.Context(), got[0].Text))
			}
		})
	}
}

// S-1
func TestNoCodeIsInTheDatabase(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			db := open(t, 1)[0]
			s := accounts.New(db)
			board, owner, _ := host(t, s)
			code := strings.ReplaceAll(must[accounts.Code](t)(s.MakeCode(t.Context(), board, owner)).Text, "-", "")
			var seed, hash []byte
			if err := db.ReadDB().QueryRowContext(t.Context(), "SELECT seed, hash FROM code").Scan(&seed, &hash); err != nil {
				t.Fatal(err)
			}
			if len(seed) != 16 || len(hash) != 32 || strings.Contains(string(seed)+string(hash), code) {
				t.Errorf("the table holds %x and %x of %s", seed, hash, code)
			}
		})
	}
}
