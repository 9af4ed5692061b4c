package deliver_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"feltboard/server/internal/accounts"
	"feltboard/server/internal/deliver"
	"feltboard/server/internal/deliver/trackertest"
)

// ledger is accounts.Store in memory, with one target.
type ledger struct {
	target accounts.Target
	rows   map[string]accounts.Delivery
	dies   int // saves that may still happen; 0 is all
}

func (l *ledger) LeaseTarget(context.Context, time.Time, time.Duration) (accounts.Target, error) {
	return l.target, nil
}

func (l *ledger) ReleaseTarget(_ context.Context, t accounts.Target) error {
	l.target = t
	return nil
}

func (l *ledger) Deliveries(context.Context, string) (all []accounts.Delivery, err error) {
	for _, id := range []string{"a", "b", "c"} {
		if d, ok := l.rows[id]; ok {
			all = append(all, d)
		}
	}
	return all, nil
}

var errDied = errors.New("the process was killed")

func (l *ledger) SaveDelivery(_ context.Context, d accounts.Delivery) error {
	if l.dies > 0 {
		if l.dies--; l.dies == 0 {
			l.dies = -1
		}
	} else if l.dies < 0 {
		return errDied
	}
	l.rows[d.Action] = d
	return nil
}

func (l *ledger) SeeDelivery(ctx context.Context, d accounts.Delivery) error {
	return l.SaveDelivery(ctx, d)
}

func (l *ledger) queue(ids ...string) {
	for _, id := range ids {
		d := l.rows[id]
		d.Action, d.State, d.Title, d.Due, d.Tries, d.Note = id, accounts.Queued, "Action "+id, 0, 0, ""
		d.At = time.Now().UnixMilli()
		l.rows[id] = d
	}
}

// board has three actions.
type board struct {
	issues map[string]deliver.Issue
	links  map[string]deliver.Link
	moved  []string
	object string
}

func (b *board) Issues(context.Context, string, deliver.Kind) (map[string]deliver.Issue, error) {
	return b.issues, nil
}

func (b *board) Linked(_ context.Context, _, action string, at deliver.Link) error {
	b.links[action] = at
	return nil
}

func (b *board) Moved(_ context.Context, _, action, state, where string) (string, error) {
	b.moved = append(b.moved, action+" "+state+" in "+where)
	return b.object, nil
}

type room struct {
	*trackertest.Server
	ledger *ledger
	board  *board
	worker *deliver.Worker
	log    bytes.Buffer
}

func newRoom(t *testing.T, kind deliver.Kind) *room {
	r := &room{Server: trackertest.New(t, kind)}
	r.ledger = &ledger{target: accounts.Target{ID: "t", Board: "board", Kind: string(kind), URL: r.URL, Repo: "acme/shop", Token: r.Token, Since: time.Now().UnixMilli()}, rows: map[string]accounts.Delivery{}}
	r.board = &board{issues: map[string]deliver.Issue{}, links: map[string]deliver.Link{}}
	for _, id := range []string{"a", "b", "c"} {
		link := "https://felt.example/b/1#action-" + id
		r.board.issues[id] = deliver.Issue{Action: id, Title: "Hold the seat " + id, Body: "One line.\n\n- [ ] Given “/close”, @\u200bnobody\n\n" + link, Marker: link, Labels: []string{"insight", "type:" + id}, Due: "2026-12-01"}
	}
	r.worker = deliver.NewWorker(r.ledger, r.board, slog.New(slog.NewTextHandler(&r.log, nil)))
	return r
}

func (r *room) turn() { r.worker.Once(context.Background()) }

// due lets what waits be tried now.
func (r *room) due() {
	for id, d := range r.ledger.rows {
		d.Due = 0
		r.ledger.rows[id] = d
	}
}

func (r *room) states() string {
	var all []string
	for _, id := range []string{"a", "b", "c"} {
		all = append(all, r.ledger.rows[id].State)
	}
	return strings.Join(all, " ")
}

func onEach(t *testing.T, test func(t *testing.T, r *room)) {
	for _, kind := range []deliver.Kind{deliver.GitHub, deliver.GitLab, deliver.Gitea} {
		t.Run(string(kind), func(t *testing.T) { test(t, newRoom(t, kind)) })
	}
}

func TestItemsArriveOnce(t *testing.T) { // D-1, D-2
	onEach(t, func(t *testing.T, r *room) {
		r.ledger.queue("a", "b", "c")
		r.turn()
		if r.states() != "sent sent sent" || len(r.Issues) != 3 {
			t.Fatalf("%s, %d issues, %+v %s", r.states(), len(r.Issues), r.ledger.rows, r.ledger.target.Failed)
		}
		for i, id := range []string{"a", "b", "c"} {
			got, want, d := r.Issues[i], r.board.issues[id], r.ledger.rows[id]
			if got.Title != want.Title || strings.ReplaceAll(got.Body, "\r", "") != want.Body || strings.Join(got.Labels, " ") != strings.Join(want.Labels, " ") {
				t.Errorf("%s arrived as %+v", id, got)
			}
			if r.Kind != deliver.GitHub && got.Due != want.Due {
				t.Errorf("%s is due %q, not %q", id, got.Due, want.Due)
			}
			if d.Ref != fmt.Sprint(got.Number) || !strings.HasSuffix(d.URL, "/issues/"+d.Ref) || r.board.links[id].Ref != d.Ref {
				t.Errorf("%s is said to be at %+v, on the board at %+v", id, d, r.board.links[id])
			}
		}
		writes := r.Writes
		r.ledger.queue("a", "b", "c")
		r.turn()
		if r.states() != "sent sent sent" || r.Writes != writes {
			t.Errorf("again: %s, %d writes more", r.states(), r.Writes-writes)
		}
	})
}

func TestAnAnswerThatIsLostMakesNoSecondIssue(t *testing.T) { // D-1
	onEach(t, func(t *testing.T, r *room) {
		lost := 0
		r.After = func(w http.ResponseWriter, q *http.Request) bool {
			if q.Method == http.MethodPost && strings.HasSuffix(q.URL.Path, "/issues") && lost < 2 {
				lost++
				return trackertest.HangUp(w, q)
			}
			return false
		}
		r.ledger.queue("a", "b", "c")
		for range 6 {
			r.due()
			r.turn()
		}
		if r.states() != "sent sent sent" || len(r.Issues) != 3 || lost != 2 {
			t.Errorf("%s, %d issues, %d answers lost: %+v", r.states(), len(r.Issues), lost, r.ledger.rows)
		}
	})
}

func TestAProcessThatDiesAtAnySaveMakesNoSecondIssue(t *testing.T) { // D-1, D-8
	for dies := 1; dies <= 6; dies++ {
		r := newRoom(t, deliver.Gitea)
		r.ledger.queue("a", "b", "c")
		r.ledger.dies = dies
		r.turn()
		r.ledger.dies = 0
		r.due()
		r.turn()
		if r.states() != "sent sent sent" || len(r.Issues) != 3 {
			t.Errorf("killed at save %d: %s, %d issues", dies, r.states(), len(r.Issues))
		}
	}
}

func TestWhatWasChangedThereIsNotOverwritten(t *testing.T) { // D-3
	onEach(t, func(t *testing.T, r *room) {
		r.ledger.queue("a", "b")
		r.turn()
		r.Change(0, func(i *trackertest.Issue) { i.Body += "\r\nSomebody's own words"; i.Labels = append(i.Labels, "mine") })
		r.Change(1, func(i *trackertest.Issue) { i.State, i.Labels = "closed", append(i.Labels, "mine") })
		for _, id := range []string{"a", "b"} {
			i := r.board.issues[id]
			i.Title += " for five minutes"
			i.Labels = append(i.Labels, "later")
			r.board.issues[id] = i
		}
		r.ledger.queue("a", "b")
		r.turn()
		if a := r.ledger.rows["a"]; a.State != accounts.Changed || !strings.Contains(r.Issues[0].Body, "own words") || strings.Contains(r.Issues[0].Title, "minutes") {
			t.Errorf("changed there: %+v, %+v", a, r.Issues[0])
		}
		if b := r.Issues[1]; !strings.Contains(b.Title, "minutes") || b.State != "closed" || strings.Join(b.Labels, " ") != "insight type:b mine later" {
			t.Errorf("updated to %+v", b)
		}
		r.ledger.queue("a")
		d := r.ledger.rows["a"]
		d.Body = "" // asked for by name
		r.ledger.rows["a"] = d
		r.turn()
		if r.ledger.rows["a"].State != accounts.Sent || strings.Contains(r.Issues[0].Body, "own words") {
			t.Errorf("overwritten on purpose: %+v, %+v", r.ledger.rows["a"], r.Issues[0])
		}
	})
}

func TestATrackerThatAsksToWaitIsLeftAlone(t *testing.T) { // D-4
	onEach(t, func(t *testing.T, r *room) {
		refuse := map[string]func(http.ResponseWriter){
			"429": func(w http.ResponseWriter) { w.Header().Set("Retry-After", "120"); trackertest.Fail(w, 429) },
			"403 spent": func(w http.ResponseWriter) {
				w.Header().Set("X-RateLimit-Remaining", "0")
				w.Header().Set("X-RateLimit-Reset", fmt.Sprint(time.Now().Add(2*time.Minute).Unix()))
				trackertest.Fail(w, 403)
			},
			"503": func(w http.ResponseWriter) { w.Header().Set("Retry-After", "120"); trackertest.Fail(w, 503) },
		}
		for name, no := range refuse {
			r.ledger.rows, r.Issues, r.Asked = map[string]accounts.Delivery{}, nil, 0
			r.ledger.queue("a", "b", "c")
			posts := 0
			r.Meddle = func(w http.ResponseWriter, q *http.Request) bool {
				if q.Method == http.MethodPost && strings.HasSuffix(q.URL.Path, "/issues") {
					if posts++; posts == 2 {
						no(w)
						return true
					}
				}
				return false
			}
			r.turn()
			b := r.ledger.rows["b"]
			if wait := time.Until(time.UnixMilli(b.Due)); r.states() != "sent queued queued" || posts != 2 || wait < 90*time.Second || wait > 3*time.Minute {
				t.Errorf("%s: %s, %d posts, waits %v (%q)", name, r.states(), posts, wait, b.Note)
			}
			r.Meddle = nil
			r.due()
			r.turn()
			if r.states() != "sent sent sent" || len(r.Issues) != 3 {
				t.Errorf("%s, later: %s, %d issues", name, r.states(), len(r.Issues))
			}
		}
	})
}

func TestWhatIsRefusedIsToldInWords(t *testing.T) { // D-4
	onEach(t, func(t *testing.T, r *room) {
		for status, word := range map[int]string{401: "token", 403: "allowed", 404: "project", 422: "as it is"} {
			r.ledger.rows = map[string]accounts.Delivery{}
			r.ledger.queue("a", "b", "c")
			r.Meddle = func(w http.ResponseWriter, q *http.Request) bool { trackertest.Fail(w, status); return true }
			r.turn()
			if r.states() != "failed failed failed" || !strings.Contains(r.ledger.rows["a"].Note, word) {
				t.Errorf("%d: %s, %q", status, r.states(), r.ledger.rows["a"].Note)
			}
		}
		r.Meddle = trackertest.HangUp
		r.ledger.rows = map[string]accounts.Delivery{}
		r.ledger.queue("a")
		for n := 1; r.ledger.rows["a"].State != accounts.Failed; n++ {
			if n > 20 {
				t.Fatalf("still trying: %+v", r.ledger.rows["a"])
			}
			r.due()
			r.turn()
		}
		if strings.Contains(r.log.String(), r.Token) {
			t.Error("the token is in the log")
		}
	})
}

func TestWhatHappensThereIsHeard(t *testing.T) { // D-6
	onEach(t, func(t *testing.T, r *room) {
		r.ledger.queue("a", "b", "c")
		r.turn()
		r.turn()
		if len(r.board.moved) > 0 {
			t.Fatalf("nothing happened, and %v", r.board.moved)
		}
		r.Change(0, func(i *trackertest.Issue) { i.State = "closed" })
		r.turn()
		r.turn()
		r.Change(0, func(i *trackertest.Issue) { i.State = "open" })
		r.turn()
		where := string(r.Kind)
		if got := strings.Join(r.board.moved, "; "); got != "a closed in "+where+"; a open in "+where {
			t.Errorf("heard %s", got)
		}
		r.board.object = "It is declined here."
		r.Change(1, func(i *trackertest.Issue) { i.State, i.Reason = "closed", "not_planned" })
		r.turn()
		if d := r.ledger.rows["b"]; d.Note != "It is declined here." {
			t.Errorf("a contradiction is noted as %q", d.Note)
		}
		if r.Kind == deliver.GitHub && r.ledger.rows["b"].Seen != deliver.NotPlanned {
			t.Errorf("seen as %q", r.ledger.rows["b"].Seen)
		}
	})
}

func TestATokenGoesNowhereElse(t *testing.T) { // D-7
	onEach(t, func(t *testing.T, r *room) {
		heard := ""
		other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			heard = q.Header.Get("Authorization") + q.Header.Get("Private-Token") + " " + q.URL.Path
		}))
		defer other.Close()
		r.Meddle = func(w http.ResponseWriter, q *http.Request) bool {
			http.Redirect(w, q, other.URL+q.URL.Path, http.StatusTemporaryRedirect)
			return true
		}
		r.ledger.queue("a")
		r.turn()
		if heard != "" {
			t.Errorf("another server heard %s", heard)
		}
		if d := r.ledger.rows["a"]; d.State != accounts.Failed || !strings.Contains(d.Note, "somewhere else") {
			t.Errorf("it is told as %+v", d)
		}
	})
}

func TestTargetsThatCannotWorkAreRefusedByName(t *testing.T) {
	for _, c := range []struct{ kind, url, repo, token, word string }{
		{"github", "", "acme", "x", "owner/name"},
		{"github", "", "acme/shop/x", "x", "owner/name"},
		{"github", "", "../shop", "x", "owner/name"},
		{"github", "", "acme/sh op", "x", "owner/name"},
		{"gitea", "", "acme/shop", "x", "missing"},
		{"gitea", "ftp://git.example.org", "acme/shop", "x", "https://"},
		{"gitea", "https://user:pw@git.example.org", "acme/shop", "x", "https://"},
		{"gitlab", "", "acme/shop", "two words", "token"},
		{"trello", "", "acme/shop", "x", "kind"},
	} {
		if _, err := deliver.Dial(deliver.Kind(c.kind), c.url, c.repo, c.token); err == nil || !strings.Contains(err.Error(), c.word) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestWhatMayHaveArrivedIsLookedForWhateverWasSaidOfItSince(t *testing.T) { // D-1
	onEach(t, func(t *testing.T, r *room) {
		for name, refuse := range map[string]func(w http.ResponseWriter){
			"asked to wait": func(w http.ResponseWriter) {
				w.Header().Set("Retry-After", "1")
				trackertest.Fail(w, http.StatusTooManyRequests)
			},
			"locked out": func(w http.ResponseWriter) { trackertest.Fail(w, http.StatusUnauthorized) },
		} {
			r.ledger.rows, r.Issues, r.Meddle = map[string]accounts.Delivery{}, nil, nil
			r.After = func(w http.ResponseWriter, q *http.Request) bool {
				return q.Method == http.MethodPost && strings.HasSuffix(q.URL.Path, "/issues") && trackertest.HangUp(w, q)
			}
			r.ledger.queue("a")
			r.turn()
			r.After, r.Meddle = nil, func(w http.ResponseWriter, q *http.Request) bool { refuse(w); return true }
			r.due()
			r.turn()
			r.Meddle = nil
			r.ledger.queue("a")
			r.turn()
			if d := r.ledger.rows["a"]; d.State != accounts.Sent || len(r.Issues) != 1 {
				t.Errorf("%s after an answer was lost: %d issues, %+v", name, len(r.Issues), d)
			}
		}
	})
}

func TestATrackerThatAsksToWaitIsNotAskedForTheNextItemEither(t *testing.T) { // D-4
	r := newRoom(t, deliver.GitHub)
	r.Meddle = func(w http.ResponseWriter, q *http.Request) bool {
		w.Header().Set("Retry-After", "600")
		trackertest.Fail(w, http.StatusTooManyRequests)
		return true
	}
	r.ledger.queue("a", "b")
	r.turn()
	if rest := time.Until(time.UnixMilli(r.ledger.target.Rest)); rest < 9*time.Minute || rest > 11*time.Minute {
		t.Errorf("the target rests for %s", rest)
	}
}
