//go:build !race

package ws_test

import (
	"bufio"
	"fmt"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"feltboard/boards"
	"feltboard/realtime"
	"feltboard/realtime/ws/wstest"
)

// TestIdleConnectionsAreSmall counts what the server holds for a connection on which nothing happens any more but beats: each
// has needed a lot of stack once, and has answered a ping since. The other ends are bare sockets in the same process, and
// what they take is counted too: a few hundred bytes each.
func TestIdleConnectionsAreSmall(t *testing.T) {
	const connections, most = 1000, 11 << 10 // bytes of heap and stacks for each
	now := func() time.Time {                // presence asks for it
		deep(16)
		return time.Now()
	}
	r := newRoom(t, realtime.Options{Beat: 100 * time.Millisecond, Now: now})
	member := r.member(t, boards.Team)
	address := strings.TrimPrefix(r.url, "ws://")
	before := inUse()
	for range connections {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		fmt.Fprintf(c, "GET /?m=%s HTTP/1.1\r\nHost: x\r\nOrigin: http://felt.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
			"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: feltboard.v1\r\n\r\n", member)
		answer := bufio.NewReaderSize(c, 256)
		for {
			line, err := answer.ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			if line == "\r\n" {
				break
			}
		}
		hello := fmt.Sprintf(`{"t":"hello","v":1,"clients":["%s","%s"],"own":"%s"}`, uuid.NewString(), uuid.NewString(), strings.Repeat("s", 22))
		masked := append([]byte{0x81, 0xfe, 0, byte(len(hello)), 0, 0, 0, 0}, hello...)
		masked = append(masked, wstest.Text(`{"t":"presence"}`)...)
		masked = append(masked, wstest.Frame(0x8a, true, nil)...)
		if _, err := c.Write(masked); err != nil {
			t.Fatal(err)
		}
	}
	until(t, "all are in", func() bool { return r.metrics.Snapshots.Load() >= connections })
	each := int64(0)
	until(t, fmt.Sprintf("an idle connection takes at most %d bytes", most), func() bool { // beats are being written now and then
		each = (inUse() - before) / connections
		return each <= most
	})
	t.Logf("%d bytes each", each)
}

// deep uses n KiB of stack at least.
//
//go:noinline
func deep(n int) bool {
	var room [1 << 10]byte
	room[n] = 1
	return n == 0 || deep(n-1) && room[n] == 1
}

// inUse is the memory in use, when what can be freed has been.
func inUse() int64 {
	for range 3 { // stacks shrink by half at a time
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}
