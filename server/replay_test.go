package main_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/canon"
	"feltboard/boards/text"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
)

// story lets the host do everything that a host does, and returns what was sent for it.
func (p *play) story(t *testing.T) *tape {
	t.Helper()
	host, b, at := p.host, p.by["host"], "/api/v1/boards/"+p.board.ID
	spare := p.tabs["client"].note("Says", "to be erased")
	p.as(t, p.tabs["client"], spare)
	target := p.aim()
	b.tape = &tape{}
	defer func() { b.tape = nil }()
	does := func(ops ...boards.Op) string {
		t.Helper()
		p.as(t, host, ops...)
		return ops[0].ID
	}
	edit := func(id, field string) {
		t.Helper()
		does(boards.Op{Kind: boards.EditText, ID: id, Field: field, Edit: text.New(text.Insert("x"))})
	}
	gone := func(id string) {
		t.Helper()
		does(boards.Op{Kind: boards.Del, ID: id})
		does(boards.Op{Kind: boards.Res, ID: id})
	}
	board, session, phases := p.board.ID, p.other["session"], p.phases()
	for name, v := range map[string]any{
		"title": "Mine", "goal": "All of it", "lang": "de", "level": "inform", "ground": []any{"Be kind."}, "least": int64(5), "context": true, "public": true, "runs": "Ada", "use": "to learn",
		"anon": true, "approve": true, "door": "ask",
	} {
		does(set(board, map[string]any{name: v}))
	}
	does(set(board, map[string]any{"approve": false, "door": "open", "public": false, "anon": false}))
	zone := does(put("zone", map[string]any{"title": "Wishes"}))
	does(set(zone, map[string]any{"title": "Hopes", "prompt": "What else?"}))
	gone(zone)
	note := does(host.note("Says", "I heard this"))
	edit(note, "text")
	does(set(note, map[string]any{"kind": "data"}))
	does(set(p.note, map[string]any{"place": map[string]any{"zone": host.zone("Does"), "order": ""}}))
	gone(p.note)
	theme := does(put("theme", map[string]any{"name": "Fees"}))
	does(set(p.note, map[string]any{"theme": theme}))
	edit(theme, "name")
	insight := does(put("insight", map[string]any{"statement": "They wait", "evidence": []any{p.note}}))
	does(set(insight, map[string]any{"status": "accepted"}))
	does(put("hmw", map[string]any{"insight": insight, "text": "How"}))
	does(put("tension", map[string]any{"one": p.note, "other": note}))
	action := does(put("action", map[string]any{"title": "Say it", "insights": []any{insight}}))
	does(set(action, map[string]any{"status": "committed", "due": "2026-12-01", "owner": p.member["host"]}))
	gone(action)
	does(put("comment", map[string]any{"on": p.note, "text": "thanks"}))
	does(boards.Op{Kind: boards.Del, ID: p.other["comment, another's"]})
	does(boards.Op{Kind: boards.Res, ID: p.other["comment, another's"]})
	does(put("topic", map[string]any{"title": "Prices", "state": "taken"}))
	does(set(p.other["topic, another's"], map[string]any{"state": "done"}))
	does(boards.Op{Kind: boards.Del, ID: p.other["hand, another's"]})
	does(put("reaction", map[string]any{"note": p.note, "kind": "heart"}))
	does(set(p.only("persona"), map[string]any{"name": "Buyers"}))
	for name, v := range map[string]any{
		"timer": map[string]any{"at": int64(1), "ms": int64(60000), "run": true}, "spotlight": p.note, "starts": int64(1), "pass": int64(30), "standin": p.member["cofac"],
		"summon": map[string]any{"n": int64(1), "zone": zone, "note": ""},
	} {
		does(set(session, map[string]any{name: v}))
	}
	pass := func(from, to string) {
		op := set(session, map[string]any{"baton": to})
		op.Was = map[string]any{"baton": from}
		does(op)
	}
	pass("", p.member["host"])
	does(set(session, map[string]any{"phase": phases[1]}))
	does(host.note("Says", "for myself"))
	does(set(session, map[string]any{"phase": phases[2]}))
	does(set(phases[2], map[string]any{"ask": map[string]any{"kind": "dots", "of": "theme", "roles": []any{"facilitator", "client"}, "limit": int64(0), "budget": int64(3), "split": false}}))
	p.m.learn()
	does(put("answer", map[string]any{"phase": phases[2], "round": p.m.Record(phases[2]).Get("round"), "item": theme, "value": int64(1)}))
	does(set(phases[2], map[string]any{"closed": true}))
	does(set(phases[2], map[string]any{"title": "Dots", "minutes": int64(3), "rules": p.m.Record(phases[2]).Get("rules")}))
	gone(does(put("phase", map[string]any{"title": "One more"})))
	does(set(session, map[string]any{"state": "closed"}))
	does(set(session, map[string]any{"state": "running", "phase": phases[0]}))
	pass(p.member["host"], "")
	for _, role := range []string{"none", "client"} { // out, and in again
		does(setRole(p.member["removed"], map[string]string{"none": "client", "client": "none"}[role]))
	}
	does(set(p.member["client"], map[string]any{"customer": "Acme", "hat": "scribe"}))
	does(set(p.member["waiting"], map[string]any{"declined": true}))
	does(set(p.member["waiting"], map[string]any{"declined": false}))
	does(setRole(p.member["boss"], "client"))
	does(setRole(p.member["boss"], "team"))
	does(set(p.member["host"], map[string]any{"name": "Mia", "hue": int64(9)}))

	post := func(path string, body any) answer { t.Helper(); a := b.post(path, body); ok(t, a, nil); return a }
	get := func(path string) answer { t.Helper(); a := b.get(path); ok(t, a, nil); return a }
	for _, path := range []string{"/links", "/audit", "/exports", "/history", "/deleted", "/retention", "/since", "/themes", "/frames", "/targets", "/targets/" + target + "/deliveries", "/me"} {
		get(at + path)
	}
	for _, format := range []string{"backlog", "csv", "json", "report"} {
		get(at + "/export?format=" + format)
	}
	get("/api/v1/boards")
	post(at+"/links", object{"role": "team"})
	post(at+"/links", object{"role": "viewer", "replace": false, "most": 3, "passphrase": "open sesame"})
	ok(t, b.delete(at+"/links/embed"), nil)
	post(at+"/links", object{"role": "embed"})
	ok(t, b.delete(at+"/links/id/"+linkOf(t, b, at, "embed")), nil)
	post(at+"/code", object{})
	ok(t, b.delete(at+"/code"), nil)
	var gus struct{ Member string }
	decodeFolded(t, b.post(at+"/people", object{"name": "Eva", "side": "team"}), &gus)
	ok(t, b.delete(at+"/people/"+gus.Member), nil)
	post(at+"/retention", object{"days": 400})
	post(at+"/similar", object{"text": "seats"})
	post(at+"/notes/import", object{"text": "Note;Company\nToo dear;Acme\n"})
	post(at+"/status/import?preview=true", object{"files": []any{}})
	post(at+"/targets/"+target+"/deliver", object{})
	post(at+"/template", object{"title": "Kept"})
	post(at+"/duplicate", object{"title": "Twin"})
	post(at+"/rehearsal", object{})
	post("/api/v1/boards/gather", object{"boards": []string{p.board.ID}})
	post(at+"/handoff", object{})
	post(at+"/mine", object{})
	post(at+"/erase", object{"notes": []string{spare.ID}})
	post(at+"/erase", object{"member": p.member["removed"]})
	ok(t, b.delete(at), nil)
	post(at+"/restore", object{})
	return b.tape
}

// sent waits until all that goes to the tracker is there, and the board knows.
func (p *play) sent(t *testing.T) {
	t.Helper()
	wait(t, "what goes to the tracker is there", func() bool {
		a := p.by["boss"].get("/api/v1/boards/" + p.board.ID + "/targets/" + p.target + "/deliveries")
		ok(t, a, nil)
		return !strings.Contains(string(a.body), `"queued"`) && !strings.Contains(string(a.body), `"sending"`)
	})
}

// linkOf is the id of a board's link for a role.
func linkOf(t *testing.T, b *browser, at, role string) string {
	t.Helper()
	var links []struct{ ID, Role string }
	decodeFolded(t, b.get(at+"/links"), &links)
	i := slices.IndexFunc(links, func(l struct{ ID, Role string }) bool { return l.Role == role })
	return links[i].ID
}

// patternOf is the address that a path is of.
func patternOf(method, path string) string {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	best, fixed := "", -1
	for pattern := range routes {
		m, of, _ := strings.Cut(pattern, " ")
		like := strings.Split(of, "/")
		if m != method || len(like) != len(parts) {
			continue
		}
		same := 0
		for i := range like {
			switch {
			case like[i] == parts[i]:
				same++
			case !strings.HasPrefix(like[i], "{"):
				same = -100
			}
		}
		if same > fixed {
			best, fixed = pattern, same
		}
	}
	return best
}

// mutations are the ops of the frames on a tape that ask for something.
func (tp *tape) mutations(t *testing.T) (all [][]boards.Op) {
	t.Helper()
	for _, f := range tp.frames {
		v, err := canon.Decode(f)
		if err != nil {
			t.Fatal(err)
		}
		if m, _ := v.(map[string]any); m["t"] == "mutate" {
			ops, err := boards.DecodeOps(m["ops"])
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, ops)
		}
	}
	return all
}

// anew are ops as somebody else would send them: what is new is theirs and, with self, so is what was about the host.
func anew(t *testing.T, ops []boards.Op, host, member string) []boards.Op {
	t.Helper()
	b, err := json.Marshal(boards.EncodeOps(ops))
	if err != nil {
		t.Fatal(err)
	}
	written := string(b)
	for _, o := range ops {
		if o.Kind == boards.Put {
			written = strings.ReplaceAll(written, o.ID, uuid.NewString())
		}
	}
	if member != "" {
		written = strings.ReplaceAll(written, host, member)
	}
	v, err := canon.Decode([]byte(written))
	if err != nil {
		t.Fatal(err)
	}
	out, err := boards.DecodeOps(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// called says what ops do, for people.
func (m *mind) called(ops []boards.Op) string {
	var said []string
	for _, o := range ops {
		typ, what := "", string(o.Kind)
		if o.Rec != nil {
			typ = o.Rec.Type
		} else if r := m.Record(o.ID); r != nil {
			typ = r.Type
		}
		if o.Kind == boards.Set {
			what = strings.Join(slices.Sorted(maps.Keys(o.F)), " ")
		} else if o.Kind == boards.EditText {
			what = o.Field
		}
		said = append(said, typ+" "+what)
	}
	return strings.Join(said, ", ")
}

// S-5, A-70: what a facilitator has sent, sent again by everybody else with ids of their own: the policy alone says what of it
// happens, everything else changes nothing on any board nor beside it, and is in the audit. testdata/replay.txt shows what happens.
func TestAFacilitatorsFramesAndCallsByOthers(t *testing.T) {
	c := newCast(t)
	p := newPlay(t, c, 0)
	tape := p.story(t)
	for role, tab := range p.tabs { // the board was deleted for a moment
		tab.disconnect()
		p.tabs[role] = p.by[role].open(p.board.ID)
	}
	p.host = p.tabs["host"]
	told := map[string]map[string]bool{}
	happens := func(role, what string) {
		if told[role] == nil {
			told[role] = map[string]bool{}
		}
		told[role][what] = true
	}
	p.sent(t)
	asked := tape.mutations(t)
	if len(asked) < 70 || len(tape.calls) < 40 {
		t.Fatalf("%d changes and %d calls: is that a story?", len(asked), len(tape.calls))
	}
	books := p.m.books
	lower := []string{"viewer", "client", "lead", "team", "boss"}
	for _, role := range lower {
		self := p.member[role]
		for _, ops := range asked {
			tries := [][]boards.Op{anew(t, ops, p.member["host"], "")}
			if rewritten := anew(t, ops, p.member["host"], self); fmt.Sprint(boards.EncodeOps(rewritten)) != fmt.Sprint(boards.EncodeOps(tries[0])) && ops[0].Kind != boards.Put {
				tries = append(tries, rewritten)
			}
			for _, one := range tries {
				what := p.m.called(one)
				if p.try(what, role, false, one...) == "" {
					happens(role, what)
				}
			}
		}
	}
	for _, fault := range p.faults {
		t.Error(fault)
	}
	refused := p.refused
	outside := []string{"waiting", "removed", "stranger", "owner", "member", "nobody"}
	before := books.digest()
	for _, role := range outside { // they are not let in, whatever they say
		conn, _, err := c.by[role].dial(p.board.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range append([][]byte{newTab(c.by[role], p.board.ID).Hello()}, tape.frames...) {
			if conn.WriteMessage(websocket.TextMessage, f) != nil {
				break
			}
		}
		for err == nil {
			_, _, err = conn.ReadMessage()
		}
		conn.Close()
		want := map[string]string{"4003": "forbidden", "4004": "not_found", "4005": "sign_in"}[doors[role]]
		if code := fmt.Sprint(closeCode(err)); code != doors[role] && code != "0" { // who is cut off while they talk may not hear why
			t.Errorf("%s: closed with %s", role, code)
		}
		refused[no{p.board.ID, p.member[role], want}]++
		for _, ops := range asked {
			client := uuid.NewString()
			body, err := canon.Append(nil, map[string]any{
				"clients": []any{client, uuid.NewString()}, "own": strings.Repeat("b", 26),
				"frames": []any{map[string]any{"t": "mutate", "c": client, "n": int64(1), "ops": boards.EncodeOps(anew(t, ops, "", ""))}},
			})
			if err != nil {
				t.Fatal(err)
			}
			r := c.by[role].request(http.MethodPost, "/api/v1/boards/"+p.board.ID+"/mutations", string(body))
			r.Header.Set("Origin", c.base)
			a := c.by[role].send(r)
			outcome := map[int]string{401: "sign_in", 404: "not_found"}[a.status]
			if a.status == http.StatusOK && ops[0].Kind == boards.EditText && strings.Contains(string(a.body), `"stale_base"`) {
				continue // without a place that it was made on, an edit is asked for again
			}
			if a.status == http.StatusOK && strings.Count(string(a.body), `"forbidden"`) == 1 {
				outcome = "forbidden"
			}
			if want := mays["poster"](role); want != 0 && a.status != want || outcome == "" {
				t.Fatalf("%s posts %s: %d %s", role, p.m.called(ops), a.status, a.body)
			}
			refused[no{p.board.ID, p.member[role], outcome}]++
		}
	}
	if after := books.digest(); after != before {
		t.Errorf("those outside changed something:\n%s\n\n%s", before, after)
	}
	for _, role := range lower { // the host's own client id is nobody else's
		tab := newTab(c.by[role], p.board.ID)
		if err := tab.connect(); err != nil {
			t.Fatal(err)
		}
		tab.until("the view is there", tab.Live)
		before := books.digest()
		for _, f := range tape.frames {
			if strings.Contains(string(f), `"t":"mutate"`) {
				if err := tab.write(f); err != nil {
					break
				}
			}
		}
		if code := tab.ends(); code != 4001 {
			t.Errorf("%s by the host's client id: %d", role, code)
		}
		if after := books.digest(); after != before {
			t.Errorf("%s by the host's client id changed something", role)
		}
		refused[no{p.board.ID, "", "client_taken"}]++
		for _, kind := range []string{"erase", "gone", "anything"} { // what entries and views say, and pages never ask for
			tab := c.by[role].open(p.board.ID)
			if err := tab.write(fmt.Appendf(nil, `{"t":"mutate","c":%q,"n":1,"base":2,"ops":[{"op":%q,"id":%q}]}`, tab.Named, kind, p.note)); err != nil {
				t.Fatal(err)
			}
			if code := tab.ends(); code != 4001 {
				t.Errorf("%s asks to %s: %d", role, kind, code)
			}
		}
	}
	for _, role := range append(lower, outside...) {
		for _, one := range tape.calls {
			pattern := patternOf(one.method, one.path)
			want := mays[routes[pattern].who](role)
			body := one.body
			if self := p.member[role]; self != "" {
				body = strings.ReplaceAll(body, p.member["host"], self)
			}
			before := books.digest()
			a := c.by[role].send(c.by[role].request(one.method, one.path, body))
			if want == 0 {
				happens(role, fmt.Sprintf("%s: %d", pattern, a.status))
				if strings.HasSuffix(pattern, "/deliver") {
					p.sent(t)
				}
			} else {
				if pattern == "POST /api/v1/boards/{id}/restore" && a.status == 403 { // it is there
					want = 403
				}
				if a.status != want {
					t.Errorf("%s by %s: %d %s, want %d", pattern, role, a.status, a.body, want)
				}
				if after := books.digest(); after != before {
					t.Errorf("%s by %s was refused and changed something:\n%s\n\n%s", pattern, role, before, after)
				}
			}
			outcome := map[int]string{401: "sign_in", 403: "forbidden", 404: "not_found"}[a.status]
			if n, is := p.noted(pattern, role, outcome); outcome != "" && is {
				refused[n]++
			}
		}
	}
	var text strings.Builder
	text.WriteString("What happens of all that a facilitator does in a session when others send it again, and nothing else does.\n")
	for _, role := range append(lower, outside...) {
		fmt.Fprintf(&text, "\n%s\n", role)
		for _, what := range slices.Sorted(maps.Keys(told[role])) {
			fmt.Fprintf(&text, "  %s\n", what)
		}
	}
	golden(t, "testdata/replay.txt", text.String())
	c.check(t, refused)
}
