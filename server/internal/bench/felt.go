package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// raised are the limits that the bench needs out of its way, all of one machine, one link or one board; the report names
// them.
var raised = []string{
	"CONNECTIONS", "CONNECTIONS_PER_ADDRESS", "CONNECTIONS_PER_LINK", "CONNECTIONS_PER_SESSION", "HANDSHAKES_PER_SECOND",
	"JOINS_PER_LINK", "BOARDS_PER_HOUR", "CHANGES_PER_SECOND", "CHANGES_BURST", "CHANGES_PER_BOARD",
}

const raisedTo = 1_000_000

var setupLink = regexp.MustCompile(`(http://[0-9a-z.:]+)/setup#k=([A-Za-z0-9_-]+)`)

// startFelt starts Feltboard with an empty data folder and signs its owner in.
func (b *bench) startFelt(ctx context.Context, name string) (_ *server, err error) {
	data, err := os.MkdirTemp("", "feltboard-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a data folder: %w", err)
	}
	drop := func() { _ = os.RemoveAll(data) }
	env := []string{"FELTBOARD_ADDR=127.0.0.1:0", "FELTBOARD_DATA=" + data}
	for _, name := range raised {
		env = append(env, "FELTBOARD_"+name+"="+strconv.Itoa(raisedTo))
	}
	args := []string{"serve"}
	if name == inMemory {
		args = []string{"bench", "--memory"}
	}
	p, err := start(ctx, b.cores, env, setupLink, b.Program, args...)
	if err != nil {
		drop()
		return nil, err
	}
	f := &felt{api: newAPI(p.said[1])}
	stop := func() { f.settle(); p.stop(); drop() }
	if f.owner, err = f.post(ctx, "", "/api/setup", map[string]string{"token": p.said[2], "name": "Bench"}, nil); err != nil {
		stop()
		return nil, err
	}
	return &server{name: name, pids: []int{p.pid}, stop: stop, prepare: f.prepare, enter: f.enter, settle: f.settle, fill: f.fill}, nil
}

// felt is a running Feltboard with its boards.
type felt struct {
	api
	owner  string // their cookie
	boards []feltBoard
}

// feltBoard is what somebody needs to join a board.
type feltBoard struct{ id, key string }

func (f *felt) prepare(ctx context.Context, boards int) error {
	f.boards = make([]feltBoard, boards)
	return each(ctx, boards, func(ctx context.Context, i int) error {
		var made struct {
			ID    string
			Links map[string]string
		}
		if _, err := f.post(ctx, f.owner, "/api/v1/boards", map[string]string{"template": "empathy-map", "title": "Bench"}, &made); err != nil {
			return err
		}
		link, err := url.Parse(made.Links["client"])
		if err != nil {
			return fmt.Errorf("read the client link: %w", err)
		}
		f.boards[i] = feltBoard{made.ID, strings.TrimPrefix(link.Fragment, "k=")}
		return nil
	})
}

// enter joins as another customer, with a session of their own.
func (f *felt) enter(ctx context.Context, board, i int) (participant, error) {
	b := f.boards[board]
	cookie, err := f.post(ctx, "", "/api/join", map[string]string{"board": b.id, "key": b.key, "name": "Guest " + strconv.Itoa(i)}, nil)
	if err != nil {
		return participant{}, err
	}
	p := feltPen{writer: i, client: uuid.NewString(), note: uuid.NewString()}
	hello := encode(map[string]any{"t": "hello", "v": 1, "zip": true, "clients": []string{p.client, uuid.NewString()}, "own": strings.ReplaceAll(uuid.NewString(), "-", "")})
	return participant{
		door: door{
			url:    "ws" + strings.TrimPrefix(f.base, "http") + "/ws/boards/" + b.id,
			header: http.Header{"Origin": {f.base}, "Cookie": {cookie}},
			hello:  hello,
		},
		pen: func(o opening, many bool) pen {
			p := p
			p.zone, p.many = firstZone(o.snap), many
			return &p
		},
		pointer: func(o opening) pointer { return feltCursor{firstZone(o.snap)} },
	}, nil
}

// fillers is how many people fill a board.
const fillers = 10

// fill puts notes on the first board, by several customers.
func (f *felt) fill(ctx context.Context, notes []string) error {
	part := (len(notes) + fillers - 1) / fillers
	for i := 0; len(notes) > 0; i++ {
		n := min(part, len(notes))
		if err := f.write(ctx, i, notes[:n]); err != nil {
			return fmt.Errorf("fill the board: %w", err)
		}
		notes = notes[n:]
	}
	return nil
}

// write makes notes of one customer.
func (f *felt) write(ctx context.Context, i int, notes []string) error {
	p, err := f.enter(ctx, 0, i)
	if err != nil {
		return err
	}
	s, o, err := p.door.open(ctx, busyBuffer)
	if err != nil {
		return err
	}
	defer s.close()
	defer context.AfterFunc(ctx, func() { _ = s.close() })()
	author := p.pen(o, false).(*feltPen)
	for part := range slices.Chunk(notes, 100) { // to stay below the 64 KiB of a message
		var ops []any
		for _, text := range part {
			ops = append(ops, putNote(uuid.NewString(), author.zone, text))
		}
		author.n++
		m := encode(map[string]any{"t": "mutate", "c": author.client, "n": author.n, "base": o.frames, "ops": ops})
		if err := s.send(opText, m); err != nil {
			return err
		}
		for answered := false; !answered; {
			_, frame, err := s.next()
			if err != nil {
				return err
			}
			switch kindOf(frame) {
			case "own", "chg", "snap":
				o.frames++
			case "ack":
				answered = true
			case "nack":
				return fmt.Errorf("the server says %.200s", frame)
			}
		}
	}
	return nil
}

// firstZone returns a zone of a snapshot, or "".
func firstZone(snap []byte) string {
	var s struct {
		Records []struct{ ID, Type string }
	}
	if json.Unmarshal(snap, &s) != nil {
		return ""
	}
	i := slices.IndexFunc(s.Records, func(r struct{ ID, Type string }) bool { return r.Type == "zone" })
	if i < 0 {
		return ""
	}
	return s.Records[i].ID
}
