package realtime

import (
	"context"
	"errors"
	"testing"

	"feltboard/boards"
)

// broken is a connection with a bug in it.
type broken struct{ *pipe }

func (b broken) Read(ctx context.Context) ([]byte, error) {
	m, err := b.pipe.Read(ctx)
	if string(m) == "panic" {
		panic("a bug")
	}
	return m, err
}

// S-16: a panic ends the connection that it is in, with a code, and is counted; whoever else is on the board notices nothing.
func TestAPanicEndsOneConnection(t *testing.T) {
	metrics := &Metrics{}
	w := newWorld(t, Options{Metrics: metrics})
	other := w.join(w.member(boards.Team))
	member, ended, p := w.member(boards.Team), make(chan error, 1), newPipe()
	c := &client{t: t, p: p, clients: [2]string{id(), id()}, own: "a-secret-of-somebody-else"}
	c.forget()
	go func() { ended <- w.hub.Serve(t.Context(), w.board, broken{p}, Identity{Member: member}) }()
	c.hello("")
	c.until("own", nil)
	p.in <- []byte("panic")
	var closed *CloseError
	if err := <-ended; !errors.As(err, &closed) || closed.Code != CloseInternal {
		t.Errorf("it ended with %v", err)
	}
	if n := metrics.Panics.Load(); n != 1 {
		t.Errorf("%d panics were counted", n)
	}
	if code := other.answered(0, other.mutate(0, w.note(id(), "all is well"))); code != "" {
		t.Errorf("the other was refused: %s", code)
	}
}
