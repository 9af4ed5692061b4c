package bench

import (
	"context"
	"regexp"
	"strconv"

	"github.com/google/uuid"
)

// The servers under test, by the names the report gives them.
const (
	raw        = "raw"
	rawBatched = "raw-batched"
	feltboard  = "feltboard"
	inMemory   = "feltboard, memory"
	oneNode    = "one node"
	twoNodes   = "two nodes"
)

// server is one that runs, with boards that everybody can enter.
type server struct {
	name string
	pids []int // of the processes whose CPU time and memory count
	// nodes is how many there are; the i-th participant is at node i modulo nodes.
	nodes int
	// store lists the processes of a database that keeps the boards; their CPU time counts apart. Nil where there is none.
	store func() ([]int, error)
	stop  func()
	// prepare makes boards, numbered from 0.
	prepare func(ctx context.Context, boards int) error
	// session makes board 0 one of a session, with notes on it; pens are actors there.
	session func(ctx context.Context, notes []string) error
	// enter makes the i-th participant of a board. It may be called concurrently.
	enter func(ctx context.Context, board, i int) (participant, error)
	// settle lets go of what only preparing needed.
	settle func()
	// fill puts notes on board 0.
	fill func(ctx context.Context, notes []string) error
}

type participant struct {
	door door
	// pen prepares for editing, for many edits in flight or one.
	pen func(o opening, many bool) pen
	// pointer prepares for moving a cursor.
	pointer func(o opening) pointer
}

func (b *bench) start(ctx context.Context, name string) (*server, error) {
	switch name {
	case onePass, suggestions:
		return &server{name: name, stop: func() {}}, nil
	case raw:
		return b.startRaw(ctx, name, "prepared")
	case rawBatched:
		return b.startRaw(ctx, name, "batched")
	}
	return b.startFelt(ctx, name)
}

var rawAddress = regexp.MustCompile(`^http://([0-9.:]+)$`)

func (b *bench) startRaw(ctx context.Context, name, kind string) (*server, error) {
	p, err := start(ctx, b.cores, nil, rawAddress, b.Program, "bench", "--raw="+kind)
	if err != nil {
		return nil, err
	}
	s := &server{name: name, pids: []int{p.pid}, nodes: 1, stop: p.stop, settle: func() {}}
	s.prepare = func(context.Context, int) error { return nil }
	acting, snapshot := false, 0
	s.session = func(context.Context, []string) error {
		acting = true
		return nil
	}
	s.enter = func(_ context.Context, board, i int) (participant, error) {
		u := "ws://" + p.said[1] + "/?room=" + strconv.Itoa(board) + "&snapshot=" + strconv.Itoa(snapshot)
		return participant{
			door: door{url: u},
			pen: func(_ opening, many bool) pen {
				switch {
				case acting:
					return newRawActor(i)
				case many:
					return rawPen{i, uuid.NewString(), restNone}
				}
				return rawPen{i, uuid.NewString(), restEcho}
			},
			pointer: func(opening) pointer { return rawCursor{uuid.NewString(), uuid.NewString()} },
		}, nil
	}
	s.fill = func(_ context.Context, notes []string) error {
		for _, n := range notes {
			snapshot += len(n) + rawNoteBytes
		}
		return nil
	}
	return s, nil
}

// rawNoteBytes is what a note takes in a raw server's snapshot beside its text; it stays, so that the yardstick does.
const rawNoteBytes = 142
