// Package redistest runs real Redis servers, for tests and for a cluster of nodes on one machine.
//
// A server listens on a port of its own on 127.0.0.1, writes nothing down and dies with the process that started it. The
// program redis-server must be installed; on Debian it is in the package redis-server.
package redistest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	startTimeout = 10 * time.Second
	pollEvery    = 5 * time.Millisecond
	portTries    = 20
	// Ports below those that Linux gives out by itself, so that a restart finds its port free. The servers of a cluster talk
	// to each other on as many ports above these.
	firstPort = 15000
	ports     = 7500
)

// Server is one redis-server process. Its methods are safe for use by several goroutines.
type Server struct {
	dir  string
	port int
	args []string

	mu      sync.Mutex
	process *process // nil while it does not run
}

type process struct {
	os   *os.Process
	gone chan struct{} // closed when the process has ended
}

// Start starts a server that keeps its log in dir, and returns once it answers. Further arguments are given to redis-server:
// "--requirepass", "secret". The context bounds the start, not the server's life; the caller calls Stop.
func Start(ctx context.Context, dir string, args ...string) (*Server, error) {
	return start(ctx, dir, func(int) []string { return args })
}

// start tries ports until the server stands: somebody else may take one between the look and the start.
func start(ctx context.Context, dir string, args func(port int) []string) (*Server, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	err = errors.New("redis-server: found no free port")
	for range portTries {
		port := firstPort + rand.IntN(ports)
		if !free(port) {
			continue
		}
		s := &Server{dir: dir, port: port, args: args(port)}
		if err = s.start(ctx); err == nil {
			return s, nil
		}
		if errors.Is(err, exec.ErrNotFound) || ctx.Err() != nil {
			break
		}
	}
	return nil, err
}

// URL is where the server listens: "redis://127.0.0.1:16379".
func (s *Server) URL() string { return "redis://" + s.addr() }

// Kill ends the server by SIGKILL and waits until it is gone. It is harmless where the server does not run.
func (s *Server) Kill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process != nil {
		s.process.os.Kill() // fails only when the process is gone already
		<-s.process.gone
		s.process = nil
	}
}

// Stop ends the server for good. Nothing is lost by ending it hard: it keeps nothing.
func (s *Server) Stop() { s.Kill() }

// Restart kills the server if it runs, starts it again on the same port and returns once it answers.
func (s *Server) Restart() error {
	s.Kill()
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	return s.start(ctx)
}

// Pause stops the server's execution (SIGSTOP): its connections stay open, and nothing is answered.
func (s *Server) Pause() error { return s.signal(syscall.SIGSTOP) }

// Resume lets a paused server go on.
func (s *Server) Resume() error { return s.signal(syscall.SIGCONT) }

func (s *Server) signal(sig os.Signal) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process == nil {
		return errors.New("redis-server does not run")
	}
	return s.process.os.Signal(sig)
}

func (s *Server) addr() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// start runs the program and waits until it answers.
func (s *Server) start(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		return fmt.Errorf("%w (on Debian: apt-get install redis-server)", err)
	}
	logFile := filepath.Join(s.dir, fmt.Sprintf("redis-%d.log", s.port))
	s.process, err = run(exec.Command(program, append([]string{
		"--port", strconv.Itoa(s.port), "--bind", "127.0.0.1", "--dir", s.dir, "--logfile", logFile,
		"--save", "", "--appendonly", "no", "--daemonize", "no", "--enable-debug-command", "local",
	}, s.args...)...))
	if err != nil {
		return fmt.Errorf("start redis-server: %w", err)
	}
	if err := s.answers(ctx); err != nil {
		s.process.os.Kill()
		<-s.process.gone
		s.process = nil
		return fmt.Errorf("start redis-server: %w; its log is %s", err, logFile)
	}
	return nil
}

// run starts a command that the system kills when this process dies. The system does so when the starting *thread* ends, so
// that one is kept until the command has ended.
func run(cmd *exec.Cmd) (*process, error) {
	cmd.SysProcAttr = withParent()
	started := make(chan error)
	p := &process{gone: make(chan struct{})}
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		p.os = cmd.Process
		started <- err
		if err == nil {
			cmd.Wait() // however it ended
			close(p.gone)
		}
	}()
	return p, <-started
}

// answers waits until the server replies to anything at all. The caller holds s.mu.
func (s *Server) answers(ctx context.Context) error {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		_, err := s.do(ctx, "PING")
		var refused replyError
		if err == nil || errors.As(err, &refused) {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.process.gone:
			return errors.New("it ended at once")
		case <-tick.C:
		}
	}
}

func free(port int) bool {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return false
	}
	return l.Close() == nil
}
