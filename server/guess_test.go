package main_test

import (
	"fmt"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// S-1, S-2, A-35: whoever guesses links, or codes, is answered alike until they are answered 429, and then learns nothing at all;
// somebody who knows the right link comes in meanwhile, from the same address, too. FELTBOARD_GUESSES says how many (10,000 by
// night).
func TestGuessingIsAnsweredAlikeAndThenNotAtAll(t *testing.T) {
	guesses := 600
	if n := os.Getenv("FELTBOARD_GUESSES"); n != "" {
		if _, err := fmt.Sscan(n, &guesses); err != nil {
			t.Fatal(err)
		}
	}
	p := start(t, settings(t, "--trusted-proxies", "127.0.0.1"))
	owner := p.owner()
	board := owner.newBoard("One")
	other := owner.newBoard("Two")
	for name, guess := range map[string]func(i int) string{
		"links": func(i int) string {
			return fmt.Sprintf(`{"board":%q,"key":"%026d"}`, []string{board.ID, other.ID, "00000000-0000-4000-8000-000000000000", "x"}[i%4], i)
		},
		"codes": func(i int) string { return fmt.Sprintf(`{"code":"%06d"}`, i%1_000_000) },
	} {
		t.Run(name, func(t *testing.T) {
			from := map[string]string{"links": "203.0.113.1", "codes": "203.0.113.2"}[name]
			ask := func(b *browser, body string) answer {
				r := b.request(http.MethodPost, "/api/join", body)
				r.Header.Set("X-Forwarded-For", from)
				return b.send(r)
			}
			var missed, refused atomic.Int64
			var bodies sync.Map
			todo := make(chan int)
			var all sync.WaitGroup
			began := time.Now()
			for range 8 {
				b := newBrowser(t, p.base)
				all.Go(func() {
					for i := range todo {
						switch a := ask(b, guess(i)); a.status {
						case http.StatusNotFound:
							missed.Add(1)
							bodies.Store(string(a.body), true)
						case http.StatusTooManyRequests:
							refused.Add(1)
							bodies.Store(string(a.body), true)
						default:
							t.Errorf("%d %s", a.status, a.body)
						}
					}
				})
			}
			for i := range guesses {
				todo <- i
			}
			close(todo)
			all.Wait()
			different := 0
			bodies.Range(func(any, any) bool { different++; return true })
			t.Logf("%d wrong %s in %v: %d answered 404, %d answered 429, %d bodies", guesses, name, time.Since(began).Round(time.Millisecond), missed.Load(), refused.Load(), different)
			if missed.Load() > 100 || different != 2 {
				t.Errorf("%d were answered as wrong, with %d bodies", missed.Load(), different)
			}
			if a := ask(newBrowser(t, p.base), fmt.Sprintf(`{"board":%q,"key":%q}`, board.ID, board.key("client"))); a.status != http.StatusOK {
				t.Errorf("the right link among them: %d", a.status)
			}
			newBrowser(t, p.base).join(board.ID, board.key("client"), "")
		})
	}
}
