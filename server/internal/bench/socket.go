package bench

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"
)

// The opcodes of RFC 6455 that matter here, with the final bit.
const (
	opText   = 0x81
	opBinary = 0x82
	opClose  = 0x88
	opPing   = 0x89
	opPong   = 0x8A
)

// dialTime bounds a handshake.
const dialTime = 10 * time.Second

// socket is the client's side of a websocket. It reads messages where they lie in its buffer and does nothing else, so
// that one core can play a whole room.
type socket struct {
	conn net.Conn
	in   *bufio.Reader
	wire atomic.Int64 // bytes received, the handshake's included
	long []byte       // a message that is longer than the buffer

	mu  sync.Mutex // held for one write
	out []byte
}

// dial opens a websocket that reads through a buffer of so many bytes.
func dial(ctx context.Context, address string, header http.Header, buffer int) (*socket, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	conn, err := (&net.Dialer{Timeout: dialTime}).DialContext(ctx, "tcp", u.Host)
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", u.Host, err)
	}
	s := &socket{conn: conn}
	s.in = bufio.NewReaderSize(s, buffer)
	if err := s.shake(u, header); err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("dial %s: %w", address, err)
	}
	return s, nil
}

// Read counts what the network brings; it is for in alone.
func (s *socket) Read(p []byte) (int, error) {
	n, err := s.conn.Read(p)
	s.wire.Add(int64(n))
	return n, err
}

func (s *socket) shake(u *url.URL, header http.Header) error {
	if err := s.conn.SetDeadline(time.Now().Add(dialTime)); err != nil {
		return err
	}
	key := make([]byte, 16)
	rand.Read(key)
	req := &http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: header.Clone()}
	if req.Header == nil {
		req.Header = http.Header{}
	}
	for name, value := range map[string]string{
		"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
		"Sec-WebSocket-Key": base64.StdEncoding.EncodeToString(key), "Sec-WebSocket-Protocol": subprotocol,
	} {
		req.Header.Set(name, value)
	}
	if err := req.Write(s.conn); err != nil {
		return err
	}
	resp, err := http.ReadResponse(s.in, req)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		said, _ := io.ReadAll(io.LimitReader(resp.Body, 200))
		return fmt.Errorf("%s: %s", resp.Status, said)
	}
	return s.conn.SetDeadline(time.Time{})
}

// next returns the next message, which stays as it is until the next call. Pings are answered on the way.
func (s *socket) next() (op byte, message []byte, err error) {
	for {
		op, message, err = s.frame()
		switch {
		case err != nil:
			return 0, nil, err
		case op == opText, op == opBinary:
			return op, message, nil
		case op == opPing:
			if err := s.send(opPong, message); err != nil {
				return 0, nil, err
			}
		case op == opPong:
		case op == opClose && len(message) >= 2:
			return 0, nil, fmt.Errorf("the server closed with %d %s", binary.BigEndian.Uint16(message), message[2:])
		default: // a server has no reason to send a message in pieces
			return 0, nil, fmt.Errorf("a frame of kind %#x came", op)
		}
	}
}

// frame reads one unmasked frame.
func (s *socket) frame() (op byte, payload []byte, err error) {
	head, err := s.in.Peek(2)
	if err != nil {
		return 0, nil, err
	}
	op = head[0]
	header, n := 2, int(head[1])
	switch n {
	case 126:
		header = 4
	case 127:
		header = 10
	}
	if head, err = s.in.Peek(header); err != nil {
		return 0, nil, err
	}
	switch header {
	case 4:
		n = int(binary.BigEndian.Uint16(head[2:]))
	case 10:
		n = int(binary.BigEndian.Uint64(head[2:]))
	}
	if n < 0 || n > 64<<20 {
		return 0, nil, errors.New("a frame came that is no server's")
	}
	if header+n <= s.in.Size() {
		all, err := s.in.Peek(header + n)
		if err != nil {
			return 0, nil, err
		}
		_, err = s.in.Discard(header + n)
		return op, all[header:], err
	}
	if _, err := s.in.Discard(header); err != nil {
		return 0, nil, err
	}
	if cap(s.long) < n {
		s.long = make([]byte, n)
	}
	s.long = s.long[:n]
	_, err = io.ReadFull(s.in, s.long)
	return op, s.long, err
}

// send writes one message in one write. Its mask is zero: a server undoes that one like any other.
func (s *socket) send(op byte, message []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.out = append(s.out[:0], op)
	switch n := len(message); {
	case n < 126:
		s.out = append(s.out, 0x80|byte(n))
	case n < 1<<16:
		s.out = binary.BigEndian.AppendUint16(append(s.out, 0x80|126), uint16(n))
	default:
		s.out = binary.BigEndian.AppendUint64(append(s.out, 0x80|127), uint64(n))
	}
	s.out = append(append(s.out, 0, 0, 0, 0), message...)
	_, err := s.conn.Write(s.out)
	return err
}

func (s *socket) close() error { return s.conn.Close() }

// inflate returns what a compressed message holds.
func inflate(message []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(message))
	if err != nil {
		return nil, fmt.Errorf("inflate a message: %w", err)
	}
	var out bytes.Buffer
	out.Grow(6 * len(message))
	if _, err := out.ReadFrom(z); err != nil {
		return nil, fmt.Errorf("inflate a message: %w", err)
	}
	return out.Bytes(), nil
}
