package redisbus

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
)

// lines are the connections of a session. They can be cut at any time, whatever the library does with them at the moment.
type lines struct {
	forget func() bool

	mu    sync.Mutex
	conns []net.Conn
	isCut bool
}

// newLines makes lines that are cut when ctx ends; the caller calls close.
func newLines(ctx context.Context) *lines {
	l := new(lines)
	l.forget = context.AfterFunc(ctx, l.cut)
	return l
}

type dialFunc = func(ctx context.Context, network, addr string) (net.Conn, error)

// dialer returns a dialer for as many connections; then it refuses, so that the library cannot reconnect unnoticed.
func (l *lines) dialer(dial dialFunc, times int32) dialFunc {
	var left atomic.Int32
	left.Store(times)
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		if left.Add(-1) < 0 {
			return nil, errLost
		}
		conn, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.isCut {
			conn.Close()
			return nil, errLost
		}
		l.conns = append(l.conns, conn)
		return conn, nil
	}
}

// close cuts the lines and forgets the context.
func (l *lines) close() {
	l.forget()
	l.cut()
}

func (l *lines) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.isCut = true
	for _, conn := range l.conns {
		conn.Close()
	}
	l.conns = nil
}
