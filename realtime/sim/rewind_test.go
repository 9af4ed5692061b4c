package sim

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
	"feltboard/boards/boardtest"
	"feltboard/boards/text"
	"feltboard/realtime/journal"
	"feltboard/realtime/replica"
)

// TestSimRewindsLoseAndDoubleNothing: in the middle of a session an older copy of the journal takes the place of the newer,
// with the nodes running or started again. What people who are still there wrote is there in the end, once.
func TestSimRewindsLoseAndDoubleNothing(t *testing.T) {
	first, n := seeds()
	if n = min(n, 100); testing.Short() {
		n = min(n, 20)
	}
	total := rewound{}
	for seed := first; seed < first+n; seed++ {
		var broken *Broken
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, Plan{Seed: seed, Rewind: true}, &Tally{})
			w.playRewind(&total)
			w.heal()
			w.checkMarks(&total)
			for _, n := range w.nodes {
				if n.hub != nil {
					w.stop(n)
				}
			}
			broken = w.oracle.broken
		})
		if broken != nil {
			t.Errorf("seed %d: %v\nreplay: go test ./realtime/sim -run Rewinds -show -seed=%d", seed, broken, seed)
		}
	}
	t.Logf("%d seeds: %+v", n, total)
	if *seedFlag == 0 && (total.Lost == 0 || total.Kept == 0 || total.Live == 0) {
		t.Errorf("the simulation saw too little")
	}
}

// rewound counts what the runs saw.
type rewound struct {
	Marks, Lost    int // words written; those whose acknowledged entry the rewind took away
	Kept, Tray     int // words there in the end; words in somebody's tray instead
	Refused        int // words that were not there yet, and whose person was told no
	Live, Restarts int // rewinds under living nodes; rewinds with all of them started again
}

// mark is words that there is one of each of.
type mark struct {
	words    string
	by       *person
	in       *replica.Mutation
	answered bool
	refused  bool // and so its person was told, who still has them
}

func (w *world) playRewind(total *rewound) {
	const steps = 120
	backup := w.rng.IntN(steps - 40)
	rewind := backup + 5 + w.rng.IntN(35)
	var older *journal.Memory
	for step := range steps {
		switch step {
		case backup:
			older = w.store.Memory.Clone()
		case rewind:
			w.rewind(older, total)
		}
		p := w.people[w.rng.IntN(len(w.people)-1)] // the last one only reads
		switch k := w.rng.IntN(100); {
		case k < 40:
			w.mark(p)
		case k < 60:
			w.up(p, 1+w.rng.IntN(4))
		case k < 80:
			w.down(p, 1+w.rng.IntN(6))
		case k < 83:
			w.disconnect(p)
		case k < 91:
			if p.link == nil {
				w.connect(p)
			}
		case k < 95:
			time.Sleep(time.Duration(w.rng.IntN(3000)) * time.Millisecond)
		default:
			w.everything()
		}
		synctest.Wait()
		if len(w.nodes) > 1 {
			w.between()
		}
	}
}

// mark has a person write something that nobody else writes, in a note of its own or in one that is there.
func (w *world) mark(p *person) {
	if len(p.tab.Shared) == 0 || len(p.tab.Pending) > 20 {
		return
	}
	words := string(rune('一' + len(w.marks))) // one character, so that nothing can come into its middle
	role := boardtest.Roles[p.index]
	var notes []string
	for _, id := range w.seen("note", p.tab.Shared, p.tab.Own) {
		if r := p.tab.Record(id); !r.Deleted && (r.By == p.viewer.Member || role != boards.Client && r.F["side"] == "team") {
			notes = append(notes, id)
		}
	}
	op := boardtest.NoteOp(w.rng, w.oracle.state, role, words, false)
	if len(notes) > 0 && w.rng.IntN(3) > 0 {
		id := notes[w.rng.IntN(len(notes))]
		now := p.tab.Text(id, "text")
		op = boards.Op{Kind: boards.EditText, ID: id, Field: "text", Edit: text.New(text.Retain(w.rng.IntN(len([]rune(now))+1)), text.Insert(words))}
	}
	frames := p.tab.Do(false, op)
	w.marks = append(w.marks, &mark{words: words, by: p, in: p.tab.Pending[len(p.tab.Pending)-1]})
	if p.link != nil {
		w.send(p, frames...)
	}
}

// rewind puts an older copy in the journal's place. One node alone is not running then; three may be.
func (w *world) rewind(older *journal.Memory, total *rewound) {
	if len(w.nodes) == 1 || w.rng.IntN(2) == 0 {
		total.Restarts++
		for _, n := range w.nodes {
			w.kill(n)
		}
	} else {
		total.Live++
	}
	o := w.oracle
	o.mu.Lock()
	o.follow()
	had, told := o.decided, o.told
	w.store.Memory.Replace(older)
	o.restart()
	o.follow()
	for key := range had {
		if code, was := told[key]; was && code == "" && !o.decided[key] {
			total.Lost++
		}
	}
	o.mu.Unlock()
	for _, n := range w.nodes {
		if n.hub == nil {
			w.start(n)
		}
	}
}

// told notes an answer to a mutation that may hold a mark.
func (w *world) told(p *person, a replica.Answer) {
	for _, m := range w.marks {
		if m.by == p && !m.answered && m.in.Client == a.Client && m.in.N == a.N {
			m.answered, m.refused = true, a.Code != ""
		}
	}
}

// checkMarks looks for all that was written.
func (w *world) checkMarks(total *rewound) {
	w.oracle.mu.Lock()
	defer w.oracle.mu.Unlock()
	var all strings.Builder
	for _, r := range w.oracle.state.Records() {
		if r.Type == "note" {
			all.WriteString(r.Str("text"))
			all.WriteByte(' ')
		}
	}
	for _, m := range w.marks {
		total.Marks++
		tray := false
		for _, l := range m.by.tab.Recovered {
			tray = tray || strings.Contains(l.Words(), m.words)
		}
		switch n := strings.Count(all.String(), m.words); {
		case n > 1:
			w.oracle.fail("I-3", "what person %d wrote, %s, is there %d times", m.by.index, m.words, n)
		case n == 1:
			total.Kept++
		case m.refused:
			total.Refused++
		case tray:
			total.Tray++
		default:
			w.oracle.fail("I-5", "what person %d wrote, %s, is lost", m.by.index, m.words)
		}
	}
}
