package bench

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// memory is what processes hold of the machine's memory, in bytes.
type memory struct{ now, peak int64 }

// memoryOf adds up what the processes hold.
func memoryOf(pids []int) (sum memory, err error) {
	for _, pid := range pids {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			return sum, fmt.Errorf("read the memory of process %d (it takes Linux): %w", pid, err)
		}
		m, err := parseMemory(string(b))
		if err != nil {
			return sum, err
		}
		sum.now, sum.peak = sum.now+m.now, sum.peak+m.peak
	}
	return sum, nil
}

// parseMemory reads VmRSS and VmHWM of /proc/<pid>/status.
func parseMemory(status string) (m memory, err error) {
	for line := range strings.Lines(status) {
		name, value, _ := strings.Cut(line, ":")
		var to *int64
		switch name {
		case "VmRSS":
			to = &m.now
		case "VmHWM":
			to = &m.peak
		default:
			continue
		}
		kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		if err != nil {
			return m, fmt.Errorf("read %s: %w", name, err)
		}
		*to = kb << 10
	}
	if m.now == 0 || m.peak == 0 {
		return m, fmt.Errorf("not the form of /proc/<pid>/status")
	}
	return m, nil
}

// forgetPeak lets the peak begin anew from what is held now, where the kernel can.
func forgetPeak(pids []int) {
	for _, pid := range pids {
		_ = os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0) // else it is the peak since the start
	}
}

const mega = 1 << 20
