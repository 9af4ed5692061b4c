package accounts_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal/pglog"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

// inSQLite and inPostgres are the journal's databases as accounts sees them.
type inSQLite struct{ *sqlitelog.Log }

func (d inSQLite) Write(ctx context.Context, do func(accounts.Tx) error) error {
	return d.Log.Write(ctx, func(tx sqlitelog.Tx) error { return do(tx) })
}

type inPostgres struct{ *pglog.Log }

func (d inPostgres) Write(ctx context.Context, do func(accounts.Tx) error) error {
	return d.Log.Write(ctx, func(tx pglog.Tx) error { return do(tx) })
}

// nodes returns stores of n nodes, which share a database; those of one SQLite file share a process.
type nodes func(t *testing.T, n int) []accounts.DB

var databases = map[string]nodes{
	"SQLite": func(t *testing.T, n int) []accounts.DB {
		return slices.Repeat([]accounts.DB{openSQLite(t, t.TempDir())}, n)
	},
	"PostgreSQL": func(t *testing.T, n int) []accounts.DB {
		url := pgtest.For(t)
		var all []accounts.DB
		for range n {
			log, err := pglog.Open(t.Context(), url, pglog.Options{Migrations: accounts.PostgresMigrations(), Conns: 4})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { log.Close() })
			all = append(all, inPostgres{log})
		}
		return all
	},
}

func openSQLite(t *testing.T, dir string) inSQLite {
	t.Helper()
	log, err := sqlitelog.Open(dir, sqlitelog.Options{Migrations: accounts.Migrations()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() })
	return inSQLite{log}
}

// onBoth runs a test on an empty store in each database.
func onBoth(t *testing.T, test func(t *testing.T, s *accounts.Store)) {
	t.Helper()
	for name, open := range databases {
		t.Run(name, func(t *testing.T) { test(t, accounts.New(open(t, 1)[0])) })
	}
}

func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// host makes a board and returns it with its links' secrets.
func host(t *testing.T, s *accounts.Store) (board, member string, secrets map[boards.Role]string) {
	t.Helper()
	board, member = uuid.NewString(), uuid.NewString()
	return board, member, must[map[boards.Role]string](t)(s.Host(t.Context(), board, "", member))
}

// join lets a browser with this session in as a new member.
func join(t *testing.T, s *accounts.Store, at accounts.Session, board, secret string) (fresh accounts.Session, member, token string) {
	t.Helper()
	link := must[accounts.Link](t)(s.Check(t.Context(), board, secret))
	member = uuid.NewString()
	fresh, token, err := s.Take(t.Context(), at, link, member, 300)
	if err != nil {
		t.Fatal(err)
	}
	return fresh, member, token
}

func TestTheSetUpLinkWorksOnceAndOnlyTheNewestDoes(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		old := must[string](t)(s.NewSetup(t.Context(), 0))
		token := must[string](t)(s.NewSetup(t.Context(), 0))
		for _, wrong := range []string{"", "guess", old} {
			if _, _, err := s.Setup(t.Context(), wrong, "Eve", accounts.Session{}, ""); !errors.Is(err, accounts.ErrBadSetup) {
				t.Errorf("set up with %q: %v", wrong, err)
			}
		}
		session, cookie, err := s.Setup(t.Context(), token, "Ada", accounts.Session{}, "")
		if err != nil || !session.Owner {
			t.Fatalf("%+v, %v", session, err)
		}
		if name, ok, err := s.Owner(t.Context()); name != "Ada" || !ok || err != nil {
			t.Errorf("the owner is %q, %v, %v", name, ok, err)
		}
		if _, _, err := s.Setup(t.Context(), token, "Eve", accounts.Session{}, ""); !errors.Is(err, accounts.ErrBadSetup) {
			t.Errorf("set up again: %v", err)
		}
		if got := must[accounts.Session](t)(s.Session(t.Context(), cookie)); !got.Owner || got.Browser != session.Browser {
			t.Errorf("the cookie stands for %+v", got)
		}
		again := must[string](t)(s.NewSetup(t.Context(), 0))
		if back, _, err := s.Setup(t.Context(), again, "", accounts.Session{}, ""); err != nil || !back.Owner {
			t.Errorf("signing in again: %+v, %v", back, err)
		}
		if name, _, _ := s.Owner(t.Context()); name != "Ada" {
			t.Errorf("signing in renamed the owner to %q", name)
		}
	})
}

// S-2
func TestALinkThatDoesNotWorkNeverSaysWhy(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, _, secrets := host(t, s)
		other, _, others := host(t, s)
		must[[]string](t)(s.Revoke(t.Context(), board, boards.Team, ""))
		for name, try := range map[string][2]string{
			"unknown board":  {uuid.NewString(), secrets[boards.Client]},
			"wrong secret":   {board, "wrong"},
			"no secret":      {board, ""},
			"filler":         {board, "no secret"},
			"revoked":        {board, secrets[boards.Team]},
			"another board":  {board, others[boards.Client]},
			"other's secret": {other, secrets[boards.Client]},
		} {
			if l, err := s.Check(t.Context(), try[0], try[1]); !errors.Is(err, accounts.ErrBadLink) || l.ID != "" {
				t.Errorf("%s: %+v, %v", name, l, err)
			}
		}
		for _, role := range []boards.Role{boards.Client, boards.Observer} {
			if l, err := s.Check(t.Context(), board, secrets[role]); err != nil || l.Role != role || l.Board != board {
				t.Errorf("%s: %+v, %v", role, l, err)
			}
		}
	})
}

// S-4
func TestJoiningGivesANewTokenAndTheOldOneGainsNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		first, _, firstSecrets := host(t, s)
		second, _, secondSecrets := host(t, s)
		session, member, known := join(t, s, accounts.Session{}, first, firstSecrets[boards.Client])
		fresh, other, token := join(t, s, session, second, secondSecrets[boards.Client])
		if token == known || fresh.Browser != session.Browser {
			t.Errorf("the token did not change, or the browser did")
		}
		planted := must[accounts.Session](t)(s.Session(t.Context(), known))
		if _, err := s.Seat(t.Context(), planted, second); !errors.Is(err, accounts.ErrNoSeat) {
			t.Errorf("the old token has a seat on the new board: %v", err)
		}
		for board, want := range map[string]string{first: member, second: other} {
			if seat, err := s.Seat(t.Context(), fresh, board); err != nil || seat.Member != want {
				t.Errorf("the new token's seat: %+v, %v", seat, err)
			}
		}
	})
}

// S-4: one cookie must not leak a seat between boards.
func TestASeatIsOfOneBoard(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, _, secrets := host(t, s)
		other, _, _ := host(t, s)
		session, _, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
		if _, err := s.Seat(t.Context(), session, other); !errors.Is(err, accounts.ErrNoSeat) {
			t.Errorf("a seat on another board: %v", err)
		}
	})
}

func TestMoreLinksForOneRole(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, _, secrets := host(t, s)
		for range accounts.MaxLinks - 1 {
			secret, stopped, err := s.MakeLink(t.Context(), board, boards.Client, "somebody", false, accounts.Bounds{})
			if err != nil || len(stopped) != 0 {
				t.Fatalf("stopped %v, %v", stopped, err)
			}
			must[accounts.Link](t)(s.Check(t.Context(), board, secret))
		}
		must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Client]))
		if _, _, err := s.MakeLink(t.Context(), board, boards.Client, "somebody", false, accounts.Bounds{}); !errors.Is(err, accounts.ErrLinkFull) {
			t.Errorf("one too many: %v", err)
		}
		if _, stopped, err := s.MakeLink(t.Context(), board, boards.Client, "somebody", true, accounts.Bounds{}); err != nil || len(stopped) != accounts.MaxLinks {
			t.Errorf("replacing them: %d stopped, %v", len(stopped), err)
		}
	})
}

// S-3
func TestARevokedLinkAndItsSeatsAreDeadAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, _, secrets := host(t, s)
		guest, member, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
		team, _, _ := join(t, s, accounts.Session{}, board, secrets[boards.Team])
		seat := must[accounts.Seat](t)(s.Seat(t.Context(), guest, board))
		secret, stopped, err := s.MakeLink(t.Context(), board, boards.Client, "somebody", true, accounts.Bounds{})
		if err != nil || len(stopped) != 1 || stopped[0] != seat.Link {
			t.Fatalf("stopped %v, %v; the guest came by %s", stopped, err, seat.Link)
		}
		if _, err := s.Seat(t.Context(), guest, board); !errors.Is(err, accounts.ErrRevoked) {
			t.Errorf("the guest's seat: %v", err)
		}
		if _, err := s.Seat(t.Context(), team, board); err != nil {
			t.Errorf("the team's seat: %v", err)
		}
		if _, err := s.Check(t.Context(), board, secrets[boards.Client]); !errors.Is(err, accounts.ErrBadLink) {
			t.Errorf("the old secret: %v", err)
		}
		link := must[accounts.Link](t)(s.Check(t.Context(), board, secret))
		back, _, err := s.Take(t.Context(), guest, link, member, 300)
		if err != nil {
			t.Fatal(err)
		}
		if seat, err := s.Seat(t.Context(), back, board); err != nil || seat.Member != member {
			t.Errorf("back by the new link: %+v, %v", seat, err)
		}
		links := must[[]accounts.Link](t)(s.Links(t.Context(), board))
		if len(links) != 3 || links[1].Role != boards.Client || links[1].Joined != 1 {
			t.Errorf("links: %+v", links)
		}
	})
}

func TestALinkTakesSoManyPeopleAndNoMore(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, _, secrets := host(t, s)
		link := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Client]))
		for i := range 3 {
			_, _, err := s.Take(t.Context(), accounts.Session{}, link, uuid.NewString(), 2)
			if full := errors.Is(err, accounts.ErrLinkFull); full != (i == 2) {
				t.Errorf("person %d: %v", i+1, err)
			}
		}
	})
}

func TestTheOwnerSitsOnTheirOwnBoards(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, member, _ := host(t, s)
		token := must[string](t)(s.NewSetup(t.Context(), 0))
		owner, _, err := s.Setup(t.Context(), token, "Ada", accounts.Session{}, "")
		if err != nil {
			t.Fatal(err)
		}
		if seat, err := s.Seat(t.Context(), owner, board); err != nil || seat.Member != member || seat.Link != "" {
			t.Errorf("%+v, %v", seat, err)
		}
		if _, err := s.Seat(t.Context(), owner, uuid.NewString()); !errors.Is(err, accounts.ErrNoSeat) {
			t.Errorf("on no board: %v", err)
		}
	})
}

func TestASessionEndsWhenItIsLeft(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, _, secrets := host(t, s)
		session, _, token := join(t, s, accounts.Session{}, board, secrets[boards.Client])
		if err := s.Leave(t.Context(), session); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Session(t.Context(), token); !errors.Is(err, accounts.ErrNoSession) {
			t.Errorf("its token: %v", err)
		}
	})
}

// S-1
func TestNoSecretIsInTheDatabase(t *testing.T) {
	dir := t.TempDir()
	s := accounts.New(openSQLite(t, dir))
	board, _, secrets := host(t, s)
	_, _, token := join(t, s, accounts.Session{}, board, secrets[boards.Client])
	setup := must[string](t)(s.NewSetup(t.Context(), 0))
	all := []string{token, setup}
	for _, secret := range secrets {
		all = append(all, secret)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, file := range files {
		content := must[[]byte](t)(os.ReadFile(file))
		for _, secret := range all {
			if len(secret) < 26 {
				t.Errorf("a secret of %d characters", len(secret))
			}
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s holds a secret", filepath.Base(file))
			}
		}
	}
}

// S-26
func TestTheAuditTellsWhoDidWhatAndCannotBeChanged(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			db := open(t, 1)[0]
			s := accounts.New(db)
			board, owner, secrets := host(t, s)
			_, guest, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
			link := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Client]))
			must[[]string](t)(s.Revoke(t.Context(), board, boards.Client, owner))
			for _, change := range []string{"UPDATE audit SET outcome = ''", "DELETE FROM audit"} {
				if err := db.Write(t.Context(), func(tx accounts.Tx) error { _, err := tx.Exec(change); return err }); err == nil {
					t.Errorf("%s is let through", change)
				}
			}
			events := must[[]accounts.Event](t)(s.Events(t.Context(), board))
			want := []accounts.Event{
				{Board: board, Member: owner, Act: "board_created", Outcome: "ok"},
				{Board: board, Member: guest, Act: "joined", Outcome: "client"},
				{Board: board, Member: owner, Act: "link_revoked", Outcome: "client " + link.ID},
			}
			if len(events) != len(want) {
				t.Fatalf("events: %+v", events)
			}
			for i, e := range events {
				if time.Since(time.UnixMilli(e.At)) > time.Minute {
					t.Errorf("event %d happened at %d", i, e.At)
				}
				if e.ID, e.At, e.Times = 0, 0, 0; e != want[i] {
					t.Errorf("event %d: %+v, want %+v", i, e, want[i])
				}
			}
		})
	}
}

// What one node seals, the others can open.
func TestAllNodesShareASecret(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			const n = 6
			var got [n][]byte
			var all sync.WaitGroup
			for i, db := range open(t, n) {
				all.Go(func() {
					var err error
					if got[i], err = accounts.New(db).Secret(t.Context(), "bus"); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			for i, secret := range got {
				if len(secret) != 32 || !bytes.Equal(secret, got[0]) {
					t.Errorf("node %d has %x, the first one %x", i, secret, got[0])
				}
			}
		})
	}
}

func TestSecretsStayTheSameAndDiffer(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		bus := must[[]byte](t)(s.Secret(t.Context(), "bus"))
		if again := must[[]byte](t)(s.Secret(t.Context(), "bus")); !bytes.Equal(again, bus) {
			t.Errorf("first %x, then %x", bus, again)
		}
		if other := must[[]byte](t)(s.Secret(t.Context(), "positions")); bytes.Equal(other, bus) {
			t.Error("two names have the same secret")
		}
	})
}

// S-3: a link that one node revokes is revoked on all of them.
func TestNodesHearOfLinksThatOthersRevoked(t *testing.T) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			all := open(t, 2)
			here, there := accounts.New(all[0]), accounts.New(all[1])
			start := time.Now()
			board, _, _ := host(t, here)
			if links := must[[]string](t)(there.RevokedSince(t.Context(), start)); len(links) != 0 {
				t.Errorf("revoked before anything was: %v", links)
			}
			stopped := must[[]string](t)(here.Revoke(t.Context(), board, boards.Client, ""))
			if links := must[[]string](t)(there.RevokedSince(t.Context(), start)); !slices.Equal(links, stopped) {
				t.Errorf("the other node hears of %v, not of %v", links, stopped)
			}
			if links := must[[]string](t)(there.RevokedSince(t.Context(), time.Now().Add(time.Minute))); len(links) != 0 {
				t.Errorf("revoked in the future: %v", links)
			}
		})
	}
}

func TestASessionInUseLivesOnAndARenewedOneDies(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		now := time.Now()
		s.SetNow(func() time.Time { return now })
		board, _, secrets := host(t, s)
		session, _, token := join(t, s, accounts.Session{}, board, secrets[boards.Client])
		if kept := must[bool](t)(s.Keep(t.Context(), session)); kept {
			t.Error("kept on the first day")
		}
		now = now.Add(accounts.Lifetime - time.Hour)
		if kept := must[bool](t)(s.Keep(t.Context(), session)); !kept {
			t.Error("not kept near its end")
		}
		now = now.Add(2 * time.Hour)
		session = must[accounts.Session](t)(s.Session(t.Context(), token))
		_, _, fresh := join(t, s, session, board, secrets[boards.Client])
		must[accounts.Session](t)(s.Session(t.Context(), token)) // for a moment
		now = now.Add(2 * time.Minute)
		if _, err := s.Session(t.Context(), token); !errors.Is(err, accounts.ErrNoSession) {
			t.Errorf("the renewed one: %v", err)
		}
		must[accounts.Session](t)(s.Session(t.Context(), fresh))
	})
}

func TestALinkKnowsWhoCameByItAndWhetherItWorks(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		board, owner, secrets := host(t, s)
		if hosted := must[map[string]string](t)(s.Hosted(t.Context(), "")); len(hosted) != 1 || hosted[board] != owner {
			t.Errorf("hosted: %v", hosted)
		}
		link := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Team]))
		_, member, _ := join(t, s, accounts.Session{}, board, secrets[boards.Team])
		for who, others := range map[string]int{member: 0, owner: 1} {
			if got := must[int](t)(s.Seated(t.Context(), link.ID, who)); got != others {
				t.Errorf("beside %s there are %d", who, got)
			}
		}
		for range 2 {
			if works := must[bool](t)(s.Works(t.Context(), link.ID)); works != (len(must[[]string](t)(s.Revoke(t.Context(), board, boards.Team, owner))) == 1) {
				t.Errorf("works: %v", works)
			}
		}
	})
}

func TestSummariesAreKeptForTheNextTime(t *testing.T) {
	onBoth(t, func(t *testing.T, s *accounts.Store) {
		now := time.Now()
		s.SetNow(func() time.Time { now = now.Add(time.Second); return now })
		older, _, _ := host(t, s)
		newer, _, _ := host(t, s)
		sum := accounts.Summary{Board: older, Seq: 1, Title: "Before", Template: "map", Updated: 5, Notes: 1, Customers: 2, Actions: 3}
		for range 2 {
			sum.Seq, sum.Title = sum.Seq+1, sum.Title+" and after"
			if err := s.SaveSummaries(t.Context(), []accounts.Summary{sum}); err != nil {
				t.Fatal(err)
			}
		}
		all := must[[]accounts.Summary](t)(s.Summaries(t.Context(), ""))
		if len(all) != 2 || all[0].Board != newer || all[0].Seq != 0 {
			t.Fatalf("summaries: %+v", all)
		}
		if sum.Created = all[1].Created; all[1] != sum {
			t.Errorf("found %+v, want %+v", all[1], sum)
		}
	})
}
