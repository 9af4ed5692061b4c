package bench

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// The servers under test, by the names the report gives them.
const (
	rawPrepared = "raw-prepared"
	rawBatch    = "raw-batch"
	feltboard   = "feltboard"
)

// rawNoteBytes is what a note takes in a raw server's snapshot; it stays, so that the yardstick does.
const rawNoteBytes = 182

var contenders = []string{rawPrepared, rawBatch, feltboard}

// server is one that runs, with a board that everybody can enter.
type server struct {
	name string
	pid  int
	stop func()
	// enter makes the i-th participant of the board.
	enter func(ctx context.Context, i int) (participant, error)
	// fill puts notes on the board; nil where there is nothing to put them on.
	fill func(ctx context.Context, notes int) error
}

type participant struct {
	door door
	// writer prepares for editing with many or with one edit in flight.
	writer func(o opening, many bool) editing
}

func (b *bench) start(ctx context.Context, name string) (*server, error) {
	if name == feltboard {
		return startFelt(ctx, b.cores, b.Program)
	}
	return b.startRaw(ctx, name)
}

var rawAddress = regexp.MustCompile(`^http://([0-9.:]+)$`)

func (b *bench) startRaw(ctx context.Context, name string) (*server, error) {
	p, err := start(ctx, b.cores, nil, rawAddress, b.Program, "bench", "--raw="+strings.TrimPrefix(name, "raw-"))
	if err != nil {
		return nil, err
	}
	s := &server{name: name, pid: p.pid, stop: p.stop}
	snapshot := 0
	s.enter = func(_ context.Context, i int) (participant, error) {
		u := "ws://" + p.said[1] + "/"
		if snapshot > 0 {
			u += "?snapshot=" + strconv.Itoa(snapshot)
		}
		return participant{
			door:   door{url: u},
			writer: func(opening, bool) editing { return rawEditing{i, uuid.NewString()} },
		}, nil
	}
	s.fill = func(_ context.Context, notes int) error {
		snapshot = notes * rawNoteBytes
		return nil
	}
	return s, nil
}
