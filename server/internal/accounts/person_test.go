package accounts_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal"
	"feltboard/realtime/journal/pglog"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

// owner sets up a store and returns its owner.
func owner(t *testing.T, s *accounts.Store) accounts.Session {
	t.Helper()
	at, _, err := s.Setup(t.Context(), must[string](t)(s.NewSetup(t.Context(), 0)), "Ada", accounts.Session{}, "")
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// member lets somebody come by an invitation.
func member(t *testing.T, s *accounts.Store, by, email string) accounts.Session {
	t.Helper()
	_, secret, err := s.MakeInvite(t.Context(), accounts.Member, "", by)
	if err != nil {
		t.Fatal(err)
	}
	at, _, _, err := s.Accept(t.Context(), secret, "Bea", email, "three blind mice", accounts.Session{}, "")
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// what one reads as two people's addresses stays two, and what one reads as one is one.
func TestAddressesAreFolded(t *testing.T) {
	for written, want := range map[string]string{
		"Ada@Example.COM": "ada@example.com", " a.b+c@x.org ": "a.b+c@x.org", "ada@localhost": "ada@localhost",
		"é@example.com": "é@example.com",
	} {
		if got, ok := accounts.FoldEmail(written); !ok || got != want {
			t.Errorf("%q is %q, %v", written, got, ok)
		}
	}
	for _, wrong := range []string{
		"", "ada", "@example.com", "ada@", "a@b@c", "a b@c.org", "a@b c.org", "ada@.org", "ada@org.", "ada@a..b", "a\x00@b.org", "<ada@example.com>", "a,b@c.org",
		"ada@exam\u202eple.com", "\u212a@example.com", "e\u0301@example.com", strings.Repeat("a", 255) + "@b.org",
	} {
		if got, ok := accounts.FoldEmail(wrong); ok {
			t.Errorf("%q is %q", wrong, got)
		}
	}
}

//
func TestPasswordsThatAnybodyWouldTryAreRefused(t *testing.T) {
	for _, wrong := range []string{"", "1234567", "ÄÖÜäöüß", "Password1", "aaaaaaaaaa", "ada.lovelace@example.com", "Ada.Lovelace", strings.Repeat("long", 65)} {
		if accounts.GoodPassword(wrong, "ada.lovelace@example.com") == "" {
			t.Errorf("%q is taken", wrong)
		}
	}
	for _, right := range []string{"three blind mice", "ÄÖÜäöüß8", "        x", strings.Repeat("long", 64)} {
		if wrong := accounts.GoodPassword(right, "ada@example.com"); wrong != "" {
			t.Errorf("%q: %s", right, wrong)
		}
	}
}

// many at once take the memory of two; whom that would make wait too long is told so.
func TestHashesTakeTurns(t *testing.T) {
	s := accounts.New(openSQLite(t, t.TempDir()))
	var busy, wrong int
	var mu sync.Mutex
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			_, _, err := s.SignIn(t.Context(), "nobody@example.com", "three blind mice", accounts.Session{}, "")
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.Is(err, accounts.ErrBusy):
				busy++
			case errors.Is(err, accounts.ErrBadPassword):
				wrong++
			default:
				t.Errorf("signing in: %v", err)
			}
		})
	}
	all.Wait()
	if busy == 0 || wrong < 32 {
		t.Errorf("%d were checked, %d were too many", wrong, busy)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := s.SignIn(ctx, "nobody@example.com", "x", accounts.Session{}, ""); err == nil {
		t.Error("who has gone is waited for")
	}
	if _, _, err := s.SignIn(t.Context(), "nobody@example.com", "x", accounts.Session{}, ""); !errors.Is(err, accounts.ErrBadPassword) {
		t.Errorf("afterwards: %v", err)
	}
}

// the same letters are the same password, whichever keyboard wrote them.
func TestAPasswordIsWhatItLooksLike(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		_, secret, err := s.MakeInvite(t.Context(), accounts.Member, "", by.Person)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := s.Accept(t.Context(), secret, "Zoë", "zoe@example.com", "cafe\u0301 creme", accounts.Session{}, ""); err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.SignIn(t.Context(), "zoe@example.com", "café creme", accounts.Session{}, ""); err != nil {
			t.Errorf("composed: %v", err)
		}
		if _, _, err := s.SignIn(t.Context(), "zoe@example.com", "cafe creme", accounts.Session{}, ""); !errors.Is(err, accounts.ErrBadPassword) {
			t.Errorf("another one: %v", err)
		}
	})
}

//
func TestAnInvitationWorksOnceAndForAWeek(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		now := time.Now()
		s.SetNow(func() time.Time { return now })
		by := owner(t, s)
		made := func(email string) (accounts.Invite, string) {
			t.Helper()
			i, secret, err := s.MakeInvite(t.Context(), accounts.Member, email, by.Person)
			if err != nil {
				t.Fatal(err)
			}
			return i, secret
		}
		dead := func(what, secret string) {
			t.Helper()
			if _, err := s.Invite(t.Context(), secret); !errors.Is(err, accounts.ErrBadInvite) {
				t.Errorf("%s: %v", what, err)
			}
			if _, _, _, err := s.Accept(t.Context(), secret, "Eve", "eve@example.com", "three blind mice", accounts.Session{}, ""); !errors.Is(err, accounts.ErrBadInvite) {
				t.Errorf("%s is accepted: %v", what, err)
			}
		}
		_, first := made("bea@example.com")
		_, second := made("bea@example.com")
		dead("the one before", first)
		if _, _, _, err := s.Accept(t.Context(), second, "Bea", "bea@example.com", "three blind mice", accounts.Session{}, ""); err != nil {
			t.Fatal(err)
		}
		dead("a used one", second)
		if _, _, err := s.MakeInvite(t.Context(), accounts.Member, "bea@example.com", by.Person); !errors.Is(err, accounts.ErrEmailTaken) {
			t.Errorf("for who is here: %v", err)
		}
		old, third := made("")
		if err := s.EndInvite(t.Context(), old.ID, by.Person); err != nil {
			t.Fatal(err)
		}
		dead("one that was taken back", third)
		_, fourth := made("")
		now = now.Add(accounts.InviteLasts + time.Second)
		dead("an old one", fourth)
		if all := must[[]accounts.Invite](t)(s.Invites(t.Context())); len(all) != 0 {
			t.Errorf("there are %+v", all)
		}
	})
}

// seats go with the person, on every device, and end with them; the links' counts know of them.
func TestAPersonsSeatsAreTheirs(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		board, _, secrets := host(t, s)
		bea := member(t, s, by.Person, "bea@example.com")
		link := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Team]))
		bea, who, token := join(t, s, bea, board, secrets[boards.Team])
		phone, _, err := s.SignIn(t.Context(), "bea@example.com", "three blind mice", accounts.Session{}, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []accounts.Session{bea, phone} {
			if seat, err := s.Seat(t.Context(), at, board); err != nil || seat.Member != who || seat.Link != link.ID {
				t.Errorf("her seat is %+v, %v", seat, err)
			}
		}
		if n := must[int](t)(s.Seated(t.Context(), link.ID, "")); n != 1 {
			t.Errorf("by the link came %d", n)
		}
		start := time.Now().Add(-time.Second)
		if browsers := must[[]string](t)(s.Remove(t.Context(), bea.Person, by.Person)); len(browsers) != 2 {
			t.Errorf("she was in %v", browsers)
		}
		if ended := must[[]accounts.End](t)(s.EndedSince(t.Context(), start)); len(ended) != 2 {
			t.Errorf("nodes hear of %v", ended)
		}
		if _, err := s.Session(t.Context(), token); !errors.Is(err, accounts.ErrNoSession) {
			t.Errorf("her token: %v", err)
		}
		if _, err := s.Seat(t.Context(), phone, board); !errors.Is(err, accounts.ErrNoSeat) {
			t.Errorf("her seat: %v", err)
		}
		if _, _, err := s.MakeInvite(t.Context(), accounts.Member, "bea@example.com", by.Person); err != nil {
			t.Errorf("inviting her again: %v", err)
		}
	})
}

// The owner of the version before, their session, boards and seats are there after the upgrade, and a node of that version may
// go on beside it.
func TestTheOwnerOutlivesTheUpgrade(t *testing.T) {
	before := func(all []journal.Migration) (old []journal.Migration) {
		for _, m := range all {
			if m.Name == "accounts/0006_people" {
				break
			}
			old = append(old, m)
		}
		return old
	}
	dir, url := t.TempDir(), pgtest.For(t)
	open := map[string]func(old bool) accounts.DB{
		"SQLite": func(old bool) accounts.DB {
			all := accounts.Migrations()
			if old {
				all = before(all)
			}
			log, err := sqlitelog.Open(dir, sqlitelog.Options{Migrations: all})
			if err != nil {
				t.Fatal(err)
			}
			if old {
				t.Cleanup(func() { log.Close() })
			}
			return closing{inSQLite{log}, log.Close}
		},
		"PostgreSQL": func(old bool) accounts.DB {
			all := accounts.PostgresMigrations()
			if old {
				all = before(all)
			}
			log, err := pglog.Open(t.Context(), url, pglog.Options{Migrations: all, Conns: 4})
			if err != nil {
				t.Fatal(err)
			}
			return closing{inPostgres{log}, log.Close}
		},
	}
	for name, open := range open {
		t.Run(name, func(t *testing.T) {
			old := open(true)
			board, host := uuid.NewString(), uuid.NewString()
			token := strings.Repeat("T", 26)
			truth := map[string]string{"SQLite": "1", "PostgreSQL": "true"}[name]
			err := old.Write(t.Context(), func(tx accounts.Tx) error {
				for _, do := range []string{
					"INSERT INTO owner (id, name, created) VALUES (1, 'Ada', 5)",
					fmt.Sprintf("INSERT INTO hosted (board, member, created) VALUES ('%s', '%s', 6)", board, host),
				} {
					if _, err := tx.Exec(do); err != nil {
						return err
					}
				}
				_, err := tx.Exec("INSERT INTO session (hash, browser, owner, created, expires) VALUES ($1, 'browser', "+truth+", 7, $2)", accounts.Digest(token), time.Now().Add(time.Hour).UnixMilli())
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			old.(closing).close()
			db := open(false)
			defer db.(closing).close()
			s := accounts.New(db)
			at := must[accounts.Session](t)(s.Session(t.Context(), token))
			if seat, err := s.Seat(t.Context(), at, board); !at.Owner || at.Person == "" || err != nil || seat.Member != host {
				t.Errorf("they are %+v, on the board as %+v, %v", at, seat, err)
			}
			if p := must[accounts.Person](t)(s.Person(t.Context(), at.Person)); p.Name != "Ada" || p.Standing != accounts.Owner || p.Created != 5 || p.Boards != 1 || p.Password {
				t.Errorf("they are %+v", p)
			}
			beside := strings.Repeat("U", 26) // what a node of the version before writes now
			if err := db.Write(t.Context(), func(tx accounts.Tx) error {
				_, err := tx.Exec("INSERT INTO session (hash, browser, owner, created, expires) VALUES ($1, 'another', "+truth+", 7, $2)", accounts.Digest(beside), time.Now().Add(time.Hour).UnixMilli())
				return err
			}); err != nil {
				t.Fatal(err)
			}
			if there := must[accounts.Session](t)(s.Session(t.Context(), beside)); !there.Owner || there.Person != at.Person {
				t.Errorf("signed in at the old node they are %+v", there)
			}
		})
	}
}

// closing is a database that is closed before the test ends.
type closing struct {
	accounts.DB
	close func() error
}

// what was under way when a session ended does not bring it back.
func TestAnEndedSessionIsNotRenewed(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		by := owner(t, s)
		board, _, secrets := host(t, s)
		bea := member(t, s, by.Person, "bea@example.com")
		link := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Team]))
		must[[]string](t)(s.SignOutAll(t.Context(), bea.Person))
		if _, _, err := s.Take(t.Context(), bea, link, uuid.NewString(), 300); !errors.Is(err, accounts.ErrNoSession) {
			t.Errorf("joining: %v", err)
		}
		if _, _, err := s.SetPassword(t.Context(), bea, "three blind mice", "a fourth blind mouse", ""); !errors.Is(err, accounts.ErrNoSession) {
			t.Errorf("a new password: %v", err)
		}
		if err := s.Connect(t.Context(), bea, accounts.Known{Issuer: "https://login.example.com", Subject: "eve"}); !errors.Is(err, accounts.ErrNoSession) {
			t.Errorf("connecting: %v", err)
		}
		fresh, _, err := s.SignIn(t.Context(), "bea@example.com", "three blind mice", bea, "")
		if err != nil || fresh.Browser == bea.Browser {
			t.Errorf("signing in again: %+v, %v", fresh, err)
		}
	})
}

// what an owner had under way comes to nothing once they are a member, or removed.
func TestAFormerOwnerDoesNothingMore(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		ada := owner(t, s)
		cai := member(t, s, ada.Person, "cai@example.com")
		open, _, err := s.MakeInvite(t.Context(), accounts.Member, "", ada.Person)
		if err != nil {
			t.Fatal(err)
		}
		refused := func(what, bea string) {
			t.Helper()
			_, _, invited := s.MakeInvite(t.Context(), accounts.Owner, "", bea)
			_, _, renewed := s.Renew(t.Context(), ada.Person, bea)
			_, removed := s.Remove(t.Context(), cai.Person, bea)
			for act, err := range map[string]error{
				"invites an owner": invited, "takes an invitation back": s.EndInvite(t.Context(), open.ID, bea), "renews": renewed, "removes": removed,
				"makes themselves an owner": s.Stand(t.Context(), bea, accounts.Owner, bea), "makes the owner a member": s.Stand(t.Context(), ada.Person, accounts.Member, bea),
				"inherits": s.Inherit(t.Context(), uuid.NewString(), bea, uuid.NewString()),
			} {
				if !errors.Is(err, accounts.ErrNotOwner) {
					t.Errorf("%s %s: %v", what, act, err)
				}
			}
		}
		var bea string
		for what, ends := range map[string]func() error{
			"who is a member again": func() error { return s.Stand(t.Context(), bea, accounts.Member, ada.Person) },
			"who is removed": func() error {
				_, err := s.Remove(t.Context(), bea, ada.Person)
				return err
			},
		} {
			bea = member(t, s, ada.Person, strings.ReplaceAll(what, " ", ".")+"@example.com").Person
			if err := s.Stand(t.Context(), bea, accounts.Owner, ada.Person); err != nil {
				t.Fatal(err)
			}
			_, invited, err := s.MakeInvite(t.Context(), accounts.Owner, "", bea)
			if err != nil {
				t.Fatal(err)
			}
			renewal, _, err := s.Renew(t.Context(), ada.Person, bea)
			if err != nil {
				t.Fatal(err)
			}
			if err := ends(); err != nil {
				t.Fatal(err)
			}
			for _, secret := range []string{invited, renewal} {
				if _, err := s.Invite(t.Context(), secret); !errors.Is(err, accounts.ErrBadInvite) {
					t.Errorf("a link of %s: %v", what, err)
				}
			}
			refused(what, bea)
		}
		if p := must[accounts.Person](t)(s.Person(t.Context(), ada.Person)); p.Standing != accounts.Owner {
			t.Errorf("the owner is %+v", p)
		}
	})
}

// requests that race with the removal of who sent them leave no link behind.
func TestALinkThatRacesWithARemovalIsDead(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		ada := owner(t, s)
		bea := member(t, s, ada.Person, "bea@example.com").Person
		if err := s.Stand(t.Context(), bea, accounts.Owner, ada.Person); err != nil {
			t.Fatal(err)
		}
		made, removed := make(chan string, 100), make(chan struct{})
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				for range 10 {
					if secret, _, err := s.Renew(t.Context(), ada.Person, bea); err == nil {
						made <- secret
					} else if !errors.Is(err, accounts.ErrNotOwner) {
						t.Errorf("a link: %v", err)
					}
				}
				<-removed
				if _, _, err := s.Renew(t.Context(), ada.Person, bea); !errors.Is(err, accounts.ErrNotOwner) {
					t.Errorf("a link after the removal: %v", err)
				}
			})
		}
		must[[]string](t)(s.Remove(t.Context(), bea, ada.Person))
		close(removed)
		all.Wait()
		close(made)
		for secret := range made {
			if _, _, _, err := s.Accept(t.Context(), secret, "Bea", "eve@example.com", "three blind mice", accounts.Session{}, ""); !errors.Is(err, accounts.ErrBadInvite) {
				t.Errorf("a link works: %v", err)
			}
		}
	})
}

// an invitation that was left behind by who is no owner, in a database from before, opens nothing, also for the provider.
func TestAnInvitationOfAFormerOwnerOpensNothing(t *testing.T) {
	db := openSQLite(t, t.TempDir())
	s := accounts.New(db)
	ada := owner(t, s)
	bea := member(t, s, ada.Person, "bea@example.com").Person
	if err := s.Stand(t.Context(), bea, accounts.Owner, ada.Person); err != nil {
		t.Fatal(err)
	}
	_, invited, err := s.MakeInvite(t.Context(), accounts.Owner, "eve@example.com", bea)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), func(tx accounts.Tx) error {
		_, err := tx.Exec("UPDATE person SET role = 'member' WHERE id = $1", bea)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := s.Accept(t.Context(), invited, "Eve", "eve@example.com", "three blind mice", accounts.Session{}, ""); !errors.Is(err, accounts.ErrBadInvite) {
		t.Errorf("accepting: %v", err)
	}
	eve := accounts.Known{Issuer: "https://login.example.com", Subject: "eve", Email: "eve@example.com"}
	if _, _, err := s.Arrive(t.Context(), eve, "", false, accounts.Session{}, ""); !errors.Is(err, accounts.ErrNotInvited) {
		t.Errorf("arriving: %v", err)
	}
	if all := must[[]accounts.Invite](t)(s.Invites(t.Context())); len(all) != 0 {
		t.Errorf("there are %+v", all)
	}
}

// a link for a new password ends when its person has set one otherwise.
func TestANewPasswordEndsTheLinkForOne(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		ada := owner(t, s)
		bea := member(t, s, ada.Person, "bea@example.com")
		secret, _, err := s.Renew(t.Context(), bea.Person, ada.Person)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.SetPassword(t.Context(), bea, "three blind mice", "a fourth blind mouse", ""); err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := s.Accept(t.Context(), secret, "Bea", "bea@example.com", "the fifth mouse sees", accounts.Session{}, ""); !errors.Is(err, accounts.ErrBadInvite) {
			t.Errorf("the link: %v", err)
		}
	})
}
