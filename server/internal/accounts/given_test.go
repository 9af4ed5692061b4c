package accounts_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

// handed is another browser that somebody's board was handed over to.
func handed(t *testing.T, s *accounts.Store, from accounts.Session, board string, to accounts.Session) accounts.Session {
	t.Helper()
	seat := must[accounts.Seat](t)(s.Seat(t.Context(), from, board))
	secret, _, err := s.HandOff(t.Context(), from, seat)
	if err != nil {
		t.Fatal(err)
	}
	_, token, err := s.HandOver(t.Context(), to, secret, false)
	if err != nil {
		t.Fatal(err)
	}
	return must[accounts.Session](t)(s.Session(t.Context(), token))
}

// what somebody handed over ends as they are removed, sign out everywhere or set a password; their own seats, and what a
// guest hands over, stay.
func TestWhatWasHandedOverEndsWithThePerson(t *testing.T) {
	ends := map[string]func(s *accounts.Store, t *testing.T, at accounts.Session, by string) ([]string, error){
		"removed": func(s *accounts.Store, t *testing.T, at accounts.Session, by string) ([]string, error) {
			return s.Remove(t.Context(), at.Person, by)
		},
		"signed out": func(s *accounts.Store, t *testing.T, at accounts.Session, _ string) ([]string, error) {
			return s.SignOutAll(t.Context(), at.Person)
		},
		"a new password": func(s *accounts.Store, t *testing.T, at accounts.Session, _ string) ([]string, error) {
			_, gone, err := s.SetPassword(t.Context(), at, "three blind mice", "four blind mice", "")
			return gone, err
		},
	}
	for what, end := range ends {
		t.Run(what, func(t *testing.T) {
			onBoth(t, func(t *testing.T, s *accounts.Store) {
				by := owner(t, s)
				bea := member(t, s, by.Person, "bea@example.com")
				mine := uuid.NewString()
				if _, err := s.Host(t.Context(), mine, bea.Person, uuid.NewString()); err != nil {
					t.Fatal(err)
				}
				board, _, secrets := host(t, s)
				bea, _, _ = join(t, s, bea, board, secrets[boards.Team])
				phone := handed(t, s, bea, mine, accounts.Session{})
				phone = handed(t, s, bea, board, phone)
				further := handed(t, s, phone, mine, accounts.Session{})
				cai := member(t, s, by.Person, "cai@example.com")
				cai = handed(t, s, bea, mine, cai)
				his := handed(t, s, cai, mine, accounts.Session{})
				guest, _, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
				theirs := handed(t, s, guest, board, accounts.Session{})
				waits, _, err := s.HandOff(t.Context(), bea, must[accounts.Seat](t)(s.Seat(t.Context(), bea, mine)))
				if err != nil {
					t.Fatal(err)
				}
				start := time.Now().Add(-time.Second)
				gone, err := end(s, t, bea, by.Person)
				if err != nil {
					t.Fatal(err)
				}
				want := []string{phone.Browser + " " + mine, phone.Browser + " " + board, further.Browser + " " + mine, cai.Browser + " " + mine, his.Browser + " " + mine}
				for _, one := range want {
					if !slices.Contains(gone, one) || !slices.ContainsFunc(must[[]accounts.End](t)(s.EndedSince(t.Context(), start)), func(e accounts.End) bool { return e.ID == one }) {
						t.Errorf("nobody hears of %q: %q", one, gone)
					}
				}
				for who, at := range map[string]accounts.Session{"phone": phone, "another": further, "somebody else": cai, "and theirs": his} {
					if seat, err := s.Seat(t.Context(), at, mine); !errors.Is(err, accounts.ErrNoSeat) {
						t.Errorf("%s: %+v, %v", who, seat, err)
					}
				}
				if _, err := s.Seat(t.Context(), phone, board); !errors.Is(err, accounts.ErrNoSeat) {
					t.Errorf("the phone on another's board: %v", err)
				}
				if _, err := s.Handed(t.Context(), waits); !errors.Is(err, accounts.ErrBadHand) {
					t.Errorf("what waits to be taken: %v", err)
				}
				if _, err := s.Seat(t.Context(), theirs, board); err != nil {
					t.Errorf("a guest's: %v", err)
				}
				if what != "removed" {
					if _, err := s.SeatOf(t.Context(), bea.Person, board); err != nil {
						t.Errorf("her own: %v", err)
					}
				}
			})
		})
	}
}

// who signs in where their own board was handed over to is there as themselves.
func TestOnesOwnDeviceIsNoGift(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		bea := member(t, s, by.Person, "bea@example.com")
		board, _, secrets := host(t, s)
		bea, _, _ = join(t, s, bea, board, secrets[boards.Team])
		phone := handed(t, s, bea, board, accounts.Session{})
		phone, _, err := s.SignIn(t.Context(), "bea@example.com", "three blind mice", phone, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.SignOutAll(t.Context(), bea.Person); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SeatOf(t.Context(), phone.Person, board); err != nil {
			t.Errorf("her seat: %v", err)
		}
	})
}

// who was removed comes back by an invitation alone, whatever their domain may; and then as anybody.
func TestWhoWasRemovedNeedsAnInvitation(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		known := accounts.Known{Issuer: "https://login.example.com", Subject: "bea", Name: "Bea", Email: "bea@example.com"}
		come := func(who accounts.Known, invite string) (accounts.Session, error) {
			at, _, err := s.Arrive(t.Context(), who, invite, true, accounts.Session{}, "")
			return at, err
		}
		remove := func(at accounts.Session) {
			t.Helper()
			if _, err := s.Remove(t.Context(), at.Person, by.Person); err != nil {
				t.Fatal(err)
			}
		}
		remove(must[accounts.Session](t)(come(known, "")))
		renamed := known
		renamed.Email = "bee@example.com"
		other := known
		other.Subject = "another"
		for what, who := range map[string]accounts.Known{"at once": known, "by another address": renamed, "by another account": other} {
			if _, err := come(who, ""); !errors.Is(err, accounts.ErrNotInvited) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if _, err := come(accounts.Known{Issuer: known.Issuer, Subject: "dan", Name: "Dan", Email: "dan@example.com"}, ""); err != nil {
			t.Errorf("somebody else: %v", err)
		}
		if _, _, err := s.MakeInvite(t.Context(), accounts.Member, "bea@example.com", by.Person); err != nil {
			t.Fatal(err)
		}
		back, err := come(known, "")
		if err != nil {
			t.Fatalf("invited: %v", err)
		}
		remove(back)
		if _, err := come(known, ""); !errors.Is(err, accounts.ErrNotInvited) {
			t.Errorf("removed again: %v", err)
		}
		remove(member(t, s, by.Person, "eli@example.com")) // who never came by the provider
		if _, err := come(accounts.Known{Issuer: known.Issuer, Subject: "eli", Name: "Eli", Email: "eli@example.com"}, ""); !errors.Is(err, accounts.ErrNotInvited) {
			t.Errorf("by their address: %v", err)
		}
	})
}

// another address needs the password; one that nobody has come in by yields to who has it for sure, an owner's never.
func TestAnAddressIsWhoseItIs(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		mal := member(t, s, by.Person, "mal@example.com")
		if err := s.Rename(t.Context(), mal, "Mal", "bea@example.com", "wrong wrong"); !errors.Is(err, accounts.ErrBadPassword) {
			t.Errorf("without the password: %v", err)
		}
		if err := s.Rename(t.Context(), mal, "Mallory", "mal@example.com", ""); err != nil {
			t.Errorf("the name alone: %v", err)
		}
		if err := s.Rename(t.Context(), mal, "Mal", "bea@example.com", "three blind mice"); err != nil {
			t.Fatal(err)
		}
		bea := accounts.Known{Issuer: "https://login.example.com", Subject: "bea", Name: "Bea", Email: "bea@example.com"}
		if _, _, err := s.Arrive(t.Context(), bea, "", false, accounts.Session{}, ""); !errors.Is(err, accounts.ErrNotInvited) {
			t.Errorf("not invited: %v", err)
		}
		if p := must[accounts.Person](t)(s.Person(t.Context(), mal.Person)); p.Email != "bea@example.com" {
			t.Errorf("for nothing it is taken from %+v", p)
		}
		if _, _, err := s.Arrive(t.Context(), bea, "", true, accounts.Session{}, ""); err != nil {
			t.Fatalf("whose it is: %v", err)
		}
		if p := must[accounts.Person](t)(s.Person(t.Context(), mal.Person)); p.Email != "" {
			t.Errorf("it stays with %+v", p)
		}
		cai := member(t, s, by.Person, "cai@example.com") // came in by it
		if _, _, err := s.Arrive(t.Context(), accounts.Known{Issuer: bea.Issuer, Subject: "cai", Name: "Cai", Email: "cai@example.com"}, "", true, accounts.Session{}, ""); !errors.Is(err, accounts.ErrEmailTaken) {
			t.Errorf("of %s: %v", cai.Person, err)
		}
		if err := s.Rename(t.Context(), by, "Ada", "ada@example.com", ""); err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Arrive(t.Context(), accounts.Known{Issuer: bea.Issuer, Subject: "ada", Name: "Ada", Email: "ada@example.com"}, "", true, accounts.Session{}, ""); !errors.Is(err, accounts.ErrEmailTaken) {
			t.Errorf("an owner's: %v", err)
		}
	})
}

// a link for a new password is listed with the invitations, can be taken back, and ends as its person signs out everywhere.
func TestALinkForANewPasswordCanBeTakenBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		bea := member(t, s, by.Person, "bea@example.com")
		renew := func() string {
			secret, _, err := s.Renew(t.Context(), bea.Person, by.Person)
			if err != nil {
				t.Fatal(err)
			}
			return secret
		}
		secret := renew()
		all := must[[]accounts.Invite](t)(s.Invites(t.Context()))
		if len(all) != 1 || all[0].Renews != bea.Person || all[0].Renewed != "Bea" {
			t.Fatalf("the list has %+v", all)
		}
		if err := s.EndInvite(t.Context(), all[0].ID, by.Person); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Invite(t.Context(), secret); !errors.Is(err, accounts.ErrBadInvite) {
			t.Errorf("taken back: %v", err)
		}
		secret = renew()
		must[[]string](t)(s.SignOutAll(t.Context(), bea.Person))
		if _, err := s.Invite(t.Context(), secret); !errors.Is(err, accounts.ErrBadInvite) {
			t.Errorf("after signing out: %v", err)
		}
	})
}

// who has a password can be without the provider, who has none cannot.
func TestLeavingTheProvider(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		bea := member(t, s, by.Person, "bea@example.com")
		known := accounts.Known{Issuer: "https://login.example.com", Subject: "bea", Name: "Bea", Email: "bea@example.com"}
		if err := s.Connect(t.Context(), bea, known); err != nil {
			t.Fatal(err)
		}
		if err := s.Disconnect(t.Context(), bea); err != nil {
			t.Fatal(err)
		}
		if p := must[accounts.Person](t)(s.Person(t.Context(), bea.Person)); p.SSO {
			t.Errorf("she is %+v", p)
		}
		if _, _, err := s.Arrive(t.Context(), known, "", true, accounts.Session{}, ""); !errors.Is(err, accounts.ErrEmailTaken) {
			t.Errorf("by the provider: %v", err)
		}
		dan, _, err := s.Arrive(t.Context(), accounts.Known{Issuer: known.Issuer, Subject: "dan", Name: "Dan", Email: "dan@example.com"}, "", true, accounts.Session{}, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Disconnect(t.Context(), dan); !errors.Is(err, accounts.ErrBadPassword) {
			t.Errorf("without a password: %v", err)
		}
	})
}

// a device that was handed a board stays so by whichever link it comes again, and ends with who handed it over.
func TestALinkMakesNoGiftOnesOwn(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		board, _, secrets := host(t, s)
		dan := member(t, s, by.Person, "dan@example.com")
		dan, _, _ = join(t, s, dan, board, secrets[boards.Client])
		phone := handed(t, s, dan, board, accounts.Session{})
		seat := must[accounts.Seat](t)(s.Seat(t.Context(), phone, board))
		phone, _, err := s.Take(t.Context(), phone, must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Team])), seat.Member, 100)
		if err != nil {
			t.Fatal(err)
		}
		must[[]string](t)(s.SignOutAll(t.Context(), dan.Person))
		if seat, err := s.Seat(t.Context(), phone, board); !errors.Is(err, accounts.ErrNoSeat) {
			t.Errorf("%+v, %v", seat, err)
		}
	})
}
