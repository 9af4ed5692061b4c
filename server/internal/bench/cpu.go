package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of the times in /proc/*/stat: USER_HZ is 100 wherever Go runs on Linux.
const tick = 10 * time.Millisecond

// cpuTime returns the CPU time a process has used, in user and kernel: in nanoseconds where the kernel counts them,
// otherwise in ticks of 10 ms. It needs Linux.
func cpuTime(pid int) (time.Duration, error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil {
		return 0, err
	}
	var sum time.Duration
	for _, name := range threads {
		b, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) { // the thread has ended since
			continue
		} else if err != nil {
			return 0, err
		}
		d, err := parseSchedstat(string(b))
		if err != nil {
			return 0, fmt.Errorf("%s: %w", name, err)
		}
		sum += d
	}
	if sum > 0 {
		return sum, nil
	}
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, fmt.Errorf("read the CPU time of process %d (it takes Linux): %w", pid, err)
	}
	return parseStat(string(b))
}

// parseSchedstat reads a thread's time on a CPU, the first of three numbers.
func parseSchedstat(s string) (time.Duration, error) {
	first, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	n, err := strconv.ParseInt(first, 10, 64)
	return time.Duration(n), err
}

// parseStat reads utime and stime of /proc/<pid>/stat. The program's name may hold blanks and brackets, so fields are
// counted from the last bracket.
func parseStat(s string) (time.Duration, error) {
	i := strings.LastIndexByte(s, ')')
	f := strings.Fields(s[i+1:])
	if i < 0 || len(f) < 13 {
		return 0, errors.New("not the form of /proc/<pid>/stat")
	}
	user, err := strconv.ParseInt(f[11], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(f[12], 10, 64)
	return time.Duration(user+system) * tick, err
}

// machineTime returns the CPU time everything on this machine has used, and what a host gave to others (steal).
func machineTime() (time.Duration, error) {
	b, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	return parseMachine(string(b))
}

// parseMachine sums the first line of /proc/stat without the times at rest: idle, iowait, and the guests' time, which
// user and nice hold already.
func parseMachine(s string) (time.Duration, error) {
	line, _, _ := strings.Cut(s, "\n")
	f := strings.Fields(line)
	if len(f) < 9 || f[0] != "cpu" {
		return 0, errors.New("not the form of /proc/stat")
	}
	var sum int64
	for _, i := range []int{1, 2, 3, 6, 7, 8} {
		n, err := strconv.ParseInt(f[i], 10, 64)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return time.Duration(sum) * tick, nil
}
