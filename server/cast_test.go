package main_test

import (
	"flag"
	"net/http"
	"os"
	"slices"
	"testing"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/server/internal/deliver"
	"feltboard/server/internal/deliver/trackertest"

	"github.com/go-json-experiment/json"
)

var update = flag.Bool("update", false, "write testdata anew, to be read")

// roles are all ways in which somebody may stand to a board, in the order of what they may.
var roles = []string{
	"host",    // a member of the workspace who made the board
	"cofac",   // a guest who was made a facilitator
	"boss",    // an owner of the workspace who sits in the team
	"team",    // a guest
	"lead",    // a customer who leads
	"client",  // a customer
	"viewer",  // an observer
	"waiting", // at the door
	"removed",
	"stranger", // a guest of another board
	"owner",    // of the workspace, without a seat
	"member",   // of the workspace, without a seat
	"nobody",   // without a session
}

var (
	seated  = []string{"host", "cofac", "boss", "team", "lead", "client", "viewer"}
	persons = []string{"host", "boss", "owner", "member"}
)

// cast is a server and everybody who may come to a board's door, each in a browser of their own.
type cast struct {
	*program
	by       map[string]*browser
	person   map[string]string // the ids of those who have signed in
	template string            // id of fixture.Plain
	tracker  *trackertest.Server
}

// unbounded are settings under which nobody is too fast.
func unbounded(t *testing.T) *program {
	t.Helper()
	return start(t, settings(t, "--boards-per-hour", "1000", "--join-tries-per-minute", "100000", "--handshakes-per-second", "1000", "--connections-per-session", "1000", "--connections-per-address", "1000",
		"--changes-per-second", "10000", "--changes-burst", "100000", "--changes-per-board", "10000"))
}

func newCast(t *testing.T) *cast {
	t.Helper()
	c := &cast{program: unbounded(t), by: map[string]*browser{}, person: map[string]string{}, tracker: trackertest.New(t, deliver.Gitea)}
	owner := c.program.owner()
	c.by["owner"], c.by["boss"] = owner, c.program.member(owner, "owner", "boss@example.com")
	for _, name := range []string{"host", "member"} {
		c.by[name] = c.program.member(owner, "member", name+"@example.com")
	}
	for _, name := range persons {
		c.person[name] = c.by[name].account().Person.ID
	}
	for _, name := range roles {
		if c.by[name] == nil {
			c.by[name] = newBrowser(t, c.base)
		}
	}
	c.template = c.by["host"].plain()
	other := c.by["host"].from(c.template, "Another")
	c.by["stranger"].join(other.ID, other.key("client"), "Sam")
	return c
}

// from makes a board of a template.
func (b *browser) from(template, title string) (m made) {
	b.t.Helper()
	ok(b.t, b.post("/api/v1/boards", map[string]string{"template": template, "title": title, "persona": "Buyer"}), &m)
	return m
}

// stage is a board with its cast on it, and at its door.
type stage struct {
	*cast
	board  made
	member map[string]string // by role
	host   *tab
	action string
	note   string // the client's
	target string // a tracker's project
}

func (c *cast) stage(t *testing.T) *stage {
	t.Helper()
	st := &stage{cast: c, board: c.by["host"].from(c.template, "Matrix"), member: map[string]string{}}
	st.host = c.by["host"].open(st.board.ID)
	st.member["host"] = st.host.Member
	enter := func(name, link string) {
		t.Helper()
		st.member[name] = c.by[name].join(st.board.ID, st.board.key(link), name).Member
	}
	for name, link := range map[string]string{"cofac": "team", "boss": "team", "team": "team", "lead": "client", "client": "client", "viewer": "viewer", "removed": "client"} {
		enter(name, link)
	}
	st.as(t, st.host, set(st.member["cofac"], map[string]any{"role": "facilitator", "hat": "cofacilitator"}))
	st.as(t, st.host, set(st.member["lead"], map[string]any{"hat": "lead"}))
	st.as(t, st.host, set(st.member["removed"], map[string]any{"role": "none"}))
	st.as(t, st.host, set(st.board.ID, map[string]any{"door": "ask"}))
	enter("waiting", "client")
	st.as(t, st.host, set(st.board.ID, map[string]any{"door": "open"}))
	action := put("action", map[string]any{"title": "Hold the seats", "status": "committed"})
	st.as(t, st.host, action)
	st.action = action.ID
	guest := c.by["client"].open(st.board.ID)
	note := guest.note("Says", "I lost my seats.")
	st.as(t, guest, note)
	st.note = note.ID
	guest.disconnect()
	return st
}

// as does what has to work.
func (st *stage) as(t *testing.T, by *tab, ops ...boards.Op) {
	t.Helper()
	by.drain()
	if code := by.does(ops...); code != "" {
		t.Fatalf("%s %s: %s", ops[0].Kind, ops[0].ID, code)
	}
}

// drain takes in what has come, so that a page that has nothing to do does not fall behind.
func (t *tab) drain() {
	t.browser.t.Helper()
	for {
		select {
		case f, more := <-t.frames:
			if !more {
				return
			}
			if err := t.receive(f); err != nil {
				t.browser.t.Fatal(err)
			}
		default:
			return
		}
	}
}

// aim makes the board's tracker a target, once, and returns its id.
func (st *stage) aim() string {
	if st.target == "" {
		st.target = st.aimed()
	}
	return st.target
}

func (st *stage) aimed() string {
	st.t.Helper()
	var target struct{ ID string }
	decodeFolded(st.t, st.by["boss"].post("/api/v1/boards/"+st.board.ID+"/targets", st.aiming()), &target)
	return target.ID
}

func (st *stage) aiming() map[string]any {
	return map[string]any{"kind": string(st.tracker.Kind), "url": st.tracker.URL, "repo": trackertest.Project, "token": st.tracker.Token}
}

func set(id string, f map[string]any) boards.Op {
	return boards.Op{Kind: boards.Set, ID: id, F: f}
}

// keep makes the host's own template, and returns its id.
func (c *cast) kept() string {
	c.t.Helper()
	var kept struct{ ID string }
	decodeFolded(c.t, c.by["host"].send(c.by["host"].request(http.MethodPost, "/api/v1/templates", string(fixture.Plain))), &kept)
	return kept.ID
}

// golden compares text with a file that people read.
func golden(t *testing.T, path, text string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != text {
		t.Errorf("%s is not what is so; read what changed after: go test ./server -run %s -update", path, t.Name())
	}
}

// noes count refusals as the audit should: by board, who and why.
type noes map[no]int

type no struct{ board, member, outcome string }

// check compares refusals with what the audit holds, after a restart, which writes down what was counted.
func (c *cast) check(t *testing.T, want noes) {
	t.Helper()
	c.stop()
	then := start(t, settings(t, "--data", c.dir))
	owner := newBrowser(t, then.base)
	ok(t, owner.signIn("boss@example.com", password), nil)
	got := noes{}
	for before, more := int64(0), true; more; {
		var page struct {
			Events []auditLine
			More   bool
		}
		decodeFolded(t, owner.get("/api/v1/audit?limit=200&before="+itoa(before)), &page)
		for _, l := range page.Events {
			if l.Act == "refused" {
				got[no{l.Board, l.Member, l.Outcome}] += l.Times
			}
			before = l.ID
		}
		more = page.More
	}
	for n, times := range want {
		if got[n] != times {
			t.Errorf("%d refusals %+v, the audit has %d", times, n, got[n])
		}
	}
	for n, times := range got {
		if want[n] == 0 && n.outcome != string(boards.StaleBase) { // which is no answer yet: a page asks again
			t.Errorf("the audit has %d of %+v", times, n)
		}
	}
}

func has(list []string, one string) bool { return slices.Contains(list, one) }

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
