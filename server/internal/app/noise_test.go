package app

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A flood from outside is no flood of lines, and what it hides is counted.
func TestTheServersLogIsNotFlooded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		log := newNoise(slog.New(slog.NewTextHandler(&out, nil)))
		lines := func() (all []string) {
			all = strings.Split(strings.TrimSpace(out.String()), "\n")
			out.Reset()
			return all
		}
		for range 1000 {
			log.Printf("http: TLS handshake error from 203.0.113.9:%d: EOF", 4000)
		}
		log.Print("http: Accept error: too many open files")
		if got := lines(); len(got) != 2 || !strings.Contains(got[0], "level=INFO") || !strings.Contains(got[1], "level=WARN") || !strings.Contains(got[1], "too many open files") {
			t.Errorf("%q", got)
		}
		time.Sleep(time.Minute) // of the bubble's clock
		log.Print("http: TLS handshake error from 203.0.113.9:4001: EOF")
		if got := lines(); len(got) != 1 || !strings.Contains(got[0], "more_before=999") {
			t.Errorf("a minute later: %q", got)
		}
		for range 1000 {
			log.Print("http: URL query contains semicolon")
		}
		if got := lines(); len(got) != 10 {
			t.Errorf("of anything else %d lines", len(got))
		}
	})
}
