package bustest

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"feltboard/realtime/bus"
)

// patience is how long anything may take that has to happen.
const patience = 10 * time.Second

// ear records what it hears. Between hold and release a call does not return.
type ear struct {
	stop  func()
	spoil bool // overwrite every message

	messages chan string
	standing chan struct{} // a token once Missed was called
	arrived  chan struct{} // a token when a call is held
	gate     atomic.Pointer[chan struct{}]

	inside, overlap atomic.Bool
	missed, heard   atomic.Int64
}

// listen has a node listen to a topic and waits until the subscription stands. The test fails if two calls overlap.
func listen(t *testing.T, b bus.Bus, topic string) *ear {
	t.Helper()
	e := &ear{messages: make(chan string, 1<<15), standing: make(chan struct{}, 1), arrived: make(chan struct{}, 1)}
	e.stop = b.Listen(topic, e)
	select {
	case <-e.standing:
	case <-time.After(patience):
		t.Fatalf("Missed was not called when listening to %s began; Ready: %v", topic, b.Ready())
	}
	t.Cleanup(func() {
		e.release()
		if e.overlap.Load() {
			t.Errorf("calls of the ear for %s overlapped", topic)
		}
	})
	return e
}

func (e *ear) Heard(message []byte) {
	defer e.enter()()
	e.heard.Add(1)
	e.messages <- string(message)
	if e.spoil {
		clear(message)
	}
}

func (e *ear) Missed() {
	defer e.enter()()
	e.missed.Add(1)
	select {
	case e.standing <- struct{}{}:
	default:
	}
}

func (e *ear) enter() (leave func()) {
	if !e.inside.CompareAndSwap(false, true) {
		e.overlap.Store(true)
	}
	if gate := e.gate.Load(); gate != nil {
		select {
		case e.arrived <- struct{}{}:
		default:
		}
		<-*gate
	}
	return func() { e.inside.Store(false) }
}

func (e *ear) hold() {
	gate := make(chan struct{})
	e.gate.Store(&gate)
}

func (e *ear) release() {
	if gate := e.gate.Swap(nil); gate != nil {
		close(*gate)
	}
}

// reached waits until a call is held.
func (e *ear) reached(t *testing.T) {
	t.Helper()
	select {
	case <-e.arrived:
	case <-time.After(patience):
		t.Fatal("the ear was not called")
	}
}

// hears waits for exactly these messages.
func (e *ear) hears(t *testing.T, want ...string) {
	t.Helper()
	for _, w := range want {
		if got := e.next(t, w); got != w {
			t.Fatalf("heard %.40q, want %.40q", got, w)
		}
	}
}

// hearsUntil waits until all these messages have come, whatever comes between.
func (e *ear) hearsUntil(t *testing.T, want ...string) {
	t.Helper()
	for len(want) > 0 {
		got := e.next(t, want[0])
		want = slices.DeleteFunc(want, func(w string) bool { return w == got })
	}
}

func (e *ear) hearsNothing(t *testing.T) {
	t.Helper()
	select {
	case got := <-e.messages:
		t.Fatalf("heard %.40q", got)
	default:
	}
}

func (e *ear) next(t *testing.T, want string) string {
	t.Helper()
	select {
	case got := <-e.messages:
		return got
	case <-time.After(patience):
		t.Fatalf("did not hear %.40q", want)
		return ""
	}
}

func publish(t *testing.T, b bus.Bus, topic, message string) {
	t.Helper()
	b.Publish(topic, []byte(message))
}
