package redistest_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"feltboard/realtime/bus/redisbus/redistest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestServerComesBackOnItsPort(t *testing.T) {
	ctx := within(t, 10*time.Second)
	s, err := redistest.Start(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	s.Kill()
	if _, err := s.Do(ctx, "PING"); err == nil {
		t.Fatal("a killed server answered")
	}
	if err := s.Pause(); err == nil {
		t.Fatal("paused a server that does not run")
	}
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Do(ctx, "PING"); got != "PONG" || err != nil {
		t.Fatal(got, err)
	}
}

func TestPausedServerAnswersOnceResumed(t *testing.T) {
	s, err := redistest.Start(within(t, 10*time.Second), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	if err := s.Pause(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Do(within(t, 100*time.Millisecond), "PING"); err == nil {
		t.Fatal("a paused server answered")
	}
	if err := s.Resume(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Do(within(t, 10*time.Second), "PING"); err != nil {
		t.Fatal(err)
	}
}

func TestMissingProgramIsNamed(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := redistest.Start(within(t, 10*time.Second), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "apt-get install redis-server") {
		t.Fatal(err)
	}
}

func within(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
