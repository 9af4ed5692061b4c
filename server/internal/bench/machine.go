package bench

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine describes where something was measured.
type machine struct {
	CPU    string `json:"cpu"`
	Cores  int    `json:"cores"`
	Memory string `json:"memory"`
	Kernel string `json:"kernel"`
	Go     string `json:"go"`
}

func thisMachine() machine {
	read := func(name string) string {
		b, err := os.ReadFile(name)
		if err != nil {
			return ""
		}
		return string(b)
	}
	return machine{
		CPU: or(value(read("/proc/cpuinfo"), "model name"), "unknown CPU"), Cores: runtime.NumCPU(),
		Memory: gigabytes(value(read("/proc/meminfo"), "MemTotal")),
		Kernel: strings.TrimSpace(read("/proc/sys/kernel/ostype") + " " + read("/proc/sys/kernel/osrelease")),
		Go:     runtime.Version(),
	}
}

func (m machine) String() string {
	return fmt.Sprintf("%s, %d cores, %s of memory, %s, %s", m.CPU, m.Cores, m.Memory, strings.Join(strings.Fields(m.Kernel), " "), m.Go)
}

// value returns what stands behind "name:" in the first line that begins so.
func value(text, name string) string {
	for line := range strings.Lines(text) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func gigabytes(kB string) string {
	var n int64
	if _, err := fmt.Sscanf(kB, "%d kB", &n); err != nil {
		return "unknown size"
	}
	return fmt.Sprintf("%.0f GB", float64(n)/(1<<20))
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
