package bench

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The frames the raw servers make themselves; everything else they pass on as it comes.
const rawReady = `{"t":"own","full":true,"ops":[]}`

// ServeRaw is the process of a raw server, "prepared" or "batched", on a port of 127.0.0.1 that the system chooses: rooms in
// which everybody is sent what anybody says. It writes its address to out and serves until in ends, so that it never
// outlives the bench.
func ServeRaw(kind string, in io.Reader, out io.Writer) error {
	newPeer := map[string]func(*websocket.Conn) peer{"prepared": newPreparedPeer, "batched": newBatchPeer}[kind]
	if newPeer == nil {
		return fmt.Errorf("there is no raw server %q", kind)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for the raw server: %w", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	rooms := rawRooms{prepare: kind == "prepared", hubs: map[string]*rawHub{}}
	up := websocket.Upgrader{ReadBufferSize: 4096, WriteBufferSize: 4096, Subprotocols: []string{subprotocol}}
	snapshots := rawSnapshots{}
	srv := &http.Server{ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		var size int
		if _, err := fmt.Sscan(r.URL.Query().Get("snapshot"), &size); err == nil && size > 0 {
			if conn.WritePreparedMessage(snapshots.of(size)) != nil {
				return
			}
		}
		rooms.hub(ctx, r.URL.Query().Get("room")).serve(ctx, conn, newPeer(conn))
	})}
	go func() {
		_, _ = io.Copy(io.Discard, in)
		_ = srv.Close()
	}()
	fmt.Fprintf(out, "http://%s\n", ln.Addr())
	if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// rawSnapshots keeps the snapshot, so that a join costs no more than sending it.
type rawSnapshots struct {
	mu     sync.Mutex
	size   int
	cached *websocket.PreparedMessage
}

func (s *rawSnapshots) of(size int) *websocket.PreparedMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size != size {
		b := []byte(`{"t":"snap","records":["` + strings.Repeat("x", size) + `"]}`)
		m, err := websocket.NewPreparedMessage(websocket.TextMessage, b)
		if err != nil {
			panic("bench: " + err.Error()) // only for message types that there are not
		}
		s.size, s.cached = size, m
	}
	return s.cached
}

// rawRooms are the rooms that anybody has entered.
type rawRooms struct {
	prepare bool
	mu      sync.Mutex
	hubs    map[string]*rawHub
}

func (r *rawRooms) hub(ctx context.Context, name string) *rawHub {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := r.hubs[name]
	if h == nil {
		h = &rawHub{inbox: make(chan []byte, 1024), come: make(chan peer), gone: make(chan peer), prepare: r.prepare}
		r.hubs[name] = h
		go h.run(ctx)
	}
	return h
}

// rawHub passes every message on to everybody, its sender included.
type rawHub struct {
	inbox      chan []byte
	come, gone chan peer
	prepare    bool
}

func (h *rawHub) serve(ctx context.Context, conn *websocket.Conn, p peer) {
	select {
	case h.come <- p:
	case <-ctx.Done():
		return
	}
	var writing sync.WaitGroup
	writing.Go(p.write)
	for {
		_, b, err := conn.ReadMessage()
		if err != nil {
			break
		}
		h.inbox <- b
	}
	p.close()
	select {
	case h.gone <- p:
	case <-ctx.Done():
	}
	writing.Wait()
}

func (h *rawHub) run(ctx context.Context) {
	peers := map[peer]bool{}
	for {
		var messages [][]byte
		select {
		case <-ctx.Done():
			return
		case p := <-h.come:
			peers[p] = true
			h.tell(map[peer]bool{p: true}, [][]byte{[]byte(rawReady)})
			continue
		case p := <-h.gone:
			delete(peers, p)
			continue
		case b := <-h.inbox:
			messages = append(messages, b)
		}
		for len(h.inbox) > 0 { // everything that waits
			messages = append(messages, <-h.inbox)
		}
		h.tell(peers, messages)
	}
}

func (h *rawHub) tell(peers map[peer]bool, messages [][]byte) {
	var frames []byte
	var prepared []*websocket.PreparedMessage
	if h.prepare {
		for _, b := range messages {
			m, err := websocket.NewPreparedMessage(websocket.TextMessage, b)
			if err != nil {
				panic("bench: " + err.Error())
			}
			prepared = append(prepared, m)
		}
	} else {
		for _, b := range messages {
			frames = appendFrame(frames, b)
		}
	}
	for p := range peers {
		p.send(frames, prepared)
	}
}

// appendFrame frames a text message as a server does (RFC 6455, unmasked).
func appendFrame(b, message []byte) []byte {
	b = append(b, 0x81)
	switch n := len(message); {
	case n < 126:
		b = append(b, byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, 126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 127), uint64(n))
	}
	return append(b, message...)
}
