package realtime

import (
	"testing"
	"testing/synctest"
	"time"

	"feltboard/boards"
)

func TestR20FramesTellTheTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{})
		tells := func(f map[string]any) {
			t.Helper()
			if f["now"] != time.Now().UnixMilli() {
				t.Errorf("R-20: at %d a %s says %v", time.Now().UnixMilli(), f["t"], f["now"])
			}
		}
		c := w.connect(w.member(boards.Client))
		c.hello("")
		tells(c.until("welcome", nil))
		for range 3 {
			tells(c.until("beat", nil))
		}
		p := w.connect(w.member(boards.Client))
		p.send(map[string]any{"t": "hello", "v": 1, "clients": p.clients[:], "own": p.own, "posts": true, "poll": pollNow})
		tells(p.until("welcome", nil))
		tells(p.until("beat", nil))
	})
}
