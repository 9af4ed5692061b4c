package failure

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"feltboard/boards"
	"feltboard/boards/fixture"
	"feltboard/boards/text"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/gorilla/websocket"
)

// shape is who writes how much.
type shape struct {
	writers, boards int
	stroke          time.Duration // between two acts of one writer, give or take a half
	impatient       bool          // they come back at once, instead of waiting as browsers do
	wide            bool          // half notes, and no typing: for a crowd
	words           string        // what a note says beside its number
}

// crew is people who go on writing whatever happens to the servers.
type crew struct {
	r      *run
	at     *stand
	record *Record
	shape  shape
	owner  *person
	boards []*place
	action string // an action on the first board, for exports

	writers []*writer
	stop    chan struct{} // closed when nothing new is to be written
	leave   chan struct{} // closed when the writers are to go
	done    sync.WaitGroup
	idle    atomic.Int64 // writers with nothing unanswered and a token to resume by, once stopped
}

type writer struct {
	*tab
	crew  *crew
	i     int
	place *place
	rng   *rand.Rand
	base  string // the node to go to; "" is the front
	away  time.Time
}

// plain is the id of the template of fixture.Plain, which begins in the open.
func (c *crew) plain() string {
	var kept struct{ ID string }
	c.r.must(c.owner.call(c.at.front(), http.MethodPost, "/api/v1/templates", jsontext.Value(fixture.Plain), &kept))
	return kept.ID
}

// newCrew makes the boards and lets everybody join; nobody writes yet.
func newCrew(r *run, at *stand, s shape) *crew {
	c := &crew{r: r, at: at, record: NewRecord(), shape: s, stop: make(chan struct{}), leave: make(chan struct{})}
	c.owner = newPerson(at.origin)
	r.must(c.owner.call(at.nodes[0].Base, http.MethodPost, "/api/setup", map[string]string{"token": at.setup, "name": "Ada"}, nil))
	plain := c.plain()
	for i := range s.boards {
		p := &place{}
		r.must(c.owner.call(at.front(), http.MethodPost, "/api/v1/boards", map[string]string{"template": plain, "title": fmt.Sprint("Board ", i)}, p))
		c.boards = append(c.boards, p)
		host := newTab(c.owner, p.ID, "the host", c.record)
		r.must(host.connect(at.front()))
		r.must(host.until(host.Live))
		for range 3 {
			note := host.note(r.rng, "the same note for all")
			r.must(host.ask(note))
			p.notes = append(p.notes, note.ID)
		}
		if i == 0 {
			insight := put("insight", map[string]any{"statement": "Seats vanish.", "evidence": []any{p.notes[0]}})
			action := put("action", map[string]any{"title": "Hold the seats", "insights": []any{insight.ID}})
			r.must(host.ask(insight))
			r.must(host.ask(action))
			c.action = action.ID
		}
		r.must(host.until(func() bool { return len(host.Pending) == 0 }))
		host.disconnect()
	}
	var joining sync.WaitGroup
	slots := make(chan struct{}, 8)
	c.writers = make([]*writer, s.writers)
	for i := range c.writers {
		joining.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			p := c.boards[i%s.boards]
			who := newPerson(at.origin)
			role := "team"
			if i/s.boards%2 == 1 {
				role = "client" // two audiences
			}
			if err := who.join(at.front(), p, role, fmt.Sprint("Writer ", i)); err != nil {
				c.record.Problem("writer %d cannot join: %v", i, err)
				return
			}
			c.writers[i] = &writer{
				tab: newTab(who, p.ID, fmt.Sprint("writer ", i), c.record), crew: c, i: i, place: p,
				rng: rand.New(rand.NewPCG(r.seed, uint64(i+1))),
			}
			c.writers[i].full = true
		})
	}
	joining.Wait()
	c.fine()
	return c
}

// fine ends the run if somebody has seen what must not be.
func (c *crew) fine() {
	c.r.Helper()
	if p := c.record.Problems(); len(p) > 0 {
		c.r.Fatalf("%d problems, first %v\n%s", len(p), p[:min(5, len(p))], c.at.logs())
	}
}

// write lets everybody write until stop, and go on until everything is answered.
func (c *crew) write() {
	for _, w := range c.writers {
		c.done.Go(w.work)
	}
	c.progress("everybody begins", len(c.writers))
}

// span lets people write until so many sightings of each other's notes have been counted under a name, and returns those so
// far.
func (c *crew) span(name string, sightings int) Delays {
	c.r.Helper()
	before := c.record.Delays(name).N()
	c.record.Call(name)
	c.r.wait(name+": enough is seen", func() bool { return c.record.Delays(name).N() >= before+sightings })
	c.record.Call("")
	return c.record.Delays(name)
}

// progress waits for so many more answers.
func (c *crew) progress(what string, n int) time.Duration {
	c.r.Helper()
	before := c.record.Answers()
	return c.r.wait(what, func() bool { return c.record.Answers() >= before+n })
}

// work connects, writes, and connects again, until it is to leave.
func (w *writer) work() {
	idle := false
	wait := backoff{rng: w.rng}
	pause := func(d time.Duration) (again bool) {
		select {
		case <-time.After(d):
			return true
		case <-w.crew.leave:
			return false
		}
	}
	for {
		base := w.base
		if base == "" {
			base = w.crew.at.front()
		}
		err := w.connect(base)
		var stable time.Time
		if err == nil {
			err = w.converse(&idle, &stable)
		}
		code := 0
		if w.ws != nil {
			w.disconnect()
			code = closeCode(w.closed)
			if w.away.IsZero() {
				w.away = time.Now()
				w.crew.record.Closed(code)
			}
		}
		bye := w.bye
		if err == nil {
			return // it left
		}
		if errors.Is(err, websocket.ErrBadHandshake) {
			bye = -1
		}
		if !stable.IsZero() && time.Since(stable) > 10*time.Second {
			wait.tries = 0
		}
		d := time.Duration(5+w.rng.IntN(20)) * time.Millisecond
		switch {
		case w.crew.shape.impatient:
		case bye >= 0:
			d = bye
		case code == 1013:
			d = wait.next(2 * time.Second)
		default:
			d = wait.next(0)
		}
		w.bye, w.closed = -1, nil
		if !pause(d) {
			return
		}
	}
}

// converse lives through one connection. It returns nil if it is to leave for good.
func (w *writer) converse(idle *bool, stable *time.Time) error {
	pace := w.crew.shape.stroke
	stroke := time.NewTicker(pace/2 + time.Duration(w.rng.Int64N(int64(pace))))
	defer stroke.Stop()
	stop := w.crew.stop
	for {
		select {
		case b, more := <-w.frames:
			if !more {
				return fmt.Errorf("closed: %w", w.closed)
			}
			if err := w.receive(b); err != nil {
				return err
			}
			if w.Live() && stable.IsZero() {
				*stable = time.Now()
				if !w.away.IsZero() {
					w.crew.record.Resumed(time.Since(w.away))
					w.away = time.Time{}
				}
			}
		case <-stroke.C:
			if stop == nil || len(w.Pending) > 40 || len(w.Shared) == 0 {
				break
			}
			if err := w.ask(w.act()); err != nil {
				return err
			}
		case <-stop:
			stop = nil
		case <-w.crew.leave:
			return nil
		}
		if stop == nil && !*idle && len(w.Pending) == 0 && w.Live() && w.Resumable() {
			*idle = true
			w.crew.idle.Add(1)
		}
	}
}

// act is something to do next: half of it is typing into a note that others type into.
func (w *writer) act() boards.Op {
	if !w.crew.shape.wide && w.Audience == boards.TeamRoom.String() && w.rng.IntN(2) == 0 {
		id := w.place.notes[w.rng.IntN(len(w.place.notes))]
		now := w.Text(id, "text")
		runes := []rune(now)
		at := w.rng.IntN(len(runes) + 1)
		till := at
		if len(runes) > 400 || w.rng.IntN(3) == 0 {
			till = min(len(runes), at+1+w.rng.IntN(5))
		}
		typed := []string{"a", "ß", "😀", ""}[w.rng.IntN(4)]
		if next := string(runes[:at]) + typed + string(runes[till:]); next != now {
			return boards.Op{Kind: boards.EditText, ID: id, Field: "text", Edit: text.Diff(now, next)}
		}
	}
	if w.crew.shape.wide && w.rng.IntN(2) == 0 {
		return boards.Op{Kind: boards.Set, ID: w.Member, F: map[string]any{"hue": int64(w.rng.IntN(360))}}
	}
	return w.tab.note(w.rng, fmt.Sprint("note ", w.rng.Uint32(), " ", w.crew.shape.words))
}

// settle stops the writing and waits until everything has been answered; then everybody leaves.
func (c *crew) settle() {
	c.r.Helper()
	close(c.stop)
	c.r.wait("everything is answered", func() bool { return c.idle.Load() == int64(len(c.writers)) || len(c.record.Problems()) > 0 })
	close(c.leave)
	c.done.Wait()
}

// verify is the whole judgement, when everybody has left: (f) fresh clients on every node, the writers as they resume, the
// export and the journal show the same; then Check. The nodes are killed for it.
func (c *crew) verify() Verdict {
	c.r.Helper()
	c.fine()
	shown := c.agree()
	history := c.at.history(c.boards)
	v := c.record.Check(history)
	for _, p := range c.boards {
		state := boards.NewState()
		for _, raw := range history[p.ID] {
			if e, err := boards.DecodeEntry(raw.Seq, raw.Data); err == nil {
				state.Apply(e)
			}
		}
		for audience, part := range shown[p.ID] {
			view := boards.Project(state, boards.Viewer{Audience: audience})
			if b, _ := boards.EncodePart(view.Shared); string(b) != part {
				v.Problems = append(v.Problems, fmt.Sprintf("(f) the journal of board %s holds something else than %v is shown", p.ID, audience))
			}
		}
	}
	c.r.say("asked", v.Asked)
	c.r.say("acknowledged", v.Acked)
	c.r.say("entries", v.Entries)
	c.r.say("lost", v.Lost)
	c.r.say("doubled", v.Doubled)
	if n := len(v.Problems); n > 0 {
		slices.Sort(v.Problems)
		c.r.Errorf("%d problems, such as:", n)
		for _, p := range v.Problems[:min(n, 10)] {
			c.r.Errorf("  %s", p)
		}
		c.r.Log(c.at.logs())
	}
	return v
}

// agree compares what everybody sees, byte for byte, and returns it by board and audience.
func (c *crew) agree() map[string]map[boards.Audience]string {
	c.r.Helper()
	shown := map[string]map[boards.Audience]string{}
	roles := map[boards.Audience]string{boards.TeamRoom: "team", boards.Customers: "client"}
	for _, p := range c.boards {
		shown[p.ID] = map[boards.Audience]string{}
		newcomers := map[boards.Audience]*person{}
		for audience, role := range roles { // all join first, so that nobody's arrival is news to another
			newcomers[audience] = newPerson(c.at.origin)
			c.r.must(newcomers[audience].join(c.at.front(), p, role, ""))
		}
		for audience, who := range newcomers {
			for i, n := range c.at.nodes {
				fresh := newTab(who, p.ID, fmt.Sprintf("a fresh %v on node %d", audience, i), nil)
				c.r.must(fresh.connect(n.Base))
				c.r.must(fresh.until(fresh.Live))
				if i == 0 {
					shown[p.ID][audience] = fresh.part()
				} else if c.r.must(fresh.until(func() bool { return fresh.part() == shown[p.ID][audience] })); fresh.part() != shown[p.ID][audience] {
					c.r.Errorf("(f) node %d shows something else on board %s", i, p.ID)
				}
				fresh.disconnect()
			}
		}
	}
	for i, w := range c.writers {
		n := c.at.nodes[i%len(c.at.nodes)]
		c.r.must(w.connect(n.Base))
		want := shown[w.board][boards.TeamRoom]
		if w.Audience == boards.Customers.String() {
			want = shown[w.board][boards.Customers]
		}
		if err := w.until(func() bool { return w.Live() && w.part() == want }); err != nil {
			c.r.Errorf("(f) %s, resumed, does not come to see what a fresh client sees: %v", w.name, err)
		}
		w.disconnect()
	}
	var first []byte
	for i, n := range c.at.nodes {
		var file []byte
		c.r.must(c.owner.call(n.Base, http.MethodGet, "/api/v1/boards/"+c.boards[0].ID+"/export?format=markdown&action="+c.action, nil, &file))
		if i == 0 {
			first = file
		} else if string(file) != string(first) {
			c.r.Errorf("(f) node %d exports something else", i)
		}
	}
	return shown
}
