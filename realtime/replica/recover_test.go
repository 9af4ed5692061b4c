package replica_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/canon"
	"feltboard/boards/text"
	"feltboard/realtime/replica"
)

var seedFlag = flag.Uint64("recover.seed", 0, "play this seed alone")

// TestRewoundHistory lets two to four people work, puts older copies of the board in place while they do, and lets them
// come back in any order (F14, F35, R-33). In the end every word that somebody typed stands on the board exactly once,
// unless a person deleted it or was told that it could not be taken, and everybody sees what the server holds.
func TestRewoundHistory(t *testing.T) {
	seeds := []uint64{*seedFlag}
	if *seedFlag == 0 {
		seeds = nil
		for n := range uint64(100) {
			seeds = append(seeds, n+1)
		}
	}
	var sum tally
	for _, seed := range seeds {
		w := newWorld(seed, &sum)
		w.play()
		if err := w.check(); err != nil {
			t.Fatalf("seed %d (-recover.seed=%d): %v", seed, seed, err)
		}
	}
	t.Logf("%+v", sum)
	if *seedFlag == 0 && (sum.lost < 500 || sum.kept*20 > sum.typed || sum.standing*2 < sum.typed) {
		t.Errorf("too little was lost, or too much not given back: %+v", sum)
	}
}

// tally counts characters typed, and what became of them: they stand on the board, were deleted, were refused, or are kept
// for their writer; and mutations that rewinds took away.
type tally struct{ typed, standing, unwanted, refused, kept, lost, rewinds int }

type world struct {
	rng      *rand.Rand
	room     *boardtest.Room
	people   []*person
	copies   []int // lengths of the journal that were put aside
	next     rune
	typed    []rune
	unwanted map[rune]bool
	sum      *tally
}

// person is one tab and, while it has one, its line: frames that are under way, and what the server knows of it.
type person struct {
	actor boards.Actor
	r     *replica.Replica
	on    bool
	down  [][]byte
	up    [][]byte
	seen  []int64         // per frame that was sent: the board's seq, -1 in the middle of a turn
	told  strings.Builder // words that were refused
}

func newWorld(seed uint64, sum *tally) *world {
	rng := rand.New(rand.NewPCG(seed, 33))
	w := &world{rng: rng, room: boardtest.NewRoom(rng), next: 0x4e00, unwanted: map[rune]bool{}, sum: sum}
	for i := range 2 + rng.IntN(3) {
		secret := fmt.Sprintf("secret-of-participant-%d", i)
		w.people = append(w.people, &person{actor: w.room.Actors[i], r: replica.New(boardtest.ID(rng), boardtest.ID(rng), secret)})
	}
	return w
}

func (w *world) play() {
	for range 80 + w.rng.IntN(200) {
		p := w.people[w.rng.IntN(len(w.people))]
		switch n := w.rng.IntN(40); {
		case n < 14:
			w.act(p)
		case n < 34:
			w.network(p)
		case n < 36:
			w.cut(p)
		case n < 38:
			w.copies = append(w.copies, len(w.room.Journal))
		case len(w.copies) > 0:
			w.rewind(w.rng.IntN(len(w.copies)))
		}
	}
	for range 4000 {
		for _, p := range w.people {
			w.network(p)
		}
		if !slices.ContainsFunc(w.people, func(p *person) bool {
			return !p.on || len(p.up)+len(p.down)+len(p.r.Pending) > 0 || !p.r.Live()
		}) {
			return
		}
	}
}

// rewind puts the i-th copy in place: the newer ones never were.
func (w *world) rewind(i int) {
	n := w.copies[i]
	w.sum.rewinds++
	w.sum.lost += len(w.room.Journal) - n
	w.copies = w.copies[:i+1]
	w.room.Journal = w.room.Journal[:n:n]
	w.room.State = boards.NewState()
	for seq, payload := range w.room.Journal {
		e, err := boards.DecodeEntry(int64(seq+1), payload)
		if err != nil {
			panic(err)
		}
		w.room.State.Apply(e)
	}
	for _, p := range w.people {
		w.cut(p)
	}
}

func (w *world) cut(p *person) {
	p.on, p.up, p.down = false, nil, nil
	p.r.Lost()
}

// typing is some characters that nobody has typed before.
func (w *world) typing() string {
	var s strings.Builder
	for range 1 + w.rng.IntN(3) {
		s.WriteRune(w.next)
		w.typed = append(w.typed, w.next)
		w.next++
	}
	return s.String()
}

func (w *world) act(p *person) {
	var notes []string
	for id, rec := range p.r.Shared {
		if rec.Type == "note" {
			notes = append(notes, id)
		}
	}
	for id, rec := range p.r.Own {
		if rec.Type == "note" && !slices.Contains(notes, id) {
			notes = append(notes, id)
		}
	}
	slices.Sort(notes)
	role := w.room.State.Role(p.actor.Member)
	if p.r.Shared[p.actor.Member] == nil {
		return // nobody knows the board yet
	}
	n := w.rng.IntN(20)
	if len(notes) == 0 || n < 3 && len(notes) < 6 {
		words := w.typing()
		anon := w.rng.IntN(4) == 0
		p.ask(anon, boardtest.NoteOp(w.rng, w.room.State, role, words, anon))
		return
	}
	id := notes[w.rng.IntN(len(notes))]
	rec := p.r.Record(id)
	anon := rec.Mine && rec.F["anon"] == true
	switch {
	case n < 14:
		now := []rune(p.r.Text(id, "text"))
		at, gone := w.rng.IntN(len(now)+1), 0
		if w.rng.IntN(4) == 0 {
			gone = min(1+w.rng.IntN(2), len(now)-at)
		}
		for _, c := range now[at : at+gone] {
			w.unwanted[c] = true
		}
		words := w.typing()
		edit := text.New(text.Retain(at), text.Insert(words), text.Delete(gone))
		p.ask(anon, boards.Op{Kind: boards.EditText, ID: id, Field: "text", Edit: edit})
	case n < 17:
		p.ask(anon, boards.Op{Kind: boards.Set, ID: id, F: map[string]any{"emotion": int64(w.rng.IntN(5) - 2)}})
	case n < 18 && !rec.Deleted:
		p.ask(anon, boards.Op{Kind: boards.Del, ID: id})
	default:
		p.ask(anon, boards.Op{Kind: boards.Res, ID: id})
	}
}

func (p *person) ask(anon bool, op boards.Op) { p.send(p.r.Do(anon, op)) }

func (p *person) send(frames [][]byte) { p.up = append(p.up, frames...) }

// network moves a frame or two of somebody's line, or connects it.
func (w *world) network(p *person) {
	if !p.on {
		w.connect(p)
		return
	}
	for range 1 + w.rng.IntN(3) {
		if len(p.up) > 0 && w.rng.IntN(2) == 0 {
			frame := p.up[0]
			p.up = p.up[1:]
			w.mutate(p, frame)
		}
		if len(p.down) > 0 && p.on {
			frame := p.down[0]
			p.down = p.down[1:]
			before := slices.Clone(p.r.Pending)
			out, err := p.r.Receive(frame)
			w.hear(p, before)
			if errors.Is(err, replica.ErrReconnect) {
				w.cut(p)
				return
			} else if err != nil {
				panic(err)
			}
			p.send(out)
		}
	}
}

// hear notes the words of what was refused.
func (w *world) hear(p *person, before []*replica.Mutation) {
	for _, a := range p.r.Answers {
		for _, m := range before {
			if a.Code != "" && m.Client == a.Client && m.N == a.N {
				for _, o := range m.Ops {
					if o.Kind == boards.Put {
						p.told.WriteString(o.Rec.F["text"].(string))
					}
					for _, c := range o.Edit {
						p.told.WriteString(c.Insert)
					}
				}
			}
		}
	}
	p.r.Answers = nil
}

func (w *world) viewer(p *person) boards.Viewer {
	return boards.Viewer{Member: p.actor.Member, Owner: p.actor.Owner, Audience: w.room.State.Role(p.actor.Member).Audience()}
}

func (w *world) connect(p *person) {
	s, v := w.room.State, w.viewer(p)
	p.on, p.seen = true, []int64{-1}
	last := map[string]any{}
	for _, c := range []string{p.r.Named, p.r.Anon} {
		a := p.actor
		a.Anon = c == p.r.Anon
		n, refused := s.Last(c, a)
		list := []any{}
		for _, r := range refused {
			list = append(list, []any{r.N, string(r.Code)})
		}
		last[c] = map[string]any{"n": n, "refused": list}
	}
	me := map[string]any{"member": v.Member, "role": string(s.Role(v.Member)), "audience": v.Audience.String()}
	p.say(s.Seq, map[string]any{"t": "welcome", "me": me, "resumed": false, "last": last, "now": int64(0)}, false)
	view := boards.Project(s, v)
	shared, digest := boards.EncodePart(view.Shared)
	p.down = append(p.down, fmt.Appendf(nil, `{"t":"snap","records":%s,"digest":%q}`, shared, digest))
	own := []boards.Op{}
	for id, rec := range view.Own {
		own = append(own, boards.Op{Kind: boards.Put, ID: id, View: rec})
	}
	p.down = append(p.down, fmt.Appendf(nil, `{"t":"own","full":true,"ops":%s}`, boards.EncodeViewOps([][]boards.Op{own})))
	p.seen = append(p.seen, -1, s.Seq)
}

func (p *person) say(seq int64, m map[string]any, numbered bool) {
	b, err := canon.Append(nil, m)
	if err != nil {
		panic(err)
	}
	p.down = append(p.down, b)
	if numbered {
		p.seen = append(p.seen, seq)
	}
}

// mutate decides one mutation and tells everybody who is connected.
func (w *world) mutate(p *person, frame []byte) {
	v, err := canon.Decode(frame)
	if err != nil {
		panic(err)
	}
	f := v.(map[string]any)
	ops, err := boards.DecodeOps(f["ops"])
	if err != nil {
		panic(err)
	}
	m := boards.Mutation{Client: f["c"].(string), N: f["n"].(int64), Base: p.seen[f["base"].(int64)], Ops: ops}
	void, _ := f["void"].([]any)
	for _, n := range void {
		m.Void = append(m.Void, n.(int64))
	}
	a, s := p.actor, w.room.State
	a.Anon = m.Client == p.r.Anon
	nack := func(code boards.Code, next int64) {
		p.say(0, map[string]any{"t": "nack", "c": m.Client, "n": m.N, "code": string(code), "message": "", "next": next}, false)
	}
	if code, decided := s.Decided(m.Client, m.N); decided {
		if code != "" {
			nack(code, 0)
		} else {
			p.down = append(p.down, fmt.Appendf(nil, `{"t":"ack","a":[[%q,%d,-1,-1]]}`, m.Client, m.N))
		}
		return
	}
	if m.Base < 0 {
		nack(boards.StaleBase, 0)
		return
	}
	change, refused := w.room.Try(a, m)
	if refused != nil {
		if !slices.Contains([]boards.Code{boards.Gap, boards.StaleBase, boards.UnknownClient}, refused.Code) {
			s.Refuse(m.Client, a, m.N, refused.Code)
		}
		nack(refused.Code, refused.Next)
		return
	}
	for _, other := range w.people {
		if other.on {
			w.tell(other, change, other == p, m)
		}
	}
}

func (w *world) tell(p *person, c *boards.Change, asked bool, m boards.Mutation) {
	v := w.viewer(p)
	own, shared := c.Own(v), c.Shared(v.Audience)
	if asked {
		at := []int{-1, -1}
		for i, ops := range [][]boards.Op{own, shared} {
			if len(ops) > 0 {
				at[i] = 0
			}
		}
		p.down = append(p.down, fmt.Appendf(nil, `{"t":"ack","a":[[%q,%d,%d,%d]]}`, m.Client, m.N, at[0], at[1]))
	}
	if len(own) > 0 {
		p.down = append(p.down, fmt.Appendf(nil, `{"t":"own","ops":%s}`, boards.EncodeViewOps([][]boards.Op{own})))
		p.seen = append(p.seen, w.room.State.Seq)
	}
	if len(shared) > 0 {
		if len(own) > 0 {
			p.seen[len(p.seen)-1] = -1
		}
		p.down = append(p.down, fmt.Appendf(nil, `{"t":"chg","ops":%s}`, boards.EncodeViewOps([][]boards.Op{shared})))
		p.seen = append(p.seen, w.room.State.Seq)
	}
}

func (w *world) check() error {
	var board, told, kept strings.Builder
	for _, rec := range w.room.State.Records() {
		if rec.Type == "note" {
			board.WriteString(rec.Str("text"))
		}
	}
	for i, p := range w.people {
		if len(p.r.Pending) > 0 || !p.r.Live() {
			return fmt.Errorf("person %d has %d pending, live %t", i, len(p.r.Pending), p.r.Live())
		}
		view := boards.Project(w.room.State, w.viewer(p))
		for _, part := range [][2]map[string]*boards.ViewRecord{{view.Shared, p.r.Shared}, {view.Own, p.r.Own}} {
			want, _ := boards.EncodePart(part[0])
			if got, _ := boards.EncodePart(part[1]); !bytes.Equal(got, want) {
				return fmt.Errorf("person %d sees %s, the server holds %s", i, got, want)
			}
		}
		told.WriteString(p.told.String())
		for _, l := range slices.Concat(p.r.Recovered, p.r.Waiting()) {
			kept.WriteString(l.Words())
		}
	}
	for _, c := range w.typed {
		w.sum.typed++
		switch n := strings.Count(board.String(), string(c)); {
		case n > 1:
			return fmt.Errorf("%c stands %d times", c, n)
		case n == 1:
			w.sum.standing++
		case w.unwanted[c]:
			w.sum.unwanted++
		case strings.ContainsRune(told.String(), c):
			w.sum.refused++
		case strings.ContainsRune(kept.String(), c):
			w.sum.kept++
		default:
			return fmt.Errorf("%c was lost", c)
		}
	}
	return nil
}
