package ws

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"syscall"
)

// readBuffer is room for an edit; what is longer is read past it.
const readBuffer = 512

// source is where the library reads from: a buffer that also we can look into, so that we know when a frame has begun to
// arrive.
type source struct {
	nc  net.Conn
	buf *bufio.Reader

	// Of a connection that can be waited for here; raw is nil for others, such as TLS.
	raw    syscall.RawConn
	filled func(fd uintptr) bool // fill, made once
	fd     int                   // to read from without waiting; none but in fill
	want   int                   // bytes that fill is to have in the buffer
	err    error                 // why there will not be as many
}

const none = -1

// open begins to read, when the library has taken the buffer and pointed it at the connection.
func (s *source) open() {
	s.fd = none
	if tcp, ok := s.nc.(*net.TCPConn); ok {
		if raw, err := tcp.SyscallConn(); err == nil {
			s.raw, s.filled = raw, s.fill
		}
	}
	s.buf.Reset(s)
}

// wait returns when a frame has begun to arrive, and is to be read by the library; or when a pong has, which is taken off; or
// with the connection's error. It returns at once where it cannot wait.
func (s *source) wait() (pong bool, err error) {
	if s.raw == nil {
		return false, nil
	}
	const head, mask = 2, 4
	if err := s.buffer(head); err != nil {
		return false, err
	}
	b, _ := s.buf.Peek(head)
	if b[0] != opPong || b[1] < 0x80 || b[1] > 0x80+125 { // masked, and short: otherwise the library says what is wrong
		return false, nil
	}
	n := head + mask + int(b[1]-0x80)
	if err := s.buffer(n); err != nil {
		return false, err
	}
	s.buf.Discard(n)
	return true, nil
}

// buffer waits until there are n bytes in the buffer.
func (s *source) buffer(n int) error {
	if s.buf.Buffered() >= n {
		return nil
	}
	s.want = n
	if err := s.raw.Read(s.filled); err != nil {
		return err
	}
	return s.err
}

// fill reads what there is and says whether the wait is over. It is called when there may be something.
func (s *source) fill(fd uintptr) bool {
	s.fd = int(fd)
	_, s.err = s.buf.Peek(s.want)
	s.fd = none
	return s.err != syscall.EAGAIN
}

// Read implements io.Reader for the buffer, and for what is read past it.
func (s *source) Read(p []byte) (int, error) {
	if s.fd == none {
		return s.nc.Read(p)
	}
	for {
		n, err := syscall.Read(s.fd, p)
		switch {
		case err == syscall.EINTR:
		case err != nil:
			return 0, err
		case n == 0:
			return 0, io.EOF
		default:
			return n, nil
		}
	}
}

// hijacker gives the library the buffer of a source instead of the one that net/http had, which is eight times as big.
type hijacker struct {
	http.ResponseWriter
	in *source
}

// Hijack implements http.Hijacker.
func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	nc, rw, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil || rw.Reader.Buffered() > 0 { // the library refuses a client that speaks before it is answered
		return nc, rw, err
	}
	h.in.nc, h.in.buf = nc, bufio.NewReaderSize(nc, readBuffer)
	return nc, bufio.NewReadWriter(h.in.buf, rw.Writer), nil
}
