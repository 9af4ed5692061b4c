package bench

import (
	"fmt"
	"syscall"
)

// spareFiles is what a process opens beside the connections of a workload.
const spareFiles = 200

// raiseFiles raises the limit of open files, for this process and those it starts, to what the workloads need, and says
// what it is then.
func raiseFiles(workloads []workload) (string, error) {
	most := uint64(0)
	for _, w := range workloads {
		need := uint64(w.sockets) + spareFiles
		if err := allowFiles(need); err != nil {
			return "", fmt.Errorf("%s: %w", w.title, err)
		}
		most = max(most, need)
	}
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		return "", fmt.Errorf("read the limit of open files: %w", err)
	}
	return fmt.Sprintf("Open files: %d needed, the limit was set to %d.", most, l.Cur), nil
}

func allowFiles(need uint64) error {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		return fmt.Errorf("read the limit of open files: %w", err)
	}
	if l.Cur >= need {
		// Set all the same: otherwise the processes we start get back the limit that this one was started with.
		need = l.Cur
	}
	wanted := syscall.Rlimit{Cur: need, Max: max(l.Max, need)} // only the superuser may raise Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &wanted); err != nil {
		return fmt.Errorf("it needs %d open files, and no more than %d are allowed (%w): raise the hard limit (ulimit -Hn), or choose other workloads with --only", need, l.Max, err)
	}
	return nil
}
