package main_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// F28, S-28: what comes a byte at a time is cut off, headers after 5 s and bodies after 15 s, and keeps nobody from coming in.
func TestWhoSendsSlowlyIsCutOff(t *testing.T) {
	p := start(t, settings(t))
	owner := p.owner()
	addr := strings.TrimPrefix(p.base, "http://")
	slow := func(first string, most time.Duration) {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		if _, err := conn.Write([]byte(first)); err != nil {
			t.Error(err)
			return
		}
		ended := make(chan struct{})
		go func() { // a byte now and then, for ever
			every := time.NewTicker(200 * time.Millisecond)
			defer every.Stop()
			for {
				select {
				case <-ended:
					return
				case <-every.C:
					conn.Write([]byte("x"))
				}
			}
		}()
		began := time.Now()
		conn.SetReadDeadline(began.Add(most))
		buf := bufio.NewReader(conn)
		for {
			if _, err = buf.ReadByte(); err != nil {
				break
			}
		}
		close(ended)
		if e, late := err.(net.Error); late && e.Timeout() {
			t.Errorf("%.30q is still read after %v", first, most)
		}
	}
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() { slow("GET / HTTP/1.1\r\nHost: "+addr+"\r\nX-Slow: ", 8*time.Second) })
		all.Go(func() {
			slow("GET /ws/boards/x HTTP/1.1\r\nHost: "+addr+"\r\nUpgrade: websocket\r\nConnection: Upg", 8*time.Second)
		})
		all.Go(func() {
			slow("POST /api/join HTTP/1.1\r\nHost: "+addr+"\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{", 18*time.Second)
		})
	}
	began := time.Now()
	for range 20 { // while they do
		if a := owner.get("/api/v1/boards"); a.status != http.StatusOK {
			t.Errorf("among them: %d", a.status)
		}
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("twenty lists took %v", took)
	}
	all.Wait()
}

// S-27: who may not say where a request comes from has no more tries for it. S-1: all wrong links are answered alike.
func TestAForgedAddressGivesNoMoreTries(t *testing.T) {
	p := start(t, settings(t))
	board := p.owner().newBoard("One")
	b := newBrowser(t, p.base)
	first, refused := "", 0
	for i := range 200 {
		r := b.request(http.MethodPost, "/api/join", fmt.Sprintf(`{"board":%q,"key":"wrong%d"}`, board.ID, i))
		for name, value := range map[string]string{
			"X-Forwarded-For": fmt.Sprintf("203.0.%d.%d", i/250, i%250), "X-Real-IP": fmt.Sprintf("198.51.100.%d", i), "Forwarded": fmt.Sprintf("for=198.51.100.%d", i),
			"CF-Connecting-IP": fmt.Sprintf("198.51.100.%d", i), "True-Client-IP": fmt.Sprintf("198.51.100.%d", i), "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https",
		} {
			r.Header.Set(name, value)
		}
		switch a := b.send(r); a.status {
		case http.StatusTooManyRequests:
			refused++
			if a.header.Get("Retry-After") == "" {
				t.Errorf("it does not say when to try again")
			}
		case http.StatusNotFound:
			if first == "" {
				first = string(a.body)
			} else if string(a.body) != first {
				t.Errorf("%s and %s", a.body, first)
			}
		default:
			t.Errorf("%d %s", a.status, a.body)
		}
	}
	if refused < 185 {
		t.Errorf("only %d of 200 were refused", refused)
	}
}
