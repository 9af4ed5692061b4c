// Package bustest is the contract of bus.Bus as a test suite.
//
// Every implementation that reaches other nodes passes [Run]. What only one kind of transport can show (a server that is away)
// is tested beside that implementation.
package bustest

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	"feltboard/realtime/bus"
)

// Run tests the implementation behind network. Each call of network makes a new network, or a new part of one where nobody
// else is heard, and returns the function by which a node joins it. Nodes are closed before the test ends.
func Run(t *testing.T, network func(t *testing.T) (join func() bus.Bus)) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, join func() bus.Bus)
	}{
		{"OthersHear", othersHear},
		{"ANodeDoesNotHearItself", notItself},
		{"InOrder", inOrder},
		{"TopicsAreApart", topicsApart},
		{"MissedWhenASubscriptionStands", missedFirst},
		{"StopEndsTheCalls", stopEnds},
		{"StopWaitsForACall", stopWaits},
		{"ListeningAgain", again},
		{"OneCallAtATime", oneAtATime},
		{"ASlowEarIsTold", slowEar},
		{"ASlowEarIsAlone", slowAlone},
		{"AnyBytes", anyBytes},
		{"TooLong", tooLong},
		{"TheBytesAreTheEars", ownBytes},
		{"PublishNeverBlocks", neverBlocks},
		{"Close", closed},
	} {
		t.Run(c.name, func(t *testing.T) {
			join := network(t)
			c.test(t, func() bus.Bus {
				b := join()
				t.Cleanup(func() { b.Close() })
				return b
			})
		})
	}
}

func othersHear(t *testing.T, join func() bus.Bus) {
	a, b, c := join(), join(), join()
	atB, atC := listen(t, b, "x"), listen(t, c, "x")
	publish(t, a, "x", "hello")
	atB.hears(t, "hello")
	atC.hears(t, "hello")
}

func notItself(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	atA, atB := listen(t, a, "x"), listen(t, b, "x")
	publish(t, a, "x", "from a")
	atB.hears(t, "from a")
	publish(t, b, "x", "from b") // comes after what a might hear of itself
	atA.hears(t, "from b")
}

func inOrder(t *testing.T, join func() bus.Bus) {
	const n = 500
	a, b := join(), join()
	atB := listen(t, b, "x")
	var want []string
	for i := range n {
		want = append(want, fmt.Sprint(i))
		publish(t, a, "x", want[i])
	}
	atB.hears(t, want...)
}

func topicsApart(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x, y := listen(t, b, "x"), listen(t, b, "y")
	publish(t, a, "x", "to x")
	publish(t, a, "y", "to y")
	x.hears(t, "to x")
	y.hears(t, "to y")
	publish(t, a, "x", "to x again")
	x.hears(t, "to x again")
}

func missedFirst(t *testing.T, join func() bus.Bus) {
	a := join()
	for i := range 50 {
		listen(t, a, fmt.Sprint("topic", i)) // waits for Missed
	}
}

func stopEnds(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x := listen(t, b, "x")
	y := listen(t, b, "y")
	publish(t, a, "x", "before")
	x.hears(t, "before")
	x.stop()
	publish(t, a, "x", "after")
	publish(t, a, "y", "end")
	y.hears(t, "end")
	x.stop() // twice is harmless
	x.hearsNothing(t)
}

func stopWaits(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x := listen(t, b, "x")
	x.hold()
	publish(t, a, "x", "one")
	x.reached(t)
	stopped := make(chan bool)
	go func() {
		x.stop()
		stopped <- x.inside.Load()
	}()
	select {
	case <-stopped:
		t.Fatal("stop did not wait for the call")
	case <-time.After(20 * time.Millisecond):
	}
	x.release()
	if <-stopped {
		t.Fatal("stop returned during a call")
	}
}

func again(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	for i := range 20 {
		x := listen(t, b, "x") // each listener is told Missed
		m := fmt.Sprint("message ", i)
		publish(t, a, "x", m)
		x.hears(t, m)
		x.stop()
	}
}

func oneAtATime(t *testing.T, join func() bus.Bus) {
	a, b, c := join(), join(), join()
	x := listen(t, b, "x") // fails when calls overlap
	for i := range 200 {
		publish(t, a, "x", fmt.Sprint("a", i))
		publish(t, c, "x", fmt.Sprint("c", i))
	}
	x.hearsUntil(t, "a199", "c199")
}

func slowEar(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x, y := listen(t, b, "x"), listen(t, b, "y")
	x.hold()
	publish(t, a, "x", "first")
	x.reached(t)
	long := bytes.Repeat([]byte("x"), bus.MaxMessage)
	for i := range 64 { // 4 MiB
		a.Publish("x", long)
		m := fmt.Sprint("beside ", i)
		publish(t, a, "y", m)
		y.hears(t, m)
	}
	missed := x.missed.Load()
	x.release()
	publish(t, a, "x", "last")
	x.hearsUntil(t, "last")
	if x.missed.Load() == missed && x.heard.Load() != 66 {
		t.Fatalf("heard %d of 66 messages and was not told", x.heard.Load())
	}
}

func slowAlone(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x, y := listen(t, b, "x"), listen(t, b, "y")
	x.hold()
	publish(t, a, "x", "stuck")
	x.reached(t)
	publish(t, a, "y", "to y")
	y.hears(t, "to y")
	x.release()
}

func anyBytes(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x := listen(t, b, "x")
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	want := []string{"", string(all), "\r\n", string(bytes.Repeat(all, bus.MaxMessage/256))}
	for _, m := range want {
		publish(t, a, "x", m)
	}
	x.hears(t, want...)
}

func tooLong(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x := listen(t, b, "x")
	a.Publish("x", make([]byte, bus.MaxMessage+1))
	publish(t, a, "x", "next")
	x.hears(t, "next")
}

func ownBytes(t *testing.T, join func() bus.Bus) {
	a, b, c := join(), join(), join()
	x, y := listen(t, b, "x"), listen(t, c, "x")
	x.spoil, y.spoil = true, true
	message := []byte("words")
	for range 10 {
		a.Publish("x", message)
	}
	want := slices.Repeat([]string{"words"}, 10)
	x.hears(t, want...)
	y.hears(t, want...)
	if string(message) != "words" {
		t.Fatalf("the publisher's message became %q", message)
	}
}

func neverBlocks(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x := listen(t, b, "x")
	x.hold()
	publish(t, a, "x", "first")
	x.reached(t)
	began := time.Now()
	for range 10_000 {
		a.Publish("x", make([]byte, 100))
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Fatalf("10000 messages took %v", took)
	}
	x.release()
}

func closed(t *testing.T, join func() bus.Bus) {
	a, b := join(), join()
	x := listen(t, a, "x")
	y := listen(t, b, "x")
	x.hold()
	publish(t, b, "x", "one")
	x.reached(t)
	ended := make(chan bool)
	go func() {
		err := a.Close()
		ended <- err == nil && !x.inside.Load()
	}()
	x.release()
	if !<-ended {
		t.Fatal("Close failed, or returned during a call")
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a.Publish("x", []byte("nothing"))
	x.stop()
	stop := a.Listen("z", x)
	stop()
	c := join()
	publish(t, c, "x", "still here")
	y.hears(t, "still here")
}
