package failure

import (
	"fmt"
	"hash/maphash"
	"sync"
	"time"
)

// Mutation names one thing that was asked for.
type Mutation struct {
	Client string
	N      int64
}

// asked is what a client did with a mutation and heard of it. Times are since the record's beginning.
type asked struct {
	board    string
	sent     time.Duration // first
	resent   time.Duration // last
	out      bool          // it was sent at all
	answered bool
	heard    time.Duration // of the answer
	code     string        // of a no
	note     string        // the note it makes, or ""
}

// Record is what the clients of a run saw. It is safe for use by many goroutines.
type Record struct {
	began time.Time

	mu       sync.Mutex
	asked    map[Mutation]*asked
	makers   map[string]Mutation // note → what made it
	streams  []*Stream
	problems []string
	answers  int
	delays   map[string]*Delays // by what it is called now
	phase    string
	resumed  []time.Duration
	codes    map[int]int
	nacks    map[string]int
}

// NewRecord begins an empty one.
func NewRecord() *Record {
	return &Record{began: time.Now(), asked: map[Mutation]*asked{}, makers: map[string]Mutation{}, delays: map[string]*Delays{}, codes: map[int]int{}, nacks: map[string]int{}}
}

// Asked notes that a client wants something; note is the id of the note it makes, or "".
func (r *Record) Asked(board string, m Mutation, note string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked[m] = &asked{board: board, note: note}
	if note != "" {
		r.makers[note] = m
	}
}

// Sent notes that a mutation goes out now, for the first time or again.
func (r *Record) Sent(m Mutation) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, now := r.asked[m], time.Since(r.began)
	if a == nil {
		r.problem("%v was sent and not asked for", m)
		return
	}
	if !a.out {
		a.out, a.sent = true, now
	}
	a.resent = now
}

// Answered notes a client's last word on a mutation: "" is yes.
func (r *Record) Answered(m Mutation, code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers++
	a := r.asked[m]
	switch {
	case a == nil:
		r.problem("%v was answered and not asked for", m)
	case a.answered && a.code != code:
		r.problem("%v was answered %q and then %q", m, a.code, code)
	case !a.answered:
		a.answered, a.heard, a.code = true, time.Since(r.began), code
		if a.resent >= 0 {
			r.delay(r.phase+Answers, a.heard-a.sent)
		}
	}
}

// Answers is how many answers there have been.
func (r *Record) Answers() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.answers
}

// Open is how many mutations are not answered.
func (r *Record) Open() (n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, a := range r.asked {
		if !a.answered {
			n++
		}
	}
	return n
}

// Problem notes something that must not happen, as a client saw it.
func (r *Record) Problem(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.problem(format, args...)
}

func (r *Record) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// Problems are those noted so far.
func (r *Record) Problems() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.problems...)
}

// NoteOf is the note that a mutation made, or "".
func (r *Record) NoteOf(m Mutation) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked[m].note
}

// Closed notes a close code.
func (r *Record) Closed(code int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.codes[code]++
}

// Resumed notes how long somebody was away, from the end of one connection to the whole view on the next.
func (r *Record) Resumed(away time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.resumed = append(r.resumed, away)
}

// Away returns what Resumed noted, and forgets it.
func (r *Record) Away() []time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.resumed
	r.resumed = nil
	return all
}

// Codes is how often each close code was heard.
func (r *Record) Codes() map[int]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := map[int]int{}
	for code, n := range r.codes {
		all[code] = n
	}
	return all
}

// Nacked notes a no of any kind, also one after which the client tries again.
func (r *Record) Nacked(code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.nacks[code]++
}

// Nacks is how often a code was heard.
func (r *Record) Nacks(code string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.nacks[code]
}

// Call gives what follows a name, under which the delays from sending a note to seeing it are kept. Only notes sent under the
// same name count; "" keeps none.
func (r *Record) Call(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.phase = name
	for _, a := range r.asked { // what is under way belongs to neither
		a.resent = -1
	}
}

// Answers follows a name for the delays from first sending anything to its answer.
const Answers = " answered"

func (r *Record) delay(name string, d time.Duration) {
	if r.phase == "" {
		return
	}
	if r.delays[name] == nil {
		r.delays[name] = &Delays{}
	}
	r.delays[name].add(d)
}

// Delays are those kept under a name.
func (r *Record) Delays(name string) Delays {
	r.mu.Lock()
	defer r.mu.Unlock()
	if d := r.delays[name]; d != nil {
		return *d
	}
	return Delays{}
}

// Delays counts durations by the millisecond; those beyond the last count as it.
type Delays struct {
	n  int
	ms [10_000]int
}

func (d *Delays) add(t time.Duration) {
	d.n++
	d.ms[min(max(0, int(t.Milliseconds())), len(d.ms)-1)]++
}

// N is how many there are.
func (d Delays) N() int { return d.n }

// Quantile is the duration that the given part of them does not exceed: 1 is the worst.
func (d Delays) Quantile(q float64) time.Duration {
	rank := int(q * float64(d.n))
	for ms, n := range d.ms {
		if rank -= n; rank <= 0 && n > 0 {
			return time.Duration(ms+1) * time.Millisecond
		}
	}
	return 0
}

// Stream is what one connection saw of a board's notes: those it began with, and one by one those that were made after.
type Stream struct {
	r     *Record
	who   string
	board string
	bases []base
}

// base is a view that was sent as a whole, or caught up with, and the notes that came after it.
type base struct {
	at    time.Duration
	notes int
	sum   uint64 // of the notes, in any order
	after []string
}

// Stream begins what one connection sees.
func (r *Record) Stream(board, who string) *Stream {
	s := &Stream{r: r, who: who, board: board}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.streams = append(r.streams, s)
	return s
}

// Base notes the whole of what is seen.
func (s *Stream) Base(notes []string) {
	b := base{at: time.Since(s.r.began), notes: len(notes)}
	for _, id := range notes {
		b.sum += sumOf(id)
	}
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	s.bases = append(s.bases, b)
}

// Note notes a note that was made by somebody and has come live.
func (s *Stream) Note(id string) {
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	if len(s.bases) == 0 {
		s.r.problem("%s saw a note before a view", s.who)
		return
	}
	b := &s.bases[len(s.bases)-1]
	b.after = append(b.after, id)
	if a := s.r.asked[s.r.makers[id]]; a != nil && a.resent > b.at { // not what completes a view that is a little old
		s.r.delay(s.r.phase, time.Since(s.r.began)-a.resent)
	}
}

var seed = maphash.MakeSeed()

func sumOf(id string) uint64 { return maphash.String(seed, id) }
