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

	"feltboard/boards/fixture"

	"github.com/google/uuid"
)

// raised are the limits that the bench needs out of its way, all of one machine, one link or one board; the report names
// them.
var raised = []string{
	"CONNECTIONS", "CONNECTIONS_PER_ADDRESS", "CONNECTIONS_PER_LINK", "CONNECTIONS_PER_SESSION", "HANDSHAKES_PER_SECOND",
	"JOINS_PER_LINK", "BOARDS_PER_HOUR", "CHANGES_PER_SECOND", "CHANGES_BURST", "CHANGES_PER_BOARD",
}

const raisedTo = 1_000_000

var (
	setupLink = regexp.MustCompile(`(http://[0-9a-z.:]+)/setup#k=([A-Za-z0-9_-]+)`)
	welcome   = regexp.MustCompile(`Feltboard is at (http://[0-9a-z.:]+)`)
)

// startFelt starts Feltboard, one process or several, with nothing in its database, and signs its owner in.
func (b *bench) startFelt(ctx context.Context, name string) (_ *server, err error) {
	dir, err := os.MkdirTemp("", "feltboard-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a data folder: %w", err)
	}
	f := &felt{}
	s := &server{name: name, nodes: 1, prepare: f.prepare, enter: f.enter, settle: f.settle, fill: f.fill, session: f.session}
	ends := []func(){func() { _ = os.RemoveAll(dir) }}
	s.stop = func() {
		f.settle()
		for _, end := range slices.Backward(ends) {
			end()
		}
	}
	defer func() {
		if err != nil {
			s.stop()
		}
	}()
	env, args := []string{"FELTBOARD_ADDR=127.0.0.1:0", "FELTBOARD_DATA=" + dir}, []string{"serve"}
	for _, name := range raised {
		env = append(env, "FELTBOARD_"+name+"="+strconv.Itoa(raisedTo))
	}
	switch name {
	case inMemory:
		args = []string{"bench", "--memory"}
	case twoNodes:
		s.nodes = 2
		fallthrough
	case oneNode:
		k, err := b.startBacking(ctx, s.nodes, dir)
		if err != nil {
			return nil, err
		}
		ends = append(ends, k.stop)
		env = append(env, k.env...)
		s.pids = k.redis
		s.store = func() ([]int, error) { return family("postgres") }
	}
	for len(f.nodes) < s.nodes {
		ready := welcome
		if len(f.nodes) == 0 {
			ready = setupLink
		}
		p, err := start(ctx, b.cores, env, ready, b.Program, args...)
		if err != nil {
			return nil, err
		}
		ends = append(ends, p.stop)
		s.pids = append(s.pids, p.pid)
		f.nodes = append(f.nodes, newAPI(p.said[1]))
		if f.owner != "" {
			continue
		}
		if f.owner, err = f.nodes[0].post(ctx, "", "/api/setup", map[string]string{"token": p.said[2], "name": "Bench"}, nil); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// felt is a running Feltboard with its boards.
type felt struct {
	nodes  []api
	owner  string // their cookie
	boards []feltBoard
	play   *play // of the session, if board 0 is one
}

// feltBoard is what somebody needs to join a board: the keys of its links.
type feltBoard struct{ id, client, team string }

func (f *felt) prepare(ctx context.Context, boards int) error {
	return f.make(ctx, boards, fixture.Plain) // built-in templates may begin with notes that are private
}

// session makes board 0 with what sessionTemplate says and puts notes on it.
func (f *felt) session(ctx context.Context, notes []string) error {
	if err := f.make(ctx, 1, sessionTemplate); err != nil {
		return err
	}
	if err := f.fill(ctx, notes); err != nil {
		return err
	}
	f.play = &play{}
	return nil
}

// make makes boards of a template.
func (f *felt) make(ctx context.Context, boards int, template []byte) error {
	f.boards = make([]feltBoard, boards)
	var own struct{ ID string }
	if _, err := f.nodes[0].post(ctx, f.owner, "/api/v1/templates", json.RawMessage(template), &own); err != nil {
		return err
	}
	return each(ctx, boards, func(ctx context.Context, i int) error {
		var made struct {
			ID    string
			Links map[string]string
		}
		if _, err := f.nodes[0].post(ctx, f.owner, "/api/v1/boards", map[string]string{"template": own.ID, "title": "Bench"}, &made); err != nil {
			return err
		}
		keys := map[string]string{}
		for role, address := range made.Links {
			link, err := url.Parse(address)
			if err != nil {
				return fmt.Errorf("read the %s link: %w", role, err)
			}
			keys[role] = strings.TrimPrefix(link.Fragment, "k=")
		}
		f.boards[i] = feltBoard{made.ID, keys["client"], keys["team"]}
		return nil
	})
}

// enter joins as another customer, with a session of their own; where there is a session, the first one is the facilitator
// and those after them are of the team.
func (f *felt) enter(ctx context.Context, board, i int) (participant, error) {
	b, node := f.boards[board], f.nodes[i%len(f.nodes)]
	cookie, key := f.owner, b.client
	if f.play != nil && i <= team {
		key = b.team
	}
	if f.play == nil || i != host {
		var err error
		cookie, err = node.post(ctx, "", "/api/join", map[string]string{"board": b.id, "key": key, "name": "Guest " + strconv.Itoa(i)}, nil)
		if err != nil {
			return participant{}, err
		}
	}
	p := feltPen{writer: i, client: uuid.NewString(), note: uuid.NewString()}
	hello := encode(map[string]any{"t": "hello", "v": 1, "zip": true, "clients": []string{p.client, uuid.NewString()}, "own": strings.ReplaceAll(uuid.NewString(), "-", "")})
	return participant{
		door: door{
			url:    "ws" + strings.TrimPrefix(node.base, "http") + "/ws/boards/" + b.id,
			header: http.Header{"Origin": {node.base}, "Cookie": {cookie}},
			hello:  hello,
		},
		pen: func(o opening, many bool) pen {
			p := p
			if f.play != nil {
				return newFeltActor(p, f.play, o.snap)
			}
			p.zone, p.many = firstZone(o.snap), many
			return &p
		},
		pointer: func(o opening) pointer { return feltCursor{firstZone(o.snap)} },
	}, nil
}

// settle lets go of the connections that were needed to come in.
func (f *felt) settle() {
	for _, node := range f.nodes {
		node.settle()
	}
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
