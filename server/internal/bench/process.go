package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// startIn is how long a server may take until it says its address.
const startIn = 20 * time.Second

// process is a server under test.
type process struct {
	pid  int
	said []string // what it said when it was ready: the groups of the expression it was started with
	stop func()   // kills it and waits
}

// start runs a program until it writes a line that ready matches. The process ends with stop, which must be called, or
// with ctx.
func start(ctx context.Context, core *cores, env []string, ready *regexp.Regexp, program string, args ...string) (*process, error) {
	ctx, cancel := context.WithCancel(ctx)
	cmd := core.command(ctx, program, args...)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "FELTBOARD_") })
	cmd.Env = append(append(cmd.Env, "GOMAXPROCS=1"), env...)
	out, in := io.Pipe()
	cmd.Stdout, cmd.Stderr = in, in
	cmd.WaitDelay = time.Second
	if _, err := cmd.StdinPipe(); err != nil { // open as long as we are; a raw server ends with it
		cancel()
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		cancel()
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // killed, mostly
		_ = in.Close()
		close(ended)
	}()
	stop := sync.OnceFunc(func() { cancel(); <-ended })

	found := make(chan []string, 1)
	read := make(chan struct{})
	var last tail
	go func() {
		defer close(read)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if m := ready.FindStringSubmatch(lines.Text()); m != nil {
				select {
				case found <- m:
				default:
				}
			}
			last.add(lines.Text())
		}
		_, _ = io.Copy(io.Discard, out)
	}()
	select {
	case m := <-found:
		return &process{pid: cmd.Process.Pid, said: m, stop: stop}, nil
	case <-ended:
		stop()
		<-read
		return nil, fmt.Errorf("%s ended at once:\n%s", program, last.String())
	case <-time.After(startIn):
		stop()
		return nil, fmt.Errorf("%s did not say its address within %s:\n%s", program, startIn, last.String())
	case <-ctx.Done():
		stop()
		return nil, context.Cause(ctx)
	}
}

// tail keeps the last lines a process wrote.
type tail struct {
	mu    sync.Mutex
	lines []string
}

func (t *tail) add(line string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lines = append(t.lines, line); len(t.lines) > 10 {
		t.lines = t.lines[1:]
	}
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(t.lines, "\n")
}
