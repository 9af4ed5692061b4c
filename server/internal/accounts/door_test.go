package accounts_test

import (
	"errors"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

// a link's time is over at that moment; who came by it stays.
func TestALinksTime(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		now := time.Now()
		s.SetNow(func() time.Time { return now })
		board, member, _ := host(t, s)
		until := now.Add(time.Hour)
		secret, _, err := s.MakeLink(t.Context(), board, boards.Client, member, true, accounts.Bounds{Expires: until.UnixMilli(), Most: 7})
		if err != nil {
			t.Fatal(err)
		}
		session, _, _ := join(t, s, accounts.Session{}, board, secret)
		link := must[accounts.Link](t)(s.Check(t.Context(), board, secret))
		if link.Most != 7 || link.Expires != until.UnixMilli() {
			t.Errorf("the link: %+v", link)
		}
		now = until
		if _, err := s.Check(t.Context(), board, secret); !errors.Is(err, accounts.ErrBadLink) {
			t.Errorf("when its time is over: %v", err)
		}
		if _, _, err := s.Take(t.Context(), accounts.Session{}, link, uuid.NewString(), 300); !errors.Is(err, accounts.ErrBadLink) {
			t.Errorf("somebody who was on the way: %v", err)
		}
		if _, err := s.Seat(t.Context(), session, board); err != nil {
			t.Errorf("who came by it: %v", err)
		}
		must[string](t)(first(s.MakeLink(t.Context(), board, boards.Client, member, false, accounts.Bounds{}))) // those that ended do not count
	})
}

// the room's code stays with the ordinary link, whatever else is made; and it is nobody's where there is none.
func TestACodeIsTheOrdinaryLinks(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, member, secrets := host(t, s)
		code := must[accounts.Code](t)(s.MakeCode(t.Context(), board, member))
		var special []string
		for _, bounds := range []accounts.Bounds{{Expires: time.Now().Add(time.Hour).UnixMilli()}, {Most: 1}, {Phrase: "seven bridges"}} {
			special = append(special, must[string](t)(first(s.MakeLink(t.Context(), board, boards.Client, member, false, bounds))))
			if again := must[accounts.Code](t)(s.MakeCode(t.Context(), board, member)); again != code {
				t.Errorf("with %+v: %+v", bounds, again)
			}
		}
		plain := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Client]))
		if by := must[accounts.Link](t)(s.CheckCode(t.Context(), code.Text)); by != plain {
			t.Errorf("the code stands for %+v", by)
		}
		//
		ids := must[[]string](t)(s.Known(t.Context(), board, []string{special[1], "no secret", secrets[boards.Client]}))
		if of := must[accounts.Link](t)(s.Check(t.Context(), board, special[1])); ids[0] != of.ID || ids[1] != "" || ids[2] != plain.ID {
			t.Errorf("known: %v", ids)
		}
		if err := s.RevokeOne(t.Context(), board, plain.ID, member); err != nil {
			t.Fatal(err)
		}
		if ids := must[[]string](t)(s.Known(t.Context(), board, []string{secrets[boards.Client]})); ids[0] != "" {
			t.Errorf("an ended one is %q", ids[0])
		}
		if _, err := s.CheckCode(t.Context(), code.Text); !errors.Is(err, accounts.ErrBadLink) {
			t.Errorf("the code: %v", err)
		}
		if code, err := s.MakeCode(t.Context(), board, member); !errors.Is(err, accounts.ErrNoLink) {
			t.Errorf("special links alone have the code %+v, %v", code, err)
		}
		fresh := must[string](t)(first(s.MakeLink(t.Context(), board, boards.Client, member, false, accounts.Bounds{})))
		next := must[accounts.Code](t)(s.MakeCode(t.Context(), board, member))
		if by := must[accounts.Link](t)(s.CheckCode(t.Context(), next.Text)); by != must[accounts.Link](t)(s.Check(t.Context(), board, fresh)) {
			t.Errorf("made anew it stands for %+v", by)
		}
	})
}

func first(secret string, _ []string, err error) (string, error) { return secret, err }

// what is stored of a passphrase is not the passphrase, and no two links store the same of it.
func TestAPassphraseIsKnown(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, member, secrets := host(t, s)
		var links []accounts.Link
		for range 2 {
			secret := must[string](t)(first(s.MakeLink(t.Context(), board, boards.Client, member, false, accounts.Bounds{Phrase: "seven bridges"})))
			links = append(links, must[accounts.Link](t)(s.Check(t.Context(), board, secret)))
		}
		if links[0] == links[1] || !links[0].Phrase {
			t.Errorf("%+v", links)
		}
		for words, want := range map[string]error{"seven bridges": nil, "Seven bridges": accounts.ErrPhrase, "": accounts.ErrPhrase} {
			if err := links[0].Knows(t.Context(), words); !errors.Is(err, want) {
				t.Errorf("%q: %v", words, err)
			}
		}
		plain := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Team]))
		if err := plain.Knows(t.Context(), ""); err != nil || plain.Phrase {
			t.Errorf("a link without one: %v", err)
		}
	})
}

// a hand-off works once, for ten minutes, and not when its link has been revoked; a newer one ends it.
func TestAHandOff(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		now := time.Now()
		s.SetNow(func() time.Time { return now })
		board, member, secrets := host(t, s)
		session, guest, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
		seat := must[accounts.Seat](t)(s.Seat(t.Context(), session, board))
		hand := func(seat accounts.Seat) string {
			secret, _, err := s.HandOff(t.Context(), accounts.Session{}, seat)
			if err != nil {
				t.Fatal(err)
			}
			return secret
		}
		bad := func(what, secret string) {
			t.Helper()
			if _, _, err := s.HandOver(t.Context(), accounts.Session{}, secret, false); !errors.Is(err, accounts.ErrBadHand) {
				t.Errorf("%s: %v", what, err)
			}
		}
		earlier := hand(seat)
		late := hand(seat)
		bad("an earlier one", earlier)
		bad("one that never was", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
		now = now.Add(accounts.HandLasts)
		bad("one that is too old", late)
		used := hand(seat)
		over, token, err := s.HandOver(t.Context(), accounts.Session{}, used, false)
		if err != nil || over.Member != guest || over.Link != seat.Link {
			t.Fatalf("%+v, %v", over, err)
		}
		other := must[accounts.Session](t)(s.Session(t.Context(), token))
		if got := must[accounts.Seat](t)(s.Seat(t.Context(), other, board)); got != seat {
			t.Errorf("the other device sits as %+v", got)
		}
		bad("a used one", used)
		if n := must[int](t)(s.Seated(t.Context(), seat.Link, "")); n != 1 {
			t.Errorf("one person on two devices counts as %d", n)
		}
		of := hand(accounts.Seat{Board: board, Member: member})
		if over, _, err := s.HandOver(t.Context(), accounts.Session{}, of, false); err != nil || over.Member != member || over.Link == "" {
			t.Errorf("the host's: %+v, %v", over, err)
		}
		pending := hand(seat)
		must[[]string](t)(s.Revoke(t.Context(), board, boards.Client, member))
		bad("one whose link was revoked", pending)
		if _, err := s.Seat(t.Context(), other, board); !errors.Is(err, accounts.ErrRevoked) {
			t.Errorf("the other device: %v", err)
		}
	})
}
