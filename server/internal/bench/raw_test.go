package bench

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

// Everybody in a room, and nobody else, gets every message, in the order of its writer, whatever is sent in one write.
func TestRawServersPassEverythingOn(t *testing.T) {
	for _, kind := range []string{"prepared", "batched"} {
		t.Run(kind, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			live, hang := io.Pipe()
			out, said := io.Pipe()
			ended := make(chan error, 1)
			go func() { ended <- ServeRaw(kind, live, said) }()
			address, err := bufio.NewReader(out).ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			d := door{url: "ws" + strings.TrimPrefix(strings.TrimSpace(address), "http") + "/?snapshot=100000"}
			var sockets []*socket
			for range 3 {
				s, o, err := d.open(ctx, idleBuffer)
				if err != nil {
					t.Fatal(err)
				}
				defer s.close()
				if o.frames != 2 || o.bytes < 100000 {
					t.Fatalf("opened with %d frames, %d bytes", o.frames, o.bytes)
				}
				sockets = append(sockets, s)
			}
			const n = 1000
			go func() {
				for i := range n {
					m := rawPen{writer: 0, note: strings.Repeat("x", i%300)}.edit(nil, time.Duration(i), 0)
					if sockets[0].send(opText, m) != nil {
						return
					}
				}
			}()
			for c, s := range sockets {
				for i := 0; i < n; i++ {
					_, b, err := s.next()
					if err != nil {
						t.Fatal(err)
					}
					if kindOf(b) != "chg" {
						t.Fatalf("message %d: %s", i, b)
					}
					marks := 0
					eachMark(b, func(_ int, at time.Duration) {
						if marks++; at != time.Duration(i) {
							t.Fatalf("connection %d: message %d came as %d", c, at, i)
						}
					})
					if marks != 1 {
						t.Fatalf("message %d: %d marks in %s", i, marks, b)
					}
				}
			}
			stranger, _, err := door{url: d.url + "&room=other"}.open(ctx, idleBuffer)
			if err != nil {
				t.Fatal(err)
			}
			defer stranger.close()
			if err := stranger.send(opText, []byte(`{"t":"chg"}`)); err != nil {
				t.Fatal(err)
			}
			if _, b, err := stranger.next(); err != nil || string(b) != `{"t":"chg"}` {
				t.Errorf("in a room of its own: %s, %v", b, err)
			}
			if err := sockets[0].send(opText, []byte(`{"t":"own"}`)); err != nil {
				t.Fatal(err)
			}
			if _, b, err := sockets[1].next(); err != nil || string(b) != `{"t":"own"}` {
				t.Errorf("rooms are not apart: %s, %v", b, err)
			}
			_ = hang.Close()
			select {
			case err := <-ended:
				if err != nil {
					t.Error(err)
				}
			case <-ctx.Done():
				t.Error("the server outlives its input")
			}
		})
	}
}

func TestRawServerOfNoKind(t *testing.T) {
	if err := ServeRaw("fast", strings.NewReader(""), io.Discard); err == nil {
		t.Error("it serves")
	}
}
