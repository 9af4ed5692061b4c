package sim

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/canon"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/realtime/replica"
)

// Plan is one run.
type Plan struct {
	Seed   uint64
	Steps  int
	Mutant *Mutant
	Nodes  int  // how many; 0 is one or three, as chance has it
	Back   bool // an agenda of many steps, see RunBack
	Erase  bool // what people say is erased, see RunErase
	Rewind bool // the history is replaced by an older one: nothing else fails but lines and the bus
}

// Tally counts what runs saw, so that one can tell they saw enough.
type Tally struct {
	Asked, Commits, Texts, Refused, Resumes, Snapshots, Crashes, Failed, Unknown, Duplicates, Dropped, Hidden int

	Posts, LostPosts, Streams, Polls, Moves, Ghosts, Restarts, Clusters, Cutoffs, Partitions, Lost, Doubled, Swapped, Followed, Gaps int
}

// add counts what another saw, too.
func (t *Tally) add(other Tally) {
	sum, more := reflect.ValueOf(t).Elem(), reflect.ValueOf(other)
	for i := range sum.NumField() {
		sum.Field(i).SetInt(sum.Field(i).Int() + more.Field(i).Int())
	}
}

// Run plays a plan and returns what broke: a *Broken, or nil.
func Run(t *testing.T, p Plan, tally *Tally) (err error) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, p, tally)
		w.play()
		w.heal()
		for _, n := range w.nodes {
			if n.hub != nil {
				w.stop(n)
			}
		}
		if w.oracle.broken != nil {
			err = w.oracle.broken
		}
	})
	return err
}

// person is a participant with one tab.
type person struct {
	index   int
	viewer  boards.Viewer
	tab     *replica.Replica
	link    *link    // nil while offline
	greeted bool     // the hello of this connection has arrived
	here    []byte   // the newest list of who is there that this connection brought
	up      [][]byte // sent, not yet delivered
	body    []byte   // the post that is not answered yet
	past    [][]byte // mutations, or posts, sent on this connection, for duplicates
}

// ghost is a connection that a person gave up and the server holds for alive: what was under way may still arrive. Or it is
// a post that a person gave up.
type ghost struct {
	p    *person
	link *link
	up   [][]byte
	body []byte
}

type world struct {
	t      *testing.T
	plan   Plan
	tally  *Tally
	rng    *rand.Rand
	store  *store
	wires  wires
	nodes  []*node
	prompt int // of 8 steps, those after which the bus brings everything
	oracle *oracle
	people []*person
	ghosts []*ghost
	board  string

	doing   func(*person) // what people do, if it is not just any work
	healing bool
	marks   []*mark // with Rewind

	// What going back and forth is about.
	phases  []string
	said    []*said
	letters int

	// What erasing is about.
	uttered []utterance
	erasing map[string]bool // what is to be erased, written down before it is
	tap     func(frame []byte)
}

func newWorld(t *testing.T, p Plan, tally *Tally) *world {
	w := &world{t: t, plan: p, tally: tally, rng: rand.New(rand.NewPCG(p.Seed, 0x5eed)), store: &store{Memory: journal.NewMemory()}, erasing: map[string]bool{}}
	w.board = boardtest.ID(w.rng)
	w.oracle = &oracle{log: w.store.Memory, board: w.board, rewinds: p.Rewind, tabs: map[string]bool{}}
	w.oracle.restart()
	if p.Erase {
		w.oracle.raw = map[int64][]byte{}
	}
	w.prompt = w.rng.IntN(9)
	many := w.rng.IntN(2) > 0
	for i := range cmp.Or(p.Nodes, map[bool]int{true: 3, false: 1}[many || p.Mutant != nil && p.Mutant.Between]) {
		w.nodes = append(w.nodes, &node{number: i})
	}
	for _, n := range w.nodes {
		w.start(n)
	}
	if len(w.nodes) > 1 {
		w.tally.Clusters++
	}
	hub := w.nodes[0].hub
	ctx := context.Background()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(hub.Create(ctx, w.board, boardtest.Plain().Ops(boards.BoardInfo{ID: w.board, Title: "Sim"}, func() string { return boardtest.ID(w.rng) })))
	walls := w.rng.IntN(3) // none, some that let no websocket through, and some that let no stream through
	for i, role := range boardtest.Roles {
		member, secret := boardtest.ID(w.rng), fmt.Sprintf("secret-of-participant-%d", i)
		must(hub.Do(ctx, w.board, func(s *boards.State) ([]boards.Op, error) {
			return boards.JoinOps(s, boards.Join{Member: member, Role: role}), nil
		}))
		p := &person{index: i, viewer: boards.Viewer{Member: member, Owner: boards.OwnerKey(secret, w.board), Audience: role.Audience()}}
		p.tab = replica.New(boardtest.ID(w.rng), boardtest.ID(w.rng), secret)
		switch k := w.rng.IntN(6); {
		case walls > 0 && k < 2:
			p.tab.Posts = true
			w.tally.Streams++
		case walls > 1 && k < 3:
			p.tab.Posts, p.tab.Poll = true, true
			w.tally.Polls++
		}
		p.tab.Deaf = w.plan.Mutant != nil && w.plan.Mutant.Deaf
		w.oracle.knows(p.tab)
		w.people = append(w.people, p)
		w.oracle.viewers = append(w.oracle.viewers, p.viewer)
	}
	for range 6 { // something to type in from the start
		must(hub.Do(ctx, w.board, func(s *boards.State) ([]boards.Op, error) {
			return []boards.Op{boardtest.NoteOp(w.rng, s, boards.Team, "somebody's words", false)}, nil
		}))
	}
	if p.Back {
		w.agenda()
	}
	for _, p := range w.people {
		w.connect(p)
	}
	if w.rng.IntN(2) == 0 {
		w.everything()
	}
	for _, n := range w.nodes {
		n.disk.set(func(a *access) { a.faulty = !p.Rewind && w.rng.IntN(4) == 0 })
	}
	return w
}

// seeded is a hub's source of randomness; the hub serialises its calls.
type seeded struct{ rng *rand.Rand }

func (s *seeded) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s.rng.Uint32())
	}
	return len(p), nil
}

// connect takes a person to whichever node the balancer picks.
func (w *world) connect(p *person) {
	n := w.nodes[w.rng.IntN(len(w.nodes))]
	if n.hub == nil {
		return
	}
	v := p.viewer
	p.link = newLink(n, func(f []byte) {
		w.oracle.sent(v, f)
		if w.tap != nil {
			w.tap(f)
		}
	})
	p.up, p.body, p.past, p.here, p.greeted = nil, nil, nil, nil, false
	p.tab.Lost()
	hub, link := n.hub, p.link
	go hub.Serve(context.Background(), w.board, link, realtime.Identity{Member: v.Member})
	w.send(p, p.tab.Hello())
	w.oracle.knows(p.tab)
}

// disconnect ends a connection; sometimes the server does not notice.
func (w *world) disconnect(p *person) {
	if p.link != nil {
		if !w.plan.Rewind && w.rng.IntN(3) == 0 {
			w.tally.Ghosts++
			trace("%d gives up its connection to node %d with %d frames", p.index, p.link.node.number, len(p.up))
			g := &ghost{p: p, link: p.link, up: p.up, body: p.body}
			if p.tab.Posts && p.greeted {
				g.up = nil
			}
			w.ghosts = append(w.ghosts, g)
		} else {
			p.link.cut()
		}
		p.link, p.up, p.body, p.past = nil, nil, nil, nil
		p.tab.Lost()
	}
	synctest.Wait()
}

// haunt lets some of what a ghost sent arrive, or ends it.
func (w *world) haunt() {
	if len(w.ghosts) == 0 {
		return
	}
	i := w.rng.IntN(len(w.ghosts))
	g := w.ghosts[i]
	if n := w.nodes[w.rng.IntN(len(w.nodes))]; g.body != nil && n.hub != nil {
		trace("ghost > node %d, a post: %s", n.number, g.body)
		w.arrive(n, g.p, g.body)
		g.body = nil
	}
	for range 1 + w.rng.IntN(3) {
		if len(g.up) > 0 {
			trace("ghost > node %d: %s", g.link.node.number, g.up[0])
			g.link.up <- g.up[0]
			g.up = g.up[1:]
			synctest.Wait()
		}
	}
	if len(g.up) == 0 || w.rng.IntN(3) == 0 {
		if g.link != nil {
			g.link.cut()
		}
		w.ghosts = slices.Delete(w.ghosts, i, i+1)
	}
}

func (w *world) send(p *person, frames ...[]byte) { p.up = append(p.up, frames...) }

// play lets chance have its way.
func (w *world) play() {
	for range w.plan.Steps {
		if w.oracle.broken != nil {
			return
		}
		w.step(w.people[w.rng.IntN(len(w.people))])
	}
}

// step lets something happen to a person, or to all.
func (w *world) step(p *person) {
	switch k := w.rng.IntN(100); {
	case k < 42 && w.doing != nil:
		w.doing(p)
	case k < 42:
		w.work(p)
	case k < 57:
		w.up(p, 1+w.rng.IntN(4))
	case k < 74:
		w.down(p, 1+w.rng.IntN(6))
	case k < 77:
		w.disconnect(p)
	case k < 86:
		if p.link == nil {
			w.connect(p)
		}
	case k < 88:
		if p.link != nil && len(p.past) > 0 {
			w.tally.Duplicates++
			again := p.past[w.rng.IntN(len(p.past))]
			if !p.tab.Posts {
				w.send(p, again)
			} else if n := w.nodes[w.rng.IntN(len(w.nodes))]; n.hub != nil {
				w.arrive(n, p, again)
			}
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
		w.upheaval()
	case k < 98:
		n := w.nodes[w.rng.IntN(len(w.nodes))]
		n.disk.set(func(a *access) { a.faulty = !a.faulty })
	default:
		w.everything()
	}
	synctest.Wait()
	if w.rng.IntN(12) == 0 {
		w.haunt()
	}
	if w.rng.IntN(12) == 0 {
		w.store.land()
	}
	if len(w.nodes) > 1 {
		w.between()
	}
}

// everything delivers what is under way between people and nodes.
func (w *world) everything() {
	for _, p := range w.people {
		w.up(p, 100)
		w.down(p, 100)
	}
}

// upheaval ends nodes, and starts those that are down.
func (w *world) upheaval() {
	n := w.nodes[w.rng.IntN(len(w.nodes))]
	switch {
	case n.hub == nil:
	case w.rng.IntN(4) == 0:
		w.leave(n)
	case w.rng.IntN(4) == 0:
		for _, n := range w.nodes {
			w.kill(n)
		}
	default:
		w.kill(n)
	}
	for _, n := range w.nodes {
		if n.hub == nil && (len(w.nodes) == 1 || w.rng.IntN(3) > 0) {
			w.start(n)
		}
	}
}

// between is what goes on among the nodes beside a step.
func (w *world) between() {
	if !w.plan.Rewind && w.rng.IntN(20) == 0 {
		w.weather()
	}
	t := &trouble{&w.tally.Lost, &w.tally.Doubled, &w.tally.Swapped}
	n := w.rng.IntN(4)
	if w.rng.IntN(8) < w.prompt {
		n = 100
	}
	for ; n > 0 && w.wires.carry(w.rng, t); n-- {
		synctest.Wait()
	}
}

// work has a person do something, online or not.
func (w *world) work(p *person) {
	if len(p.tab.Shared) == 0 || len(p.tab.Pending) > 20 {
		return
	}
	if w.rng.IntN(8) == 0 && !p.tab.Posts {
		w.move(p)
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

// move has a person point at a place or a note that they see.
func (w *world) move(p *person) {
	if !p.tab.Live() {
		return
	}
	w.tally.Moves++
	m := map[string]any{"t": "presence"}
	zones, notes := w.seen("zone", p.tab.Shared, p.tab.Own), w.seen("note", p.tab.Shared, p.tab.Own)
	if own := w.seen("note", p.tab.Own); len(own) > 0 && w.rng.IntN(2) == 0 { // what nobody else may hear of
		zones, notes = nil, own
	}
	if w.rng.IntN(3) == 0 && len(zones) > 0 {
		m["zone"], m["x"], m["y"] = zones[w.rng.IntN(len(zones))], w.rng.Int64N(10000), w.rng.Int64N(10000)
		if all := w.seen("note", p.tab.Shared, p.tab.Own); len(all) > 0 {
			m["over"], m["u"], m["v"] = all[w.rng.IntN(len(all))], w.rng.Int64N(10000), w.rng.Int64N(10000)
		}
	} else if len(notes) > 0 {
		m["note"], m["typing"] = notes[w.rng.IntN(len(notes))], true
	}
	if w.rng.IntN(3) == 0 && len(notes) > 0 {
		m["at"], m["idle"] = notes[w.rng.IntN(len(notes))], w.rng.IntN(2) == 0
	}
	f, err := canon.Append(nil, m)
	if err != nil {
		w.t.Fatal(err)
	}
	w.send(p, f)
}

// seen lists the ids of the records of a type in parts of a view.
func (w *world) seen(typ string, parts ...map[string]*boards.ViewRecord) (ids []string) {
	for _, part := range parts {
		for id, r := range part {
			if r.Type == typ {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// up delivers up to n frames to the server.
func (w *world) up(p *person, n int) {
	for ; n > 0 && p.link != nil && len(p.up) > 0; n-- {
		if p.tab.Posts && p.greeted {
			break
		}
		f := p.up[0]
		p.up = p.up[1:]
		if bytes.Contains(f, []byte(`"t":"mutate"`)) {
			p.past = append(p.past, f)
		}
		trace("%d > node %d: %s", p.index, p.link.node.number, f)
		if bytes.Contains(f, []byte(`"t":"hello"`)) {
			w.oracle.greeted(p.tab)
			p.greeted = true
		}
		select {
		case p.link.up <- f:
		default:
			w.t.Fatal("the network is full")
		}
		synctest.Wait()
	}
	if p.tab.Posts && p.greeted && p.link != nil && (p.body != nil || len(p.up) > 0) {
		w.post(p, min(n, 64))
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
		from := p.link.node.number
		answer, err := p.tab.Receive(f)
		f, _ = replica.Plain(f)
		trace("%d < node %d: %s", p.index, from, f)
		if !w.took(p, f, answer, err) {
			return
		}
		switch {
		case p.tab.Posts && bytes.HasSuffix(f, []byte(`"t":"resync"}`)):
			p.up, p.body = nil, nil // all that is pending is asked for again, perhaps under other numbers
		case bytes.Contains(f, []byte(`"t":"catch"`)):
			w.tally.Resumes++
		case bytes.HasPrefix(f, []byte(`{"t":"snap"`)):
			w.tally.Snapshots++
		case bytes.HasSuffix(f, []byte(`"t":"here"}`)):
			p.here = f
		}
	}
}

// took goes on after a person has taken in a frame; it is false if the connection does not go on.
func (w *world) took(p *person, f []byte, answer [][]byte, err error) bool {
	w.answers(p)
	switch {
	case errors.Is(err, replica.ErrDiverged):
		w.oracle.fail("I-4", "person %d was told another board than the server's", p.index)
		return false
	case errors.Is(err, replica.ErrReconnect):
		trace("%d reconnects: %v", p.index, err)
		w.disconnect(p)
		w.connect(p)
		return false
	case err != nil:
		w.oracle.fail("I-4", "person %d was sent what it cannot take: %v: %.300s", p.index, err, f)
		return false
	}
	w.send(p, answer...)
	return true
}

// ended notes that the server hung up, and why.
func (w *world) ended(p *person) {
	if code := p.link.code; code >= 4001 && code != realtime.CloseSlow {
		w.oracle.fail("I-4", "person %d was closed with %v", p.index, code)
	}
	done := p.link.code == realtime.CloseDone
	p.link = nil
	p.tab.Lost()
	if done {
		w.connect(p)
	}
}

// answers checks that a yes is in the journal and a no is not (I-3).
func (w *world) answers(p *person) {
	w.oracle.mu.Lock()
	defer w.oracle.mu.Unlock()
	w.oracle.follow()
	for _, a := range p.tab.Answers {
		key := fmt.Sprint(a.Client, " ", a.N)
		if committed := w.oracle.decided[key]; !w.plan.Rewind && committed != (a.Code == "") {
			w.oracle.fail("I-3", "person %d was answered %q for %s; committed: %v", p.index, a.Code, key, committed)
		}
		w.oracle.told[key] = a.Code
		w.told(p, a)
		if a.Code != "" {
			w.tally.Refused++
		} else {
			w.tally.Commits++
		}
	}
	p.tab.Answers = nil
}

// heal ends all faults and lets everything settle, then checks that everybody holds the same.
func (w *world) heal() {
	w.healing = true
	began := time.Now()
	w.store.land()
	for _, n := range w.nodes {
		if n.hub == nil {
			w.start(n)
		}
		n.disk.set(func(a *access) { a.faulty, a.cut = false, false })
		if n.port != nil {
			n.port.set(false)
		}
	}
	for len(w.ghosts) > 0 && w.oracle.broken == nil {
		w.haunt()
	}
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
			for range 4 { // a poll is over as soon as it has said something
				w.up(p, 1000)
				synctest.Wait()
				w.down(p, 1000)
			}
			for w.wires.carry(w.rng, nil) {
				synctest.Wait()
			}
			busy = busy || len(p.up) > 0 || p.body != nil || len(p.tab.Pending) > 0 || !p.tab.Live()
		}
		time.Sleep(6 * time.Second)
		synctest.Wait()
		if quiet++; busy {
			quiet = 0
		}
		if time.Since(began) > 20*time.Minute {
			w.oracle.fail("I-6", "it does not settle: %s", w.unsettled())
		}
	}
	for _, p := range w.people {
		for _, other := range w.people {
			if !p.tab.Poll && !other.tab.Poll && !bytes.Contains(p.here, []byte(other.viewer.Member)) { // who polls comes and goes
				w.oracle.fail("I-6", "person %d is there, but person %d was last told %s", other.index, p.index, p.here)
			}
		}
		w.oracle.compare(p.index, p.viewer, p.tab.Shared, p.tab.Own)
	}
	for _, n := range w.nodes {
		if err := n.hub.Read(context.Background(), w.board, func(s *boards.State) { w.oracle.compareNode(n.number, s.Encode()) }); err != nil {
			w.oracle.fail("I-6", "node %d does not serve the board: %v", n.number, err)
		}
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

// trace tells what happens, to whoever looks into a seed.
func trace(format string, args ...any) {
	if *showFlag {
		fmt.Printf(format+"\n", args...)
	}
}
