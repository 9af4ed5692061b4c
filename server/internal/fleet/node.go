package fleet

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Options of a node.
type Options struct {
	// Program is the path of feltboard; "" lets Program build it.
	Program string
	// Data is the node's data folder.
	Data string
	// Addr is the host:port to listen on; "" takes a free port, which the node then keeps.
	Addr string
	// Env is what is set beside the environment of this process, from which all FELTBOARD_ variables are taken out.
	Env []string
	// Wrap is a command that runs the program, with its arguments; nil is none.
	Wrap []string
}

// Node is one "feltboard serve", over as many processes as it is started. Its methods are safe for use by many goroutines,
// but starting and ending it is one goroutine's at a time.
type Node struct {
	// Base is its address, http://127.0.0.1:port.
	Base string

	opt  Options
	http *http.Client
	log  tail

	mu    sync.Mutex
	cmd   *exec.Cmd
	ended chan struct{} // closed when cmd has ended
	code  int           // its exit code, −1 for a signal
	setup string
	told  chan struct{} // closed when it has said all that it says at the start
}

// New prepares a node; nothing runs yet.
func New(o Options) (*Node, error) {
	var err error
	if o.Program == "" {
		if o.Program, err = Program(); err != nil {
			return nil, err
		}
	}
	if o.Addr == "" {
		if o.Addr, err = FreeAddr(); err != nil {
			return nil, err
		}
	}
	ended := make(chan struct{})
	close(ended)
	return &Node{
		Base: "http://" + o.Addr, opt: o, ended: ended,
		http: &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}},
	}, nil
}

// Start prepares a node, runs it and waits until it is ready.
func Start(ctx context.Context, o Options) (*Node, error) {
	n, err := New(o)
	if err != nil {
		return nil, err
	}
	_, err = n.Restart(ctx)
	return n, err
}

// Run starts a process, which must have ended before, and does not wait until it answers.
func (n *Node) Run() error {
	args := append(slices.Clone(n.opt.Wrap), n.opt.Program, "serve", "--addr", n.opt.Addr, "--data", n.opt.Data)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = n.env()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true} // a Ctrl-C is not the node's to hear
	cmd.Stderr = &n.log
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := start(cmd); err != nil {
		return fmt.Errorf("start %s: %w", args[0], err)
	}
	ended, told := make(chan struct{}), make(chan struct{})
	n.mu.Lock()
	n.cmd, n.ended, n.told, n.setup = cmd, ended, told, ""
	n.mu.Unlock()
	go func() {
		lines := bufio.NewScanner(stdout)
		for lines.Scan() {
			if m := setupLink.FindStringSubmatch(lines.Text()); m != nil {
				n.mu.Lock()
				n.setup = m[1]
				n.mu.Unlock()
			}
			if strings.Contains(lines.Text(), lastWords) && told != nil {
				close(told)
				told = nil
			}
		}
		io.Copy(io.Discard, stdout) // a line too long for the scanner must not block it
		cmd.Wait()                  // the exit code says it
		n.mu.Lock()
		n.code = cmd.ProcessState.ExitCode()
		n.mu.Unlock()
		close(ended)
	}()
	return nil
}

// Command runs another of feltboard's commands with the node's settings, and returns what it says.
func (n *Node) Command(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, n.opt.Program, args...)
	cmd.Env = n.env("FELTBOARD_DATA=" + n.opt.Data)
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("feltboard %s: %w\n%s", args[0], err, out)
	}
	return string(out), err
}

func (n *Node) env(more ...string) []string {
	clean := slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "FELTBOARD_") })
	return append(append(clean, n.opt.Env...), more...)
}

// lastWords are in the last line that a node prints when it has started.
const lastWords = "Ctrl-C stops the server"

var setupLink = regexp.MustCompile(`/setup#k=(\w+)`)

// Restart runs a process and waits until it is ready; it returns how long that took.
func (n *Node) Restart(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	if err := n.Run(); err != nil {
		return 0, err
	}
	err := n.WaitReady(ctx)
	return time.Since(began), err
}

// WaitReady waits until /readyz says yes and what the node prints at its start has been read. It gives up with the context, and when the process ends.
func (n *Node) WaitReady(ctx context.Context) error {
	ended := n.Ended()
	n.mu.Lock()
	told := n.told
	n.mu.Unlock()
	select {
	case <-told:
	case <-ended: // said below
	case <-ctx.Done():
	}
	for {
		problems, err := n.Ready(ctx)
		if err == nil && len(problems) == 0 {
			return nil
		}
		select {
		case <-time.After(5 * time.Millisecond):
		case <-ended:
			return fmt.Errorf("%s ended with %d\n%s", n.Base, n.Code(), n.Log())
		case <-ctx.Done():
			return fmt.Errorf("%s is not ready: %w: %v %v\n%s", n.Base, context.Cause(ctx), problems, err, n.Log())
		}
	}
}

// Ready asks /readyz once. It returns what keeps the node from its work; the error says that it did not answer.
func (n *Node) Ready(ctx context.Context) (problems []string, err error) {
	said, err := n.readyz(ctx)
	if err == nil && !said.Ready && len(said.Problems) == 0 {
		return nil, errors.New("neither ready nor a reason why not")
	}
	return said.Problems, err
}

// Warnings asks /readyz once what is wrong but does not keep the node from its work.
func (n *Node) Warnings(ctx context.Context) ([]string, error) {
	said, err := n.readyz(ctx)
	return said.Warnings, err
}

type readiness struct {
	Ready              bool
	Problems, Warnings []string
}

func (n *Node) readyz(ctx context.Context) (said readiness, err error) {
	err = n.get(ctx, "/readyz", func(r io.Reader) error { return json.NewDecoder(r).Decode(&said) })
	return said, err
}

// Metric reads one number of /metrics.
func (n *Node) Metric(ctx context.Context, name string) (v float64, err error) {
	err = n.get(ctx, "/metrics", func(r io.Reader) error {
		lines := bufio.NewScanner(r)
		for lines.Scan() {
			if rest, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
				_, err := fmt.Sscan(rest, &v)
				return err
			}
		}
		return fmt.Errorf("there is no %s", name)
	})
	return v, err
}

func (n *Node) get(ctx context.Context, path string, read func(io.Reader) error) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, n.Base+path, nil)
	if err != nil {
		return err
	}
	res, err := n.http.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return read(res.Body)
}

// Setup is the token of the set-up link that the node printed since it was started, or "".
func (n *Node) Setup() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.setup
}

// Log is the newest of what the node has written, over all its processes.
func (n *Node) Log() string { return n.log.String() }

// Ended is closed when the process that runs now has ended.
func (n *Node) Ended() <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.ended
}

// Code is the exit code of the process that ended last; −1 if a signal ended it.
func (n *Node) Code() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.code
}

// PID is the process that was started last.
func (n *Node) PID() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.cmd.Process.Pid
}

// Signal sends a signal to the process; one that has ended is past hearing it.
func (n *Node) Signal(s syscall.Signal) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.cmd != nil {
		n.cmd.Process.Signal(s) // fails where it has ended
	}
}

// Kill ends the process as a power cut would, and waits until it is gone.
func (n *Node) Kill() {
	n.Signal(syscall.SIGKILL)
	<-n.Ended()
}

// Term asks the process to stop, and waits until it has; it returns its exit code and how long it took.
func (n *Node) Term() (code int, took time.Duration) {
	began := time.Now()
	n.Signal(syscall.SIGTERM)
	<-n.Ended()
	return n.Code(), time.Since(began)
}

// Pause stops the process where it is; its connections stay open. Resume lets it go on.
func (n *Node) Pause() { n.Signal(syscall.SIGSTOP) }

// Resume lets a paused process go on.
func (n *Node) Resume() { n.Signal(syscall.SIGCONT) }

// RSS is the memory that the process holds, in bytes.
func (n *Node) RSS() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", n.PID()))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			var kib int64
			_, err := fmt.Sscan(rest, &kib)
			return kib << 10, err
		}
	}
	return 0, errors.New("the process is gone")
}

// FDs is how many files and sockets the process has open.
func (n *Node) FDs() (int, error) {
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", n.PID()))
	return len(open), err
}

// tail keeps the newest part of what is written.
type tail struct {
	mu sync.Mutex
	b  []byte
}

const tailSize = 128 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.b = append(t.b, p...); len(t.b) > 2*tailSize {
		t.b = append([]byte(nil), t.b[len(t.b)-tailSize:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
