package redistest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
)

// replyError is an error that the server replied with.
type replyError string

func (e replyError) Error() string { return string(e) }

// Do sends one command over a connection of its own and returns the reply: a line, a number or a string, and of an array how
// long it is. The words must not hold spaces.
func (s *Server) Do(ctx context.Context, words ...string) (string, error) { return s.do(ctx, words...) }

func (s *Server) do(ctx context.Context, words ...string) (string, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", s.addr())
	if err != nil {
		return "", err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if _, err := io.WriteString(conn, strings.Join(words, " ")+"\r\n"); err != nil {
		return "", err
	}
	r := bufio.NewReader(conn)
	line, err := r.ReadString('\n')
	if err != nil {
		return "", err
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", fmt.Errorf("redis-server replied with nothing to %s", words[0])
	}
	switch kind, rest := line[0], line[1:]; kind {
	case '+', ':', '*':
		return rest, nil
	case '-':
		return "", replyError(rest)
	case '$':
		n, err := strconv.Atoi(rest)
		if err != nil || n < 0 {
			return "", err
		}
		b := make([]byte, n)
		_, err = io.ReadFull(r, b)
		return string(b), err
	}
	return "", fmt.Errorf("redis-server replied with %q to %s", line, words[0])
}
