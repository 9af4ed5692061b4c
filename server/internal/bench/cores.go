package bench

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
)

// cores says whether the generator and the server have a core each.
type cores struct{ apart bool }

// share puts this process on the first core and leaves the second one to servers, where there are two and taskset.
func share() *cores {
	if runtime.NumCPU() < 2 || exec.Command("taskset", "-c", "1", "true").Run() != nil {
		return &cores{}
	}
	err := exec.Command("taskset", "-a", "-c", "-p", "0", strconv.Itoa(os.Getpid())).Run()
	return &cores{apart: err == nil}
}

func (c *cores) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	if c.apart {
		program, args = "taskset", append([]string{"-c", "1", program}, args...)
	}
	return exec.CommandContext(ctx, program, args...)
}

// adopt moves the processes of a program to the servers' core; those that they start follow them.
func (c *cores) adopt(program string) error {
	if !c.apart {
		return nil
	}
	pids, err := family(program)
	if err != nil {
		return err
	}
	for _, pid := range pids {
		if out, err := exec.Command("taskset", "-a", "-c", "-p", "1", strconv.Itoa(pid)).CombinedOutput(); err != nil {
			return fmt.Errorf("move %s to the servers' core: %w: %s", program, err, out)
		}
	}
	return nil
}
