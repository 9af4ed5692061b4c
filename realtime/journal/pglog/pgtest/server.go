// Package pgtest runs a real PostgreSQL of one's own: for tests, and for a
// cluster on one machine.
//
// A server has a folder, a port and a random password to itself and listens on
// 127.0.0.1 only. It is set up to start fast and to be small, but writes to disk
// as one in production does (fsync, full_page_writes and synchronous_commit are
// on), so that what is killed here loses what would be lost there.
//
// No server outlives the process that started it, however that ends.
//
// It needs Linux and PostgreSQL's programs (on Debian the package "postgresql"),
// in PATH or where Debian puts them.
package pgtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

const superuser = "feltboard"

// Server is one PostgreSQL. Its methods are for one goroutine at a time, but for
// URL, which any may call.
type Server struct {
	home     string // all that is below is in here
	keep     bool   // whether home stays when the server stops
	programs string // folder of initdb and postgres
	as       *syscall.Credential
	port     int
	password string

	running *exec.Cmd
	exited  chan struct{} // closed when running has ended
	guard   *os.File      // its closing, also by our death, ends the guard and the server
}

// Start starts a server in dir, which it makes and sets up if there is none yet;
// what it holds stays there. An empty dir means a temporary folder that is gone
// after Stop. When Start returns, the server takes connections.
//
// PostgreSQL refuses to run as root: as root it runs as the user postgres, or
// nobody, who must be able to reach dir.
func Start(ctx context.Context, dir string) (_ *Server, err error) {
	s := &Server{keep: dir != ""}
	if s.programs, err = findPrograms(); err != nil {
		return nil, err
	}
	if s.as, err = notRoot(); err != nil {
		return nil, err
	}
	if err := s.makeHome(dir); err != nil {
		return nil, err
	}
	if err := s.watch(); err != nil {
		return nil, err
	}
	if err := s.init(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("set up PostgreSQL in %s: %w", s.home, err), s.Stop())
	}
	for range 10 {
		if s.port, err = freePort(); err != nil {
			break
		}
		if err = s.launch(ctx); err == nil {
			return s, nil
		}
		if !errors.Is(err, errPortTaken) {
			break
		}
	}
	return nil, errors.Join(err, s.Stop())
}

// URL names a database of this server, as pgx and psql take it. It holds the
// password and stays the same for the life of the Server.
func (s *Server) URL(database string) string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(superuser, s.password), Host: s.addr(), Path: "/" + database, RawQuery: "sslmode=disable"}
	return u.String()
}

func (s *Server) addr() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port)) }

// CreateDB makes an empty database.
func (s *Server) CreateDB(ctx context.Context, name string) error {
	return s.exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize())
}

// DropDB takes a database away, and whoever is connected to it.
func (s *Server) DropDB(ctx context.Context, name string) error {
	return s.exec(ctx, "DROP DATABASE IF EXISTS "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)")
}

func (s *Server) exec(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql)
	return err
}

// Kill ends the server with all its processes at once, as a power cut would
// that spares the disk's cache. Restart brings it back.
func (s *Server) Kill() error {
	if s.running == nil {
		return nil
	}
	if err := s.Pause(); err != nil { // so that nobody is born meanwhile
		return err
	}
	return s.signal(syscall.SIGKILL)
}

// Restart starts a server that was killed anew, on the same port; one that runs
// is killed first. It returns when connections are taken.
func (s *Server) Restart(ctx context.Context) error {
	if err := s.Kill(); err != nil {
		return err
	}
	if err := s.wait(ctx); err != nil {
		return err
	}
	return s.launch(ctx)
}

// Pause stops all of the server's processes where they are: connections stay
// open and nobody answers. Resume lets them go on.
func (s *Server) Pause() error {
	if s.running == nil {
		return errors.New("the server does not run")
	}
	// First the one that makes new ones.
	if err := s.running.Process.Signal(syscall.SIGSTOP); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return s.signal(syscall.SIGSTOP)
}

// Resume lets a paused server go on.
func (s *Server) Resume() error { return s.signal(syscall.SIGCONT) }

// Stop ends the server for good, and its temporary folder with it. Stopping
// twice is harmless.
func (s *Server) Stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var errs []error
	if s.running != nil && s.keep {
		s.Resume()
		errs = append(errs, s.running.Process.Signal(syscall.SIGINT)) // a fast, but orderly shutdown
	} else {
		errs = append(errs, s.Kill())
	}
	errs = append(errs, s.wait(ctx))
	if s.guard != nil {
		errs = append(errs, s.guard.Close())
		s.guard = nil
	}
	if !s.keep {
		errs = append(errs, os.RemoveAll(s.home))
	}
	return errors.Join(errs...)
}

func (s *Server) data() string { return filepath.Join(s.home, "data") }

func (s *Server) makeHome(dir string) (err error) {
	if s.keep {
		err = os.MkdirAll(dir, 0o700)
	} else {
		dir, err = os.MkdirTemp("", "pgtest-")
	}
	if err == nil {
		s.home, err = filepath.Abs(dir)
	}
	if err == nil {
		s.home, err = filepath.EvalSymlinks(s.home) // as the kernel names a process's folder
	}
	if err == nil && s.as != nil {
		err = os.Chown(s.home, int(s.as.Uid), int(s.as.Gid))
	}
	return err
}

// init makes the data folder, unless it is there from an earlier time.
func (s *Server) init(ctx context.Context) error {
	secret := filepath.Join(s.home, "password")
	if _, err := os.Stat(filepath.Join(s.data(), "PG_VERSION")); err == nil {
		known, err := os.ReadFile(secret)
		s.password = string(known)
		return err
	}
	s.password = rand.Text()
	if err := os.WriteFile(secret, []byte(s.password), 0o600); err != nil {
		return err
	}
	if s.as != nil {
		if err := os.Chown(secret, int(s.as.Uid), int(s.as.Gid)); err != nil {
			return err
		}
	}
	cmd := s.command(ctx, "initdb", "-D", s.data(), "-U", superuser, "--pwfile", secret, "-A", "scram-sha-256",
		"-E", "UTF8", "--no-locale", "--no-instructions", "--no-sync", "--wal-segsize=4")
	if out, err := cmd.CombinedOutput(); err != nil {
		err = fmt.Errorf("initdb: %w: %s", err, bytes.TrimSpace(out))
		if s.as != nil && errors.Is(err, os.ErrPermission) {
			err = fmt.Errorf("%w; it runs as user %d, who must be able to enter all folders above", err, s.as.Uid)
		}
		return err
	}
	return nil
}

// settings say what makes it small and quick to start; nothing that a commit
// relies on is weakened.
var settings = []string{
	"listen_addresses=127.0.0.1",
	"unix_socket_directories=",
	"fsync=on",
	"full_page_writes=on",
	"synchronous_commit=on",
	"max_connections=200",
	"shared_buffers=32MB",
	"max_wal_size=256MB",
	"min_wal_size=32MB",
	"jit=off",
	"log_line_prefix=%m [%p] ",
}

var errPortTaken = errors.New("the port was taken meanwhile")

// launch starts the server on s.port and waits until it takes connections.
func (s *Server) launch(ctx context.Context) error {
	log, err := os.OpenFile(filepath.Join(s.home, "log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	begin, err := log.Seek(0, 2)
	if err != nil {
		return err
	}
	args := []string{"-D", s.data(), "-p", strconv.Itoa(s.port)}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	cmd := s.command(context.Background(), "postgres", args...)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return err
	}
	s.running, s.exited = cmd, make(chan struct{})
	go func() {
		cmd.Wait()
		close(s.exited)
	}()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		try, cancel := context.WithTimeout(ctx, time.Second)
		conn, err := pgx.Connect(try, s.URL("postgres"))
		cancel()
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return fmt.Errorf("start PostgreSQL: %w: %w", ctx.Err(), err)
		case <-s.exited:
			s.running = nil
			said, _ := os.ReadFile(log.Name())
			said = said[min(begin, int64(len(said))):]
			if bytes.Contains(said, []byte("Address already in use")) {
				return errPortTaken
			}
			return fmt.Errorf("PostgreSQL did not start: %s", bytes.TrimSpace(said))
		}
	}
}

// wait waits until none of the server's processes is left.
func (s *Server) wait(ctx context.Context) error {
	if s.running == nil {
		return nil
	}
	again := time.NewTicker(5 * time.Millisecond)
	defer again.Stop()
	for {
		select {
		case <-s.exited:
			left, err := s.processes()
			if err != nil || len(left) == 0 {
				s.running = nil
				return err
			}
		default:
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL does not end: %w", ctx.Err())
		}
	}
}

// command runs a program of PostgreSQL's in a process group of its own, so that
// a Ctrl-C at our terminal does not reach it.
func (s *Server) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(s.programs, program), args...)
	cmd.Dir = s.home
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: s.as}
	return cmd
}

func (s *Server) signal(sig syscall.Signal) error {
	all, err := s.processes()
	if err != nil {
		return err
	}
	var errs []error
	for _, pid := range all {
		if err := syscall.Kill(pid, sig); err != nil && !errors.Is(err, syscall.ESRCH) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// processes lists the server's, which are those that work in its data folder:
// each of them is a group of its own, and whoever lost its parent has another.
func (s *Server) processes() ([]int, error) {
	links, err := filepath.Glob("/proc/[0-9]*/cwd")
	if err != nil {
		return nil, err
	}
	var all []int
	for _, link := range links {
		if at, err := os.Readlink(link); err != nil || at != s.data() {
			continue
		}
		pid, err := strconv.Atoi(strings.Split(link, "/")[2])
		if err != nil {
			return nil, err
		}
		all = append(all, pid)
	}
	return all, nil
}

// freePort looks below the range from which the system gives ports to outgoing
// connections: one of those could take it while the server is restarted.
func freePort() (int, error) {
	for range 100 {
		port := 20_000 + mathrand.IntN(12_000)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return port, l.Close()
		}
	}
	return 0, errors.New("no port is free on 127.0.0.1")
}
