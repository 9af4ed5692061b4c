package sim

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/text"
	"feltboard/realtime"
	"feltboard/realtime/journal"
	"feltboard/realtime/replica"
)

// TestSimErasedIsGone (R-50, R-51, B-95, B-97): whatever fails while people write and others are erased, one node or three, in the
// end no entry, snapshot, node or view holds what was erased, nor does anything that whoever joins or comes back is sent; and all
// else is what it was, to the byte.
func TestSimErasedIsGone(t *testing.T) {
	first, n := seeds()
	if n = min(n, 30); testing.Short() {
		n = min(n, 4)
	}
	total, tally := eraseTally{}, Tally{}
	for seed := first; seed < first+n; seed++ {
		if err := RunErase(t, Plan{Seed: seed, Steps: *stepsFlag, Erase: true}, &total, &tally); err != nil {
			t.Errorf("seed %d: %v\nreplay: go test ./realtime/sim -run SimErasedIsGone -show -seed=%d", seed, err, seed)
		}
	}
	t.Logf("seeds %d to %d: %+v, %+v", first, first+n-1, total, tally)
	if *seedFlag == 0 && !testing.Short() && !t.Failed() && (total.Gone == 0 || total.Stay == 0 || total.Names == 0 || total.Anonymous == 0 || total.Broken == 0 || total.Resumes == 0 || total.Joins == 0) {
		t.Errorf("the simulation saw too little")
	}
}

// TestSimErasedCatchesMutants: what is kept anywhere is found.
func TestSimErasedCatchesMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("without the race detector only, like the runs it is about")
	}
	for _, m := range []Mutant{
		{Name: "frames for joins keep what is erased", Faults: realtime.Faults{KeepErased: true}},
		{Name: "the journal keeps what is erased", Hoards: true},
	} {
		t.Run(m.Name, func(t *testing.T) {
			for seed := uint64(1); seed <= 20; seed++ {
				err := RunErase(t, Plan{Seed: seed, Steps: *stepsFlag, Erase: true, Mutant: &m}, &eraseTally{}, &Tally{})
				if broken, ok := err.(*Broken); ok && broken.Invariant == "R-50" {
					t.Logf("caught with seed %d: %.200s", seed, err)
					return
				}
			}
			t.Errorf("no run noticed that %s", m.Name)
		})
	}
}

// eraseTally counts what the runs saw.
type eraseTally struct {
	Erasures, Broken       int // times somebody was erased; of those, times that something failed and was done again
	Gone, Stay             int // words that were erased, and that were not
	Names, Anonymous       int // among those erased
	Redacted               int // entries that lost something
	Joins, Resumes, Frames int // afterwards, and what they were sent
}

// utterance is words that there is one of, and the record that they were said in.
type utterance struct{ words, in string }

// RunErase plays a plan with erasures, and returns what broke.
func RunErase(t *testing.T, p Plan, total *eraseTally, tally *Tally) (err error) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, p, tally)
		w.doing = w.utter
		for range p.Steps {
			if w.oracle.broken != nil {
				break
			}
			w.step(w.people[w.rng.IntN(len(w.people))])
			if w.rng.IntN(20) == 0 {
				w.eraseSomebody(total)
			}
		}
		w.heal()
		w.finishErasing()
		w.heal()
		w.checkErased(total)
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

// utter has a person say something that nobody else says, in a note or as their name; or do any work.
func (w *world) utter(p *person) {
	if len(p.tab.Shared) == 0 || len(p.tab.Pending) > 20 {
		return
	}
	words := string(rune(0x20000 + len(w.uttered))) // one character, so that nothing comes into its middle
	var op boards.Op
	anon, in := false, ""
	switch k := w.rng.IntN(10); {
	case k < 2:
		w.work(p)
		return
	case k < 5:
		anon = w.rng.IntN(3) == 0
		op = boardtest.NoteOp(w.rng, w.oracle.state, boardtest.Roles[p.index], words, anon)
		in = op.ID
	case k < 6:
		in = p.viewer.Member
		op = boards.Op{Kind: boards.Set, ID: in, F: map[string]any{"name": words}}
	default:
		notes := slices.DeleteFunc(w.seen("note", p.tab.Shared, p.tab.Own), func(id string) bool { // that there will be more of
			return !slices.ContainsFunc(w.uttered, func(u utterance) bool { return u.in == id })
		})
		if len(notes) == 0 {
			return
		}
		in = notes[w.rng.IntN(len(notes))]
		r := p.tab.Record(in)
		anon = r.Mine && r.F["anon"] == true
		op = boards.Op{Kind: boards.EditText, ID: in, Field: "text", Edit: text.New(text.Retain(w.rng.IntN(len([]rune(p.tab.Text(in, "text")))+1)), text.Insert(words))}
	}
	w.uttered = append(w.uttered, utterance{words, in})
	w.tally.Asked++
	frames := p.tab.Do(anon, op)
	if p.link != nil {
		w.send(p, frames...)
	}
}

// eraseSomebody erases some of what a person said, or all, through a node that may fail to. What is to be is written down first
//
func (w *world) eraseSomebody(total *eraseTally) {
	n := w.nodes[w.rng.IntN(len(w.nodes))]
	if n.hub == nil {
		return
	}
	p := w.people[w.rng.IntN(len(w.people))]
	c, some := boards.Contributor{Member: p.viewer.Member, Owners: []string{p.viewer.Owner}}, w.rng.IntN(3) == 0
	odds := w.rng.Uint64()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	trace("person %d is erased over node %d", p.index, n.number)
	total.Erasures++
	w.oracle.mu.Lock()
	w.oracle.follow() // what is redacted cannot be read afterwards
	w.oracle.mu.Unlock()
	ids, err := n.hub.Erase(ctx, w.board, func(s *boards.State) (ids []string, err error) {
		for i, id := range c.Everything(s) {
			if !some || odds>>(i%64)&1 == 0 {
				ids = append(ids, id)
				w.erasing[id] = true
			}
		}
		return ids, nil
	})
	if err != nil {
		total.Broken++
		return
	}
	synctest.Wait()
	w.visit(n, total, ids)
}

// visit has somebody join a node right after these were erased over it.
func (w *world) visit(n *node, total *eraseTally, ids []string) {
	v := w.people[w.rng.IntN(len(w.people))]
	tab := replica.New(boardtest.ID(w.rng), boardtest.ID(w.rng), fmt.Sprintf("secret-of-participant-%d", v.index))
	w.oracle.knows(tab)
	var mu sync.Mutex
	var sent [][]byte
	link := newLink(n, func(f []byte) {
		mu.Lock()
		defer mu.Unlock()
		sent = append(sent, bytes.Clone(f))
	})
	go n.hub.Serve(context.Background(), w.board, link, realtime.Identity{Member: v.viewer.Member})
	link.up <- tab.Hello()
	synctest.Wait()
	link.cut()
	synctest.Wait()
	total.Joins++
	mu.Lock()
	defer mu.Unlock()
	all := bytes.Join(sent, nil)
	for _, u := range w.uttered {
		if slices.Contains(ids, u.in) && bytes.Contains(all, []byte(u.words)) {
			w.oracle.mu.Lock()
			w.oracle.fail("R-50", "who joins is sent words of %s, which is erased: %.300s", u.in, all)
			w.oracle.mu.Unlock()
		}
	}
}

// finishErasing does what is written down and was not done.
func (w *world) finishErasing() {
	if w.oracle.broken != nil {
		return
	}
	_, err := w.nodes[0].hub.Erase(context.Background(), w.board, func(s *boards.State) (ids []string, err error) {
		for id := range w.erasing {
			if r := s.Record(id); r != nil && (!r.Erased && r.Type != "member") { // a name may have been given anew
				ids = append(ids, id)
			}
		}
		return ids, nil
	})
	if err == nil {
		err = w.nodes[0].hub.Redact(context.Background(), w.board)
	}
	if err != nil {
		w.oracle.fail("R-51", "all is well, and it cannot be erased: %v", err)
	}
}

// checkErased looks for what was erased, and at what was not.
func (w *world) checkErased(total *eraseTally) {
	o := w.oracle
	if o.broken != nil {
		return
	}
	o.mu.Lock()
	o.follow()
	until := map[string]int64{}
	var all []*boards.Entry
	for seq := int64(1); seq <= o.pos.Seq; seq++ {
		e, err := boards.DecodeEntry(seq, o.raw[seq])
		if err != nil {
			w.t.Fatal(err)
		}
		all = append(all, e)
		for _, op := range e.Ops {
			if op.Kind == boards.Erase {
				until[op.ID] = seq
			}
		}
	}
	// Words that stand in an entry after which nobody erased what they were said in stay; no others do.
	gone := map[string]string{}
	for _, u := range w.uttered {
		seq := int64(0)
		for s, raw := range o.raw {
			if bytes.Contains(raw, []byte(u.words)) {
				seq = s
			}
		}
		switch {
		case seq == 0: // never decided, or refused
		case seq < until[u.in]:
			gone[u.words] = u.in
			total.Gone++
			if r := o.state.Record(u.in); r.Type == "member" {
				total.Names++
			} else if r.Owner != "" {
				total.Anonymous++
			}
		default:
			total.Stay++
		}
	}
	now, err := o.log.Read(context.Background(), w.board, journal.Pos{}, 0)
	if err != nil || len(now) != len(all) {
		w.t.Fatal(len(now), len(all), err)
	}
	folded := boards.NewState()
	for i, e := range now {
		if !bytes.Equal(e.Data, o.raw[e.Seq]) {
			total.Redacted++
			mine := false
			for _, op := range all[i].Ops {
				mine = mine || e.Seq < until[op.ID]
			}
			if !mine {
				o.fail("R-51", "entry %d, of which nothing is erased, is another one:\nwas %s\nis  %s", e.Seq, o.raw[e.Seq], e.Data)
			}
		}
		entry, err := boards.DecodeEntry(e.Seq, e.Data)
		if err != nil {
			w.t.Fatal(err)
		}
		folded.Apply(entry)
	}
	if !bytes.Equal(folded.Encode(), o.state.Encode()) {
		o.fail("R-51", "the redacted journal makes another board:\nwant %s\ngot  %s", o.state.Encode(), folded.Encode())
	}
	snapshot, _, err := o.log.Load(context.Background(), w.board)
	if err != nil {
		w.t.Fatal(err)
	}
	o.mu.Unlock()

	look := func(where string, in []byte) {
		for words, id := range gone {
			if bytes.Contains(in, []byte(words)) {
				o.fail("R-50", "%s holds words of %s, which was erased: %.300s", where, id, in)
			}
		}
	}
	for _, e := range now {
		look(fmt.Sprint("entry ", e.Seq), e.Data)
	}
	look("the snapshot", snapshot.Data)
	for _, n := range w.nodes {
		if err := n.hub.Read(context.Background(), w.board, func(s *boards.State) { look(fmt.Sprint("node ", n.number), s.Encode()) }); err != nil {
			w.t.Fatal(err)
		}
	}
	view := func(p *person) {
		for _, part := range []map[string]*boards.ViewRecord{p.tab.Shared, p.tab.Own} {
			b, _ := boards.EncodePart(part)
			look(fmt.Sprint("the view of person ", p.index), b)
		}
	}
	for _, p := range w.people {
		view(p)
	}

	// Everybody comes back, and then joins on another device, to any node.
	w.tap = func(frame []byte) {
		o.mu.Lock()
		defer o.mu.Unlock()
		total.Frames++
		look("a frame", frame)
	}
	before := w.tally.Resumes
	for fresh := range 2 {
		for _, p := range w.people {
			w.disconnect(p)
			if fresh == 1 {
				p.tab = replica.New(boardtest.ID(w.rng), boardtest.ID(w.rng), fmt.Sprintf("secret-of-participant-%d", p.index))
				o.knows(p.tab)
				total.Joins++
			}
		}
		w.heal()
		for _, p := range w.people {
			view(p)
		}
	}
	total.Resumes += w.tally.Resumes - before
}
