package httpapi

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/server/internal/accounts"
)

func wrong() (accounts.Link, error) { return accounts.Link{}, accounts.ErrBadLink }
func right() (accounts.Link, error) { return accounts.Link{ID: "it"}, nil }

// numbered is one of many addresses.
func numbered(i int) netip.Addr { return netip.AddrFrom4([4]byte{198, 51, byte(i >> 8), byte(i)}) }

// refused says whether a try was not even looked up, and after how long the next may be.
func refused(t *testing.T, err error) (wait time.Duration, ok bool) {
	t.Helper()
	if e, ok := errors.AsType[*Error](err); ok && e.Err.Code == Rate {
		return e.after, true
	}
	if err != nil && !errors.Is(err, accounts.ErrBadLink) {
		t.Fatal(err)
	}
	return 0, false
}

// S-30
func TestWrongCodesOfAnAddressAreBoundedAndRightOnesDoNotCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := newTries(30, 300)
		room, elsewhere := numbered(1), numbered(2)
		for range 200 {
			if _, err := tries.look(t.Context(), room, right); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 30 {
			if _, err := tries.look(t.Context(), room, wrong); !errors.Is(err, accounts.ErrBadLink) {
				t.Fatalf("wrong code %d: %v", i+1, err)
			}
		}
		_, err := tries.look(t.Context(), room, right)
		wait, ok := refused(t, err)
		if !ok || wait > 20*time.Second || wait < 19*time.Second {
			t.Errorf("after 30 wrong ones: %v, %v", wait, err)
		}
		if _, err := tries.look(t.Context(), elsewhere, right); err != nil {
			t.Errorf("from elsewhere: %v", err)
		}
		time.Sleep(wait) // of the bubble's clock
		if _, err := tries.look(t.Context(), room, right); err != nil {
			t.Errorf("after the wait: %v", err)
		}
		tries.look(t.Context(), room, wrong)
		time.Sleep(10 * time.Minute)
		n := 0
		for ; n < 100; n++ {
			_, err := tries.look(t.Context(), room, wrong)
			if _, ok := refused(t, err); ok {
				break
			}
		}
		if n != 30 {
			t.Errorf("after ten minutes there are %d tries, not 30", n)
		}
	})
}

// S-30: nobody searches for a code from many addresses; a room where somebody is already still gets in.
func TestWrongCodesOfAllAddressesAreBoundedButARoomGetsIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := newTries(30, 300)
		room := netip.MustParseAddr("2001:db8:1:2::1")
		tries.know(room)
		looked := 0
		attack := func(minutes int) {
			for i := range minutes * 60 * 20 {
				_, err := tries.look(t.Context(), numbered(i), wrong)
				if _, ok := refused(t, err); !ok {
					looked++
				}
				time.Sleep(50 * time.Millisecond)
			}
		}
		attack(10)
		if looked < 3000 || looked > 3000+200 {
			t.Errorf("in ten minutes %d wrong codes were looked up, not 300 a minute", looked)
		}
		phone := netip.MustParseAddr("2001:db8:1:2::3")
		for i := range 10 { // of those in the room who mistype first
			if _, err := tries.look(t.Context(), phone, wrong); !errors.Is(err, accounts.ErrBadLink) {
				t.Fatalf("a slip in the room, %d: %v", i+1, err)
			}
			if _, err := tries.look(t.Context(), phone, right); err != nil {
				t.Fatalf("a right code in the room: %v", err)
			}
		}
		_, err := tries.look(t.Context(), numbered(1), right)
		if wait, ok := refused(t, err); !ok || wait <= 0 {
			t.Errorf("a stranger during the attack: %v, %v", wait, err)
		}
		time.Sleep(time.Minute)
		if _, err := tries.look(t.Context(), numbered(1), right); err != nil {
			t.Errorf("a stranger after the attack: %v", err)
		}
		time.Sleep(knownFor)
		if tries.knows(phone) {
			t.Error("an address is known for good")
		}
	})
}

// S-30: many at once are not all let through before the first one counts.
func TestWrongCodesAtOnceAreCountedOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := newTries(30, 300)
		var looked atomic.Int64
		var all sync.WaitGroup
		for range 500 {
			all.Go(func() {
				tries.look(t.Context(), numbered(1), func() (accounts.Link, error) {
					looked.Add(1)
					time.Sleep(time.Millisecond)
					return wrong()
				})
			})
		}
		all.Wait()
		if n := looked.Load(); n != 30 {
			t.Errorf("%d were looked up, not 30", n)
		}
		gone, cancel := context.WithCancel(t.Context())
		tries.turn <- struct{}{}
		cancel()
		if _, err := tries.look(gone, numbered(2), right); !errors.Is(err, context.Canceled) {
			t.Errorf("of somebody who has gone: %v", err)
		}
	})
}

func TestKnownAddressesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := newTries(30, 300)
		for i := range maxKeys + 2 {
			tries.know(numbered(i))
			time.Sleep(time.Millisecond)
		}
		if len(tries.known) != maxKeys || tries.knows(numbered(1)) || !tries.knows(numbered(2)) || !tries.knows(numbered(maxKeys+1)) {
			t.Errorf("%d are known", len(tries.known))
		}
	})
}
