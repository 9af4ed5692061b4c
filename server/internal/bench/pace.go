package bench

import (
	"context"
	"time"
)

// pace calls do evenly, rate times a second, until ctx ends or do fails. at says since when the call has been due, or, where
// pace itself woke up late, since when it could have been made: what a slow server delays counts, what a coarse clock
// delays does not.
func pace(ctx context.Context, rate float64, do func(i int, at time.Duration) error) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	began := time.Since(epoch)
	woke := began
	for i := 0; ; i++ {
		due := began + time.Duration(float64(i)*float64(time.Second)/rate)
		for now := time.Since(epoch); now < due; now = time.Since(epoch) {
			timer.Reset(due - now)
			select {
			case <-timer.C:
			case <-ctx.Done():
				return nil
			}
			woke = time.Since(epoch)
		}
		if ctx.Err() != nil {
			return nil
		}
		if err := do(i, max(due, woke)); err != nil {
			return err
		}
	}
}

// lag watches how late this process gets to run when it wants to, which is what it adds to every delay that it measures.
type lag struct {
	stop  context.CancelFunc
	ended chan struct{}
	late  histogram
}

const probeEvery = time.Millisecond

func watchLag(ctx context.Context) *lag {
	ctx, stop := context.WithCancel(ctx)
	l := &lag{stop: stop, ended: make(chan struct{})}
	go func() {
		defer close(l.ended)
		timer := time.NewTimer(probeEvery)
		defer timer.Stop()
		for {
			asked := time.Now()
			timer.Reset(probeEvery)
			select {
			case <-timer.C:
				l.late.add(time.Since(asked) - probeEvery)
			case <-ctx.Done():
				return
			}
		}
	}()
	return l
}

// end returns the delay that one try in a hundred exceeded.
func (l *lag) end() time.Duration {
	l.stop()
	<-l.ended
	return l.late.percentile(99)
}
