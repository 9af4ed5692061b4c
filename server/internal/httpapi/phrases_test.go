package httpapi

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/server/internal/accounts"
)

func mistaken() error { return accounts.ErrPhrase }

//
func TestWrongPassphrasesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPhrases()
		room := numbered(1)
		try := func(browser string, check func() error) (time.Duration, bool) {
			err := p.look(t.Context(), room, browser, check)
			if e, ok := errors.AsType[*Error](err); ok {
				return e.after, true
			}
			return 0, false
		}
		for range 200 { // who knows it does not count
			if _, stopped := try("", func() error { return nil }); stopped {
				t.Fatal("a right one was stopped")
			}
		}
		count := func(browser string) (n int) {
			for ; n < 100; n++ {
				if _, stopped := try(browser, mistaken); stopped {
					break
				}
			}
			return n
		}
		if n := count("a browser"); n != phrasesOfBrowser {
			t.Errorf("a browser had %d", n)
		}
		if n := count(""); n != phrasesOfAddress-phrasesOfBrowser {
			t.Errorf("the others of its address had %d", n)
		}
		wait, stopped := try("another", func() error { return nil })
		if !stopped || wait <= 0 || wait > 20*time.Second {
			t.Errorf("then: %v", wait)
		}
		time.Sleep(wait) // of the bubble's clock
		if _, stopped := try("another", func() error { return nil }); stopped {
			t.Error("after the wait")
		}
		// Other browsers and addresses use nothing of it up.
		for i := range 3000 {
			p.look(t.Context(), numbered(2+i%500), fmt.Sprint(i), mistaken)
		}
		if _, stopped := try("a browser", mistaken); !stopped {
			t.Error("the browser's tries are forgotten")
		}
	})
}

// many at once are no more than many one after the other; those who know it all come in.
func TestPassphrasesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPhrases()
		var looked, in, at, most atomic.Int64
		check := func(err error) func() error {
			return func() error {
				looked.Add(1)
				most.Store(max(most.Load(), at.Add(1)))
				time.Sleep(30 * time.Millisecond)
				at.Add(-1)
				return err
			}
		}
		var all sync.WaitGroup
		for range 200 { // a hall
			all.Go(func() {
				if p.look(t.Context(), numbered(1), "", check(nil)) == nil {
					in.Add(1)
				}
			})
		}
		all.Wait()
		if in.Load() != 200 || most.Load() != 1 {
			t.Errorf("%d of 200 came in, %d at once", in.Load(), most.Load())
		}
		looked.Store(0)
		for range 200 {
			all.Go(func() { p.look(t.Context(), numbered(2), "", check(accounts.ErrPhrase)) })
		}
		all.Wait()
		if n := looked.Load(); n != phrasesOfAddress {
			t.Errorf("%d were computed", n)
		}
		if n := len(p.turn.keys); n != 0 {
			t.Errorf("%d queues are left", n)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		done, _ := p.turn.take(t.Context(), numbered(3))
		if _, err := p.turn.take(gone, numbered(3)); !errors.Is(err, context.Canceled) {
			t.Errorf("who has gone: %v", err)
		}
		done()
	})
}
