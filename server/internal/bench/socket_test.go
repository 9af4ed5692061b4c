package bench

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// talk serves one websocket with f and returns its address.
func talk(t *testing.T, f func(*websocket.Conn)) string {
	up := websocket.Upgrader{Subprotocols: []string{subprotocol}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		f(conn)
	}))
	t.Cleanup(s.Close)
	return "ws" + strings.TrimPrefix(s.URL, "http")
}

// Messages of every length come and go whole, whether or not they fit into the buffer, and pings are answered.
func TestSocketCarriesMessages(t *testing.T) {
	sizes := []int{0, 1, 125, 126, 127, 1000, 65535, 65536, 200000}
	ponged := make(chan string, 1)
	address := talk(t, func(conn *websocket.Conn) {
		conn.SetPongHandler(func(data string) error { ponged <- data; return nil })
		if conn.WriteControl(websocket.PingMessage, []byte("there?"), time.Now().Add(time.Second)) != nil {
			return
		}
		for {
			kind, b, err := conn.ReadMessage()
			if err != nil || conn.WriteMessage(kind, b) != nil {
				return
			}
		}
	})
	for _, buffer := range []int{idleBuffer, busyBuffer} {
		s, err := dial(t.Context(), address, nil, buffer)
		if err != nil {
			t.Fatal(err)
		}
		total := 0
		for _, n := range sizes {
			total += n
			message := bytes.Repeat([]byte("x"), n)
			if err := s.send(opText, message); err != nil {
				t.Fatal(err)
			}
			if op, b, err := s.next(); err != nil || op != opText || !bytes.Equal(b, message) {
				t.Fatalf("of %d bytes came back %d of kind %#x, %v", n, len(b), op, err)
			}
		}
		if got := <-ponged; got != "there?" {
			t.Errorf("the ping was answered with %q", got)
		}
		if got := int(s.wire.Load()); got < total || got > total+1000 {
			t.Errorf("%d bytes came over the wire, want a little more than %d", got, total)
		}
		_ = s.close()
	}
}

func TestSocketSaysWhyItWasClosed(t *testing.T) {
	address := talk(t, func(conn *websocket.Conn) {
		_ = conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(4003, "revoked"))
	})
	s, err := dial(t.Context(), address, nil, idleBuffer)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if _, _, err := s.next(); err == nil || !strings.Contains(err.Error(), "4003 revoked") {
		t.Errorf("the error is %v", err)
	}
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	if _, err := dial(t.Context(), plain.URL, nil, idleBuffer); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("where there is no websocket the error is %v", err)
	}
}

// A snapshot may come compressed: it is inflated before the view counts as complete, and counted as it came.
func TestACompressedSnapshotIsInflated(t *testing.T) {
	snap := `{"t":"snap","digest":"d","records":[` + strings.Repeat(`{"id":"x","type":"zone"},`, 5000) + `{"id":"y","type":"zone"}]}`
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(snap)); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	address := talk(t, func(conn *websocket.Conn) {
		if _, b, err := conn.ReadMessage(); err != nil || string(b) != "hello" {
			return
		}
		if conn.WriteMessage(websocket.BinaryMessage, packed.Bytes()) == nil && conn.WriteMessage(websocket.TextMessage, []byte(`{"t":"own","full":true,"ops":[[]]}`)) == nil {
			_, _, _ = conn.ReadMessage()
		}
	})
	s, o, err := door{url: address, hello: []byte("hello")}.open(t.Context(), idleBuffer)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if string(o.snap) != snap || o.frames != 2 || firstZone(o.snap) != "x" {
		t.Errorf("opened with %d frames, a snapshot of %d bytes", o.frames, len(o.snap))
	}
	if most := int64(packed.Len() + 1000); o.bytes < int64(packed.Len()) || o.bytes > most || o.inflating <= 0 {
		t.Errorf("%d bytes in %v, want %d to %d", o.bytes, o.inflating, packed.Len(), most)
	}
	if _, err := inflate([]byte("not compressed")); err == nil {
		t.Error("anything can be inflated")
	}
}

// What is due is made, and no more; what was due while nothing could be made counts from when it was due.
func TestPaceCatchesUp(t *testing.T) {
	enough := errors.New("enough")
	var ats []time.Duration
	began := time.Since(epoch)
	err := pace(t.Context(), 1000, func(i int, at time.Duration) error {
		if ats = append(ats, at); i == 0 {
			for time.Since(epoch)-at < 50*time.Millisecond { // a server that takes its time
			}
		}
		if i == 40 {
			return enough
		}
		return nil
	})
	if err != enough {
		t.Fatal(err)
	}
	for i := 1; i < len(ats); i++ {
		if due := ats[0] + time.Duration(i)*time.Millisecond; (ats[i] - due).Abs() > time.Millisecond {
			t.Fatalf("call %d is due at %v and says %v", i, due, ats[i])
		}
	}
	if took := time.Since(epoch) - began; took < 40*time.Millisecond {
		t.Errorf("41 calls at 1000 a second took %v", took)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := pace(ctx, 1, func(int, time.Duration) error { return enough }); err != nil {
		t.Errorf("after the end it says %v", err)
	}
}
