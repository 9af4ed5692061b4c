package accounts

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

// however many passphrases are computed, who signs in has a turn and a place to wait.
func TestPassphrasesKeepNobodyFromSigningIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		ctx, stop := context.WithCancel(t.Context())
		busy := 0
		for range 100 { // each keeps its turn
			go func() {
				if _, err := g.take(ctx, false); errors.Is(err, ErrBusy) {
					busy++
				}
			}()
			synctest.Wait()
		}
		if busy != 100-maxPhraseHashing {
			t.Errorf("%d were sent away, not %d", busy, 100-maxPhraseHashing)
		}
		for range 30 { // one after the other, at once
			done, err := g.take(t.Context(), true)
			if err != nil {
				t.Fatal(err)
			}
			done()
		}
		stop()
		synctest.Wait()
		if g.all != 1 || g.phrases != 1 {
			t.Errorf("%d are in, %d of them for passphrases", g.all, g.phrases)
		}
	})
}

//
func TestTwoHashesAtOnceAndSomeWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		in := 0
		var ends []func()
		for range MaxHashing {
			go func() {
				done, err := g.take(t.Context(), true)
				if err != nil {
					t.Error(err)
					return
				}
				in++
				ends = append(ends, done)
			}()
			synctest.Wait()
		}
		if _, err := g.take(t.Context(), true); !errors.Is(err, ErrBusy) {
			t.Errorf("one too many: %v", err)
		}
		for i := range MaxHashing {
			if want := min(i+2, MaxHashing); in != want {
				t.Fatalf("%d are in after %d, not %d", in, i, want)
			}
			ends[i]()
			synctest.Wait()
		}
		if g.all != 0 {
			t.Errorf("%d are in", g.all)
		}
	})
}
