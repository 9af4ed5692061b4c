package accounts_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal/pglog"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/backup"
)

// what a backup brings back lets nobody in whom the data that it replaces does not: nobody who was removed, no former
// owner as one, no password of before, no session, link or invitation that has ended; and everybody else as before.
func TestABackupLetsNobodyBackIn(t *testing.T) {
	places := map[string]func(t *testing.T) (backup.Place, accounts.DB){
		"SQLite": func(t *testing.T) (backup.Place, accounts.DB) {
			dir := t.TempDir()
			return backup.Place{Dir: dir}, openSQLite(t, dir)
		},
		"PostgreSQL": func(t *testing.T) (backup.Place, accounts.DB) {
			url := pgtest.For(t)
			log, err := pglog.Open(t.Context(), url, pglog.Options{Migrations: accounts.PostgresMigrations(), Conns: 4})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { log.Close() })
			return backup.Place{Dir: t.TempDir(), DatabaseURL: url, PostgresTables: accounts.PostgresMigrations()}, inPostgres{log}
		},
	}
	for name, open := range places {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			place, db := open(t)
			place.Tables = accounts.Migrations()
			restored := func() *accounts.Store {
				t.Helper()
				file, dir := filepath.Join(t.TempDir(), "backup.db"), t.TempDir()
				must[sqlitelog.Contents](t)(backup.Write(ctx, place, file))
				must[string](t)(sqlitelog.Restore(ctx, file, dir))
				return accounts.New(openSQLite(t, dir))
			}
			now := accounts.New(db)
			ada := owner(t, now)
			board, host, secrets := host(t, now)
			bea, cai, dan := member(t, now, ada.Person, "bea@example.com"), member(t, now, ada.Person, "cai@example.com"), member(t, now, ada.Person, "dan@example.com")
			if err := now.Stand(ctx, cai.Person, accounts.Owner, ada.Person); err != nil {
				t.Fatal(err)
			}
			bea, _, _ = join(t, now, bea, board, secrets[boards.Team])
			dan, _, _ = join(t, now, dan, board, secrets[boards.Team])
			guest, _, _ := join(t, now, accounts.Session{}, board, secrets[boards.Client])
			phone := handed(t, now, dan, board, accounts.Session{})
			_, invitation, err := now.MakeInvite(ctx, accounts.Owner, "", ada.Person)
			if err != nil {
				t.Fatal(err)
			}
			_, token, err := now.SignIn(ctx, "dan@example.com", "three blind mice", accounts.Session{}, "")
			if err != nil {
				t.Fatal(err)
			}
			old := restored()

			must[[]string](t)(now.Remove(ctx, bea.Person, ada.Person))
			if err := now.Stand(ctx, cai.Person, accounts.Member, ada.Person); err != nil {
				t.Fatal(err)
			}
			fresh, _, err := now.SetPassword(ctx, dan, "three blind mice", "four blind mice", "")
			if err != nil {
				t.Fatal(err)
			}
			eli := member(t, now, ada.Person, "eli@example.com")
			must[[]string](t)(now.Revoke(ctx, board, boards.Client, host))
			key := must[string](t)(now.NewMine(ctx, board, host))
			lines := len(must[[]accounts.Event](t)(now.EventsBefore(ctx, "", 0, 1000)))

			r := must[accounts.Resumed](t)(old.Resume(ctx, must[accounts.Present](t)(now.Present(ctx))))
			if !r.Known || r.People != 3 || r.Links != 1 || r.Unknown != 1 || r.Ended != 1 {
				t.Errorf("it says %+v", r)
			}
			for _, s := range []*accounts.Store{now, old} { // as it is, so it is then
				for what, ended := range map[string]func() error{
					"her seat":        func() error { _, err := s.SeatOf(ctx, bea.Person, board); return err },
					"who was removed": func() error { _, err := s.Person(ctx, bea.Person); return err },
					"a password of before": func() error {
						_, _, err := s.SignIn(ctx, "dan@example.com", "three blind mice", accounts.Session{}, "")
						return err
					},
					"a session that ended":  func() error { _, err := s.Session(ctx, token); return err },
					"a link that was ended": func() error { _, err := s.Check(ctx, board, secrets[boards.Client]); return err },
					"a phone":               func() error { _, err := s.Seat(ctx, phone, board); return err },
				} {
					if err := ended(); err == nil {
						t.Errorf("%s: back again", what)
					}
				}
				if p := must[accounts.Person](t)(s.Person(ctx, cai.Person)); p.Standing != accounts.Member {
					t.Errorf("a former owner is %+v", p)
				}
				if at, err := s.Session(ctx, fresh); err != nil || at.Person != dan.Person {
					t.Errorf("who is signed in: %+v, %v", at, err)
				}
				if _, err := s.Seat(ctx, must[accounts.Session](t)(s.Session(ctx, fresh)), board); err != nil {
					t.Errorf("their seat: %v", err)
				}
				if p := must[accounts.Person](t)(s.Person(ctx, eli.Person)); p.Email != "eli@example.com" {
					t.Errorf("who came since is %+v", p)
				}
				if _, err := s.Mine(ctx, board, key); err != nil {
					t.Errorf("what somebody contributed: %v", err)
				}
				if _, err := s.Seat(ctx, guest, board); !errors.Is(err, accounts.ErrRevoked) {
					t.Errorf("a guest: %v", err)
				}
				if _, _, err := s.Arrive(ctx, accounts.Known{Issuer: "https://login.example.com", Subject: "bea", Name: "Bea", Email: "bea@example.com"}, "", true, accounts.Session{}, ""); !errors.Is(err, accounts.ErrNotInvited) {
					t.Errorf("by the provider: %v", err)
				}
			}
			if _, err := old.Invite(ctx, invitation); !errors.Is(err, accounts.ErrBadInvite) {
				t.Errorf("an invitation: %v", err)
			}
			events := must[[]accounts.Event](t)(old.EventsBefore(ctx, "", 0, 1000))
			if !slices.ContainsFunc(events, func(e accounts.Event) bool { return e.Act == "person_removed" && e.Outcome == bea.Person }) ||
				!slices.ContainsFunc(events, func(e accounts.Event) bool { return e.Act == "restored" }) || len(events) < lines+1 {
				t.Errorf("the audit has %d lines, %d were there: %+v", len(events), lines, events)
			}

			// Another installation's, or what cannot be read, carries nothing over: who was signed in when it was made still is.
			other := restored()
			if r := must[accounts.Resumed](t)(other.Resume(ctx, accounts.Present{})); r.Known || r.Signed == 0 {
				t.Errorf("it says %+v", r)
			}
			if at, err := other.Session(ctx, fresh); err != nil || at.Person != dan.Person {
				t.Errorf("a session: %+v, %v", at, err)
			}
			if _, err := other.Person(ctx, dan.Person); err != nil {
				t.Errorf("a person: %v", err)
			}
		})
	}
}

// which boards are deleted, and how long they are kept, is as it is there, not as in the backup; no board's time is over
// at once, before open pages give back what was written on it since.
func TestABackupDeletesNoBoard(t *testing.T) {
	for _, known := range []bool{true, false} {
		ctx := t.Context()
		dir, old := t.TempDir(), t.TempDir()
		now := accounts.New(openSQLite(t, dir))
		owner(t, now)
		back, _, _ := host(t, now)
		gone, _, _ := host(t, now)
		kept, _, _ := host(t, now)
		act := func(board, act string) accounts.Event { return accounts.Event{Board: board, Act: act} }
		must[bool](t)(now.Delete(ctx, back, false, act(back, "board_deleted")))
		if err := now.SetKeeping(ctx, kept, 1, act(kept, "retention_set")); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "backup.db")
		must[sqlitelog.Contents](t)(backup.Write(ctx, backup.Place{Dir: dir, Tables: accounts.Migrations()}, file))
		must[string](t)(sqlitelog.Restore(ctx, file, old))
		must[bool](t)(now.Delete(ctx, back, true, act(back, "board_restored")))
		must[bool](t)(now.Delete(ctx, gone, false, act(gone, "board_deleted")))
		if err := now.SetKeeping(ctx, kept, 7, act(kept, "retention_set")); err != nil {
			t.Fatal(err)
		}
		var present accounts.Present
		if known {
			present = must[accounts.Present](t)(now.Present(ctx))
		}
		start := time.Now().UnixMilli()
		then := accounts.New(openSQLite(t, old))
		r := must[accounts.Resumed](t)(then.Resume(ctx, present))
		keeping := func(board string) accounts.Kept { return must[accounts.Kept](t)(then.Keeping(ctx, board)) }
		b, g, k := keeping(back), keeping(gone), keeping(kept)
		if days := map[bool]int{true: 7, false: 1}[known]; k.Restored < start || k.Days != days {
			t.Errorf("known %v: kept %+v", known, k)
		}
		if known && (b.Deleted != 0 || g.Deleted == 0 || r.Back != 1 || r.Boards != 1) {
			t.Errorf("brought back %+v, deleted %+v: %+v", b, g, r)
		}
		if !known && (b.Deleted < start || g.Deleted != 0) {
			t.Errorf("as in the backup: %+v, %+v", b, g)
		}
	}
}
