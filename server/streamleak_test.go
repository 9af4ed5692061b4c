package main_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// F26, F39: streams that are cut, read by nobody, asked for by half, or over leave nothing behind: no goroutine, no file, and no
// place among the connections that may be open.
func TestStreamsLeaveNothingBehind(t *testing.T) {
	cfg := settings(t)
	cfg.Limits.HandshakesPerSecond = 1 << 20
	cfg.Limits.ConnectionsPerSession = 40
	p := start(t, cfg)
	owner := p.owner()
	board := owner.newBoard("One")
	address := strings.TrimPrefix(p.base, "http://")
	open := func(kind int) {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		extra := ""
		if kind == 3 {
			extra = `,"poll":"now"`
		}
		hello := fmt.Sprintf(`{"t":"hello","v":1,"clients":[%q,%q],"own":%q,"posts":true%s}`, uuid.NewString(), uuid.NewString(), strings.Repeat("s", 22), extra)
		sent := hello
		if kind == 0 {
			sent = hello[:20]
		}
		fmt.Fprintf(conn, "POST /api/v1/boards/%s/stream HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: s=%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
			board.ID, address, p.base, owner.cookie(), len(hello), sent)
		if kind < 2 {
			return // and leave at once
		}
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || res.StatusCode != http.StatusOK {
			t.Errorf("kind %d: %v, %v", kind, res, err)
			return
		}
		if kind == 3 {
			if body, err := io.ReadAll(res.Body); err != nil || !strings.Contains(string(body), `"t":"snap"`) || !strings.Contains(string(body), "event: close") {
				t.Errorf("a poll ended with %v: %.300s", err, body)
			}
		}
	}
	files := func() int {
		all, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	round := func(n int) {
		for i := range n {
			open(i % 4)
		}
	}
	round(8)
	owner.http.CloseIdleConnections()
	goroutines, open0 := runtime.NumGoroutine(), files()
	round(400)
	wait(t, "everything to end", func() bool {
		return runtime.NumGoroutine() <= goroutines+5 && files() <= open0+5
	})
}
