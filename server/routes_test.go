package main_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"feltboard/boards/fixture"

	"github.com/google/uuid"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// route says who may use an address, and how it is used well.
type route struct {
	who  string
	body any // of a POST; {} if nil. A func(*stage, string) any is asked for each role
	// values fill the braces of the pattern; {id} is the board where it is not among them. They are made for each role.
	values func(st *stage) map[string]string
	query  string
	good   int  // the status for those who may; 0: any of 200 to 299
	fresh  bool // each who may does it on a board of their own
}

// mays says for each kind of address what everybody is answered: 0 stands for the good answer.
var mays = map[string]func(role string) int{
	"everybody": func(string) int { return 0 },
	"person":    func(role string) int { return pick(has(persons, role), 0, 401) },
	"owner": func(role string) int {
		return pick(role == "owner" || role == "boss", 0, pick(has(persons, role), 403, 401))
	},
	"seat": func(role string) int { return pick(has(seated, role), 0, 404) },
	"known": func(role string) int {
		return pick(has(seated, role) || role == "waiting" || role == "removed", 0, 404)
	},
	"team":        func(role string) int { return among(role, "host", "cofac", "boss", "team") },
	"facilitator": func(role string) int { return among(role, "host", "cofac") },
	"hosts":       func(role string) int { return pick(role == "owner", 0, among(role, "host", "boss")) },
	"hosts, gone": func(role string) int { return pick(has([]string{"host", "boss", "owner"}, role), 0, 404) },
	"owner, team": func(role string) int { return among(role, "boss") },
	"poster": func(role string) int {
		return pick(role == "nobody", 401, pick(has(seated, role) || role == "waiting" || role == "removed", 0, 404))
	},
}

func pick(yes bool, a, b int) int {
	if yes {
		return a
	}
	return b
}

// among: some of the board may, the others of it are told so, and for everybody else there is no such board.
func among(role string, may ...string) int {
	return pick(has(may, role), 0, pick(has(seated, role), 403, 404))
}

func value(pairs ...string) func(*stage) map[string]string {
	return func(*stage) map[string]string {
		m := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i]] = pairs[i+1]
		}
		return m
	}
}

type object = map[string]any

// routes is every address of the server.
var routes = map[string]route{
	"/":     {who: "everybody", good: -1},
	"/api/": {who: "everybody", good: 404},
	"/ws/":  {who: "everybody", good: 404},

	"GET /healthz":                 {who: "everybody"},
	"GET /readyz":                  {who: "everybody"},
	"GET /metrics":                 {who: "everybody"}, // of this machine
	"GET /said/said.css":           {who: "everybody"},
	"GET /said/{id}":               {who: "everybody", good: -1}, // no page: the app's own answer
	"GET /embed/{id}":              {who: "everybody", good: -1},
	"GET /api/v1/embed/{id}":       {who: "everybody", good: 404}, // its key is in no cookie
	"GET /api/v1/limits":           {who: "everybody"},
	"GET /api/v1/openapi.json":     {who: "everybody"},
	"GET /api/v1/openapi.yaml":     {who: "everybody"},
	"GET /api/v1/openapi-3.0.json": {who: "everybody"},
	"GET /api/v1/openapi-3.0.yaml": {who: "everybody"},
	"GET /api/v1/templates":        {who: "everybody"},
	"GET /api/session":             {who: "everybody"},
	"POST /hooks/{target}":         {who: "everybody", good: 404, values: func(st *stage) map[string]string { return only("target", st.aim()) }},
	"POST /api/setup":              {who: "everybody", good: 404, body: object{"token": "wrong", "name": "Eve"}},
	"POST /api/join":               {who: "everybody", good: 404, body: func(st *stage, _ string) any { return object{"board": st.board.ID, "key": "wrong"} }},
	"POST /api/sign-in": {who: "everybody", good: 401, body: func(_ *stage, role string) any {
		return object{"email": role + "@nowhere.example", "password": "wrong"}
	}},
	"POST /api/sign-out":                        {who: "everybody"},
	"POST /api/sso":                             {who: "everybody", good: 404},
	"GET /api/sso/callback":                     {who: "everybody", good: 404},
	"POST /api/invite":                          {who: "everybody", good: 404, body: object{"token": "wrong", "name": "Eve", "email": "eve@example.com", "password": password}},
	"POST /api/invite/look":                     {who: "everybody", good: 404, body: object{"token": "wrong"}},
	"POST /api/handoff":                         {who: "everybody", good: 404, body: object{"key": "wrong"}},
	"POST /api/handoff/look":                    {who: "everybody", good: 404, body: object{"key": "wrong"}},
	"POST /api/mine":                            {who: "everybody", good: 404, body: func(st *stage, _ string) any { return object{"board": st.board.ID, "key": "wrong"} }},
	"POST /api/mine/withdraw":                   {who: "everybody", good: 404, body: wrongMine},
	"POST /api/mine/restore":                    {who: "everybody", good: 404, body: wrongMine},
	"POST /api/mine/erase":                      {who: "everybody", good: 404, body: wrongMine},
	"GET /api/v1/templates/{id}":                {who: "person", values: func(st *stage) map[string]string { return only("id", st.template) }},
	"POST /api/v1/templates":                    {who: "person", body: string(fixture.Plain)},
	"GET /api/v1/boards":                        {who: "person"},
	"GET /api/v1/deleted-boards":                {who: "person"},
	"GET /api/v1/account/sessions":              {who: "person"},
	"POST /api/v1/boards":                       {who: "person", body: object{"template": "empathy-map", "title": "One more"}},
	"POST /api/v1/boards/example":               {who: "person", body: object{"title": "Example"}},
	"POST /api/v1/account":                      {who: "person", body: func(_ *stage, role string) any { return object{"name": role, "email": role + "@example.com"} }},
	"POST /api/v1/account/password":             {who: "person", body: object{"old": password, "new": password}},
	"DELETE /api/v1/account/sso":                {who: "person", good: 204},
	"DELETE /api/v1/account/sessions/{session}": {who: "person", values: value("session", "nobodys"), good: 404},

	"GET /api/v1/audit":                 {who: "owner"},
	"GET /api/v1/people":                {who: "owner"},
	"GET /api/v1/invites":               {who: "owner"},
	"POST /api/v1/invites":              {who: "owner", body: object{"role": "member"}},
	"DELETE /api/v1/invites/{invite}":   {who: "owner", values: invited},
	"POST /api/v1/people/{person}":      {who: "owner", body: object{"role": "member"}, values: somebody},
	"POST /api/v1/people/{person}/link": {who: "owner", values: somebody},
	"DELETE /api/v1/people/{person}":    {who: "owner", values: newcomer},
	"DELETE /api/v1/templates/{id}":     {who: "owner", values: func(st *stage) map[string]string { return only("id", st.kept()) }},
	"POST /api/v1/templates/{id}/restore": {who: "owner", values: func(st *stage) map[string]string {
		id := st.kept()
		ok(st.t, st.by["owner"].delete("/api/v1/templates/"+id), nil)
		return only("id", id)
	}},

	"GET /api/v1/boards/{id}/me":        {who: "known"},
	"GET /api/v1/boards/{id}/retention": {who: "seat"},
	"GET /api/v1/boards/{id}/since":     {who: "seat"},
	"GET /api/v1/boards/{id}/themes":    {who: "seat"},
	"POST /api/v1/boards/{id}/similar":  {who: "seat", body: object{"text": "seats"}},
	"POST /api/v1/boards/{id}/handoff":  {who: "seat"},
	"POST /api/v1/boards/{id}/mine":     {who: "seat"},
	"POST /api/v1/boards/{id}/mutations": {who: "poster", body: func(*stage, string) any {
		return object{"clients": []string{uuid.NewString(), uuid.NewString()}, "own": strings.Repeat("a", 26), "frames": []any{}}
	}},
	"POST /api/v1/boards/{id}/stream": {who: "door"},
	"GET /ws/boards/{id}":             {who: "door"},

	"GET /api/v1/boards/{id}/history":                     {who: "team"},
	"GET /api/v1/boards/{id}/deleted":                     {who: "team"},
	"GET /api/v1/boards/{id}/export":                      {who: "team"},
	"GET /api/v1/boards/{id}/exports":                     {who: "team"},
	"GET /api/v1/boards/{id}/targets":                     {who: "team"},
	"GET /api/v1/boards/{id}/targets/{target}/deliveries": {who: "team", values: aimed},
	"POST /api/v1/boards/{id}/targets/{target}/deliver":   {who: "team", values: aimed},
	"POST /api/v1/boards/{id}/notes/import":               {who: "team", body: object{"text": "I lost my seats", "preview": true}},
	"POST /api/v1/boards/{id}/status/import":              {who: "team", body: object{"files": []any{}}, query: "?preview=true"},
	"POST /api/v1/boards/{id}/gather":                     {who: "team", good: 409}, // it is not made of others
	"POST /api/v1/boards/gather":                          {who: "team", body: func(st *stage, _ string) any { return object{"boards": []string{st.board.ID}} }},
	"POST /api/v1/boards/{id}/targets":                    {who: "owner, team", body: func(st *stage, _ string) any { return st.aiming() }},
	"DELETE /api/v1/boards/{id}/targets/{target}":         {who: "owner, team", values: aimed},

	"GET /api/v1/boards/{id}/audit":              {who: "facilitator"},
	"GET /api/v1/boards/{id}/frames":             {who: "facilitator"},
	"GET /api/v1/boards/{id}/links":              {who: "facilitator"},
	"POST /api/v1/boards/{id}/links":             {who: "facilitator", body: object{"role": "team"}},
	"POST /api/v1/boards/{id}/links/known":       {who: "facilitator", body: object{"keys": []string{"x"}}},
	"DELETE /api/v1/boards/{id}/links/{role}":    {who: "facilitator", values: value("role", "embed")},
	"DELETE /api/v1/boards/{id}/links/id/{link}": {who: "facilitator", values: linked},
	"POST /api/v1/boards/{id}/code":              {who: "facilitator"},
	"DELETE /api/v1/boards/{id}/code":            {who: "facilitator"},
	"POST /api/v1/boards/{id}/people":            {who: "facilitator", body: object{"name": "Gus", "side": "customer"}},
	"DELETE /api/v1/boards/{id}/people/{member}": {who: "facilitator", values: deviceless},
	"POST /api/v1/boards/{id}/retention":         {who: "facilitator", body: object{"days": 30}},
	"POST /api/v1/boards/{id}/erase":             {who: "facilitator", body: object{"notes": []string{uuid.NewString()}}},
	"POST /api/v1/boards/{id}/template":          {who: "facilitator", body: object{"title": "Kept"}},
	"POST /api/v1/boards/{id}/duplicate":         {who: "facilitator", body: object{"title": "Twin"}},
	"POST /api/v1/boards/{id}/rehearsal":         {who: "facilitator"},
	"DELETE /api/v1/boards/{id}":                 {who: "hosts", fresh: true},
	"POST /api/v1/boards/{id}/restore": {who: "hosts, gone", fresh: true, values: func(st *stage) map[string]string {
		ok(st.t, st.by["host"].delete("/api/v1/boards/"+st.board.ID), nil)
		return nil
	}},
}

func only(name, v string) map[string]string { return map[string]string{name: v} }

func wrongMine(st *stage, _ string) any {
	return object{"board": st.board.ID, "key": "wrong", "notes": []string{st.note}}
}

func aimed(st *stage) map[string]string    { return only("target", st.aim()) }
func somebody(st *stage) map[string]string { return only("person", st.person["member"]) }

func newcomer(st *stage) map[string]string {
	b := st.program.member(st.by["owner"], "member", uuid.NewString()+"@example.com")
	return only("person", b.account().Person.ID)
}

func invited(st *stage) map[string]string {
	var made struct{ ID string }
	decodeFolded(st.t, st.by["owner"].post("/api/v1/invites", object{"role": "member"}), &made)
	return only("invite", made.ID)
}

func linked(st *stage) map[string]string {
	ok(st.t, st.by["host"].post("/api/v1/boards/"+st.board.ID+"/links", object{"role": "embed"}), nil)
	var links []struct{ ID, Role string }
	decodeFolded(st.t, st.by["host"].get("/api/v1/boards/"+st.board.ID+"/links"), &links)
	i := slices.IndexFunc(links, func(l struct{ ID, Role string }) bool { return l.Role == "embed" })
	return only("link", links[i].ID)
}

func deviceless(st *stage) map[string]string {
	var made struct{ Member string }
	decodeFolded(st.t, st.by["host"].post("/api/v1/boards/"+st.board.ID+"/people", object{"name": "Gus", "side": "customer"}), &made)
	return only("member", made.Member)
}

// asked is a route's request by a role.
func (r route) asked(st *stage, pattern, role string) *http.Request {
	method, path, parted := strings.Cut(pattern, " ")
	if !parted {
		method, path = http.MethodGet, strings.TrimSuffix(pattern, "/")+"/"
	}
	values := map[string]string{"id": st.board.ID}
	if r.values != nil {
		maps.Copy(values, r.values(st))
	}
	for name, v := range values {
		path = strings.ReplaceAll(path, "{"+name+"}", v)
	}
	body := r.body
	if make, is := body.(func(*stage, string) any); is {
		body = make(st, role)
	}
	text, is := body.(string)
	if !is && method == http.MethodPost {
		text = "{}"
		if body != nil {
			text = asJSON(st.t, body)
		}
	}
	req := st.by[role].request(method, path+r.query, text)
	req.Header.Set("Origin", st.base)
	return req
}

// enters opens a live connection, and returns "in" or why not.
func (st *stage) enters(t *testing.T, pattern, role string) string {
	b := st.by[role]
	if pattern == "GET /ws/boards/{id}" {
		tab := newTab(b, st.board.ID)
		if err := tab.connect(); err != nil && tab.ws == nil { // else it was closed before they said hello
			t.Fatal(err)
		}
		defer tab.disconnect()
		for !tab.Live() {
			f, more := <-tab.frames
			if !more {
				return fmt.Sprint(closeCode(tab.closed))
			}
			if err := tab.receive(f); err != nil {
				t.Fatal(err)
			}
		}
		return "in"
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	tab := newTab(b, st.board.ID)
	tab.Posts = true
	r := b.request(http.MethodPost, "/api/v1/boards/"+st.board.ID+"/stream", string(tab.Hello())).WithContext(ctx)
	r.Header.Set("Origin", b.base)
	res, err := b.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Sprint(res.StatusCode)
	}
	var heard []byte
	for part := make([]byte, 4096); ; {
		n, err := res.Body.Read(part)
		heard = append(heard, part[:n]...)
		if _, rest, closed := strings.Cut(string(heard), "event: close\ndata: "); closed && strings.Contains(rest, "\n") {
			line, _, _ := strings.Cut(rest, "\n")
			return strings.Trim(strings.SplitN(strings.TrimPrefix(line, `{"code":`), ",", 2)[0], `"}`)
		}
		if strings.Contains(string(heard), `"t":"welcome"`) {
			return "in"
		}
		if err != nil {
			return fmt.Sprintf("%v after %q", err, heard)
		}
	}
}

// elsewhen is what is answered to those who may where a session does not run in the open.
var elsewhen = map[string]map[string]int{
	"private": {"GET /api/v1/boards/{id}/themes": 409, "POST /api/v1/boards/{id}/similar": 409},
	"closed":  {"POST /api/v1/boards/{id}/code": 409},
}

// atMoment asks for all that is a board's while its session is in another state.
func (c *cast) atMoment(t *testing.T, moment string, differs map[string]int, refused noes) {
	t.Helper()
	st := c.stage(t)
	session, phases := st.plan(t)
	if moment == "private" {
		st.as(t, st.host, set(session, map[string]any{"phase": phases[1]}))
	} else {
		st.as(t, st.host, set(session, map[string]any{"state": moment}))
	}
	for _, pattern := range c.app.Routes() {
		r := routes[pattern]
		if !strings.Contains(pattern, "/boards/{id}") || r.fresh || r.who == "door" || r.who == "" {
			continue
		}
		for _, role := range slices.Backward(roles) {
			a := c.by[role].send(r.asked(st, pattern, role))
			want := mays[r.who](role)
			if want == 0 {
				want = cmp.Or(differs[pattern], r.good)
			}
			if want == 0 && a.status/100 != 2 || want != 0 && a.status != want {
				t.Errorf("%s: %s by %s: %d %.200s", moment, pattern, role, a.status, a.body)
			}
			if pattern == "DELETE /api/v1/boards/{id}/targets/{target}" && a.status/100 == 2 {
				st.target = ""
			}
			outcome := map[int]string{401: "sign_in", 403: "forbidden", 404: "not_found"}[a.status]
			if n, is := st.noted(pattern, role, outcome); outcome != "" && is {
				refused[n]++
			}
		}
	}
}

// plan returns the ids of a board's session and of its agenda, in order.
func (st *stage) plan(t *testing.T) (session string, phases []string) {
	t.Helper()
	p := &play{stage: st, m: st.books(t).mind(st.board.ID)}
	return p.only("session"), p.phases()
}

// doors says how a live connection ends for whom it is not.
var doors = map[string]string{"waiting": "4003", "removed": "4003", "stranger": "4004", "owner": "4004", "member": "4004", "nobody": "4005"}

// S-5: every address of the server by everybody there is: who may gets what it is for, all others a no that says
// nothing, and each no is in the audit. testdata/routes.txt shows who may.
func TestWhoMayUseWhichAddress(t *testing.T) {
	c := newCast(t)
	st := c.stage(t)
	refused := noes{}
	var told strings.Builder
	fmt.Fprintf(&told, "%-58s", "")
	for _, role := range roles {
		fmt.Fprintf(&told, "%-9s", role)
	}
	told.WriteByte('\n')
	patterns := c.app.Routes()
	for pattern := range routes {
		if !has(patterns, pattern) {
			t.Errorf("there is no %s any more", pattern)
		}
	}
	for moment, differs := range elsewhen {
		c.atMoment(t, moment, differs, refused)
	}
	slices.SortStableFunc(patterns, func(a, b string) int { // who has signed out asks no more
		return pick(a == "POST /api/sign-out", 1, 0) - pick(b == "POST /api/sign-out", 1, 0)
	})
	for _, pattern := range patterns {
		r, known := routes[pattern]
		if !known {
			t.Errorf("who may use %s? Say it in routes", pattern)
			continue
		}
		var row []string
		on := st
		if r.fresh {
			on = nil
		}
		for _, role := range slices.Backward(roles) { // those who may come last
			what, code := "", 0
			if on == nil {
				on = c.stage(t)
			}
			if r.who == "door" {
				want := doors[role]
				if want == "" {
					want = "in"
				}
				if what = on.enters(t, pattern, role); what != want {
					t.Errorf("%s by %s: %s, want %s", pattern, role, what, want)
				}
				code = map[string]int{"4003": 403, "4004": 404, "4005": 401}[what]
			} else {
				want := mays[r.who](role)
				a := c.by[role].send(r.asked(on, pattern, role))
				code, what = a.status, fmt.Sprint(a.status)
				switch {
				case want != 0 && a.status == want, want == 0 && r.good == 0 && a.status/100 == 2, want == 0 && r.good == a.status:
				case want == 0 && r.good == -1 && a.status < 600:
					what = "page"
				default:
					t.Errorf("%s by %s: %d %.200s", pattern, role, a.status, a.body)
				}
				if want == 0 && r.good == 0 {
					what = "yes"
				}
			}
			row = append(row, what)
			if r.fresh && what == "yes" { // there is no such board now, or there is again
				on = nil
				continue
			}
			if pattern == "DELETE /api/v1/boards/{id}/targets/{target}" && what == "yes" {
				st.target = ""
			}
			if outcome := map[int]string{401: "sign_in", 403: "forbidden", 404: "not_found"}[code]; outcome != "" {
				if n, is := on.noted(pattern, role, outcome); is {
					refused[n]++
				}
			}
		}
		slices.Reverse(row)
		fmt.Fprintf(&told, "%-58s", pattern)
		for _, what := range row {
			fmt.Fprintf(&told, "%-9s", what)
		}
		told.WriteByte('\n')
	}
	text := ""
	for line := range strings.Lines(told.String()) {
		text += strings.TrimRight(line, " \n") + "\n"
	}
	golden(t, "testdata/routes.txt", text)
	c.check(t, refused)
}

// noted is the line that a no leaves in the audit; is is false where another kind of line says it.
func (st *stage) noted(pattern, role, outcome string) (n no, is bool) {
	_, path, parted := strings.Cut(pattern, " ")
	if !parted || !strings.HasPrefix(path, "/api/") && !strings.HasPrefix(path, "/ws/") ||
		has([]string{"/api/join", "/api/sign-in", "/api/invite", "/api/invite/look"}, path) {
		return n, false
	}
	if strings.Contains(path, "/boards/{id}") || path == "/api/v1/boards/gather" {
		return no{st.board.ID, st.member[role], outcome}, true
	}
	return no{"", st.person[role], outcome}, true
}
