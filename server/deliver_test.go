package main_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feltboard/boards"
	"feltboard/realtime/journal/sqlitelog"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/deliver"
	"feltboard/server/internal/deliver/trackertest"

	"github.com/google/uuid"
)

type targetAnswer struct {
	ID, Hook, Secret, Failed string
	PolledAt                 int64
}

type deliveryAnswer struct{ Action, Title, State, Ref, URL, Seen, Note string }

// outlet is a board whose items go to a tracker on this machine.
type outlet struct {
	*program
	t       *testing.T
	tracker *trackertest.Server
	owner   *browser
	board   made
	host    *tab
	actions []string
	target  targetAnswer
	path    string // of the target
}

func newOutlet(t *testing.T, kind deliver.Kind) *outlet {
	o := &outlet{program: start(t, settings(t)), t: t, tracker: trackertest.New(t, kind)}
	o.owner = o.program.owner()
	o.board = o.owner.newBoard("Ticket shop")
	o.host = o.owner.open(o.board.ID)
	for _, title := range []string{"Hold the seats", "Show every fee", "Say how long"} {
		action := put("action", map[string]any{"title": title, "status": "committed"})
		if code := o.host.does(action); code != "" {
			t.Fatal(code)
		}
		o.actions = append(o.actions, action.ID)
	}
	decodeFolded(t, o.owner.post("/api/v1/boards/"+o.board.ID+"/targets", o.asked()), &o.target)
	o.path = "/api/v1/boards/" + o.board.ID + "/targets/" + o.target.ID
	return o
}

func (o *outlet) asked() map[string]any {
	return map[string]any{"kind": string(o.tracker.Kind), "url": o.tracker.URL, "repo": trackertest.Project, "token": o.tracker.Token}
}

// send asks for everything, or some, to be sent.
func (o *outlet) send(by *browser, extra map[string]any) answer {
	body := map[string]any{}
	for k, v := range extra {
		body[k] = v
	}
	return by.post(o.path+"/deliver", body)
}

// states are what became of the items, in the order in which their actions were made.
func (o *outlet) states() (all []deliveryAnswer) {
	o.t.Helper()
	var list struct{ Deliveries []deliveryAnswer }
	decodeFolded(o.t, o.owner.get(o.path+"/deliveries"), &list)
	for _, id := range o.actions {
		for _, d := range list.Deliveries {
			if d.Action == id {
				all = append(all, d)
			}
		}
	}
	return all
}

// until waits until the items are as they should be.
func (o *outlet) until(want ...string) []deliveryAnswer {
	o.t.Helper()
	var all []deliveryAnswer
	wait(o.t, "the items are "+strings.Join(want, ", "), func() bool {
		all = o.states()
		var got []string
		for _, d := range all {
			got = append(got, d.State)
		}
		return strings.Join(got, " ") == strings.Join(want, " ")
	})
	return all
}

// status waits until an action stands so on the board, and returns the last entry of its log.
func (o *outlet) status(n int, want string) map[string]any {
	o.t.Helper()
	o.host.until(fmt.Sprintf("action %d is %s", n, want), func() bool { return o.host.Record(o.actions[n]).F["status"] == want })
	log, _ := o.host.Record(o.actions[n]).F["log"].([]any)
	if len(log) == 0 {
		return nil
	}
	last, _ := log[len(log)-1].(map[string]any)
	return last
}

// call is the tracker's, that something has changed there.
func (o *outlet) call(body string, header map[string]string) int {
	o.t.Helper()
	r, err := http.NewRequest(http.MethodPost, o.base+"/hooks/"+o.target.ID, strings.NewReader(body))
	if err != nil {
		o.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for k, v := range header {
		r.Header.Set(k, v)
	}
	return newBrowser(o.t, o.base).send(r).status
}

func (o *outlet) sign(body string) string {
	mac := hmac.New(sha256.New, []byte(o.target.Secret))
	mac.Write([]byte(body))
	return hex.EncodeToString(mac.Sum(nil))
}

// tells is a signed call, as each kind of tracker signs.
func (o *outlet) tells(body string) int {
	o.t.Helper()
	switch o.tracker.Kind {
	case deliver.GitHub:
		return o.call(body, map[string]string{"X-Hub-Signature-256": "sha256=" + o.sign(body)})
	case deliver.GitLab:
		return o.call(body, map[string]string{"X-Gitlab-Token": o.target.Secret})
	}
	return o.call(body, map[string]string{"X-Gitea-Signature": o.sign(body)})
}

// D-1, D-2, D-6, D-9: items go out once, and what becomes of them there comes back, through the whole program.
func TestItemsGoToATrackerAndWhatIsClosedThereIsDone(t *testing.T) {
	for _, kind := range []deliver.Kind{deliver.GitHub, deliver.GitLab, deliver.Gitea} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			o := newOutlet(t, kind)
			team := newBrowser(t, o.base)
			team.join(o.board.ID, o.board.key("team"), "Tom")
			if a := o.send(team, nil); a.status != http.StatusAccepted {
				t.Fatalf("the team sends: %d %s", a.status, a.body)
			}
			all := o.until("sent", "sent", "sent")
			for i, d := range all {
				o.host.until("the board links it", func() bool {
					links, _ := o.host.Record(o.actions[i]).F["links"].([]any)
					if len(links) != 1 {
						return false
					}
					link, _ := links[0].(map[string]any)
					return link["url"] == d.URL && link["ref"] == d.Ref && link["target"] == string(kind)+" "+trackertest.Project
				})
			}
			writes := 0
			o.tracker.With(func() { writes = o.tracker.Writes })
			o.send(o.owner, nil)
			o.until("sent", "sent", "sent")
			o.tracker.With(func() {
				if o.tracker.Writes != writes || len(o.tracker.Issues) != 3 {
					t.Errorf("sent again: %d writes more, %d issues", o.tracker.Writes-writes, len(o.tracker.Issues))
				}
			})

			n := -1 // of the issue of the first action
			o.tracker.With(func() {
				for i, issue := range o.tracker.Issues {
					if fmt.Sprint(issue.Number) == all[0].Ref {
						n = i
					}
				}
			})
			o.tracker.Change(n, func(i *trackertest.Issue) { i.State = "closed" })
			if status := o.tells(`{"action":"closed"}`); status != http.StatusNoContent {
				t.Fatalf("a signed call: %d", status)
			}
			if last := o.status(0, "done"); last["reason"] != "Closed in "+string(kind) || last["by"] != "" {
				t.Errorf("the log says %v", last)
			}
			o.tracker.Change(n, func(i *trackertest.Issue) { i.State = "open" })
			o.tells(`{"action":"reopened"}`)
			if last := o.status(0, "reopened"); !strings.HasPrefix(fmt.Sprint(last["reason"]), "Reopened in "+string(kind)) {
				t.Errorf("the log says %v", last)
			}

			decline := boards.Op{Kind: boards.Set, ID: o.actions[0], F: map[string]any{"status": "declined", "reason": "Too dear"}}
			if code := o.host.does(decline); code != "" {
				t.Fatal(code)
			}
			o.tracker.Change(n, func(i *trackertest.Issue) { i.State = "closed" })
			o.tells(`{"action":"closed"}`)
			wait(t, "the contradiction is told", func() bool { return strings.Contains(o.states()[0].Note, "Decide which is right") })
			if got := o.host.Record(o.actions[0]).F["status"]; got != "declined" {
				t.Errorf("it is %v by itself", got)
			}
		})
	}
}

// D-9
func TestACallThatIsNotSignedIsToldNothing(t *testing.T) {
	o := newOutlet(t, deliver.Gitea)
	wait(t, "the tracker has been asked once", func() bool { return o.shown().PolledAt > 0 })
	polled := o.shown().PolledAt
	body := `{"action":"closed"}`
	wrong := map[string]map[string]string{
		"unsigned":           nil,
		"signed with a zero": {"X-Gitea-Signature": strings.Repeat("0", 64)},
		"another body's":     {"X-Gitea-Signature": o.sign("{}")},
		"no hex":             {"X-Hub-Signature-256": "sha256=" + o.target.Secret},
		"a guessed token":    {"X-Gitlab-Token": "guess"},
	}
	for name, header := range wrong {
		if status := o.call(body, header); status != http.StatusNotFound {
			t.Errorf("%s: %d", name, status)
		}
	}
	good := o.target.ID
	o.target.ID = uuid.NewString()
	if status := o.call(body, map[string]string{"X-Gitea-Signature": o.sign(body)}); status != http.StatusNotFound {
		t.Errorf("a target that never was: %d", status)
	}
	o.target.ID = good
	if at := o.shown().PolledAt; at != polled {
		t.Errorf("the tracker was asked again at %d", at)
	}
	large := `{"action":"closed","body":"` + strings.Repeat("x", 1<<20-100) + `"}`
	if status := o.tells(large); status != http.StatusNoContent {
		t.Errorf("a call of %d bytes: %d", len(large), status)
	}
	wait(t, "the tracker is asked at once", func() bool { return o.shown().PolledAt > polled })
	if status := o.tells(large + strings.Repeat(" ", 200)); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a call that is too large: %d", status)
	}
}

// shown is the target as its owner sees it.
func (o *outlet) shown() targetAnswer {
	o.t.Helper()
	var list struct{ Targets []targetAnswer }
	decodeFolded(o.t, o.owner.get("/api/v1/boards/"+o.board.ID+"/targets"), &list)
	if len(list.Targets) != 1 {
		o.t.Fatalf("%d targets", len(list.Targets))
	}
	return list.Targets[0]
}

// D-3
func TestWhatWasChangedThereIsOverwrittenByNameAlone(t *testing.T) {
	o := newOutlet(t, deliver.GitHub)
	o.send(o.owner, map[string]any{"actions": o.actions[:2]})
	all := o.until("sent", "sent")
	o.tracker.With(func() {
		for _, i := range o.tracker.Issues {
			i.Body += "\nSomebody's own words"
		}
	})
	for _, id := range o.actions[:2] {
		if code := o.host.does(boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"acceptance": []any{map[string]any{"given": "", "when": "", "then": "they are held for ten minutes", "done": false}}}}); code != "" {
			t.Fatal(code)
		}
	}
	o.send(o.owner, map[string]any{"actions": o.actions[:2]})
	o.until("changed", "changed")
	o.send(o.owner, map[string]any{"actions": o.actions[:1], "force": true})
	o.until("sent", "changed")
	o.tracker.With(func() {
		for _, i := range o.tracker.Issues {
			mine := fmt.Sprint(i.Number) == all[0].Ref
			if mine != strings.Contains(i.Body, "ten minutes") || mine == strings.Contains(i.Body, "own words") {
				t.Errorf("#%d is %q: %s", i.Number, i.Title, i.Body)
			}
		}
	})
}

// D-7: who may do what, and where a token gets to.
func TestOnlyTheOwnerSetsTargetsAndNobodySeesAToken(t *testing.T) {
	o := newOutlet(t, deliver.GitLab)
	path := "/api/v1/boards/" + o.board.ID + "/targets"
	said := ""
	say := func(a answer) answer { said += string(a.body); return a }
	team, guest, stranger := newBrowser(t, o.base), newBrowser(t, o.base), newBrowser(t, o.base)
	team.join(o.board.ID, o.board.key("team"), "Tom")
	guest.join(o.board.ID, o.board.key("client"), "Carla")
	for name, c := range map[string]struct {
		by                     *browser
		add, list, send, state int
	}{
		"the team":   {team, 403, 200, 202, 200},
		"a guest":    {guest, 403, 403, 403, 403},
		"a stranger": {stranger, 404, 404, 404, 404},
	} {
		if a := say(c.by.post(path, o.asked())); a.status != c.add {
			t.Errorf("%s adds a target: %d %s", name, a.status, a.body)
		}
		if a := say(c.by.send(c.by.request(http.MethodDelete, o.path, ""))); a.status != c.add {
			t.Errorf("%s ends a target: %d %s", name, a.status, a.body)
		}
		a := say(c.by.get(path))
		if a.status != c.list || strings.Contains(string(a.body), o.target.Secret) || strings.Contains(string(a.body), "/hooks/") {
			t.Errorf("%s lists targets: %d %s", name, a.status, a.body)
		}
		if a := say(o.send(c.by, nil)); a.status != c.send {
			t.Errorf("%s sends: %d %s", name, a.status, a.body)
		}
		if a := say(c.by.get(o.path + "/deliveries")); a.status != c.state {
			t.Errorf("%s asks what became of it: %d %s", name, a.status, a.body)
		}
	}
	o.until("sent", "sent", "sent")
	say(o.owner.get(path))
	say(o.owner.get(o.path + "/deliveries"))

	var tried struct{ ID string }
	decodeFolded(t, o.owner.post("/api/v1/boards/"+o.board.ID+"/rehearsal", map[string]any{}), &tried)
	var there targetAnswer
	decodeFolded(t, o.owner.post("/api/v1/boards/"+tried.ID+"/targets", o.asked()), &there)
	if a := say(o.owner.post("/api/v1/boards/"+tried.ID+"/targets/"+there.ID+"/deliver", map[string]any{})); a.status != http.StatusConflict {
		t.Errorf("a rehearsal's items are sent: %d %s", a.status, a.body)
	}
	if a := say(o.owner.get("/api/v1/boards/" + tried.ID + "/targets/" + o.target.ID + "/deliveries")); a.status != http.StatusNotFound {
		t.Errorf("another board's target: %d %s", a.status, a.body)
	}

	bad := o.asked()
	bad["repo"] = "../shop"
	say(o.owner.post(path, bad))
	o.tracker.With(func() {
		o.tracker.Meddle = func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("X-Echo", o.tracker.Token)
			w.WriteHeader(http.StatusTeapot)
			fmt.Fprintf(w, `{"message":%q}`, "you said "+o.tracker.Token)
			return true
		}
	})
	o.tells(`{}`)
	wait(t, "the tracker's odd answer is told", func() bool { return o.shown().Failed != "" })
	say(o.owner.get(path))
	if a := o.owner.send(o.owner.request(http.MethodDelete, o.path, "")); a.status != http.StatusNoContent {
		t.Errorf("the owner ends a target: %d %s", a.status, a.body)
	}
	if a := o.send(o.owner, nil); a.status != http.StatusNotFound {
		t.Errorf("sent to a target that has ended: %d", a.status)
	}
	if status := o.tells(`{}`); status != http.StatusNotFound {
		t.Errorf("a call of a target that has ended: %d", status)
	}
	o.stop()
	audit := o.audit(o.board.ID)
	for where, text := range map[string]string{"an answer": said, "the log": o.log.String(), "the audit": audit} {
		if strings.Contains(text, o.tracker.Token) {
			t.Errorf("the token is in %s: %s", where, text)
		}
	}
	for _, act := range []string{"target_added", "delivery_asked", "target_ended"} {
		if !strings.Contains(audit, act) {
			t.Errorf("the audit has no %s: %s", act, audit)
		}
	}
}

// inFile is the accounts' database of a server that has stopped.
type inFile struct{ *sqlitelog.Log }

func (d inFile) Write(ctx context.Context, do func(accounts.Tx) error) error {
	return d.Log.Write(ctx, func(tx sqlitelog.Tx) error { return do(tx) })
}

// audit is all that is kept of what was done on a board, once the server has stopped.
func (o *outlet) audit(board string) string {
	o.t.Helper()
	log, err := sqlitelog.Open(filepath.Clean(o.dir), sqlitelog.Options{Migrations: accounts.Migrations()})
	if err != nil {
		o.t.Fatal(err)
	}
	defer log.Close()
	events, err := accounts.New(inFile{log}).Events(context.Background(), board)
	if err != nil {
		o.t.Fatal(err)
	}
	return fmt.Sprintf("%+v", events)
}

// D-8: of two nodes that look for work at once only one finds it, until the other's lease is over or given back.
func TestOneNodeAtATimeWorksOnATarget(t *testing.T) {
	log, err := sqlitelog.Open(t.TempDir(), sqlitelog.Options{Migrations: accounts.Migrations()})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	one, other := accounts.New(inFile{log}), accounts.New(inFile{log})
	ctx, now := t.Context(), time.Now()
	board, member := uuid.NewString(), uuid.NewString()
	if _, err := one.Host(ctx, board, "", member); err != nil {
		t.Fatal(err)
	}
	set, err := one.AddTarget(ctx, accounts.Target{Board: board, By: member, Kind: "gitea", URL: "http://x", Repo: "a/b", Token: "t"})
	if err != nil {
		t.Fatal(err)
	}
	first, err := one.LeaseTarget(ctx, now, time.Minute)
	if err != nil || first.ID != set.ID || first.Token != "t" {
		t.Fatalf("leased %+v, %v", first, err)
	}
	if got, err := other.LeaseTarget(ctx, now, time.Minute); err != accounts.ErrNoTarget {
		t.Errorf("the other node leased it, too: %+v, %v", got, err)
	}
	if err := other.WakeTarget(ctx, set.ID); err != nil { // while the first is at work
		t.Fatal(err)
	}
	first.Polled = now.Add(time.Hour).UnixMilli()
	if err := one.ReleaseTarget(ctx, first); err != nil {
		t.Fatal(err)
	}
	second, err := other.LeaseTarget(ctx, now, -time.Second) // it dies at once
	if err != nil {
		t.Fatalf("what was told during a turn is forgotten: %v", err)
	}
	if _, err := one.LeaseTarget(ctx, now, time.Minute); err != nil {
		t.Errorf("a dead node's work is left: %v", err)
	}
	second.Polled = now.Add(time.Hour).UnixMilli()
	if err := one.ReleaseTarget(ctx, second); err != nil {
		t.Fatal(err)
	}
	if got, err := other.LeaseTarget(ctx, now, time.Minute); err != accounts.ErrNoTarget {
		t.Errorf("there is nothing to do, and it leased %+v, %v", got, err)
	}
}
