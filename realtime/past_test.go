package realtime

import (
	"fmt"
	"testing"

	"feltboard/realtime/journal"
)

func TestThePastIsBoundedInEntriesAndInWhatTheyTouch(t *testing.T) {
	for _, touches := range []int{1, 256} {
		p := past{max: 1000}
		pos := func(seq int) journal.Pos { return journal.Pos{Seq: int64(seq), ID: fmt.Sprint("entry ", seq)} }
		for seq := 1; seq <= 10000; seq++ {
			p.add(pastEntry{id: pos(seq).ID, touched: make([]pastTouch, touches)})
			if len(p.entries) > 2000 || p.touches > 2*maxTouches+256 {
				t.Fatalf("it keeps %d entries that touch %d records", len(p.entries), p.touches)
			}
			if p.floor.Seq > 0 && p.floor != pos(int(p.floor.Seq)) || p.floor.Seq+int64(len(p.entries)) != int64(seq) {
				t.Fatalf("at %d the floor is %v, below %d entries", seq, p.floor, len(p.entries))
			}
		}
		if _, _, ok := p.since(pos(10000-200), 0); !ok {
			t.Error("200 entries back is forgotten")
		}
		if _, _, ok := p.since(pos(10), 0); ok {
			t.Error("nothing is ever forgotten")
		}
	}
}
