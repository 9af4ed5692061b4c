package httpapi

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

// Who waits for a turn waits in order, not after they have left, not with too many others, and not for ever.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var all turns
		done, err := all.take(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		gone, leave := context.WithCancel(t.Context())
		left := make(chan error, 1)
		go func() {
			_, err := all.take(gone)
			left <- err
		}()
		synctest.Wait()
		var order []int
		for i := range maxQueue - 1 {
			go func() {
				done, err := all.take(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				order = append(order, i)
				done()
			}()
			synctest.Wait()
		}
		if _, err := all.take(t.Context()); !errors.Is(err, errBusy) {
			t.Errorf("one too many: %v", err)
		}
		leave()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("who left: %v", err)
		}
		done()
		synctest.Wait()
		for i, at := range order {
			if i != at {
				t.Fatalf("they came in as %v", order)
			}
		}
		if len(order) != maxQueue-1 {
			t.Fatalf("%d had their turn", len(order))
		}
		if _, err = all.take(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := all.take(t.Context()); !errors.Is(err, errBusy) { // the other never ends
			t.Errorf("who waited too long: %v", err)
		}
	})
}
