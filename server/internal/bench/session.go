package bench

import (
	"context"
	"errors"
	"sync"
	"time"
)

// host is who leads a session and team how many of the team are there; the others are customers.
const (
	host = 0
	team = 4
)

// themesMade is how many themes the notes are sorted into.
const themesMade = 20

// actor is the pen of somebody in a session, whose edit puts a note somewhere else, every other time in another theme. A
// message that is empty is not sent: a raw server has nothing to hide and no answers to give.
type actor interface {
	pen
	// begin leads from where the notes that are there were written to where everybody writes alone.
	begin(b []byte, base int64) []byte
	// hide writes a note that its author alone may read.
	hide(b []byte, text string, base int64) []byte
	// reveal shows everybody all notes.
	reveal(b []byte, texts []string, base int64) []byte
	// sort leads on to where notes are sorted and dots given.
	sort(b []byte, base int64) []byte
	// dot gives a dot, of which nobody else is told.
	dot(b []byte, base int64) []byte
}

// desk is what somebody in a session waits for.
type desk struct {
	mu     sync.Mutex
	asked  []asked // not answered yet, in the order asked
	answer histogram
	own    []string        // texts written
	held   map[string]bool // texts that are there, while it matters
	whole  int             // how many there are
	at     time.Duration   // when the last of them came
}

// asked is a mutation on its way; what is noted counts.
type asked struct {
	at    time.Duration
	noted bool
}

func (d *desk) answers(n int, now time.Duration) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n > len(d.asked) {
		return errors.New("more was answered than asked")
	}
	for _, a := range d.asked[:n] {
		if a.noted {
			d.answer.add(now - a.at)
		}
	}
	d.asked = d.asked[n:]
	return nil
}

// holds takes in the notes of a frame.
func (d *desk) holds(b []byte, now time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.held == nil || d.at != 0 {
		return
	}
	eachMark(b, func(writer int, at time.Duration) { d.held[string(mark(nil, writer, at))] = true })
	if len(d.held) >= d.whole {
		d.at = now
	}
}

// awaits says that so many notes will come, and which of them are here.
func (d *desk) awaits(whole int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.held, d.whole, d.at = map[string]bool{}, whole, 0
	for _, text := range d.own {
		eachMark([]byte(text), func(writer int, at time.Duration) { d.held[string(mark(nil, writer, at))] = true })
	}
}

// done is when the last of them came, or 0.
func (d *desk) done() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.at
}

func (d *desk) waits() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.asked) > 0
}

// ask sends a message of a session, if there is one.
func (c *client) ask(m []byte, at time.Duration, noted bool) error {
	if len(m) == 0 {
		return nil
	}
	c.desk.mu.Lock()
	c.desk.asked = append(c.desk.asked, asked{at, noted})
	c.desk.mu.Unlock()
	return c.socket.send(opText, m)
}

var errEnough = errors.New("there is enough")

// session is workload S: notes written in private, shown to everybody at once, sorted and voted on.
func (b *bench) session(ctx context.Context, s *server) (figures, error) {
	standing, hidden := marked(texts(b.standing+b.hidden), b.standing)
	r, err := b.room(ctx, s, party{boards: 1, people: b.guests, writers: b.guests, standing: standing})
	if err != nil {
		return nil, err
	}
	defer r.close()
	f, err := b.acted(r, standing, hidden)
	if closed := r.close(); closed != nil { // what ended it says more
		return nil, closed
	}
	return f, err
}

func (b *bench) acted(r *room, standing, hidden []string) (figures, error) {
	leader := r.clients[host]
	leads := leader.work.(actor)
	if err := r.tell(leader, leads.begin(nil, leader.frames.Load())); err != nil {
		return nil, err
	}
	answers, err := b.write(r, hidden)
	if err != nil {
		return nil, err
	}
	reveal, bytes, err := r.reveal(append(standing[:len(standing):len(standing)], hidden...))
	if err != nil {
		return nil, err
	}
	if err := r.tell(leader, leads.sort(nil, leader.frames.Load())); err != nil {
		return nil, err
	}
	r.run(func(ctx context.Context) error {
		var buf []byte
		return pace(ctx, float64(b.actsEachSecond), func(i int, at time.Duration) error {
			c := r.writer(i)
			does := c.work.(actor)
			if i%5 == 4 {
				buf = does.dot(buf[:0], c.frames.Load())
				return c.ask(buf, at, true)
			}
			buf = does.edit(buf[:0], at, c.frames.Load())
			return c.ask(buf, at, false)
		})
	})
	_, f, err := b.delivered(r)
	if err != nil {
		return nil, err
	}
	f["reveal_ms"], f["reveal_kb"] = ms(reveal), bytes/1000
	if answers.n > 0 {
		f["ack_ms"] = ms(answers.percentile(99))
	}
	if dots := r.answers(); dots.n > 0 {
		f["dot_ms"] = ms(dots.percentile(99))
	}
	return f, nil
}

// write hides all notes, everybody writing in turn, and returns how long the answers took.
func (b *bench) write(r *room, hidden []string) (*histogram, error) {
	var buf []byte
	if err := pace(r.ctx, float64(b.actsEachSecond), func(i int, at time.Duration) error {
		if i == len(hidden) {
			return errEnough
		}
		c := r.writer(i)
		if buf = c.work.(actor).hide(buf[:0], hidden[i], c.frames.Load()); len(buf) == 0 {
			return errEnough
		}
		c.desk.own = append(c.desk.own, hidden[i])
		return c.ask(buf, at, true)
	}); err != errEnough {
		return nil, errors.Join(err, r.wait(0))
	}
	for _, c := range r.clients {
		if err := r.until(func() bool { return !c.desk.waits() }); err != nil {
			return nil, err
		}
	}
	return r.answers(), nil
}

// reveal returns how long it takes from the facilitator's click until everybody has all notes, and the bytes for each.
func (r *room) reveal(texts []string) (time.Duration, float64, error) {
	for _, c := range r.clients {
		c.desk.awaits(len(texts))
	}
	leader := r.clients[host]
	m := leader.work.(actor).reveal(nil, texts, leader.frames.Load())
	bytes, began, last := r.bytes(), time.Since(epoch), time.Duration(0)
	if err := leader.ask(m, began, false); err != nil {
		return 0, 0, err
	}
	for _, c := range r.clients {
		if err := r.until(func() bool { return c.desk.done() != 0 }); err != nil {
			return 0, 0, err
		}
		last = max(last, c.desk.done())
	}
	return last - began, float64(r.bytes()-bytes) / float64(len(r.clients)), nil
}

// tell sends a message of a session and waits for its answer.
func (r *room) tell(c *client, m []byte) error {
	if err := c.ask(m, 0, false); err != nil {
		return err
	}
	return r.until(func() bool { return !c.desk.waits() || len(m) == 0 })
}

// until waits for something that will be.
func (r *room) until(is func() bool) error {
	for !is() {
		if err := r.wait(time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// answers returns how long those that were noted took since it was called last.
func (r *room) answers() *histogram {
	all := &histogram{}
	for _, c := range r.clients {
		c.desk.mu.Lock()
		all.merge(&c.desk.answer)
		c.desk.answer.reset()
		c.desk.mu.Unlock()
	}
	return all
}

// marked tells notes apart by marks of nobody's, and returns the first n of them and the others.
func marked(texts []string, n int) (first, others []string) {
	for i, text := range texts {
		texts[i] = string(mark(nil, 0, time.Duration(i))) + " " + text
	}
	return texts[:n], texts[n:]
}
