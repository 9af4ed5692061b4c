package pgtest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// shared is the server of this test process. It ends with the process.
var shared = sync.OnceValues(func() (*Server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return Start(ctx, "")
})

var databases atomic.Int64

// For returns the URL of an empty database, which is gone when the test has
// ended. All tests of a process share one server: do not stop or pause it. The
// test fails if there is no PostgreSQL on this machine.
func For(t testing.TB) string {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprint("test", databases.Add(1))
	if err := s.CreateDB(context.Background(), name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.DropDB(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return s.URL(name)
}
