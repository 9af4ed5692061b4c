package main_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// builds is where TestMain lets programs be built.
var builds string

// binary is the program, built once for all tests that need a process of their own.
var binary = sync.OnceValues(func() (string, error) {
	path := filepath.Join(builds, "feltboard")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	var err error
	if builds, err = os.MkdirTemp("", "feltboard-test-"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(builds)
	os.Exit(code)
}

func command(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), env...)
	return cmd
}

// process is a server as a process of its own.
type process struct {
	cmd   *exec.Cmd
	base  string
	setup string
	log   *buffer
	ended chan error
}

// launch starts a server on a free port and waits until it has said where it is.
func launch(t *testing.T, dir string, env ...string) *process {
	t.Helper()
	p := &process{log: &buffer{}, ended: make(chan error, 1)}
	p.cmd = command(t, env, "serve", "--addr", "127.0.0.1:0", "--data", dir)
	p.cmd.Stderr = p.log
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	told := make(chan struct{})
	go func() {
		lines := bufio.NewScanner(stdout)
		for lines.Scan() {
			if at, ok := strings.CutPrefix(lines.Text(), "Feltboard is at "); ok {
				p.base = at
			}
			if m := setupLink.FindStringSubmatch(lines.Text()); m != nil {
				p.setup = m[1]
			}
			if strings.HasPrefix(lines.Text(), "Everything is kept in") {
				close(told)
			}
		}
		io.Copy(io.Discard, stdout)
		p.ended <- p.cmd.Wait()
	}()
	t.Cleanup(func() { p.cmd.Process.Kill() })
	select {
	case <-told:
	case err := <-p.ended:
		t.Fatalf("the server did not start: %v\n%s", err, p.log)
	case <-time.After(patience):
		t.Fatalf("the server has said nothing\n%s", p.log)
	}
	return p
}

// kill ends the process as a power cut would.
func (p *process) kill() {
	p.cmd.Process.Signal(syscall.SIGKILL)
	<-p.ended
}

func TestAllProblemsWithTheSettingsAreReportedAtOnce(t *testing.T) {
	cmd := command(t, []string{"FELTBOARD_ADDR=nowhere", "FELTBOARD_CONNECTIONS=many", "FELTBOARD_BASE_URL=ftp://x"}, "serve")
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatal("it started")
	}
	for _, name := range []string{"FELTBOARD_ADDR", "FELTBOARD_CONNECTIONS", "FELTBOARD_BASE_URL"} {
		if !strings.Contains(string(out), name) {
			t.Errorf("%s is not named:\n%s", name, out)
		}
	}
}

func TestTheSettingsInForceArePrintedWithoutSecrets(t *testing.T) {
	out, err := command(t, []string{"FELTBOARD_METRICS_TOKEN=MARKER-OF-A-SECRET", "FELTBOARD_CONNECTIONS=7"}, "config").CombinedOutput()
	if err != nil || strings.Contains(string(out), "MARKER") || !strings.Contains(string(out), "FELTBOARD_CONNECTIONS=7") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestATakenAddressIsSaid(t *testing.T) {
	first := launch(t, t.TempDir())
	out, err := command(t, nil, "serve", "--addr", strings.TrimPrefix(first.base, "http://"), "--data", t.TempDir()).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "FELTBOARD_ADDR") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestAnOwnerWhoLostTheirBrowserGetsANewLink(t *testing.T) {
	dir := t.TempDir()
	p := launch(t, dir)
	owner := newBrowser(t, p.base)
	ok(t, owner.post("/api/setup", map[string]string{"token": p.setup, "name": "Ada"}), nil)
	board := owner.newBoard("One")
	p.kill()
	if p = launch(t, dir); p.setup != "" {
		t.Errorf("a set-up link although there is an owner")
	}
	p.kill()
	p = launch(t, dir, "FELTBOARD_OWNER_LINK=1")
	back := newBrowser(t, p.base)
	ok(t, back.post("/api/setup", map[string]string{"token": p.setup, "name": ""}), nil)
	var me struct{ Role string }
	decodeFolded(t, back.get("/api/v1/boards/"+board.ID+"/me"), &me)
	if me.Role != "facilitator" {
		t.Errorf("back as %s", me.Role)
	}
}

// wait waits for something that happens outside this process.
func wait(t *testing.T, what string, holds func() bool) {
	t.Helper()
	late := time.After(patience)
	for !holds() {
		select {
		case <-time.After(5 * time.Millisecond):
		case <-late:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

func TestASecondSignalEndsItAtOnce(t *testing.T) {
	p := launch(t, t.TempDir())
	owner := newBrowser(t, p.base)
	ok(t, owner.post("/api/setup", map[string]string{"token": p.setup, "name": "Ada"}), nil)
	board := owner.newBoard("One")
	owner.open(board.ID) // stays, and does not answer the goodbye
	p.cmd.Process.Signal(syscall.SIGTERM)
	wait(t, "it is stopping", func() bool { return strings.Contains(p.log.String(), `"stopping"`) })
	began := time.Now()
	p.cmd.Process.Signal(syscall.SIGTERM)
	<-p.ended
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %v", took)
	}
}
