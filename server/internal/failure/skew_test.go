package failure

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"feltboard/realtime/journal"
	"feltboard/realtime/ws"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
)

// Entries that a later version wrote: an op of a kind that we do not know, and another form altogether.
var newer = []string{
	`{"ops":[{"id":"d9b2d63d-a233-4123-847a-7090cb4ad4ad","op":"shimmer"}],"t":1,"v":1}`,
	`{"glow":[],"v":2}`,
}

// F33: a board holds what a later version wrote. It is kept, and the board served read-only up to there by name; others go on.
// Clients of an earlier version are served, those of a later one told.
func TestF33NewerEntries(t *testing.T) {
	play(t, row{id: "F33", count: 1, nightly: 20, chunk: 1}, func(r *run) { skewed(r, single(r)) })
}

// F33 with several nodes: the later version writes beside them, as in a rolling upgrade.
func TestF33NewerNodes(t *testing.T) {
	play(t, row{id: "F33", part: "-nodes", count: 1, nightly: 20, chunk: 1}, func(r *run) { skewed(r, cluster(r, several{})) })
}

func skewed(r *run, at *stand) {
	r.Helper()
	c := newCrew(r, at, shape{writers: 9, boards: 3, stroke: 100 * 1e6})
	c.write()
	c.progress("people write", 100)
	c.settle()
	if at.postgres == nil { // its file is its own
		at.nodes[0].Kill()
		log := openData(r, at.dir)
		plant(r, log, c.boards)
		r.must(log.Close())
		at.up(0)
	} else {
		log := at.open()
		plant(r, log, c.boards)
		r.must(log.Close())
	}

	for i, place := range c.boards {
		for n, node := range at.nodes {
			w := c.writers[i]
			guest := newTab(w.person, place.ID, fmt.Sprintf("a guest of board %d on node %d", i, n), nil)
			r.must(guest.connect(node.Base))
			r.must(guest.until(guest.Live))
			if len(guest.Shared) < len(w.Shared) {
				r.Errorf("%s sees %d records of %d", guest.name, len(guest.Shared), len(w.Shared))
			}
			op := guest.note(r.rng, "from an older version")
			r.must(guest.ask(op))
			err := guest.until(func() bool { return len(guest.Pending) == 0 })
			switch {
			case i < len(newer) && (err == nil || !strings.Contains(err.Error(), "read_only") || len(guest.Pending) != 1):
				r.Errorf("%s: %v, with %d pending", guest.name, err, len(guest.Pending))
			case i >= len(newer) && err != nil:
				r.Error(err)
			}
			guest.disconnect()
		}
	}
	for n, node := range at.nodes {
		if stops, err := node.Ready(r.Context()); err != nil || len(stops) > 0 {
			r.Errorf("node %d is taken out of service for a board: %v, %v", n, stops, err)
		}
		problems, err := node.Warnings(r.Context())
		r.must(err)
		for i := range newer {
			if !strings.Contains(fmt.Sprint(problems), c.boards[i].ID) {
				r.Errorf("node %d does not name board %d: %v", n, i, problems)
			}
		}
		if strings.Contains(fmt.Sprint(problems), c.boards[2].ID) {
			r.Errorf("node %d blames a board for others: %v", n, problems)
		}
	}
	older(r, at, c)

	history := at.history(c.boards)
	for i, payload := range newer {
		all := history[c.boards[i].ID]
		if last := all[len(all)-1]; string(last.Data) != payload {
			r.Errorf("board %d no longer ends with what a later version wrote: %s", i, last.Data)
		}
		history[c.boards[i].ID] = all[:len(all)-1]
	}
	delete(history, c.boards[2].ID) // the guests wrote on it, unrecorded
	for _, p := range c.record.CheckYes(nil, history) {
		r.Error(p)
	}
}

// plant appends one newer entry each to the first boards.
func plant(r *run, log journal.Journal, places []*place) {
	r.Helper()
	for i, payload := range newer {
		heads, err := log.Heads(r.Context(), []string{places[i].ID})
		r.must(err)
		_, err = log.Commit(r.Context(), places[i].ID, heads[places[i].ID], func([]journal.Entry) ([][]byte, error) {
			return [][]byte{[]byte(payload)}, nil
		})
		r.must(err)
	}
}

// older says what clients of other versions say: the first one all that it must, a later one something of its own.
func older(r *run, at *stand, c *crew) {
	r.Helper()
	who := newPerson(at.origin)
	r.must(who.join(at.front(), c.boards[2], "team", ""))
	dial := func() *websocket.Conn {
		d := websocket.Dialer{Jar: who.http.Jar, Subprotocols: []string{ws.Subprotocol}, HandshakeTimeout: silence}
		conn, _, err := d.DialContext(context.Background(), "ws"+strings.TrimPrefix(at.nodes[0].Base, "http")+"/ws/boards/"+c.boards[2].ID, http.Header{"Origin": {at.origin}})
		r.must(err)
		return conn
	}
	hello := func(version int) []byte {
		return fmt.Appendf(nil, `{"t":"hello","v":%d,"clients":[%q,%q],"own":%q}`, version, uuid.NewString(), uuid.NewString(), strings.Repeat("s", 22))
	}
	first := dial()
	defer first.Close()
	r.must(first.WriteMessage(websocket.TextMessage, hello(1)))
	if _, b, err := first.ReadMessage(); err != nil || !bytes.Contains(b, []byte(`"t":"welcome"`)) {
		r.Errorf("a client of the first version gets %s, %v", b, err)
	}
	later := dial()
	defer later.Close()
	r.must(later.WriteMessage(websocket.TextMessage, hello(99)))
	if _, _, err := later.ReadMessage(); closeCode(err) != 4001 {
		r.Errorf("a client of a version to come gets %v", err)
	}
}
