package httpapi

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"feltboard/server/internal/accounts"
)

//
func TestARightKeyIsNeverTooMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGuesses(newLimiter(time.Minute, 10, 10))
		room := numbered(1)
		look := func(key string, err error) error {
			return g.look(room, key, accounts.ErrBadLink, func() error { return err })
		}
		if err := look("ours", nil); err != nil {
			t.Fatal(err)
		}
		for range 100 { // what opened something once is no guess
			if err := errors.Join(look("ours", accounts.ErrBadLink), look("before", accounts.ErrOver)); !errors.Is(err, accounts.ErrBadLink) {
				t.Fatal(err)
			} else if _, ok := refused(t, look("ours", accounts.ErrBadLink)); ok {
				t.Fatal("an ended key counts")
			}
		}
		n := 0
		for ; n < 100; n++ {
			if wait, ok := refused(t, look(fmt.Sprint("guess ", n), accounts.ErrBadLink)); ok {
				if wait <= 0 || wait > 6*time.Second {
					t.Errorf("to wait %v", wait)
				}
				break
			}
		}
		if n != 10 {
			t.Errorf("%d guesses", n)
		}
		if err := look("right", nil); err != nil {
			t.Errorf("a right one: %v", err)
		}
		for _, key := range []string{"ours", "guess", "before"} { // one cannot be told from the other
			if _, ok := refused(t, look(key, accounts.ErrBadLink)); !ok {
				t.Errorf("%s is looked at", key)
			}
		}
		if err := look("broken", errors.New("the disk")); err == nil || err.Error() != "the disk" {
			t.Errorf("what is no no: %v", err)
		}
	})
}

func TestKeysThatWereRightAreBounded(t *testing.T) {
	g := newGuesses(newLimiter(time.Minute, 10, 10))
	for i := range 3 * maxKeys {
		g.remember(fmt.Sprint(i))
	}
	if n := len(g.once) + len(g.last); n > 2*maxKeys || g.remembers("0") || !g.remembers(fmt.Sprint(3*maxKeys-1)) || !g.remembers(fmt.Sprint(2*maxKeys)) {
		t.Errorf("%d are remembered", n)
	}
}
