package realtime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/realtime/bus"
)

// streamer is a client whose frames come down a connection and whose mutations go up by posts, to any node.
type streamer struct {
	*client
	at string // of the newest position; "" in the middle of a turn
}

// stream joins as a client that posts.
func (w *world) stream(member string) *streamer {
	w.t.Helper()
	s := &streamer{client: w.connect(member)}
	s.send(map[string]any{"t": "hello", "v": 1, "clients": s.clients[:], "own": s.own, "posts": true})
	s.placed()
	return s
}

// placed takes frames in up to the next position.
func (s *streamer) placed() {
	s.t.Helper()
	s.at = s.until("at", nil)["at"].(string)
}

// body is a post of mutations whose text edits are based on at.
func (s *streamer) body(at string, lane int, all ...[]any) []byte {
	frames := []any{}
	for _, ops := range all {
		s.n[lane]++
		frames = append(frames, map[string]any{"t": "mutate", "c": s.clients[lane], "n": s.n[lane], "at": at, "ops": ops})
	}
	b, err := json.Marshal(map[string]any{"clients": s.clients[:], "own": s.own, "frames": frames})
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

// post gives a body to a node and returns the codes of its refusals by number.
func (s *streamer) post(w *world, member string, body []byte) map[int64]string {
	s.t.Helper()
	nacks, err := w.hub.Post(context.Background(), w.board, Identity{Member: member}, body, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return codes(s.t, nacks)
}

func codes(t *testing.T, nacks [][]byte) map[int64]string {
	t.Helper()
	out := map[int64]string{}
	for _, b := range nacks {
		var f struct {
			N    int64
			Code string
		}
		if err := json.Unmarshal(b, &f); err != nil {
			t.Fatal(err)
		}
		out[f.N] = f.Code
	}
	return out
}

func TestR40APostIsAcknowledgedOnTheStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna, ben := w.member(boards.Team), w.member(boards.Team)
		s, c := w.stream(anna), w.join(ben)
		x, y := id(), id()
		if refused := s.post(w, anna, s.body(s.at, 0, []any{w.note(x, "one")}, []any{w.note(y, "two")})); len(refused) > 0 {
			t.Fatalf("refused: %v", refused)
		}
		for n := int64(1); n <= 2; n++ {
			if code := s.answered(0, n); code != "" {
				t.Fatalf("%d was refused with %s", n, code)
			}
		}
		s.placed()
		anon := id()
		if refused := s.post(w, anna, s.body(s.at, 1, []any{w.note(anon, "nobody's", "anon", true)})); len(refused) > 0 {
			t.Fatalf("refused: %v", refused)
		}
		if code := s.answered(1, 1); code != "" {
			t.Fatalf("refused with %s", code)
		}
		ack := s.raw[slices.IndexFunc(s.raw, func(f map[string]any) bool { return f["t"] == "ack" })]
		if row := ack["a"].([]any)[0].([]any); row[2] == int64(-1) && row[3] == int64(-1) {
			t.Errorf("the ack %v names no place", ack)
		}
		c.sees(has(anon))
		w.agrees(c, ben)
		w.agrees(s.client, anna)
		time.Sleep(6 * time.Second) // a beat counts what was told
		s.takeAll()
	})
}

func TestR11RefusalsOfAPostComeWithIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna, eve := w.member(boards.Team), w.member(boards.Observer)
		s, o := w.stream(anna), w.stream(eve)
		x := id()
		body := s.body(s.at, 0, []any{w.note(x, "one")}, []any{map[string]any{"op": "del", "id": id()}}, []any{w.note(id(), "three")})
		want := map[int64]string{2: "not_found"}
		for range 3 { // sent again, it is answered again
			if got := s.post(w, anna, body); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("refused %v, want %v", got, want)
			}
		}
		for _, n := range []int64{1, 3} {
			if code := s.answered(0, n); code != "" {
				t.Errorf("%d: %s", n, code)
			}
		}
		if got := o.post(w, eve, o.body(o.at, 0, []any{w.note(id(), "an observer's")})); got[1] != "forbidden" {
			t.Errorf("an observer writes: %v", got)
		}
		if got := o.post(w, eve, s.body(o.at, 0, []any{w.note(id(), "by another's id")})); got[4] != "client_taken" {
			t.Errorf("somebody else's client id: %v", got)
		}
		if refused := s.post(w, anna, bytes.Replace(s.body(s.at, 0, []any{w.note(id(), "five")}), []byte(`"n":5`), []byte(`"n":9`), 1)); refused[9] != "gap" {
			t.Errorf("a gap: %v", refused)
		}
	})
}

// The mixed case: two people edit one text, one over a connection, one by posts to another node, always on what they last saw.
func TestR13PostsMergeByCharacter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &bus.Net{}
		one, two := twins(t, Options{Key: [32]byte{1}}, net.Node(), net.Node())
		anna, ben := one.member(boards.Team), one.member(boards.Team)
		s, c := one.stream(anna), two.join(ben)
		x := id()
		c.answered(0, c.mutate(0, one.note(x, "<>")))
		s.sees(has(x))
		s.placed()
		for i := range 30 {
			late := s.at
			op := func(words string) map[string]any {
				return map[string]any{"op": "text", "id": x, "field": "text", "edit": []any{int64(1), words}}
			}
			nb := c.mutate(0, op(fmt.Sprintf("b%d,", i)))
			node := []*world{one, two}[i%2]
			if refused := s.post(node, anna, s.body(late, 0, []any{op(fmt.Sprintf("a%d,", i))})); len(refused) > 0 {
				t.Fatalf("round %d: %v", i, refused)
			}
			if code := c.answered(0, nb); code != "" {
				t.Fatalf("round %d: %s", i, code)
			}
			if code := s.answered(0, s.n[0]); code != "" {
				t.Fatalf("round %d: %s", i, code)
			}
			synctest.Wait()
			for _, f := range append(drain(s.client), drain(c)...) {
				if f["t"] == "at" {
					s.at = f["at"].(string)
				}
			}
		}
		one.agrees(s.client, anna)
		two.agrees(c, ben)
		words := s.view()[x]["f"].(map[string]any)["text"].(string)
		for i := range 30 {
			if strings.Count(words, fmt.Sprintf("a%d,", i)) != 1 || strings.Count(words, fmt.Sprintf("b%d,", i)) != 1 {
				t.Fatalf("round %d is not there once: %q", i, words)
			}
		}
	})
}

// drain takes in all that was sent and returns it.
func drain(c *client) []map[string]any {
	n := len(c.raw)
	c.takeAll()
	return c.raw[n:]
}

func TestAPositionThatIsNoneIsStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, other := newWorld(t, Options{}), newWorld(t, Options{})
		anna, ben := w.member(boards.Team), other.member(boards.Team)
		s, elsewhere := w.stream(anna), other.stream(ben)
		x := id()
		s.post(w, anna, s.body(s.at, 0, []any{w.note(x, "ab")}))
		s.placed()
		op := map[string]any{"op": "text", "id": x, "field": "text", "edit": []any{int64(2), "c"}}
		for name, at := range map[string]string{
			"none": "", "of another board and key": elsewhere.at, "cut": s.at[1:], "changed": "A" + s.at[1:len(s.at)-1] + "A", "long": strings.Repeat("A", 1000),
		} {
			if got := s.post(w, anna, s.body(at, 0, []any{op})); got[s.n[0]] != "stale_base" {
				t.Errorf("%s: %v", name, got)
			}
			s.n[0]--
		}
		if got := s.post(w, anna, s.body(s.at, 0, []any{op})); len(got) > 0 {
			t.Errorf("the newest: %v", got)
		}
	})
}

func TestR30HostilePosts(t *testing.T) {
	metrics := &Metrics{}
	w := newWorld(t, Options{Metrics: metrics})
	anna := w.member(boards.Team)
	s := w.stream(anna)
	good := string(s.body(s.at, 0, []any{map[string]any{"op": "del", "id": id()}}))
	with := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("%s is not in %s", old, good)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, c := range map[string]struct {
		body string
		code CloseCode
	}{
		"empty": {"", CloseBadFrame}, "not json": {"xyzzy{", CloseBadFrame}, "a list": {"[]", CloseBadFrame},
		"a missing field": {with(`"n":1,`, ``), CloseBadFrame}, "an extra field": {with(`"n":1`, `"n":1,"x":1`), CloseBadFrame},
		"an extra field outside": {with(`"own"`, `"member":"x","own"`), CloseBadFrame},
		"a field twice":          {with(`"n":1`, `"n":1,"n":1`), CloseBadFrame}, "in capitals": {with(`"own"`, `"OWN"`), CloseBadFrame},
		"a wrong type": {with(`"n":1`, `"n":"1"`), CloseBadFrame}, "n = 0": {with(`"n":1`, `"n":0`), CloseBadFrame},
		"2^63": {with(`"n":1`, `"n":9223372036854775808`), CloseBadFrame}, "-0": {with(`"n":1`, `"n":-0`), CloseBadFrame},
		"1e999": {with(`"n":1`, `"n":1e999`), CloseBadFrame}, "NaN": {with(`"n":1`, `"n":NaN`), CloseBadFrame},
		"a base": {with(`"n":1`, `"n":1,"base":1`), CloseBadFrame}, "another frame": {with(`"t":"mutate"`, `"t":"presence"`), CloseBadFrame},
		"a frame that is none": {with(`"frames":[`, `"frames":[1,`), CloseBadFrame},
		"no secret":            {with(s.own, "short"), CloseBadFrame}, "one client": {with(`,"`+s.clients[1]+`"`, ``), CloseBadFrame},
		"a client of nobody": {with(`"c":"`+s.clients[0], `"c":"`+id()), CloseBadFrame},
		"unknown op":         {with(`"op":"del"`, `"op":"xyzzy"`), CloseBadFrame}, "__proto__": {with(`"own"`, `"__proto__":{},"own"`), CloseBadFrame},
		"deep":           {strings.Repeat("[", 10000) + strings.Repeat("]", 10000), CloseBadFrame},
		"a surrogate":    {with(s.at, `\ud800`), CloseBadFrame},
		"not utf-8":      {with(s.at, "\xff"), CloseNotUTF8},
		"64 KiB and one": {strings.Repeat(" ", 64<<10+1), CloseTooBig},
		"65 mutations":   {with(`"frames":[`, `"frames":[`+strings.Repeat(good[strings.Index(good, `"frames":[`)+10:len(good)-2]+",", 64)), CloseBadFrame},
	} {
		_, err := w.hub.Post(t.Context(), w.board, Identity{Member: anna}, []byte(c.body), nil)
		var closed *CloseError
		if !errors.As(err, &closed) || closed.Code != c.code {
			t.Errorf("%s: %v, want %v", name, err, c.code)
		}
	}
	if n := metrics.Panics.Load(); n > 0 {
		t.Errorf("%d panics", n)
	}
	if _, err := w.hub.Post(t.Context(), id(), Identity{Member: anna}, []byte(good), nil); closeFor(err) != CloseNoBoard {
		t.Errorf("no board: %v", err)
	}
	_, err := w.hub.Post(t.Context(), w.board, Identity{Member: id()}, []byte(good), nil)
	if closed, ok := errors.AsType[*CloseError](err); !ok || closed.Code != CloseRevoked {
		t.Errorf("nobody of this board: %v", err)
	}
	if got := s.post(w, anna, []byte(good)); got[1] != "not_found" {
		t.Errorf("the good one: %v", got)
	}
}

// What a kick catches is not decided, even if it was looked at before.
func TestAPostEndsWithItsLink(t *testing.T) {
	w := newWorld(t, Options{})
	anna := w.member(boards.Team)
	s := w.stream(anna)
	body := s.body(s.at, 0, []any{w.note(id(), "too late")})
	head, _ := w.log.Heads(t.Context(), []string{w.board})
	_, err := w.hub.Post(t.Context(), w.board, Identity{Member: anna, Link: "link"}, body, func(context.Context) error {
		w.hub.Disconnect(w.board, func(who Identity) bool { return who.Link == "link" }, CloseRevoked)
		return nil
	})
	if closed, ok := errors.AsType[*CloseError](err); !ok || closed.Code != CloseRevoked {
		t.Errorf("revoked meanwhile: %v", err)
	}
	gone := errors.New("revoked before")
	if _, err := w.hub.Post(t.Context(), w.board, Identity{Member: anna}, body, func(context.Context) error { return gone }); err != gone {
		t.Errorf("revoked before: %v", err)
	}
	if now, _ := w.log.Heads(t.Context(), []string{w.board}); now[w.board] != head[w.board] {
		t.Error("something was committed")
	}
}

func TestAMembersPostsShareTheirRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{Limits: Limits{Rate: 1, Burst: 10}})
		anna := w.member(boards.Team)
		s, c := w.stream(anna), w.join(anna)
		var all [][]any
		for range 8 {
			all = append(all, []any{w.note(id(), "x")})
		}
		if got := s.post(w, anna, s.body(s.at, 0, all...)); len(got) > 0 {
			t.Fatalf("%v", got)
		}
		for range 2 {
			if code := c.answered(0, c.mutate(0, w.note(id(), "y"))); code != "" {
				t.Fatal(code)
			}
		}
		if code := c.answered(0, c.mutate(0, w.note(id(), "y"))); code != "rate" {
			t.Errorf("the connection is told %q after the post", code)
		}
		if got := s.post(w, anna, s.body(s.at, 0, []any{w.note(id(), "z")})); got[9] != "rate" {
			t.Errorf("the post is told %v after the connection", got)
		}
	})
}

// While a board does not answer, one member cannot fill the memory with what they ask of it; others are not kept from it.
func TestAMembersPostsAreFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna, bert := w.member(boards.Team), w.member(boards.Team)
		post := func(member string, again func(context.Context) error) error {
			body := fmt.Appendf(nil, `{"clients":[%q,%q],"own":%q,"frames":[]}`, id(), id(), strings.Repeat("o", 22))
			_, err := w.hub.Post(t.Context(), w.board, Identity{Member: member}, body, again)
			return err
		}
		answer := make(chan struct{})
		for range maxPosts {
			go post(anna, func(context.Context) error { <-answer; return nil })
		}
		synctest.Wait()
		if err := post(anna, nil); err != ErrPosts {
			t.Errorf("one more: %v", err)
		}
		if err := post(bert, nil); err != nil {
			t.Errorf("somebody else: %v", err)
		}
		close(answer)
		synctest.Wait()
		if err := post(anna, nil); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

func TestAPostToANodeWithoutTheBoard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &bus.Net{}
		one, two := twins(t, Options{Key: [32]byte{1}}, net.Node(), net.Node())
		anna := one.member(boards.Team)
		s := one.stream(anna)
		x := id()
		s.post(two, anna, s.body(s.at, 0, []any{one.note(x, "by the other node")}))
		if code := s.answered(0, 1); code != "" {
			t.Fatal(code)
		}
		s.placed()
		edit := map[string]any{"op": "text", "id": x, "field": "text", "edit": []any{int64(17), "!"}}
		if got := s.post(two, anna, s.body(s.at, 0, []any{edit})); len(got) > 0 {
			t.Fatal(got)
		}
		s.answered(0, 2)
		one.agrees(s.client, anna)
		two.hub.Drain(context.Background())
		if _, err := two.hub.Post(context.Background(), two.board, Identity{Member: anna}, s.body(s.at, 0, []any{edit}), nil); err != ErrClosed {
			t.Errorf("a node that leaves says %v", err)
		}
	})
}

func TestAPollSaysOneThing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna, ben := w.member(boards.Team), w.member(boards.Team)
		writer := w.join(ben)
		writer.until("here", nil)
		var token string
		s := &streamer{}
		ask := func(poll string) []map[string]any {
			t.Helper()
			old := s.client
			s.client = w.connect(anna)
			if old != nil {
				s.clients, s.own, s.n = old.clients, old.own, old.n
				s.forget()
				s.shared, s.mine = old.shared, old.mine
			}
			hello := map[string]any{"t": "hello", "v": 1, "clients": s.clients[:], "own": s.own, "posts": true, "poll": poll}
			if token != "" {
				hello["token"] = token
			}
			s.send(hello)
			if closed, ok := errors.AsType[*CloseError](<-s.ended); !ok || closed.Code != CloseDone {
				t.Fatalf("a poll ends with %v", closed)
			}
			s.takeAll()
			last := s.raw[len(s.raw)-1]
			if last["t"] != "at" || s.raw[len(s.raw)-2]["t"] != "beat" {
				t.Errorf("the last frames are %v", tail(s.raw, 2))
			}
			s.at, token = last["at"].(string), s.raw[len(s.raw)-2]["token"].(string)
			return s.raw
		}
		kinds := func(frames []map[string]any) string {
			var all []string
			for _, f := range frames {
				if f["t"] != "here" {
					all = append(all, f["t"].(string))
				}
			}
			return strings.Join(all, " ")
		}
		if got := kinds(ask(pollNow)); got != "welcome snap own at beat at" {
			t.Errorf("the first poll says %s", got)
		}
		if got := kinds(ask(pollNow)); got != "welcome catch at beat at" {
			t.Errorf("a poll that wants an answer at once gets %s", got)
		}
		x := id()
		time.AfterFunc(3*time.Second, func() { writer.mutate(0, w.note(x, "new")) })
		start := time.Now()
		if got := kinds(ask(pollWait)); got != "welcome catch at chg at beat at" || time.Since(start) != 3*time.Second {
			t.Errorf("after %v a poll says %s", time.Since(start), got)
		}
		if !has(x)(s.view()) {
			t.Error("the note is missing")
		}
		time.AfterFunc(time.Second, func() {
			if got := s.post(w, anna, s.body(s.at, 0, []any{map[string]any{"op": "del", "id": x}})); len(got) > 0 {
				t.Error(got)
			}
		})
		if got := kinds(ask(pollWait)); got != "welcome catch at ack own chg at beat at" && got != "welcome catch at ack chg at beat at" {
			t.Errorf("of its own change a poll says %s", got)
		}
		start = time.Now()
		if got := kinds(ask(pollWait)); got != "welcome catch at beat at" || time.Since(start) < 10*time.Second || time.Since(start) > 20*time.Second {
			t.Errorf("where nothing happens, after %v: %s", time.Since(start), got)
		}
		// between two polls nobody sees them leave
		synctest.Wait()
		for _, f := range drain(writer) {
			if f["t"] == "presence" && len(f["left"].([]any)) > 0 {
				t.Errorf("somebody left: %v", f)
			}
			if f["t"] == "here" && len(f["members"].([]any)) != 2 {
				t.Errorf("somebody is not there: %v", f)
			}
		}
		time.Sleep(15 * time.Second)
		writer.until("here", func(f map[string]any) bool { return len(f["members"].([]any)) == 1 })
	})
}

// On another node, whose tokens are others, a poll that says what its client holds is sent nothing that is there already.
func TestAPollOnAnotherNodeBringsNothingTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		net := &bus.Net{}
		one, two := twins(t, Options{}, net.Node(), net.Node())
		anna, ben := one.member(boards.Team), one.member(boards.Team)
		c := one.join(anna)
		c.answered(0, c.mutate(0, one.note(id(), "mine")))
		writer := one.join(ben)
		poll := func(how string) *client {
			p := two.connect(anna)
			p.send(map[string]any{
				"t": "hello", "v": 1, "clients": p.clients[:], "own": c.own, "posts": true, "poll": how, "token": "of the other node",
				"have": []string{digestOf(t, c.shared), digestOf(t, c.mine)},
			})
			return p
		}
		one.agrees(c, anna)
		p := poll(pollNow)
		catch := p.until("catch", nil)
		if len(catch["shared"].([]any))+len(catch["own"].([]any)) > 0 {
			t.Errorf("sent %v", catch)
		}
		p = poll(pollWait)
		p.until("catch", nil)
		x := id()
		writer.mutate(0, one.note(x, "new"))
		p.until("chg", nil)
		p = poll(pollWait) // by now it is behind
		p.until("snap", nil)
		for name, have := range map[string]any{"one": []string{"x"}, "none": []string{"", ""}, "long": []string{strings.Repeat("x", 200), "y"}, "numbers": []int{1, 2}} {
			p := two.connect(anna)
			p.send(map[string]any{"t": "hello", "v": 1, "clients": p.clients[:], "own": c.own, "poll": pollWait, "have": have})
			if code := p.closedWith(); code != CloseBadFrame {
				t.Errorf("%s: %v", name, code)
			}
		}
	})
}

// Invariant 7: what somebody else writes hidden brings no frame, and a position that looks like any other.
func TestPositionsTellNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		anna, ben := w.member(boards.Client), w.member(boards.Client)
		w.toPhase(1) // everybody writes for themselves
		s, writer := w.stream(anna), w.stream(ben)
		drain(s.client)
		before := len(s.raw)
		for range 50 {
			if got := writer.post(w, ben, writer.body(writer.at, 0, []any{w.note(id(), "hidden", "side", "customer")})); len(got) > 0 {
				t.Fatal(got)
			}
		}
		synctest.Wait()
		for _, f := range drain(s.client) {
			if f["t"] != "here" && f["t"] != "beat" && f["t"] != "at" {
				t.Errorf("told of what is hidden: %v", f)
			}
			if f["t"] == "at" {
				t.Error("a position came by itself")
			}
		}
		time.Sleep(30 * time.Second)
		s.takeAll()
		seen := map[string]bool{}
		for _, f := range s.raw[before:] {
			if f["t"] != "at" {
				continue
			}
			at := f["at"].(string)
			if len(at) != len(s.at) || seen[at] {
				t.Errorf("a position of another form, or twice: %s", at)
			}
			seen[at] = true
		}
		if len(seen) < 5 {
			t.Errorf("%d positions in half a minute of beats", len(seen))
		}
	})
}
