package bench

import (
	"os"
	"os/exec"
	"testing"
	"time"
)

func TestCPUTimesAreRead(t *testing.T) {
	if d, err := parseSchedstat("5057123 1364425 2\n"); err != nil || d != 5057123 {
		t.Errorf("schedstat: %v, %v", d, err)
	}
	stat := "42 (a (b) 1 2 c) S 1 42 42 0 -1 4194560 1 0 0 0 123 77 0 0 20 0 1 0 100 1 1 18446744073709551615"
	if d, err := parseStat(stat); err != nil || d != 2*time.Second {
		t.Errorf("stat: %v, %v", d, err)
	}
	if d, err := parseMachine("cpu  100 20 30 9999 999 1 2 3 50 60\ncpu0 1 2\n"); err != nil || d != 1560*time.Millisecond {
		t.Errorf("machine: %v, %v", d, err)
	}
	for _, bad := range []string{"", "x", "42 (x", "42 (x) S 1", "cpu", "cpu a b c d e f g h"} {
		if _, err := parseStat(bad); err == nil {
			t.Errorf("stat %q is taken", bad)
		}
		if _, err := parseMachine(bad); err == nil {
			t.Errorf("machine %q is taken", bad)
		}
	}
	for _, bad := range []string{"", "x 1 2"} {
		if _, err := parseSchedstat(bad); err == nil {
			t.Errorf("schedstat %q is taken", bad)
		}
	}
	before, err := cpuTime(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	for {
		now, err := cpuTime(os.Getpid())
		if err != nil {
			t.Fatal(err)
		}
		if now > before { // or the test times out
			break
		}
	}
}

func TestMemoryIsRead(t *testing.T) {
	m, err := parseMemory("Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\nThreads:\t1\n")
	if err != nil || m != (memory{now: 1 << 20, peak: 2 << 20}) {
		t.Errorf("memory is %+v, %v", m, err)
	}
	for _, bad := range []string{"", "VmRSS: 1 kB\n", "VmRSS: x kB\nVmHWM: 1 kB\n"} {
		if _, err := parseMemory(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	twice := []int{os.Getpid(), os.Getpid()}
	if m, err := memoryOf(twice); err != nil || m.now < 2<<20 || m.peak < m.now {
		t.Errorf("this process twice: %+v, %v", m, err)
	}
}

func TestTheMachineIsDescribed(t *testing.T) {
	if got := value("vendor : x\nmodel name\t: A CPU\nmodel name\t: B\n", "model name"); got != "A CPU" {
		t.Errorf("the CPU is %q", got)
	}
	if got := gigabytes("25165824 kB"); got != "24 GB" {
		t.Errorf("24 GB are %q", got)
	}
	if m := thisMachine(); m.Cores < 1 || m.Kernel == "" || m.Go == "" {
		t.Errorf("this machine is %+v", m)
	}
}

func TestFilesCannotBeAllowedWithoutEnd(t *testing.T) {
	if err := allowFiles(1 << 62); err == nil {
		t.Error("2^62 open files are allowed")
	}
	if err := allowFiles(1); err != nil {
		t.Errorf("one open file is not: %v", err)
	}
}

func TestTheFamilyIsWhoWasStartedFromHere(t *testing.T) {
	if pid, program, parent, err := parseParent("42 (a (b) c) S 7 42 42 0"); err != nil || pid != 42 || program != "a (b) c" || parent != 7 {
		t.Errorf("parent: %d, %q, %d, %v", pid, program, parent, err)
	}
	for _, bad := range []string{"", "42 x S 7", "x (y) S 7", "42 (y) S", "42 (y) S z"} {
		if _, _, _, err := parseParent(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	cmd := exec.Command("sh", "-c", "cat; true") // cat is a child of the shell
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for {
		pids, err := family("cat")
		if err != nil {
			t.Fatal(err)
		}
		if len(pids) == 1 { // or the test times out
			break
		}
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if pids, err := family("cat"); err != nil || len(pids) > 0 {
		t.Errorf("when it has ended there are %v, %v", pids, err)
	}
}
