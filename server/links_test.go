package main_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"feltboard/boards"

	"github.com/google/uuid"
)

// S-2
func TestWhatDoesNotWorkAnswersAlike(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board, other := owner.newBoard("One"), owner.newBoard("Another")
	ok(t, owner.send(owner.request(http.MethodDelete, "/api/v1/boards/"+board.ID+"/links/viewer", "")), nil)
	tries := map[string][2]string{
		"unknown board":        {uuid.NewString(), board.key("client")},
		"wrong key":            {board.ID, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
		"revoked key":          {board.ID, board.key("viewer")},
		"key of another":       {board.ID, other.key("client")},
		"neither":              {"x", "y"},
		"empty":                {"", ""},
		"key with white space": {board.ID, board.key("client") + " "},
	}
	var first []byte
	for name, try := range tries {
		b := newBrowser(t, p.base)
		a := b.post("/api/join", map[string]string{"board": try[0], "key": try[1]})
		if first == nil {
			first = a.body
		}
		if a.status != http.StatusNotFound || !bytes.Equal(a.body, first) || b.cookie() != "" {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	// The same for everything else that is asked of a board by somebody who is nobody there.
	guest := newBrowser(t, p.base)
	guest.join(other.ID, other.key("client"), "")
	for _, b := range []*browser{newBrowser(t, p.base), guest} {
		for _, path := range []string{"/me", "/links", "/export?format=markdown"} {
			for _, id := range []string{board.ID, uuid.NewString(), "x"} {
				if a := b.get("/api/v1/boards/" + id + path); a.status != http.StatusNotFound || !bytes.Equal(a.body, first) {
					t.Errorf("%s of %s: %d %s", path, id, a.status, a.body)
				}
			}
		}
	}
}

// S-2: whether a board exists cannot be told by the time it takes to say no. The medians of interleaved tries are compared,
// generously, as the machine is not ours alone.
func TestANoTakesTheSameTime(t *testing.T) {
	cfg := settings(t)
	cfg.Limits.JoinTriesPerMinute = 1 << 20
	p := start(t, cfg)
	board := p.owner().newBoard("One")
	b := newBrowser(t, p.base)
	times := map[bool][]time.Duration{}
	for range 150 {
		for _, known := range []bool{true, false} {
			id := board.ID
			if !known {
				id = uuid.NewString()
			}
			began := time.Now()
			b.post("/api/join", map[string]string{"board": id, "key": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
			times[known] = append(times[known], time.Since(began))
		}
	}
	median := func(d []time.Duration) float64 { slices.Sort(d); return d[len(d)/2].Seconds() }
	if ratio := median(times[true]) / median(times[false]); ratio < 0.7 || ratio > 1.4 {
		t.Errorf("a wrong key for a board that exists takes %.2f times as long", ratio)
	}
}

// S-1, S-30, A-35: guesses are answered alike, and then not at all; a room behind the same address gets in all the while, and
// phones with yesterday's link are no guesses.
func TestGuessingEndsIn429(t *testing.T) {
	cfg := settings(t)
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("One")
	ended := owner.bounded(board.ID, "client", nil)
	key := owner.bounded(board.ID, "client", map[string]any{"replace": true})
	b := newBrowser(t, p.base)
	try := func(key string) answer { return b.post("/api/join", map[string]string{"board": board.ID, "key": key}) }
	first := try(ended)
	for range 3 * cfg.Limits.JoinTriesPerMinute {
		if a := try(ended); a.status != http.StatusNotFound {
			t.Fatalf("an ended link: %d %s", a.status, a.body)
		}
	}
	n := 0
	for ; n < 10_000; n++ {
		a := try(fmt.Sprint("guess", n))
		if a.status == http.StatusTooManyRequests {
			if a.code() != "rate" || a.header.Get("Retry-After") == "" {
				t.Errorf("after the guesses: %d %s, Retry-After %q", a.status, a.body, a.header.Get("Retry-After"))
			}
			break
		}
		if a.status != http.StatusNotFound || !bytes.Equal(a.body, first.body) {
			t.Fatalf("guess %d: %d %s", n+1, a.status, a.body)
		}
	}
	if most := cfg.Limits.JoinTriesPerMinute; n < most || n > most+2 { // some come back while it runs
		t.Errorf("there were %d guesses, not %d", n, most)
	}
	// S-27: a forged header does not make another address of it.
	r := b.request(http.MethodPost, "/api/join", `{"board":"x","key":"y"}`)
	r.Header.Set("X-Forwarded-For", "203.0.113.9")
	if a := b.send(r); a.status != http.StatusTooManyRequests {
		t.Errorf("with a forged address: %d", a.status)
	}
	if a := try(ended); a.status != http.StatusTooManyRequests { // as a wrong one is answered now
		t.Errorf("the ended one now: %d", a.status)
	}
	// Whoever has a key comes in: of the board, to what they contributed, and to go on elsewhere.
	guest := newBrowser(t, p.base)
	guest.join(board.ID, key, "Carla")
	var mine struct{ Key string }
	decodeFolded(t, guest.post("/api/v1/boards/"+board.ID+"/mine", nil), &mine)
	if a := newBrowser(t, p.base).post("/api/mine", map[string]any{"board": board.ID, "key": mine.Key}); a.status != http.StatusOK {
		t.Errorf("what they contributed: %d %s", a.status, a.body)
	}
	if a := newBrowser(t, p.base).post("/api/mine", map[string]any{"board": board.ID, "key": mine.Key + "x"}); a.status != http.StatusTooManyRequests {
		t.Errorf("by a wrong key: %d %s", a.status, a.body)
	}
	var hand struct{ URL string }
	decodeFolded(t, guest.post("/api/v1/boards/"+board.ID+"/handoff", nil), &hand)
	_, secret, _ := strings.Cut(hand.URL, "#k=")
	if a := newBrowser(t, p.base).post("/api/handoff", map[string]string{"key": secret}); a.status != http.StatusOK {
		t.Errorf("another device: %d %s", a.status, a.body)
	}
}

func TestARoomBehindOneAddressGetsIn(t *testing.T) {
	p := start(t, settings(t))
	board := p.owner().newBoard("Room")
	for i := range 30 {
		newBrowser(t, p.base).join(board.ID, board.key("client"), fmt.Sprint("Guest ", i))
	}
}

// S-3
func TestRevokingALinkEndsWhatCameByIt(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	board := owner.newBoard("One")
	guest, team := newBrowser(t, p.base), newBrowser(t, p.base)
	guest.join(board.ID, board.key("client"), "Carla")
	team.join(board.ID, board.key("team"), "Mia")
	guestTab, teamTab := guest.open(board.ID), team.open(board.ID)

	began := time.Now()
	var link struct{ URL, Role string }
	decodeFolded(t, owner.post("/api/v1/boards/"+board.ID+"/links", map[string]string{"role": "client"}), &link)
	if code := guestTab.does(guestTab.note("Says", "another link changes nothing for me")); code != "" {
		t.Errorf("the guest's note after another link was made: %s", code)
	}
	decodeFolded(t, owner.post("/api/v1/boards/"+board.ID+"/links", map[string]any{"role": "client", "replace": true}), &link)
	if code := guestTab.ends(); code != 4003 {
		t.Errorf("the guest's connection ended with %d", code)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	if code := teamTab.does(teamTab.note("Says", "We are still here")); code != "" {
		t.Errorf("the team's note: %s", code)
	}
	if conn, _, err := guest.dial(board.ID, nil); err != nil {
		t.Error(err)
	} else if _, _, err := conn.ReadMessage(); closeCode(err) != 4003 {
		t.Errorf("connecting again: %v", err)
	}
	if a := guest.get("/api/v1/boards/" + board.ID + "/me"); a.status != http.StatusNotFound {
		t.Errorf("me: %d", a.status)
	}
	if a := newBrowser(t, p.base).post("/api/join", map[string]string{"board": board.ID, "key": board.key("client")}); a.status != http.StatusNotFound {
		t.Errorf("by the old link: %d", a.status)
	}
	renewed := made{ID: board.ID, Links: map[string]string{"client": link.URL}}
	newBrowser(t, p.base).join(board.ID, renewed.key("client"), "Dora")
	var links []struct {
		Role              string
		RevokedAt, Joined int64
	}
	decodeFolded(t, owner.get("/api/v1/boards/"+board.ID+"/links"), &links)
	if len(links) != 3 || links[1].Role != "client" || links[1].RevokedAt != 0 || links[1].Joined != 1 {
		t.Errorf("links: %+v", links)
	}
	for _, path := range []string{"/links"} {
		if a := team.get("/api/v1/boards/" + board.ID + path); a.status != http.StatusForbidden {
			t.Errorf("the team's %s: %d", path, a.status)
		}
	}
}

// S-4
func TestAPlantedCookieGainsNothing(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	one, two := owner.newBoard("One"), owner.newBoard("Two")
	attacker := newBrowser(t, p.base)
	attacker.join(one.ID, one.key("client"), "Eve")
	planted := attacker.cookie()

	victim := newBrowser(t, p.base)
	r := victim.request(http.MethodPost, "/api/join", fmt.Sprintf(`{"board":%q,"key":%q}`, two.ID, two.key("team")))
	r.AddCookie(&http.Cookie{Name: "s", Value: planted})
	ok(t, victim.send(r), nil)
	if victim.cookie() == planted || victim.cookie() == "" {
		t.Errorf("the cookie did not change")
	}
	if a := attacker.get("/api/v1/boards/" + two.ID + "/me"); a.status != http.StatusNotFound {
		t.Errorf("the attacker on the victim's board: %d", a.status)
	}
	setup := newBrowser(t, p.base)
	r = setup.request(http.MethodPost, "/api/setup", `{"token":"x","name":"Eve"}`)
	r.AddCookie(&http.Cookie{Name: "s", Value: planted})
	if a := setup.send(r); a.status != http.StatusNotFound || a.header.Get("Set-Cookie") != "" {
		t.Errorf("a used set-up link: %d", a.status)
	}
}

// S-5: who asks is known from the session, whatever the frame says.
func TestAFrameCannotSayWhoSendsIt(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	one, two := owner.newBoard("One"), owner.newBoard("Two")
	host, elsewhere := owner.open(one.ID), owner.open(two.ID)
	note, foreign := host.note("Says", "the team's"), elsewhere.note("Says", "on another board")
	for tab, n := range map[*tab]boards.Op{host: note, elsewhere: foreign} {
		if code := tab.does(n); code != "" {
			t.Fatal(code)
		}
	}
	var session string
	for id, r := range host.Shared {
		if r.Type == "session" {
			session = id
		}
	}
	set := func(id, field string, v any) boards.Op {
		return boards.Op{Kind: boards.Set, ID: id, F: map[string]any{field: v}}
	}
	for role, want := range map[string]boards.Code{"client": boards.Forbidden, "viewer": boards.Forbidden} {
		b := newBrowser(t, p.base)
		j := b.join(one.ID, one.key(role), "")
		tab := b.open(one.ID)
		for name, op := range map[string]boards.Op{
			"change the phase":     set(session, "phase", ""),
			"rename the board":     set(one.ID, "title", "Mine"),
			"become a facilitator": set(j.Member, "role", "facilitator"),
			"delete a note":        {Kind: boards.Del, ID: note.ID},
			"make an insight":      put("insight", map[string]any{"statement": "Mine"}),
			"set who wrote it":     put("note", map[string]any{"text": "x", "side": "customer", "kind": "quote", "state": "private", "place": map[string]any{"zone": tab.zone("Says"), "order": ""}}),
		} {
			if code := tab.does(op); code != want {
				t.Errorf("%s: %s: %q", role, name, code)
			}
		}
		if code := tab.does(boards.Op{Kind: boards.Del, ID: foreign.ID}); code != boards.NotFound {
			t.Errorf("%s: a note of another board: %q", role, code)
		}
	}
	// Another member's client id is not taken over.
	thief := newBrowser(t, p.base)
	thief.join(one.ID, one.key("client"), "")
	tab := newTab(thief, one.ID)
	tab.Named = host.Named
	if err := tab.connect(); err != nil {
		t.Fatal(err)
	}
	defer tab.disconnect()
	tab.until("the view is there", tab.Live)
	frame := fmt.Sprintf(`{"t":"mutate","c":%q,"n":1,"base":2,"ops":[{"op":"del","id":%q}]}`, host.Named, note.ID)
	if err := tab.write([]byte(frame)); err != nil {
		t.Fatal(err)
	}
	var heard []byte
	tab.keep = true
	tab.until("it is refused", func() bool {
		for _, f := range tab.heard {
			if bytes.Contains(f, []byte(`"nack"`)) || bytes.Contains(f, []byte(`"ack"`)) {
				heard = f
			}
		}
		return heard != nil
	})
	if !bytes.Contains(heard, []byte(`"client_taken"`)) {
		t.Errorf("another's client id: %s", heard)
	}
	if code := host.does(set(note.ID, "kind", "data")); code != "" {
		t.Errorf("the host, after all that: %s", code)
	}
	// A frame that names an actor is no frame.
	liar := newBrowser(t, p.base)
	liar.join(one.ID, one.key("client"), "")
	last := liar.open(one.ID)
	if err := last.write([]byte(fmt.Sprintf(`{"t":"mutate","actor":%q,"c":%q,"n":1,"base":2,"ops":[]}`, host.Member, last.Named))); err != nil {
		t.Fatal(err)
	}
	if code := last.ends(); code != 4001 {
		t.Errorf("a frame with an actor: %d", code)
	}
}

// S-30: a link that is full leaves nothing on the board, however many come at once; a board's members are bounded, too.
func TestALinkThatIsFullMakesNoMembers(t *testing.T) {
	cfg := settings(t)
	cfg.Limits.JoinsPerLink = 3
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("One")
	client := newBrowser(t, p.base)
	client.join(board.ID, board.key("client"), "Carla")
	var in atomic.Int64
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			switch a := newBrowser(t, p.base).post("/api/join", map[string]string{"board": board.ID, "key": board.key("team")}); {
			case a.status == http.StatusOK:
				in.Add(1)
			case a.code() != "conflict":
				t.Errorf("%d %s", a.status, a.body)
			}
		})
	}
	all.Wait()
	if n := in.Load(); n < 1 || n > 3 {
		t.Errorf("%d came in by a link for 3", n)
	}
	for in.Load() < 3 {
		newBrowser(t, p.base).join(board.ID, board.key("team"), "")
		in.Add(1)
	}
	if a := client.post("/api/join", map[string]string{"board": board.ID, "key": board.key("team")}); a.code() != "conflict" {
		t.Errorf("more by a full link: %d %s", a.status, a.body)
	}
	roles := map[any]int{}
	for _, r := range owner.open(board.ID).Shared {
		if r.Type == "member" {
			roles[r.F["role"]]++
		}
	}
	if want := map[any]int{"facilitator": 1, "team": 3, "client": 1}; !maps.Equal(roles, want) {
		t.Errorf("members %v, want %v", roles, want)
	}
}
