package accounts_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"

	"github.com/google/uuid"
)

type database struct{ *sqlitelog.Log }

func (d database) Write(ctx context.Context, do func(accounts.Tx) error) error {
	return d.Log.Write(ctx, func(tx sqlitelog.Tx) error { return do(tx) })
}

// open returns a store on a real database in dir.
func open(t *testing.T, dir string) *accounts.Store {
	t.Helper()
	return accounts.New(openDB(t, dir))
}

func openDB(t *testing.T, dir string) database {
	t.Helper()
	var steps []sqlitelog.Migration
	for _, m := range accounts.Migrations() {
		steps = append(steps, sqlitelog.Migration{Name: m.Name, SQL: m.SQL})
	}
	log, err := sqlitelog.Open(dir, sqlitelog.Options{Migrations: steps})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() })
	return database{log}
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
	return board, member, must[map[boards.Role]string](t)(s.Host(t.Context(), board, member))
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
	s := open(t, t.TempDir())
	old := must[string](t)(s.NewSetup(t.Context()))
	token := must[string](t)(s.NewSetup(t.Context()))
	for _, wrong := range []string{"", "guess", old} {
		if _, _, err := s.Setup(t.Context(), wrong, "Eve", accounts.Session{}); !errors.Is(err, accounts.ErrBadSetup) {
			t.Errorf("set up with %q: %v", wrong, err)
		}
	}
	session, cookie, err := s.Setup(t.Context(), token, "Ada", accounts.Session{})
	if err != nil || !session.Owner {
		t.Fatalf("%+v, %v", session, err)
	}
	if name, ok, err := s.Owner(t.Context()); name != "Ada" || !ok || err != nil {
		t.Errorf("the owner is %q, %v, %v", name, ok, err)
	}
	if _, _, err := s.Setup(t.Context(), token, "Eve", accounts.Session{}); !errors.Is(err, accounts.ErrBadSetup) {
		t.Errorf("set up again: %v", err)
	}
	if got := must[accounts.Session](t)(s.Session(t.Context(), cookie)); !got.Owner || got.Browser != session.Browser {
		t.Errorf("the cookie stands for %+v", got)
	}
	again := must[string](t)(s.NewSetup(t.Context()))
	if back, _, err := s.Setup(t.Context(), again, "", accounts.Session{}); err != nil || !back.Owner {
		t.Errorf("signing in again: %+v, %v", back, err)
	}
	if name, _, _ := s.Owner(t.Context()); name != "Ada" {
		t.Errorf("signing in renamed the owner to %q", name)
	}
}

// S-2
func TestALinkThatDoesNotWorkNeverSaysWhy(t *testing.T) {
	s := open(t, t.TempDir())
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
}

// S-4
func TestJoiningGivesANewTokenAndTheOldOneGainsNothing(t *testing.T) {
	s := open(t, t.TempDir())
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
}

// S-4: one cookie must not leak a seat between boards.
func TestASeatIsOfOneBoard(t *testing.T) {
	s := open(t, t.TempDir())
	board, _, secrets := host(t, s)
	other, _, _ := host(t, s)
	session, _, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
	if _, err := s.Seat(t.Context(), session, other); !errors.Is(err, accounts.ErrNoSeat) {
		t.Errorf("a seat on another board: %v", err)
	}
}

func TestMoreLinksForOneRole(t *testing.T) {
	s := open(t, t.TempDir())
	board, _, secrets := host(t, s)
	for range accounts.MaxLinks - 1 {
		secret, stopped, err := s.MakeLink(t.Context(), board, boards.Client, "somebody", false)
		if err != nil || len(stopped) != 0 {
			t.Fatalf("stopped %v, %v", stopped, err)
		}
		must[accounts.Link](t)(s.Check(t.Context(), board, secret))
	}
	must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Client]))
	if _, _, err := s.MakeLink(t.Context(), board, boards.Client, "somebody", false); !errors.Is(err, accounts.ErrLinkFull) {
		t.Errorf("one too many: %v", err)
	}
	if _, stopped, err := s.MakeLink(t.Context(), board, boards.Client, "somebody", true); err != nil || len(stopped) != accounts.MaxLinks {
		t.Errorf("replacing them: %d stopped, %v", len(stopped), err)
	}
}

// S-3
func TestARevokedLinkAndItsSeatsAreDeadAtOnce(t *testing.T) {
	s := open(t, t.TempDir())
	board, _, secrets := host(t, s)
	guest, member, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
	team, _, _ := join(t, s, accounts.Session{}, board, secrets[boards.Team])
	seat := must[accounts.Seat](t)(s.Seat(t.Context(), guest, board))
	secret, stopped, err := s.MakeLink(t.Context(), board, boards.Client, "somebody", true)
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
	if len(links) != 3 || links[1].Role != boards.Client || links[1].Joined != 1 || links[1].Revoked != 0 {
		t.Errorf("links: %+v", links)
	}
}

func TestALinkTakesSoManyPeopleAndNoMore(t *testing.T) {
	s := open(t, t.TempDir())
	board, _, secrets := host(t, s)
	link := must[accounts.Link](t)(s.Check(t.Context(), board, secrets[boards.Client]))
	for i := range 3 {
		_, _, err := s.Take(t.Context(), accounts.Session{}, link, uuid.NewString(), 2)
		if full := errors.Is(err, accounts.ErrLinkFull); full != (i == 2) {
			t.Errorf("person %d: %v", i+1, err)
		}
	}
}

func TestTheOwnerSitsOnTheirOwnBoards(t *testing.T) {
	s := open(t, t.TempDir())
	board, member, _ := host(t, s)
	token := must[string](t)(s.NewSetup(t.Context()))
	owner, _, err := s.Setup(t.Context(), token, "Ada", accounts.Session{})
	if err != nil {
		t.Fatal(err)
	}
	if seat, err := s.Seat(t.Context(), owner, board); err != nil || seat.Member != member || seat.Link != "" {
		t.Errorf("%+v, %v", seat, err)
	}
	if _, err := s.Seat(t.Context(), owner, uuid.NewString()); !errors.Is(err, accounts.ErrNoSeat) {
		t.Errorf("on no board: %v", err)
	}
}

func TestASessionEndsWhenItIsLeft(t *testing.T) {
	s := open(t, t.TempDir())
	board, _, secrets := host(t, s)
	session, _, token := join(t, s, accounts.Session{}, board, secrets[boards.Client])
	if err := s.Leave(t.Context(), session); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Session(t.Context(), token); !errors.Is(err, accounts.ErrNoSession) {
		t.Errorf("its token: %v", err)
	}
}

// S-1
func TestNoSecretIsInTheDatabase(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	board, _, secrets := host(t, s)
	_, _, token := join(t, s, accounts.Session{}, board, secrets[boards.Client])
	setup := must[string](t)(s.NewSetup(t.Context()))
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
	db := openDB(t, t.TempDir())
	s := accounts.New(db)
	board, owner, secrets := host(t, s)
	_, guest, _ := join(t, s, accounts.Session{}, board, secrets[boards.Client])
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
		{Board: board, Member: owner, Act: "link_revoked", Outcome: "client"},
	}
	if len(events) != len(want) {
		t.Fatalf("events: %+v", events)
	}
	for i, e := range events {
		if time.Since(time.UnixMilli(e.At)) > time.Minute {
			t.Errorf("event %d happened at %d", i, e.At)
		}
		if e.At = 0; e != want[i] {
			t.Errorf("event %d: %+v, want %+v", i, e, want[i])
		}
	}
}
