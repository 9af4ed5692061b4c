package main_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"feltboard/boards"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
)

// bounded makes a link with bounds, and returns its key.
func (b *browser) bounded(board, role string, more map[string]any) string {
	b.t.Helper()
	in := map[string]any{"role": role}
	maps.Copy(in, more)
	var link struct {
		URL string `json:"url"`
	}
	a := b.post("/api/v1/boards/"+board+"/links", in)
	if err := json.Unmarshal(a.body, &link); a.status/100 != 2 || err != nil {
		b.t.Fatalf("a link: %d %s", a.status, a.body)
	}
	_, key, _ := strings.Cut(link.URL, "#k=")
	return key
}

// door makes a board ask before it lets anybody in, and returns the facilitator's tab.
func (b *browser) door(board, to string) *tab {
	b.t.Helper()
	tab := b.open(board)
	if code := tab.does(boards.Op{Kind: boards.Set, ID: board, F: map[string]any{"door": to}}); code != "" {
		b.t.Fatalf("the door: %s", code)
	}
	return tab
}

func setRole(member, role string) boards.Op {
	return boards.Op{Kind: boards.Set, ID: member, F: map[string]any{"role": role}}
}

// linkLine is a link in the list.
type linkLine struct {
	ID         string `json:"id"`
	Role       string `json:"role"`
	CreatedAt  int64  `json:"created_at"`
	ExpiresAt  int64  `json:"expires_at"`
	Most       int    `json:"most"`
	Passphrase bool   `json:"passphrase"`
	Joined     int    `json:"joined"`
}

// A-20, A-21 (S-2): a link that ended by itself, that was revoked, that is used up (without its key) and that never was answer
// alike.
func TestLinksThatEndedAnswerAlike(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	soon := time.Now().Add(700 * time.Millisecond)
	expiring := owner.bounded(board.ID, "client", map[string]any{"expires_at": soon.UnixMilli()})
	early := newBrowser(t, p.base)
	early.join(board.ID, expiring, "Carla")
	revoked := owner.bounded(board.ID, "team", nil)
	var links []linkLine
	ok(t, owner.get("/api/v1/boards/"+board.ID+"/links"), &links)
	last := links[slices.IndexFunc(links, func(l linkLine) bool { return l.Role == "team" })+1]
	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/id/"+last.ID, "")), nil)
	phrased := owner.bounded(board.ID, "client", map[string]any{"passphrase": "our secret"})
	unknown := newBrowser(t, p.base).post("/api/join", map[string]string{"board": uuid.NewString(), "key": "wrong"})
	<-time.After(time.Until(soon))
	for name, in := range map[string]map[string]string{
		"expired": {"board": board.ID, "key": expiring}, "revoked": {"board": board.ID, "key": revoked}, "wrong": {"board": board.ID, "key": phrased + "x"},
		"wrong with the passphrase": {"board": board.ID, "key": "wrong", "passphrase": "our secret"},
	} {
		b := newBrowser(t, p.base)
		if a := b.post("/api/join", in); a.status != unknown.status || !bytes.Equal(a.body, unknown.body) || b.cookie() != "" {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	// Who came while it worked stays.
	if tab := early.open(board.ID); tab.Member == "" {
		t.Error("who came by the link that ended is out")
	}
	// The list says which is which, one by one, and the other link of the role goes on.
	ok(t, owner.get("/api/v1/boards/"+board.ID+"/links"), &links)
	for i, want := range []struct {
		role    string
		expired bool
		phrase  bool
		joined  int
	}{{role: "team"}, {role: "client"}, {role: "client", expired: true, joined: 1}, {role: "client", phrase: true}, {role: "viewer"}} {
		if l := links[i]; l.Role != want.role || l.ExpiresAt > 0 != want.expired || l.Passphrase != want.phrase || l.Joined != want.joined {
			t.Errorf("link %d: %+v, not %+v", i, l, want)
		}
	}
	newBrowser(t, p.base).join(board.ID, board.key("team"), "Mia")
}

// as many as may come, and no more; only who has the key is told so.
func TestALinkForSoManyPeople(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	key := owner.bounded(board.ID, "client", map[string]any{"most": 2})
	first := newBrowser(t, p.base)
	first.join(board.ID, key, "Carla")
	newBrowser(t, p.base).join(board.ID, key, "Dora")
	if a := newBrowser(t, p.base).post("/api/join", map[string]string{"board": board.ID, "key": key}); a.status != http.StatusConflict || a.code() != "conflict" {
		t.Errorf("one too many: %d %s", a.status, a.body)
	}
	first.join(board.ID, key, "Carla") // again, from the same browser
}

// the passphrase is asked for with the right key alone, and wrong ones are bounded by browser and address.
func TestAPassphrase(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	key := owner.bounded(board.ID, "client", map[string]any{"passphrase": "Sieben Ⅳ Brücken"})
	if a := owner.post("/api/v1/boards/"+board.ID+"/links", map[string]any{"role": "client", "passphrase": "short"}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a short one: %d %s", a.status, a.body)
	}
	guest := newBrowser(t, p.base)
	none := guest.post("/api/join", map[string]string{"board": board.ID, "key": key})
	wrong := guest.post("/api/join", map[string]string{"board": board.ID, "key": key, "passphrase": "another one"})
	for _, a := range []answer{none, wrong} {
		if a.status != http.StatusUnauthorized || a.code() != "passphrase" || guest.cookie() != "" || !bytes.Equal(a.body, none.body) {
			t.Errorf("%d %s", a.status, a.body)
		}
	}
	// As keyboards write it: composed or not, and with blanks that were copied along.
	ok(t, guest.post("/api/join", map[string]string{"board": board.ID, "key": key, "passphrase": " Sieben IV Bru\u0308cken "}), nil)
	ok(t, guest.post("/api/join", map[string]string{"board": board.ID, "key": key}), nil) // the same person, again

	other := newBrowser(t, p.base)
	try := func(b *browser, words string) answer {
		return b.post("/api/join", map[string]string{"board": board.ID, "key": key, "passphrase": words})
	}
	// A browser that is known is stopped after ten, and others behind its address are not.
	known := newBrowser(t, p.base)
	known.join(board.ID, board.key("client"), "Emil")
	for range 10 {
		try(known, "a guess, and another")
	}
	if a := try(known, "Sieben IV Brücken"); a.status != http.StatusTooManyRequests || a.header.Get("Retry-After") == "" {
		t.Errorf("after ten wrong ones of a browser: %d %s", a.status, a.body)
	}
	ok(t, try(newBrowser(t, p.base), "Sieben IV Brücken"), nil)
	// Thirty of an address are all, whichever link of whichever board they are for.
	elsewhere := owner.newBoard("Two")
	theirs := owner.bounded(elsewhere.ID, "client", map[string]any{"passphrase": "another passphrase"})
	n := 11
	for ; n < 100; n++ {
		a := answer{}
		if a = try(other, "a guess, and another"); n%2 == 0 {
			a = other.post("/api/join", map[string]string{"board": elsewhere.ID, "key": theirs, "passphrase": "a guess"})
		}
		if a.status == http.StatusTooManyRequests {
			break
		}
	}
	if n < 20 || n > 32 {
		t.Errorf("an address was stopped after %d", n)
	}
	if a := try(other, "Sieben IV Brücken"); a.status != http.StatusTooManyRequests || a.header.Get("Retry-After") == "" {
		t.Errorf("after thirty wrong ones: %d %s", a.status, a.body)
	}
	// Other links of the board work from the same address.
	newBrowser(t, p.base).join(board.ID, board.key("client"), "Dora")
	// So does the code, which stands for the ordinary link.
	ok(t, newBrowser(t, p.base).post("/api/join", map[string]string{"code": owner.code(board.ID).Code}), nil)
}

// A-25, B-90, B-91: over every way there is, who waits gets not a byte of the board.
func TestWhoWaitsGetsNotAByte(t *testing.T) {
	const marker = "MARKERWORD"
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard(marker + " title")
	host := owner.door(board.ID, "ask")
	note := host.note("Says", marker+" note")
	host.does(note)
	guest := newBrowser(t, p.base)
	var in struct {
		Member string `json:"member"`
		Role   string `json:"role"`
	}
	a := guest.post("/api/join", map[string]string{"board": board.ID, "key": board.key("client"), "name": "Carla"})
	if json.Unmarshal(a.body, &in); a.status != http.StatusOK || in.Role != "waiting" || bytes.Contains(a.body, []byte(marker)) {
		t.Fatalf("joining: %d %s", a.status, a.body)
	}
	host.until("the facilitator sees who waits", func() bool {
		r := host.Shared[in.Member]
		return r != nil && r.F["waits"] == "client" && r.F["name"] == "Carla" && (r.F["role"] == nil || r.F["role"] == "none")
	})

	gone := newBrowser(t, p.base).get("/api/v1/boards/" + board.ID + "/me")
	var described struct {
		Paths map[string]map[string]any `json:"paths"`
	}
	ok(t, guest.get("/api/v1/openapi.json"), &described)
	asked := 0
	for path, methods := range described.Paths {
		if !strings.Contains(path, "{id}") || !strings.HasPrefix(path, "/api/v1/boards/") {
			continue
		}
		at := strings.ReplaceAll(path, "{id}", board.ID)
		for _, part := range []struct{ name, value string }{
			{"{role}", "client"}, {"{member}", in.Member}, {"{link}", uuid.NewString()}, {"{target}", uuid.NewString()}, {"{note}", note.ID},
		} {
			at = strings.ReplaceAll(at, part.name, part.value)
		}
		if strings.Contains(at, "{") {
			at = at[:strings.Index(at, "{")] + uuid.NewString()
		}
		for method := range methods {
			method = strings.ToUpper(method)
			body := ""
			if method == http.MethodPost {
				body = `{}`
			}
			a := guest.send(guest.request(method, at, body))
			asked++
			switch {
			case bytes.Contains(a.body, []byte(marker)):
				t.Errorf("%s %s tells %s", method, path, a.body)
			case strings.HasSuffix(path, "/me"):
				if !bytes.Contains(a.body, []byte(`"waiting"`)) {
					t.Errorf("me: %d %s", a.status, a.body)
				}
			case method == http.MethodGet && a.status != http.StatusUnprocessableEntity && !bytes.Equal(a.body, gone.body):
				t.Errorf("%s %s: %d %s, as it is not for a stranger", method, path, a.status, a.body)
			case a.status/100 == 2:
				t.Errorf("%s %s: %d %s", method, path, a.status, a.body)
			}
		}
	}
	if asked < 20 {
		t.Errorf("only %d addresses were asked", asked)
	}
	for _, path := range []string{"/export?format=markdown", "/export?format=csv", "/export?format=json", "/history", "/since", "/themes"} {
		if a := guest.get("/api/v1/boards/" + board.ID + path); a.status/100 == 2 || bytes.Contains(a.body, []byte(marker)) {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
	for _, path := range []string{"/b/" + board.ID, "/said/" + board.ID, "/embed/" + board.ID} {
		if a := guest.get(path); bytes.Contains(a.body, []byte(marker)) {
			t.Errorf("%s tells %s", path, a.body)
		}
	}
	// The live protocol, by both transports.
	if conn, _, err := guest.dial(board.ID, nil); err != nil {
		t.Error(err)
	} else {
		tab := newTab(guest, board.ID)
		conn.WriteMessage(1, tab.Hello())
		var heard []byte
		for {
			_, b, err := conn.ReadMessage()
			if err != nil {
				if closeCode(err) != 4003 {
					t.Errorf("the socket: %v", err)
				}
				break
			}
			heard = append(heard, b...)
		}
		if bytes.Contains(heard, []byte(marker)) || bytes.Contains(heard, []byte(`"snap"`)) {
			t.Errorf("the socket tells %s", heard)
		}
	}
	down, res := guest.stream(board.ID, nil)
	if down != nil {
		var heard []string
		for down.lines.Scan() {
			heard = append(heard, down.lines.Text())
		}
		if all := strings.Join(heard, "\n"); strings.Contains(all, marker) || strings.Contains(all, `"snap"`) {
			t.Errorf("the stream tells %s", all)
		}
	} else if bytes.Contains(res.body, []byte(marker)) {
		t.Errorf("the stream tells %s", res.body)
	}

	// Let in, they see it all the same as anybody.
	if code := host.does(setRole(in.Member, "client")); code != "" {
		t.Fatalf("letting in: %s", code)
	}
	var me struct {
		Role string `json:"role"`
	}
	ok(t, guest.get("/api/v1/boards/"+board.ID+"/me"), &me)
	if tab := guest.open(board.ID); me.Role != "client" || tab.Shared[note.ID] == nil {
		t.Errorf("let in as %q", me.Role)
	}
}

// B-92: who is not let in is told so, asking again changes nothing, and they may be let in later.
func TestNotLetIn(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	host := owner.door(board.ID, "ask")
	guest := newBrowser(t, p.base)
	in := guest.join(board.ID, board.key("client"), "Carla")
	host.until("the guest waits", func() bool { return host.Shared[in.Member] != nil })
	role := func() string {
		var me struct {
			Role string `json:"role"`
		}
		ok(t, guest.get("/api/v1/boards/"+board.ID+"/me"), &me)
		return me.Role
	}
	// They may say who they are while they wait.
	if again := guest.join(board.ID, board.key("client"), "Carla of Ticketshop"); again.Member != in.Member || again.Role != "waiting" {
		t.Errorf("again: %+v", again)
	}
	host.until("they are called so", func() bool { return host.Shared[in.Member].F["name"] == "Carla of Ticketshop" })
	host.does(boards.Op{Kind: boards.Set, ID: in.Member, F: map[string]any{"declined": true}})
	if got := role(); got != "declined" {
		t.Errorf("not let in, they are %q", got)
	}
	if again := guest.join(board.ID, board.key("team"), ""); again.Role != "declined" || again.Board.Title != "" {
		t.Errorf("by another link: %+v", again)
	}
	host.does(setRole(in.Member, "client"))
	if got := role(); got != "client" {
		t.Errorf("let in later, they are %q", got)
	}
	// Whoever is in stays in while the door asks, and comes back without asking (B-90).
	if again := guest.join(board.ID, board.key("client"), ""); again.Role != "client" {
		t.Errorf("back: %+v", again)
	}
	// Their link ended; by a new one they ask, as the same person (B-91).
	key := owner.bounded(board.ID, "client", map[string]any{"replace": true})
	if again := guest.join(board.ID, key, ""); again.Member != in.Member || again.Role != "waiting" {
		t.Errorf("by a new link: %+v", again)
	}
	host.does(boards.Op{Kind: boards.Set, ID: board.ID, F: map[string]any{"door": "open"}})
	if again := guest.join(board.ID, key, ""); again.Member != in.Member || again.Role != "client" {
		t.Errorf("once nobody asks: %+v", again)
	}
}

// A-27, B-93 (S-33, F40): the connections of who is removed end at once, over both transports; what was under way is refused,
// and they are told in plain words when they come again.
func TestRemovingSomebody(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	guest := newBrowser(t, p.base)
	in := guest.join(board.ID, board.key("client"), "Carla")
	tab, second := guest.open(board.ID), guest.open(board.ID)
	note := tab.note("Says", "stays")
	tab.does(note)
	host := owner.open(board.ID)
	began := time.Now()
	if code := host.does(setRole(in.Member, "none")); code != "" {
		t.Fatal(code)
	}
	// Written before they know.
	late := tab.note("Says", "too late")
	tab.write(tab.Do(false, late)...)
	for _, each := range []*tabEnd{{"the first", tab}, {"the second", second}} {
		if code := each.tab.ends(); code != 4003 {
			t.Errorf("%s connection ended with %d", each.name, code)
		}
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	down, res := guest.stream(board.ID, nil)
	if down != nil && down.lines.Scan() && strings.Contains(down.lines.Text(), "snap") {
		t.Errorf("the stream: %s", down.lines.Text())
	} else if down == nil && res.status/100 == 2 {
		t.Errorf("the stream: %d", res.status)
	}
	a := guest.send(guest.request(http.MethodPost, "/api/v1/boards/"+board.ID+"/mutations", `{"clients":["`+uuid.NewString()+`","`+uuid.NewString()+`"],"own":"`+strings.Repeat("s", 22)+`","frames":[]}`))
	if a.status/100 == 2 {
		t.Errorf("a post: %d %s", a.status, a.body)
	}
	for _, key := range []string{board.key("client"), board.key("team"), ""} {
		if key == "" {
			key = owner.bounded(board.ID, "client", map[string]any{"replace": true})
		}
		if a := guest.post("/api/join", map[string]string{"board": board.ID, "key": key}); a.status != http.StatusForbidden || a.code() != "removed" {
			t.Errorf("joining again: %d %s", a.status, a.body)
		}
	}
	host.until("the note stays, and nothing came after it", func() bool { return host.Shared[note.ID] != nil && host.Shared[late.ID] == nil })
	// Let back in, once a link of theirs works.
	host.does(setRole(in.Member, "client"))
	key := owner.bounded(board.ID, "client", nil)
	if again := guest.join(board.ID, key, ""); again.Member != in.Member || again.Role != "client" {
		t.Errorf("back: %+v", again)
	}
	guest.open(board.ID)
}

type tabEnd struct {
	name string
	tab  *tab
}

// earlier links let nobody in any more; who came by them stays.
func TestANewLinkWithoutAnybodyOut(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	tab := guest.open(board.ID)
	code := owner.code(board.ID).Code
	key := owner.bounded(board.ID, "client", map[string]any{"close": true})
	for _, in := range []map[string]string{{"board": board.ID, "key": board.key("client")}, {"code": code}} {
		if a := newBrowser(t, p.base).post("/api/join", in); a.status != http.StatusNotFound {
			t.Errorf("by what was before: %d %s", a.status, a.body)
		}
	}
	newBrowser(t, p.base).join(board.ID, key, "Dora")
	if code := tab.does(tab.note("Says", "I am still here")); code != "" {
		t.Errorf("who was there: %s", code)
	}
}

// A-30, B-94: one person, two devices; once, and by nobody else.
func TestContinuingOnAnotherDevice(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	phone, laptop := newBrowser(t, p.base), newBrowser(t, p.base)
	in := phone.join(board.ID, board.key("client"), "Carla")
	first := phone.open(board.ID)
	note := first.note("Says", "from the phone")
	first.does(note)
	hand := func(b *browser) string {
		var out struct {
			URL       string `json:"url"`
			ExpiresAt int64  `json:"expires_at"`
		}
		ok(t, b.post("/api/v1/boards/"+board.ID+"/handoff", map[string]any{}), &out)
		if left := time.Until(time.UnixMilli(out.ExpiresAt)); left < 9*time.Minute || left > 10*time.Minute {
			t.Errorf("it lasts %v", left)
		}
		where, key, _ := strings.Cut(out.URL, "#k=")
		if where != p.base+"/hand" || len(key) != 26 {
			t.Errorf("the address is %s", out.URL)
		}
		return key
	}
	old, key := hand(phone), hand(phone)
	stranger := newBrowser(t, p.base)
	wrong := stranger.post("/api/handoff", map[string]string{"key": "wrong"})
	if again := stranger.post("/api/handoff", map[string]string{"key": old}); again.status != wrong.status || !bytes.Equal(again.body, wrong.body) {
		t.Errorf("an earlier one: %d %s", again.status, again.body)
	}
	// Whoever is somebody here already is asked first.
	laptop.join(board.ID, board.key("team"), "Somebody else")
	for range 2 { // looking uses nothing up
		var seen struct {
			Board string `json:"board"`
			Title string `json:"title"`
			As    string `json:"as"`
			Name  string `json:"name"`
			Role  string `json:"role"`
			Here  *struct {
				Name  string `json:"name"`
				Stays bool   `json:"stays"`
			} `json:"here"`
		}
		ok(t, laptop.post("/api/handoff/look", map[string]string{"key": key}), &seen)
		if seen.Board != board.ID || seen.Title == "" || seen.As != "P1" || seen.Name != "Carla" || seen.Role != "client" ||
			seen.Here == nil || seen.Here.Name != "Somebody else" || seen.Here.Stays {
			t.Errorf("looked at: %+v", seen)
		}
	}
	if a := laptop.post("/api/handoff", map[string]string{"key": key}); a.status != http.StatusConflict {
		t.Errorf("somebody else, unasked: %d %s", a.status, a.body)
	}
	if a := owner.post("/api/handoff", map[string]any{"key": key, "replace": true}); a.status != http.StatusConflict {
		t.Errorf("the host: %d %s", a.status, a.body)
	}
	tom := p.member(owner, "member", "tom@example.com")
	tom.join(board.ID, board.key("team"), "Tom")
	for _, b := range []*browser{owner, tom} {
		var seen struct {
			Here struct {
				Stays bool `json:"stays"`
			} `json:"here"`
		}
		ok(t, b.post("/api/handoff/look", map[string]string{"key": key}), &seen)
		if !seen.Here.Stays {
			t.Error("who is signed in would not stay who they are")
		}
	}
	if a := tom.post("/api/handoff", map[string]any{"key": key, "replace": true}); a.status != http.StatusConflict {
		t.Errorf("somebody who is signed in: %d %s", a.status, a.body)
	}
	if a := stranger.post("/api/handoff/look", map[string]string{"key": old}); a.status != wrong.status || !bytes.Equal(a.body, wrong.body) {
		t.Errorf("looking at an earlier one: %d %s", a.status, a.body)
	}
	before := laptop.cookie()
	var out struct {
		Board  string `json:"board"`
		Member string `json:"member"`
		Role   string `json:"role"`
	}
	ok(t, laptop.post("/api/handoff", map[string]any{"key": key, "replace": true}), &out)
	if out.Board != board.ID || out.Member != in.Member || out.Role != "client" || laptop.cookie() == before {
		t.Errorf("handed over: %+v", out)
	}
	if again := stranger.post("/api/handoff", map[string]string{"key": key}); again.status != wrong.status || !bytes.Equal(again.body, wrong.body) || stranger.cookie() != "" {
		t.Errorf("a second time: %d %s", again.status, again.body)
	}
	// What they contributed says whose browser asks.
	var mine struct {
		Key string `json:"key"`
	}
	ok(t, phone.post("/api/v1/boards/"+board.ID+"/mine", map[string]any{}), &mine)
	for b, want := range map[*browser]bool{phone: true, laptop: true, stranger: false, owner: false} {
		var got struct {
			Self bool `json:"self"`
		}
		ok(t, b.post("/api/mine", map[string]string{"board": board.ID, "key": mine.Key}), &got)
		if got.Self != want {
			t.Errorf("asked by their own browser: %t, want %t", got.Self, want)
		}
	}
	second := laptop.open(board.ID)
	if code := second.does(boards.Op{Kind: boards.Set, ID: note.ID, F: map[string]any{"kind": "observation"}}); code != "" {
		t.Errorf("changing on the laptop what the phone wrote: %s", code)
	}
	// Both go when the link does.
	owner.bounded(board.ID, "client", map[string]any{"replace": true})
	for _, each := range []*tab{first, second} {
		if code := each.ends(); code != 4003 {
			t.Errorf("a device's connection ended with %d", code)
		}
	}
	// The owner's, who came by no link.
	phone2 := newBrowser(t, p.base)
	ok(t, phone2.post("/api/handoff", map[string]string{"key": hand(owner)}), &out)
	if out.Role != "facilitator" {
		t.Errorf("the owner's other device is %+v", out)
	}
	tab := phone2.open(board.ID)
	var links []linkLine
	ok(t, owner.get("/api/v1/boards/"+board.ID+"/links"), &links)
	device := links[len(links)-1]
	if device.Role != "device" || device.Joined != 1 {
		t.Errorf("in the list: %+v", device)
	}
	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/id/"+device.ID, "")), nil)
	if code := tab.ends(); code != 4003 {
		t.Errorf("a lost phone's connection ended with %d", code)
	}
	// Who was removed hands nothing on, nor does a stranger.
	if a := stranger.post("/api/v1/boards/"+board.ID+"/handoff", map[string]any{}); a.status != http.StatusNotFound {
		t.Errorf("a stranger hands on: %d", a.status)
	}
}

// links are the facilitator's alone, of their own board alone.
func TestLinksOneByOneAreTheFacilitators(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board, other := owner.newBoard("One"), owner.newBoard("Another")
	var links []linkLine
	ok(t, owner.get("/api/v1/boards/"+board.ID+"/links"), &links)
	team := newBrowser(t, p.base)
	team.join(board.ID, board.key("team"), "Mia")
	if a := team.send(team.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/id/"+links[0].ID, "")); a.status != http.StatusForbidden {
		t.Errorf("by the team: %d", a.status)
	}
	if a := owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+other.ID+"/links/id/"+links[0].ID, "")); a.status != http.StatusNotFound {
		t.Errorf("of another board: %d", a.status)
	}
	newBrowser(t, p.base).join(board.ID, board.key("team"), "Noa")
}

// A-38, B-90: whoever is on a board that asks, and comes by a link that gives more, asks for it and goes on as who they are.
func TestAPromotionIsAskedFor(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	host := owner.door(board.ID, "ask")
	guest := newBrowser(t, p.base)
	in := guest.join(board.ID, board.key("client"), "Carla")
	host.until("they wait", func() bool { return host.Shared[in.Member] != nil })
	host.does(setRole(in.Member, "client"))
	var again struct {
		Member, Role, Asks string
	}
	ask := func() {
		t.Helper()
		again.Asks = ""
		decodeFolded(t, guest.post("/api/join", map[string]string{"board": board.ID, "key": board.key("team")}), &again)
	}
	for range 3 {
		if ask(); again.Member != in.Member || again.Role != "client" || again.Asks != "team" {
			t.Fatalf("by a link for the team: %+v", again)
		}
	}
	host.until("the facilitator sees it", func() bool { return host.Shared[in.Member].F["waits"] == "team" })
	var me struct{ Role string }
	if decodeFolded(t, guest.get("/api/v1/boards/"+board.ID+"/me"), &me); me.Role != "client" {
		t.Errorf("meanwhile they are %s", me.Role)
	}
	host.does(boards.Op{Kind: boards.Set, ID: in.Member, F: map[string]any{"declined": true}})
	if ask(); again.Role != "client" || again.Asks != "" {
		t.Errorf("after a no: %+v", again)
	}
	host.does(setRole(in.Member, "team"))
	if ask(); again.Role != "team" || again.Asks != "" {
		t.Errorf("given: %+v", again)
	}
	// Where nobody asks, the link gives what it gives.
	other := newBrowser(t, p.base)
	host.does(boards.Op{Kind: boards.Set, ID: board.ID, F: map[string]any{"door": "open"}})
	other.join(board.ID, board.key("viewer"), "Vera")
	if again := other.join(board.ID, board.key("team"), ""); again.Role != "team" {
		t.Errorf("through the open door: %+v", again)
	}
}

// who asked by a link that lets nobody in any more comes in as what the link gives that they have.
func TestTheLowerOfTheTwo(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	host := owner.door(board.ID, "ask")
	guest := newBrowser(t, p.base)
	in := guest.join(board.ID, board.key("team"), "Carla")
	host.until("they wait", func() bool { return host.Shared[in.Member] != nil })
	owner.bounded(board.ID, "team", map[string]any{"close": true})
	host.does(boards.Op{Kind: boards.Set, ID: board.ID, F: map[string]any{"door": "open"}})
	if again := guest.join(board.ID, board.key("client"), ""); again.Member != in.Member || again.Role != "client" {
		t.Errorf("by the other link: %+v", again)
	}
	// They sit by it, and are out with it.
	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/client", "")), nil)
	if a := guest.get("/api/v1/boards/" + board.ID + "/me"); a.status != http.StatusNotFound {
		t.Errorf("when that ends: %d %s", a.status, a.body)
	}
}

// what leaves something behind each time is bounded by who does it; who waits says now and then who they are.
func TestActsAreBounded(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	guest := newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	stopped := func(what string, most int, do func(i int) answer) {
		t.Helper()
		n := 0
		for ; n < 5*most; n++ {
			a := do(n)
			if a.status == http.StatusTooManyRequests && a.code() == "rate" && a.header.Get("Retry-After") != "" {
				break
			}
			if a.status/100 != 2 && a.status != http.StatusConflict {
				t.Fatalf("%s, %d: %d %s", what, n+1, a.status, a.body)
			}
		}
		if n < most || n > 2*most+5 { // one more comes in a second
			t.Errorf("%s: stopped after %d, not %d", what, n, most)
		}
	}
	stopped("hand-offs", 10, func(int) answer { return guest.post("/api/v1/boards/"+board.ID+"/handoff", nil) })
	var mine struct{ Key string }
	decodeFolded(t, guest.post("/api/v1/boards/"+board.ID+"/mine", nil), &mine)
	stopped("keys", 9, func(int) answer { return guest.post("/api/v1/boards/"+board.ID+"/mine", nil) })
	stopped("links with a passphrase", 10, func(int) answer {
		return owner.post("/api/v1/boards/"+board.ID+"/links", map[string]any{"role": "client", "replace": true, "passphrase": "seven bridges"})
	})
	tab := owner.door(board.ID, "ask")
	waiting := newBrowser(t, p.base)
	in := waiting.join(board.ID, board.key("team"), "Ada")
	tab.until("they wait", func() bool { return tab.Shared[in.Member] != nil })
	stopped("names", 5, func(i int) answer {
		return waiting.post("/api/join", map[string]any{"board": board.ID, "key": board.key("team"), "name": fmt.Sprint("Ada ", i)})
	})
}

// of a link, so many wait or were not let in, and no more; others come by another link.
func TestADoorIsNotFilledByOneLink(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	owner.door(board.ID, "ask")
	n := 0
	for ; n < 200; n++ {
		a := newBrowser(t, p.base).post("/api/join", map[string]string{"board": board.ID, "key": board.key("client")})
		if a.status == http.StatusConflict {
			break
		}
		if a.status != http.StatusOK {
			t.Fatalf("%d: %d %s", n+1, a.status, a.body)
		}
	}
	if n != 100 {
		t.Errorf("%d wait", n)
	}
	key := owner.bounded(board.ID, "client", nil)
	if in := newBrowser(t, p.base).join(board.ID, key, ""); in.Role != "waiting" {
		t.Errorf("by another link: %+v", in)
	}
}
