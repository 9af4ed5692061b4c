package failure

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"feltboard/server/internal/fleet"
)

// F11: a second server on the same data folder says who has it and gives up; the first goes on.
func TestF11ASecondServerOnTheSameData(t *testing.T) {
	play(t, row{id: "F11", count: 1, nightly: 20}, func(r *run) {
		at := single(r)
		for range r.count {
			second, err := fleet.New(fleet.Options{Data: at.dir})
			r.must(err)
			ctx, cancel := context.WithTimeout(r.Context(), patience)
			began := time.Now()
			if _, err := second.Restart(ctx); err == nil || errors.Is(err, context.DeadlineExceeded) || second.Code() <= 0 {
				r.Errorf("it ended with %d: %v", second.Code(), err)
			}
			cancel()
			second.Kill()
			r.within("gave up", time.Since(began), 2*time.Second)
			if who := fmt.Sprintf("process %d", at.nodes[0].PID()); !strings.Contains(second.Log(), who) {
				r.Errorf("it does not say that %s has it:\n%s", who, second.Log())
			}
			problems, err := at.nodes[0].Ready(r.Context())
			r.must(err)
			if len(problems) > 0 {
				r.Errorf("the first says %v", problems)
			}
		}
	})
}
