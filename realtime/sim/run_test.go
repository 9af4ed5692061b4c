package sim

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/realtime/replica"
)

// Plan is one run.
type Plan struct {
	Seed   uint64
	Steps  int
	Mutant *Mutant
}

// Tally counts what runs saw, so that one can tell they saw enough.
type Tally struct {
	Asked, Commits, Texts, Refused, Resumes, Snapshots, Crashes, Failed, Unknown, Duplicates, Dropped, Hidden int
}

// Run plays a plan and returns what broke: a *Broken, or nil.
func Run(t *testing.T, p Plan, tally *Tally) (err error) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, p, tally)
		w.play()
		w.heal()
		w.hub.Close()
		if w.oracle.broken != nil {
			err = w.oracle.broken
		}
	})
	return err
}

// person is a participant with one tab.
type person struct {
	index  int
	viewer boards.Viewer
	tab    *replica.Replica
	link   *link    // nil while offline
	up     [][]byte // sent, not yet delivered
	past   [][]byte // mutations sent on this connection, for duplicates
}

type world struct {
	t      *testing.T
	plan   Plan
	tally  *Tally
	rng    *rand.Rand
	hub    *realtime.Hub
	oracle *oracle
	people []*person
	board  string
	disk   disk
}

func newWorld(t *testing.T, p Plan, tally *Tally) *world {
	w := &world{t: t, plan: p, tally: tally, rng: rand.New(rand.NewPCG(p.Seed, 0x5eed))}
	w.board = boardtest.ID(w.rng)
	w.disk.rng = rand.New(rand.NewPCG(p.Seed, 0xd15c))
	w.oracle = &oracle{log: journal.NewMemory(), board: w.board, state: boards.NewState(), decided: map[string]bool{}, last: map[string]int64{}, tabs: map[string]bool{}, hidden: map[string]string{}}
	w.start()
	ctx := context.Background()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(w.hub.Create(ctx, w.board, boards.Templates[0].Ops(boards.BoardInfo{ID: w.board, Title: "Sim"}, func() string { return boardtest.ID(w.rng) })))
	for i, role := range boardtest.Roles {
		member, secret := boardtest.ID(w.rng), fmt.Sprintf("secret-of-participant-%d", i)
		must(w.hub.Do(ctx, w.board, func(s *boards.State) ([]boards.Op, error) {
			return boards.JoinOps(s, boards.Join{Member: member, Role: role}), nil
		}))
		p := &person{index: i, viewer: boards.Viewer{Member: member, Owner: boards.OwnerKey(secret, w.board), Audience: role.Audience()}}
		p.tab = replica.New(boardtest.ID(w.rng), boardtest.ID(w.rng), secret)
		p.tab.Deaf = w.plan.Mutant != nil && w.plan.Mutant.Deaf
		w.oracle.tabs[p.tab.Named], w.oracle.tabs[p.tab.Anon] = true, true
		w.people = append(w.people, p)
		w.oracle.viewers = append(w.oracle.viewers, p.viewer)
	}
	for range 6 { // something to type in from the start
		must(w.hub.Do(ctx, w.board, func(s *boards.State) ([]boards.Op, error) {
			return []boards.Op{boardtest.NoteOp(w.rng, s, boards.Team, "somebody's words", false)}, nil
		}))
	}
	for _, p := range w.people {
		w.connect(p)
	}
	return w
}

// start brings the server up on the journal as it stands.
func (w *world) start() {
	w.oracle.log.FailAppends(func(string, int) error { return w.disk.fails(3, &w.tally.Failed, errDisk) })
	w.oracle.log.FailReplies(func(string, int) error { return w.disk.fails(6, &w.tally.Unknown, journal.ErrUnknown) })
	o := realtime.Options{
		Journal: w.oracle.log, Rand: &seeded{rand.New(rand.NewPCG(w.rng.Uint64(), 2))},
		Limits: realtime.Limits{Rate: 1e6, Burst: 1e6, BoardRate: 1e6, BoardBurst: 1e6, Snapshot: 20 + w.rng.IntN(50), Past: 32 + w.rng.IntN(200)},
	}
	if w.plan.Mutant != nil {
		o.Faults = w.plan.Mutant.Faults
	}
	w.hub = realtime.New(o)
}

// disk fails now and then while it is faulty. The hub asks it from its own goroutines.
type disk struct {
	mu     sync.Mutex
	rng    *rand.Rand
	faulty bool
}

func (d *disk) fails(oneIn int, count *int, with error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.faulty || d.rng.IntN(oneIn) > 0 {
		return nil
	}
	*count++
	return with
}

func (d *disk) set(faulty func(bool) bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faulty = faulty(d.faulty)
}

// seeded is a hub's source of randomness; the hub serialises its calls.
type seeded struct{ rng *rand.Rand }

func (s *seeded) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s.rng.Uint32())
	}
	return len(p), nil
}

func (w *world) connect(p *person) {
	v := p.viewer
	p.link = newLink(func(f []byte) { w.oracle.sent(v, f) })
	p.up, p.past = nil, nil
	p.tab.Lost()
	hub, link := w.hub, p.link
	go hub.Serve(context.Background(), w.board, link, realtime.Identity{Member: v.Member})
	w.send(p, p.tab.Hello())
}

func (w *world) disconnect(p *person) {
	if p.link != nil {
		p.link.cut()
		p.link, p.up, p.past = nil, nil, nil
		p.tab.Lost()
	}
	synctest.Wait()
}

func (w *world) send(p *person, frames ...[]byte) { p.up = append(p.up, frames...) }

// play lets chance have its way.
func (w *world) play() {
	for range w.plan.Steps {
		if w.oracle.broken != nil {
			return
		}
		p := w.people[w.rng.IntN(len(w.people))]
		switch k := w.rng.IntN(100); {
		case k < 42:
			w.work(p)
		case k < 57:
			w.up(p, 1+w.rng.IntN(4))
		case k < 75:
			w.down(p, 1+w.rng.IntN(6))
		case k < 79:
			w.disconnect(p)
		case k < 86:
			if p.link == nil {
				w.connect(p)
			}
		case k < 88:
			if p.link != nil && len(p.past) > 0 {
				w.tally.Duplicates++
				w.send(p, p.past[w.rng.IntN(len(p.past))])
			}
		case k < 89:
			if p.link != nil && p.tab.Live() {
				if _, lost := p.link.take(); lost {
					w.tally.Dropped++
				}
			}
		case k < 95:
			time.Sleep(time.Duration(w.rng.IntN(7000)) * time.Millisecond)
		case k < 96:
			w.crash()
		case k < 98:
			w.disk.set(func(now bool) bool { return !now })
		default:
			for _, p := range w.people {
				w.up(p, 100)
				w.down(p, 100)
			}
		}
		synctest.Wait()
	}
}

// work has a person do something, online or not.
func (w *world) work(p *person) {
	if len(p.tab.Shared) == 0 || len(p.tab.Pending) > 20 {
		return
	}
	seen := boardtest.Seen{View: boards.View{Shared: p.tab.Shared, Own: p.tab.Own}, Member: p.viewer.Member, Role: boardtest.Roles[p.index], Text: p.tab.Text}
	anon, ops := boardtest.Work(w.rng, seen)
	w.tally.Asked++
	if slices.ContainsFunc(ops, func(o boards.Op) bool { return o.Kind == boards.EditText }) {
		w.tally.Texts++
	}
	frames := p.tab.Do(anon, ops...)
	if p.link != nil {
		w.send(p, frames...)
	}
}

// up delivers up to n frames to the server.
func (w *world) up(p *person, n int) {
	for ; n > 0 && p.link != nil && len(p.up) > 0; n-- {
		f := p.up[0]
		p.up = p.up[1:]
		if bytes.Contains(f, []byte(`"t":"mutate"`)) {
			p.past = append(p.past, f)
		}
		debug(p, "up  ", f)
		select {
		case p.link.up <- f:
		default:
			w.t.Fatal("the network is full")
		}
		synctest.Wait()
	}
}

// down delivers up to n frames to a person.
func (w *world) down(p *person, n int) {
	for ; n > 0 && p.link != nil; n-- {
		f, ok := p.link.take()
		if !ok {
			if p.link.ended() {
				w.ended(p)
			}
			return
		}
		debug(p, "down", f)
		answer, err := p.tab.Receive(f)
		w.answers(p)
		if errors.Is(err, replica.ErrDiverged) {
			w.oracle.fail("I-4", "person %d was told another board than the server's", p.index)
			return
		}
		if errors.Is(err, replica.ErrReconnect) {
			w.disconnect(p)
			w.connect(p)
			return
		}
		if err != nil {
			w.oracle.fail("I-4", "person %d was sent what it cannot take: %v: %.300s", p.index, err, f)
			return
		}
		switch {
		case bytes.Contains(f, []byte(`"t":"catch"`)):
			w.tally.Resumes++
		case bytes.HasPrefix(f, []byte(`{"t":"snap"`)):
			w.tally.Snapshots++
		}
		w.send(p, answer...)
	}
}

// ended notes that the server hung up, and why.
func (w *world) ended(p *person) {
	if code := p.link.code; code >= 4001 && code != realtime.CloseSlow {
		w.oracle.fail("I-4", "person %d was closed with %v", p.index, code)
	}
	p.link = nil
	p.tab.Lost()
}

// answers checks that a yes is in the journal and a no is not (I-3).
func (w *world) answers(p *person) {
	w.oracle.mu.Lock()
	defer w.oracle.mu.Unlock()
	w.oracle.follow()
	for _, a := range p.tab.Answers {
		key := fmt.Sprint(a.Client, " ", a.N)
		if committed := w.oracle.decided[key]; committed != (a.Code == "") {
			w.oracle.fail("I-3", "person %d was answered %q for %s; committed: %v", p.index, a.Code, key, committed)
		}
		if a.Code != "" {
			w.tally.Refused++
		} else {
			w.tally.Commits++
		}
	}
	p.tab.Answers = nil
}

// crash ends the server as kill -9 does: what is in the journal stays, all else goes.
func (w *world) crash() {
	w.tally.Crashes++
	old := w.hub
	w.oracle.mu.Lock()
	w.oracle.log = w.oracle.log.Clone()
	w.oracle.mu.Unlock()
	for _, p := range w.people {
		w.disconnect(p)
	}
	old.Close()
	w.start()
}

// heal ends all faults and lets everything settle, then checks that everybody holds the same.
func (w *world) heal() {
	w.disk.set(func(bool) bool { return false })
	for quiet := 0; quiet < 3; {
		if w.oracle.broken != nil {
			return
		}
		busy := false
		for _, p := range w.people {
			if p.link == nil {
				w.connect(p)
				busy = true
			}
			w.up(p, 1000)
			synctest.Wait()
			w.down(p, 1000)
			busy = busy || len(p.up) > 0 || len(p.tab.Pending) > 0 || !p.tab.Live()
		}
		time.Sleep(6 * time.Second)
		synctest.Wait()
		if quiet++; busy {
			quiet = 0
		}
		if time.Since(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) > 24*time.Hour {
			w.oracle.fail("I-6", "it does not settle: %s", w.unsettled())
		}
	}
	for _, p := range w.people {
		w.oracle.compare(p.index, p.viewer, p.tab.Shared, p.tab.Own)
	}
	w.oracle.mu.Lock()
	for _, p := range w.people {
		for _, c := range []string{p.tab.Named, p.tab.Anon} {
			if n := w.oracle.last[c]; n > p.tab.Asked(c) {
				w.oracle.fail("I-3", "the journal has number %d of person %d, who asked %d times", n, p.index, p.tab.Asked(c))
			}
		}
	}
	for _, r := range w.oracle.state.Of("note") {
		if r.Str("state") == "private" {
			w.tally.Hidden++
		}
	}
	w.oracle.mu.Unlock()
}

func (w *world) unsettled() (s string) {
	for _, p := range w.people {
		s += fmt.Sprintf("person %d: online %v, live %v, %d pending; ", p.index, p.link != nil, p.tab.Live(), len(p.tab.Pending))
	}
	return s
}

var debug = func(*person, string, []byte) {}
