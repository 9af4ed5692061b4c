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

// asker is who asks for mutations: a connection or a post. Its methods belong to the board's goroutine.
type asker interface {
	// actor is who acts in the lane of a client id; ok is false for an id that is not the asker's.
	actor(client string) (a boards.Actor, ok bool)
	// heard says whether what is asked for still counts.
	heard(*board) bool
	// baseOf returns the seq that a text edit was made on; ok is false if that is not known any more. An error breaks the
	// protocol.
	baseOf(*board, *turn, *mutateFrame) (seq int64, ok bool, err error)
	// settled says what became of a mutation: refused, or not known (err), or a yes.
	settled(m *mutation, refused *boards.Error, err error)
	// detach ends the asker: nothing that it sent and that is not decided will be.
	detach(CloseCode)
}

// mutation is a change that somebody asks for.
type mutation struct {
	by asker
	f  *mutateFrame
	// refused is set where a rate said no; it still goes through the board, as answers have an order.
	refused *boards.Error
	weighed bool // the board's rate has let it through
	over    bool
}

// settle tells who asked, once.
func (m *mutation) settle(refused *boards.Error, err error) {
	if !m.over {
		m.over = true
		m.by.settled(m, refused, err)
	}
}

// abandon leaves the mutation unanswered: a client learns of it by the next welcome or resync.
func (m *mutation) abandon(err error) { m.settle(nil, err) }

// join is a connection that has said hello.
type join struct {
	s     *session
	hello *helloFrame
}

func (j *join) abandon(err error) { j.s.end(closeFor(err)) }
