package redisbus_test

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"go.uber.org/goleak"

	"feltboard/realtime/bus"
	"feltboard/realtime/bus/redisbus"
	"feltboard/realtime/bus/redisbus/redistest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long anything may take that has to happen and has no figure of its own.
const patience = 10 * time.Second

func newKey() []byte {
	key := make([]byte, redisbus.KeyBytes)
	rand.Read(key)
	return key
}

func open(t testing.TB, url string, key []byte) *redisbus.Bus {
	t.Helper()
	return openWith(t, url, redisbus.Options{Key: key})
}

func openWith(t testing.TB, url string, o redisbus.Options) *redisbus.Bus {
	t.Helper()
	b, err := redisbus.Open(url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func start(t testing.TB, args ...string) *redistest.Server {
	t.Helper()
	s, err := redistest.Start(within(t, patience), t.TempDir(), args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

func within(t testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

func do(t testing.TB, s *redistest.Server, words ...string) string {
	t.Helper()
	reply, err := s.Do(within(t, patience), words...)
	if err != nil {
		t.Fatalf("%v: %v", words, err)
	}
	return reply
}

// ear records what it hears.
type ear struct {
	heard  chan string
	missed chan struct{}
}

func listen(b bus.Bus, topic string) *ear {
	e := &ear{heard: make(chan string, 1<<16), missed: make(chan struct{}, 1<<16)}
	b.Listen(topic, e)
	return e
}

func (e *ear) Heard(message []byte) { e.heard <- string(message) }
func (e *ear) Missed()              { e.missed <- struct{}{} }

// isTold waits for Missed and returns how long it took.
func (e *ear) isTold(t testing.TB, limit time.Duration) time.Duration {
	t.Helper()
	began := time.Now()
	select {
	case <-e.missed:
	case <-time.After(limit):
		t.Fatalf("Missed was not called within %v", limit)
	}
	return time.Since(began)
}

func (e *ear) hears(t testing.TB, want string) {
	t.Helper()
	select {
	case got := <-e.heard:
		if got != want {
			t.Fatalf("heard %q, want %q", got, want)
		}
	case <-time.After(patience):
		t.Fatalf("did not hear %q", want)
	}
}

// until waits for a condition, for at most limit, and returns how long it took.
func until(t testing.TB, what string, limit time.Duration, ok func() bool) time.Duration {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for began := time.Now(); ; <-tick.C {
		if ok() {
			return time.Since(began)
		}
		if time.Since(began) > limit {
			t.Fatalf("%s: not within %v", what, limit)
		}
	}
}

func ready(t testing.TB, b bus.Bus) {
	t.Helper()
	until(t, "ready", patience, func() bool { return b.Ready() == nil })
}

// passes checks that both nodes hear each other, from now on.
func passes(t testing.TB, a, b *redisbus.Bus, atA, atB *ear, note string) {
	t.Helper()
	ready(t, a)
	ready(t, b)
	a.Publish("x", []byte("a "+note))
	b.Publish("x", []byte("b "+note))
	for _, at := range []struct {
		ear  *ear
		want string
	}{{atA, "b " + note}, {atB, "a " + note}} {
		limit := time.After(patience)
		for got := ""; got != at.want; { // older ones may come first
			select {
			case got = <-at.ear.heard:
			case <-limit:
				t.Fatalf("did not hear %q", at.want)
			}
		}
	}
}
