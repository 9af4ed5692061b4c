package redistest

import "syscall"

// withParent has the system kill a command when this process dies.
func withParent() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
