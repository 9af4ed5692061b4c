package realtime

import (
	"sync/atomic"

	"feltboard/boards"
)

// item is something for a board's goroutine to do, in the order given.
type item interface {
	// abandon is called instead, if the board cannot do it.
	abandon(error)
}

// call is the side of whoever waits for an item.
type call struct {
	begun atomic.Bool // set by who comes first: the board that begins, or the caller who gives up
	done  chan error  // buffered

	mine, settled bool // the board's: it has begun; it has answered
}

func newCall() *call { return &call{done: make(chan error, 1)} }

// begin is false if the caller has given up.
func (c *call) begin() bool {
	c.mine = c.mine || c.begun.CompareAndSwap(false, true)
	return c.mine
}

func (c *call) finish(err error) {
	if !c.settled {
		c.settled = true
		c.done <- err
	}
}

func (c *call) abandon(err error) {
	if c.begin() {
		c.finish(err)
	}
}

// task is anything but a change.
type task struct {
	*call
	run   func(*board)
	fresh bool // the board has to be where the journal is
}

// system is a change of the server's own.
type system struct {
	*call
	build func(*boards.State) ([]boards.Op, error)
}

// mutation is a change that a session asks for.
type mutation struct {
	s *session
	f *mutateFrame
	// refused is set where a rate said no; it still goes through the board, as answers have an order.
	refused *boards.Error
	weighed bool // the board's rate has let it through
	settled bool
}

// settle makes room for another mutation of the session, once.
func (m *mutation) settle() {
	if !m.settled {
		m.settled = true
		m.s.answered()
	}
}

// abandon leaves the mutation unanswered: the client learns of it by the next welcome or resync.
func (m *mutation) abandon(error) { m.settle() }

// join is a connection that has said hello.
type join struct {
	s     *session
	hello *helloFrame
}

func (j *join) abandon(err error) { j.s.end(closeFor(err)) }
