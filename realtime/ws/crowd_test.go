package ws_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"feltboard/boards"
	"feltboard/realtime"
)

var quick = realtime.Limits{Rate: 1e6, Burst: 1e6, BoardRate: 1e6, BoardBurst: 1e6}

// tape is the text of one note as a peer sees it: a letter more with every edit. A change that is missing, or there twice,
// breaks the alphabet.
type tape struct {
	id   string
	text string
}

func (x *tape) takeIn(f map[string]any) error {
	switch f["t"] {
	case "snap":
		x.text = ""
		for _, r := range f["records"].([]any) {
			if rec := r.(map[string]any); rec["id"] == x.id {
				x.text, _ = rec["f"].(map[string]any)["text"].(string)
			}
		}
	case "chg":
		for _, change := range f["ops"].([]any) {
			for _, o := range change.([]any) {
				op := o.(map[string]any)
				if op["id"] != x.id || op["op"] != "text" {
					continue
				}
				edit := op["edit"].([]any) // [keep, letter], or [letter]
				keep := 0
				if n, ok := edit[0].(float64); ok {
					keep, edit = int(n), edit[1:]
				}
				if keep != len(x.text) {
					return fmt.Errorf("an edit for %d letters came to %d", keep, len(x.text))
				}
				x.text += edit[0].(string)
			}
		}
	}
	for i := 1; i < len(x.text); i++ {
		if x.text[i] != 'a'+(x.text[i-1]-'a'+1)%26 {
			return fmt.Errorf("after %d letters the alphabet breaks", i)
		}
	}
	return nil
}

// F23 under the race detector; the thousand joins are in server/internal/failure: joining while others write leaves no gap and
// nothing double at the seam between snapshot and changes.
func TestR1JoiningWhileOthersWrite(t *testing.T) {
	const joins, joiners = 200, 8
	r := newRoom(t, realtime.Options{Limits: quick})
	members := make([]string, joiners)
	for i := range members {
		members[i] = r.member(t, boards.Team)
	}
	note := uuid.NewString()
	writer := r.join(t, r.member(t, boards.Team))
	writer.mutate(r.note(note, ""))
	writer.until("chg")
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		pace := time.NewTicker(5 * time.Millisecond)
		defer pace.Stop()
		for i := 0; i < 4900; i++ {
			select {
			case <-stop:
				return
			case <-pace.C:
			}
			edit := []any{i, string(rune('a' + i%26))}
			writer.mutate(map[string]any{"op": "text", "id": note, "field": "text", "edit": edit[min(1, max(0, 1-i)):]})
			for {
				f, err := writer.read()
				if err != nil {
					t.Error(err)
					return
				}
				if f["t"] == "nack" {
					t.Errorf("refused: %v", f)
					return
				}
				if f["t"] == "chg" {
					break
				}
			}
		}
	})
	var joined atomic.Int64
	var all sync.WaitGroup
	for _, m := range members {
		all.Go(func() {
			for joined.Add(1) <= joins && !t.Failed() {
				p := r.dial(t, m)
				p.hello()
				x := &tape{id: note}
				for left := 1 + rand.IntN(3); left > 0; {
					f, err := p.read()
					if err == nil {
						err = x.takeIn(f)
					}
					if err != nil {
						t.Error(err)
						return
					}
					if f["t"] == "chg" && len(x.text) > 0 {
						left--
					}
				}
				p.ws.Close()
			}
		})
	}
	all.Wait()
	close(stop)
	writing.Wait()
}
