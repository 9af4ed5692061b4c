package bench

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Everybody in the room gets every message, in the order of its writer, whatever is sent in one write.
func TestRawServersPassEverythingOn(t *testing.T) {
	for _, kind := range []string{"prepared", "batch"} {
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
			var conns []*websocket.Conn
			for range 3 {
				conn, o, err := d.open(ctx)
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				if o.frames != 2 || o.bytes < 100000 {
					t.Fatalf("opened with %d frames, %d bytes", o.frames, o.bytes)
				}
				conns = append(conns, conn)
			}
			const n = 1000
			go func() {
				for i := range n {
					m := rawEditing{0, strings.Repeat("x", i%300)}.edit(nil, time.Duration(i), 0)
					if conns[0].WriteMessage(websocket.TextMessage, m) != nil {
						return
					}
				}
			}()
			for c, conn := range conns {
				for i := 0; i < n; i++ {
					_, b, err := conn.ReadMessage()
					if err != nil {
						t.Fatal(err)
					}
					if kind, changes := scan(b); kind != "chg" || changes != 1 {
						t.Fatalf("message %d: %s", i, b)
					}
					eachMark(b, func(_ int, at time.Duration) {
						if at != time.Duration(i) {
							t.Fatalf("connection %d: message %d came as %d", c, at, i)
						}
					})
				}
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
